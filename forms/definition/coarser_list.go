package definition

import (
	"cmp"
	"slices"

	"migraform/forms"
)

// shape makes lists coarser. A list is first enriched with the groups that
// are wanted, as sub-totals of their parts, and then cut down to what some
// year asks.
type shape struct {
	definition *Definition
	list       *forms.CodeList // as asked
	at         []int           // where each code of list stands in the enriched one, -1 where cut
	groupAt    map[string]int
	coarse     *forms.CodeList
}

// coarsen makes a list that serves several ways at once: all codes that one
// of them keeps, and all their groups. The ways must nest.
func (d *Definition) coarsen(l *forms.CodeList, ways []*way) *shape {
	s := &shape{definition: d, list: l, at: make([]int, len(l.Codes)), groupAt: map[string]int{},
		coarse: &forms.CodeList{ID: l.ID, Concept: l.Concept, Whole: l.Whole}}
	for _, w := range ways {
		s.coarse.ID += "." + w.id
	}
	kept := keep(l, func(code int) bool {
		return slices.ContainsFunc(ways, func(w *way) bool { return w.kept[code] })
	})
	groups := groupsOf(ways)
	s.place(kept, groups)
	s.addSums(kept, groups)
	for _, limit := range l.Limits {
		if s.at[limit.Whole] < 0 {
			continue
		}
		moved := forms.Limit{Whole: s.at[limit.Whole]}
		for _, part := range limit.Parts {
			if s.at[part] >= 0 {
				moved.Parts = append(moved.Parts, s.at[part])
			}
		}
		if len(moved.Parts) > 0 {
			s.coarse.Limits = append(s.coarse.Limits, moved)
		}
	}
	for _, w := range ways {
		s.keepWithin(w)
	}
	for code := range s.coarse.Codes {
		if c := &s.coarse.Codes[code]; c.Kind != forms.Leaf && !hasSum(s.coarse, code) {
			c.Kind = forms.Leaf
		}
	}
	s.coarse.Groups = tiled(s.coarse, l.Groups, l)
	return s
}

// groupsOf gathers the groups of several ways, the largest first.
func groupsOf(ways []*way) []group {
	var all []group
	for _, w := range ways {
		for _, g := range w.groups {
			if !slices.ContainsFunc(all, func(have group) bool { return have.id == g.id }) {
				all = append(all, g)
			}
		}
	}
	slices.SortStableFunc(all, func(a, b group) int { return cmp.Compare(len(b.parts), len(a.parts)) })
	return all
}

// crossing finds two groups that share some of their parts, but not all.
func crossing(groups []group) (a, b *group, found bool) {
	for i := range groups {
		for j := range i {
			shared := 0
			for _, part := range groups[i].parts {
				if slices.Contains(groups[j].parts, part) {
					shared++
				}
			}
			if shared > 0 && shared < min(len(groups[i].parts), len(groups[j].parts)) {
				return &groups[j], &groups[i], true
			}
		}
	}
	return nil, nil, false
}

// place lists the codes that are kept, each group before its first part.
func (s *shape) place(kept []bool, groups []group) {
	depthOf := func(parent int) int {
		if parent < 0 {
			return 0
		}
		return s.coarse.Codes[parent].Depth + 1
	}
	put := func(c forms.Code, parent int) int {
		c.Parent, c.Depth = parent, depthOf(parent)
		s.coarse.Codes = append(s.coarse.Codes, c)
		return len(s.coarse.Codes) - 1
	}
	for code := range s.list.Codes {
		c := s.list.Codes[code]
		parent := c.Parent
		for parent >= 0 && !kept[parent] {
			parent = s.list.Codes[parent].Parent
		}
		if parent >= 0 {
			parent = s.at[parent]
		}
		for i := range groups {
			g := &groups[i]
			if !slices.Contains(g.parts, code) {
				continue
			}
			if g.parts[0] == code {
				s.groupAt[g.id] = put(forms.Code{ID: g.id, Name: s.definition.codeName(s.list.ID, g.id), Kind: forms.Subtotal, Key: g.id, When: c.When}, parent)
			}
			parent = s.groupAt[g.id]
		}
		s.at[code] = -1
		if kept[code] {
			s.at[code] = put(c, parent)
		}
	}
}

// addSums adds the sums whose terms are all there, groups in place of their
// parts, and those of the groups; bottom up.
func (s *shape) addSums(kept []bool, groups []group) {
	rules := map[string]string{}
	for _, sum := range s.list.Sums {
		if s.at[sum.Total] < 0 {
			continue
		}
		moved := forms.Sum{Total: s.at[sum.Total], Rule: sum.Rule}
		whole := true
		for _, term := range sum.Terms {
			at := s.at[term.Code]
			for i := len(groups) - 1; i >= 0; i-- {
				if slices.Contains(groups[i].parts, term.Code) {
					at = s.groupAt[groups[i].id] // the largest comes last
					rules[groups[i].id] = sum.Rule
				}
			}
			switch {
			case at < 0 && s.list.Codes[term.Code].Forbidden:
			case at < 0:
				whole = false
			case !slices.Contains(moved.Terms, forms.Term{Code: at, Sign: term.Sign}):
				moved.Terms = append(moved.Terms, forms.Term{Code: at, Sign: term.Sign})
			}
		}
		if whole && len(moved.Terms) > 0 {
			s.coarse.Sums = append(s.coarse.Sums, moved)
		}
	}
	for i := range groups {
		g := &groups[i]
		sum := forms.Sum{Total: s.groupAt[g.id], Rule: cmp.Or(rules[g.id], sumRule)}
		for code := range s.coarse.Codes {
			if s.coarse.Codes[code].Parent == sum.Total {
				sum.Terms = append(sum.Terms, forms.Term{Code: code, Sign: 1})
			}
		}
		if len(sum.Terms) > 0 {
			s.coarse.Sums = append(s.coarse.Sums, sum)
		}
	}
	s.coarse.Sums = bottomUp(s.coarse)
}

