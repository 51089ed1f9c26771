package validation

import (
	"cmp"
	"slices"

	"migraform/forms"
)

// block is gaps that share balances, with the range of each: from low, -open
// for none, to high, open for none.
type block struct {
	gaps      []forms.Cell // in order
	low, high []forms.Number
	balances  []balance // by number
	places    [][]int32 // by balance: the gaps
	users     [][]int32 // by gap: the balances
}

// mostSteps bounds how many terms are looked at while ranges of a block are
// narrowed.
const mostSteps = 1_000_000

// newBlock begins with what is known of each gap by itself.
func (e *Engine) newBlock(gaps []forms.Cell, balances []balance) *block {
	slices.Sort(gaps)
	slices.SortFunc(balances, func(a, b balance) int { return cmp.Compare(a.number, b.number) })
	k := &block{gaps: gaps, balances: balances, low: make([]forms.Number, len(gaps)), high: make([]forms.Number, len(gaps)),
		places: make([][]int32, len(balances)), users: make([][]int32, len(gaps))}
	for i, gap := range gaps {
		k.low[i], k.high[i] = e.least(gap), open
	}
	for i := range balances {
		k.places[i] = make([]int32, len(balances[i].gaps))
		for n, gap := range balances[i].gaps {
			place, _ := slices.BinarySearch(gaps, gap)
			k.places[i][n] = int32(place)
			k.users[place] = append(k.users[place], int32(i))
		}
	}
	return k
}

// least is what a gap is at least by itself.
func (e *Engine) least(gap forms.Cell) forms.Number {
	if e.traits[gap]&signedCell != 0 {
		return -open
	}
	return e.low[gap]
}

// solve narrows the ranges of a block until nothing changes or one is empty.
// It is not done where that would take too long.
func (k *block) solve() (found empty, isEmpty, done bool) {
	if found, isEmpty = contradiction(k.balances); isEmpty {
		return found, true, true
	}
	queue := make([]int32, 0, 2*len(k.balances))
	waits := make([]bool, len(k.balances))
	for i := range k.balances {
		queue = append(queue, int32(i))
		waits[i] = true
	}
	steps := 0
	for next := 0; next < len(queue); next++ {
		i := queue[next]
		waits[i] = false
		if steps += len(k.places[i]); steps > mostSteps {
			return empty{}, false, false
		}
		if next > len(k.balances) && next > len(queue)/2 { // what is done makes room
			queue = append(queue[:0], queue[next+1:]...)
			next = -1
		}
		if found, isEmpty = k.narrow(int(i), func(gap int32) {
			for _, other := range k.users[gap] {
				if !waits[other] {
					waits[other] = true
					queue = append(queue, other)
				}
			}
		}); isEmpty {
			return found, true, true
		}
	}
	return empty{}, false, true
}

// narrow takes what one balance says of each of its gaps, given the ranges of
// the others.
func (k *block) narrow(i int, changed func(gap int32)) (empty, bool) {
	b := &k.balances[i]
	// The signed sum lies from least to most; how many of the gaps have no such
	// bound.
	var least, most forms.Number
	noLeast, noMost := 0, 0
	for n, place := range k.places[i] {
		l, h := k.signed(place, b.signs[n])
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
	mayLeast, mayMost := b.least(), b.most()
	if mayMost != open && noLeast == 0 && least > mayMost || mayLeast != -open && noMost == 0 && most < mayLeast {
		found := empty{number: b.number, low: least, high: most, rest: b.rest, tolerance: b.tolerance, inexact: b.below != 0 || b.above != 0}
		if noLeast > 0 {
			found.low = -open
		}
		if noMost > 0 {
			found.high = open
		}
		if found.difference = most - b.rest; mayMost != open && noLeast == 0 && least > mayMost {
			found.difference = least - b.rest
		}
		return found, true
	}
	for n, place := range k.places[i] {
		l, h := k.signed(place, b.signs[n])
		// What all others come to at least and at most.
		atMost, atLeast := open, -open
		if mayMost != open && (noLeast == 0 || noLeast == 1 && l == -open) {
			atMost = mayMost - least
			if l != -open {
				atMost += l
			}
		}
		if mayLeast != -open && (noMost == 0 || noMost == 1 && h == open) {
			atLeast = mayLeast - most
			if h != open {
				atLeast += h
			}
		}
		newLow, newHigh := max(l, atLeast), min(h, atMost)
		if newLow == l && newHigh == h || newLow > newHigh {
			continue
		}
		if b.signs[n] < 0 {
			newLow, newHigh = negated(newHigh), negated(newLow)
		}
		k.low[place], k.high[place] = newLow, newHigh
		changed(place)
	}
	return empty{}, false
}

// signed is the range of a gap with its sign.
func (k *block) signed(place int32, sign int8) (low, high forms.Number) {
	if sign < 0 {
		return negated(k.high[place]), negated(k.low[place])
	}
	return k.low[place], k.high[place]
}

func negated(n forms.Number) forms.Number { return -n } // ±open are each other's

// contradiction finds two balances over the same gaps that leave them
// different sums: narrowing by turns would take long to tell.
func contradiction(balances []balance) (empty, bool) {
	order := make([]int, 0, len(balances))
	for i := range balances {
		if balances[i].below == 0 && balances[i].above == 0 {
			order = append(order, i)
		}
	}
	slices.SortStableFunc(order, func(i, j int) int {
		a, b := &balances[i], &balances[j]
		return cmp.Or(cmp.Compare(len(a.gaps), len(b.gaps)), slices.Compare(a.gaps, b.gaps), slices.Compare(a.signs, b.signs), cmp.Compare(a.number, b.number))
	})
	for n := 1; n < len(order); n++ {
		a, b := &balances[order[n-1]], &balances[order[n]]
		if !slices.Equal(a.gaps, b.gaps) || !slices.Equal(a.signs, b.signs) {
			continue
		}
		if tolerance := a.tolerance + b.tolerance; (a.rest - b.rest).Abs() > tolerance {
			return empty{number: b.number, low: a.rest, high: a.rest, rest: b.rest, tolerance: tolerance, difference: a.rest - b.rest}, true
		}
	}
	return empty{}, false
}
