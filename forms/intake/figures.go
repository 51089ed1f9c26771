package intake

import (
	"iter"
	"slices"
	"strings"

	"migraform/forms/intake/reader"
)

// Figures gives every cell of the file that holds a number or stands for one,
// sheet by sheet and row by row. A figure is valid until the next.
func (r *Reading) Figures() iter.Seq[*Figure] {
	return func(yield func(*Figure) bool) {
		for _, s := range r.Sheets {
			if !s.figures(true, yield) {
				return
			}
		}
	}
}

// figures counts the figures, but for a few in brackets.
func (r *Reading) figures() (count int) {
	for _, s := range r.Sheets {
		for _, row := range s.grid.classes {
			for _, c := range row {
				if c != empty && c != wording {
					count++
				}
			}
		}
	}
	return count
}

// figures gives the figures of the sheet; without names and the map of other
// labels where full is false, which is all that a plan needs.
func (s *SheetReading) figures(full bool, yield func(*Figure) bool) bool {
	sheet := s.grid.sheet
	first := 0 // the first block that may reach the row
	rowAt := make([]int, len(s.Blocks))
	index := make([][]int, len(s.Blocks))
	for _, b := range s.Blocks {
		b.measure()
	}
	for i := range sheet.Rows {
		row := &sheet.Rows[i]
		for first < len(s.Blocks) && row.At > s.Blocks[first].Rows[len(s.Blocks[first].Rows)-1] {
			index[first] = nil
			first++
		}
		until := first
		for ; until < len(s.Blocks) && s.Blocks[until].Rows[0] <= row.At; until++ {
			if b := s.Blocks[until]; index[until] == nil {
				index[until] = make([]int, sheet.Width)
				for i, col := range b.Columns {
					index[until][col] = i + 1
				}
			}
			for rowAt[until] < len(s.Blocks[until].Rows) && s.Blocks[until].Rows[rowAt[until]] < row.At {
				rowAt[until]++
			}
		}
		for j := range row.Cells {
			c := &row.Cells[j]
			kind := s.grid.classes[i][j]
			if kind == empty || kind == wording && !bracketed(c) && !digitsOnly(c) {
				continue
			}
			inside := -1
			for k := first; k < until; k++ {
				if b := s.Blocks[k]; index[k][c.Col] > 0 && rowAt[k] < len(b.Rows) && b.Rows[rowAt[k]] == row.At {
					inside = k
				}
			}
			if kind == mark && inside < 0 || kind == wording && (inside < 0) != digitsOnly(c) {
				continue
			}
			f := &Figure{Sheet: sheet.Name, row: row.At, col: int(c.Col)}
			if full {
				f.Cell = reader.Name(row.At, int(c.Col))
			}
			s.value(f, c, kind)
			if inside >= 0 && f.flags == "" && s.Blocks[inside].flags[int(c.Col)+1] {
				f.flags = tidy(row.Cell(int(c.Col) + 1))
			}
			if inside < 0 {
				f.Kind, f.Confidence = NotAFigure, 0.95
				f.outside = !s.labels(row.At, int(c.Col))
				f.unread = f.outside && s.more
			} else {
				s.Blocks[inside].describe(f, rowAt[inside], index[inside][c.Col]-1)
				if full {
					f.Other = f.block.other(f)
				}
			}
			if !yield(f) {
				return false
			}
		}
	}
	return true
}

// brackets among a figure's flags says that it stands in brackets.
const brackets = "()"

// bracketed reports whether a cell holds a figure in brackets: one that is
// little reliable, or negative.
func bracketed(c *reader.Cell) bool {
	text := strings.TrimSpace(c.Text)
	if c.Kind != reader.Text || len(text) < 3 || len(text) > 20 || text[0] != '(' && text[0] != '[' || text[1] < '0' || text[1] > '9' {
		return false
	}
	last := text[len(text)-1]
	if last != ')' && last != ']' {
		return false
	}
	_, _, ok := figureIn(text[1:len(text)-1], false)
	return ok
}

// digitsOnly reports whether a cell holds digits and blanks that are no figure:
// a telephone number.
func digitsOnly(c *reader.Cell) bool {
	return c.Kind == reader.Text && len(c.Text) < 30 && strings.Trim(c.Text, "0123456789 \u00a0") == "" && strings.ContainsAny(c.Text, "0123456789")
}

// labels reports whether a place is among the heads or the label columns of a
// table, and not outside of all.
func (s *SheetReading) labels(row, col int) bool {
	for _, b := range s.Blocks {
		if row > b.Rows[len(b.Rows)-1] || row < b.Rows[0] && (len(b.Heads) == 0 || row < b.Heads[0]) {
			continue
		}
		if slices.Contains(b.Heads, row) {
			return true
		}
		if (row >= b.Rows[0] || len(b.Heads) > 0 && row > b.Heads[0]) && row <= b.Rows[len(b.Rows)-1] && (slices.Contains(b.Stubs, col) || slices.Contains(b.beside, col)) {
			return true
		}
	}
	return false
}

func (s *SheetReading) value(f *Figure, c *reader.Cell, kind class) {
	switch {
	case kind == mark:
		f.mark = strings.TrimSpace(c.Text)
	case kind == wording:
		f.Value, f.flags, _ = figureIn(strings.Trim(strings.TrimSpace(c.Text), "()[]"), s.grid.points)
		f.flags += brackets
	case c.Kind == reader.Number:
		f.Value = plainDecimal(c.Text)
		f.percent = s.grid.sheet.Percent(c)
	default:
		f.Value, f.flags, _ = figureIn(c.Text, s.grid.points)
		if f.flags == "%" {
			f.flags, f.percent = "", true
		}
	}
}
