package desktop

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"migraform/app/desktop/look"
)

// roll is a list whose lines are as high as what they say. Only those in view
// are made and measured, so that thousands open as fast as ten. One line is
// marked: by the arrow keys or with a click; Enter or a double click does what
// the list is for.
type roll struct {
	widget.BaseWidget
	length  func() int
	line    func(id int) fyne.CanvasObject
	onMark  func(id int)
	onEnter func(id int)
	onSpace func(id int)
	onEdit  func(id int) // F2, as in a table
	onAll   func()       // Ctrl+A
	// plain are lines that a click enters at once, as headings do.
	plain func(id int) bool

	marked  int
	focused bool

	scroll  *container.Scroll
	box     *fyne.Container
	heights []float32 // as far as they are known; nil before
	made    map[int]*rollLine
	first   int // in view
	width   float32
	pressed int
	at      time.Time
}

// rollGuess is the height of lines that were never in view.
const rollGuess = 33

func newRoll(length func() int, line func(id int) fyne.CanvasObject) *roll {
	r := &roll{length: length, line: line, marked: -1, pressed: -1, made: map[int]*rollLine{}}
	r.box = container.New(&rollBox{r})
	r.scroll = container.NewVScroll(r.box)
	r.scroll.OnScrolled = func(fyne.Position) { r.lay() }
	r.ExtendBaseWidget(r)
	return r
}

func (r *roll) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(r.scroll) }

func (r *roll) MinSize() fyne.Size { return fyne.NewSize(100, 3*rollGuess) }

func (r *roll) Resize(s fyne.Size) {
	if s.Width != r.width {
		r.width = s.Width
		r.forget()
	}
	r.BaseWidget.Resize(s)
	r.lay()
}

// renew shows everything anew, at the same place.
func (r *roll) renew() {
	r.forget()
	r.marked = min(r.marked, r.length()-1)
	r.lay()
}

// again makes one line anew.
func (r *roll) again(id int) {
	if id >= 0 && id < len(r.heights) {
		delete(r.made, id)
		r.heights[id] = 0
		r.lay()
	}
}

func (r *roll) forget() {
	clear(r.made)
	r.heights = make([]float32, r.length())
}

func (r *roll) height(id int) float32 {
	if h := r.heights[id]; h > 0 {
		return h
	}
	return em(rollGuess)
}

// top is where a line begins.
func (r *roll) top(id int) float32 {
	y := float32(0)
	for i := range id {
		y += r.height(i)
	}
	return y
}

// lay makes and places the lines in view. A line above that turns out to be
// higher or lower than was thought moves nothing that stands below it.
func (r *roll) lay() {
	if len(r.heights) != r.length() {
		r.forget()
	}
	view := r.scroll.Size()
	if view.Height <= 0 {
		return
	}
	from := r.scroll.Offset.Y
	first, y := 0, float32(0)
	for first < len(r.heights) && y+r.height(first) <= from {
		y += r.height(first)
		first++
	}
	var shown []fyne.CanvasObject
	made := make(map[int]*rollLine, len(r.made))
	shift := float32(0)
	for id := first; id < len(r.heights) && y < from+shift+view.Height; id++ {
		l := r.made[id]
		if l == nil {
			l = newRollLine(r, id)
			l.Resize(fyne.NewSize(view.Width, 0))
		}
		h := l.MinSize().Height
		if id < r.first {
			shift += h - r.height(id)
		}
		r.heights[id] = h
		l.Move(fyne.NewPos(0, y))
		l.Resize(fyne.NewSize(view.Width, h))
		made[id] = l
		shown = append(shown, l)
		y += h
	}
	r.first, r.made, r.box.Objects = first, made, shown
	if shift != 0 {
		r.scroll.Offset.Y += shift
	}
	r.scroll.Refresh()
}

// mark marks a line and brings it into view.
func (r *roll) mark(id int) {
	id = max(min(id, r.length()-1), 0)
	if r.length() == 0 {
		return
	}
	before := r.marked
	r.marked = id
	for _, l := range []int{before, id} {
		if made := r.made[l]; made != nil {
			made.colour()
		}
	}
	r.reveal()
	if r.onMark != nil {
		r.onMark(id)
	}
}

// reveal scrolls to the marked line.
func (r *roll) reveal() {
	if r.marked < 0 || r.marked >= len(r.heights) {
		return
	}
	top, view := r.top(r.marked), r.scroll.Size().Height
	if view <= 0 {
		return
	}
	switch bottom := top + r.height(r.marked); {
	case top < r.scroll.Offset.Y:
		r.scroll.Offset.Y = top
	case bottom > r.scroll.Offset.Y+view:
		r.scroll.Offset.Y = bottom - view
	default:
		return
	}
	r.lay()
	if made := r.made[r.marked]; made != nil && made.Position().Y+made.Size().Height > r.scroll.Offset.Y+view { // higher than was thought
		r.scroll.Offset.Y = made.Position().Y + made.Size().Height - view
		r.lay()
	}
}

