package sheet

// Pos is one cell by row and column, both counted from 0.
type Pos struct{ Row, Col int }

// Range is a rectangle of cells; all four edges belong to it.
type Range struct{ Top, Left, Bottom, Right int }

// One is the range that holds a single cell.
func One(row, col int) Range { return Range{row, col, row, col} }

// Between is the range spanned by two opposite corners, in any order.
func Between(a, b Pos) Range {
	return Range{min(a.Row, b.Row), min(a.Col, b.Col), max(a.Row, b.Row), max(a.Col, b.Col)}
}

// Rows is the number of rows in the range.
func (r Range) Rows() int { return r.Bottom - r.Top + 1 }

// Columns is the number of columns in the range.
func (r Range) Columns() int { return r.Right - r.Left + 1 }

// Cells is the number of cells in the range.
func (r Range) Cells() int { return r.Rows() * r.Columns() }

// Contains says whether the cell lies in the range.
func (r Range) Contains(p Pos) bool {
	return p.Row >= r.Top && p.Row <= r.Bottom && p.Col >= r.Left && p.Col <= r.Right
}

// Kind says by what the user selected: cells, or whole rows or columns by their heads.
type Kind uint8

const (
	Cells Kind = iota
	WholeRows
	WholeColumns
	Everything
)

// Selection is the state of the cursor. The range lies between Anchor, where the selection began, and Lead, the
// corner that Shift moves. Active is the cell that takes what is typed; it lies in the range and is the anchor
// until Tab or Enter walk it through the range.
type Selection struct {
	Active, Anchor, Lead Pos
	Kind                 Kind

	// start is one more than the column where a run of Tabs began, 0 outside such a run: Enter returns there.
	start int
}

// At selects a single cell.
func At(row, col int) Selection {
	p := Pos{row, col}
	return Selection{Active: p, Anchor: p, Lead: p}
}

// Over selects the cells between two corners; the first is the active one.
func Over(anchor, lead Pos) Selection {
	return Selection{Active: anchor, Anchor: anchor, Lead: lead}
}

// OverRows selects whole rows, from the one first clicked to the other.
func OverRows(from, to int, in Extent) Selection {
	s := Over(Pos{from, 0}, Pos{to, max(in.Columns-1, 0)})
	s.Kind = WholeRows
	return s
}

// OverColumns selects whole columns, from the one first clicked to the other.
func OverColumns(from, to int, in Extent) Selection {
	s := Over(Pos{0, from}, Pos{max(in.Rows-1, 0), to})
	s.Kind = WholeColumns
	return s
}

// All selects every cell and leaves the active cell where it is.
func (s Selection) All(in Extent) Selection {
	return Selection{
		Active: s.Active, Anchor: Pos{0, 0}, Lead: Pos{max(in.Rows-1, 0), max(in.Columns-1, 0)}, Kind: Everything,
	}
}

// ToRows widens the selection to whole rows (Shift+Space).
func (s Selection) ToRows(in Extent) Selection {
	r := s.Range()
	w := OverRows(r.Top, r.Bottom, in)
	w.Active = s.Active
	return w
}

// ToColumns widens the selection to whole columns (Ctrl+Space).
func (s Selection) ToColumns(in Extent) Selection {
	r := s.Range()
	w := OverColumns(r.Left, r.Right, in)
	w.Active = s.Active
	return w
}

// Range is the rectangle of selected cells.
func (s Selection) Range() Range { return Between(s.Anchor, s.Lead) }

// Within pulls a selection back into a table that may have become smaller.
func (s Selection) Within(in Extent) Selection {
	s.Active, s.Anchor, s.Lead = in.hold(s.Active), in.hold(s.Anchor), in.hold(s.Lead)
	switch s.Kind {
	case WholeRows:
		s.Anchor.Col, s.Lead.Col = 0, max(in.Columns-1, 0)
	case WholeColumns:
		s.Anchor.Row, s.Lead.Row = 0, max(in.Rows-1, 0)
	case Everything:
		return s.All(in)
	}
	if !s.Range().Contains(s.Active) {
		s.Active = s.Anchor
	}
	return s
}

// To extends the selection to a cell, as Shift+click and dragging do. Whole rows stay whole rows.
func (s Selection) To(p Pos, in Extent) Selection {
	p = in.hold(p)
	switch s.Kind {
	case WholeRows:
		return OverRows(s.Anchor.Row, p.Row, in)
	case WholeColumns:
		return OverColumns(s.Anchor.Col, p.Col, in)
	default:
		return Over(s.Active, p)
	}
}
