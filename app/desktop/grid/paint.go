package grid

import (
	"image"
	"image/color"
)

// paint paints a part of the picture.
func (g *Grid) paint(part image.Rectangle) {
	v, l := &g.view, &g.lay
	b := brush{img: v.img, clip: part.Intersect(v.img.Rect), mirror: g.RightToLeft}
	b.fill(b.clip, g.pal.Paper)
	if !v.empty {
		g.paintCells(b.within(l.body))
		g.paintRowHeads(b.within(image.Rect(0, l.body.Min.Y, l.headW, l.body.Max.Y)))
	}
	g.paintColumnHeads(b.within(image.Rect(0, 0, l.size.X, l.headH())))
	g.paintBars(b)
}

// hair is the thickness of a hairline in pixels.
func (g *Grid) hair() int { return max(1, int(g.pixel*g.scale*0.75)) }

func (g *Grid) paintCells(b brush) {
	v, l, hair := &g.view, &g.lay, g.hair()
	if b.clip.Empty() {
		return
	}
	// the rows and columns that the clip touches
	top := max(v.Top, l.rows.At(b.clip.Min.Y-l.body.Min.Y+g.off.Y))
	bottom := min(v.Bottom, l.rows.At(b.clip.Max.Y-1-l.body.Min.Y+g.off.Y))
	left := max(v.Left, l.cols.At(b.clip.Min.X-l.body.Min.X+g.off.X))
	right := min(v.Right, l.cols.At(b.clip.Max.X-1-l.body.Min.X+g.off.X))
	table := image.Rect(l.body.Min.X, l.body.Min.Y, l.body.Min.X+l.cols.Total(), l.body.Min.Y+l.rows.Total()).Sub(g.off)

	each := func(do func(row, col int, c *Cell, box image.Rectangle)) {
		for row := top; row <= bottom; row++ {
			for col := left; col <= right; col++ {
				do(row, col, v.cell(row, col), g.cellBox(row, col))
			}
		}
	}
	each(func(_, _ int, c *Cell, box image.Rectangle) {
		if paper, ok := g.ground(c); ok {
			b.fill(box, paper)
		}
		if c.Style&NotApplicable != 0 {
			b.within(box).hatch(box, max(5, g.dev(7)), g.pal.Hatch)
		}
	})
	selected := g.selection.Range()
	active := g.cellBox(g.selection.Active.Row, g.selection.Active.Col)
	if selected.Cells() > 1 {
		g.tint(b, g.rangeBox(selected), active)
	}

	for row := top; row <= bottom; row++ {
		y := l.rows.End(row) + l.body.Min.Y - g.off.Y
		b.fill(image.Rect(table.Min.X, y-hair, table.Max.X, y), g.pal.Line)
	}
	for col := left; col <= right; col++ {
		x := l.cols.End(col) + l.body.Min.X - g.off.X
		b.fill(image.Rect(x-hair, table.Min.Y, x, table.Max.Y), g.divider(col))
	}
	g.eachMerged(image.Rect(left, top, right, bottom), func(c *Cell, r Range) { g.paintMerged(b, c, r) })
	each(func(row, col int, c *Cell, box image.Rectangle) {
		if !g.joined(row, col) {
			g.paintCell(b, c, box, g.textBox(row, col, c))
		}
	})

	if selected.Cells() > 1 {
		b.frame(g.rangeBox(selected), hair, g.pal.Accent)
	}
	if g.selection.Active.Row < l.rows.Len() && g.selection.Active.Col < l.cols.Len() {
		active.Min = active.Min.Sub(image.Pt(hair, hair))
		accent := g.pal.Accent
		if !g.focused {
			accent = mix(g.pal.Paper, accent, 0.6)
		}
		// the border may stand on the heads' hairline, not beyond
		b.frame(active, max(2, g.dev(2)), accent)
	}
}

// tint lays the colour of selection over a range, the active cell left out.
func (g *Grid) tint(b brush, r, hole image.Rectangle) {
	c := g.pal.Selection
	b.fill(image.Rect(r.Min.X, r.Min.Y, r.Max.X, hole.Min.Y), c)
	b.fill(image.Rect(r.Min.X, hole.Max.Y, r.Max.X, r.Max.Y), c)
	b.fill(image.Rect(r.Min.X, hole.Min.Y, hole.Min.X, hole.Max.Y), c)
	b.fill(image.Rect(hole.Max.X, hole.Min.Y, r.Max.X, hole.Max.Y), c)
}

