package validation

import "migraform/forms"

// Where to look for ranges that are empty: most blocks of gaps need no search,
// because what known totals leave for each gap is enough.

// eachUnsureSum calls f with the sums that cannot be told, and those whose
// total follows from another sum: they claim nothing by themselves.
func (e *Engine) eachUnsureSum(f func(c *cubeChecks, axis, s int, at forms.Cell)) {
	for n := range e.cubes {
		c := &e.cubes[n]
		for i := range c.axes {
			a := &c.axes[i]
			for s := range a.list.Sums {
				number := a.sums + s*a.across
				by := uint16(i)<<12 | uint16(s)
				for outer := 0; outer < c.Cells; outer += a.stride * len(a.list.Codes) {
					at := c.First + forms.Cell(outer)
					total := int(at) + a.list.Sums[s].Total*a.stride
					states := e.states[total:][:a.stride]
					for inner, verdict := range e.verdicts.of[number:][:a.stride] {
						if Verdict(verdict) == CannotTell || states[inner] == computed && e.by[total+inner] != by {
							f(c, i, s, at+forms.Cell(inner))
						}
					}
					number += a.stride
				}
			}
		}
	}
}

// bounded takes what a known total leaves for the gaps of a sum, or, when it
// checks, reports whether this makes a gap larger than it is known to be, or
// impossible: the block around it is then worth a search.
func (e *Engine) bounded(c *cubeChecks, axis, s int, at forms.Cell, check bool) bool {
	a := &c.axes[axis]
	sum := &a.list.Sums[s]
	total := at + forms.Cell(sum.Total*a.stride)
	if !derives(sum) {
		return check
	}
	if !e.states[total].known() {
		return false // missing totals are searched from
	}
	if e.traits[total]&blurredCell != 0 {
		return check
	}
	rest := e.low[total] + a.tolerances[s]
	var highest, widest forms.Number
	gaps, infinite := 0, false
	for _, term := range sum.Terms {
		part := at + forms.Cell(term.Code*a.stride)
		rest -= forms.Number(term.Sign) * e.low[part]
		if e.traits[part]&blurredCell != 0 {
			return check // not bounded so simply
		}
		if e.states[part].known() {
			continue
		}
		if term.Sign < 0 || e.traits[part]&signedCell != 0 {
			return check
		}
		gaps++
		if !check {
			continue
		}
		_, high := e.rangeOf(part)
		if high == open {
			infinite = true
			continue
		}
		highest += high - e.low[part]
		widest = max(widest, high-e.low[part])
	}
	if !check {
		for _, term := range sum.Terms {
			if part := at + forms.Cell(term.Code*a.stride); !e.states[part].known() {
				_, most := e.rangeOf(part)
				e.write(part, -open, min(most, e.low[part]+max(rest, 0)))
			}
		}
		return false
	}
	// The gaps but the widest could hold less than the total leaves.
	return !infinite && gaps > 0 && (gaps == 1 || highest-widest < rest-2*a.tolerances[s])
}

// eachGap calls f with the gaps of a sum.
func (e *Engine) eachGap(c *cubeChecks, axis, s int, at forms.Cell, f func(forms.Cell)) {
	a := &c.axes[axis]
	sum := &a.list.Sums[s]
	if total := at + forms.Cell(sum.Total*a.stride); e.isGap(total, derives(sum)) {
		f(total)
	}
	for _, term := range sum.Terms {
		if part := at + forms.Cell(term.Code*a.stride); e.isGap(part, derives(sum)) {
			f(part)
		}
	}
}

// eachLimitGap calls f with the gaps of a cube that are bounded by an "of
// whom".
func (e *Engine) eachLimitGap(c *cubeChecks, f func(forms.Cell)) {
	for i := range c.axes {
		a := &c.axes[i]
		for l := range a.list.Limits {
			limit := &a.list.Limits[l]
			for outer := 0; outer < c.Cells; outer += a.stride * len(a.list.Codes) {
				for inner := range a.stride {
					at := c.First + forms.Cell(outer+inner)
					for _, code := range append([]int{limit.Whole}, limit.Parts...) {
						if cell := at + forms.Cell(code*a.stride); e.isGap(cell, true) && (e.states[cell] != blank || e.isSaid(cell)) {
							f(cell)
						}
					}
				}
			}
		}
	}
}

// eachOpenGap calls f with the gaps of a relation that they keep from being
// told, or that binds them.
func (e *Engine) eachOpenGap(i int, f func(forms.Cell)) {
	if e.relationWith(i, e.known).verdict != CannotTell && !e.binds(i) {
		return
	}
	made := &e.comparisons[i]
	for _, terms := range [][]forms.ComparedTerm{made.Left, made.Right, made.Over} {
		for _, term := range terms {
			for _, cells := range term.Carriers {
				for _, cell := range cells {
					if e.isGap(cell, true) {
						f(cell)
					}
				}
			}
		}
	}
}
