package validation

import (
	"slices"

	"migraform/forms"
)

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
			if e.traits[cell]&figureMarks != 0 {
				e.mark(c, cell)
			}
			continue
		}
		e.mark(c, cell)
		if n := e.low[cell]; n < 0 || !n.IsWhole() || e.traits[cell]&forbidden != 0 && n != 0 {
			e.checkCell(c, cell)
		}
	}
}

func (e *Engine) checkCell(c *cubeChecks, cell forms.Cell) {
	number := e.answers.Statuses[cell].IsNumber()
	n := e.low[cell]
	own, former := false, false
	if number && n != 0 && e.traits[cell]&forbidden != 0 {
		for i := range c.Axes {
			if code := c.Code(cell, i); code.Forbidden {
				own, former = own || code.Key == "own", former || code.Key != "own"
			}
		}
	}
	for of, fails := range [...]bool{
		notWhole:     e.limits.whole && number && !n.IsWhole() && c.Unit != rateUnit,
		negative:     e.limits.whole && number && n < 0 && e.traits[cell]&signedCell == 0,
		ownResidence: e.limits.residence && own,
		formerState:  e.limits.residence && former,
	} {
		e.fail(check{cellCheck, c.index, 0, int32(of), int32(cell)}, fails)
	}
}

// checkBlanks looks for blank cells in a finished table: one finding a cube.
func (e *Engine) checkBlanks(c *cubeChecks) {
	fails := e.limits.blanks && e.finished[e.q.TableOf(c.Cube).ID] && len(e.Blanks(c.Cube)) > 0
	e.fail(check{kind: blankCheck, cube: c.index}, fails)
}

// Blanks returns the cells of a cube that still need an answer: they are
// asked for, hold nothing, and are not worked out from others.
func (e *Engine) Blanks(c *forms.Cube) []forms.Cell {
	var cells []forms.Cell
	for cell := c.First; cell < c.First+forms.Cell(c.Cells); cell++ {
		if (e.states[cell] == blank || e.states[cell] == partial) && e.traits[cell]&hiddenCell == 0 {
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
			if !derives(&a.list.Sums[s]) || !c.Adds(i, &a.list.Sums[s], cell) {
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
		if e.isAsked(cell) {
			n++
		}
	}
	return n
}

// isAsked reports whether a person answers a cell: it does not stay blank by
// right, is no total, and is asked in its year.
func (e *Engine) isAsked(cell forms.Cell) bool {
	trait := e.traits[cell] & shape
	return trait == 0 || trait == signedCell
}

// Answered returns how many of the asked cells of a cube hold an answer.
func (e *Engine) Answered(c *forms.Cube) int {
	n := 0
	for cell := c.First; cell < c.First+forms.Cell(c.Cells); cell++ {
		if e.isAsked(cell) && e.answers.Statuses[cell] != forms.Blank {
			n++
		}
	}
	return n
}

// checkIncludes checks that what is included says where, that the including
// figure is marked, and that statuses that call for a footnote have one.
func (e *Engine) checkIncludes() {
	for i, status := range e.answers.Statuses {
		if status != forms.Normal && status != forms.Blank {
			e.checkInclude(forms.Cell(i))
		}
	}
}

func (e *Engine) checkInclude(cell forms.Cell) {
	status := e.answers.Statuses[cell]
	var fails [4]bool
	if status == forms.Included && e.limits.included {
		switch target, err := e.q.Cell(e.intos[cell]); {
		case err != nil || target == cell:
			fails[includedNowhere] = true
		case e.answers.Statuses[target] != forms.Includes:
			fails[notMarked] = true
		}
	}
	if status == forms.Includes && e.limits.included {
		fails[includesNothing] = !slices.ContainsFunc(e.includers[cell], func(part forms.Cell) bool {
			return part != cell && e.answers.Statuses[part] == forms.Included
		})
	}
	fails[noNote] = e.limits.notes && status.CallsForNote() && (e.declared.Noted == nil || !e.declared.Noted(cell))
	for of, fails := range fails {
		e.fail(check{includeCheck, e.cubeOf(cell).index, 0, int32(of), int32(cell)}, fails)
	}
}

// checkAround checks again all that one cell takes part in.
func (e *Engine) checkAround(c *cubeChecks, cell forms.Cell) {
	e.checkCell(c, cell)
	e.mark(c, cell)
	e.checkLinesAround(c, cell)
	e.checkSeriesAround(c, cell)
	e.checkSameAround(c, cell)
	if c.sent >= 0 {
		e.verdicts.set(c.sent+int(cell-c.First), c.index, e.sent(c, cell).verdict)
	}
	e.checkRelationsAt(cell)
	for _, i := range e.partners[cell] {
		e.checkPartner(int(i))
	}
	rest := int(cell - c.First)
	for i := range c.axes {
		a := &c.axes[i]
		code := rest / a.stride % len(a.list.Codes)
		at := cell - forms.Cell(code*a.stride)
		where := rest/(a.stride*len(a.list.Codes))*a.stride + rest%a.stride
		for _, sums := range [2][]int32{a.sumsOf[code], a.sumsIn[code]} {
			for _, s := range sums {
				verdict := Holds
				if e.states[at+forms.Cell(a.list.Sums[s].Total*a.stride)] != blank || !derives(&a.list.Sums[s]) {
					verdict = e.sum(c, i, int(s), at).verdict
				}
				e.verdicts.set(a.sums+int(s)*a.across+where, c.index, verdict)
			}
		}
		for _, l := range a.limits[code] {
			e.verdicts.set(a.most+int(l)*a.across+where, c.index, e.limit(c, i, int(l), at).verdict)
		}
		for b := range c.Bounds {
			if c.Bounds[b].Axis == i {
				e.verdicts.set(c.bounds[b]+where, c.index, e.bound(c, b, at).verdict)
			}
		}
	}
	for _, g := range e.ofCell[cell] {
		e.checkGroup(g)
	}
}
