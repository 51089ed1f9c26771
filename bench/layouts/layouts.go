package layouts

import (
	"fmt"
	"slices"

	"migraform/bench/accuracy"
	"migraform/forms/intake/reader"

	"pgregory.net/rapid"
)

// Layout is a sheet in one of the many layouts that offices use, with what
// each of its figures stands under, known because it was made so.
type Layout struct {
	Sheet    *reader.Sheet
	Truth    []accuracy.Cell
	Features []string
}

// All draws sheets of every layout.
var All = rapid.Custom(func(t *rapid.T) *Layout {
	m := newMaker(t)
	m.lang = one(m, []string{"en", "fr", "es", "ru", "ar", "zh"})
	m.words = languages[m.lang]
	m.criterion = one(m, []string{"citizenship", "birth"})
	m.feature(m.lang)
	m.style()
	arrange := one(m, []string{"single", "single", "single", "single", "stacked", "beside", "abutting"})
	m.feature("tables: " + arrange)
	m.table(arrange)
	m.v.Sheet = m.sheet()
	return m.v
})

func newMaker(t *rapid.T) *maker {
	return &maker{t: t, cells: map[[2]int]reader.Cell{}, v: &Layout{}}
}

// sheet makes the sheet of all that was put.
func (m *maker) sheet() *reader.Sheet {
	s := SheetOf(one(m, []string{"Sheet1", "Table 1", "T3", ""}), m.cells)
	s.Merged = m.merged
	return s
}

// SheetOf makes a sheet of cells by row and column.
func SheetOf(name string, cells map[[2]int]reader.Cell) *reader.Sheet {
	s := &reader.Sheet{Name: name}
	var at [][2]int
	for place := range cells {
		at = append(at, place)
	}
	slices.SortFunc(at, func(a, b [2]int) int {
		if a[0] != b[0] {
			return a[0] - b[0]
		}
		return a[1] - b[1]
	})
	for _, place := range at {
		if len(s.Rows) == 0 || s.Rows[len(s.Rows)-1].At != place[0] {
			s.Rows = append(s.Rows, reader.Row{At: place[0]})
		}
		row := &s.Rows[len(s.Rows)-1]
		row.Cells = append(row.Cells, cells[place])
		s.Width = max(s.Width, place[1]+1)
		s.Cells++
	}
	return s
}

// Show writes a sheet as text, for a person who looks into a layout.
func Show(s *reader.Sheet) string {
	text := ""
	for _, row := range s.Rows {
		text += fmt.Sprintf("%d", row.At+1)
		col := 0
		for _, c := range row.Cells {
			for ; col < int(c.Col); col++ {
				text += " |"
			}
			text += " " + c.Text
		}
		text += "\n"
	}
	return text
}
