package slips

import (
	"math/rand/v2"

	"migraform/forms"
	"migraform/validation"
)

// Disaster is what makes very much of table B2 wrong at once.
type Disaster struct {
	Name  string
	Spoil func(q *forms.Questionnaire, answers *forms.Answers, random *rand.Rand)
}

// Disasters are the worst that happens to a table.
var Disasters = []Disaster{
	{"50 slips", func(q *forms.Questionnaire, answers *forms.Answers, random *rand.Rand) {
		Inject(q, answers, "B2", repeat(Nameable, 50), Interior, random)
	}},
	{"50 slips that only sums of all countries tell", func(q *forms.Questionnaire, answers *forms.Answers, random *rand.Rand) {
		Blank(q, answers, "B2")
		Inject(q, answers, "B2", repeat(OfOne, 50), func(c *forms.Cube, cell forms.Cell) bool { return Interior(c, cell) && isLast(c, cell) }, random)
	}},
	{"all figures of men", func(q *forms.Questionnaire, answers *forms.Answers, random *rand.Rand) {
		spoil(q, answers, random, func(c *forms.Cube, cell forms.Cell) bool {
			return Interior(c, cell) && c.Code(cell, c.AxisOf("sex")).ID == "M"
		})
	}},
	{"all figures but totals", func(q *forms.Questionnaire, answers *forms.Answers, random *rand.Rand) {
		spoil(q, answers, random, Interior)
	}},
	{"all figures", func(q *forms.Questionnaire, answers *forms.Answers, random *rand.Rand) {
		spoil(q, answers, random, func(*forms.Cube, forms.Cell) bool { return true })
	}},
	{"all figures ten times too large", func(q *forms.Questionnaire, answers *forms.Answers, random *rand.Rand) {
		each(q, answers, func(c *forms.Cube, cell forms.Cell) { answers.Values[cell] *= 10 })
	}},
	{"two columns exchanged", func(q *forms.Questionnaire, answers *forms.Answers, random *rand.Rand) {
		each(q, answers, func(c *forms.Cube, cell forms.Cell) {
			if sex := c.AxisOf("sex"); isLast(c, cell) && c.Code(cell, sex).ID == "M" {
				other := c.Moved(cell, sex, c.CodeAt(cell, sex)+1)
				answers.Values[cell], answers.Values[other] = answers.Values[other], answers.Values[cell]
			}
		})
	}},
	{"a year pasted one row too low", func(q *forms.Questionnaire, answers *forms.Answers, random *rand.Rand) {
		above := map[int]forms.Number{} // by sex
		each(q, answers, func(c *forms.Cube, cell forms.Cell) {
			if sex := c.CodeAt(cell, c.AxisOf("sex")); isLast(c, cell) {
				n, ok := above[sex]
				if above[sex] = answers.Values[cell]; ok {
					answers.Values[cell] = n
				}
			}
		})
	}},
}

func repeat(kinds []validation.Slip, count int) []validation.Slip {
	many := make([]validation.Slip, count)
	for i := range many {
		many[i] = kinds[i%len(kinds)]
	}
	return many
}

// isLast reports whether a cell is of the last year.
func isLast(c *forms.Cube, cell forms.Cell) bool {
	axis := c.AxisOf("time")
	return c.CodeAt(cell, axis) == len(c.Axes[axis].List.Codes)-1
}

func spoil(q *forms.Questionnaire, answers *forms.Answers, random *rand.Rand, chosen func(*forms.Cube, forms.Cell) bool) {
	each(q, answers, func(c *forms.Cube, cell forms.Cell) {
		if chosen(c, cell) {
			answers.Values[cell] = forms.Whole(random.Int64N(10_000))
		}
	})
}

// each calls f for the figures of B2.
func each(q *forms.Questionnaire, answers *forms.Answers, f func(*forms.Cube, forms.Cell)) {
	c := q.Cube("B2")
	for cell := c.First; cell < c.First+forms.Cell(c.Cells); cell++ {
		if answers.Statuses[cell].IsNumber() {
			f(c, cell)
		}
	}
}
