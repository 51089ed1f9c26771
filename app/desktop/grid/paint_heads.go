package grid

import (
	"image"
	"strings"

	"migraform/app/desktop/grid/bidi"
)

func (g *Grid) paintRowHeads(b brush) {
	v, l, hair := &g.view, &g.lay, g.hair()
	if b.clip.Empty() {
		return
	}
	b.fill(b.clip, g.pal.Surround)
	top := max(v.Top, l.rows.At(b.clip.Min.Y-l.body.Min.Y+g.off.Y))
	bottom := min(v.Bottom, l.rows.At(b.clip.Max.Y-1-l.body.Min.Y+g.off.Y))
	for row := top; row <= bottom; row++ {
		box := g.headBox(row)
		h := v.heads[row-v.Top]
		if g.selectedRow(row) {
			b.fill(box, g.pal.HeadSelected)
		}
		b.fill(image.Rect(box.Min.X, box.Max.Y-hair, box.Max.X, box.Max.Y), g.pal.Line)
		if h.Kind == TotalRow && row > 0 {
			b.fill(image.Rect(box.Min.X, box.Min.Y-hair, box.Max.X, box.Min.Y), g.pal.Edge)
		}
		if h.Expandable {
			px := g.dev(chevronSize)
			sign := chevronRight
			if g.RightToLeft {
				sign = chevronLeft
			}
			if h.Expanded {
				sign = chevronDown
			}
			c := g.chevronBox(row, h)
			b.within(box).stamp(g.shapes.stencil(sign, px), image.Pt(c.Min.X, box.Min.Y+(box.Dy()-hair-px)/2), g.pal.Dim)
		}
		room := g.headRoom(row, h)
		if h.Mark != None {
			px := g.dev(markSize)
			b.stamp(g.shapes.stencil(shapeOf(h.Mark), px), image.Pt(room.Max.X+g.dev(4), box.Min.Y+(box.Dy()-hair-px)/2), g.pal.Of(h.Mark))
		}
		ink := g.pal.Ink
		if h.Dim {
			ink = g.pal.Dim
		}
		f := g.face(headWeight(h))
		if _, ok := f.width(h.Text); ok {
			at := float32(0)
			if g.RightToLeft {
				at = 1
			}
			b.within(room).text(f, f.elide(h.Text, float32(room.Dx())), room, at, ink)
		}
	}
	b.fill(image.Rect(l.headW-hair, b.clip.Min.Y, l.headW, b.clip.Max.Y), g.pal.Edge)
	if end := l.body.Min.Y + l.rows.Total() - g.off.Y; end < b.clip.Max.Y {
		b.fill(image.Rect(0, max(end, b.clip.Min.Y), l.headW, b.clip.Max.Y), g.pal.Paper)
	}
}

// headBox is where a row's head lies.
func (g *Grid) headBox(row int) image.Rectangle {
	l := &g.lay
	y := l.body.Min.Y - g.off.Y
	return image.Rect(0, y+l.rows.Start(row), l.headW, y+l.rows.End(row))
}

// chevronBox is where the sign lies that opens and closes a row; it is as high as the row.
func (g *Grid) chevronBox(row int, h RowHead) image.Rectangle {
	box := g.headBox(row)
	x := g.dev(padding - 2 + indentStep*float32(h.Indent))
	return image.Rect(x, box.Min.Y, x+g.dev(chevronSize), box.Max.Y)
}

// headRoom is the room of a row head's text.
func (g *Grid) headRoom(row int, h RowHead) image.Rectangle {
	box := g.headBox(row)
	box.Min.X += g.dev(g.headIndent(h))
	box.Max.X -= g.dev(padding)
	if h.Mark != None {
		box.Max.X -= g.dev(markSize + 2)
	}
	box.Max.X = max(box.Max.X, box.Min.X)
	box.Max.Y -= g.hair()
	return box
}

// columnHead is one head to be drawn: its box, the part of it in view, and its lines of text.
type columnHead struct {
	box, room image.Rectangle
	lines     []string
	leaf      bool
}

