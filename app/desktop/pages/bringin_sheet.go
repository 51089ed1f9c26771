package pages

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"migraform/app/desktop/grid"
	"migraform/app/desktop/grid/sheet"
	"migraform/app/workspace"
	"migraform/forms"
	"migraform/forms/intake"
	"migraform/forms/intake/label"
	"migraform/forms/intake/reader"
)

// place is a cell of a sheet.
type place struct{ row, col int }

// sheetModel is a sheet of a source file as it is, with what was understood of each cell. It only reads.
type sheetModel struct {
	shell                 *Shell
	target                *target
	sheet                 *reader.Sheet
	index                 int // of the sheet in the file
	rows                  int
	columns               int
	entries               []*intake.Entry // in the order of reading; millions are possible
	labels                map[place]*sheetLabel
	blocks                []*intake.BlockPlan
	placed                *intake.Entry // the first that changes something, else the first that has a place; nil where none has
	changes               bool          // placed changes something
	open                  int           // figures that need a decision
	openRows, openColumns map[int]bool  // with such figures

	merged  map[int][]grid.Range // joined cells by the rows that they are in
	longest []string             // text of each column
	corners map[place]bool       // cells that say what the labels below or beside them are
	titles  map[int]bool         // rows that tell about a table
	left    map[place]bool       // what the user left out: rows have the column -1, columns the row -1
}

// sheetLabel is a cell that says what figures stand under.
type sheetLabel struct {
	label *intake.Label
	axis  *intake.Axis
	block *intake.BlockPlan
}

// waits reports whether figures wait because nobody knows what a label stands for.
func (m *sheetModel) waits(l *sheetLabel, at place) bool {
	if l.label.Meaning.Code != "" || l.label.Decided || l.label.Text == "" || l.axis.Concept == label.Item {
		return false
	}
	if l.axis.Down {
		return m.openRows[at.row]
	}
	return m.openColumns[at.col]
}

