package validation

import (
	"cmp"
	"math/bits"
	"slices"

	"migraform/forms"
	"migraform/forms/words"
)

// comparison is a relation at one combination of codes and one year.
type comparison struct {
	relation int32
	forms.Comparison
}

// comparing says that a cell takes part in a comparison.
type comparing struct {
	cell       forms.Cell
	comparison int32
}

// prepareRelations resolves the relations of the questionnaire to cells.
func (e *Engine) prepareRelations() {
	for i := range e.q.Relations {
		r := &e.q.Relations[i]
		if rule := e.q.Rule(r.Rule); rule != nil && rule.Severity == forms.SeverityOff {
			continue
		}
		for _, c := range e.q.Comparisons(r) {
			n := int32(len(e.comparisons))
			e.comparisons = append(e.comparisons, comparison{int32(i), c})
			for _, terms := range [][]forms.ComparedTerm{c.Left, c.Right, c.Over} {
				for _, term := range terms {
					for _, cells := range term.Carriers {
						for _, cell := range cells {
							e.comparing = append(e.comparing, comparing{cell, n})
						}
					}
				}
			}
		}
	}
	slices.SortFunc(e.comparing, func(a, b comparing) int {
		return cmp.Or(cmp.Compare(a.cell, b.cell), cmp.Compare(a.comparison, b.comparison))
	})
	e.comparing = slices.Compact(e.comparing)
}

// checkRelationsAt checks again what a cell is compared with.
func (e *Engine) checkRelationsAt(cell forms.Cell) {
	e.eachComparison(cell, e.checkRelation)
}

// eachComparison calls f with each comparison that a cell takes part in.
func (e *Engine) eachComparison(cell forms.Cell, f func(i int)) {
	at, _ := slices.BinarySearchFunc(e.comparing, cell, func(c comparing, cell forms.Cell) int { return cmp.Compare(c.cell, cell) })
	for ; at < len(e.comparing) && e.comparing[at].cell == cell; at++ {
		f(int(e.comparing[at].comparison))
	}
}

func (e *Engine) checkRelation(i int) {
	e.verdicts.set(e.extra.relations+i, e.cubeOf(e.comparisons[i].Left[0].Carriers[0][0]).index, e.relation(i).verdict)
}

// span is the range in which a quantity must lie. A bound is infinite where
// it is open.
type span struct {
	low, high         forms.Number
	openLow, openHigh bool
	answered          bool // it was entered or follows wholly from what was
}

func (s *span) exact() bool { return !s.openLow && !s.openHigh && s.low == s.high }

// spans says in which range a cell must lie.
type spans func(cell forms.Cell) span

// known is the range of one cell by what is known of it alone.
func (e *Engine) known(cell forms.Cell) span {
	n := e.low[cell]
	st := e.states[cell]
	s := span{low: n, high: n, answered: st == entered || st == computed || st == missing}
	switch {
	case e.traits[cell]&blurredCell != 0:
		s.low, s.openHigh, s.openLow = 0, true, e.traits[cell]&signedCell != 0
	case st.known():
	default:
		s.openHigh, s.openLow = true, e.traits[cell]&signedCell != 0
	}
	return s
}

// spanOf is the range of one cell by all that binds it.
func (e *Engine) spanOf(cell forms.Cell) span {
	s := e.known(cell)
	if r := &e.ranging; r.live && !e.states[cell].known() && e.traits[cell]&blurredCell == 0 {
		low, most := e.rangeOf(cell)
		if low != -open {
			s.low, s.openLow = max(low, e.low[cell]), false
		}
		if most != open {
			s.high, s.openHigh = most, false
		}
	}
	return s
}

// termSpan is the range of one term: each carrier of it bounds it.
func (e *Engine) termSpan(t *forms.ComparedTerm) span { return termSpan(t, e.spanOf) }

func termSpan(t *forms.ComparedTerm, of spans) span {
	all := span{openLow: true, openHigh: true}
	for _, cells := range t.Carriers {
		sum := span{}
		for _, cell := range cells {
			sum.add(of(cell), 1)
		}
		if sum.exact() && sum.answered {
			return sum // the first that is known will do: the others are R08's
		}
		all.answered = all.answered || sum.answered
		if !sum.openLow && (all.openLow || sum.low > all.low) {
			all.low, all.openLow = sum.low, false
		}
		if !sum.openHigh && sum.answered && (all.openHigh || sum.high < all.high) {
			all.high, all.openHigh = sum.high, false
		}
	}
	return all
}

func (s *span) add(t span, sign int8) {
	s.answered = s.answered || t.answered
	if sign < 0 {
		t.low, t.high, t.openLow, t.openHigh = -t.high, -t.low, t.openHigh, t.openLow
	}
	s.low += t.low
	s.high += t.high
	s.openLow = s.openLow || t.openLow
	s.openHigh = s.openHigh || t.openHigh
}

