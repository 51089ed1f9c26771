package validation

import "migraform/forms"

// Traces are what figures have in common with others of their table: all end
// in 0 or 5, the same number stands three times, they are provisional or
// small. How many of a table have such a mark is counted as they change.

// Marks of entered figures, among the traits of cells.
const (
	roundFigure uint16 = 1 << (iota + 8) // ends in 0 or 5
	otherFigure
	smallFigure
	provisionalFigure
	breakFigure
	figureMarks = roundFigure | otherFigure | smallFigure | provisionalFigure | breakFigure
)

// marks counts the marks of a cube's figures.
type marks struct {
	round, other, small, breaks int
	provisional                 []int // by code of time
}

// marksOf are the marks that a cell's answer has.
func (e *Engine) marksOf(c *cubeChecks, cell forms.Cell) uint16 {
	if e.states[cell] != entered {
		return 0
	}
	var m uint16
	switch e.answers.Statuses[cell] {
	case forms.CannotExist:
		return 0
	case forms.Provisional:
		m = provisionalFigure
	case forms.Break:
		m = breakFigure
	}
	n := e.low[cell]
	switch {
	case n < e.limits.digitsLeast:
	case n%(5*forms.One) == 0:
		m |= roundFigure
	default:
		m |= otherFigure
	}
	if n > 0 && n < e.limits.threshold && e.answers.Confs[cell] == forms.Unstated && c.Unit != rateUnit {
		m |= smallFigure
	}
	return m
}

// mark counts a cell anew.
func (e *Engine) mark(c *cubeChecks, cell forms.Cell) {
	was, now := e.traits[cell]&figureMarks, e.marksOf(c, cell)
	if was == now {
		return
	}
	c.count(cell, was, -1)
	c.count(cell, now, 1)
	e.traits[cell] = e.traits[cell]&^figureMarks | now
}

func (c *cubeChecks) count(cell forms.Cell, m uint16, by int) {
	if m&roundFigure != 0 {
		c.marks.round += by
	}
	if m&otherFigure != 0 {
		c.marks.other += by
	}
	if m&smallFigure != 0 {
		c.marks.small += by
	}
	if m&breakFigure != 0 {
		c.marks.breaks += by
	}
	if m&provisionalFigure != 0 && c.time >= 0 {
		c.marks.provisional[c.CodeAt(cell, c.time)] += by
	}
}

// checkMarks judges what is counted over a whole cube.
func (e *Engine) checkMarks(c *cubeChecks) {
	t := &e.limits
	e.fail(check{kind: digitsCheck, cube: c.index}, t.digits && (e.declared.RoundingBase == 0 || e.declared.RoundingBase%5 != 0) &&
		c.marks.other == 0 && c.marks.round >= t.figures && c.Unit != rateUnit)
	e.fail(check{kind: smallCheck, cube: c.index}, t.small && c.marks.small > 0)
	for year, n := range c.marks.provisional {
		e.fail(check{kind: provisionalCheck, cube: c.index, of: int32(year)}, t.provisional && n > 0 && c.years[year] != 0 && e.q.Year-c.years[year] > t.years)
	}
}

// marked lists the cells of a cube that have a mark, in one year where code
// is that of a year.
func (e *Engine) marked(c *cubeChecks, mark uint16, code int) []forms.Cell {
	var cells []forms.Cell
	for cell := c.First; cell < c.First+forms.Cell(c.Cells); cell++ {
		if e.traits[cell]&mark != 0 && (code < 0 || c.CodeAt(cell, c.time) == code) {
			cells = append(cells, cell)
		}
	}
	return cells
}

// checkSame looks for the same number in three neighbours down a column.
func (e *Engine) checkSame(c *cubeChecks) {
	if c.same < 0 {
		return
	}
	a := &c.axes[c.column]
	least := e.sameLeast()
	span := a.stride * len(a.list.Codes)
	for outer := 0; outer < c.Cells; outer += span {
		for code, next := range a.next {
			if !a.leaf(code) || next < 0 || a.next[next] < 0 {
				continue
			}
			first := int(c.First) + outer
			x := e.low[first+code*a.stride:][:a.stride]
			y := e.low[first+next*a.stride:][:a.stride]
			for inner, n := range x {
				if n >= least && n == y[inner] {
					cell := forms.Cell(first + code*a.stride + inner)
					if e.repeats(c, cell) {
						e.verdicts.set(c.same+int(cell-c.First), c.index, Fails)
					}
				}
			}
		}
	}
}

func (a *axisChecks) leaf(code int) bool {
	return a.list.Codes[code].Kind == forms.Leaf && !a.list.Codes[code].Forbidden
}

// sameLeast is the number from which on neighbours should differ: the rule's,
// and ten times the base where figures are rounded.
func (e *Engine) sameLeast() forms.Number {
	return max(e.limits.sameLeast, forms.Whole(10*e.declared.RoundingBase), 1)
}

// repeats reports whether a run of three or more equal numbers begins at a
// cell.
func (e *Engine) repeats(c *cubeChecks, cell forms.Cell) bool {
	a := &c.axes[c.column]
	code := c.CodeAt(cell, c.column)
	if !a.leaf(code) || !e.typed(cell) || e.low[cell] < e.sameLeast() {
		return false
	}
	at := code
	for range 2 {
		if at = a.next[at]; at < 0 {
			return false
		}
		if other := c.Moved(cell, c.column, at); !e.typed(other) || e.low[other] != e.low[cell] {
			return false
		}
	}
	if before := a.previous[code]; before >= 0 {
		if other := c.Moved(cell, c.column, before); e.typed(other) && e.low[other] == e.low[cell] {
			return false // the run began before
		}
	}
	return true
}

// typed reports whether a cell holds an entered number.
func (e *Engine) typed(cell forms.Cell) bool {
	return e.states[cell] == entered && e.answers.Statuses[cell].IsNumber()
}

// run lists the equal neighbours from a cell on.
func (e *Engine) run(c *cubeChecks, cell forms.Cell) []forms.Cell {
	a := &c.axes[c.column]
	cells := []forms.Cell{cell}
	for at := a.next[c.CodeAt(cell, c.column)]; at >= 0; at = a.next[at] {
		other := c.Moved(cell, c.column, at)
		if !e.typed(other) || e.low[other] != e.low[cell] {
			break
		}
		cells = append(cells, other)
	}
	return cells
}

// checkSameAround checks again the runs that a cell can be in.
func (e *Engine) checkSameAround(c *cubeChecks, cell forms.Cell) {
	if c.same < 0 {
		return
	}
	a := &c.axes[c.column]
	code := c.CodeAt(cell, c.column)
	if !a.leaf(code) {
		return
	}
	judge := func(at int) {
		other := c.Moved(cell, c.column, at)
		verdict := Holds
		if e.repeats(c, other) {
			verdict = Fails
		}
		e.verdicts.set(c.same+int(other-c.First), c.index, verdict)
	}
	judge(code)
	if next := a.next[code]; next >= 0 {
		judge(next)
	}
	for at, back := code, 0; back < 2; back++ {
		if at = a.previous[at]; at < 0 {
			return
		}
		judge(at)
	}
}
