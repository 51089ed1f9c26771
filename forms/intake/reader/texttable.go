package reader

import (
	"bytes"
	"unicode/utf8"

	"migraform/forms/words"
)

// textTable reads a table written as text: one line a row, cells apart by
// tabs, semicolons, bars, carets or commas, whichever does so consistently.
func (w *work) textTable(content []byte) error {
	text, err := w.decode(content)
	if err != nil {
		return err
	}
	for _, start := range []string{"ID;P", "TABLE\r\n0,1\r\n", "TABLE\n0,1\n", `{\rtf`, "socialcalc:"} {
		if bytes.HasPrefix(text, []byte(start)) {
			return w.problem(NotWorkbook, nil) // a workbook in a form of its own
		}
	}
	text, separator := saidSeparator(text)
	if separator == 0 {
		separator = separatorOf(text)
	}
	sheet := &Sheet{}
	w.file.Sheets = append(w.file.Sheets, sheet)
	return w.lines(text, separator, sheet)
}

// saidSeparator reads the line "sep=;" by which a file tells Excel what parts
// its cells. Excel does not show that line, and does not count it.
func saidSeparator(text []byte) (rest []byte, separator byte) {
	line, rest, _ := bytes.Cut(text[:min(len(text), 16)], []byte("\n"))
	line = bytes.Trim(bytes.TrimRight(line, "\r"), `"`)
	if len(line) == 5 && bytes.EqualFold(line[:4], []byte("sep=")) {
		return text[min(len(text), 16)-len(rest):], line[4]
	}
	return text, 0
}

// separatorOf tells what stands between the cells: of the characters in
// question, the first one that stands equally often in most of the lines. The
// comma comes last, since it also groups digits and marks decimals.
func separatorOf(text []byte) byte {
	best, bestShare := byte(','), 0.0
	for _, separator := range []byte{'\t', ';', '|', '^', ','} {
		counts := map[int]int{}
		lines, rest := 0, text
		for lines < 300 && len(rest) > 0 {
			n, quoted, i, filled := 0, false, 0, false
			for ; i < len(rest); i++ {
				c := rest[i]
				if c == '"' {
					quoted = !quoted
				} else if (c == '\n' || c == '\r') && !quoted {
					break
				} else if c == separator && !quoted {
					n++
				}
				filled = filled || c > ' '
			}
			rest = rest[min(i+1, len(rest)):]
			if filled {
				counts[n]++
				lines++
			}
		}
		for n, times := range counts {
			share := float64(times) / float64(lines)
			if n > 0 && share >= 0.5 && share > bestShare+0.1 {
				best, bestShare = separator, share
			}
		}
	}
	if bestShare == 0 {
		// No regular table: the one that stands there at all.
		most := 0
		for _, separator := range []byte{',', ';', '\t'} {
			if n := bytes.Count(text[:min(len(text), 1<<16)], []byte{separator}); n > most {
				best, most = separator, n
			}
		}
	}
	return best
}

// lines cuts the text into rows and cells. Quotes may hold separators, line
// ends and doubled quotes; a quote inside an unquoted cell is a character. A
// quote that never ends is taken as a character too, so that it cannot
// swallow the rest of the file.
func (w *work) lines(text []byte, separator byte, sheet *Sheet) error {
	r := &sheetReading{work: w, book: &book{}, sheet: sheet}
	r.begin()
	before := 0 // cells of the row above
	for pos := 0; pos < len(text); {
		r.col++
		from := len(r.text)
		if text[pos] == '"' {
			var size int
			r.text, size = quoted(r.text, text[pos:])
			pos += size
		}
		end := pos
		for end < len(text) && text[end] != separator && text[end] != '\n' && text[end] != '\r' {
			end++
		}
		r.text = append(r.text, text[pos:end]...)
		if err := r.endText(from); err != nil {
			return w.problem(DamagedSheet, err, "Sheet", sheet.Name, "Cell", Name(r.row, r.col))
		}
		if pos = end + 1; end == len(text) || text[end] == separator && pos < len(text) {
			continue
		}
		if text[end] == '\r' && pos < len(text) && text[pos] == '\n' {
			pos++
		}
		if err := r.keep(false); err != nil {
			return err
		}
		before = r.col + 1
		r.begin()
		if r.row++; r.row&0xFFF == 0 {
			if err := w.ctx.Err(); err != nil {
				return err
			}
			w.report(float64(pos) / float64(len(text)))
		}
	}
	if r.col >= 0 && r.col+1 < before {
		w.file.Remarks = append(w.file.Remarks, words.Say("reader.cut", "File", w.file.Name, "Line", r.row+1))
	}
	return r.keep(false)
}

// endText ends a cell of a text table. Blanks are no cell.
func (s *sheetReading) endText(from int) error {
	cell := s.text[from:]
	if len(cell) > longestText*utf8.UTFMax {
		return errTooLong
	}
	if s.col >= maxCols {
		return errTooWide
	}
	cell = asWritten(cell)
	s.text = append(s.text[:from], cell...)
	if len(bytes.TrimSpace(cell)) == 0 {
		s.text = s.text[:from]
	}
	return s.finish('S', 0, from)
}

// asWritten takes off the ="…" by which a file keeps Excel from changing a
// text such as 0012.
func asWritten(cell []byte) []byte {
	if len(cell) >= 3 && cell[0] == '=' && cell[1] == '"' && cell[len(cell)-1] == '"' {
		return cell[2 : len(cell)-1]
	}
	return cell
}

// quoted appends the cell that begins with a quote, and returns how long it
// is, or 0 where it does not end within reason.
func quoted(to, text []byte) ([]byte, int) {
	before := len(to)
	for i := 1; i < len(text) && i < longestText; i++ {
		if text[i] != '"' {
			to = append(to, text[i])
			continue
		}
		if i+1 < len(text) && text[i+1] == '"' {
			to = append(to, '"')
			i++
			continue
		}
		return to, i + 1
	}
	return to[:before], 0
}
