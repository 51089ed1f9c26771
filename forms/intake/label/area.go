package label

import (
	"regexp"
	"slices"
	"strings"
	"sync"

	"migraform/forms/definition"

	"github.com/agnivade/levenshtein"
)

// gazetteer finds areas by their names and codes.
type gazetteer struct {
	names  map[string]string // folded name → code
	keys   map[string]string // words in order of the alphabet → code, "" where two areas share them
	codes  map[string]string // alpha-2, alpha-3 and other codes in capitals
	groups map[string]bool   // regions and groups of countries
	former map[string]bool   // states that are no more
	around map[string]string // what an area lies in directly
	loose  []string          // groups that countries belong to beside their region
	list   []string          // folded names, by length
}

var load = sync.OnceValue(func() *gazetteer {
	g := &gazetteer{names: map[string]string{}, keys: map[string]string{}, codes: map[string]string{}, groups: map[string]bool{}, former: map[string]bool{}, around: map[string]string{}}
	for _, a := range definition.Areas() {
		if a.Kind == definition.Region || a.Kind == "group" {
			g.groups[a.Code] = true
		}
		g.former[a.Code] = a.Kind == definition.Former
		g.around[a.Code] = a.Parent
		if a.Kind == "group" {
			g.loose = append(g.loose, a.Code)
		}
		if a.Code[0] != '_' {
			g.codes[strings.ToUpper(a.Code)] = a.Code
		}
		if a.M49 != "" {
			g.codes[a.M49] = a.Code
		}
		if a.Alpha2 != "" {
			g.codes[a.Alpha2] = a.Code
		}
		for _, name := range a.Name {
			g.add(name, a.Code)
		}
		for _, alias := range a.Aliases {
			if alias.Language == "" && len(alias.Name) <= 4 && strings.ToUpper(alias.Name) == alias.Name {
				if _, taken := g.codes[alias.Name]; !taken {
					g.codes[alias.Name] = a.Code
				}
				continue
			}
			g.add(alias.Name, a.Code)
		}
	}
	eachName(further, func(code, name string) {
		if len(name) < 4 && strings.ToUpper(name) == name {
			g.codes[name] = code
		} else if g.names[Fold(name)] == "" {
			g.add(name, code)
		}
	})
	for name := range g.names {
		g.list = append(g.list, name)
	}
	slices.SortFunc(g.list, func(a, b string) int {
		if len(a) != len(b) {
			return len(a) - len(b)
		}
		return strings.Compare(a, b)
	})
	return g
})

func (g *gazetteer) add(name, code string) {
	folded := Fold(name)
	if folded == "" {
		return
	}
	g.names[folded] = code
	if key := keyOf(folded); key != "" {
		if other, taken := g.keys[key]; taken && other != code {
			code = ""
		}
		g.keys[key] = code
	}
}

// fillers are the words that a name may have or lack.
var fillers = map[string]bool{"the": true, "of": true, "and": true, "de": true, "du": true, "des": true, "la": true, "le": true, "les": true,
	"l": true, "d": true, "et": true, "del": true, "y": true, "el": true, "los": true, "las": true, "da": true, "do": true}

var shortened = map[string]string{"republique": "republic", "republica": "republic", "republik": "republic", "repubblica": "republic", "republiek": "republic", "democratique": "democratic", "democratica": "democratic", "demokratische": "democratic",
	"islam": "islamic", "islamique": "islamic", "islamica": "islamic", "islamische": "islamic", "populaire": "peoples", "popular": "peoples", "pop": "peoples", "arabe": "arab", "arabische": "arab", "federes": "federated", "federee": "federated", "unie": "united", "unida": "united", "etat": "state", "estado": "state",
	"rep": "republic", "dem": "democratic", "st": "saint", "ste": "saint", "sts": "saint", "is": "islands", "isl": "islands",
	"island": "islands", "fed": "federated", "terr": "territory", "prov": "province", "utd": "united", "uk": "united kingdom", "us": "united states", "usa": "united states",
	"isds": "islands", "govt": "government"}

// keyOf is the set of a name's telling words, so that "Korea, Rep. of" finds
// "Republic of Korea".
func keyOf(folded string) string {
	words := strings.Fields(folded)
	kept := words[:0]
	for _, word := range words {
		if fillers[word] {
			continue
		}
		if whole, ok := shortened[word]; ok {
			word = whole
		}
		kept = append(kept, word)
	}
	slices.Sort(kept)
	return strings.Join(slices.Compact(kept), " ")
}

