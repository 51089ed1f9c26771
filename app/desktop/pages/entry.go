package pages

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// pause is how long nothing is typed before what stands there is saved.
const pause = 900 * time.Millisecond

// atRest calls f on Fyne's main goroutine after a pause.
var atRest = func(f func()) *time.Timer { return time.AfterFunc(pause, func() { fyne.Do(f) }) }

// entry is a field for text that says when it is left and when typing rests.
type entry struct {
	widget.Entry
	onLeave func()
	onPause func()
	onLook  func() // the text is another, or somebody begins or ends to type it
	focused bool
	timer   *time.Timer
}

func newEntry(lines int) *entry {
	e := &entry{}
	if lines > 1 {
		e.MultiLine = true
		e.Wrapping = fyne.TextWrapWord
		e.SetMinRowsVisible(lines)
	}
	e.ExtendBaseWidget(e)
	e.OnChanged = func(string) { e.typed() }
	e.OnSubmitted = func(string) {
		if e.onLeave != nil {
			e.onLeave()
		}
	}
	return e
}

// typed begins the pause anew.
func (e *entry) typed() {
	if e.timer != nil {
		e.timer.Stop()
	}
	if e.onPause != nil {
		e.timer = atRest(e.onPause)
	}
}

// toEnd shows the end of what stands there: the name of a file rather than its folders.
func (e *entry) toEnd() {
	e.CursorColumn = len([]rune(e.Text))
	e.Refresh()
}

// FocusGained tells that somebody begins to type.
func (e *entry) FocusGained() {
	e.focused = true
	e.Entry.FocusGained()
	e.look()
}

// look tells that the field looks otherwise.
func (e *entry) look() {
	if e.onLook != nil {
		e.onLook()
	}
}

// SetText changes the text.
func (e *entry) SetText(text string) {
	e.Entry.SetText(text)
	e.look()
}

// FocusLost tells that the field was left.
func (e *entry) FocusLost() {
	e.focused = false
	e.Entry.FocusLost()
	defer e.look()
	if e.timer != nil {
		e.timer.Stop()
	}
	if e.onLeave != nil {
		e.onLeave()
	}
}

// AcceptsTab is false: Tab goes on to the next field, in fields of several lines too.
func (e *entry) AcceptsTab() bool { return false }

// TypedKey hands on the keys that a field has no use for.
func (e *entry) TypedKey(k *fyne.KeyEvent) {
	if ofWindow(k.Name) {
		handOn(e, k)
		return
	}
	e.Entry.TypedKey(k)
}

// TypedShortcut hands on what a field has no use for, so that the window's own shortcuts work while one types.
func (e *entry) TypedShortcut(s fyne.Shortcut) {
	if _, ok := s.(*desktop.CustomShortcut); ok {
		if c, ok := canvasOf(e).(fyne.Shortcutable); ok {
			c.TypedShortcut(s)
			return
		}
	}
	e.Entry.TypedShortcut(s)
}
