package pages

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// touch makes a part of a page that leads somewhere: it can be tapped, and takes the focus and Enter.
type touch struct {
	widget.BaseWidget
	content          fyne.CanvasObject
	onTapped         func()
	hovered, focused bool
}

var (
	_ fyne.Focusable     = (*touch)(nil)
	_ fyne.Tappable      = (*touch)(nil)
	_ desktop.Hoverable  = (*touch)(nil)
	_ desktop.Cursorable = (*touch)(nil)
)

func newTouch(content fyne.CanvasObject, tapped func()) *touch {
	t := &touch{content: content, onTapped: tapped}
	t.ExtendBaseWidget(t)
	return t
}

// Tapped implements fyne.Tappable.
func (t *touch) Tapped(*fyne.PointEvent) { t.onTapped() }

// TypedKey implements fyne.Focusable.
func (t *touch) TypedKey(e *fyne.KeyEvent) {
	if e.Name == fyne.KeySpace || e.Name == fyne.KeyReturn || e.Name == fyne.KeyEnter {
		t.onTapped()
		return
	}
	handOn(t, e)
}

// TypedRune implements fyne.Focusable.
func (t *touch) TypedRune(rune) {}

// FocusGained implements fyne.Focusable.
func (t *touch) FocusGained() { t.focused = true; t.Refresh() }

// FocusLost implements fyne.Focusable.
func (t *touch) FocusLost() { t.focused = false; t.Refresh() }

// MouseIn implements desktop.Hoverable.
func (t *touch) MouseIn(*desktop.MouseEvent) { t.hovered = true; t.Refresh() }

// MouseMoved implements desktop.Hoverable.
func (t *touch) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (t *touch) MouseOut() { t.hovered = false; t.Refresh() }

// Cursor is a hand.
func (t *touch) Cursor() desktop.Cursor { return desktop.PointerCursor }

// MinSize is that of the content.
func (t *touch) MinSize() fyne.Size { return t.content.MinSize() }

// CreateRenderer implements fyne.Widget.
func (t *touch) CreateRenderer() fyne.WidgetRenderer {
	r := &touchRenderer{t, canvas.NewRectangle(nil)}
	r.Refresh()
	return r
}

type touchRenderer struct {
	t      *touch
	ground *canvas.Rectangle
}

func (r *touchRenderer) Layout(size fyne.Size) {
	r.t.content.Resize(size)
	around := step(1)
	r.ground.Move(fyne.NewPos(-around, -around))
	r.ground.Resize(size.AddWidthHeight(2*around, 2*around))
}

func (r *touchRenderer) Refresh() {
	r.ground.CornerRadius = theme.InputRadiusSize()
	r.ground.Hidden = !r.t.hovered && !r.t.focused
	name := theme.ColorNameHover
	if r.t.focused {
		name = theme.ColorNameFocus
	}
	r.ground.FillColor = theme.ColorForWidget(name, r.t)
	canvas.Refresh(r.ground)
}

func (r *touchRenderer) MinSize() fyne.Size { return r.t.MinSize() }
func (r *touchRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.ground, r.t.content}
}
func (r *touchRenderer) Destroy() {}
