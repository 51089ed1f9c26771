package validation

import (
	"cmp"
	"slices"

	"migraform/forms"
)

// Slip is a typing error that has a name (Scholtus, Algorithms for correcting
// sign errors and rounding errors, 2009; typographical distance one).
type Slip string

const (
	Swapped  Slip = "swapped"  // two neighbouring digits exchanged
	Lost     Slip = "lost"     // a digit left out
	Doubled  Slip = "doubled"  // a digit too many
	Mistyped Slip = "mistyped" // one digit instead of another
	Sign     Slip = "sign"     // the minus sign lost or added
	Tenfold  Slip = "tenfold"  // a factor of 10, 100 or 1,000
	Settles  Slip = "settles"  // no slip with a name, but nothing else settles all sums
)

// SlipBetween names the slip by which from was written instead of to.
func SlipBetween(from, to forms.Number) (Slip, bool) {
	if from == to {
		return "", false
	}
	if from == -to {
		return Sign, true
	}
	for _, factor := range []forms.Number{10, 100, 1000} {
		if to != 0 && from != 0 && (from == to*factor || to == from*factor) {
			return Tenfold, true
		}
	}
	if (from < 0) != (to < 0) || from == 0 || to == 0 {
		return "", false
	}
	var room [2][32]byte
	a, b := digits(from, room[0][:0]), digits(to, room[1][:0])
	switch len(a) - len(b) {
	case 0:
		first, differ := 0, 0
		for i := range a {
			if a[i] != b[i] {
				if differ == 0 {
					first = i
				}
				differ++
			}
		}
		if differ == 2 && a[first] == b[first+1] && a[first+1] == b[first] {
			return Swapped, true
		}
		if differ == 1 && len(a) > 1 {
			return Mistyped, true
		}
	case 1:
		if oneMore(a, b) {
			return Doubled, true
		}
	case -1:
		if oneMore(b, a) {
			return Lost, true
		}
	}
	return "", false
}

// digits writes a number without its sign.
func digits(n forms.Number, to []byte) []byte { return n.Abs().Append(to) }

// oneMore reports whether long is short with one character put in.
func oneMore(long, short []byte) bool {
	same := 0
	for same < len(short) && long[same] == short[same] {
		same++
	}
	return string(long[same+1:]) == string(short[same:])
}

// likelihood orders slips: what happens most comes first.
var likelihood = []Slip{Swapped, Tenfold, Sign, Lost, Doubled, Mistyped}

// mostSuspects bounds how many suspects a finding names.
const mostSuspects = 3

// suspects looks among the figures of a failing sum for those that one
// nameable slip would put right, without breaking another check. A figure
// that also mends other failing checks comes first.
func (e *Engine) suspects(terms []weighted, difference forms.Number) []Suspect {
	type scored struct {
		Suspect
		mends int
	}
	var found []scored
	for _, term := range terms {
		if e.answers.Statuses[term.cell].IsNumber() && e.states[term.cell] == entered && term.sign != 0 {
			from := e.low[term.cell]
			to := from - forms.Number(term.sign)*difference
			slip, ok := SlipBetween(from, to)
			if !ok || to < 0 && e.traits[term.cell]&signedCell == 0 {
				continue
			}
			mends, breaks := e.effect(term.cell, to-from)
			if mends > 0 && !breaks {
				found = append(found, scored{Suspect{Cell: term.cell, From: from, To: to, Slip: slip}, mends})
			}
		}
	}
	slices.SortStableFunc(found, func(a, b scored) int {
		if a.mends != b.mends {
			return b.mends - a.mends
		}
		return slices.Index(likelihood, a.Slip) - slices.Index(likelihood, b.Slip)
	})
	// A figure that mends less than the first is no rival of it.
	var suspects []Suspect
	for _, f := range found {
		if len(suspects) < mostSuspects && f.mends == found[0].mends {
			suspects = append(suspects, f.Suspect)
		}
	}
	return suspects
}

// convincing is the share of an excess by which a slip may overshoot it and
// still explain it: the missing parts fill what is left.
const convincing = 20

// excessive looks among the figures of a sum whose known parts exceed the
// total for those that one nameable slip would bring to just below it.
func (e *Engine) excessive(terms []weighted, excess forms.Number) []Suspect {
	type scored struct {
		Suspect
		slack forms.Number
	}
	var found []scored
	for _, term := range terms {
		if term.sign < 1 || e.states[term.cell] != entered || !e.answers.Statuses[term.cell].IsNumber() || e.low[term.cell] < excess {
			continue
		}
		best := scored{}
		for _, to := range smaller(e.low[term.cell]) {
			slack := e.low[term.cell] - to - excess
			slip, ok := SlipBetween(e.low[term.cell], to)
			if ok && slack >= 0 && slack <= excess/convincing && (best.Slip == "" || slack < best.slack) {
				best = scored{Suspect{Cell: term.cell, From: e.low[term.cell], To: to, Slip: slip}, slack}
			}
		}
		if best.Slip == "" {
			continue
		}
		if _, breaks := e.effect(best.Cell, best.To-best.From); !breaks {
			found = append(found, best)
		}
	}
	slices.SortStableFunc(found, func(a, b scored) int {
		return cmp.Or(cmp.Compare(e.strays(a.Cell, a.To), e.strays(b.Cell, b.To)),
			cmp.Compare(slices.Index(likelihood, a.Slip), slices.Index(likelihood, b.Slip)), cmp.Compare(a.slack, b.slack))
	})
	var suspects []Suspect
	for _, f := range found[:min(len(found), mostSuspects)] {
		suspects = append(suspects, f.Suspect)
	}
	return suspects
}

