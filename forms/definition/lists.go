package definition

import (
	"fmt"
	"slices"
	"strconv"

	"migraform/forms"
)

// Codes that stand among areas.
const (
	total       = "_T"
	unknown     = "_U"
	stateless   = "STLS"
	nonCitizens = "RNC"
	elsewhere   = "NES_"
	asked       = "asked"
	forbidden   = "forbidden"
)

// Keys of what codes cover, beside the codes themselves.
const (
	ownKey     = "own"
	foreignKey = "foreign"
)

// The rules that follow from the structure of lists.
const (
	sumRule     = "R02"
	areaSumRule = "R04"
)

// list makes a list of the definition concrete for a country.
func (d *Definition) list(s *listSource, country string) (*forms.CodeList, error) {
	l := &forms.CodeList{ID: s.ID, Concept: s.Concept}
	if s.Areas != nil {
		d.addAreas(l, s.Areas, country)
	} else {
		b := listBuilder{definition: d, list: l}
		b.add(s.Codes, -1, 0)
		for i := range l.Codes {
			if c := &l.Codes[i]; c.ID != total {
				c.When = both(s.When, c.When)
			}
		}
	}
	for _, balance := range s.Balances {
		sum, err := balance.sum(l)
		if err != nil {
			return nil, err
		}
		l.Sums = append(l.Sums, sum)
	}
	for key, parts := range s.Groups {
		group := forms.Group{Key: key}
		for _, part := range parts {
			i := l.Index(part)
			if i < 0 {
				return nil, fmt.Errorf("list %s: the group %s names %q, which is no code of the list", s.ID, key, part)
			}
			group.Parts = append(group.Parts, i)
		}
		l.Groups = append(l.Groups, group)
	}
	return l, nil
}

func (b balanceSource) sum(l *forms.CodeList) (forms.Sum, error) {
	terms, err := parseTerms(equationTerms(b.Equation))
	if err != nil || len(terms) < 2 {
		return forms.Sum{}, fmt.Errorf("list %s: the balance %q is no equation", l.ID, b.Equation)
	}
	sum := forms.Sum{Rule: b.Rule, Total: -1}
	for i, term := range terms {
		code := l.Index(term.name)
		if code < 0 {
			return forms.Sum{}, fmt.Errorf("list %s: the balance names %q, which is no code of the list", l.ID, term.name)
		}
		if i == 0 {
			sum.Total = code
		} else {
			sum.Terms = append(sum.Terms, forms.Term{Code: code, Sign: term.sign})
		}
	}
	return sum, nil
}

// listBuilder adds nested codes to a list, with their sums bottom up.
type listBuilder struct {
	when       string // the condition of the codes above
	definition *Definition
	list       *forms.CodeList
}

func (b *listBuilder) add(codes []codeSource, parent, depth int) []int {
	var added []int
	for i := range codes {
		s := &codes[i]
		at := len(b.list.Codes)
		code := forms.Code{ID: s.Code, Name: b.definition.codeName(b.list.ID, s.Code), Parent: parent, Depth: depth,
			Key: s.Code, Optional: s.Optional, Measure: s.Measure, Shift: s.Shift, Signed: s.Signed,
			When: both(b.when, s.When)}
		switch {
		case s.Is != "":
			code.Key = s.Is
		case s.Code == total:
			code.Key = ""
		}
		if len(s.Parts) > 0 {
			code.Kind = forms.Subtotal
			if s.Code == total {
				code.Kind = forms.Total
			}
		}
		b.list.Codes = append(b.list.Codes, code)
		added = append(added, at)
		above := b.when
		b.when = code.When
		if parts := b.add(s.Parts, at, depth+1); len(parts) > 0 {
			b.list.Sums = append(b.list.Sums, plainSum(at, parts, sumRule))
		}
		if parts := b.add(s.OfWhom, at, depth+1); len(parts) > 0 {
			b.list.Limits = append(b.list.Limits, forms.Limit{Whole: at, Parts: parts})
		}
		b.when = above
	}
	return added
}

// both joins two conditions.
func both(a, b string) string {
	switch {
	case a == "" || a == b:
		return b
	case b == "":
		return a
	}
	return "(" + a + ") && (" + b + ")"
}

func plainSum(whole int, parts []int, rule string) forms.Sum {
	sum := forms.Sum{Total: whole, Rule: rule, Terms: make([]forms.Term, len(parts))}
	for i, part := range parts {
		sum.Terms[i] = forms.Term{Code: part, Sign: 1}
	}
	return sum
}

