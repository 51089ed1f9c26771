package desktop

import (
	"path/filepath"
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	"migraform/app/workspace"
	"migraform/forms/definition"
)

// inFull is the program with all tables of Norway's.
func inFull(t *testing.T) *Window {
	t.Helper()
	w := inWindow(t)
	ws, err := workspace.Create(filepath.Join(t.TempDir(), "norway.migraform"), workspace.Start{Country: "NOR", Year: 2025, Scope: definition.All})
	if err != nil {
		t.Fatal(err)
	}
	w.adopt(ws)
	t.Cleanup(w.closeDocument)
	return w
}

// The desk follows what the answers ask, and stays where it was as far as
// that is still there.
func TestTheDeskFollowsWhatIsAsked(t *testing.T) {
	w := inFull(t)
	lists := func(table string) bool {
		return slices.ContainsFunc(w.desk.sections.lines, func(l *sectionLine) bool { return l.table != nil && l.table.ID == table })
	}
	answer := func(id, text string) {
		t.Helper()
		if err := w.desk.ws.SetQuestion("M2", 0, id, text); err != nil {
			t.Fatal(err)
		}
	}
	w.desk.goTo(location{atTable, "J1"})
	w.desk.goTo(location{atQuestions, "M2"})
	answer("temporary_recorded", "no")
	if lists("J1") || w.desk.at != (location{atQuestions, "M2"}) {
		t.Errorf("J1 is listed: %v; the desk is at %v", lists("J1"), w.desk.at)
	}
	answer("temporary_recorded", "yes")
	if !lists("J1") {
		t.Error("J1 does not come back")
	}
	w.desk.goToCell(w.desk.cellAt(t, "B8/STUDY/_T/F/2025"))
	columns := w.desk.table.m.Columns()
	answer("duration_recorded", "no")
	if w.desk.at != (location{atTable, "B8"}) || w.desk.table.m.Columns() >= columns {
		t.Errorf("the desk is at %v, with %d columns of %d", w.desk.at, w.desk.table.m.Columns(), columns)
	}
	if cell, ok := w.desk.table.activeCell(); !ok || w.desk.q.Address(cell) != "B8/STUDY/_T/F/2025" {
		t.Errorf("the cursor is at %s", w.desk.q.Address(cell))
	}
	w.desk.undo()
	if w.desk.table.m.Columns() != columns {
		t.Error("undo does not bring the classes back")
	}
}

// F1 leads from a table to the instructions of its section, and Escape back.
func TestInstructionsAreAKeyAway(t *testing.T) {
	w := inFull(t)
	w.desk.goTo(location{atTable, "C2"})
	w.win.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyF1})
	if w.desk.at != (location{atSection, "C"}) {
		t.Fatalf("F1 leads to %v", w.desk.at)
	}
	w.desk.escape()
	if w.desk.at != (location{atTable, "C2"}) {
		t.Errorf("Escape leads to %v", w.desk.at)
	}
	w.desk.goTo(location{atQuestions, "M4"})
	w.win.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyF1})
	if w.desk.at != (location{atSection, ""}) {
		t.Errorf("from questions F1 leads to %v", w.desk.at)
	}
}

// A table says above its figures which sources they come from.
func TestATableNamesItsSources(t *testing.T) {
	w := inFull(t)
	d := w.desk
	d.goTo(location{atTable, "B2"})
	if got := d.table.source.words; got != "Source not named" {
		t.Errorf("at first it says %q", got)
	}
	for entry, name := range map[int]string{1: "Population register", 2: "Permits"} {
		if err := d.ws.SetQuestion("M1", entry, "name", name); err != nil {
			t.Fatal(err)
		}
		if err := d.ws.UseSource("B2", entry, true); err != nil {
			t.Fatal(err)
		}
	}
	if err := d.ws.UseSource("A1", 1, true); err != nil {
		t.Fatal(err)
	}
	if got := d.table.source.words; got != "Source: Population register, Permits" {
		t.Errorf("it says %q", got)
	}
	if got := d.ws.Question("M1", 1, "tables"); got != "A1 B2" {
		t.Errorf("the register is of %q", got)
	}
	if err := d.ws.UseSource("B2", 1, false); err != nil {
		t.Fatal(err)
	}
	if got := d.table.source.words; got != "Source: Permits" {
		t.Errorf("it says %q", got)
	}
}
