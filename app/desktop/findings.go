package desktop

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"migraform/app/desktop/look"
	"migraform/app/desktop/view"
	"migraform/validation"
)

// findingsPage lists what the checks found. Below the list stands all about
// the marked finding, or about those that were chosen together; Enter or a
// double click leads to the cell, Escape back to the same line.
type findingsPage struct {
	d       *desk
	listing view.Listing
	lines   []view.Listed
	key     string          // of the marked finding, which may stand elsewhere after a change
	chosen  map[string]bool // keys of findings that are explained together

	list    *roll
	text    *field
	group   *chooser
	state   *chooser
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
	p := &findingsPage{d: d, listing: view.Listing{StateOf: d.stateOf, Closed: map[string]bool{view.CannotTellGroup: true}}, title: heading(""),
		chosen: map[string]bool{}, empty: container.NewStack(), left: container.NewStack(), detail: container.NewStack()}
	p.buildChoices()
	p.list = newRoll(func() int { return len(p.lines) }, p.line)
	p.list.onMark, p.list.onEnter, p.list.onSpace, p.list.onAll = p.marked, p.enter, p.choose, p.chooseAll
	p.list.onEdit = func(id int) { p.explain() }
	p.list.plain = func(id int) bool { return p.lines[id].Finding == nil }
	head := margin(12, 10, 16, 12, column(8, row(10, p.title, p.made, space(), p.print), p.choices, p.left))
	p.box = framed(column(0, head, edge()), p.detail, nil, nil, container.NewStack(p.list, p.empty))
	return p
}

// stateOf is how far a finding is settled.
func (d *desk) stateOf(f *validation.Finding) view.State {
	if d.ws.Settled(f) {
		return view.Explained
	}
	if x, ok := d.ws.Explanation(f); ok && x.Lapsed {
		return view.Lapsed
	}
	return view.Open
}

func (p *findingsPage) object() fyne.CanvasObject { return p.box }

// show begins at the list as it is now.
func (p *findingsPage) show() {
	p.refresh()
	for id, o := range map[string]fyne.CanvasObject{"findings.list": p.list, "findings.text": p.text, "findings.error": p.filters[0],
		"findings.warning": p.filters[1], "findings.information": p.filters[2], "findings.group": p.group, "findings.table": p.table,
		"findings.state": p.state, "findings.print": p.print} {
		p.d.w.trace.name(id, o)
	}
}

// leave saves an explanation that is being typed.
func (p *findingsPage) leave() {
	if x := p.asking; x != nil {
		p.asking = nil
		x.save(p.d)
	}
}

func (p *findingsPage) focus() {
	p.d.w.focus(p.list)
	if m := p.list.marked; m < 0 || m >= len(p.lines) || p.lines[m].Finding == nil {
		p.markFirst()
	}
	p.list.reveal()
}

// markFirst marks the first finding, below its heading.
func (p *findingsPage) markFirst() {
	for i, line := range p.lines {
		if line.Finding != nil {
			p.list.mark(i)
			return
		}
	}
}

// showFindings shows the findings of one severity, or all where it is -1.
func (d *desk) showFindings(severity int) { d.showFindingsOf("", severity) }

// showFindingsOf shows those of one table.
func (d *desk) showFindingsOf(table string, severity int) {
	p := d.findings
	p.listing.Severity, p.listing.Table = nil, table
	if severity >= 0 {
		p.listing.Severity = map[validation.Severity]bool{severities[severity]: true}
	}
	p.key, p.list.marked = "", -1
	if d.at.kind == atFindings {
		p.refresh()
		p.focus()
		return
	}
	d.visit(location{kind: atFindings})
}

// refresh lists anew. The marked finding stays marked where it is listed
// still; otherwise what stands in its place is.
func (p *findingsPage) refresh() {
	d := p.d
	findings, n := d.ws.Failing(), d.ws.Count("")
	p.listing.Untold = d.ws.Count(p.listing.Table).CannotTell
	if p.listing.State == view.Waiting || p.listing.Text != "" || !p.listing.Closed[view.CannotTellGroup] {
		findings, p.listing.Untold = d.ws.Findings(), 0
	}
	p.lines = view.List(d.q, findings, p.listing, d.tongue)
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
	p.keepChosen()
	p.keepMarked()
	p.list.renew()
	p.sayEmpty(n)
	p.sayDetail()
}

// keepMarked finds the marked finding again.
func (p *findingsPage) keepMarked() {
	at := p.list.marked
	for i, line := range p.lines {
		if line.Finding != nil && line.Finding.Key == p.key {
			p.list.marked = i
			return
		}
	}
	at = min(at, len(p.lines)-1)
	if at >= 0 && p.lines[at].Finding == nil && p.key != "" {
		at = p.near(at)
	}
	p.list.marked, p.key = at, ""
	if f := p.finding(); f != nil {
		p.key = f.Key
	}
}

// near is the finding that stands next below a heading, or else next above
// it; the heading itself where there is none.
func (p *findingsPage) near(heading int) int {
	for at := heading; at < len(p.lines); at++ {
		if p.lines[at].Finding != nil {
			return at
		}
	}
	for at := heading; at >= 0; at-- {
		if p.lines[at].Finding != nil {
			return at
		}
	}
	return heading
}

// finding is the marked one, nil where a heading or nothing is.
func (p *findingsPage) finding() *validation.Finding {
	if id := p.list.marked; id >= 0 && id < len(p.lines) {
		return p.lines[id].Finding
	}
	return nil
}

// marked follows the mark to another line. What was typed about the one
// before is saved.
func (p *findingsPage) marked(id int) {
	key := ""
	if f := p.lines[id].Finding; f != nil {
		key = f.Key
	}
	other := key != p.key
	p.key = key
	if other && len(p.chosen) == 0 {
		p.leave()
	}
	p.sayDetail()
	p.list.reveal()
}

// enter leads to the cell of a finding, or folds a group.
func (p *findingsPage) enter(id int) {
	if f := p.lines[id].Finding; f != nil {
		p.d.goToFinding(f)
		return
	}
	group := p.lines[id].Heading
	p.listing.Closed[group] = !p.listing.Closed[group]
	p.key = ""
	p.refresh()
}

// sayTitle sums up what was found: "1 error, 3 warnings, 2 explained".
func (p *findingsPage) sayTitle(n validation.Count) string {
	var parts []string
	for i, count := range [3]int{n.Errors, n.Warnings, n.Informations} {
		if count > 0 {
			parts = append(parts, p.d.tongue.Say([3]string{"desktop.findings.n_errors", "desktop.findings.n_warnings", "desktop.findings.n_information"}[i], "Count", count))
		}
	}
	if explained := len(p.d.ws.Failing()) - n.Errors - n.Warnings - n.Informations; explained > 0 {
		parts = append(parts, p.d.tongue.Say("report.n_explained", "Count", explained))
	}
	if len(parts) == 0 {
		return p.d.tongue.Say("desktop.findings.none")
	}
	return p.d.tongue.List(parts)
}

// sayEmpty says what it means that nothing is listed.
func (p *findingsPage) sayEmpty(n validation.Count) {
	p.empty.Hidden = len(p.lines) > 0
	if len(p.lines) > 0 {
		return
	}
	words := p.d.tongue.Say("desktop.findings.none_here")
	if n == (validation.Count{}) && len(p.d.ws.Failing()) == 0 {
		words = p.d.tongue.Say("desktop.findings.nothing_waits")
	}
	p.empty.Objects = []fyne.CanvasObject{margin(24, 0, 16, 16, paragraph(words, look.ColorDim, theme.SizeNameText, 560))}
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
