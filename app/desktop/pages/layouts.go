package pages

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
)

// step is n steps of spacing; one is 4 at 100 %.
func step(n float32) float32 { return theme.Padding() * n }

// column puts objects below one another, as wide as there is room but no wider than most.
type column struct {
	gap    float32 // steps between objects
	margin float32 // steps around all
	end    float32 // room kept free at the right, where Fyne has its scroll bars
	most   func() float32
	rtl    bool
	width  float32 // at the latest layout
}

// column makes a column with a gap between objects, in steps.
func (s *Shell) column(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&column{gap: gap, rtl: s.RightToLeft}, objects...)
}

// measure is the width of a line of at most 70 characters.
func measure() float32 {
	const sample = "When does a person who arrives in the country count as an immigrant?  "
	return fyne.MeasureText(sample, theme.TextSize(), fyne.TextStyle{}).Width
}

func (c *column) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	margin := step(c.margin)
	width := size.Width - 2*margin - c.end
	x := margin
	if c.most != nil && width > c.most() {
		if c.rtl {
			x += width - c.most()
		}
		width = c.most()
	}
	c.width = width
	y := margin
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		// texts know their height only when they know their width
		o.Resize(fyne.NewSize(width, o.Size().Height))
		tall := o.MinSize().Height
		o.Resize(fyne.NewSize(width, tall))
		o.Move(fyne.NewPos(x, y))
		y += tall + step(c.gap)
	}
}

func (c *column) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var min fyne.Size
	shown := 0
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		m := o.MinSize()
		min.Width = max(min.Width, m.Width)
		min.Height += m.Height
		shown++
	}
	min.Height += step(c.gap) * float32(max(shown-1, 0))
	return min.AddWidthHeight(2*step(c.margin), 2*step(c.margin))
}

// row puts objects side by side in the order of reading. Those that fill share what the others leave.
type row struct {
	gap    float32
	rtl    bool
	middle bool // centred in height rather than at the top
}

// row makes a row whose objects begin at the top.
func (s *Shell) row(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&row{gap: gap, rtl: s.RightToLeft}, objects...)
}

// level makes a row whose objects are centred in height.
func (s *Shell) level(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&row{gap: gap, rtl: s.RightToLeft, middle: true}, objects...)
}

// flow puts objects side by side as words of a text: those that find no room begin a new line.
type flow struct {
	gap   float32
	rtl   bool
	width float32 // at the latest layout
}

// flow makes lines of objects.
func (s *Shell) flow(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&flow{gap: gap, rtl: s.RightToLeft}, objects...)
}

// lines goes through the objects with the place of each, and returns the height of all.
func (f *flow) lines(objects []fyne.CanvasObject, place func(o fyne.CanvasObject, at fyne.Position, size fyne.Size)) float32 {
	var at fyne.Position
	tall := float32(0)
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		size := o.MinSize()
		if f.width > 0 {
			size.Width = min(size.Width, f.width)
		}
		if at.X > 0 && at.X+size.Width > f.width {
			at = fyne.NewPos(0, at.Y+tall+step(1))
			tall = 0
		}
		place(o, at, size)
		at.X += size.Width + step(f.gap)
		tall = max(tall, size.Height)
	}
	return at.Y + tall
}

func (f *flow) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	f.width = size.Width
	f.lines(objects, func(o fyne.CanvasObject, at fyne.Position, s fyne.Size) {
		if f.rtl {
			at.X = size.Width - at.X - s.Width
		}
		o.Resize(s)
		o.Move(at)
	})
}

func (f *flow) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var widest float32
	tall := f.lines(objects, func(_ fyne.CanvasObject, _ fyne.Position, s fyne.Size) { widest = max(widest, s.Width) })
	return fyne.NewSize(widest, tall)
}

// filling marks an object of a row that takes the room that others leave.
type filling struct{}

func (filling) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Resize(size)
	}
}

func (filling) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var min fyne.Size
	for _, o := range objects {
		min = min.Max(o.MinSize())
	}
	return min
}

// fill lets objects take the room that others in a row leave.
func fill(objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(filling{}, objects...)
}

func fills(o fyne.CanvasObject) bool {
	c, ok := o.(*fyne.Container)
	if !ok {
		return false
	}
	_, ok = c.Layout.(filling)
	return ok
}

