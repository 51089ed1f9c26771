package desktop

import (
	"slices"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"migraform/app/desktop/look"
	"migraform/validation"
)

// mostFindings is the number of findings of a cell that are said in full.
const mostFindings = 4

// sayFindings says what the checks find wrong with the cell, gravest first.
func (p *panel) sayFindings() {
	d := p.d
	found := d.ws.FindingsAt(p.cell)
	slices.SortStableFunc(found, func(a, b *validation.Finding) int { return int(a.Severity) - int(b.Severity) })
	p.findings.Hidden, p.suspect = len(found) == 0, nil
	list := column(10)
	for i, f := range found {
		if i == mostFindings {
			more := d.tongue.Say("desktop.panel.findings.more", "Count", len(found)-mostFindings)
			list.Add(newTappable(paragraph(more, theme.ColorNamePrimary, theme.SizeNameText, panelRoom()), func() { d.showFindings(-1) }))
			break
		}
		list.Add(p.finding(i, f))
	}
	p.findings.Objects = []fyne.CanvasObject{margin(12, 4, 0, 0, list)}
}

// finding is one finding: the sentence, what to do, what may be wrong, and
// what the office says about it.
func (p *panel) finding(i int, f *validation.Finding) fyne.CanvasObject {
	d := p.d
	room := panelRoom() - 24
	lines := column(3, paragraph(d.tongue.Message(f.Message), theme.ColorNameForeground, theme.SizeNameText, room))
	if len(f.Equation.Left) > 0 {
		lines.Add(margin(2, 2, 0, 0, d.equation(f.Equation, room)))
	}
	if f.Step.ID != "" {
		lines.Add(paragraph(d.tongue.Message(f.Step), look.ColorDim, theme.SizeNameText, room))
	}
	if len(f.Suspects) > 0 {
		suspects, first := d.suspects(f, p.cell, room, "panel.suspect.")
		lines.Add(suspects)
		if p.suspect == nil {
			p.suspect = first
		}
	}
	if f.Unsearched.ID != "" {
		lines.Add(paragraph(d.tongue.Message(f.Unsearched), look.ColorDim, theme.SizeNameText, room))
	}
	if d.ws.Explainable(f) {
		lines.Add(p.explanation(i, f, room))
	}
	mark := container.New(&fixed{width: 16, height: 16}, look.Mark(look.Meaning(markOf(d.ws, f))))
	return framed(nil, nil, container.NewVBox(margin(2, 0, 0, 8, mark)), nil, lines)
}

// explanation is what the office says about a finding, or the field for it.
func (p *panel) explanation(i int, f *validation.Finding, room float32) fyne.CanvasObject {
	d, say := p.d, p.d.tongue.Say
	name := "panel.explain." + strconv.Itoa(i)
	if p.explaining.of(f) {
		close := func() {
			p.explaining = nil
			p.refresh()
			d.w.focus(d.table.grid)
		}
		d.w.trace.name("panel.explanation."+strconv.Itoa(i), p.explaining.field)
		return p.explaining.asks(d, name, close, close)
	}
	lines := column(2)
	link := say("desktop.explain")
	if x, ok := d.ws.Explanation(f); ok {
		lines.Add(d.saidOf(x, room))
		link = say("desktop.explain.change")
	}
	if _, readOnly := d.ws.ReadOnly(); !readOnly {
		words := body(link)
		words.colour = theme.ColorNamePrimary
		line := newTappable(margin(2, 2, 0, 0, words), func() { p.explain(f) })
		d.w.trace.name(name, line)
		lines.Add(line)
	}
	return lines
}

// explain opens the field for an explanation.
func (p *panel) explain(f *validation.Finding) {
	p.explaining = p.d.explaining(3, f)
	p.sayFindings()
	p.parts.Refresh()
	p.d.w.focus(p.explaining.field)
}
