package pages

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"migraform/app/desktop/look"
)

// link is a word that does something and keeps quiet until it is pointed at. It takes the focus as a button does.
type link struct {
	widget.BaseWidget
	word             string
	onTapped         func()
	hovered, focused bool
}

var (
	_ fyne.Focusable     = (*link)(nil)
	_ fyne.Tappable      = (*link)(nil)
	_ desktop.Hoverable  = (*link)(nil)
	_ desktop.Cursorable = (*link)(nil)
)

func newLink(word string, tapped func()) *link {
	l := &link{word: word, onTapped: tapped}
	l.ExtendBaseWidget(l)
	return l
}

func (l *link) say(word string) { l.word = word; l.Refresh() }

// Tapped implements fyne.Tappable.
func (l *link) Tapped(*fyne.PointEvent) {
	if l.onTapped != nil {
		l.onTapped()
	}
}

// TypedKey implements fyne.Focusable.
func (l *link) TypedKey(e *fyne.KeyEvent) {
	if e.Name == fyne.KeySpace || e.Name == fyne.KeyReturn || e.Name == fyne.KeyEnter {
		l.Tapped(nil)
		return
	}
	handOn(l, e)
}

// TypedRune implements fyne.Focusable.
func (l *link) TypedRune(rune) {}

// FocusGained implements fyne.Focusable.
func (l *link) FocusGained() { l.focused = true; l.Refresh() }

// FocusLost implements fyne.Focusable.
func (l *link) FocusLost() { l.focused = false; l.Refresh() }

// MouseIn implements desktop.Hoverable.
func (l *link) MouseIn(*desktop.MouseEvent) { l.hovered = true; l.Refresh() }

// MouseMoved implements desktop.Hoverable.
func (l *link) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (l *link) MouseOut() { l.hovered = false; l.Refresh() }

// Cursor is a hand.
func (l *link) Cursor() desktop.Cursor { return desktop.PointerCursor }

// MinSize is that of the word.
func (l *link) MinSize() fyne.Size {
	return fyne.MeasureText(look.Line(l.word), theme.TextSize(), fyne.TextStyle{}).AddWidthHeight(0, step(1))
}

// CreateRenderer implements fyne.Widget.
func (l *link) CreateRenderer() fyne.WidgetRenderer {
	r := &linkRenderer{l, canvas.NewText("", nil), canvas.NewRectangle(nil)}
	r.Refresh()
	return r
}

type linkRenderer struct {
	l    *link
	word *canvas.Text
	line *canvas.Rectangle
}

func (r *linkRenderer) Layout(size fyne.Size) {
	r.word.Text = look.Line(r.l.word)
	if size.Width > 0 && r.word.MinSize().Width > size.Width+1 { // a long name in a narrow place
		r.word.Text = look.Line(shortened(part{text: r.l.word, tone: bodyTone}, size.Width))
	}
	text := r.word.MinSize()
	r.word.Resize(text)
	r.word.Move(fyne.NewPos(0, (size.Height-text.Height)/2))
	r.line.Resize(fyne.NewSize(text.Width, 1))
	r.line.Move(fyne.NewPos(0, (size.Height+text.Height)/2-2))
}

func (r *linkRenderer) Refresh() {
	color := look.ColorDim
	if r.l.hovered || r.l.focused {
		color = theme.ColorNamePrimary
	}
	r.word.Text, r.word.TextSize = look.Line(r.l.word), theme.TextSize()
	r.word.Color = theme.ColorForWidget(color, r.l)
	r.line.FillColor = theme.ColorForWidget(color, r.l)
	r.line.Hidden = !r.l.focused && !r.l.hovered
	r.Layout(r.l.Size())
	canvas.Refresh(r.word)
	canvas.Refresh(r.line)
}

func (r *linkRenderer) MinSize() fyne.Size           { return r.l.MinSize() }
func (r *linkRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.word, r.line} }
func (r *linkRenderer) Destroy()                     {}
