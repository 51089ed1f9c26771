package pages

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"migraform/app/desktop/grid"
	"migraform/app/desktop/look"
)

// How the cells of a source are drawn. Each state has a shape or a way of setting besides its colour.
const (
	setAside = grid.Computed      // italic and dim
	missing  = grid.NotApplicable // hatched, on the wash of what goes in
)

// The grounds of the tables on the page for spreadsheets, as Cell.Ground counts them.
const (
	groundIn    = iota + 1 // a figure that goes in
	groundLabel            // a label that is understood
	groundOpen             // what waits for a decision
)

// sheetPalette is the table's palette with those grounds.
func (s *Shell) sheetPalette(th fyne.Theme, v fyne.ThemeVariant) grid.Palette {
	p := grid.ThemePalette(th, v)
	if s.Palette != nil {
		p = s.Palette(th, v)
	}
	p.Grounds = []color.NRGBA{mixed(p.Paper, p.Done, 0.16), mixed(p.Paper, p.Accent, 0.11), mixed(p.Paper, p.Warning, 0.13)}
	p.Hatch = mixed(p.Grounds[groundIn-1], p.Ink, 0.25)
	return p
}

// legendSign is one of the ways in which cells are drawn.
type legendSign int

const (
	signGoesIn legendSign = iota
	signReplaces
	signLabel
	signAside
	signOpen
	signMissing
	signEqual
	signKept
	signNone
)

// legend explains how the cells of a source are drawn, beyond what is counted.
func (s *Shell) legend() *fyne.Container {
	line := s.flow(4)
	for _, one := range []struct {
		sign legendSign
		id   string
	}{{signLabel, "pages.legend_label"}, {signMissing, "pages.legend_missing"}} {
		line.Add(s.level(1.5, newSwatch(s, one.sign), s.line(s.say(one.id), captionTone).shown))
	}
	return line
}

// swatch is a small cell drawn as those that it stands for.
type swatch struct {
	widget.BaseWidget
	shell *Shell
	sign  legendSign
}

func newSwatch(s *Shell, sign legendSign) *swatch {
	w := &swatch{shell: s, sign: sign}
	w.ExtendBaseWidget(w)
	return w
}

// MinSize is that of a small cell.
func (w *swatch) MinSize() fyne.Size { return fyne.NewSize(step(7), step(4)) }

// CreateRenderer implements fyne.Widget.
func (w *swatch) CreateRenderer() fyne.WidgetRenderer {
	r := &swatchRenderer{w: w}
	r.Refresh()
	return r
}

type swatchRenderer struct {
	w       *swatch
	objects []fyne.CanvasObject
}

func (r *swatchRenderer) Layout(fyne.Size)             { r.Refresh() }
func (r *swatchRenderer) MinSize() fyne.Size           { return r.w.MinSize() }
func (r *swatchRenderer) Objects() []fyne.CanvasObject { return r.objects }
func (r *swatchRenderer) Destroy()                     {}

func (r *swatchRenderer) Refresh() {
	w := r.w
	p := w.shell.sheetPalette(w.Theme(), fyne.CurrentApp().Settings().ThemeVariant())
	size := w.Size()
	ground := canvas.NewRectangle(p.Paper)
	ground.StrokeColor, ground.StrokeWidth = p.Edge, 1
	ground.Resize(size)
	r.objects = []fyne.CanvasObject{ground}
	figure := canvas.NewText("12", p.Ink)
	figure.TextSize = theme.CaptionTextSize() - 1
	switch w.sign {
	case signGoesIn, signReplaces:
		ground.FillColor = p.Grounds[groundIn-1]
		if w.sign == signReplaces {
			dot := canvas.NewCircle(p.Accent)
			dot.Resize(fyne.NewSize(step(1.25), step(1.25)))
			dot.Move(fyne.NewPos(step(0.75), size.Height-step(2)))
			r.objects = append(r.objects, dot)
		}
	case signLabel:
		ground.FillColor = p.Grounds[groundLabel-1]
		figure.Text = ""
	case signAside:
		figure.Color = p.Dim
		figure.TextStyle.Italic = true
	case signOpen:
		ground.FillColor = p.Grounds[groundOpen-1]
		edge := canvas.NewRectangle(p.Warning)
		edge.Resize(fyne.NewSize(2, size.Height))
		icon := canvas.NewImageFromResource(look.IconIn(look.Warning.Shape(), look.Warning.Color()))
		icon.Resize(fyne.NewSize(step(2), step(2)))
		icon.Move(fyne.NewPos(3, 2))
		r.objects = append(r.objects, edge, icon)
	case signMissing:
		ground.FillColor = p.Grounds[groundIn-1]
		for x := float32(0); x < size.Width; x += step(1.25) {
			to := min(x+size.Height, size.Width)
			l := canvas.NewLine(p.Hatch)
			l.StrokeWidth = 1
			l.Position1, l.Position2 = fyne.NewPos(x, size.Height), fyne.NewPos(to, size.Height-(to-x))
			r.objects = append(r.objects, l)
		}
		figure.Text = ""
	case signKept:
		icon := canvas.NewImageFromResource(look.IconIn(look.Explained.Shape(), look.Explained.Color()))
		icon.Resize(fyne.NewSize(step(2), step(2)))
		icon.Move(fyne.NewPos(3, 2))
		r.objects = append(r.objects, icon)
	case signNone:
		r.objects = nil
		return
	}
	text := figure.MinSize()
	figure.Move(fyne.NewPos(size.Width-text.Width-2, (size.Height-text.Height)/2))
	r.objects = append(r.objects, figure)
}

// mixed goes from a (part 0) to b (part 1).
func mixed(a, b color.NRGBA, part float64) color.NRGBA {
	m := func(x, y uint8) uint8 { return uint8(float64(x) + (float64(y)-float64(x))*part + 0.5) }
	return color.NRGBA{R: m(a.R, b.R), G: m(a.G, b.G), B: m(a.B, b.B), A: 255}
}
