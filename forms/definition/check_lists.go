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
		c.balances(at, s, l)
		c.groupsOf(at, s, l)
		if s.Areas == nil {
			c.sums(at, l)
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
		if s.Areas.Others != "" {
			c.nameOf(at+".areas", s.ID, s.Areas.Others)
		}
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
			if code.Code == total && len(code.Parts) == 0 {
				c.report(at, "the total of the list %s has no parts", s.ID)
			}
			c.nameOf(at, s.ID, code.Code)
			c.condition(at+".when", "the code "+code.Code+" of the list "+s.ID, code.When)
			walk(at+".parts", code.Parts)
			walk(at+".of_whom", code.OfWhom)
		}
	}
	walk(at+".codes", s.Codes)
	return l
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

func (c *checker) balances(at string, s *listSource, l *forms.CodeList) {
	for i, balance := range s.Balances {
		sum, err := balance.sum(l)
		if err != nil {
			c.report(fmt.Sprintf("%s.balances[%d].equation", at, i), "%s", err)
			continue
		}
		l.Sums = append(l.Sums, sum)
	}
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
func (c *checker) sums(at string, l *forms.CodeList) {
	terms := map[int][]int{}
	for _, sum := range l.Sums {
		for _, term := range sum.Terms {
			terms[sum.Total] = append(terms[sum.Total], term.Code)
		}
	}
	state := map[int]int{} // 1 being walked, 2 done
	var walk func(code int, path []string) bool
	walk = func(code int, path []string) bool {
		path = append(path, l.Codes[code].ID)
		if state[code] == 1 {
			c.report(at, "the sums of the list %s go round in a circle: %s", l.ID, strings.Join(path[slices.Index(path, l.Codes[code].ID):], " → "))
			return false
		}
		if state[code] == 2 {
			return true
		}
		state[code] = 1
		for _, term := range terms[code] {
			if !walk(term, path) {
				return false
			}
		}
		state[code] = 2
		return true
	}
	for code := range l.Codes {
		if !walk(code, nil) {
			return
		}
	}
	for i := range l.Sums {
		for j := range l.Sums {
			if i != j && l.Sums[i].Total == l.Sums[j].Total {
				c.contradiction(at, l, &l.Sums[i], &l.Sums[j], i < j)
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
