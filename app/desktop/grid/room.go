package grid

import (
	"image"
	"image/color"
)

// ground is the colour behind a cell; false where it is the paper.
func (g *Grid) ground(c *Cell) (color.NRGBA, bool) {
	switch n := int(c.Ground); {
	case n > 0 && n <= len(g.pal.Grounds):
		return g.pal.Grounds[n-1], true
	case c.Style&(Locked|NotApplicable) != 0:
		return g.pal.Locked, true
	}
	return g.pal.Paper, false
}

// merged is the range that a cell is joined with.
func (g *Grid) merged(row, col int) (Range, bool) {
	if m, ok := g.model.(Merger); ok {
		return m.Merged(row, col)
	}
	return Range{}, false
}

// joined says whether a cell is drawn with others as one.
func (g *Grid) joined(row, col int) bool {
	_, ok := g.merged(row, col)
	return ok
}

// eachMerged goes through the joined cells that are in a part of the table, given by columns and rows.
func (g *Grid) eachMerged(part image.Rectangle, do func(*Cell, Range)) {
	if _, ok := g.model.(Merger); !ok {
		return
	}
	for row := part.Min.Y; row <= part.Max.Y; row++ {
		for col := part.Min.X; col <= part.Max.X; col++ {
			if r, ok := g.merged(row, col); ok && row == max(r.Top, part.Min.Y) && col == max(r.Left, part.Min.X) {
				c := g.model.Cell(r.Top, r.Left)
				do(&c, r)
			}
		}
	}
}

// paintMerged paints joined cells over the lines between them, the text where they can be seen.
func (g *Grid) paintMerged(b brush, c *Cell, r Range) {
	box, hair := g.rangeBox(r), g.hair()
	inner := image.Rectangle{box.Min, box.Max.Sub(image.Pt(hair, hair))}
	paper, _ := g.ground(c)
	b.fill(inner, paper)
	if s := g.selection.Range(); s.Cells() > 1 && s.Top <= r.Top && s.Left <= r.Left && s.Bottom >= r.Bottom && s.Right >= r.Right {
		b.fill(inner, g.pal.Selection)
	}
	seen := box.Intersect(g.lay.body)
	g.paintCell(b, c, seen, seen)
}

// textBox is the room for the text of a cell: its own box, and for text that may run over, what is empty after it.
func (g *Grid) textBox(row, col int, c *Cell) image.Rectangle {
	box := g.cellBox(row, col)
	if c.Style&Over == 0 {
		return box
	}
	need := int(g.width(cellWeight(*c), c.Text)) + 2*g.dev(padding)
	for next := col + 1; box.Dx() < need && next <= g.view.Right; next++ {
		if n := g.view.cell(row, next); n.Text != "" || n.Mark != None || g.joined(row, next) {
			break
		}
		box.Max.X = g.cellBox(row, next).Max.X
	}
	return box
}