func (r *roll) FocusGained() {
	r.focused = true
	if r.marked < 0 {
		r.mark(0)
	}
	r.recolour()
}

func (r *roll) FocusLost() {
	r.focused = false
	r.recolour()
}

func (r *roll) recolour() {
	if made := r.made[r.marked]; made != nil {
		made.colour()
	}
}

func (r *roll) TypedRune(rune) {}

func (r *roll) TypedKey(k *fyne.KeyEvent) {
	page := max(int(r.scroll.Size().Height/em(rollGuess))-1, 1)
	switch k.Name {
	case fyne.KeyUp:
		r.mark(r.marked - 1)
	case fyne.KeyDown:
		r.mark(r.marked + 1)
	case fyne.KeyPageUp:
		r.mark(r.marked - page)
	case fyne.KeyPageDown:
		r.mark(r.marked + page)
	case fyne.KeyHome:
		r.mark(0)
	case fyne.KeyEnd:
		r.mark(r.length() - 1)
	case fyne.KeyReturn, fyne.KeyEnter:
		r.do(r.onEnter)
	case fyne.KeySpace:
		r.do(r.onSpace)
	case fyne.KeyF2:
		r.do(r.onEdit)
	default:
		passKey(r, k)
	}
}

func (r *roll) do(what func(int)) {
	if what != nil && r.marked >= 0 && r.marked < r.length() {
		what(r.marked)
	}
}

func (r *roll) TypedShortcut(s fyne.Shortcut) {
	if _, all := s.(*fyne.ShortcutSelectAll); all && r.onAll != nil {
		r.onAll()
		return
	}
	passShortcut(r, s)
}

// twice is the time within which two clicks are a double click.
const twice = 400 * time.Millisecond

func (r *roll) press(id int) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(r); c != nil && c.Focused() != fyne.Focusable(r) {
		c.Focus(r)
	}
	again := r.pressed == id && time.Since(r.at) < twice
	r.pressed, r.at = id, time.Now()
	if r.plain != nil && r.plain(id) {
		r.marked = id
		r.do(r.onEnter)
		return
	}
	r.mark(id)
	if again {
		r.pressed = -1
		r.do(r.onEnter)
	}
}

// rollBox is as high as all lines together; roll places those in view.
type rollBox struct{ r *roll }

func (b *rollBox) Layout([]fyne.CanvasObject, fyne.Size) {}
func (b *rollBox) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(10, b.r.top(len(b.r.heights)))
}

// rollLine is a line in view.
type rollLine struct {
	widget.BaseWidget
	r       *roll
	id      int
	ground  *canvas.Rectangle
	bar     *canvas.Rectangle
	content fyne.CanvasObject
	hovered bool
}

func newRollLine(r *roll, id int) *rollLine {
	l := &rollLine{r: r, id: id, ground: canvas.NewRectangle(nil), bar: canvas.NewRectangle(nil), content: r.line(id)}
	l.ExtendBaseWidget(l)
	l.colour()
	return l
}

// colour shows whether the line is marked, and whether the keys go to it.
func (l *rollLine) colour() {
	marked := l.id == l.r.marked
	l.ground.Hidden, l.bar.Hidden = !marked && !l.hovered, !marked
	l.ground.FillColor = colourOf(theme.ColorNameHover)
	if marked && l.r.focused {
		l.ground.FillColor = colourOf(theme.ColorNameSelection)
	}
	l.bar.FillColor = colourOf(theme.ColorNamePrimary)
	l.ground.Refresh()
	l.bar.Refresh()
}

func (l *rollLine) CreateRenderer() fyne.WidgetRenderer { return &rollLineRenderer{l} }

func (l *rollLine) MouseIn(*desktop.MouseEvent)    { l.hovered = true; l.colour() }
func (l *rollLine) MouseMoved(*desktop.MouseEvent) {}
func (l *rollLine) MouseOut()                      { l.hovered = false; l.colour() }

func (l *rollLine) Tapped(*fyne.PointEvent) { l.r.press(l.id) }

type rollLineRenderer struct{ l *rollLine }

func (r *rollLineRenderer) Destroy()           {}
func (r *rollLineRenderer) Refresh()           { r.l.colour(); r.l.content.Refresh() }
func (r *rollLineRenderer) MinSize() fyne.Size { return fyne.NewSize(0, r.l.content.MinSize().Height) }
func (r *rollLineRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.l.ground, r.l.bar, r.l.content}
}

func (r *rollLineRenderer) Layout(s fyne.Size) {
	r.l.ground.Resize(s)
	r.l.bar.Resize(fyne.NewSize(3, s.Height))
	r.l.bar.Move(fyne.NewPos(look.Mirror(0, 3, s.Width), 0))
	r.l.content.Resize(s)
}
