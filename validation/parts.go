package validation

import (
	"migraform/forms"
	"migraform/forms/words"
)

// Where a definition does not ask that parts add up to their total, each of
// them by itself may still not be more than it.

// onePart compares each part of a sum with its total.
func (e *Engine) onePart(a *axisChecks, s int, at forms.Cell) result {
	r, _ := e.largestPart(a, s, at)
	return r
}

// largestPart compares each part of a sum with its total; the place is that of
// the term that exceeds it most.
func (e *Engine) largestPart(a *axisChecks, s int, at forms.Cell) (r result, term int) {
	sum := &a.list.Sums[s]
	total := at + forms.Cell(sum.Total*a.stride)
	if !derives(sum) || !e.limits.parts || e.states[total] != entered && e.states[total] != missing || e.traits[total]&(blurredCell|signedCell) != 0 {
		return result{}, -1
	}
	tolerance := e.declared.Tolerance(1) + e.slack("R03")
	term = -1
	for n, t := range sum.Terms {
		part := at + forms.Cell(t.Code*a.stride)
		if t.Sign < 0 || e.low[part] == 0 || e.traits[part]&(blurredCell|signedCell) != 0 {
			continue
		}
		if e.states[total] == missing {
			r, term = result{verdict: CannotTell, tolerance: tolerance}, n
		} else if over := e.low[part] - e.low[total]; over > max(tolerance, r.difference) {
			r, term = result{verdict: Fails, exceeds: true, difference: over, tolerance: tolerance}, n
		}
	}
	return r, term
}

// describePart writes out that a part is more than its total.
func (e *Engine) describePart(f *Finding, c check, r result) {
	cube, at := e.at(c)
	a := &cube.axes[c.axis]
	sum := &a.list.Sums[c.of]
	_, term := e.largestPart(a, int(c.of), at)
	code := sum.Terms[max(term, 0)].Code
	total, part := at+forms.Cell(sum.Total*a.stride), at+forms.Cell(code*a.stride)
	f.Rule = "R03"
	f.Cells = e.figures([]forms.Cell{total}, part)
	f.Equation = Equation{Relation: "≥", Left: []EquationTerm{e.term([]forms.Text{a.list.Codes[sum.Total].Name}, total, 1)},
		Right: []EquationTerm{e.term([]forms.Text{a.list.Codes[code].Name}, part, 1)}}
	id := "finding.limit.over"
	f.Step = words.Say("step.sum")
	if r.verdict == CannotTell {
		id, f.Step = "finding.limit.cannot_tell", words.Say("step.missing")
	}
	f.Message = words.Say(id, "Table", cube.Name, "Part", a.list.Codes[code].Name, "Whole", a.list.Codes[sum.Total].Name,
		"Where", where(cube.Cube, total, int(c.axis)), "Sum", e.low[part], "Total", e.low[total], "Difference", f.Difference)
}
