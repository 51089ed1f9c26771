package reader

import (
	"math"
	"slices"
	"strconv"
)

// oldSheet is a sheet of an .xls file being read. Rows usually come in order,
// but need not: they are kept as they come and settled at the end.
type oldSheet struct {
	sheetReading // its sheet holds the piece of a row that was read last
	book         *oldBook
	kept         []Row
	at           map[int]int // where in kept a row is
	hidden       map[int]bool
	awaited      int // style of the formula whose text comes in a later record, or -1
}

func (s *oldSheet) read() error {
	s.row, s.col, s.awaited, s.at = -1, -1, -1, map[int]int{}
	kind, err := s.book.begin()
	if err != nil {
		return err
	}
	if kind != sheetSubstream {
		return nil // a chart sheet that is listed as a sheet
	}
	var r record
	for depth, n := 1, 0; depth > 0; n++ {
		if n&0xFFF == 0 {
			if err := s.work.ctx.Err(); err != nil {
				return err
			}
			s.work.report(float64(s.book.records.pos) / float64(len(s.book.records.stream)))
		}
		if err := s.book.next(&r); err != nil {
			return err
		}
		switch {
		case r.kind == recordBOF: // of a chart on the sheet
			depth++
		case r.kind == recordEOF:
			depth--
		case depth == 1:
			if err := s.take(&r); err != nil {
				return err
			}
		}
	}
	return s.flush()
}

// take reads one record of the sheet itself.
func (s *oldSheet) take(r *record) error {
	c := r.content()
	switch r.kind {
	case recordRow:
		row := int(c.uint16())
		c.skip(10)
		if c.uint16()&0x20 != 0 && !c.failed {
			if s.hidden == nil {
				s.hidden = map[int]bool{}
			}
			s.hidden[row] = true
		}
		return nil
	case recordMergedCells:
		for n := c.uint16(); n > 0 && len(s.sheet.Merged) < mostMerged; n-- {
			row, last := int(c.uint16()), int(c.uint16())
			col, lastCol := int(c.uint16()), int(c.uint16())
			if !c.failed && last >= row && lastCol >= col && lastCol < maxCols {
				s.sheet.Merged = append(s.sheet.Merged, Range{row, col, last, lastCol})
			}
		}
		return nil
	case recordColInfo:
		from, to := int(c.uint16()), int(c.uint16())
		c.skip(4)
		if c.uint16()&1 != 0 && !c.failed {
			s.sheet.hideColumns(from, to)
		}
		return nil
	case recordString:
		return s.formulaText(&c)
	case recordMulRK:
		return s.numbers(&c, len(r.pieces[0]))
	case recordFormula, recordRString, recordLabelSST, recordNumber, recordLabel, recordBoolErr, recordRK:
	default:
		return nil // blank cells, and what does not concern cells
	}
	if err := s.move(int(c.uint16()), int(c.uint16())); err != nil {
		return err
	}
	styled := int(c.uint16())
	from := len(s.text)
	kind := byte('n')
	switch r.kind {
	case recordRK:
		s.number(rk(c.uint32()))
	case recordNumber:
		s.number(math.Float64frombits(c.uint64()))
	case recordFormula:
		stored := c.uint64()
		c.skip(2)
		kind = s.result(stored, c.uint32() == 0, styled)
	case recordBoolErr:
		value := c.byte()
		kind = s.truth(value, c.byte() == 0)
	case recordLabelSST:
		kind = 's'
		s.text = strconv.AppendUint(s.text, uint64(c.uint32()), 10)
	case recordLabel, recordRString:
		kind = 'S'
		s.label(&c, r.kind == recordRString)
	}
	if c.failed {
		return errRecord
	}
	return s.end(kind, styled, from)
}

// move goes to the next cell. Where that is not to the right of the last one,
// what was read is a piece of its own.
func (s *oldSheet) move(row, col int) error {
	if row != s.row || col <= s.col {
		if err := s.flush(); err != nil {
			return err
		}
	}
	if col >= maxCols {
		return errRecord
	}
	s.row, s.col, s.awaited = row, col, -1
	return nil
}

// end ends a cell. Numbers that are none are errors, as they are shown.
func (s *oldSheet) end(kind byte, styled, from int) error {
	if kind == 'n' && len(s.text) > from && s.text[from] == '#' {
		kind = 'e'
	}
	return s.finish(kind, styled, from)
}

// flush keeps what was read of a row, behind what there is of it already.
func (s *oldSheet) flush() error {
	if err := s.keep(false); err != nil {
		return err
	}
	for _, piece := range s.sheet.Rows {
		i, known := s.at[piece.At]
		if !known {
			s.at[piece.At] = len(s.kept)
			s.kept = append(s.kept, piece)
			continue
		}
		row := &s.kept[i]
		row.Cells = append(row.Cells, piece.Cells...)
	}
	s.sheet.Rows = s.sheet.Rows[:0]
	s.begin()
	return nil
}

