package grid

import (
	"image"
	"math"
	"strings"

	"fyne.io/fyne/v2"

	"migraform/app/desktop/grid/sheet"
)

// Sizes at 100 %, in Fyne's units.
const (
	defaultColumn    = 88
	widestColumn     = 240 // that content alone may bring about
	widestHead       = 300 // likewise, for row heads
	narrowest        = 28  // to which a user can drag
	defaultRow       = 26
	headLevel        = 25
	headLine         = 15 // each further line of a head that is broken in two
	textSize         = 13
	padding          = 8
	indentStep       = 14
	chevronSize      = 9
	markSize         = 9
	barThick         = 12
	shortestThumb    = 28
	headsMeasured    = 4000 // row heads that are measured to find the width
	grip             = 4    // either side of a head's edge where it can be dragged
	minWide, minTall = 160, 100
)

// layout is where everything lies, in pixels from the corner where the two kinds of heads meet. All is counted from
// the left, also where the table is then mirrored.
type layout struct {
	size       image.Point
	levels     []int // upper edges of the levels of heads, and the lower edge of the last
	headW      int
	rows, cols sheet.Track
	body       image.Rectangle // the cells in view
	vbar, hbar image.Rectangle // tracks of the scroll bars, empty where all is in view
}

func (l *layout) headH() int { return l.levels[len(l.levels)-1] }

// dev turns units at 100 % into whole pixels.
func (g *Grid) dev(units float32) int {
	return int(math.Round(float64(units * g.scale * g.pixel)))
}

// units turns pixels into Fyne's units.
func (g *Grid) units(px int) float32 { return float32(px) / g.pixel }

func (g *Grid) face(w weight) *face {
	return g.faces.in(g.theme, w, textSize*g.scale*g.pixel)
}

// width is the width of a text in pixels, whoever will set it.
func (g *Grid) width(w weight, s string) float32 {
	if s == "" {
		return 0
	}
	if px, ok := g.face(w).width(s); ok {
		return px
	}
	return fyne.MeasureText(s, textSize*g.scale, w.style()).Width * g.pixel
}

// column is the width of a column at 100 %, and whether the user has chosen it.
type column struct {
	width float32
	fixed bool
}

// arrange works out where everything lies. It keeps the widths that columns have grown to.
func (g *Grid) arrange() {
	l := &g.lay
	rows, cols := g.model.Rows(), g.model.Columns()
	if len(g.columns) != cols {
		g.columns = make([]column, cols)
		for i := range g.columns {
			g.columns[i].width = defaultColumn
		}
		g.fitHeads()
	}
	if g.headRows != rows {
		g.headRows = rows
		g.fitRowHeads()
	}
	sizes := make([]int, cols)
	for i, c := range g.columns {
		sizes[i] = g.dev(c.width)
	}
	l.cols = sheet.Sized(sizes)
	l.rows = sheet.Uniform(rows, g.dev(g.rowHeight))
	l.headW = g.dev(g.headWidth)

	s := g.Size()
	l.size = image.Pt(int(math.Round(float64(s.Width*g.pixel))), int(math.Round(float64(s.Height*g.pixel))))
	l.headW = min(l.headW, max(l.size.X*6/10, 0))
	if !g.headFixed { // in a narrow table names are shortened before columns are lost
		l.headW = min(l.headW, max(l.size.X*36/100, g.dev(220)))
	}
	l.levels = l.levels[:0]
	y, n := 0, max(g.model.ColumnLevels(), 1)
	for level := range n {
		l.levels = append(l.levels, y)
		y += g.dev(headLevel)
		if level == n-1 && g.headBroken() {
			y += g.dev(headLine)
		}
	}
	l.levels = append(l.levels, y)

	bar := g.dev(barThick)
	l.body = image.Rect(l.headW, y, max(l.size.X, l.headW), max(l.size.Y, y))
	down := l.rows.Total() > l.body.Dy()
	if down {
		l.body.Max.X = max(l.body.Min.X, l.body.Max.X-bar)
	}
	l.vbar, l.hbar = image.Rectangle{}, image.Rectangle{}
	if l.cols.Total() > l.body.Dx() {
		l.body.Max.Y = max(l.body.Min.Y, l.body.Max.Y-bar)
		l.hbar = image.Rect(l.body.Min.X, l.body.Max.Y, l.body.Max.X, l.body.Max.Y+bar)
		if !down && l.rows.Total() > l.body.Dy() {
			down = true
			l.body.Max.X = max(l.body.Min.X, l.body.Max.X-bar)
			l.hbar.Max.X = l.body.Max.X
		}
	}
	if down {
		l.vbar = image.Rect(l.body.Max.X, l.body.Min.Y, l.body.Max.X+bar, l.body.Max.Y)
	}
	g.off.X = l.cols.Hold(g.off.X, l.body.Dx())
	g.off.Y = l.rows.Hold(g.off.Y, l.body.Dy())
}

// fitHeads widens columns so that the longest word of the innermost head has room, and the longest text that the model
// names.
func (g *Grid) fitHeads() {
	last := max(g.model.ColumnLevels(), 1) - 1
	measurer, _ := g.model.(Measurer)
	for i := range g.columns {
		if measurer != nil {
			w := g.width(regular, measurer.Longest(i))/(g.scale*g.pixel) + 2*padding + 1
			g.columns[i].width = min(max(g.columns[i].width, w), widestColumn)
		}
		for _, word := range strings.Fields(g.model.ColumnHead(last, i)) {
			w := g.width(regular, word)/(g.scale*g.pixel) + 2*padding
			g.columns[i].width = min(max(g.columns[i].width, w), widestColumn)
		}
	}
}

