package validation

import (
	"slices"

	"migraform/forms"
)

// Derivation is a figure that follows from others (deductive imputation): the
// one missing part of a sum or item of a balance, a part of a total of nil, or
// the same quantity in another table.
type Derivation struct {
	Cell  forms.Cell
	Value forms.Number
}

// Derivations returns what follows for the blank cells of a questionnaire,
// in order. Figures that follow from derived ones are among them. A cell that
// was answered with a sign is not touched, and what a confidential figure
// would give away is not worked out: it takes the place of a missing one.
// Nothing follows from sums that need not hold exactly, because figures are
// rounded or the definition says so, nor from a table of another source.
func Derivations(q *forms.Questionnaire, answers *forms.Answers, declared Declared) []Derivation {
	copied := forms.NewAnswers(q.Cells)
	for cell := range forms.Cell(q.Cells) {
		if a := answers.At(cell); !a.IsBlank() {
			if a.Conf != forms.Unstated && a.Conf != forms.Free {
				a = forms.Answer{Status: forms.Withheld}
			}
			copied.Set(cell, a)
		}
	}
	plain := *q // sums, "of whom" and equalities are enough
	plain.Relations, plain.Rules = nil, nil
	for _, r := range q.Rules {
		if slices.Contains(structural, r.ID) {
			plain.Rules = append(plain.Rules, r)
		}
	}
	e := New(&plain, copied, declared)
	var all []Derivation
	for {
		d := deriving{e: e, found: map[forms.Cell]forms.Number{}, contested: map[forms.Cell]bool{}}
		for i := range e.cubes {
			d.sums(&e.cubes[i])
		}
		for g := range e.groups {
			d.equal(int32(g))
		}
		if len(d.found) == 0 {
			break
		}
		cells := make([]forms.Cell, 0, len(d.found))
		for cell, value := range d.found {
			copied.Set(cell, forms.Answer{Value: value, Status: forms.Normal})
			cells = append(cells, cell)
			all = append(all, Derivation{cell, value})
		}
		slices.Sort(cells)
		e.Update(cells)
	}
	slices.SortFunc(all, func(a, b Derivation) int { return int(a.Cell - b.Cell) })
	return all
}

// structural are the rules from which figures follow.
var structural = []string{"R02", "R03", "R04", equalRule, "R16", "R19", "R25"}

// deriving is one round: what follows from the figures that are there, and
// the cells of which two sums say different things, so that nothing follows.
type deriving struct {
	e         *Engine
	found     map[forms.Cell]forms.Number
	contested map[forms.Cell]bool
}

// sums finds the sums of a cube that leave one blank cell one value, and the
// parts of what is nil.
func (d *deriving) sums(c *cubeChecks) {
	for i := range c.axes {
		a := &c.axes[i]
		span := a.stride * len(a.list.Codes)
		for outer := 0; outer < c.Cells; outer += span {
			for inner := range a.stride {
				at := c.First + forms.Cell(outer+inner)
				for s := range a.list.Sums {
					if a.checked[s] && a.tolerances[s] == 0 && c.Adds(i, &a.list.Sums[s], at) {
						d.sum(a, &a.list.Sums[s], at)
					}
				}
				for l := range a.list.Limits {
					if limit := &a.list.Limits[l]; d.e.limits.parts && d.e.limitTolerance(limit) == 0 {
						d.nilParts(at+forms.Cell(limit.Whole*a.stride), limit.Parts, a, at)
					}
				}
			}
		}
	}
}

func (d *deriving) sum(a *axisChecks, sum *forms.Sum, at forms.Cell) {
	e := d.e
	total := at + forms.Cell(sum.Total*a.stride)
	if e.states[total] == blank && derives(sum) || e.states[total] == partial {
		return // what the parts come to is shown as computed
	}
	gap, sign := forms.NoCell, forms.Number(0)
	var rest forms.Number // of the total, once the known parts are taken away
	gaps, blurred := 0, false
	look := func(cell forms.Cell, s forms.Number) {
		blurred = blurred || e.traits[cell]&blurredCell != 0
		switch st := e.states[cell]; {
		case st == blank, st == assumed && !derives(sum):
			gaps++
			gap, sign = cell, s
		case !st.known():
			gaps += 2
		default:
			rest -= s * e.low[cell]
		}
	}
	look(total, -1)
	for _, term := range sum.Terms {
		look(at+forms.Cell(term.Code*a.stride), forms.Number(term.Sign))
	}
	if blurred {
		return
	}
	if gaps == 1 {
		d.take(gap, rest*sign)
		return
	}
	if derives(sum) && !slices.ContainsFunc(sum.Terms, func(t forms.Term) bool { return t.Sign < 0 }) {
		parts := make([]int, len(sum.Terms))
		for i, term := range sum.Terms {
			parts[i] = term.Code
		}
		d.nilParts(total, parts, a, at)
	}
}

// nilParts gives nil to the blank parts of what was said to be nil.
func (d *deriving) nilParts(whole forms.Cell, parts []int, a *axisChecks, at forms.Cell) {
	e := d.e
	if e.states[whole] != entered || e.low[whole] != 0 || e.traits[whole]&blurredCell != 0 {
		return
	}
	for _, part := range parts {
		if e.traits[at+forms.Cell(part*a.stride)]&(signedCell|blurredCell) != 0 {
			return
		}
	}
	for _, part := range parts {
		if cell := at + forms.Cell(part*a.stride); e.states[cell] == blank {
			d.take(cell, 0)
		}
	}
}

// equal gives a blank cell the figure of the same quantity elsewhere.
func (d *deriving) equal(g int32) {
	e := d.e
	for i := range e.groups[g].carriers {
		reference, value := e.referenceFor(g, i)
		if reference < 0 || reference == i || e.areApart(g, i, reference) || e.equal(g, i, reference, value).tolerance > 0 {
			continue
		}
		gap, gaps, rest := forms.NoCell, 0, value
		for _, cell := range e.groups[g].carriers[i].cells {
			switch st := e.states[cell]; {
			case e.traits[cell]&blurredCell != 0:
				gaps += 2
			case st == blank:
				gaps++
				gap = cell
			case !st.known():
				gaps += 2
			default:
				rest -= e.low[cell]
			}
		}
		if gaps == 1 {
			d.take(gap, rest)
		}
	}
}

// take notes a derived figure that the cell can hold.
func (d *deriving) take(cell forms.Cell, value forms.Number) {
	e := d.e
	c := e.cubeOf(cell)
	if value < 0 && e.traits[cell]&signedCell == 0 || !value.IsWhole() && c.Unit != rateUnit || value.Abs() > forms.Largest {
		return
	}
	if e.traits[cell]&(forbidden|hiddenCell) != 0 || e.answers.Statuses[cell] != forms.Blank || d.contested[cell] {
		return
	}
	if other, ok := d.found[cell]; ok && other != value {
		delete(d.found, cell)
		d.contested[cell] = true
		return
	}
	d.found[cell] = value
}
