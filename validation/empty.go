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
