package reader

import (
	"bytes"
	"slices"
	"strconv"
	"time"
	"unicode/utf8"
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
}

// columnStyle is the style of the cells of some columns that have none.
type columnStyle struct {
	until int // the first column behind
	style string
}

// read reads the sheet whose element was just opened.
func (s *openSheet) read(m *markup) error {
	sheet := &Sheet{Name: m.attrText("name"), Hidden: s.hiddenTables[m.attrText("style-name")]}
	if shown, found := m.attr("display"); found && string(shown) == "false" {
		sheet.Hidden = true
	}
	s.sheet, s.row, s.col = sheet, 0, 0
	s.rows = sheetReading{work: s.work, book: &s.book, sheet: sheet}
	err := m.inside(func(found piece) (bool, error) {
		if found != opening {
			return false, nil
		}
		switch string(m.name) {
		case "table-source":
			s.external = true
		case "table-column":
			s.column(m)
		case "table-row":
			if s.external {
				return true, m.skipElement()
			}
			return true, s.readRow(m)
		case "shapes", "forms", "table":
			return true, m.skipElement()
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

func (s *openSheet) column(m *markup) {
	from := 0
	if n := len(s.columns); n > 0 {
		from = s.columns[n-1].until
	}
	repeated := min(max(m.attrNumber("number-columns-repeated", 1), 1), maxCols)
	if from < maxCols {
		s.columns = append(s.columns, columnStyle{min(from+repeated, maxCols), m.attrText("default-cell-style-name")})
	}
}

// defaultStyle is the style of a cell that names none.
func (s *openSheet) defaultStyle(ofRow string, col int) string {
	if ofRow != "" {
		return ofRow
	}
	i, _ := slices.BinarySearchFunc(s.columns, col+1, func(c columnStyle, until int) int { return c.until - until })
	if i < len(s.columns) {
		return s.columns[i].style
	}
	return ""
}

// readRow reads a row and repeats it as often as it says.
func (s *openSheet) readRow(m *markup) error {
	repeated := min(max(m.attrNumber("number-rows-repeated", 1), 1), maxRows)
	visibility := m.attrText("visibility")
	hidden := visibility == "collapse" || visibility == "filter"
	ofRow := m.attrText("default-cell-style-name")
	r := &s.rows
	r.cells, r.text, r.ends, r.shared = r.cells[:0], r.text[:0], r.ends[:0], r.shared[:0]
	r.row, s.col = s.row, 0
	err := m.inside(func(found piece) (bool, error) {
		if found == opening && (string(m.name) == "table-cell" || string(m.name) == "covered-table-cell") {
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
		return errMarkup
	}
	if err := s.room(len(r.cells), repeated); err != nil {
		return err
	}
	if err := r.keep(hidden); err != nil {
		return err
	}
	row := s.sheet.Rows[len(s.sheet.Rows)-1]
	for range repeated - 1 {
		row.At++
		s.sheet.Rows = append(s.sheet.Rows, row)
		s.sheet.Cells += len(row.Cells)
		s.work.cells += len(row.Cells)
	}
	return nil
}

// room checks that so many cells may be added so many times.
func (s *openSheet) room(cells, times int) error {
	if left := s.work.limits.Cells - s.work.cells; cells*times > left {
		return s.work.problem(TooManyCells, nil, "Sheet", s.sheet.Name, "Limit", s.work.limits.Cells)
	}
	return nil
}

// readCell reads a cell and repeats it as often as it says. What a merged
// cell covers is read as well, as it is in workbooks of other formats.
func (s *openSheet) readCell(m *markup, ofRow string) error {
	r := &s.rows
	repeated := min(max(m.attrNumber("number-columns-repeated", 1), 1), maxCols)
	across, down := m.attrNumber("number-columns-spanned", 1), m.attrNumber("number-rows-spanned", 1)
	if (across > 1 || down > 1) && across > 0 && down > 0 && across <= maxCols && down <= maxRows && len(s.sheet.Merged) < mostMerged {
		if last, lastCol := r.row+down-1, s.col+across-1; last < maxRows && lastCol < maxCols {
			s.sheet.Merged = append(s.sheet.Merged, Range{r.row, s.col, last, lastCol})
		}
	}
	from, name := len(r.text), m.attrText("style-name")
	kind, fault := s.value(m)
	percent := kind == 'n' && m.attrText("value-type") == "percentage"
	if err := s.readContent(m, kind == 'S'); err != nil {
		return err
	}
	if s.col += repeated; len(r.text) == from {
		return nil
	}
	if s.col > maxCols {
		return errMarkup
	}
	if fault {
		kind = 'e'
	}
	if err := s.room(len(r.cells)+repeated, 1); err != nil {
		return err
	}
	col := s.col - repeated
	style := func() int {
		if name != "" {
			return s.style(name, percent)
		}
		return s.style(s.defaultStyle(ofRow, col), percent)
	}
	r.col = col
	if err := r.finish(kind, style(), from); err != nil {
		return err
	}
	if repeated == 1 {
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
func (s *openSheet) value(m *markup) (kind byte, fault bool) {
	r := &s.rows
	kindOf, _ := m.attr("value-type")
	switch string(kindOf) {
	case "float", "currency", "percentage":
		if value, found := m.attr("value"); found && isDecimal(value) {
			r.text = append(r.text, value...)
			return 'n', false
		}
	case "date":
		if value, found := m.attr("date-value"); found && isDay(value) {
			r.text = append(r.text, value[:10]...)
			return 'd', false
		}
	case "boolean":
		if value, found := m.attr("boolean-value"); found && len(value) > 0 {
			r.text = append(r.text, value[0])
			return 'b', false
		}
	case "string":
		s.instead = s.instead[:0]
		if value, found := m.attr("string-value"); found {
			s.instead = appendPlain(s.instead, value)
		}
		// LibreOffice marks errors in a name space of its own.
		return 'S', bytes.Contains(m.attrs, []byte(`:value-type="error"`))
	}
	s.instead = s.instead[:0]
	return 'S', false
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
func (s *openSheet) readContent(m *markup, wanted bool) error {
	if !wanted {
		return m.skipElement()
	}
	r := &s.rows
	from, paragraphs := len(r.text), 0
	s.marked = false
	err := m.inside(func(found piece) (bool, error) {
		if found != opening {
			return false, nil
		}
		if string(m.name) != "p" {
			return true, m.skipElement()
		}
		if paragraphs++; paragraphs > 1 {
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
func (s *openSheet) paragraph(m *markup, from int) error {
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
	return m.inside(func(found piece) (bool, error) {
		switch found {
		case characters:
			scratch = m.appendText(scratch[:0])
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
		case opening:
			switch string(m.name) {
			case "s":
				add(bytes.Repeat([]byte(" "), min(max(m.attrNumber("c", 1), 1), longestText)))
				blank = false
			case "tab":
				add([]byte("\t"))
				blank = false
			case "line-break":
				add([]byte("\n"))
				blank = false
			case "span":
				if m.closed {
					break
				}
				high := s.raised[m.attrText("style-name")]
				if spans = append(spans, high); high {
					raised++
				}
			case "annotation", "annotation-end", "frame", "ruby-text", "note":
				return true, m.skipElement()
			}
		case closing:
			if n := len(spans); string(m.name) == "span" && n > 0 {
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
