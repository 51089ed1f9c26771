//go:build !headless

// Scrollwindow scrolls a large table sixty times a second, so that the
// pictures that reach the screen can be counted from outside.
package main

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"

	"migraform/app/desktop/grid"
	"migraform/bench/large"
	"migraform/bench/show"
	"migraform/validation"
)

func main() {
	a := app.New()
	q := large.Questionnaire(1_000_000)
	answers := large.Answer(q)
	g := grid.New(show.NewTable(q, q.Cube("B9"), answers, validation.New(q, answers, validation.Declared{})))
	w := a.NewWindow("Scroll")
	w.SetPadded(false)
	w.SetContent(g)
	w.Resize(fyne.NewSize(1280, 720))
	a.Lifecycle().SetOnStarted(func() { go scroll(g) })
	w.ShowAndRun()
}

func scroll(g *grid.Grid) {
	for range time.Tick(time.Second / 60) {
		fyne.Do(func() { g.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.Delta{DY: -37}}) })
	}
}
