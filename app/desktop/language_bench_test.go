package desktop

import (
	"path/filepath"
	"testing"

	"migraform/app/workspace"
	"migraform/forms"
	"migraform/forms/definition"
	"migraform/forms/words"
)

// What a change of the language costs with the largest table open, until the
// new screen is laid out. Drawing it is measured in a window, by the bench.
func BenchmarkLanguage(b *testing.B) {
	w := inWindow(b)
	ws, err := workspace.Create(filepath.Join(b.TempDir(), "norway.migraform"),
		workspace.Start{Country: "NOR", Year: 2025, Scope: definition.All, Office: "Statistics Norway"})
	if err != nil {
		b.Fatal(err)
	}
	w.adopt(ws)
	b.Cleanup(w.closeDocument)
	largest := w.desk.q.Cubes[0]
	for _, cube := range w.desk.q.Cubes {
		if cube.Cells > largest.Cells {
			largest = cube
		}
	}
	var answers []workspace.CellAnswer
	for cell := largest.First; cell < largest.First+forms.Cell(largest.Cells); cell += 3 {
		answers = append(answers, workspace.CellAnswer{Cell: cell, Answer: forms.Count(int64(cell))})
	}
	if err := ws.Put(forms.Typed, "change.typed "+largest.Name, answers); err != nil {
		b.Fatal(err)
	}
	w.desk.goTo(location{atTable, largest.Name})
	for _, tag := range words.Languages {
		b.Run(tag, func(b *testing.B) {
			for b.Loop() {
				w.settings.SetString(languageKey, "en")
				if tag == "en" {
					w.settings.SetString(languageKey, "fr")
				}
				b.StopTimer()
				w.rebuild()
				b.StartTimer()
				w.settings.SetString(languageKey, tag)
				w.rebuild()
			}
		})
	}
}
