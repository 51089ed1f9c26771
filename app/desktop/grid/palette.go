package grid

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// Palette is every colour that a Grid paints with. Selection may be translucent; all others are opaque.
type Palette struct {
	Paper    color.NRGBA   // behind the cells
	Surround color.NRGBA   // behind the heads
	Locked   color.NRGBA   // behind cells that cannot be edited
	Ink      color.NRGBA   // figures
	Dim      color.NRGBA   // computed figures, quiet heads
	Line     color.NRGBA   // hairlines between cells
	Edge     color.NRGBA   // hairlines round the heads and between groups
	Hatch    color.NRGBA   // strokes over cells that do not apply
	Grounds  []color.NRGBA // behind cells that have one of their own

	Accent       color.NRGBA // border of the active cell
	Selection    color.NRGBA // over selected cells
	HeadSelected color.NRGBA // behind the heads of selected cells
	Thumb        color.NRGBA // scroll bars
	ThumbHover   color.NRGBA

	Information, Warning, Error, Explained, Done color.NRGBA
}

// Of is the colour of a mark.
func (p Palette) Of(m Mark) color.NRGBA {
	switch m {
	case Information:
		return p.Information
	case Warning:
		return p.Warning
	case Error:
		return p.Error
	case Explained:
		return p.Explained
	case Done:
		return p.Done
	}
	return p.Ink
}

// ThemePalette makes a palette from the colours that every Fyne theme has.
func ThemePalette(th fyne.Theme, v fyne.ThemeVariant) Palette {
	get := func(n fyne.ThemeColorName) color.NRGBA { return opaque(th.Color(n, v)) }
	paper, ink, accent := get(theme.ColorNameBackground), get(theme.ColorNameForeground), get(theme.ColorNamePrimary)
	surround := get(theme.ColorNameHeaderBackground)
	if near(paper, surround) {
		surround = mix(paper, ink, 0.06)
	}
	selection := accent
	selection.A = 40
	return Palette{
		Paper: paper, Surround: surround, Locked: mix(paper, surround, 0.6), Ink: ink, Dim: mix(ink, paper, 0.35),
		Line: mix(paper, ink, 0.09), Edge: mix(paper, ink, 0.22), Hatch: mix(paper, ink, 0.14),
		Accent: accent, Selection: selection, HeadSelected: mix(surround, accent, 0.14),
		Thumb: mix(paper, ink, 0.3), ThumbHover: mix(paper, ink, 0.5),
		Information: accent, Warning: get(theme.ColorNameWarning), Error: get(theme.ColorNameError),
		Explained: mix(accent, get(theme.ColorNameError), 0.5), Done: get(theme.ColorNameSuccess),
	}
}

func opaque(c color.Color) color.NRGBA {
	n := color.NRGBAModel.Convert(c).(color.NRGBA)
	n.A = 255
	return n
}

// mix goes from a (part 0) to b (part 1).
func mix(a, b color.NRGBA, part float64) color.NRGBA {
	m := func(x, y uint8) uint8 { return uint8(float64(x) + (float64(y)-float64(x))*part + 0.5) }
	return color.NRGBA{m(a.R, b.R), m(a.G, b.G), m(a.B, b.B), 255}
}

// near says whether two colours can hardly be told apart.
func near(a, b color.NRGBA) bool {
	return abs(int(a.R)-int(b.R))+abs(int(a.G)-int(b.G))+abs(int(a.B)-int(b.B)) < 24
}
