package show

import (
	"migraform/app/desktop/grid"
	"migraform/app/desktop/view"
	"migraform/forms"
	"migraform/forms/words"
	"migraform/validation"
)

// Table is a cube as the program shows it. Findings must be called after the
// checks changed.
type Table struct {
	answers *forms.Answers
	checks  *validation.Engine
	sheet   *view.Sheet
	tongue  *words.Tongue
	marks   validation.ByCell
	cells   int
}

// NewTable shows one cube of a questionnaire.
func NewTable(q *forms.Questionnaire, c *forms.Cube, answers *forms.Answers, checks *validation.Engine) *Table {
	t := &Table{answers: answers, checks: checks, tongue: words.In("en"), cells: q.Cells}
	t.sheet = view.NewSheet(c, "en", func(cell forms.Cell) bool { return answers.Statuses[cell] != forms.Blank })
	t.Findings()
	return t
}

// Findings takes over what fails, as marks of cells, and which rows are in
// view.
func (t *Table) Findings() {
	t.marks.Take(t.checks.Failing(), t.cells)
	t.sheet.Update()
}

func (t *Table) Rows() int    { return t.sheet.Rows() }
func (t *Table) Columns() int { return t.sheet.Columns() }

func (t *Table) Cell(row, col int) grid.Cell {
	cell := t.sheet.Cell(row, col)
	c := grid.Cell{}
	t.marks.At(cell, func(int) { c.Mark = grid.Error })
	if t.sheet.Row(row).Kind != forms.Leaf {
		c.Style |= grid.Total
	}
	if t.answers.Statuses[cell].IsNumber() {
		c.Text = t.tongue.Number(t.answers.Values[cell])
	} else if n, _, ok := t.checks.Shown(cell); ok {
		c.Text, c.Style = t.tongue.Number(n), c.Style|grid.Computed
	}
	return c
}

func (t *Table) RowHead(row int) grid.RowHead {
	r := t.sheet.Row(row)
	return grid.RowHead{Text: r.Name.In("en"), Indent: r.Indent, Kind: grid.HeadKind(r.Kind), Expandable: r.Expandable(), Expanded: !r.Closed}
}

func (t *Table) ColumnLevels() int { return len(t.sheet.Cube.View.Columns) }

func (t *Table) ColumnHead(level, col int) string {
	axis := t.sheet.Cube.Axes[t.sheet.Cube.View.Columns[level]]
	return axis.List.Codes[t.sheet.Column(col)[level]].Name.In("en")
}

func (t *Table) Edit(row, col int) string { return t.answers.Values[t.sheet.Cell(row, col)].String() }
