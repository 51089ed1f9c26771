package pages

import (
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
)

// cover lies over a field while nobody types in it, and shows its text as it is read: from the right, each run of
// letters in its place. Fyne's fields draw runs in the order in which they were typed, which nobody can read.
type cover struct {
	entry  *entry
	text   *prose
	ground *canvas.Rectangle
	shown  *fyne.Container
}

// covered puts a cover over a field where text is read from the right. Elsewhere the field is as it was.
func (s *Shell) covered(e *entry) fyne.CanvasObject {
	if !s.RightToLeft {
		return e
	}
	c := &cover{entry: e, text: s.brief("", bodyTone), ground: canvas.NewRectangle(theme.Color(theme.ColorNameInputBackground))}
	if e.MultiLine {
		c.text = s.prose("", bodyTone)
	}
	c.shown = &fyne.Container{Layout: c, Objects: []fyne.CanvasObject{e, c.ground, c.text.shown}}
	e.onLook = c.follow
	c.follow()
	return c.shown
}

// follow takes over the text of the field, or gives way to who types in it.
func (c *cover) follow() {
	c.text.say(c.entry.Text)
	c.Layout(c.shown.Objects, c.shown.Size())
}

// Layout implements fyne.Layout. What has no room is left to the field, which scrolls.
func (c *cover) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	c.entry.Resize(size)
	pad := theme.InnerPadding()
	c.ground.Move(fyne.NewPos(2, 2))
	c.ground.Resize(size.SubtractWidthHeight(4, 4))
	c.text.shown.Move(fyne.NewPos(pad, pad))
	c.text.shown.Resize(size.SubtractWidthHeight(2*pad, 2*pad))
	needed := !c.entry.focused && readFromRight(c.entry.Text) && c.text.shown.MinSize().Height <= size.Height-2*pad+2
	show(c.ground, needed)
	show(c.text.shown, needed)
}

// MinSize implements fyne.Layout.
func (c *cover) MinSize([]fyne.CanvasObject) fyne.Size { return c.entry.MinSize() }

// readFromRight reports whether a text has letters that are written from the right.
func readFromRight(text string) bool {
	for _, r := range text {
		if unicode.In(r, unicode.Arabic, unicode.Hebrew) && unicode.IsLetter(r) {
			return true
		}
	}
	return false
}
