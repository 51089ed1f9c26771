package intake

import (
	"context"
	"slices"
	"strings"

	"migraform/forms/intake/label"
	"migraform/forms/intake/reader"
)

// farApart is the number of rows without figures that end a table.
const farApart = 6

// mostBlocks bounds the tables of one sheet, so that a sheet made to confuse
// costs no more than others.
const mostBlocks = 1000

// blocks finds the tables of a sheet: runs of rows with figures, between
// heads and notes.
func (s *SheetReading) blocks(ctx context.Context, decided SheetDecision) error {
	g := s.grid
	rows := g.sheet.Rows
	figuresIn := make([]int, g.sheet.Width) // of the run under way, by column
	textIn := make([]int, g.sheet.Width)
	var run []int // indexes of rows
	finish := func() {
		if len(run) > 0 {
			run = s.marksAbove(run, figuresIn, textIn)
			if len(s.Blocks) < mostBlocks {
				before := len(s.Blocks)
				s.block(run, figuresIn, textIn)
				for _, b := range s.Blocks[before:] {
					b.shared = len(s.Blocks) > before+1
				}
			} else {
				s.more = true
			}
			clear(figuresIn)
			clear(textIn)
		}
		run = nil
	}
	isHead := map[int]bool{}
	lastHead := -1
	for _, r := range decided.Heads {
		isHead[r-1] = true
		lastHead = max(lastHead, r-1)
	}
	for i := range rows {
		if i&0xFFF == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		if isHead[rows[i].At] || rows[i].At < lastHead {
			finish()
			continue
		}
		body, head := g.nature(i, len(run) > 0)
		if (body || head) && len(run) > 0 && g.yearsAmongNames(i, figuresIn, textIn) {
			continue // a group of rows begins
		}
		if body && len(run) > 0 && g.onlyYears(i) && mostlyLabelled(textIn, len(run)) {
			body, head = false, true
		}
		if body && len(run) > 0 && g.headAgain(i, figuresIn, textIn) {
			body, head = false, true
		}
		if len(run) > 0 {
			if head || rows[i].At-rows[run[len(run)-1]].At > farApart || !body && g.interrupts(i, figuresIn, textIn, rows[i].At-rows[i-1].At > 1) {
				finish()
			}
		}
		if !body {
			continue
		}
		run = append(run, i)
		for j, c := range rows[i].Cells {
			switch g.classes[i][j] {
			case number, year, mark:
				figuresIn[c.Col]++
			case wording:
				textIn[c.Col]++
			}
		}
	}
	finish()
	// Tables side by side need not begin in the same row.
	slices.SortStableFunc(s.Blocks, func(a, b *Block) int { return a.Rows[0] - b.Rows[0] })
	return nil
}

// marksAbove adds the rows right above a table whose figures are all signs
// for missing ones, as its first rows may be.
func (s *SheetReading) marksAbove(run []int, figuresIn, textIn []int) []int {
	rows := s.grid.sheet.Rows
	for i := run[0] - 1; i >= 0 && rows[i].At == rows[i+1].At-1; i-- {
		marks := 0
		for j, c := range rows[i].Cells {
			isFigure := figuresIn[c.Col] > textIn[c.Col]
			switch s.grid.classes[i][j] {
			case mark:
				if isFigure {
					marks++
				}
			case wording:
				if isFigure {
					return run
				}
			case number, year:
				return run
			}
		}
		if marks == 0 {
			return run
		}
		run = slices.Insert(run, 0, i)
	}
	return run
}

// nature tells whether a row holds figures, and whether it is a row of years.
func (g *grid) nature(i int, inside bool) (body, head bool) {
	numbers, years, marks, texts := 0, 0, 0, 0
	last, step, steady, strict := 0, 0, true, true
	for j, c := range g.classes[i] {
		switch c {
		case number:
			numbers++
		case mark:
			marks++
		case wording:
			texts++
		case year:
			years++
			n := 0
			for k, d := range label.WesternDigits(strings.TrimSpace(g.sheet.Rows[i].Cells[j].Text)) {
				if k == 4 {
					break
				}
				n = n*10 + int(d-'0')
			}
			if years > 1 && (n-last > 10 || last-n > 10 || years > 2 && n != last && step != 0 && (n > last) != (step > 0)) {
				strict = false
			}
			if years > 1 && n != last {
				if n-last > 0 && step < 0 || n-last < 0 && step > 0 {
					// A new group of the same years begins: 2015 2016 2015 2016.
					steady = steady && years > 2
				} else {
					step = n - last
				}
			}
			last = n
		}
	}
	switch {
	case numbers > 0:
		return true, false
	case years >= 2 && marks == 0 && steady && (!inside || years >= 3 && strict && texts <= 2):
		return false, true
	case years == 1 && marks == 0:
		// A single year is a head where a table has not yet begun.
		return inside, false
	case years > 0:
		return true, false
	}
	return marks > 1 || marks == 1 && (inside || texts <= 2), false
}

