package validation

import (
	"slices"

	"migraform/forms"
)

// Derivation is a figure that follows from others (deductive imputation): the
// one missing part of a sum, a part of a total of nil, or the same quantity
// in another table.
type Derivation struct {
	Cell  forms.Cell
	Value forms.Number
}

// Derivations returns what follows for the blank cells of a questionnaire,
// in order. Figures that follow from derived ones are among them. A cell that
// was answered with a sign is not touched, and what a confidential figure
// would give away is not worked out: it takes the place of a missing one.
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
	plain := *q
	plain.Rules, plain.Relations = nil, nil // sums and equalities are enough
	e := New(&plain, copied, declared)
	var all []Derivation
	for {
		found := map[forms.Cell]forms.Number{}
		for i := range e.cubes {
			e.deriveSums(&e.cubes[i], found)
		}
		for g := range e.groups {
			e.deriveEqual(int32(g), found)
		}
		if len(found) == 0 {
			break
		}
		cells := make([]forms.Cell, 0, len(found))
		for cell, value := range found {
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

// deriveSums finds the sums of a cube that leave one blank cell one value.
func (e *Engine) deriveSums(c *cubeChecks, found map[forms.Cell]forms.Number) {
	for i := range c.axes {
		a := &c.axes[i]
		span := a.stride * len(a.list.Codes)
		for s := range a.list.Sums {
			for outer := 0; outer < c.Cells; outer += span {
				for inner := range a.stride {
					e.deriveSum(a, &a.list.Sums[s], c.First+forms.Cell(outer+inner), found)
				}
			}
		}
	}
}

func (e *Engine) deriveSum(a *axisChecks, sum *forms.Sum, at forms.Cell, found map[forms.Cell]forms.Number) {
	total := at + forms.Cell(sum.Total*a.stride)
	if e.states[total] == blank && derives(sum) || e.states[total] == partial {
		return // what the parts come to is shown as computed
	}
	gap, sign := forms.NoCell, forms.Number(0)
	var rest forms.Number // of the total, once the known parts are taken away
	gaps := 0
	look := func(cell forms.Cell, s forms.Number) {
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
	if gaps == 1 {
		e.take(gap, rest*sign, found)
		return
	}
	// A total of nil makes every part nil.
	if !derives(sum) || e.states[total] != entered || e.low[total] != 0 {
		return
	}
	for _, term := range sum.Terms {
		if term.Sign < 0 || e.traits[at+forms.Cell(term.Code*a.stride)]&signedCell != 0 {
			return
		}
	}
	for _, term := range sum.Terms {
		if part := at + forms.Cell(term.Code*a.stride); e.states[part] == blank {
			e.take(part, 0, found)
		}
	}
}

// deriveEqual gives a blank cell the figure of the same quantity elsewhere.
func (e *Engine) deriveEqual(g int32, found map[forms.Cell]forms.Number) {
	reference, value := e.referenceOf(g)
	if reference < 0 {
		return
	}
	for i := range e.groups[g].carriers {
		gap, gaps, rest := forms.NoCell, 0, value
		for _, cell := range e.groups[g].carriers[i].cells {
			switch st := e.states[cell]; {
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
			e.take(gap, rest, found)
		}
	}
}

// take notes a derived figure that the cell can hold. Where two sums say
// different things nothing follows.
func (e *Engine) take(cell forms.Cell, value forms.Number, found map[forms.Cell]forms.Number) {
	c := e.cubeOf(cell)
	if value < 0 && e.traits[cell]&signedCell == 0 || !value.IsWhole() && c.Unit != "rate" || value.Abs() > forms.Largest {
		return
	}
	if e.traits[cell]&(forbidden|hiddenCell) != 0 || e.answers.Statuses[cell] != forms.Blank {
		return
	}
	if other, ok := found[cell]; ok && other != value {
		return
	}
	found[cell] = value
}
