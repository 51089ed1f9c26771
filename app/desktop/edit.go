package desktop

import (
	"errors"
	"slices"

	"fyne.io/fyne/v2"

	"migraform/app/desktop/grid"
	"migraform/app/desktop/look"
	"migraform/app/workspace"
	"migraform/forms"
)

// connect joins what is done in the grid to the workspace.
func (p *tablePage) connect() {
	g, d := p.grid, p.d
	_, g.ReadOnly = d.ws.ReadOnly()
	g.OnCommit = func(row, column int, text string) error {
		cell := p.m.Sheet.Cell(row, column)
		err := d.ws.Type(cell, text)
		if a := d.ws.Answer(cell); err == nil && p.cube.Decimals == 0 && a.Status.IsNumber() && d.tongue.Doubts(text) {
			d.status.say(d.tongue.Say("guide.read_as", "Text", shortText(text), "Number", a.Value))
		}
		return d.spoken(err)
	}
	g.OnClear = func(r grid.Range) {
		if err := d.ws.Clear(p.m.cellsIn(r)); err != nil {
			d.complain(err)
		}
	}
	g.OnClipped = func(rows, columns int) { p.lost = [2]int{rows, columns} }
	g.OnPaste = p.paste
	g.OnCopy = func(r grid.Range) [][]string {
		block := make([][]string, r.Rows())
		for i := range block {
			for column := r.Left; column <= r.Right; column++ {
				block[i] = append(block[i], p.m.copied(r.Top+i, column))
			}
		}
		return block
	}
	g.OnSelect = p.selected
	g.OnUndo, g.OnRedo = d.undo, d.redo
	g.OnToggle = func(row int) {
		p.m.Sheet.Toggle(row)
		p.keepCell(p.relay)
	}
	g.OnMenu = p.menu
}

// spoken says an error in the language of the screen, for whoever shows its
// text alone.
func (d *desk) spoken(err error) error {
	if err == nil {
		return nil
	}
	return errors.New(d.tongue.Error(err))
}

// paste puts a block down, and says in the bottom line what became of it.
func (p *tablePage) paste(at grid.Range, block [][]string) {
	d := p.d
	lost := p.lost
	p.lost = [2]int{}
	var texts []workspace.CellText
	for i, line := range block {
		for j, text := range line {
			row, column := at.Top+i, at.Left+j
			if row < p.m.Rows() && column < p.m.Columns() {
				texts = append(texts, workspace.CellText{Cell: p.m.Sheet.Cell(row, column), Text: text})
			}
		}
	}
	refused, err := d.ws.Paste(texts)
	switch {
	case err != nil:
		d.complain(err)
	case len(refused) > 0:
		d.status.bad(d.tongue.Say("desktop.paste.refused", "Count", len(refused), "Text", shortText(refused[0].Text), "Where", d.where(refused[0].Cell)))
	case lost[0] > 0 || lost[1] > 0:
		d.status.put(d.tongue.Say("desktop.paste.clipped", "Rows", lost[0], "Columns", lost[1]), look.Warning)
	default:
		if i := slices.IndexFunc(texts, func(t workspace.CellText) bool { return p.cube.Decimals == 0 && d.tongue.Doubts(t.Text) }); i >= 0 {
			d.status.say(d.tongue.Say("guide.read_as", "Text", shortText(texts[i].Text), "Number", d.ws.Answer(texts[i].Cell).Value))
			return
		}
		d.status.say(d.tongue.Say("desktop.paste.done", "Count", len(texts)))
	}
}

// shortText keeps a strange text from filling the line.
func shortText(s string) string {
	if runes := []rune(s); len(runes) > 40 {
		return string(runes[:40]) + "…"
	}
	return s
}

// told is what the panel was last told: a cell, as of a change.
type told struct {
	cell     forms.Cell
	revision int
}

// selected follows the cursor: the panel, the sum, the trace.
func (p *tablePage) selected(s grid.Selection) {
	cell, ok := p.activeCell()
	if !ok {
		return
	}
	d := p.d
	d.status.fade()
	if now := (told{cell, d.revision}); p.told != now {
		p.told = now
		d.panel.show(cell)
	}
	d.status.add(p.m.figures(s.Range()))
	if d.w.trace != nil {
		r := s.Range()
		d.w.trace.event("select", "cell", d.q.Address(cell), "row", s.Active.Row, "column", s.Active.Col, "rows", r.Rows(), "columns", r.Columns())
	}
}

