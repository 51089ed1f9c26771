package grid

import (
	"image"
	"image/color"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"migraform/app/desktop/grid/bidi"
)

// above is what stands above the painted picture: text that only Fyne can shape, the editor, and the bubbles.
type above struct {
	g                    *Grid
	cells, rows, columns layer
	corner               layer
	editing              *container.Clip
	editBox              *fyne.Container
	fault, tip           *bubble
	objects              []fyne.CanvasObject
}

func (a *above) init(g *Grid) {
	a.g = g
	for _, l := range []*layer{&a.cells, &a.rows, &a.columns, &a.corner} {
		l.box = container.NewWithoutLayout()
		l.clip = container.NewClip(l.box)
		l.clip.ExtendBaseWidget(l.clip)
		l.clip.Hide()
		a.objects = append(a.objects, l.clip)
	}
	a.editBox = container.NewWithoutLayout(g.editor.themed)
	a.editing = container.NewClip(a.editBox)
	a.editing.ExtendBaseWidget(a.editing)
	a.editing.Hide()
	a.fault, a.tip = newBubble(), newBubble()
	a.objects = append(a.objects, a.editing, a.fault.box, a.tip.box)
}

// refresh follows a change of theme.
func (a *above) refresh() {
	a.g.editor.retheme()
}

// layer is a clipped region with text objects that are used again and again.
type layer struct {
	clip  *container.Clip
	box   *fyne.Container
	texts []*canvas.Text
	used  int
}

func (l *layer) add(s string, rtl bool, size float32, w weight, ink color.NRGBA, align fyne.TextAlign, at fyne.Position, room fyne.Size) {
	if l.used == len(l.texts) {
		t := canvas.NewText("", nil)
		l.texts = append(l.texts, t)
		l.box.Add(t)
	}
	t := l.texts[l.used]
	l.used++
	t.Text, t.TextSize, t.TextStyle, t.Color, t.Alignment = elided(s, size, w, room.Width, rtl), size, w.style(), ink, align
	t.Move(at.Subtract(l.clip.Position()))
	t.Resize(room)
	t.Show()
	t.Refresh()
}

// elided shortens a text that Fyne shapes, and puts runs of both directions into the order in which they are read.
func elided(s string, size float32, w weight, room float32, rtl bool) string {
	if fyne.MeasureText(s, size, w.style()).Width <= room {
		return bidi.Line(s, rtl)
	}
	runes := []rune(s)
	for n := len(runes) - 1; n > 0; n-- {
		short := strings.TrimRight(string(runes[:n]), " ") + "…"
		if fyne.MeasureText(short, size, w.style()).Width <= room {
			return bidi.Line(short, rtl)
		}
	}
	return ""
}

func (l *layer) begin(at fyne.Position, size fyne.Size) {
	l.used = 0
	l.clip.Move(at)
	l.clip.Resize(size)
}

func (l *layer) end() {
	for _, t := range l.texts[l.used:] {
		t.Hide()
	}
	if l.used > 0 {
		l.clip.Show()
	} else {
		l.clip.Hide()
	}
}

// place puts everything above the picture where the layout now wants it.
func (a *above) place() {
	g := a.g
	l, v := &g.lay, &g.view
	size := textSize * g.scale
	hard := func(w weight, s string) bool {
		if s == "" {
			return false
		}
		_, ok := g.face(w).width(s)
		return !ok
	}
	start := fyne.TextAlignLeading
	if g.RightToLeft {
		start = fyne.TextAlignTrailing
	}
	put := func(in *layer, w weight, s string, room image.Rectangle, ink color.NRGBA, align fyne.TextAlign) {
		at, space := g.onScreen(room)
		in.add(s, g.RightToLeft, size, w, ink, align, at, space)
	}

	a.cells.begin(g.onScreen(l.body))
	a.rows.begin(g.onScreen(image.Rect(0, l.body.Min.Y, l.headW, l.body.Max.Y)))
	a.columns.begin(g.onScreen(image.Rect(l.body.Min.X, 0, l.body.Max.X, l.headH())))
	a.corner.begin(g.onScreen(image.Rect(0, 0, l.headW, l.headH())))
	hold := func(c *Cell, room image.Rectangle) {
		ink, align := g.pal.Ink, fyne.TextAlignTrailing
		if c.Style&(Computed|NotApplicable) != 0 {
			ink = g.pal.Dim
		}
		if c.Style&Left != 0 {
			align = start
		}
		room.Min.X += g.dev(padding)
		room.Max.X -= g.dev(padding)
		if c.Style&Left != 0 && c.Mark != None && !g.RightToLeft {
			room.Min.X += g.dev(markSize)
		}
		put(&a.cells, cellWeight(*c), c.Text, room, ink, align)
	}
	if !v.empty {
		for row := v.Top; row <= v.Bottom; row++ {
			h := v.heads[row-v.Top]
			if w := headWeight(h); hard(w, h.Text) {
				ink := g.pal.Ink
				if h.Dim {
					ink = g.pal.Dim
				}
				put(&a.rows, w, h.Text, g.headRoom(row, h), ink, start)
			}
			for col := v.Left; col <= v.Right; col++ {
				c := v.cell(row, col)
				w := cellWeight(*c)
				if !hard(w, c.Text) || g.joined(row, col) {
					continue
				}
				hold(c, g.textBox(row, col, c))
			}
		}
		g.eachMerged(image.Rect(v.Left, v.Top, v.Right, v.Bottom), func(c *Cell, r Range) {
			if hard(cellWeight(*c), c.Text) {
				hold(c, g.rangeBox(r).Intersect(l.body))
			}
		})
	}
	g.eachColumnHead(func(_, _, _ int, h columnHead) {
		for i, line := range h.lines {
			if !hard(regular, line) {
				continue
			}
			ink, align := g.pal.Ink, fyne.TextAlignCenter
			if h.leaf {
				ink, align = g.pal.Dim, fyne.TextAlignTrailing
			}
			put(&a.columns, regular, line, g.lineRoom(h, i), ink, align)
		}
	})
	if c, ok := g.model.(Corner); ok {
		for level := range len(l.levels) - 1 {
			if text := c.CornerHead(level); hard(regular, text) {
				put(&a.corner, regular, text, g.cornerRoom(level), g.pal.Dim, start)
			}
		}
	}
	a.cells.end()
	a.rows.end()
	a.columns.end()
	a.corner.end()
	a.placeEditor()
	a.tip.hide()
}

