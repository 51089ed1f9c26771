package workspace_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"migraform/app/workspace"
	"migraform/export/workbook"
	"migraform/validation"
)

// An explanation belongs to a check and to the figures that it explains, also
// to what blank totals come to. It lapses in sight when they change, goes into
// the workbook and the report, and is offered again the year after.
func TestTheLifeOfAnExplanation(t *testing.T) {
	ctx := context.Background()
	w := begun(t, workspace.Start{Country: "NOR", Year: 2024})
	for year, figures := range map[string][2]string{"2023": {"500", "600"}, "2024": {"1500", "1700"}} {
		typed(t, w, "B2/SWE/M/"+year, figures[0])
		typed(t, w, "B2/SWE/F/"+year, figures[1])
	}
	open := func(w *workspace.Workspace) *validation.Finding {
		f := find(w, "R11", "B2/SWE/_T/2024")
		if f == nil {
			t.Fatal("that a computed total triples goes unsaid")
		}
		return f
	}
	if _, ok := w.Suggested(open(w)); ok {
		t.Error("something is offered before anything was said")
	}
	if err := w.Explain(open(w), "The border was opened"); err != nil {
		t.Fatal(err)
	}
	if !w.Settled(open(w)) {
		t.Fatal("it is not settled")
	}

	// A part of the computed total changes.
	typed(t, w, "B2/SWE/F/2024", "1750")
	if x, ok := w.Explanation(open(w)); !ok || !x.Lapsed || w.Settled(open(w)) {
		t.Errorf("a part has changed, and the explanation stands: %+v %v", x, ok)
	}
	if said := report(t, w); !strings.Contains(said, "The border was opened") || !strings.Contains(said, "no longer") && !strings.Contains(said, "changed") {
		t.Errorf("the report does not show that the explanation lapsed")
	}
	if _, err := w.Undo(); err != nil {
		t.Fatal(err)
	}
	if !w.Settled(open(w)) {
		t.Error("the figures are as they were explained, and it is not settled")
	}

	// It is there after reopening, in the report and in the workbook.
	book := filepath.Join(t.TempDir(), "sent.xlsx")
	if _, err := w.Export(ctx, book, workspace.ExportOptions{}); err != nil {
		t.Fatal(err)
	}
	contents, err := workbook.Read(ctx, book)
	if err != nil {
		t.Fatal(err)
	}
	found := false
	for _, f := range contents.Findings {
		found = found || f.Rule == "R11" && f.Explanation == "The border was opened"
	}
	if !found {
		t.Errorf("the workbook does not have the explanation: %+v", contents.Findings)
	}
	if !strings.Contains(report(t, w), "The border was opened") {
		t.Error("the report does not have the explanation")
	}
	reopened, err := workspace.OpenReadOnly(w.Path())
	if err != nil {
		t.Fatal(err)
	}
	defer reopened.Close()
	if !reopened.Settled(open(reopened)) {
		t.Error("it is not settled after reopening")
	}

	// The year after: offered for the same check of the same cell, from the
	// document and from the workbook; nothing is settled by that.
	for _, path := range []string{w.Path(), book} {
		next := fresh(t)
		if _, err := next.LoadReference(ctx, path); err != nil {
			t.Fatal(err)
		}
		for year, figures := range map[string][2]string{"2024": {"1500", "1700"}, "2025": {"4500", "5100"}} {
			typed(t, next, "B2/SWE/M/"+year, figures[0])
			typed(t, next, "B2/SWE/F/"+year, figures[1])
		}
		f := find(next, "R11", "B2/SWE/_T/2025")
		if f == nil {
			t.Fatal("that a computed total triples goes unsaid")
		}
		if x, ok := next.Suggested(f); !ok || x.Text != "The border was opened" || next.Settled(f) {
			t.Errorf("%s: offered %+v %v", filepath.Ext(path), x, ok)
		}
	}
}

