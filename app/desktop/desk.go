package desktop

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"migraform/app/desktop/look"
	"migraform/app/desktop/pages"
	"migraform/app/desktop/view"
	"migraform/app/workspace"
	"migraform/forms"
	"migraform/forms/words"
	"migraform/validation"
)

// desk is the workspace screen: one open document with its sections at the
// left, the work in the middle, the cell's panel at the right, the state above
// and what is next below.
type desk struct {
	w      *Window
	ws     *workspace.Workspace
	q      *forms.Questionnaire
	tongue *words.Tongue

	top      *topBar
	sections *sections
	table    *tablePage
	panel    *panel
	findings *findingsPage
	status   *statusLine
	page     page                                    // of package pages, nil while none is shown
	named    map[string]map[string]fyne.CanvasObject // what pages of a kind called by a name
	intake   *pages.BringIn
	former   *pages.BringIn // of the desk before this one
	output   *pages.Export

	at       location
	back     []location // where Escape leads
	revision int        // counts the changes that were followed
	middle   *fyne.Container
	side     *fyne.Container
	contents fyne.CanvasObject
	then     func(*desk) // what the desk that replaces this one is to do
}

// location is what stands in the middle: the kind of page, and the cube or
// the group of questions.
type location struct{ kind, id string }

const (
	atTable     = "table"
	atQuestions = "questions"
	atFindings  = "findings"
	atBringIn   = "bringin"
	atExport    = "export"
	atHistory   = "history"
	atSettings  = "settings"
)

// page is one of the pages of package pages.
type page interface {
	Content() fyne.CanvasObject
	Refresh()
	Leave()
}

// Widths of what stands beside the work. The sections grow in a wide window.
const (
	sectionsWidth = 292
	sectionsMost  = 340
	panelWidth    = 304
)

// threeParts stands the sections at the left, the panel at the right, and the
// work between.
type threeParts struct{ left, right fyne.CanvasObject }

func (l *threeParts) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(beside(sectionsWidth)+beside(panelWidth), 200)
}

func (l *threeParts) Layout(objects []fyne.CanvasObject, s fyne.Size) {
	left, right := min(max(beside(sectionsWidth), s.Width*0.18), beside(sectionsMost)), float32(0)
	if l.right.Visible() {
		right = beside(panelWidth)
	}
	for _, o := range objects {
		x, width := left, s.Width-left-right
		switch o {
		case l.left:
			x, width = 0, left
		case l.right:
			x, width = s.Width-right, right
		}
		o.Move(fyne.NewPos(look.Mirror(x, width, s.Width), 0))
		o.Resize(fyne.NewSize(width, s.Height))
	}
}

func newDesk(w *Window, ws *workspace.Workspace) *desk {
	d := &desk{w: w, ws: ws, q: ws.Questionnaire(), tongue: w.tongue, named: map[string]map[string]fyne.CanvasObject{}}
	d.status = newStatusLine(d)
	d.top = newTopBar(d)
	d.sections = newSections(d)
	d.table = newTablePage(d)
	d.panel = newPanel(d)
	d.findings = newFindingsPage(d)
	d.middle = container.NewStack()
	d.side = framed(nil, nil, vertical(), nil, d.panel.object())
	left := framed(nil, nil, nil, vertical(), d.sections.object())
	d.contents = framed(column(0, d.top.object(), edge()), column(0, edge(), d.status.object()), nil, nil,
		container.New(&threeParts{left, d.side}, left, d.side, d.middle))
	if cube := d.firstCube(); cube != nil {
		d.at = location{atTable, cube.Name}
	} else {
		d.at = location{atQuestions, d.q.Groups[0].ID}
	}
	return d
}

// vertical is an upright hairline.
func vertical() fyne.CanvasObject { return widget.NewSeparator() }

// firstCube is where work goes on: the first table that still asks.
func (d *desk) firstCube() *forms.Cube {
	for _, t := range d.q.Tables {
		if answered, asked := d.ws.Progress(t); !d.ws.Finished(t.ID) && answered < asked {
			return t.Cubes[0]
		}
	}
	if len(d.q.Cubes) > 0 {
		return d.q.Cubes[0]
	}
	return nil
}

// place says where work is: the address of the cell, or the group of
// questions.
func (d *desk) place() string {
	if d.at.kind == atQuestions {
		return d.at.id
	}
	if cell, ok := d.table.activeCell(); ok {
		return d.q.Address(cell)
	}
	return ""
}

// resume goes where work stopped.
func (d *desk) resume(place string) {
	if d.q.Group(place) != nil {
		d.at = location{atQuestions, place}
	} else if cell, err := d.q.Cell(place); err == nil {
		cube := d.q.CubeOf(cell)
		d.table.aim(cube, cell)
		d.at = location{atTable, cube.Name}
	}
}