// bottomUp orders sums so that the terms of each have had theirs.
func bottomUp(l *forms.CodeList) []forms.Sum {
	heights := make([]int, len(l.Codes))
	for range l.Codes {
		higher := false
		for _, sum := range l.Sums {
			for _, term := range sum.Terms {
				if heights[sum.Total] <= heights[term.Code] {
					heights[sum.Total], higher = heights[term.Code]+1, true
				}
			}
		}
		if !higher {
			break
		}
	}
	sums := slices.Clone(l.Sums)
	slices.SortStableFunc(sums, func(a, b forms.Sum) int { return cmp.Compare(heights[a.Total], heights[b.Total]) })
	return sums
}

// keepWithin keeps what a way asks below one of its cuts as of whom: the own
// country in its region.
func (s *shape) keepWithin(w *way) {
	for code := range s.list.Codes {
		parent := s.list.Codes[code].Parent
		if !w.kept[code] || parent < 0 || w.kept[parent] {
			continue
		}
		for !w.kept[parent] {
			parent = s.list.Codes[parent].Parent
		}
		whole, part := s.at[parent], s.at[code]
		at := slices.IndexFunc(s.coarse.Limits, func(l forms.Limit) bool { return l.Whole == whole })
		switch {
		case at < 0:
			s.coarse.Limits = append(s.coarse.Limits, forms.Limit{Whole: whole, Parts: []int{part}})
		case !slices.Contains(s.coarse.Limits[at].Parts, part):
			s.coarse.Limits[at].Parts = append(s.coarse.Limits[at].Parts, part)
		}
	}
}

// unasked lists the codes of the coarse list that a way does not ask: what it
// neither has nor can add up.
func (s *shape) unasked(w *way) []int {
	has := make([]bool, len(s.coarse.Codes))
	for code, at := range s.at {
		if at >= 0 {
			has[at] = w.kept[code]
		}
	}
	for _, g := range w.groups {
		has[s.groupAt[g.id]] = true
	}
	for _, sum := range s.coarse.Sums {
		has[sum.Total] = has[sum.Total] || !slices.ContainsFunc(sum.Terms, func(t forms.Term) bool { return !has[t.Code] })
	}
	var codes []int
	for code := range has {
		if !has[code] {
			codes = append(codes, code)
		}
	}
	return codes
}

// whole is a list with the groups of all its ways: each with every sum by
// which coarser figures can be worked out from finer ones.
func (d *Definition) whole(s *listSource, l *forms.CodeList) *forms.CodeList {
	if len(s.Coarser) == 0 {
		return l
	}
	w := &forms.CodeList{ID: l.ID, Concept: l.Concept, Codes: slices.Clone(l.Codes), Sums: slices.Clone(l.Sums), Limits: l.Limits}
	ways := s.ways(l)
	for i := range ways {
		for _, g := range ways[i].groups {
			if w.Index(g.id) >= 0 {
				continue
			}
			w = &forms.CodeList{ID: w.ID, Concept: w.Concept, Codes: w.Codes, Sums: w.Sums, Limits: w.Limits}
			w.Codes = append(w.Codes, forms.Code{ID: g.id, Name: d.codeName(l.ID, g.id), Kind: forms.Subtotal, Parent: l.Codes[g.parts[0]].Parent,
				Depth: l.Codes[g.parts[0]].Depth, Key: g.id})
			w.Sums = append(w.Sums, plainSum(len(w.Codes)-1, g.parts, sumRule))
		}
	}
	covers := leaves(w)
	for i := range ways {
		has := make([][]string, len(w.Codes))
		for code := range w.Codes {
			if code < len(l.Codes) && ways[i].kept[code] || slices.ContainsFunc(ways[i].groups, func(g group) bool { return g.id == w.Codes[code].ID }) {
				has[code] = covers[code]
			}
		}
		for code := range w.Codes {
			if len(covers[code]) < 2 {
				continue
			}
			others := slices.Clone(has)
			others[code] = nil
			if parts := tile(covers[code], others); len(parts) > 1 {
				w.Sums = append(w.Sums, plainSum(code, parts, sumRule))
			}
		}
	}
	w.Sums = slices.CompactFunc(bottomUp(w), func(a, b forms.Sum) bool { return a.Total == b.Total && slices.Equal(a.Terms, b.Terms) })
	return w
}
