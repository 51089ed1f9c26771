package pages

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"migraform/app/desktop/look"
)

// options are a few answers of which one holds. They are one stop for Tab: arrows and Space choose, Delete takes the
// answer back, as does a click on the one that holds.
type options struct {
	widget.DisableableWidget
	names     []string
	chosen    int  // -1: none
	needed    bool // it can be changed, not taken back
	onChosen  func()
	stacked   bool // below one another
	across    int  // so many beside one another, in columns; 0 for all, each as wide as it is
	rtl       bool
	at, hover int // where the keyboard and the pointer are
	focused   bool
	drawn     []drawnOption
}

var (
	_ fyne.Focusable    = (*options)(nil)
	_ fyne.Disableable  = (*options)(nil)
	_ fyne.Tappable     = (*options)(nil)
	_ desktop.Hoverable = (*options)(nil)
)

func (s *Shell) options(names []string, stacked bool, chosen func()) *options {
	o := &options{names: names, chosen: -1, hover: -1, onChosen: chosen, stacked: stacked, rtl: s.RightToLeft}
	for _, name := range names {
		o.drawn = append(o.drawn, drawnOption{canvas.NewRectangle(nil), canvas.NewCircle(nil), canvas.NewCircle(nil), canvas.NewText(look.Line(name), nil)})
	}
	o.ExtendBaseWidget(o)
	return o
}

// show makes an option hold without telling anybody; -1 is none.
func (o *options) show(i int) {
	o.chosen = i
	o.at = max(i, 0)
	o.Refresh()
}

func (o *options) choose(i int) {
	if o.Disabled() || i < -1 || i >= len(o.names) || i < 0 && o.needed {
		return
	}
	was := o.chosen
	o.show(i)
	if was != i && o.onChosen != nil {
		o.onChosen()
	}
}

// Tapped implements fyne.Tappable.
func (o *options) Tapped(e *fyne.PointEvent) {
	if c := canvasOf(o); c != nil && !o.Disabled() {
		c.Focus(o)
	}
	switch i := o.under(e.Position); {
	case i < 0:
	case i == o.chosen:
		o.choose(-1)
	default:
		o.choose(i)
	}
}

// TypedKey implements fyne.Focusable.
func (o *options) TypedKey(e *fyne.KeyEvent) {
	name := e.Name
	if o.rtl && name == fyne.KeyLeft {
		name = fyne.KeyRight
	} else if o.rtl && name == fyne.KeyRight {
		name = fyne.KeyLeft
	}
	last := len(o.names) - 1
	switch name {
	case fyne.KeyDown, fyne.KeyRight:
		if o.chosen < 0 {
			o.choose(o.at)
		} else if o.chosen < last {
			o.choose(o.chosen + 1)
		}
	case fyne.KeyUp, fyne.KeyLeft:
		if o.chosen > 0 {
			o.choose(o.chosen - 1)
		}
	case fyne.KeySpace:
		o.choose(o.at)
	case fyne.KeyHome:
		o.choose(0)
	case fyne.KeyEnd:
		o.choose(last)
	case fyne.KeyDelete, fyne.KeyBackspace:
		o.choose(-1)
	default:
		handOn(o, e)
	}
}

// TypedRune implements fyne.Focusable.
func (o *options) TypedRune(rune) {}

// FocusGained implements fyne.Focusable.
func (o *options) FocusGained() { o.focused = true; o.Refresh() }

// FocusLost implements fyne.Focusable.
func (o *options) FocusLost() { o.focused = false; o.Refresh() }

// MouseIn implements desktop.Hoverable.
func (o *options) MouseIn(e *desktop.MouseEvent) { o.MouseMoved(e) }

// MouseMoved implements desktop.Hoverable.
func (o *options) MouseMoved(e *desktop.MouseEvent) {
	if i := o.under(e.Position); i != o.hover {
		o.hover = i
		o.Refresh()
	}
}

// MouseOut implements desktop.Hoverable.
func (o *options) MouseOut() { o.hover = -1; o.Refresh() }

func (o *options) under(p fyne.Position) int {
	for i := range o.names {
		at, size := o.place(i)
		if p.X >= at.X && p.X < at.X+size.Width && p.Y >= at.Y && p.Y < at.Y+size.Height {
			return i
		}
	}
	return -1
}

// extent is the room that an option needs.
func (o *options) extent(i int) fyne.Size {
	text := o.drawn[i].name.MinSize()
	return fyne.NewSize(text.Width+step(7.5), step(7))
}

