package desktop

import (
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"migraform/app/desktop/look"
	"migraform/app/desktop/view"
	"migraform/app/workspace"
	"migraform/forms"
)

// panel is all about the one cell: where it stands, what it holds and since
// when, what the checks say of it, and what the office says.
type panel struct {
	d    *desk
	cell forms.Cell

	where          *fyne.Container
	value, means   *text
	change         *text
	chart          *fyne.Container
	before         *fyne.Container // what was sent, and what partners count
	status         *chooser
	conf           *chooser
	include        *includeField
	note           *field
	source         *fyne.Container
	findings       *fyne.Container
	history        *fyne.Container
	explaining     *explaining
	suspect        *tappable // the first figure that is offered as probably wrong
	stopSeeking    func()    // what may be wrong with the cell, while that waits
	later          func(time.Duration, func()) (stop func())
	settingChoices bool // the selects are being set, not chosen from
	wholeHistory   bool
	parts          *fyne.Container
	scroll         *container.Scroll
}

// panelRoom is the width that the panel's text has.
func panelRoom() float32 { return beside(panelWidth) - 1 - 2*14 - 4 }

func newPanel(d *desk) *panel {
	p := &panel{d: d, cell: forms.NoCell, stopSeeking: func() {}, later: later, where: container.NewStack(), chart: container.NewStack(), before: column(2), source: container.NewStack(),
		findings: container.NewStack(), history: container.NewStack()}
	say := d.tongue.Say
	p.value = newText("", theme.ColorNameForeground, theme.SizeNameHeadingText)
	p.value.trailing = true
	p.means, p.change = caption("").shrinking(), caption("").shrinking()

	var names []string
	for _, s := range forms.Statuses {
		names = append(names, d.statusName(s))
	}
	p.status = newChooser(names, func(string) {
		if i := p.status.SelectedIndex(); !p.settingChoices && i >= 0 {
			p.chooseStatus(forms.Statuses[i])
		}
	})
	p.status.PlaceHolder = d.statusName(forms.Blank)
	names = []string{d.confidentialityName(forms.Unstated)}
	for _, c := range forms.Confidentialities {
		names = append(names, d.confidentialityName(c))
	}
	p.conf = newChooser(names, func(string) {
		if i := p.conf.SelectedIndex(); !p.settingChoices && i >= 0 {
			d.markConfidential([]forms.Cell{p.cell}, append([]forms.Confidentiality{forms.Unstated}, forms.Confidentialities...)[i])
		}
	})
	p.include = newIncludeField(p)
	p.note = newLongField(say("desktop.panel.note.placeholder"), 2)
	p.note.onLeave = p.saveNote
	p.note.onEscape = func() { d.w.focus(d.table.grid) }
	if _, readOnly := d.ws.ReadOnly(); readOnly {
		p.status.Disable()
		p.conf.Disable()
		p.note.Disable()
	}
	labelled := func(id string, o fyne.CanvasObject) fyne.CanvasObject {
		return margin(8, 0, 0, 0, column(3, caption(say(id)), o))
	}
	p.parts = column(0, p.where, p.value, p.means, p.change, p.before, p.chart, p.findings,
		labelled("desktop.cell.status", p.status), p.include.box,
		labelled("desktop.cell.confidentiality", p.conf), labelled("desktop.cell.note", p.note), p.source, p.history)
	p.scroll = container.NewVScroll(margin(14, 16, 14, 14, p.parts))
	return p
}

func (p *panel) object() fyne.CanvasObject { return p.scroll }

func (p *panel) nameWidgets() {
	for id, o := range map[string]fyne.CanvasObject{"panel.status": p.status, "panel.confidentiality": p.conf, "panel.note": p.note,
		"panel.include": p.include.field} {
		p.d.w.trace.name(id, o)
	}
}

// focus goes to what is offered to correct the cell, or to its status.
func (p *panel) focus() {
	if p.suspect != nil && !p.suspect.disabled {
		p.d.w.focus(p.suspect)
		return
	}
	p.d.w.focus(p.status)
}

