package definition

import (
	"io/fs"
	"strings"
	"sync"

	"migraform/assets"
	"migraform/forms"
)

// AreaKind says what an area is.
type AreaKind string

const (
	Region  AreaKind = "region"
	Country AreaKind = "country"
	Former  AreaKind = "former" // a state of ISO 3166-3
	Other   AreaKind = "other"  // reported by offices, outside the UN's list
	Grouped AreaKind = "group"  // a group of countries across regions, for reading only
	Special AreaKind = "special"
)

// Area is a country, a region, a former state, or a category that stands
// among them (total, stateless, elsewhere in a region, not stated).
type Area struct {
	Code    string // alpha-3, three digits of M49, or a special code
	Alpha2  string
	M49     string
	Kind    AreaKind
	Parent  string
	Name    forms.Text
	Aliases []Alias
	// Ranks are its places in the alphabetical order of each language's names;
	// countries have them.
	Ranks map[string]int
}

// Alias is another name of an area; Language is empty where it belongs to
// none ("UK").
type Alias struct{ Language, Name string }

var loadAreas = sync.OnceValue(func() []Area {
	areas := readAreas(assets.Codes, "codes/areas.tsv")
	special := readAreas(assets.Codes, "codes/special.tsv")
	for i := range special {
		special[i].Kind = Special
	}
	areas = append(areas, special...)
	index := make(map[string]int, len(areas))
	for i, a := range areas {
		index[a.Code] = i
	}
	for _, row := range readTable(assets.Codes, "codes/area-order.tsv") {
		for i, code := range strings.Fields(row["order"]) {
			a := &areas[index[code]]
			if a.Ranks == nil {
				a.Ranks = map[string]int{}
			}
			a.Ranks[row["language"]] = i
		}
	}
	for _, row := range readTable(assets.Codes, "codes/area-aliases.tsv") {
		if i, ok := index[row["code"]]; ok {
			areas[i].Aliases = append(areas[i].Aliases, Alias{strings.Trim(row["language"], "-"), row["alias"]})
		}
	}
	return areas
})

// Areas returns all areas that the program knows, regions before their
// countries in the order of M49, then the special codes.
func Areas() []Area { return loadAreas() }

func readAreas(fsys fs.FS, name string) []Area {
	var areas []Area
	for _, row := range readTable(fsys, name) {
		a := Area{Code: row["code"], Alpha2: row["alpha2"], M49: row["m49"], Kind: AreaKind(row["kind"]), Parent: row["parent"], Name: forms.Text{}}
		for _, language := range []string{"en", "fr", "es", "ru", "ar", "zh"} {
			if row[language] != "" {
				a.Name[language] = row[language]
			}
		}
		for alias := range strings.SplitSeq(row["aliases"], "|") {
			if alias = strings.TrimSpace(alias); alias != "" {
				a.Aliases = append(a.Aliases, Alias{Name: alias})
			}
		}
		areas = append(areas, a)
	}
	return areas
}

// readTable reads an embedded tab-separated table with a head line. The
// tables travel with the program, so one that lacks is a fault of the build.
func readTable(fsys fs.FS, name string) []map[string]string {
	text, err := fs.ReadFile(fsys, name)
	if err != nil {
		panic(err)
	}
	lines := strings.Split(strings.TrimRight(string(text), "\n"), "\n")
	head := strings.Split(lines[0], "\t")
	rows := make([]map[string]string, 0, len(lines)-1)
	for _, line := range lines[1:] {
		row := make(map[string]string, len(head))
		for i, field := range strings.Split(line, "\t") {
			if i < len(head) {
				row[head[i]] = field
			}
		}
		rows = append(rows, row)
	}
	return rows
}

// CountryByCode returns the country of an alpha-3 code.
func CountryByCode(code string) (Area, bool) {
	for _, a := range Areas() {
		if a.Code == code && (a.Kind == Country || a.Kind == Other) {
			return a, true
		}
	}
	return Area{}, false
}
