package look

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"migraform/app/desktop/grid"
)

// Names of colours beyond those that Fyne has.
const (
	ColorPaper       fyne.ThemeColorName = "paper"       // behind the table and the questions
	ColorDim         fyne.ThemeColorName = "dim"         // secondary text
	ColorInformation fyne.ThemeColorName = "information" // as are error, warning and success, a meaning
	ColorExplained   fyne.ThemeColorName = "explained"
)

// colours are all that one variant of the theme is made of. Everything else is mixed from them.
type colours struct {
	paper, surround, button, line, edge, border         color.NRGBA
	ink, dim, faint                                     color.NRGBA
	accent, onAccent                                    color.NRGBA
	err, warning, information, explained, done, onMeans color.NRGBA
	shadow                                              color.NRGBA
}

var light = colours{
	paper: rgb(0xffffff), surround: rgb(0xf4f5f6), button: rgb(0xe6e9ec), line: rgb(0xe8eaed), edge: rgb(0xc9ced4), border: rgb(0x868f9a),
	ink: rgb(0x1d2126), dim: rgb(0x59626d), faint: rgb(0x8b939d),
	accent: rgb(0x1f4e8c), onAccent: rgb(0xffffff),
	err: rgb(0xb3261e), warning: rgb(0x8a5500), information: rgb(0x17657f), explained: rgb(0x6a489c), done: rgb(0x28693b), onMeans: rgb(0xffffff),
	shadow: color.NRGBA{0, 0, 0, 0x2c},
}

var dark = colours{
	paper: rgb(0x17191c), surround: rgb(0x212427), button: rgb(0x33383d), line: rgb(0x2a2e32), edge: rgb(0x454b52), border: rgb(0x7a838d),
	ink: rgb(0xe4e7ea), dim: rgb(0xa5adb6), faint: rgb(0x767f89),
	accent: rgb(0x85b4ef), onAccent: rgb(0x0f1620),
	err: rgb(0xf38b80), warning: rgb(0xe2b45c), information: rgb(0x6fc6e1), explained: rgb(0xbda6ec), done: rgb(0x82cb97), onMeans: rgb(0x15181b),
	shadow: color.NRGBA{0, 0, 0, 0x80},
}

func (c *colours) named(n fyne.ThemeColorName) color.Color {
	switch n {
	case theme.ColorNameBackground, theme.ColorNameHeaderBackground, theme.ColorNameScrollBarBackground,
		theme.ColorNameInnerWindowBorderInactive:
		return c.surround
	case ColorPaper, theme.ColorNameInputBackground, theme.ColorNameMenuBackground, theme.ColorNameOverlayBackground:
		return c.paper
	case theme.ColorNameButton, theme.ColorNameDisabledButton, theme.ColorNameInnerWindowBorder:
		return c.button
	case theme.ColorNameForeground:
		return c.ink
	case ColorDim, theme.ColorNamePlaceHolder:
		return c.dim
	case theme.ColorNameDisabled:
		return c.faint
	case theme.ColorNameSeparator:
		return c.line
	case theme.ColorNameInputBorder:
		return c.border
	case theme.ColorNameScrollBar:
		return through(c.dim, 0x90)
	case theme.ColorNameShadow:
		return c.shadow
	case theme.ColorNamePrimary, theme.ColorNameHyperlink:
		return c.accent
	case theme.ColorNameFocus:
		return through(c.accent, 0x3c)
	case theme.ColorNameSelection:
		return through(c.accent, 0x34)
	case theme.ColorNameHover:
		return through(c.ink, 0x12)
	case theme.ColorNamePressed:
		return through(c.ink, 0x24)
	case theme.ColorNameForegroundOnPrimary:
		return c.onAccent
	case theme.ColorNameForegroundOnError, theme.ColorNameForegroundOnWarning, theme.ColorNameForegroundOnSuccess:
		return c.onMeans
	case theme.ColorNameError:
		return c.err
	case theme.ColorNameWarning:
		return c.warning
	case theme.ColorNameSuccess:
		return c.done
	case ColorInformation:
		return c.information
	case ColorExplained:
		return c.explained
	}
	return nil
}

// table is the palette of the grid.
func (c *colours) table() grid.Palette {
	return grid.Palette{
		Paper: c.paper, Surround: c.surround, Locked: mixed(c.paper, c.surround, 0.7), Ink: c.ink, Dim: c.dim,
		Line: c.line, Edge: c.edge, Hatch: mixed(c.paper, c.ink, 0.13),
		Accent: c.accent, Selection: through(c.accent, 0x24), HeadSelected: mixed(c.surround, c.accent, 0.15),
		Thumb: mixed(c.surround, c.dim, 0.4), ThumbHover: mixed(c.surround, c.dim, 0.75),
		Information: c.information, Warning: c.warning, Error: c.err, Explained: c.explained, Done: c.done,
	}
}

func rgb(n uint32) color.NRGBA { return color.NRGBA{uint8(n >> 16), uint8(n >> 8), uint8(n), 255} }

func through(c color.NRGBA, alpha uint8) color.NRGBA {
	c.A = alpha
	return c
}

// mixed goes from a (part 0) to b (part 1).
func mixed(a, b color.NRGBA, part float64) color.NRGBA {
	m := func(x, y uint8) uint8 { return uint8(float64(x) + (float64(y)-float64(x))*part + 0.5) }
	return color.NRGBA{m(a.R, b.R), m(a.G, b.G), m(a.B, b.B), 255}
}
