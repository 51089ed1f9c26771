package sheet_test

import (
	"testing"

	"migraform/app/desktop/grid/sheet"
)

// picture reads a table's filled cells from a drawing: x is filled.
func picture(rows ...string) sheet.Extent {
	return sheet.Extent{
		Rows: len(rows), Columns: len(rows[0]), Page: 2,
		Filled: func(r, c int) bool { return rows[r][c] == 'x' },
	}
}

var table = picture(
	"xx.x.",
	"xx...",
	"x..x.",
	".....",
	"x...x",
)

func TestMove(t *testing.T) {
	for _, c := range []struct {
		name     string
		from     sheet.Pos
		step     sheet.Step
		row, col int
	}{
		{"down", sheet.Pos{1, 1}, sheet.Down, 2, 1},
		{"stays at the last row", sheet.Pos{4, 1}, sheet.Down, 4, 1},
		{"stays at the first column", sheet.Pos{2, 0}, sheet.Left, 2, 0},
		{"home", sheet.Pos{2, 3}, sheet.RowStart, 2, 0},
		{"end", sheet.Pos{2, 3}, sheet.RowEnd, 2, 4},
		{"ctrl home", sheet.Pos{2, 3}, sheet.TableStart, 0, 0},
		{"ctrl end", sheet.Pos{2, 3}, sheet.TableEnd, 4, 4},
		{"page down", sheet.Pos{1, 1}, sheet.PageDown, 3, 1},
		{"page up stops at the top", sheet.Pos{1, 1}, sheet.PageUp, 0, 1},
		{"ctrl down, to the end of the block", sheet.Pos{0, 0}, sheet.EdgeDown, 2, 0},
		{"ctrl down, over the gap to the next", sheet.Pos{2, 0}, sheet.EdgeDown, 4, 0},
		{"ctrl down, nothing below: the last row", sheet.Pos{1, 1}, sheet.EdgeDown, 4, 1},
		{"ctrl right, from empty to filled", sheet.Pos{2, 1}, sheet.EdgeRight, 2, 3},
		{"ctrl left, to the block's start", sheet.Pos{0, 1}, sheet.EdgeLeft, 0, 0},
		{"ctrl up", sheet.Pos{4, 4}, sheet.EdgeUp, 0, 4},
	} {
		got := sheet.At(c.from.Row, c.from.Col).Move(c.step, table)
		if got != sheet.At(c.row, c.col) {
			t.Errorf("%s: %v", c.name, got)
		}
	}
}

func TestExtendKeepsTheActiveCellAndMovesTheOtherCorner(t *testing.T) {
	s := sheet.At(2, 2).Extend(sheet.Down, table).Extend(sheet.Left, table).Extend(sheet.EdgeLeft, table)
	if s.Active != (sheet.Pos{2, 2}) || s.Range() != (sheet.Range{2, 0, 3, 2}) {
		t.Errorf("%+v", s)
	}
	if s = s.Move(sheet.Right, table); s != sheet.At(2, 3) {
		t.Errorf("a move drops the range: %+v", s)
	}
}

func TestWholeRowsAndColumns(t *testing.T) {
	rows := sheet.OverRows(1, 1, table).Extend(sheet.Down, table)
	if rows.Range() != (sheet.Range{1, 0, 2, 4}) || rows.Kind != sheet.WholeRows {
		t.Errorf("%+v", rows)
	}
	if up := rows.To(sheet.Pos{0, 3}, table); up.Range() != (sheet.Range{0, 0, 1, 4}) {
		t.Errorf("%+v", up)
	}
	columns := sheet.Over(sheet.Pos{3, 1}, sheet.Pos{2, 2}).ToColumns(table)
	if columns.Range() != (sheet.Range{0, 1, 4, 2}) || columns.Active != (sheet.Pos{3, 1}) {
		t.Errorf("%+v", columns)
	}
	all := sheet.At(3, 3).All(table)
	if all.Range().Cells() != 25 || all.Active != (sheet.Pos{3, 3}) {
		t.Errorf("%+v", all)
	}
	if smaller := all.Within(picture("..", "..")); smaller.Range() != (sheet.Range{0, 0, 1, 1}) || smaller.Active != (sheet.Pos{1, 1}) {
		t.Errorf("%+v", smaller)
	}
}

func TestTabsThenEnterReturnsToTheColumnOfTheFirst(t *testing.T) {
	s := sheet.At(1, 1)
	for range 3 {
		s, _ = s.Tab(false, table)
	}
	if s.Active != (sheet.Pos{1, 4}) {
		t.Fatalf("%+v", s)
	}
	if s = s.Enter(false, table); s != sheet.At(2, 1) {
		t.Errorf("%+v", s)
	}
	if s = s.Enter(true, table); s != sheet.At(1, 1) {
		t.Errorf("back up: %+v", s)
	}
}

func TestTabGoesOnToTheNextRowAndEndsAtTheLastCell(t *testing.T) {
	s, more := sheet.At(1, 4).Tab(false, table)
	if !more || s.Active != (sheet.Pos{2, 0}) {
		t.Errorf("%+v %v", s, more)
	}
	if s, more = sheet.At(4, 4).Tab(false, table); more || s.Active != (sheet.Pos{4, 4}) {
		t.Errorf("%+v %v", s, more)
	}
	if s, more = sheet.At(0, 0).Tab(true, table); more || s.Active != (sheet.Pos{0, 0}) {
		t.Errorf("%+v %v", s, more)
	}
	skipping := table
	skipping.Skip = func(r, c int) bool { return c == 2 || c == 3 || r == 2 }
	if s, _ = sheet.At(1, 1).Tab(false, skipping); s.Active != (sheet.Pos{1, 4}) {
		t.Errorf("passes over cells that cannot be answered: %+v", s)
	}
	if s = sheet.At(1, 1).Enter(false, skipping); s.Active != (sheet.Pos{3, 1}) {
		t.Errorf("%+v", s)
	}
}

func TestTabAndEnterWalkRoundARange(t *testing.T) {
	s := sheet.Over(sheet.Pos{1, 1}, sheet.Pos{2, 2})
	var byRow, byColumn []sheet.Pos
	for range 4 {
		s, _ = s.Tab(false, table)
		byRow = append(byRow, s.Active)
	}
	for range 4 {
		s = s.Enter(false, table)
		byColumn = append(byColumn, s.Active)
	}
	wantRow := []sheet.Pos{{1, 2}, {2, 1}, {2, 2}, {1, 1}}
	wantColumn := []sheet.Pos{{2, 1}, {1, 2}, {2, 2}, {1, 1}}
	for i := range 4 {
		if byRow[i] != wantRow[i] || byColumn[i] != wantColumn[i] {
			t.Fatalf("%v %v", byRow, byColumn)
		}
	}
	if s.Range().Cells() != 4 {
		t.Error("the range is lost")
	}
}
