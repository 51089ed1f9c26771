package label

import "strings"

// The words of tables in the six languages of the United Nations and in some
// others of neighbours that offices use, folded.
var sexes = map[string]string{
	"male": "M", "males": "M", "men": "M", "man": "M", "boys": "M", "hommes": "M", "homme": "M", "masculin": "M", "hombres": "M", "hombre": "M", "varon": "M", "varones": "M", "masculino": "M",
	"female": "F", "females": "F", "women": "F", "wmn": "F", "woman": "F", "girls": "F", "femmes": "F", "femme": "F", "feminin": "F", "mujeres": "F", "mujer": "F", "femenino": "F",
	"both sexes": "_T", "both sexes combined": "_T", "all sexes": "_T", "total both sexes": "_T", "men and women": "_T", "males and females": "_T", "les deux sexes": "_T", "deux sexes": "_T",
	"hommes et femmes": "_T", "ambos sexos": "_T", "male and female": "_T", "persons": "_T",
	"мужчины": "M", "мужской": "M", "женщины": "F", "женскии": "F", "женский": "F", "оба пола": "_T", "мужчины и женщины": "_T",
	"ذكور": "M", "ذكر": "M", "رجال": "M", "الذكور": "M", "إناث": "F", "اناث": "F", "انثى": "F", "نساء": "F", "الإناث": "F", "الاناث": "F", "كلا الجنسين": "_T", "الجنسين": "_T",
	"男": "M", "男性": "M", "男子": "M", "女": "F", "女性": "F", "女子": "F", "男女合计": "_T", "两性": "_T", "男女": "_T",
	"manner": "M", "mannlich": "M", "frauen": "F", "weiblich": "F", "beide geschlechter": "_T", "homens": "M", "mulheres": "F", "ambos os sexos": "_T", "maschi": "M", "femmine": "F", "uomini": "M", "donne": "F",
	"sex unknown": "_U", "sex not stated": "_U", "unknown sex": "_U", "sexe inconnu": "_U", "sexe non declare": "_U", "sexo desconocido": "_U",
}

var sexLetters = map[string]string{"m": "M", "h": "M", "f": "F", "w": "F", "t": "_T", "x": "_U"}

var wholes = map[string]bool{"total": true, "totals": true, "all": true, "grand total": true, "ensemble": true, "totaux": true, "total general": true, "tous": true, "toutes": true, "todos": true, "sum": true,
	"overall": true, "tot": true, "somme": true, "t": true, "всего": true, "итого": true, "المجموع": true, "مجموع": true, "الإجمالي": true, "الاجمالي": true, "总计": true, "合计": true, "總計": true,
	"insgesamt": true, "gesamt": true, "totale": true, "all persons": true, "total persons": true}

var unknowns = map[string]bool{"unknown": true, "not stated": true, "not known": true, "unspecified": true, "not specified": true, "inconnu": true, "inconnue": true, "non declare": true, "non declaree": true,
	"non precise": true, "desconocido": true, "no declarado": true, "ignorado": true, "nd": true, "n s": true, "unk": true, "неизвестно": true, "не указано": true, "غير مبين": true, "غير معروف": true, "不详": true, "未知": true, "unbekannt": true, "desconhecido": true, "ignoto": true, "undeclared": true, "other unknown": true}

var months = map[string]int{
	"jan": 1, "january": 1, "janvier": 1, "janv": 1, "enero": 1, "ene": 1,
	"feb": 2, "february": 2, "fevrier": 2, "fevr": 2, "fev": 2, "febrero": 2,
	"mar": 3, "march": 3, "mars": 3, "marzo": 3,
	"apr": 4, "april": 4, "avril": 4, "avr": 4, "abril": 4, "abr": 4,
	"may": 5, "mai": 5, "mayo": 5,
	"jun": 6, "june": 6, "juin": 6, "junio": 6,
	"jul": 7, "july": 7, "juillet": 7, "juil": 7, "julio": 7,
	"aug": 8, "august": 8, "aout": 8, "agosto": 8, "ago": 8,
	"sep": 9, "sept": 9, "september": 9, "septembre": 9, "septiembre": 9,
	"oct": 10, "october": 10, "octobre": 10, "octubre": 10,
	"nov": 11, "november": 11, "novembre": 11, "noviembre": 11,
	"январь": 1, "февраль": 2, "март": 3, "апрель": 4, "маи": 5, "июнь": 6, "июль": 7, "август": 8, "сентябрь": 9, "октябрь": 10, "ноябрь": 11, "декабрь": 12,
	"januar": 1, "februar": 2, "marz": 3, "juni": 6, "juli": 7, "oktober": 10, "dezember": 12, "janeiro": 1, "fevereiro": 2, "marco": 3, "maio": 5, "junho": 6, "julho": 7, "setembro": 9, "outubro": 10, "novembro": 11, "dezembro": 12,
	"يناير": 1, "فبراير": 2, "شباط": 2, "مارس": 3, "اذار": 3, "ابريل": 4, "نيسان": 4, "مايو": 5, "ايار": 5, "يونيو": 6, "يونيه": 6, "حزيران": 6, "يوليو": 7, "يوليه": 7, "تموز": 7, "اغسطس": 8, "اب": 8, "سبتمبر": 9, "ايلول": 9, "اكتوبر": 10, "نوفمبر": 11, "ديسمبر": 12,
	"1月": 1, "一月": 1, "2月": 2, "二月": 2, "3月": 3, "三月": 3, "4月": 4, "四月": 4, "5月": 5, "五月": 5, "6月": 6, "六月": 6, "7月": 7, "七月": 7, "8月": 8, "八月": 8, "9月": 9, "九月": 9, "10月": 10, "十月": 10, "11月": 11, "十一月": 11, "12月": 12, "十二月": 12,
	"dec": 12, "december": 12, "decembre": 12, "diciembre": 12, "dic": 12,
}