// AreaOf reads the name of a country, area, region, former state or of one of
// the categories that stand among them. It returns false where the label is
// none that is known.
func AreaOf(text string) (Meaning, bool) {
	g := load()
	for step, try := range []string{text, Bare(text, false), Bare(text, true)} {
		if step > 0 && try == text {
			continue
		}
		folded := Fold(try)
		if folded == "" {
			continue
		}
		if step == 2 && len(try) <= 3 && strings.ToUpper(try) == try {
			continue // "EUA8" is not a footnote to "EUA"
		}
		loss := float64(step) * 0.03
		if code, ok := g.names[folded]; ok {
			m := g.meaning(code, 0.99-loss)
			if northAmerica[folded] {
				m.Confidence = 0.65
			}
			return m, true
		}
		if code := g.keys[keyOf(folded)]; code != "" {
			return g.meaning(code, 0.92-loss), true
		}
		if rest := withoutTotal(folded); rest != "" {
			if code, ok := g.names[rest]; ok && g.groups[code] {
				return g.meaning(code, 0.9-loss), true
			}
		}
	}
	if p := noteApart.FindStringSubmatch(strings.TrimSpace(text)); p != nil {
		if code, ok := g.names[Fold(p[1])]; ok && !g.groups[code] {
			return g.meaning(code, 0.85), true
		}
	}
	// "MENA" is no small island in another language.
	if bare := Bare(text, true); len(bare) > 5 || bare != strings.ToUpper(bare) || bare == strings.ToLower(bare) {
		if code := ownNames()[Fold(bare)]; code != "" {
			return g.meaning(code, 0.9), true
		}
	}
	if m, ok := g.national(text); ok {
		return m, true
	}
	if m, ok := g.doubled(text); ok {
		return m, true
	}
	return g.described(text)
}

// described reads a name with a description behind it in brackets: "Germany
// (until 1990 former territory of the FRG)". Short ones may be what tells two
// countries apart, and those that name another area or say what is in it or
// not change what is meant.
func (g *gazetteer) described(text string) (Meaning, bool) {
	i := strings.Index(text, "(")
	if i < 3 || !strings.HasSuffix(strings.TrimSpace(text), ")") {
		return Meaning{}, false
	}
	code, ok := g.names[Fold(text[:i])]
	words := strings.Fields(Fold(text[i:]))
	if !ok || len(words) < 4 || g.groups[code] {
		return Meaning{}, false
	}
	for from, word := range words {
		for _, change := range []string{"excl", "incl", "without", "except", "sans", "hors", "compris", "plus", "minus", "sin", "salvo", "части", "кроме", "включая", "part"} {
			if strings.HasPrefix(word, change) {
				return Meaning{}, false
			}
		}
		for until := from + 1; until <= min(from+4, len(words)); until++ {
			if other, named := g.names[strings.Join(words[from:until], " ")]; named && other != code && !g.groups[other] {
				return Meaning{}, false
			}
		}
	}
	return g.meaning(code, 0.8), true
}

// noteApart is a footnote's number behind a blank: "Sudan 5)".
var noteApart = regexp.MustCompile(`^(.*\pL)\.? \(?\d{1,2}\)?$`)

// northAmerica are names that offices give to two regions, with and without the
// countries south of the United States.
var northAmerica = meant(map[string]bool{"North America|Amérique du Nord|América del Norte|Norteamérica|Nordamerika|Nord America|America del Nord|Ameryka Północna": true})

// withoutTotal gives "europe" for "total europe" and "europe total", or "".
func withoutTotal(folded string) string {
	for _, word := range []string{"total", "all", "sub total", "subtotal", "ensemble"} {
		if rest, ok := strings.CutPrefix(folded, word+" "); ok {
			return rest
		}
		if rest, ok := strings.CutSuffix(folded, " "+word); ok {
			return rest
		}
	}
	return ""
}

// AreaOfCode reads a code of ISO 3166-1 (two or three letters), of ISO 3166-3
// (three) or of M49 (a number), or another code in use.
func AreaOfCode(text string) (Meaning, bool) {
	g := load()
	s := strings.ToUpper(strings.TrimSpace(text))
	if len(s) == 0 || len(s) > 4 {
		return Meaning{}, false
	}
	if strings.Trim(s, "0123456789") == "" {
		for len(s) < 3 {
			s = "0" + s
		}
	}
	code, ok := g.codes[s]
	if !ok {
		return Meaning{}, false
	}
	m := g.meaning(code, 0.93)
	m.ByCode = true
	return m, true
}

