package layouts

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"migraform/forms/definition"
	"migraform/forms/intake/reader"

	"pgregory.net/rapid"
)

// vocabulary is what tables say in one language.
type vocabulary struct {
	titles              map[string][]string // by criterion
	heads               map[string][]string // by concept; of areas by criterion
	men, women, both    []string
	total               []string
	range_, over, under string
	persons             string
	note                string
	unknown             [2]string // among countries: not stated, stateless
}

var languages = map[string]vocabulary{
	"en": {map[string][]string{"citizenship": {"Immigration by country of citizenship", "Foreign residents by citizenship", "Emigrants by nationality"}, "birth": {"Foreign-born population by country of birth", "Immigrants by country of birth"}},
		map[string][]string{"citizenship": {"Country of citizenship", "Citizenship", "Nationality"}, "birth": {"Country of birth", "Birth country"}, "sex": {"Sex", "Gender"}, "age": {"Age", "Age group"}, "time": {"Year", "Reference year"}},
		[]string{"Men", "Male", "Males"}, []string{"Women", "Female", "Females"}, []string{"Both sexes", "Total"}, []string{"Total", "All countries", "Grand total"}, "%d-%d", "%d+", "Under %d", "Persons", "Including dual citizens", [2]string{"Not stated", "Stateless"}},
	"fr": {map[string][]string{"citizenship": {"Immigration par pays de nationalité", "Étrangers par nationalité"}, "birth": {"Immigrés selon le pays de naissance", "Population née à l’étranger par pays de naissance"}},
		map[string][]string{"citizenship": {"Nationalité", "Pays de nationalité"}, "birth": {"Pays de naissance"}, "sex": {"Sexe"}, "age": {"Âge", "Groupe d’âges"}, "time": {"Année"}},
		[]string{"Hommes", "Masculin"}, []string{"Femmes", "Féminin"}, []string{"Les deux sexes", "Ensemble"}, []string{"Total", "Ensemble"}, "%d à %d ans", "%d ans et plus", "Moins de %d ans", "Personnes", "Y compris les doubles nationaux", [2]string{"Non déclaré", "Apatrides"}},
	"es": {map[string][]string{"citizenship": {"Inmigración por país de nacionalidad", "Extranjeros por nacionalidad"}, "birth": {"Inmigrantes por país de nacimiento", "Población nacida en el extranjero por país de nacimiento"}},
		map[string][]string{"citizenship": {"Nacionalidad", "País de nacionalidad"}, "birth": {"País de nacimiento"}, "sex": {"Sexo"}, "age": {"Edad", "Grupo de edad"}, "time": {"Año"}},
		[]string{"Hombres", "Varones"}, []string{"Mujeres"}, []string{"Ambos sexos", "Total"}, []string{"Total"}, "De %d a %d años", "%d y más", "Menos de %d años", "Personas", "Incluye dobles nacionales", [2]string{"No declarado", "Apátridas"}},
	"ru": {map[string][]string{"citizenship": {"Иммиграция по гражданству", "Иностранцы по странам гражданства"}, "birth": {"Население, родившееся за рубежом, по стране рождения", "Иммигранты по странам рождения"}},
		map[string][]string{"citizenship": {"Гражданство", "Страна гражданства"}, "birth": {"Страна рождения", "Страна"}, "sex": {"Пол"}, "age": {"Возраст"}, "time": {"Год"}},
		[]string{"Мужчины"}, []string{"Женщины"}, []string{"Оба пола", "Всего"}, []string{"Всего", "Итого"}, "%d-%d лет", "%d лет и старше", "до %d лет", "Человек", "Включая лиц с двойным гражданством", [2]string{"Не указано", "Лица без гражданства"}},
	"ar": {map[string][]string{"citizenship": {"المهاجرون الوافدون حسب الجنسية", "الأجانب حسب بلد الجنسية"}, "birth": {"السكان المولودون في الخارج حسب بلد الميلاد", "المهاجرون الوافدون حسب بلد الولادة"}},
		map[string][]string{"citizenship": {"الجنسية", "بلد الجنسية"}, "birth": {"بلد الميلاد", "بلد الولادة"}, "sex": {"الجنس", "النوع"}, "age": {"العمر", "الفئة العمرية"}, "time": {"السنة"}},
		[]string{"ذكور", "الذكور"}, []string{"إناث", "الإناث"}, []string{"كلا الجنسين", "المجموع"}, []string{"المجموع", "الإجمالي"}, "%d-%d سنة", "%d سنة فأكثر", "أقل من %d سنة", "أشخاص", "يشمل مزدوجي الجنسية", [2]string{"غير مبين", "عديمو الجنسية"}},
	"zh": {map[string][]string{"citizenship": {"按国籍分列的移民迁入", "按国籍分列的外国人"}, "birth": {"按出生国分列的外国出生人口", "按出生国分列的移民"}},
		map[string][]string{"citizenship": {"国籍", "国家"}, "birth": {"出生国", "国家"}, "sex": {"性别"}, "age": {"年龄"}, "time": {"年份"}},
		[]string{"男", "男性"}, []string{"女", "女性"}, []string{"男女合计", "合计"}, []string{"总计", "合计"}, "%d-%d岁", "%d岁及以上", "%d岁以下", "人", "包括双重国籍者", [2]string{"未知", "无国籍"}},
}

