package reader

import (
	"bytes"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"migraform/forms/markup"
)

// openSheet is a sheet of an .ods file being read. Rows and cells are written
// once with how often they stand; those that hold nothing cost nothing.
type openSheet struct {
	*openBook
	rows     sheetReading // collects the cells of a row
	columns  []columnStyle
	external bool   // a copy of a sheet of another file
	instead  []byte // the text of a cell as its attribute gives it
	marked   bool   // a part of the cell's text is raised

	paragraphs int // of the cell
}

// columnStyle is the style of the cells of some columns that have none.
type columnStyle struct {
	until int // the first column behind
	style []byte
}

// read reads the sheet whose element was just opened.
func (s *openSheet) read(m *markup.Scanner) error {
	sheet := &Sheet{Name: m.AttrText("name"), Hidden: s.hiddenTables[m.AttrText("style-name")]}
	if shown, found := m.Attr("display"); found && string(shown) == "false" {
		sheet.Hidden = true
	}
	s.sheet, s.row, s.col = sheet, 0, 0
	s.rows = sheetReading{work: s.work, book: &s.book, sheet: sheet}
	err := m.Inside(func(found markup.Piece) (bool, error) {
		if found != markup.Opening {
			return false, nil
		}
		switch string(m.Name) {
		case "table-source":
			s.external = true
		case "table-column":
			s.column(m)
		case "table-row":
			if s.external {
				return true, m.Skip()
			}
			return true, s.readRow(m)
		case "shapes", "forms", "table":
			return true, m.Skip()
		}
		return false, nil
	})
	if err != nil {
		return err
	}
	if !s.external {
		s.work.file.Sheets = append(s.work.file.Sheets, sheet)
	}
	s.sheet = nil
	return nil
}

func (s *openSheet) column(m *markup.Scanner) {
	from := 0
	if n := len(s.columns); n > 0 {
		from = s.columns[n-1].until
	}
	repeated := min(max(m.AttrNumber("number-columns-repeated", 1), 1), maxCols)
	if shown := m.AttrText("visibility"); shown == "collapse" || shown == "filter" {
		s.sheet.hideColumns(from, min(from+repeated, maxCols)-1)
	}
	if from < maxCols {
		s.columns = append(s.columns, columnStyle{min(from+repeated, maxCols), []byte(m.AttrText("default-cell-style-name"))})
	}
}

// defaultStyle is the style of a cell that names none.
func (s *openSheet) defaultStyle(ofRow []byte, col int) []byte {
	if len(ofRow) > 0 {
		return ofRow
	}
	i, _ := slices.BinarySearchFunc(s.columns, col+1, func(c columnStyle, until int) int { return c.until - until })
	if i < len(s.columns) {
		return s.columns[i].style
	}
	return nil
}

// readRow reads a row and repeats it as often as it says.
func (s *openSheet) readRow(m *markup.Scanner) error {
	repeated := min(max(m.AttrNumber("number-rows-repeated", 1), 1), maxRows)
	visibility := m.AttrText("visibility")
	hidden := visibility == "collapse" || visibility == "filter"
	ofRow := []byte(m.AttrText("default-cell-style-name"))
	r := &s.rows
	r.begin()
	r.row, s.col = s.row, 0
	err := m.Inside(func(found markup.Piece) (bool, error) {
		if found == markup.Opening && (string(m.Name) == "table-cell" || string(m.Name) == "covered-table-cell") {
			return true, s.readCell(m, ofRow)
		}
		return false, nil
	})
	if err != nil {
		return err
	}
	s.row += repeated
	if len(r.cells) == 0 {
		return nil
	}
	if s.row > maxRows {
		return markup.ErrDamaged
	}
	if err := r.keep(hidden); err != nil {
		return err
	}
	row := s.sheet.Rows[len(s.sheet.Rows)-1]
	figures := figuresIn(row.Cells)
	for range repeated - 1 {
		row.At++
		if err := s.work.spend(s.sheet, len(row.Cells), figures, 0); err != nil {
			return err
		}
		s.sheet.Rows = append(s.sheet.Rows, row)
		s.sheet.Cells += len(row.Cells)
	}
	return nil
}

