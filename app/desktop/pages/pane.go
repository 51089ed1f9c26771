package pages

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
)

// pane is a page that scrolls: a surface with a column on it.
type pane struct {
	shown  *fyne.Container // what a page adds; not embedded, since Fyne looks for containers by type
	scroll *container.Scroll
	body   *fyne.Container
	bleed  float32 // steps by which the page is larger than its place
}

// edgeless lets a page fill its place to the edge. What is scrolled is a little larger than that: borders at the
// very edge would be cut off.
func (p *pane) edgeless() *pane {
	p.body.Layout.(*column).margin, p.bleed = 1, 1
	return p
}

// pane makes a scrolling page of objects in one column that is as wide as most.
func (s *Shell) pane(most func() float32, gap float32, objects ...fyne.CanvasObject) *pane {
	p := &pane{body: container.New(&column{gap: gap, margin: 8, most: most, rtl: s.RightToLeft}, objects...)}
	p.scroll = container.NewVScroll(p.body)
	p.shown = container.New(paneLayout{p}, newSurface(true), p.scroll)
	return p
}

// arrange lays the page out anew after something in it grew, shrank, came or went.
func (p *pane) arrange() {
	width := p.scroll.Size().Width
	if width <= 0 {
		return
	}
	c := p.body.Layout.(*column)
	p.body.Resize(fyne.NewSize(width, p.body.Size().Height))
	c.end = 0
	for range 2 { // widths first, then the heights that follow from them
		relay(p.body)
	}
	if p.bleed > 0 && p.body.MinSize().Height > p.scroll.Size().Height {
		c.end = theme.ScrollBarSize()
		relay(p.body)
	}
	p.body.Resize(fyne.NewSize(width, p.body.MinSize().Height))
	p.scroll.Refresh()
}

// relay lays out a container and all in it, also where the sizes stay the same.
func relay(c *fyne.Container) {
	c.Layout.Layout(c.Objects, c.Size())
	for _, o := range c.Objects {
		if inner, ok := o.(*fyne.Container); ok && inner.Visible() && inner.Layout != nil {
			relay(inner)
		}
	}
}

// show scrolls so that an object of the page can be seen whole.
func (p *pane) show(o fyne.CanvasObject) {
	driver := fyne.CurrentApp().Driver()
	if driver.CanvasForObject(o) == nil {
		return
	}
	top := driver.AbsolutePositionForObject(o).Y - driver.AbsolutePositionForObject(p.scroll).Y
	bottom := top + o.Size().Height
	by := float32(0)
	switch {
	case top < step(4):
		by = top - step(4)
	case bottom > p.scroll.Size().Height-step(4):
		by = min(bottom-p.scroll.Size().Height+step(4), top-step(4))
	default:
		return
	}
	p.scroll.ScrollToOffset(fyne.NewPos(0, max(0, p.scroll.Offset.Y+by)))
}

type paneLayout struct{ p *pane }

func (l paneLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	bleed := step(l.p.bleed)
	for _, o := range objects {
		o.Resize(size.AddWidthHeight(2*bleed, 2*bleed))
		o.Move(fyne.NewPos(-bleed, -bleed))
	}
	l.p.arrange()
}

func (l paneLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(320, 160) }
