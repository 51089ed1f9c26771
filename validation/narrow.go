package validation

import (
	"cmp"
	"slices"

	"migraform/forms"
)

// block is gaps that share balances, with the range of each: from low, -open
// for none, to high, open for none. Its room is used again for the next one.
type block struct {
	gaps      []forms.Cell
	low, high []forms.Number
	balances  []bounds
	places    []int32 // of the balances one after the other: their gaps
	signs     []int8
	users     []int32 // of the gaps one after the other: their balances
	userAt    []int32 // by gap: where those begin
	queue     []int32
	waits     []bool
}

// bounds are what a balance says of its gaps: their signed sum lies from least
// to most, ±open for none.
type bounds struct {
	number      int
	first, last int32 // its places
	least, most forms.Number
	rest        forms.Number
	tolerance   forms.Number
	exact       bool // it comes to rest, give or take the tolerance
}

func (k *block) clear() {
	k.gaps, k.low, k.high = k.gaps[:0], k.low[:0], k.high[:0]
	k.balances, k.places, k.signs = k.balances[:0], k.places[:0], k.signs[:0]
}

// take adds a balance, whose gaps stand at places that are counted from a
// base.
func (k *block) take(b *balance, placeOf []int32, base int32) {
	first := int32(len(k.places))
	for i, gap := range b.gaps {
		k.places = append(k.places, placeOf[gap]-base)
		k.signs = append(k.signs, b.signs[i])
	}
	k.balances = append(k.balances, bounds{number: b.number, first: first, last: int32(len(k.places)), least: b.least(), most: b.most(),
		rest: b.rest, tolerance: b.tolerance, exact: b.below == 0 && b.above == 0})
}

// mostSteps bounds how many terms are looked at while ranges of a block are
// narrowed; steadySteps is when a contradiction that narrowing by turns would
// take long to tell is looked for.
const (
	mostSteps   = 1_000_000
	steadySteps = 50
)

// solve narrows the ranges of a block until nothing changes or one is empty.
// It is not done where that would take too long.
func (k *block) solve() (found empty, isEmpty, done bool) {
	slices.SortFunc(k.balances, func(a, b bounds) int { return cmp.Compare(a.number, b.number) })
	k.link()
	k.queue = k.queue[:0]
	k.waits = append(k.waits[:0], make([]bool, len(k.balances))...)
	for i := range k.balances {
		k.queue = append(k.queue, int32(i))
		k.waits[i] = true
	}
	steps, sought := 0, false
	for next := 0; next < len(k.queue); next++ {
		i := k.queue[next]
		k.waits[i] = false
		steps += int(k.balances[i].last - k.balances[i].first)
		switch {
		case steps > mostSteps:
			return empty{}, false, false
		case !sought && steps > steadySteps*len(k.places):
			sought = true
			if found, isEmpty = k.contradiction(); isEmpty {
				return found, true, true
			}
		}
		if found, isEmpty = k.narrow(int(i)); isEmpty {
			return found, true, true
		}
		if next > 4*len(k.balances) { // what is done makes room
			k.queue = append(k.queue[:0], k.queue[next+1:]...)
			next = -1
		}
	}
	return empty{}, false, true
}

// link lists the balances of each gap.
func (k *block) link() {
	k.userAt = append(k.userAt[:0], make([]int32, len(k.gaps)+1)...)
	for _, place := range k.places {
		k.userAt[place+1]++
	}
	for i := range k.gaps {
		k.userAt[i+1] += k.userAt[i]
	}
	k.users = append(k.users[:0], make([]int32, len(k.places))...)
	for i := range k.balances {
		for _, place := range k.places[k.balances[i].first:k.balances[i].last] {
			k.users[k.userAt[place]] = int32(i)
			k.userAt[place]++
		}
	}
	copy(k.userAt[1:], k.userAt) // each stands where the next begins
	k.userAt[0] = 0
}

// narrow takes what one balance says of each of its gaps, given the ranges of
// the others.
func (k *block) narrow(i int) (empty, bool) {
	b := &k.balances[i]
	places, signs := k.places[b.first:b.last], k.signs[b.first:b.last]
	// The signed sum lies from least to most; how many of the gaps have no such
	// bound.
	var least, most forms.Number
	noLeast, noMost := 0, 0
	for n, place := range places {
		l, h := k.signed(place, signs[n])
		if l == -open {
			noLeast++
		} else {
			least += l
		}
		if h == open {
			noMost++
		} else {
			most += h
		}
	}
	tooMuch, tooLittle := b.most != open && noLeast == 0 && least > b.most, b.least != -open && noMost == 0 && most < b.least
	if tooMuch || tooLittle {
		found := empty{number: b.number, low: least, high: most, rest: b.rest, tolerance: b.tolerance, inexact: !b.exact, difference: most - b.rest}
		if tooMuch {
			found.difference = least - b.rest
		}
		if noLeast > 0 {
			found.low = -open
		}
		if noMost > 0 {
			found.high = open
		}
		return found, true
	}
	for n, place := range places {
		l, h := k.signed(place, signs[n])
		// What all others come to at least and at most.
		atMost, atLeast := open, -open
		if b.most != open && (noLeast == 0 || noLeast == 1 && l == -open) {
			atMost = b.most - least
			if l != -open {
				atMost += l
			}
		}
		if b.least != -open && (noMost == 0 || noMost == 1 && h == open) {
			atLeast = b.least - most
			if h != open {
				atLeast += h
			}
		}
		newLow, newHigh := max(l, atLeast), min(h, atMost)
		if newLow == l && newHigh == h || newLow > newHigh {
			continue
		}
		if signs[n] < 0 {
			newLow, newHigh = -newHigh, -newLow // ±open are each other's
		}
		k.low[place], k.high[place] = newLow, newHigh
		for _, other := range k.users[k.userAt[place]:k.userAt[place+1]] {
			if !k.waits[other] {
				k.waits[other] = true
				k.queue = append(k.queue, other)
			}
		}
	}
	return empty{}, false
}

// signed is the range of a gap with its sign.
func (k *block) signed(place int32, sign int8) (low, high forms.Number) {
	if sign < 0 {
		return -k.high[place], -k.low[place]
	}
	return k.low[place], k.high[place]
}

// contradiction finds two balances over the same gaps that leave them
// different sums.
func (k *block) contradiction() (empty, bool) {
	type terms struct {
		balance int
		places  []int64 // with their signs, in order
	}
	all := make([]terms, 0, len(k.balances))
	for i := range k.balances {
		b := &k.balances[i]
		if !b.exact {
			continue
		}
		t := terms{balance: i}
		for n := b.first; n < b.last; n++ {
			t.places = append(t.places, int64(k.places[n])*2+int64(k.signs[n]+1)/2)
		}
		slices.Sort(t.places)
		all = append(all, t)
	}
	slices.SortFunc(all, func(a, b terms) int {
		return cmp.Or(slices.Compare(a.places, b.places), cmp.Compare(a.balance, b.balance))
	})
	for n := 1; n < len(all); n++ {
		if !slices.Equal(all[n-1].places, all[n].places) {
			continue
		}
		a, b := &k.balances[all[n-1].balance], &k.balances[all[n].balance]
		if tolerance := a.tolerance + b.tolerance; (a.rest - b.rest).Abs() > tolerance {
			return empty{number: b.number, low: a.rest, high: a.rest, rest: b.rest, tolerance: tolerance, difference: a.rest - b.rest}, true
		}
	}
	return empty{}, false
}