func (d *desk) content() fyne.CanvasObject { return d.contents }

func (d *desk) shown() {
	d.w.win.SetTitle(d.name() + " – Migraform")
	d.refresh()
	d.goTo(d.at)
}

// name is what the document is about.
func (d *desk) name() string {
	return d.ws.Country().Name.In(d.tongue.Tag) + " · " + strconv.Itoa(d.q.Year)
}

// leave saves what is being typed.
func (d *desk) leave() {
	d.table.grid.Commit()
	d.panel.leave()
	d.findings.leave()
	if d.page != nil {
		d.page.Leave()
	}
}

// goTo shows a page in the middle.
func (d *desk) goTo(at location) {
	d.leave()
	d.status.hint("")
	d.status.clear()
	if at.kind != atTable {
		d.status.add(view.Figures{})
	}
	d.page = nil
	d.at = at
	d.w.trace.screen(at.kind, "id", at.id, "language", d.tongue.Tag)
	d.nameWidgets()
	var content fyne.CanvasObject
	switch at.kind {
	case atTable:
		d.table.show(d.q.Cube(at.id))
		content = d.table.object()
	case atFindings:
		d.findings.show()
		content = d.findings.object()
	default:
		d.page = d.pageAt(at)
		d.page.Refresh()
		for id, o := range d.named[at.kind] { // of a page that was kept
			d.w.trace.name(id, o)
		}
		content = d.page.Content()
	}
	d.side.Hidden = at.kind != atTable || d.w.settings.Bool(foldedKey)
	d.middle.Objects = []fyne.CanvasObject{newGround(look.ColorPaper), content}
	d.sections.choose(at)
	d.contents.Refresh()
	switch at.kind {
	case atTable:
		d.w.focus(d.table.grid)
		d.table.selected(d.table.grid.Selection())
	case atFindings:
		d.findings.focus()
	default:
		d.focusPage()
	}
}

// focusPage gives the focus to the first thing on a page that takes it.
func (d *desk) focusPage() {
	if q, ok := d.page.(*pages.Questions); ok {
		q.FocusFirst()
	} else if first := firstFocusable(d.page.Content()); first != nil {
		d.w.focus(first)
	}
}

// firstFocusable is the first object in a tree of containers that takes the
// focus.
func firstFocusable(o fyne.CanvasObject) fyne.Focusable {
	var parts []fyne.CanvasObject
	switch o := o.(type) {
	case *fyne.Container:
		parts = o.Objects
	case *container.Scroll:
		parts = []fyne.CanvasObject{o.Content}
	}
	for _, part := range parts {
		if !part.Visible() {
			continue
		}
		if first := firstFocusable(part); first != nil {
			return first
		}
	}
	f, ok := o.(fyne.Focusable)
	if disabled, can := o.(fyne.Disableable); !ok || can && disabled.Disabled() {
		return nil
	}
	return f
}

// nameWidgets names for the trace what is on the desk whatever is shown.
func (d *desk) nameWidgets() {
	d.top.nameWidgets()
	d.sections.nameWidgets()
	d.panel.nameWidgets()
	d.w.trace.name("next", d.status.next)
}

// visit shows a page and remembers where it was called from.
func (d *desk) visit(at location) {
	if at == d.at {
		return
	}
	d.back = append(d.back, d.at)
	if len(d.back) > 20 {
		d.back = d.back[1:]
	}
	d.goTo(at)
}

// escape goes back to where one came from.
func (d *desk) escape() {
	d.status.clear()
	if n := len(d.back); n > 0 {
		at := d.back[n-1]
		d.back = d.back[:n-1]
		d.goTo(at)
	}
}

func (d *desk) complain(err error) { d.status.bad(d.tongue.Error(err)) }

// goToCell shows a cell in its table and gives the table the focus.
func (d *desk) goToCell(cell forms.Cell) {
	cube := d.q.CubeOf(cell)
	d.table.aim(cube, cell)
	if at := (location{atTable, cube.Name}); at != d.at {
		d.visit(at)
	}
	d.table.show(cube)
	d.table.goTo(cell)
	d.w.focus(d.table.grid)
}

// goToFinding shows the cell that a finding leads to.
func (d *desk) goToFinding(f *validation.Finding) {
	if len(f.Cells) > 0 {
		d.w.trace.event("finding", "cells", d.addresses(f.Cells), "text", d.tongue.Message(f.Message))
		d.table.m.forget() // figures that are probably wrong may have been found since, and are marked
		d.goToCell(f.Cells[0])
	}
}

func (d *desk) addresses(cells []forms.Cell) []string {
	list := make([]string, len(cells))
	for i, cell := range cells {
		list[i] = d.q.Address(cell)
	}
	return list
}

