package pages

import (
	"slices"
	"strconv"

	"fyne.io/fyne/v2"

	"migraform/app/desktop/grid"
	"migraform/forms/intake"
	"migraform/forms/intake/reader"
)

// act is one thing that can be decided about what is pointed at.
type act struct {
	id   string // names it for tests of the window
	word string
	do   func()
	more []act // to choose from, in place of do
}

// Of a larger selection nothing is offered: nobody decides about so much at once.
const (
	mostRows  = 2000
	mostCells = 5000
)

// acts are what can be decided about the selection: about its label first, then about its rows, columns and cells.
func (v *planView) acts() []act {
	m := v.model()
	if m == nil || len(m.sheet.Rows) == 0 {
		return nil
	}
	sel := v.grid.Selection()
	r := sel.Range()
	r.Bottom, r.Right = min(r.Bottom, m.rows-1), min(r.Right, m.columns-1)
	if r.Rows() > mostRows && r.Columns() > mostRows {
		return nil
	}
	acts, kinds := v.labelActs(m, sel)
	if !wholeRows(sel) && !wholeColumns(sel) && r.Cells() <= mostCells {
		acts = append(acts, v.cellActs(m, r)...)
	}
	if !wholeColumns(sel) && r.Rows() <= mostRows {
		acts = append(acts, v.rowActs(m, r, kinds))
	}
	if !wholeRows(sel) {
		acts = append(acts, v.columnActs(m, r, kinds))
	}
	return acts
}

// pointedAt is the label that the selection is about: the cell's own, or that of a row or column as a whole.
func (m *sheetModel) pointedAt(sel grid.Selection) *sheetLabel {
	at := place{sel.Active.Row, sel.Active.Col}
	if l := m.labels[at]; l != nil && !wholeRows(sel) && !wholeColumns(sel) {
		return l
	}
	for _, b := range m.blocks {
		switch {
		case wholeRows(sel):
			for i := len(b.Block.Stubs) - 1; i >= 0; i-- {
				if l := m.labels[place{at.row, b.Block.Stubs[i]}]; l != nil {
					return l
				}
			}
		case wholeColumns(sel):
			for i := len(b.Block.Heads) - 1; i >= 0; i-- {
				if l := m.labels[place{b.Block.Heads[i], at.col}]; l != nil {
					return l
				}
			}
		}
	}
	return nil
}

// kinds are what the labels of a row or column may be instead of what they were read as.
type kinds struct {
	axis *intake.Axis
	acts []act
}

// labelActs say what a label means; and what all labels of its row or column are.
func (v *planView) labelActs(m *sheetModel, sel grid.Selection) ([]act, kinds) {
	l := m.pointedAt(sel)
	if l == nil {
		return nil, kinds{}
	}
	s, text := v.shell, l.label.Text
	short := brief(text)
	acts := []act{{id: "bringin.means", word: s.say("pages.point_means", "Label", short), do: func() { v.ask(l) }}}
	if l.label.Meaning.Code != "_T" {
		acts = append(acts, act{id: "bringin.total", word: s.say("pages.point_total"), do: func() { v.decideLabel(text, "_T") }})
	}
	if !l.label.Decided || l.label.Meaning.Code != "" {
		acts = append(acts, act{id: "bringin.label.out", word: s.say("pages.point_label_out"), do: func() { v.decideLabel(text, "") }})
	}
	if l.label.Decided {
		acts = append(acts, act{id: "bringin.label.undecided", word: s.say("pages.point_as_read", "Label", short), do: func() { v.undecideLabel(text) }})
	}
	axis := l.axis.Place()
	other := kinds{axis: l.axis}
	for _, kind := range []string{"area", "sex", "age", "time", "item", "none"} {
		if kind != string(l.axis.Concept) {
			other.acts = append(other.acts, act{id: "bringin.kind." + kind, word: s.say("pages.kind_" + kind), do: func() {
				v.decide(func(d *intake.SheetDecision) { d.Axes = with(d.Axes, axis, kind) })
			}})
		}
	}
	return acts, other
}

