package workspace_test

import (
	"context"
	"encoding/json"
	"errors"
	"html"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"migraform/app/workspace"
	"migraform/validation"

	"github.com/google/go-cmp/cmp"
)

// begun begins another document.
func begun(t testing.TB, start workspace.Start) *workspace.Workspace {
	t.Helper()
	w, err := workspace.Create(filepath.Join(t.TempDir(), "last.migraform"), start)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { w.Close() })
	return w
}

func find(w *workspace.Workspace, rule, address string) *validation.Finding {
	findings := w.Failing()
	for i := range findings {
		if f := &findings[i]; f.Rule == rule && w.Questionnaire().Address(f.Cells[0]) == address {
			return f
		}
	}
	return nil
}

// The same figures come back from a document, a workbook and a CSV.
func TestAReferenceFromEachKindOfFile(t *testing.T) {
	ctx := context.Background()
	last := begun(t, workspace.Start{Country: "NOR", Year: 2024})
	typed(t, last, "B2/SWE/F/2024", "1000")
	typed(t, last, "B2/SWE/F/2020", "700") // no longer asked a year later
	typed(t, last, "C1/SWE/F/2022", "40")
	folder := t.TempDir()
	workbook, long := filepath.Join(folder, "last.xlsx"), filepath.Join(folder, "last.csv")
	for path, format := range map[string]string{workbook: workspace.FormatWorkbook, long: workspace.FormatCSV} {
		if _, err := last.Export(ctx, path, workspace.ExportOptions{Format: format}); err != nil {
			t.Fatal(err)
		}
	}
	for _, path := range []string{last.Path(), workbook, long} {
		t.Run(filepath.Ext(path), func(t *testing.T) {
			w := fresh(t)
			r, err := w.LoadReference(ctx, path)
			if err != nil {
				t.Fatal(err)
			}
			if r.Year != 2024 || r.Figures != 3 || r.Dropped != 0 {
				t.Errorf("%+v", r)
			}
			c := cell(t, w, "B2/SWE/F/2024")
			if was, ok := w.Before(c); !ok || was.Value.String() != "1000" {
				t.Errorf("before: %+v %v", was, ok)
			}
			typed(t, w, "B2/SWE/F/2024", "1000")
			if w.Changed(c) {
				t.Error("an equal figure has changed")
			}
			typed(t, w, "B2/SWE/F/2024", "1100")
			if !w.Changed(c) || find(w, "R13", "B2/SWE/F/2024") == nil {
				t.Errorf("a figure that has changed by ten per cent goes unsaid: %v", w.Failing())
			}

			if past := w.PastYears(cell(t, w, "B2/SWE/F/2025")); len(past) != 1 || past[0].Year != "2020" || past[0].Answer.Value.String() != "700" {
				t.Errorf("the years before: %+v", past)
			}

			// It is kept in the document, and taken back by undoing.
			reopened, err := workspace.OpenReadOnly(w.Path())
			if err != nil {
				t.Fatal(err)
			}
			defer reopened.Close()
			if find(reopened, "R13", "B2/SWE/F/2024") == nil || reopened.Reference().File != filepath.Base(path) {
				t.Error("the reference is not there after reopening")
			}
			if len(reopened.PastYears(cell(t, w, "C1/SWE/F/2025"))) != 1 {
				t.Error("the years before are not there after reopening")
			}
			for range 3 {
				if _, err := w.Undo(); err != nil {
					t.Fatal(err)
				}
			}
			if _, ok := w.Before(c); ok || w.Reference() != nil {
				t.Error("the reference is still there after undoing")
			}
		})
	}
}

