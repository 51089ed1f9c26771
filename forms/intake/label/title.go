package label

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
)

// Said is what a title, a head or the name of a sheet says of the figures
// under it. Empty fields were not said.
type Said struct {
	Sex       string
	Age       string
	Time      string
	Year      string // the only year that is named, if Time is none for sure
	Direction string // immigration, emigration, net
	Criterion string // citizenship, birth, previous, next
	Derived   bool   // a share, rate or average
	Change    bool   // or a change of a figure, if it is said of one column
	Unit      string // Thousands, TenThousands or Millions
	// Role says on which side the areas stand: destination or origin.
	Role string
}

// The units that figures are said to be in, other than one person.
const (
	Thousands    = "thousands"
	TenThousands = "ten thousands"
	Millions     = "millions"
)

// phrases are what titles say by, as Fold writes them.
var phrases = said{
	immigration: []string{"immigration", "immigrants", "immigrant arrivals", "arrivals", "прибыло", "inflow", "inflows", "admissions", "in migration", "immigrations", "arrivees", "entrees", "inmigracion", "inmigrantes", "иммиграция", "иммигранты", "прибывшие", "الهجرة الوافدة", "المهاجرون الوافدون", "移入", "移民迁入", "zuwanderung", "zuzuge", "imigracao", "imigrantes"},
	emigration:  []string{"emigration", "emigrants", "departures", "outflow", "outflows", "out migration", "emigrations", "departs", "sorties", "emigracion", "emigrantes", "эмиграция", "эмигранты", "выбывшие", "выбыло", "الهجرة المغادرة", "移出", "abwanderung", "fortzuge", "emigracao"},
	net:         []string{"net migration", "net overseas migration", "net international migration", "solde migratoire", "migration balance", "saldo migratorio"},
	citizenship: []string{"citizenship", "citizenships", "nationality", "nationalities", "nationalite", "citoyennete", "nacionalidad", "ciudadania", "country of citizenship", "foreign citizens", "by citizen", "citizen", "coc", "гражданство", "гражданству", "гражданства", "الجنسية", "国籍", "staatsangehorigkeit", "nacionalidade"},
	birth:       []string{"coub", "cob", "country of birth", "birth country", "countries of birth", "foreign born", "place of birth", "pays de naissance", "lieu de naissance", "pais de nacimiento", "born abroad", "birthplace", "страна рождения", "стране рождения", "странам рождения", "بلد الميلاد", "بلد الولادة", "出生国", "geburtsland", "pais de nascimento", "nes a letranger", "nees a letranger"},
	previous: []string{"previous residence", "last residence", "former residence", "last permanent residence", "previous country of residence", "residence anterieure", "residence precedente", "precedente residence",
		"country of last residence", "residencia anterior", "previous usual residence"},
	next:        []string{"next residence", "intended residence", "next country of residence", "future residence", "residence suivante", "prochaine residence", "residencia futura", "country of next residence", "next usual residence"},
	destination: []string{"destination", "of asylum", "asylum country", "host country", "receiving", "reporting", "country of residence", "pays dasile", "daccueil", "destino", "dest", "destination iso", "country of arrival", "coa", "residence country", "country or area of destination", "reporter", "geo"},
	origin:      []string{"origin", "source country", "country of origin", "sending", "origine", "dorigine", "origen", "source", "orig", "coo", "partner"},
	derived: []string{"percentage", "percentages", "per cent", "percent", "rate", "rates", "share", "shares", "proportion", "proportions", "ratio", "ratios", "average", "averages", "mean", "median", "per 1 000", "per 1000", "per 100", "per capita", "ci", "confidence interval", "margin of error", "standard error",
		"pourcentage", "pourcentages", "pour cent", "taux", "part en", "moyenne", "porcentaje", "porcentajes", "por ciento", "tasa", "tasas", "promedio", "anteil", "anteile", "prozent", "quote", "durchschnitt", "percentuale", "percentual", "taxa",
		"aandeel", "procent", "prosent", "andel", "andelar", "osuus", "udzial", "odsetek", "podil", "arany", "oran", "orani", "доля", "процент", "процентах", "в процентах", "удельныи вес", "темп прироста", "коэффициент", "نسبة", "النسبة", "معدل", "比重", "比例", "占比", "構成比", "増減率", "구성비", "비율", "증감"},
	// changes are said of single columns; in a title they may be of anything.
	changes:      []string{"change", "growth", "difference", "index", "variation", "variacion", "media", "veranderung", "variazione", "variacao", "andring", "endring", "aendring", "zmiana", "изменение", "التغير", "増減数", "対前年"},
	counts:       []string{"number", "numbers", "nombre", "effectifs", "numero", "anzahl", "число", "численность", "عدد", "aantal", "antal", "antall"},
	tenThousands: []string{"万人", "萬人", "万人次", "만명"},
	millions:     []string{"million", "millions", "in millions", "millones", "millionen", "milioni", "milhoes", "миллионов", "млн", "百万人", "مليون", "بالملايين"},
	thousands:    []string{"thousands", "in thousands", "thousand", "milliers", "en milliers", "miles de", "miles", "000s", "1 000", "1000", "in 1000", "tausend", "in tausend", "migliaia", "milhares", "tys", "tysiacach", "duizend", "x 1 000", "тыс", "тысяч", "тысячах", "千人", "천명", "بالالاف", "بالالف"},
}

