package desktop

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"migraform/app/desktop/grid"
	"migraform/app/workspace"
	"migraform/forms"
)

// inWindow is the program in a window of the test driver, in English.
func inWindow(t testing.TB) *Window {
	t.Helper()
	home := t.TempDir()
	t.Setenv("HOME", home)
	t.Setenv("XDG_CONFIG_HOME", home)
	app := test.NewTempApp(t)
	app.Preferences().SetString(languageKey, "en")
	w := New(app)
	w.win.Resize(fyne.NewSize(firstWidth, firstHeight))
	return w
}

// atDesk is the program with a new document for Norway, 2025.
func atDesk(t *testing.T) (*Window, *desk) {
	t.Helper()
	w := inWindow(t)
	ws, err := workspace.Create(filepath.Join(t.TempDir(), "norway.migraform"), workspace.Start{Country: "NOR", Year: 2025})
	if err != nil {
		t.Fatal(err)
	}
	w.adopt(ws)
	t.Cleanup(w.closeDocument)
	return w, w.desk
}

func (d *desk) cellAt(t *testing.T, address string) forms.Cell {
	t.Helper()
	cell, err := d.q.Cell(address)
	if err != nil {
		t.Fatal(err)
	}
	return cell
}

// press presses keys on whatever has the focus.
func (w *Window) press(keys ...fyne.KeyName) {
	for _, key := range keys {
		w.win.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: key})
	}
}

func (w *Window) write(text string) {
	for _, r := range text {
		w.win.Canvas().Focused().TypedRune(r)
	}
}

func TestTypingIsSavedAndUndone(t *testing.T) {
	w, d := atDesk(t)
	sweden := d.cellAt(t, "B2/SWE/F/2025")
	d.goToCell(sweden)
	w.write("1 243p")
	w.press(fyne.KeyReturn)
	if a := d.ws.Answer(sweden); a.Value != forms.Whole(1243) || a.Status != forms.Provisional {
		t.Errorf("the answer is %+v", a)
	}
	row, column, _ := d.table.m.Sheet.Place(sweden)
	if text := d.table.m.Cell(row, column).Text; text != "p\u20021,243" {
		t.Errorf("the table shows %q", text)
	}
	d.undo()
	if !d.ws.Answer(sweden).IsBlank() {
		t.Error("the answer is still there after undo")
	}
	if !strings.Contains(d.status.words.words, "Sweden") {
		t.Errorf("the bottom line says %q", d.status.words.words)
	}
}

func TestWhatIsNoAnswerStaysInTheEditor(t *testing.T) {
	w, d := atDesk(t)
	cell := d.cellAt(t, "B2/SWE/F/2025")
	d.goToCell(cell)
	w.write("about 12")
	w.press(fyne.KeyReturn)
	if !d.table.grid.Editing() || !d.ws.Answer(cell).IsBlank() {
		t.Error("the text was taken")
	}
	w.press(fyne.KeyEscape)
}

func TestAFindingLeadsToItsCellAndEscapeBack(t *testing.T) {
	w, d := atDesk(t)
	for address, text := range map[string]string{"A1/IMM/_T/2025": "100", "A1/IMM/M/2025": "60", "A1/IMM/F/2025": "50"} {
		if err := d.ws.Type(d.cellAt(t, address), text); err != nil {
			t.Fatal(err)
		}
	}
	if words := d.top.counts[0].number.words; words != "1" {
		t.Errorf("the bar counts %s errors", words)
	}
	d.goTo(location{atTable, "C1"})
	d.showFindings(0)
	if d.findings.lines[1].Finding == nil {
		t.Fatalf("nothing is listed: %+v", d.findings.lines)
	}
	w.press(fyne.KeyReturn)
	cell, _ := d.table.activeCell()
	if got := d.q.Address(cell); got != "A1/IMM/_T/2025" {
		t.Errorf("it led to %s", got)
	}
	w.press(fyne.KeyEscape)
	if d.at.kind != atFindings {
		t.Errorf("Escape led to %+v", d.at)
	}
	w.press(fyne.KeyEscape)
	if d.at != (location{atTable, "C1"}) {
		t.Errorf("Escape led to %+v", d.at)
	}
}