// headBroken says whether any innermost head needs a second line.
func (g *Grid) headBroken() bool {
	last := max(g.model.ColumnLevels(), 1) - 1
	for i, c := range g.columns {
		if g.width(regular, g.model.ColumnHead(last, i)) > float32(g.dev(c.width)-2*g.dev(padding)) {
			return true
		}
	}
	return false
}

// fitRowHeads gives the row heads the width of the longest, within bounds, unless the user has chosen one. Of very
// long tables it measures heads at even distances.
func (g *Grid) fitRowHeads() {
	if g.headFixed {
		return
	}
	rows, step := g.model.Rows(), 1
	if rows > headsMeasured {
		step = rows / headsMeasured
	}
	widest := float32(0)
	for r := 0; r < rows; r += step {
		h := g.model.RowHead(r)
		w := g.width(headWeight(h), h.Text)/(g.scale*g.pixel) + g.headIndent(h)
		widest = max(widest, w)
	}
	if c, ok := g.model.(Corner); ok {
		for level := range max(g.model.ColumnLevels(), 1) {
			widest = max(widest, g.width(regular, c.CornerHead(level))/(g.scale*g.pixel)+padding)
		}
	}
	least := float32(80)
	if _, ok := g.model.(Measurer); ok {
		least = 44 // rows that are numbered
	}
	g.headWidth = min(max(widest+padding+markSize+6, least), widestHead)
}

// headIndent is the room before a row head's text at 100 %.
func (g *Grid) headIndent(h RowHead) float32 {
	return padding + indentStep*float32(h.Indent) + chevronSize + 5
}

func headWeight(h RowHead) weight {
	if h.Kind == Plain {
		return regular
	}
	return bold
}

// cellBox is where a cell lies in the picture.
func (g *Grid) cellBox(row, col int) image.Rectangle {
	l := &g.lay
	return image.Rect(l.cols.Start(col), l.rows.Start(row), l.cols.End(col), l.rows.End(row)).
		Add(l.body.Min).Sub(g.off)
}

// rangeBox is where a range lies in the picture.
func (g *Grid) rangeBox(r Range) image.Rectangle {
	return g.cellBox(r.Top, r.Left).Union(g.cellBox(r.Bottom, r.Right))
}

// visible is the range of cells that are at least partly in view; false if there are none.
func (g *Grid) visible() (Range, bool) {
	l := &g.lay
	if l.body.Empty() || l.rows.Len() == 0 || l.cols.Len() == 0 {
		return Range{}, false
	}
	return Range{
		Top: l.rows.At(g.off.Y), Bottom: l.rows.At(g.off.Y + l.body.Dy() - 1),
		Left: l.cols.At(g.off.X), Right: l.cols.At(g.off.X + l.body.Dx() - 1),
	}, true
}

// part is what a point of the picture belongs to.
type part uint8

const (
	nowhere part = iota
	aCell
	aRowHead
	aColumnHead
	theCorner
	columnEdge // between two column heads: can be dragged
	headEdge   // between row heads and cells: can be dragged
	vThumb
	hThumb
	vTrack
	hTrack
)

// place is what lies at a point; Row and Col are those nearest to it.
type place struct {
	part
	sheet.Pos
	level int
}

// at finds what lies at a point, in pixels counted as the layout counts them.
func (g *Grid) at(p image.Point) place {
	l := &g.lay
	f := place{Pos: sheet.Pos{Row: l.rows.At(p.Y - l.body.Min.Y + g.off.Y), Col: l.cols.At(p.X - l.body.Min.X + g.off.X)}}
	g4 := g.dev(grip)
	switch {
	case p.In(l.vbar):
		f.part = vTrack
		if at, size := g.thumb(true); p.Y >= l.vbar.Min.Y+at && p.Y < l.vbar.Min.Y+at+size {
			f.part = vThumb
		}
	case p.In(l.hbar):
		f.part = hTrack
		if at, size := g.thumb(false); p.X >= l.hbar.Min.X+at && p.X < l.hbar.Min.X+at+size {
			f.part = hThumb
		}
	case p.Y < l.headH() && p.Y >= 0:
		for f.level = 0; f.level+2 < len(l.levels) && p.Y >= l.levels[f.level+1]; f.level++ {
		}
		edge := p.X - l.body.Min.X + g.off.X
		switch {
		case abs(p.X-l.headW) <= g4:
			f.part = headEdge
		case p.X < l.headW:
			f.part = theCorner
		case l.cols.Len() == 0:
		case l.cols.End(f.Col)-edge <= g4 && p.X < l.body.Max.X+g4:
			f.part = columnEdge
		case edge-l.cols.Start(f.Col) < g4 && f.Col > 0 && edge >= 0:
			f.part, f.Col = columnEdge, f.Col-1
		case p.X < l.body.Max.X && edge < l.cols.Total():
			f.part = aColumnHead
		}
		if f.part == columnEdge && edge > l.cols.End(f.Col)+g4 {
			f.part = nowhere
		}
	case p.X < l.headW && p.X >= 0:
		if p.Y < l.body.Max.Y && p.Y-l.body.Min.Y+g.off.Y < l.rows.Total() {
			f.part = aRowHead
		}
	case p.In(l.body) && p.X-l.body.Min.X+g.off.X < l.cols.Total() && p.Y-l.body.Min.Y+g.off.Y < l.rows.Total():
		f.part = aCell
	}
	return f
}

func (g *Grid) thumb(vertical bool) (at, size int) {
	l := &g.lay
	if vertical {
		return l.rows.Thumb(g.off.Y, l.body.Dy(), l.vbar.Dy(), g.dev(shortestThumb))
	}
	return l.cols.Thumb(g.off.X, l.body.Dx(), l.hbar.Dx(), g.dev(shortestThumb))
}

func abs(n int) int { return max(n, -n) }
