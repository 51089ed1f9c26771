package pages

import (
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"migraform/app/desktop/grid"
	"migraform/app/desktop/look"
	"migraform/app/workspace"
	"migraform/forms"
	"migraform/forms/intake"
	"migraform/forms/intake/reader"
)

// planView shows a file that was read: the sheet as it is, beside it the table that its figures go to, and at the side
// what is to be decided and what would happen.
type planView struct {
	page   *BringIn
	shell  *Shell
	source *source

	at     int // the sheet that is shown
	files  *dropDown
	sheets *dropDown
	top    *fyne.Container
	grid   *grid.Grid
	cell   *prose          // what becomes of the selected cell
	offers *fyne.Container // what can be decided about it
	under  *fyne.Container
	beside *besideView
	work   *fyne.Container
	block  *intake.BlockPlan // the table of the file that the selection is in

	panel    *pane
	unfolded map[string]bool
	alike    map[string]bool // kinds of questions that are answered all at once
	relabel  *sheetLabel     // a label that the user wants to read differently
	put      *button
	why      *prose          // why nothing can be put in
	told     *notice         // what happened
	next     *fyne.Container // what can be done about it
	line     *fyne.Container
	working  *fyne.Container // while a decision takes its time
	foot     *fyne.Container
	side     *fyne.Container // the panel above the foot
	shown    *fyne.Container
}

func newPlanView(page *BringIn) *planView {
	s := page.shell
	v := &planView{page: page, shell: s, unfolded: map[string]bool{}, alike: map[string]bool{}}
	v.files = newDropDown(nil, nil)
	v.sheets = newDropDown(nil, nil)
	v.top = s.level(3)
	v.grid = grid.New(noTable{})
	v.grid.ReadOnly, v.grid.RightToLeft, v.grid.Palette = true, s.RightToLeft, s.sheetPalette
	v.grid.SetDensity(24)
	v.grid.OnUndo, v.grid.OnRedo = v.undo, v.redo
	v.grid.OnMenu = func(_, _ int, at fyne.Position) { v.menu(at) }
	v.grid.OnHeadMenu = v.menu
	v.grid.OnOpen = func(int, int) { v.menu(v.belowCell()) }
	v.cell = s.brief("", bodyTone)
	v.offers = s.flow(3.5)
	v.under = s.column(1, v.cell.shown, v.offers)
	v.beside = newBesideView(v)
	v.work = container.New(&workLayout{rtl: s.RightToLeft}, v.top, v.grid, v.under, v.beside.shown)
	v.put = newButton("", nil, page.apply)
	v.put.Importance = widget.HighImportance
	v.why = s.prose("", captionTone)
	v.told = s.notice(look.Nothing, "")
	v.next = s.flow(3)
	v.line = s.column(1, v.told.shown, s.row(0, wide(26, s.column(0)), fill(v.next)))
	v.working = s.level(2, fill(s.prose(s.say("pages.working"), dimTone).shown), newLink(s.say("pages.cancel"), page.stop))
	v.foot = s.column(2, newRule(), v.line, v.working, v.put, v.why.shown)
	v.panel = s.pane(nil, 4)
	v.panel.edgeless()
	v.working.Hide()
	v.line.Hide()
	v.side = container.New(&footed{}, v.panel.shown, v.foot)
	v.shown = container.New(&twoSides{width: 340, rtl: s.RightToLeft}, v.work, newRule(), v.side)
	s.named("bringin.apply", v.put)
	s.named("bringin.sheet", v.grid)
	return v
}

func (v *planView) undo() { v.page.Undo() }
func (v *planView) redo() { v.page.Redo() }

// turnTo shows a file from its first sheet with figures.
func (v *planView) turnTo(s *source) {
	v.quiet()
	v.source, v.at, v.relabel, v.block = s, 0, nil, nil
	clear(v.unfolded)
	clear(v.alike)
	for i, m := range s.sheets {
		if m.open > 0 || m.placed != nil {
			v.at = i
			break
		}
	}
	v.list()
	v.beside.cube = nil
	v.beside.set(s.target)
	v.showSheet(v.at)
	v.planned()
}

// planned tells how many figures have a place now.
func (v *planView) planned() {
	if tell, f := v.shell.Planned, v.source.file; tell != nil && f.Plan != nil {
		tell(f.Plan.Counts[intake.Placed], f.Plan.Counts[intake.Unresolved])
	}
}

