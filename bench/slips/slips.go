// Package slips makes consistent tables and documents and puts typing errors
// into them, to see how well checks trace them back. It is for tests and the
// bench; nothing of the program uses it.
package slips

import (
	"math/rand/v2"
	"slices"

	"migraform/forms"
	"migraform/validation"
)

// Nameable are the slips that can be injected: those of one figure, and those
// of several.
var Nameable = []validation.Slip{validation.Swapped, validation.Lost, validation.Doubled, validation.Mistyped, validation.Tenfold, validation.Sign,
	validation.Repeated, validation.Exchanged, validation.Misplaced, validation.TooLow, validation.TooHigh, validation.TooFar, validation.TooNear}

// OfOne are the commonest that make a single figure wrong.
var OfOne = Nameable[:5]

// Consistent fills the interior cells of a table with figures from 10 to
// 9,999, and all its totals with what they come to.
func Consistent(q *forms.Questionnaire, table string, random *rand.Rand) *forms.Answers {
	answers := forms.NewAnswers(q.Cells)
	c := q.Cube(table)
	for cell := c.First; cell < c.First+forms.Cell(c.Cells); cell++ {
		if Interior(c, cell) && !c.Forbidden(cell) && !c.Optional(cell) {
			answers.Set(cell, forms.Count(10+random.Int64N(9990)))
		}
	}
	addUp(q, answers, func(of *forms.Cube) bool { return of == c })
	return answers
}

// Interior reports whether a cell is no total in any direction.
func Interior(c *forms.Cube, cell forms.Cell) bool {
	for i := range c.Axes {
		if c.Code(cell, i).Kind != forms.Leaf {
			return false
		}
	}
	return true
}

// Margin reports whether a cell is a total in some direction.
func Margin(c *forms.Cube, cell forms.Cell) bool { return !Interior(c, cell) }

// Blank empties the sub-totals of a table, and the totals across columns, so
// that they are worked out; what all of it comes to stays.
func Blank(q *forms.Questionnaire, answers *forms.Answers, table string) {
	c := q.Cube(table)
	for cell := c.First; cell < c.First+forms.Cell(c.Cells); cell++ {
		for i := range c.Axes {
			if c.Code(cell, i).Kind == forms.Subtotal {
				answers.Set(cell, forms.Answer{})
			}
		}
	}
}

// Tenths makes all figures of a document a tenth, so that they have decimals.
func Tenths(answers *forms.Answers) {
	for cell := range answers.Values {
		answers.Values[cell] /= 10
	}
}

// Slip is one injected slip: what stood in the cells that it made wrong.
type Slip struct {
	Kind validation.Slip
	Were map[forms.Cell]forms.Number
}

// Cells are the cells that slips made wrong.
func Cells(slips []Slip) []forms.Cell {
	var cells []forms.Cell
	for _, s := range slips {
		for cell := range s.Were {
			cells = append(cells, cell)
		}
	}
	return cells
}

// Inject puts slips at random into the cells of a table that are chosen, each
// in others. A kind that a table has no room for is left out.
func Inject(q *forms.Questionnaire, answers *forms.Answers, table string, kinds []validation.Slip, chosen func(*forms.Cube, forms.Cell) bool, random *rand.Rand) []Slip {
	c := q.Cube(table)
	var made []Slip
	for _, kind := range kinds {
		for range 2000 {
			cell := c.First + forms.Cell(random.IntN(c.Cells))
			if !chosen(c, cell) || !answers.Statuses[cell].IsNumber() {
				continue
			}
			were := inject(c, answers, cell, kind, chosen, random)
			if were == nil || slices.ContainsFunc(made, func(s Slip) bool {
				return slices.ContainsFunc(Cells([]Slip{{kind, were}}), func(cell forms.Cell) bool { _, twice := s.Were[cell]; return twice })
			}) {
				continue
			}
			made = append(made, Slip{kind, nil})
			put := &made[len(made)-1]
			put.Were = map[forms.Cell]forms.Number{}
			for cell, to := range were {
				put.Were[cell] = answers.Values[cell]
				answers.Values[cell] = to
			}
			break
		}
	}
	return made
}

// inject works out what a slip at a cell writes; nil where it cannot be made
// there.
func inject(c *forms.Cube, answers *forms.Answers, cell forms.Cell, kind validation.Slip, chosen func(*forms.Cube, forms.Cell) bool, random *rand.Rand) map[forms.Cell]forms.Number {
	beside := func(cell forms.Cell, columns bool, step int) forms.Cell {
		axes := c.View.Rows
		if columns {
			axes = c.View.Columns
		}
		for next := Beside(c, cell, axes, step); next != forms.NoCell; next = Beside(c, next, axes, step) {
			if answers.Statuses[next].IsNumber() && chosen(c, next) {
				return next
			}
		}
		return forms.NoCell
	}
	value := func(cell forms.Cell) forms.Number { return answers.Values[cell] }
	switch kind {
	case validation.Repeated:
		other := beside(cell, random.IntN(2) == 0, 1-2*random.IntN(2))
		if other == forms.NoCell || value(other) == value(cell) || value(other) < 10*forms.One {
			return nil
		}
		return map[forms.Cell]forms.Number{cell: value(other)}
	case validation.Exchanged, validation.Misplaced:
		other := beside(cell, random.IntN(2) == 0, 1)
		if other == forms.NoCell || value(other) == value(cell) || (value(other)*value(cell) == 0) != (kind == validation.Misplaced) {
			return nil
		}
		return map[forms.Cell]forms.Number{cell: value(other), other: value(cell)}
	case validation.TooLow, validation.TooHigh, validation.TooFar, validation.TooNear:
		// From the end of a stretch each figure is overwritten by the one that
		// stands before it; the first of them then stands there twice.
		columns := kind == validation.TooFar || kind == validation.TooNear
		step := -1
		if kind == validation.TooHigh || kind == validation.TooNear {
			step = 1
		}
		were := map[forms.Cell]forms.Number{}
		for range 3 + random.IntN(5) {
			from := beside(cell, columns, step)
			if from == forms.NoCell {
				break
			}
			if value(from) != value(cell) {
				were[cell] = value(from)
			}
			cell = from
		}
		if len(were) < 3 {
			return nil
		}
		return were
	}
	to, ok := slipped(value(cell), kind, random)
	if !ok {
		return nil
	}
	return map[forms.Cell]forms.Number{cell: to}
}