// AreaLike reads a name that is misspelt: one letter in six or more, two in
// eleven or more. It is slow, and its confidence never reaches Certain.
func AreaLike(text string) (Meaning, bool) {
	g := load()
	folded := Fold(Bare(text, true))
	length := len([]rune(folded))
	allowed := 0
	switch {
	case length >= 11:
		allowed = 2
	case length >= 6:
		allowed = 1
	default:
		return Meaning{}, false
	}
	best, found, shared := allowed+1, "", false
	for _, name := range g.list {
		if len(name) < len(folded)-2*allowed {
			continue
		}
		if len(name) > len(folded)+2*allowed {
			break
		}
		if name[0] != folded[0] && name[len(name)-1] != folded[len(folded)-1] {
			continue // slips seldom hit both ends
		}
		distance := levenshtein.ComputeDistance(folded, name)
		code := g.names[name]
		switch {
		case distance < best:
			best, found, shared = distance, code, false
		case distance == best && code != found:
			shared = true
		}
	}
	if best > allowed || shared {
		return Meaning{}, false
	}
	return g.meaning(found, 0.65-0.05*float64(best)), true
}

// channelIslands stand among the countries wherever tables print them, though
// M49 has them as a group.
const channelIslands = "830"

func (g *gazetteer) meaning(code string, confidence float64) Meaning {
	return Meaning{Concept: Area, Code: code, Confidence: confidence, Whole: code == "_T" || code == "001", Part: g.groups[code] && code != "001" && code != channelIslands}
}

// IsGroup reports whether a code is that of a region or a group of countries.
func IsGroup(code string) bool { return load().groups[code] }

// Around returns the regions that an area lies in, and the groups of
// countries that it may belong to, which no list of regions tells.
func Around(code string) []string {
	g := load()
	if code == "" || code[0] == '_' {
		return nil
	}
	var found []string
	if !g.groups[code] {
		found = append(found, g.loose...)
	}
	for parent := g.around[code]; parent != ""; parent = g.around[parent] {
		found = append(found, parent)
	}
	return found
}

// statistical are Eurostat's codes for groups of countries: "EU27_2020",
// "EU27_2020_FOR", "NEU28_FOR", "EXT_EU27_2020", "EFTA".
var statistical = regexp.MustCompile(`^(?:FOR|N?EU\d\d(_\d{4})?(_FOR|_FOR_STLS)?|EXT_[A-Z0-9_]+|EFTA|EFTA_FOR|EEA\d\d(_\d{4})?|EA\d\d(_\d{4})?|[A-Z]{2,5}_[XO]_?[A-Z0-9]+|FOR_STLS|CC\d*(_[A-Z0-9]+)*|HDI_(H|L|M|VH)|HDC|LDC|MDC)$`)

// LeftOver reports whether a label is for what is not named: "Other countries".
func LeftOver(text string) bool {
	first, _, _ := strings.Cut(Fold(text), " ")
	return leftOver[first]
}

// GroupOfAreas reports whether a label that names no known area speaks of
// several countries together: "High-income countries", "EU27".
func GroupOfAreas(text string) bool {
	words := strings.Fields(Fold(text))
	if len(words) > 0 && leftOver[words[0]] || len(words) > 1 && wholes[words[0]] && leftOver[words[1]] {
		return false // what is left over is no sum of lines
	}
	if n := len(words); n > 1 && len(words[n-1]) > 2 && wholes[words[n-1]] {
		return true // "Страны СНГ - всего"
	}
	if statistical.MatchString(strings.TrimSpace(text)) {
		return true
	}
	for _, word := range words {
		switch word {
		case "regions", "countries", "states", "groups", "income", "developed", "developing", "union", "eu", "eea", "efta", "total", "non", "developpement", "developpes", "paises", "estados", "ingreso", "ingresos", "ingresso", "revenu", "region", "regiones", "aggregate", "members",
			"world", "monde", "mundo", "continent", "oecd", "ocde", "subtotal", "all", "eu27", "eu28", "eu15", "ue", "african", "commonwealth",
			"lander", "staaten", "drittstaaten", "landen", "paesi", "krajow", "panstwa", "страны", "стран", "государства", "دول", "بلدان", "国家":
			return true
		}
	}
	return false
}

// InBrackets says an area as tables are compared by it: the code where it is
// a country, a region or the total, and otherwise the text in brackets.
func InBrackets(code, text string) string {
	if code == "_T" || len(code) == 3 && code[0] != '_' && code != "RNC" {
		return code
	}
	bare := strings.TrimLeft(Bare(text, false), ".•·–—->» \u00a0\u3000")
	if strings.HasSuffix(bare, "..") {
		bare = strings.TrimRight(bare, ". ") // dots that lead to the figures
	}
	return "[" + strings.Join(strings.Fields(bare), " ") + "]"
}
