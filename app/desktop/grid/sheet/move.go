package sheet

// Step is one movement by key. Left and Right are the direction of columns, not of the eye: who draws columns from
// right to left swaps the two.
type Step uint8

const (
	Up Step = iota
	Down
	Left
	Right
	PageUp
	PageDown
	RowStart   // Home
	RowEnd     // End
	TableStart // Ctrl+Home
	TableEnd   // Ctrl+End
	EdgeUp     // Ctrl+arrows: to the edge of the data
	EdgeDown
	EdgeLeft
	EdgeRight
)

// Extent is the table that a selection moves in.
type Extent struct {
	Rows, Columns int
	Page          int                     // rows that a page key moves; less than 1 counts as 1
	Filled        func(row, col int) bool // for the edges of data; nil: the table counts as empty
	Skip          func(row, col int) bool // cells that Tab and Enter pass over; nil: none
}

func (e Extent) hold(p Pos) Pos {
	return Pos{max(0, min(p.Row, e.Rows-1)), max(0, min(p.Col, e.Columns-1))}
}

func (e Extent) filled(p Pos) bool { return e.Filled != nil && e.Filled(p.Row, p.Col) }

func (e Extent) holds(p Pos) bool {
	return p.Row >= 0 && p.Row < e.Rows && p.Col >= 0 && p.Col < e.Columns
}

// Move moves the active cell and drops the range.
func (s Selection) Move(step Step, in Extent) Selection {
	p := in.step(s.Active, step)
	return At(p.Row, p.Col)
}

// Extend moves the corner of the range that is not the anchor. The active cell stays and becomes the anchor.
func (s Selection) Extend(step Step, in Extent) Selection {
	p := in.step(s.Lead, step)
	switch s.Kind {
	case WholeRows:
		return OverRows(s.Anchor.Row, p.Row, in)
	case WholeColumns:
		return OverColumns(s.Anchor.Col, p.Col, in)
	case Everything:
		return s
	}
	return Over(s.Active, p)
}

func (e Extent) step(p Pos, step Step) Pos {
	page := max(e.Page, 1)
	switch step {
	case Up:
		p.Row--
	case Down:
		p.Row++
	case Left:
		p.Col--
	case Right:
		p.Col++
	case PageUp:
		p.Row -= page
	case PageDown:
		p.Row += page
	case RowStart:
		p.Col = 0
	case RowEnd:
		p.Col = e.Columns - 1
	case TableStart:
		p = Pos{}
	case TableEnd:
		p = Pos{e.Rows - 1, e.Columns - 1}
	case EdgeUp:
		p = e.edge(p, Pos{-1, 0})
	case EdgeDown:
		p = e.edge(p, Pos{1, 0})
	case EdgeLeft:
		p = e.edge(p, Pos{0, -1})
	case EdgeRight:
		p = e.edge(p, Pos{0, 1})
	}
	return e.hold(p)
}

// edge goes to the last filled cell of the block that p is in; from the block's edge or from an empty cell it goes
// to the next filled cell, and where there is none to the edge of the table: as Excel and LibreOffice do.
func (e Extent) edge(p, by Pos) Pos {
	next := func(p Pos) Pos { return Pos{p.Row + by.Row, p.Col + by.Col} }
	if !e.holds(next(p)) {
		return p
	}
	if e.filled(p) && e.filled(next(p)) {
		for e.holds(next(p)) && e.filled(next(p)) {
			p = next(p)
		}
		return p
	}
	for e.holds(next(p)) {
		p = next(p)
		if e.filled(p) {
			break
		}
	}
	return p
}

// Tab goes on to the next cell along the row and from the last column to the next row; back goes the other way. In a
// range of several cells it walks round the range. The second result is false where there is nowhere to go.
func (s Selection) Tab(back bool, in Extent) (Selection, bool) {
	if r := s.Range(); r.Cells() > 1 {
		s.Active = walk(s.Active, r, back, false)
		return s, true
	}
	start := s.start
	if start == 0 {
		start = s.Active.Col + 1
	}
	p, by := s.Active, 1
	if back {
		by = -1
	}
	for {
		p.Col += by
		if p.Col >= in.Columns {
			p.Row, p.Col = p.Row+1, 0
			start = 1
		} else if p.Col < 0 {
			p.Row, p.Col = p.Row-1, in.Columns-1
		}
		if p.Row < 0 || p.Row >= in.Rows || in.Columns == 0 {
			return s, false
		}
		if in.Skip == nil || !in.Skip(p.Row, p.Col) {
			break
		}
	}
	s = At(p.Row, p.Col)
	s.start = start
	return s, true
}

// Enter goes down; after a run of Tabs it goes down and back to the column where the run began. In a range of
// several cells it walks round the range, column by column.
func (s Selection) Enter(back bool, in Extent) Selection {
	if r := s.Range(); r.Cells() > 1 {
		s.Active = walk(s.Active, r, back, true)
		return s
	}
	p := s.Active
	if s.start > 0 && !back {
		p.Col = s.start - 1
	}
	by := 1
	if back {
		by = -1
	}
	for q := p.Row + by; q >= 0 && q < in.Rows; q += by {
		if in.Skip == nil || !in.Skip(q, p.Col) {
			return At(q, p.Col)
		}
	}
	return At(s.Active.Row, s.Active.Col)
}

// walk goes through a range cell by cell, row by row or column by column, and from its end to its beginning.
func walk(p Pos, r Range, back, byColumn bool) Pos {
	n := r.Cells()
	at := (p.Row-r.Top)*r.Columns() + p.Col - r.Left
	if byColumn {
		at = (p.Col-r.Left)*r.Rows() + p.Row - r.Top
	}
	if back {
		at = (at + n - 1) % n
	} else {
		at = (at + 1) % n
	}
	if byColumn {
		return Pos{r.Top + at%r.Rows(), r.Left + at/r.Rows()}
	}
	return Pos{r.Top + at/r.Columns(), r.Left + at%r.Columns()}
}
