package workbook

import (
	"errors"
	"slices"
	"strings"

	"migraform/forms"
)

// begin begins the table of a sheet.
func (r *reader) begin(cube, sheet string, axes []string, codeColumn int) *tableReader {
	t := &TableContents{Cube: cube, Sheet: sheet, Axes: axes, more: map[int]extra{},
		rowAt: map[string]int{}, colAt: map[string]int{}}
	r.c.Tables = append(r.c.Tables, t)
	return &tableReader{reader: r, t: t, mark: codeColumn}
}

// tableReader reads the sheet of a table row by row.
type tableReader struct {
	*reader
	t       *TableContents
	mark    int // the column of the code tuples
	sumMark int // the column that marks rows with a sum
	// colOf is by column of the sheet: the index of the column of figures,
	// or one of the constants below.
	colOf []int
}

const (
	strangeColumn = -1 // added by a person
	headColumn    = -2 // codes
	nameColumn    = -3 // names of rows
)

func (t *tableReader) visit(row int, cells []xcell) error {
	first, sum := "", false
	for i := range cells {
		switch {
		case cells[i].col == t.mark:
			first = string(cells[i].text)
		case cells[i].col == t.sumMark:
			sum = true
		}
	}
	switch {
	case first == "#codes":
		t.columns(cells)
	case first == "#sum":
		for i := range cells {
			if col := t.column(cells[i].col); col >= 0 {
				t.t.cols[col].sum = true
			}
		}
	case strings.HasPrefix(first, "#") || t.colOf == nil:
	case first == "":
		t.strayRow(row, cells)
	default:
		return t.row(row, first, sum, cells)
	}
	return nil
}

func (t *tableReader) column(col int) int {
	if col < len(t.colOf) {
		return t.colOf[col]
	}
	return strangeColumn
}

// columns reads the hidden row of column codes.
func (t *tableReader) columns(cells []xcell) {
	last := 0
	for i := range cells {
		last = max(last, cells[i].col)
	}
	t.colOf = make([]int, last+1)
	for i := range t.colOf {
		t.colOf[i] = strangeColumn
	}
	t.colOf[t.mark] = headColumn
	for i := range cells {
		text := string(cells[i].text)
		switch {
		case cells[i].col == t.mark:
		case text == "#sum":
			t.sumMark = cells[i].col
			t.colOf[cells[i].col] = headColumn
		case text == "#name":
			t.colOf[cells[i].col] = nameColumn
			if t.t.nameCol == 0 {
				t.t.nameCol = cells[i].col
			}
		case strings.HasPrefix(text, "#"):
			t.colOf[cells[i].col] = headColumn
		default:
			codes, order, ok := t.tuple(text)
			if _, twice := t.t.colAt[text]; !ok || twice || t.t.colOrder != nil && !slices.Equal(order, t.t.colOrder) {
				t.problem("bad_code", t.t.Sheet, reference(1, cells[i].col), text)
				continue
			}
			t.t.colOrder = order
			t.colOf[cells[i].col] = len(t.t.cols)
			t.t.colAt[text] = len(t.t.cols)
			t.t.cols = append(t.t.cols, line{tuple: text, codes: codes, place: cells[i].col})
		}
	}
}

// tuple takes a code tuple apart: "sex=F;time=2025".
func (t *tableReader) tuple(text string) (codes []string, order []int, ok bool) {
	order = []int{}
	if text == "*" {
		return nil, order, true
	}
	for part := range strings.SplitSeq(text, ";") {
		key, code, found := strings.Cut(part, "=")
		axis := slices.Index(t.t.Axes, key)
		if !found || axis < 0 || slices.Contains(order, axis) {
			return nil, nil, false
		}
		order, codes = append(order, axis), append(codes, code)
	}
	return codes, order, true
}