// eachColumnHead goes through the column heads in view.
func (g *Grid) eachColumnHead(do func(level, from, to int, h columnHead)) {
	v, l := &g.view, &g.lay
	if v.empty {
		return
	}
	pad := g.dev(padding)
	for level := range len(l.levels) - 1 {
		leaf := level == len(l.levels)-2
		for col := v.Left; col <= v.Right; col++ {
			from, to := g.span(level, col)
			col = to
			x := l.body.Min.X - g.off.X
			h := columnHead{leaf: leaf, box: image.Rect(x+l.cols.Start(from), l.levels[level], x+l.cols.End(to), l.levels[level+1])}
			h.room = h.box
			if !leaf { // so that a wide head is read wherever the table is scrolled to
				h.room = h.box.Intersect(image.Rect(l.body.Min.X, 0, l.body.Max.X, l.headH()))
			}
			h.room.Min.X += pad
			h.room.Max.X -= pad
			text := g.model.ColumnHead(level, from)
			if leaf {
				h.lines = g.broken(text, h.room.Dx())
			} else if text != "" {
				h.lines = []string{text}
			}
			do(level, from, to, h)
		}
	}
}

// broken breaks a head between words into at most two lines.
func (g *Grid) broken(s string, room int) []string {
	if s == "" {
		return nil
	}
	if g.width(regular, s) <= float32(room) {
		return []string{s}
	}
	pieces := bidi.Pieces(s)
	for n := len(pieces) - 1; n > 0; n-- {
		if first := strings.TrimSpace(strings.Join(pieces[:n], "")); g.width(regular, first) <= float32(room) {
			return []string{first, strings.TrimSpace(strings.Join(pieces[n:], ""))}
		}
	}
	return []string{s}
}

func (g *Grid) paintColumnHeads(b brush) {
	l, hair := &g.lay, g.hair()
	if b.clip.Empty() {
		return
	}
	b.fill(b.clip, g.pal.Surround)
	heads := b.within(image.Rect(l.body.Min.X, 0, l.body.Max.X, l.headH()))
	g.eachColumnHead(func(level, from, to int, h columnHead) {
		if g.selectedColumns(from, to) {
			if h.leaf {
				heads.fill(h.box, g.pal.HeadSelected)
			}
		}
		line := g.pal.Line
		if g.divider(to) == g.pal.Edge || !h.leaf {
			line = g.pal.Edge
		}
		heads.fill(image.Rect(h.box.Max.X-hair, h.box.Min.Y, h.box.Max.X, h.box.Max.Y), line)
		if !h.leaf {
			heads.fill(image.Rect(h.box.Min.X, h.box.Max.Y-hair, h.box.Max.X, h.box.Max.Y), g.pal.Line)
		}
		for i, line := range h.lines {
			f := g.face(regular)
			if _, ok := f.width(line); !ok {
				continue
			}
			at, ink := float32(0.5), g.pal.Ink
			if h.leaf {
				at, ink = 1, g.pal.Dim
				if g.selectedColumns(from, to) {
					ink = g.pal.Ink
				}
			}
			room := g.lineRoom(h, i)
			heads.within(room).text(f, f.elide(line, float32(room.Dx())), room, at, ink)
		}
	})
	g.paintCorner(b)
	b.fill(image.Rect(0, l.headH()-hair, l.size.X, l.headH()), g.pal.Edge)
	b.fill(image.Rect(l.headW-hair, 0, l.headW, l.headH()), g.pal.Edge)
}

// lineRoom is the room of one line of a head; the lines stand at the head's lower edge.
func (g *Grid) lineRoom(h columnHead, i int) image.Rectangle {
	r, n := h.room, len(h.lines)
	r.Max.X = max(r.Max.X, r.Min.X)
	if n < 2 {
		if h.leaf {
			r.Min.Y = r.Max.Y - g.dev(headLevel)
		}
		return r
	}
	line := g.dev(headLine)
	r.Max.Y -= (r.Dy() - n*line) / 2
	r.Min.Y = r.Max.Y - (n-i)*line
	r.Max.Y = r.Min.Y + line
	return r
}

func (g *Grid) paintCorner(b brush) {
	l := &g.lay
	c, ok := g.model.(Corner)
	if !ok {
		return
	}
	for level := range len(l.levels) - 1 {
		text := c.CornerHead(level)
		f := g.face(regular)
		if _, can := f.width(text); !can || text == "" {
			continue
		}
		room := g.cornerRoom(level)
		at := float32(0)
		if g.RightToLeft {
			at = 1
		}
		b.within(room).text(f, f.elide(text, float32(room.Dx())), room, at, g.pal.Dim)
	}
}

func (g *Grid) cornerRoom(level int) image.Rectangle {
	l, pad := &g.lay, g.dev(padding)
	r := image.Rect(pad, l.levels[level], max(l.headW-pad, pad), l.levels[level+1])
	if level == len(l.levels)-2 {
		r.Min.Y = r.Max.Y - g.dev(headLevel)
	}
	return r
}
