package workbook

import (
	"strings"

	"migraform/forms"

	"github.com/xuri/excelize/v2"
)

// markOf writes what stands in the first cell of a sheet, so that a program
// finds it whatever the sheet is called.
func markOf(kind, name, more string) string {
	return strings.TrimRight(formatName+":"+formatVersion+":"+kind+":"+name+":"+more, ":")
}

// heads writes what stands above the figures: what the table asks, its unit,
// the signs, the codes of the columns, and the heads in levels.
func (t *tableSheet) heads() error {
	l := t.l
	mark := markOf("table", l.cube.Name, strings.Join(l.keys, ","))
	unit := t.unit()
	if t.s.Draft {
		unit += " · " + t.say.Say("workbook.draft")
	}
	for _, line := range []struct {
		row    int
		role   string
		text   string
		height float64
	}{{titleRow, "title", t.title(), 26}, {saysRow, "says", t.in(l.table.Says), 0}, {unitRow, "says", unit, 0},
		{legendRow, "says", t.say.Say("workbook.legend_signs"), 0},
		{marksRow, "says", t.say.Say("workbook.legend_marks"), 0}} {
		style, err := t.looks.style(look{text: line.role, locked: true, right: t.right})
		if err != nil {
			return err
		}
		values := []any{nil, nil, excelize.Cell{StyleID: style, Value: line.text}}
		if line.row == titleRow {
			values[0] = mark
		}
		if err := t.w.SetRow(reference(line.row, 1), values, excelize.RowOpts{Height: line.height}); err != nil {
			return err
		}
	}
	codes, summed := make([]any, l.left-1+l.ncols), make([]any, l.left-1+l.ncols)
	codes[codeColumn-1], codes[sumColumn-1], summed[codeColumn-1] = "#codes", "#sum", "#sum"
	for i := range max(1, len(l.rows)) {
		codes[labelColumn-1+i] = "#name"
	}
	for col := range l.ncols {
		codes[l.left-1+col] = l.tuple(l.cols, col)
		if l.summed(l.cols, col) {
			summed[l.left-1+col] = 1
		}
	}
	if err := t.w.SetRow(reference(codesRow, 1), codes, excelize.RowOpts{Hidden: true}); err != nil {
		return err
	}
	if err := t.w.SetRow(reference(sumsRow, 1), summed, excelize.RowOpts{Hidden: true}); err != nil {
		return err
	}
	return t.levels()
}

func (t *tableSheet) title() string {
	title := t.l.table.ID + "  " + t.in(t.l.table.Title)
	if more := t.in(t.l.cube.Title); more != "" {
		title += " · " + more
	}
	if t.stars.table {
		title += " *"
	}
	return title
}

// unit says what is counted, where and until when. An unknown unit is shown
// as the questionnaire writes it.
func (t *tableSheet) unit() string {
	unit := t.l.cube.Unit
	if id := "workbook.unit_" + strings.ReplaceAll(unit, " ", "_"); unit != "" {
		if said := t.say.Say(id); said != id {
			unit = said
		}
	}
	parts := []string{t.countryName(), year(t.s.Questionnaire.Year)}
	if unit != "" {
		parts = append([]string{unit}, parts...)
	}
	return strings.Join(parts, " · ")
}

// levels writes the column heads, outermost first. Outer heads span their
// columns.
func (t *tableSheet) levels() error {
	l := t.l
	head, err := t.looks.style(look{text: "head", locked: true, right: t.right})
	if err != nil {
		return err
	}
	for level := range max(1, len(l.cols)) {
		values := make([]any, l.left-1+l.ncols)
		values[codeColumn-1] = "#head"
		for i := range max(1, len(l.rows)) {
			name := ""
			if len(l.rows) > 0 && level == max(1, len(l.cols))-1 {
				name = t.in(l.cube.Axes[l.rows[i]].Name)
			}
			values[labelColumn-1+i] = excelize.Cell{StyleID: head, Value: orNothing(name)}
		}
		for col := range l.ncols {
			values[l.left-1+col] = excelize.Cell{StyleID: head, Value: orNothing(t.head(level, col))}
		}
		if err := t.w.SetRow(reference(headRow+level, 1), values); err != nil {
			return err
		}
		if err := t.span(level); err != nil {
			return err
		}
	}
	return nil
}

// head is the head of a column at a level, empty where the one to its left
// spans it.
func (t *tableSheet) head(level, col int) string {
	l := t.l
	if len(l.cols) == 0 {
		return ""
	}
	axis := l.cols[level]
	if level < len(l.cols)-1 && col%l.colStep[axis] != 0 {
		return ""
	}
	name := t.in(l.cube.Axes[axis].List.Codes[l.codeIn(col, axis)].Name)
	if level == len(l.cols)-1 && t.stars.cols[col] {
		name += " *"
	}
	return name
}

// orNothing keeps a cell blank instead of holding an empty text.
func orNothing(text string) any {
	if text == "" {
		return nil
	}
	return text
}

func (t *tableSheet) span(level int) error {
	if level >= len(t.l.cols)-1 {
		return nil
	}
	step := t.l.colStep[t.l.cols[level]]
	for col := 0; step > 1 && col < t.l.ncols; col += step {
		if err := t.w.MergeCell(reference(headRow+level, t.l.left+col), reference(headRow+level, t.l.left+col+step-1)); err != nil {
			return err
		}
	}
	return nil
}

// stars says what carries a footnote.
type stars struct {
	table bool
	rows  map[int]bool
	cols  map[int]bool
	cells map[forms.Cell]bool
}

// starsOf finds the places of a table that notes belong to. A note on codes
// of both rows and columns is marked at each of its cells.
func starsOf(s *Submission, l *layout) *stars {
	found := &stars{rows: map[int]bool{}, cols: map[int]bool{}, cells: map[forms.Cell]bool{}}
	if s.Blank {
		return found
	}
	for address := range s.Notes {
		name, rest, _ := strings.Cut(address, "/")
		if name != l.cube.Name && !(name == l.table.ID && rest == "") {
			continue
		}
		codes, ok := pattern(l.cube, rest)
		if !ok {
			continue
		}
		inRows, inCols := matching(l, l.rows, l.nrows, codes), matching(l, l.cols, l.ncols, codes)
		switch {
		case len(inRows) == l.nrows && len(inCols) == l.ncols:
			found.table = true
		case len(inCols) == l.ncols:
			for _, row := range inRows {
				found.rows[row] = true
			}
		case len(inRows) == l.nrows:
			for _, col := range inCols {
				found.cols[col] = true
			}
		default:
			for _, row := range inRows {
				for _, col := range inCols {
					found.cells[l.cell(row, col)] = true
				}
			}
		}
	}
	return found
}

// pattern reads the codes of an address with stars; -1 stands for any.
func pattern(c *forms.Cube, rest string) ([]int, bool) {
	codes := make([]int, len(c.Axes))
	for i, axis := range c.Axes {
		id := "*"
		if rest != "" {
			id, rest, _ = strings.Cut(rest, "/")
		}
		codes[i] = -1
		if id != "*" {
			if codes[i] = axis.List.Index(id); codes[i] < 0 {
				return nil, false
			}
		}
	}
	return codes, rest == ""
}

// matching returns the rows or columns that a pattern matches.
func matching(l *layout, axes []int, n int, codes []int) []int {
	var places []int
	for place := range n {
		ok := true
		for _, axis := range axes {
			ok = ok && (codes[axis] < 0 || codes[axis] == l.codeIn(place, axis))
		}
		if ok {
			places = append(places, place)
		}
	}
	return places
}
