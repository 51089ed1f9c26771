package desktop

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"migraform/app/desktop/look"
	"migraform/app/desktop/view"
	"migraform/forms"
)

// buildActions is the line between the title and the grid.
func (p *tablePage) buildActions() *fyne.Container {
	d, say := p.d, p.d.tongue.Say
	p.find = newField(say("desktop.table.find"))
	p.found = newPopList(d, p.find)
	p.find.OnChanged = p.lookFor
	p.find.OnSubmitted = func(string) { p.found.accept() }
	p.find.onEscape = func() {
		p.found.close()
		p.find.SetText("")
		d.w.focus(p.grid)
	}
	hinted := func(label, hint string, icon fyne.Resource, f func()) *button {
		b := newButton(label, icon, widget.LowImportance, f)
		b.hint, b.onHint = say(hint), d.status.hint
		return b
	}
	p.fold = hinted("", "desktop.table.fold.hint", nil, func() {
		if p.m.Sheet.Closed() {
			p.m.Sheet.OpenAll()
		} else {
			p.m.Sheet.CloseAll()
		}
		p.keepCell(p.relay)
	})
	p.filled = hinted("", "desktop.table.filled.hint", nil, func() {
		p.m.Sheet.ShowOnlyFilled(!p.m.Sheet.OnlyFilled())
		p.keepCell(p.relay)
	})
	p.fill = hinted(say("desktop.table.fill"), "desktop.table.fill.hint", look.Icon(look.Collapse), p.fillMenu)
	p.fill.IconPlacement = widget.ButtonIconTrailingText
	p.coarser = hinted(say("coarser.button"), "coarser.hint", nil, func() { d.visit(location{atBreakdown, d.tableID()}) })
	p.finished = hinted("", "desktop.table.finish.hint", nil, p.finish)
	p.acts = column(4)
	p.layActions()
	return container.NewStack(margin(0, 8, 12, 12, p.acts))
}

// layActions stands the actions in one line, or in two where the text is
// large or the window narrow.
func (p *tablePage) layActions() {
	find := wide(160, p.find)
	one := row(4, find, p.fold, p.filled, space(), p.coarser, p.fill)
	if p.find.Hidden {
		find.Hide()
	}
	p.acts.Objects = []fyne.CanvasObject{one}
	if one.MinSize().Width > p.room() {
		p.acts.Objects = []fyne.CanvasObject{row(4, find, p.fold, space()), row(4, p.filled, space(), p.coarser, p.fill)}
	}
	p.acts.Refresh()
}

// room is the width that the page has between the sections and the panel.
func (p *tablePage) room() float32 {
	room := p.d.w.win.Canvas().Size().Width - beside(sectionsWidth) - 24
	if !p.d.w.settings.Bool(foldedKey) {
		room -= beside(panelWidth)
	}
	return room
}

// keepCell does something that moves rows, and stays at the same cell.
func (p *tablePage) keepCell(do func()) {
	p.grid.Commit()
	cell, ok := p.activeCell()
	do()
	if !ok {
		return
	}
	if row, column, in := p.m.Sheet.Place(cell); in {
		p.grid.Select(row, column)
	} else {
		p.selected(p.grid.Selection())
	}
}

// refreshActions follows a change of the sheet or of the table.
func (p *tablePage) refreshActions() {
	d, say := p.d, p.d.tongue.Say
	s := p.m.Sheet
	p.fold.Hidden = !s.Foldable()
	p.fold.Text, p.fold.Icon = say("desktop.table.close_all"), look.Icon(look.Collapse)
	if s.Closed() {
		p.fold.Text, p.fold.Icon = say("desktop.table.open_all"), look.Icon(look.Expand)
	}
	p.filled.Text = say("desktop.table.only_filled")
	if s.OnlyFilled() {
		p.filled.Text = say("desktop.table.all_rows")
	}
	p.filled.Hidden = len(s.AllRows()) < 12
	p.find.Hidden = len(s.AllRows()) < 12
	p.coarser.Hidden = len(d.ws.Breakdowns(d.q.TableOf(p.cube).ID)) == 0
	finished := d.ws.Finished(d.q.TableOf(p.cube).ID)
	p.finished.Text, p.finished.Icon = say("desktop.table.finish"), nil
	p.finished.Importance = widget.MediumImportance
	if finished {
		p.finished.Text, p.finished.Icon = say("desktop.table.finished"), look.IconIn(look.Tick, theme.ColorNameSuccess)
	}
	if _, readOnly := d.ws.ReadOnly(); readOnly {
		p.fill.Disable()
		p.finished.Disable()
	}
	p.layActions()
	p.refreshEmpty()
	for _, b := range []*button{p.fold, p.filled, p.coarser, p.fill, p.finished} {
		b.Refresh()
	}
	p.actions.Refresh()
	p.box.Refresh()
}