type said struct {
	immigration, emigration, net       []string
	citizenship, birth, previous, next []string
	destination, origin                []string
	derived, changes                   []string
	counts, thousands                  []string
	tenThousands, millions             []string
}

// percent finds the sign where it says what figures are, not "25 % sample".
var percent = regexp.MustCompile(`(?:^|[^\d\s])\s*[%٪％]`)

// SaidBy reads a title, head or sheet name for what holds under it.
func SaidBy(text string) Said {
	var s Said
	folded := " " + Fold(text) + " "
	has := func(list []string) bool {
		for _, phrase := range list {
			if strings.Contains(folded, " "+phrase+" ") || phrase[0] >= 0xe3 && phrase[0] <= 0xe9 && strings.Contains(folded, phrase) {
				return true // Chinese and Japanese part no words
			}
		}
		return false
	}
	switch in, out := has(phrases.immigration), has(phrases.emigration); {
	case has(phrases.net):
		s.Direction = "net"
	case in && !out:
		s.Direction = "immigration"
	case out && !in:
		s.Direction = "emigration"
	}
	said := 0
	for _, c := range []struct {
		code string
		list []string
	}{{"citizenship", phrases.citizenship}, {"birth", phrases.birth}, {"previous", phrases.previous}, {"next", phrases.next}} {
		if has(c.list) {
			s.Criterion = c.code
			said++
		}
	}
	if said > 1 {
		s.Criterion = ""
	}
	s.Derived = (has(phrases.derived) || percent.MatchString(text)) && !has(phrases.counts)
	s.Change = s.Derived || has(phrases.changes)
	switch {
	case has(phrases.millions):
		s.Unit = Millions
	case has(phrases.tenThousands):
		s.Unit = TenThousands
	case has(phrases.thousands):
		s.Unit = Thousands
	}
	switch destination, origin := has(phrases.destination), has(phrases.origin) || said > 0 && s.Criterion != "next"; {
	case destination && !origin:
		s.Role = "destination"
	case origin && !destination || folded == " from ":
		s.Role = "origin"
	case folded == " to ":
		s.Role = "destination"
	}
	s.Sex = sexIn(text, folded)
	if m, ok := AgeIn(text); ok {
		s.Age = m.Code
	}
	s.Year = onlyYear(text)
	if m, ok := TimeIn(text); ok {
		s.Time = m.Code
	}
	return s
}

// sexIn finds the one sex that a text speaks of, if it is only one.
func sexIn(text, folded string) string {
	for _, both := range []string{" both sexes ", " les deux sexes ", " ambos sexos ", " all sexes "} {
		if strings.Contains(folded, both) {
			return "_T"
		}
	}
	found := ""
	for word := range strings.FieldsFuncSeq(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) }) {
		code := sexes[Fold(word)]
		if code != "M" && code != "F" {
			continue
		}
		if found != "" && found != code {
			return ""
		}
		found = code
	}
	return found
}

