package desktop

import (
	"strings"

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

// fewestDetail is the height that the detail keeps, so that the list stands
// still while one goes from line to line.
const fewestDetail = 150

// sayDetail says below the list all about the marked finding, or about those
// that were chosen.
func (p *findingsPage) sayDetail() {
	lines := p.aboutChosen()
	if lines == nil {
		lines = p.aboutMarked()
	}
	p.detail.Hidden = lines == nil
	if lines != nil {
		p.detail.Objects = []fyne.CanvasObject{newGround(theme.ColorNameBackground),
			column(0, edge(), gapWithin(fewestDetail, margin(8, 10, 16, 16, lines)))}
	}
	p.box.Refresh()
}

// gapWithin gives an object at least a height; it stands at the top of it.
func gapWithin(height float32, o fyne.CanvasObject) fyne.CanvasObject {
	return framed(o, nil, nil, nil, gap(max(0, height-o.MinSize().Height)))
}

func (p *findingsPage) aboutMarked() fyne.CanvasObject {
	f := p.finding()
	if f == nil {
		return p.aboutHeading()
	}
	d, say := p.d, p.d.tongue.Say
	d.ws.Blame(f)
	width := p.room() + 90
	lines := column(4, caption(strings.TrimSpace(f.Rule+"\u2002"+view.RuleName(f.Rule, d.tongue))).shrinking())
	if toShow(f.Equation) {
		lines.Add(paragraph(f.Equation.In(d.tongue), theme.ColorNameForeground, theme.SizeNameText, width))
	}
	if f.Step.ID != "" {
		lines.Add(paragraph(d.tongue.Message(f.Step), look.ColorDim, theme.SizeNameText, width))
	}
	_, readOnly := d.ws.ReadOnly()
	if !readOnly {
		if width := min(em(640), width); len(f.Suspects) > 0 {
			suspects, _ := d.suspects(f, forms.NoCell, width, "findings.suspect.")
			lines.Add(row(0, container.New(&fixed{width: width / em(1)}, suspects)))
		}
	}
	if f.Unsearched.ID != "" {
		lines.Add(paragraph(d.tongue.Message(f.Unsearched), look.ColorDim, theme.SizeNameText, width))
	}
	if p.asking.of(f) {
		lines.Add(p.asking.asks(d, "findings.keep", p.explained(), p.closeExplaining))
		return lines
	}
	if x, ok := d.ws.Explanation(f); ok {
		lines.Add(d.saidOf(x, width))
	}
	verbs := row(8, newButton(say("desktop.findings.go"), look.IconIn(look.Forward, theme.ColorNameForegroundOnPrimary), widget.HighImportance, func() { d.goToFinding(f) }))
	if d.ws.Explainable(f) && !readOnly {
		verb := say("desktop.explain")
		if d.ws.Settled(f) {
			verb = say("desktop.explain.change")
		}
		explain := newButton(verb, look.Icon(look.Speech), widget.MediumImportance, p.explain)
		explain.hint, explain.onHint = say("desktop.explain.hint"), d.status.hint
		d.w.trace.name("findings.explain", explain)
		verbs.Add(explain)
	}
	lines.Add(margin(4, 0, 0, 0, verbs))
	return lines
}

// aboutHeading says below what cannot be told which rules do not apply at all;
// nothing below other headings.
func (p *findingsPage) aboutHeading() fyne.CanvasObject {
	id := p.list.marked
	if id < 0 || id >= len(p.lines) || p.lines[id].Heading != view.CannotTellGroup {
		return nil
	}
	lines := column(4, paragraph(p.d.tongue.Say("desktop.findings.cannot_tell.says"), theme.ColorNameForeground, theme.SizeNameText, p.room()+90))
	for _, says := range p.d.ws.Unchecked() {
		lines.Add(paragraph(p.d.tongue.Message(says), look.ColorDim, theme.SizeNameText, p.room()+90))
	}
	return lines
}

// aboutChosen says how many findings were chosen, and what can be done with
// them at once; nil where none was.
func (p *findingsPage) aboutChosen() fyne.CanvasObject {
	d, say := p.d, p.d.tongue.Say
	if len(p.chosen) == 0 {
		return nil
	}
	lines := column(8, strong(say("desktop.findings.chosen", "Count", len(p.chosen))))
	if p.asking != nil {
		lines.Add(p.asking.asks(d, "findings.keep", p.explained(), p.closeExplaining))
		return lines
	}
	explain := newButton(say("desktop.explain"), look.IconIn(look.Speech, theme.ColorNameForegroundOnPrimary), widget.HighImportance, p.explain)
	d.w.trace.name("findings.explain", explain)
	lines.Add(row(8, explain, newButton(say("desktop.findings.choose_none"), nil, widget.LowImportance, func() {
		clear(p.chosen)
		p.refresh()
		p.focus()
	})))
	return lines
}

// saidOf is what the office said of a finding, by whom and when, and whether
// it has lapsed.
func (d *desk) saidOf(x workspace.Explanation, width float32) fyne.CanvasObject {
	lines := column(2, paragraph("“"+x.Text+"”", theme.ColorNameForeground, theme.SizeNameText, width),
		caption(strings.TrimSpace(d.w.when(x.When)+"  "+x.Who)).shrinking())
	if x.Lapsed {
		lines.Add(paragraph(d.tongue.Say("desktop.explain.lapsed"), theme.ColorNameWarning, theme.SizeNameText, width))
	}
	return lines
}

// explain opens the field for an explanation in place, of the marked finding
// or of all that were chosen.
func (p *findingsPage) explain() {
	of := p.chosenFindings()
	if f := p.finding(); len(of) == 0 && f != nil && p.d.ws.Explainable(f) {
		of = []*validation.Finding{f}
	}
	if _, readOnly := p.d.ws.ReadOnly(); readOnly || len(of) == 0 {
		return
	}
	p.asking = p.d.explaining(2, of...)
	p.sayDetail()
	p.d.w.trace.name("findings.explanation", p.asking.field)
	p.d.w.focus(p.asking.field)
}

// explained closes the field after an explanation was kept, and goes on with
// the finding that comes next now.
func (p *findingsPage) explained() func() {
	next := p.nextOpen()
	return func() {
		clear(p.chosen)
		p.key = next
		p.closeExplaining()
		if f := p.finding(); f != nil && p.d.ws.Settled(f) { // explained with the others
			p.markFirst()
		}
	}
}

// nextOpen is the key of the first finding at the mark or below it that an
// explanation of the marked or the chosen ones leaves open.
func (p *findingsPage) nextOpen() string {
	for _, line := range p.lines[max(p.list.marked, 0):] {
		if f := line.Finding; f != nil && f.Key != p.key && !p.chosen[f.Key] && !p.d.ws.Settled(f) {
			return f.Key
		}
	}
	return p.key
}

func (p *findingsPage) closeExplaining() {
	p.asking = nil
	p.refresh()
	p.focus()
}

// choose puts a finding among those that are explained together, or takes it
// out.
func (p *findingsPage) choose(id int) {
	f := p.lines[id].Finding
	if _, readOnly := p.d.ws.ReadOnly(); f == nil || readOnly || !p.d.ws.Explainable(f) {
		return
	}
	if p.chosen[f.Key] {
		delete(p.chosen, f.Key)
	} else {
		p.chosen[f.Key] = true
	}
	p.asking = nil
	p.list.again(id)
	p.sayDetail()
}

// chooseAll chooses all findings in the list that wait for an explanation, or
// none where all are chosen.
func (p *findingsPage) chooseAll() {
	if _, readOnly := p.d.ws.ReadOnly(); readOnly {
		return
	}
	all := map[string]bool{}
	for _, line := range p.lines {
		if f := line.Finding; f != nil && p.d.ws.Explainable(f) && !p.d.ws.Settled(f) {
			all[f.Key] = true
		}
	}
	if len(all) == len(p.chosen) {
		clear(all)
	}
	p.chosen, p.asking = all, nil
	p.list.renew()
	p.sayDetail()
}

// keepChosen forgets what was chosen and is no longer listed.
func (p *findingsPage) keepChosen() {
	if len(p.chosen) == 0 {
		return
	}
	listed := map[string]bool{}
	for _, line := range p.lines {
		if line.Finding != nil && p.chosen[line.Finding.Key] {
			listed[line.Finding.Key] = true
		}
	}
	p.chosen = listed
}

// chosenFindings are those that were chosen, as they are listed.
func (p *findingsPage) chosenFindings() []*validation.Finding {
	var chosen []*validation.Finding
	for _, line := range p.lines {
		if line.Finding != nil && p.chosen[line.Finding.Key] {
			chosen = append(chosen, line.Finding)
		}
	}
	return chosen
}
