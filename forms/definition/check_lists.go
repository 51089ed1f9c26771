package definition

import (
	"fmt"
	"slices"
	"strings"

	"migraform/forms"
)

func (c *checker) checkLists() {
	for i := range c.source.Lists {
		s := &c.source.Lists[i]
		at := fmt.Sprintf("$.lists[%d]", i)
		if s.ID == "" || s.Concept == "" {
			c.report(at, "a list has an id and a concept")
			continue
		}
		if c.lists[s.ID] != nil {
			c.report(at, "the list %s stands twice", s.ID)
		}
		c.form(at, "a list", s.ID)
		c.form(at+".concept", "a concept", s.Concept)
		if (len(s.Codes) == 0) == (s.Areas == nil) {
			c.report(at, "the list %s has either codes or areas", s.ID)
			continue
		}
		c.wanted(at, "concept."+s.Concept)
		c.welcome(at, "list."+s.ID)
		if s.When != "" {
			c.condition(at+".when", "the list "+s.ID, s.When)
		}
		l := c.codes(at, s)
		placed := c.balances(at, s, l)
		c.groupsOf(at, s, l)
		c.coarser(at, s, l)
		if s.Areas == nil {
			c.sums(at, l, placed)
		}
		c.lists[s.ID] = l
	}
	for i := range c.source.Lists {
		c.keys(fmt.Sprintf("$.lists[%d]", i), &c.source.Lists[i])
	}
}

// codes makes a list concrete without its balances and groups, which may be
// wrong.
func (c *checker) codes(at string, s *listSource) *forms.CodeList {
	plain := *s
	plain.Balances, plain.Groups = nil, nil
	l, _ := c.list(&plain, trialCountry)
	if s.Areas != nil {
		c.areas(at+".areas", s)
		return l
	}
	seen := map[string]bool{}
	var walk func(at string, codes []codeSource)
	walk = func(at string, codes []codeSource) {
		for i := range codes {
			code := &codes[i]
			at := fmt.Sprintf("%s[%d]", at, i)
			switch {
			case code.Code == "":
				c.report(at, "a code of the list %s has no name", s.ID)
			case seen[code.Code]:
				c.report(at, "the list %s has the code %s twice", s.ID, code.Code)
			}
			seen[code.Code] = true
			c.form(at, aCode, code.Code)
			if code.Code == total && len(code.Parts) == 0 {
				c.report(at, "the total of the list %s has no parts", s.ID)
			}
			if code.Code != "" {
				c.nameOf(at, s.ID, code.Code)
			}
			of := "the code " + code.Code + " of the list " + s.ID
			c.condition(at+".when", of, code.When)
			if i := l.Index(code.Code); i >= 0 && code.When != "" && l.Codes[i].When != code.When {
				c.together(at+".when", of, l.Codes[i].When, code.When)
			}
			walk(at+".parts", code.Parts)
			walk(at+".of_whom", code.OfWhom)
		}
	}
	walk(at+".codes", s.Codes)
	c.beside(at, s)
	return l
}

// beside reports codes that stand beside a total instead of under it: nothing
// would add them up.
func (c *checker) beside(at string, s *listSource) {
	if !slices.ContainsFunc(s.Codes, func(code codeSource) bool { return code.Code == total }) {
		return
	}
	for i := range s.Codes {
		if code := &s.Codes[i]; code.Code != total && code.Code != "" {
			c.advise(fmt.Sprintf("%s.codes[%d]", at, i), "the code %s of the list %s is no part of the total: name it under parts, or under of_whom", code.Code, s.ID)
		}
	}
}

// areas checks what is asked of the list of countries.
func (c *checker) areas(at string, s *listSource) {
	for _, choice := range []struct {
		name, value string
		allowed     []string
	}{{"own", s.Areas.Own, []string{asked, forbidden}}, {"former", s.Areas.Former, []string{asked, forbidden}}, {"within", s.Areas.Within, []string{foreignKey}}} {
		if choice.value != "" && !slices.Contains(choice.allowed, choice.value) {
			c.report(at+"."+choice.name, "the areas of the list %s: %s is %q; it may be %s", s.ID, choice.name, choice.value, strings.Join(choice.allowed, " or "))
		}
	}
	if s.Areas.Others != "" {
		c.form(at+".others", aCode, s.Areas.Others)
		c.nameOf(at, s.ID, s.Areas.Others)
		if s.Areas.Own != asked {
			c.report(at+".others", "the list %s has a code for all countries but the own one, which it does not ask (own: asked)", s.ID)
		}
	}
}

// nameOf reports a code without name in some language.
func (c *checker) nameOf(at, list, code string) {
	own, shared := "code."+list+"."+code, "code."+code
	name := c.codeName(list, code)
	for _, language := range c.languages {
		c.used[own] = c.used[own] || c.texts[language][own] != ""
		c.used[shared] = c.used[shared] || c.texts[language][shared] != ""
		if name[language] == "" {
			c.advise(at, "%s.yaml has no text %q", language, own)
		}
	}
}

