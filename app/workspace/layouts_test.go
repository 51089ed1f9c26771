package workspace_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"migraform/app/workspace"
	"migraform/export/workbook"
	"migraform/forms/intake"
	"migraform/forms/intake/reader"
	"migraform/forms/words"

	"github.com/xuri/excelize/v2"
)

func write(t *testing.T, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

func readFile(t *testing.T, w *workspace.Workspace, path string) *workspace.Import {
	t.Helper()
	i, err := w.Read(context.Background(), path, "", nil)
	if err != nil {
		t.Fatal(err)
	}
	return i
}

// answerAll answers each question about a file with the first choice.
func answerAll(t *testing.T, w *workspace.Workspace, i *workspace.Import) (asked int) {
	t.Helper()
	for range 20 {
		questions := i.Plan.Questions()
		if len(questions) == 0 {
			return asked
		}
		q := &questions[0]
		if len(q.Choices) == 0 {
			t.Fatalf("nothing can be answered to %s", words.In("en").Message(q.Message))
		}
		i.Decisions = q.Decide(i.Decisions, q.Choices[0].ID)
		if err := w.Replan(context.Background(), i); err != nil {
			t.Fatal(err)
		}
		asked++
	}
	t.Fatal("the questions do not end")
	return asked
}

const (
	registerOf2024 = "Figures of the register, 2024\nImmigration by citizenship and region,,,\nCitizenship,Region,Men,Women\n" +
		"Norway,North,1,2\nNorway,South,3,4\nNarnia,North,5,6\nNarnia,South,7,8\nSweden,North,1,1\nSweden,South,1,1\n"
	registerOf2025 = "Figures of the register, 2025\n\nImmigration by citizenship and region,,,\nCitizenship,Region,Men,Women\n" +
		"Norway,North,10,20\nNorway,South,30,40\nNarnia,North,5,6\nNarnia,South,7,8\nDenmark,North,1,1\nDenmark,South,1,1\n"
)

// TestTheNextFileOfALayoutIsReadWithoutAQuestion brings in a file about which
// things are asked, and then the one of the year after.
func TestTheNextFileOfALayoutIsReadWithoutAQuestion(t *testing.T) {
	w := fresh(t)
	first := readFile(t, w, write(t, "register-2024.csv", registerOf2024))
	if first.Layout != "" || len(first.Differences) > 0 {
		t.Errorf("a first file is made like %q, with %v", first.Layout, first.Differences)
	}
	if asked := answerAll(t, w, first); asked != 2 {
		t.Errorf("%d questions; which are Narnia and whether all regions are there", asked)
	}
	if n, err := w.Apply(first); err != nil || n != 4 {
		t.Fatal(n, err)
	}
	if a := w.Answer(cell(t, w, "B2/NOR/F/2024")); a.Value.String() != "6" || a.Source.Cell != "D4:D5" {
		t.Errorf("women from Norway: %+v", a)
	}

	next := readFile(t, w, write(t, "register-2025.csv", registerOf2025))
	if next.Layout != "register-2024.csv" || next.Plan.Counts[intake.Unresolved] != 0 || next.New != 4 {
		t.Errorf("the next file is made like %q: %v, %d new", next.Layout, next.Plan.Counts, next.New)
	}
	said := ""
	for _, d := range next.Differences {
		said += words.In("en").Message(d) + "\n"
	}
	if !strings.Contains(said, "New since the last file of this layout: Denmark") || !strings.Contains(said, "No longer there since the last file of this layout: Sweden") {
		t.Errorf("differences: %s", said)
	}

	// Emigration in the same form is another thing.
	other := readFile(t, w, write(t, "other.csv", strings.ReplaceAll(registerOf2024, "Immigration", "Emigration")))
	if other.Layout != "" {
		t.Errorf("emigration is taken for %q", other.Layout)
	}

	// Undone, nothing is remembered; done again, it is, in another document too.
	if _, err := w.Undo(); err != nil || len(w.Layouts()) != 0 {
		t.Errorf("%v, %d layouts after undoing", err, len(w.Layouts()))
	}
	if _, err := w.Redo(); err != nil || len(w.Layouts()) != 1 {
		t.Errorf("%v, %d layouts after redoing", err, len(w.Layouts()))
	}
	file := filepath.Join(t.TempDir(), "layouts.json")
	if err := w.ExportLayouts(file, false); err != nil {
		t.Fatal(err)
	}
	if err := w.ExportLayouts(file, false); !errors.Is(err, workbook.ErrExists) {
		t.Errorf("an existing file: %v", err)
	}
	w2 := fresh(t)
	if n, err := w2.ImportLayouts(file); err != nil || n != 1 {
		t.Fatal(n, err)
	}
	if n, err := w2.ImportLayouts(file); err != nil || n != 0 {
		t.Errorf("%d layouts are new the second time, %v", n, err)
	}
	if again := readFile(t, w2, write(t, "register-2025.csv", registerOf2025)); again.Plan.Counts[intake.Unresolved] != 0 {
		t.Errorf("in another document: %v", again.Plan.Counts)
	}
}

func TestWhatIsNoFileOfLayoutsIsRefused(t *testing.T) {
	w := fresh(t)
	for _, text := range []string{"", "{}", "[1]", registerOf2024} {
		var wrong *workspace.LayoutsError
		if _, err := w.ImportLayouts(write(t, "x.json", text)); !errors.As(err, &wrong) || !strings.Contains(err.Error(), "x.json") {
			t.Errorf("%q: %v", text, err)
		}
	}
	if _, err := w.ImportLayouts("nowhere.json"); !errors.Is(err, os.ErrNotExist) {
		t.Error(err)
	}
}

// TestDecisionsMoveWithTheirRows leaves a row out, and finds it again where it
// stands a year later.
func TestDecisionsMoveWithTheirRows(t *testing.T) {
	w := fresh(t)
	const table = "Immigration by citizenship\nCitizenship,2024,2025\nSweden,1,2\nNorway,3,4\nNorway,5,6\nDenmark,7,8\n"
	i := readFile(t, w, write(t, "a.csv", table))
	i.Decisions = i.Decisions.On("", func(s *intake.SheetDecision) { s.IgnoreRows = []int{6}; s.IgnoreCells = []string{"B5", "C5"} })
	if err := w.Replan(context.Background(), i); err != nil {
		t.Fatal(err)
	}
	if _, err := w.Apply(i); err != nil {
		t.Fatal(err)
	}
	next := readFile(t, w, write(t, "a.csv", strings.Replace(table, "Sweden,", "Finland,9,9\nSweden,", 1)))
	d := next.Decisions.Sheets[""]
	if len(d.IgnoreRows) != 1 || d.IgnoreRows[0] != 7 || len(d.IgnoreCells) != 2 || d.IgnoreCells[0] != "B6" {
		t.Errorf("moved to %+v", d)
	}
	gone := readFile(t, w, write(t, "a.csv", strings.Replace(table, "Denmark,7,8\n", "", 1)))
	if len(gone.Decisions.Sheets[""].IgnoreRows) != 0 || len(gone.Differences) == 0 {
		t.Errorf("a row that is gone: %+v, %v", gone.Decisions.Sheets[""], gone.Differences)
	}
}

func TestALockedWorkbookAsksForItsPassword(t *testing.T) {
	w := fresh(t)
	path := locked(t, "Oslo 2025")
	for password, want := range map[string]string{"": reader.Encrypted, "Bergen": reader.WrongPassword, "Oslo 2025": ""} {
		_, err := w.ReadWith(context.Background(), path, workspace.ReadOptions{Password: password})
		if got := reader.ProblemOf(err); got != want {
			t.Errorf("password %q: %v", password, err)
		}
	}
}

// locked writes a workbook that opens with a password only.
func locked(t *testing.T, password string) string {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	for place, text := range map[string]string{"A1": "Immigration by citizenship", "A2": "Citizenship", "B2": "2025", "A3": "Norway", "A4": "Sweden"} {
		if err := f.SetCellValue("Sheet1", place, text); err != nil {
			t.Fatal(err)
		}
	}
	path := filepath.Join(t.TempDir(), "locked.xlsx")
	if err := f.SaveAs(path, excelize.Options{Password: password}); err != nil {
		t.Fatal(err)
	}
	return path
}
