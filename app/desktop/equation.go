package desktop

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"migraform/app/desktop/look"
	"migraform/validation"
)

// mostTerms is the number of figures that are written below each other;
// longer equations are a paragraph.
const mostTerms = 9

// equation writes a check's figures below each other as an account: the
// parts, a line, what they should come to.
func (d *desk) equation(q validation.Equation, room float32) fyne.CanvasObject {
	if len(q.Left) != 1 || len(q.Right) < 2 || len(q.Right) > mostTerms {
		return paragraph(q.In(d.tongue), theme.ColorNameForeground, theme.SizeNameCaptionText, room)
	}
	lines := column(0)
	line := func(sign string, term validation.EquationTerm) {
		name := newText(d.tongue.Names(term.Name), look.ColorDim, theme.SizeNameCaptionText).shrinking()
		lines.Add(rowWith(name, 6, wide(10, caption(sign)), name, newText(d.figureOf(term), theme.ColorNameForeground, theme.SizeNameCaptionText)))
	}
	for i, term := range q.Right {
		switch {
		case term.Sign < 0:
			line("−", term)
		case i > 0:
			line("+", term)
		default:
			line("", term)
		}
	}
	lines.Add(margin(1, 1, 0, 0, edge()))
	relation := q.Relation
	if turned := map[string]string{"≤": "≥", "≥": "≤"}[relation]; turned != "" {
		relation = turned
	}
	line(relation, q.Left[0])
	return lines
}

// toShow reports whether an equation says more than the sentence: a change
// from year to year does not.
func toShow(q validation.Equation) bool { return len(q.Left) > 0 && q.Relation != "≈" }

// figureOf writes the figure of a term; one of which only parts are known is
// at least those.
func (d *desk) figureOf(term validation.EquationTerm) string {
	switch {
	case term.Known:
		return d.tongue.Number(term.Value)
	case term.AtLeast:
		return "≥\u202f" + d.tongue.Number(term.Value)
	}
	return "?"
}