// entry is a label of an axis with what it means.
type tableLabel struct {
	text, code  string
	whole, part bool
}

type tableAxis struct {
	concept string
	head    string
	labels  []tableLabel
}

// maker makes one sheet.
type maker struct {
	t         *rapid.T
	lang      string
	words     vocabulary
	criterion string
	cells     map[[2]int]reader.Cell
	merged    []reader.Range
	v         *Layout
	figure    func(n int) (text string, kind reader.Kind)
	years     func(y int) (text, code string)
	marks     bool
	extra     string // what else stands beside the table
}

func (m *maker) chance(percent int) bool { return rapid.IntRange(1, 100).Draw(m.t, "p") <= percent }

func (m *maker) between(low, high int) int { return rapid.IntRange(low, high).Draw(m.t, "n") }

func one[T any](m *maker, of []T) T { return rapid.SampledFrom(of).Draw(m.t, "one") }

func (m *maker) feature(name string) { m.v.Features = append(m.v.Features, name) }

func (m *maker) put(row, col int, text string) {
	if text != "" {
		m.cells[[2]int{row, col}] = reader.Cell{Text: text, Col: int32(col)}
	}
}

func (m *maker) putYear(row, col int, text string) {
	m.put(row, col, text)
	if _, err := strconv.Atoi(text); err == nil && m.chance(70) {
		m.cells[[2]int{row, col}] = reader.Cell{Text: text, Col: int32(col), Kind: reader.Number}
	}
}