// placeEditor lays the editor over its cell, as wide as its text needs, and a complaint below it.
func (a *above) placeEditor() {
	g := a.g
	if !g.editor.open {
		a.editing.Hide()
		a.fault.hide()
		return
	}
	l := &g.lay
	at, size := g.onScreen(l.body)
	a.editing.Move(at)
	a.editing.Resize(size)
	box := g.cellBox(g.editor.at.Row, g.editor.at.Col)
	if need := int(g.width(regular, g.editor.Text)) + 2*g.dev(padding); need > box.Dx() {
		box.Max.X = max(box.Max.X, min(box.Min.X+need, l.body.Max.X))
	}
	box.Min = box.Min.Sub(image.Pt(g.hair(), g.hair()))
	pos, room := g.onScreen(box)
	g.editor.themed.Move(pos.Subtract(at))
	g.editor.themed.Resize(room)
	a.editing.Show()

	if g.editor.fault == "" || !box.Overlaps(l.body) {
		a.fault.hide()
		return
	}
	a.fault.show(g, g.editor.fault, pos, room, g.pal.Error)
}

// show makes the editor known to the canvas: Fyne finds no widget to focus in what was not drawn for a while.
func (a *above) show() {
	a.placeEditor()
	a.editing.Refresh()
	a.g.editor.themed.Refresh()
	canvas.Refresh(a.g.canvas) // what was never drawn has no canvas to ask for a new frame
}

// bubble is a sentence beside a cell, with a bar in the colour of what it means.
type bubble struct {
	box        *fyne.Container
	paper, bar *canvas.Rectangle
	lines      []*canvas.Text
	text       string
}

func newBubble() *bubble {
	b := &bubble{paper: canvas.NewRectangle(nil), bar: canvas.NewRectangle(nil)}
	b.box = container.NewWithoutLayout(b.paper, b.bar)
	b.box.Hide()
	return b
}

func (b *bubble) hide() { b.box.Hide() }

// show puts the sentence below a place, or above it where there is more room.
func (b *bubble) show(g *Grid, text string, at fyne.Position, size fyne.Size, ink color.NRGBA) {
	const widest = 340
	letter := textSize * g.scale
	pad := padding * g.scale
	lines := wrapped(text, letter, min(widest*g.scale, g.Size().Width-3*pad))
	high := fyne.MeasureText("X", letter, fyne.TextStyle{}).Height
	wide := float32(0)
	for i, line := range lines {
		if i == len(b.lines) {
			b.lines = append(b.lines, canvas.NewText("", nil))
			b.box.Add(b.lines[i])
		}
		t := b.lines[i]
		t.Text, t.TextSize, t.Color = bidi.Line(line, g.RightToLeft), letter, g.pal.Ink
		wide = max(wide, t.MinSize().Width)
		t.Show()
	}
	for _, t := range b.lines[len(lines):] {
		t.Hide()
	}
	bar := 3 * g.scale
	all := fyne.NewSize(wide+2*pad+bar, high*float32(len(lines))+pad)
	pos := fyne.NewPos(at.X, at.Y+size.Height+2)
	if pos.Y+all.Height > g.Size().Height {
		pos.Y = max(0, at.Y-all.Height-2)
	}
	if g.RightToLeft {
		pos.X = at.X + size.Width - all.Width
	}
	pos.X = max(4, min(pos.X, g.Size().Width-all.Width-4))
	b.box.Move(pos)
	b.box.Resize(all)
	b.paper.FillColor, b.paper.StrokeColor, b.paper.StrokeWidth = g.pal.Paper, mix(g.pal.Paper, ink, 0.5), 1
	b.paper.Resize(all)
	b.bar.FillColor = ink
	b.bar.Resize(fyne.NewSize(bar, all.Height))
	textX := bar + pad
	if g.RightToLeft {
		b.bar.Move(fyne.NewPos(all.Width-bar, 0))
		textX = pad
	} else {
		b.bar.Move(fyne.Position{})
	}
	for i, t := range b.lines[:len(lines)] {
		t.Alignment = fyne.TextAlignLeading
		if g.RightToLeft {
			t.Alignment = fyne.TextAlignTrailing
		}
		t.Move(fyne.NewPos(textX, pad/2+high*float32(i)))
		t.Resize(fyne.NewSize(wide, high))
	}
	b.text = text
	b.box.Show()
	b.box.Refresh()
	canvas.Refresh(g.canvas) // as with the editor: a new frame
}

// wrapped breaks a sentence between words into lines that are no wider than room.
func wrapped(s string, size, room float32) []string {
	var lines []string
	for _, part := range strings.Split(s, "\n") {
		line := ""
		for _, piece := range bidi.Pieces(strings.Join(strings.Fields(part), " ")) {
			next := line + piece
			if line != "" && fyne.MeasureText(strings.TrimRight(next, " "), size, fyne.TextStyle{}).Width > room {
				lines = append(lines, strings.TrimRight(line, " "))
				next = piece
			}
			line = next
		}
		lines = append(lines, strings.TrimRight(line, " "))
	}
	return lines
}
