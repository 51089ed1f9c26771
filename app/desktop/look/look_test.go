package look_test

import (
	"image"
	"image/color"
	"math"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"migraform/app/desktop/grid"
	"migraform/app/desktop/look"
)

// luminance is the relative luminance of WCAG 2.1.
func luminance(c color.Color) float64 {
	n := color.NRGBAModel.Convert(c).(color.NRGBA)
	f := func(v uint8) float64 {
		s := float64(v) / 255
		if s <= 0.04045 {
			return s / 12.92
		}
		return math.Pow((s+0.055)/1.055, 2.4)
	}
	return 0.2126*f(n.R) + 0.7152*f(n.G) + 0.0722*f(n.B)
}

// contrast is the ratio of WCAG 2.1, 1 to 21.
func contrast(a, b color.Color) float64 {
	la, lb := luminance(a), luminance(b)
	return (max(la, lb) + 0.05) / (min(la, lb) + 0.05)
}

func TestContrast(t *testing.T) {
	const least = 4.5
	for name, choice := range map[string]look.Choice{"light": look.Light, "dark": look.Dark} {
		th := look.New(choice)
		get := func(n fyne.ThemeColorName) color.Color { return th.Color(n, theme.VariantLight) }
		for _, on := range []fyne.ThemeColorName{look.ColorPaper, theme.ColorNameBackground} {
			for _, n := range []fyne.ThemeColorName{
				theme.ColorNameForeground, look.ColorDim, theme.ColorNamePlaceHolder, theme.ColorNamePrimary, theme.ColorNameHyperlink,
				look.Information.Color(), look.Warning.Color(), look.Error.Color(), look.Explained.Color(), look.Done.Color(),
			} {
				if c := contrast(get(n), get(on)); c < least {
					t.Errorf("%s: %s on %s has %.2f : 1", name, n, on, c)
				}
			}
			if c := contrast(get(theme.ColorNameInputBorder), get(on)); c < 3 {
				t.Errorf("%s: the border of entries on %s has %.2f : 1", name, on, c)
			}
		}
		for on, n := range map[fyne.ThemeColorName]fyne.ThemeColorName{
			theme.ColorNamePrimary: theme.ColorNameForegroundOnPrimary,
			theme.ColorNameError:   theme.ColorNameForegroundOnError,
			theme.ColorNameWarning: theme.ColorNameForegroundOnWarning,
			theme.ColorNameSuccess: theme.ColorNameForegroundOnSuccess,
			theme.ColorNameButton:  theme.ColorNameForeground,
		} {
			if c := contrast(get(n), get(on)); c < least {
				t.Errorf("%s: %s on %s has %.2f : 1", name, n, on, c)
			}
		}
		p := th.Grid(th, theme.VariantLight)
		selected := over(p.Selection, p.Paper)
		for what, ink := range map[string]color.NRGBA{
			"figures": p.Ink, "computed figures": p.Dim, "errors": p.Error, "warnings": p.Warning,
			"information": p.Information, "explanations": p.Explained, "done": p.Done,
		} {
			for where, on := range map[string]color.NRGBA{"paper": p.Paper, "locked cells": p.Locked, "selected cells": selected, "heads": p.Surround} {
				if c := contrast(ink, on); c < least {
					t.Errorf("%s: %s on %s have %.2f : 1", name, what, where, c)
				}
			}
		}
	}
}

// over is what a translucent colour gives on an opaque one.
func over(c, on color.NRGBA) color.NRGBA {
	m := func(a, b uint8) uint8 { return uint8((int(a)*int(c.A) + int(b)*(255-int(c.A))) / 255) }
	return color.NRGBA{m(c.R, on.R), m(c.G, on.G), m(c.B, on.B), 255}
}

func TestLightDarkOrAsTheSystemSays(t *testing.T) {
	bright := func(c look.Choice, v fyne.ThemeVariant) bool {
		return luminance(look.New(c).Color(theme.ColorNameBackground, v)) > 0.5
	}
	if !bright(look.System, theme.VariantLight) || bright(look.System, theme.VariantDark) {
		t.Error("does not follow the system")
	}
	if !bright(look.Light, theme.VariantDark) || bright(look.Dark, theme.VariantLight) {
		t.Error("does not insist")
	}
}

