package desktop

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"migraform/app/desktop/grid/bidi"
	"migraform/app/desktop/look"
)

// text is one line in a colour and a size of the theme, shortened with an
// ellipsis where there is no room. Unlike a label it keeps no margin.
type text struct {
	widget.BaseWidget
	words    string
	colour   fyne.ThemeColorName
	size     fyne.ThemeSizeName
	style    fyne.TextStyle
	trailing bool
	// least is the width that the line claims: its own where negative.
	least float32
}

func newText(words string, colour fyne.ThemeColorName, size fyne.ThemeSizeName) *text {
	t := &text{words: words, colour: colour, size: size, least: -1}
	t.ExtendBaseWidget(t)
	return t
}

func body(words string) *text    { return newText(words, theme.ColorNameForeground, theme.SizeNameText) }
func quiet(words string) *text   { return newText(words, look.ColorDim, theme.SizeNameText) }
func caption(words string) *text { return newText(words, look.ColorDim, theme.SizeNameCaptionText) }
func heading(words string) *text {
	t := newText(words, theme.ColorNameForeground, theme.SizeNameHeadingText)
	t.style.Bold = true
	return t
}
func strong(words string) *text {
	t := body(words)
	t.style.Bold = true
	return t
}

// shrinking lets a line be cut short.
func (t *text) shrinking() *text {
	t.least = 0
	return t
}

func (t *text) set(words string) {
	if t.words != words {
		t.words = words
		t.Refresh()
	}
}

func (t *text) CreateRenderer() fyne.WidgetRenderer {
	r := &textRenderer{t: t, line: canvas.NewText("", nil)}
	r.Refresh()
	return r
}

type textRenderer struct {
	t    *text
	line *canvas.Text
}

func (r *textRenderer) Destroy()                     {}
func (r *textRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.line} }

func (r *textRenderer) MinSize() fyne.Size {
	size := fyne.MeasureText(look.Line(r.t.words), theme.Size(r.t.size), r.t.style)
	if r.t.words == "" {
		size = fyne.MeasureText(" ", theme.Size(r.t.size), r.t.style)
	}
	if r.t.least >= 0 {
		size.Width = r.t.least
	}
	return size
}

func (r *textRenderer) Layout(s fyne.Size) {
	r.line.Text = look.Line(shortened(r.t.words, theme.Size(r.t.size), r.t.style, s.Width))
	r.line.Resize(s)
	r.line.Refresh()
}

func (r *textRenderer) Refresh() {
	r.line.TextSize, r.line.TextStyle, r.line.Color = theme.Size(r.t.size), r.t.style, colourOf(r.t.colour)
	r.line.Alignment = look.Start()
	if r.t.trailing {
		r.line.Alignment = look.End()
	}
	r.Layout(r.t.Size())
}

// shortened cuts a text so that it fits, with an ellipsis.
func shortened(s string, size float32, style fyne.TextStyle, room float32) string {
	if room <= 0 || fyne.MeasureText(s, size, style).Width <= room+0.5 {
		return s
	}
	runes := []rune(s)
	low, high := 0, len(runes)
	for low < high {
		middle := (low + high + 1) / 2
		if fyne.MeasureText(string(runes[:middle])+"…", size, style).Width <= room {
			low = middle
		} else {
			high = middle - 1
		}
	}
	return strings.TrimRight(string(runes[:low]), " ") + "…"
}

// paragraph is text that is broken between words into lines of a given width.
func paragraph(words string, colour fyne.ThemeColorName, size fyne.ThemeSizeName, width float32) fyne.CanvasObject {
	box := container.New(layout.NewCustomPaddedVBoxLayout(0))
	for _, line := range broken(words, theme.Size(size), width) {
		box.Add(newText(line, colour, size).shrinking())
	}
	return box
}

// broken breaks a text into lines that are no wider than the room: between
// words, and in Chinese between any two characters. The widths of words are
// added up, since those are measured once for all sentences; only a line that
// is about as wide as the room is measured as a whole.
func broken(words string, size, room float32) []string {
	const about = 2
	measure := func(s string) float32 { return fyne.MeasureText(s, size, fyne.TextStyle{}).Width }
	var lines []string
	for _, part := range strings.Split(words, "\n") {
		line, width := "", float32(0)
		for _, word := range bidi.Pieces(part) {
			bare := strings.TrimRight(word, " ")
			next := width + measure(bare)
			if line != "" && next > room-about && (next > room+about || measure(line+bare) > room) {
				lines = append(lines, strings.TrimRight(line, " "))
				line, width = "", 0
			}
			line += word
			width += measure(word)
		}
		lines = append(lines, strings.TrimRight(line, " "))
	}
	return lines
}
