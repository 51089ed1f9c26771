package pages

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"migraform/app/desktop/grid/bidi"
)

// Fyne breaks and draws text from left to right. Text from the right is broken into lines here, as long as it is still in
// the order in which it is read, and each line is then put into the order in which Fyne draws it.

// fromRight lays out a prose that is read from the right.
type fromRight struct{ p *prose }

func (f fromRight) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	if width := size.Width; width != f.p.width {
		f.p.width = width
		f.p.arrange()
	}
	flush{}.Layout(objects, size)
}

func (f fromRight) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size := flush{}.MinSize(objects)
	if f.p.wraps || f.p.brief {
		size.Width = 0
	}
	return size
}

// arrange sets the parts anew in lines that fit the width.
func (p *prose) arrange() {
	lines := [][]part{p.parts}
	switch {
	case p.wraps:
		lines = p.broken()
	case p.brief && p.width > 0 && len(p.parts) == 1:
		one := p.parts[0]
		one.text = shortened(one, p.width)
		lines = [][]part{{one}}
	}
	p.rich.Segments = p.rich.Segments[:0]
	for _, line := range lines {
		line = slices.Clone(line)
		slices.Reverse(line)
		for i, part := range line {
			p.rich.Segments = append(p.rich.Segments, &widget.TextSegment{Text: drawn(part.text), Style: part.tone.style(p.align, i+1 < len(line))})
		}
	}
	p.rich.Refresh()
}

// drawn puts a part into the order in which it is drawn; blanks at its ends change sides.
func drawn(text string) string {
	core := strings.TrimSpace(text)
	if core == "" {
		return text
	}
	at := strings.Index(text, core)
	return blank(text[at+len(core):]) + bidi.Line(core, true) + blank(text[:at])
}

// blank keeps blanks where they are, whatever stands beside them.
func blank(s string) string {
	if s == "" {
		return ""
	}
	const mark = "\u200e"
	return mark + s + mark
}

// broken breaks the parts between words into lines that fit.
func (p *prose) broken() [][]part {
	lines := [][]part{nil}
	wide := float32(0)
	for _, whole := range p.parts {
		for i, paragraph := range strings.Split(whole.text, "\n") {
			if i > 0 {
				lines, wide = append(lines, nil), 0
			}
			for _, word := range strings.SplitAfter(paragraph, " ") {
				if word == "" {
					continue
				}
				long := whole.tone.width(word)
				if wide > 0 && p.width > 0 && wide+whole.tone.width(strings.TrimRight(word, " ")) > p.width {
					lines, wide = append(lines, nil), 0
				}
				last := &lines[len(lines)-1]
				if n := len(*last); n > 0 && (*last)[n-1].tone == whole.tone {
					(*last)[n-1].text += word
				} else {
					*last = append(*last, part{word, whole.tone})
				}
				wide += long
			}
		}
	}
	for _, line := range lines {
		if n := len(line); n > 0 {
			line[n-1].text = strings.TrimRight(line[n-1].text, " ")
		}
	}
	return lines
}

func (t tone) width(text string) float32 {
	return fyne.MeasureText(text, theme.Size(t.size), fyne.TextStyle{Bold: t.bold, Monospace: t.mono}).Width
}

// shortened cuts the end off a text that is too wide.
func shortened(p part, room float32) string {
	if p.tone.width(p.text) <= room {
		return p.text
	}
	runes := []rune(p.text)
	for n := len(runes) - 1; n > 0; n-- {
		if short := strings.TrimRight(string(runes[:n]), " ") + "…"; p.tone.width(short) <= room {
			return short
		}
	}
	return "…"
}
