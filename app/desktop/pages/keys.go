package pages

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"migraform/app/desktop/look"
)

// Fyne's controls keep each key that they get. Those of the pages hand on what they have no use for, so that Escape leads
// back and the function keys work wherever the focus is; Enter presses a button.

// handOn gives a key to the window.
func handOn(from fyne.CanvasObject, e *fyne.KeyEvent) {
	if c := canvasOf(from); c != nil && c.OnTypedKey() != nil {
		c.OnTypedKey()(e)
	}
}

// ofWindow tells the keys that no control has a use for.
func ofWindow(name fyne.KeyName) bool {
	return name == fyne.KeyEscape || strings.HasPrefix(string(name), "F") && len(name) > 1
}

type button struct{ widget.Button }

func newButton(word string, icon fyne.Resource, tapped func()) *button {
	b := &button{}
	b.Text, b.Icon, b.OnTapped = look.Line(word), icon, tapped
	if look.RightToLeft() {
		b.IconPlacement = widget.ButtonIconTrailingText
	}
	b.ExtendBaseWidget(b)
	return b
}

// SetText changes the word.
func (b *button) SetText(word string) { b.Button.SetText(look.Line(word)) }

// TypedKey implements fyne.Focusable.
func (b *button) TypedKey(e *fyne.KeyEvent) {
	switch {
	case e.Name == fyne.KeyReturn || e.Name == fyne.KeyEnter:
		b.Button.TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
	case ofWindow(e.Name):
		handOn(b, e)
	default:
		b.Button.TypedKey(e)
	}
}

// dropDown is a list of choices that opens below itself.
type dropDown struct{ widget.Select }

func newDropDown(names []string, changed func(string)) *dropDown {
	d := &dropDown{}
	d.OnChanged, d.Alignment = changed, look.Start()
	d.SetOptions(names)
	d.ExtendBaseWidget(d)
	return d
}

// SetOptions changes what can be chosen. What is chosen is told by its index: texts are put into the order in which they
// are read.
func (d *dropDown) SetOptions(names []string) {
	d.Options = make([]string, len(names))
	for i, name := range names {
		d.Options[i] = look.Line(name)
	}
}

// TypedKey implements fyne.Focusable.
func (d *dropDown) TypedKey(e *fyne.KeyEvent) {
	if ofWindow(e.Name) {
		handOn(d, e)
		return
	}
	d.Select.TypedKey(e)
}

// tick is a box that is ticked or not.
type tick struct{ widget.Check }

func newTick(word string, changed func(bool)) *tick {
	t := &tick{}
	t.Text, t.OnChanged = look.Line(word), changed
	t.ExtendBaseWidget(t)
	return t
}

// TypedKey implements fyne.Focusable.
func (t *tick) TypedKey(e *fyne.KeyEvent) {
	if ofWindow(e.Name) {
		handOn(t, e)
		return
	}
	t.Check.TypedKey(e)
}