// SexOf reads the word for a sex. Single letters are read too, with a
// confidence that a whole column of them must lift.
func SexOf(text string) (Meaning, bool) {
	folded := Fold(Bare(text, true))
	if code, ok := sexes[folded]; ok {
		return sexMeaning(code, 0.98), true
	}
	if code, ok := sexLetters[folded]; ok {
		return sexMeaning(code, 0.75), true
	}
	return Meaning{}, false
}

func sexMeaning(code string, confidence float64) Meaning {
	return Meaning{Concept: Sex, Code: code, Confidence: confidence, Whole: code == "_T"}
}

// IsWhole reports whether a label is a word for everything on its axis.
func IsWhole(text string) bool {
	folded := Fold(Bare(text, true))
	if wholes[folded] {
		return true
	}
	words := strings.Fields(folded)
	if len(words) < 2 || len(words) > 6 || words[0] != "total" && words[0] != "all" && words[0] != "grand" && words[len(words)-1] != "total" {
		return false
	}
	for _, word := range words {
		if !countedThings[word] {
			return false
		}
	}
	return true
}

// countedThings are words that a total may name without being less than all.
var countedThings = map[string]bool{"total": true, "all": true, "grand": true, "of": true, "number": true, "the": true, "countries": true, "country": true, "citizenships": true,
	"nationalities": true, "areas": true, "origins": true, "persons": true, "people": true, "population": true, "immigrants": true, "emigrants": true, "migrants": true, "arrivals": true,
	"departures": true, "immigration": true, "emigration": true, "applications": true, "applicants": true, "general": true, "pays": true, "personnes": true, "and": true, "des": true, "les": true,
	"birth": true, "destinations": true, "residence": true, "reasons": true, "ages": true}

// IsUnknown reports whether a label is a word for what is not known.
func IsUnknown(text string) bool { return unknowns[Fold(Bare(text, true))] }

var ownWords = map[string]bool{"nationals": true, "own country": true, "own nationals": true, "reporting country": true, "home country": true, "nationals of the country": true, "own citizens": true, "national citizens": true,
	"native born": true, "born in the country": true, "nationaux": true, "nes dans le pays": true, "pays declarant": true, "nacionales": true}

// IsOwn reports whether a label among countries means the office's own.
func IsOwn(text string) bool { return ownWords[Fold(Bare(text, true))] }

// Missing tells whether a text stands where a figure would, and the status
// letter that it stands for: O not available, Q confidential, A for nil. What
// a dash means differs between offices; by convention of most (and of the
// UN's yearbooks) it is "magnitude nil".
func Missing(text string) (status byte, ok bool) {
	switch strings.TrimSpace(text) {
	case "..", "...", "…", "....", ":", "n.a.", "n.a", "N.A.", "n/a", "N/A", "#N/A", "na", "NA", "nd", "n.d.", "ND", "N.D.", "n.d", ". .", ".", "--.", "s.o.", "(..)", "...*":
		return 'O', true
	case "-", "–", "—", "−", "‐", "‒":
		return 'A', true
	case "x", "X", "c", "C", "D", "(D)", "(d)", "(c)", "*", "**", "--", "- -", "––", "~", "(x)", "s", "(s)", "#", "///":
		return 'Q', true
	}
	s := strings.TrimSpace(text)
	if len(s) > 1 && len(s) < 8 && (s[0] == '<' || strings.HasPrefix(s, "≤")) {
		if strings.Trim(s, "<≤=  0123456789") == "" {
			return 'Q', true
		}
	}
	return 0, false
}

// WesternDigits writes the digits of Arabic and Persian as those of the West.
func WesternDigits(text string) string {
	for i := 0; i < len(text); i++ {
		if text[i] >= 0x80 {
			return strings.Map(func(r rune) rune {
				switch {
				case r >= '\u0660' && r <= '\u0669':
					return '0' + r - '\u0660'
				case r >= '\u06f0' && r <= '\u06f9':
					return '0' + r - '\u06f0'
				}
				return r
			}, text)
		}
	}
	return text
}