// cellTag is what the tag of a cell says.
type cellTag struct {
	repeated, across, down int
	style, kind, value     []byte
	text                   bool // the value is a text's
	fault, formula         bool
}

func cellTagOf(m *markup.Scanner) cellTag {
	t := cellTag{repeated: 1, across: 1, down: 1}
	number := func(value []byte) int {
		n, err := strconv.Atoi(string(value))
		if err != nil {
			return 1
		}
		return max(n, 1)
	}
	for name, value := range m.Attributes {
		switch string(name) {
		case "number-columns-repeated":
			t.repeated = min(number(value), maxCols)
		case "number-columns-spanned":
			t.across = number(value)
		case "number-rows-spanned":
			t.down = number(value)
		case "style-name":
			t.style = value
		case "value-type":
			if t.kind == nil {
				t.kind = value
			}
			// LibreOffice marks errors in a name space of its own.
			t.fault = t.fault || string(value) == "error"
		case "value", "date-value", "boolean-value", "time-value":
			t.value = value
		case "formula":
			t.formula = true
		case "string-value":
			t.value, t.text = value, true
		}
	}
	return t
}

// readCell reads a cell and repeats it as often as it says. What a merged
// cell covers is read as well, as it is in workbooks of other formats.
func (s *openSheet) readCell(m *markup.Scanner, ofRow []byte) error {
	r, t := &s.rows, cellTagOf(m)
	if (t.across > 1 || t.down > 1) && len(s.sheet.Merged) < mostMerged {
		if last, lastCol := r.row+min(t.down, maxRows)-1, s.col+min(t.across, maxCols)-1; last < maxRows && lastCol < maxCols {
			s.sheet.Merged = append(s.sheet.Merged, Range{r.row, s.col, last, lastCol})
		}
	}
	from, col := len(r.text), s.col
	kind := s.value(&t)
	// The style is looked up while the tag is at hand.
	styled, percent := -1, string(t.kind) == "percentage"
	if len(t.style) > 0 && (kind != 'S' || !m.Empty) {
		styled = s.style(t.style, percent)
	}
	if err := s.readContent(m, kind == 'S'); err != nil {
		return err
	}
	if len(r.text) == from && t.formula && len(t.kind) == 0 && s.paragraphs == 0 {
		r.text, kind = append(r.text, Uncalculated...), 'e'
	}
	if s.col += t.repeated; len(r.text) == from {
		return nil
	}
	if s.col > maxCols {
		return markup.ErrDamaged
	}
	if t.fault && kind == 'S' {
		kind = 'e'
	}
	style := func() int {
		if styled >= 0 {
			return styled
		}
		return s.style(s.defaultStyle(ofRow, col), percent)
	}
	r.col = col
	if err := r.finish(kind, style(), from); err != nil {
		return err
	}
	if t.repeated == 1 {
		return nil
	}
	cell, text := r.cells[len(r.cells)-1], string(r.text[from:])
	for col++; col < s.col; col++ {
		cell.Col, cell.style = int32(col), uint16(style())
		r.cells = append(r.cells, cell)
		r.shared = append(r.shared, text)
		r.ends = append(r.ends, len(r.text))
	}
	return nil
}

// value appends what the cell stores, but for texts, and says its kind.
func (s *openSheet) value(t *cellTag) (kind byte) {
	r := &s.rows
	switch string(t.kind) {
	case "float", "currency", "percentage":
		if isDecimal(t.value) {
			r.text = append(r.text, t.value...)
			return 'n'
		}
	case "date":
		if isDay(t.value) {
			r.text = append(r.text, t.value[:10]...)
			return 'd'
		}
	case "time":
		if seconds, ok := duration(string(t.value)); ok {
			r.text = appendClock(r.text, seconds)
			return 'C'
		}
	case "boolean":
		if len(t.value) > 0 {
			r.text = append(r.text, t.value[0])
			return 'b'
		}
	}
	if s.instead = s.instead[:0]; t.text {
		s.instead = markup.AppendMeant(s.instead, t.value)
	}
	return 'S'
}