func (m *maker) areas() tableAxis {
	axis := tableAxis{concept: "area", head: one(m, m.words.heads[m.criterion])}
	marked := m.marks
	names := one(m, []string{"official", "official", "capitals", "other names", "two languages", "codes", "numbered"})
	if names != "official" {
		m.feature("names: " + names)
	}
	number := 0
	name := func(a definition.Area) string {
		text := a.Name[m.lang]
		switch names {
		case "capitals":
			text = strings.ToUpper(text)
		case "other names":
			for _, alias := range a.Aliases {
				if alias.Language == m.lang && len(alias.Name) > 4 && m.chance(50) {
					text = alias.Name
				}
			}
		case "two languages":
			if other := a.Name[map[string]string{"en": "fr"}[m.lang]]; other != "" {
				return text + " / " + other
			} else if m.lang != "en" {
				return text + " - " + a.Name["en"]
			}
		case "codes":
			return a.Code
		case "numbered":
			number++
			text = fmt.Sprintf("%d. %s", number, text)
		}
		if marked && m.chance(15) {
			text += one(m, []string{"1", "12", "*", " (a)", "¹", " [2]", " 3/", "²⁾"})
		}
		return text
	}
	var countries []definition.Area
	regions := map[string]definition.Area{}
	for _, a := range definition.Areas() {
		if a.Kind == definition.Country && a.Name[m.lang] != "" {
			countries = append(countries, a)
		}
		if a.Kind == definition.Region {
			regions[a.Code] = a
		}
	}
	count := m.between(5, 16)
	from := m.between(0, len(countries)-1)
	var chosen []definition.Area
	for i := range count {
		a := countries[(from+i*37)%len(countries)]
		if !slices.ContainsFunc(chosen, func(b definition.Area) bool { return a.Code == b.Code }) {
			chosen = append(chosen, a)
		}
	}
	if m.chance(25) {
		m.feature("regions interleaved")
		by := map[string][]definition.Area{}
		var order []string
		for _, a := range chosen {
			top := a.Parent
			for regions[top].Parent != "" && regions[top].Parent != "001" {
				top = regions[top].Parent
			}
			if by[top] == nil {
				order = append(order, top)
			}
			by[top] = append(by[top], a)
		}
		indent := one(m, []string{"", "  ", "    "})
		for _, top := range order {
			if _, known := regions[top]; !known || top == "001" {
				continue
			}
			axis.labels = append(axis.labels, tableLabel{regions[top].Name[m.lang], top, false, true})
			for _, a := range by[top] {
				axis.labels = append(axis.labels, tableLabel{indent + name(a), a.Code, false, false})
			}
		}
	} else {
		for _, a := range chosen {
			axis.labels = append(axis.labels, tableLabel{name(a), a.Code, false, false})
		}
	}
	if m.chance(25) {
		m.feature("unknown and stateless")
		axis.labels = append(axis.labels, tableLabel{m.words.unknown[0], "[" + m.words.unknown[0] + "]", false, false}, tableLabel{m.words.unknown[1], "[" + m.words.unknown[1] + "]", false, false})
	}
	total := tableLabel{one(m, m.words.total), "_T", true, false}
	switch m.between(1, 3) {
	case 1:
		m.feature("total first")
		axis.labels = append([]tableLabel{total}, axis.labels...)
	case 2:
		m.feature("total last")
		axis.labels = append(axis.labels, total)
	}
	return axis
}

func (m *maker) sexes() tableAxis {
	axis := tableAxis{concept: "sex", head: one(m, m.words.heads["sex"]), labels: []tableLabel{{one(m, m.words.men), "M", false, false}, {one(m, m.words.women), "F", false, false}}}
	both := tableLabel{one(m, m.words.both), "_T", true, false}
	switch m.between(1, 3) {
	case 1:
		axis.labels = append([]tableLabel{both}, axis.labels...)
	case 2:
		axis.labels = append(axis.labels, both)
	}
	return axis
}

func (m *maker) ages() tableAxis {
	axis := tableAxis{concept: "age", head: one(m, m.words.heads["age"])}
	step, until := one(m, []int{5, 10, 15}), one(m, []int{60, 45, 30})
	for from := 0; from < until; from += step {
		if from == 0 && m.chance(30) {
			axis.labels = append(axis.labels, tableLabel{fmt.Sprintf(m.words.under, step), fmt.Sprintf("Y_LT%d", step), false, false})
			continue
		}
		text := fmt.Sprintf(m.words.range_, from, from+step-1)
		axis.labels = append(axis.labels, tableLabel{text, fmt.Sprintf("Y%dT%d", from, from+step-1), false, false})
	}
	if style := m.between(1, 4); m.lang == "en" && style > 1 {
		for i := range axis.labels {
			axis.labels[i].text = strings.Replace(axis.labels[i].text, "-", []string{" - ", "–", " to "}[style-2], 1)
		}
	}
	axis.labels = append(axis.labels, tableLabel{fmt.Sprintf(m.words.over, until), fmt.Sprintf("Y_GE%d", until), false, false})
	switch total := (tableLabel{one(m, m.words.total[:1]), "_T", true, false}); m.between(1, 3) {
	case 1:
		axis.labels = append([]tableLabel{total}, axis.labels...)
	case 2:
		axis.labels = append(axis.labels, total)
	}
	return axis
}

func (m *maker) times() tableAxis {
	axis := tableAxis{concept: "time", head: one(m, m.words.heads["time"])}
	last := m.between(2005, 2024)
	count := m.between(2, 6)
	for i := range count {
		text, code := m.years(last - count + 1 + i)
		axis.labels = append(axis.labels, tableLabel{text, code, false, false})
	}
	if m.chance(20) {
		slices.Reverse(axis.labels)
	}
	return axis
}
