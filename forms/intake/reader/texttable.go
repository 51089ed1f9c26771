package reader

import (
	"bytes"
	"unicode/utf8"
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
	var cells []Cell
	var row []byte
	var ends []int
	at, col, pos := 0, 0, 0
	keep := func(from, to int) error {
		if from, to = asWritten(row, from, to); len(bytes.TrimSpace(row[from:to])) > 0 {
			if to-from > longestText*utf8.UTFMax {
				return w.problem(DamagedSheet, errTooLong, "Sheet", sheet.Name, "Cell", Name(at, col))
			}
			cells = append(cells, Cell{Col: int32(col)})
			ends = append(ends, from, to)
		}
		if col++; col > maxCols {
			return w.problem(DamagedSheet, nil, "Sheet", sheet.Name, "Cell", Name(at, col))
		}
		return nil
	}
	finish := func() error {
		if len(cells) > 0 {
			if w.cells += len(cells); w.cells > w.limits.Cells {
				return w.problem(TooManyCells, nil, "Sheet", sheet.Name, "Limit", w.limits.Cells)
			}
			all := string(row)
			kept := make([]Cell, len(cells))
			for i, cell := range cells {
				cell.Text = all[ends[2*i]:ends[2*i+1]]
				kept[i] = cell
			}
			sheet.Rows = append(sheet.Rows, Row{At: at, Cells: kept})
			sheet.Cells += len(kept)
			sheet.Width = max(sheet.Width, int(kept[len(kept)-1].Col)+1)
		}
		cells, row, ends, col = cells[:0], row[:0], ends[:0], 0
		at++
		if at&0xFFF == 0 {
			if err := w.ctx.Err(); err != nil {
				return err
			}
			w.report(float64(pos) / float64(len(text)))
		}
		return nil
	}
	for pos < len(text) {
		from := len(row)
		if text[pos] == '"' {
			if end, cell := quoted(text[pos:], row); end > 0 {
				row, pos = cell, pos+end
			}
		}
		for pos < len(text) && text[pos] != separator && text[pos] != '\n' && text[pos] != '\r' {
			row = append(row, text[pos])
			pos++
		}
		if err := keep(from, len(row)); err != nil {
			return err
		}
		if pos == len(text) {
			break
		}
		if text[pos] == separator {
			pos++
			continue
		}
		if text[pos] == '\r' && pos+1 < len(text) && text[pos+1] == '\n' {
			pos++
		}
		pos++
		if err := finish(); err != nil {
			return err
		}
	}
	return finish()
}

// asWritten takes off the ="…" by which a file keeps Excel from changing a
// text such as 0012.
func asWritten(row []byte, from, to int) (int, int) {
	if cell := row[from:to]; len(cell) >= 3 && cell[0] == '=' && cell[1] == '"' && cell[len(cell)-1] == '"' {
		return from + 2, to - 1
	}
	return from, to
}

// quoted appends the cell that begins with a quote, and returns where it
// ends, or 0 where it does not end within reason.
func quoted(text, row []byte) (int, []byte) {
	for i := 1; i < len(text) && i < longestText; i++ {
		if text[i] != '"' {
			row = append(row, text[i])
			continue
		}
		if i+1 < len(text) && text[i+1] == '"' {
			row = append(row, '"')
			i++
			continue
		}
		return i + 1, row
	}
	return 0, nil
}
