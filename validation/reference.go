package validation

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"migraform/forms"
)

// Reference is what an office sent before, laid out on the cells of this
// questionnaire.
type Reference struct {
	// Year is the last reference year of the submission.
	Year int
	// Answers are the figures that were sent; cells that were not asked then
	// are blank.
	Answers *forms.Answers
	// Questions holds the answers to questions, keyed as "M2.age_definition".
	Questions map[string]string
	// Past are figures of years before those of the tables.
	Past map[Then]forms.Answer
}

// Then is a number of years before the first one of a series, which begins at
// a cell.
type Then struct {
	First forms.Cell
	Years int
}

// ThenOf finds the series that an address of an earlier year belongs to.
func ThenOf(q *forms.Questionnaire, address string) (Then, bool) {
	codes := strings.Split(address, "/")
	cube := q.Cube(codes[0])
	if cube == nil || cube.AxisOf("time") < 0 || len(codes) != len(cube.Axes)+1 {
		return Then{}, false
	}
	axis := cube.AxisOf("time")
	first := cube.Axes[axis].List.Codes[0].ID
	then, wrong := strconv.Atoi(codes[axis+1])
	begin, err := strconv.Atoi(first)
	codes[axis+1] = first
	cell, unknown := q.Cell(strings.Join(codes, "/"))
	if wrong != nil || err != nil || unknown != nil || then >= begin {
		return Then{}, false
	}
	return Then{cell, begin - then}, true
}

// same reports whether two references say the same.
func (r *Reference) same(other *Reference) bool {
	if r == nil || other == nil {
		return r == other
	}
	return r.Year == other.Year && r.Answers == other.Answers && maps.Equal(r.Past, other.Past) && maps.Equal(r.Questions, other.Questions)
}

// Sent is what went out of a document.
type Sent struct {
	On      string // the day, as 2025-11-23
	Answers *forms.Answers
}

// Partner is a figure of another country about the same persons as a cell:
// its emigration to here for immigration from there.
type Partner struct {
	Cell    forms.Cell
	Country string // ISO 3166-1 alpha-3 of whoever counted
	Value   forms.Number
}

// sent checks whether a figure that was sent before has changed much: since
// it went out of this document, or since the earlier submission.
func (e *Engine) sent(c *cubeChecks, cell forms.Cell) result {
	r, _ := e.sentThen(c, cell)
	return r
}

// sentThen is what sent says, and with what the figure was compared.
func (e *Engine) sentThen(c *cubeChecks, cell forms.Cell) (r result, then *forms.Answers) {
	for _, before := range e.sentBefore() {
		switch now := e.revised(c, cell, before); {
		case now.verdict == Fails:
			return now, before
		case now.verdict == CannotTell && r.verdict == Holds:
			r, then = now, before
		}
	}
	return r, then
}

// sentBefore lists what figures that were sent are compared with.
func (e *Engine) sentBefore() []*forms.Answers {
	room := e.room[:0]
	if e.declared.Sent != nil {
		room = append(room, e.declared.Sent.Answers)
	}
	if e.declared.Before != nil {
		room = append(room, e.declared.Before.Answers)
	}
	return room
}

func (e *Engine) revised(c *cubeChecks, cell forms.Cell, before *forms.Answers) result {
	t := &e.limits
	if !before.Statuses[cell].IsNumber() || e.traits[cell]&blurredCell != 0 {
		return result{}
	}
	was := before.Values[cell].Abs()
	least := t.sentLeast
	if c.Unit == rateUnit {
		least = 0
	}
	switch {
	case e.isFigure(cell):
		now := e.low[cell].Abs()
		change, allowed := (e.low[cell] - before.Values[cell]).Abs(), portion(was, t.sentShare)
		if max(now, was) < least || change <= allowed {
			return result{}
		}
		return result{verdict: Fails, difference: change, tolerance: allowed}
	case e.states[cell] == missing && was >= least && was > 0:
		return result{verdict: CannotTell}
	}
	return result{}
}

// checkSent compares every figure with what was sent before.
func (e *Engine) checkSent(c *cubeChecks) {
	if c.sent < 0 {
		return
	}
	for _, before := range e.sentBefore() {
		for cell := c.First; cell < c.First+forms.Cell(c.Cells); cell++ {
			if before.Statuses[cell] != forms.Blank && (before.Values[cell] != e.low[cell] || e.states[cell] == missing) {
				e.verdicts.set(c.sent+int(cell-c.First), c.index, e.sent(c, cell).verdict)
			}
		}
	}
}