// rowActs say which rows hold labels and of what kind, and leave rows out.
func (v *planView) rowActs(m *sheetModel, r grid.Range, other kinds) act {
	s := v.shell
	rows := numbers(r.Top+1, r.Bottom+1)
	heads := v.heads(m)
	name, count := between(strconv.Itoa(r.Top+1), strconv.Itoa(r.Bottom+1)), len(rows)
	holds := act{id: "bringin.head", word: s.say("pages.point_head", "Rows", name, "Count", count), do: func() {
		v.decide(func(d *intake.SheetDecision) { d.Heads = union(heads, rows) })
	}}
	if within(rows, heads) {
		holds = act{id: "bringin.head.not", word: s.say("pages.point_head_not", "Rows", name, "Count", count), do: func() {
			v.decide(func(d *intake.SheetDecision) {
				if d.Heads = without(heads, rows); len(d.Heads) == 0 {
					d.Heads = []int{intake.NoHead}
				}
			})
		}}
	}
	out := act{id: "bringin.row.out", word: s.say("pages.row_out", "Rows", name, "Count", count), do: func() {
		v.decide(func(d *intake.SheetDecision) { d.IgnoreRows = union(d.IgnoreRows, rows) })
	}}
	if within(rows, v.decided(m).IgnoreRows) {
		out = act{id: "bringin.row.in", word: s.say("pages.row_in", "Rows", name, "Count", count), do: func() {
			v.decide(func(d *intake.SheetDecision) { d.IgnoreRows = without(d.IgnoreRows, rows) })
		}}
	}
	all := act{id: "bringin.row", word: s.say("pages.point_rows", "Rows", name, "Count", count), more: []act{holds, out}}
	if other.axis != nil && !other.axis.Down {
		all.more = append(all.more, act{id: "bringin.kind", word: s.say("pages.point_kinds"), more: other.acts})
	}
	return all
}

// columnActs are like rowActs, for columns.
func (v *planView) columnActs(m *sheetModel, r grid.Range, other kinds) act {
	s := v.shell
	var columns []string
	for col := r.Left; col <= r.Right; col++ {
		columns = append(columns, reader.ColumnName(col))
	}
	stubs := v.stubs(m)
	name, count := between(reader.ColumnName(r.Left), reader.ColumnName(r.Right)), len(columns)
	holds := act{id: "bringin.stub", word: s.say("pages.point_stub", "Columns", name, "Count", count), do: func() {
		v.decide(func(d *intake.SheetDecision) { d.Stubs = union(stubs, columns) })
	}}
	if within(columns, stubs) {
		holds = act{id: "bringin.stub.not", word: s.say("pages.point_stub_not", "Columns", name, "Count", count), do: func() {
			v.decide(func(d *intake.SheetDecision) {
				if d.Stubs = without(stubs, columns); len(d.Stubs) == 0 {
					d.Stubs = []string{intake.NoStub}
				}
			})
		}}
	}
	out := act{id: "bringin.column.out", word: s.say("pages.column_out", "Columns", name, "Count", count), do: func() {
		v.decide(func(d *intake.SheetDecision) { d.IgnoreColumns = union(d.IgnoreColumns, columns) })
	}}
	if within(columns, v.decided(m).IgnoreColumns) {
		out = act{id: "bringin.column.in", word: s.say("pages.column_in", "Columns", name, "Count", count), do: func() {
			v.decide(func(d *intake.SheetDecision) { d.IgnoreColumns = without(d.IgnoreColumns, columns) })
		}}
	}
	all := act{id: "bringin.column", word: s.say("pages.point_columns", "Columns", name, "Count", count), more: []act{holds, out}}
	if other.axis != nil && other.axis.Down {
		all.more = append(all.more, act{id: "bringin.kind", word: s.say("pages.point_kinds"), more: other.acts})
	}
	return all
}

