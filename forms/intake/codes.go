package intake

import (
	"slices"

	"migraform/forms/intake/label"
	"migraform/forms/intake/reader"
)

// codesOfHeads reports whether a row of numbers holds the codes of the areas
// that are named above them, or is called codes at its left, and no figures.
func (g *grid) codesOfHeads(i int) bool {
	rows := g.sheet.Rows
	numbers, named := 0, false
	for j, c := range rows[i].Cells {
		switch g.classes[i][j] {
		case empty:
		case number, year:
			if !label.IsDigits(c.Text) {
				return false
			}
			numbers++
		case wording:
			if _, key := label.HeadOf(c.Text); !key || numbers > 0 {
				return false
			}
			named = true
		default:
			return false
		}
	}
	if numbers < 2 || i == 0 || rows[i-1].At != rows[i].At-1 {
		return false
	}
	same, above := 0, 0
	for j, c := range rows[i].Cells {
		if g.classes[i][j] != number && g.classes[i][j] != year {
			continue
		}
		name := rows[i-1].Cell(int(c.Col))
		if name == nil || name.Kind != reader.Text {
			continue
		}
		above++
		code, ok := label.AreaOfCode(c.Text)
		if m, known := label.AreaOf(name.Text); ok && known && m.Code == code.Code {
			same++
		}
	}
	return named && above*10 >= numbers*8 || same >= 3 && same*10 >= numbers*6
}

// rowAt gives the index of the row at a place, counted from 0.
func (g *grid) rowAt(at int) (int, bool) {
	return slices.BinarySearchFunc(g.sheet.Rows, at, func(r reader.Row, at int) int { return r.At - at })
}
