// Package slips makes consistent tables and puts typing errors into them, to
// see how well checks trace them back. It is for tests and the bench; nothing
// of the program uses it.
package slips

import (
	"math/rand/v2"
	"slices"
	"strconv"

	"migraform/forms"
	"migraform/validation"
)

// Nameable are the slips that can be injected.
var Nameable = []validation.Slip{validation.Swapped, validation.Lost, validation.Doubled, validation.Tenfold}

// Consistent fills the interior cells of a table with figures from 10 to
// 9,999, and all its totals with what they come to.
func Consistent(q *forms.Questionnaire, table string, random *rand.Rand) *forms.Answers {
	answers := forms.NewAnswers(q.Cells)
	c := q.Cube(table)
	for cell := c.First; cell < c.First+forms.Cell(c.Cells); cell++ {
		if interior(c, cell) && !c.Forbidden(cell) && !c.Optional(cell) {
			answers.Set(cell, forms.Count(10+random.Int64N(9990)))
		}
	}
	e := validation.New(q, answers, validation.Declared{})
	for cell := c.First; cell < c.First+forms.Cell(c.Cells); cell++ {
		if n, complete, ok := e.Shown(cell); ok && complete {
			answers.Set(cell, forms.Answer{Value: n, Status: forms.Normal})
		}
	}
	return answers
}

func interior(c *forms.Cube, cell forms.Cell) bool {
	for i := range c.Axes {
		if c.Code(cell, i).Kind != forms.Leaf {
			return false
		}
	}
	return true
}

// Inject puts slips into interior cells of a table and returns what was
// there.
func Inject(q *forms.Questionnaire, answers *forms.Answers, table string, kinds []validation.Slip, random *rand.Rand) map[forms.Cell]forms.Number {
	c := q.Cube(table)
	were := map[forms.Cell]forms.Number{}
	for len(were) < len(kinds) {
		cell := c.First + forms.Cell(random.IntN(c.Cells))
		a := answers.At(cell)
		if _, twice := were[cell]; twice || a.IsBlank() || !interior(c, cell) {
			continue
		}
		to, ok := slipped(a.Value, kinds[len(were)], random)
		if !ok {
			continue
		}
		were[cell] = a.Value
		a.Value = to
		answers.Set(cell, a)
	}
	return were
}

// Mend puts back what was there.
func Mend(answers *forms.Answers, were map[forms.Cell]forms.Number) {
	for cell, right := range were {
		a := answers.At(cell)
		a.Value = right
		answers.Set(cell, a)
	}
}

// Traced counts the slips whose cell and right figure are the first suspect
// of a finding.
func Traced(findings []validation.Finding, were map[forms.Cell]forms.Number) int {
	n := 0
	for cell, right := range were {
		if slices.ContainsFunc(findings, func(f validation.Finding) bool {
			return len(f.Suspects) > 0 && f.Suspects[0].Cell == cell && f.Suspects[0].To == right
		}) {
			n++
		}
	}
	return n
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
	d := []byte(n.String())
	i := random.IntN(len(d))
	switch slip {
	case validation.Swapped:
		if i+1 == len(d) || d[i] == d[i+1] || i == 0 && d[1] == '0' {
			return 0, false
		}
		d[i], d[i+1] = d[i+1], d[i]
	case validation.Lost:
		d = slices.Delete(d, i, i+1)
		if len(d) == 0 || d[0] == '0' {
			return 0, false
		}
	case validation.Doubled:
		d = slices.Insert(d, i, d[i])
	case validation.Tenfold:
		d = append(d, '0')
	}
	to, err := strconv.ParseInt(string(d), 10, 64)
	return forms.Whole(to), err == nil && forms.Whole(to) != n
}