// renew shows the same file after it was planned anew, at the same place.
func (v *planView) renew() {
	v.list()
	v.beside.set(v.source.target)
	if m := v.model(); m != nil {
		v.grid.Update(m)
		sel := v.grid.Selection()
		v.block = m.blockAt(sel.Active.Row, sel.Active.Col)
		v.beside.follow(m.goesTo(sel))
	}
	v.relabel = nil
	v.sayPointed()
	v.refresh()
	v.refocus()
	v.planned()
}

// refocus gives the focus to the sheet where what had it is gone, as the answers to a question are.
func (v *planView) refocus() {
	c := canvasOf(v.shown)
	if c == nil || v.model() == nil {
		return
	}
	switch f := c.Focused().(type) {
	case *entry:
		if f == v.page.entry {
			return
		}
	case *link, *dropDown, *tick, *touch:
	default:
		return
	}
	c.Focus(v.grid)
}

// list names the files and the sheets that can be turned to.
func (v *planView) list() {
	s := v.shell
	v.top.Objects = nil
	offer := func(list *dropDown, word string, names []string, at int, chosen func(int)) {
		list.OnChanged = nil
		list.SetOptions(names)
		list.SetSelectedIndex(at)
		list.OnChanged = func(string) {
			if i := list.SelectedIndex(); i >= 0 {
				chosen(i)
			}
		}
		if len(names) > 1 {
			v.top.Add(s.line(word, dimTone).shown)
			v.top.Add(fill(list))
		}
	}
	var names []string
	at := 0
	for i, f := range v.page.files {
		name := filepath.Base(f.file.Path)
		if f.put {
			name = s.say("pages.file_put", "File", name)
		}
		if names = append(names, name); f == v.source {
			at = i
		}
	}
	offer(v.files, s.say("pages.file"), names, at, func(i int) {
		if f := v.page.files[i]; f != v.source {
			v.page.turnTo(f)
			v.page.replan()
		}
	})
	names = nil
	for _, m := range v.source.sheets {
		name := m.sheet.Name
		if name == "" {
			name = s.say("pages.only_sheet")
		}
		names = append(names, name)
	}
	offer(v.sheets, s.say("pages.sheet"), names, v.at, v.showSheet)
	s.named("bringin.files", v.files)
	s.named("bringin.sheets", v.sheets)
	show(v.top, len(v.top.Objects) > 0)
	relay(v.work)
}

// showSheet shows a sheet from its top, with its first figure selected.
func (v *planView) showSheet(i int) {
	v.grid.SetScale(theme.Padding() / 4)
	v.at, v.relabel, v.block = i, nil, nil
	m := v.model()
	show(v.grid, m != nil)
	show(v.under, m != nil)
	relay(v.work)
	if m == nil { // the program's own files name the cells themselves
		v.refresh()
		return
	}
	v.grid.OnSelect = nil
	v.grid.SetModel(m)
	first := m.first()
	v.grid.Select(first.row, first.col)
	v.grid.ScrollTo(m.rows-1, 0)
	v.grid.ScrollTo(m.top(first), 0)
	v.grid.OnSelect = func(grid.Selection) { v.selected() }
	v.selected()
	v.refresh()
}

// selected follows the selection on the sheet: what is said of it, what can be decided, and its counterpart.
func (v *planView) selected() {
	v.sayPointed()
	if m := v.model(); m != nil {
		sel := v.grid.Selection()
		v.shell.pointed(m.sheet.Name, reader.Name(sel.Active.Row, sel.Active.Col))
		v.beside.follow(m.goesTo(sel))
		if b := m.blockAt(sel.Active.Row, sel.Active.Col); b != v.block {
			v.block = b
			v.refresh()
		}
	}
}

// lead shows a figure on its sheet, and where it goes.
func (v *planView) lead(e *intake.Entry) {
	for i, m := range v.source.sheets {
		if m.index == e.Sheet {
			if i != v.at {
				v.sheets.SetSelectedIndex(i)
			}
			v.grid.Select(e.Row, e.Col)
		}
	}
}

// leadFrom shows on the sheet the figure that goes to a cell.
func (v *planView) leadFrom(cell forms.Cell) {
	e := v.source.target.at(cell)
	if e == nil {
		return
	}
	v.beside.leading = true
	v.lead(e)
	v.beside.leading = false
}

