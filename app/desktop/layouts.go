package desktop

import (
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"migraform/app/desktop/look"
)

// wide gives an object at least a width.
func wide(width float32, o fyne.CanvasObject) fyne.CanvasObject {
	return container.New(&fixed{width: width}, o)
}

// fixed gives its objects a width or a height, or both, as they are at 100 %.
type fixed struct{ width, height float32 }

func (f *fixed) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var s fyne.Size
	for _, o := range objects {
		s = s.Max(o.MinSize())
	}
	if f.width > 0 {
		s.Width = em(f.width)
	}
	if f.height > 0 {
		s.Height = em(f.height)
	}
	return s
}

// em is a length that grows with the size of text; it is given for 100 %.
func em(length float32) float32 { return length * theme.TextSize() / 14 }

// beside is the width of what stands beside the work. It grows more slowly
// than text, so that the work keeps its room.
func beside(width float32) float32 {
	return float32(math.Round(float64(width) * math.Sqrt(float64(em(1)))))
}

func (f *fixed) Layout(objects []fyne.CanvasObject, s fyne.Size) {
	for _, o := range objects {
		o.Move(fyne.Position{})
		o.Resize(s)
	}
}

// margin keeps space round an object.
func margin(top, bottom, left, right float32, o fyne.CanvasObject) fyne.CanvasObject {
	return container.New(&margins{top, bottom, left, right}, o)
}

// margins keeps space round its objects; left is where reading begins.
type margins struct{ top, bottom, left, right float32 }

func (m *margins) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var s fyne.Size
	for _, o := range objects {
		if o.Visible() {
			s = s.Max(o.MinSize())
		}
	}
	return s.AddWidthHeight(m.left+m.right, m.top+m.bottom)
}

func (m *margins) Layout(objects []fyne.CanvasObject, s fyne.Size) {
	inner := s.SubtractWidthHeight(m.left+m.right, m.top+m.bottom)
	for _, o := range objects {
		o.Resize(inner)
		o.Move(fyne.NewPos(look.Mirror(m.left, inner.Width, s.Width), m.top))
	}
}

// column stands objects below each other, row beside each other, with a space
// between; in a row they are centred.
func column(space float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(layout.NewCustomPaddedVBoxLayout(space), objects...)
}

func row(space float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&inLine{space: space}, objects...)
}

// inLine puts objects beside each other in the middle of the height. What is
// a spacer takes the room that is left, and so does what is stretching.
type inLine struct {
	space   float32
	stretch fyne.CanvasObject
}

func (l *inLine) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var s fyne.Size
	n := 0
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		least := o.MinSize()
		if _, ok := o.(layout.SpacerObject); ok {
			least = fyne.Size{}
		}
		s.Width += least.Width
		s.Height = max(s.Height, least.Height)
		n++
	}
	s.Width += float32(max(n-1, 0)) * l.space
	return s
}

func (l *inLine) Layout(objects []fyne.CanvasObject, s fyne.Size) {
	rest, stretching := s.Width-l.MinSize(objects).Width, 0
	for _, o := range objects {
		if o.Visible() && l.stretches(o) {
			stretching++
		}
	}
	x := float32(0)
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		size := o.MinSize()
		if _, ok := o.(layout.SpacerObject); ok {
			size = fyne.Size{}
		}
		if l.stretches(o) {
			size.Width += max(rest, 0) / float32(stretching)
		}
		o.Move(fyne.NewPos(look.Mirror(x, size.Width, s.Width), (s.Height-size.Height)/2))
		o.Resize(size)
		x += size.Width + l.space
	}
}

func (l *inLine) stretches(o fyne.CanvasObject) bool {
	_, spacer := o.(layout.SpacerObject)
	return spacer || o == l.stretch
}

// rowWith is a row in which one object takes the room that is left.
func rowWith(stretch fyne.CanvasObject, space float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&inLine{space: space, stretch: stretch}, objects...)
}

// edge is a hairline that is a little stronger than a separator.
func edge() fyne.CanvasObject { return widget.NewSeparator() }

