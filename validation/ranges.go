package validation

import (
	"math"
	"slices"

	"migraform/forms"
)

// What is missing has bounds: it is at least what its known parts come to,
// and at most what a total leaves for it. Bounds pass on through sums, "of
// whom", equal quantities and relations, also of other tables, until nothing
// changes. Where a range becomes empty, no figures could make all of them
// hold, though each may have a gap: the check at which that shows fails. What
// is only likely does not bind, but is judged by the ranges that are left.
//
// Gaps are taken together that share balances, a block at a time. Sums of
// which nothing is known say nothing and do not connect.

// mostGaps bounds a block that is searched. In documents of ordinary size none
// is as large.
const mostGaps = 20_000

// open is a bound that is infinite.
const open = forms.Number(math.MaxInt64)

// empty is a check whose gaps can have no values.
type empty struct {
	number     int
	low, high  forms.Number // what others leave for the gaps together
	rest       forms.Number // what they come to here
	inexact    bool         // they may come to more or less than rest
	difference forms.Number
	tolerance  forms.Number
	gaps       []forms.Cell // the block, in order
	figures    []forms.Cell // the figures around it
	said       bool         // not by another check that fails already
}

// ranging is the work space of looking for empty ranges, and the ranges that
// were found. Where nothing is missing none of it is ever touched.
type ranging struct {
	// By cell: the range of a gap of a block that was searched, or the most
	// that known totals leave for it; where the epoch is the present one.
	low, most []forms.Number
	epochs    []int32
	epoch     int32
	seen      []int32 // by cell: the round in which it was visited
	places    []int32 // by cell: its place among the gaps of the round
	base      int32   // the first place of the block that is gathered
	round     int32
	live      bool // the ranges are those of the present figures
	block     block
	balance   balance             // of eachBalance
	stopped   map[forms.Cell]bool // gaps of blocks that were not searched to the end
	narrowed  []forms.Cell        // gaps whose ranges were written in this round
}

// findEmpty looks through all gaps for ranges that are empty.
func (e *Engine) findEmpty() {
	e.empties = e.empties[:0]
	unsure := 0
	for _, n := range e.verdicts.unsure {
		unsure += n
	}
	if unsure == 0 && !slices.Contains(e.states, partial) && !slices.Contains(e.states, missing) {
		return
	}
	e.startRanging()
	// What known totals leave for each gap; most blocks need no more.
	e.eachUnsureSum(func(c *cubeChecks, axis, s int, at forms.Cell) { e.bounded(c, axis, s, at, false) })
	e.eachUnsureSum(func(c *cubeChecks, axis, s int, at forms.Cell) {
		if e.bounded(c, axis, s, at, true) {
			e.eachGap(c, axis, s, at, e.search)
		}
	})
	// Totals that are missing themselves, and equal quantities.
	for i := range e.cubes {
		for _, cells := range e.cubes[i].byHeight {
			for _, cell := range cells {
				if st := e.states[cell]; st == partial || st == missing {
					e.search(cell)
				}
			}
		}
		e.eachLimitGap(&e.cubes[i], e.search)
	}
	for g := range e.groups {
		reference, _ := e.referenceOf(int32(g))
		for i := range e.groups[g].carriers {
			for _, cell := range e.groups[g].carriers[i].cells {
				if e.isGap(cell, true) && (e.states[cell] != blank || reference >= 0 && !e.groups[g].copied || e.isSaid(cell)) {
					e.search(cell)
				}
			}
		}
	}
	for i := range e.comparisons {
		e.eachOpenGap(i, e.search)
	}
	e.tellEmpty()
}

// isSaid reports whether something is known of a sum of which a cell is part.
func (e *Engine) isSaid(cell forms.Cell) bool {
	said := false
	e.eachSumIn(e.cubeOf(cell), cell, func(total forms.Cell) { said = said || e.states[total] != blank })
	return said
}

// startRanging begins a round. The first one after all was checked anew knows
// of no ranges.
func (e *Engine) startRanging() {
	r := &e.ranging
	if !r.live {
		r.live, r.stopped = true, nil
		r.epoch++
	}
	r.round++
	r.base = 0
	r.narrowed = r.narrowed[:0]
}

// search gathers the block of gaps around one, unless that was done, and
// narrows the ranges in it.
func (e *Engine) search(seed forms.Cell) {
	r := &e.ranging
	if r.seen[seed] == r.round || r.seen[seed] == -r.round {
		return
	}
	k := &r.block
	k.clear()
	meet := func(gap forms.Cell) {
		r.seen[gap], r.places[gap] = r.round, r.base+int32(len(k.gaps))
		k.gaps = append(k.gaps, gap)
		k.low, k.high = append(k.low, e.least(gap)), append(k.high, open)
	}
	meet(seed)
	large, failing := false, false
	for next := 0; next < len(k.gaps) && !large; next++ {
		e.eachBalance(k.gaps[next], func(b *balance) {
			if b.fails {
				failing = true // that is to be settled first
				return
			}
			for _, gap := range b.gaps {
				// What belongs to a block that is too large is marked as such.
				large = large || r.seen[gap] == -r.round
				if r.seen[gap] != r.round {
					meet(gap)
				}
			}
			large = large || len(k.gaps) > mostGaps
			k.take(b, r.places, r.base)
		})
	}
	r.base += int32(len(k.gaps))
	e.forget(k.gaps)
	switch {
	case large:
		for _, gap := range k.gaps {
			r.seen[gap] = -r.round
		}
		e.stop(k.gaps)
	case !failing && len(k.balances) > 0:
		e.settle(k)
	}
}

