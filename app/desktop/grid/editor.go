package grid

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"migraform/app/desktop/grid/sheet"
)

// editor is the one entry of a grid. It lies over the active cell while that is edited.
type editor struct {
	widget.Entry
	g       *Grid
	themed  *container.ThemeOverride
	open    bool
	busy    bool // OnCommit is running
	leaving bool // the focus is on its way to another widget
	at      sheet.Pos
	was     string // the text with which it opened
	typed   bool   // opened by typing: the arrow keys then leave the cell
	fault   string // why the text was not taken
}

func newEditor(g *Grid) *editor {
	e := &editor{g: g}
	e.ExtendBaseWidget(e)
	e.Wrapping = fyne.TextWrapOff
	e.OnChanged = func(string) {
		if e.open && !e.busy {
			e.complain("")
		}
	}
	e.themed = container.NewThemeOverride(e, editorTheme{g})
	return e
}

func (e *editor) retheme() { e.themed.Refresh() }

// start opens the editor over the active cell: empty for what is about to be typed, else with the cell's text.
func (e *editor) start(typed bool) bool {
	g := e.g
	at := g.selection.Active
	if e.open || g.ReadOnly || at.Row >= g.model.Rows() || at.Col >= g.model.Columns() {
		return e.open
	}
	if g.model.Cell(at.Row, at.Col).Style&Locked != 0 {
		return false
	}
	g.ScrollTo(at.Row, at.Col)
	e.at, e.typed, e.fault = at, typed, ""
	e.was = g.model.Edit(at.Row, at.Col)
	e.open = true
	text := e.was
	if typed {
		text = ""
	}
	e.Entry.SetText(text)
	e.CursorRow, e.CursorColumn = 0, len([]rune(text))
	g.above.show()
	e.focus()
	return true
}

func (e *editor) focus() {
	if c := fyne.CurrentApp().Driver().CanvasForObject(e.g); c != nil {
		c.Focus(e)
	}
}

// commit hands the text over and closes the editor. If it is not taken the editor stays, with the reason below it.
func (e *editor) commit() bool {
	if !e.open || e.busy {
		return true
	}
	if (e.typed || e.Text != e.was) && e.g.OnCommit != nil {
		e.busy = true
		err := e.g.OnCommit(e.at.Row, e.at.Col, e.Text)
		e.busy = false
		if err != nil && e.open {
			e.complain(err.Error())
			return false
		}
	}
	e.close()
	return true
}

// complain shows why the text was not taken, or with no reason takes the complaint back.
func (e *editor) complain(why string) {
	if changed := e.fault != why; changed {
		e.fault = why
		e.Entry.Refresh() // the colour of its border
	}
	e.g.above.placeEditor()
}

// close drops the text and gives the focus back to the grid, unless that is going elsewhere already.
func (e *editor) close() {
	if !e.open {
		return
	}
	e.open, e.fault = false, ""
	c := fyne.CurrentApp().Driver().CanvasForObject(e.g)
	if c != nil && !e.leaving && c.Focused() == fyne.Focusable(e) {
		c.Focus(e.g)
	}
	e.g.above.placeEditor()
}

// AcceptsTab keeps Tab in the table.
func (e *editor) AcceptsTab() bool { return true }

// FocusLost commits, as a click elsewhere should.
func (e *editor) FocusLost() {
	e.Entry.FocusLost()
	if !e.open { // back to the table
		return
	}
	e.g.shift, e.g.focused = false, false
	e.leaving = true
	e.commit()
	e.leaving = false
	e.g.repaint()
}

func (e *editor) KeyDown(k *fyne.KeyEvent) {
	e.g.noteShift(k, true)
	e.Entry.KeyDown(k)
}

func (e *editor) KeyUp(k *fyne.KeyEvent) {
	e.g.noteShift(k, false)
	e.Entry.KeyUp(k)
}

// TypedKey leaves the cell by the keys that lead out of it and edits by all others.
func (e *editor) TypedKey(k *fyne.KeyEvent) {
	switch k.Name {
	case fyne.KeyEscape:
		e.close()
		return
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeyTab:
		if e.commit() {
			e.g.TypedKey(k)
		}
		return
	case fyne.KeyUp, fyne.KeyDown, fyne.KeyPageUp, fyne.KeyPageDown:
		if e.commit() {
			e.g.TypedKey(k)
		}
		return
	case fyne.KeyLeft, fyne.KeyRight:
		if e.typed && !e.g.shift {
			if e.commit() {
				e.g.TypedKey(k)
			}
			return
		}
	case fyne.KeyF2:
		e.typed = !e.typed
		return
	}
	e.Entry.TypedKey(k)
}

// TypedShortcut edits, and passes on what no entry knows.
func (e *editor) TypedShortcut(s fyne.Shortcut) {
	if c, ok := s.(*desktop.CustomShortcut); ok {
		switch c.KeyName {
		case fyne.KeyLeft, fyne.KeyRight, fyne.KeyBackspace, fyne.KeyDelete:
		default:
			e.g.pass(s)
			return
		}
	}
	e.Entry.TypedShortcut(s)
}

// editorTheme fits an entry into a cell.
type editorTheme struct{ g *Grid }

func (t editorTheme) base() fyne.Theme {
	if t.g.theme != nil {
		return t.g.theme
	}
	return fyne.CurrentApp().Settings().Theme()
}

func (t editorTheme) Color(n fyne.ThemeColorName, v fyne.ThemeVariant) color.Color {
	switch n {
	case theme.ColorNameInputBackground:
		return t.g.pal.Paper
	case theme.ColorNamePrimary, theme.ColorNameInputBorder:
		if t.g.editor != nil && t.g.editor.fault != "" {
			return t.g.pal.Error
		}
		return t.g.pal.Accent
	case theme.ColorNameForeground:
		return t.g.pal.Ink
	}
	return t.base().Color(n, v)
}

func (t editorTheme) Font(s fyne.TextStyle) fyne.Resource { return t.base().Font(s) }

func (t editorTheme) Icon(n fyne.ThemeIconName) fyne.Resource { return t.base().Icon(n) }

func (t editorTheme) Size(n fyne.ThemeSizeName) float32 {
	size := textSize * t.g.scale
	switch n {
	case theme.SizeNameText:
		return size
	case theme.SizeNameInputRadius:
		return 0
	case theme.SizeNameInputBorder:
		return 2
	case theme.SizeNameInnerPadding:
		high := fyne.MeasureText("0", size, fyne.TextStyle{}).Height
		return max(1, (t.g.rowHeight*t.g.scale-high)/2-1)
	case theme.SizeNameLineSpacing:
		return 0
	case theme.SizeNameScrollBar, theme.SizeNameScrollBarSmall:
		return 0
	}
	return t.base().Size(n)
}
