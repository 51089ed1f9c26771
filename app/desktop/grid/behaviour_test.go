package grid_test

import (
	"errors"
	"reflect"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
	"pgregory.net/rapid"

	"migraform/app/desktop/grid"
	"migraform/app/desktop/grid/sheet"
)

func TestRangesByKey(t *testing.T) {
	d := atDesk(t)
	d.click(centre(2, 2))
	d.withShift(func() { d.keys(fyne.KeyDown, fyne.KeyRight, fyne.KeyRight) })
	d.selects(2, 2, 3, 4)
	d.active(2, 2)
	d.withShift(func() { d.keys(fyne.KeySpace); d.write(" ") })
	d.selects(2, 0, 3, 19)
	if d.Editing() {
		t.Error("Shift+Space typed a space")
	}
	d.click(centre(2, 2))
	d.ctrl(fyne.KeySpace)
	d.selects(0, 2, 199, 2)
	d.Grid.TypedShortcut(&fyne.ShortcutSelectAll{})
	d.selects(0, 0, 199, 19)
	d.click(centre(2, 2))
	d.ctrl(fyne.KeyEnd, fyne.KeyModifierShift)
	d.selects(2, 2, 199, 19)
	d.ctrl(fyne.KeyHome)
	d.active(0, 0)
	d.keys(fyne.KeyPageDown)
	d.active(9, 0)
}

func TestRangesByMouse(t *testing.T) {
	d := atDesk(t)
	d.drag(centre(1, 1), centre(2, 2), centre(4, 3))
	d.selects(1, 1, 4, 3)
	d.click(centre(0, 0), fyne.KeyModifierShift)
	d.selects(0, 0, 1, 1)
	d.click(fyne.NewPos(20, 25+3*26+5))
	d.selects(3, 0, 3, 19)
	d.click(fyne.NewPos(20, 25+5*26+5), fyne.KeyModifierShift)
	d.selects(3, 0, 5, 19)
	d.click(fyne.NewPos(80+2*88+40, 10))
	d.selects(0, 2, 199, 2)
	d.click(fyne.NewPos(20, 10))
	d.selects(0, 0, 199, 19)
	test.Drag(d.win.Canvas(), centre(1, 1), 0, 0)
	d.selects(1, 1, 1, 1)
}

// A selection dragged over the edge scrolls, and what comes into view is selected.
func TestDraggingBeyondTheEdgeScrolls(t *testing.T) {
	d := atDesk(t)
	outside := centre(9, 1).AddXY(0, 200)
	d.drag(centre(8, 1), outside, outside, outside)
	if r := d.Grid.Selection().Range(); r.Bottom < 11 || r.Top != 8 || r.Left != 1 {
		t.Errorf("selected is %+v", r)
	}
}

