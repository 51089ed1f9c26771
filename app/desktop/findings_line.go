package desktop

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"migraform/app/desktop/look"
	"migraform/app/desktop/view"
	"migraform/validation"
)

// room is the width that sentences have in the list.
func (p *findingsPage) room() float32 {
	width := p.list.Size().Width
	if width < 200 {
		width = p.d.w.win.Canvas().Size().Width - beside(sectionsWidth)
	}
	return max(width-136, 200)
}

// line is a line of the list: a heading, or a mark, the sentence, what the
// office said of it, and the rule.
func (p *findingsPage) line(id int) fyne.CanvasObject {
	line := p.lines[id]
	if line.Finding == nil {
		return p.headingLine(line)
	}
	f := line.Finding
	said := column(2, paragraph(p.d.tongue.Message(f.Message), theme.ColorNameForeground, theme.SizeNameText, p.room()))
	if x, ok := p.d.ws.Explanation(f); ok {
		text := caption("“" + strings.Join(strings.Fields(x.Text), " ") + "”").shrinking()
		if x.Lapsed {
			lapsed := newText(p.d.tongue.Say("desktop.findings.lapsed"), theme.ColorNameWarning, theme.SizeNameCaptionText)
			said.Add(rowWith(text, 6, lapsed, text))
		} else {
			said.Add(text)
		}
	}
	mark := fyne.CanvasObject(space())
	if f.Verdict == validation.Fails {
		mark = look.Mark(look.Meaning(markOf(p.d.ws, f)))
	}
	signs := row(10, p.choiceBox(id, f), container.New(&fixed{width: 16, height: 16}, mark))
	l := margin(6, 6, 12, 16, framed(nil, nil, container.NewVBox(margin(2, 0, 0, 10, signs)), container.NewVBox(margin(2, 0, 8, 0, caption(f.Rule))), said))
	p.d.w.trace.name("finding."+strconv.Itoa(p.nth(id)), l)
	return l
}

func (p *findingsPage) headingLine(line view.Listed) fyne.CanvasObject {
	arrow := look.Collapse
	if p.listing.Closed[line.Heading] {
		arrow = look.Expand
	}
	return margin(12, 6, 12, 16, row(8, container.New(&fixed{width: 14, height: 14}, widget.NewIcon(look.IconIn(arrow, look.ColorDim))),
		strong(p.groupName(line.Heading)), quiet(p.d.tongue.Number(number(line.Count)))))
}

// choiceBox chooses a finding to be explained with others. What cannot be
// explained has none, but its room.
func (p *findingsPage) choiceBox(id int, f *validation.Finding) fyne.CanvasObject {
	if _, readOnly := p.d.ws.ReadOnly(); readOnly || !p.d.ws.Explainable(f) {
		return container.New(&fixed{width: 16, height: 16})
	}
	tick := newTappable(tickBox(p.chosen[f.Key]), func() { p.choose(id) })
	tick.hint, tick.onHint = p.d.tongue.Say("desktop.findings.choose.hint"), p.d.status.hint
	p.d.w.trace.name("finding.choose."+strconv.Itoa(p.nth(id)), tick)
	return container.New(&fixed{width: 16, height: 16}, tick)
}

// nth counts findings without their headings.
func (p *findingsPage) nth(id int) int {
	n := id
	for _, line := range p.lines[:id] {
		if line.Finding == nil {
			n--
		}
	}
	return n
}
