package desktop

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// tappable is a line that can be chosen with the mouse or with Enter. The
// arrow keys go to its neighbours.
type tappable struct {
	widget.BaseWidget
	content fyne.CanvasObject
	onTap   func()
	hint    string
	onHint  func(string)
	// above and below are where the arrow keys lead.
	above, below *tappable
	chosen       bool
	disabled     bool

	hovered, focused bool
}

var (
	_ fyne.Focusable     = (*tappable)(nil)
	_ fyne.Tappable      = (*tappable)(nil)
	_ desktop.Hoverable  = (*tappable)(nil)
	_ desktop.Cursorable = (*tappable)(nil)
)

func newTappable(content fyne.CanvasObject, onTap func()) *tappable {
	t := &tappable{content: content, onTap: onTap}
	t.ExtendBaseWidget(t)
	return t
}

// neighbours joins lines that stand below each other.
func neighbours(lines []*tappable) {
	for i := 1; i < len(lines); i++ {
		lines[i].above, lines[i-1].below = lines[i-1], lines[i]
	}
}

func (t *tappable) choose(chosen bool) {
	if t.chosen != chosen {
		t.chosen = chosen
		t.Refresh()
	}
}

func (t *tappable) Tapped(*fyne.PointEvent) {
	if !t.disabled && t.onTap != nil {
		t.onTap()
	}
}

func (t *tappable) TypedRune(rune) {}

func (t *tappable) TypedKey(k *fyne.KeyEvent) {
	to := (*tappable)(nil)
	switch k.Name {
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		t.Tapped(nil)
		return
	case fyne.KeyUp:
		to = t.above
	case fyne.KeyDown:
		to = t.below
	default:
		passKey(t, k)
		return
	}
	if c := fyne.CurrentApp().Driver().CanvasForObject(t); c != nil && to != nil {
		c.Focus(to)
	}
}

func (t *tappable) FocusGained() { t.focused = true; t.Refresh() }
func (t *tappable) FocusLost()   { t.focused = false; t.Refresh() }

func (t *tappable) MouseIn(*desktop.MouseEvent) {
	t.hovered = true
	if t.onHint != nil {
		t.onHint(t.hint)
	}
	t.Refresh()
}

func (t *tappable) MouseMoved(*desktop.MouseEvent) {}

func (t *tappable) MouseOut() {
	t.hovered = false
	if t.onHint != nil {
		t.onHint("")
	}
	t.Refresh()
}

func (t *tappable) Cursor() desktop.Cursor {
	if t.disabled {
		return desktop.DefaultCursor
	}
	return desktop.PointerCursor
}

func (t *tappable) CreateRenderer() fyne.WidgetRenderer {
	r := &tappableRenderer{t: t, back: canvas.NewRectangle(nil), bar: canvas.NewRectangle(nil), frame: canvas.NewRectangle(nil)}
	r.back.CornerRadius, r.frame.CornerRadius = 3, 3
	r.frame.StrokeWidth = 2
	r.Refresh()
	return r
}

type tappableRenderer struct {
	t                *tappable
	back, bar, frame *canvas.Rectangle
}

func (r *tappableRenderer) Destroy()           {}
func (r *tappableRenderer) MinSize() fyne.Size { return r.t.content.MinSize() }
func (r *tappableRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.back, r.bar, r.t.content, r.frame}
}

func (r *tappableRenderer) Layout(s fyne.Size) {
	r.back.Resize(s)
	r.bar.Resize(fyne.NewSize(3, s.Height))
	r.frame.Move(fyne.NewPos(1, 1))
	r.frame.Resize(s.SubtractWidthHeight(2, 2))
	r.t.content.Resize(s)
}

func (r *tappableRenderer) Refresh() {
	r.back.Hidden = !(r.t.hovered && !r.t.disabled || r.t.chosen)
	r.back.FillColor = colourOf(theme.ColorNameHover)
	if r.t.chosen {
		r.back.FillColor = colourOf(theme.ColorNameSelection)
	}
	r.bar.Hidden = !r.t.chosen
	r.bar.FillColor = colourOf(theme.ColorNamePrimary)
	r.frame.Hidden = !r.t.focused
	r.frame.StrokeColor = colourOf(theme.ColorNamePrimary)
	r.back.Refresh()
	r.bar.Refresh()
	r.frame.Refresh()
	r.t.content.Refresh()
}