// addAreas adds the total, the regions in three levels with their countries,
// and the categories that stand beside them.
func (d *Definition) addAreas(l *forms.CodeList, s *areasSource, country string) {
	children := map[string][]Area{}
	special := map[string]Area{}
	for _, a := range Areas() {
		switch a.Kind {
		case Special:
			special[a.Code] = a
		case Grouped:
		default:
			children[a.Parent] = append(children[a.Parent], a)
		}
	}
	if s.RegionsOnly {
		for code, below := range children {
			if code != "001" {
				delete(children, code)
				continue
			}
			children[code] = slices.DeleteFunc(slices.Clone(below), func(a Area) bool { return a.Kind != Region })
		}
	}
	within := ""
	if s.Within != "" {
		within = foreignKey
	}
	put := func(code forms.Code) int {
		l.Codes = append(l.Codes, code)
		return len(l.Codes) - 1
	}
	top := put(forms.Code{ID: total, Name: special[total].Name, Kind: forms.Total, Parent: -1, Key: within})
	others := -1
	if s.Others != "" {
		others = put(forms.Code{ID: s.Others, Name: d.codeName(l.ID, s.Others), Kind: forms.Subtotal, Parent: top, Depth: 1, Key: foreignKey})
	}
	own := -1
	var grow func(parent string, at, depth int) []int
	grow = func(parent string, at, depth int) []int {
		var added []int
		for _, a := range children[parent] {
			code := forms.Code{ID: a.Code, Name: a.Name, Parent: at, Depth: depth, Key: a.Code, Ranks: a.Ranks}
			switch {
			case a.Kind == Region && !s.RegionsOnly:
				code.Kind = forms.Subtotal
			case a.Kind == Region:
			case a.Kind == Former:
				code.Optional, code.Forbidden = true, s.Former != asked
			case a.Code == country:
				code.Key, code.Forbidden, code.Optional = ownKey, s.Own != asked, s.Own != asked
				own = len(l.Codes)
			case a.Kind == Other:
				code.Optional = true
			}
			i := put(code)
			added = append(added, i)
			if a.Kind != Region || s.RegionsOnly {
				continue
			}
			parts := grow(a.Code, i, depth+1)
			if rest, ok := special[elsewhere+a.Code]; ok {
				parts = append(parts, put(forms.Code{ID: rest.Code, Name: rest.Name, Parent: i, Depth: depth + 1, Key: rest.Code, Optional: true}))
			}
			l.Sums = append(l.Sums, plainSum(i, parts, areaSumRule))
		}
		return added
	}
	parts := grow("001", top, 1)
	if s.RegionsOnly {
		// What lies in no region is here also what lies in Antarctica, so it
		// is not the same as in a list of countries.
		rest := special[elsewhere+"001"]
		parts = append(parts, put(forms.Code{ID: rest.Code, Name: rest.Name, Parent: top, Depth: 1, Key: "rest", Optional: true}))
	}
	if s.Own == asked && own >= 0 {
		// A region with the own country in it is not the region of a list
		// without it.
		for i := l.Codes[own].Parent; i > top && l.Codes[i].Kind == forms.Subtotal; i = l.Codes[i].Parent {
			l.Codes[i].Key += "+" + ownKey
		}
	}
	for _, beside := range []struct {
		code string
		asks bool
	}{{stateless, s.Stateless}, {nonCitizens, s.NonCitizens}, {unknown, true}} {
		if !beside.asks {
			continue
		}
		key := beside.code
		if within != "" && beside.code == unknown {
			key = within + unknown
		}
		parts = append(parts, put(forms.Code{ID: beside.code, Name: special[beside.code].Name, Parent: top, Depth: 1, Key: key, Optional: true}))
	}
	if others >= 0 {
		rest := plainSum(others, nil, sumRule)
		for _, part := range parts {
			if l.Codes[part].ID != unknown {
				rest.Terms = append(rest.Terms, forms.Term{Code: part, Sign: 1})
			}
		}
		rest.Terms = append(rest.Terms, forms.Term{Code: own, Sign: -1})
		l.Sums = append(l.Sums, rest, plainSum(top, []int{own, others, l.Index(unknown)}, sumRule))
	}
	l.Sums = append(l.Sums, plainSum(top, parts, areaSumRule))
}

// years makes the list of reference years up to the last one.
func years(last, count int) *forms.CodeList {
	l := &forms.CodeList{ID: "years", Concept: "time"}
	for y := last - count + 1; y <= last; y++ {
		id := strconv.Itoa(y)
		l.Codes = append(l.Codes, forms.Code{ID: id, Name: forms.Text{"en": id}, Parent: -1, Key: id})
	}
	return l
}

// codeName finds the name of a code: the list's own, or the one that all
// lists share.
func (d *Definition) codeName(list, code string) forms.Text {
	name := d.text("code." + list + "." + code)
	for language, entries := range d.texts {
		if _, ok := name[language]; !ok {
			if shared, ok := entries["code."+code]; ok {
				name[language] = shared
			}
		}
	}
	return name
}
