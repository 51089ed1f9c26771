package grid

import (
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"migraform/app/desktop/grid/sheet"
)

// AcceptsTab keeps Tab in the table until its last cell.
func (g *Grid) AcceptsTab() bool { return true }

// FocusGained implements fyne.Focusable.
func (g *Grid) FocusGained() {
	g.focused = true
	g.repaint()
}

// FocusLost implements fyne.Focusable.
func (g *Grid) FocusLost() {
	if g.editor.open { // the focus goes no farther than the cell
		return
	}
	g.focused, g.shift = false, false
	g.repaint()
}

// KeyDown follows Shift.
func (g *Grid) KeyDown(k *fyne.KeyEvent) { g.noteShift(k, true) }

// KeyUp follows Shift.
func (g *Grid) KeyUp(k *fyne.KeyEvent) { g.noteShift(k, false) }

func (g *Grid) noteShift(k *fyne.KeyEvent, down bool) {
	if k.Name == desktop.KeyShiftLeft || k.Name == desktop.KeyShiftRight {
		g.shift = down
	}
}

// TypedRune begins to edit the active cell anew.
func (g *Grid) TypedRune(r rune) {
	if !unicode.IsPrint(r) || r == ' ' && g.shift && !g.editor.open {
		return
	}
	if g.editor.start(true) {
		g.editor.TypedRune(r)
	}
}

var steps = map[fyne.KeyName]sheet.Step{
	fyne.KeyUp: sheet.Up, fyne.KeyDown: sheet.Down, fyne.KeyLeft: sheet.Left, fyne.KeyRight: sheet.Right,
	fyne.KeyPageUp: sheet.PageUp, fyne.KeyPageDown: sheet.PageDown,
	fyne.KeyHome: sheet.RowStart, fyne.KeyEnd: sheet.RowEnd,
}

var farSteps = map[fyne.KeyName]sheet.Step{
	fyne.KeyUp: sheet.EdgeUp, fyne.KeyDown: sheet.EdgeDown, fyne.KeyLeft: sheet.EdgeLeft, fyne.KeyRight: sheet.EdgeRight,
	fyne.KeyHome: sheet.TableStart, fyne.KeyEnd: sheet.TableEnd,
}

// byEye swaps left and right where columns run from right to left.
func (g *Grid) byEye(k fyne.KeyName) fyne.KeyName {
	if g.RightToLeft {
		switch k {
		case fyne.KeyLeft:
			return fyne.KeyRight
		case fyne.KeyRight:
			return fyne.KeyLeft
		}
	}
	return k
}

// TypedKey moves the selection, opens the editor or clears cells. Keys that the table has no use for go on to the
// canvas.
func (g *Grid) TypedKey(k *fyne.KeyEvent) {
	if g.editor.open {
		g.editor.TypedKey(k)
		return
	}
	if step, ok := steps[g.byEye(k.Name)]; ok {
		g.step(step, g.shift)
		return
	}
	switch k.Name {
	case fyne.KeyTab:
		g.tab(g.shift)
	case fyne.KeyReturn, fyne.KeyEnter:
		if g.ReadOnly && g.OnOpen != nil {
			g.openCell()
			return
		}
		g.selectTo(g.selection.Enter(g.shift, g.extent()))
	case fyne.KeyF2:
		g.openCell()
	case fyne.KeyDelete, fyne.KeyBackspace:
		g.clear()
	case fyne.KeySpace:
		if g.shift {
			g.selectTo(g.selection.ToRows(g.extent()))
		}
	case desktop.KeyMenu:
		g.menu()
	default:
		if c := fyne.CurrentApp().Driver().CanvasForObject(g); c != nil && c.OnTypedKey() != nil {
			c.OnTypedKey()(k)
		}
	}
}

func (g *Grid) step(step sheet.Step, extend bool) {
	if extend {
		g.selectTo(g.selection.Extend(step, g.extent()))
		return
	}
	g.selectTo(g.selection.Move(step, g.extent()))
}

// tab goes to the next or the previous cell, and out of the table at its ends.
func (g *Grid) tab(back bool) {
	next, more := g.selection.Tab(back, g.extent())
	if more {
		g.selectTo(next)
		return
	}
	c := fyne.CurrentApp().Driver().CanvasForObject(g)
	switch {
	case !back && g.OnContinue != nil:
		g.OnContinue()
	case c == nil:
	case back:
		c.FocusPrevious()
	default:
		c.FocusNext()
	}
}

// openCell opens the editor over the active cell, or lets OnOpen do what there is to do in a table that is only read.
func (g *Grid) openCell() {
	if p := g.selection.Active; g.ReadOnly && g.OnOpen != nil {
		g.OnOpen(p.Row, p.Col)
		return
	}
	g.editor.start(false)
}

func (g *Grid) clear() {
	if !g.ReadOnly && g.OnClear != nil {
		g.OnClear(g.selection.Range())
	}
}

// menu asks for the context menu of the active cell.
func (g *Grid) menu() {
	if g.OnMenu == nil {
		return
	}
	p := g.selection.Active
	at, size := g.onScreen(g.cellBox(p.Row, p.Col))
	origin := fyne.CurrentApp().Driver().AbsolutePositionForObject(g)
	g.OnMenu(p.Row, p.Col, origin.Add(at).AddXY(size.Width/2, size.Height))
}

