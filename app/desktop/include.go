package desktop

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"migraform/app/desktop/view"
	"migraform/forms"
)

// includeField asks which cell includes the panel's: by a row's name, or by
// an address.
type includeField struct {
	p       *panel
	field   *field
	matches *fyne.Container
	box     *fyne.Container
	asked   bool
}

func newIncludeField(p *panel) *includeField {
	i := &includeField{p: p, field: newField(p.d.tongue.Say("desktop.include.placeholder")), matches: column(0)}
	i.field.OnChanged = i.lookFor
	i.field.OnSubmitted = func(text string) { i.take(text) }
	i.field.onEscape = func() {
		i.close()
		p.d.w.focus(p.d.table.grid)
	}
	i.box = container.NewStack(margin(8, 0, 0, 0, column(3, caption(p.d.tongue.Say("desktop.cell.included_in")), i.field, i.matches)))
	i.box.Hide()
	return i
}

// follow shows the field where the cell is included in another.
func (i *includeField) follow(a forms.Answer) {
	i.box.Hidden = a.Status != forms.Included && !i.asked
	if !i.asked {
		text := ""
		if a.Into != "" {
			text = a.Into
		}
		if i.field.Text != text {
			i.field.Text = text
			i.field.Refresh()
		}
	}
}

func (i *includeField) open() {
	i.asked = true
	i.field.SetText("")
	i.box.Show()
	i.p.parts.Refresh()
	i.p.d.w.focus(i.field)
}

func (i *includeField) close() {
	i.asked = false
	i.matches.Objects = nil
}

// candidates are the rows that a text may mean, each as the cell in the
// column of the panel's cell.
func (i *includeField) candidates(text string) (cells []forms.Cell, names []string) {
	d, cell := i.p.d, i.p.cell
	if into, err := d.q.Cell(strings.TrimSpace(text)); err == nil {
		return []forms.Cell{into}, []string{d.where(into)}
	}
	cube := d.q.CubeOf(cell)
	sheet := d.table.sheet(cube)
	rows, axes := sheet.AllRows(), cube.View.Rows
	for _, at := range view.Search(view.RowEntries(sheet, d.tongue.Tag), text) {
		into := cell
		for k, axis := range axes {
			into = cube.Moved(into, axis, rows[at].Codes[k])
		}
		if into != cell && !rows[at].Forbidden {
			cells, names = append(cells, into), append(names, rows[at].Name.In(d.tongue.Tag))
		}
		if len(cells) == 5 {
			break
		}
	}
	return cells, names
}

func (i *includeField) lookFor(text string) {
	i.matches.Objects = nil
	if strings.TrimSpace(text) != "" && i.p.d.w.win.Canvas().Focused() == fyne.Focusable(i.field) {
		i.asked = true
		cells, names := i.candidates(text)
		for k, cell := range cells {
			i.matches.Add(newTappable(margin(4, 4, 8, 8, body(names[k]).shrinking()), func() { i.include(cell) }))
		}
	}
	i.p.parts.Refresh()
}

func (i *includeField) take(text string) {
	if cells, _ := i.candidates(text); strings.TrimSpace(text) != "" && len(cells) > 0 {
		i.include(cells[0])
		return
	}
	i.p.d.status.bad(i.p.d.tongue.Say("desktop.include.unknown", "Text", text))
}

func (i *includeField) include(into forms.Cell) {
	d := i.p.d
	i.close()
	if err := d.ws.Include(i.p.cell, into); err != nil {
		d.complain(err)
		return
	}
	i.p.refresh()
	d.w.focus(d.table.grid)
}
