package main

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"migraform/app/desktop/grid"
	"migraform/bench/show"
)

// screenWide and screenTall are the size of the table on the screen that is
// measured, in pixels.
const screenWide, screenTall = 1400, 850

// screen is a table on Fyne's test driver: it is painted, and shown nowhere.
type screen struct {
	grid   *grid.Grid
	raster *canvas.Raster
}

func newScreen(t *show.Table) *screen {
	test.NewApp()
	s := &screen{grid: grid.New(t)}
	window := test.NewWindow(s.grid)
	window.SetPadded(false)
	window.Resize(fyne.NewSize(screenWide, screenTall))
	s.raster = test.WidgetRenderer(s.grid).Objects()[0].(*canvas.Raster)
	return s
}

// draw asks for all cells in view and paints the whole table. Bringing the
// picture to the glass is the driver's part; see measureStart.
func (s *screen) draw() { s.raster.Generator(screenWide, screenTall) }

// scroll turns the wheel by one step.
func (s *screen) scroll(down float32) {
	s.grid.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.Delta{DY: -down}})
}
