package validation

import (
	"cmp"
	"slices"

	"migraform/forms"
)

// Held is how many checks of a rule hold in a table: they had figures to
// judge, and nothing is wrong with those. A check without figures is not
// among them.
type Held struct {
	Table *forms.Table
	Rule  string
	Count int
}

// Holding counts the checks that hold, in the order of the questionnaire. It
// looks at all of them: it is for reports, not for every edit.
func (e *Engine) Holding() []Held {
	counts := map[Held]int{}
	add := func(cube int16, rule string, n int) {
		if n > 0 && rule != "" && !e.limits.off[rule] {
			counts[Held{Table: e.q.TableOf(e.q.Cubes[cube]), Rule: rule}] += n
		}
	}
	families := e.verdicts.families
	for i := range families {
		end := len(e.verdicts.of)
		if i+1 < len(families) {
			end = families[i+1].first
		}
		for number := families[i].first; number < end; number++ {
			if Verdict(e.verdicts.of[number]) != Holds {
				continue
			}
			if c := e.checkOf(number); e.judged(c) {
				cube, rule := e.belongs(c)
				add(cube, rule, 1)
			}
		}
	}
	for i := range e.cubes {
		e.holdingCells(&e.cubes[i], add)
	}
	held := make([]Held, 0, len(counts))
	for h, n := range counts {
		h.Count = n
		held = append(held, h)
	}
	slices.SortFunc(held, func(a, b Held) int {
		return cmp.Or(cmp.Compare(a.Table.Cubes[0].First, b.Table.Cubes[0].First), cmp.Compare(a.Rule, b.Rule))
	})
	return held
}

// belongs is the cube that a check is counted in, and its rule.
func (e *Engine) belongs(c check) (cube int16, rule string) {
	switch c.kind {
	case sumCheck:
		a := &e.cubes[c.cube].axes[c.axis]
		if !a.checked[c.of] {
			return c.cube, "R03"
		}
		return c.cube, a.list.Sums[c.of].Rule
	case boundCheck:
		return c.cube, e.cubes[c.cube].Bounds[c.of].Rule
	case equalCheck:
		return e.groups[c.where].carriers[c.of].index, e.equalRuleOf(e.groups[c.where].measure)
	case partnerCheck:
		cell := e.declared.Partners[c.where].Cell
		return e.cubeOf(cell).index, e.partnerRule(cell)
	case definitionCheck:
		return e.affected[c.where].cubes[0], "R28"
	case relationCheck:
		made := &e.comparisons[c.where]
		return e.cubeOf(made.Left[0].Carriers[0][0]).index, e.q.Relations[made.relation].Rule
	}
	return c.cube, map[checkKind]string{limitCheck: "R03", unknownCheck: "R09", sexCheck: "R10", ageCheck: "R10",
		stepCheck: "R11", seriesCheck: "R12", sentCheck: "R13", jumpCheck: "R15"}[c.kind]
}