// side adds up one side of a relation. Every term must have something
// answered for the side to be claimed at all.
func (e *Engine) side(terms []forms.ComparedTerm) (sum span, parts int) { return side(terms, e.spanOf) }

func side(terms []forms.ComparedTerm, of spans) (sum span, parts int) {
	answered := len(terms) > 0
	for i := range terms {
		t := termSpan(&terms[i], of)
		sum.add(t, terms[i].Sign)
		answered = answered && t.answered
		parts += len(terms[i].Carriers[0])
	}
	sum.answered = answered
	return sum, parts
}

// relation evaluates one comparison: by what is known, and where that does not
// tell, by the ranges that all others leave for what is missing.
func (e *Engine) relation(i int) result {
	r := e.relationWith(i, e.known)
	if r.verdict == CannotTell && e.ranging.live {
		r = e.relationWith(i, e.spanOf)
		r.exceeds = r.verdict == Fails
	}
	return r
}

// relationTolerance is by how much the sides of a relation may differ that
// have so many parts together.
func (e *Engine) relationTolerance(r *forms.Relation, parts int) forms.Number {
	tolerance := r.Tolerance + e.slack(r.Rule)
	if r.Kind != forms.Rate && e.declared.RoundingBase != 0 {
		tolerance += e.declared.Tolerance(parts - 1)
	}
	return tolerance
}

func (e *Engine) relationWith(i int, of spans) result {
	c := &e.comparisons[i]
	r := &e.q.Relations[c.relation]
	if !e.asked[c.relation] {
		return result{}
	}
	left, parts := side(c.Left, of)
	right, more := side(c.Right, of)
	tolerance := e.relationTolerance(r, parts+more)
	var result result
	switch r.Kind {
	case forms.AtMost:
		result = atMost(left, right, tolerance)
	case forms.Equal:
		result = same(left, right, tolerance)
	case forms.Near:
		result = near(r, left, right, tolerance)
	default:
		over, _ := side(c.Over, of)
		result = e.rate(r, left, right, over)
	}
	if result.verdict == CannotTell && !left.answered {
		result.verdict = Holds // nothing is claimed that could be wrong
	}
	return result
}

func atMost(left, right span, tolerance forms.Number) result {
	switch {
	case !left.openLow && !right.openHigh && left.low-right.high > tolerance:
		return result{verdict: Fails, exceeds: !left.exact() || !right.exact(), difference: left.low - right.high, tolerance: tolerance}
	case !left.openHigh && !right.openLow && left.high-right.low <= tolerance:
		return result{}
	case left.exact() && left.low == 0, !right.answered && left.low <= 0:
		return result{}
	}
	return result{verdict: CannotTell, tolerance: tolerance}
}

func same(left, right span, tolerance forms.Number) result {
	if over := atMost(left, right, tolerance); over.verdict == Fails {
		return over
	}
	if under := atMost(right, left, tolerance); under.verdict == Fails {
		under.difference = -under.difference
		return under
	}
	if left.exact() && right.exact() {
		return result{}
	}
	return result{verdict: CannotTell, tolerance: tolerance}
}

// millionth is what the bounds of a ratio are written in.
const millionth = 1_000_000

// near checks that left ÷ right lies between two bounds. The difference is by
// how much left is outside of what right allows.
func near(r *forms.Relation, left, right span, tolerance forms.Number) result {
	if !right.openHigh && right.high < max(r.Least, 1) {
		return result{}
	}
	enough := !right.openLow && right.low >= max(r.Least, 1)
	if enough && !right.openHigh {
		most := millionths(right.high, r.High)
		if !left.openLow && left.low-most > tolerance {
			return result{verdict: Fails, difference: left.low - most, tolerance: tolerance}
		}
	}
	if enough {
		least := millionths(right.low, r.Low)
		if !left.openHigh && least-left.high > tolerance {
			return result{verdict: Fails, difference: left.high - least, tolerance: tolerance}
		}
	}
	if left.exact() && right.exact() {
		return result{}
	}
	return result{verdict: CannotTell, tolerance: tolerance}
}

// millionths is n times a ratio; n is not negative and the product fits.
func millionths(n forms.Number, ratio int64) forms.Number {
	high, low := bits.Mul64(uint64(n), uint64(ratio))
	quotient, _ := bits.Div64(high%millionth, low, millionth)
	return forms.Number(quotient)
}

// rate checks that left = right ÷ over × per. Where counts are rounded, the
// rate may be off by as much as that makes.
func (e *Engine) rate(r *forms.Relation, left, right, over span) result {
	if !left.exact() || !right.exact() || !over.exact() {
		return result{verdict: CannotTell, tolerance: r.Tolerance}
	}
	if over.low <= 0 || right.low < 0 || over.low < r.Least {
		return result{}
	}
	expected := perOf(right.low, over.low, r.Per)
	tolerance := r.Tolerance
	if rounding := e.declared.Tolerance(1); rounding > 0 {
		tolerance += perOf(2*rounding, over.low, r.Per)
	}
	if difference := left.low - expected; difference.Abs() > tolerance {
		return result{verdict: Fails, difference: difference, tolerance: tolerance}
	}
	return result{}
}

