package validation

import (
	"cmp"
	"math"
	"slices"

	"migraform/forms"
)

// What is missing has bounds: it is at least what its known parts come to,
// and at most what a total leaves for it. Bounds pass on through sums and
// equal quantities, also of other tables, until nothing changes. Where a
// range becomes empty, no figures could make all sums hold, though each of
// them may have a gap: the sum at which that shows fails.
//
// Gaps are taken together that share sums, a block at a time. Sums of which
// nothing is known say nothing and do not connect.

// Bounds of the search: beyond them a block of gaps is not searched.
const (
	mostGaps   = 400
	mostRounds = 100
)

// open is a bound that is infinite.
const open = forms.Number(math.MaxInt64)

// empty is a sum or an equality whose gaps can have no values.
type empty struct {
	number    int
	low, high forms.Number // what others leave for the gaps together
	rest      forms.Number // what they come to here
	tolerance forms.Number
	gaps      []forms.Cell // the block, in order
}

// ranging is the work space of looking for empty ranges.
type ranging struct {
	high  []forms.Number // by cell: the most that known totals leave for a gap
	seen  []int32        // by cell: the round in which it was visited
	round int32
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
	for i := range e.ranging.high {
		e.ranging.high[i] = open
	}
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
	}
	for g := range e.groups {
		for i := range e.groups[g].carriers {
			for _, cell := range e.groups[g].carriers[i].cells {
				if e.isGap(cell, true) && e.states[cell] != partial && e.isSaid(cell) {
					e.search(cell)
				}
			}
		}
	}
	e.tellEmpty()
}

// isSaid reports whether something is known of a sum of which a cell is part.
func (e *Engine) isSaid(cell forms.Cell) bool {
	said := false
	e.eachSumIn(e.cubeOf(cell), cell, func(total forms.Cell) { said = said || e.states[total] != blank })
	return said
}