// TypedShortcut handles the clipboard, undo, and keys held with Ctrl. What the table does not know goes on to the
// canvas, so that a window's own shortcuts work while the table has the focus.
func (g *Grid) TypedShortcut(s fyne.Shortcut) {
	if g.editor.open {
		g.editor.TypedShortcut(s)
		return
	}
	switch s := s.(type) {
	case *fyne.ShortcutCopy:
		g.copy(s.Clipboard)
	case *fyne.ShortcutCut:
		g.copy(s.Clipboard)
		g.clear()
	case *fyne.ShortcutPaste:
		g.paste(s.Clipboard)
	case *fyne.ShortcutSelectAll:
		g.selectTo(g.selection.All(g.extent()))
	case *fyne.ShortcutUndo:
		call(g.OnUndo)
	case *fyne.ShortcutRedo:
		call(g.OnRedo)
	case *desktop.CustomShortcut:
		if !g.held(s) {
			g.pass(s)
		}
	default:
		g.pass(s)
	}
}

func call(f func()) {
	if f != nil {
		f()
	}
}

// held is a key with Ctrl (or Command), or Alt; false if the table has no use for it.
func (g *Grid) held(s *desktop.CustomShortcut) bool {
	extend := s.Modifier&fyne.KeyModifierShift != 0
	switch m := s.Modifier &^ fyne.KeyModifierShift; {
	case m == fyne.KeyModifierAlt:
		return g.toggle(s.KeyName)
	case m != fyne.KeyModifierShortcutDefault && m != fyne.KeyModifierControl:
		return false
	}
	if step, ok := farSteps[g.byEye(s.KeyName)]; ok {
		g.step(step, extend)
		return true
	}
	switch {
	case s.KeyName == fyne.KeySpace && !extend:
		g.selectTo(g.selection.ToColumns(g.extent()))
	case s.KeyName == fyne.KeyD && !extend:
		g.fillDown()
	case s.KeyName == fyne.KeyZ && extend:
		call(g.OnRedo)
	default:
		return false
	}
	return true
}

// toggle opens the active row with Alt+arrow forwards and closes it with Alt+arrow back.
func (g *Grid) toggle(k fyne.KeyName) bool {
	row := g.selection.Active.Row
	k = g.byEye(k)
	if g.OnToggle == nil || k != fyne.KeyLeft && k != fyne.KeyRight || row >= g.model.Rows() {
		return false
	}
	if h := g.model.RowHead(row); h.Expandable && h.Expanded == (k == fyne.KeyLeft) {
		g.OnToggle(row)
	}
	return true
}

// pass hands a shortcut on to the canvas.
func (g *Grid) pass(s fyne.Shortcut) {
	if c, ok := fyne.CurrentApp().Driver().CanvasForObject(g).(fyne.Shortcutable); ok {
		c.TypedShortcut(s)
	}
}

func (g *Grid) copy(to fyne.Clipboard) {
	if to == nil {
		to = fyne.CurrentApp().Clipboard()
	}
	r := g.selection.Range()
	var block [][]string
	if g.OnCopy != nil {
		block = g.OnCopy(r)
	} else {
		block = g.raw(r)
	}
	if len(block) > 0 {
		to.SetContent(sheet.Encode(block))
	}
}

// raw is the block of texts that the editor would open with.
func (g *Grid) raw(r Range) [][]string {
	block := make([][]string, r.Rows())
	for i := range block {
		block[i] = make([]string, r.Columns())
		for j := range block[i] {
			block[i][j] = g.model.Edit(r.Top+i, r.Left+j)
		}
	}
	return block
}

func (g *Grid) paste(from fyne.Clipboard) {
	if from == nil {
		from = fyne.CurrentApp().Clipboard()
	}
	g.putDown(sheet.Decode(from.Content()), g.selection.Range())
}

// putDown puts a block on a range by the rules of pasting and selects what it filled.
func (g *Grid) putDown(block [][]string, on Range) {
	if g.ReadOnly || g.OnPaste == nil {
		return
	}
	fit := sheet.Fit(block, on, g.extent())
	if fit.Block == nil {
		return
	}
	if (fit.LostRows > 0 || fit.LostColumns > 0) && g.OnClipped != nil {
		g.OnClipped(fit.LostRows, fit.LostColumns)
	}
	g.OnPaste(fit.At, fit.Block)
	if fit.At != g.selection.Range() {
		g.SelectRange(fit.At)
	}
}

// fillDown repeats the first row of the selection below it; in a single row it takes the row above.
func (g *Grid) fillDown() {
	r := g.selection.Range()
	from := r
	if r.Rows() == 1 {
		from.Top--
	} else {
		r.Top++
	}
	from.Bottom = from.Top
	if from.Top < 0 || g.ReadOnly || g.OnPaste == nil {
		return
	}
	row := g.raw(from)
	g.OnPaste(r, sheet.Fit(row, r, g.extent()).Block)
}
