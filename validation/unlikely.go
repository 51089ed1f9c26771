package validation

import (
	"math"
	"strconv"

	"migraform/forms"
	"migraform/forms/words"
)

// describeUnlikely writes out what the rules about unlikely figures say.
func (e *Engine) describeUnlikely(f *Finding, c check, r result) {
	switch c.kind {
	case unknownCheck, sexCheck, ageCheck:
		e.describeLine(f, c, r)
	case stepCheck, seriesCheck, jumpCheck:
		e.describeSeries(f, c, r)
	case sentCheck:
		e.describeSent(f, c, r)
	case partnerCheck:
		e.describePartner(f, c, r)
	case definitionCheck:
		e.describeDefinition(f, c, r)
	case sameCheck, digitsCheck, provisionalCheck, smallCheck:
		e.describeTrace(f, c)
	}
}

// told chooses the sentence of a verdict.
func sentence(r result, fails, cannotTell string) string {
	if r.verdict == CannotTell {
		return cannotTell
	}
	return fails
}

func (e *Engine) describeLine(f *Finding, c check, r result) {
	cube, at := e.at(c)
	a := &cube.axes[c.axis]
	cellOf := func(code int) forms.Cell { return at + forms.Cell(code*a.stride) }
	name := func(code int) []forms.Text { return []forms.Text{a.list.Codes[code].Name} }
	total := cellOf(max(a.total, 0))
	var args []any
	var id string
	f.Step = words.Say("step.unlikely")
	switch c.kind {
	case unknownCheck:
		total = cellOf(a.unknownOf)
		unknown := cellOf(a.unknown)
		f.Rule, f.Cells = "R09", []forms.Cell{unknown, total}
		f.Equation = Equation{Relation: "≤", Left: []EquationTerm{e.term(name(a.unknown), unknown, 1)},
			Right: []EquationTerm{{Value: r.tolerance, Known: true, Sign: 1}}}
		id = sentence(r, "finding.unknown", "finding.unknown.cannot_tell")
		args = []any{"Unknown", a.list.Codes[a.unknown].Name, "Value", e.low[unknown], "Limit", percent(e.limits.unknownShare, forms.One)}
		if r.verdict == Fails {
			args = append(args, "Share", percent(e.low[unknown], e.low[total]))
			if above(e.low[unknown], e.low[total], e.limits.unknownMost) {
				id, f.Step = "finding.unknown.most", words.Say("step.unknown.most")
				args = append(args, "Most", percent(e.limits.unknownMost, forms.One))
			}
		}
	case sexCheck:
		f.Rule, f.Cells = "R10", []forms.Cell{total, cellOf(a.men), cellOf(a.women)}
		f.Equation = Equation{Relation: "=", Left: []EquationTerm{e.term(name(a.total), total, 1)},
			Right: []EquationTerm{e.term(name(a.men), cellOf(a.men), 1), e.term(name(a.women), cellOf(a.women), 1)}}
		only := a.men
		if e.low[cellOf(a.men)] == 0 {
			only = a.women
		}
		id = sentence(r, "finding.one_sex", "finding.one_sex.cannot_tell")
		args = []any{"Only", a.list.Codes[only].Name}
		f.Difference, f.Tolerance = 0, 0
	case ageCheck:
		peak := a.ages[0].code
		f.Rule, f.Cells = "R10", []forms.Cell{total}
		for _, age := range a.ages {
			f.Cells = append(f.Cells, cellOf(age.code))
			if e.low[cellOf(age.code)] > e.low[cellOf(peak)] {
				peak = age.code
			}
		}
		id = sentence(r, "finding.ages", "finding.ages.cannot_tell")
		args = []any{"Age", a.list.Codes[peak].Name, "Value", e.low[cellOf(peak)],
			"From", strconv.Itoa(e.limits.peakFrom), "To", strconv.Itoa(e.limits.peakTo)}
		f.Difference, f.Tolerance = 0, 0
	}
	args = append(args, "Table", cube.Name, "Where", where(cube.Cube, total, int(c.axis)), "Total", e.low[total])
	f.Message = words.Say(id, args...)
	if r.verdict == CannotTell {
		f.Step = words.Say("step.missing")
	}
}

