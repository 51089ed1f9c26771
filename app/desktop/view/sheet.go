package view

import (
	"slices"

	"migraform/forms"
)

// Sheet is a cube laid out as its View says: rows, columns, and one chosen
// code on each of the axes that are pages. Regions can be closed, and rows
// without figures left out.
type Sheet struct {
	Cube *forms.Cube
	// Filled reports whether a cell holds an answer. It decides which rows
	// are left out, and shows a row that is not asked where it was answered.
	Filled func(forms.Cell) bool

	language string // in whose order the rows stand
	pages    []int  // code on each of View.Pages
	rows     []Row  // those in view
	all      []Row
	columns  [][]int
	closed   map[int]bool // by place
	filled   bool         // only rows with figures
	index    []int        // position in all of each place
	at       []int        // position in rows of each of all, -1 where out of view
}

// Row is one row of a sheet.
type Row struct {
	Codes  []int // one for each of View.Rows
	Name   forms.Text
	Indent int
	Kind   forms.CodeKind
	// Parts says that rows hang below this one; Closed that they are not
	// shown.
	Parts, Closed bool
	Forbidden     bool

	place  int // among all combinations of codes, whatever the language
	parent int // in all, -1 at the top
}

// NewSheet lays out a cube with the last code of each page, so that the
// latest year comes first to the eye, and rows in the order of a language.
func NewSheet(cube *forms.Cube, language string, filled func(forms.Cell) bool) *Sheet {
	s := &Sheet{Cube: cube, Filled: filled, language: language, closed: map[int]bool{}}
	for _, axis := range cube.View.Pages {
		s.pages = append(s.pages, len(cube.Axes[axis].List.Codes)-1)
	}
	s.columns = tuples(cube, cube.View.Columns, "")
	if len(s.columns) == 0 {
		s.columns = [][]int{{}}
	}
	s.layRows()
	s.Update()
	return s
}

// Speak puts the rows into the order of another language. What is closed
// stays closed.
func (s *Sheet) Speak(language string) {
	if s.language == language {
		return
	}
	s.language = language
	s.layRows()
	s.Update()
}

// tuples are all combinations of the codes of some axes, the last running
// fastest, codes in the order of a language.
func tuples(cube *forms.Cube, axes []int, language string) [][]int {
	if len(axes) == 0 {
		return nil
	}
	all := [][]int{{}}
	for _, axis := range axes {
		var longer [][]int
		codes := cube.Axes[axis].List.Sorted(language)
		for _, tuple := range all {
			for _, code := range codes {
				longer = append(longer, append(slices.Clone(tuple), code))
			}
		}
		all = longer
	}
	return all
}

// layRows works out all rows: how deep each stands, and below which.
func (s *Sheet) layRows() {
	axes := s.Cube.View.Rows
	s.all = s.all[:0]
	combinations := tuples(s.Cube, axes, s.language)
	s.index = make([]int, len(combinations))
	places := map[int][]int{} // at each indent, the latest
	for at, codes := range combinations {
		row := Row{Codes: codes, parent: -1}
		for i, axis := range axes {
			row.place = row.place*len(s.Cube.Axes[axis].List.Codes) + codes[i]
			code := &s.Cube.Axes[axis].List.Codes[codes[i]]
			row.Indent += code.Depth
			row.Forbidden = row.Forbidden || code.Forbidden
		}
		row.Name, row.Kind = s.head(row)
		if row.Indent > 0 {
			if above := places[row.Indent-1]; len(above) > 0 {
				row.parent = above[len(above)-1]
				s.all[row.parent].Parts = true
			}
		}
		places[row.Indent] = append(places[row.Indent], at)
		s.index[row.place] = at
		s.all = append(s.all, row)
	}
}

// head names a row by the innermost axis that is not at its total, because
// "Native-born" says more than "Total" below "Native-born".
func (s *Sheet) head(row Row) (forms.Text, forms.CodeKind) {
	axes := s.Cube.View.Rows
	for i := len(axes) - 1; i >= 0; i-- {
		code := &s.Cube.Axes[axes[i]].List.Codes[row.Codes[i]]
		if code.Kind == forms.Total && i > 0 {
			continue
		}
		kind := code.Kind
		if i < len(axes)-1 && kind == forms.Leaf {
			kind = forms.Subtotal
		}
		return code.Name, kind
	}
	return nil, forms.Leaf
}

// Update decides anew which rows are in view, after answers changed.
func (s *Sheet) Update() {
	show := make([]bool, len(s.all))
	for i, row := range s.all {
		switch {
		case row.Forbidden || s.filled:
			if s.Filled != nil && s.hasFigures(row) {
				show[i] = true
				for p := row.parent; p >= 0; p = s.all[p].parent {
					show[p] = true
				}
			}
		default:
			show[i] = true
		}
	}
	s.rows, s.at = s.rows[:0], make([]int, len(s.all))
	for i, row := range s.all {
		s.at[i] = -1
		if !show[i] || s.hidden(row) {
			continue
		}
		row.Closed = s.closed[row.place]
		s.at[i] = len(s.rows)
		s.rows = append(s.rows, row)
	}
}

func (s *Sheet) hidden(row Row) bool {
	for p := row.parent; p >= 0; p = s.all[p].parent {
		if s.closed[s.all[p].place] {
			return true
		}
	}
	return false
}