// divider is the colour of the line after a column: stronger where a group of columns ends.
func (g *Grid) divider(col int) color.NRGBA {
	if g.model.ColumnLevels() > 1 && col+1 < g.lay.cols.Len() && !g.sameHead(0, col, col+1) {
		return g.pal.Edge
	}
	return g.pal.Line
}

// paintCell paints what a cell holds: signs into its box, its text into a box that may be larger.
func (g *Grid) paintCell(b brush, c *Cell, box, text image.Rectangle) {
	if c.Text == "" && c.Style == 0 && c.Mark == None {
		return
	}
	g.paintText(b.within(text), c, text)
	g.paintSigns(b.within(box), c, box)
}

func (g *Grid) paintText(b brush, c *Cell, box image.Rectangle) {
	hair, pad := g.hair(), g.dev(padding)
	if c.Style&Total != 0 {
		b.fill(image.Rect(box.Min.X, box.Min.Y-hair, box.Max.X-hair, box.Min.Y+hair), g.pal.Edge)
	}
	w, ink := cellWeight(*c), g.pal.Ink
	if c.Style&(Computed|NotApplicable) != 0 {
		ink = g.pal.Dim
	}
	room := image.Rect(box.Min.X+pad, box.Min.Y, box.Max.X-pad, box.Max.Y-hair)
	if c.Style&Left != 0 && c.Mark != None && !g.RightToLeft {
		room.Min.X += g.dev(markSize)
	}
	f := g.face(w)
	if wide, ok := f.width(c.Text); ok && c.Text != "" {
		text := c.Text
		if c.Style&Left != 0 {
			text = f.elide(text, float32(room.Dx()))
		} else if wide > float32(room.Dx())+0.5 {
			text = hashes(f, room.Dx())
		}
		b.text(f, text, room, g.side(c.Style&Left != 0), ink)
		wide, _ = f.width(text)
		g.underline(b, c, room, int(wide), ink)
	} else if c.Text != "" {
		g.underline(b, c, room, min(int(g.width(w, c.Text)), room.Dx()), ink)
	}
}

// side is where text stands in its room as the eye sees it: figures always at the right so that their digits stand
// one above the other, text where reading begins.
func (g *Grid) side(text bool) float32 {
	if text && !g.RightToLeft {
		return 0
	}
	return 1
}

// hashes stand for a figure that has no room: part of a figure would be another figure.
func hashes(f *face, room int) string {
	one, _ := f.width("#")
	n := max(1, int(float32(room)/max(one, 1)))
	s := make([]byte, n)
	for i := range s {
		s[i] = '#'
	}
	return string(s)
}

func (g *Grid) underline(b brush, c *Cell, room image.Rectangle, wide int, ink color.NRGBA) {
	if c.Style&Derived == 0 {
		return
	}
	y := g.face(regular).baseline(room.Min.Y, room.Dy()) + max(2, g.dev(2.5))
	x0, x1 := room.Max.X-wide, room.Max.X
	if (c.Style&Left != 0) || g.RightToLeft { // the brush mirrors boxes, and figures stay at the right
		x0, x1 = room.Min.X, room.Min.X+wide
	}
	b.dots(x0, x1, y, g.hair(), mix(g.pal.Paper, ink, 0.75))
}