// show shows another cell. What was typed about the one before is saved.
func (p *panel) show(cell forms.Cell) {
	if cell != p.cell {
		p.leave()
		p.cell, p.explaining, p.wholeHistory = cell, nil, false
		p.include.close()
		p.scroll.ScrollToTop()
	}
	p.refresh()
}

// leave saves what is being typed.
func (p *panel) leave() {
	if p.cell != forms.NoCell {
		p.saveNote()
		p.explaining.save(p.d)
	}
}

func (p *panel) saveNote() {
	d := p.d
	if _, readOnly := d.ws.ReadOnly(); readOnly || p.cell == forms.NoCell {
		return
	}
	if err := d.ws.SetNote(d.q.Address(p.cell), p.note.Text); err != nil {
		d.complain(err)
	}
}

// refresh says everything about the cell anew.
func (p *panel) refresh() {
	if p.cell == forms.NoCell || p.d.at.kind != atTable {
		return
	}
	d, cell := p.d, p.cell
	cube := d.q.CubeOf(cell)
	a := d.ws.Answer(cell)
	names, year := view.Where(cube, cell, d.tongue)
	if year != "" {
		names += " · " + year
	}
	p.where.Objects = []fyne.CanvasObject{boldParagraph(names, panelRoom())}
	p.sayValue(cell, a)
	p.sayChange(cube, cell)
	p.sayBefore(cell)
	p.settingChoices = true
	p.status.ClearSelected()
	if !a.IsBlank() {
		p.status.SetSelected(d.statusName(a.Status))
	}
	p.conf.SetSelected(d.confidentialityName(a.Conf))
	p.settingChoices = false
	p.include.follow(a)
	if note := d.ws.Note(d.q.Address(cell)); note != p.note.Text && d.w.win.Canvas().Focused() != fyne.Focusable(p.note) {
		p.note.SetText(note)
	}
	p.saySource(a)
	p.sayFindings()
	p.sayHistory()
	p.parts.Refresh()
	d.w.trace.event("cell", "cell", d.q.Address(cell), "text", d.answerText(cell, a))
}

// boldParagraph is a paragraph in bold.
func boldParagraph(words string, width float32) fyne.CanvasObject {
	box := column(0)
	for _, line := range broken(words, theme.TextSize()*1.06, width) {
		box.Add(strong(line).shrinking())
	}
	return box
}

// sayValue says the answer, and where it comes from.
func (p *panel) sayValue(cell forms.Cell, a forms.Answer) {
	d := p.d
	shown := d.answerText(cell, a)
	p.value.style.Italic = a.IsBlank()
	p.value.colour = theme.ColorNameForeground
	means := ""
	switch {
	case a.IsBlank() && shown != "":
		p.value.colour = look.ColorDim
		means = d.tongue.Say("desktop.tip.computed")
		if _, complete, _ := d.ws.Shown(cell); !complete {
			means = d.tongue.Say("desktop.tip.partial")
		}
	case a.IsBlank():
		means = d.tongue.Say("desktop.status.blank")
	case a.Status.IsNumber() && a.Status != forms.Normal || !a.Status.IsNumber():
		means = d.statusName(a.Status)
	case a.IsNil():
		means = d.tongue.Say("desktop.panel.nil")
	}
	if a.Into != "" {
		if into, err := d.q.Cell(a.Into); err == nil {
			means = d.tongue.Say("desktop.panel.included_in", "Where", d.where(into))
		}
	}
	p.value.words = shown
	if a.Status.IsNumber() && !a.IsNil() {
		p.value.words = d.tongue.Number(a.Value)
	}
	p.value.Hidden = p.value.words == ""
	p.value.Refresh()
	p.means.trailing = true
	p.means.set(means)
	p.means.Hidden = means == ""
}

// chooseStatus gives the cell a status. One that needs more is asked for it.
func (p *panel) chooseStatus(s forms.Status) {
	d := p.d
	switch a := d.ws.Answer(p.cell); {
	case s == a.Status:
		return
	case s == forms.Included:
		d.panel.askInclude(p.cell)
		return
	case s.IsNumber() && !a.Status.IsNumber():
		d.status.bad(d.tongue.Say("desktop.panel.number_first"))
		p.refresh()
		return
	}
	d.mark([]forms.Cell{p.cell}, s)
	p.refresh()
}

