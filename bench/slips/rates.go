package slips

import (
	"math/rand/v2"
	"slices"

	"migraform/forms"
)

// Rates fills the labour force of native- and foreign-born and their rates of
// unemployment, to one decimal. The rule that compares them is switched on.
func Rates(q *forms.Questionnaire, random *rand.Rand) *forms.Answers {
	for i := range q.Rules {
		if q.Rules[i].ID == "R27" {
			q.Rules[i].Severity = forms.SeverityWarning
		}
	}
	answers := forms.NewAnswers(q.Cells)
	counts, rates := q.Cube("F1"), q.Cube("I3")
	for cell := counts.First; cell < counts.First+forms.Cell(counts.Cells); cell++ {
		if Interior(counts, cell) && !counts.Optional(cell) {
			answers.Set(cell, forms.Count(50+random.Int64N(2000)))
		}
	}
	addUp(q, answers, func(c *forms.Cube) bool { return c == counts })
	for cell := rates.First; cell < rates.First+forms.Cell(rates.Cells); cell++ {
		var codes []string
		for i := range rates.Axes {
			codes = append(codes, rates.Code(cell, i).ID)
		}
		if codes[0] != "UNEMPLOYMENT" {
			continue
		}
		n := func(status string) forms.Number {
			at, err := q.Cell("F1/" + status + "/" + codes[1] + "/" + codes[2] + "/_T/" + codes[3])
			if err != nil {
				return 0
			}
			return answers.Values[at]
		}
		if all := n("EMP") + n("UNE"); all > 0 && !slices.Contains(codes, "_U") {
			tenths := (n("UNE")*1000 + all/2) / all
			answers.Set(cell, forms.Answer{Value: tenths * forms.One / 10, Status: forms.Normal})
		}
	}
	return answers
}
