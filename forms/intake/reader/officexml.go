package reader

import (
	"errors"
	"strings"

	"migraform/forms/markup"
)

// officeXML reads an XML Spreadsheet 2003: a workbook in one text.
func (w *work) officeXML(text []byte) error {
	b := &xmlBook{work: w, ids: map[string]int{}}
	b.styles = []style{{plain: true}}
	err := b.read(markup.NewScanner(w.followed(text)))
	for _, sheet := range w.file.Sheets {
		sheet.styles = b.styles
	}
	var known *Problem
	switch {
	case err == nil:
	case errors.As(err, &known), w.ctx.Err() != nil:
		return err
	case b.sheet != nil:
		return w.problem(DamagedSheet, err, "Sheet", b.sheet.Name, "Cell", Name(max(b.rows.row, 0), max(b.rows.col, 0)))
	default:
		return w.problem(Damaged, err)
	}
	if len(w.file.Sheets) == 0 {
		return w.problem(NoSheets, nil)
	}
	return nil
}

// xmlBook is such a workbook being read.
type xmlBook struct {
	book
	work *work
	ids  map[string]int // of styles, by name

	sheet *Sheet // being read
	rows  sheetReading
}

func (b *xmlBook) read(m *markup.Scanner) error {
	return m.Each(func() error {
		var err error
		switch string(m.Name) {
		case "Style":
			err = b.readStyle(m)
		case "Date1904":
			b.from4 = true
		case "Worksheet":
			err = b.readSheet(m)
		}
		return err
	})
}

// namedFormats are the number formats that have a name instead of a code.
var namedFormats = map[string]string{
	"General Number": "", "Currency": "#,##0.00", "Euro Currency": "#,##0.00", "Fixed": "0.00", "Standard": "#,##0.00", "Percent": "0.00%",
	"Scientific": "0.00E+00", "General Date": "yyyy-mm-dd", "Long Date": "yyyy-mm-dd", "Medium Date": "yyyy-mm-dd", "Short Date": "yyyy-mm-dd",
	"Long Time": "h:mm:ss", "Medium Time": "h:mm:ss", "Short Time": "h:mm:ss",
}

func (b *xmlBook) readStyle(m *markup.Scanner) error {
	name := m.AttrText("ID")
	s := b.styles[b.ids[m.AttrText("Parent")]]
	err := m.Inside(func(found markup.Piece) (bool, error) {
		if found != markup.Opening {
			return false, nil
		}
		switch string(m.Name) {
		case "NumberFormat":
			code := m.AttrText("Format")
			if known, named := namedFormats[code]; named {
				code = known
			}
			indent := s.indent
			s = styleOf(code)
			s.indent = indent
		case "Alignment":
			s.indent = m.AttrNumber("Indent", 0)
		}
		return false, nil
	})
	if len(b.styles) < mostStyles {
		b.ids[name] = len(b.styles)
		b.look(s)
	}
	return err
}

func (b *xmlBook) readSheet(m *markup.Scanner) error {
	w := b.work
	if len(w.file.Sheets) == w.limits.Sheets {
		return w.problem(TooManySheets, nil, "Limit", w.limits.Sheets)
	}
	b.sheet = &Sheet{Name: m.AttrText("Name")}
	w.file.Sheets = append(w.file.Sheets, b.sheet)
	b.rows = sheetReading{work: w, book: &b.book, sheet: b.sheet, xml: m, row: -1}
	column, visible := -1, false
	err := m.Inside(func(found markup.Piece) (bool, error) {
		switch {
		case found == markup.Characters:
			if visible {
				b.sheet.Hidden = strings.HasSuffix(string(m.AppendText(nil)), "Hidden")
			}
			return false, nil
		case m.Is("Visible"):
			visible = found == markup.Opening && !m.Empty
		case found != markup.Opening:
		case m.Is("Column"):
			column = m.AttrNumber("Index", column+2) - 1
			last := column + max(m.AttrNumber("Span", 0), 0)
			if m.AttrIs("Hidden") {
				b.sheet.hideColumns(column, last)
			}
			column = last
		case m.Is("Row"):
			return true, b.readRow()
		}
		return false, nil
	})
	if err == nil {
		b.sheet = nil
	}
	return err
}

func (b *xmlBook) readRow() error {
	r, m := &b.rows, b.rows.xml
	if r.row = m.AttrNumber("Index", r.row+2) - 1; r.row < 0 || r.row >= maxRows {
		return markup.ErrDamaged
	}
	hidden, span := m.AttrIs("Hidden"), min(max(m.AttrNumber("Span", 0), 0), maxRows)
	r.begin()
	err := m.Inside(func(found markup.Piece) (bool, error) {
		if found == markup.Opening && m.Is("Cell") {
			return true, b.readCell()
		}
		return false, nil
	})
	if err != nil {
		return err
	}
	if err := r.keep(hidden); err != nil {
		return err
	}
	r.row += span // blank rows that look alike
	return nil
}

func (b *xmlBook) readCell() error {
	r, m := &b.rows, b.rows.xml
	if r.col = m.AttrNumber("Index", r.col+2) - 1; r.col < 0 || r.col >= maxCols {
		return markup.ErrDamaged
	}
	across, down := max(m.AttrNumber("MergeAcross", 0), 0), max(m.AttrNumber("MergeDown", 0), 0)
	if last, lastCol := r.row+min(down, maxRows), r.col+min(across, maxCols); across+down > 0 && last < maxRows && lastCol < maxCols && len(b.sheet.Merged) < mostMerged {
		b.sheet.Merged = append(b.sheet.Merged, Range{r.row, r.col, last, lastCol})
	}
	styled := b.ids[m.AttrText("StyleID")]
	_, formula := m.Attr("Formula")
	kind, from := byte('n'), len(r.text)
	err := m.Inside(func(found markup.Piece) (bool, error) {
		switch {
		case found != markup.Opening:
			return false, nil
		case m.Is("Data") && !m.Empty:
			var err error
			kind = kindOf(m.AttrText("Type"))
			r.text, err = b.appendData(r.text)
			return true, err
		}
		return true, m.Skip() // remarks and names
	})
	if err != nil {
		return err
	}
	if formula {
		kind = r.result(kind, from)
	}
	if clock, found := strings.CutPrefix(string(r.text[from:]), "1899-12-31T"); found && kind == 'd' && len(clock) >= 8 {
		kind, r.text = 'C', append(r.text[:from], clock[:8]...)
	}
	if err := r.finish(kind, styled, from); err != nil {
		return err
	}
	r.col += min(across, maxCols)
	return nil
}

func kindOf(name string) byte {
	switch name {
	case "Number":
		return 'n'
	case "DateTime":
		return 'd'
	case "Boolean":
		return 'b'
	case "Error":
		return 'e'
	}
	return 'S'
}

// appendData appends the text of the element that was just opened. What is
// raised is written with raised characters, as richText does.
func (b *xmlBook) appendData(text []byte) ([]byte, error) {
	m, from := b.rows.xml, len(text)
	raised := 0
	var run []byte
	err := m.Inside(func(found markup.Piece) (bool, error) {
		switch {
		case found == markup.Characters && raised > 0:
			run = m.AppendText(run)
		case found == markup.Characters:
			text = m.AppendText(text)
		case found == markup.Opening && m.Is("Sup") && !m.Empty:
			raised++
		case found == markup.Closing && m.Is("Sup"):
			if raised--; raised <= 0 {
				text, run, raised = appendRaised(text, string(run)), run[:0], 0
			}
		}
		if len(text)+len(run)-from > longestText*4 {
			return false, errTooLong
		}
		return false, nil
	})
	return text, err
}
