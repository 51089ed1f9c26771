package validation

import (
	"slices"
	"strconv"

	"migraform/forms"
	"migraform/forms/words"
)

// finding writes out what a check says.
func (e *Engine) finding(c check, r result) Finding {
	f := Finding{check: c, Verdict: r.verdict, Difference: r.difference.Abs(), Tolerance: r.tolerance}
	switch c.kind {
	case sumCheck:
		if e.cubes[c.cube].axes[c.axis].checked[c.of] {
			e.describeSum(&f, c, r)
		} else {
			e.describePart(&f, c, r)
		}
	case limitCheck:
		e.describeLimit(&f, c, r)
	case boundCheck:
		e.describeBound(&f, c, r)
	case equalCheck:
		e.describeEqual(&f, c, r)
	case cellCheck:
		e.describeCell(&f, c)
	case includeCheck:
		e.describeInclude(&f, c)
	case blankCheck:
		cube := e.q.Cubes[c.cube]
		f.Rule = "R06"
		f.Cells = e.Blanks(cube)
		f.Difference = forms.Whole(int64(len(f.Cells)))
		f.Message = words.Say("finding.blank", "Count", len(f.Cells), "Table", cube.Name)
		f.Step = words.Say("step.blank")
	default:
		e.describeUnlikely(&f, c, r)
	}
	if r.empty != nil && c.kind != relationCheck {
		e.describeEmpty(&f, c, r.empty)
	}
	if c.kind == relationCheck {
		e.describeRelation(&f, c, r)
	} else {
		f.Severity = e.severity(f.Rule, f.Severity == Warning)
	}
	if r.verdict == CannotTell {
		f.Unsearched = e.unsearched(c)
	}
	if e.tolerates(c) && r.verdict == Fails && r.tolerance > 0 {
		f.Message = words.Say("finding.beyond", "Says", f.Message, "Tolerance", r.tolerance)
	}
	f.Key = f.Rule + " " + e.q.Address(f.Cells[0])
	switch c.kind {
	case equalCheck:
		f.Key += " = " + e.addresses(e.groups[c.where].carriers[c.of].cells)
	case unknownCheck, sexCheck, ageCheck, jumpCheck, sameCheck, digitsCheck:
		f.Key += " " + [...]string{unknownCheck: "unknown", sexCheck: "sex", ageCheck: "age", jumpCheck: "jump", sameCheck: "same", digitsCheck: "digits"}[c.kind]
	case relationCheck:
		made := &e.comparisons[c.where]
		f.Key = f.Rule + " " + e.addresses(made.Left[0].Carriers[0]) + " " + e.q.Relations[made.relation].ID
	case cellCheck, includeCheck:
		if c.of > 0 {
			f.Key += " " + strconv.Itoa(int(c.of))
		}
	case limitCheck:
		f.Key += " of " + strconv.Itoa(int(c.axis)) + "." + strconv.Itoa(int(c.of))
	case definitionCheck:
		f.Key = f.Rule + " " + e.affected[c.where].Question
	case partnerCheck:
		f.Key += " " + e.declared.Partners[c.where].Country
	case smallCheck:
		f.Key = f.Rule + " " + e.q.Cubes[c.cube].Name
	case provisionalCheck:
		f.Key = f.Rule + " " + e.q.Cubes[c.cube].Name + " " + strconv.Itoa(e.cubes[c.cube].years[c.of])
	case sumCheck:
		f.Key += " " + strconv.Itoa(int(c.axis)) + "." + strconv.Itoa(int(c.of))
	}
	return f
}

// addresses writes the cells that carry one quantity: the first and, where
// there are several, the last.
func (e *Engine) addresses(cells []forms.Cell) string {
	text := e.q.Address(cells[0])
	if len(cells) > 1 {
		text += " + " + e.q.Address(cells[len(cells)-1])
	}
	return text
}

// at is the combination that a check stands at, with its axis at the first
// code.
func (e *Engine) at(c check) (*cubeChecks, forms.Cell) {
	cube := &e.cubes[c.cube]
	a := &cube.axes[c.axis]
	where := int(c.where)
	return cube, cube.First + forms.Cell(where/a.stride*a.stride*len(a.list.Codes)+where%a.stride)
}

// where names the codes of a cell on all axes but one that tell it from
// others: totals go without saying unless nothing else is left.
func where(c *forms.Cube, cell forms.Cell, but int) []forms.Text {
	var names []forms.Text
	for i := range c.Axes {
		if code := c.Code(cell, i); i != but && (code.Kind != forms.Total || c.Axes[i].Concept == "sex") {
			names = append(names, code.Name)
		}
	}
	return names
}

