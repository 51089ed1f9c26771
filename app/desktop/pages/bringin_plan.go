package pages

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"migraform/app/desktop/grid"
	"migraform/app/desktop/look"
	"migraform/app/workspace"
	"migraform/forms/intake"
)

// planView shows a file that was read: at one side the sheet as it is, at the other where its figures go.
type planView struct {
	page  *BringIn
	shell *Shell
	file  *workspace.Import

	models []*sheetModel
	at     int // the sheet that is shown

	sheets  *dropDown
	grid    *grid.Grid
	cell    *prose          // what becomes of the selected cell
	acts    *fyne.Container // what can be decided about it
	left    *fyne.Container
	changes *widget.List // of a file of the program's own, in place of the sheet

	panel    *pane
	unfolded map[string]bool
	relabel  string // a label that the user wants to read differently
	put      *button
	why      *prose  // why nothing can be put in
	told     *notice // what happened
	back     *button // undoes it
	look     *link   // leads to the table
	lines    [2]*fyne.Container
	foot     *fyne.Container
	shown    *fyne.Container
}

func newPlanView(page *BringIn) *planView {
	s := page.shell
	v := &planView{page: page, shell: s, unfolded: map[string]bool{}}
	v.sheets = newDropDown(nil, func(string) { v.showSheet(v.sheets.SelectedIndex()) })
	v.grid = grid.New(&sheetModel{shell: s})
	v.grid.SetDensity(24)
	v.cell = s.brief("", bodyTone)
	v.acts = s.level(3)
	v.put = newButton("", nil, page.apply)
	v.put.Importance = widget.HighImportance
	v.why = s.prose("", captionTone)
	v.told = s.notice(look.Nothing, "")
	v.back = iconButton(s.say("pages.undo"), look.Undo, page.undo)
	v.look = newLink("", nil)
	v.lines = [2]*fyne.Container{s.level(2, fill(v.told.shown), v.back), s.start(v.look)}
	v.foot = s.column(2, newRule(), v.lines[0], v.lines[1], v.put, v.why.shown)
	v.panel = s.pane(nil, 4)
	v.panel.edgeless()
	v.quiet()
	v.changes = widget.NewList(func() int { return len(v.file.Changes) },
		func() fyne.CanvasObject { return newChangedLine(s, false) },
		func(i widget.ListItemID, o fyne.CanvasObject) { o.(*changedLine).set(v, &v.file.Changes[i]) })
	v.changes.HideSeparators = true
	v.changes.OnSelected = func(i widget.ListItemID) {
		v.changes.UnselectAll()
		if s.GoToCell != nil {
			s.GoToCell(v.file.Changes[i].Cell)
		}
	}
	v.left = container.New(filling{})
	v.shown = container.New(&twoSides{width: 348, rtl: s.RightToLeft}, v.left, newRule(), container.New(&footed{}, v.panel.shown, v.foot))
	s.named("bringin.apply", v.put)
	s.named("bringin.sheet", v.grid)
	return v
}

// dress prepares the table of the sheet: it can be looked at and copied from, no more.
func (v *planView) dress() {
	v.grid.ReadOnly = true
	v.grid.RightToLeft = v.shell.RightToLeft
	v.grid.Palette = v.shell.sheetPalette
	v.grid.SetScale(theme.Padding() / 4)
	v.grid.OnSelect = func(grid.Selection) { v.sayCell() }
}

// set shows a file. Where it is the same as before, the sheet and the place on it stay.
func (v *planView) set(file *workspace.Import, models []*sheetModel, same bool) {
	v.file, v.models = file, models
	if !same {
		v.quiet()
		v.at = 0
		for i, m := range models {
			if m.open > 0 || m.placed != nil {
				v.at = i
				break
			}
		}
	}
	if len(models) == 0 {
		v.left.Objects = []fyne.CanvasObject{v.changes}
		v.changes.Refresh()
	} else {
		v.showSheets(same)
	}
	v.left.Refresh()
	v.refresh()
}

func (v *planView) showSheets(same bool) {
	v.dress()
	var names []string
	for _, m := range v.models {
		name := m.sheet.Name
		if name == "" {
			name = v.shell.say("pages.only_sheet")
		}
		names = append(names, name)
	}
	chosen := v.sheets.OnChanged
	v.sheets.OnChanged = nil
	v.sheets.SetOptions(names)
	v.sheets.SetSelectedIndex(v.at)
	v.sheets.OnChanged = chosen
	top := v.shell.level(3, v.shell.line(v.shell.say("pages.sheet"), dimTone).shown, fill(v.sheets))
	show(top, len(names) > 1)
	under := v.shell.column(1.5, v.shell.level(3, fill(v.cell.shown), v.acts), newRule(), v.shell.legend())
	v.left.Objects = []fyne.CanvasObject{container.New(&sheetLayout{}, top, v.grid, under)}
	if same {
		at := v.grid.Selection().Active
		v.grid.SetModel(v.models[v.at])
		v.grid.Select(at.Row, at.Col)
	} else {
		v.showSheet(v.at)
	}
}

