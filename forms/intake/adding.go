package intake

import (
	"cmp"
	"math/bits"
	"slices"
	"strconv"

	"migraform/forms"
	"migraform/forms/intake/reader"
	"migraform/forms/words"
)

// A figure that is finer than the questionnaire asks is a part of a cell: a
// single age of an age group, a month of a year, a country of a region, a
// province of the country. Parts are added up where all that make up the cell
// are there; nothing is ever guessed apart.

// dimension is one way in which a figure is finer than its cell.
type dimension uint8

const (
	byArea dimension = iota
	byTime
	bySex
	byAge
	byItem
	byItem2
	dimensions
)

// Sum is an answer that several figures of the file were added up to.
type Sum struct {
	Cell   forms.Cell
	Value  forms.Number
	Status forms.Status
	Count  int    // figures added up
	Text   string // the cells: "C5:C16", or "C5+11" where they lie apart
}

// aim is where on an axis a figure belongs, and what part it is of that; the
// part is empty where the figure is all of it. The code is -1 where the cube
// has no such axis.
type aim struct {
	code int
	part string
}

// aims is where in a cube a figure belongs.
type aims struct {
	cell  forms.Cell
	parts [dimensions]string
	codes [dimensions]int
}

func (a *aims) dims() (dims uint8) {
	for d, part := range a.parts {
		if part != "" {
			dims |= 1 << d
		}
	}
	return dims
}

// part is one figure to be added to others.
type part struct {
	cell  forms.Cell
	entry int32
	block int32 // index in planner.blocks
	dims  uint8
	keys  [dimensions]int32 // what part it is, by dimension
	// shared is a figure that has its own cell too, whatever becomes of the sum.
	shared bool
}

// pieces names the parts that there are of a code.
type pieces struct {
	block int32
	cube  *forms.Cube
	by    dimension
	code  int
}

// addPart keeps a figure that is to be added to others.
func (p *planner) addPart(a *aims, b *blockPlan, entry int) {
	one := part{cell: a.cell, entry: int32(entry), block: b.index, dims: a.dims()}
	for d, text := range a.parts {
		if text != "" {
			one.keys[d] = p.keyOf(text)
		}
	}
	p.parts = append(p.parts, one)
}

// keyOf numbers what a part is.
func (p *planner) keyOf(text string) int32 {
	key, known := p.keys[text]
	if !known {
		key = int32(len(p.keyTexts))
		p.keys[text] = key
		p.keyTexts = append(p.keyTexts, text)
	}
	return key
}

// addUp settles all parts: those that make up a cell become its answer.
func (p *planner) addUp() {
	slices.SortFunc(p.parts, func(a, b part) int {
		return cmp.Or(cmp.Compare(a.cell, b.cell), cmp.Compare(bits.OnesCount8(a.dims), bits.OnesCount8(b.dims)),
			cmp.Compare(a.dims, b.dims), cmp.Compare(a.entry, b.entry))
	})
	for from := 0; from < len(p.parts); {
		until := from + 1
		for until < len(p.parts) && p.parts[until].cell == p.parts[from].cell {
			until++
		}
		p.settle(p.parts[from:until])
		from = until
	}
}

// settle finds the figures that make up one cell: its own total where the
// file has one, and else the coarsest parts that are complete.
func (p *planner) settle(parts []part) {
	_, done := p.claims[parts[0].cell]
	for from := 0; from < len(parts); {
		until := from + 1
		for until < len(parts) && parts[until].dims == parts[from].dims {
			until++
		}
		group := parts[from:until]
		from = until
		if done {
			for i := range group {
				p.refuse(&group[i], SetAside, p.finer(group[i].dims))
			}
			continue
		}
		done = p.sum(group)
	}
}

// finer says why a part is not needed.
func (p *planner) finer(dims uint8) *words.Message {
	id := "intake.aside_parts"
	switch dims {
	case 1 << byTime:
		id = "intake.aside_part_of_year"
	case 1 << bySex:
		id = "intake.aside_by_sex"
	case 1 << byAge:
		id = "intake.aside_by_age"
	case 1 << byArea:
		id = "intake.aside_by_country"
	}
	return p.why(id)
}

func (p *planner) refuse(one *part, fate Fate, why *words.Message) {
	if one.shared {
		return
	}
	e := &p.plan.Entries[one.entry]
	e.Fate, e.Why, e.Cell = fate, why, forms.NoCell
}

