package validation

import (
	"slices"

	"migraform/forms"
)

func (e *Engine) prepare(index int16, cube *forms.Cube) cubeChecks {
	c := cubeChecks{Cube: cube, index: index}
	for _, axis := range cube.Axes {
		c.axes = append(c.axes, prepareAxis(axis))
	}
	c.prepareSeries()
	heights := make([]int, cube.Cells)
	for cell := range heights {
		var trait uint16
		rest := cell
		for i := len(c.axes) - 1; i >= 0; i-- {
			a := &c.axes[i]
			code := &a.list.Codes[rest%len(a.list.Codes)]
			heights[cell] += a.heights[rest%len(a.list.Codes)]
			rest /= len(a.list.Codes)
			if code.Optional {
				trait |= optional
			}
			if code.Forbidden {
				trait |= forbidden
			}
			if code.Signed {
				trait |= signedCell
			}
		}
		if at := cube.First + forms.Cell(cell); cube.Hidden(at) {
			trait = hiddenCell
		} else if heights[cell] > 0 && c.isTotal(at) {
			trait |= totalCell
		}
		e.traits[int(cube.First)+cell] = trait
	}
	for cell, height := range heights {
		if height == 0 {
			continue
		}
		for len(c.byHeight) < height {
			c.byHeight = append(c.byHeight, nil)
		}
		c.byHeight[height-1] = append(c.byHeight[height-1], cube.First+forms.Cell(cell))
	}
	return c
}

// isTotal reports whether there is a sum of which a cell is the total: where
// years differ there may be none in one of them.
func (c *cubeChecks) isTotal(cell forms.Cell) bool {
	if !c.Masked() {
		return true
	}
	for i := range c.axes {
		a := &c.axes[i]
		for _, s := range a.sumsOf[c.CodeAt(cell, i)] {
			if derives(&a.list.Sums[s]) && c.Adds(i, &a.list.Sums[s], cell) {
				return true
			}
		}
	}
	return false
}

func prepareAxis(axis *forms.Axis) axisChecks {
	l := axis.List
	a := axisChecks{list: l, stride: axis.Stride(), sumsOf: make([][]int32, len(l.Codes)),
		sumsIn: make([][]int32, len(l.Codes)), limits: make([][]int32, len(l.Codes)), heights: make([]int, len(l.Codes))}
	for i := range l.Sums {
		sum := &l.Sums[i]
		a.sumsOf[sum.Total] = append(a.sumsOf[sum.Total], int32(i))
		for _, term := range sum.Terms {
			a.sumsIn[term.Code] = append(a.sumsIn[term.Code], int32(i))
		}
		if !derives(sum) {
			continue
		}
		for _, term := range sum.Terms {
			a.heights[sum.Total] = max(a.heights[sum.Total], a.heights[term.Code]+1)
		}
	}
	a.restated = make([]int, len(l.Sums))
	for i := range l.Sums {
		a.restated[i] = -1
		for _, term := range l.Sums[i].Terms {
			if takenAway(l, a.sumsOf[term.Code]) {
				a.restated[i] = term.Code
			}
		}
	}
	a.above, a.below = make([][]int32, len(l.Codes)), make([][]int32, len(l.Codes))
	for code := range l.Codes {
		for next, queue := 0, []int32{int32(code)}; next < len(queue); next++ {
			for _, s := range a.sumsIn[queue[next]] {
				if total := int32(l.Sums[s].Total); derives(&l.Sums[s]) && !slices.Contains(queue, total) {
					queue = append(queue, total)
					a.above[code] = append(a.above[code], total)
					a.below[total] = append(a.below[total], int32(code))
				}
			}
		}
	}
	for i, limit := range l.Limits {
		a.limits[limit.Whole] = append(a.limits[limit.Whole], int32(i))
		for _, part := range limit.Parts {
			a.limits[part] = append(a.limits[part], int32(i))
		}
	}
	return a
}

// takenAway reports whether a code is worked out by taking one from others:
// foreigners are the regions less the own country.
func takenAway(l *forms.CodeList, sums []int32) bool {
	for _, s := range sums {
		if derives(&l.Sums[s]) && slices.ContainsFunc(l.Sums[s].Terms, func(t forms.Term) bool { return t.Sign < 0 }) {
			return true
		}
	}
	return false
}

// derives reports whether a blank total takes its value from a sum. The
// items of a balance are all asked for.
func derives(sum *forms.Sum) bool { return sum.Rule == "R02" || sum.Rule == "R04" }

// enter takes over what is answered in a cell.
func (e *Engine) enter(cell forms.Cell) {
	e.by[cell] = 0
	switch status := e.answers.Statuses[cell]; {
	case status.IsNumber():
		e.low[cell], e.states[cell] = e.answers.Values[cell], entered
	case status == forms.CannotExist:
		e.low[cell], e.states[cell] = 0, entered
	case status != forms.Blank:
		e.low[cell], e.states[cell] = 0, missing
	case e.traits[cell]&(optional|forbidden) != 0 && e.traits[cell]&totalCell == 0 && !e.claimed(cell):
		e.low[cell], e.states[cell] = 0, assumed
	default:
		e.low[cell], e.states[cell] = 0, blank
	}
}

