package look

import (
	"fyne.io/fyne/v2"

	"migraform/app/desktop/grid/bidi"
)

// RightToLeft says whether the window is read from right to left, so that layouts mirror what they lay out.
func RightToLeft() bool {
	app := fyne.CurrentApp()
	if app == nil {
		return false
	}
	t, ok := app.Settings().Theme().(*Theme)
	return ok && t.RightToLeft
}

// Line is a text as it must be handed to Fyne to be read in the window's direction. Lines must be broken before.
// What is copied, searched or traced is the text itself, not this.
func Line(s string) string { return bidi.Line(s, RightToLeft()) }

// Start is how text stands that begins where reading begins, End where it ends.
func Start() fyne.TextAlign {
	if RightToLeft() {
		return fyne.TextAlignTrailing
	}
	return fyne.TextAlignLeading
}

// End is the other side than Start.
func End() fyne.TextAlign {
	if RightToLeft() {
		return fyne.TextAlignLeading
	}
	return fyne.TextAlignTrailing
}

// Mirror is where an object of a width stands that would begin at x in a room that is read from left to right.
func Mirror(x, width, room float32) float32 {
	if RightToLeft() {
		return room - x - width
	}
	return x
}
