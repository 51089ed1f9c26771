package validation

import (
	"slices"

	"migraform/forms"
)

// checkSums checks every sum of a cube at every combination of the other
// axes, in order of memory.
func (e *Engine) checkSums(c *cubeChecks) {
	for i := range c.axes {
		a := &c.axes[i]
		span := a.stride * len(a.list.Codes)
		for s := range a.list.Sums {
			total := a.list.Sums[s].Total * a.stride
			number := a.sums + s*a.across
			if !a.checked[s] && !e.limits.parts {
				continue
			}
			for outer := 0; outer < c.Cells; outer += span {
				first := c.First + forms.Cell(outer)
				for inner := range a.stride {
					at := first + forms.Cell(inner)
					if e.states[at+forms.Cell(total)] != blank || !derives(&a.list.Sums[s]) {
						e.verdicts.set(number, c.index, e.sum(c, i, s, at).verdict)
					}
					number++
				}
			}
		}
	}
}

// sum evaluates one sum; at is the combination with the axis at its first
// code.
func (e *Engine) sum(c *cubeChecks, axis, s int, at forms.Cell) result {
	a := &c.axes[axis]
	sum := &a.list.Sums[s]
	total := at + forms.Cell(sum.Total*a.stride)
	if !c.Adds(axis, sum, at) {
		return result{}
	}
	if e.states[total] == computed && e.by[total] == uint16(axis)<<12|uint16(s) {
		return result{}
	}
	if code := a.restated[s]; code >= 0 && e.states[at+forms.Cell(code*a.stride)] != entered {
		return result{}
	}
	var value forms.Number
	gaps, figures := 0, 0
	traits := e.traits[total]
	for _, term := range sum.Terms {
		part := at + forms.Cell(term.Code*a.stride)
		value += forms.Number(term.Sign) * e.low[part]
		traits |= e.traits[part]
		switch e.states[part] {
		case entered, computed:
			figures++
		case partial:
			gaps++
			figures++
		case blank, missing:
			gaps++
		case assumed:
			if !derives(sum) {
				gaps++
			}
		}
	}
	known := e.states[total].known()
	if gaps == 0 && known && (figures > 0 || e.low[total] == 0) && traits&blurredCell == 0 {
		difference := value - e.low[total]
		if difference == 0 {
			return result{}
		}
		if !a.checked[s] {
			return e.onePart(a, s, at)
		}
		if difference.Abs() <= a.tolerances[s] {
			return result{}
		}
		return result{verdict: Fails, difference: difference, tolerance: a.tolerances[s]}
	}
	if !a.checked[s] {
		return e.onePart(a, s, at)
	}
	return e.sumWithGaps(c, axis, s, at)
}

// sumWithGaps evaluates a sum some of whose figures are missing or stand for
// others as well: it fails where no values could make it hold. That a blank
// category means nil holds where it is a part of something; the items of a
// balance are all asked for.
func (e *Engine) sumWithGaps(c *cubeChecks, axis, s int, at forms.Cell) result {
	a := &c.axes[axis]
	sum := &a.list.Sums[s]
	total := at + forms.Cell(sum.Total*a.stride)
	inSum := func(cell forms.Cell) bool {
		if cell == total {
			return true
		}
		for _, term := range sum.Terms {
			if cell == at+forms.Cell(term.Code*a.stride) {
				return true
			}
		}
		return false
	}
	// The range of the sum less the total: [low, high], where open says that
	// a bound is infinite.
	var low, high forms.Number
	openLow, openHigh, figures, gaps := false, false, 0, 0
	add := func(cell forms.Cell, sign int8) {
		st, value := e.states[cell], e.low[cell]
		if e.traits[cell]&blurredCell != 0 {
			into := e.intos[cell]
			target, err := e.q.Cell(into)
			switch {
			case into != "" && err == nil && inSum(target):
				return // counted where it is included
			case into == "" && st == entered && !e.includesOnly(cell, inSum):
				// The figure holds something from outside this sum.
				if sign > 0 {
					openLow = true
					high += value
				} else {
					openHigh = true
					low -= value
				}
				gaps++
				figures++
				return
			}
		}
		switch {
		case st == entered, st == computed, st == assumed && derives(sum):
			low += forms.Number(sign) * value
			high += forms.Number(sign) * value
			if st != assumed {
				figures++
			}
		default:
			gaps++
			if st == missing {
				figures++
			}
			unbounded := e.traits[cell]&signedCell != 0
			if sign > 0 {
				low += value
				openHigh, openLow = true, openLow || unbounded
			} else {
				high -= value
				openLow, openHigh = true, openHigh || unbounded
			}
		}
	}
	for _, term := range sum.Terms {
		add(at+forms.Cell(term.Code*a.stride), term.Sign)
	}
	partFigures := figures
	partGaps := gaps
	add(total, -1)
	tolerance := a.tolerances[s]
	switch {
	case !openLow && low > tolerance && gaps > 0 && derives(sum) && !e.limits.parts:
		return result{verdict: CannotTell, tolerance: tolerance}
	case !openLow && low > tolerance:
		return result{verdict: Fails, exceeds: gaps > 0, difference: low, tolerance: tolerance}
	case !openHigh && high < -tolerance:
		return result{verdict: Fails, difference: high, tolerance: tolerance}
	case !openLow && !openHigh:
		return result{}
	case derives(sum) && e.states[total] != entered:
		return result{} // nothing is claimed that could be wrong
	case derives(sum) && partGaps == 0 && partFigures == 0:
		return result{}
	case !derives(sum) && figures == 0:
		return result{} // nothing of the balance is answered
	}
	return result{verdict: CannotTell, tolerance: tolerance}
}

