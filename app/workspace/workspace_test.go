package workspace_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"migraform/app/workspace"
	"migraform/forms"
	"migraform/forms/definition"
	"migraform/forms/document"
	"migraform/forms/words"
	"migraform/validation"

	"pgregory.net/rapid"
)

// fresh begins a document for Norway in a folder of its own.
func fresh(t testing.TB) *workspace.Workspace {
	t.Helper()
	w, err := workspace.Create(filepath.Join(t.TempDir(), "norway.migraform"), workspace.Start{Country: "NOR", Year: 2025, Office: "Office"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { w.Close() })
	return w
}

func cell(t testing.TB, w *workspace.Workspace, address string) forms.Cell {
	t.Helper()
	c, err := w.Questionnaire().Cell(address)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func typed(t testing.TB, w *workspace.Workspace, address, text string) {
	t.Helper()
	if err := w.Type(cell(t, w, address), text); err != nil {
		t.Fatalf("%s: %v", address, err)
	}
}

func TestWhatAPersonTypes(t *testing.T) {
	w := fresh(t)
	c := cell(t, w, "B2/SWE/F/2025")
	for _, step := range []struct {
		text   string
		value  string
		status forms.Status
	}{
		{"1 243", "1243", forms.Normal},
		{"1,244p", "1244", forms.Provisional},
		{"1245", "1245", forms.Provisional}, // a corrected figure stays provisional
		{"…", "0", forms.NotAvailable},
		{"7", "7", forms.Normal},
		{"-", "0", forms.Normal},
		{"..", "0", forms.CannotExist},
		{"c", "0", forms.Withheld},
		{"", "0", forms.Blank},
	} {
		if err := w.Type(c, step.text); err != nil {
			t.Fatal(err)
		}
		if a := w.Answer(c); a.Value.String() != step.value || a.Status != step.status {
			t.Errorf("after %q the cell holds %v %v", step.text, a.Value, a.Status)
		}
	}
	for _, text := range []string{"abc", "12 kg", "1e5", "999999999999", "0.00001"} {
		err := w.Type(c, text)
		var unreadable *workspace.UnreadableError
		if !errors.As(err, &unreadable) {
			t.Errorf("%q: %v", text, err)
		}
		if said := words.In("fr").Error(err); said == err.Error() {
			t.Errorf("%q is not said in French: %s", text, said)
		}
		if !w.Answer(c).IsBlank() {
			t.Errorf("%q left %+v", text, w.Answer(c))
		}
	}
}

func TestAPasteIsAllOrNothing(t *testing.T) {
	w := fresh(t)
	a, b := cell(t, w, "B2/SWE/M/2025"), cell(t, w, "B2/SWE/F/2025")
	refused, err := w.Paste([]workspace.CellText{{a, "10"}, {b, "ten"}})
	if err != nil || len(refused) != 1 || refused[0].Cell != b {
		t.Fatalf("refused %v, %v", refused, err)
	}
	if !w.Answer(a).IsBlank() {
		t.Error("half of a paste was taken")
	}
	if refused, err = w.Paste([]workspace.CellText{{a, "10"}, {b, "11"}}); err != nil || refused != nil {
		t.Fatal(refused, err)
	}
	if _, err := w.Undo(); err != nil {
		t.Fatal(err)
	}
	if !w.Answer(a).IsBlank() || !w.Answer(b).IsBlank() {
		t.Error("a paste is not undone at once")
	}
}

func TestEverythingIsThereAfterReopening(t *testing.T) {
	w := fresh(t)
	typed(t, w, "B2/SWE/M/2025", "10")
	typed(t, w, "B2/SWE/F/2025", "11p")
	typed(t, w, "B2/SWE/_T/2025", "22")
	if err := w.SetNote("B2/SWE/*/*", "Register of 2025"); err != nil {
		t.Fatal(err)
	}
	if err := w.SetQuestion("M1", 1, "type", "survey"); err != nil {
		t.Fatal(err)
	}
	if err := w.Finish("B2", true); err != nil {
		t.Fatal(err)
	}
	before := len(w.Findings())
	path := w.Path()
	w.Close()
	w, err := workspace.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	if a := w.Answer(cell(t, w, "B2/SWE/F/2025")); a.Value != forms.Whole(11) || a.Status != forms.Provisional || a.Means != forms.Typed {
		t.Errorf("the answer came back as %+v", a)
	}
	if !w.Noted(cell(t, w, "B2/SWE/F/2024")) || w.Noted(cell(t, w, "B2/DNK/F/2024")) {
		t.Error("the row's note did not come back, or covers another row")
	}
	if w.Question("M1", 1, "type") != "survey" || !slices.Equal(w.Entries("M1"), []int{1}) || !w.Finished("B2") || w.Office() != "Office" {
		t.Error("questions or marks did not come back")
	}
	if len(w.Findings()) != before {
		t.Errorf("%d findings; before closing %d", len(w.Findings()), before)
	}
	// Undo reaches back before the restart.
	for range 5 {
		if _, err := w.Undo(); err != nil {
			t.Fatal(err)
		}
	}
	if a := w.Answer(cell(t, w, "B2/SWE/F/2025")); !a.IsBlank() {
		t.Errorf("undone, the cell still holds %+v", a)
	}
}

func TestASecondOpenerReadsOnly(t *testing.T) {
	w := fresh(t)
	typed(t, w, "B2/SWE/M/2025", "10")
	second, err := workspace.Open(w.Path())
	if err != nil {
		t.Fatal(err)
	}
	defer second.Close()
	why, readOnly := second.ReadOnly()
	if !readOnly || words.In("en").Message(why) == why.ID {
		t.Fatalf("read only %v: %q", readOnly, words.In("en").Message(why))
	}
	if err := second.Type(cell(t, second, "B2/SWE/M/2025"), "11"); !errors.Is(err, document.ErrReadOnly) {
		t.Errorf("the second opener wrote: %v", err)
	}
	if second.Answer(cell(t, second, "B2/SWE/M/2025")).Value != forms.Whole(10) {
		t.Error("the second opener does not see the first one's figures")
	}
}

func TestAnExplanationLapsesWithItsFigures(t *testing.T) {
	w := fresh(t)
	typed(t, w, "A1/POP_JAN1/M/2025", "1000")
	typed(t, w, "A1/ADJ/M/2025", "-3")
	warning := func() *validation.Finding {
		found, _ := w.FindingsAt(cell(t, w, "A1/ADJ/M/2025"))
		for _, f := range found {
			if f.Severity == validation.Warning {
				return f
			}
		}
		t.Fatal("no warning")
		return nil
	}
	if n := w.Count("A1").Warnings; n != 1 {
		t.Fatalf("%d warnings", n)
	}
	if err := w.Explain(warning(), "Census revision"); err != nil {
		t.Fatal(err)
	}
	if x, ok := w.Explanation(warning()); !ok || x.Lapsed || x.Text != "Census revision" || w.Count("A1").Warnings != 0 {
		t.Errorf("explained as %+v, still %d warnings", x, w.Count("A1").Warnings)
	}
	typed(t, w, "A1/ADJ/M/2025", "-4")
	if x, ok := w.Explanation(warning()); !ok || !x.Lapsed || w.Count("A1").Warnings != 1 {
		t.Errorf("after a change the explanation is %+v", x)
	}
}

func TestAnIncludedCellMarksWhatIncludesIt(t *testing.T) {
	w := fresh(t)
	typed(t, w, "B2/SWE/M/2025", "10")
	if err := w.Include(cell(t, w, "B2/SWE/F/2025"), cell(t, w, "B2/SWE/M/2025")); err != nil {
		t.Fatal(err)
	}
	if a := w.Answer(cell(t, w, "B2/SWE/M/2025")); a.Status != forms.Includes || a.Value != forms.Whole(10) {
		t.Errorf("the including cell is %+v", a)
	}
	for _, f := range w.Findings() {
		if f.Rule == "R05" && f.Severity == validation.Error {
			t.Errorf("%s", words.In("en").Message(f.Message))
		}
	}
}

func TestBlanksAreFilled(t *testing.T) {
	w := fresh(t)
	typed(t, w, "G1.mode/ORDINARY/2025", "5")
	cube := w.Questionnaire().Cube("G1.mode")
	n, err := w.FillBlanks(cube, nil, forms.Count(0))
	if err != nil || n != 19 {
		t.Fatalf("%d filled, %v; want the other 19 of 4 modes in 5 years", n, err)
	}
	if total, complete, ok := w.Shown(cell(t, w, "G1.mode/_T/2025")); !ok || !complete || total != forms.Whole(5) {
		t.Errorf("the total shows %v %v %v", total, complete, ok)
	}
}

func TestACopyHoldsTheSame(t *testing.T) {
	w := fresh(t)
	typed(t, w, "B4/SWE/_T/2025", "100")
	path := filepath.Join(t.TempDir(), "copy.migraform")
	if err := w.SaveCopy(path); err != nil {
		t.Fatal(err)
	}
	if err := w.SaveCopy(path); err == nil {
		t.Error("an existing file was replaced")
	}
	copied, err := workspace.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer copied.Close()
	if !slices.Equal(state(copied), state(w)) {
		t.Error("the copy differs")
	}
	if _, err := copied.Undo(); err != nil {
		t.Errorf("the copy has no history: %v", err)
	}
}

func TestAFileWithoutFiguresIsRefused(t *testing.T) {
	w := fresh(t)
	path := filepath.Join(t.TempDir(), "letter.txt")
	if err := os.WriteFile(path, []byte("Dear colleagues,\nthe figures follow.\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	var none *workspace.NoFiguresError
	if _, err := w.Read(context.Background(), path, "", nil); !errors.As(err, &none) {
		t.Errorf("a letter was read: %v", err)
	}
}

func TestWhatFollowsIsFilledInAndUndone(t *testing.T) {
	w := fresh(t)
	typed(t, w, "B4/SWE/_T/2025", "100")
	typed(t, w, "B4/SWE/M/2025", "60")
	typed(t, w, "B2/SWE/_T/2025", "0")
	follows := w.Derivable("B4")
	if err := w.Derive("B4", follows); err != nil || len(follows) != 1 {
		t.Fatal(follows, err)
	}
	if a := w.Answer(cell(t, w, "B4/SWE/F/2025")); a.Value != forms.Whole(40) || a.Means != forms.Derived {
		t.Errorf("derived as %+v", a)
	}
	if !w.Answer(cell(t, w, "B2/SWE/F/2025")).IsBlank() {
		t.Error("another table was filled in too")
	}
	if _, err := w.Undo(); err != nil || !w.Answer(cell(t, w, "B4/SWE/F/2025")).IsBlank() {
		t.Errorf("not undone: %v", err)
	}
}

// TestUndoOfAnythingIsTheIdentity does random things, undoes them all and
// finds the start; redoes them all and finds the end.
func TestUndoOfAnythingIsTheIdentity(t *testing.T) {
	folder := t.TempDir()
	n := 0
	rapid.Check(t, func(t *rapid.T) {
		n++
		path := filepath.Join(folder, "d"+string(rune('a'+n%26))+".migraform")
		os.Remove(path)
		w, err := workspace.Create(path, workspace.Start{Country: "NOR", Year: 2025})
		if err != nil {
			t.Fatal(err)
		}
		defer func() { w.Close(); os.Remove(path) }()
		q := w.Questionnaire()
		cells := q.Cube("A1")
		steps := rapid.IntRange(1, 12).Draw(t, "steps")
		for range steps {
			c := cells.First + forms.Cell(rapid.IntRange(0, cells.Cells-1).Draw(t, "cell"))
			switch rapid.IntRange(0, 3).Draw(t, "what") {
			case 0, 1:
				err = w.Type(c, rapid.SampledFrom([]string{"1", "20", "…", "-", "3p", ""}).Draw(t, "text"))
			case 2:
				err = w.SetNote(q.Address(c), rapid.SampledFrom([]string{"a", "b", ""}).Draw(t, "note"))
			case 3:
				err = w.Mark([]forms.Cell{c, c + 1 - 2*forms.Cell(int(c)%2)}, rapid.SampledFrom(forms.Statuses).Draw(t, "status"))
			}
			if err != nil {
				t.Fatal(err)
			}
		}
		end := state(w)
		undone, err := w.UndoTo(0)
		if err != nil {
			t.Fatal(err)
		}
		if got := state(w); len(got) != 0 {
			t.Fatalf("all undone, but %v", got)
		}
		for range undone {
			if _, err := w.Redo(); err != nil {
				t.Fatal(err)
			}
		}
		if got := state(w); !slices.Equal(got, end) {
			t.Fatalf("all redone: %v\nwant %v", got, end)
		}
	})
}

// state lists all that a document holds, and what its checks say.
func state(w *workspace.Workspace) []string {
	var lines []string
	q := w.Questionnaire()
	for c := range forms.Cell(q.Cells) {
		if a := w.Answer(c); !a.IsBlank() {
			text, _ := a.MarshalText()
			lines = append(lines, q.Address(c)+" "+string(text))
		}
	}
	for address, note := range w.Notes() {
		lines = append(lines, address+" "+note)
	}
	for _, f := range w.Findings() {
		lines = append(lines, f.Key+words.In("en").Message(f.Message))
	}
	slices.Sort(lines)
	return lines
}

func TestTheSampleIsReadyToPlayWith(t *testing.T) {
	folder := t.TempDir()
	s, err := workspace.Sample(folder, "en")
	if err != nil {
		t.Fatal(err)
	}
	if len(s.Spreadsheets) != 3 {
		t.Errorf("the sample has %v", s.Spreadsheets)
	}
	w, err := workspace.Open(s.Document)
	if err != nil {
		t.Fatal(err)
	}
	for i := range w.Questionnaire().Groups {
		g := &w.Questionnaire().Groups[i]
		entries := []int{0}
		if g.Repeated {
			entries = w.Entries(g.ID)
		}
		for _, entry := range entries {
			for n := range g.Questions {
				if err := definition.CheckAnswer(&g.Questions[n], w.Question(g.ID, entry, g.Questions[n].ID)); err != nil {
					t.Errorf("the sample's answer to %s.%s: %v", g.ID, g.Questions[n].ID, err)
				}
			}
		}
	}
	typed(t, w, "A1/BIRTHS/M/2020", "7")
	w.Close()
	if _, err := workspace.Sample(folder, "en"); err != nil {
		t.Fatal(err)
	}
	if w, err = workspace.Open(s.Document); err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	if w.Answer(cell(t, w, "A1/BIRTHS/M/2020")).Value != forms.Whole(7) {
		t.Error("what was typed into the sample is lost")
	}
}

func TestWhatIsExportedIsVerified(t *testing.T) {
	w := fresh(t)
	typed(t, w, "B2/SWE/M/2025", "10")
	typed(t, w, "B2/SWE/F/2025", "11p")
	typed(t, w, "B4/SWE/M/2025", "…")
	ctx := context.Background()
	for _, format := range []string{workspace.FormatWorkbook, workspace.FormatCSV} {
		path := filepath.Join(t.TempDir(), "out."+map[string]string{workspace.FormatWorkbook: "xlsx", workspace.FormatCSV: "csv"}[format])
		e, err := w.Export(ctx, path, workspace.ExportOptions{Format: format})
		if err != nil || e.Figures != 3 {
			t.Fatalf("%s: %+v, %v", format, e, err)
		}
		if _, err := w.Export(ctx, path, workspace.ExportOptions{Format: format}); err == nil {
			t.Errorf("%s: an existing file was replaced unasked", format)
		}
		// What went out comes back into an empty document.
		other := fresh(t)
		i, err := other.Read(ctx, path, "", nil)
		if err != nil || i.New != 3 || len(i.Problems) != 0 {
			t.Fatalf("%s: read back %+v, %v", format, i, err)
		}
		if _, err := other.Apply(i); err != nil {
			t.Fatal(err)
		}
		if a := other.Answer(cell(t, other, "B2/SWE/F/2025")); a.Value != forms.Whole(11) || a.Status != forms.Provisional || a.Means != forms.Imported {
			t.Errorf("%s: came back as %+v", format, a)
		}
		if format == workspace.FormatCSV {
			continue
		}
		v, err := workspace.Verify(ctx, path, w)
		if err != nil || len(v.Differences) != 0 || len(v.Edited) != 0 || v.Figures != 3 {
			t.Errorf("verified as %+v, %v", v, err)
		}
		typed(t, w, "B2/SWE/M/2025", "12")
		if v, err = workspace.Verify(ctx, path, w); err != nil || len(v.Differences) != 1 || v.Differences[0].Address != "B2/SWE/M/2025" {
			t.Errorf("after a change: %+v, %v", v, err)
		}
		typed(t, w, "B2/SWE/M/2025", "10")
	}
}

func TestAnImportRemembersWhereItsFiguresStood(t *testing.T) {
	w := fresh(t)
	path := filepath.Join(t.TempDir(), "arrivals.csv")
	table := "Immigration by citizenship\nCitizenship,2024,2025\nSweden,100,110\nDenmark,..,90\nNarnia,1,2\nTotal,300,310\n"
	if err := os.WriteFile(path, []byte(table), 0o644); err != nil {
		t.Fatal(err)
	}
	i, err := w.Read(context.Background(), path, "B2", nil)
	if err != nil {
		t.Fatal(err)
	}
	if i.New != 6 || i.Changed != 0 {
		t.Errorf("%d new, %d changed; want 6 and 0", i.New, i.Changed)
	}
	if n, err := w.Apply(i); err != nil || n != 6 {
		t.Fatal(n, err)
	}
	a := w.Answer(cell(t, w, "B2/SWE/_T/2025"))
	source, ok := w.Source(a.Source)
	if a.Value != forms.Whole(110) || a.Source.Cell != "C3" || !ok || source.File != "arrivals.csv" || source.SHA256 == "" {
		t.Errorf("%+v from %+v", a, source)
	}
	if a := w.Answer(cell(t, w, "B2/DNK/_T/2024")); a.Status != forms.NotAvailable {
		t.Errorf("the missing mark became %+v", a)
	}
	if again, err := w.Read(context.Background(), path, "B2", nil); err != nil || again.Equal != 6 || len(again.Changes) != 0 {
		t.Errorf("read again: %+v, %v", again, err)
	}
	if _, err := w.Undo(); err != nil {
		t.Fatal(err)
	}
	if !w.Answer(cell(t, w, "B2/SWE/_T/2025")).IsBlank() {
		t.Error("an import is not one change")
	}
}