// isDecimal reports whether a text is a number as XML writes it.
func isDecimal(text []byte) bool {
	for _, c := range text {
		if (c < '0' || c > '9') && c != '.' && c != '-' && c != '+' && c != 'e' && c != 'E' {
			return false
		}
	}
	_, err := strconv.ParseFloat(string(text), 64)
	return err == nil
}

// duration reads hours, minutes and seconds such as PT26H30M00.5S, in seconds.
func duration(text string) (seconds int, ok bool) {
	rest, ok := strings.CutPrefix(text, "PT")
	for _, unit := range []struct {
		letter  string
		seconds float64
	}{{"H", 3600}, {"M", 60}, {"S", 1}} {
		if number, after, found := strings.Cut(rest, unit.letter); found && ok {
			n, err := strconv.ParseFloat(strings.Replace(number, ",", ".", 1), 64)
			ok = err == nil && n >= 0 && n < 1e9
			seconds, rest = seconds+int(n*unit.seconds+0.5), after
		}
	}
	return seconds, ok && rest == ""
}

// isDay reports whether a text begins with a day such as 2018-01-31.
func isDay(text []byte) bool {
	if len(text) < 10 || len(text) > 10 && text[10] != 'T' {
		return false
	}
	_, err := time.Parse(time.DateOnly, string(text[:10]))
	return err == nil
}

// readContent reads what is inside of a cell: paragraphs, of which the text
// is made where it is wanted, and comments and drawings, which are left out.
func (s *openSheet) readContent(m *markup.Scanner, wanted bool) error {
	s.paragraphs = 0
	if !wanted {
		return m.Skip()
	}
	r := &s.rows
	from := len(r.text)
	s.marked = false
	err := m.Inside(func(found markup.Piece) (bool, error) {
		if found != markup.Opening {
			return false, nil
		}
		if string(m.Name) != "p" {
			return true, m.Skip()
		}
		if s.paragraphs++; s.paragraphs > 1 {
			r.text = append(r.text, '\n')
		}
		return true, s.paragraph(m, from)
	})
	if err != nil {
		return err
	}
	// The attribute has the blanks as they are, the paragraphs have the marks.
	if len(s.instead) > 0 && !s.marked || len(bytes.Trim(r.text[from:], "\n")) == 0 {
		r.text = append(r.text[:from], s.instead...)
	}
	return nil
}

// paragraph appends the text of a paragraph. Blanks in a row count as one
// where they are not written as elements.
func (s *openSheet) paragraph(m *markup.Scanner, from int) error {
	r := &s.rows
	var spans []bool
	raised, blank := 0, true
	var run, scratch []byte
	add := func(text []byte) {
		if raised > 0 {
			run = append(run, text...)
		} else {
			r.text = append(r.text, text...)
		}
	}
	return m.Inside(func(found markup.Piece) (bool, error) {
		switch found {
		case markup.Characters:
			scratch = m.AppendText(scratch[:0])
			kept := scratch[:0]
			for _, c := range scratch {
				white := c == ' ' || c == '\n' || c == '\t' || c == '\r'
				if white && blank {
					continue
				}
				if blank = white; white {
					c = ' '
				}
				kept = append(kept, c)
			}
			add(kept)
		case markup.Opening:
			switch string(m.Name) {
			case "s":
				add(bytes.Repeat([]byte(" "), min(max(m.AttrNumber("c", 1), 1), longestText)))
				blank = false
			case "tab":
				add([]byte("\t"))
				blank = false
			case "line-break":
				add([]byte("\n"))
				blank = false
			case "span":
				if m.Empty {
					break
				}
				high := s.raised[m.AttrText("style-name")]
				if spans = append(spans, high); high {
					raised++
				}
			case "annotation", "annotation-end", "frame", "ruby-text", "note":
				return true, m.Skip()
			}
		case markup.Closing:
			if n := len(spans); string(m.Name) == "span" && n > 0 {
				if spans[n-1] {
					if raised--; raised == 0 {
						r.text = appendRaised(r.text, string(run))
						run, s.marked = run[:0], true
					}
				}
				spans = spans[:n-1]
			}
		}
		if len(r.text)+len(run)-from > longestText*utf8.UTFMax {
			return false, errTooLong
		}
		return false, nil
	})
}
