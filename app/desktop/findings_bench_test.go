package desktop

import (
	"path/filepath"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"migraform/app/workspace"
	"migraform/forms"
)

// restless is the program with a document in which thousands of checks fail:
// figures that have nothing to do with each other.
func restless(b *testing.B) (*Window, *desk) {
	b.Helper()
	home := b.TempDir()
	b.Setenv("HOME", home)
	b.Setenv("XDG_CONFIG_HOME", home)
	app := test.NewTempApp(b)
	app.Preferences().SetString(languageKey, "en")
	w := New(app)
	w.win.Resize(fyne.NewSize(firstWidth, firstHeight))
	ws, err := workspace.Create(filepath.Join(b.TempDir(), "norway.migraform"), workspace.Start{Country: "NOR", Year: 2025, Scope: "all"})
	if err != nil {
		b.Fatal(err)
	}
	q := ws.Questionnaire()
	var answers []workspace.CellAnswer
	for _, table := range []string{"B2"} {
		for _, c := range q.Table(table).Cubes {
			for i := range c.Cells {
				cell := c.First + forms.Cell(i)
				if cell%3 != 0 && !c.Forbidden(cell) {
					answers = append(answers, workspace.CellAnswer{Cell: cell, Answer: forms.Answer{Value: forms.Whole(int64(cell*7919%4001) + 100), Status: forms.Normal}})
				}
			}
		}
	}
	if err := ws.Put(forms.Imported, "change.typed", answers); err != nil {
		b.Fatal(err)
	}
	w.adopt(ws)
	b.Cleanup(w.closeDocument)
	w.desk.panel.later = func(time.Duration, func()) func() { return func() {} } // nobody stays at a cell
	b.Logf("%d findings fail, %d cannot be told", len(ws.Failing()), ws.Count("").CannotTell)
	return w, w.desk
}

func BenchmarkOpeningTheFindings(b *testing.B) {
	w, d := restless(b)
	b.ResetTimer()
	for range b.N {
		d.goTo(location{kind: atFindings})
		b.StopTimer()
		w.win.Canvas().Capture()
		d.goTo(location{atTable, "A1"})
		b.StartTimer()
	}
}

func BenchmarkTypingWithFindings(b *testing.B) {
	w, d := restless(b)
	cell, _ := d.q.Cell("B2/SWE/F/2025")
	d.goToCell(cell)
	b.ResetTimer()
	for n := range b.N {
		w.write(string(rune('1' + n%9)))
		w.press(fyne.KeyReturn)
	}
}
