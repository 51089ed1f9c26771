package intake

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"migraform/forms/intake/reader"
	"migraform/forms/words"
)

// places lists the rows and columns that a decision names, from 0.
func (d *SheetDecision) places() (rows, columns []int) {
	for _, r := range append(slices.Clone(d.Heads), d.IgnoreRows...) {
		if r > 0 { // else it says that there are none
			rows = append(rows, r-1)
		}
	}
	column := func(name string) {
		if _, col, ok := reader.Place(strings.ToUpper(name) + "1"); ok {
			columns = append(columns, col)
		}
	}
	for _, name := range append(slices.Clone(d.Stubs), d.IgnoreColumns...) {
		column(name)
	}
	axes := slices.Collect(maps.Keys(d.Axes))
	for _, place := range slices.AppendSeq(axes, maps.Keys(d.Sums)) {
		if r, err := strconv.Atoi(place); err == nil {
			rows = append(rows, r-1)
		} else {
			column(place)
		}
	}
	for _, cell := range d.IgnoreCells {
		if row, col, ok := reader.Place(cell); ok {
			rows, columns = append(rows, row), append(columns, col)
		}
	}
	return rows, columns
}

// rowText is what tells a row from others: its first texts.
func (s *SheetReading) rowText(row int) string {
	var texts []string
	r := s.Sheet.Row(row)
	if r == nil {
		return ""
	}
	i := s.rowIndexBefore(row + 1)
	for j := range r.Cells {
		if c := s.grid.classes[i][j]; c == wording || c == year {
			texts = append(texts, mask(tidy(&r.Cells[j])))
		}
		if len(texts) == 4 {
			break
		}
	}
	return strings.Join(texts, " | ")
}

// columnText is what stands over a column.
func (s *SheetReading) columnText(col int) string {
	for _, b := range s.Blocks {
		if col > b.Columns[len(b.Columns)-1] {
			continue
		}
		var texts []string
		for _, at := range b.Heads {
			if text := s.grid.text(at, col); text != "" {
				texts = append(texts, mask(text))
			}
		}
		if len(texts) > 0 {
			return strings.Join(texts, " | ")
		}
		break
	}
	return "column " + strconv.Itoa(col)
}

// moved carries a decision over to a sheet whose rows and columns may have
// moved. What is not found again is left out, and told.
func (s *SheetReading) moved(d SheetDecision, was *LayoutSheet) (SheetDecision, []words.Message) {
	var lost []words.Message
	rows, columns := map[string]string{}, map[string]string{}
	for name, text := range was.Rows {
		if to := find(s.lastRow(), text, s.rowText); to >= 0 {
			rows[name] = strconv.Itoa(to + 1)
		} else {
			lost = append(lost, words.Say("intake.layout_moved", "Place", name))
		}
	}
	for name, text := range was.Columns {
		if to := find(s.Sheet.Width, text, s.columnText); to >= 0 {
			columns[name] = reader.ColumnName(to)
		} else {
			lost = append(lost, words.Say("intake.layout_moved", "Place", name))
		}
	}
	slices.SortFunc(lost, func(a, b words.Message) int {
		return strings.Compare(a.Args["Place"].(string), b.Args["Place"].(string))
	})
	number := func(all []int) (kept []int) {
		for _, r := range all {
			if to, ok := rows[strconv.Itoa(r)]; ok {
				n, _ := strconv.Atoi(to)
				kept = append(kept, n)
			} else if r == 0 {
				kept = append(kept, 0)
			}
		}
		return kept
	}
	named := func(all []string) (kept []string) {
		for _, c := range all {
			if to, ok := columns[strings.ToUpper(c)]; ok {
				kept = append(kept, to)
			} else if c == NoStub {
				kept = append(kept, c)
			}
		}
		return kept
	}
	d.Heads, d.IgnoreRows = number(d.Heads), number(d.IgnoreRows)
	d.Stubs, d.IgnoreColumns = named(d.Stubs), named(d.IgnoreColumns)
	place := func(old string) (string, bool) {
		if to, ok := rows[old]; ok {
			return to, true
		}
		to, ok := columns[old]
		return to, ok
	}
	axes, sums := map[string]string{}, map[string]bool{}
	for old, concept := range d.Axes {
		if to, ok := place(old); ok {
			axes[to] = concept
		}
	}
	for old, all := range d.Sums {
		if to, ok := place(old); ok {
			sums[to] = all
		}
	}
	d.Axes, d.Sums = axes, sums
	var cells []string
	for _, cell := range d.IgnoreCells {
		row, col, _ := reader.Place(cell)
		r, found := rows[strconv.Itoa(row+1)]
		c, also := columns[reader.ColumnName(col)]
		if found && also {
			cells = append(cells, c+r)
		}
	}
	d.IgnoreCells = cells
	return d, lost
}

func (s *SheetReading) lastRow() int {
	if n := len(s.Sheet.Rows); n > 0 {
		return s.Sheet.Rows[n-1].At + 1
	}
	return 0
}

// mostSought is how many lines are looked at to find one again.
const mostSought = 20_000

// which tells a line from others with the same text: the text with how many
// stand before it.
func which(at int, of func(int) string) string {
	text := of(at)
	if at >= mostSought {
		return text
	}
	before := 0
	for line := range at {
		if of(line) == text {
			before++
		}
	}
	return text + " #" + strconv.Itoa(before+1)
}

// find looks for the line that which tells from others. It returns -1 where
// there is none.
func find(until int, text string, of func(int) string) int {
	i := strings.LastIndex(text, " #")
	if i < 0 {
		return -1
	}
	wanted, _ := strconv.Atoi(text[i+2:])
	for line := range min(until, mostSought) {
		if of(line) == text[:i] {
			if wanted--; wanted == 0 {
				return line
			}
		}
	}
	return -1
}