// settle puts the rows in order into the sheet.
func (s *oldSheet) settle(sheet *Sheet) {
	slices.SortFunc(s.kept, func(a, b Row) int { return a.At - b.At })
	sheet.Rows, sheet.Merged, sheet.hidden = s.kept, s.sheet.Merged, s.sheet.hidden
	for i := range sheet.Rows {
		row := &sheet.Rows[i]
		row.Cells = inOrder(row.Cells)
		row.Hidden = s.hidden[row.At]
		sheet.Cells += len(row.Cells)
		sheet.Width = max(sheet.Width, int(row.Cells[len(row.Cells)-1].Col)+1)
	}
}

// inOrder puts cells in order. Of two at one place the later one holds.
func inOrder(cells []Cell) []Cell {
	sound := true
	for i := 1; i < len(cells) && sound; i++ {
		sound = cells[i].Col > cells[i-1].Col
	}
	if sound {
		return cells
	}
	slices.SortStableFunc(cells, func(a, b Cell) int { return int(a.Col - b.Col) })
	kept := cells[:0]
	for i, cell := range cells {
		if i+1 == len(cells) || cells[i+1].Col != cell.Col {
			kept = append(kept, cell)
		}
	}
	return kept
}

// numbers reads a record that holds numbers side by side.
func (s *oldSheet) numbers(c *content, length int) error {
	row, col := int(c.uint16()), int(c.uint16())
	for i := range (length - 6) / 6 {
		if err := s.move(row, col+i); err != nil {
			return err
		}
		styled, from := int(c.uint16()), len(s.text)
		s.number(rk(c.uint32()))
		if c.failed {
			return errRecord
		}
		if err := s.end('n', styled, from); err != nil {
			return err
		}
	}
	return nil
}

// rk unpacks a number of four bytes: the upper ones of a float or a whole
// number, perhaps to be divided by 100.
func rk(packed uint32) float64 {
	value := float64(int32(packed) >> 2)
	if packed&2 == 0 {
		value = math.Float64frombits(uint64(packed&^3) << 32)
	}
	if packed&1 != 0 {
		value /= 100
	}
	return value
}

// number appends a number as the shortest decimal that stands for it.
func (s *oldSheet) number(value float64) {
	switch size := math.Abs(value); {
	case math.IsNaN(value) || math.IsInf(value, 0):
		s.text = append(s.text, "#NUM!"...)
	case value == 0: // and not -0
		s.text = append(s.text, '0')
	case size < 1e-9 || size >= 1e21:
		s.text = strconv.AppendFloat(s.text, value, 'E', -1, 64)
	default:
		s.text = strconv.AppendFloat(s.text, value, 'f', -1, 64)
	}
}

// truth appends a truth value or an error.
func (s *oldSheet) truth(value byte, isTruth bool) (kind byte) {
	if isTruth {
		s.text = append(s.text, '0'+min(value, 1))
		return 'b'
	}
	fault := "#N/A"
	switch value {
	case 0x00:
		fault = "#NULL!"
	case 0x07:
		fault = "#DIV/0!"
	case 0x0F:
		fault = "#VALUE!"
	case 0x17:
		fault = "#REF!"
	case 0x1D:
		fault = "#NAME?"
	case 0x24:
		fault = "#NUM!"
	}
	s.text = append(s.text, fault...)
	return 'e'
}

// result appends what a formula gave when the workbook was saved. A text
// follows in a record of its own. Without a place in the chain of calculation
// the writer may never have calculated: it left all results blank.
func (s *oldSheet) result(stored uint64, unchained bool, styled int) (kind byte) {
	b := s.book
	b.formulas++
	if stored>>48 != 0xFFFF {
		s.number(math.Float64frombits(stored))
		return 'n'
	}
	switch byte(stored) {
	case 0:
		s.awaited = styled
	case 1, 2:
		return s.truth(byte(stored>>16), byte(stored) == 1)
	case 3:
		if unchained {
			b.blanks++
		}
		if b.recalculates {
			s.text = append(s.text, Uncalculated...)
			return 'e'
		}
	}
	return 'S'
}

// formulaText reads the text that the last formula gave.
func (s *oldSheet) formulaText(c *content) error {
	if s.awaited < 0 {
		return nil
	}
	styled, from := s.awaited, len(s.text)
	s.awaited = -1
	s.label(c, false)
	if c.failed {
		return errRecord
	}
	return s.end('S', styled, from)
}

// label appends a text that stands in the cell's own record.
func (s *oldSheet) label(c *content, rich bool) {
	b, length := s.book, int(c.uint16())
	if b.version == biff8 {
		var runs []run
		b.units, runs = c.text(length, b.units[:0])
		if rich {
			runs = c.runs(int(c.uint16()), runs)
		}
		s.text = b.appendRuns(s.text, b.units, runs)
		return
	}
	text := c.bytes(length)
	from, raised := 0, false
	part := func(until int) {
		if raised {
			s.text = appendRaised(s.text, string(b.appendBytes(nil, text[from:until])))
		} else {
			s.text = b.appendBytes(s.text, text[from:until])
		}
	}
	if rich {
		for n := c.byte(); n > 0 && !c.failed; n-- {
			until := min(max(int(c.byte()), from), len(text))
			part(until)
			from, raised = until, b.isRaised(int(c.byte()))
		}
	}
	part(len(text))
}