// judged reports whether a check that holds had figures to judge.
func (e *Engine) judged(c check) bool {
	cell := forms.NoCell
	if c.kind == stepCheck || c.kind == jumpCheck || c.kind == sentCheck {
		cell = e.cubes[c.cube].First + forms.Cell(c.where)
	}
	switch c.kind {
	case equalCheck:
		reference, _ := e.referenceFor(c.where, int(c.of))
		_, known, answered := e.value(&e.groups[c.where].carriers[c.of])
		return reference >= 0 && reference != int(c.of) && known && answered
	case relationCheck:
		made := &e.comparisons[c.where]
		left, _ := e.side(made.Left)
		right, _ := e.side(made.Right)
		return e.asked[made.relation] && left.answered && right.answered
	case partnerCheck:
		return e.isFigure(e.declared.Partners[c.where].Cell)
	case definitionCheck:
		question := e.affected[c.where].Question
		return e.declared.Questions[question] != "" && e.declared.Before.Questions[question] != ""
	case stepCheck:
		before, _ := e.yearBefore(&e.cubes[c.cube], cell)
		return e.compared(cell) && before.known
	case jumpCheck:
		cube := &e.cubes[c.cube]
		return e.states[cell] == entered && e.low[cell] >= e.limits.jumpLeast &&
			(e.compared(cube.neighbour(cell, -1)) || e.compared(cube.neighbour(cell, 1)))
	case sentCheck:
		return e.isFigure(cell) && slices.ContainsFunc(e.sentBefore(), func(a *forms.Answers) bool { return a.Statuses[cell].IsNumber() })
	case sameCheck:
		return false // counted by cube
	}
	cube, at := e.at(c)
	a := &cube.axes[c.axis]
	of := func(code int) forms.Cell { return at + forms.Cell(code*a.stride) }
	switch c.kind {
	case sumCheck:
		return e.judgedSum(a, int(c.axis), int(c.of), at)
	case limitCheck:
		limit := &a.list.Limits[c.of]
		return e.states[of(limit.Whole)].known() && slices.ContainsFunc(limit.Parts, func(p int) bool { return e.states[of(p)] == entered })
	case boundCheck:
		return e.states[of(cube.Bounds[c.of].Code)] == entered
	case unknownCheck:
		return e.isFigure(of(a.unknownOf)) && e.low[of(a.unknownOf)] >= e.limits.unknownLeast && e.states[of(a.unknown)].known()
	case sexCheck:
		return e.isFigure(of(a.total)) && e.low[of(a.total)] >= e.limits.sexLeast && e.isFigure(of(a.men)) && e.isFigure(of(a.women))
	case ageCheck:
		return e.isFigure(of(a.total)) && e.low[of(a.total)] >= e.limits.ageLeast
	case seriesCheck:
		_, o := e.outlier(cube, at)
		return o.found
	}
	return false
}

// judgedSum reports whether a sum compares figures: a total that does not come
// from this very sum, with parts that are known.
func (e *Engine) judgedSum(a *axisChecks, axis, s int, at forms.Cell) bool {
	sum := &a.list.Sums[s]
	total := at + forms.Cell(sum.Total*a.stride)
	if !e.isFigure(total) || e.states[total] == computed && e.by[total] == uint16(axis)<<12|uint16(s) {
		return false
	}
	figures := 0
	for _, term := range sum.Terms {
		switch part := at + forms.Cell(term.Code*a.stride); {
		case e.isFigure(part):
			figures++
		case !e.states[part].known() || e.states[part] == assumed && !derives(sum):
			return false
		}
	}
	return figures > 0
}

// holdingCells counts what is checked cell by cell or over a whole cube.
func (e *Engine) holdingCells(c *cubeChecks, add func(cube int16, rule string, n int)) {
	failing := map[checkKind]map[int32]bool{}
	for odd := range e.odd {
		if odd.cube != c.index {
			continue
		}
		if failing[odd.kind] == nil {
			failing[odd.kind] = map[int32]bool{}
		}
		failing[odd.kind][odd.where] = true
	}
	numbers, flagged, refused, asked := 0, 0, false, false
	for cell := c.First; cell < c.First+forms.Cell(c.Cells); cell++ {
		status := e.answers.Statuses[cell]
		forbids := e.traits[cell]&forbidden != 0
		asked = asked || forbids
		refused = refused || forbids && failing[cellCheck][int32(cell)]
		if status.IsNumber() && (forbids || !failing[cellCheck][int32(cell)]) {
			numbers++
		}
		if status.CallsForNote() && !failing[includeCheck][int32(cell)] {
			flagged++
		}
	}
	one := func(rule string, holds bool) {
		if holds {
			add(c.index, rule, 1)
		}
	}
	add(c.index, "R01", numbers)
	add(c.index, "R05", flagged)
	one("R06", e.finished[e.q.TableOf(c.Cube).ID] && failing[blankCheck] == nil)
	one("R07", asked && numbers > 0 && !refused)
	one("R14", numbers > 0 && len(c.years) > 0 && failing[provisionalCheck] == nil)
	one("R15", c.marks.round+c.marks.other >= e.limits.figures && failing[digitsCheck] == nil)
	one("R29", numbers > 0 && e.limits.threshold > 0 && failing[smallCheck] == nil)
}
