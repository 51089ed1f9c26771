package sheet

import "strings"

// Encode writes a block of cells as Excel and LibreOffice put it on the clipboard as plain text: tabs between
// cells, CR LF after every row, and quotes round a cell that holds a tab, a line break, or begins with a quote.
func Encode(block [][]string) string {
	var b strings.Builder
	for _, row := range block {
		for i, cell := range row {
			if i > 0 {
				b.WriteByte('\t')
			}
			if strings.ContainsAny(cell, "\t\r\n") || strings.HasPrefix(cell, `"`) {
				b.WriteByte('"')
				b.WriteString(strings.ReplaceAll(cell, `"`, `""`))
				b.WriteByte('"')
				continue
			}
			b.WriteString(cell)
		}
		b.WriteString("\r\n")
	}
	return b.String()
}

// Decode reads a block of cells from the clipboard's text. Rows end with LF, CR LF or CR; the last row may lack its
// end. A quote counts as quoting only where it opens a cell and its partner closes it; else it is a character as
// any other. Short rows are filled with empty cells. Text without any character holds no cell.
func Decode(text string) [][]string {
	text = strings.TrimRight(strings.TrimPrefix(text, "\ufeff"), "\x00")
	var block [][]string
	wide := 0
	for len(text) > 0 {
		var row []string
		for {
			cell, rest, end := decodeCell(text)
			row = append(row, cell)
			text = rest
			if end {
				break
			}
		}
		block = append(block, row)
		wide = max(wide, len(row))
	}
	for i := range block {
		for len(block[i]) < wide {
			block[i] = append(block[i], "")
		}
	}
	return block
}

// decodeCell takes one cell and the mark that ends it; end is true after the last cell of a row.
func decodeCell(text string) (cell, rest string, end bool) {
	if strings.HasPrefix(text, `"`) {
		if cell, rest, end, ok := decodeQuoted(text[1:]); ok {
			return cell, rest, end
		}
	}
	i := strings.IndexAny(text, "\t\r\n")
	if i < 0 {
		return text, "", true
	}
	rest, end = pastMark(text[i:])
	return text[:i], rest, end
}

func decodeQuoted(text string) (cell, rest string, end, ok bool) {
	var b strings.Builder
	for {
		i := strings.IndexByte(text, '"')
		if i < 0 {
			return "", "", false, false
		}
		b.WriteString(text[:i])
		text = text[i+1:]
		switch {
		case text == "":
			return unify(b.String()), "", true, true
		case text[0] == '"':
			b.WriteByte('"')
			text = text[1:]
		case text[0] == '\t' || text[0] == '\r' || text[0] == '\n':
			rest, end = pastMark(text)
			return unify(b.String()), rest, end, true
		default:
			return "", "", false, false
		}
	}
}

// unify makes line breaks within a cell LF, whatever the other program wrote.
func unify(s string) string { return strings.ReplaceAll(s, "\r\n", "\n") }

func pastMark(text string) (rest string, end bool) {
	switch {
	case text[0] == '\t':
		return text[1:], false
	case strings.HasPrefix(text, "\r\n"):
		return text[2:], true
	default:
		return text[1:], true
	}
}
