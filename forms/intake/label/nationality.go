package label

import (
	_ "embed"
	"regexp"
	"strings"
	"sync"
)

// further are names that offices print beside those of the code lists: short
// forms, old forms, and those of other languages than the six. A line holds a
// code and, behind a tab, names parted by "|".
//
//go:embed names.tsv
var further string

// demonymList names the people of a country, "Afghan", "afghane", as tables of
// citizenship do, in the same form. Those that two countries share, "Congolese",
// "Dominican", are left to a person.
//
//go:embed demonyms.tsv
var demonymList string

// eachName calls f with the code and each name of a list.
func eachName(list string, f func(code, name string)) {
	for line := range strings.Lines(list) {
		code, names, ok := strings.Cut(strings.TrimSpace(line), "\t")
		if !ok {
			continue
		}
		for name := range strings.SplitSeq(names, "|") {
			f(code, name)
		}
	}
}

var demonyms = sync.OnceValue(func() map[string]string {
	found := make(map[string]string, 2000)
	eachName(demonymList, func(code, name string) { found[Fold(name)] = code })
	return found
})

var (
	citizensOf  = regexp.MustCompile(`^(?:citizens?|nationals?|persons from|born in|natives?|ressortissants?|nes? en|ciudadanos?|nacionales|nacidos en) (?:of |de |du |des |del )?(?:the )?(.+)$`)
	ofCitizens  = regexp.MustCompile(`^(.+) (?:citizens?|nationals?|nationality|citizenship)$`)
	formerState = regexp.MustCompile(`^(?:(?:the )?former|ex|ehemaliges?|ehem|voormalige?|anciens?|ancienne|antigua?o?|tidigare|tidligere|entinen|byvala?|byly|бывш(?:ии|ая|ие)) (?:the )?(.+)$`)
	stateFormer = regexp.MustCompile(`^(.+?) (?:former|formerly|ex|ehem|ehemalige?|ancien|ancienne|antigua)$`)
)

// national reads a label that names a country by its people or by what was
// said of it: "Afghan", "Citizens of Serbia", "former Yugoslavia".
func (g *gazetteer) national(text string) (Meaning, bool) {
	folded := Fold(Bare(text, true))
	for _, former := range []*regexp.Regexp{formerState, stateFormer} {
		if p := former.FindStringSubmatch(folded); p != nil {
			if code := g.names[p[1]]; g.former[code] {
				return g.meaning(code, 0.88), true
			}
		}
	}
	if p := citizensOf.FindStringSubmatch(folded); p != nil {
		if code := g.names[p[1]]; code != "" && !g.groups[code] {
			return g.meaning(code, 0.88), true
		}
	}
	if p := ofCitizens.FindStringSubmatch(folded); p != nil {
		folded = p[1]
	}
	for step, ending := range []string{"", "s", "e", "es", "n", "en"} {
		stem, ok := strings.CutSuffix(folded, ending)
		if code := demonyms()[stem]; ok && code != "" && (step == 0 || len(stem) > 4) {
			return g.meaning(code, 0.88-0.01*float64(step)), true
		}
	}
	return Meaning{}, false
}
