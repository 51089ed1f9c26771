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

// findingsPage lists what the checks found. Enter or a click leads to the
// cell, Escape back to the list; below it stands all about the marked one.
type findingsPage struct {
	d       *desk
	listing view.Listing
	lines   []view.Listed

	list    *list
	text    *field
	group   *chooser
	table   *chooser
	tables  []string // ids behind the choices of table, the first for all
	made    *text    // when the checks ran
	print   *button
	choices *fyne.Container // what is shown of the findings, and how
	shown   [2]*fyne.Container
	filters [3]*button
	title   *text
	empty   *fyne.Container
	left    *fyne.Container // figures that the questionnaire no longer asks
	detail  *fyne.Container
	asking  *explaining
	box     fyne.CanvasObject
}

var severities = [3]validation.Severity{validation.Error, validation.Warning, validation.Information}

func newFindingsPage(d *desk) *findingsPage {
	p := &findingsPage{d: d, listing: view.Listing{Settled: d.ws.Settled, Closed: map[string]bool{view.CannotTellGroup: true}}, title: heading(""),
		empty: container.NewStack(), left: container.NewStack(), detail: container.NewStack()}
	say := d.tongue.Say
	p.text = newField(say("desktop.findings.search"))
	p.text.OnChanged = func(text string) {
		p.listing.Text = text
		p.refresh()
	}
	p.text.OnSubmitted = func(string) { p.focus() }
	p.text.onDown = p.focus
	p.group = newChooser([]string{say("desktop.findings.by_table"), say("desktop.findings.by_severity"), say("desktop.findings.by_rule")}, nil)
	p.group.SetSelectedIndex(0)
	p.group.OnChanged = func(string) {
		p.listing.By = view.Grouping(p.group.SelectedIndex())
		p.refresh()
	}
	p.table = newChooser(nil, func(string) {
		if i := p.table.SelectedIndex(); i >= 0 && p.listing.Table != p.tables[i] {
			p.listing.Table = p.tables[i]
			p.refresh()
		}
	})
	p.made = caption("")
	p.print = newButton(say("desktop.findings.print"), look.Icon(look.Export), widget.LowImportance, p.printed)
	p.print.hint, p.print.onHint = say("desktop.findings.print.hint"), d.status.hint
	filters := row(4)
	for i, id := range [3]string{"desktop.findings.errors", "desktop.findings.warnings", "desktop.findings.information"} {
		p.filters[i] = newButton(say(id), look.IconIn([3]look.Name{look.Octagon, look.Triangle, look.InfoCircle}[i],
			[3]fyne.ThemeColorName{theme.ColorNameError, theme.ColorNameWarning, look.ColorInformation}[i]), widget.LowImportance, func() { p.filter(i) })
		filters.Add(p.filters[i])
	}
	p.list = newList(func() int { return len(p.lines) }, p.create, p.update)
	p.list.HideSeparators = true
	p.list.onEnter = p.enter
	p.list.OnSelected = func(id widget.ListItemID) {
		p.list.Unselect(id)
		p.enter(id)
	}
	marked := p.list.OnHighlighted
	p.list.OnHighlighted = func(id widget.ListItemID) {
		marked(id)
		p.sayDetail()
	}
	// The text for "nothing chosen" decides how wide a choice is.
	p.table.PlaceHolder, p.group.PlaceHolder = say("desktop.findings.all_tables"), longest(p.group.Options)
	p.shown = [2]*fyne.Container{filters, row(8, p.table, caption(say("desktop.findings.group")), p.group, wide(130, p.text))}
	p.choices = column(6)
	head := margin(12, 10, 16, 12, column(8,
		row(10, p.title, p.made, space(), p.print),
		p.choices, p.left))
	p.box = framed(column(0, head, edge()), p.detail, nil, nil, container.NewStack(p.list, p.empty))
	return p
}

func (p *findingsPage) object() fyne.CanvasObject { return p.box }