// derive works out a blank total from the first sum whose parts are all
// known, or at least the most that its known parts come to.
func (e *Engine) derive(c *cubeChecks, cell forms.Cell) {
	rest := int(cell - c.First)
	optionalTotal := e.traits[cell]&(optional|forbidden) != 0
	some, blankParts := false, false
	for i := range c.axes {
		a := &c.axes[i]
		code := rest / a.stride % len(a.list.Codes)
		for _, s := range a.sumsOf[code] {
			sum := &a.list.Sums[s]
			if !derives(sum) || !c.Adds(i, sum, cell) {
				continue
			}
			var value forms.Number
			complete, figures := true, false
			for _, term := range sum.Terms {
				part := cell + forms.Cell((term.Code-code)*a.stride)
				value += forms.Number(term.Sign) * e.low[part]
				switch st := e.states[part]; st {
				case entered, computed:
					figures = true
				case partial:
					complete, figures, blankParts = false, true, true
				case blank, missing:
					complete, blankParts = false, true
				}
			}
			switch {
			case complete && figures:
				e.low[cell], e.states[cell], e.by[cell] = value, computed, uint16(i)<<12|uint16(s)
				return
			case figures && e.nonNegative(sum, cell, a, code) && (!some || value > e.low[cell]):
				e.low[cell], e.states[cell], e.by[cell] = value, partial, uint16(i)<<12|uint16(s)
				some = true
			}
		}
	}
	// A category that may stay blank is nil by being blank, but not where some
	// of what it is made up of is known not to be.
	if !some && optionalTotal && !blankParts && !e.claimed(cell) {
		e.states[cell] = assumed
	}
}

// claims reports whether a cell is a total under an optional category that
// is answered with something: what it is made up of is then not nil.
func (e *Engine) claims(cell forms.Cell) bool {
	return e.traits[cell]&totalCell != 0 && e.traits[cell]&(optional|forbidden) != 0 &&
		e.answers.Statuses[cell] != forms.Blank && (e.answers.Values[cell] != 0 || !e.answers.Statuses[cell].IsNumber())
}

// claimed reports whether a total above an optional cell is answered with
// something: Kosovo's men are not nil by being blank where Kosovo's total of
// both sexes is 185.
func (e *Engine) claimed(cell forms.Cell) bool {
	c := e.cubeOf(cell)
	if c.claims == 0 {
		return false
	}
	found := false
	e.eachRelative(c, cell, func(a *axisChecks) [][]int32 { return a.above }, func(total forms.Cell) {
		found = found || total != cell && e.claims(total)
	})
	return found
}

// eachRelative calls f for the cell and all cells that differ from it by
// codes above (or below) its own, on the axes where its code is not an
// optional one.
func (e *Engine) eachRelative(c *cubeChecks, cell forms.Cell, relatives func(*axisChecks) [][]int32, f func(forms.Cell)) {
	rest := int(cell - c.First)
	var walk func(axis int, at forms.Cell)
	walk = func(axis int, at forms.Cell) {
		if axis == len(c.axes) {
			f(at)
			return
		}
		a := &c.axes[axis]
		code := rest / a.stride % len(a.list.Codes)
		walk(axis+1, at)
		if a.list.Codes[code].Optional || a.list.Codes[code].Forbidden {
			return
		}
		for _, other := range relatives(a)[code] {
			walk(axis+1, at+forms.Cell((int(other)-code)*a.stride))
		}
	}
	walk(0, cell)
}

// nonNegative reports whether every term of a sum adds to it, so that its
// known parts are a lower bound.
func (e *Engine) nonNegative(sum *forms.Sum, cell forms.Cell, a *axisChecks, code int) bool {
	for _, term := range sum.Terms {
		part := cell + forms.Cell((term.Code-code)*a.stride)
		if term.Sign < 0 && !e.states[part].known() || e.traits[part]&signedCell != 0 {
			return false
		}
	}
	return true
}

func (e *Engine) cubeOf(cell forms.Cell) *cubeChecks {
	low, high := 0, len(e.cubes)
	for high-low > 1 {
		if middle := (low + high) / 2; e.cubes[middle].First <= cell {
			low = middle
		} else {
			high = middle
		}
	}
	return &e.cubes[low]
}

// eachSumIn calls f with the total of each sum in which a cell is a term.
func (e *Engine) eachSumIn(c *cubeChecks, cell forms.Cell, f func(total forms.Cell)) {
	rest := int(cell - c.First)
	for i := range c.axes {
		a := &c.axes[i]
		code := rest / a.stride % len(a.list.Codes)
		for _, s := range a.sumsIn[code] {
			if sum := &a.list.Sums[s]; derives(sum) {
				f(cell + forms.Cell((sum.Total-code)*a.stride))
			}
		}
	}
}

func (e *Engine) countClaims(c *cubeChecks) {
	c.claims = 0
	for _, cells := range c.byHeight {
		for _, cell := range cells {
			if e.claims(cell) {
				c.claims++
			}
		}
	}
}

// withClaimed adds to changed cells those whose blank means something else
// since: what stands below a total of an optional category. Parts come before
// totals.
func (e *Engine) withClaimed(cells []forms.Cell) []forms.Cell {
	all := cells
	for _, cell := range cells {
		const claiming = optional | forbidden
		if e.traits[cell]&totalCell == 0 || e.traits[cell]&claiming == 0 {
			continue
		}
		c := e.cubeOf(cell)
		e.countClaims(c)
		e.eachRelative(c, cell, func(a *axisChecks) [][]int32 { return a.below }, func(part forms.Cell) {
			if part != cell {
				all = append(all[:len(all):len(all)], part)
			}
		})
	}
	if len(all) > len(cells) {
		slices.SortFunc(all, func(a, b forms.Cell) int { return e.height(a) - e.height(b) })
	}
	return slices.Compact(all)
}

// height is the number of sums that a cell stands above.
func (e *Engine) height(cell forms.Cell) int {
	c := e.cubeOf(cell)
	rest, height := int(cell-c.First), 0
	for i := range c.axes {
		a := &c.axes[i]
		height += a.heights[rest/a.stride%len(a.list.Codes)]
	}
	return height
}