func TestAPasteThatCannotBeReadChangesNothing(t *testing.T) {
	_, d := atDesk(t)
	cell := d.cellAt(t, "B2/SWE/F/2025")
	d.goToCell(cell)
	clip := test.NewClipboard()
	clip.SetContent("12\t13\nfourteen\t15\n")
	d.table.grid.TypedShortcut(&fyne.ShortcutPaste{Clipboard: clip})
	if !d.ws.Answer(cell).IsBlank() || !strings.Contains(d.status.words.words, "fourteen") {
		t.Errorf("the bottom line says %q", d.status.words.words)
	}
	clip.SetContent("12\t13\n14\t–\n")
	d.table.grid.TypedShortcut(&fyne.ShortcutPaste{Clipboard: clip})
	if a := d.ws.Answer(cell); a.Value != forms.Whole(12) {
		t.Errorf("the answer is %+v", a)
	}
}

func TestTheSecondOpenerReadsOnly(t *testing.T) {
	w, d := atDesk(t)
	second, err := workspace.Open(d.ws.Path())
	if err != nil {
		t.Fatal(err)
	}
	other := newDesk(w, second)
	t.Cleanup(func() { second.Close() })
	other.refresh()
	if !other.table.grid.ReadOnly || other.top.saved.words != "read only" || !other.top.bringIn.Disabled() {
		t.Error("the second opener may write")
	}
}

func TestANewDocumentAsksForWhatIsMissing(t *testing.T) {
	w := inWindow(t)
	n := newNewDocument(w)
	w.show(n)
	n.make()
	if !n.errCountry.box.Visible() {
		t.Error("the country is not asked for")
	}
	n.country.SetText("norv")
	n.country.SetText("norw")
	n.chooseFirst()
	if n.chosen != "NOR" || !strings.HasSuffix(n.file.Text, "norway-"+n.year.Text+workspace.Extension) {
		t.Errorf("%s, %s", n.chosen, n.file.Text)
	}
	if err := os.WriteFile(n.file.Text, []byte("something else"), 0o644); err != nil {
		t.Fatal(err)
	}
	n.file.OnChanged(n.file.Text)
	_, err := workspace.Create(n.file.Text, workspace.Start{Country: "NOR", Year: 2025})
	n.complain(err)
	if !n.errFile.box.Visible() {
		t.Error("the file that is there already is not complained of at its field")
	}
	n.file.OnChanged("")
	n.ownFile = false
	n.propose()
	if !strings.HasSuffix(n.file.Text, "-2"+workspace.Extension) {
		t.Errorf("a name that is taken is proposed: %s", n.file.Text)
	}
}

func TestAnotherLanguageStaysAtTheCell(t *testing.T) {
	w, d := atDesk(t)
	sweden := d.cellAt(t, "B2/SWE/F/2024")
	d.goToCell(sweden)
	w.settings.SetString(languageKey, "fr")
	w.rebuild()
	cell, _ := w.desk.table.activeCell()
	if w.desk.at != (location{atTable, "B2"}) || cell != sweden {
		t.Errorf("at %+v, %s", w.desk.at, w.desk.q.Address(cell))
	}
	row, _, _ := w.desk.table.m.Sheet.Place(sweden)
	if name := w.desk.table.m.RowHead(row).Text; name != "Suède" {
		t.Errorf("the row is called %s", name)
	}
}

func TestGoingRoundTheWindow(t *testing.T) {
	w, d := atDesk(t)
	d.goTo(location{atTable, "B1"})
	d.next(1)
	if d.at.id != "B2" {
		t.Errorf("the next table is %+v", d.at)
	}
	d.search()
	w.write("swe")
	w.press(fyne.KeyReturn)
	if cell, _ := d.table.activeCell(); d.q.Address(cell) != "B2/SWE/_T/2025" {
		t.Errorf("the search led to %s", d.q.Address(cell))
	}
	w.press(fyne.KeyF4)
	if d.side.Visible() {
		t.Error("F4 does not fold the panel")
	}
	w.press(fyne.KeyF4)
	var visited []fyne.Focusable
	for range 4 {
		w.press(fyne.KeyF6)
		visited = append(visited, w.win.Canvas().Focused())
	}
	if visited[3] != fyne.Focusable(d.table.grid) || visited[0] == visited[1] || visited[1] == visited[2] {
		t.Errorf("F6 goes to %T, %T, %T, %T", visited[0], visited[1], visited[2], visited[3])
	}
}

