package reader

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"migraform/forms/markup"
)

const (
	longestText = 1 << 16 // of a cell; the format allows 32,767 characters
	mostMerged  = 200_000
)

var (
	errTooLong = errors.New("a cell holds more text than a spreadsheet can")
	errTooWide = errors.New("a row has more columns than a spreadsheet can")
)

// sheetReading is one sheet being read. Cells that hold nothing cost the
// time to skip them and no memory, however many there are.
type sheetReading struct {
	work     *work
	book     *book
	sheet    *Sheet
	xml      *markup.Scanner
	row, col int

	cells  []Cell
	text   []byte // the texts of the row's cells, cut apart when it is done
	ends   []int
	shared []string // by cell, where the text is a shared one
	slab   []Cell
}

func (s *sheetReading) read() error {
	s.row = -1
	m := s.xml
	for {
		piece, err := m.Next()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		if piece != markup.Opening {
			continue
		}
		switch string(m.Name) {
		case "row":
			s.row = m.AttrNumber("r", s.row+2) - 1
			if s.row < 0 || s.row >= maxRows {
				return markup.ErrDamaged
			}
			hidden := m.AttrIs("hidden")
			if !m.Empty {
				if err := s.readRow(hidden); err != nil {
					return err
				}
			}
		case "col":
			if m.AttrIs("hidden") {
				s.sheet.hideColumns(m.AttrNumber("min", 0)-1, m.AttrNumber("max", 0)-1)
			}
		case "mergeCell":
			if len(s.sheet.Merged) < mostMerged {
				s.merge(m.AttrText("ref"))
			}
		}
	}
}

func (s *sheetReading) merge(ref string) {
	from, to, _ := strings.Cut(ref, ":")
	row, col, ok := Place(from)
	lastRow, lastCol, ok2 := Place(to)
	if ok && ok2 && lastRow >= row && lastCol >= col && lastRow < maxRows && lastCol < maxCols {
		s.sheet.Merged = append(s.sheet.Merged, Range{row, col, lastRow, lastCol})
	}
}

func (s *sheetReading) readRow(hidden bool) error {
	s.begin()
	m := s.xml
	for {
		piece, err := m.Next()
		if err != nil {
			if err == io.EOF {
				err = markup.ErrDamaged
			}
			return err
		}
		switch {
		case piece == markup.Closing && string(m.Name) == "row":
			return s.keep(hidden)
		case piece == markup.Opening && len(m.Name) == 1 && m.Name[0] == 'c':
			if err := s.readCell(); err != nil {
				return err
			}
		}
	}
}

// begin begins a row.
func (s *sheetReading) begin() {
	s.cells, s.text, s.ends, s.shared = s.cells[:0], s.text[:0], s.ends[:0], s.shared[:0]
	s.col = -1
}

// keep adds the row to the sheet. All its own texts are cut from one string.
func (s *sheetReading) keep(hidden bool) error {
	if len(s.cells) == 0 {
		return nil
	}
	sheet := s.sheet
	sheet.Cells += len(s.cells)
	texts, from := string(s.text), 0
	cells := s.room(len(s.cells))
	for i, cell := range s.cells {
		if cell.Text = s.shared[i]; cell.Text == "" {
			cell.Text = texts[from:s.ends[i]]
		}
		from = s.ends[i]
		cells[i] = cell
	}
	if err := s.work.spend(sheet, len(cells), figuresIn(cells), len(cells)*cellBytes+len(texts)); err != nil {
		return err
	}
	for i := 1; i < len(cells); i++ {
		if cells[i].Col <= cells[i-1].Col {
			return markup.ErrDamaged
		}
	}
	if n := len(sheet.Rows); n > 0 && sheet.Rows[n-1].At >= s.row {
		return markup.ErrDamaged
	}
	sheet.Width = max(sheet.Width, int(cells[len(cells)-1].Col)+1)
	sheet.Rows = append(sheet.Rows, Row{At: s.row, Hidden: hidden, Cells: cells})
	return nil
}

// figuresIn counts the numbers of a row, those that are written as text too.
func figuresIn(cells []Cell) (count int) {
	for i := range cells {
		if c := &cells[i]; c.Kind == Number || c.Kind == Text && c.Text[0] >= '0' && c.Text[0] <= '9' {
			count++
		}
	}
	return count
}

// room makes room for the cells of a row; small rows share what is taken from
// the system.
func (s *sheetReading) room(cells int) []Cell {
	if cap(s.slab)-len(s.slab) < cells {
		s.slab = make([]Cell, 0, max(cells, 1024))
	}
	from := len(s.slab)
	s.slab = s.slab[:from+cells]
	return s.slab[from : from+cells : from+cells]
}

func (s *sheetReading) readCell() error {
	m := s.xml
	s.col++
	if ref, found := m.Attr("r"); found {
		if s.col = columnOf(ref); s.col < 0 {
			return markup.ErrDamaged
		}
	}
	if s.col >= maxCols {
		return markup.ErrDamaged
	}
	if m.Empty {
		return nil
	}
	kind := byte('n')
	if t, found := m.Attr("t"); found && len(t) > 0 {
		kind = t[0]
		if string(t) == "str" {
			kind = 'S'
		} else if string(t) == "inlineStr" {
			kind = 'I'
		}
	}
	styled := m.AttrNumber("s", 0)
	from := len(s.text)
	inside, formula := false, false
	for {
		piece, err := m.Next()
		if err != nil {
			if err == io.EOF {
				err = markup.ErrDamaged
			}
			return err
		}
		switch piece {
		case markup.Characters:
			if inside {
				if s.text = m.AppendText(s.text); len(s.text)-from > longestText*utf8.UTFMax {
					return errTooLong
				}
			}
		case markup.Opening:
			formula = formula || len(m.Name) == 1 && m.Name[0] == 'f'
			if m.Empty {
				continue
			}
			switch string(m.Name) {
			case "v":
				inside = true
			case "is":
				if s.text, err = richText(m, s.text, "is"); err != nil {
					return err
				}
			}
		case markup.Closing:
			switch string(m.Name) {
			case "v":
				inside = false
			case "c":
				if formula {
					kind = s.result(kind, from)
				}
				if kind == 'S' || kind == 'I' {
					s.text = s.text[:from+len(markup.Unmarked(s.text[from:]))]
				}
				return s.finish(kind, styled, from)
			}
		}
	}
}