// finish marks the table as finished, or takes the mark back.
func (p *tablePage) finish() {
	d := p.d
	p.grid.Commit()
	table := d.q.TableOf(p.cube)
	finished := !d.ws.Finished(table.ID)
	if err := d.ws.Finish(table.ID, finished); err != nil {
		d.complain(err)
		return
	}
	if !finished {
		return
	}
	if blanks := d.ws.Blanks(table); len(blanks) > 0 {
		d.status.say(d.tongue.Say("desktop.table.finished_blanks", "Count", view.RowsOf(d.q, blanks)))
	} else {
		d.status.say(d.tongue.Say("desktop.table.finished_says", "Table", table.ID))
	}
}

// fillMenu offers to fill what is blank, in the selection or in the table.
func (p *tablePage) fillMenu() {
	d, say := p.d, p.d.tongue.Say
	fill := func(id string, within []forms.Cell, answer forms.Answer) *fyne.MenuItem {
		return fyne.NewMenuItem(say(id), func() { p.fillBlanks(within, answer) })
	}
	none, unknown := forms.Answer{Status: forms.Normal}, forms.Answer{Status: forms.NotAvailable}
	var items []*fyne.MenuItem
	if r := p.grid.Selection().Range(); r.Cells() > 1 {
		within := p.m.cellsIn(r)
		items = append(items, fill("desktop.fill.selection.nil", within, none), fill("desktop.fill.selection.unknown", within, unknown), fyne.NewMenuItemSeparator())
	}
	if len(p.cube.View.Pages) > 0 {
		within := p.m.Sheet.CellsOf()
		items = append(items, fill("desktop.fill.page.nil", within, none), fill("desktop.fill.page.unknown", within, unknown), fyne.NewMenuItemSeparator())
	}
	items = append(items, fill("desktop.fill.table.nil", nil, none), fill("desktop.fill.table.unknown", nil, unknown))
	table := d.tableID()
	items = append(items, fyne.NewMenuItemSeparator(),
		fyne.NewMenuItem(say("desktop.fill.derived"), func() { d.visit(location{atDerived, table}) }))
	d.menuAt(d.below(p.fill), items...)
}

func (p *tablePage) fillBlanks(within []forms.Cell, answer forms.Answer) {
	d := p.d
	n, err := d.ws.FillBlanks(p.cube, within, answer)
	if err != nil {
		d.complain(err)
		return
	}
	d.status.say(d.tongue.Say("desktop.filled", "Count", n))
	d.w.focus(p.grid)
}

// lookFor shows the rows that a text may mean.
func (p *tablePage) lookFor(text string) {
	if text == "" {
		p.found.close()
		return
	}
	entries := view.RowEntries(p.m.Sheet, p.d.tongue.Tag)
	rows := p.m.Sheet.AllRows()
	var choices []choice
	for _, i := range view.Search(entries, text) {
		if len(choices) == 8 {
			break
		}
		if !rows[i].Forbidden {
			choices = append(choices, choice{entries[i].Name, entries[i].Code, func() { p.jump(rows[i]) }})
		}
	}
	p.found.show(choices)
}

// jump goes to a row and stays in the column.
func (p *tablePage) jump(row view.Row) {
	p.find.SetText("")
	column := min(p.grid.Selection().Active.Col, p.m.Columns()-1)
	p.goTo(p.m.Sheet.CellIn(row, max(column, 0)))
	p.d.w.focus(p.grid)
}
