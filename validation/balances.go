package validation

import (
	"slices"

	"migraform/forms"
)

// balance is a sum, an equality, an "of whom" or a relation over gaps: their
// signed sum comes to rest, give or take the tolerance, and beyond that may be
// as much less as below says, and as much more as above.
type balance struct {
	number       int
	gaps         []forms.Cell
	signs        []int8
	rest         forms.Number
	tolerance    forms.Number
	below, above forms.Number // open for any amount
	fails        bool         // by what is known already
	said         bool         // something in it is known
}

// least and most are the bounds of the signed sum of the gaps; ±open for none.
func (b *balance) least() forms.Number {
	if b.below == open {
		return -open
	}
	return b.rest - b.tolerance - b.below
}

func (b *balance) most() forms.Number {
	if b.above == open {
		return open
	}
	return b.rest + b.tolerance + b.above
}

// isGap reports whether a cell is missing, in sums that derive or in others.
func (e *Engine) isGap(cell forms.Cell, derives bool) bool {
	st := e.states[cell]
	return !st.known() || st == assumed && !derives
}

func (b *balance) clear() { *b = balance{gaps: b.gaps[:0], signs: b.signs[:0]} }

// add takes a cell into a balance: a gap, or a figure that leaves less for the
// gaps. Blank categories are nil only in sums that derive.
func (e *Engine) add(b *balance, cell forms.Cell, sign int8, derives bool) {
	if !e.isGap(cell, derives) {
		b.rest -= forms.Number(sign) * e.low[cell]
		b.said = b.said || e.states[cell] != assumed
		return
	}
	b.said = b.said || e.low[cell] > 0
	b.gaps = append(b.gaps, cell)
	b.signs = append(b.signs, sign)
}

// addBlurred takes in a cell that is included in another, or includes others.
// What is included inside the balance is counted there. A figure that holds
// something from outside may be as little as nil here.
func (e *Engine) addBlurred(b *balance, cell forms.Cell, sign int8, derives bool, in func(forms.Cell) bool) {
	into := e.intos[cell]
	if target, err := e.q.Cell(into); into != "" && err == nil && in(target) {
		return
	}
	if into != "" || e.isGap(cell, derives) || e.includesOnly(cell, in) {
		e.add(b, cell, sign, derives)
		return
	}
	b.said = true
	b.rest -= forms.Number(sign) * e.low[cell]
	room := e.low[cell]
	if e.traits[cell]&signedCell != 0 {
		room = open
	}
	// A part that is less leaves more for the gaps.
	if sign > 0 {
		b.above = wider(b.above, room)
	} else {
		b.below = wider(b.below, room)
	}
	if room == open {
		b.below, b.above = open, open
	}
}

func wider(a, b forms.Number) forms.Number {
	if a == open || b == open {
		return open
	}
	return a + b
}

// sumBalance writes a sum over its gaps. It reports false where it has none,
// where nothing is known of it, or where others say the same.
func (e *Engine) sumBalance(c *cubeChecks, axis, s int, at forms.Cell, b *balance) bool {
	a := &c.axes[axis]
	sum := &a.list.Sums[s]
	derived := derives(sum)
	if code := a.restated[s]; !a.checked[s] || !c.Adds(axis, sum, at) || code >= 0 && e.states[at+forms.Cell(code*a.stride)] != entered {
		return false
	}
	total := at + forms.Cell(sum.Total*a.stride)
	if e.states[total] == blank && derived {
		return false // nothing is known of any of its parts
	}
	b.clear()
	b.tolerance = a.tolerances[s]
	in := func(cell forms.Cell) bool {
		return cell == total || slices.ContainsFunc(sum.Terms, func(t forms.Term) bool { return cell == at+forms.Cell(t.Code*a.stride) })
	}
	add := func(cell forms.Cell, sign int8) {
		if e.traits[cell]&blurredCell != 0 {
			e.addBlurred(b, cell, sign, derived, in)
		} else {
			e.add(b, cell, sign, derived)
		}
	}
	for _, term := range sum.Terms {
		add(at+forms.Cell(term.Code*a.stride), term.Sign)
	}
	add(total, -1)
	if len(b.gaps) == 0 || !b.said {
		return false
	}
	b.number = a.numberOf(c, s, at)
	b.fails = e.failsAlone(b.number)
	return true
}

// failsAlone reports whether a check fails by what is known already.
func (e *Engine) failsAlone(number int) bool {
	return Verdict(e.verdicts.of[number]) == Fails && e.emptyAt(number) == nil
}

// numberOf is the number of a sum's check; at is the combination with the
// axis at its first code.
func (a *axisChecks) numberOf(c *cubeChecks, s int, at forms.Cell) int {
	return a.sums + s*a.across + a.whereOf(c, at)
}

// whereOf is the ordinal of a combination of the other axes.
func (a *axisChecks) whereOf(c *cubeChecks, at forms.Cell) int {
	rest := int(at - c.First)
	return rest/(a.stride*len(a.list.Codes))*a.stride + rest%a.stride
}

