package reader

import (
	"sort"
	"strconv"

	"migraform/forms/words"
)

// File is a source file as it was read.
type File struct {
	Name   string // without folders
	SHA256 string // of the bytes, in hexadecimal
	Size   int64  // in bytes
	Sheets []*Sheet
	// Remarks tell what a person should know of what was read: hidden sheets
	// with figures, formulas without a result, what an archive also holds.
	Remarks []words.Message
}

// Sheet is one sheet: the cells that hold something, and what is merged.
// A text table has one sheet without a name.
type Sheet struct {
	Name   string
	Hidden bool
	Rows   []Row // only those with cells, in order
	// Width is the number of columns up to the last one that holds something.
	Width  int
	Cells  int // how many cells hold something
	Merged []Range
	hidden []Range // columns
	styles []style
}

// Row is one row of a sheet.
type Row struct {
	At     int // 0 for the row that is shown as 1
	Hidden bool
	Cells  []Cell // those that hold something, in order
}

// Kind says what a cell stores.
type Kind uint8

const (
	Text   Kind = iota
	Number      // Text is the stored decimal, perhaps with an exponent
	Date        // Text is 2018-01-31, or 2018-01 or 2018 where no more is shown
	Truth       // Text is TRUE or FALSE
	Fault       // Text is an error value such as #REF!
)

// Cell is one cell that holds something.
type Cell struct {
	Text  string
	Col   int32 // 0 for column A
	style uint16
	Kind  Kind
}

// Range is a block of cells, both corners included, counted from 0.
type Range struct{ Row, Col, LastRow, LastCol int }

// Row returns the row at an index, or nil where it holds nothing.
func (s *Sheet) Row(at int) *Row {
	i := sort.Search(len(s.Rows), func(i int) bool { return s.Rows[i].At >= at })
	if i < len(s.Rows) && s.Rows[i].At == at {
		return &s.Rows[i]
	}
	return nil
}

// At returns the cell at a place, or nil where there is nothing.
func (s *Sheet) At(row, col int) *Cell { return s.Row(row).Cell(col) }

// Cell returns the cell of a column, or nil where there is nothing.
func (r *Row) Cell(col int) *Cell {
	if r == nil {
		return nil
	}
	if col < len(r.Cells) && int(r.Cells[col].Col) == col {
		return &r.Cells[col]
	}
	i := sort.Search(len(r.Cells), func(i int) bool { return int(r.Cells[i].Col) >= col })
	if i < len(r.Cells) && int(r.Cells[i].Col) == col {
		return &r.Cells[i]
	}
	return nil
}

// Shown is what the cell shows on the screen of a spreadsheet program, but
// for colours, or near enough for a person to find it again.
func (s *Sheet) Shown(c *Cell) string {
	if c == nil {
		return ""
	}
	if c.Kind != Number || int(c.style) >= len(s.styles) {
		return c.Text
	}
	return s.styles[c.style].show(c.Text)
}

// Indent is how far a label is set in from the left by its style, in steps.
func (s *Sheet) Indent(c *Cell) int {
	if c == nil || int(c.style) >= len(s.styles) {
		return 0
	}
	return s.styles[c.style].indent
}

// Percent reports whether a number is shown as a percentage.
func (s *Sheet) Percent(c *Cell) bool {
	return c != nil && int(c.style) < len(s.styles) && s.styles[c.style].percent
}

// Name writes a place as spreadsheets do: "D12".
func Name(row, col int) string {
	var b [12]byte
	return string(strconv.AppendInt(append(b[:0], ColumnName(col)...), int64(row)+1, 10))
}

// ColumnName writes a column as spreadsheets do: 0 is A, 26 is AA.
func ColumnName(col int) string {
	var b [8]byte
	i := len(b)
	for col++; col > 0; col = (col - 1) / 26 {
		i--
		b[i] = byte('A' + (col-1)%26)
	}
	return string(b[i:])
}

// Place reads what Name writes. It reports false for anything else.
func Place(name string) (row, col int, ok bool) {
	i := 0
	for i < len(name) && i < 4 && name[i] >= 'A' && name[i] <= 'Z' {
		col = col*26 + int(name[i]-'A') + 1
		i++
	}
	if i == 0 || i == len(name) || len(name)-i > 7 {
		return 0, 0, false
	}
	for ; i < len(name); i++ {
		if name[i] < '0' || name[i] > '9' {
			return 0, 0, false
		}
		row = row*10 + int(name[i]-'0')
	}
	return row - 1, col - 1, row > 0
}
