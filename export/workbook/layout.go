package workbook

import (
	"fmt"
	"strconv"
	"strings"

	"migraform/forms"

	"github.com/xuri/excelize/v2"
)

// The columns of a table's sheet before its figures: codes and sums are
// hidden, then comes a column of names for each row axis.
const (
	codeColumn  = 1
	sumColumn   = 2
	labelColumn = 3
)

// The rows of a table's sheet before its column heads.
const (
	titleRow = iota + 1
	saysRow
	unitRow
	legendRow // two lines
	marksRow
	codesRow // hidden: the code tuple of each column
	sumsRow  // hidden: which columns can be summed
	headRow  // first of one row a column axis
)

const (
	mostColumns = 1000 // wider than this nobody reads; further axes go to the rows
	mostRows    = 1_048_000
)

// layout says where each cell of a cube stands on its sheet.
type layout struct {
	table *forms.Table
	cube  *forms.Cube
	sheet string
	// keys name the axes in the code tuples: the concept, numbered where two
	// axes have the same.
	keys       []string
	rows, cols []int // axes as rows and as columns, outermost first
	nrows      int
	ncols      int
	rowStep    []int // by axis: how far the next code is, in rows
	colStep    []int
	rowCell    []forms.Cell // by row: its part of the cell's index
	colCell    []forms.Cell
	top, left  int // row and column of the first figure, from 1
	// order holds the codes of each axis as the language lists them, and rank
	// the place of each code in it.
	order, rank [][]int
}

// lay lays out a cube as its view says, in the order of a language: pages
// become outer columns.
func lay(t *forms.Table, c *forms.Cube, language string) (*layout, error) {
	l := &layout{table: t, cube: c, keys: axisKeys(c)}
	for _, axis := range c.Axes {
		order := axis.List.Sorted(language)
		rank := make([]int, len(order))
		for at, code := range order {
			rank[code] = at
		}
		l.order, l.rank = append(l.order, order), append(l.rank, rank)
	}
	used := make([]bool, len(c.Axes))
	take := func(to *[]int, axes []int) {
		for _, axis := range axes {
			if axis >= 0 && axis < len(c.Axes) && !used[axis] {
				used[axis] = true
				*to = append(*to, axis)
			}
		}
	}
	take(&l.rows, c.View.Rows)
	if len(l.rows) == 0 && len(c.View.Columns) == 0 && len(c.Axes) > 0 {
		take(&l.rows, []int{0})
	}
	var inner []int
	take(&inner, c.View.Columns)
	take(&l.cols, c.View.Pages)
	for axis := range c.Axes {
		take(&l.cols, []int{axis})
	}
	l.cols = append(l.cols, inner...)
	for len(l.cols) > 0 && l.size(l.cols) > mostColumns {
		l.rows = append([]int{l.cols[0]}, l.rows...)
		l.cols = l.cols[1:]
	}
	l.nrows, l.ncols = l.size(l.rows), l.size(l.cols)
	if l.nrows > mostRows {
		return nil, &WriteError{Kind: "too_many_rows", Sheet: c.Name}
	}
	for _, axis := range c.Axes {
		for i := range axis.List.Codes {
			if id := axis.List.Codes[i].ID; strings.ContainsAny(id, "=;/\t\n") || id == "" {
				return nil, fmt.Errorf("table %s: code %q of list %q cannot stand in an address", c.Name, id, axis.List.ID)
			}
		}
	}
	l.rowStep, l.rowCell = l.steps(l.rows, l.nrows)
	l.colStep, l.colCell = l.steps(l.cols, l.ncols)
	l.top = headRow + max(1, len(l.cols))
	l.left = labelColumn + max(1, len(l.rows))
	return l, nil
}

func axisKeys(c *forms.Cube) []string {
	keys := make([]string, len(c.Axes))
	times := map[string]int{}
	for i, axis := range c.Axes {
		times[axis.Concept]++
		keys[i] = axis.Concept
		if n := times[axis.Concept]; n > 1 {
			keys[i] += "." + strconv.Itoa(n)
		}
	}
	return keys
}

func (l *layout) size(axes []int) int {
	n := 1
	for _, axis := range axes {
		n *= len(l.cube.Axes[axis].List.Codes)
	}
	return n
}

// steps returns, for the axes of one direction, how far apart their codes
// stand, and for each place the sum of the codes' offsets in the cube.
func (l *layout) steps(axes []int, n int) (step []int, offsets []forms.Cell) {
	step = make([]int, len(l.cube.Axes))
	offsets = make([]forms.Cell, n)
	width := 1
	for i := len(axes) - 1; i >= 0; i-- {
		axis := l.cube.Axes[axes[i]]
		step[axes[i]] = width
		for place := range offsets {
			offsets[place] += forms.Cell(l.order[axes[i]][place/width%len(axis.List.Codes)] * axis.Stride())
		}
		width *= len(axis.List.Codes)
	}
	return step, offsets
}

// cell is the cell at a row and a column of figures, both from 0.
func (l *layout) cell(row, col int) forms.Cell {
	return l.cube.First + l.rowCell[row] + l.colCell[col]
}

// place is where a cell stands, row and column from 0.
func (l *layout) place(cell forms.Cell) (row, col int) {
	for axis := range l.cube.Axes {
		at := l.rank[axis][l.cube.CodeAt(cell, axis)]
		row += at * l.rowStep[axis]
		col += at * l.colStep[axis]
	}
	return row, col
}

// codeIn returns the index of the code at which a row or column stands on one
// of its axes.
func (l *layout) codeIn(place, axis int) int {
	return l.order[axis][place/(l.rowStep[axis]+l.colStep[axis])%len(l.cube.Axes[axis].List.Codes)]
}

// tuple writes the codes of a row or column: "citizenship=NOR", or
// "sex=F;time=2025". A direction without axes has the tuple "*".
func (l *layout) tuple(axes []int, place int) string {
	if len(axes) == 0 {
		return "*"
	}
	var b strings.Builder
	for i, axis := range axes {
		if i > 0 {
			b.WriteByte(';')
		}
		b.WriteString(l.keys[axis])
		b.WriteByte('=')
		b.WriteString(l.cube.Axes[axis].List.Codes[l.codeIn(place, axis)].ID)
	}
	return b.String()
}

// summed reports whether a row or column stands at a code that has a sum.
func (l *layout) summed(axes []int, place int) bool {
	for _, axis := range axes {
		code := l.codeIn(place, axis)
		for i := range l.cube.Axes[axis].List.Sums {
			if l.cube.Axes[axis].List.Sums[i].Total == code {
				return true
			}
		}
	}
	return false
}

// kind is the highest kind of the codes of a row or column.
func (l *layout) kind(axes []int, place int) forms.CodeKind {
	kind := forms.Leaf
	for _, axis := range axes {
		kind = max(kind, l.cube.Axes[axis].List.Codes[l.codeIn(place, axis)].Kind)
	}
	return kind
}

// name writes the reference of a place on the sheet, as in "D12".
func (l *layout) name(row, col int) string { return reference(l.top+row, l.left+col) }

// reference writes a row and a column, from 1, as a spreadsheet does.
func reference(row, col int) string {
	name, err := excelize.CoordinatesToCellName(col, row)
	if err != nil {
		return fmt.Sprintf("R%dC%d", row, col)
	}
	return name
}