// Names names a cell for a person: its codes on all axes, totals left out
// where others are there.
func Names(c *forms.Cube, cell forms.Cell) []forms.Text { return where(c, cell, -1) }

func (e *Engine) term(name []forms.Text, cell forms.Cell, sign int8) EquationTerm {
	return EquationTerm{Name: name, Value: e.low[cell], Known: e.states[cell].known(), AtLeast: e.states[cell] == partial, Sign: sign}
}

func (e *Engine) describeSum(f *Finding, c check, r result) {
	cube, at := e.at(c)
	a := &cube.axes[c.axis]
	sum := &a.list.Sums[c.of]
	total := at + forms.Cell(sum.Total*a.stride)
	f.Rule = sum.Rule
	if r.exceeds && derives(sum) {
		f.Rule = "R03"
	}
	f.Cells = []forms.Cell{total}
	if e.states[total] == computed {
		f.Cells = e.figures(f.Cells, total)
	}
	f.Equation.Relation = "="
	if r.exceeds {
		f.Equation.Relation = "≥"
	}
	f.Equation.Left = []EquationTerm{e.term([]forms.Text{a.list.Codes[sum.Total].Name}, total, 1)}
	f.Equation.Right = make([]EquationTerm, 0, len(sum.Terms))
	var parts forms.Number
	for _, term := range sum.Terms {
		part := at + forms.Cell(term.Code*a.stride)
		parts += forms.Number(term.Sign) * e.low[part]
		if st := e.states[part]; st != assumed {
			f.Equation.Right = append(f.Equation.Right, e.term([]forms.Text{a.list.Codes[term.Code].Name}, part, term.Sign))
		}
		for _, cell := range e.figures(nil, part) {
			if !slices.Contains(f.Cells, cell) {
				f.Cells = append(f.Cells, cell)
			}
		}
	}
	kind := "sum"
	if !derives(sum) {
		kind = "balance"
	}
	how := "over"
	switch {
	case r.verdict == CannotTell:
		how = "cannot_tell"
	case r.exceeds:
		how = "exceeds"
	case r.difference < 0:
		how = "under"
	}
	f.Message = words.Say("finding."+kind+"."+how, "Table", cube.Name, "Whole", a.list.Codes[sum.Total].Name,
		"Where", where(cube.Cube, total, int(c.axis)), "Sum", parts, "Total", e.low[total], "Difference", f.Difference)
	f.Step = words.Say("step." + kind)
	if r.verdict == CannotTell {
		f.Step = words.Say("step.missing")
	}
}

// figures appends the entered cells that a cell's figure comes from: itself,
// or what a computed total adds up.
func (e *Engine) figures(to []forms.Cell, cell forms.Cell) []forms.Cell {
	switch e.states[cell] {
	case entered, missing:
		return append(to, cell)
	case computed, partial:
		c := e.cubeOf(cell)
		a := &c.axes[e.by[cell]>>12]
		code := int(cell-c.First) / a.stride % len(a.list.Codes)
		for _, term := range a.list.Sums[e.by[cell]&0xfff].Terms {
			to = e.figures(to, cell+forms.Cell((term.Code-code)*a.stride))
		}
	}
	return to
}

func (e *Engine) describeLimit(f *Finding, c check, r result) {
	cube, at := e.at(c)
	a := &cube.axes[c.axis]
	limit := &a.list.Limits[c.of]
	whole := at + forms.Cell(limit.Whole*a.stride)
	f.Rule = "R03"
	f.Cells = []forms.Cell{whole}
	f.Equation.Relation = "≥"
	f.Equation.Left = []EquationTerm{e.term([]forms.Text{a.list.Codes[limit.Whole].Name}, whole, 1)}
	var sum forms.Number
	for _, part := range limit.Parts {
		cell := at + forms.Cell(part*a.stride)
		sum += e.low[cell]
		f.Cells = append(f.Cells, cell)
		f.Equation.Right = append(f.Equation.Right, e.term([]forms.Text{a.list.Codes[part].Name}, cell, 1))
	}
	id := "finding.limit.over"
	f.Step = words.Say("step.sum")
	if r.verdict == CannotTell {
		id, f.Step = "finding.limit.cannot_tell", words.Say("step.missing")
	}
	f.Message = words.Say(id, "Table", cube.Name, "Part", a.list.Codes[limit.Parts[0]].Name, "Whole", a.list.Codes[limit.Whole].Name,
		"Where", where(cube.Cube, whole, int(c.axis)), "Sum", sum, "Total", e.low[whole], "Difference", f.Difference)
}

