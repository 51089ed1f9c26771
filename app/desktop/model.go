package desktop

import (
	"strings"

	"migraform/app/desktop/grid"
	"migraform/app/desktop/look"
	"migraform/app/desktop/view"
	"migraform/app/workspace"
	"migraform/forms"
	"migraform/validation"
)

// model shows a sheet of the workspace to the grid. What a cell shows is
// worked out once, and anew after a change.
type model struct {
	view.Heads
	d     *desk
	cells map[forms.Cell]grid.Cell
	marks map[forms.Cell]marked
	rows  map[int]grid.Mark // worst mark of a row in view
}

// marked is the gravest finding that leads to a cell.
type marked struct {
	mark    grid.Mark
	finding *validation.Finding
}

var (
	_ grid.Model   = (*model)(nil)
	_ grid.Skipper = (*model)(nil)
	_ grid.Filler  = (*model)(nil)
	_ grid.Corner  = (*model)(nil)
)

func newModel(d *desk, sheet *view.Sheet) *model {
	m := &model{Heads: view.Heads{Sheet: sheet, Tongue: d.tongue}, d: d}
	m.forget()
	return m
}

// forget drops what was worked out, after answers or findings changed.
func (m *model) forget() {
	m.cells = map[forms.Cell]grid.Cell{}
	m.rows = nil
	m.marks = marksOf(m.d.ws, m.Sheet.Cube)
}

// marksOf marks the cells of a cube that findings are about: the one that each
// leads to, and the figures that are probably wrong. To mark all figures that
// take part would mark whole columns.
func marksOf(ws *workspace.Workspace, cube *forms.Cube) map[forms.Cell]marked {
	marks := map[forms.Cell]marked{}
	findings := ws.Failing()
	for i := range findings {
		f := &findings[i]
		if f.Verdict != validation.Fails {
			continue
		}
		mark := markOf(ws, f)
		put := func(cell forms.Cell) {
			if cell >= cube.First && cell < cube.First+forms.Cell(cube.Cells) && graver(mark, marks[cell].mark) {
				marks[cell] = marked{mark, f}
			}
		}
		if len(f.Cells) > 0 {
			put(f.Cells[0])
		}
		for _, s := range f.Suspects {
			for _, c := range s.Changes() {
				put(c.Cell)
			}
		}
	}
	return marks
}

// markOf is how a finding is marked.
func markOf(ws *workspace.Workspace, f *validation.Finding) grid.Mark {
	if ws.Settled(f) {
		return grid.Explained
	}
	return grid.Mark(meaningOf(f))
}

// meaningOf is the colour and shape of a finding.
func meaningOf(f *validation.Finding) look.Meaning {
	switch {
	case f.Verdict == validation.CannotTell:
		return look.Nothing
	case f.Severity == validation.Error:
		return look.Error
	case f.Severity == validation.Warning:
		return look.Warning
	}
	return look.Information
}

func graver(a, b grid.Mark) bool {
	weight := [...]int{grid.None: 0, grid.Done: 1, grid.Explained: 2, grid.Information: 3, grid.Warning: 4, grid.Error: 5}
	return weight[a] > weight[b]
}

// RowHead implements grid.Model.
func (m *model) RowHead(row int) grid.RowHead {
	r, head := m.Sheet.Row(row), m.Heads.RowHead(row)
	head.Expandable, head.Expanded, head.Mark = r.Expandable(), !r.Closed, m.rowMark(row)
	return head
}

// rowMark is the gravest mark of the figures of a row.
func (m *model) rowMark(row int) grid.Mark {
	if m.rows == nil {
		m.rows = map[int]grid.Mark{}
		for cell, marked := range m.marks {
			if at, _, ok := m.Sheet.Place(cell); ok && graver(marked.mark, m.rows[at]) {
				m.rows[at] = marked.mark
			}
		}
	}
	if mark := m.rows[row]; mark == grid.Error || mark == grid.Warning {
		return mark
	}
	return grid.None
}

func (m *model) Cell(row, column int) grid.Cell {
	cell := m.Sheet.Cell(row, column)
	shown, ok := m.cells[cell]
	if !ok {
		shown = m.show(cell)
		if m.Sheet.Row(row).Kind == forms.Total {
			shown.Style |= grid.Total
		}
		m.cells[cell] = shown
	}
	return shown
}

