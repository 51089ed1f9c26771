package validation

import (
	"hash/maphash"
	"maps"
	"slices"
	"strconv"

	"migraform/forms"
)

// equalRule is the rule that the same quantity is equal wherever it stands.
const equalRule = "R08"

// group is one quantity that several tables carry: the same measure, for the
// same population at the same moment. It follows from what the tables say
// that they measure; no rule names a pair of tables.
type group struct {
	carriers []carrier
	first    int    // number of the first carrier's check
	measure  string // what it is
	copied   bool   // its cells carry just this, each by itself: nothing more follows
}

// carrier is a cell, or cells whose sum carries the quantity (0–4, 5–9 and
// 10–14 for 0–14).
type carrier struct {
	cube  *forms.Cube
	index int16 // of the cube
	cells []forms.Cell
}

// facet is what one cube offers on one concept: for each key of a code the
// codes that make it up.
type facet struct {
	axis  int
	codes map[string][]int
}

// flow is one measure in one cube: the whole cube, or one item of an axis.
type flow struct {
	cube    *forms.Cube
	measure string
	shift   int
	axis    int // the axis of items, -1
	item    int
	facets  map[string]facet
}

func (e *Engine) prepareGroups() {
	e.ofCell = map[forms.Cell][]int32{}
	flows := map[string][]flow{}
	for i := range e.cubes {
		for _, f := range flowsOf(e.cubes[i].Cube) {
			flows[f.measure] = append(flows[f.measure], f)
		}
	}
	seed := maphash.MakeSeed()
	index := map[uint64]int32{}
	measures := make([]string, 0, len(flows))
	for measure := range flows {
		if !e.limits.off[e.equalRuleOf(measure)] {
			measures = append(measures, measure)
		}
	}
	slices.Sort(measures)
	for _, measure := range measures {
		same := flows[measure]
		for i := range same {
			for j := i + 1; j < len(same); j++ {
				share(&same[i], &same[j], func(key string, a, b carrier) {
					h := maphash.String(seed, measure+"\x00"+key)
					g, ok := index[h]
					if !ok {
						g = int32(len(e.groups))
						e.groups = append(e.groups, group{measure: measure})
						index[h] = g
					}
					e.join(g, a)
					e.join(g, b)
				})
			}
		}
	}
	for g := range e.groups {
		group := &e.groups[g]
		group.copied = !slices.ContainsFunc(group.carriers, func(c carrier) bool { return len(c.cells) > 1 || len(e.ofCell[c.cells[0]]) > 1 })
	}
}

func (e *Engine) join(g int32, c carrier) {
	for _, have := range e.groups[g].carriers {
		if have.cube == c.cube && slices.Equal(have.cells, c.cells) {
			return
		}
	}
	c.index = e.cubeOf(c.cells[0]).index
	e.groups[g].carriers = append(e.groups[g].carriers, c)
	for _, cell := range c.cells {
		if !slices.Contains(e.ofCell[cell], g) {
			e.ofCell[cell] = append(e.ofCell[cell], g)
		}
	}
}

// flowsOf lists what a cube measures.
func flowsOf(c *forms.Cube) []flow {
	base := flow{cube: c, measure: c.Measure, axis: -1, facets: map[string]facet{}}
	var items []flow
	for i, axis := range c.Axes {
		codes := map[string][]int{}
		for j := range axis.List.Codes {
			code := &axis.List.Codes[j]
			if code.Forbidden {
				continue
			}
			codes[code.Key] = []int{j}
			if code.Measure != "" {
				items = append(items, flow{cube: c, measure: code.Measure, shift: code.Shift, axis: i, item: j})
			}
		}
		for _, g := range axis.List.Groups {
			if _, ok := codes[g.Key]; !ok {
				codes[g.Key] = g.Parts
			}
		}
		base.facets[axis.Concept] = facet{axis: i, codes: codes}
	}
	if len(items) == 0 {
		return []flow{base}
	}
	for i := range items {
		items[i].facets = map[string]facet{}
		for concept, f := range base.facets {
			if f.axis != items[i].axis {
				items[i].facets[concept] = f
			}
		}
	}
	return items
}

// keysOf returns what a flow offers on a concept. Where it has no axis of
// the concept, it covers everything, or what Where says.
func (f *flow) keysOf(concept string) map[string][]int {
	if have, ok := f.facets[concept]; ok {
		return have.codes
	}
	return map[string][]int{f.cube.Where[concept]: nil}
}

// share calls f for every quantity that two flows of one measure carry both.
func share(a, b *flow, f func(key string, a, b carrier)) {
	var concepts []string
	add := func(concept string) {
		if concept != "time" && !slices.Contains(concepts, concept) {
			concepts = append(concepts, concept)
		}
	}
	for _, f := range []*flow{a, b} {
		for concept := range f.facets {
			add(concept)
		}
		for concept := range f.cube.Where {
			add(concept)
		}
	}
	slices.Sort(concepts)
	common := make([][]string, len(concepts))
	for i, concept := range concepts {
		inB := b.keysOf(concept)
		for key := range a.keysOf(concept) {
			if _, ok := inB[key]; ok {
				common[i] = append(common[i], key)
			}
		}
		if len(common[i]) == 0 {
			return
		}
		slices.Sort(common[i])
	}
	inA, inB := a.years(), b.years()
	for _, year := range slices.Sorted(maps.Keys(inA)) {
		codeA := inA[year]
		codeB, ok := inB[year]
		if !ok {
			continue
		}
		chosen := make([]string, len(concepts))
		var choose func(i int)
		choose = func(i int) {
			if i < len(concepts) {
				for _, key := range common[i] {
					chosen[i] = key
					choose(i + 1)
				}
				return
			}
			key := strconv.Itoa(year)
			for j, concept := range concepts {
				// Everything is the same as not being broken down.
				if chosen[j] != "" {
					key += "\x00" + concept + "=" + chosen[j]
				}
			}
			ofA, ofB := a.carrier(concepts, chosen, codeA), b.carrier(concepts, chosen, codeB)
			if !slices.ContainsFunc(ofA.cells, a.cube.Hidden) && !slices.ContainsFunc(ofB.cells, b.cube.Hidden) {
				f(key, ofA, ofB)
			}
		}
		choose(0)
	}
}