func TestATableIsShownWhereItChanged(t *testing.T) {
	_, d := atDesk(t)
	d.goTo(location{atTable, "C1"})
	d.goTo(location{kind: atHistory})
	for _, address := range []string{"E1/SYR/NEW/2024", "C1/SWE/F/2023"} {
		if err := d.ws.Type(d.cellAt(t, address), "7"); err != nil {
			t.Fatal(err)
		}
		cell := d.cellAt(t, address)
		d.goTo(location{atTable, d.q.CubeOf(cell).Name})
		if active, _ := d.table.activeCell(); active != cell {
			t.Errorf("shown at %s", d.q.Address(active))
		}
		d.goTo(location{kind: atHistory})
	}
}

func TestRecentDocumentsAreRemembered(t *testing.T) {
	w, d := atDesk(t)
	path := d.ws.Path()
	w.toStart()
	if l := w.settings.recents(); len(l) != 1 || l[0].Path != path || l[0].Country != "NOR" {
		t.Errorf("%+v", l)
	}
	if w.now.(*start).latest == nil {
		t.Error("the document that was open is not offered")
	}
	os.Remove(path)
	w.toStart()
	if w.now.(*start).latest != nil {
		t.Error("a document that is gone is offered")
	}
}

func TestWorkGoesOnWhereItStopped(t *testing.T) {
	w, d := atDesk(t)
	path := d.ws.Path()
	d.goToCell(d.cellAt(t, "B2/SWE/F/2024"))
	w.toStart()
	ws, err := workspace.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	w.adopt(ws)
	if cell, _ := w.desk.table.activeCell(); w.desk.q.Address(cell) != "B2/SWE/F/2024" {
		t.Errorf("it went on at %s", w.desk.q.Address(cell))
	}
}

func TestASuspectIsCorrected(t *testing.T) {
	_, d := atDesk(t)
	for address, text := range map[string]string{"A1/IMM/_T/2025": "2477", "A1/IMM/M/2025": "1234", "A1/IMM/F/2025": "1234"} {
		if err := d.ws.Type(d.cellAt(t, address), text); err != nil {
			t.Fatal(err)
		}
	}
	found := d.ws.Failing()
	if len(found) == 0 || len(found[0].Suspects) == 0 {
		t.Fatalf("no suspects: %+v", found)
	}
	d.correct(found[0].Suspects[0])
	if n := d.ws.Count(""); n.Errors != 0 {
		t.Errorf("%d errors remain", n.Errors)
	}
}

func TestAWarningIsExplained(t *testing.T) {
	_, d := atDesk(t)
	cell := d.cellAt(t, "B2/SWE/F/2025")
	if err := d.ws.Type(cell, "1243e"); err != nil { // an estimate calls for a note
		t.Fatal(err)
	}
	found, _ := d.ws.FindingsAt(cell)
	if len(found) != 1 {
		t.Fatalf("%d findings", len(found))
	}
	finding := *found[0]
	d.goToCell(cell)
	d.panel.explain(&finding)
	d.panel.explaining.field.SetText("Counted twice by hand.")
	d.goTo(location{atTable, "C1"}) // leaving keeps it
	if x, ok := d.ws.Explanation(&finding); !ok || x.Text != "Counted twice by hand." {
		t.Errorf("%+v", x)
	}
	d.goToCell(cell)
	row, column, _ := d.table.m.Sheet.Place(cell)
	if mark := d.table.m.Cell(row, column).Mark; mark != grid.Explained {
		t.Errorf("the cell is marked %v", mark)
	}
}

func TestBlanksOfASelectionAreFilled(t *testing.T) {
	_, d := atDesk(t)
	d.goToCell(d.cellAt(t, "B1/Y0T4/NAT/M/2025"))
	d.table.grid.TypedShortcut(&fyne.ShortcutSelectAll{})
	d.table.fillBlanks(d.table.m.cellsIn(d.table.grid.Selection().Range()), forms.Answer{Status: forms.NotAvailable})
	if a := d.ws.Answer(d.cellAt(t, "B1/Y0T4/NAT/M/2025")); a.Status != forms.NotAvailable {
		t.Errorf("%+v", a)
	}
	if a := d.ws.Answer(d.cellAt(t, "B1/Y0T4/NAT/M/2024")); !a.IsBlank() {
		t.Error("another year was filled")
	}
}