// show begins at the list as it is now.
func (p *findingsPage) show() {
	p.asking = nil
	p.refresh()
	for id, o := range map[string]fyne.CanvasObject{"findings.list": p.list, "findings.text": p.text, "findings.error": p.filters[0],
		"findings.warning": p.filters[1], "findings.information": p.filters[2], "findings.group": p.group, "findings.table": p.table, "findings.print": p.print} {
		p.d.w.trace.name(id, o)
	}
}

func (p *findingsPage) focus() {
	p.d.w.focus(p.list)
	if m := p.list.marked; m < 0 || m >= len(p.lines) || p.lines[m].Finding == nil {
		p.markFirst()
	}
}

// markFirst marks the first finding, below its heading.
func (p *findingsPage) markFirst() {
	for i, line := range p.lines {
		if line.Finding != nil {
			p.list.Highlight(i)
			return
		}
	}
}

// showFindings shows the findings of one severity, or all where it is -1.
func (d *desk) showFindings(severity int) { d.showFindingsOf("", severity) }

// showFindingsOf shows those of one table.
func (d *desk) showFindingsOf(table string, severity int) {
	d.findings.listing.Severity, d.findings.listing.Table = nil, table
	if severity >= 0 {
		d.findings.listing.Severity = map[validation.Severity]bool{severities[severity]: true}
	}
	if d.at.kind == atFindings {
		d.findings.refresh()
		return
	}
	d.visit(location{kind: atFindings})
}

// filter shows one severity alone, or all again.
func (p *findingsPage) filter(i int) {
	if p.only(i) {
		p.listing.Severity = nil
	} else {
		p.listing.Severity = map[validation.Severity]bool{severities[i]: true}
	}
	p.refresh()
}

func (p *findingsPage) only(i int) bool {
	return len(p.listing.Severity) == 1 && p.listing.Severity[severities[i]]
}

// refresh lists anew.
func (p *findingsPage) refresh() {
	d := p.d
	p.lines = view.List(d.q, d.ws.Findings(), p.listing, d.tongue)
	n := d.ws.Count("")
	p.title.set(p.sayTitle(n))
	p.made.set(d.tongue.Say("desktop.findings.computed", "When", d.w.when(d.ws.Computed())))
	p.offerTables()
	p.sayLeft()
	p.layChoices()
	for i, b := range p.filters {
		b.Importance = widget.LowImportance
		if p.only(i) {
			b.Importance = widget.MediumImportance
		}
		b.Refresh()
	}
	for i := range p.lines {
		p.list.SetItemHeight(i, p.height(i))
	}
	p.list.Refresh()
	p.sayEmpty(n)
	p.sayDetail()
}

// layChoices stands the choices in one line, or in two where the window is
// too narrow for that.
func (p *findingsPage) layChoices() {
	needed := p.shown[0].MinSize().Width + p.shown[1].MinSize().Width + 24
	if needed <= p.room()+110-32 {
		p.choices.Objects = []fyne.CanvasObject{row(8, p.shown[0], space(), p.shown[1])}
	} else {
		p.choices.Objects = []fyne.CanvasObject{row(0, p.shown[0], space()), row(0, p.shown[1], space())}
	}
	p.choices.Refresh()
}

// sayTitle sums up what was found: "1 error, 3 warnings".
func (p *findingsPage) sayTitle(n validation.Count) string {
	var parts []string
	for i, count := range [3]int{n.Errors, n.Warnings, n.Informations} {
		if count > 0 {
			parts = append(parts, p.d.tongue.Say([3]string{"desktop.findings.n_errors", "desktop.findings.n_warnings", "desktop.findings.n_information"}[i], "Count", count))
		}
	}
	explained := 0
	for _, line := range p.d.ws.Failing() {
		if p.d.ws.Settled(&line) {
			explained++
		}
	}
	if explained > 0 {
		parts = append(parts, p.d.tongue.Say("report.n_explained", "Count", explained))
	}
	if len(parts) == 0 {
		return p.d.tongue.Say("desktop.findings.none")
	}
	return strings.Join(parts, ", ")
}

