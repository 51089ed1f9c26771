package grid_test

import (
	"strconv"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"

	"migraform/app/desktop/grid"
	"migraform/app/desktop/grid/sheet"
)

// ledger is a small table that remembers what is typed. It is shown with row heads 100 wide, columns 88 and rows 26.
type ledger struct {
	rows, cols int
	texts      map[sheet.Pos]string
}

func newLedger(rows, cols int) *ledger {
	return &ledger{rows: rows, cols: cols, texts: map[sheet.Pos]string{}}
}
func (l *ledger) Rows() int                  { return l.rows }
func (l *ledger) Columns() int               { return l.cols }
func (l *ledger) Cell(r, c int) grid.Cell    { return grid.Cell{Text: l.Edit(r, c)} }
func (l *ledger) RowHead(r int) grid.RowHead { return grid.RowHead{Text: "r" + strconv.Itoa(r)} }
func (l *ledger) ColumnLevels() int          { return 1 }
func (l *ledger) ColumnHead(_, c int) string { return "c" + strconv.Itoa(c) }
func (l *ledger) Edit(r, c int) string       { return l.texts[sheet.Pos{Row: r, Col: c}] }
func (l *ledger) set(r, c int, text string) error {
	l.texts[sheet.Pos{Row: r, Col: c}] = text
	return nil
}

// desk is a grid in a window, with what a person does at it.
type desk struct {
	t *testing.T
	*grid.Grid
	*ledger
	win fyne.Window
}

func atDesk(t *testing.T, options ...func(*grid.Grid)) *desk {
	return atTable(t, newLedger(200, 20), options...)
}

func atTable(t *testing.T, l *ledger, options ...func(*grid.Grid)) *desk {
	options = append([]func(*grid.Grid){func(g *grid.Grid) {
		g.OnCommit = func(r, c int, text string) error {
			err := l.set(r, c, text)
			g.RefreshCells(sheet.One(r, c))
			return err
		}
	}}, options...)
	g, win := inWindow(t, l, theme.VariantLight, 80+5*88+12, 25+10*26+12, options...)
	win.Canvas().Focus(g)
	return &desk{t, g, l, win}
}

// keys presses keys on whatever has the focus, as the driver does.
func (d *desk) keys(names ...fyne.KeyName) {
	for _, n := range names {
		d.win.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: n})
	}
}

func (d *desk) write(text string) {
	for _, r := range text {
		d.win.Canvas().Focused().TypedRune(r)
	}
}

func (d *desk) withShift(do func()) {
	d.win.Canvas().Focused().(desktop.Keyable).KeyDown(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
	do()
	d.win.Canvas().Focused().(desktop.Keyable).KeyUp(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
}

func (d *desk) ctrl(k fyne.KeyName, also ...fyne.KeyModifier) {
	m := fyne.KeyModifierShortcutDefault
	for _, a := range also {
		m |= a
	}
	d.win.Canvas().Focused().(fyne.Shortcutable).TypedShortcut(&desktop.CustomShortcut{KeyName: k, Modifier: m})
}

// centre is the middle of a cell as long as nothing is scrolled.
func centre(row, col int) fyne.Position {
	return fyne.NewPos(80+float32(col)*88+44, 25+float32(row)*26+13)
}

func (d *desk) press(at fyne.Position, m fyne.KeyModifier) {
	e := &desktop.MouseEvent{Button: desktop.MouseButtonPrimary, Modifier: m}
	e.Position = at
	d.MouseDown(e)
}

func (d *desk) click(at fyne.Position, m ...fyne.KeyModifier) {
	m = append(m, 0)
	d.press(at, m[0])
	d.MouseUp(&desktop.MouseEvent{})
}

func (d *desk) drag(from fyne.Position, to ...fyne.Position) {
	d.press(from, 0)
	for _, p := range to {
		d.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: p}})
	}
	d.DragEnd()
}

func (d *desk) active(row, col int) {
	d.t.Helper()
	if a := d.Grid.Selection().Active; a != (sheet.Pos{Row: row, Col: col}) {
		d.t.Errorf("the active cell is %v, not %d %d", a, row, col)
	}
}

func (d *desk) selects(top, left, bottom, right int) {
	d.t.Helper()
	if r := d.Grid.Selection().Range(); r != (sheet.Range{Top: top, Left: left, Bottom: bottom, Right: right}) {
		d.t.Errorf("selected is %+v", r)
	}
}

func (d *desk) holds(row, col int, text string) {
	d.t.Helper()
	if got := d.Edit(row, col); got != text {
		d.t.Errorf("cell %d %d holds %q, not %q", row, col, got, text)
	}
}