// limitBalance writes an "of whom" over its gaps: the parts come to the whole
// or less.
func (e *Engine) limitBalance(c *cubeChecks, axis, l int, at forms.Cell, b *balance) bool {
	a := &c.axes[axis]
	limit := &a.list.Limits[l]
	whole := at + forms.Cell(limit.Whole*a.stride)
	if !e.limits.parts || e.traits[whole]&hiddenCell != 0 {
		return false
	}
	b.clear()
	b.tolerance, b.below = e.limitTolerance(limit), open
	e.add(b, whole, -1, true)
	blurred := e.traits[whole] & blurredCell
	for _, part := range limit.Parts {
		cell := at + forms.Cell(part*a.stride)
		blurred |= e.traits[cell] & blurredCell
		e.add(b, cell, 1, true)
	}
	if blurred != 0 || len(b.gaps) == 0 || !b.said {
		return false
	}
	b.number = a.most + l*a.across + a.whereOf(c, at)
	b.fails = e.failsAlone(b.number)
	return true
}

// equalBalance writes the equality of a carrier with what it is compared with,
// or with the first of the group where none is known.
func (e *Engine) equalBalance(g int32, i int, b *balance) bool {
	reference, expected := e.referenceFor(g, i)
	carriers := e.groups[g].carriers
	if reference < 0 {
		reference = 0
	}
	if i == reference || e.areApart(g, i, reference) {
		return false
	}
	b.clear()
	b.number = e.groups[g].first + i
	b.tolerance = e.equal(g, i, reference, expected).tolerance
	b.fails = e.failsAlone(b.number)
	for n, cells := range [2][]forms.Cell{carriers[i].cells, carriers[reference].cells} {
		for _, cell := range cells {
			if e.traits[cell]&(blurredCell|signedCell) != 0 || e.states[cell] == assumed {
				return false
			}
			e.add(b, cell, int8(1-2*n), true)
		}
	}
	return len(b.gaps) > 0
}

// binds reports whether a relation is an error where it fails, and of a kind
// that leaves bounds: what others say is likely does not bind.
func (e *Engine) binds(i int) bool {
	c := &e.comparisons[i]
	r := &e.q.Relations[c.relation]
	if !e.asked[c.relation] || r.Kind != forms.Equal && r.Kind != forms.AtMost {
		return false
	}
	if r.Severity != "" {
		return severityOf(r.Severity) == Error
	}
	return e.severity(r.Rule, false) == Error
}

// relationBalance writes a relation over its gaps.
func (e *Engine) relationBalance(i int, b *balance) bool {
	if !e.binds(i) {
		return false
	}
	c := &e.comparisons[i]
	r := &e.q.Relations[c.relation]
	b.clear()
	var cells []forms.Cell
	parts := 0
	for n, terms := range [2][]forms.ComparedTerm{c.Left, c.Right} {
		for t := range terms {
			carrier := e.carrierOf(&terms[t])
			parts += len(terms[t].Carriers[0])
			for _, cell := range carrier {
				if e.traits[cell]&blurredCell != 0 {
					return false
				}
				e.add(b, cell, terms[t].Sign*int8(1-2*n), true)
			}
			cells = append(cells, carrier...)
		}
	}
	if len(b.gaps) == 0 || !b.said || r.Kind == forms.Equal && e.differ(cells) {
		return false
	}
	b.tolerance = e.relationTolerance(r, parts)
	if r.Kind == forms.AtMost {
		b.below = open
	}
	b.number = e.extra.relations + i
	b.fails = e.relationWith(i, e.known).verdict == Fails
	return true
}

// eachBalance calls f with each balance that a gap takes part in, but for
// those that were met from gaps before it. What is passed is overwritten by
// the next.
func (e *Engine) eachBalance(cell forms.Cell, f func(*balance)) {
	b := &e.ranging.balance
	call := func(made bool) {
		if made && slices.Contains(b.gaps, cell) && !slices.ContainsFunc(b.gaps, func(gap forms.Cell) bool { return e.isMet(cell, gap) }) {
			f(b)
		}
	}
	c := e.cubeOf(cell)
	rest := int(cell - c.First)
	for i := range c.axes {
		a := &c.axes[i]
		code := rest / a.stride % len(a.list.Codes)
		at := cell - forms.Cell(code*a.stride)
		for _, sums := range [2][]int32{a.sumsOf[code], a.sumsIn[code]} {
			for _, s := range sums {
				if !e.isSumMet(a, &a.list.Sums[s], at, cell) {
					call(e.sumBalance(c, i, int(s), at, b))
				}
			}
		}
		for _, l := range a.limits[code] {
			call(e.limitBalance(c, i, int(l), at, b))
		}
	}
	for _, g := range e.ofCell[cell] {
		for i := range e.groups[g].carriers {
			call(e.equalBalance(g, i, b))
		}
	}
	e.eachComparison(cell, func(i int) { call(e.relationBalance(i, b)) })
}

// isSumMet reports whether it can be seen without writing a sum that it was
// met from a gap before.
func (e *Engine) isSumMet(a *axisChecks, sum *forms.Sum, at, from forms.Cell) bool {
	derived := derives(sum)
	met := func(cell forms.Cell) bool {
		return e.isMet(from, cell) && e.isGap(cell, derived) && e.traits[cell]&blurredCell == 0
	}
	if met(at + forms.Cell(sum.Total*a.stride)) {
		return true
	}
	for _, term := range sum.Terms {
		if met(at + forms.Cell(term.Code*a.stride)) {
			return true
		}
	}
	return false
}
