package intake

import (
	"slices"
	"strconv"
	"strings"

	"migraform/forms/intake/label"
	"migraform/forms/intake/reader"
)

// codesOfHeads reports whether a row of numbers holds no figures but the codes
// of the areas that are named in a row near it, or is called codes at its left.
func (g *grid) codesOfHeads(i int) bool {
	rows := g.sheet.Rows
	if g.numbersColumns(i) {
		return true
	}
	numbers, named := 0, false
	for j, c := range rows[i].Cells {
		switch g.classes[i][j] {
		case empty:
		case number, year:
			if !label.IsDigits(c.Text) {
				return false
			}
			numbers++
		case mark:
			numbers++ // a letter that points to a note
		case wording:
			if named && len(c.Text) <= 5 {
				numbers++
				continue
			}
			if _, key := label.HeadOf(c.Text); !key || numbers > 0 || len(strings.TrimSpace(c.Text)) < 3 {
				return false // "NO" is no head of numbers, but Norway's code
			}
			named = true
		default:
			return false
		}
	}
	if numbers < 2 {
		return false
	}
	for k := max(0, i-nearHeads-1); k <= min(len(rows)-1, i+nearHeads+1); k++ {
		if k == i {
			continue
		}
		same, names := 0, 0
		for j, c := range rows[i].Cells {
			if g.classes[i][j] == empty {
				continue
			}
			name := rows[k].Cell(int(c.Col))
			if name == nil || name.Kind != reader.Text || label.IsDigits(name.Text) {
				continue
			}
			names++
			code, ok := label.AreaOfCode(c.Text)
			if m, known := label.AreaOf(name.Text); ok && known && m.Code == code.Code {
				same++
			}
		}
		if named && names*10 >= numbers*8 || same >= 3 && same*10 >= numbers*6 {
			return true
		}
	}
	return false
}

// numbersColumns reports whether a row numbers the columns below their heads:
// 1, 2, 3 from the first column with a label on.
func (g *grid) numbersColumns(i int) bool {
	rows := g.sheet.Rows
	if i == 0 || i+1 >= len(rows) {
		return false
	}
	n := 0
	for j := range rows[i].Cells {
		c := &rows[i].Cells[j]
		if g.classes[i][j] == empty {
			continue
		}
		if n++; strings.Trim(c.Text, "() ") != strconv.Itoa(n) {
			return false
		}
	}
	if n < 3 {
		return false
	}
	first := int(rows[i].Cells[0].Col)
	below := rows[i+1].Cell(first)
	return below != nil && below.Kind == reader.Text && !label.IsDigits(below.Text) && len(rows[i-1].Cells) > 1
}

// rowAt gives the index of the row at a place, counted from 0.
func (g *grid) rowAt(at int) (int, bool) {
	return slices.BinarySearchFunc(g.sheet.Rows, at, func(r reader.Row, at int) int { return r.At - at })
}