// next shows the table or the questions that stand so many places further.
func (d *desk) next(by int) {
	order := d.sections.order
	for i, at := range order {
		if d.sections.same(at, d.at) {
			d.back = nil
			d.goTo(order[(i+by+len(order))%len(order)])
			return
		}
	}
	d.goTo(order[0])
}

// search leads to the field that looks for a row, or for a finding.
func (d *desk) search() {
	switch d.at.kind {
	case atTable:
		d.w.focus(d.table.find)
	case atFindings:
		d.w.focus(d.findings.text)
	}
}

// tableID is the table that is shown, "" where none is.
func (d *desk) tableID() string {
	if d.at.kind != atTable {
		return ""
	}
	return d.q.TableOf(d.q.Cube(d.at.id)).ID
}

// foldPanel folds the panel of the cell away, or opens it.
func (d *desk) foldPanel() {
	folded := !d.w.settings.Bool(foldedKey)
	d.w.settings.SetBool(foldedKey, folded)
	d.side.Hidden = d.at.kind != atTable || folded
	d.contents.Refresh()
	if folded {
		d.w.focus(d.table.grid)
	}
}

// nextPane moves the focus on: sections, table, panel, bar.
func (d *desk) nextPane() {
	type pane struct {
		box   fyne.CanvasObject
		first func()
	}
	panes := []pane{
		{d.sections.object(), d.sections.focus},
		{d.middle, func() {
			switch d.at.kind {
			case atTable:
				d.w.focus(d.table.grid)
			case atFindings:
				d.findings.focus()
			default:
				d.focusPage()
			}
		}},
		{d.side, d.panel.focus},
		{d.top.object(), d.top.focus},
	}
	now := -1
	if focused, ok := d.w.win.Canvas().Focused().(fyne.CanvasObject); ok {
		at := d.w.app.Driver().AbsolutePositionForObject(focused)
		for i, p := range panes {
			from, size := d.w.app.Driver().AbsolutePositionForObject(p.box), p.box.Size()
			if p.box.Visible() && at.X >= from.X && at.Y >= from.Y && at.X < from.X+size.Width && at.Y < from.Y+size.Height {
				now = i
				break
			}
		}
	}
	for i := 1; i <= len(panes); i++ {
		if p := panes[(now+i)%len(panes)]; p.box.Visible() {
			p.first()
			return
		}
	}
}

// undo and redo say in the bottom line what they did.
func (d *desk) undo() { d.step(d.ws.Undo, "desktop.undone") }
func (d *desk) redo() { d.step(d.ws.Redo, "desktop.redone") }

func (d *desk) step(how func() (words.Message, error), id string) {
	d.leave()
	what, err := how()
	if err != nil {
		d.complain(err)
		return
	}
	address, _ := what.Args["Subject"].(string)
	d.afterwards(func(d *desk) {
		if cell, err := d.q.Cell(address); err == nil && d.at == (location{atTable, d.q.CubeOf(cell).Name}) {
			d.table.goTo(cell)
		}
		d.status.say(d.tongue.Say(id, "What", d.subject(what)))
	})
}

// subject says a change with the place that it touched in words.
func (d *desk) subject(m words.Message) words.Message {
	address, _ := m.Args["Subject"].(string)
	cell, err := d.q.Cell(address)
	if err != nil {
		return m
	}
	return words.Say(m.ID, "Subject", d.where(cell))
}

// changed follows a change, wherever it was made.
func (d *desk) changed(c workspace.Changed) {
	d.revision++
	if d.w.trace != nil {
		d.w.trace.event("saved", "cells", d.addresses(c.Cells[:min(len(c.Cells), 100)]))
	}
	if c.Questionnaire {
		d.anew()
		return
	}
	d.table.changed(c)
	d.refresh()
	d.panel.refresh()
	if d.at.kind == atFindings {
		d.findings.refresh()
	}
	if d.page != nil {
		d.page.Refresh()
	}
}

// refresh renews what stands round the work.
func (d *desk) refresh() {
	d.top.refresh()
	d.sections.refresh()
	d.status.refresh()
}

// menuAt shows a menu at a place of the window.
func (d *desk) menuAt(at fyne.Position, items ...*fyne.MenuItem) {
	readable(items)
	widget.ShowPopUpMenuAtPosition(fyne.NewMenu("", items...), d.w.win.Canvas(), at)
}

// readable puts the labels of a menu into the order in which they are read.
func readable(items []*fyne.MenuItem) {
	for _, item := range items {
		item.Label = look.Line(item.Label)
		if item.ChildMenu != nil {
			readable(item.ChildMenu.Items)
		}
	}
}

// below is the place below a widget, for a menu.
func (d *desk) below(o fyne.CanvasObject) fyne.Position {
	return d.w.app.Driver().AbsolutePositionForObject(o).AddXY(0, o.Size().Height+theme.Padding()/2)
}