// model is the sheet that is shown, nil for a file of the program's own.
func (v *planView) model() *sheetModel {
	if v.source == nil || v.at < 0 || v.at >= len(v.source.sheets) {
		return nil
	}
	return v.source.sheets[v.at]
}

// busy keeps the user from putting in what is being planned, and shows a way out where that takes its time.
func (v *planView) busy(yes bool) {
	if v.source == nil {
		return
	}
	if !yes {
		v.working.Hide()
		v.sayPut()
		return
	}
	v.put.Disable()
	work := v.page.work
	afterWhile(func() {
		if v.page.work == work && v.page.cancel != nil {
			v.working.Show()
			v.settle()
		}
	})
}

// settle lays the side out anew after its foot has grown or shrunk.
func (v *planView) settle() {
	relay(v.side)
	v.side.Refresh()
}

// onlyTable is the table that all changes are in, "" where there are several.
func (v *planView) onlyTable() string {
	q, id := v.source.target.q, ""
	for i := range v.source.file.Changes {
		t := q.TableOf(q.CubeOf(v.source.file.Changes[i].Cell)).ID
		if id != "" && id != t {
			return ""
		}
		id = t
	}
	return id
}

// says says how many figures went or would go into the table, or into several.
func (v *planView) says(id, table string, n int) string {
	if table != "" {
		return v.shell.say(id, "Count", n, "Table", table)
	}
	return v.shell.say(id+"_many", "Count", n)
}

// sayPut says on the main button what it does, or below it why it can do nothing.
func (v *planView) sayPut() {
	f := v.source.file
	n := len(f.Changes)
	reason, readOnly := v.page.ws.ReadOnly()
	why := ""
	switch {
	case readOnly:
		why = v.shell.Tongue.Message(reason)
	case n == 0 && len(f.Notes) > 0:
	case n == 0 && f.Equal+len(f.Kept) > 0:
		why = v.shell.say("pages.all_equal")
	case n == 0:
		why = v.shell.say("pages.nothing_placed")
	}
	if n == 0 {
		v.put.SetText(v.shell.say("pages.put_nothing"))
	} else {
		v.put.SetText(v.says("pages.put", v.onlyTable(), n))
	}
	enable(v.put, why == "")
	v.why.set(part{why, captionTone})
	show(v.why.shown, why != "")
	v.settle()
}

// tell says what happened, and what can be done about it.
func (v *planView) tell(m look.Meaning, text string, acts ...*act) {
	v.told.say(m, text)
	v.shell.said(text, m == look.Error)
	v.next.Objects = nil
	for _, a := range acts {
		if a != nil {
			l := newLink(a.word, a.do)
			v.next.Add(l)
			v.shell.named(a.id, l)
		}
	}
	v.line.Show()
	v.settle()
}

// tellApplied says how many figures were put in, with a way back, to the table, and to the next file.
func (v *planView) tellApplied(table string, n int) {
	s := v.shell
	acts := []*act{{id: "bringin.undo", word: s.say("pages.undo"), do: v.undo}}
	if table != "" && s.GoToTable != nil {
		acts = append(acts, &act{id: "bringin.table.show", word: s.say("pages.show_table", "Table", table), do: func() { s.GoToTable(table) }})
	}
	for _, f := range v.page.files {
		if !f.put {
			acts = append(acts, &act{id: "bringin.next", word: s.say("pages.next_file", "File", filepath.Base(f.file.Path)), do: func() {
				v.page.turnTo(f)
				v.page.replan()
			}})
			break
		}
	}
	v.tell(look.Done, v.says("pages.applied", table, n), acts...)
}

func (v *planView) quiet() {
	v.line.Hide()
	if v.source != nil {
		v.settle()
	}
}

// decide changes what the user decided about the sheet that is shown, and plans anew.
func (v *planView) decide(about func(*intake.SheetDecision)) {
	if m := v.model(); m != nil {
		v.page.decideOn(m.sheet.Name, about)
	}
}

// decideLabel says what a label means; an empty code leaves its figures out.
func (v *planView) decideLabel(text, code string) {
	v.page.decide(func(f *workspace.Import) { f.Decisions = f.Decisions.With(text, code) })
}

// undecideLabel reads a label as the program does.
func (v *planView) undecideLabel(text string) {
	v.page.decide(func(f *workspace.Import) {
		f.Decisions = f.Decisions.Copy()
		delete(f.Decisions.Labels, text)
	})
}
