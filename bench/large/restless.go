package large

import "migraform/forms"

// AnswerRestless answers every cell so that all sums hold, with figures that
// jump about from year to year: as small tables of true figures do.
func AnswerRestless(q *forms.Questionnaire) *forms.Answers {
	answers := AnswerRestlessLeaves(q)
	for _, c := range q.Cubes {
		if c.AxisOf("age") >= 0 {
			addUp(c, answers)
		}
	}
	detail, short := q.Cube("B9"), q.Cube("B8")
	for cell := short.First; cell < short.First+forms.Cell(short.Cells); cell++ {
		answers.Set(cell, answers.At(detail.At(short.CodeAt(cell, 0), 0, short.CodeAt(cell, 1), short.CodeAt(cell, 2))))
	}
	return answers
}

// AnswerRestlessLeaves answers what is no total in the same way, in the table
// by age, and leaves totals to the program.
func AnswerRestlessLeaves(q *forms.Questionnaire) *forms.Answers {
	answers := forms.NewAnswers(q.Cells)
	c := q.Cube("B9")
	state := uint64(88172645463325252)
	for cell := c.First; cell < c.First+forms.Cell(c.Cells); cell++ {
		// Xorshift (Marsaglia, Xorshift RNGs, 2003).
		state ^= state << 13
		state ^= state >> 7
		state ^= state << 17
		leaf := true
		for i := range c.Axes {
			leaf = leaf && c.Code(cell, i).Kind == forms.Leaf
		}
		switch {
		case !leaf:
		case c.Optional(cell):
			answers.Set(cell, forms.Count(0))
		default:
			answers.Set(cell, forms.Count(int64(state>>40%1000)))
		}
	}
	return answers
}

// Round rounds every figure to the nearest multiple of a base by itself, so
// that sums hold only within what rounding makes.
func Round(q *forms.Questionnaire, answers *forms.Answers, base int64) *forms.Answers {
	for cell := range forms.Cell(q.Cells) {
		if a := answers.At(cell); a.Status.IsNumber() {
			n := int64(a.Value / forms.One)
			answers.Set(cell, forms.Count((n+base/2)/base*base))
		}
	}
	return answers
}

// Halve takes every other area's parts away.
func Halve(q *forms.Questionnaire, answers *forms.Answers) *forms.Answers {
	c := q.Cube("B9")
	for cell := c.First; cell < c.First+forms.Cell(c.Cells); cell++ {
		leaf := c.CodeAt(cell, 0)%2 == 1
		for i := range c.Axes {
			leaf = leaf && (c.Axes[i].Concept == "time" || c.Code(cell, i).Kind == forms.Leaf)
		}
		if leaf {
			answers.Set(cell, forms.Answer{})
		}
	}
	return answers
}

// addUp gives every total of a cube what its terms come to, an axis after the
// other.
func addUp(c *forms.Cube, answers *forms.Answers) {
	for i, axis := range c.Axes {
		for _, sum := range axis.List.Sums {
			for cell := c.First; cell < c.First+forms.Cell(c.Cells); cell++ {
				if c.CodeAt(cell, i) != sum.Total {
					continue
				}
				var n forms.Number
				for _, term := range sum.Terms {
					n += forms.Number(term.Sign) * answers.Values[c.Moved(cell, i, term.Code)]
				}
				answers.Set(cell, forms.Answer{Value: n, Status: forms.Normal})
			}
		}
	}
}