// Beside moves one place along the rows or the columns of a sheet.
func Beside(c *forms.Cube, cell forms.Cell, axes []int, step int) forms.Cell {
	for i := len(axes) - 1; i >= 0; i-- {
		code, codes := c.CodeAt(cell, axes[i]), len(c.Axes[axes[i]].List.Codes)
		if next := code + step; next >= 0 && next < codes {
			return c.Moved(cell, axes[i], next)
		}
		cell = c.Moved(cell, axes[i], (code+step+codes)%codes)
	}
	return forms.NoCell
}

// Mend puts back what was there.
func Mend(answers *forms.Answers, slips []Slip) {
	for _, s := range slips {
		for cell, right := range s.Were {
			answers.Values[cell] = right
		}
	}
}

// Verdict is how well slips were traced.
type Verdict struct {
	Slips int
	First int // those of which a wrong cell is the first suspect of a finding
	Right int // and all their right figures were proposed
	Named int // and the slip was called by its name
	// Accused counts figures that are right and were the first suspect.
	Accused int
}

// Add adds up verdicts.
func (v *Verdict) Add(other Verdict) {
	v.Slips += other.Slips
	v.First += other.First
	v.Right += other.Right
	v.Named += other.Named
	v.Accused += other.Accused
}

// Judge compares the first suspects of findings with the slips that were made.
func Judge(findings []validation.Finding, slips []Slip) Verdict {
	v := Verdict{Slips: len(slips)}
	accused := map[forms.Cell]bool{}
	for _, s := range slips {
		first, named := false, false
		proposed := map[forms.Cell]forms.Number{}
		for _, f := range findings {
			if len(f.Suspects) == 0 {
				continue
			}
			if _, wrong := s.Were[f.Suspects[0].Cell]; wrong {
				first = true
				named = named || f.Suspects[0].Slip == s.Kind
				for _, c := range f.Suspects[0].Changes() {
					proposed[c.Cell] = c.To
				}
			}
		}
		right := first
		for cell, n := range s.Were {
			right = right && proposed[cell] == n
		}
		if first {
			v.First++
		}
		if right {
			v.Right++
		}
		if right && named {
			v.Named++
		}
	}
	wrong := Cells(slips)
	for _, f := range findings {
		if len(f.Suspects) > 0 {
			for _, c := range f.Suspects[0].Changes() {
				if !slices.Contains(wrong, c.Cell) {
					accused[c.Cell] = true
				}
			}
		}
	}
	v.Accused = len(accused)
	return v
}

// Sums leaves only the checks of a questionnaire that tell wrong figures by
// sums and equalities.
func Sums(q *forms.Questionnaire) {
	for i := range q.Rules {
		if r := &q.Rules[i]; !slices.Contains([]string{"R02", "R03", "R04", "R08", "R16", "R19", "R25"}, r.ID) {
			r.Severity = forms.SeverityOff
		} else {
			r.Lesser = forms.SeverityOff
		}
	}
}

// Try puts slips into one table of a document again and again, each time as
// many as there are kinds, and judges how they are traced.
func Try(q *forms.Questionnaire, answers *forms.Answers, e *validation.Engine, table string, kinds func() []validation.Slip, chosen func(*forms.Cube, forms.Cell) bool, times int, random *rand.Rand) Verdict {
	var all Verdict
	for range times {
		made := Inject(q, answers, table, kinds(), chosen, random)
		if len(made) == 0 {
			continue
		}
		e.Update(Cells(made))
		all.Add(Judge(Blamed(e), made))
		Mend(answers, made)
		e.Update(Cells(made))
	}
	return all
}

// Blamed are the failing findings with their suspects.
func Blamed(e *validation.Engine) []validation.Finding {
	findings := e.Failing()
	all := make([]*validation.Finding, len(findings))
	for i := range findings {
		all[i] = &findings[i]
	}
	e.Blame(all...)
	return findings
}

// slipped writes a figure with a slip; false where it cannot be made.
func slipped(n forms.Number, slip validation.Slip, random *rand.Rand) (forms.Number, bool) {
	if slip == validation.Tenfold {
		return n * 10, n != 0
	}
	if slip == validation.Sign {
		return -n, n != 0
	}
	d := []byte(n.Abs().String())
	i := random.IntN(len(d))
	if d[i] == '.' || len(d) < 2 {
		return 0, false
	}
	switch slip {
	case validation.Swapped:
		if i+1 == len(d) || d[i+1] == '.' {
			return 0, false
		}
		d[i], d[i+1] = d[i+1], d[i]
	case validation.Lost:
		d = slices.Delete(d, i, i+1)
	case validation.Doubled:
		d = slices.Insert(d, i, d[i])
	case validation.Mistyped:
		d[i] = byte('0' + random.IntN(10))
	}
	to, err := forms.ParseNumber(string(d))
	if n < 0 {
		to = -to
	}
	// What begins with 0 nobody types.
	return to, err == nil && to != n && (d[0] != '0' || len(d) > 1 && d[1] == '.')
}
