package pages

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"migraform/app/desktop/look"
)

// tone is how a text is set.
type tone struct {
	size  fyne.ThemeSizeName
	color fyne.ThemeColorName
	bold  bool
	mono  bool
}

var (
	titleTone   = tone{size: theme.SizeNameHeadingText, bold: true}
	headTone    = tone{size: theme.SizeNameText, bold: true}
	bodyTone    = tone{size: theme.SizeNameText}
	dimTone     = tone{size: theme.SizeNameText, color: look.ColorDim}
	captionTone = tone{size: theme.SizeNameCaptionText, color: look.ColorDim}
	errorTone   = tone{size: theme.SizeNameText, color: theme.ColorNameError}
	codeTone    = tone{size: theme.SizeNameText, mono: true}
)

func (t tone) style(align fyne.TextAlign, inline bool) widget.RichTextStyle {
	color := t.color
	if color == "" {
		color = theme.ColorNameForeground
	}
	return widget.RichTextStyle{Alignment: align, ColorName: color, SizeName: t.size, Inline: inline,
		TextStyle: fyne.TextStyle{Bold: t.bold, Monospace: t.mono}}
}

// prose is text that wraps at its width and stands flush with what is above and below it.
type prose struct {
	shown *fyne.Container // what a page adds; not embedded, since Fyne looks for containers by type
	rich  *widget.RichText
	align fyne.TextAlign
	parts []part

	// Where reading begins at the right, lines are made here rather than by Fyne.
	wraps, brief bool
	width        float32 // at the latest layout
}

type part struct {
	text string
	tone tone
}

// prose makes a paragraph.
func (s *Shell) prose(text string, t tone) *prose { return s.mixed(part{text, t}) }

// line makes a text that does not wrap: it is as wide as it needs.
func (s *Shell) line(text string, t tone) *prose {
	p := newProse(s.align(), fyne.TextWrapOff)
	p.set(part{text, t})
	return p
}

// brief makes a text of one line that ends in … where there is no room.
func (s *Shell) brief(text string, t tone) *prose {
	p := newProse(s.align(), fyne.TextWrapOff)
	p.brief = true
	if !p.fromRight() {
		p.rich.Truncation = fyne.TextTruncateEllipsis
	}
	p.set(part{text, t})
	return p
}

// mixed makes a paragraph of parts that are set differently.
func (s *Shell) mixed(parts ...part) *prose {
	p := newProse(s.align(), fyne.TextWrapWord)
	p.set(parts...)
	return p
}

func newProse(align fyne.TextAlign, wrap fyne.TextWrap) *prose {
	p := &prose{rich: widget.NewRichText(), align: align, wraps: wrap == fyne.TextWrapWord}
	p.shown = &fyne.Container{Layout: flush{}, Objects: []fyne.CanvasObject{p.rich}}
	if p.fromRight() {
		p.shown.Layout = fromRight{p}
	} else {
		p.rich.Wrapping = wrap
	}
	return p
}

func (p *prose) fromRight() bool { return p.align == fyne.TextAlignTrailing }

func (p *prose) set(parts ...part) {
	p.parts = parts
	if p.fromRight() {
		p.arrange()
		return
	}
	p.rich.Segments = p.rich.Segments[:0]
	for i, part := range parts {
		p.rich.Segments = append(p.rich.Segments, &widget.TextSegment{Text: part.text, Style: part.tone.style(p.align, i+1 < len(parts))})
	}
	p.rich.Refresh()
}

// say changes the text and keeps how it is set.
func (p *prose) say(text string) {
	if len(p.parts) == 1 && p.parts[0].text == text {
		return
	}
	t := bodyTone
	if len(p.parts) > 0 {
		t = p.parts[0].tone
	}
	p.set(part{text, t})
}

// text is what is said, without how it is set.
func (p *prose) text() string {
	var all string
	for _, part := range p.parts {
		all += part.text
	}
	return all
}

// flush takes the margin that Fyne's texts have around them away.
type flush struct{}

func (flush) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	pad := theme.InnerPadding()
	for _, o := range objects {
		o.Resize(size.AddWidthHeight(2*pad, 2*pad))
		o.Move(fyne.NewPos(-pad, -pad))
	}
}

func (flush) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var min fyne.Size
	pad := theme.InnerPadding()
	for _, o := range objects {
		min = min.Max(o.MinSize())
	}
	return min.SubtractWidthHeight(2*pad, 2*pad).Max(fyne.Size{})
}

// notice is a sentence with the mark of what it means before it.
type notice struct {
	shown *fyne.Container // what a page adds; not embedded, since Fyne looks for containers by type
	icon  *widget.Icon
	mark  *fyne.Container
	prose *prose
}

// notice makes a sentence with a mark.
func (s *Shell) notice(m look.Meaning, text string) *notice {
	n := &notice{icon: look.Mark(m), prose: s.prose(text, bodyTone)}
	n.mark = sized(18, n.icon)
	n.shown = s.row(2, n.mark, fill(n.prose.shown))
	show(n.mark, m != look.Nothing)
	return n
}

func (n *notice) say(m look.Meaning, text string) {
	n.icon.SetResource(look.Mark(m).Resource)
	show(n.mark, m != look.Nothing)
	n.prose.say(text)
}
