package validation

import "migraform/forms"

// One cause is said once: what a check says is left out where another one that
// fails says it better.

// saidBy reports whether what a failing check says is said better by another
// one that fails: of men and women by their total, of a region by its
// countries, of one quantity by the first table that carries it.
func (e *Engine) saidBy(c check) bool {
	switch c.kind {
	case sumCheck:
		return len(e.empties) > 0 && e.emptyAt(e.numberOf(c)) != nil && e.totalFails(c)
	case unknownCheck, sexCheck, ageCheck:
		cube, at := e.at(c)
		a := &cube.axes[c.axis]
		first := map[checkKind]int{unknownCheck: a.unknowns, sexCheck: a.sexes, ageCheck: a.profile}[c.kind]
		return e.aTotal(cube, at, int(c.axis), func(total forms.Cell) bool {
			rest := int(total - cube.First)
			return Verdict(e.verdicts.of[first+rest/(a.stride*len(a.list.Codes))*a.stride+rest%a.stride]) == Fails
		})
	case seriesCheck:
		cube, at := e.at(c)
		_, o := e.outlier(cube, at)
		cell := at + forms.Cell(o.at*cube.axes[cube.time].stride)
		if e.steps(cube, cell) || e.movesWith(cube, cell) != cell {
			return true
		}
		return e.jumps(cube, cell) || e.jumps(cube, cube.neighbour(cell, -1)) || e.ofOneSex(cube, at, func(total forms.Cell) bool {
			return Verdict(e.verdicts.of[cube.series+e.seriesOf(cube, total)]) == Fails
		}) || e.carriedBefore(at, func(other *cubeChecks, cell forms.Cell) bool {
			return other.series >= 0 && Verdict(e.verdicts.of[other.series+e.seriesOf(other, cell)]) == Fails
		})
	}
	return false
}

// totalFails reports whether another sum of the same total fails by itself.
func (e *Engine) totalFails(c check) bool {
	cube, at := e.at(c)
	a := &cube.axes[c.axis]
	total := at + forms.Cell(a.list.Sums[c.of].Total*a.stride)
	fails := false
	e.eachCheck(total, func(other check, of forms.Cell) {
		fails = fails || other.kind == sumCheck && other != c && of == total && e.judgeAlone(other).verdict == Fails
	})
	return fails
}

// aTotal reports whether something is true of a total that a line stands
// below, on another axis than its own and that of time.
func (e *Engine) aTotal(c *cubeChecks, at forms.Cell, but int, is func(forms.Cell) bool) bool {
	rest := int(at - c.First)
	for i := range c.axes {
		if i == but || i == c.time {
			continue
		}
		a := &c.axes[i]
		code := rest / a.stride % len(a.list.Codes)
		for _, total := range a.above[code] {
			if is(at + forms.Cell((int(total)-code)*a.stride)) {
				return true
			}
		}
	}
	return false
}

func (e *Engine) jumps(c *cubeChecks, cell forms.Cell) bool {
	return cell != forms.NoCell && c.jumps >= 0 && Verdict(e.verdicts.of[c.jumps+int(cell-c.First)]) == Fails
}

// steps reports whether the step to a cell fails.
func (e *Engine) steps(c *cubeChecks, cell forms.Cell) bool {
	return c.steps >= 0 && Verdict(e.verdicts.of[c.steps+int(cell-c.First)]) == Fails
}

// stepSaid reports whether a failing step is said by both sexes together, by
// the countries of a region, or by a table that carries the same before.
func (e *Engine) stepSaid(c *cubeChecks, cell forms.Cell) bool {
	if e.ofOneSex(c, cell, func(total forms.Cell) bool { return e.steps(c, total) }) {
		return true
	}
	rest := int(cell - c.First)
	for i := range c.axes {
		a := &c.axes[i]
		code := rest / a.stride % len(a.list.Codes)
		if a.list.Codes[code].Kind != forms.Subtotal {
			continue
		}
		for _, s := range a.sumsOf[code] {
			for _, term := range a.list.Sums[s].Terms {
				if e.steps(c, cell+forms.Cell((term.Code-code)*a.stride)) {
					return true
				}
			}
		}
	}
	return e.carriedBefore(cell, e.steps)
}

// ofOneSex reports whether a cell is of men or women, and something is true
// of both together.
func (e *Engine) ofOneSex(c *cubeChecks, cell forms.Cell, is func(forms.Cell) bool) bool {
	for i := range c.axes {
		a := &c.axes[i]
		if a.men >= 0 && a.total >= 0 && c.CodeAt(cell, i) != a.total {
			return is(c.Moved(cell, i, a.total))
		}
	}
	return false
}

// carriedBefore reports whether something is true of a cell that carries the
// same quantity and stands before this one.
func (e *Engine) carriedBefore(cell forms.Cell, is func(*cubeChecks, forms.Cell) bool) bool {
	for _, g := range e.ofCell[cell] {
		for i := range e.groups[g].carriers {
			other := e.groups[g].carriers[i].cells
			if len(other) == 1 && other[0] < cell && is(e.cubeOf(other[0]), other[0]) {
				return true
			}
		}
	}
	return false
}
