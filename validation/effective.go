package validation

import "migraform/forms"

func (e *Engine) prepare(index int16, cube *forms.Cube) cubeChecks {
	c := cubeChecks{Cube: cube, index: index}
	for _, axis := range cube.Axes {
		c.axes = append(c.axes, prepareAxis(axis))
	}
	heights := make([]int, cube.Cells)
	for cell := range heights {
		var trait byte
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
		if heights[cell] > 0 {
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
	for i, limit := range l.Limits {
		a.limits[limit.Whole] = append(a.limits[limit.Whole], int32(i))
		for _, part := range limit.Parts {
			a.limits[part] = append(a.limits[part], int32(i))
		}
	}
	return a
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
	case e.traits[cell]&(optional|forbidden) != 0 && e.traits[cell]&totalCell == 0:
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
	some := false
	for i := range c.axes {
		a := &c.axes[i]
		code := rest / a.stride % len(a.list.Codes)
		for _, s := range a.sumsOf[code] {
			sum := &a.list.Sums[s]
			if !derives(sum) {
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
					complete, figures = false, true
				case blank, missing:
					complete = false
				}
			}
			switch {
			case complete && figures:
				e.low[cell], e.states[cell], e.by[cell] = value, computed, uint16(i)<<12|uint16(s)
				return
			case figures && e.nonNegative(sum, cell, a, code) && (!some || value > e.low[cell]):
				e.low[cell], e.states[cell] = value, partial
				some = true
			}
		}
	}
	if !some && optionalTotal {
		e.states[cell] = assumed
	}
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

// blur remembers that one cell says it is included in another, so that sums
// with only one of the two are not judged by it. It returns the cells whose
// part in this has changed.
func (e *Engine) blur(cell forms.Cell, into string) (changed []forms.Cell) {
	if e.intos[cell] == into {
		return nil
	}
	count := func(into string, by int) {
		if into == "" {
			return
		}
		of := []forms.Cell{cell}
		if target, err := e.q.Cell(into); err == nil {
			of = append(of, target)
		}
		for _, c := range of {
			if e.blurred[c] += by; e.blurred[c] == 0 {
				delete(e.blurred, c)
			}
			changed = append(changed, c)
		}
	}
	count(e.intos[cell], -1)
	count(into, 1)
	if e.intos[cell] = into; into == "" {
		delete(e.intos, cell)
	}
	return changed
}
