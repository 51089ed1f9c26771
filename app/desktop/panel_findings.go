package desktop

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"migraform/app/desktop/look"
	"migraform/app/desktop/view"
	"migraform/app/workspace"
	"migraform/forms"
	"migraform/validation"
)

// mostFindings is the number of findings of a cell that are said in full.
const mostFindings = 4

// sayFindings says what the checks find wrong with the cell, gravest first.
func (p *panel) sayFindings() {
	d := p.d
	found := d.ws.FindingsAt(p.cell)
	slices.SortStableFunc(found, func(a, b *validation.Finding) int { return int(a.Severity) - int(b.Severity) })
	p.findings.Hidden = len(found) == 0
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
	if step := d.tongue.Message(f.Step); f.Step.ID != "" {
		lines.Add(paragraph(step, look.ColorDim, theme.SizeNameText, room))
	}
	for k, s := range f.Suspects {
		line := d.suspect(s, p.cell, room)
		d.w.trace.name("panel.suspect."+strconv.Itoa(k), line)
		lines.Add(line)
	}
	if d.ws.Explainable(f) {
		lines.Add(p.explanation(i, f, room))
	}
	mark := container.New(&fixed{width: 16, height: 16}, look.Mark(look.Meaning(markOf(d.ws, f))))
	return framed(nil, nil, container.NewVBox(margin(2, 0, 0, 8, mark)), nil, lines)
}

// suspect offers to correct a figure that is probably wrong.
func (d *desk) suspect(s validation.Suspect, here forms.Cell, room float32) *tappable {
	id := "desktop.suspect"
	pairs := []any{"Why", s.Why(), "From", s.From, "To", s.To}
	if s.Cell != here {
		names, _ := view.Where(d.q.CubeOf(s.Cell), s.Cell, d.tongue)
		id, pairs = "desktop.suspect.elsewhere", append(pairs, "Where", names)
	}
	words := paragraph(capital(d.tongue.Say(id, pairs...)), theme.ColorNamePrimary, theme.SizeNameText, room-12)
	line := newTappable(container.NewStack(newGround(theme.ColorNameButton), margin(5, 5, 6, 6, words)), func() { d.correct(s) })
	_, line.disabled = d.ws.ReadOnly()
	line.hint, line.onHint = d.tongue.Say("desktop.suspect.hint"), d.status.hint
	return line
}

// capital begins a sentence with a capital letter.
func capital(sentence string) string {
	r, size := utf8.DecodeRuneInString(sentence)
	return string(unicode.ToUpper(r)) + sentence[size:]
}

// correct takes a suspect's likely figure.
func (d *desk) correct(s validation.Suspect) {
	a := d.ws.Answer(s.Cell)
	a.Value, a.Means, a.Source = s.To, forms.Typed, forms.SourceRef{}
	if !a.Status.IsNumber() {
		a.Status = forms.Normal
	}
	if err := d.ws.Put(forms.Typed, "change.corrected "+d.q.Address(s.Cell), []workspace.CellAnswer{{Cell: s.Cell, Answer: a}}); err != nil {
		d.complain(err)
		return
	}
	d.status.say(d.tongue.Say("desktop.corrected", "Where", d.where(s.Cell), "From", s.From, "To", s.To))
	if d.at.kind == atTable {
		d.w.focus(d.table.grid)
	}
}

// explanation is what the office says about a finding, or the field for it.
func (p *panel) explanation(i int, f *validation.Finding, room float32) fyne.CanvasObject {
	d, say := p.d, p.d.tongue.Say
	_, readOnly := d.ws.ReadOnly()
	if p.explaining != nil && p.explaining.finding.Key == f.Key {
		return p.explanationField(i, f)
	}
	lines := column(2)
	link := say("desktop.explain")
	if x, ok := d.ws.Explanation(f); ok {
		lines.Add(paragraph("“"+x.Text+"”", theme.ColorNameForeground, theme.SizeNameText, room))
		lines.Add(paragraph(strings.TrimSpace(d.w.when(x.When)+"  "+x.Who), look.ColorDim, theme.SizeNameCaptionText, room))
		link = say("desktop.explain.change")
		if x.Lapsed {
			lines.Add(paragraph(say("desktop.explain.lapsed"), theme.ColorNameWarning, theme.SizeNameText, room))
		}
	}
	if !readOnly {
		line := newTappable(margin(2, 2, 0, 0, body(link)), func() { p.explain(f) })
		line.content.(*fyne.Container).Objects[0].(*text).colour = theme.ColorNamePrimary
		d.w.trace.name("panel.explain."+strconv.Itoa(i), line)
		lines.Add(line)
	}
	return lines
}

// explain opens the field for an explanation.
func (p *panel) explain(f *validation.Finding) {
	x := p.d.explaining(f, 3)
	p.explaining = x
	p.sayFindings()
	p.parts.Refresh()
	p.d.w.focus(x.field)
}

func (p *panel) explanationField(i int, f *validation.Finding) fyne.CanvasObject {
	d, x := p.d, p.explaining
	done := func() {
		if err := x.keep(d); err != nil {
			d.complain(err)
			return
		}
		p.explaining = nil
		p.refresh()
		d.w.focus(d.table.grid)
	}
	x.field.onEscape = func() {
		p.explaining = nil
		p.refresh()
		d.w.focus(d.table.grid)
	}
	keep := newButton(d.tongue.Say("desktop.explain.keep"), nil, widget.HighImportance, done)
	d.w.trace.name("panel.explanation."+strconv.Itoa(i), x.field)
	d.w.trace.name("panel.explain."+strconv.Itoa(i), keep)
	return column(6, x.field, x.remarks(d), row(8, keep, newButton(d.tongue.Say("desktop.cancel"), nil, widget.LowImportance, x.field.onEscape)))
}