// sum adds up one group of parts of a cell, all finer in the same dimensions.
// It reports whether they make up the cell; where not, each says why.
func (p *planner) sum(group []part) bool {
	needed := map[[dimensions]int32]bool{}
	wanted := 1
	var chosen [dimensions]map[int32]bool
	for d := range dimensions {
		if group[0].dims&(1<<d) == 0 {
			continue
		}
		set, fate, why := p.complete(group, d)
		if why != nil {
			for i := range group {
				p.refuse(&group[i], fate, why)
			}
			return false
		}
		chosen[d] = set
		wanted *= len(set)
	}
	isChosen := func(one *part) bool {
		for d, set := range chosen {
			if set != nil && !set[one.keys[d]] {
				return false
			}
		}
		return true
	}
	result := &Sum{Cell: group[0].cell, Status: forms.Normal}
	var missing, twice *part
	for i := range group {
		one := &group[i]
		if !isChosen(one) {
			continue
		}
		if needed[one.keys] {
			twice = one
		}
		needed[one.keys] = true
		e := &p.plan.Entries[one.entry]
		if !e.Status.IsNumber() {
			missing = one
			continue
		}
		result.Value += e.Value
		result.Status = result.Status.Graver(e.Status)
		result.Count++
	}
	why := p.obstacle(group, result, missing, twice, wanted-len(needed))
	for i := range group {
		one := &group[i]
		switch {
		case !isChosen(one):
			p.refuse(one, SetAside, p.finer(0))
		case why != nil:
			p.refuse(one, Unresolved, why)
		case !one.shared:
			p.plan.Entries[one.entry].Sum = result
		}
	}
	if why == nil {
		result.Text = p.placesOf(group, result)
	}
	return why == nil
}

// obstacle says why parts cannot be added up though each kind of them is
// there, nil where they can.
func (p *planner) obstacle(group []part, result *Sum, missing, twice *part, absent int) *words.Message {
	address := p.plan.Questionnaire.Address(group[0].cell)
	first := p.placeOf(&p.plan.Entries[group[0].entry])
	b := p.blocks[group[0].block]
	switch {
	case missing != nil:
		return p.why("intake.ask_sum_missing", "Address", address, "One", p.placeOf(&p.plan.Entries[missing.entry]))
	case twice != nil:
		return p.why("intake.ask_sum_twice", "Address", address, "One", p.placeOf(&p.plan.Entries[twice.entry]))
	case result.Value.Abs() > forms.Largest:
		return p.why("intake.ask_too_large", "Value", result.Value.String())
	case absent > 0 && b.decided.Absent == "nil":
		return nil
	case absent > 0 && b.listsOnlySome() && b.decided.Absent == "":
		return p.why("intake.ask_absent", "Sheet", b.Block.sheet.Sheet.Name)
	case absent > 0:
		return p.whyCount("intake.ask_sum_absent", absent, "Address", address, "One", first)
	}
	return nil
}

// complete chooses the parts of one dimension that make up the whole, or says
// why they do not.
func (p *planner) complete(group []part, d dimension) (chosen map[int32]bool, fate Fate, why *words.Message) {
	cube := p.plan.Questionnaire.CubeOf(group[0].cell)
	code := -1
	if axis := p.axisOf(cube, d); axis >= 0 {
		code = cube.CodeAt(group[0].cell, axis)
	}
	there := map[int32]bool{}
	unknown := false // a category of its own for what is not known
	var last int32 = -1
	for i := range group {
		there[group[i].keys[d]] = true
		if group[i].block != last {
			last = group[i].block
			unknown = unknown || p.blocks[last].hasUnknown(d)
		}
	}
	b := p.blocks[group[0].block]
	switch d {
	case byTime:
		if chosen = p.tileYear(there, b.yearOf(cube, group[0].cell)); chosen == nil {
			return nil, Unresolved, p.why("intake.ask_part_of_year", "Sheet", b.Block.sheet.Sheet.Name)
		}
		return chosen, 0, nil
	case bySex:
		if !there[p.keyOf("M")] || !there[p.keyOf("F")] {
			return nil, SetAside, p.why("intake.aside_by_sex")
		}
		if unknown {
			there[p.keyOf("_U")] = true
		}
		return there, 0, nil
	case byAge:
		whole := "_T"
		if code >= 0 {
			whole = ageOfCode(&cube.Axes[cube.AxisOf("age")].List.Codes[code])
		}
		if chosen = p.tileOf(there, whole); chosen == nil {
			if b.tiles(whole) {
				return nil, Unresolved, p.why("intake.ask_sum_ages", "Address", p.plan.Questionnaire.Address(group[0].cell), "One", p.placeOf(&p.plan.Entries[group[0].entry]))
			}
			if code >= 0 {
				return nil, SetAside, p.why("intake.aside_age", "Code", p.keyTexts[group[0].keys[d]])
			}
			return nil, SetAside, p.why("intake.aside_by_age")
		}
		if unknown && code < 0 {
			chosen[p.keyOf("_U")] = true
		}
		return chosen, 0, nil
	}
	if own := p.plan.Questionnaire.Country; d == byArea && code >= 0 && holdsOwn(&cube.Axes[p.axisOf(cube, d)].List.Codes[code]) && !there[p.keyOf(own)] {
		return nil, SetAside, p.why("intake.aside_without_own", "Region", p.plan.Questionnaire.Address(group[0].cell), "Own", own)
	}
	last = -1
	for i := range group {
		if group[i].block != last {
			last = group[i].block
			for key := range p.piecesOf(pieces{last, cube, d, code}) {
				there[key] = true
			}
		}
	}
	fate, why = p.allListed(b, d, len(there))
	return there, fate, why
}

