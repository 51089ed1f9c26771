package desktop

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"migraform/app/desktop/look"
	"migraform/forms"
)

// bar is one year of a series.
type bar struct {
	label string
	value forms.Number
	known bool
}

// chart draws a small series: a bar a year, the present one in the accent, no
// bar where a figure is missing. Bars start at nil, so that heights compare.
type chart struct {
	bars   []bar
	now    int
	shapes []*canvas.Rectangle
	labels []*text
}

const (
	chartHeight = 48
	labelHeight = 16
)

func newChart(bars []bar, now int) fyne.CanvasObject {
	c := &chart{bars: bars, now: now}
	var objects []fyne.CanvasObject
	for i, b := range bars {
		colour := theme.ColorNameInputBorder
		if i == now {
			colour = theme.ColorNamePrimary
		}
		shape := canvas.NewRectangle(colourOf(colour))
		label := newText(b.label, look.ColorDim, theme.SizeNameCaptionText).shrinking()
		c.shapes, c.labels = append(c.shapes, shape), append(c.labels, label)
		objects = append(objects, shape, label)
	}
	return margin(8, 0, 0, 0, container.New(c, objects...))
}

func (c *chart) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(0, chartHeight+labelHeight+2)
}

func (c *chart) Layout(_ []fyne.CanvasObject, s fyne.Size) {
	var low, high forms.Number
	for _, b := range c.bars {
		if b.known {
			low, high = min(low, b.value), max(high, b.value)
		}
	}
	span := float32((high - low).Float())
	if span == 0 {
		span = 1
	}
	step := s.Width / float32(len(c.bars))
	zero := chartHeight * float32(high.Float()) / span
	for i, b := range c.bars {
		height, top := float32(0), zero
		c.shapes[i].Hidden = !b.known
		if b.known {
			height = max(2, chartHeight*float32(b.value.Abs().Float())/span)
			top = zero - height
			if b.value < 0 {
				top = zero
			}
		}
		wide := min(step-6, 40)
		c.shapes[i].Move(fyne.NewPos(look.Mirror(step*float32(i)+(step-wide)/2, wide, s.Width), top))
		c.shapes[i].Resize(fyne.NewSize(wide, height))
		size := c.labels[i].MinSize()
		size.Width = min(step, fyne.MeasureText(b.label, theme.CaptionTextSize(), fyne.TextStyle{}).Width+1)
		c.labels[i].Move(fyne.NewPos(look.Mirror(step*float32(i)+(step-size.Width)/2, size.Width, s.Width), chartHeight+2))
		c.labels[i].Resize(size)
	}
}