func (e *Engine) describeBound(f *Finding, c check, r result) {
	cube, at := e.at(c)
	bound := &cube.Bounds[c.of]
	a := &cube.axes[bound.Axis]
	cell := at + forms.Cell(bound.Code*a.stride)
	f.Rule, f.Severity = bound.Rule, Warning
	f.Cells = []forms.Cell{cell}
	f.Equation.Relation = "≤"
	name := []forms.Text{a.list.Codes[bound.Code].Name}
	f.Equation.Left = []EquationTerm{e.term(name, cell, 1)}
	f.Equation.Right = []EquationTerm{{Value: r.tolerance, Known: r.verdict == Fails, Sign: 1}}
	f.Tolerance = 0
	id := "finding.bound.over"
	f.Step = words.Say("step.bound")
	if r.verdict == CannotTell {
		id, f.Step = "finding.bound.cannot_tell", words.Say("step.missing")
	}
	f.Message = words.Say(id, "Table", cube.Name, "Item", a.list.Codes[bound.Code].Name, "Where", where(cube.Cube, cell, bound.Axis),
		"Value", e.low[cell], "Allowed", r.tolerance)
}

func (e *Engine) describeEqual(f *Finding, c check, r result) {
	g := &e.groups[c.where]
	at, _ := e.referenceFor(c.where, int(c.of))
	at = max(at, 0) // nothing is known; what others leave for it is
	this, reference := &g.carriers[c.of], &g.carriers[at]
	f.Rule = e.equalRuleOf(g.measure)
	f.Cells = append(append(f.Cells, this.cells...), reference.cells...)
	expected, _, _ := e.value(reference)
	actual, known, _ := e.value(this)
	f.Equation = Equation{Relation: "=",
		Left:  []EquationTerm{{Name: []forms.Text{{"en": this.cube.Name}}, Value: actual, Known: known, Sign: 1}},
		Right: []EquationTerm{{Name: []forms.Text{{"en": reference.cube.Name}}, Value: expected, Known: true, Sign: 1}}}
	if e.areApart(c.where, int(c.of), at) {
		f.Severity = Warning
	}
	id := "finding.equal.differs"
	f.Step = words.Say("step.equal", "Table", this.cube.Name, "Other", reference.cube.Name)
	if this.cube == reference.cube {
		f.Step = words.Say("step.equal.same")
	}
	if r.verdict == CannotTell {
		id, f.Step = "finding.equal.cannot_tell", words.Say("step.missing")
	}
	f.Message = words.Say(id, "Table", this.cube.Name, "Other", reference.cube.Name,
		"Where", Names(this.cube, this.cells[0]), "OtherWhere", Names(reference.cube, reference.cells[0]),
		"Value", actual, "Expected", expected, "Difference", f.Difference)
}

func (e *Engine) describeCell(f *Finding, c check) {
	cell := forms.Cell(c.where)
	cube := e.q.CubeOf(cell)
	f.Cells = []forms.Cell{cell}
	f.Equation.Left = []EquationTerm{e.term(nil, cell, 1)}
	f.Difference = 0
	kind := [...]string{notWhole: "not_whole", negative: "negative", ownResidence: "own_country", formerState: "former_state"}[c.of]
	f.Rule = "R01"
	f.Equation.Relation = "≥"
	f.Equation.Right = []EquationTerm{{Known: true, Sign: 1}}
	if c.of == ownResidence || c.of == formerState {
		f.Rule, f.Equation.Relation = "R07", "="
	}
	if c.of == notWhole {
		f.Equation.Relation = "="
		f.Equation.Right[0].Value = (e.low[cell] + forms.One/2) / forms.One * forms.One
	}
	f.Message = words.Say("finding."+kind, "Table", cube.Name, "Where", Names(cube, cell), "Value", e.low[cell])
	f.Step = words.Say("step." + kind)
}

func (e *Engine) describeInclude(f *Finding, c check) {
	cell := forms.Cell(c.where)
	cube := e.q.CubeOf(cell)
	f.Rule = "R05"
	f.Cells = []forms.Cell{cell}
	kind := [...]string{includedNowhere: "included_nowhere", notMarked: "not_marked", includesNothing: "includes_nothing", noNote: "no_note"}[c.of]
	if c.of == noNote {
		f.Severity = Warning
	}
	args := []any{"Table", cube.Name, "Where", Names(cube, cell), "Into", ""}
	if target, err := e.q.Cell(e.answers.At(cell).Into); err == nil && c.of == notMarked {
		f.Cells = append(f.Cells, target)
		args[5] = Names(e.q.CubeOf(target), target)
	}
	f.Message = words.Say("finding."+kind, args...)
	f.Step = words.Say("step." + kind)
}
