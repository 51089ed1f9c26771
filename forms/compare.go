package forms

import (
	"slices"
	"strconv"
)

// place is one measure in one cube: the whole cube, or one item of an axis.
type place struct {
	cube       *Cube
	axis, item int // the axis of items, -1
	shift      int
}

// places lists where a measure is asked.
func (q *Questionnaire) places(measure string) []place {
	var all []place
	for _, c := range q.Cubes {
		items := false
		for i, axis := range c.Axes {
			for j := range axis.List.Codes {
				code := &axis.List.Codes[j]
				items = items || code.Measure != ""
				if code.Measure == measure {
					all = append(all, place{c, i, j, code.Shift})
				}
			}
		}
		if !items && c.Measure == measure {
			all = append(all, place{cube: c, axis: -1})
		}
	}
	return all
}

// Asks reports whether every measure of a relation is asked somewhere.
func (q *Questionnaire) Asks(r *Relation) bool {
	for _, terms := range [][]RelationTerm{r.Left, r.Right, r.Over} {
		for i := range terms {
			if len(q.places(terms[i].Measure)) == 0 {
				return false
			}
		}
	}
	return true
}

// choice is a key for each concept that is not taken as a whole.
type choice map[string]string

// Comparisons resolves a relation to cells: one comparison for each
// combination of codes and each year that all its terms offer. They are kept
// and shared: they must not be changed.
func (q *Questionnaire) Comparisons(r *Relation) []Comparison {
	if made, ok := q.compared[r]; ok {
		return made
	}
	var all []Comparison
	q.compare(r, func(c Comparison) bool {
		all = append(all, c)
		return true
	})
	if q.compared == nil {
		q.compared = map[*Relation][]Comparison{}
	}
	q.compared[r] = all
	return all
}

// Compares reports whether a relation has anything to compare.
func (q *Questionnaire) Compares(r *Relation) bool {
	found := false
	q.compare(r, func(Comparison) bool {
		found = true
		return false
	})
	return found
}

// compare calls f with each comparison until f returns false.
func (q *Questionnaire) compare(r *Relation, f func(Comparison) bool) {
	if len(r.Left) == 0 || len(r.Right) == 0 {
		return
	}
	sides := [][]RelationTerm{r.Left, r.Right, r.Over}
	found := make([][][]place, len(sides))
	for i, terms := range sides {
		for j := range terms {
			found[i] = append(found[i], q.places(terms[j].Measure))
		}
	}
	seen := map[string]bool{}
	lead := &r.Left[0]
	for _, p := range found[0][0] {
		more := p.choices(lead, r.By, func(year int, chosen choice) bool {
			key := chosen.key(year)
			if seen[key] {
				return true
			}
			seen[key] = true
			resolved := make([][]ComparedTerm, len(sides))
			for i, terms := range sides {
				for j := range terms {
					term := ComparedTerm{Sign: terms[j].Sign}
					for _, other := range found[i][j] {
						if cells := other.cells(&terms[j], year, chosen); cells != nil {
							term.Carriers = append(term.Carriers, cells)
						}
					}
					if term.Carriers == nil {
						return true
					}
					resolved[i] = append(resolved[i], term)
				}
			}
			return f(Comparison{Left: resolved[0], Right: resolved[1], Over: resolved[2]})
		})
		if !more {
			return
		}
	}
}

