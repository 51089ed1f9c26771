package desktop

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"migraform/forms/words"
)

// No text is cut off or lies on another in a language half as long again as
// English: each has the room that it needs, is shortened with an ellipsis on
// purpose, or scrolls.
func TestTextHasRoomToGrow(t *testing.T) {
	for _, tag := range append([]string{words.Pseudo}, words.Languages...) {
		t.Run(tag, func(t *testing.T) {
			d := spoken(t, tag)
			for _, screen := range screens {
				d.show(screen)
				l := &looker{panes: []fyne.CanvasObject{d.sections.object(), d.side, d.middle, d.top.object(), d.status.object()}}
				size := d.w.win.Canvas().Size()
				l.at(d.w.win.Canvas().Content(), fyne.Position{}, room{0, 0, size.Width, size.Height})
				for _, what := range l.complaints() {
					t.Errorf("%s: %s", screen.name, what)
				}
			}
			for name, screen := range outside(d.w) {
				d.w.show(screen)
				l, size := &looker{}, d.w.win.Canvas().Size()
				l.at(d.w.win.Canvas().Content(), fyne.Position{}, room{0, 0, size.Width, size.Height})
				for _, what := range l.complaints() {
					t.Errorf("%s: %s", name, what)
				}
			}
		})
	}
}

// room is a rectangle of the window.
type room struct{ left, top, right, bottom float32 }

func (r room) meets(o room) room {
	return room{max(r.left, o.left), max(r.top, o.top), min(r.right, o.right), min(r.bottom, o.bottom)}
}

// looker collects the texts of a window, each with the part of it in which it
// may be seen: a pane, or what scrolls.
type looker struct {
	panes []fyne.CanvasObject
	texts []seen
}

type seen struct {
	text   string
	at, in room
}

func (l *looker) at(o fyne.CanvasObject, offset fyne.Position, in room) {
	if o == nil || !o.Visible() {
		return
	}
	at := offset.Add(o.Position())
	own := room{at.X, at.Y, at.X + o.Size().Width, at.Y + o.Size().Height}
	if slices.Contains(l.panes, o) {
		in = in.meets(own)
	}
	switch o := o.(type) {
	case *canvas.Text:
		l.text(o, at, in)
		return
	case *container.Scroll:
		if o.Direction != container.ScrollVerticalOnly {
			own.left, own.right = -1e6, 1e6 // what does not fit is scrolled to
		}
		l.at(o.Content, at, in.meets(own))
		return
	case *fyne.Container:
		for _, child := range o.Objects {
			l.at(child, at, in)
		}
		return
	}
	switch kind := reflect.TypeOf(o).String(); {
	case strings.HasSuffix(kind, "grid.Grid"), strings.HasSuffix(kind, ".entry"), strings.HasSuffix(kind, ".field"):
		return // the table and the fields shorten or scroll what they hold
	}
	if w, ok := o.(fyne.Widget); ok {
		for _, child := range test.WidgetRenderer(w).Objects() {
			l.at(child, at, in)
		}
	}
}

func (l *looker) text(o *canvas.Text, at fyne.Position, in room) {
	needs := fyne.MeasureText(o.Text, o.TextSize, o.TextStyle)
	left, spare := at.X, o.Size().Width-needs.Width
	switch o.Alignment {
	case fyne.TextAlignTrailing:
		left += spare
	case fyne.TextAlignCenter:
		left += spare / 2
	}
	l.texts = append(l.texts, seen{strings.TrimSpace(o.Text), room{left, at.Y, left + needs.Width, at.Y + needs.Height}, in})
}

// complaints names what cannot be read.
func (l *looker) complaints() []string {
	var all []string
	const slack = 2
	visible := slices.DeleteFunc(slices.Clone(l.texts), func(s seen) bool {
		return s.text == "" || s.at.bottom <= s.in.top || s.at.top >= s.in.bottom
	})
	for i, s := range visible {
		if s.at.left < s.in.left-slack || s.at.right > s.in.right+slack {
			all = append(all, fmt.Sprintf("“%s” reaches from %.0f to %.0f, and there is room from %.0f to %.0f", s.text, s.at.left, s.at.right, s.in.left, s.in.right))
		}
		for _, o := range visible[:i] {
			if both := s.at.meets(o.at).meets(s.in).meets(o.in); both.right-both.left > slack && both.bottom-both.top > slack+2 {
				all = append(all, fmt.Sprintf("“%s” lies on “%s”", s.text, o.text))
			}
		}
	}
	return all
}
