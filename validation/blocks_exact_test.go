package validation

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"migraform/forms"
)

// square is a table of so many rows and columns with their totals.
func square(rows, columns int) *forms.Questionnaire {
	list := func(concept string, leaves int) *forms.CodeList {
		l := &forms.CodeList{ID: concept, Concept: concept, Codes: []forms.Code{{ID: "_T", Name: forms.Text{"en": "Total"}, Kind: forms.Total, Parent: -1}}}
		sum := forms.Sum{Total: 0, Rule: "R02"}
		for i := range leaves {
			id := fmt.Sprint(concept, i+1)
			l.Codes = append(l.Codes, forms.Code{ID: id, Key: id, Name: forms.Text{"en": id}, Parent: 0, Depth: 1})
			sum.Terms = append(sum.Terms, forms.Term{Code: i + 1, Sign: 1})
		}
		l.Sums = []forms.Sum{sum}
		return l
	}
	c := &forms.Cube{Name: "X", Measure: "persons", View: forms.View{Rows: []int{0}, Columns: []int{1}},
		Axes: []*forms.Axis{{Concept: "a", List: list("a", rows)}, {Concept: "b", List: list("b", columns)}}}
	q := &forms.Questionnaire{Tables: []*forms.Table{{ID: "X", Cubes: []*forms.Cube{c}}}}
	q.Lay()
	return q
}

// fewestOf counts by brute force how many figures must change at least: the
// smallest set of cells whose sums can be made to hold whatever they are now.
func fewestOf(e *Engine, most int) int {
	s := e.newSearch()
	c := &e.cubes[0]
	var all []*constraint
	met := map[*constraint]bool{}
	for cell := range forms.Cell(c.Cells) {
		for _, t := range s.touched(cell) {
			if !met[t.constraint] {
				met[t.constraint] = true
				all = append(all, t.constraint)
			}
		}
	}
	chosen := make([]forms.Cell, 0, most)
	var choose func(from forms.Cell, left int) bool
	choose = func(from forms.Cell, left int) bool {
		if left == 0 {
			return solvable(all, chosen)
		}
		for cell := from; cell < forms.Cell(c.Cells); cell++ {
			chosen = append(chosen, cell)
			found := choose(cell+1, left-1)
			chosen = chosen[:len(chosen)-1]
			if found {
				return true
			}
		}
		return false
	}
	for n := range most + 1 {
		if choose(0, n) {
			return n
		}
	}
	return most + 1
}

// solvable reports whether changes of some cells can make all constraints
// hold: elimination of a system of equations, modulo a prime.
func solvable(all []*constraint, cells []forms.Cell) bool {
	const prime = 1_000_003
	rows := make([][]int64, 0, len(all))
	for _, c := range all {
		row := make([]int64, len(cells)+1)
		for i, cell := range cells {
			row[i] = (int64(c.sign(cell)) + prime) % prime
		}
		row[len(cells)] = ((int64(-c.residual/forms.One) % prime) + prime) % prime
		rows = append(rows, row)
	}
	rank := 0
	for column := range cells {
		pivot := -1
		for r := rank; r < len(rows); r++ {
			if rows[r][column] != 0 {
				pivot = r
			}
		}
		if pivot < 0 {
			continue
		}
		rows[rank], rows[pivot] = rows[pivot], rows[rank]
		for r := range rows {
			if r == rank || rows[r][column] == 0 {
				continue
			}
			// Cross-multiplied, so that nothing need be divided.
			a, b := rows[rank][column], rows[r][column]
			for i := range rows[r] {
				rows[r][i] = ((rows[r][i]*a-rows[rank][i]*b)%prime + prime) % prime
			}
		}
		rank++
	}
	for _, row := range rows[rank:] {
		if row[len(cells)] != 0 {
			return false
		}
	}
	return true
}

// The search finds no more changes than are needed, whatever is wrong.
func TestTheFewestChangesAreFound(t *testing.T) {
	random := rand.New(rand.NewPCG(31, 32))
	q := square(4, 3)
	for range 400 {
		answers := forms.NewAnswers(q.Cells)
		for cell := range forms.Cell(q.Cells) {
			if !isTotalOf(q.Cubes[0], cell) {
				answers.Set(cell, forms.Count(1_000_000+random.Int64N(1_000_000)))
			}
		}
		e := New(q, answers, Declared{})
		for cell := range forms.Cell(q.Cells) {
			if n, _, ok := e.Shown(cell); ok {
				answers.Set(cell, forms.Answer{Value: n, Status: forms.Normal})
			}
		}
		for range 1 + random.IntN(5) {
			answers.Values[random.IntN(q.Cells)] += forms.Whole(1 + random.Int64N(100_000))
		}
		e.CheckAll()
		s := e.newSearch()
		found := 0
		seen := map[*constraint]bool{}
		for _, f := range e.Failing() {
			c := s.constraint(f.check)
			if seen[c] {
				continue
			}
			block, _ := s.block(c)
			for _, c := range block {
				seen[c] = true
			}
			s.solutions, s.work, s.most = nil, 0, 1<<40
			slips := 0
			for ; len(s.solutions) == 0; slips++ {
				s.combine(block, nil, slips+1)
			}
			found += slips
		}
		if want := fewestOf(e, 4); found != want && want <= 4 {
			t.Errorf("%d changes are found, %d are enough", found, want)
		}
	}
}

// The better a figure was seen to, the more it is trusted.
func TestTrustOfAFigure(t *testing.T) {
	q := square(2, 2)
	answers, before := forms.NewAnswers(q.Cells), forms.NewAnswers(q.Cells)
	for cell, n := range []int64{10, 4, 6, 7, 3, 4, 3, 1, 2} {
		a := forms.Count(n)
		a.Means, a.Source = forms.Imported, forms.SourceRef{Source: 1}
		answers.Set(forms.Cell(cell), a)
	}
	explained := forms.NoCell
	e := New(q, answers, Declared{Before: &Reference{Answers: before}, Explained: func(cell forms.Cell) bool { return cell == explained }})
	const cell = 4
	if got := e.trust(cell); got != provenTrust {
		t.Errorf("totals of its file agree with it: %d", got)
	}
	for _, other := range []forms.Cell{1, 3} { // its totals come from elsewhere
		a := answers.At(other)
		a.Source.Source = 2
		answers.Set(other, a)
	}
	if got := e.trust(cell); got != importedTrust {
		t.Errorf("imported: %d", got)
	}
	a := answers.At(cell)
	a.Means, a.Source = forms.Typed, forms.SourceRef{}
	answers.Set(cell, a)
	if got := e.trust(cell); got != typedTrust {
		t.Errorf("typed: %d", got)
	}
	before.Set(cell, a)
	if got := e.trust(cell); got != confirmedTrust {
		t.Errorf("sent last year just so: %d", got)
	}
	if explained = cell; e.trust(cell) != explainedTrust {
		t.Errorf("explained: %d", e.trust(cell))
	}
}

func isTotalOf(c *forms.Cube, cell forms.Cell) bool {
	for i := range c.Axes {
		if c.Code(cell, i).Kind != forms.Leaf {
			return true
		}
	}
	return false
}