func TestClipboard(t *testing.T) {
	var lost []int
	d := atDesk(t)
	d.OnPaste = func(at grid.Range, block [][]string) {
		for r := range block {
			for c := range block[r] {
				d.set(at.Top+r, at.Left+c, block[r][c])
			}
		}
	}
	d.OnClear = func(r grid.Range) {
		for row := r.Top; row <= r.Bottom; row++ {
			for col := r.Left; col <= r.Right; col++ {
				d.set(row, col, "")
			}
		}
	}
	d.OnClipped = func(rows, cols int) { lost = []int{rows, cols} }
	clip := test.NewClipboard()
	shortcut := func(s fyne.Shortcut) { d.Grid.TypedShortcut(s) }

	clip.SetContent("1\t2\r\n3\t4\r\n")
	d.click(centre(2, 1))
	shortcut(&fyne.ShortcutPaste{Clipboard: clip})
	d.holds(3, 2, "4")
	d.selects(2, 1, 3, 2)

	clip.SetContent("")
	shortcut(&fyne.ShortcutCopy{Clipboard: clip})
	if got := clip.Content(); got != "1\t2\r\n3\t4\r\n" {
		t.Errorf("copied %q", got)
	}
	shortcut(&fyne.ShortcutCut{Clipboard: clip})
	d.holds(2, 1, "")

	clip.SetContent("9")
	d.drag(centre(5, 0), centre(6, 1))
	shortcut(&fyne.ShortcutPaste{Clipboard: clip})
	d.holds(6, 1, "9")
	d.keys(fyne.KeyDelete)
	d.holds(6, 1, "")

	d.set(0, 0, "5")
	d.drag(centre(0, 0), centre(3, 0))
	d.ctrl(fyne.KeyD)
	d.holds(3, 0, "5")
	d.click(centre(4, 0))
	d.ctrl(fyne.KeyD)
	d.holds(4, 0, "5")

	clip.SetContent("1\t2\n3\t4\n5\t6\n")
	d.ctrl(fyne.KeyEnd)
	shortcut(&fyne.ShortcutPaste{Clipboard: clip})
	d.holds(199, 19, "1")
	if !reflect.DeepEqual(lost, []int{2, 1}) {
		t.Errorf("lost %v", lost)
	}

	d.ReadOnly = true
	d.click(centre(0, 0))
	d.keys(fyne.KeyBackspace)
	d.holds(0, 0, "5")
}

func TestUndoAndRedo(t *testing.T) {
	var did []string
	d := atDesk(t, func(g *grid.Grid) {
		g.OnUndo = func() { did = append(did, "undo") }
		g.OnRedo = func() { did = append(did, "redo") }
	})
	d.Grid.TypedShortcut(&fyne.ShortcutUndo{})
	d.Grid.TypedShortcut(&fyne.ShortcutRedo{})
	d.ctrl(fyne.KeyZ, fyne.KeyModifierShift)
	if !reflect.DeepEqual(did, []string{"undo", "redo", "redo"}) {
		t.Error(did)
	}
}

func TestColumnsFromRightToLeft(t *testing.T) {
	d := atDesk(t, func(g *grid.Grid) { g.RightToLeft = true })
	w := d.Grid.Size().Width
	mirrored := func(row, col int) fyne.Position {
		p := centre(row, col)
		return fyne.NewPos(w-p.X, p.Y)
	}
	d.click(mirrored(2, 1))
	d.active(2, 1)
	d.keys(fyne.KeyLeft)
	d.active(2, 2)
	d.ctrl(fyne.KeyRight)
	d.active(2, 0)
	d.click(fyne.NewPos(w-20, 25+3*26+5))
	d.selects(3, 0, 3, 19)
	d.drag(mirrored(1, 1), mirrored(2, 3))
	d.selects(1, 1, 2, 3)
}

func TestHeadsCanBeDragged(t *testing.T) {
	d := atDesk(t)
	edge := fyne.NewPos(80+88, 10)
	test.MoveMouse(d.win.Canvas(), edge)
	if d.Cursor() != desktop.HResizeCursor {
		t.Error("no cursor for an edge that can be dragged")
	}
	d.drag(edge, edge.AddXY(50, 0))
	d.click(centre(0, 1).AddXY(50-40, 0))
	d.active(0, 1)
	d.click(centre(0, 1).AddXY(-40, 0))
	d.active(0, 0)
	head := fyne.NewPos(80, 12)
	d.drag(head, head.AddXY(30, 0))
	d.click(fyne.NewPos(100, 25+26+5))
	d.selects(1, 0, 1, 19)
}

func TestScrolling(t *testing.T) {
	d := atDesk(t)
	test.Scroll(d.win.Canvas(), centre(1, 1), 0, -26*3)
	d.click(centre(0, 0))
	d.active(3, 0)
	d.withShift(func() { d.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.Delta{DY: -88}}) })
	d.click(centre(0, 0))
	d.active(3, 1)
	d.Grid.ScrollTo(0, 0)
	bar := fyne.NewPos(80+5*88+6, 25+5)
	d.drag(bar, bar.AddXY(0, 1000))
	d.click(centre(9, 0))
	d.active(199, 0)
	d.click(bar)
	d.click(centre(9, 0))
	d.active(189, 0)
}

