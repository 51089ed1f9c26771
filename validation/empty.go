package validation

import (
	"slices"

	"migraform/forms"
	"migraform/forms/words"
)

// describeEmpty writes out that nothing could stand where figures are missing.
// A relation says it in its own words.
func (e *Engine) describeEmpty(f *Finding, c check, none *empty) {
	low, high, rest := none.low, none.high, none.rest
	mixed := none.inexact
	b := e.balanceOf(c)
	for _, sign := range b.signs {
		mixed = mixed || sign != b.signs[0]
	}
	if len(b.signs) > 0 && b.signs[0] < 0 {
		low, high, rest = -high, -low, -rest
	}
	id := "finding.empty.between"
	switch {
	case mixed:
		id = "finding.empty.apart"
	case low == high:
		id = "finding.empty.exactly"
	case high >= open:
		id = "finding.empty.at_least"
	case low <= 0:
		id = "finding.empty.at_most"
	}
	f.addGaps(b.gaps)
	f.Message = words.Say(id, "Table", e.q.CubeOf(f.Cells[0]).Name, "Where", Names(e.q.CubeOf(f.Cells[0]), f.Cells[0]),
		"Low", low, "High", high, "Rest", rest, "Difference", f.Difference)
	f.Step = words.Say("step.empty")
}

// addGaps leads to what is missing, too.
func (f *Finding) addGaps(gaps []forms.Cell) {
	for _, gap := range gaps {
		if len(f.Cells) < longestEquation && !slices.Contains(f.Cells, gap) {
			f.Cells = append(f.Cells, gap)
		}
	}
}

// balanceOf writes a check over its gaps.
func (e *Engine) balanceOf(c check) *balance {
	b := &balance{}
	switch c.kind {
	case sumCheck:
		cube, at := e.at(c)
		e.sumBalance(cube, int(c.axis), int(c.of), at, b)
	case limitCheck:
		cube, at := e.at(c)
		e.limitBalance(cube, int(c.axis), int(c.of), at, b)
	case equalCheck:
		e.equalBalance(c.where, int(c.of), b)
	case relationCheck:
		e.relationBalance(int(c.where), b)
	}
	return b
}

// tolerates reports whether a check compares two sides that may differ by its
// tolerance, which its sentence does not say by itself.
func (e *Engine) tolerates(c check) bool {
	switch c.kind {
	case sumCheck, limitCheck, equalCheck:
		return true
	case relationCheck:
		kind := e.q.Relations[e.comparisons[c.where].relation].Kind
		return kind == forms.Equal || kind == forms.AtMost
	}
	return false
}

// unsearched says of a check that cannot be told that the search for ranges
// that are empty was not made to the end.
func (e *Engine) unsearched(c check) words.Message {
	if len(e.ranging.stopped) == 0 {
		return words.Message{}
	}
	for _, gap := range e.balanceOf(c).gaps {
		if e.ranging.stopped[gap] {
			return words.Say("unsearched.gaps", "Count", mostGaps)
		}
	}
	return words.Message{}
}

// tellEmpty notes the checks at which ranges are empty as failing, and judges
// again the relations whose figures have other ranges now.
func (e *Engine) tellEmpty() {
	met := map[int]bool{}
	for _, gap := range e.ranging.narrowed {
		e.eachComparison(gap, func(i int) {
			if !met[i] {
				met[i] = true
				e.checkRelation(i)
			}
		})
	}
	for i := range e.empties {
		e.empties[i].said = false
		number := e.empties[i].number
		e.verdicts.set(number, e.cubeOfNumber(number), e.judgeAlone(e.checkOf(number)).verdict)
	}
	said := make([]bool, len(e.empties))
	for i := range e.empties {
		said[i] = !slices.ContainsFunc(e.empties[i].figures, e.failsAt)
	}
	for i := range e.empties {
		if e.empties[i].said = said[i]; said[i] {
			number := e.empties[i].number
			e.verdicts.set(number, e.cubeOfNumber(number), Fails)
		}
	}
}

// mostAround bounds the balances of a block whose figures are all looked at
// for what is wrong by itself; of larger ones it is those around the gaps of
// the one that shows it.
const mostAround = 300

// figuresAround lists the figures in the balances of a block.
func (e *Engine) figuresAround(k *block) []forms.Cell {
	var cells []forms.Cell
	known := func(cell forms.Cell) {
		if st := e.states[cell]; st == entered || st == computed {
			cells = e.figures(cells, cell)
		}
	}
	gaps := k.gaps
	if len(k.balances) > mostAround {
		gaps = e.balanceOf(e.checkOf(k.balances[0].number)).gaps
	}
	for _, gap := range gaps {
		e.eachBeside(gap, known)
	}
	slices.Sort(cells)
	return slices.Compact(cells)
}

// failsAt reports whether a figure takes part in a sum, an "of whom" or an
// equality that fails by what is known.
func (e *Engine) failsAt(cell forms.Cell) bool {
	fails := func(number int) bool { return Verdict(e.verdicts.of[number]) == Fails }
	c := e.cubeOf(cell)
	rest := int(cell - c.First)
	for i := range c.axes {
		a := &c.axes[i]
		code := rest / a.stride % len(a.list.Codes)
		where := a.whereOf(c, cell-forms.Cell(code*a.stride))
		for _, sums := range [2][]int32{a.sumsOf[code], a.sumsIn[code]} {
			for _, s := range sums {
				if fails(a.sums + int(s)*a.across + where) {
					return true
				}
			}
		}
		for _, l := range a.limits[code] {
			if fails(a.most + int(l)*a.across + where) {
				return true
			}
		}
	}
	for _, g := range e.ofCell[cell] {
		for i := range e.groups[g].carriers {
			if !fails(e.groups[g].first + i) {
				continue
			}
			if reference, _ := e.referenceFor(g, i); !e.areApart(g, i, max(reference, 0)) {
				return true
			}
		}
	}
	return false
}

func (e *Engine) cubeOfNumber(number int) int16 {
	c := e.checkOf(number)
	cube, _ := e.belongs(c)
	return cube
}

// emptyAt returns the empty range that shows at a check and is said.
func (e *Engine) emptyAt(number int) *empty {
	for i := range e.empties {
		if e.empties[i].number == number && e.empties[i].said {
			return &e.empties[i]
		}
	}
	return nil
}