// menu is what can be done with the selected cells.
func (p *tablePage) menu(row, column int, at fyne.Position) {
	d, say := p.d, p.d.tongue.Say
	r := p.grid.Selection().Range()
	cells := p.m.cellsIn(r)
	cell := p.m.Sheet.Cell(row, column)
	_, readOnly := d.ws.ReadOnly()

	item := func(id string, f func()) *fyne.MenuItem {
		i := fyne.NewMenuItem(say(id), f)
		return i
	}
	editing := func(id string, f func()) *fyne.MenuItem {
		i := item(id, f)
		i.Disabled = readOnly
		return i
	}
	status := editing("desktop.cell.status", nil)
	status.ChildMenu = fyne.NewMenu("")
	for _, s := range forms.Statuses {
		if s == forms.Included || s == forms.Includes {
			continue
		}
		status.ChildMenu.Items = append(status.ChildMenu.Items, fyne.NewMenuItem(d.statusName(s), func() { d.mark(cells, s) }))
	}
	confidentiality := editing("desktop.cell.confidentiality", nil)
	confidentiality.ChildMenu = fyne.NewMenu("")
	for _, c := range append([]forms.Confidentiality{forms.Unstated}, forms.Confidentialities...) {
		confidentiality.ChildMenu.Items = append(confidentiality.ChildMenu.Items, fyne.NewMenuItem(d.confidentialityName(c), func() { d.markConfidential(cells, c) }))
	}
	fill := func(id string, a forms.Answer) *fyne.MenuItem {
		return editing(id, func() { p.fillBlanks(cells, a) })
	}
	clipboard := func(id string, s func(fyne.Clipboard) fyne.Shortcut) *fyne.MenuItem {
		return item(id, func() { p.grid.TypedShortcut(s(d.w.app.Clipboard())) })
	}
	paste := clipboard("desktop.cell.paste", func(c fyne.Clipboard) fyne.Shortcut { return &fyne.ShortcutPaste{Clipboard: c} })
	paste.Disabled = readOnly
	panel := func(id string, f func()) *fyne.MenuItem {
		return editing(id, func() {
			d.unfoldPanel()
			f()
		})
	}
	items := []*fyne.MenuItem{
		clipboard("desktop.cell.copy", func(c fyne.Clipboard) fyne.Shortcut { return &fyne.ShortcutCopy{Clipboard: c} }),
		paste,
		editing("desktop.cell.clear", func() { p.grid.OnClear(r) }),
		fyne.NewMenuItemSeparator(),
		status, confidentiality,
		panel("desktop.cell.include", func() { d.panel.askInclude(cell) }),
		panel("desktop.cell.note", func() { d.w.focus(d.panel.note) }),
		fyne.NewMenuItemSeparator(),
		fill("desktop.fill.selection.nil", forms.Answer{Status: forms.Normal}),
		fill("desktop.fill.selection.unknown", forms.Answer{Status: forms.NotAvailable}),
		fyne.NewMenuItemSeparator(),
		item("desktop.cell.history", func() {
			d.unfoldPanel()
			d.panel.showHistory()
		}),
	}
	d.menuAt(at, items...)
}

// mark gives cells a status.
func (d *desk) mark(cells []forms.Cell, s forms.Status) {
	if err := d.ws.Mark(cells, s); err != nil {
		d.complain(err)
	}
}

func (d *desk) markConfidential(cells []forms.Cell, c forms.Confidentiality) {
	if err := d.ws.MarkConfidential(cells, c); err != nil {
		d.complain(err)
	}
}

// statusName and confidentialityName say a letter in words.
func (d *desk) statusName(s forms.Status) string {
	if s == forms.Blank {
		return d.tongue.Say("desktop.status.blank")
	}
	return d.tongue.Say("desktop.status." + s.String())
}

func (d *desk) confidentialityName(c forms.Confidentiality) string {
	if c == forms.Unstated {
		return d.tongue.Say("desktop.confidentiality.none")
	}
	return d.tongue.Say("desktop.confidentiality." + c.String())
}