func TestTabLeavesTheTableAtItsEnd(t *testing.T) {
	d := atTable(t, newLedger(2, 2))
	d.Select(1, 1)
	went := false
	d.OnContinue = func() { went = true }
	d.keys(fyne.KeyTab)
	if !went {
		t.Error("Tab in the last cell leads nowhere")
	}
	d.OnContinue = nil
	next := widget.NewEntry()
	d.win.SetContent(&fyne.Container{Objects: []fyne.CanvasObject{d.Grid, next}})
	d.win.Canvas().Focus(d.Grid)
	d.keys(fyne.KeyTab)
	if d.win.Canvas().Focused() != fyne.Focusable(next) {
		t.Errorf("the focus is on %T", d.win.Canvas().Focused())
	}
}

func TestRowsOpenAndClose(t *testing.T) {
	s := newSample()
	var toggled []int
	g, win := inWindow(t, s, theme.VariantLight, 800, 400)
	g.OnToggle = func(row int) { toggled = append(toggled, row) }
	win.Canvas().Focus(g)
	e := &desktop.MouseEvent{Button: desktop.MouseButtonPrimary}
	e.Position = fyne.NewPos(10, 50+2*26+13)
	g.MouseDown(e)
	g.MouseUp(e)
	g.Select(8, 0)
	alt := func(k fyne.KeyName) {
		g.TypedShortcut(&desktop.CustomShortcut{KeyName: k, Modifier: fyne.KeyModifierAlt})
	}
	alt(fyne.KeyLeft) // is closed already
	alt(fyne.KeyRight)
	if !reflect.DeepEqual(toggled, []int{2, 8}) {
		t.Error(toggled)
	}
}

func TestMenu(t *testing.T) {
	d := atDesk(t)
	var at []int
	d.OnMenu = func(row, col int, _ fyne.Position) { at = []int{row, col} }
	e := &desktop.MouseEvent{Button: desktop.MouseButtonSecondary}
	e.Position = centre(2, 3)
	d.MouseDown(e)
	d.TappedSecondary(&fyne.PointEvent{Position: centre(2, 3)})
	d.active(2, 3)
	if !reflect.DeepEqual(at, []int{2, 3}) {
		t.Error(at)
	}
	d.keys(fyne.KeyRight, desktop.KeyMenu)
	if !reflect.DeepEqual(at, []int{2, 4}) {
		t.Error(at)
	}
}

func TestOnSelectFollows(t *testing.T) {
	var seen []sheet.Pos
	d := atDesk(t)
	d.OnSelect = func(s grid.Selection) { seen = append(seen, s.Active) }
	d.keys(fyne.KeyRight, fyne.KeyDown, fyne.KeyUp, fyne.KeyUp)
	if !reflect.DeepEqual(seen, []sheet.Pos{{Row: 0, Col: 1}, {Row: 1, Col: 1}, {Row: 0, Col: 1}}) {
		t.Error(seen)
	}
}

func TestAnotherModelAndAnEmptyOne(t *testing.T) {
	d := atDesk(t)
	d.Select(150, 15)
	d.write("1")
	d.SetModel(newLedger(0, 0))
	d.win.Canvas().Capture()
	d.keys(fyne.KeyDown, fyne.KeyTab, fyne.KeyReturn, fyne.KeyF2, fyne.KeyEnd)
	d.click(centre(1, 1))
	d.Grid.TypedShortcut(&fyne.ShortcutCopy{Clipboard: test.NewClipboard()})
	d.SetModel(newLedger(3, 3))
	d.ledger.rows = 3
	d.click(centre(2, 2))
	d.active(2, 2)
	d.win.Canvas().Capture()
}