// strays tells whether a figure would lie nearer to those of the years beside
// it than the present one (-1), farther from them (1), or neither.
func (e *Engine) strays(cell forms.Cell, to forms.Number) int {
	c := e.cubeOf(cell)
	nearer := 0
	axis := c.AxisOf("time")
	if axis < 0 {
		return 0
	}
	code := c.CodeAt(cell, axis)
	for _, beside := range []int{code - 1, code + 1} {
		if beside < 0 || beside >= len(c.Axes[axis].List.Codes) {
			continue
		}
		other := c.Moved(cell, axis, beside)
		if e.states[other] == entered && e.low[other] > 0 {
			nearer += cmp.Compare((to - e.low[other]).Abs(), (e.low[cell] - e.low[other]).Abs())
		}
	}
	return cmp.Compare(nearer, 0)
}

// smaller lists the whole numbers below n from which swapping two digits or
// typing one too many makes n.
func smaller(n forms.Number) []forms.Number {
	if !n.IsWhole() || n <= 0 {
		return nil
	}
	var list []forms.Number
	add := func(text string) {
		if to, err := forms.ParseNumber(text); err == nil && to < n && text[0] != '0' {
			list = append(list, to)
		}
	}
	d := n.String()
	for i := range len(d) - 1 {
		swapped := []byte(d)
		swapped[i], swapped[i+1] = swapped[i+1], swapped[i]
		add(string(swapped))
		add(d[:i] + d[i+1:])
	}
	return list
}

// weighted is a cell with its sign in a sum; the total has the opposite one.
type weighted struct {
	cell forms.Cell
	sign int8
}

// effect tells how many failing checks of a cell a change would mend, and
// whether it would leave or make others failing: then it is not looked at any
// further. What checks say must be up to date.
func (e *Engine) effect(cell forms.Cell, change forms.Number) (mends int, breaks bool) {
	c := e.cubeOf(cell)
	rest := int(cell - c.First)
	for i := range c.axes {
		a := &c.axes[i]
		code := rest / a.stride % len(a.list.Codes)
		at := cell - forms.Cell(code*a.stride)
		for _, sums := range [2][]int32{a.sumsOf[code], a.sumsIn[code]} {
			for _, s := range sums {
				sign := forms.Number(-1)
				for _, term := range a.list.Sums[s].Terms {
					if term.Code == code {
						sign = forms.Number(term.Sign)
					}
				}
				total := at + forms.Cell(a.list.Sums[s].Total*a.stride)
				if e.states[total] != entered {
					// The blank total moves with its parts: see what that does.
					if total != cell && e.states[total] == computed && e.by[total] == uint16(i)<<12|uint16(s) {
						more, breaks := e.effect(total, change*sign)
						if mends += more; breaks {
							return mends, true
						}
					}
					continue
				}
				number := a.sums + int(s)*a.across + rest/(a.stride*len(a.list.Codes))*a.stride + rest%a.stride
				switch Verdict(e.verdicts.of[number]) {
				case Holds:
					if !e.open(c, i, int(s), at) {
						return mends, true
					}
				case Fails:
					if r := e.sum(c, i, int(s), at); !r.exceeds {
						if (r.difference + sign*change).Abs() > r.tolerance {
							return mends, true
						}
						mends++
					}
				}
			}
		}
	}
	for _, g := range e.ofCell[cell] {
		reference := e.reference(g)
		if reference == nil {
			continue
		}
		for i := range e.groups[g].carriers {
			other := &e.groups[g].carriers[i]
			low, known, answered := e.value(other)
			if !known || !answered || other == reference {
				continue
			}
			base, _, _ := e.value(reference)
			inOther, inReference := slices.Contains(other.cells, cell), slices.Contains(reference.cells, cell)
			if inOther == inReference {
				continue
			}
			before, after := low-base, low-base+change
			if inReference {
				after = low - base - change
			}
			switch {
			case before != 0 && after == 0:
				mends++
			case before == 0:
				return mends, true
			}
		}
	}
	return mends, false
}

// open reports whether a sum that holds could hold with other figures too.
func (e *Engine) open(c *cubeChecks, axis, s int, at forms.Cell) bool {
	a := &c.axes[axis]
	figures := 0
	for _, term := range a.list.Sums[s].Terms {
		switch e.states[at+forms.Cell(term.Code*a.stride)] {
		case blank, missing, partial:
			return true
		case entered, computed:
			figures++
		}
	}
	return figures == 0
}
