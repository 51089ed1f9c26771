package validation

import (
	"slices"

	"migraform/forms"
)

// balance is a sum or an equality over gaps: their signed sum comes to rest,
// give or take the tolerance.
type balance struct {
	number    int
	cube      int16
	gaps      []forms.Cell
	signs     []int8
	rest      forms.Number
	tolerance forms.Number
	fails     bool // by what is known already
}

// isGap reports whether a cell is missing, in sums that derive or in others.
func (e *Engine) isGap(cell forms.Cell, derives bool) bool {
	st := e.states[cell]
	return !st.known() || st == assumed && !derives
}

// sumBalance writes a sum over its gaps. It reports false where it has none,
// where nothing is known of it, or where it is not to be relied on.
func (e *Engine) sumBalance(c *cubeChecks, axis, s int, at forms.Cell, b *balance) bool {
	a := &c.axes[axis]
	sum := &a.list.Sums[s]
	derived := derives(sum)
	if !a.checked[s] {
		return false
	}
	if code := a.restated[s]; code >= 0 && e.states[at+forms.Cell(code*a.stride)] != entered {
		return false // others say the same
	}
	total := at + forms.Cell(sum.Total*a.stride)
	if e.states[total] == blank && derived {
		return false // nothing is known of any of its parts
	}
	*b = balance{cube: c.index, gaps: b.gaps[:0], signs: b.signs[:0], tolerance: a.tolerances[s]}
	said := false
	add := func(cell forms.Cell, sign int8) bool {
		if e.traits[cell]&blurredCell != 0 {
			return false
		}
		if !e.isGap(cell, derived) {
			b.rest -= forms.Number(sign) * e.low[cell]
			said = said || e.states[cell] != assumed
			return true
		}
		said = said || e.low[cell] > 0
		b.gaps = append(b.gaps, cell)
		b.signs = append(b.signs, sign)
		return e.traits[cell]&signedCell == 0
	}
	for _, term := range sum.Terms {
		if !add(at+forms.Cell(term.Code*a.stride), term.Sign) {
			return false
		}
	}
	if !add(total, -1) || len(b.gaps) == 0 || !said {
		return false
	}
	b.number = a.numberOf(c, s, at)
	b.fails = Verdict(e.verdicts.of[b.number]) == Fails
	return true
}

// numberOf is the number of a sum's check; at is the combination with the
// axis at its first code.
func (a *axisChecks) numberOf(c *cubeChecks, s int, at forms.Cell) int {
	rest := int(at - c.First)
	return a.sums + s*a.across + rest/(a.stride*len(a.list.Codes))*a.stride + rest%a.stride
}

// equalBalance writes the equality of a carrier with the one of reference,
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
	r := e.equal(g, i, reference, expected)
	number := e.groups[g].first + i
	*b = balance{fails: Verdict(e.verdicts.of[number]) == Fails, number: number, cube: e.cubeOf(carriers[i].cells[0]).index, gaps: b.gaps[:0], signs: b.signs[:0], tolerance: r.tolerance}
	for n, cells := range [2][]forms.Cell{carriers[i].cells, carriers[reference].cells} {
		sign := int8(1 - 2*n)
		for _, cell := range cells {
			switch {
			case e.traits[cell]&(blurredCell|signedCell) != 0, e.states[cell] == assumed:
				return false
			case e.isGap(cell, true):
				b.gaps = append(b.gaps, cell)
				b.signs = append(b.signs, sign)
			default:
				b.rest -= forms.Number(sign) * e.low[cell]
			}
		}
	}
	return len(b.gaps) > 0
}

// eachBalance calls f with each balance that a gap takes part in, but for
// those that were met. What is passed is overwritten by the next.
func (e *Engine) eachBalance(cell forms.Cell, met map[int]bool, f func(*balance)) {
	var b balance
	c := e.cubeOf(cell)
	rest := int(cell - c.First)
	for i := range c.axes {
		a := &c.axes[i]
		code := rest / a.stride % len(a.list.Codes)
		at := cell - forms.Cell(code*a.stride)
		for _, sums := range [2][]int32{a.sumsOf[code], a.sumsIn[code]} {
			for _, s := range sums {
				if !met[a.numberOf(c, int(s), at)] && e.sumBalance(c, i, int(s), at, &b) && slices.Contains(b.gaps, cell) {
					f(&b)
				}
			}
		}
	}
	for _, g := range e.ofCell[cell] {
		for i := range e.groups[g].carriers {
			if !met[e.groups[g].first+i] && e.equalBalance(g, i, &b) && slices.Contains(b.gaps, cell) {
				f(&b)
			}
		}
	}
}
