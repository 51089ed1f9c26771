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
	var before forms.Cell
	var id string
	args := []any{}
	switch c.kind {
	case stepCheck:
		f.Rule = "R11"
		before = cube.neighbour(cell, -1)
		id = sentence(r, "finding.step", "finding.step.cannot_tell")
		if r.verdict == Fails && e.low[before] > 0 {
			id = "finding.step.share"
			change := forms.Number(math.Round((e.low[cell].Float()/e.low[before].Float()-1)*1000)) * (forms.One / 10)
			args = append(args, "Share", signed(change))
		}
		args = append(args, "Allowed", r.tolerance)
	case seriesCheck:
		f.Rule = "R12"
		_, at := e.at(c)
		_, o := e.outlier(cube, at)
		cell, before = o.cell, o.before
		if r.verdict == CannotTell {
			before = at
		}
		id = sentence(r, "finding.outlier", "finding.outlier.cannot_tell")
		args = append(args, "Score", forms.Number(math.Round(o.score*10))*(forms.One/10), "Limit", forms.Number(e.limits.score*float64(forms.One)),
			"Usual", signed(forms.Number(math.Round(o.usual*1000))*(forms.One/10)))
	case jumpCheck:
		f.Rule = "R15"
		before = cube.neighbour(cell, -1)
		if after := cube.neighbour(cell, 1); before == forms.NoCell || e.compared(after) && (!e.compared(before) || e.low[before] == 0) {
			before = after
		}
		id = sentence(r, "finding.jump", "finding.jump.cannot_tell")
		if r.verdict == Fails {
			factor, up := e.tenfold(before, cell)
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
	f.Cells = []forms.Cell{cell, before}
	year := func(of forms.Cell) forms.Text { return cube.Code(of, cube.time).Name }
	f.Equation = Equation{Relation: "≈", Left: []EquationTerm{e.term([]forms.Text{year(cell)}, cell, 1)},
		Right: []EquationTerm{e.term([]forms.Text{year(before)}, before, 1)}}
	f.Step = words.Say("step.series")
	if r.verdict == CannotTell {
		f.Step = words.Say("step.missing")
	}
	f.Message = words.Say(id, append(args, "Table", cube.Name, "Where", where(cube.Cube, cell, cube.time), "Year", year(cell), "Other", year(before),
		"Value", e.low[cell], "Before", e.low[before], "Difference", f.Difference)...)
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
	f.Rule, f.Cells = "R13", []forms.Cell{cell}
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
	f.Rule, f.Cells = e.partnerRule(p.Cell), []forms.Cell{p.Cell}
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

// saidBy reports whether what a failing check says is said better by another
// one that fails: of men and women by their total, of a region by its
// countries, of one quantity by the first table that carries it.
func (e *Engine) saidBy(c check) bool {
	switch c.kind {
	case sumCheck:
		return len(e.empties) > 0 && e.emptyAt(e.numberOf(c)) != nil && e.totalFails(c)
	case unknownCheck, sexCheck, ageCheck:
		cube, at := e.at(c)
		a := &cube.axes[c.axis]
		first := map[checkKind]int{unknownCheck: a.unknowns, sexCheck: a.sexes, ageCheck: a.profile}[c.kind]
		return e.aTotal(cube, at, int(c.axis), func(total forms.Cell) bool {
			rest := int(total - cube.First)
			return Verdict(e.verdicts.of[first+rest/(a.stride*len(a.list.Codes))*a.stride+rest%a.stride]) == Fails
		})
	case stepCheck:
		cube := &e.cubes[c.cube]
		cell := cube.First + forms.Cell(c.where)
		return e.jumps(cube, cell) || e.jumps(cube, cube.neighbour(cell, -1)) || e.stepSaid(cube, cell)
	case seriesCheck:
		cube, at := e.at(c)
		_, o := e.outlier(cube, at)
		if o.cell == forms.NoCell || cube.steps >= 0 && Verdict(e.verdicts.of[cube.steps+int(o.cell-cube.First)]) == Fails {
			return true
		}
		return e.jumps(cube, o.cell) || e.jumps(cube, o.before) || e.ofOneSex(cube, at, func(total forms.Cell) bool {
			return Verdict(e.verdicts.of[cube.series+e.seriesOf(cube, total)]) == Fails
		}) || e.carriedBefore(at, func(other *cubeChecks, cell forms.Cell) bool {
			return other.series >= 0 && Verdict(e.verdicts.of[other.series+e.seriesOf(other, cell)]) == Fails
		})
	}
	return false
}

// totalFails reports whether another sum of the same total fails by itself.
func (e *Engine) totalFails(c check) bool {
	cube, at := e.at(c)
	a := &cube.axes[c.axis]
	total := at + forms.Cell(a.list.Sums[c.of].Total*a.stride)
	fails := false
	e.eachCheck(total, func(other check, of forms.Cell) {
		fails = fails || other.kind == sumCheck && other != c && of == total && e.judgeAlone(other).verdict == Fails
	})
	return fails
}

// aTotal reports whether something is true of a total that a line stands
// below, on another axis than its own and that of time.
func (e *Engine) aTotal(c *cubeChecks, at forms.Cell, but int, is func(forms.Cell) bool) bool {
	rest := int(at - c.First)
	for i := range c.axes {
		if i == but || i == c.time {
			continue
		}
		a := &c.axes[i]
		code := rest / a.stride % len(a.list.Codes)
		for _, total := range a.above[code] {
			if is(at + forms.Cell((int(total)-code)*a.stride)) {
				return true
			}
		}
	}
	return false
}

func (e *Engine) jumps(c *cubeChecks, cell forms.Cell) bool {
	return cell != forms.NoCell && c.jumps >= 0 && Verdict(e.verdicts.of[c.jumps+int(cell-c.First)]) == Fails
}

func (e *Engine) stepSaid(c *cubeChecks, cell forms.Cell) bool {
	fails := func(cube *cubeChecks, of forms.Cell) bool {
		return cube.steps >= 0 && Verdict(e.verdicts.of[cube.steps+int(of-cube.First)]) == Fails
	}
	if e.ofOneSex(c, cell, func(total forms.Cell) bool { return fails(c, total) }) {
		return true
	}
	rest := int(cell - c.First)
	for i := range c.axes {
		a := &c.axes[i]
		code := rest / a.stride % len(a.list.Codes)
		if a.list.Codes[code].Kind != forms.Subtotal {
			continue
		}
		for _, s := range a.sumsOf[code] {
			for _, term := range a.list.Sums[s].Terms {
				if fails(c, cell+forms.Cell((term.Code-code)*a.stride)) {
					return true
				}
			}
		}
	}
	return e.carriedBefore(cell, fails)
}

// ofOneSex reports whether a cell is of men or women, and something is true
// of both together.
func (e *Engine) ofOneSex(c *cubeChecks, cell forms.Cell, is func(forms.Cell) bool) bool {
	for i := range c.axes {
		a := &c.axes[i]
		if a.men >= 0 && a.total >= 0 && c.CodeAt(cell, i) != a.total {
			return is(c.Moved(cell, i, a.total))
		}
	}
	return false
}

// carriedBefore reports whether something is true of a cell that carries the
// same quantity and stands before this one.
func (e *Engine) carriedBefore(cell forms.Cell, is func(*cubeChecks, forms.Cell) bool) bool {
	for _, g := range e.ofCell[cell] {
		for i := range e.groups[g].carriers {
			other := e.groups[g].carriers[i].cells
			if len(other) == 1 && other[0] < cell && is(e.cubeOf(other[0]), other[0]) {
				return true
			}
		}
	}
	return false
}

// describeEmpty writes out that nothing could stand where figures are missing.
func (e *Engine) describeEmpty(f *Finding, c check, none *empty) {
	low, high, rest := none.low, none.high, none.rest
	mixed := false
	var b balance
	if c.kind == sumCheck {
		cube, at := e.at(c)
		mixed = !e.sumBalance(cube, int(c.axis), int(c.of), at, &b)
	} else {
		mixed = !e.equalBalance(c.where, int(c.of), &b)
	}
	for _, sign := range b.signs {
		mixed = mixed || sign != b.signs[0]
	}
	if !mixed && len(b.signs) > 0 && b.signs[0] < 0 {
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
	for _, gap := range b.gaps {
		if len(f.Cells) < longestEquation {
			f.Cells = append(f.Cells, gap)
		}
	}
	f.Suspects = nil
	f.Message = words.Say(id, "Table", e.q.CubeOf(f.Cells[0]).Name, "Where", Names(e.q.CubeOf(f.Cells[0]), f.Cells[0]),
		"Low", low, "High", high, "Rest", rest, "Difference", f.Difference)
	f.Step = words.Say("step.empty")
}
