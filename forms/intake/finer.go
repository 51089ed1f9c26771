package intake

import (
	"maps"
	"slices"
	"strconv"

	"migraform/forms"
	"migraform/forms/intake/label"
	"migraform/forms/intake/reader"
)

// flows are the measures that count events, so that months add up to a year.
// All others are counted at a moment.
var flows = []string{"immigration", "emigration", "live births", "deaths", "adjustment", "new applications", "repeated applications",
	"asylum applicants", "rejections", "otherwise closed", "protection granted", "Convention status", "complementary protection", "temporary protection", "humanitarian status",
	"acquisitions of citizenship", "first permits", "temporary arrivals", "departures of nationals for work", "returns of nationals who worked abroad"}

// isFlow reports whether a cell of a cube counts events over a year.
func isFlow(c *forms.Cube, cell forms.Cell) bool {
	measure := c.Measure
	for i := range c.Axes {
		if m := c.Code(cell, i).Measure; m != "" {
			measure = m
		}
	}
	return slices.Contains(flows, measure)
}

// ageOfCode is the age group that a code of a list stands for: some totals
// cover only part of the ages.
func ageOfCode(c *forms.Code) string {
	if c.ID == "_T" && c.Key != "" {
		return c.Key
	}
	return c.ID
}

// ageCode finds the age group of an axis that an age is, or is a part of: the
// smallest that the block's ages can be added up to.
func (p *planner) ageCode(axis *forms.Axis, f *Figure, b *blockPlan) (aim, *refusal) {
	age := inList(f.Age)
	if i := axis.List.Index(firstOf(age, "_T")); i >= 0 {
		return aim{code: i}, nil
	}
	for i := range axis.List.Codes {
		if axis.List.Codes[i].ID == "_T" && axis.List.Codes[i].Key == age {
			return aim{code: i}, nil
		}
	}
	if i, ok := b.agesTo(axis.List)[age]; ok {
		return aim{i, age}, nil
	}
	return aim{code: -1}, &refusal{fate: SetAside, why: p.why("intake.aside_age", "Code", f.Age)}
}

// ageLabels are the ages that the block has labels for.
func (b *blockPlan) ageLabels() map[string]bool {
	if b.ownAges != nil {
		return b.ownAges
	}
	b.ownAges = map[string]bool{}
	for i, axis := range b.Block.Axes {
		for _, l := range b.Block.at[i] {
			if l != nil && (axis.Concept == label.Age && l.Meaning.Code != "" || l.Said.Age != "") {
				b.ownAges[inList(firstOf(l.Meaning.Code, l.Said.Age))] = true
			}
		}
	}
	return b.ownAges
}

// tiles reports whether the block's ages could make up an age group.
func (b *blockPlan) tiles(whole string) bool {
	known, ok := b.tiled[whole]
	if !ok {
		if b.tiled == nil {
			b.tiled = map[string]bool{}
		}
		known = tileAges(slices.Collect(maps.Keys(b.ageLabels())), whole) != nil
		b.tiled[whole] = known
	}
	return known
}

// hasUnknown reports whether the block has a category for those of unknown
// sex or age, without which a total is not complete.
func (b *blockPlan) hasUnknown(d dimension) bool {
	if b.unknowns == nil {
		b.unknowns = map[dimension]bool{}
		for i, axis := range b.Block.Axes {
			for _, l := range b.Block.at[i] {
				if l != nil && l.Meaning.Code == "_U" {
					b.unknowns[bySex] = b.unknowns[bySex] || axis.Concept == label.Sex
					b.unknowns[byAge] = b.unknowns[byAge] || axis.Concept == label.Age
				}
			}
		}
	}
	return b.unknowns[d]
}