func (e *Engine) describeSeries(f *Finding, c check, r result) {
	cube := &e.cubes[c.cube]
	cell := cube.First + forms.Cell(c.where)
	var before figure
	var id string
	args := []any{}
	switch c.kind {
	case stepCheck:
		f.Rule = "R11"
		before, _ = e.yearBefore(cube, cell)
		id = sentence(r, "finding.step", "finding.step.cannot_tell")
		if r.verdict == Fails && before.value > 0 {
			id = "finding.step.share"
			change := forms.Number(math.Round((e.low[cell].Float()/before.value.Float()-1)*1000)) * (forms.One / 10)
			args = append(args, "Share", signed(change))
		}
		args = append(args, "Allowed", r.tolerance)
	case seriesCheck:
		f.Rule = "R12"
		_, at := e.at(c)
		_, o := e.outlier(cube, at)
		cell = at + forms.Cell(o.at*cube.axes[cube.time].stride)
		if before, _ = e.yearBefore(cube, cell); r.verdict == CannotTell {
			before = e.figureAt(cube, at)
		}
		id = sentence(r, "finding.outlier", "finding.outlier.cannot_tell")
		args = append(args, "Score", forms.Number(math.Round(o.score*10))*(forms.One/10), "Limit", forms.Number(e.limits.score*float64(forms.One)),
			"Usual", signed(forms.Number(math.Round(o.usual*1000))*(forms.One/10)))
	case jumpCheck:
		f.Rule = "R15"
		beside := cube.neighbour(cell, -1)
		if after := cube.neighbour(cell, 1); beside == forms.NoCell || e.compared(after) && (!e.compared(beside) || e.low[beside] == 0) {
			beside = after
		}
		before = e.figureAt(cube, beside)
		id = sentence(r, "finding.jump", "finding.jump.cannot_tell")
		if r.verdict == Fails {
			factor, up := e.tenfold(beside, cell)
			args = append(args, "Factor", factor*forms.One)
			to := e.low[cell] * factor
			if up {
				to = e.low[cell] / factor
			} else {
				id = "finding.jump.down"
			}
			if to.IsWhole() == e.low[cell].IsWhole() && (!up || to*factor == e.low[cell]) {
				f.Suspects = []Suspect{{Cell: cell, From: e.low[cell], To: to, Slip: Tenfold}}
			}
		}
	}
	f.Cells = []forms.Cell{cell}
	year := cube.Code(cell, cube.time).Name
	f.Equation = Equation{Relation: "≈", Left: []EquationTerm{e.term([]forms.Text{year}, cell, 1)}}
	if before.cell != forms.NoCell {
		f.Cells = append(f.Cells, before.cell)
		f.Equation.Right = []EquationTerm{e.term([]forms.Text{before.year}, before.cell, 1)}
	} else {
		f.Beside = []forms.Number{before.value}
		f.Equation.Right = []EquationTerm{{Name: []forms.Text{before.year}, Value: before.value, Known: before.known, Sign: 1}}
	}
	f.Step = words.Say("step.series")
	if r.verdict == CannotTell {
		f.Step = words.Say("step.missing")
	}
	f.Message = words.Say(id, append(args, "Table", cube.Name, "Where", where(cube.Cube, cell, cube.time), "Year", year, "Other", before.year,
		"Value", e.low[cell], "Before", before.value, "Difference", f.Difference)...)
}

// signed writes a change with its sign.
func signed(n forms.Number) words.Message {
	if n < 0 {
		return words.Say("change.less", "Value", -n)
	}
	return words.Say("change.more", "Value", n)
}

func (e *Engine) describeSent(f *Finding, c check, r result) {
	cube := &e.cubes[c.cube]
	cell := cube.First + forms.Cell(c.where)
	_, then := e.sentThen(cube, cell)
	was := then.Values[cell]
	f.Rule, f.Cells, f.Beside = "R13", []forms.Cell{cell}, []forms.Number{was}
	f.Equation = Equation{Relation: "≈", Left: []EquationTerm{e.term(nil, cell, 1)}, Right: []EquationTerm{{Value: was, Known: true, Sign: 1}}}
	args := []any{"Table", cube.Name, "Where", Names(cube.Cube, cell), "Value", e.low[cell], "Before", was, "Difference", f.Difference}
	id := "finding.sent"
	if s := e.declared.Sent; s != nil && s.Answers == then {
		id += ".own"
		args = append(args, "Day", s.On)
	} else {
		args = append(args, "Year", strconv.Itoa(e.declared.Before.Year))
	}
	switch {
	case r.verdict == CannotTell:
		id += ".cannot_tell"
	case was != 0:
		id += ".share"
		args = append(args, "Share", percent(f.Difference, was.Abs()), "Limit", percent(e.limits.sentShare, forms.One))
	}
	f.Message = words.Say(id, args...)
	f.Step = words.Say("step.sent")
	if r.verdict == CannotTell {
		f.Step = words.Say("step.missing")
	}
}