// includesOnly reports whether all that a cell includes is inside a set.
func (e *Engine) includesOnly(cell forms.Cell, in func(forms.Cell) bool) bool {
	return !slices.ContainsFunc(e.includers[cell], func(part forms.Cell) bool { return !in(part) })
}

// checkLimits checks "of whom": parts do not exceed their whole.
func (e *Engine) checkLimits(c *cubeChecks) {
	for i := range c.axes {
		a := &c.axes[i]
		span := a.stride * len(a.list.Codes)
		for l := range a.list.Limits {
			if !e.limits.parts {
				break
			}
			number := a.most + l*a.across
			for outer := 0; outer < c.Cells; outer += span {
				for inner := range a.stride {
					e.verdicts.set(number, c.index, e.limit(c, i, l, c.First+forms.Cell(outer+inner)).verdict)
					number++
				}
			}
		}
	}
}

func (e *Engine) limit(c *cubeChecks, axis, l int, at forms.Cell) result {
	if !e.limits.parts {
		return result{}
	}
	a := &c.axes[axis]
	limit := &a.list.Limits[l]
	var parts forms.Number
	answered := false
	for _, part := range limit.Parts {
		cell := at + forms.Cell(part*a.stride)
		parts += e.low[cell]
		answered = answered || e.states[cell] == entered
	}
	whole := at + forms.Cell(limit.Whole*a.stride)
	switch {
	case !answered || parts == 0 || e.traits[whole]&hiddenCell != 0:
		return result{}
	case !e.states[whole].known():
		return result{verdict: CannotTell}
	}
	tolerance := e.limitTolerance(limit)
	if over := parts - e.low[whole]; over > tolerance {
		return result{verdict: Fails, exceeds: true, difference: over, tolerance: tolerance}
	}
	return result{}
}

// limitTolerance is by how much parts may exceed their whole.
func (e *Engine) limitTolerance(limit *forms.Limit) forms.Number {
	return e.declared.Tolerance(len(limit.Parts)) + e.slack("R03")
}

// checkBounds checks that items stay within shares of others.
func (e *Engine) checkBounds(c *cubeChecks) {
	for b := range c.Bounds {
		a := &c.axes[c.Bounds[b].Axis]
		span := a.stride * len(a.list.Codes)
		number := c.bounds[b]
		for outer := 0; outer < c.Cells; outer += span {
			for inner := range a.stride {
				e.verdicts.set(number, c.index, e.bound(c, b, c.First+forms.Cell(outer+inner)).verdict)
				number++
			}
		}
	}
}

func (e *Engine) bound(c *cubeChecks, b int, at forms.Cell) result {
	bound := &c.Bounds[b]
	a := &c.axes[bound.Axis]
	cell := at + forms.Cell(bound.Code*a.stride)
	if !e.lesserIsOn(bound.Rule) || e.states[cell] != entered || e.low[cell] == 0 {
		return result{}
	}
	r := result{}
	for _, share := range bound.Shares {
		var of forms.Number
		known := true
		for _, term := range share.Of {
			part := at + forms.Cell(term.Code*a.stride)
			known = known && e.states[part].known()
			of += forms.Number(term.Sign) * e.low[part]
		}
		if !known {
			if r.verdict == Holds {
				r.verdict = CannotTell
			}
			continue
		}
		// The whole part of the allowance: of is at most 10^15, so the product
		// is formed in two steps.
		allowed := of.Abs()/1_000_000*forms.Number(share.PerMillion) + of.Abs()%1_000_000*forms.Number(share.PerMillion)/1_000_000
		if over := e.low[cell].Abs() - allowed; over > 0 && (r.verdict != Fails || over > r.difference) {
			r = result{verdict: Fails, difference: over, tolerance: allowed}
		}
	}
	return r
}