// sayEmpty says what it means that nothing is listed.
func (p *findingsPage) sayEmpty(n validation.Count) {
	p.empty.Hidden = len(p.lines) > 0
	if len(p.lines) > 0 {
		return
	}
	words := p.d.tongue.Say("desktop.findings.none_here")
	if n == (validation.Count{}) {
		words = p.d.tongue.Say("desktop.findings.nothing_waits")
	}
	p.empty.Objects = []fyne.CanvasObject{margin(24, 0, 16, 16, paragraph(words, look.ColorDim, theme.SizeNameText, 560))}
}

// room is the width that sentences have in the list.
func (p *findingsPage) room() float32 {
	width := p.list.Size().Width
	if width < 200 {
		width = p.d.w.win.Canvas().Size().Width - beside(sectionsWidth)
	}
	return max(width-110, 200)
}

func (p *findingsPage) height(id int) float32 {
	if p.lines[id].Finding == nil {
		return 38
	}
	lines := broken(p.d.tongue.Message(p.lines[id].Finding.Message), theme.TextSize(), p.room())
	return float32(len(lines))*fyne.MeasureText("X", theme.TextSize(), fyne.TextStyle{}).Height + 12
}

// findingLine is a line of the list: a heading, or a mark, the sentence and
// the rule.
type findingLine struct {
	widget.BaseWidget
	box *fyne.Container
}

func (p *findingsPage) create() fyne.CanvasObject {
	l := &findingLine{box: container.NewStack()}
	l.ExtendBaseWidget(l)
	return l
}

func (l *findingLine) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(l.box) }
func (l *findingLine) MinSize() fyne.Size                  { return fyne.NewSize(100, 30) }

func (p *findingsPage) update(id widget.ListItemID, o fyne.CanvasObject) {
	if id >= len(p.lines) {
		return
	}
	l := o.(*findingLine)
	line := p.lines[id]
	if line.Finding == nil {
		arrow := look.Collapse
		if p.listing.Closed[line.Heading] {
			arrow = look.Expand
		}
		name := strong(p.groupName(line.Heading))
		l.box.Objects = []fyne.CanvasObject{margin(12, 4, 12, 16, row(8, container.New(&fixed{width: 14, height: 14},
			widget.NewIcon(look.IconIn(arrow, look.ColorDim))), name, quiet(p.d.tongue.Number(number(line.Count)))))}
	} else {
		f := line.Finding
		sentence := paragraph(p.d.tongue.Message(f.Message), theme.ColorNameForeground, theme.SizeNameText, p.room())
		mark := fyne.CanvasObject(space())
		if f.Verdict == validation.Fails {
			mark = look.Mark(look.Meaning(markOf(p.d.ws, f)))
		}
		l.box.Objects = []fyne.CanvasObject{margin(6, 6, 34, 16, framed(nil, nil,
			container.NewVBox(margin(2, 0, 0, 10, container.New(&fixed{width: 16, height: 16}, mark))), container.NewVBox(margin(2, 0, 8, 0, caption(f.Rule))), sentence))}
		p.d.w.trace.name("finding."+strconv.Itoa(p.nth(id)), l)
	}
	l.Refresh()
}

// nth counts findings without their headings.
func (p *findingsPage) nth(id int) int {
	n := 0
	for _, line := range p.lines[:id] {
		if line.Finding != nil {
			n++
		}
	}
	return n
}

// groupName says the heading of a group.
func (p *findingsPage) groupName(group string) string {
	d := p.d
	switch {
	case group == view.CannotTellGroup:
		return d.tongue.Say("desktop.findings.cannot_tell")
	case p.listing.By == view.BySeverity:
		return d.tongue.Say("desktop.findings.severity." + group)
	case p.listing.By == view.ByRule:
		return strings.TrimSpace(group + "  " + view.RuleName(group, d.tongue))
	}
	if t := d.q.Table(group); t != nil {
		return t.ID + "  " + t.Title.In(d.tongue.Tag)
	}
	return group
}

// enter leads to the cell of a finding, or folds a group.
func (p *findingsPage) enter(id widget.ListItemID) {
	if id < 0 || id >= len(p.lines) {
		return
	}
	if f := p.lines[id].Finding; f != nil {
		p.list.marked = id
		p.d.goToFinding(f)
		return
	}
	group := p.lines[id].Heading
	p.listing.Closed[group] = !p.listing.Closed[group]
	p.refresh()
}
