package grid_test

import (
	"errors"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"migraform/app/desktop/grid"
)

func TestTypingReplacesAndEnterGoesDown(t *testing.T) {
	d := atDesk(t)
	d.set(0, 0, "old")
	d.write("12")
	if !d.Editing() || d.win.Canvas().Focused() == fyne.Focusable(d.Grid) {
		t.Fatal("the editor is not open, or does not have the focus")
	}
	d.keys(fyne.KeyReturn)
	d.holds(0, 0, "12")
	d.active(1, 0)
	if d.Editing() || d.win.Canvas().Focused() != fyne.Focusable(d.Grid) {
		t.Error("the table does not have the focus back")
	}
	d.write("3")
	d.keys(fyne.KeyTab)
	d.write("4")
	d.keys(fyne.KeyTab)
	d.write("5")
	d.keys(fyne.KeyEnter)
	d.holds(1, 2, "5")
	d.active(2, 0)
	d.write("6")
	d.keys(fyne.KeyRight)
	d.holds(2, 0, "6")
	d.active(2, 1)
}

func TestF2KeepsTheTextWithTheCaretAtItsEnd(t *testing.T) {
	d := atDesk(t)
	d.set(0, 0, "123")
	d.keys(fyne.KeyF2)
	d.write("4")
	d.keys(fyne.KeyLeft, fyne.KeyLeft, fyne.KeyBackspace)
	d.keys(fyne.KeyReturn)
	d.holds(0, 0, "134")
}

func TestEscapeBringsBackWhatWasThere(t *testing.T) {
	d := atDesk(t)
	d.set(0, 0, "old")
	d.write("new")
	d.keys(fyne.KeyEscape)
	d.holds(0, 0, "old")
	d.active(0, 0)
	if d.Editing() {
		t.Error("the editor is open")
	}
}

func TestDoubleClickEditsAndAClickElsewhereCommits(t *testing.T) {
	d := atDesk(t)
	d.set(3, 2, "7")
	d.click(centre(3, 2))
	d.DoubleTapped(&fyne.PointEvent{Position: centre(3, 2)})
	d.write("0")
	d.click(centre(5, 1))
	d.holds(3, 2, "70")
	d.active(5, 1)
}

func TestWhatIsNotTakenStaysOpenUntilItIs(t *testing.T) {
	taken := 0
	d := atDesk(t, func(g *grid.Grid) {
		g.OnCommit = func(_, _ int, text string) error {
			if text == "12a" {
				return errors.New("“12a” is not a number.")
			}
			taken++
			return nil
		}
	})
	d.write("12a")
	d.keys(fyne.KeyReturn)
	if !d.Editing() {
		t.Fatal("the editor closed over an error")
	}
	d.active(0, 0)
	d.click(centre(4, 4))
	d.active(0, 0)
	d.keys(fyne.KeyTab)
	d.active(0, 0)
	if d.Commit() {
		t.Error("a text with an error was committed")
	}
	d.Tapped(&fyne.PointEvent{Position: centre(4, 4)})
	d.keys(fyne.KeyBackspace, fyne.KeyReturn)
	d.active(1, 0)
	if taken != 1 {
		t.Errorf("taken %d times", taken)
	}
}

func TestWhatCannotBeEdited(t *testing.T) {
	d := atDesk(t, func(g *grid.Grid) { g.ReadOnly = true })
	d.write("1")
	d.keys(fyne.KeyF2)
	if d.Editing() {
		t.Error("a read-only table is edited")
	}
	s := newSample()
	g, _ := inWindow(t, s, theme.VariantLight, 800, 400)
	g.Select(10, 5)
	g.TypedRune('1')
	if g.Editing() {
		t.Error("a locked cell is edited")
	}
}

func TestLeavingForAnotherWidgetCommits(t *testing.T) {
	d := atTable(t, newLedger(2, 2))
	next := widget.NewEntry()
	d.win.SetContent(&fyne.Container{Objects: []fyne.CanvasObject{d.Grid, next}})
	d.win.Canvas().Focus(d.Grid)
	d.write("8")
	d.win.Canvas().Focus(next)
	d.holds(0, 0, "8")
	if d.Editing() || d.win.Canvas().Focused() != fyne.Focusable(next) {
		t.Errorf("editing %v, the focus is on %T", d.Editing(), d.win.Canvas().Focused())
	}
}

func TestShiftTabAndShiftEnterLeaveTheEditorBackwards(t *testing.T) {
	d := atDesk(t)
	d.Select(3, 3)
	d.write("1")
	d.withShift(func() { d.keys(fyne.KeyTab) })
	d.active(3, 2)
	d.withShift(func() { d.write("A"); d.keys(fyne.KeyReturn) })
	d.active(2, 2)
	d.holds(3, 2, "A")
	d.keys(fyne.KeyTab)
	d.active(2, 3)
}