func TestScale(t *testing.T) {
	th := look.New(look.Light)
	th.Scale = 1.5
	for n, want := range map[fyne.ThemeSizeName]float32{
		theme.SizeNameText: 21, theme.SizeNameCaptionText: 18, theme.SizeNameHeadingText: 27, theme.SizeNamePadding: 6,
		theme.SizeNameSeparatorThickness: 1,
	} {
		if got := th.Size(n); got != want {
			t.Errorf("%s is %v, want %v", n, got, want)
		}
	}
}

func TestOwnFontsAndFynesForTheRest(t *testing.T) {
	th := look.New(look.Light)
	th.Fonts.Bold = fyne.NewStaticResource("own.ttf", nil)
	if th.Font(fyne.TextStyle{Bold: true}).Name() != "own.ttf" || th.Font(fyne.TextStyle{}) != theme.DefaultTheme().Font(fyne.TextStyle{}) {
		t.Error("wrong face")
	}
}

func TestEveryIconIsDrawn(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(look.New(look.Light))
	for _, n := range look.Names() {
		for _, r := range []fyne.Resource{look.Icon(n), look.Mirrored(n)} {
			img := canvas.NewImageFromResource(r)
			img.SetMinSize(fyne.NewSize(24, 24))
			w := test.NewTempWindow(t, img)
			w.SetPadded(false)
			w.Resize(fyne.NewSize(24, 24))
			if ink := inked(w.Canvas().Capture()); ink < 20 || ink > 500 {
				t.Errorf("%s has ink in %d of 576 pixels", r.Name(), ink)
			}
		}
	}
}

func inked(img image.Image) int {
	paper, n := img.At(0, 0), 0
	b := img.Bounds()
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			if contrast(img.At(x, y), paper) > 1.5 {
				n++
			}
		}
	}
	return n
}

func TestMarksHaveColourAndShape(t *testing.T) {
	shapes, colours := map[look.Name]bool{}, map[fyne.ThemeColorName]bool{}
	for m := look.Information; m <= look.Done; m++ {
		shapes[m.Shape()], colours[m.Color()] = true, true
		if look.Mark(m).Resource == nil {
			t.Errorf("meaning %d has no mark", m)
		}
	}
	if len(shapes) != 5 || len(colours) != 5 {
		t.Errorf("%d shapes and %d colours for five meanings", len(shapes), len(colours))
	}
	if grid.Mark(look.Error) != grid.Error {
		t.Error("the meanings are not those of the table")
	}
}

// The icons, the marks, some widgets, in both variants.
func TestPictures(t *testing.T) {
	for name, choice := range map[string]look.Choice{"light": look.Light, "dark": look.Dark} {
		t.Run(name, func(t *testing.T) {
			test.NewTempApp(t).Settings().SetTheme(look.New(choice))
			names := look.Names()
			slices.Sort(names)
			icons := container.NewGridWithColumns(10)
			for _, n := range names {
				icons.Add(container.NewGridWrap(fyne.NewSize(32, 32), widget.NewIcon(look.Icon(n))))
			}
			marks := container.NewHBox()
			for m := look.Information; m <= look.Done; m++ {
				marks.Add(look.Mark(m))
				marks.Add(widget.NewLabel("12"))
			}
			bring := widget.NewButtonWithIcon("Bring in…", look.Icon(look.BringIn), nil)
			export := widget.NewButtonWithIcon("Export", look.Icon(look.Export), nil)
			export.Importance = widget.HighImportance
			entry := widget.NewEntry()
			entry.SetText("Norway")
			title := canvas.NewText("Immigration by citizenship", theme.Color(theme.ColorNameForeground))
			title.TextSize = theme.Size(theme.SizeNameHeadingText)
			w := test.NewTempWindow(t, container.NewVBox(title, icons, marks, container.NewHBox(bring, export), entry,
				widget.NewCheck("Residents for 12 months or more", nil)))
			w.Resize(fyne.NewSize(420, 360))
			test.AssertImageMatches(t, name+".png", w.Canvas().Capture())
		})
	}
}
