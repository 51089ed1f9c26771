package validation

import "migraform/forms"

// What can be wrong with a cell by itself.
const (
	notWhole int32 = iota
	negative
	ownResidence
	formerState
)

// What can be wrong where cells include one another.
const (
	includedNowhere int32 = iota
	notMarked
	includesNothing
	noNote
)

func (e *Engine) checkCells(c *cubeChecks) {
	for cell := c.First; cell < c.First+forms.Cell(c.Cells); cell++ {
		if e.states[cell] != entered {
			continue
		}
		if n := e.low[cell]; n < 0 || !n.IsWhole() || e.traits[cell]&forbidden != 0 && n != 0 {
			e.checkCell(c, cell)
		}
	}
}

func (e *Engine) checkCell(c *cubeChecks, cell forms.Cell) {
	number := e.answers.Statuses[cell].IsNumber()
	n := e.low[cell]
	verdicts := [...]bool{
		notWhole: number && !n.IsWhole() && c.Unit != "rate",
		negative: number && n < 0 && e.traits[cell]&signedCell == 0,
	}
	for of, broken := range verdicts {
		r := result{difference: n}
		if broken {
			r.verdict = Fails
		}
		e.record(check{cellCheck, c.index, 0, int32(of), int32(cell)}, r)
	}
	own, former := false, false
	if number && n != 0 && e.traits[cell]&forbidden != 0 {
		for i := range c.Axes {
			if code := c.Code(cell, i); code.Forbidden {
				own, former = own || code.Key == "own", former || code.Key != "own"
			}
		}
	}
	for of, broken := range map[int32]bool{ownResidence: own, formerState: former} {
		r := result{difference: n}
		if broken {
			r.verdict = Fails
		}
		e.record(check{cellCheck, c.index, 0, of, int32(cell)}, r)
	}
}

// checkBlanks looks for blank cells in a finished table: one finding a cube.
func (e *Engine) checkBlanks(c *cubeChecks) {
	r := result{}
	if e.declared.Finished[e.q.TableOf(c.Cube).ID] {
		if n := len(e.Blanks(c.Cube)); n > 0 {
			r = result{verdict: Fails, difference: forms.Whole(int64(n))}
		}
	}
	e.record(check{kind: blankCheck, cube: c.index}, r)
}

// Blanks returns the cells of a cube that still need an answer: they are
// asked for, hold nothing, and are not worked out from others.
func (e *Engine) Blanks(c *forms.Cube) []forms.Cell {
	var cells []forms.Cell
	for cell := c.First; cell < c.First+forms.Cell(c.Cells); cell++ {
		if e.states[cell] == blank || e.states[cell] == partial {
			if e.traits[cell]&totalCell != 0 && e.blankForParts(cell) {
				continue
			}
			cells = append(cells, cell)
		}
	}
	return cells
}

// blankForParts reports whether a total is blank only because its parts are:
// the parts are then what is asked for.
func (e *Engine) blankForParts(cell forms.Cell) bool {
	c := e.cubeOf(cell)
	rest := int(cell - c.First)
	for i := range c.axes {
		a := &c.axes[i]
		code := rest / a.stride % len(a.list.Codes)
		for _, s := range a.sumsOf[code] {
			if !derives(&a.list.Sums[s]) {
				continue
			}
			for _, term := range a.list.Sums[s].Terms {
				if st := e.states[cell+forms.Cell((term.Code-code)*a.stride)]; st == blank || st == partial {
					return true
				}
			}
		}
	}
	return false
}

// Asked returns the number of cells of a cube that a person answers: all but
// those that stay blank by right and totals.
func (e *Engine) Asked(c *forms.Cube) int {
	n := 0
	for cell := c.First; cell < c.First+forms.Cell(c.Cells); cell++ {
		if e.traits[cell] == 0 || e.traits[cell] == signedCell {
			n++
		}
	}
	return n
}

// Answered returns how many of the asked cells of a cube hold an answer.
func (e *Engine) Answered(c *forms.Cube) int {
	n := 0
	for cell := c.First; cell < c.First+forms.Cell(c.Cells); cell++ {
		if (e.traits[cell] == 0 || e.traits[cell] == signedCell) && e.answers.Statuses[cell] != forms.Blank {
			n++
		}
	}
	return n
}

// checkIncludes checks that what is included says where, that the including
// figure is marked, and that statuses that call for a footnote have one.
func (e *Engine) checkIncludes() {
	for c := range e.results {
		if c.kind == includeCheck {
			delete(e.results, c)
		}
	}
	fail := func(cell forms.Cell, of int32) {
		e.results[check{kind: includeCheck, cube: e.cubeOf(cell).index, of: of, where: int32(cell)}] = result{verdict: Fails}
	}
	included := map[forms.Cell]bool{}
	for i, status := range e.answers.Statuses {
		if status == forms.Normal || status == forms.Blank {
			continue
		}
		cell := forms.Cell(i)
		if status == forms.Included {
			target, err := e.q.Cell(e.answers.At(cell).Into)
			switch {
			case err != nil || target == cell:
				fail(cell, includedNowhere)
			case e.answers.Statuses[target] != forms.Includes:
				fail(cell, notMarked)
			default:
				included[target] = true
			}
		}
		if status.CallsForNote() && (e.declared.Noted == nil || !e.declared.Noted(cell)) {
			fail(cell, noNote)
		}
	}
	for i, status := range e.answers.Statuses {
		if status == forms.Includes && !included[forms.Cell(i)] {
			fail(forms.Cell(i), includesNothing)
		}
	}
}

// checkAround checks again all that one cell takes part in.
func (e *Engine) checkAround(c *cubeChecks, cell forms.Cell) {
	e.checkCell(c, cell)
	rest := int(cell - c.First)
	for i := range c.axes {
		a := &c.axes[i]
		code := rest / a.stride % len(a.list.Codes)
		at := cell - forms.Cell(code*a.stride)
		where := int32(rest/(a.stride*len(a.list.Codes))*a.stride + rest%a.stride)
		for _, sums := range [2][]int32{a.sumsOf[code], a.sumsIn[code]} {
			for _, s := range sums {
				r := result{}
				if e.states[at+forms.Cell(a.list.Sums[s].Total*a.stride)] != blank || !derives(&a.list.Sums[s]) {
					r = e.sum(c, i, int(s), at)
				}
				e.record(check{sumCheck, c.index, int8(i), s, where}, r)
			}
		}
		for _, l := range a.limits[code] {
			e.record(check{limitCheck, c.index, int8(i), l, where}, e.limit(c, i, int(l), at))
		}
		for b := range c.Bounds {
			if c.Bounds[b].Axis == i {
				e.record(check{boundCheck, c.index, int8(i), int32(b), where}, e.bound(c, b, at))
			}
		}
	}
	for _, g := range e.ofCell[cell] {
		e.checkGroup(g)
	}
}
