package view

import (
	"migraform/app/desktop/grid"
	"migraform/forms"
	"migraform/forms/words"
)

// Heads are the heads of a sheet as a grid shows them, in a language. Models
// of sheets embed them and add their cells.
type Heads struct {
	Sheet  *Sheet
	Tongue *words.Tongue
}

// Rows implements grid.Model.
func (h Heads) Rows() int { return h.Sheet.Rows() }

// Columns implements grid.Model.
func (h Heads) Columns() int { return h.Sheet.Columns() }

// ColumnLevels implements grid.Model.
func (h Heads) ColumnLevels() int { return max(len(h.Sheet.Cube.View.Columns), 1) }

// ColumnHead implements grid.Model.
func (h Heads) ColumnHead(level, column int) string {
	cube := h.Sheet.Cube
	if level >= len(cube.View.Columns) {
		return ""
	}
	code := h.Sheet.Column(column)[level]
	return cube.Axes[cube.View.Columns[level]].List.Codes[code].Name.In(h.Tongue.Tag)
}

// CornerHead names the axes of the rows, beside the innermost head. It
// implements grid.Corner.
func (h Heads) CornerHead(level int) string {
	cube := h.Sheet.Cube
	if level != h.ColumnLevels()-1 {
		return ""
	}
	var names []string
	for _, axis := range cube.View.Rows {
		names = append(names, cube.Axes[axis].Name.In(h.Tongue.Tag))
	}
	return h.Tongue.List(names)
}

// RowHead is a row's name with its place in the hierarchy; whether it can be
// opened and what it is marked with is the model's to say.
func (h Heads) RowHead(row int) grid.RowHead {
	r := h.Sheet.Row(row)
	head := grid.RowHead{Text: r.Name.In(h.Tongue.Tag), Indent: r.Indent, Dim: r.Forbidden}
	switch r.Kind {
	case forms.Total:
		head.Kind = grid.TotalRow
	case forms.Subtotal:
		head.Kind = grid.SubtotalRow
	}
	return head
}