// interrupts reports whether a row of text stands where the table so far has
// figures: the head of the next one.
func (g *grid) interrupts(i int, figuresIn, textIn []int, apart bool) bool {
	over, named := 0, false
	for j, c := range g.sheet.Rows[i].Cells {
		switch {
		case g.classes[i][j] != wording:
		case figuresIn[c.Col] > textIn[c.Col]:
			over++
		default:
			concept, _ := label.HeadOf(c.Text)
			named = named || concept != ""
		}
	}
	return over >= 2 || over == 1 && (apart || named)
}

// yearsAmongNames reports whether a row holds years by themselves in columns
// of names.
func (g *grid) yearsAmongNames(i int, figuresIn, textIn []int) bool {
	years := 0
	for j, c := range g.sheet.Rows[i].Cells {
		switch g.classes[i][j] {
		case empty:
		case year:
			if years++; textIn[c.Col] <= figuresIn[c.Col] {
				return false
			}
		default:
			return false
		}
	}
	return years > 0
}

// headAgain reports whether a row is the head of another table below the one
// so far: years over the figures, and a word for what is listed over the names.
func (g *grid) headAgain(i int, figuresIn, textIn []int) bool {
	named, years := 0, 0
	for j, c := range g.sheet.Rows[i].Cells {
		switch g.classes[i][j] {
		case empty:
		case year:
			years++
		case wording:
			if concept, key := label.HeadOf(c.Text); concept == "" && !key || textIn[c.Col] <= figuresIn[c.Col] {
				return false
			}
			named++
		default:
			return false
		}
	}
	return named > 0 && years > 0
}

// onlyYears reports whether a row holds years and nothing else.
func (g *grid) onlyYears(i int) bool {
	for _, c := range g.classes[i] {
		if c != year && c != empty {
			return false
		}
	}
	return true
}

// mostlyLabelled reports whether most rows of a run have text in one column.
func mostlyLabelled(textIn []int, rows int) bool {
	for _, n := range textIn {
		if n*10 >= rows*8 {
			return true
		}
	}
	return false
}

// block makes a table of a run of rows, or several where they stand side by
// side, each with its own labels.
func (s *SheetReading) block(run []int, figuresIn, textIn []int) {
	var part columns
	if len(s.decided.Stubs) > 0 {
		s.decidedColumns(run, figuresIn, textIn)
		return
	}
	for col, n := range figuresIn {
		another := len(part.figures) > 0 && s.beginsAnother(run, col, part, textIn, figuresIn)
		if another {
			s.blockOf(run, part, figuresIn, textIn)
			part = columns{}
		}
		switch {
		case n > 0 && n >= textIn[col]:
			if s.isKey(run, col, len(part.figures) == 0) || another {
				part.labels = append(part.labels, col)
			} else {
				part.figures = append(part.figures, col)
			}
		case n+textIn[col] > 0:
			part.labels = append(part.labels, col)
		}
	}
	s.blockOf(run, part, figuresIn, textIn)
}

// decidedColumns makes a table where a person said which columns are labels,
// or several where labels stand again behind figures.
func (s *SheetReading) decidedColumns(run []int, figuresIn, textIn []int) {
	var part columns
	for col, n := range figuresIn {
		switch {
		case slices.Contains(s.decided.Stubs, reader.ColumnName(col)):
			if len(part.figures) > 0 {
				s.blockOf(run, part, figuresIn, textIn)
				part = columns{}
			}
			part.labels = append(part.labels, col)
		case n > 0:
			part.figures = append(part.figures, col)
		}
	}
	s.blockOf(run, part, figuresIn, textIn)
}