// perOf is a ÷ b × per, to the nearest.
func perOf(a, b, per forms.Number) forms.Number {
	high, low := bits.Mul64(uint64(a), uint64(per))
	low, carry := bits.Add64(low, uint64(b)/2, 0)
	high += carry
	if high >= uint64(b) {
		return forms.Largest
	}
	quotient, _ := bits.Div64(high, low, uint64(b))
	return forms.Number(quotient)
}

// describeRelation writes out what a comparison says.
func (e *Engine) describeRelation(f *Finding, c check, r result) {
	made := &e.comparisons[c.where]
	relation := &e.q.Relations[made.relation]
	f.Rule = relation.Rule
	f.Equation.Relation = map[forms.RelationKind]string{forms.Equal: "=", forms.AtMost: "≤", forms.Near: "≈", forms.Rate: "≈"}[relation.Kind]
	var values [3]span
	for i, terms := range [][]forms.ComparedTerm{made.Left, made.Right, made.Over} {
		values[i], _ = e.side(terms)
		for n := range terms {
			t := e.termSpan(&terms[n])
			cells := e.carrierOf(&terms[n])
			cube := e.q.CubeOf(cells[0])
			term := EquationTerm{Name: append([]forms.Text{{"en": cube.Name}}, Names(cube, cells[0])...), Value: t.low,
				AtLeast: !t.openLow && t.low > 0, Sign: terms[n].Sign}
			alone := termSpan(&terms[n], e.known)
			term.Known = alone.exact()
			if i == 0 {
				f.Equation.Left = append(f.Equation.Left, term)
			} else if i == 1 {
				f.Equation.Right = append(f.Equation.Right, term)
			}
			for _, cell := range cells {
				if !slices.Contains(f.Cells, cell) {
					f.Cells = append(f.Cells, cell)
				}
			}
		}
	}
	first := f.Cells[0]
	cube := e.q.CubeOf(first)
	args := []any{"Table", cube.Name, "Where", Names(cube, first), "Title", relation.Title, "Left", values[0].low, "Right", values[1].low, "Difference", f.Difference}
	id := "finding.relation." + string(relation.Kind)
	switch {
	case r.verdict == CannotTell:
		id = "finding.relation.cannot_tell"
	case r.empty != nil:
		id = "finding.relation.empty"
		f.addGaps(e.balanceOf(c).gaps)
	case relation.Kind == forms.AtMost:
		args[9] = values[1].high
		if r.exceeds {
			id += ".bound"
		}
	case relation.Kind == forms.Equal && r.exceeds:
		id += ".bound"
	case relation.Kind == forms.Near:
		args = append(args, "Ratio", forms.Number(values[0].low.Float()/values[1].low.Float()*100)*(forms.One/100),
			"Low", forms.Number(relation.Low/100), "High", forms.Number(relation.High/100))
		if r.exceeds || values[0].openHigh || !values[1].exact() || !values[0].exact() {
			id += ".bound"
		}
	case relation.Kind == forms.Rate:
		args = append(args, "Expected", perOf(values[1].low, values[2].low, relation.Per), "Tolerance", f.Tolerance)
	}
	f.Message = words.Say(id, args...)
	f.Step = words.Say("step.relation")
	if r.verdict == CannotTell {
		f.Step = words.Say("step.missing")
	}
	f.Severity = e.severity(f.Rule, false)
	if relation.Severity != "" {
		f.Severity = severityOf(relation.Severity)
	}
	if relation.Kind == forms.Equal && e.differ(f.Cells) {
		f.Severity = e.severity(f.Rule, true)
	}
}

// carrierOf is the carrier of a term that its value comes from.
func (e *Engine) carrierOf(t *forms.ComparedTerm) []forms.Cell {
	best := t.Carriers[0]
	for _, cells := range t.Carriers {
		sum := span{}
		for _, cell := range cells {
			sum.add(e.spanOf(cell), 1)
		}
		if sum.exact() && sum.answered {
			return cells
		}
		if sum.answered && !slices.ContainsFunc(best, func(c forms.Cell) bool { return e.spanOf(c).answered }) {
			best = cells
		}
	}
	return best
}

// differ reports whether cells come from tables whose sources were declared
// to differ.
func (e *Engine) differ(cells []forms.Cell) bool {
	return e.apart != nil && slices.ContainsFunc(cells, func(cell forms.Cell) bool {
		return e.apart[e.cubeOf(cells[0]).index][e.cubeOf(cell).index]
	})
}