func (m *model) show(cell forms.Cell) grid.Cell {
	d, cube := m.d, m.Sheet.Cube
	a := d.ws.Answer(cell)
	c := grid.Cell{Text: d.answerText(cell, a)}
	switch {
	case a.IsBlank() && !cube.Asked(cell):
		c.Style |= grid.NotApplicable
	case a.IsBlank() && c.Text != "":
		c.Style |= grid.Computed
		c.Tip = d.tongue.Say("desktop.tip.computed")
		if _, complete, _ := d.ws.Shown(cell); !complete {
			c.Tip = d.tongue.Say("desktop.tip.partial")
		}
	case a.Means == forms.Imported:
		c.Style |= grid.Imported
	case a.Means == forms.Derived:
		c.Style |= grid.Derived
	}
	if a.Conf != forms.Unstated && a.Conf != forms.Free || a.Status == forms.Withheld {
		c.Style |= grid.Confidential
	}
	if d.ws.Changed(cell) {
		c.Style |= grid.Changed
	}
	if note := d.ws.Note(d.q.Address(cell)); note != "" {
		c.Style |= grid.Note
		c.Tip = note
	}
	if marked, ok := m.marks[cell]; ok {
		c.Mark = marked.mark
		c.Tip = d.tongue.Message(marked.finding.Message)
	}
	return c
}

// answerText is an answer as tables show it: the figure with the letter of a
// particular status before it, so that digits stay below digits, the sign of
// a missing value, or what a blank total comes to.
func (d *desk) answerText(cell forms.Cell, a forms.Answer) string {
	if a.IsBlank() {
		n, complete, ok := d.ws.Shown(cell)
		switch {
		case !ok || !complete && n == 0:
			return "" // "at least none" says nothing
		case complete:
			return d.tongue.Number(n)
		}
		return "≥\u202f" + d.tongue.Number(n)
	}
	if sign := workspace.SignOf(a); sign != "" {
		return sign
	}
	figure := d.tongue.Number(a.Value)
	if a.Status != forms.Normal {
		return strings.ToLower(a.Status.String()) + "\u2002" + figure
	}
	return figure
}

// Edit is what the editor opens with: the plain figure or the sign.
func (m *model) Edit(row, column int) string {
	a := m.d.ws.Answer(m.Sheet.Cell(row, column))
	if a.IsBlank() {
		return ""
	}
	if sign := workspace.SignOf(a); sign != "" {
		return sign
	}
	return a.Value.String()
}

func (m *model) Filled(row, column int) bool {
	return !m.d.ws.Answer(m.Sheet.Cell(row, column)).IsBlank()
}

// Skip lets Tab and Enter pass over what is not asked.
func (m *model) Skip(row, column int) bool { return !m.Sheet.Cube.Asked(m.Sheet.Cell(row, column)) }

// copied is what a cell gives to the clipboard: what is shown, as a plain
// figure that Excel reads.
func (m *model) copied(row, column int) string {
	if text := m.Edit(row, column); text != "" {
		return text
	}
	if n, complete, ok := m.d.ws.Shown(m.Sheet.Cell(row, column)); ok && complete {
		return n.String()
	}
	return ""
}

// figures adds up the figures of a range as they are shown.
func (m *model) figures(r grid.Range) view.Figures {
	f := view.Figures{Cells: r.Cells()}
	for row := r.Top; row <= r.Bottom && row < m.Rows(); row++ {
		for column := r.Left; column <= r.Right && column < m.Columns(); column++ {
			cell := m.Sheet.Cell(row, column)
			if a := m.d.ws.Answer(cell); a.Status.IsNumber() {
				f.Add(a.Value)
			} else if n, complete, ok := m.d.ws.Shown(cell); a.IsBlank() && ok && complete {
				f.Add(n)
			}
		}
	}
	return f
}

// cellsIn are the cells of a range that are asked.
func (m *model) cellsIn(r grid.Range) []forms.Cell {
	var cells []forms.Cell
	for row := r.Top; row <= min(r.Bottom, m.Rows()-1); row++ {
		for column := r.Left; column <= min(r.Right, m.Columns()-1); column++ {
			cells = append(cells, m.Sheet.Cell(row, column))
		}
	}
	return cells
}

// where says in words where a cell stands.
func (d *desk) where(cell forms.Cell) string {
	cube := d.q.CubeOf(cell)
	names, year := view.Where(cube, cell, d.tongue)
	parts := []string{d.q.TableOf(cube).ID, names}
	if year != "" {
		parts = append(parts, year)
	}
	return d.tongue.List(parts)
}
