package desktop

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
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
	var widest float32
	for _, term := range append([]validation.EquationTerm{q.Left[0]}, q.Right...) {
		widest = max(widest, fyne.MeasureText(d.figureOf(term), theme.CaptionTextSize(), fyne.TextStyle{}).Width+1)
	}
	lines := column(0)
	line := func(sign string, term validation.EquationTerm) {
		name := newText(d.tongue.Names(term.Name), look.ColorDim, theme.SizeNameCaptionText).shrinking()
		figure := newText(d.figureOf(term), theme.ColorNameForeground, theme.SizeNameCaptionText)
		lines.Add(rowWith(name, 6, wide(10, caption(sign)), name, figures(widest, figure)))
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

// figures stands a figure at the right of a column, also where lines run from
// right to left: units below units.
func figures(width float32, figure *text) fyne.CanvasObject {
	figure.trailing = !look.RightToLeft()
	return container.New(&fixed{width: width / em(1)}, figure.shrinking())
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