// result looks at what a formula gave. A text may be empty, a figure may not;
// and where the workbook asks to be calculated when it is opened, its writer
// has put zeros for what it did not know.
func (s *sheetReading) result(kind byte, from int) byte {
	stored := string(s.text[from:])
	if kind != 'S' && stored == "" || kind == 'n' && stored == "0" && s.book.recalculates {
		s.text = append(s.text[:from], Uncalculated...)
		return 'e'
	}
	return kind
}

// finish turns what a cell stores into a cell, or nothing where it is empty.
func (s *sheetReading) finish(kind byte, styled, from int) error {
	if kind == 'n' || kind == 's' || kind == 'b' {
		s.text = plainly(s.text, from)
	}
	stored := s.text[from:]
	if len(stored) == 0 {
		return nil
	}
	cell := Cell{Col: int32(s.col)}
	if styled >= 0 && styled < len(s.book.styles) {
		cell.style = uint16(min(styled, 1<<16-1))
	}
	shared := ""
	switch kind {
	case 's':
		i, err := strconv.Atoi(string(stored))
		if err != nil || i < 0 || i >= len(s.book.strings) {
			return markup.ErrDamaged
		}
		s.text = s.text[:from]
		if shared = s.book.strings[i]; shared == "" {
			return nil
		}
	case 'S', 'I', 'C': // C is a time of day
		cell.Kind = Text
	case 'b':
		cell.Kind = Truth
		text := "FALSE"
		if stored[0] == '1' || stored[0] == 't' {
			text = "TRUE"
		}
		s.text = append(s.text[:from], text...)
	case 'e':
		cell.Kind = Fault
	case 'd':
		cell.Kind = Date
		if isDay(stored) {
			shape := wholeDay
			if int(cell.style) < len(s.book.styles) {
				shape = s.book.styles[cell.style].date
			}
			s.text = s.text[:from+shape.length()]
		} else {
			cell.Kind = Text
		}
	default:
		cell.Kind = Number
		if int(cell.style) < len(s.book.styles) {
			if shape := s.book.styles[cell.style].date; shape != noDate {
				s.moment(&cell, shape, from)
			}
		}
	}
	s.cells = append(s.cells, cell)
	s.shared = append(s.shared, shared)
	s.ends = append(s.ends, len(s.text))
	return nil
}

// plainly takes off what says nothing of a stored number: blanks around it,
// and zeros behind its point. Some programs write the year 2020 as 2020.0.
func plainly(text []byte, from int) []byte {
	stored := text[from:]
	if len(stored) == 0 {
		return text
	}
	if stored[0] <= ' ' || stored[len(stored)-1] <= ' ' {
		stored = text[from : from+copy(stored, bytes.TrimSpace(stored))]
	}
	if last := len(stored) - 1; last > 0 && stored[last] == '0' && bytes.IndexByte(stored, '.') > 0 && bytes.IndexAny(stored, "eE") < 0 {
		stored = bytes.TrimSuffix(bytes.TrimRight(stored, "0"), []byte("."))
	}
	return text[:from+len(stored)]
}

// moment turns the days that a workbook counts into a date, as far as it is
// shown, or a time of day. What cannot be one stays the number that it is.
func (s *sheetReading) moment(cell *Cell, shape dateShape, from int) {
	days, err := strconv.ParseFloat(string(s.text[from:]), 64)
	if err != nil || days < 0 || days >= 2_958_466 {
		return
	}
	if shape == timeOnly {
		cell.Kind = Text
		s.text = appendClock(s.text[:from], int(days*86400+0.5))
		return
	}
	first := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
	if s.book.from4 {
		first = time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
	} else if days < 60 {
		first = first.AddDate(0, 0, 1) // the format believes in 29 February 1900
	}
	cell.Kind = Date
	s.text = first.AddDate(0, 0, int(days)).AppendFormat(s.text[:from], shape.layout())
}

// layout is how a date is written, as far as it is shown.
func (d dateShape) layout() string {
	switch d {
	case yearOnly:
		return "2006"
	case monthOnly:
		return "2006-01"
	}
	return time.DateOnly
}

func (d dateShape) length() int { return len(d.layout()) }

// appendClock writes seconds as hours, minutes and seconds.
func appendClock(to []byte, seconds int) []byte {
	return fmt.Appendf(to, "%02d:%02d:%02d", seconds/3600, seconds/60%60, seconds%60)
}

// columnOf reads the column of a place such as D12, or -1.
func columnOf(ref []byte) int {
	col, i := 0, 0
	for i < len(ref) && ref[i] >= 'A' && ref[i] <= 'Z' && i < 4 {
		col = col*26 + int(ref[i]-'A') + 1
		i++
	}
	if i == 0 || i == len(ref) {
		return -1
	}
	return col - 1
}