func space() fyne.CanvasObject { return layout.NewSpacer() }

// framed stands objects at the edges of one that takes the room that is left,
// without space between. Any but the centre may be nil.
func framed(top, bottom, left, right fyne.CanvasObject, centre ...fyne.CanvasObject) *fyne.Container {
	f := &frame{top, bottom, left, right}
	objects := append([]fyne.CanvasObject(nil), centre...)
	for _, o := range []fyne.CanvasObject{top, bottom, left, right} {
		if o != nil {
			objects = append(objects, o)
		}
	}
	return container.New(f, objects...)
}

type frame struct{ top, bottom, left, right fyne.CanvasObject }

func (f *frame) sizes() (top, bottom, left, right fyne.Size) {
	of := func(o fyne.CanvasObject) fyne.Size {
		if o == nil || !o.Visible() {
			return fyne.Size{}
		}
		return o.MinSize()
	}
	return of(f.top), of(f.bottom), of(f.left), of(f.right)
}

func (f *frame) edge(o fyne.CanvasObject) bool {
	return o == f.top || o == f.bottom || o == f.left || o == f.right
}

func (f *frame) MinSize(objects []fyne.CanvasObject) fyne.Size {
	top, bottom, left, right := f.sizes()
	var centre fyne.Size
	for _, o := range objects {
		if !f.edge(o) && o.Visible() {
			centre = centre.Max(o.MinSize())
		}
	}
	return fyne.NewSize(max(left.Width+centre.Width+right.Width, top.Width, bottom.Width),
		top.Height+max(left.Height, centre.Height, right.Height)+bottom.Height)
}

func (f *frame) Layout(objects []fyne.CanvasObject, s fyne.Size) {
	top, bottom, left, right := f.sizes()
	middle := s.Height - top.Height - bottom.Height
	put := func(o fyne.CanvasObject, x, y, w, h float32) {
		if o != nil && o.Visible() {
			o.Move(fyne.NewPos(look.Mirror(x, w, s.Width), y))
			o.Resize(fyne.NewSize(w, h))
		}
	}
	put(f.top, 0, 0, s.Width, top.Height)
	put(f.bottom, 0, s.Height-bottom.Height, s.Width, bottom.Height)
	put(f.left, 0, top.Height, left.Width, middle)
	put(f.right, s.Width-right.Width, top.Height, right.Width, middle)
	for _, o := range objects {
		if !f.edge(o) {
			put(o, left.Width, top.Height, s.Width-left.Width-right.Width, middle)
		}
	}
}

// rowTop stands objects beside each other, aligned at their tops.
func rowTop(between float32, objects ...fyne.CanvasObject) fyne.CanvasObject {
	return container.New(&topLine{between}, objects...)
}

type topLine struct{ space float32 }

func (l *topLine) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var s fyne.Size
	for i, o := range objects {
		least := o.MinSize()
		s.Width += least.Width
		if i > 0 {
			s.Width += l.space
		}
		s.Height = max(s.Height, least.Height)
	}
	return s
}

func (l *topLine) Layout(objects []fyne.CanvasObject, s fyne.Size) {
	x := float32(0)
	for _, o := range objects {
		least := o.MinSize()
		o.Move(fyne.NewPos(look.Mirror(x, least.Width, s.Width), 0))
		o.Resize(least)
		x += least.Width + l.space
	}
}

// gap is empty height.
func gap(height float32) fyne.CanvasObject {
	return container.New(&fixed{width: 1, height: height})
}

// centred keeps one column in the middle, no wider than it should be.
type centred struct{ width, top float32 }

func (c *centred) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(c.width+32, objects[0].MinSize().Height+c.top+32)
}

func (c *centred) Layout(objects []fyne.CanvasObject, s fyne.Size) {
	objects[0].Move(fyne.NewPos((s.Width-c.width)/2, c.top))
	objects[0].Resize(fyne.NewSize(c.width, objects[0].MinSize().Height))
}

func gapWide(width float32) fyne.CanvasObject {
	return container.New(&fixed{width: width, height: 1})
}
