package grid

import (
	"image"
	"math"

	"fyne.io/fyne/v2"
)

// view is what the model said of the cells in view, and the picture painted from it.
type view struct {
	Range
	cells []Cell
	heads []RowHead
	empty bool

	img   *image.RGBA
	whole bool              // all has to be painted anew
	stale []image.Rectangle // what has to be painted anew otherwise
	exact bool              // the screen's scale was learned from the screen
}

func (v *view) clear() {
	v.empty = true
	v.cells, v.heads = v.cells[:0], v.heads[:0]
}

// span says which cells are in view; load fills them.
func (v *view) span(r Range) {
	v.empty = false
	v.Range = r
	if n := r.Cells(); cap(v.cells) < n {
		v.cells = make([]Cell, n)
	} else {
		v.cells = v.cells[:n]
	}
	if n := r.Rows(); cap(v.heads) < n {
		v.heads = make([]RowHead, n)
	} else {
		v.heads = v.heads[:n]
	}
}

func (v *view) cell(row, col int) *Cell {
	return &v.cells[(row-v.Top)*v.Columns()+col-v.Left]
}

// load asks the model for those cells of a range that are in view, and says whether a column had to grow for them.
func (v *view) load(g *Grid, r Range) (grown bool) {
	if v.empty || len(v.cells) == 0 {
		return false
	}
	r = Range{Top: max(r.Top, v.Top), Left: max(r.Left, v.Left), Bottom: min(r.Bottom, v.Bottom), Right: min(r.Right, v.Right)}
	if r.Top > r.Bottom || r.Left > r.Right {
		return false
	}
	for row := r.Top; row <= r.Bottom; row++ {
		v.heads[row-v.Top] = g.model.RowHead(row)
		for col := r.Left; col <= r.Right; col++ {
			c := g.model.Cell(row, col)
			*v.cell(row, col) = c
			if c.Text == "" || c.Style&Over != 0 || g.columns[col].fixed || g.joined(row, col) {
				continue
			}
			if w := g.width(cellWeight(c), c.Text) + g.around(c); w > float32(g.lay.cols.Size(col))+0.5 {
				if w = min(w/(g.scale*g.pixel)+1, widestColumn); w > g.columns[col].width {
					g.columns[col].width = w
					grown = true
				}
			}
		}
	}
	box := g.rangeBox(r)
	box.Min.X = 0 // with the row's head
	v.stale = append(v.stale, box)
	return grown
}

// around is the room that a cell needs beside its text, in pixels.
func (g *Grid) around(c Cell) float32 {
	n := float32(2 * padding)
	if c.Mark != None {
		n += markSize + 4
	} else if c.Style&Changed != 0 {
		n += 4
	}
	if c.Style&Confidential != 0 {
		n += markSize
	}
	return n * g.scale * g.pixel
}

func cellWeight(c Cell) weight {
	w := regular
	if c.Style&Total != 0 {
		w |= bold
	}
	if c.Style&(Computed|Derived) != 0 {
		w |= italic
	}
	return w
}

// picture is the raster's generator. It paints what has changed since the last time.
func (g *Grid) picture(w, h int) image.Image {
	v := &g.view
	g.learnPixel(w, h)
	if v.img == nil || v.img.Rect.Dx() != w || v.img.Rect.Dy() != h {
		v.img = image.NewRGBA(image.Rect(0, 0, w, h))
		v.whole = true
	}
	switch {
	case v.whole:
		g.paint(v.img.Rect)
	default:
		for _, r := range v.stale {
			g.paint(r)
		}
	}
	v.whole, v.stale = false, v.stale[:0]
	return v.img
}

// learnPixel notices that the screen has more pixels to a unit than the canvas says, as on high-density screens, or
// that the window was moved to another screen.
func (g *Grid) learnPixel(w, h int) {
	s := g.canvas.Size()
	if s.Width < 1 {
		return
	}
	scale := float32(1)
	if c := fyne.CurrentApp().Driver().CanvasForObject(g); c != nil && c.Scale() > 0 {
		scale = c.Scale()
	}
	texture := float32(math.Round(float64(float32(w)/(s.Width*scale))*50) / 50)
	if texture <= 0 {
		return
	}
	g.view.exact = texture != 1
	if pixel := scale * texture; pixel != g.pixel || abs(g.lay.size.X-w) > 1 || abs(g.lay.size.Y-h) > 1 {
		g.setPixel(pixel)
		g.renewIn(w, h)
	}
}

// renewIn lays out for a picture whose size is known, without asking for another painting.
func (g *Grid) renewIn(w, h int) {
	for range 3 {
		g.arrange()
		g.lay.size = image.Pt(w, h)
		all, ok := g.visible()
		if !ok {
			g.view.clear()
			break
		}
		g.view.span(all)
		if !g.view.load(g, all) {
			break
		}
	}
	g.view.whole = true
	g.above.place() // painted after the picture
}