func (p *panel) askInclude(cell forms.Cell) {
	p.show(cell)
	p.include.open()
}

// saySource names the file, sheet and cell that a figure was read from, when
// the file was first read, and its fingerprint.
func (p *panel) saySource(a forms.Answer) {
	p.source.Objects = nil
	if source, ok := p.d.ws.Source(a.Source); ok && a.Source.Source != 0 {
		id := "desktop.panel.source"
		if source.Sheet == "" {
			id = "desktop.panel.source_cell"
			if _, err := strconv.Atoi(a.Source.Cell); err == nil {
				id = "desktop.panel.source_line"
			}
		}
		words := p.d.tongue.Say(id, "File", source.File, "Sheet", source.Sheet, "Cell", a.Source.Cell)
		read := p.d.tongue.Say("desktop.panel.source_read", "When", p.d.w.when(source.Time), "SHA", grouped(source.SHA256))
		p.source.Objects = []fyne.CanvasObject{margin(10, 0, 0, 0, column(2, caption(p.d.tongue.Say("desktop.cell.source")),
			paragraph(words, theme.ColorNameForeground, theme.SizeNameText, panelRoom()),
			paragraph(read, look.ColorDim, theme.SizeNameCaptionText, panelRoom())))}
	}
	p.source.Hidden = p.source.Objects == nil
}

// grouped parts a fingerprint into groups, so that it can be read aloud and
// broken into lines.
func grouped(fingerprint string) string {
	var groups []string
	for len(fingerprint) > 8 {
		groups, fingerprint = append(groups, fingerprint[:8]), fingerprint[8:]
	}
	return strings.Join(append(groups, fingerprint), " ")
}

// fewest is the number of moments that are shown unless more are asked for.
const fewest = 3

// sayHistory says how the answer came about.
func (p *panel) sayHistory() {
	d, say := p.d, p.d.tongue.Say
	most := fewest + 1
	if p.wholeHistory {
		most = 100
	}
	past, err := d.ws.History(p.cell, most)
	if err != nil {
		d.complain(err)
	}
	p.history.Hidden = len(past) == 0
	if len(past) == 0 {
		return
	}
	list := column(6, caption(say("desktop.cell.history")))
	for i, moment := range past {
		if i == fewest && !p.wholeHistory {
			more := newTappable(paragraph(say("desktop.panel.history.more"), theme.ColorNamePrimary, theme.SizeNameText, panelRoom()), p.showHistory)
			list.Add(more)
			break
		}
		change := row(6, body(d.plainAnswer(moment.Before)), arrow(), body(d.plainAnswer(moment.After)))
		if moment.Undone {
			change.Add(quiet(say("desktop.panel.history.undone")))
		}
		who := strings.TrimSpace(d.w.when(moment.When) + "  " + moment.Who)
		list.Add(column(0, change, caption(who).shrinking()))
	}
	p.history.Objects = []fyne.CanvasObject{margin(12, 0, 0, 0, list)}
}

func (p *panel) showHistory() {
	p.wholeHistory = true
	p.sayHistory()
	p.parts.Refresh()
	p.scroll.ScrollToBottom()
}

// plainAnswer writes an answer as it is entered.
func (d *desk) plainAnswer(a forms.Answer) string {
	if a.IsBlank() {
		return d.tongue.Say("desktop.panel.history.blank")
	}
	if sign := workspace.SignOf(a); sign != "" {
		return sign
	}
	figure := d.tongue.Number(a.Value)
	if a.Status != forms.Normal {
		figure += " " + strings.ToLower(a.Status.String())
	}
	return figure
}

// unfoldPanel makes the panel visible.
func (d *desk) unfoldPanel() {
	if d.w.settings.Bool(foldedKey) {
		d.foldPanel()
	}
}

// arrow leads from what was to what is.
func arrow() fyne.CanvasObject {
	return container.New(&fixed{width: 12, height: 12}, widget.NewIcon(look.IconIn(look.Forward, look.ColorDim)))
}
