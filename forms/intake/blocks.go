package intake

import (
	"context"
	"slices"
	"strings"

	"migraform/forms/intake/label"
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
	above := rowsAbove(decided.Heads)
	for i := range rows {
		if i&0xFFF == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		if above(rows[i].At) {
			finish()
			continue
		}
		body, head := g.nature(i, len(run) > 0)
		if body && len(run) == 0 && g.codesOfHeads(i) {
			continue
		}
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

// nearHeads is how many rows without labels may stand between heads of one
// table; a table between two of them has more.
const nearHeads = 3

// rowsAbove tells the rows that hold no figures where a person said which are
// heads, counted from 1: those, what stands between near ones, and all above
// the first.
func rowsAbove(heads []int) func(at int) bool {
	sorted := slices.Sorted(slices.Values(heads))
	return func(at int) bool {
		i, found := slices.BinarySearch(sorted, at+1)
		switch {
		case found || i == 0:
			return len(sorted) > 0
		case i == len(sorted):
			return false
		}
		return sorted[i]-sorted[i-1]-1 <= nearHeads
	}
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
