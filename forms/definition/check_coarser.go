package definition

import (
	"fmt"
	"slices"
	"strings"

	"migraform/forms"
)

// coarser checks the breakdowns that a list may be answered in instead.
func (c *checker) coarser(at string, s *listSource, l *forms.CodeList) {
	for _, w := range s.ways(l) {
		c.welcome(at, "coarser."+s.ID+"."+w.id)
	}
	if len(s.Coarser) == 0 {
		return
	}
	at += ".coarser"
	if s.Areas != nil || len(s.Balances) > 0 || l.Index(total) < 0 {
		c.report(at, "the list %s has no coarser breakdowns: it needs codes with a total %s, and no balances", s.ID, total)
		return
	}
	seen := map[string]bool{}
	parts := map[string][]string{} // of each group, where it was met first
	for key, of := range s.Groups {
		parts[key] = of
	}
	for i := range s.Coarser {
		w := &s.Coarser[i]
		at := fmt.Sprintf("%s[%d]", at, i)
		_, level := levelOf(w.ID)
		switch {
		case w.ID == "":
			c.report(at, "a coarser breakdown of the list %s has no id", s.ID)
			continue
		case seen[w.ID]:
			c.report(at+".id", "the list %s has the coarser breakdown %s twice", s.ID, w.ID)
		case level || w.ID == AsAsked || w.ID == OnlyTotal || w.ID == ownAndOthers || slices.Contains(areaLevels, w.ID):
			c.report(at+".id", "%q is the name of a breakdown that every list has by itself", w.ID)
		}
		seen[w.ID] = true
		if len(w.Groups) == 0 {
			c.report(at, "the coarser breakdown %s of the list %s has no groups", w.ID, s.ID)
		}
		c.wayNamed(at, s.ID, w.ID)
		c.coarserGroups(at, s, l, w, parts)
	}
}

// coarserGroups checks the groups of one breakdown: neighbours that no two
// groups share, and one meaning a name.
func (c *checker) coarserGroups(at string, s *listSource, l *forms.CodeList, w *coarserSource, parts map[string][]string) {
	taken := map[string]string{}
	for _, id := range sortedKeys(w.Groups) {
		at := at + ".groups." + id
		c.nameOf(at, s.ID, id)
		if l.Index(id) >= 0 {
			c.report(at, "the group %s is a code of the list %s already", id, s.ID)
		}
		if len(w.Groups[id]) < 2 {
			c.report(at, "the group %s of the list %s stands in place of fewer than two codes", id, s.ID)
		}
		var codes []int
		for i, part := range w.Groups[id] {
			code := l.Index(part)
			switch {
			case code < 0:
				c.report(fmt.Sprintf("%s[%d]", at, i), "list %s: the group %s names %q, which is no code of the list", s.ID, id, part)
			case taken[part] == id:
				c.report(fmt.Sprintf("%s[%d]", at, i), "list %s: the group %s names %s twice", s.ID, id, part)
			case taken[part] != "":
				c.report(fmt.Sprintf("%s[%d]", at, i), "list %s: the groups %s and %s of %s overlap in %s", s.ID, taken[part], id, w.ID, part)
			default:
				codes = append(codes, code)
			}
			taken[part] = id
		}
		if !neighbours(l, codes) {
			c.report(at, "list %s: the parts of the group %s do not stand next to each other", s.ID, id)
		}
		if before, met := parts[id]; met && !sameParts(before, w.Groups[id]) {
			c.report(at, "list %s: the group %s has other parts elsewhere: %s", s.ID, id, strings.Join(before, ", "))
		} else if !met {
			parts[id] = w.Groups[id]
		}
	}
}

// neighbours reports whether codes follow each other under one code.
func neighbours(l *forms.CodeList, codes []int) bool {
	codes = slices.Sorted(slices.Values(codes))
	for i := 1; i < len(codes); i++ {
		if l.Codes[codes[i]].Parent != l.Codes[codes[0]].Parent {
			return false
		}
		for between := codes[i-1] + 1; between < codes[i]; between++ {
			if l.Codes[between].Parent == l.Codes[codes[0]].Parent {
				return false
			}
		}
	}
	return len(codes) == 0 || l.Codes[codes[0]].Parent >= 0
}

func sameParts(a, b []string) bool {
	return slices.Equal(slices.Sorted(slices.Values(a)), slices.Sorted(slices.Values(b)))
}

// wayNamed reports a breakdown without name in some language.
func (c *checker) wayNamed(at, list, id string) {
	own, shared := "coarser."+list+"."+id, "coarser."+id
	for _, language := range c.languages {
		c.used[own] = c.used[own] || c.texts[language][own] != ""
		c.used[shared] = c.used[shared] || c.texts[language][shared] != ""
		if c.texts[language][own] == "" && c.texts[language][shared] == "" {
			c.advise(at, "%s.yaml has no text %q", language, shared)
		}
	}
}