// Every visible change of the model's cell shows: nothing is painted from a stale picture.
func TestRefreshCellsPaintsThoseCells(t *testing.T) {
	d := atDesk(t)
	before := d.win.Canvas().Capture()
	d.set(4, 3, "88 888")
	d.RefreshCells(sheet.One(4, 3))
	part := d.win.Canvas().Capture()
	d.Grid.Refresh()
	whole := d.win.Canvas().Capture()
	if reflect.DeepEqual(before, part) {
		t.Error("the cell is not painted")
	}
	if !reflect.DeepEqual(part, whole) {
		t.Error("a cell painted by itself differs from the whole painted")
	}
}

func TestFractionsOfAPixelAddUp(t *testing.T) {
	d := atDesk(t)
	for range 26 * 4 {
		test.Scroll(d.win.Canvas(), centre(1, 1), 0, -0.25)
	}
	d.click(centre(0, 0))
	d.active(1, 0)
}

// Whatever is pressed, typed and dragged in whatever order: the selection lies in the table and nothing breaks.
func TestAnyHandling(t *testing.T) {
	d := atDesk(t)
	d.OnCommit = func(r, c int, text string) error {
		if len(text) > 3 {
			return errors.New("Too long.")
		}
		return d.set(r, c, text)
	}
	d.OnPaste = func(grid.Range, [][]string) {}
	d.OnClear = func(grid.Range) {}
	keys := []fyne.KeyName{fyne.KeyUp, fyne.KeyDown, fyne.KeyLeft, fyne.KeyRight, fyne.KeyTab, fyne.KeyReturn, fyne.KeyEscape,
		fyne.KeyF2, fyne.KeyHome, fyne.KeyEnd, fyne.KeyPageDown, fyne.KeyPageUp, fyne.KeyDelete, fyne.KeySpace, fyne.KeyBackspace}
	rapid.Check(t, func(t *rapid.T) {
		d.win.Canvas().Focus(d.Grid)
		d.RightToLeft = rapid.Bool().Draw(t, "right to left")
		place := func() fyne.Position {
			return fyne.NewPos(rapid.Float32Range(-50, 700).Draw(t, "x"), rapid.Float32Range(-50, 400).Draw(t, "y"))
		}
		key := rapid.SampledFrom(keys)
		t.Repeat(map[string]func(*rapid.T){
			"key":   func(t *rapid.T) { d.keys(key.Draw(t, "key")) },
			"shift": func(t *rapid.T) { d.withShift(func() { d.keys(key.Draw(t, "key")) }) },
			"ctrl":  func(t *rapid.T) { d.ctrl(key.Draw(t, "key")) },
			"write": func(t *rapid.T) { d.write("12") },
			"click": func(*rapid.T) { d.click(place()) },
			"drag":  func(*rapid.T) { d.drag(place(), place(), place()) },
			"twice": func(*rapid.T) { d.DoubleTapped(&fyne.PointEvent{Position: place()}) },
			"wheel": func(t *rapid.T) { d.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.Delta{DX: 31, DY: -77}}) },
			"model": func(t *rapid.T) { d.ledger.rows = rapid.IntRange(0, 60).Draw(t, "rows"); d.Grid.Refresh() },
			"scale": func(t *rapid.T) { d.SetScale(rapid.Float32Range(0.5, 2).Draw(t, "scale")) },
			"paint": func(*rapid.T) { d.win.Canvas().Capture() },
			"": func(t *rapid.T) {
				s := d.Grid.Selection()
				r := s.Range()
				if d.rows > 0 && !d.Editing() && (r.Top < 0 || r.Bottom >= d.rows || r.Right >= d.cols || !r.Contains(s.Active)) {
					t.Fatalf("%+v of %d rows", s, d.rows)
				}
				if d.win.Canvas().Focused() == nil {
					d.win.Canvas().Focus(d.Grid)
				}
			},
		})
	})
}