// Sides reads which axis of a matrix is which from its corner: "Destination
// (across), source (down)". Each result is destination, origin or "".
func Sides(text string) (down, across string) {
	words := strings.Fields(Fold(text))
	role := ""
	for i := range words {
		two := words[i]
		if i > 0 {
			two = words[i-1] + " " + words[i]
		}
		switch words[i] {
		case "destination", "asylum", "host", "receiving", "reporting", "accueil", "daccueil", "destino", "asile", "dasile":
			role = "destination"
		case "residence":
			if !strings.HasSuffix(two, "previous residence") && !strings.HasSuffix(two, "last residence") {
				role = "destination"
			} else {
				role = "origin"
			}
		case "origin", "source", "sending", "origine", "dorigine", "origen", "birth", "citizenship", "nationality", "naissance", "nationalite":
			role = "origin"
		case "across", "columns", "column", "colonnes", "colonne", "horizontal", "columnas":
			if across == "" {
				across = role
			}
		case "down", "rows", "row", "lignes", "ligne", "vertical", "filas":
			if down == "" {
				down = role
			}
		}
	}
	return down, across
}

// HeadOf reads the head of a label column: which concept it announces, or ""
// for none. Keys are columns of serial numbers, codes and remarks that are
// neither figures nor labels to be read.
func HeadOf(text string) (concept Concept, key bool) {
	// "GEO/TIME" and "Country \\ Year" name the rows and then the columns.
	if i := strings.IndexAny(text, "/\\"); i > 0 {
		rows, _ := headOf(text[:i])
		if columns, _ := headOf(text[i+1:]); rows != "" && columns != "" {
			return rows, false
		}
	}
	return headOf(text)
}

func headOf(text string) (concept Concept, key bool) {
	folded := Fold(Bare(text, false))
	words := strings.Fields(strings.ReplaceAll(folded, "_", " "))
	if len(words) == 0 || unknowns[folded] {
		return "", false
	}
	if len(words) > 1 && (words[0] == "source" || words[0] == "publication" || words[0] == "release") && headWords[words[1]] == Time {
		return "", true // when it was published, not what it is of
	}
	for _, word := range words {
		switch of := headWords[word]; {
		case of == Sex, of == Age, of == Time && len(words) <= 3:
			return of, false
		}
	}
	if loneKeys[strings.Join(words, " ")] {
		return "", true
	}
	for _, word := range words {
		if keyWords[word] && len(words) <= 3 {
			return "", true
		}
	}
	for _, word := range words {
		if headWords[word] == Area {
			return Area, false
		}
	}
	return "", false
}

// MayCount reports whether a head that would call a column a serial number may
// as well say that it counts: "Number", "N".
func MayCount(text string) bool {
	words := strings.Fields(Fold(Bare(text, false)))
	for _, word := range words {
		switch word {
		case "number", "n", "nr", "no", "numero":
			return true
		}
	}
	return false
}

// NamesMeasure reports whether a head stands over what is measured and in which
// unit, whose codes may look like those of countries: PER is "persons".
func NamesMeasure(head string) bool {
	return measureWords[Fold(strings.ReplaceAll(Bare(head, false), "_", " "))]
}

// NamesCount reports whether a head only says that the figures below it count:
// "Number", as beside "%".
func NamesCount(head string) bool {
	return slices.Contains(phrases.counts, Fold(Bare(head, false)))
}

// NamesDuration reports whether a head stands over lengths of stay, "Duration
// of residence": "1-4 years" below it is not an age.
func NamesDuration(head string) bool {
	for _, word := range strings.Fields(Fold(Bare(head, false))) {
		if durationWords[word] {
			return true
		}
	}
	return false
}

// NamesAge reports whether a title speaks of ages.
func NamesAge(title string) bool {
	return slices.ContainsFunc(strings.Fields(Fold(title)), func(word string) bool {
		return headWords[word] == Age || word == "aged"
	})
}

// NamesRegions reports whether a head stands over regions of the world.
func NamesRegions(head string) bool {
	for _, word := range strings.Fields(Fold(Bare(head, false))) {
		if regionWords[word] {
			return true
		}
	}
	return false
}

// NamesCountries reports whether a head can only stand over countries: a
// region or an area may be one inside the country.
func NamesCountries(head string) bool {
	for _, word := range strings.Fields(Fold(Bare(head, false))) {
		if countryWords[word] {
			return true
		}
	}
	return false
}
