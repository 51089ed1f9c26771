package workspace_test

import (
	"fmt"
	"path/filepath"
	"testing"

	"migraform/app/workspace"
	"migraform/forms"
)

// full is a document of which every cell is answered with nil.
func full(b *testing.B) *workspace.Workspace {
	b.Helper()
	w, err := workspace.Create(filepath.Join(b.TempDir(), "full.migraform"), workspace.Start{Country: "NOR", Year: 2025, Office: "Office"})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { w.Close() })
	var answers []workspace.CellAnswer
	for cell := range forms.Cell(w.Questionnaire().Cells) {
		answers = append(answers, workspace.CellAnswer{Cell: cell, Answer: forms.Count(0)})
	}
	if err := w.Put(forms.Imported, "change.imported bench", answers); err != nil {
		b.Fatal(err)
	}
	return w
}

// BenchmarkType is a figure typed, written durably, and all that a screen
// shows after it.
func BenchmarkType(b *testing.B) {
	w := full(b)
	cell, err := w.Questionnaire().Cell("B2/SWE/F/2025")
	if err != nil {
		b.Fatal(err)
	}
	for i := 0; b.Loop(); i++ {
		if err := w.Type(cell, fmt.Sprint(100+i)); err != nil {
			b.Fatal(err)
		}
		w.Failing()
		w.Count("")
	}
}

// BenchmarkOpen is a full document opened, with all checks.
func BenchmarkOpen(b *testing.B) {
	path := full(b).Path()
	for b.Loop() {
		w, err := workspace.OpenReadOnly(path)
		if err != nil {
			b.Fatal(err)
		}
		w.Failing()
		w.Close()
	}
}