// row reads a row of figures.
func (t *tableReader) row(row int, tuple string, sum bool, cells []xcell) error {
	codes, order, ok := t.tuple(tuple)
	if !ok || t.t.rowOrder != nil && !slices.Equal(order, t.t.rowOrder) || t.t.rowOrder == nil && !t.covers(order) {
		t.problem("bad_code", t.t.Sheet, reference(row, t.mark), tuple)
		t.strayRow(row, cells)
		return nil
	}
	t.t.rowOrder = order
	at, again := t.t.rowAt[tuple]
	if !again {
		at = len(t.t.rows)
		t.t.rowAt[tuple] = at
		t.t.rows = append(t.t.rows, line{tuple: tuple, codes: codes, place: row, sum: sum})
		if len(t.t.rows)*len(t.t.cols) > mostCells {
			return t.a.fail("too_large", t.t.Sheet, nil)
		}
		t.t.values = append(t.t.values, make([]forms.Number, len(t.t.cols))...)
		t.t.statuses = append(t.t.statuses, make([]forms.Status, len(t.t.cols))...)
	}
	for i := range cells {
		col := t.column(cells[i].col)
		if col == nameColumn && !again {
			t.t.rows[at].names = append(t.t.rows[at].names, string(cells[i].text))
		}
		if col < strangeColumn {
			continue
		}
		if col == strangeColumn {
			t.problem("column_without_code", t.t.Sheet, reference(row, cells[i].col), short(cells[i].text))
			continue
		}
		// The formulas of totals are the program's, not answers; a figure
		// that a person worked out in the cell is one.
		if cells[i].formula && cells[i].refers && (sum || t.t.cols[col].sum) {
			continue
		}
		a, err := answerIn(&cells[i])
		if err != nil {
			t.problem(problemOf(err), t.t.Sheet, reference(row, cells[i].col), short(cells[i].text))
			continue
		}
		if again && !a.IsBlank() {
			if old := t.t.at(at, col); !old.IsBlank() && !old.Same(a) {
				t.problem("twice", t.t.Sheet, reference(row, cells[i].col), tuple)
				continue
			}
		}
		if !a.IsBlank() {
			t.t.set(at, col, a)
		}
	}
	t.progress(len(t.t.cols))
	return nil
}

// covers reports whether rows of an order and the columns together name each
// axis once.
func (t *tableReader) covers(order []int) bool {
	axes := append(slices.Clone(order), t.t.colOrder...)
	slices.Sort(axes)
	if len(axes) != len(t.t.Axes) {
		return false
	}
	for i, axis := range axes {
		if i != axis {
			return false
		}
	}
	return true
}

// strayRow reports what stands among the figures in a row without a code.
func (t *tableReader) strayRow(row int, cells []xcell) {
	for i := range cells {
		if t.column(cells[i].col) >= 0 {
			t.problem("row_without_code", t.t.Sheet, reference(row, cells[i].col), short(cells[i].text))
		}
	}
}

func answerIn(c *xcell) (forms.Answer, error) {
	switch c.kind {
	case numberCell:
		if len(c.text) == 0 {
			return forms.Answer{}, nil
		}
		n, err := numberOf(c.text)
		return forms.Answer{Value: n, Status: forms.Normal}, err
	case textCell:
		return answerOf(string(c.text))
	}
	return forms.Answer{}, errNoAnswer
}

func problemOf(err error) string {
	switch {
	case errors.Is(err, forms.ErrTooLarge):
		return "too_large"
	case errors.Is(err, forms.ErrTooFine):
		return "too_fine"
	}
	return "not_an_answer"
}

// short is a text for a message.
func short(text []byte) string {
	const most = 60
	if runes := []rune(string(text)); len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return string(text)
}

func (t *TableContents) hash() string {
	rows, cols := make([]string, len(t.rows)), make([]string, len(t.cols))
	for i := range rows {
		rows[i] = t.rows[i].tuple
	}
	for i := range cols {
		cols[i] = t.cols[i].tuple
	}
	return hashTable(rows, cols, t.at)
}

// moved reports rows whose name is that of another code than theirs: somebody
// sorted the visible columns only, and the figures went with the names.
func (r *reader) moved() {
	l := r.lists["codes"]
	if l == nil {
		return
	}
	type named struct{ concept, name string }
	codes := map[named][]string{}
	for i := range l.rows {
		concept, code := l.get(i, "concept"), l.get(i, "code")
		for j, id := range l.ids {
			if (id == "name" || strings.HasPrefix(id, "name:")) && l.rows[i][j] != "" {
				key := named{concept, l.rows[i][j]}
				codes[key] = append(codes[key], code)
			}
		}
	}
	for _, t := range r.c.Tables {
		for i := range t.rows {
			for j, name := range t.rows[i].names {
				if j >= len(t.rowOrder) {
					break
				}
				concept, _, _ := strings.Cut(t.Axes[t.rowOrder[j]], ".")
				of := codes[named{concept, strings.TrimSuffix(name, " *")}]
				if len(of) > 0 && !slices.Contains(of, t.rows[i].codes[j]) {
					r.problem("name_moved", t.Sheet, reference(t.rows[i].place, t.nameCol+j), name)
				}
			}
		}
	}
}