// piecesOf lists what a code is made up of in a block: the labels of its axes
// that belong to the code, or of a breakdown that the table does not have.
func (p *planner) piecesOf(of pieces) map[int32]bool {
	if known, ok := p.pieces[of]; ok {
		return known
	}
	b := p.blocks[of.block]
	found := map[int32]bool{}
	p.pieces[of] = found
	for i, axis := range b.Block.Axes {
		if !slices.Contains(b.split(of.by), axis) {
			continue
		}
		for line, l := range b.Block.at[i] {
			if l == nil || l.Meaning.Whole || l.Meaning.Part || l.Decided && l.Meaning.Code == "" || b.leftOut(axis, line) {
				continue
			}
			if of.by != byArea {
				found[p.keyOf(l.Text)] = true
				continue
			}
			f := &Figure{Sheet: b.Block.sheet.Sheet.Name, block: b.Block, areas: [2]*Label{l}, areaAxes: [2]*Axis{axis}}
			to, refused := p.areaAim(of.cube, f, b)
			switch {
			case refused != nil:
			case to.part != "" && to.code == of.code:
				found[p.keyOf(to.part)] = true
			default:
				if at := p.axisOf(of.cube, byArea); at >= 0 && below(of.cube.Axes[at].List, to.code, of.code) {
					found[p.keyOf(of.cube.Axes[at].List.Codes[to.code].ID)] = true
				}
			}
		}
	}
	return found
}

// areaAim is where a figure belongs on whatever axis of a cube its area is of.
func (p *planner) areaAim(c *forms.Cube, f *Figure, b *blockPlan) (aim, *refusal) {
	if i := axisFor(c, label.Area); i >= 0 {
		return p.areaCode(c, c.Axes[i], f, b)
	}
	for _, axis := range c.Axes {
		if parted(axis) {
			if to, ok := p.nationality(c, axis, f); ok {
				return to, nil
			}
		}
	}
	return p.noAreas(c, f, b)
}

// leftOut reports whether a person left the line of an axis out.
func (b *blockPlan) leftOut(axis *Axis, line int) bool {
	if axis.Down {
		return slices.Contains(b.decided.IgnoreRows, b.Block.Rows[line]+1)
	}
	return slices.Contains(b.decided.IgnoreColumns, reader.ColumnName(b.Block.Columns[line]))
}

// agesTo says which code of a list each of the block's ages is added up to.
// Smaller groups come first, so that each age goes where it tells most.
func (b *blockPlan) agesTo(list *forms.CodeList) map[string]int {
	if to, ok := b.ages[list]; ok {
		return to
	}
	to := map[string]int{}
	own := b.ageLabels()
	type target struct{ index, years int }
	var targets []target
	for i := range list.Codes {
		code := &list.Codes[i]
		if s, ok := ageSpan(code.ID); ok && code.ID != "_T" && !own[code.ID] {
			targets = append(targets, target{i, s.to - s.from})
		}
	}
	slices.SortStableFunc(targets, func(a, b target) int { return a.years - b.years })
	for _, t := range targets {
		var free []string
		for age := range own {
			if _, taken := to[age]; !taken && list.Index(age) < 0 {
				free = append(free, age)
			}
		}
		for _, age := range tileAges(free, list.Codes[t.index].ID) {
			to[age] = t.index
		}
	}
	if b.ages == nil {
		b.ages = map[*forms.CodeList]map[string]int{}
	}
	b.ages[list] = to
	return to
}

// wholeOr takes a figure of one part of what the cube does not break down.
func wholeOr(code string) aim {
	if code == "" || code == "_T" {
		return aim{code: -1}
	}
	return aim{-1, code}
}

// region finds the region of a coarse list that an area lies in.
func region(list *forms.CodeList, code string) int {
	if listsCountries(list) {
		return -1
	}
	for _, around := range label.Around(code) {
		if i := list.Index(around); i >= 0 {
			return i
		}
	}
	return -1
}