type columns struct{ labels, figures []int }

// beginsAnother reports whether a column to the right of figures labels
// further figures, which follow it: it says again what the labels at the left
// say, stands under the same head, or holds names behind an empty column.
func (s *SheetReading) beginsAnother(run []int, col int, part columns, textIn, figuresIn []int) bool {
	isText := func(c int) bool { return textIn[c] > figuresIn[c] }
	isEmpty := func(c int) bool { return figuresIn[c]+textIn[c] == 0 }
	if isEmpty(col) {
		return false
	}
	if !isText(col) {
		// Years or codes again, between the figures.
		if len(part.labels) == 0 || col+1 >= len(figuresIn) || isEmpty(col+1) {
			return false
		}
		head := s.headAbove(run[0], col)
		return s.mirrors(run, col, part.labels[0]) || head != "" && head == s.headAbove(run[0], part.labels[0])
	}
	last := col
	for last+1 < len(figuresIn) && isText(last+1) {
		last++
	}
	follows := 0
	for next := last + 1; next < len(figuresIn) && next < last+4 && !isText(next); next++ {
		if figuresIn[next]*10 >= len(run)*6 || figuresIn[next]*10 >= textIn[last]*6 && figuresIn[next] > 1 {
			follows++
		}
	}
	if follows == 0 || textIn[last]*10 < len(run)*6 && (!isEmpty(col-1) || textIn[last]*10 < len(run)*3) {
		return false
	}
	if isEmpty(col - 1) {
		return true
	}
	for _, left := range part.labels {
		if s.mirrors(run, last, left) {
			return true
		}
	}
	if len(part.labels) == 0 || part.labels[0] > part.figures[0] {
		return false
	}
	left := part.labels[len(part.labels)-1]
	if head := s.headAbove(run[0], col); head != "" && head == s.headAbove(run[0], part.labels[0]) {
		return true
	}
	concept := s.conceptIn(run, last)
	return concept != label.Item && concept == s.conceptIn(run, left)
}

// conceptIn is what the texts of a column are.
func (s *SheetReading) conceptIn(run []int, col int) label.Concept {
	var texts []string
	for _, i := range run[:min(len(run), 60)] {
		if text := tidy(s.grid.sheet.Rows[i].Cell(col)); text != "" {
			texts = append(texts, text)
		}
	}
	return conceptOf(texts, "")
}

// mirrors reports whether two columns hold the same, row by row.
func (s *SheetReading) mirrors(run []int, col, other int) bool {
	same, all := 0, 0
	for _, i := range run[:min(len(run), 200)] {
		row := &s.grid.sheet.Rows[i]
		one, two := tidy(row.Cell(col)), tidy(row.Cell(other))
		if one == "" && two == "" {
			continue
		}
		all++
		if one == two {
			same++
		}
	}
	return all >= 3 && same*10 >= all*8
}

func (s *SheetReading) blockOf(run []int, part columns, figuresIn, textIn []int) {
	g := s.grid
	b := &Block{sheet: s, Columns: part.figures, Stubs: part.labels}
	if len(b.Columns) == 0 {
		// Nothing but codes, it seems: then the last column is figures after
		// all, unless its head calls it otherwise.
		if len(b.Stubs) < 2 {
			return
		}
		last := len(b.Stubs) - 1
		col := b.Stubs[last]
		if concept, key := label.HeadOf(s.headAbove(run[0], col)); figuresIn[col] <= textIn[col] || concept != "" || key {
			return
		}
		b.Columns, b.Stubs = []int{col}, b.Stubs[:last]
	}
	// Text columns to the right of the figures are remarks, not labels,
	// unless nothing stands at the left or their head says what they are.
	var left []int
	for _, col := range b.Stubs {
		if col < b.Columns[0] || s.headIsKnown(run, col) {
			left = append(left, col)
		}
	}
	b.beside = b.Stubs
	if len(left) > 0 {
		b.Stubs = left
	}
	b.flags = map[int]bool{}
	for _, col := range b.beside {
		if col > 0 && col > b.Columns[0] && s.holdsFlags(run, col) {
			b.flags[col] = true
		}
	}
	figures := 0
	isFigure := make([]bool, g.sheet.Width)
	for _, col := range b.Columns {
		isFigure[col] = true
	}
	for _, i := range run {
		if !g.holdsFigure(i, isFigure) {
			continue // of the table beside
		}
		b.Rows = append(b.Rows, g.sheet.Rows[i].At)
		for _, c := range g.classes[i] {
			if c == number || c == year || c == mark {
				figures++
			}
		}
	}
	if figures >= 2 && len(b.Rows) > 0 {
		s.Blocks = append(s.Blocks, b)
	}
}