// least is what a gap is at least by itself.
func (e *Engine) least(gap forms.Cell) forms.Number {
	if e.traits[gap]&signedCell != 0 {
		return -open
	}
	return e.low[gap]
}

// isMet reports whether a balance with a gap was met already while a block is
// gathered: from a gap that was gathered before.
func (e *Engine) isMet(from, gap forms.Cell) bool {
	r := &e.ranging
	return r.seen[gap] == r.round && r.places[gap] >= r.base && r.places[gap] < r.places[from]
}

// settle notes what the ranges of a block come to.
func (e *Engine) settle(k *block) {
	found, isEmpty, done := k.solve()
	switch {
	case isEmpty && len(k.balances) == 1: // it says so by itself
	case isEmpty:
		found.gaps = slices.Sorted(slices.Values(k.gaps))
		found.figures = e.figuresAround(k)
		e.empties = append(e.empties, found)
	case !done:
		e.stop(k.gaps)
	default:
		for i, gap := range k.gaps {
			e.write(gap, k.low[i], k.high[i])
		}
	}
}

// write notes the range of a gap.
func (e *Engine) write(gap forms.Cell, low, most forms.Number) {
	r := &e.ranging
	r.low[gap], r.most[gap], r.epochs[gap] = low, most, r.epoch
}

// rangeOf is the range of a gap, as far as it was written.
func (e *Engine) rangeOf(gap forms.Cell) (low, most forms.Number) {
	if r := &e.ranging; r.epochs[gap] == r.epoch {
		return r.low[gap], r.most[gap]
	}
	return -open, open
}

// forget widens the ranges of gaps to what is known of each by itself.
func (e *Engine) forget(gaps []forms.Cell) {
	r := &e.ranging
	for _, gap := range gaps {
		r.epochs[gap] = 0
		if len(r.stopped) > 0 {
			delete(r.stopped, gap)
		}
	}
	r.narrowed = append(r.narrowed, gaps...)
}

// stop notes that the ranges of gaps were not searched to the end.
func (e *Engine) stop(gaps []forms.Cell) {
	if e.ranging.stopped == nil {
		e.ranging.stopped = map[forms.Cell]bool{}
	}
	for _, gap := range gaps {
		e.ranging.stopped[gap] = true
	}
}

// findEmptyAround looks again at the blocks of gaps that changed cells touch.
func (e *Engine) findEmptyAround(touched map[forms.Cell]bool) {
	e.startRanging()
	var seeds []forms.Cell
	seed := func(cell forms.Cell) {
		if !e.states[cell].known() || e.states[cell] == assumed {
			seeds = append(seeds, cell)
		}
	}
	for cell := range touched {
		e.ranging.epochs[cell] = 0
		seed(cell)
		e.eachBeside(cell, seed)
	}
	slices.Sort(seeds)
	seeds = slices.Compact(seeds)
	e.empties = slices.DeleteFunc(e.empties, func(old empty) bool {
		stays := !slices.ContainsFunc(seeds, func(s forms.Cell) bool { _, in := slices.BinarySearch(old.gaps, s); return in })
		for cell := range touched {
			_, in := slices.BinarySearch(old.gaps, cell)
			stays = stays && !in
		}
		if !stays {
			e.verdicts.set(old.number, e.cubeOfNumber(old.number), e.judgeAlone(e.checkOf(old.number)).verdict)
		}
		return !stays
	})
	for _, cell := range seeds {
		e.search(cell)
	}
	e.tellEmpty()
}

// eachBeside calls f with the cells that share a sum, an "of whom", a quantity
// or a relation with one.
func (e *Engine) eachBeside(cell forms.Cell, f func(forms.Cell)) {
	c := e.cubeOf(cell)
	rest := int(cell - c.First)
	for i := range c.axes {
		a := &c.axes[i]
		code := rest / a.stride % len(a.list.Codes)
		at := cell - forms.Cell(code*a.stride)
		for _, sums := range [2][]int32{a.sumsOf[code], a.sumsIn[code]} {
			for _, s := range sums {
				f(at + forms.Cell(a.list.Sums[s].Total*a.stride))
				for _, term := range a.list.Sums[s].Terms {
					f(at + forms.Cell(term.Code*a.stride))
				}
			}
		}
		for _, l := range a.limits[code] {
			f(at + forms.Cell(a.list.Limits[l].Whole*a.stride))
			for _, part := range a.list.Limits[l].Parts {
				f(at + forms.Cell(part*a.stride))
			}
		}
	}
	for _, g := range e.ofCell[cell] {
		for i := range e.groups[g].carriers {
			for _, other := range e.groups[g].carriers[i].cells {
				f(other)
			}
		}
	}
	e.eachComparison(cell, func(i int) { e.eachOpenGap(i, f) })
}
