package desktop

import (
	"slices"
	"strconv"
	"time"

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
	found, sought := d.ws.FindingsAt(p.cell)
	if !sought {
		p.seek(found)
	}
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

// pause is how long one stays at a cell before figures that are probably wrong
// are sought among many findings, which takes longer than typing waits.
const pause = 150 * time.Millisecond

// seek looks for the figures that are probably wrong, once one stays at the
// cell.
func (p *panel) seek(found []*validation.Finding) {
	p.stopSeeking()
	says := func(f *validation.Finding) bool { return len(f.Suspects) > 0 || f.Unsearched.ID != "" }
	if len(found) == 0 || slices.ContainsFunc(found, says) {
		return
	}
	d, cell := p.d, p.cell
	p.stopSeeking = p.later(pause, func() {
		if now, _ := d.ws.FindingsAt(cell); p.cell != cell || d.at.kind != atTable || p.explaining != nil || len(now) == 0 || now[0] != found[0] {
			return // elsewhere by now, or something changed
		}
		d.ws.Blame(found...)
		if slices.ContainsFunc(found, says) {
			p.sayFindings()
			p.parts.Refresh()
		}
	})
}

// later does something on the main goroutine after a while, unless it is
// stopped before.
func later(wait time.Duration, do func()) (stop func()) {
	timer := time.AfterFunc(wait, func() { fyne.Do(do) })
	return func() { timer.Stop() }
}

// finding is one finding: the sentence, what to do, what may be wrong, and
// what the office says about it.
func (p *panel) finding(i int, f *validation.Finding) fyne.CanvasObject {
	d := p.d
	room := panelRoom() - 24
	lines := column(3, paragraph(d.tongue.Message(f.Message), theme.ColorNameForeground, theme.SizeNameText, room))
	if toShow(f.Equation) {
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