func (s *Sheet) hasFigures(row Row) bool {
	for _, column := range s.columns {
		if s.Filled(s.cell(row.Codes, column)) {
			return true
		}
	}
	return false
}

// Rows is the number of rows in view, Columns that of columns.
func (s *Sheet) Rows() int    { return len(s.rows) }
func (s *Sheet) Columns() int { return len(s.columns) }

// Row is one of the rows in view.
func (s *Sheet) Row(row int) Row { return s.rows[row] }

// Column gives the codes of a column, one for each of View.Columns.
func (s *Sheet) Column(column int) []int { return s.columns[column] }

// Cell is the cell at a row and a column in view.
func (s *Sheet) Cell(row, column int) forms.Cell {
	return s.cell(s.rows[row].Codes, s.columns[column])
}

func (s *Sheet) cell(row, column []int) forms.Cell {
	c := s.Cube
	cell := c.First
	put := func(axes, codes []int) {
		for i, axis := range axes {
			cell += forms.Cell(codes[i] * c.Axes[axis].Stride())
		}
	}
	put(c.View.Rows, row)
	put(c.View.Columns, column)
	put(c.View.Pages, s.pages)
	return cell
}

// Place finds a cell among those in view.
func (s *Sheet) Place(cell forms.Cell) (row, column int, ok bool) {
	c := s.Cube
	if cell < c.First || cell >= c.First+forms.Cell(c.Cells) {
		return 0, 0, false
	}
	for i, axis := range c.View.Pages {
		if c.CodeAt(cell, axis) != s.pages[i] {
			return 0, 0, false
		}
	}
	if row = s.at[s.rowOf(cell)]; row < 0 {
		return 0, 0, false
	}
	return row, position(c, c.View.Columns, cell), true
}

func (s *Sheet) rowOf(cell forms.Cell) int { return s.index[position(s.Cube, s.Cube.View.Rows, cell)] }

// position is where the tuple of a cell's codes stands among all tuples.
func position(c *forms.Cube, axes []int, cell forms.Cell) int {
	at := 0
	for _, axis := range axes {
		at = at*len(c.Axes[axis].List.Codes) + c.CodeAt(cell, axis)
	}
	return at
}

// Reveal turns to the pages of a cell, opens what it lies in, and shows rows
// without figures if it has none. It reports whether the cell is in view now.
func (s *Sheet) Reveal(cell forms.Cell) bool {
	for i, axis := range s.Cube.View.Pages {
		s.pages[i] = s.Cube.CodeAt(cell, axis)
	}
	for p := s.all[s.rowOf(cell)].parent; p >= 0; p = s.all[p].parent {
		delete(s.closed, s.all[p].place)
	}
	s.Update()
	if _, _, ok := s.Place(cell); !ok && s.filled {
		s.filled = false
		s.Update()
	}
	_, _, ok := s.Place(cell)
	return ok
}

// Page is the code that is chosen on one of View.Pages.
func (s *Sheet) Page(i int) int { return s.pages[i] }

// Turn chooses the code of a page.
func (s *Sheet) Turn(i, code int) {
	s.pages[i] = code
	s.Update()
}

// OnlyFilled says whether rows without figures are left out.
func (s *Sheet) OnlyFilled() bool { return s.filled }

// ShowOnlyFilled leaves rows without figures out, or shows them again.
func (s *Sheet) ShowOnlyFilled(only bool) {
	s.filled = only
	s.Update()
}

// Toggle opens or closes the rows below a row.
func (s *Sheet) Toggle(row int) {
	place := s.rows[row].place
	if s.closed[place] {
		delete(s.closed, place)
	} else if s.rows[row].Parts {
		s.closed[place] = true
	}
	s.Update()
}

// Foldable reports whether there is anything to close.
func (s *Sheet) Foldable() bool {
	return slices.ContainsFunc(s.all, func(r Row) bool { return r.folds() })
}

// folds leaves the totals of everything open: nothing would remain.
func (r Row) folds() bool { return r.Parts && r.Kind == forms.Subtotal }

// Expandable reports whether a row can be opened and closed.
func (r Row) Expandable() bool { return r.folds() }

// Closed reports whether any row is closed.
func (s *Sheet) Closed() bool { return len(s.closed) > 0 }

// CloseAll closes all sub-totals, OpenAll opens everything.
func (s *Sheet) CloseAll() {
	for _, row := range s.all {
		if row.folds() {
			s.closed[row.place] = true
		}
	}
	s.Update()
}

func (s *Sheet) OpenAll() {
	clear(s.closed)
	s.Update()
}

// CellsOf are all cells of the pages in view, closed rows included.
func (s *Sheet) CellsOf() []forms.Cell {
	var cells []forms.Cell
	for _, row := range s.all {
		if row.Forbidden {
			continue
		}
		for _, column := range s.columns {
			cells = append(cells, s.cell(row.Codes, column))
		}
	}
	return cells
}

// AllRows are all rows that can be asked for, in view or not.
func (s *Sheet) AllRows() []Row { return s.all }

// CellIn is the cell of any row, in view or not, at a column.
func (s *Sheet) CellIn(row Row, column int) forms.Cell { return s.cell(row.Codes, s.columns[column]) }
