package label

import (
	"strings"
	"sync"

	"migraform/forms/definition"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

// ownLanguages are those, beside the six of the United Nations, in which
// offices publish tables. Their names of countries are those of the Unicode
// CLDR.
var ownLanguages = strings.Fields("de pt it nl sv nb da fi is pl cs sk hu ro bg el tr uk be sr hr sl bs sq mk et lv lt ca eu gl mt ga" +
	" ja ko th vi id ms fil fa he hy ka az kk uz ky mn hi bn ur ne si km lo my am sw af sr-Latn zh-Hant pt-PT")

// shortestOwn keeps out short names that are words in another language.
const shortestOwn = 4

// ownNames finds areas by their names in those languages, folded. A name that
// means two areas is "".
var ownNames = sync.OnceValue(func() map[string]string {
	g := load()
	names := make(map[string]string, 16_000)
	for _, tag := range ownLanguages {
		namer := display.Regions(language.MustParse(tag))
		if namer == nil {
			continue
		}
		for _, a := range definition.Areas() {
			if a.Kind == definition.Former || a.Kind == definition.Special {
				continue // the CLDR names what became of them
			}
			id := a.Alpha2
			if id == "" {
				id = a.M49
			}
			region, err := language.ParseRegion(firstOf(id, a.Code))
			if err != nil {
				continue
			}
			name := Fold(namer.Name(region))
			if name == "" || len(name) < shortestOwn && name[0] < 0x80 || g.names[name] != "" || sexes[name] != "" || wholes[name] || unknowns[name] || months[name] != 0 {
				continue
			}
			if other, taken := names[name]; taken && other != a.Code {
				names[name] = ""
				continue
			}
			names[name] = a.Code
		}
	}
	return names
})

func firstOf(a, b string) string {
	if a != "" {
		return a
	}
	return b
}
