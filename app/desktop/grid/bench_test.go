package grid_test

import (
	"image"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"migraform/app/desktop/grid"
	"migraform/app/desktop/grid/sheet"
)

// large is a table of 5,250 × 60 full of figures, 1,400 × 850 on the screen.
func large(b *testing.B) (*grid.Grid, func() image.Image) {
	b.Helper()
	test.NewTempApp(b)
	s := newSample()
	s.rows, s.years = 5250, make([]string, 15)
	for i := range s.years {
		s.years[i] = string(rune('a' + i))
	}
	g := grid.New(s)
	w := test.NewTempWindow(b, g)
	w.SetPadded(false)
	w.Resize(fyne.NewSize(1400, 850))
	raster := test.WidgetRenderer(g).Objects()[0].(*canvas.Raster)
	paint := func() image.Image { return raster.Generator(1400, 850) }
	paint()
	return g, paint
}

// BenchmarkScroll is one step of the wheel: the cells are asked for and the whole picture painted. A frame at 60 a
// second lasts 16.7 ms.
func BenchmarkScroll(b *testing.B) {
	g, paint := large(b)
	down := float32(-37)
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		if i%2000 == 1999 {
			down = -down
		}
		g.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.Delta{DY: down}})
		paint()
	}
}

// BenchmarkRefreshCell is one changed cell.
func BenchmarkRefreshCell(b *testing.B) {
	g, paint := large(b)
	b.ReportAllocs()
	for b.Loop() {
		g.RefreshCells(sheet.One(5, 5))
		paint()
	}
}

// BenchmarkMove is one arrow key without scrolling.
func BenchmarkMove(b *testing.B) {
	g, paint := large(b)
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		g.Select(2+i%20, 3)
		paint()
	}
}