func (e *Engine) describePartner(f *Finding, c check, r result) {
	p := &e.declared.Partners[c.where]
	cube := e.q.CubeOf(p.Cell)
	f.Rule, f.Cells, f.Beside = e.partnerRule(p.Cell), []forms.Cell{p.Cell}, []forms.Number{p.Value}
	f.Equation = Equation{Relation: "≈", Left: []EquationTerm{e.term([]forms.Text{{"en": cube.Name}}, p.Cell, 1)},
		Right: []EquationTerm{{Name: []forms.Text{{"en": p.Country}}, Value: p.Value, Known: true, Sign: 1}}}
	f.Message = words.Say(sentence(r, "finding.partner", "finding.partner.cannot_tell"), "Table", cube.Name, "Where", Names(cube, p.Cell),
		"Value", e.low[p.Cell], "Partner", p.Value, "Country", p.Country, "Difference", f.Difference)
	f.Step = words.Say("step.partner")
	if r.verdict == CannotTell {
		f.Step = words.Say("step.missing")
	}
}

func (e *Engine) describeDefinition(f *Finding, c check, r result) {
	a := &e.affected[c.where]
	f.Rule, f.Cells = "R28", e.unbroken(a)
	tables := make([]string, len(f.Cells))
	for i, cell := range f.Cells {
		tables[i] = e.q.CubeOf(cell).Name
	}
	f.Message = words.Say(sentence(r, "finding.definition", "finding.definition.cannot_tell"), "Question", e.question(a.Question), "Tables", tables,
		"Before", e.option(a.Question, e.declared.Before.Questions[a.Question]), "Now", e.option(a.Question, e.declared.Questions[a.Question]))
	f.Step = words.Say("step.definition")
	if r.verdict == CannotTell {
		f.Step = words.Say("step.question")
	}
}

// describeTrace writes out what a mark of several figures says.
func (e *Engine) describeTrace(f *Finding, c check) {
	cube := &e.cubes[c.cube]
	args := []any{"Table", cube.Name}
	var id string
	f.Difference = 0
	switch c.kind {
	case sameCheck:
		first := cube.First + forms.Cell(c.where)
		f.Rule, f.Cells = "R15", e.run(cube, first)
		id = "finding.same"
		last := cube.Code(f.Cells[len(f.Cells)-1], cube.column)
		args = append(args, "First", cube.Code(first, cube.column).Name, "Last", last.Name, "Where", where(cube.Cube, first, cube.column), "Value", e.low[first])
	case digitsCheck:
		f.Rule, f.Cells = "R15", e.marked(cube, roundFigure, -1)
		id = "finding.digits"
		f.Cells = f.Cells[:min(len(f.Cells), e.limits.figures)]
	case provisionalCheck:
		f.Rule, f.Cells = "R14", e.marked(cube, provisionalFigure, int(c.of))
		id = "finding.provisional"
		args = append(args, "Year", strconv.Itoa(cube.years[c.of]), "Years", e.limits.years)
	case smallCheck:
		f.Rule, f.Cells = "R29", e.marked(cube, smallFigure, -1)
		id = "finding.small"
		args = append(args, "Threshold", e.limits.threshold)
	}
	count := len(f.Cells)
	if c.kind == digitsCheck {
		count = cube.marks.round
	}
	f.Message = words.Say(id, append(args, "Count", count)...)
	f.Step = words.Say("step." + id[len("finding."):])
}

// question finds the label of a question by its key: "M2.age_definition".
func (e *Engine) question(key string) any {
	if q := e.questionOf(key); q != nil {
		return q.Label
	}
	return key
}

// option finds the name of an answer to a choice.
func (e *Engine) option(key, answer string) any {
	if q := e.questionOf(key); q != nil {
		for i := range q.Options {
			if q.Options[i].ID == answer {
				return q.Options[i].Name
			}
		}
	}
	return answer
}

func (e *Engine) questionOf(key string) *forms.Question {
	for i := range e.q.Groups {
		for j := range e.q.Groups[i].Questions {
			if e.q.Groups[i].ID+"."+e.q.Groups[i].Questions[j].ID == key {
				return &e.q.Groups[i].Questions[j]
			}
		}
	}
	return nil
}
