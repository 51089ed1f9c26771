package definition

import (
	"cmp"
	"slices"

	"migraform/forms"
)

// Lists of one concept are compared by what their codes are made up of in the
// end: a group is where some codes fill it, as tiles fill a floor.

// leaves is what each code of a list is made up of in the end, by the ids of
// the finest codes.
func leaves(l *forms.CodeList) [][]string {
	all := make([][]string, len(l.Codes))
	for code := range l.Codes {
		if !hasSum(l, code) {
			all[code] = []string{l.Codes[code].ID}
		}
	}
	for _, sum := range bottomUp(l) {
		if all[sum.Total] != nil || sum.Rule != sumRule && sum.Rule != areaSumRule {
			continue
		}
		of := map[string]int{}
		for _, term := range sum.Terms {
			for _, id := range all[term.Code] {
				of[id] += int(term.Sign)
			}
		}
		for id, times := range of {
			if times > 0 {
				all[sum.Total] = append(all[sum.Total], id)
			}
		}
		slices.Sort(all[sum.Total])
	}
	return all
}

// finest is what each code of a list is made up of in its list at its finest.
func finest(l *forms.CodeList) [][]string {
	if l.Whole == nil || l.Whole == l {
		return leaves(l)
	}
	of := leaves(l.Whole)
	all := make([][]string, len(l.Codes))
	for code := range l.Codes {
		all[code] = of[l.Whole.Index(l.Codes[code].ID)]
	}
	return all
}

// tile finds the fewest of some codes that make up what a group covers, nil
// where they do not.
func tile(covers []string, finest [][]string) []int {
	order := make([]int, 0, len(finest))
	for code, of := range finest {
		if len(of) > 0 && len(of) <= len(covers) && within(of, covers) {
			order = append(order, code)
		}
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(len(finest[b]), len(finest[a])) })
	left := slices.Clone(covers)
	var parts []int
	for _, code := range order {
		if within(finest[code], left) {
			parts = append(parts, code)
			left = slices.DeleteFunc(left, func(id string) bool { return slices.Contains(finest[code], id) })
		}
	}
	if len(left) > 0 {
		return nil
	}
	slices.Sort(parts)
	return parts
}

func within(part, whole []string) bool {
	return !slices.ContainsFunc(part, func(id string) bool { return !slices.Contains(whole, id) })
}

// tiled are groups of another list of the same whole, made up of the codes of
// this one as far as they can be.
func tiled(l *forms.CodeList, groups []forms.Group, of *forms.CodeList) []forms.Group {
	var all []forms.Group
	own, theirs := finest(l), finest(of)
	for _, g := range groups {
		var covers []string
		for _, part := range g.Parts {
			covers = append(covers, theirs[part]...)
		}
		slices.Sort(covers)
		if parts := tile(covers, own); parts != nil {
			all = append(all, forms.Group{Key: g.Key, Parts: parts})
		}
	}
	return all
}

// shareGroups lets every list say which groups of others of its concept it
// adds up to, so that a table in ten-year ages and one in five-year ages
// agree on the former.
func shareGroups(q *forms.Questionnaire) {
	var lists []*forms.CodeList
	for _, t := range q.Tables {
		for _, c := range t.Cubes {
			for _, axis := range c.Axes {
				if axis.List.Whole != nil && !slices.Contains(lists, axis.List) {
					lists = append(lists, axis.List)
				}
			}
		}
	}
	known := map[*forms.CodeList][][]string{}
	of := func(l *forms.CodeList) [][]string {
		if known[l] == nil {
			known[l] = finest(l)
		}
		return known[l]
	}
	for _, l := range lists {
		for _, other := range lists {
			if other == l || other.Concept != l.Concept || other.Whole == other {
				continue
			}
			for code, covers := range of(other) {
				key := other.Codes[code].Key
				if len(covers) < 2 || key != other.Codes[code].ID || hasKey(l, key) {
					continue
				}
				if parts := made(l, key, covers, of); parts != nil {
					l.Groups = append(l.Groups, forms.Group{Key: key, Parts: parts})
				}
			}
		}
	}
}

// made are the codes of a list that make up a group of another list of its
// concept: as the list itself knows the group, or by what the other one says
// that it covers.
func made(l *forms.CodeList, key string, covers []string, finest func(*forms.CodeList) [][]string) []int {
	if code := l.Whole.Index(key); code >= 0 {
		return tile(finest(l.Whole)[code], finest(l))
	}
	var parts []int
	for _, id := range covers {
		of := l.Index(id)
		group := slices.IndexFunc(l.Groups, func(g forms.Group) bool { return g.Key == id })
		switch {
		case of >= 0:
			parts = append(parts, of)
		case group >= 0:
			parts = append(parts, l.Groups[group].Parts...)
		default:
			return nil
		}
	}
	slices.Sort(parts)
	return slices.Compact(parts)
}
