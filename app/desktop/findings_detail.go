package desktop

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"migraform/app/desktop/look"
	"migraform/forms"
	"migraform/validation"
)

// sayDetail says all about the marked finding below the list.
func (p *findingsPage) sayDetail() {
	d, say := p.d, p.d.tongue.Say
	p.detail.Hide()
	id := p.list.marked
	if id < 0 || id >= len(p.lines) || p.lines[id].Finding == nil {
		return
	}
	f := p.lines[id].Finding
	d.ws.Blame(f)
	width := p.room() + 60
	lines := column(4)
	if equation := f.Equation.In(d.tongue); len(f.Equation.Left) > 0 {
		lines.Add(paragraph(equation, look.ColorDim, theme.SizeNameText, width))
	}
	if f.Step.ID != "" {
		lines.Add(paragraph(d.tongue.Message(f.Step), theme.ColorNameForeground, theme.SizeNameText, width))
	}
	verbs := row(8, newButton(say("desktop.findings.go"), look.IconIn(look.Forward, theme.ColorNameForegroundOnPrimary), widget.HighImportance, func() { d.goToFinding(f) }))
	_, readOnly := d.ws.ReadOnly()
	for k, suspect := range f.Suspects {
		if k < 3 && !readOnly {
			lines.Add(row(0, wide(480, d.suspect(suspect, forms.NoCell, em(480)))))
		}
	}
	if d.ws.Explainable(f) && !readOnly {
		verb := say("desktop.explain")
		if d.ws.Settled(f) {
			verb = say("desktop.explain.change")
		}
		verbs.Add(newButton(verb, look.Icon(look.Speech), widget.MediumImportance, func() { p.explain(f) }))
	}
	if p.asking != nil && p.asking.finding.Key == f.Key {
		lines.Add(p.explanationField(f))
	} else {
		if x, ok := d.ws.Explanation(f); ok {
			lines.Add(paragraph("“"+x.Text+"”", theme.ColorNameForeground, theme.SizeNameText, width))
			lines.Add(caption(strings.TrimSpace(d.w.when(x.When) + "  " + x.Who)))
			if x.Lapsed {
				lines.Add(paragraph(say("desktop.explain.lapsed"), theme.ColorNameWarning, theme.SizeNameText, width))
			}
		}
		lines.Add(margin(4, 0, 0, 0, verbs))
	}
	p.detail.Objects = []fyne.CanvasObject{newGround(theme.ColorNameBackground), column(0, edge(), margin(10, 10, 16, 16, lines))}
	p.detail.Show()
	p.box.Refresh()
}

// explain opens the field for an explanation in place.
func (p *findingsPage) explain(f *validation.Finding) {
	p.asking = p.d.explaining(f, 2)
	p.sayDetail()
	p.d.w.focus(p.asking.field)
}

func (p *findingsPage) explanationField(f *validation.Finding) fyne.CanvasObject {
	d, x := p.d, p.asking
	close := func() {
		p.asking = nil
		p.refresh()
		p.focus()
	}
	x.field.onEscape = close
	keep := func() {
		if err := x.keep(d); err != nil {
			d.complain(err)
			return
		}
		close()
	}
	d.w.trace.name("findings.explanation", x.field)
	return column(6, x.field, x.remarks(d), row(8, newButton(d.tongue.Say("desktop.explain.keep"), nil, widget.HighImportance, keep),
		newButton(d.tongue.Say("desktop.cancel"), nil, widget.LowImportance, close)))
}
