package desktop

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"migraform/app/desktop/look"
	"migraform/forms"
)

// bar is one year of a series: the document's figure, the one that was sent
// before, and what partners count of the same persons.
type bar struct {
	label    string
	cell     forms.Cell // forms.NoCell for a year that the table does not ask
	value    forms.Number
	known    bool
	sent     forms.Number
	wasSent  bool
	partners []forms.Number
	says     string // all of it in words
}

// chart draws a small series: a full bar a year, the present one in the
// accent; a hollow one where there is only what was sent; a stroke where
// something else was sent; a dot for each partner. Bars start at nil, so that
// heights compare.
type chart struct {
	bars    []bar
	now     int
	shapes  []*canvas.Rectangle
	strokes []*canvas.Rectangle
	dots    [][]*canvas.Circle
	labels  []*text
	zones   []*chartZone
}

const (
	chartHeight = 48
	labelHeight = 16
	dotSize     = 7
)

// newChart draws a series. Pointing at a year says it in the bottom line, a
// click goes to its cell.
func (d *desk) newChart(bars []bar, now int) fyne.CanvasObject {
	c := &chart{bars: bars, now: now}
	var objects, above []fyne.CanvasObject
	var sent, partners bool
	for i, b := range bars {
		fill := theme.ColorNameInputBorder
		if i == now {
			fill = theme.ColorNamePrimary
		}
		shape := canvas.NewRectangle(colourOf(fill))
		if !b.known && b.wasSent {
			shape.FillColor, shape.StrokeColor, shape.StrokeWidth = nil, colourOf(fill), 1
		}
		stroke := canvas.NewRectangle(colourOf(theme.ColorNameForeground))
		label := newText(b.label, look.ColorDim, theme.SizeNameCaptionText).shrinking()
		zone := newChartZone(b.says, d.status.hint, nil)
		if b.cell != forms.NoCell {
			zone.onTap = func() { d.goToCell(b.cell) }
		}
		c.shapes, c.strokes, c.labels, c.zones = append(c.shapes, shape), append(c.strokes, stroke), append(c.labels, label), append(c.zones, zone)
		objects = append(objects, shape, stroke, label)
		var dots []*canvas.Circle
		for range b.partners {
			dot := canvas.NewCircle(colourOf(look.ColorInformation))
			dot.StrokeColor, dot.StrokeWidth = colourOf(theme.ColorNameBackground), 1
			dots = append(dots, dot)
			objects = append(objects, dot)
			partners = true
		}
		c.dots = append(c.dots, dots)
		above = append(above, zone)
		sent = sent || b.wasSent && (!b.known || b.sent != b.value)
	}
	drawn := container.New(c, append(objects, above...)...)
	legend := row(5)
	if sent {
		line := canvas.NewRectangle(colourOf(theme.ColorNameForeground))
		legend.Add(container.New(&fixed{width: 12, height: 2}, line))
		legend.Add(caption(d.tongue.Say("desktop.chart.sent")))
	}
	if partners {
		legend.Add(container.New(&fixed{width: dotSize, height: dotSize}, canvas.NewCircle(colourOf(look.ColorInformation))))
		legend.Add(caption(d.tongue.Say("desktop.chart.partners")))
	}
	if len(legend.Objects) == 0 {
		return margin(8, 0, 0, 0, drawn)
	}
	return margin(8, 0, 0, 0, column(2, drawn, legend))
}

func (c *chart) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(0, chartHeight+labelHeight+2)
}

func (c *chart) Layout(_ []fyne.CanvasObject, s fyne.Size) {
	var low, high forms.Number
	for _, b := range c.bars {
		for _, n := range append([]forms.Number{b.shown()}, b.partners...) {
			low, high = min(low, n), max(high, n)
		}
		if b.wasSent {
			low, high = min(low, b.sent), max(high, b.sent)
		}
	}
	span := float32((high - low).Float())
	if span == 0 {
		span = 1
	}
	level := func(n forms.Number) float32 { return chartHeight * float32((high - n).Float()) / span }
	step := s.Width / float32(len(c.bars))
	for i, b := range c.bars {
		centre := step * (float32(i) + 0.5)
		place := func(o fyne.CanvasObject, y, width, height float32) {
			o.Move(fyne.NewPos(look.Mirror(centre-width/2, width, s.Width), y))
			o.Resize(fyne.NewSize(width, height))
		}
		wide := min(step-6, 40)
		top, foot := min(level(b.shown()), level(0)), max(level(b.shown()), level(0))
		c.shapes[i].Hidden = !b.known && !b.wasSent
		place(c.shapes[i], min(top, chartHeight-2), wide, max(2, foot-top))
		c.strokes[i].Hidden = !b.known || !b.wasSent || b.sent == b.value
		place(c.strokes[i], min(level(b.sent), chartHeight-2), wide+6, 2)
		for k, n := range b.partners {
			place(c.dots[i][k], min(max(level(n)-dotSize/2, 0), chartHeight-dotSize), dotSize, dotSize)
		}
		place(c.labels[i], chartHeight+2, min(step, fyne.MeasureText(b.label, theme.CaptionTextSize(), fyne.TextStyle{}).Width+1), c.labels[i].MinSize().Height)
		place(c.zones[i], 0, step, s.Height)
	}
}

// shown is the figure that a bar is as high as.
func (b *bar) shown() forms.Number {
	switch {
	case b.known:
		return b.value
	case b.wasSent:
		return b.sent
	}
	return 0
}

// chartZone is the room of a year, for the pointer.
type chartZone struct {
	widget.BaseWidget
	says   string
	onHint func(string)
	onTap  func()
}

func newChartZone(says string, onHint func(string), onTap func()) *chartZone {
	z := &chartZone{says: says, onHint: onHint, onTap: onTap}
	z.ExtendBaseWidget(z)
	return z
}

func (z *chartZone) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewWithoutLayout())
}

func (z *chartZone) MouseIn(*desktop.MouseEvent)    { z.onHint(z.says) }
func (z *chartZone) MouseMoved(*desktop.MouseEvent) {}
func (z *chartZone) MouseOut()                      { z.onHint("") }

func (z *chartZone) Tapped(*fyne.PointEvent) {
	if z.onTap != nil {
		z.onTap()
	}
}