// newSheetModels makes the models of all sheets of a file, those with figures first for a person to see; none where
// the file is one of the program's own.
func newSheetModels(shell *Shell, to *target, file *workspace.Import) []*sheetModel {
	if file.Plan == nil {
		return nil
	}
	var models []*sheetModel
	at := map[int]*sheetModel{}
	for _, reading := range file.Plan.Reading.Sheets {
		m := &sheetModel{shell: shell, target: to, sheet: reading.Sheet, index: reading.Index, columns: reading.Sheet.Width,
			labels: map[place]*sheetLabel{}, left: map[place]bool{}, corners: map[place]bool{},
			openRows: map[int]bool{}, openColumns: map[int]bool{}}
		m.leaveOut(file.Decisions.Sheets[reading.Sheet.Name])
		if n := len(reading.Sheet.Rows); n > 0 {
			m.rows = reading.Sheet.Rows[n-1].At + 1
		}
		m.join()
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
			m.openRows[e.Row], m.openColumns[e.Col] = true, true
		case e.Fate == intake.Placed && (m.placed == nil || !m.changes && to.cells[e.Cell].change != nil):
			m.placed, m.changes = e, to.cells[e.Cell].change != nil
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
	for _, m := range models {
		m.measure()
	}
	return models
}

// label notes which cells are the labels of a table, and which rows tell about it.
func (m *sheetModel) label(b *intake.BlockPlan) {
	m.entitle(b.Block)
	for _, row := range b.Block.Heads {
		for _, col := range b.Block.Stubs {
			m.corners[place{row, col}] = true
		}
	}
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

// Filled implements grid.Filler.
func (m *sheetModel) Filled(row, col int) bool { return m.sheet.At(row, col) != nil }

// oneLine is a text as it stands in one line: breaks and other signs without a shape are blanks.
func oneLine(text string) string {
	if strings.IndexFunc(text, unicode.IsControl) < 0 {
		return text
	}
	return strings.Join(strings.FieldsFunc(text, func(r rune) bool { return unicode.IsControl(r) || r == ' ' }), " ")
}

// Cell implements grid.Model. The styles are the legend's: see legend.go.
func (m *sheetModel) Cell(row, col int) grid.Cell {
	text := oneLine(m.Edit(row, col))
	at := place{row, col}
	if e := m.figureAt(at); e != nil {
		return m.figure(text, e)
	}
	l := m.labels[at]
	switch {
	case text == "" && l == nil:
		return grid.Cell{}
	case l == nil && m.corners[at]:
		return grid.Cell{Text: text, Style: grid.Left, Ground: groundLabel, Tip: text}
	}
	c := grid.Cell{Text: text, Style: grid.Left}
	if l == nil {
		if c.Style |= grid.Over; !m.titles[row] {
			c.Style |= grid.Computed
		}
		return c
	}
	switch {
	case m.waits(l, at):
		c.Ground, c.Mark, c.Tip = groundOpen, grid.Warning, m.shell.say("pages.label_unknown")
	case l.label.Meaning.Code != "" || l.axis.Concept == label.Item:
		c.Ground = groundLabel
	default:
		c.Style |= grid.Computed // its figures are set aside
	}
	if m.isOut(at) {
		c.Ground, c.Style = 0, c.Style|grid.Computed
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
		before := m.target.answer(e.Cell)
		if m.target.cells[e.Cell].change != nil { // else it stands there already
			c.Ground = groundIn
		}
		switch {
		case !e.Status.IsNumber():
			c.Style = missing
		case c.Ground != 0 && !before.IsBlank():
			c.Style |= grid.Changed
		}
		if m.total(e.Cell) {
			c.Style |= grid.Total
		}
	case intake.SetAside:
		c.Style = setAside
	default:
		c.Ground, c.Mark = groundOpen, grid.Warning
	}
	return c
}

// total reports whether a cell stands under a total that the table's first axis adds up to.
func (m *sheetModel) total(cell forms.Cell) bool {
	c := m.target.q.CubeOf(cell)
	for i, axis := range c.Axes {
		if axis.Concept != "sex" && c.Code(cell, i).Kind == forms.Total {
			return true
		}
	}
	return false
}

// goesTo is the cell that the selected figure goes to, or the first one of a selected label's row or column; NoCell
// where there is none.
func (m *sheetModel) goesTo(sel grid.Selection) forms.Cell {
	at := place{sel.Active.Row, sel.Active.Col}
	if e := m.figureAt(at); e != nil && !wholeRows(sel) && !wholeColumns(sel) {
		return e.Cell
	}
	l := m.pointedAt(sel)
	if l == nil {
		return forms.NoCell
	}
	if l.axis.Down {
		i, _ := slices.BinarySearchFunc(m.entries, place{at.row, 0}, compare)
		for ; i < len(m.entries) && m.entries[i].Row == at.row; i++ {
			if m.entries[i].Fate == intake.Placed {
				return m.entries[i].Cell
			}
		}
		return forms.NoCell
	}
	for _, row := range l.block.Block.Rows {
		if e := m.figureAt(place{row, at.col}); e != nil && e.Fate == intake.Placed {
			return e.Cell
		}
	}
	return forms.NoCell
}

// blockAt is the table of the file that a cell belongs to, the nearest above where it is in none.
func (m *sheetModel) blockAt(row, col int) *intake.BlockPlan {
	var near *intake.BlockPlan
	for _, b := range m.blocks {
		r := b.Block.Range()
		for _, head := range b.Block.Heads {
			r.Row = min(r.Row, head)
		}
		for _, stub := range b.Block.Stubs {
			r.Col = min(r.Col, stub)
		}
		if row >= r.Row && row <= r.LastRow && col >= r.Col && col <= r.LastCol {
			return b
		}
		if near == nil || row >= r.Row {
			near = b
		}
	}
	return near
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

// mostAbove is how many rows are shown above a figure at first.
const mostAbove = 7

// top is the first row to be shown with a figure: the one where the sheet begins, if that is near, else the heads of the
// figure's table.
func (m *sheetModel) top(first place) int {
	begin := 0
	if len(m.sheet.Rows) > 0 {
		begin = m.sheet.Rows[0].At
	}
	if first.row-begin <= mostAbove {
		return begin
	}
	if b := m.blockAt(first.row, first.col); b != nil && len(b.Block.Heads) > 0 && first.row-b.Block.Heads[0] <= mostAbove {
		return max(b.Block.Heads[0]-1, 0)
	}
	return max(first.row-mostAbove, 0)
}

var (
	_ grid.Model    = (*sheetModel)(nil)
	_ grid.Measurer = (*sheetModel)(nil)
	_ grid.Filler   = (*sheetModel)(nil)
	_ grid.Merger   = (*sheetModel)(nil)
)

func wholeRows(sel grid.Selection) bool    { return sel.Kind == sheet.WholeRows }
func wholeColumns(sel grid.Selection) bool { return sel.Kind == sheet.WholeColumns }