// choices calls f with every year and combination of keys that a place
// offers, within the concepts that are gone through, until f returns false.
// The choice is valid during the call only.
func (p place) choices(term *RelationTerm, by []string, f func(year int, chosen choice) bool) bool {
	years := p.cube.Axes[p.cube.AxisOf("time")].List
	var free []int
	chosen := choice{}
	for concept, key := range p.cube.Where {
		if _, ok := term.Where[concept]; !ok {
			chosen[concept] = key
		}
	}
	for i, axis := range p.cube.Axes {
		if _, ok := term.Where[axis.Concept]; !ok && i != p.axis && axis.Concept != "time" {
			free = append(free, i)
		}
	}
	var choose func(n int) bool
	choose = func(n int) bool {
		if n == len(free) {
			for _, code := range years.Codes {
				if year, err := strconv.Atoi(code.ID); err == nil && !f(year+p.shift-term.Shift, chosen) {
					return false
				}
			}
			return true
		}
		axis := p.cube.Axes[free[n]]
		for _, key := range axis.List.keys() {
			switch {
			case key == "":
				delete(chosen, axis.Concept)
			case by != nil && !slices.Contains(by, axis.Concept):
				continue
			default:
				chosen[axis.Concept] = key
			}
			if !choose(n + 1) {
				return false
			}
		}
		delete(chosen, axis.Concept)
		return true
	}
	return choose(0)
}

// cells returns the cells that add up to a term for a choice, nil where the
// place does not offer it in that year.
func (p place) cells(term *RelationTerm, year int, chosen choice) []Cell {
	cells := []Cell{p.cube.First}
	wanted := func(concept string) string {
		if key, ok := term.Where[concept]; ok {
			return key
		}
		return chosen[concept]
	}
	for concept := range term.Where {
		if p.cube.AxisOf(concept) < 0 && p.cube.Where[concept] != wanted(concept) {
			return nil
		}
	}
	for concept, key := range chosen {
		if p.cube.AxisOf(concept) < 0 && p.cube.Where[concept] != wanted(concept) && key != "" {
			return nil
		}
	}
	for concept, key := range p.cube.Where {
		if wanted(concept) != key {
			return nil
		}
	}
	for i, axis := range p.cube.Axes {
		var codes []int
		switch {
		case i == p.axis:
			codes = []int{p.item}
		case axis.Concept == "time":
			if code := axis.List.Index(strconv.Itoa(year + term.Shift - p.shift)); code >= 0 {
				codes = []int{code}
			}
		default:
			codes = axis.List.codesOf(wanted(axis.Concept))
		}
		if len(codes) == 0 {
			return nil
		}
		longer := make([]Cell, 0, len(cells)*len(codes))
		for _, cell := range cells {
			for _, code := range codes {
				longer = append(longer, cell+Cell(code*axis.stride))
			}
		}
		cells = longer
	}
	if slices.ContainsFunc(cells, p.cube.Hidden) {
		return nil
	}
	return cells
}

func (c choice) key(year int) string {
	concepts := make([]string, 0, len(c))
	for concept := range c {
		concepts = append(concepts, concept)
	}
	slices.Sort(concepts)
	b := strconv.AppendInt(nil, int64(year), 10)
	for _, concept := range concepts {
		b = append(b, 0)
		b = append(b, concept...)
		b = append(b, '=')
		b = append(b, c[concept]...)
	}
	return string(b)
}

// keys lists what a list offers: the keys of its codes and of the groups
// that they add up to.
func (l *CodeList) keys() []string {
	keys := make([]string, 0, len(l.Codes)+len(l.Groups))
	for i := range l.Codes {
		if !l.Codes[i].Forbidden {
			keys = append(keys, l.Codes[i].Key)
		}
	}
	for _, g := range l.Groups {
		if !slices.Contains(keys, g.Key) {
			keys = append(keys, g.Key)
		}
	}
	return keys
}

// codesOf returns the codes that add up to a key, nil for none.
func (l *CodeList) codesOf(key string) []int {
	if l.byKey == nil {
		l.byKey = make(map[string][]int, len(l.Codes)+len(l.Groups))
		for i := range l.Codes {
			if !l.Codes[i].Forbidden {
				l.byKey[l.Codes[i].Key] = []int{i}
			}
		}
		for _, g := range l.Groups {
			if l.byKey[g.Key] == nil {
				l.byKey[g.Key] = g.Parts
			}
		}
	}
	return l.byKey[key]
}