// cellActs leave single figures out.
func (v *planView) cellActs(m *sheetModel, r grid.Range) []act {
	s := v.shell
	var cells []string
	for row := r.Top; row <= r.Bottom; row++ {
		for col := r.Left; col <= r.Right; col++ {
			if m.figureAt(place{row, col}) != nil {
				cells = append(cells, reader.Name(row, col))
			}
		}
	}
	if len(cells) == 0 {
		return nil
	}
	name := between(cells[0], cells[len(cells)-1])
	if within(cells, v.decided(m).IgnoreCells) {
		return []act{{id: "bringin.cell.in", word: s.say("pages.cell_in", "Cells", name, "Count", len(cells)), do: func() {
			v.decide(func(d *intake.SheetDecision) { d.IgnoreCells = without(d.IgnoreCells, cells) })
		}}}
	}
	return []act{{id: "bringin.cell.out", word: s.say("pages.cell_out", "Cells", name, "Count", len(cells)), do: func() {
		v.decide(func(d *intake.SheetDecision) { d.IgnoreCells = union(d.IgnoreCells, cells) })
	}}}
}

// heads are the rows of labels of all tables of a sheet, as decided or found.
func (v *planView) heads(m *sheetModel) []int {
	if d := v.decided(m); len(d.Heads) > 0 {
		return without(d.Heads, []int{intake.NoHead})
	}
	var all []int
	for _, b := range m.blocks {
		all = union(all, b.Block.HeadRows())
	}
	slices.Sort(all)
	return all
}

// stubs are the columns of labels of all tables of a sheet, as decided or found.
func (v *planView) stubs(m *sheetModel) []string {
	if d := v.decided(m); len(d.Stubs) > 0 {
		return without(d.Stubs, []string{intake.NoStub})
	}
	var all []string
	for _, b := range m.blocks {
		all = union(all, b.Block.StubColumns())
	}
	return all
}

// decided is what the user decided about a sheet.
func (v *planView) decided(m *sheetModel) intake.SheetDecision {
	return v.source.file.Decisions.Sheets[m.sheet.Name]
}

// menu offers what can be decided about the selection as a menu.
func (v *planView) menu(at fyne.Position) {
	if v.shell.Menu == nil {
		return
	}
	if items := menuOf(v.acts()); len(items) > 0 {
		v.shell.Menu(at, items...)
	}
}

func menuOf(acts []act) []*fyne.MenuItem {
	var items []*fyne.MenuItem
	for _, a := range acts {
		item := fyne.NewMenuItem(a.word, a.do)
		if len(a.more) > 0 {
			item.ChildMenu = fyne.NewMenu("", menuOf(a.more)...)
		}
		items = append(items, item)
	}
	return items
}

func union[T comparable](all, more []T) []T {
	all = slices.Clone(all)
	for _, one := range more {
		if !slices.Contains(all, one) {
			all = append(all, one)
		}
	}
	return all
}

func without[T comparable](all, some []T) []T {
	return slices.DeleteFunc(slices.Clone(all), func(one T) bool { return slices.Contains(some, one) })
}

func within[T comparable](some, all []T) bool {
	return !slices.ContainsFunc(some, func(one T) bool { return !slices.Contains(all, one) })
}

func numbers(from, to int) []int {
	var all []int
	for n := from; n <= to; n++ {
		all = append(all, n)
	}
	return all
}

// between names a range: "4–6", or "4" alone.
func between(first, last string) string {
	if first == last {
		return first
	}
	return first + "–" + last
}

// brief cuts a long label for a menu.
func brief(text string) string {
	if runes := []rune(text); len(runes) > 28 {
		return string(runes[:27]) + "…"
	}
	return text
}

func with(m map[string]string, key, value string) map[string]string {
	c := map[string]string{key: value}
	for k, v := range m {
		if k != key {
			c[k] = v
		}
	}
	return c
}