// balances adds the balances of a list to its sums, and returns where each is
// written.
func (c *checker) balances(at string, s *listSource, l *forms.CodeList) map[int]string {
	placed := map[int]string{}
	for i, balance := range s.Balances {
		at := fmt.Sprintf("%s.balances[%d]", at, i)
		c.rule(at+".rule", balance.Rule)
		sum, err := balance.sum(l)
		if err != nil {
			c.report(at+".equation", "%s", err)
			continue
		}
		placed[len(l.Sums)] = at + ".equation"
		l.Sums = append(l.Sums, sum)
	}
	return placed
}

func (c *checker) groupsOf(at string, s *listSource, l *forms.CodeList) {
	for _, key := range sortedKeys(s.Groups) {
		group := forms.Group{Key: key}
		for i, part := range s.Groups[key] {
			code := l.Index(part)
			if code < 0 {
				c.report(fmt.Sprintf("%s.groups.%s[%d]", at, key, i), "list %s: the group %s names %q, which is no code of the list", s.ID, key, part)
			}
			group.Parts = append(group.Parts, code)
		}
		l.Groups = append(l.Groups, group)
	}
}

// sums reports sums that go round in a circle, or that contradict each other.
// Placed says where a balance is written, by its place among the sums.
func (c *checker) sums(at string, l *forms.CodeList, placed map[int]string) {
	where := func(sums ...int) string {
		for _, sum := range sums {
			if place, ok := placed[sum]; ok {
				return place
			}
		}
		return at
	}
	sumsOf := map[int][]int{}
	for i := range l.Sums {
		sumsOf[l.Sums[i].Total] = append(sumsOf[l.Sums[i].Total], i)
	}
	done := map[int]bool{}
	var walk func(code int, path, sums []int) bool
	walk = func(code int, path, sums []int) bool {
		if from := slices.Index(path, code); from >= 0 {
			var names []string
			for _, on := range append(path[from:], code) {
				names = append(names, l.Codes[on].ID)
			}
			c.report(where(sums[from:]...), "the sums of the list %s go round in a circle: %s", l.ID, strings.Join(names, " → "))
			return false
		}
		if done[code] {
			return true
		}
		for _, sum := range sumsOf[code] {
			for _, term := range l.Sums[sum].Terms {
				if !walk(term.Code, append(slices.Clone(path), code), append(slices.Clone(sums), sum)) {
					return false
				}
			}
		}
		done[code] = true
		return true
	}
	for code := range l.Codes {
		if !walk(code, nil, nil) {
			return
		}
	}
	for i := range l.Sums {
		for j := range l.Sums {
			if i != j && l.Sums[i].Total == l.Sums[j].Total {
				c.contradiction(where(max(i, j), min(i, j)), l, &l.Sums[i], &l.Sums[j], i < j)
			}
		}
	}
}

// contradiction reports two sums of one total where the second has all terms
// of the first and more: what it has more is then always nil.
func (c *checker) contradiction(at string, l *forms.CodeList, a, b *forms.Sum, first bool) {
	for _, term := range a.Terms {
		if !slices.Contains(b.Terms, term) {
			return
		}
	}
	total := l.Codes[a.Total].ID
	if len(a.Terms) == len(b.Terms) {
		if first {
			c.report(at, "the list %s has the same sum of %s twice", l.ID, total)
		}
		return
	}
	var more []string
	for _, term := range b.Terms {
		if !slices.Contains(a.Terms, term) {
			more = append(more, l.Codes[term.Code].ID)
		}
	}
	c.report(at, "two sums of %s in the list %s contradict each other: they leave nothing for %s", total, l.ID, strings.Join(more, ", "))
}

// keys reports groups and other names of codes that lead nowhere, because no
// other list of the concept has them.
func (c *checker) keys(at string, s *listSource) {
	known := func(key string) bool {
		if key == ownKey || key == foreignKey {
			return true
		}
		for i := range c.source.Lists {
			if other := &c.source.Lists[i]; other.ID != s.ID && other.Concept == s.Concept && c.lists[other.ID] != nil && hasKey(c.lists[other.ID], key) {
				return true
			}
		}
		return false
	}
	for _, key := range sortedKeys(s.Groups) {
		if !known(key) {
			c.advise(at+".groups."+key, "the group %s of the list %s leads nowhere: no other list of the concept %s has it", key, s.ID, s.Concept)
		}
	}
	var walk func(at string, codes []codeSource)
	walk = func(at string, codes []codeSource) {
		for i := range codes {
			at := fmt.Sprintf("%s[%d]", at, i)
			if is := codes[i].Is; is != "" && !known(is) {
				c.advise(at+".is", "the code %s of the list %s is %q, which no other list of the concept %s has", codes[i].Code, s.ID, is, s.Concept)
			}
			walk(at+".parts", codes[i].Parts)
			walk(at+".of_whom", codes[i].OfWhom)
		}
	}
	walk(at+".codes", s.Codes)
}

// hasKey reports whether a list offers a key, by a code or by a group.
func hasKey(l *forms.CodeList, key string) bool {
	return slices.ContainsFunc(l.Codes, func(code forms.Code) bool { return code.Key == key }) ||
		slices.ContainsFunc(l.Groups, func(g forms.Group) bool { return g.Key == key })
}