// listsCountries tells lists of countries from lists of regions.
func listsCountries(list *forms.CodeList) bool {
	countries := 0
	for i := range list.Codes {
		if code := &list.Codes[i]; code.Kind == forms.Leaf && len(code.ID) == 3 && code.ID[0] >= 'A' {
			countries++
		}
	}
	return countries > 20
}

// nationality finds, on an axis of nationals and foreigners, the code that a
// country belongs to.
func (p *planner) nationality(c *forms.Cube, axis *forms.Axis, f *Figure) (aim, bool) {
	l, of := f.areas[0], f.areaAxes[0]
	if l == nil || f.areas[1] != nil || of.Role == "destination" || !parted(axis) || of.Criterion != "" && of.Criterion != axis.Concept {
		return aim{}, false
	}
	if of.Criterion == "" {
		for _, other := range c.Axes {
			if other != axis && parted(other) {
				return aim{}, false
			}
		}
	}
	m := l.Meaning
	own, foreign := -1, -1
	for i := range axis.List.Codes {
		switch axis.List.Codes[i].Key {
		case "own":
			own = i
		case "foreign":
			foreign = i
		}
	}
	switch {
	case m.Whole:
		return aim{code: axis.List.Index("_T")}, true
	case m.Part || l.Decided && m.Code == "":
		return aim{}, false
	case m.Code == p.plan.Questionnaire.Country:
		return aim{code: own}, own >= 0
	case m.Code != "" && axis.List.Index(m.Code) >= 0:
		return aim{code: axis.List.Index(m.Code)}, true
	case slices.Contains(label.Around(p.plan.Questionnaire.Country), m.Code) || foreign < 0:
		return aim{}, false // a region that holds the own country too
	}
	return aim{foreign, firstOf(m.Code, l.Text)}, true
}

// parted tells an axis of nationals and foreigners.
func parted(axis *forms.Axis) bool {
	own, foreign := false, false
	for i := range axis.List.Codes {
		own = own || axis.List.Codes[i].Key == "own"
		foreign = foreign || axis.List.Codes[i].Key == "foreign"
	}
	return own && foreign && !listsCountries(axis.List)
}

// axisOf is the axis of a cube that a dimension's parts are of, or -1.
func (p *planner) axisOf(c *forms.Cube, d dimension) int {
	switch d {
	case byArea:
		if i := axisFor(c, label.Area); i >= 0 {
			return i
		}
		return slices.IndexFunc(c.Axes, parted)
	case byTime:
		return c.AxisOf("time")
	case bySex:
		return c.AxisOf("sex")
	case byAge:
		return c.AxisOf("age")
	}
	return -1
}

// split lists the axes of the block that break it down further in a
// dimension.
func (b *blockPlan) split(d dimension) []*Axis {
	if b.splits == nil {
		var areas, items []*Axis
		for _, axis := range b.Block.Axes {
			switch {
			case axis.key || axis.Remark || !axis.Varied:
			case axis.Concept == label.Area:
				areas = append(areas, axis)
			case axis.Concept == label.Item:
				items = append(items, axis)
			}
		}
		b.splits = map[dimension][]*Axis{byArea: areas}
		for i := range min(len(items), int(dimensions-byItem)) {
			b.splits[byItem+dimension(i)] = items[i : i+1]
		}
	}
	return b.splits[d]
}

// yearOf is the year that a cell stands in.
func (b *blockPlan) yearOf(c *forms.Cube, cell forms.Cell) int {
	year, _ := strconv.Atoi(c.Code(cell, c.AxisOf("time")).ID)
	return year
}

// listsOnlySome reports whether the block is a list of one figure a line that
// never says none: lists of that kind leave out what is not there.
func (b *blockPlan) listsOnlySome() bool {
	if b.some == 0 {
		b.some = 2
		if len(b.Block.Columns) == 1 {
			b.some = 1
			for row := range b.Block.Rows {
				if n, state := b.Block.figureAt(row, 0); state != counted || n == 0 {
					b.some = 2
					break
				}
			}
		}
	}
	return b.some == 1
}