func (o *options) place(i int) (fyne.Position, fyne.Size) {
	size := o.extent(i)
	at := fyne.Position{}
	if o.across > 0 {
		at = fyne.NewPos(float32(i%o.across)*(o.widest()+step(3)), float32(i/o.across)*size.Height)
		i = 0
	}
	for j := range i {
		if o.stacked {
			at.Y += o.extent(j).Height
		} else {
			at.X += o.extent(j).Width + step(3)
		}
	}
	if o.rtl {
		at.X = o.Size().Width - at.X - size.Width
	}
	return at, size
}

// widest is the room of the widest option.
func (o *options) widest() float32 {
	wide := float32(0)
	for i := range o.names {
		wide = max(wide, o.extent(i).Width)
	}
	return wide
}

// MinSize is enough for all options.
func (o *options) MinSize() fyne.Size {
	var min fyne.Size
	if o.across > 0 {
		rows := (len(o.names) + o.across - 1) / o.across
		return fyne.NewSize(float32(o.across)*(o.widest()+step(3)), float32(rows)*o.extent(0).Height)
	}
	for i := range o.names {
		size := o.extent(i)
		if o.stacked {
			min.Width = max(min.Width, size.Width)
			min.Height += size.Height
		} else {
			min.Width += size.Width + step(3)
			min.Height = size.Height
		}
	}
	return min
}

// CreateRenderer implements fyne.Widget.
func (o *options) CreateRenderer() fyne.WidgetRenderer {
	r := &optionsRenderer{o: o}
	for _, one := range o.drawn {
		r.objects = append(r.objects, one.ground, one.ring, one.dot, one.name)
	}
	r.Refresh()
	return r
}

type drawnOption struct {
	ground    *canvas.Rectangle
	ring, dot *canvas.Circle
	name      *canvas.Text
}

type optionsRenderer struct {
	o       *options
	objects []fyne.CanvasObject
}

func (r *optionsRenderer) Layout(fyne.Size) {
	for i, d := range r.o.drawn {
		at, size := r.o.place(i)
		d.ground.Move(at)
		d.ground.Resize(size)
		side, dot := step(4), step(2)
		x, textX := at.X, at.X+step(5.5)
		if r.o.rtl {
			x, textX = at.X+size.Width-side, at.X+step(2)
		}
		y := at.Y + (size.Height-side)/2
		d.ring.Move(fyne.NewPos(x, y))
		d.ring.Resize(fyne.NewSize(side, side))
		d.dot.Move(fyne.NewPos(x+(side-dot)/2, y+(side-dot)/2))
		d.dot.Resize(fyne.NewSize(dot, dot))
		text := d.name.MinSize()
		d.name.Move(fyne.NewPos(textX, at.Y+(size.Height-text.Height)/2))
		d.name.Resize(text)
	}
}

func (r *optionsRenderer) Refresh() {
	o := r.o
	ink, line := theme.ColorNameForeground, theme.ColorNameInputBorder
	if o.Disabled() {
		ink, line = theme.ColorNameDisabled, theme.ColorNameDisabled
	}
	for i, d := range r.o.drawn {
		d.name.TextSize = theme.TextSize()
		d.name.Color = theme.ColorForWidget(ink, o)
		d.ring.FillColor = theme.ColorForWidget(theme.ColorNameInputBackground, o)
		d.ring.StrokeWidth = 1
		d.ring.StrokeColor = theme.ColorForWidget(line, o)
		d.dot.FillColor = theme.ColorForWidget(theme.ColorNamePrimary, o)
		d.dot.Hidden = i != o.chosen
		if i == o.chosen || o.focused && i == o.at {
			d.ring.StrokeColor = theme.ColorForWidget(theme.ColorNamePrimary, o)
			d.ring.StrokeWidth = 1.5
		}
		d.ground.CornerRadius = theme.InputRadiusSize()
		d.ground.Hidden = !(o.focused && i == o.at || i == o.hover) || o.Disabled()
		d.ground.FillColor = theme.ColorForWidget(theme.ColorNameHover, o)
		if o.focused && i == o.at {
			d.ground.FillColor = theme.ColorForWidget(theme.ColorNameFocus, o)
		}
	}
	r.Layout(o.Size())
	for _, object := range r.objects {
		canvas.Refresh(object)
	}
}

func (r *optionsRenderer) MinSize() fyne.Size           { return r.o.MinSize() }
func (r *optionsRenderer) Objects() []fyne.CanvasObject { return r.objects }
func (r *optionsRenderer) Destroy()                     {}