func (r *row) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	left, filling, shown := size.Width, 0, 0
	for _, o := range objects {
		switch {
		case !o.Visible():
			continue
		case fills(o):
			filling++
		default:
			left -= o.MinSize().Width
		}
		shown++
	}
	left -= step(r.gap) * float32(max(shown-1, 0))
	x := float32(0)
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		width := o.MinSize().Width
		if fills(o) {
			width = max(left/float32(filling), 0)
		}
		o.Resize(fyne.NewSize(width, o.Size().Height))
		tall := min(o.MinSize().Height, size.Height)
		if _, rule := o.(*surface); rule || fills(o) && !r.middle {
			tall = size.Height
		}
		o.Resize(fyne.NewSize(width, tall))
		at := fyne.NewPos(x, 0)
		if r.middle {
			at.Y = (size.Height - tall) / 2
		}
		if r.rtl {
			at.X = size.Width - x - width
		}
		o.Move(at)
		x += width + step(r.gap)
	}
}

func (r *row) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var min fyne.Size
	shown := 0
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		m := o.MinSize()
		min.Width += m.Width
		min.Height = max(min.Height, m.Height)
		shown++
	}
	min.Width += step(r.gap) * float32(max(shown-1, 0))
	return min
}

// box holds an object at a size of its own; 0 leaves a side to the object.
type box struct {
	width, height float32 // at 100 %
}

// sized gives an object a square at 100 %.
func sized(side float32, o fyne.CanvasObject) *fyne.Container {
	return container.New(box{side, side}, o)
}

// wide gives an object a width at 100 %, where there is room.
func wide(width float32, o fyne.CanvasObject) *fyne.Container {
	return container.New(box{width: width}, o)
}

func (b box) size(objects []fyne.CanvasObject) fyne.Size {
	size := fyne.NewSize(b.width, b.height)
	by := theme.Padding() / 4
	size.Width, size.Height = size.Width*by, size.Height*by
	for _, o := range objects {
		if b.width == 0 {
			size.Width = max(size.Width, o.MinSize().Width)
		}
		if b.height == 0 {
			size.Height = max(size.Height, o.MinSize().Height)
		}
	}
	return size
}

func (b box) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Resize(size)
	}
}

func (b box) MinSize(objects []fyne.CanvasObject) fyne.Size { return b.size(objects) }

// start keeps an object at the size that it needs, where reading begins.
func (s *Shell) start(o fyne.CanvasObject) *fyne.Container { return s.row(0, o) }

// outdent lets a button without a ground begin where the text above it begins.
type outdent struct{ rtl bool }

// outdented makes the word or icon of a quiet button flush with the column.
func (s *Shell) outdented(o fyne.CanvasObject) *fyne.Container {
	return s.start(container.New(outdent{s.RightToLeft}, o))
}

func (d outdent) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	by := theme.InnerPadding()
	for _, o := range objects {
		o.Resize(size.AddWidthHeight(by, 0))
		if !d.rtl {
			o.Move(fyne.NewPos(-by, 0))
		}
	}
}

func (d outdent) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return filling{}.MinSize(objects).SubtractWidthHeight(theme.InnerPadding(), 0)
}

// headed puts a ground behind everything, a head at the top, and the rest below it to the bottom.
type headed struct {
	most  float32 // the width at 100 %, 0 for all
	rtl   bool
	tight bool // smaller margins, for pages that need all the room
}

func (h *headed) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	ground, head, rest := objects[0], objects[1], objects[2]
	ground.Resize(size)
	margin := step(8)
	if h.tight {
		margin = step(4)
	}
	width, x := size.Width-2*margin, margin
	if most := h.most * theme.Padding() / 4; h.most > 0 && width > most {
		if h.rtl {
			x += width - most
		}
		width = most
	}
	head.Resize(fyne.NewSize(width, head.Size().Height))
	if c, ok := head.(*fyne.Container); ok {
		relay(c)
	}
	tall := head.MinSize().Height
	head.Resize(fyne.NewSize(width, tall))
	head.Move(fyne.NewPos(x, margin))
	y := margin + tall + step(4)
	if h.tight {
		size.Height -= margin
	}
	rest.Resize(fyne.NewSize(width, max(size.Height-y, 0)))
	rest.Move(fyne.NewPos(x, y))
}

func (h *headed) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(480, 240) }
