package pages

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// wheel lies over a field of several lines and hands the mouse wheel on to the page. The field by itself would keep
// it, and the page would stop wherever the pointer happens to meet a field. Everything else passes through.
type wheel struct {
	widget.BaseWidget
	field fyne.CanvasObject
}

var _ fyne.Scrollable = (*wheel)(nil)

// underWheel puts a field below a wheel.
func underWheel(field fyne.CanvasObject) fyne.CanvasObject {
	w := &wheel{field: field}
	w.ExtendBaseWidget(w)
	return container.NewStack(field, w)
}

// Scrolled scrolls the page that the field stands on.
func (w *wheel) Scrolled(e *fyne.ScrollEvent) {
	if c := canvasOf(w); c != nil {
		if scroll := scrollAround(c.Content(), w); scroll != nil {
			scroll.Scrolled(e)
		}
	}
}

// CreateRenderer implements fyne.Widget: there is nothing to see.
func (w *wheel) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewWithoutLayout())
}

// MinSize is none: the field needs the room.
func (w *wheel) MinSize() fyne.Size { return fyne.Size{} }

// scrollAround is the innermost scrolled part of a tree of containers in which an object stands, nil for none.
func scrollAround(tree, o fyne.CanvasObject) *container.Scroll {
	var innermost *container.Scroll
	var find func(at fyne.CanvasObject, around *container.Scroll) bool
	find = func(at fyne.CanvasObject, around *container.Scroll) bool {
		if at == o {
			innermost = around
			return true
		}
		switch at := at.(type) {
		case *fyne.Container:
			for _, part := range at.Objects {
				if find(part, around) {
					return true
				}
			}
		case *container.Scroll:
			return find(at.Content, at)
		}
		return false
	}
	find(tree, nil)
	return innermost
}
