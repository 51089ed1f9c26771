package desktop

import (
	"encoding/json"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"migraform/app/desktop/look"
)

// toolkit are the words that Fyne's own dialogs, fields and calendar say: in
// English, Spanish, French, Russian, Arabic and Chinese. Fyne has no Arabic,
// and speaks the language of the system rather than the one that was chosen.
var toolkit = [][6]string{
	{"Advanced", "Avanzado", "Avancé", "Дополнительно", "متقدم", "高级"},
	{"Cancel", "Cancelar", "Annuler", "Отмена", "إلغاء", "取消"},
	{"Confirm", "Confirmar", "Confirmer", "Подтвердить", "تأكيد", "确认"},
	{"Copy", "Copiar", "Copier", "Копировать", "نسخ", "复制"},
	{"Create Folder", "Crear carpeta", "Créer un dossier", "Создать папку", "إنشاء مجلد", "新建文件夹"},
	{"Cut", "Cortar", "Couper", "Вырезать", "قص", "剪切"},
	{"Enter filename", "Escriba el nombre del archivo", "Entrez un nom de fichier", "Введите имя файла", "أدخل اسم الملف", "输入文件名"},
	{"Error", "Error", "Erreur", "Ошибка", "خطأ", "错误"},
	{"Favourites", "Favoritos", "Favoris", "Избранное", "المفضلة", "收藏"},
	{"File", "Archivo", "Fichier", "Файл", "ملف", "文件"},
	{"Folder", "Carpeta", "Dossier", "Папка", "مجلد", "文件夹"},
	{"New Folder", "Nueva carpeta", "Nouveau dossier", "Новая папка", "مجلد جديد", "新文件夹"},
	{"No", "No", "Non", "Нет", "لا", "否"},
	{"OK", "Aceptar", "OK", "ОК", "موافق", "确定"},
	{"Open", "Abrir", "Ouvrir", "Открыть", "فتح", "打开"},
	{"Paste", "Pegar", "Coller", "Вставить", "لصق", "粘贴"},
	{"Quit", "Salir", "Quitter", "Выйти", "إنهاء", "退出"},
	{"Redo", "Rehacer", "Rétablir", "Повторить", "إعادة", "重做"},
	{"Save", "Guardar", "Enregistrer", "Сохранить", "حفظ", "保存"},
	{"Select all", "Seleccionar todo", "Tout sélectionner", "Выделить всё", "تحديد الكل", "全选"},
	{"Show Hidden Files", "Mostrar archivos ocultos", "Afficher les fichiers cachés", "Показать скрытые файлы", "إظهار الملفات المخفية", "显示隐藏的文件"},
	{"Undo", "Deshacer", "Annuler", "Отменить", "تراجع", "撤销"},
	{"Yes", "Sí", "Oui", "Да", "نعم", "是"},
	{"(Parent)", "(Carpeta superior)", "(Dossier parent)", "(Вверх)", "(المجلد الأعلى)", "（上级文件夹）"},
	{"monday", "lunes", "lundi", "понедельник", "الإثنين", "星期一"},
	{"tuesday", "martes", "mardi", "вторник", "الثلاثاء", "星期二"},
	{"wednesday", "miércoles", "mercredi", "среда", "الأربعاء", "星期三"},
	{"thursday", "jueves", "jeudi", "четверг", "الخميس", "星期四"},
	{"friday", "viernes", "vendredi", "пятница", "الجمعة", "星期五"},
	{"saturday", "sábado", "samedi", "суббота", "السبت", "星期六"},
	{"sunday", "domingo", "dimanche", "воскресенье", "الأحد", "星期日"},
	{"monday.short", "lu", "lu", "пн", "ن", "一"},
	{"tuesday.short", "ma", "ma", "вт", "ث", "二"},
	{"wednesday.short", "mi", "me", "ср", "ر", "三"},
	{"thursday.short", "ju", "je", "чт", "خ", "四"},
	{"friday.short", "vi", "ve", "пт", "ج", "五"},
	{"saturday.short", "sá", "sa", "сб", "س", "六"},
	{"sunday.short", "do", "di", "вс", "ح", "日"},
	{"file.name", "Nombre", "Nom", "Имя", "الاسم", "名称"},
	{"file.parent", "Carpeta superior", "Dossier parent", "Вверх", "المجلد الأعلى", "上级文件夹"},
}

// toolkitColumn is where a language stands in the table.
var toolkitColumn = map[string]int{"es": 1, "fr": 2, "ru": 3, "ar": 4, "zh": 5}

// englishWords are those of the table's keys that are no words.
var englishWords = map[string]string{
	"monday": "Monday", "tuesday": "Tuesday", "wednesday": "Wednesday", "thursday": "Thursday", "friday": "Friday", "saturday": "Saturday", "sunday": "Sunday",
	"monday.short": "Mon", "tuesday.short": "Tue", "wednesday.short": "Wed", "thursday.short": "Thu", "friday.short": "Fri", "saturday.short": "Sat", "sunday.short": "Sun",
	"file.name": "Name", "file.parent": "Parent",
}

// speakToolkit makes Fyne say its own words in a language: it is told that
// they are those of the system's. What stands on the screen already keeps
// its words until it is made anew.
func speakToolkit(tag string) {
	said := map[string]string{}
	column := toolkitColumn[tag]
	for _, word := range toolkit {
		text := word[column]
		if english, ok := englishWords[word[0]]; ok && column == 0 {
			text = english
		}
		said[word[0]] = look.Line(text)
	}
	content, err := json.Marshal(said)
	if err == nil {
		err = lang.AddTranslations(fyne.NewStaticResource(lang.SystemLocale().LanguageString()+".json", content))
	}
	if err != nil {
		fyne.LogError("words of the toolkit", err)
	}
}
