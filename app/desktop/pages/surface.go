package pages

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"migraform/app/desktop/look"
)

// surface is the ground of a page or of a part of it.
type surface struct {
	widget.BaseWidget
	color fyne.ThemeColorName
}

// newSurface makes a ground: paper, or the grey around it.
func newSurface(paper bool) *surface {
	s := &surface{color: theme.ColorNameBackground}
	if paper {
		s.color = look.ColorPaper
	}
	s.ExtendBaseWidget(s)
	return s
}

// newRule makes a hairline.
func newRule() *surface {
	s := &surface{color: theme.ColorNameSeparator}
	s.ExtendBaseWidget(s)
	return s
}

// MinSize is the thickness of a hairline.
func (s *surface) MinSize() fyne.Size {
	if s.color == theme.ColorNameSeparator {
		return fyne.NewSize(1, 1)
	}
	return fyne.Size{}
}

// CreateRenderer implements fyne.Widget.
func (s *surface) CreateRenderer() fyne.WidgetRenderer {
	return &surfaceRenderer{s, canvas.NewRectangle(theme.ColorForWidget(s.color, s))}
}

type surfaceRenderer struct {
	s    *surface
	fill *canvas.Rectangle
}

func (r *surfaceRenderer) Layout(size fyne.Size)        { r.fill.Resize(size) }
func (r *surfaceRenderer) MinSize() fyne.Size           { return r.s.MinSize() }
func (r *surfaceRenderer) Destroy()                     {}
func (r *surfaceRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.fill} }
func (r *surfaceRenderer) Refresh() {
	r.fill.FillColor = theme.ColorForWidget(r.s.color, r.s)
	r.fill.Refresh()
}

// frame is a border like that of a field, for what Fyne draws without one.
type frame struct{ widget.BaseWidget }

// framed puts a border around an object.
func (s *Shell) framed(o fyne.CanvasObject) *fyne.Container {
	f := &frame{}
	f.ExtendBaseWidget(f)
	return fill(o, f)
}

// CreateRenderer implements fyne.Widget.
func (f *frame) CreateRenderer() fyne.WidgetRenderer {
	r := &frameRenderer{f, canvas.NewRectangle(color.Transparent)}
	r.Refresh()
	return r
}

type frameRenderer struct {
	f    *frame
	line *canvas.Rectangle
}

func (r *frameRenderer) Layout(size fyne.Size) {
	r.line.Move(fyne.NewPos(1, 1)) // within what a scrolling page cuts off
	r.line.Resize(size.SubtractWidthHeight(2, 2))
}
func (r *frameRenderer) MinSize() fyne.Size           { return fyne.Size{} }
func (r *frameRenderer) Destroy()                     {}
func (r *frameRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.line} }
func (r *frameRenderer) Refresh() {
	r.line.StrokeColor = theme.ColorForWidget(theme.ColorNameInputBorder, r.f)
	r.line.StrokeWidth = theme.InputBorderSize()
	r.line.Refresh()
}

// meter shows how much of something is done.
type meter struct {
	widget.BaseWidget
	share float32
	rtl   bool
}

func (s *Shell) meter() *meter {
	m := &meter{rtl: s.RightToLeft}
	m.ExtendBaseWidget(m)
	return m
}

func (m *meter) set(share float32) {
	m.share = min(max(share, 0), 1)
	m.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (m *meter) CreateRenderer() fyne.WidgetRenderer {
	r := &meterRenderer{m: m, track: canvas.NewRectangle(nil), done: canvas.NewRectangle(nil)}
	r.Refresh()
	return r
}

type meterRenderer struct {
	m           *meter
	track, done *canvas.Rectangle
}

func (r *meterRenderer) Layout(size fyne.Size) {
	r.track.Resize(size)
	r.done.Resize(fyne.NewSize(size.Width*r.m.share, size.Height))
	x := float32(0)
	if r.m.rtl {
		x = size.Width - size.Width*r.m.share
	}
	r.done.Move(fyne.NewPos(x, 0))
}
func (r *meterRenderer) MinSize() fyne.Size           { return fyne.NewSize(40, step(1)) }
func (r *meterRenderer) Destroy()                     {}
func (r *meterRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.track, r.done} }
func (r *meterRenderer) Refresh() {
	r.track.FillColor = theme.ColorForWidget(theme.ColorNameButton, r.m)
	r.done.FillColor = theme.ColorForWidget(theme.ColorNamePrimary, r.m)
	for _, bar := range []*canvas.Rectangle{r.track, r.done} {
		bar.CornerRadius = step(0.5)
	}
	r.Layout(r.m.Size())
	r.track.Refresh()
	r.done.Refresh()
}