func TestAReferenceThatDoesNotFitIsRefused(t *testing.T) {
	ctx := context.Background()
	write := func(name, text string) string {
		path := filepath.Join(t.TempDir(), name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	w := fresh(t)
	swedish := begun(t, workspace.Start{Country: "SWE", Year: 2024})
	later := begun(t, workspace.Start{Country: "NOR", Year: 2026})
	empty := begun(t, workspace.Start{Country: "NOR", Year: 2024})
	for problem, path := range map[string]string{
		"country": swedish.Path(), "later": later.Path(), "nothing": empty.Path(), "same": w.Path(),
		"unknown": write("notes.txt", "nothing of interest\n"),
	} {
		_, err := w.LoadReference(ctx, path)
		var refused *workspace.ReferenceError
		if !errors.As(err, &refused) || refused.Problem != problem {
			t.Errorf("%s: %v", problem, err)
		}
		if w.Reference() != nil {
			t.Errorf("%s: it was taken all the same", problem)
		}
	}
}

// What the office said last year about the same check of the same cell is
// where an explanation starts, and settles nothing by itself.
func TestLastYearsExplanationIsOfferedAgain(t *testing.T) {
	ctx := context.Background()
	jump := func(w *workspace.Workspace, before, now string) *validation.Finding {
		typed(t, w, "B2/SWE/F/"+before, "1000")
		typed(t, w, "B2/SWE/F/"+now, "3000")
		return find(w, "R11", "B2/SWE/F/"+now)
	}
	last := begun(t, workspace.Start{Country: "NOR", Year: 2024})
	f := jump(last, "2023", "2024")
	if f == nil {
		t.Fatal("a jump goes unsaid")
	}
	if err := last.Explain(f, "A new agreement"); err != nil {
		t.Fatal(err)
	}
	book := filepath.Join(t.TempDir(), "last.xlsx")
	if _, err := last.Export(ctx, book, workspace.ExportOptions{}); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{last.Path(), book} {
		w := fresh(t)
		if _, err := w.LoadReference(ctx, path); err != nil {
			t.Fatal(err)
		}
		f := jump(w, "2024", "2025")
		x, ok := w.Suggested(f)
		if !ok || x.Text != "A new agreement" {
			t.Errorf("%s: offered %+v %v", filepath.Ext(path), x, ok)
		}
		if w.Settled(f) {
			t.Error("last year's explanation settles this year's finding")
		}
	}
}

func TestPartnersFigures(t *testing.T) {
	ctx := context.Background()
	folder := t.TempDir()
	write := func(name, text string) string {
		path := filepath.Join(folder, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	swedish := begun(t, workspace.Start{Country: "SWE", Year: 2025, Scope: "all"})
	typed(t, swedish, "B7/NOR/_T/2025", "5000") // from Sweden to Norway
	typed(t, swedish, "B7/FIN/_T/2025", "77")
	for name, path := range map[string]string{
		"lines":      write("partners.csv", "country,cell,value\nSWE,B4/SWE/_T/2025,5000\n"),
		"semicolons": write("semicolons.csv", "\ufeffCountry;Cell;Value\r\nSWE;B4/SWE/_T/2025;5000\r\n"),
		"document":   swedish.Path(),
	} {
		t.Run(name, func(t *testing.T) {
			w := fresh(t)
			typed(t, w, "B4/SWE/_T/2025", "1000")
			p, err := w.LoadPartners(ctx, path)
			if err != nil {
				t.Fatal(err)
			}
			if p.Figures != 1 || p.Countries != 1 || p.Dropped != 0 {
				t.Errorf("%+v", p)
			}
			at := w.PartnersAt(cell(t, w, "B4/SWE/_T/2025"))
			if len(at) != 1 || at[0].Country != "SWE" || at[0].Value.String() != "5000" {
				t.Errorf("at the cell: %+v", at)
			}
			if find(w, "R24", "B4/SWE/_T/2025") == nil {
				t.Error("a figure far from the partner's goes unsaid")
			}
			if err := w.RemovePartners(); err != nil {
				t.Fatal(err)
			}
			if find(w, "R24", "B4/SWE/_T/2025") != nil {
				t.Error("it is compared with what is gone")
			}
		})
	}
	matrix := write("stock.csv", "International migrant stock by country of origin 2025,,,\n"+
		"Country of destination,Norway,Sweden,Finland\nSweden,41000,,150000\nFinland,900,28000,\nDenmark,16000,14000,3000\n")
	w, err := workspace.Create(filepath.Join(folder, "all.migraform"), workspace.Start{Country: "NOR", Year: 2025, Scope: "all"})
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	if _, err := w.LoadPartners(ctx, matrix); err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, country := range []string{"SWE", "FIN", "DNK"} {
		for _, p := range w.PartnersAt(cell(t, w, "H1/"+country+"/_T/CONSULAR/2025")) {
			got = append(got, p.Country+" "+p.Value.String())
		}
	}
	if diff := cmp.Diff([]string{"SWE 41000", "FIN 900", "DNK 16000"}, got); diff != "" {
		t.Error(diff)
	}
	for _, bad := range []string{"country,cell,value\nNOR,B4/SWE/_T/2025,5\n", "country,cell,value\nSWE,B4/SWE/_T/2025,many\n"} {
		var refused *workspace.ReferenceError
		if _, err := w.LoadPartners(ctx, write("bad.csv", bad)); !errors.As(err, &refused) || refused.Line != 2 {
			t.Errorf("%q: %v", bad, err)
		}
	}
}

// One cause may explain many findings: one text, one change.
func TestFindingsAlikeAreExplainedAtOnce(t *testing.T) {
	w := fresh(t)
	for _, country := range []string{"SWE", "DNK", "FIN"} {
		typed(t, w, "B2/"+country+"/F/2024", "1000")
		typed(t, w, "B2/"+country+"/F/2025", "3000")
	}
	f := find(w, "R11", "B2/SWE/F/2025")
	alike := w.Alike(f)
	if len(alike) != 3 {
		t.Fatalf("%d alike", len(alike))
	}
	if err := w.ExplainAll(alike, "The border was opened"); err != nil {
		t.Fatal(err)
	}
	for _, g := range alike {
		if !w.Settled(g) {
			t.Errorf("%s is not settled", g.Key)
		}
	}
	if again := w.Alike(f); len(again) != 1 {
		t.Errorf("%d are still alike", len(again))
	}
	if _, err := w.Undo(); err != nil {
		t.Fatal(err)
	}
	if n := len(w.Alike(f)); n != 3 {
		t.Errorf("after undoing %d are open", n)
	}
}

// A finding blocks, asks for an explanation or passes, as its severity says.
func TestTheGate(t *testing.T) {
	w := fresh(t)
	if g := w.Gate(); g.Draft() {
		t.Errorf("an empty document: %+v", g)
	}
	typed(t, w, "B2/SWE/F/2024", "1000")
	typed(t, w, "B2/SWE/F/2025", "3000")
	f := find(w, "R11", "B2/SWE/F/2025")
	if f == nil {
		t.Fatal("a jump goes unsaid")
	}
	if g := w.Gate(); g.Unexplained == 0 || g.Blocking != 0 || g.Draft() || len(w.Unexplained()) != g.Unexplained {
		t.Errorf("a warning: %+v", g)
	}
	for _, f := range w.Unexplained() {
		if err := w.Explain(f, "A new agreement"); err != nil {
			t.Fatal(err)
		}
	}
	if g := w.Gate(); g.Unexplained != 0 {
		t.Errorf("explained: %+v %v", g, w.Unexplained())
	}
	typed(t, w, "B2/SWE/F/2025", "4000")
	if g := w.Gate(); g.Unexplained == 0 {
		t.Errorf("the figures changed: %+v", g)
	}
	typed(t, w, "B1/_T/_T/_T/2025", "100")
	typed(t, w, "B1/_T/NAT/_T/2025", "34")
	typed(t, w, "B1/_T/FOR/_T/2025", "57")
	if g := w.Gate(); g.Blocking == 0 || !g.Draft() {
		t.Errorf("an error: %+v", g)
	}
	exported, err := w.Export(context.Background(), filepath.Join(t.TempDir(), "n.xlsx"), workspace.ExportOptions{})
	if err != nil || !exported.Draft {
		t.Errorf("%+v %v", exported, err)
	}
}

func TestTheReport(t *testing.T) {
	w := fresh(t)
	typed(t, w, "B1/_T/_T/_T/2025", "100")
	typed(t, w, "B1/_T/NAT/_T/2025", "34")
	typed(t, w, "B1/_T/FOR/_T/2025", "57")
	folder := t.TempDir()
	page, list := filepath.Join(folder, "r.html"), filepath.Join(folder, "r.json")
	r := w.Report("en", "")
	for _, path := range []string{page, list} {
		if err := workspace.WriteReport(path, r, false); err != nil {
			t.Fatal(err)
		}
		if err := workspace.WriteReport(path, r, false); err == nil {
			t.Error("a report was replaced unasked")
		}
		if err := workspace.WriteReport(path, r, true); err != nil {
			t.Error(err)
		}
	}
	var ending *workspace.ReportEndingError
	if err := workspace.WriteReport(filepath.Join(folder, "r.pdf"), r, false); !errors.As(err, &ending) {
		t.Error(err)
	}
	text, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	read := html.UnescapeString(string(text))
	for _, want := range []string{"9 too few", "Total 100 = Nationals 34 + Foreigners 57", "34 should be 43", "norway.migraform"} {
		if !strings.Contains(read, want) {
			t.Errorf("the page lacks %q", want)
		}
	}
	if text, err = os.ReadFile(list); err != nil {
		t.Fatal(err)
	}
	var events []struct {
		Type, Value string
		Rule        struct{ Expression string }
	}
	if err := json.Unmarshal(text, &events); err != nil {
		t.Fatal(err)
	}
	if !slices.ContainsFunc(events, func(e struct {
		Type, Value string
		Rule        struct{ Expression string }
	}) bool {
		return e.Value == "0" && strings.HasPrefix(e.Rule.Expression, "R02 B1/_T/_T/_T/2025")
	}) {
		t.Errorf("%+v", events[:min(3, len(events))])
	}
}

// The page holds the rows that hold something, with notes, and runs nothing.
func TestThePrintedSubmission(t *testing.T) {
	w := fresh(t)
	typed(t, w, "B2/SWE/F/2025", "1243p")
	typed(t, w, "B2/DNK/F/2025", "-")
	if err := w.SetNote("B2/SWE/F/2025", "With <script>alert(1)</script>"); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "n.html")
	exported, err := w.Export(context.Background(), path, workspace.ExportOptions{Format: workspace.FormatHTML, Language: "en"})
	if err != nil || exported.Figures != 2 {
		t.Fatalf("%+v %v", exported, err)
	}
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for want, there := range map[string]bool{"Sweden": true, "1,243": true, "<td>–</td>": true, "Finland": false, "<script": false,
		"&lt;script&gt;alert(1)": true, exported.Code: true} {
		if strings.Contains(string(text), want) != there {
			t.Errorf("%q: %v expected", want, there)
		}
	}
}