func (v *planView) showSheet(i int) {
	if i < 0 || i >= len(v.models) {
		return
	}
	v.at = i
	v.relabel = ""
	v.grid.SetModel(v.models[i])
	v.begin()
	v.refresh()
}

// begin shows the sheet from its top, with its first figure selected.
func (v *planView) begin() {
	m := v.model()
	if m == nil {
		return
	}
	v.grid.ScrollTo(0, 0)
	first := m.first()
	v.grid.Select(first.row, first.col)
	v.sayCell()
}

// lead shows a figure on its sheet.
func (v *planView) lead(e *intake.Entry) {
	for i, m := range v.models {
		if m.index == e.Sheet {
			if i != v.at {
				v.sheets.SetSelectedIndex(i)
			}
			v.grid.Select(e.Row, e.Col)
			v.sayCell()
		}
	}
}

// model is the sheet that is shown, nil for a file of the program's own.
func (v *planView) model() *sheetModel {
	if v.at >= len(v.models) {
		return nil
	}
	return v.models[v.at]
}

// busy keeps the user from deciding while a plan is being made.
func (v *planView) busy(yes bool) {
	if yes {
		v.put.Disable()
	} else if v.file != nil {
		v.sayPut()
	}
}

// onlyTable is the table that all changes are in, "" where there are several.
func (v *planView) onlyTable() string {
	q, id := v.page.ws.Questionnaire(), ""
	for i := range v.file.Changes {
		t := q.TableOf(q.CubeOf(v.file.Changes[i].Cell)).ID
		if id != "" && id != t {
			return ""
		}
		id = t
	}
	return id
}

// says says how many figures went or would go into the table, or into several.
func (v *planView) says(id string, n int) string {
	if table := v.onlyTable(); table != "" {
		return v.shell.say(id, "Count", n, "Table", table)
	}
	return v.shell.say(id+"_many", "Count", n)
}

// sayPut says on the main button what it does, or below it why it can do nothing.
func (v *planView) sayPut() {
	n := len(v.file.Changes)
	reason, readOnly := v.page.ws.ReadOnly()
	why := ""
	switch {
	case readOnly:
		why = v.shell.Tongue.Message(reason)
	case n == 0 && len(v.file.Notes) > 0:
	case n == 0 && v.file.Equal > 0:
		why = v.shell.say("pages.all_equal")
	case n == 0:
		why = v.shell.say("pages.nothing_placed")
	}
	if n == 0 {
		v.put.SetText(v.shell.say("pages.put_nothing"))
	} else {
		v.put.SetText(v.says("pages.put", n))
	}
	enable(v.put, why == "")
	v.why.set(part{why, captionTone})
	show(v.why.shown, why != "")
	v.shown.Refresh()
}

// tell says what happened, with a way back where there is one.
func (v *planView) tell(m look.Meaning, text string, undo bool) {
	v.told.say(m, text)
	v.shell.said(text, m == look.Error)
	v.lines[0].Show()
	show(v.back, undo)
	table := v.onlyTable()
	show(v.lines[1], undo && table != "" && v.shell.GoToTable != nil)
	v.look.say(v.shell.say("pages.show_table", "Table", table))
	v.look.onTapped = func() { v.shell.GoToTable(table) }
	v.shown.Refresh()
}

func (v *planView) quiet() {
	v.lines[0].Hide()
	v.lines[1].Hide()
	if v.shown != nil {
		v.shown.Refresh()
	}
}

// decide changes what the user decided about the sheet that is shown, and plans anew.
func (v *planView) decide(about func(*intake.SheetDecision)) {
	m := v.model()
	if m == nil {
		return
	}
	v.decideOn(m.sheet.Name, about)
}

func (v *planView) decideOn(sheet string, about func(*intake.SheetDecision)) {
	d := copied(v.file.Decisions)
	s := d.Sheets[sheet]
	about(&s)
	d.Sheets[sheet] = s
	v.file.Decisions = d
	v.quiet()
	v.page.replan()
}

// decideLabel says what a label means; an empty code leaves its figures out.
func (v *planView) decideLabel(text, code string) {
	d := copied(v.file.Decisions)
	d.Labels[text] = code
	v.file.Decisions = d
	v.relabel = ""
	v.quiet()
	v.page.replan()
}

// forget takes all decisions back.
func (v *planView) forget() {
	v.file.Decisions = intake.Decisions{}
	v.file.Table = v.page.Table
	v.quiet()
	v.page.replan()
}

// copied copies decisions: those of the plan that is shown stay as they were.
func copied(d intake.Decisions) intake.Decisions {
	c := intake.Decisions{Sheets: map[string]intake.SheetDecision{}, Labels: map[string]string{}}
	for name, s := range d.Sheets {
		s.IgnoreRows, s.IgnoreColumns = slices.Clone(s.IgnoreRows), slices.Clone(s.IgnoreColumns)
		c.Sheets[name] = s
	}
	for text, code := range d.Labels {
		c.Labels[text] = code
	}
	return c
}
