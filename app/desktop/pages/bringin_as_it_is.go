package pages

import (
	"slices"
	"strings"

	"migraform/app/desktop/grid"
	"migraform/forms/intake"
	"migraform/forms/intake/reader"
)

// mostMeasured is how many rows are looked at to find how wide the columns are.
const mostMeasured = 3000

// measure finds the longest text of each column, those left out that may run over.
func (m *sheetModel) measure() {
	m.longest = make([]string, m.columns)
	for i := range m.sheet.Rows[:min(len(m.sheet.Rows), mostMeasured)] {
		row := &m.sheet.Rows[i]
		for j := range row.Cells {
			c := &row.Cells[j]
			at := place{row.At, int(c.Col)}
			if m.labels[at] == nil && m.figureAt(at) == nil {
				continue
			}
			if _, joined := m.Merged(at.row, at.col); joined {
				continue
			}
			if text := m.sheet.Shown(c); len(text) > len(m.longest[at.col]) {
				m.longest[at.col] = text
			}
		}
	}
}

// Longest implements grid.Measurer.
func (m *sheetModel) Longest(col int) string {
	if col < len(m.longest) {
		return m.longest[col]
	}
	return ""
}

// mostMergedRows is the height of joined cells up to which they are shown as such.
const mostMergedRows = 500

// join notes the joined cells of the sheet by their rows.
func (m *sheetModel) join() {
	m.merged = map[int][]grid.Range{}
	for _, r := range m.sheet.Merged {
		r.LastRow, r.LastCol = min(r.LastRow, m.rows-1), min(r.LastCol, m.columns-1)
		if r.LastRow-r.Row >= mostMergedRows || r.LastRow < r.Row || r.LastCol < r.Col {
			continue
		}
		for row := r.Row; row <= r.LastRow; row++ {
			m.merged[row] = append(m.merged[row], grid.Range{Top: r.Row, Left: r.Col, Bottom: r.LastRow, Right: r.LastCol})
		}
	}
}

// Merged implements grid.Merger.
func (m *sheetModel) Merged(row, col int) (grid.Range, bool) {
	for _, r := range m.merged[row] {
		if col >= r.Left && col <= r.Right {
			return r, true
		}
	}
	return grid.Range{}, false
}

// leaveOut notes what the user left out.
func (m *sheetModel) leaveOut(d intake.SheetDecision) {
	for _, row := range d.IgnoreRows {
		m.left[place{row - 1, -1}] = true
	}
	for _, name := range d.IgnoreColumns {
		if _, col, ok := reader.Place(name + "1"); ok {
			m.left[place{-1, col}] = true
		}
	}
	for _, name := range d.IgnoreCells {
		if row, col, ok := reader.Place(name); ok {
			m.left[place{row, col}] = true
		}
	}
}

// isOut reports whether the user left a cell, its row or its column out.
func (m *sheetModel) isOut(at place) bool {
	return len(m.left) > 0 && (m.left[at] || m.left[place{at.row, -1}] || m.left[place{-1, at.col}])
}

// entitle notes the rows above a table that name it.
func (m *sheetModel) entitle(b *intake.Block) {
	if m.titles == nil {
		m.titles = map[int]bool{}
	}
	named := map[string]bool{}
	for _, title := range b.Titles {
		named[title] = true
	}
	until, _ := slices.BinarySearchFunc(m.sheet.Rows, b.Rows[0], func(r reader.Row, at int) int { return r.At - at })
	for i := max(0, until-mostTitleRows); i < until; i++ {
		row := &m.sheet.Rows[i]
		for j := range row.Cells {
			if named[strings.TrimSpace(row.Cells[j].Text)] {
				m.titles[row.At] = true
			}
		}
	}
}

// mostTitleRows is how far above a table the lines are looked for that name it.
const mostTitleRows = 80
