package workspace_test

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"migraform/app/workspace"
	"migraform/forms/intake"
	"migraform/forms/words"
)

const arrivals = "Immigration by citizenship,,\nCitizenship,2024,2025\nSweden,10,20\nDenmark,8,7\n"

// TestAFileThatChangedIsNotPutIn changes and removes a file between looking at
// it and putting its figures in.
func TestAFileThatChangedIsNotPutIn(t *testing.T) {
	w := fresh(t)
	path := write(t, "arrivals.csv", arrivals)
	i := readFile(t, w, path)
	if err := os.WriteFile(path, []byte(arrivals+"Finland,1,2\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	var stale *workspace.StaleError
	if n, err := w.Apply(i); !errors.As(err, &stale) || stale.Gone || n != 0 || !w.Answer(cell(t, w, "B2/SWE/_T/2025")).IsBlank() {
		t.Errorf("a changed file: %d figures, %v", n, err)
	}
	os.Remove(path)
	if n, err := w.Apply(i); !errors.As(err, &stale) || !stale.Gone || n != 0 {
		t.Errorf("a file that is gone: %d figures, %v", n, err)
	}
	if said := words.In("fr").Error(stale); said == stale.Error() {
		t.Errorf("not said in French: %s", said)
	}
	i.Gone = true
	if n, err := w.Apply(i); err != nil || n != 4 {
		t.Errorf("with the user's leave: %d figures, %v", n, err)
	}
}

// TestSomeAnswersStay brings in a file and keeps one answer of the document.
func TestSomeAnswersStay(t *testing.T) {
	w := fresh(t)
	typed(t, w, "B2/SWE/_T/2025", "21")
	i := readFile(t, w, write(t, "arrivals.csv", arrivals))
	if i.New != 3 || i.Changed != 1 || len(i.Kept) != 0 {
		t.Fatalf("%d new, %d changed, %d kept", i.New, i.Changed, len(i.Kept))
	}
	i.Keep = map[string]bool{"B2/SWE/_T/2025": true}
	if err := w.Replan(context.Background(), i); err != nil {
		t.Fatal(err)
	}
	if i.New != 3 || i.Changed != 0 || len(i.Kept) != 1 || i.Plan.Counts[intake.Placed] != 4 {
		t.Errorf("%d new, %d changed, %d kept, %v", i.New, i.Changed, len(i.Kept), i.Plan.Counts)
	}
	if n, err := w.Apply(i); err != nil || n != 3 || w.Answer(cell(t, w, "B2/SWE/_T/2025")).Value.String() != "21" {
		t.Errorf("%d figures, %v", n, err)
	}
}

// TestEveryFigureKnowsItsSource asks for file, sheet, cell, time and
// fingerprint of figures from all kinds of files.
func TestEveryFigureKnowsItsSource(t *testing.T) {
	other := fresh(t)
	typed(t, other, "B2/SWE/_T/2025", "20")
	long, book := filepath.Join(t.TempDir(), "part.csv"), filepath.Join(t.TempDir(), "part.xlsx")
	for path, format := range map[string]string{long: workspace.FormatCSV, book: workspace.FormatWorkbook} {
		if _, err := other.Export(context.Background(), path, workspace.ExportOptions{Format: format}); err != nil {
			t.Fatal(err)
		}
	}
	for name, path := range map[string]string{"spreadsheet": write(t, "arrivals.csv", arrivals), "long": long, "workbook": book} {
		t.Run(name, func(t *testing.T) {
			w := fresh(t)
			i := readFile(t, w, path)
			if _, err := w.Apply(i); err != nil {
				t.Fatal(err)
			}
			content, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			sum := sha256.Sum256(content)
			a := w.Answer(cell(t, w, "B2/SWE/_T/2025"))
			source, ok := w.Source(a.Source)
			if !ok || a.Source.Cell == "" || source.File != filepath.Base(path) || source.SHA256 != hex.EncodeToString(sum[:]) || source.Time.IsZero() {
				t.Errorf("%+v from %+v", a.Source, source)
			}
			if again := readFile(t, w, path); len(again.Changes) != 0 || again.Equal == 0 {
				t.Errorf("the second time %d figures change, %d are equal", len(again.Changes), again.Equal)
			}
		})
	}
}

// TestAFileThatIsOpenElsewhereIsTold finds the marks of Excel and LibreOffice.
func TestAFileThatIsOpenElsewhereIsTold(t *testing.T) {
	w := fresh(t)
	for mark, want := range map[string]bool{"~$arrivals.csv": true, ".~lock.arrivals.csv#": true, "~$others.csv": false} {
		path := write(t, "arrivals.csv", arrivals)
		if err := os.WriteFile(filepath.Join(filepath.Dir(path), mark), nil, 0o600); err != nil {
			t.Fatal(err)
		}
		if got := readFile(t, w, path).OpenIn; (got != "") != want {
			t.Errorf("beside %s: %q", mark, got)
		}
	}
}

// TestTheYearOfReferenceIsRememberedAsSuch gives the year of a file that does
// not say it; next year's document reads the next file for its own.
func TestTheYearOfReferenceIsRememberedAsSuch(t *testing.T) {
	const table = "Immigration by citizenship\nCitizenship,Men,Women\nSweden,1,2\nNorway,3,4\n"
	for year, want := range map[int]string{2025: "2025", 2024: "2024"} { // given: the year of reference, and another one
		w := fresh(t)
		i := readFile(t, w, write(t, "table.csv", table))
		given := strconv.Itoa(year)
		i.Decisions = i.Decisions.On("", func(s *intake.SheetDecision) { s.Holds = map[string]string{"time": given, "item": "x"} })
		if err := w.Replan(context.Background(), i); err != nil {
			t.Fatal(err)
		}
		if _, err := w.Apply(i); err != nil {
			t.Fatal(err)
		}
		again := readFile(t, w, write(t, "table.csv", table))
		if got := again.Decisions.Sheets[""].Holds["time"]; got != want || again.Equal != 4 {
			t.Errorf("the same year: %q, %d equal", got, again.Equal)
		}
		layouts := w.Layouts()
		if len(layouts) != 1 {
			t.Fatalf("%d layouts", len(layouts))
		}
		next, _ := layouts[0].For(again.Plan.Reading, 2026)
		if got := next.Sheets[""].Holds; got["time"] != map[int]string{2025: "2026"}[year] || got["item"] != "x" {
			t.Errorf("given %d, a year later: %v", year, got)
		}
		if err := w.ForgetLayout(layouts[0]); err != nil || len(w.Layouts()) != 0 {
			t.Errorf("%v, %d layouts after forgetting", err, len(w.Layouts()))
		}
		if _, err := w.Undo(); err != nil || len(w.Layouts()) != 1 {
			t.Errorf("%v, %d layouts after undoing that", err, len(w.Layouts()))
		}
	}
}
