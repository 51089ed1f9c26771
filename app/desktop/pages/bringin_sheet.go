package pages

import (
	"cmp"
	"slices"
	"strconv"

	"fyne.io/fyne/v2"

	"migraform/app/desktop/grid"
	"migraform/app/workspace"
	"migraform/forms"
	"migraform/forms/intake"
	"migraform/forms/intake/reader"
)

// place is a cell of a sheet.
type place struct{ row, col int }

// sheetModel is a sheet of a source file as it is, with what was understood of each cell. It only reads.
type sheetModel struct {
	shell   *Shell
	ws      *workspace.Workspace
	sheet   *reader.Sheet
	index   int // of the sheet in the file
	rows    int
	columns int
	entries []*intake.Entry // in the order of reading; millions are possible
	labels  map[place]*sheetLabel
	blocks  []*intake.BlockPlan
	placed  *intake.Entry // the first that goes in, nil where none does
	open    int           // figures that need a decision
}

// sheetLabel is a cell that says what figures stand under.
type sheetLabel struct {
	label *intake.Label
	axis  *intake.Axis
	block *intake.BlockPlan
}

// unknown reports whether a label's figures cannot be placed because of it.
func (l *sheetLabel) unknown() bool {
	return l.label.Meaning.Code == "" && !l.label.Decided && l.label.Text != ""
}

// newSheetModels makes the models of all sheets of a file, those with figures first for a person to see; none where
// the file is one of the program's own.
func newSheetModels(shell *Shell, ws *workspace.Workspace, file *workspace.Import) []*sheetModel {
	if file.Plan == nil {
		return nil
	}
	var models []*sheetModel
	at := map[int]*sheetModel{}
	for _, reading := range file.Plan.Reading.Sheets {
		m := &sheetModel{shell: shell, ws: ws, sheet: reading.Sheet, index: reading.Index, columns: reading.Sheet.Width,
			labels: map[place]*sheetLabel{}}
		if n := len(reading.Sheet.Rows); n > 0 {
			m.rows = reading.Sheet.Rows[n-1].At + 1
		}
		models = append(models, m)
		at[reading.Index] = m
	}
	for i := range file.Plan.Entries {
		e := &file.Plan.Entries[i]
		m := at[e.Sheet]
		if m == nil {
			continue
		}
		m.entries = append(m.entries, e)
		switch {
		case e.Fate == intake.Unresolved:
			m.open++
		case e.Fate == intake.Placed && m.placed == nil:
			m.placed = e
		}
	}
	for _, m := range models {
		slices.SortFunc(m.entries, func(a, b *intake.Entry) int { return compare(a, place{b.Row, b.Col}) })
	}
	for i := range file.Plan.Blocks {
		b := &file.Plan.Blocks[i]
		if m := at[b.Block.Sheet().Index]; m != nil {
			m.blocks = append(m.blocks, b)
			m.label(b)
		}
	}
	return models
}

// label notes which cells are the labels of a table.
func (m *sheetModel) label(b *intake.BlockPlan) {
	for n, axis := range b.Block.Axes {
		lines := b.Block.Columns
		if axis.Down {
			lines = b.Block.Rows
		}
		for i, l := range b.Block.Labels(n) {
			if l == nil || i >= len(lines) {
				continue
			}
			at := place{axis.Line, lines[i]}
			if axis.Down {
				at = place{lines[i], axis.Line}
			}
			if _, taken := m.labels[at]; !taken {
				m.labels[at] = &sheetLabel{l, axis, b}
			}
		}
	}
}

// Rows, Columns, ColumnLevels, ColumnHead, RowHead, Cell and Edit implement grid.Model.

func (m *sheetModel) Rows() int         { return max(m.rows, 1) }
func (m *sheetModel) Columns() int      { return max(m.columns, 1) }
func (m *sheetModel) ColumnLevels() int { return 1 }

func (m *sheetModel) ColumnHead(_, col int) string { return reader.ColumnName(col) }

func (m *sheetModel) RowHead(row int) grid.RowHead {
	return grid.RowHead{Text: strconv.Itoa(row + 1), Dim: true}
}

func (m *sheetModel) Edit(row, col int) string {
	if c := m.sheet.At(row, col); c != nil {
		return m.sheet.Shown(c)
	}
	return ""
}

// The styles below are the legend's: see legend.go.

func (m *sheetModel) Cell(row, col int) grid.Cell {
	text := m.Edit(row, col)
	at := place{row, col}
	if e := m.figureAt(at); e != nil {
		return m.figure(text, e)
	}
	if text == "" {
		return grid.Cell{}
	}
	c := grid.Cell{Text: text, Style: grid.Left}
	if l := m.labels[at]; l != nil && l.unknown() {
		c.Mark, c.Tip = grid.Warning, m.shell.say("pages.label_unknown")
	}
	return c
}

// figureAt is the figure in a cell; a number that is a label, as a year above a column, is none.
func (m *sheetModel) figureAt(at place) *intake.Entry {
	i, found := slices.BinarySearchFunc(m.entries, at, compare)
	if !found || m.entries[i].Fate == intake.SetAside && m.labels[at] != nil {
		return nil
	}
	return m.entries[i]
}

func compare(e *intake.Entry, at place) int {
	return cmp.Or(cmp.Compare(e.Row, at.row), cmp.Compare(e.Col, at.col))
}

func (m *sheetModel) figure(text string, e *intake.Entry) grid.Cell {
	c := grid.Cell{Text: text, Tip: m.says(e)}
	switch e.Fate {
	case intake.Placed:
		c.Style = goesIn
		switch before := m.ws.Answer(e.Cell); {
		case !e.Status.IsNumber():
			c.Style = missing
		case !before.IsBlank() && !e.Answer().Same(before):
			c.Style |= grid.Changed
		}
		if m.total(e.Cell) {
			c.Style |= grid.Total
		}
	case intake.SetAside:
		c.Style = setAside
	default:
		c.Mark = grid.Warning
	}
	return c
}

// total reports whether a cell stands under a total that the table's first axis adds up to.
func (m *sheetModel) total(cell forms.Cell) bool {
	c := m.ws.Questionnaire().CubeOf(cell)
	for i, axis := range c.Axes {
		if axis.Concept != "sex" && c.Code(cell, i).Kind == forms.Total {
			return true
		}
	}
	return false
}

// says tells in a sentence what becomes of a figure.
func (m *sheetModel) says(e *intake.Entry) string {
	if e.Fate == intake.Placed {
		return m.shell.say("pages.goes_to", "Cell", m.shell.cellName(m.ws.Questionnaire(), e.Cell))
	}
	if e.Why == nil {
		return ""
	}
	return m.shell.Tongue.Message(*e.Why)
}

// first is the place of the first figure that goes in, where one begins to look, or of the first of all.
func (m *sheetModel) first() place {
	if m.placed != nil {
		return place{m.placed.Row, m.placed.Col}
	}
	if len(m.blocks) > 0 {
		r := m.blocks[0].Block.Range()
		return place{r.Row, r.Col}
	}
	return place{}
}

var _ grid.Model = (*sheetModel)(nil)

// sheetPalette is the table's palette with a wash behind what goes in, in place of the shade of cells that are locked.
func (s *Shell) sheetPalette(th fyne.Theme, v fyne.ThemeVariant) grid.Palette {
	p := grid.ThemePalette(th, v)
	if s.Palette != nil {
		p = s.Palette(th, v)
	}
	p.Locked = mixed(p.Paper, p.Done, 0.16)
	p.Hatch = mixed(p.Locked, p.Ink, 0.25)
	return p
}
