package intake

import (
	"slices"
	"strings"

	"migraform/forms/intake/label"
	"migraform/forms/intake/reader"
)

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
			if s.isKey(run, col, part) || another {
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

// isKey reports whether a column of numbers holds codes, serial numbers or
// years that label the rows rather than figures.
func (s *SheetReading) isKey(run []int, col int, before columns) bool {
	leading := len(before.figures) == 0
	g := s.grid
	sheet := g.sheet
	head := s.headAbove(run[0], col)
	concept, key := label.HeadOf(head)
	if key && (len(before.labels)+len(before.figures) == 0 || !label.MayCount(head)) {
		return true
	}
	if !leading && concept == "" {
		return false
	}
	if label.SaidBy(head).Derived {
		return false // "Median age" is a figure
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
		if text == "" || leading && concept == label.Time && classOf(c) == wording {
			continue // "Total" below the years
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
	case concept == label.Time && years == numbers, concept == label.Age && len(distinct) > 1 && !s.wide(run, col) && !isAge(head):
		return true
	case leading && serial && numbers >= 5 && numbers >= len(run)-1 && !couldBeYear(strings.TrimSpace(head)):
		return true
	case leading && years == numbers && (numbers >= 3 || numbers == 2 && (serial || backward) && head == "") && !couldBeYear(strings.TrimSpace(head)):
		return true
	case leading && numbers >= 6 && len(distinct) >= 2 && len(distinct)+2 <= numbers && s.pairs(run, col):
		return true
	case leading && numbers >= 20 && len(distinct) == numbers && areas*10 >= numbers*9 && !couldBeYear(strings.TrimSpace(head)):
		return true
	}
	return false
}

// pairs reports whether each number of a column goes with one text of the
// column beside it and each text with one number: codes of the groups that are
// named there.
func (s *SheetReading) pairs(run []int, col int) bool {
next:
	for _, beside := range []int{col + 1, col - 1} {
		if beside < 0 {
			break
		}
		texts, numbers := map[string]string{}, map[string]string{}
		for _, i := range run[:min(len(run), 2000)] {
			row := &s.grid.sheet.Rows[i]
			number, text := tidy(row.Cell(col)), tidy(row.Cell(beside))
			if number == "" && text == "" {
				continue
			}
			if text == "" || number == "" || !label.IsDigits(number) || label.IsDigits(text) {
				continue next
			}
			if texts[number] != "" && texts[number] != text || numbers[text] != "" && numbers[text] != number {
				continue next
			}
			texts[number], numbers[text] = text, number
		}
		if len(texts) >= 2 {
			return true
		}
	}
	return false
}

// isAge reports whether a head is itself an age, "All ages", and not the name
// of a column of ages.
func isAge(head string) bool {
	_, ok := label.AgeOf(head)
	return ok
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