// allListed says whether the labels of an axis are all that there are: the
// sheet's own totals prove it, or a person said so.
func (p *planner) allListed(b *blockPlan, d dimension, count int) (Fate, *words.Message) {
	for _, axis := range b.split(d) {
		place := axis.Place()
		decided, said := b.decided.Sums[place]
		switch {
		case said && decided, !said && axis.proved:
		case said:
			return SetAside, p.why("intake.aside_ignored")
		case !axis.Down && d >= byItem:
			return SetAside, p.why("intake.aside_parts")
		default:
			return Unresolved, p.whyCount("intake.ask_all_listed", count, "Sheet", b.Block.sheet.Sheet.Name, "Head", firstOf(axis.Head, place), "Place", place)
		}
	}
	return 0, nil
}

// tileOf chooses the ages that make up a group of ages.
func (p *planner) tileOf(there map[int32]bool, whole string) map[int32]bool {
	var codes []string
	for key := range there {
		codes = append(codes, p.keyTexts[key])
	}
	tiles := tileAges(codes, whole)
	if tiles == nil {
		return nil
	}
	chosen := map[int32]bool{}
	for _, code := range tiles {
		chosen[p.keyOf(code)] = true
	}
	return chosen
}

// tileYear chooses the quarters, months or days that make up a year.
func (p *planner) tileYear(there map[int32]bool, year int) map[int32]bool {
	var keys []int32
	var spans []span
	for key := range there {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	for _, key := range keys {
		s, ok := daysOf(p.keyTexts[key], year)
		if !ok {
			return nil
		}
		spans = append(spans, s)
	}
	tiles := tile(span{1, daysIn(year)}, spans)
	if tiles == nil {
		return nil
	}
	chosen := map[int32]bool{}
	for _, i := range tiles {
		chosen[keys[i]] = true
	}
	return chosen
}

// placesOf names the cells of a sum: a range where they fill one, else the
// first of them and how many follow.
func (p *planner) placesOf(group []part, sum *Sum) string {
	r := reader.Range{Row: -1}
	sheet, first := 0, ""
	same := true
	for i := range group {
		e := &p.plan.Entries[group[i].entry]
		if e.Sum != sum {
			continue
		}
		if r.Row < 0 {
			r, sheet, first = reader.Range{Row: e.Row, Col: e.Col, LastRow: e.Row, LastCol: e.Col}, e.Sheet, e.Name()
		}
		same = same && e.Sheet == sheet
		r.Row, r.LastRow, r.Col, r.LastCol = min(r.Row, e.Row), max(r.LastRow, e.Row), min(r.Col, e.Col), max(r.LastCol, e.Col)
	}
	switch size := (r.LastRow - r.Row + 1) * (r.LastCol - r.Col + 1); {
	case sum.Count == 1:
		return first
	case same && size == sum.Count:
		return reader.Name(r.Row, r.Col) + ":" + reader.Name(r.LastRow, r.LastCol)
	}
	return first + "+" + strconv.Itoa(sum.Count-1)
}