// paintSigns puts what is to be known of a cell into its corners: at the left what checks say, for figures stand at
// the right in either direction of reading; at the right notes and where the figure came from.
func (g *Grid) paintSigns(b brush, c *Cell, box image.Rectangle) {
	flip := func(r image.Rectangle) image.Rectangle {
		if g.RightToLeft {
			r.Min.X, r.Max.X = box.Min.X+box.Max.X-r.Max.X, box.Min.X+box.Max.X-r.Min.X
		}
		return r
	}
	put := func(s shape, px, x, y int, ink color.NRGBA) {
		b.stamp(g.shapes.stencil(s, px), flip(image.Rect(x, y, x+px, y+px)).Min, ink)
	}
	hair := g.hair()
	inset := g.dev(3)
	edge := max(2, g.dev(2.5))
	x := box.Min.X + inset
	if c.Mark != None {
		ink := g.pal.Of(c.Mark)
		b.fill(flip(image.Rect(box.Min.X, box.Min.Y, box.Min.X+edge, box.Max.Y-hair)), ink)
		px := g.dev(markSize)
		put(shapeOf(c.Mark), px, x+edge, box.Min.Y+inset, ink)
		x += edge + px + inset
	}
	if c.Style&Confidential != 0 {
		px := g.dev(8)
		put(padlock, px, x, box.Min.Y+(box.Dy()-hair-px)/2, g.pal.Dim)
	}
	if c.Style&Changed != 0 {
		px := g.dev(5)
		put(dot, px, box.Min.X+inset+edge, box.Max.Y-hair-px-inset, g.pal.Accent)
	}
	if c.Style&Note != 0 {
		px := g.dev(7)
		put(noteCorner, px, box.Max.X-px-hair, box.Min.Y, g.pal.Accent)
	}
	if c.Style&Imported != 0 {
		px := g.dev(7)
		put(importCorner, px, box.Max.X-px-hair-1, box.Max.Y-px-hair-1, g.pal.Dim)
	}
}

func (g *Grid) paintBars(b brush) {
	l := &g.lay
	thin := g.dev(3)
	bar := func(track image.Rectangle, vertical bool) {
		if track.Empty() {
			return
		}
		b.fill(track, g.pal.Surround)
		ink := g.pal.Thumb
		if p := g.mouse.over.part; vertical && p == vThumb || !vertical && p == hThumb {
			ink = g.pal.ThumbHover
		}
		at, size := g.thumb(vertical)
		box := image.Rect(track.Min.X+thin, track.Min.Y+at, track.Max.X-thin, track.Min.Y+at+size)
		if !vertical {
			box = image.Rect(track.Min.X+at, track.Min.Y+thin, track.Min.X+at+size, track.Max.Y-thin)
		}
		g.pill(b, box, ink)
	}
	bar(l.vbar, true)
	bar(l.hbar, false)
	if !l.vbar.Empty() && !l.hbar.Empty() {
		b.fill(image.Rect(l.vbar.Min.X, l.hbar.Min.Y, l.vbar.Max.X, l.hbar.Max.Y), g.pal.Surround)
	}
	if !l.hbar.Empty() {
		b.fill(image.Rect(0, l.hbar.Min.Y, l.headW, l.hbar.Max.Y), g.pal.Surround)
	}
}

// pill is a box with round ends.
func (g *Grid) pill(b brush, box image.Rectangle, c color.NRGBA) {
	d := min(box.Dx(), box.Dy())
	if d < 2 {
		return
	}
	end := g.shapes.stencil(disc, d)
	b.within(image.Rectangle{box.Min, box.Min.Add(image.Pt(d, d))}).stamp(end, box.Min, c)
	b.stamp(end, box.Max.Sub(image.Pt(d, d)), c)
	if box.Dx() > box.Dy() {
		b.fill(image.Rect(box.Min.X+d/2, box.Min.Y, box.Max.X-d/2, box.Max.Y), c)
	} else {
		b.fill(image.Rect(box.Min.X, box.Min.Y+d/2, box.Max.X, box.Max.Y-d/2), c)
	}
}

// sameHead says whether two columns share a head at a level, and so at all levels above.
func (g *Grid) sameHead(level, a, b int) bool {
	for ; level >= 0; level-- {
		if g.model.ColumnHead(level, a) != g.model.ColumnHead(level, b) {
			return false
		}
	}
	return true
}

// span is the first and last column under the head that a column has at a level. At the innermost level every
// column has its own.
func (g *Grid) span(level, col int) (from, to int) {
	from, to = col, col
	if level >= max(g.model.ColumnLevels(), 1)-1 {
		return
	}
	for from > 0 && g.sameHead(level, from-1, col) {
		from--
	}
	for to+1 < g.lay.cols.Len() && g.sameHead(level, to+1, col) {
		to++
	}
	return
}

func (g *Grid) selectedRow(row int) bool {
	r := g.selection.Range()
	return row >= r.Top && row <= r.Bottom
}

func (g *Grid) selectedColumns(from, to int) bool {
	r := g.selection.Range()
	return to >= r.Left && from <= r.Right
}
