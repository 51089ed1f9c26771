package label

import "strings"

// Said is what a title, a head or the name of a sheet says of the figures
// under it. Empty fields were not said.
type Said struct {
	Sex       string
	Age       string
	Time      string
	Direction string // immigration, emigration, net
	Criterion string // citizenship, birth, previous, next
	Derived   bool   // a share, rate, change or average
	Unit      string // "thousands"
	// Role says on which side the areas stand: destination or origin.
	Role string
}

var phrases = struct {
	immigration, emigration, net                []string
	citizenship, birth, previous, next          []string
	destination, origin, derived, thousands, no []string
}{
	immigration: []string{"immigration", "immigrants", "immigrant arrivals", "arrivals", "inflow", "inflows", "admissions", "in migration", "immigrations", "arrivees", "entrees", "inmigracion", "inmigrantes", "иммиграция", "иммигранты", "прибывшие", "الهجرة الوافدة", "المهاجرون الوافدون", "移入", "移民迁入", "zuwanderung", "zuzuge", "imigracao", "imigrantes"},
	emigration:  []string{"emigration", "emigrants", "departures", "outflow", "outflows", "out migration", "emigrations", "departs", "sorties", "emigracion", "emigrantes", "эмиграция", "эмигранты", "выбывшие", "الهجرة المغادرة", "移出", "abwanderung", "fortzuge", "emigracao"},
	net:         []string{"net migration", "net overseas migration", "net international migration", "solde migratoire", "migration balance", "saldo migratorio"},
	citizenship: []string{"citizenship", "citizenships", "nationality", "nationalities", "nationalite", "citoyennete", "nacionalidad", "ciudadania", "country of citizenship", "foreign citizens", "by citizen", "гражданство", "гражданству", "гражданства", "الجنسية", "国籍", "staatsangehorigkeit", "nacionalidade"},
	birth:       []string{"country of birth", "birth country", "countries of birth", "foreign born", "place of birth", "pays de naissance", "lieu de naissance", "pais de nacimiento", "born abroad", "birthplace", "страна рождения", "стране рождения", "странам рождения", "بلد الميلاد", "بلد الولادة", "出生国", "geburtsland", "pais de nascimento", "nes a letranger", "nees a letranger"},
	previous: []string{"previous residence", "last residence", "former residence", "last permanent residence", "previous country of residence", "residence anterieure", "residence precedente", "precedente residence",
		"country of last residence", "residencia anterior", "previous usual residence"},
	next:        []string{"next residence", "intended residence", "next country of residence", "future residence", "residence suivante", "prochaine residence", "residencia futura", "country of next residence", "next usual residence"},
	destination: []string{"destination", "asylum", "host country", "receiving", "reporting", "country of residence", "asile", "daccueil", "destino", "residence country", "country or area of destination", "reporter", "geo"},
	origin:      []string{"origin", "source country", "country of origin", "sending", "origine", "dorigine", "origen", "source"},
	derived: []string{"percentage", "per cent", "percent", "rate", "rates", "share", "proportion", "ratio", "average", "mean", "median", "change", "growth", "pourcentage", "pour cent", "taux", "proportions", "moyenne", "porcentaje",
		"tasa", "per 1 000", "per 1000", "index", "shares"},
	thousands: []string{"thousands", "in thousands", "milliers", "en milliers", "miles de", "000s"},
}

// SaidBy reads a title, head or sheet name for what holds under it.
func SaidBy(text string) Said {
	var s Said
	folded := " " + Fold(text) + " "
	has := func(list []string) bool {
		for _, phrase := range list {
			if strings.Contains(folded, " "+phrase+" ") {
				return true
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
	s.Derived = has(phrases.derived) || strings.Contains(text, "%")
	if has(phrases.thousands) {
		s.Unit = "thousands"
	}
	switch destination, origin := has(phrases.destination), has(phrases.origin) || said > 0 && s.Criterion != "next"; {
	case destination && !origin:
		s.Role = "destination"
	case origin && !destination:
		s.Role = "origin"
	}
	s.Sex = sexIn(folded)
	if m, ok := AgeIn(text); ok {
		s.Age = m.Code
	}
	if m, ok := TimeIn(text); ok {
		s.Time = m.Code
	}
	return s
}

// sexIn finds the one sex that a text speaks of, if it is only one.
func sexIn(folded string) string {
	for _, both := range []string{" both sexes ", " les deux sexes ", " ambos sexos ", " all sexes "} {
		if strings.Contains(folded, both) {
			return "_T"
		}
	}
	found := ""
	for _, word := range strings.Fields(folded) {
		code := sexes[word]
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
	for _, word := range words {
		switch word {
		case "sex", "sexe", "sexo", "gender", "genre", "geschlecht", "пол", "الجنس", "性别", "sesso":
			return Sex, false
		case "age", "ages", "edad", "edades", "alter", "idade", "возраст", "العمر", "السن", "年龄", "eta", "altersgruppe":
			return Age, false
		case "jahr", "год", "годы", "السنة", "年份", "年", "year", "annee", "ano", "period", "time", "date", "periode", "years", "anio", "annees", "quarter", "month":
			if len(words) <= 3 {
				return Time, false
			}
		}
	}
	for _, word := range words {
		switch word {
		case "code", "codes", "id", "index", "order", "sort", "note", "notes", "rank", "no", "nr", "n", "number", "key", "serial", "rang", "numero", "footnote", "remarks", "ordre", "m49", "iso", "iso2", "iso3", "isocode":
			if len(words) <= 3 {
				return "", true
			}
		}
	}
	for _, word := range words {
		switch word {
		case "citizen", "citizens", "cob", "coc", "nat", "geo", "partner", "partners", "staat", "lander", "cidadania", "paese", "paesi", "cittadinanza", "ulke", "kraj", "country", "countries", "area", "region", "citizenship", "nationality", "birth", "origin", "destination", "asylum", "pays", "pais", "nationalite", "naissance", "residence", "nacionalidad", "territory", "land", "staatsangehorigkeit", "страна", "страны", "гражданство", "البلد", "الجنسية", "国家", "国籍":
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

// NamesCountries reports whether a head can only stand over countries: a
// region or an area may be one inside the country.
func NamesCountries(head string) bool {
	for _, word := range strings.Fields(Fold(Bare(head, false))) {
		switch word {
		case "country", "countries", "citizenship", "citizenships", "nationality", "nationalities", "pays", "pais", "paises", "nationalite", "nationalites", "nacionalidad", "citoyennete", "staatsangehorigkeit", "страна", "страны", "гражданство", "البلد", "الجنسية", "国家", "国籍":
			return true
		}
	}
	return false
}