// years maps the moment or period that a code of time stands for to its
// index.
func (f *flow) years() map[int]int {
	years := map[int]int{}
	if t, ok := f.facets["time"]; ok {
		for key, codes := range t.codes {
			if year, err := strconv.Atoi(key); err == nil {
				years[year+f.shift] = codes[0]
			}
		}
	}
	return years
}

func (f *flow) carrier(concepts, keys []string, year int) carrier {
	cells := []forms.Cell{f.cube.First}
	extend := func(axis int, codes []int) {
		var longer []forms.Cell
		for _, cell := range cells {
			for _, code := range codes {
				longer = append(longer, cell+forms.Cell(code*f.cube.Axes[axis].Stride()))
			}
		}
		cells = longer
	}
	if f.axis >= 0 {
		extend(f.axis, []int{f.item})
	}
	extend(f.facets["time"].axis, []int{year})
	for i, concept := range concepts {
		if have, ok := f.facets[concept]; ok {
			extend(have.axis, have.codes[keys[i]])
		}
	}
	return carrier{cube: f.cube, cells: cells}
}

// value adds up what a carrier carries.
func (e *Engine) value(c *carrier) (low forms.Number, known, answered bool) {
	known = true
	for _, cell := range c.cells {
		low += e.low[cell]
		known = known && e.states[cell].known()
		answered = answered || e.states[cell] == entered || e.states[cell] == computed || e.states[cell] == partial || e.states[cell] == missing
	}
	return low, known, answered
}

// checkGroup compares each carrier of a quantity with the first that is
// known.
func (e *Engine) checkGroup(g int32) {
	reference, expected := e.referenceOf(g)
	carriers := e.groups[g].carriers
	for i := range carriers {
		to, value := reference, expected
		if e.apart != nil {
			to, value = e.referenceFor(g, i)
		}
		e.verdicts.set(e.groups[g].first+i, carriers[i].index, e.equal(g, i, to, value).verdict)
	}
}

// equal compares a carrier of a group with the one of reference, -1 where
// there is none.
func (e *Engine) equal(g int32, i, reference int, expected forms.Number) result {
	if i == reference || reference < 0 {
		return result{}
	}
	c := &e.groups[g].carriers[i]
	if e.areApart(g, i, reference) && !e.lesserIsOn(e.equalRuleOf(e.groups[g].measure)) {
		return result{}
	}
	low, known, answered := e.value(c)
	tolerance := e.slack(e.equalRuleOf(e.groups[g].measure)) + e.declared.Tolerance(len(c.cells)) - e.declared.Tolerance(0) +
		e.declared.Tolerance(len(e.groups[g].carriers[reference].cells)) - e.declared.Tolerance(0)
	if m, ok := e.q.Measures[e.groups[g].measure]; ok && m.SurveyShare > 0 && (e.surveys[c.index] || e.surveys[e.groups[g].carriers[reference].index]) {
		tolerance = max(tolerance, millionths(expected.Abs(), m.SurveyShare))
	}
	difference := low - expected
	switch {
	case known && answered && difference.Abs() <= tolerance, known && !answered && expected == 0:
		return result{}
	case known && answered, !known && difference > tolerance && answered:
		return result{verdict: Fails, difference: difference, tolerance: tolerance}
	}
	return result{verdict: CannotTell, tolerance: tolerance}
}

// equalRuleOf is the rule by which a measure is equal wherever it is asked.
func (e *Engine) equalRuleOf(measure string) string {
	if m, ok := e.q.Measures[measure]; ok && m.Rule != "" {
		return m.Rule
	}
	return equalRule
}

// referenceOf finds the carrier that the others of a group are compared with,
// -1 where none is known, and what it comes to.
func (e *Engine) referenceOf(g int32) (int, forms.Number) {
	carriers := e.groups[g].carriers
	for i := range carriers {
		if low, known, answered := e.value(&carriers[i]); known && answered {
			return i, low
		}
	}
	return -1, 0
}

// referenceFor finds what one carrier is compared with: the first before it
// that is known and comes from the same source, else the first that is known.
func (e *Engine) referenceFor(g int32, i int) (int, forms.Number) {
	first, expected := e.referenceOf(g)
	if first < 0 || !e.areApart(g, i, first) {
		return first, expected
	}
	carriers := e.groups[g].carriers
	for j := first + 1; j < i; j++ {
		if e.areApart(g, i, j) {
			continue
		}
		if low, known, answered := e.value(&carriers[j]); known && answered {
			return j, low
		}
	}
	return first, expected
}

// areApart reports whether two carriers come from tables whose sources were
// declared to differ.
func (e *Engine) areApart(g int32, i, j int) bool {
	if e.apart == nil {
		return false
	}
	carriers := e.groups[g].carriers
	return e.apart[carriers[i].index][carriers[j].index]
}

// reference returns the carrier that the others of a group are compared
// with, or nil.
func (e *Engine) reference(g int32) *carrier {
	if i, _ := e.referenceOf(g); i >= 0 {
		return &e.groups[g].carriers[i]
	}
	return nil
}