func (e *Engine) startRanging() {
	if len(e.ranging.seen) == 0 {
		e.ranging.high = make([]forms.Number, e.q.Cells)
		e.ranging.seen = make([]int32, e.q.Cells)
	}
	e.ranging.round++
}

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
	rest := e.low[total] + a.tolerances[s]
	var highest, widest forms.Number
	gaps, infinite := 0, false
	for _, term := range sum.Terms {
		part := at + forms.Cell(term.Code*a.stride)
		rest -= forms.Number(term.Sign) * e.low[part]
		if e.states[part].known() {
			continue
		}
		if term.Sign < 0 || e.traits[part]&(signedCell|blurredCell) != 0 {
			return check // not bounded so simply
		}
		gaps++
		if !check {
			continue
		}
		high := e.ranging.high[part]
		if high == open {
			infinite = true
			continue
		}
		highest += high - e.low[part]
		widest = max(widest, high-e.low[part])
	}
	if !check {
		for _, term := range sum.Terms {
			part := at + forms.Cell(term.Code*a.stride)
			if !e.states[part].known() {
				e.ranging.high[part] = min(e.ranging.high[part], e.low[part]+max(rest, 0))
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

// search gathers the block of gaps around one, unless that was done, and
// looks for an empty range in it.
func (e *Engine) search(seed forms.Cell) {
	r := &e.ranging
	if r.seen[seed] == r.round || r.seen[seed] == -r.round {
		return
	}
	r.seen[seed] = r.round
	gaps := []forms.Cell{seed}
	numbers := map[int]bool{}
	var balances []balance
	large, failing := false, false
	for next := 0; next < len(gaps) && !large; next++ {
		e.eachBalance(gaps[next], numbers, func(b *balance) {
			if b.fails {
				failing = true // that is to be settled first
				return
			}
			for _, gap := range b.gaps {
				// What belongs to a block that is too large is marked as such.
				large = large || r.seen[gap] == -r.round
				if r.seen[gap] != r.round {
					r.seen[gap] = r.round
					gaps = append(gaps, gap)
				}
			}
			large = large || len(gaps) > mostGaps
			if !large && !numbers[b.number] {
				numbers[b.number] = true
				kept := *b
				kept.gaps, kept.signs = slices.Clone(b.gaps), slices.Clone(b.signs)
				balances = append(balances, kept)
			}
		})
	}
	if large {
		for _, gap := range gaps {
			r.seen[gap] = -r.round
		}
		return
	}
	if failing || len(balances) < 2 {
		return
	}
	slices.Sort(gaps)
	slices.SortFunc(balances, func(a, b balance) int { return cmp.Compare(a.number, b.number) })
	if found, ok := e.solveRanges(gaps, balances); ok {
		found.gaps = gaps
		e.empties = append(e.empties, found)
	}
}

// solveRanges narrows the ranges of a block of gaps until nothing changes or
// one is empty.
func (e *Engine) solveRanges(gaps []forms.Cell, balances []balance) (empty, bool) {
	low, high := make([]forms.Number, len(gaps)), make([]forms.Number, len(gaps))
	for i, gap := range gaps {
		low[i], high[i] = e.low[gap], open
	}
	places := make([][]int, len(balances))
	for i := range balances {
		for _, gap := range balances[i].gaps {
			place, _ := slices.BinarySearch(gaps, gap)
			places[i] = append(places[i], place)
		}
	}
	if found, ok := contradiction(balances); ok {
		return found, true
	}
	for range mostRounds {
		changed := false
		for i := range balances {
			b := &balances[i]
			// The signed sum lies from least to most; how many of the gaps have
			// no such bound.
			var least, most forms.Number
			noLeast, noMost := 0, 0
			for n, place := range places[i] {
				l, h := low[place], high[place]
				if b.signs[n] > 0 {
					least += l
					if h == open {
						noMost++
					} else {
						most += h
					}
				} else {
					most -= l
					if h == open {
						noLeast++
					} else {
						least -= h
					}
				}
			}
			if noLeast == 0 && least > b.rest+b.tolerance || noMost == 0 && most < b.rest-b.tolerance {
				found := empty{number: b.number, low: least, high: most, rest: b.rest, tolerance: b.tolerance}
				if noLeast > 0 {
					found.low = -open
				}
				if noMost > 0 {
					found.high = open
				}
				return found, true
			}
			for n, place := range places[i] {
				l, h := low[place], high[place]
				// What all others come to at least and at most.
				otherLeast, otherMost, left, right := least, most, noLeast, noMost
				if b.signs[n] > 0 {
					otherLeast -= l
					if h == open {
						right--
					} else {
						otherMost -= h
					}
				} else {
					otherMost += l
					if h == open {
						left--
					} else {
						otherLeast += h
					}
				}
				atMost, atLeast := b.rest+b.tolerance-otherLeast, b.rest-b.tolerance-otherMost
				if b.signs[n] < 0 {
					atMost, atLeast, left, right = -atLeast, -atMost, right, left
				}
				if left == 0 && atMost < h {
					high[place], changed = max(atMost, l), true
					changed = changed && max(atMost, l) != h
				}
				if right == 0 && atLeast > l {
					low[place], changed = min(atLeast, high[place]), true
				}
			}
		}
		if !changed {
			break
		}
	}
	return empty{}, false
}

// contradiction finds two balances over the same gaps that leave them
// different sums: narrowing by turns would take long to tell.
func contradiction(balances []balance) (empty, bool) {
	order := make([]int, len(balances))
	for i := range order {
		order[i] = i
	}
	key := func(b *balance) int { return len(b.gaps) }
	slices.SortStableFunc(order, func(i, j int) int {
		a, b := &balances[i], &balances[j]
		return cmp.Or(cmp.Compare(key(a), key(b)), slices.Compare(a.gaps, b.gaps), slices.Compare(a.signs, b.signs), cmp.Compare(a.number, b.number))
	})
	for n := 1; n < len(order); n++ {
		a, b := &balances[order[n-1]], &balances[order[n]]
		if !slices.Equal(a.gaps, b.gaps) || !slices.Equal(a.signs, b.signs) {
			continue
		}
		if tolerance := a.tolerance + b.tolerance; (a.rest - b.rest).Abs() > tolerance {
			return empty{number: b.number, low: a.rest, high: a.rest, rest: b.rest, tolerance: tolerance}, true
		}
	}
	return empty{}, false
}

// tellEmpty notes the sums at which ranges are empty as failing.
func (e *Engine) tellEmpty() {
	for i := range e.empties {
		number := e.empties[i].number
		e.verdicts.set(number, e.cubeOfNumber(number), Fails)
	}
}

func (e *Engine) cubeOfNumber(number int) int16 {
	c := e.checkOf(number)
	if c.kind == equalCheck {
		return e.cubeOf(e.groups[c.where].carriers[c.of].cells[0]).index
	}
	return c.cube
}

// emptyAt returns the empty range that shows at a check.
func (e *Engine) emptyAt(number int) *empty {
	for i := range e.empties {
		if e.empties[i].number == number {
			return &e.empties[i]
		}
	}
	return nil
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

// eachBeside calls f with the cells that share a sum or a quantity with one.
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
	}
	for _, g := range e.ofCell[cell] {
		for i := range e.groups[g].carriers {
			for _, other := range e.groups[g].carriers[i].cells {
				f(other)
			}
		}
	}
}
