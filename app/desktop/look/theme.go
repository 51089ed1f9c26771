package look

import (
	"image/color"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"migraform/app/desktop/grid"
)

// Choice is what the user wants: light, dark, or as the system says.
type Choice uint8

const (
	System Choice = iota
	Light
	Dark
)

// Theme is the program's theme. After a field was changed, hand it to Settings().SetTheme again.
type Theme struct {
	Choice Choice
	Scale  float32 // of text and of all that surrounds it; 1 is 100 %, 0 counts as 1
	Fonts  Fonts
	// RightToLeft mirrors the window.
	RightToLeft bool
}

var _ fyne.Theme = (*Theme)(nil)

// Speak sets fonts and direction for a language.
func (t *Theme) Speak(language string, rightToLeft bool) {
	t.Fonts, t.RightToLeft = FontsFor(language), rightToLeft
}

// New is the theme at 100 %.
func New(choice Choice) *Theme { return &Theme{Choice: choice, Scale: 1} }

func (t *Theme) colours(v fyne.ThemeVariant) *colours {
	if t.Choice == Dark || t.Choice == System && v == theme.VariantDark {
		return &dark
	}
	return &light
}

// Color implements fyne.Theme.
func (t *Theme) Color(n fyne.ThemeColorName, v fyne.ThemeVariant) color.Color {
	c := t.colours(v)
	if named := c.named(n); named != nil {
		return named
	}
	if c == &dark {
		v = theme.VariantDark
	} else {
		v = theme.VariantLight
	}
	return theme.DefaultTheme().Color(n, v)
}

// Grid is the table's palette; it fits grid.Grid.Palette.
func (t *Theme) Grid(_ fyne.Theme, v fyne.ThemeVariant) grid.Palette { return t.colours(v).table() }

// Font implements fyne.Theme.
func (t *Theme) Font(s fyne.TextStyle) fyne.Resource {
	face := t.Fonts.Regular
	switch {
	case s.Monospace || s.Symbol:
		face = nil
	case s.Bold && s.Italic:
		face = t.Fonts.BoldItalic
	case s.Bold:
		face = t.Fonts.Bold
	case s.Italic:
		face = t.Fonts.Italic
	}
	if face == nil {
		return theme.DefaultTheme().Font(s)
	}
	return face
}

// Icon implements fyne.Theme: widgets of Fyne's own get its icons.
func (t *Theme) Icon(n fyne.ThemeIconName) fyne.Resource { return theme.DefaultTheme().Icon(n) }

// sizes at 100 %. Spacing goes in steps of 4.
var sizes = map[fyne.ThemeSizeName]float32{
	theme.SizeNameText:           14,
	theme.SizeNameCaptionText:    12,
	theme.SizeNameHeadingText:    18,
	theme.SizeNameSubHeadingText: 14,
	theme.SizeNamePadding:        4,
	theme.SizeNameInnerPadding:   8,
	theme.SizeNameLineSpacing:    4,
	theme.SizeNameInlineIcon:     18,
	theme.SizeNameScrollBar:      12,
	theme.SizeNameScrollBarSmall: 6,
}

// fixed are lines and corners, which do not grow.
var fixed = map[fyne.ThemeSizeName]float32{
	theme.SizeNameSeparatorThickness: 1,
	theme.SizeNameSplitThickness:     1,
	theme.SizeNameInputBorder:        1,
	theme.SizeNameInputRadius:        3,
	theme.SizeNameSelectionRadius:    2,
	theme.SizeNameScrollBarRadius:    3,
	theme.SizeNameButtonRadius:       3,
	theme.SizeNameCardRadius:         3,
	theme.SizeNameDialogRadius:       4,
	theme.SizeNamePopupRadius:        3,
	theme.SizeNameMenuRadius:         3,
	theme.SizeNameModalBlurRadius:    0,
}

// Size implements fyne.Theme.
func (t *Theme) Size(n fyne.ThemeSizeName) float32 {
	if size, ok := fixed[n]; ok {
		return size
	}
	size, ok := sizes[n]
	if !ok {
		size = theme.DefaultTheme().Size(n)
	}
	if t.Scale <= 0 || t.Scale == 1 {
		return size
	}
	return float32(math.Round(float64(size*t.Scale)*2) / 2)
}
