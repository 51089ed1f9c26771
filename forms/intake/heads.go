package intake

import (
	"slices"
	"strings"

	"migraform/forms/intake/label"
	"migraform/forms/intake/reader"
)

const mostHeads = 8

// heads finds the rows of labels above a block, and the titles above those.
// No row at or above the end of the block before is taken.
func (s *SheetReading) heads(b *Block, after int, decided []int) {
	sheet := s.grid.sheet
	first := b.Rows[0]
	if len(decided) > 0 {
		for _, r := range decided {
			if r-1 < first && r-1 > after {
				b.Heads = append(b.Heads, r-1)
			}
		}
		slices.Sort(b.Heads)
	} else {
		below := first
		for i := s.rowIndexBefore(first); i >= 0 && sheet.Rows[i].At > after && len(b.Heads) < mostHeads; i-- {
			at := sheet.Rows[i].At
			gap := below - at - 1
			if gap > 3 || !s.isHeadRow(b, at, gap) {
				if s.blankRow(i) || b.shared && s.blankFor(b, i) {
					continue
				}
				if len(b.Heads) == 0 && s.besideOnly(b, i) {
					below = at
					continue
				}
				break
			}
			b.Heads = append(b.Heads, at)
			below = at
		}
		slices.Reverse(b.Heads)
	}
	top := first
	if len(b.Heads) > 0 {
		top = b.Heads[0]
	}
	for i := s.rowIndexBefore(top); i >= 0 && sheet.Rows[i].At > after && len(b.Titles) < 20; i-- {
		var line []string
		remark := false
		for j := range sheet.Rows[i].Cells {
			if text := tidy(&sheet.Rows[i].Cells[j]); text != "" && sheet.Rows[i].Cells[j].Kind == reader.Text {
				line = append(line, text)
				remark = remark || isRemark(text)
			}
		}
		if remark {
			b.Notes = append(b.Notes, line...)
			continue
		}
		slices.Reverse(line)
		b.Titles = append(b.Titles, line...)
	}
	slices.Reverse(b.Titles)
}

// besideOnly reports whether a row has text in the label columns alone: the
// name of the rows, or of the first group of them, below the heads.
func (s *SheetReading) besideOnly(b *Block, i int) bool {
	if len(s.grid.sheet.Rows[i].Cells) > 3 && !b.shared {
		return false
	}
	for j, c := range s.grid.sheet.Rows[i].Cells {
		if b.shared && !b.spans(int(c.Col)) {
			continue
		}
		if kind := s.grid.classes[i][j]; kind != empty && (kind != wording && kind != year || !slices.Contains(b.Stubs, int(c.Col)) || isRemark(c.Text)) {
			return false
		}
	}
	return true
}

func (s *SheetReading) blankRow(i int) bool {
	for _, c := range s.grid.classes[i] {
		if c != empty {
			return false
		}
	}
	return true
}

// blankFor reports whether a row is blank within a block's own columns, where
// another table stands beside it.
func (s *SheetReading) blankFor(b *Block, i int) bool {
	for j, c := range s.grid.sheet.Rows[i].Cells {
		if s.grid.classes[i][j] != empty && b.spans(int(c.Col)) {
			return false
		}
	}
	return true
}

// spans reports whether a column lies between the block's first and last.
func (b *Block) spans(col int) bool {
	first := b.Columns[0]
	for _, stub := range b.Stubs {
		first = min(first, stub)
	}
	return col >= first && col <= b.Columns[len(b.Columns)-1]
}

func (s *SheetReading) rowIndexBefore(at int) int {
	i, _ := slices.BinarySearchFunc(s.grid.sheet.Rows, at, func(r reader.Row, at int) int { return r.At - at })
	return i - 1
}

// isHeadRow tells a row of labels from a title. Titles stand in one cell; a
// label that stands alone over the figures is one only where it is merged
// across them, or close above other labels.
func (s *SheetReading) isHeadRow(b *Block, at, gap int) bool {
	over, beside, wide := 0, 0, false
	alone := ""
	row := s.grid.sheet.Row(at)
	isColumn := map[int]bool{}
	for _, col := range b.Columns {
		isColumn[col] = true
	}
	for j := range row.Cells {
		c := &row.Cells[j]
		text := tidy(c)
		if text == "" {
			continue
		}
		switch {
		case isColumn[int(c.Col)]:
			over++
			alone = text
			if m, ok := s.merged[place{at, int(c.Col)}]; ok && m.LastCol > m.Col {
				wide = true
			}
		case slices.Contains(b.Stubs, int(c.Col)):
			beside++
			if m, ok := s.merged[place{at, int(c.Col)}]; ok && m.LastCol >= b.Columns[0] {
				return false // a title across the table
			}
		}
	}
	switch {
	case over >= 2:
		return true
	case over == 0:
		return false
	case isRemark(alone):
		return false
	case wide:
		return true
	}
	return gap == 0 && len(alone) <= 160 && (beside > 0 || len(b.Heads) > 0 || len(b.Columns) == 1)
}

// isRemark reports whether a line tells about the publication, not about the
// figures.
func isRemark(line string) bool {
	folded := label.Fold(line)
	for _, start := range remarkWords {
		if rest, ok := strings.CutPrefix(folded, start); ok && (rest == "" || rest[0] == ' ') {
			return true
		}
	}
	return strings.HasPrefix(folded, "publi") || strings.HasPrefix(folded, "last updat") || strings.Contains(line, "://") || strings.Contains(line, "©") || strings.Contains(folded, "updated") || strings.Contains(line, "/Rev.")
}

// remarkWords are what lines about the publication begin with, folded.
var remarkWords = []string{"source", "sources", "copyright", "suggested citation", "note", "notes", "extracted", "date extracted", "data extracted", "workbook", "contact", "released", "date of", "next publication", "inquiries", "enquiries", "telephone", "united nations",
	"fuente", "fuentes", "citation", "stand", "quelle", "fonte", "bron", "kilde", "kalla", "zrodlo", "kaynak", "источник", "المصدر", "资料来源", "資料", "lecture", "champ", "nota", "notas", "anmerkung", "latest update", "dataset"}

type place struct{ row, col int }

// headTexts returns the label over each figure column in a head row. A label
// reaches as far as it is merged; where nothing is merged, an upper label
// reaches to the next one under the same label above.
func (s *SheetReading) headTexts(b *Block, at int, above []string, deepest bool) []string {
	texts := make([]string, len(b.Columns))
	own := 0
	for _, col := range b.Columns {
		if s.grid.text(at, col) != "" {
			own++
		}
	}
	reaches := !deepest && (own*10 < len(b.Columns)*8 || len(b.Columns) < 10) // else a blank is a label that lacks
	for i, col := range b.Columns {
		text := s.grid.text(at, col)
		if text == "" {
			if m, ok := s.cover(at, col); ok {
				text = s.grid.text(m.Row, m.Col)
			}
		}
		if text == "" && reaches && i > 0 && texts[i-1] != "" && (above == nil || above[i] == above[i-1]) {
			text = texts[i-1]
		}
		texts[i] = text
	}
	return texts
}

// cover returns the merged range that a place lies in.
func (s *SheetReading) cover(row, col int) (reader.Range, bool) {
	ranges := s.covers[col]
	i, _ := slices.BinarySearchFunc(ranges, row+1, func(m reader.Range, row int) int { return m.Row - row })
	// Ranges do not overlap in files that spreadsheet programs write.
	if i > 0 && ranges[i-1].LastRow >= row {
		return ranges[i-1], true
	}
	return reader.Range{}, false
}
