package workspace_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"migraform/app/workspace"
	"migraform/forms"
	"migraform/forms/definition"
)

// rewritten is the questionnaire on regions with other words in its
// definition and its texts.
func rewritten(t *testing.T, replace ...string) *definition.Definition {
	t.Helper()
	folder := t.TempDir()
	for _, name := range []string{"questionnaire.yaml", "en.yaml"} {
		text, err := os.ReadFile(filepath.Join("../../forms/definition/testdata/regions", name))
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(folder, name), []byte(strings.NewReplacer(replace...).Replace(string(text))), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	d, err := definition.LoadFile(filepath.Join(folder, "questionnaire.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func norway(d *definition.Definition) workspace.Start {
	return workspace.Start{Country: "NOR", Year: 2025, Scope: definition.All, Definition: d}
}

// TestWorkbookOfAnOlderVersion: what was renamed since goes where it is asked
// today; the workbook of another questionnaire goes nowhere, although its cells
// are named alike.
func TestWorkbookOfAnOlderVersion(t *testing.T) {
	w := begun(t, norway(rewritten(t)))
	put(t, w, map[string]forms.Answer{"P1/S3/START/2025": forms.Count(7), "P1/N1/START/2025": forms.Count(8), "M1/S3/N1/2025": forms.Count(9)})
	if err := w.SetNote("P1/S3/START/2025", "Counted by hand."); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "older.xlsx")
	if _, err := w.Export(context.Background(), path, workspace.ExportOptions{}); err != nil {
		t.Fatal(err)
	}

	later := begun(t, norway(rewritten(t, `version: "3"`, `version: "4"`, "S3", "FAR_SOUTH", "\ntables:", `
renamed:
  - since: "4"
    codes: [{concept: region, codes: {S3: FAR_SOUTH}}, {concept: origin, codes: {S3: FAR_SOUTH}}, {concept: destination, codes: {S3: FAR_SOUTH}}]

tables:`)))
	plan, err := later.Read(context.Background(), path, "", nil)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := later.Apply(plan); err != nil {
		t.Fatal(err)
	}
	for address, n := range map[string]int64{"P1/FAR_SOUTH/START/2025": 7, "P1/N1/START/2025": 8, "M1/FAR_SOUTH/N1/2025": 9} {
		if got := later.Answer(cell(t, later, address)); got.Value != forms.Whole(n) {
			t.Errorf("%s: %v, want %d", address, got, n)
		}
	}
	if note := later.Note("P1/FAR_SOUTH/START/2025"); note != "Counted by hand." {
		t.Errorf("the footnote is %q", note)
	}

	other := begun(t, norway(rewritten(t, "id: regions", "id: other")))
	var refused *workspace.OtherQuestionnaireError
	if _, err := other.Read(context.Background(), path, "", nil); !errors.As(err, &refused) {
		t.Errorf("the workbook of another questionnaire is read: %v", err)
	}
}