// Figures that were said one by one and then together: what was said of one is
// offered for all.
func TestWhatWasSaidOfOneIsOfferedForMany(t *testing.T) {
	w := fresh(t)
	countries := []string{"SWE", "DNK", "FIN", "ISL", "DEU", "FRA"}
	for _, country := range countries[:5] {
		typed(t, w, "B2/"+country+"/_T/2024", "500")
		typed(t, w, "B2/"+country+"/_T/2025", "900")
	}
	if err := w.Explain(find(w, "R11", "B2/DNK/_T/2025"), "The border was opened"); err != nil {
		t.Fatal(err)
	}
	typed(t, w, "B2/FRA/_T/2024", "500")
	typed(t, w, "B2/FRA/_T/2025", "900")
	var together *validation.Finding
	for i, f := range w.Failing() {
		if f.Rule == "R11" && len(f.Cells) == 12 {
			together = &w.Failing()[i]
		}
	}
	if together == nil {
		t.Fatalf("six figures that rise are not said together: %+v", w.Failing())
	}
	if x, ok := w.Suggested(together); !ok || x.Text != "The border was opened" || w.Settled(together) {
		t.Errorf("offered %+v %v", x, ok)
	}
}

// What went out of the document is what its figures are compared with.
func TestFiguresAreComparedWithWhatWentOut(t *testing.T) {
	ctx := context.Background()
	w := fresh(t)
	folder := t.TempDir()
	typed(t, w, "B2/SWE/F/2025", "1000")
	typed(t, w, "B2/SWE/F/2025", "1200")
	if find(w, "R13", "B2/SWE/F/2025") != nil {
		t.Error("nothing went out, and a figure is said to have changed")
	}
	if _, err := w.Export(ctx, filepath.Join(folder, "first.xlsx"), workspace.ExportOptions{}); err != nil {
		t.Fatal(err)
	}
	typed(t, w, "B2/SWE/F/2025", "1230")
	if find(w, "R13", "B2/SWE/F/2025") != nil {
		t.Error("a change of 2.5 per cent is said")
	}
	typed(t, w, "B2/SWE/F/2025", "1500")
	f := find(w, "R13", "B2/SWE/F/2025")
	if f == nil || f.Difference.String() != "300" {
		t.Fatalf("a figure that went out has changed by a quarter: %+v", f)
	}
	if err := w.Explain(f, "Late registrations"); err != nil {
		t.Fatal(err)
	}
	reopened, err := workspace.OpenReadOnly(w.Path())
	if err != nil {
		t.Fatal(err)
	}
	defer reopened.Close()
	if f := find(reopened, "R13", "B2/SWE/F/2025"); f == nil || !reopened.Settled(f) {
		t.Errorf("after reopening: %+v", f)
	}
	if _, err := w.Export(ctx, filepath.Join(folder, "second.csv"), workspace.ExportOptions{Format: workspace.FormatCSV}); err != nil {
		t.Fatal(err)
	}
	if find(w, "R13", "B2/SWE/F/2025") != nil {
		t.Error("the figure is as it went out last, and is said to have changed")
	}
}

// A footnote settles what asks for one, whatever it is written on.
func TestAFootnoteSettlesWhatAsksForOne(t *testing.T) {
	w := fresh(t)
	typed(t, w, "B2/SWE/F/2025", "1000e")
	typed(t, w, "B2/SWE/M/2025", "1100e")
	asked := func(sex string) bool { return find(w, "R05", "B2/SWE/"+sex+"/2025") != nil }
	if !asked("F") || !asked("M") {
		t.Fatal("an estimate without a footnote goes unsaid")
	}
	for address, left := range map[string]string{"B2/SWE/F/2025": "M", "B2/SWE/*/*": "", "B2/*/M/2025": "F", "B2": "", "B2/*/*/2024": "FM"} {
		if err := w.SetNote(address, "See the methods"); err != nil {
			t.Fatal(err)
		}
		for _, sex := range []string{"F", "M"} {
			if asked(sex) != strings.Contains(left, sex) {
				t.Errorf("with a note on %s: %s is asked for one: %v", address, sex, asked(sex))
			}
		}
		if _, err := w.Undo(); err != nil {
			t.Fatal(err)
		}
		if !asked("F") || !asked("M") {
			t.Errorf("without the note on %s nothing is asked", address)
		}
	}
}

// report is the page of findings.
func report(t *testing.T, w *workspace.Workspace) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "report.html")
	if err := workspace.WriteReport(path, w.Report("en", ""), true); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