// holdsFigure reports whether a row holds a figure, or stands for one, in one
// of some columns.
func (g *grid) holdsFigure(i int, in []bool) bool {
	for j, c := range g.sheet.Rows[i].Cells {
		if in[c.Col] {
			switch g.classes[i][j] {
			case number, year, mark:
				return true
			}
		}
	}
	return false
}

// holdsFlags reports whether all texts of a column are letters that offices
// set beside figures: p, e, b, bp.
func (s *SheetReading) holdsFlags(run []int, col int) bool {
	for _, i := range run {
		text := tidy(s.grid.sheet.Rows[i].Cell(col))
		if len(text) > 3 || strings.Trim(text, "bcdefnprsuz ") != "" {
			return false
		}
	}
	return true
}

// isKey reports whether a column of numbers holds codes, serial numbers or
// years that label the rows rather than figures.
func (s *SheetReading) isKey(run []int, col int, leading bool) bool {
	g := s.grid
	sheet := g.sheet
	head := s.headAbove(run[0], col)
	concept, key := label.HeadOf(head)
	if key {
		return true
	}
	if !leading && concept == "" {
		return false
	}
	years, serial, numbers, areas, previous := 0, true, 0, 0, ""
	backward := true
	distinct := map[string]bool{}
	for n, i := range run {
		c := sheet.Rows[i].Cell(col)
		if c == nil {
			continue
		}
		text := strings.TrimSpace(c.Text)
		if text == "" {
			continue
		}
		numbers++
		if couldBeYear(text) || couldBeYear(bareYear(text)) {
			years++
		}
		if len(distinct) < 2000 {
			distinct[text] = true
			if _, ok := label.AreaOfCode(text); ok {
				areas++
			}
		}
		if serial && n > 0 && previous != "" && !follows(previous, text) {
			serial = false
		}
		if previous != "" && !follows(text, previous) {
			backward = false
		}
		previous = text
		if n > 5000 {
			break
		}
	}
	if numbers == 0 {
		return false
	}
	switch {
	case concept == label.Time && years == numbers, concept == label.Age && len(distinct) > 1 && !s.wide(run, col):
		return true
	case leading && serial && numbers >= 5 && numbers >= len(run)-1 && !couldBeYear(strings.TrimSpace(head)):
		return true
	case leading && years == numbers && (numbers >= 3 || numbers == 2 && (serial || backward) && head == "") && !couldBeYear(strings.TrimSpace(head)):
		return true
	case leading && numbers >= 20 && len(distinct) == numbers && areas*10 >= numbers*9 && !couldBeYear(strings.TrimSpace(head)):
		return true
	}
	return false
}

// wide reports whether a column is one of several under heads alike, so that
// its head names a figure's age and not an axis.
func (s *SheetReading) wide(run []int, col int) bool {
	return label.Fold(s.headAbove(run[0], col)) == label.Fold(s.headAbove(run[0], col+1))
}

func follows(a, b string) bool {
	if len(a) > 9 || len(b) > 9 {
		return false
	}
	m, n := 0, 0
	for _, pair := range []struct {
		s  string
		to *int
	}{{a, &m}, {b, &n}} {
		for _, d := range pair.s {
			if d < '0' || d > '9' {
				return false
			}
			*pair.to = *pair.to*10 + int(d-'0')
		}
	}
	return n == m+1
}

// headAbove returns the first text above a row in a column, within reach.
func (s *SheetReading) headAbove(rowIndex, col int) string {
	rows := s.grid.sheet.Rows
	at := rows[rowIndex].At
	for i := rowIndex - 1; i >= 0 && at-rows[i].At <= 8; i-- {
		if text := tidy(rows[i].Cell(col)); text != "" {
			return text
		}
	}
	return ""
}

func (s *SheetReading) headIsKnown(run []int, col int) bool {
	concept, _ := label.HeadOf(s.headAbove(run[0], col))
	return concept != ""
}
