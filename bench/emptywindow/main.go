//go:build !headless

// Emptywindow opens an empty Fyne window: what starting costs at least on a
// machine.
package main

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"
)

func main() {
	w := app.New().NewWindow("Empty")
	w.Resize(fyne.NewSize(1280, 720))
	w.ShowAndRun()
}