// partner compares a figure with a partner's: twice their difference by
// their sum.
func (e *Engine) partner(i int) result {
	p := &e.declared.Partners[i]
	rule := e.limits.rules[e.partnerRule(p.Cell)]
	if rule == nil {
		return result{}
	}
	part, least := rule.Of("share"), rule.Of("least")
	switch {
	case e.traits[p.Cell]&blurredCell != 0:
		return result{}
	case e.isFigure(p.Cell):
		n := e.low[p.Cell].Abs()
		difference, allowed := (n - p.Value).Abs(), portion(n+p.Value, part)/2
		if max(n, p.Value) < least || difference <= allowed {
			return result{}
		}
		return result{verdict: Fails, difference: difference, tolerance: allowed}
	case e.states[p.Cell] == missing && p.Value >= least:
		return result{verdict: CannotTell}
	}
	return result{}
}

const (
	abroadRule = "R23"
	mirrorRule = "R24"
)

// abroadMeasure is the stock that partners count as foreigners; whatever else
// they say is the mirror of a flow.
const abroadMeasure = "nationals abroad"

func (e *Engine) partnerRule(cell forms.Cell) string {
	if e.q.CubeOf(cell).Measure == abroadMeasure {
		return abroadRule
	}
	return mirrorRule
}

// affected is a definition, and the cubes whose series break where it
// changes.
type affected struct {
	*forms.Affect
	cubes []int16
}

// prepareAffected finds the cubes that each definition of R28 touches.
func (e *Engine) prepareAffected() {
	rule := e.limits.rules["R28"]
	if rule == nil {
		return
	}
	for i := range rule.Affects {
		a := affected{Affect: &rule.Affects[i]}
		for n := range e.cubes {
			c := &e.cubes[n]
			touches := slices.Contains(a.Measures, c.Measure)
			for _, axis := range c.Axes {
				touches = touches || slices.Contains(a.Concepts, axis.Concept)
				for j := range axis.List.Codes {
					touches = touches || axis.List.Codes[j].Measure != "" && slices.Contains(a.Measures, axis.List.Codes[j].Measure)
				}
			}
			if touches {
				a.cubes = append(a.cubes, c.index)
			}
		}
		if len(a.cubes) > 0 {
			e.affected = append(e.affected, a)
		}
	}
}

// definition checks that where a definition is another than in the last
// submission, the series that it touches say that they break.
func (e *Engine) definition(i int) result {
	a := &e.affected[i]
	was, now := e.declared.Before.Questions[a.Question], e.declared.Questions[a.Question]
	if was == now {
		return result{}
	}
	unbroken := e.unbroken(a)
	switch {
	case len(unbroken) == 0:
		return result{}
	case was == "" || now == "":
		return result{verdict: CannotTell}
	}
	return result{verdict: Fails}
}

// unbroken lists the first answered cell of each cube that a definition
// touches, whose series goes on beyond the last submission and in which
// nothing is marked as a break.
func (e *Engine) unbroken(a *affected) []forms.Cell {
	var cells []forms.Cell
	for _, n := range a.cubes {
		c := &e.cubes[n]
		if c.marks.breaks > 0 || c.time < 0 {
			continue
		}
		axis := &c.axes[c.time]
		for cell := c.First; cell < c.First+forms.Cell(c.Cells); cell++ {
			if e.states[cell] == entered && c.years[int(cell-c.First)/axis.stride%len(axis.list.Codes)] > e.declared.Before.Year {
				cells = append(cells, cell)
				break
			}
		}
	}
	return cells
}

func (e *Engine) checkPartner(i int) {
	e.verdicts.set(e.extra.partners+i, e.cubeOf(e.declared.Partners[i].Cell).index, e.partner(i).verdict)
}

// checkDefinitions judges the definitions that touch some cubes, or all where
// none are named.
func (e *Engine) checkDefinitions(cubes map[int16]bool) {
	if e.extra.definitions < 0 {
		return
	}
	for i := range e.affected {
		if cubes == nil || slices.ContainsFunc(e.affected[i].cubes, func(c int16) bool { return cubes[c] }) {
			e.verdicts.set(e.extra.definitions+i, e.affected[i].cubes[0], e.definition(i).verdict)
		}
	}
}
