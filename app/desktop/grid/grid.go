package grid

import (
	"image"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"migraform/app/desktop/grid/sheet"
)

// Grid is the table widget. Make one with New; set its callbacks and options before it is shown, or call Refresh
// afterwards. All callbacks may be nil.
type Grid struct {
	widget.BaseWidget

	// OnCommit stores what was typed. An error keeps the editor open and its text is shown below the cell.
	OnCommit func(row, col int, text string) error
	// OnClear empties the cells of a range (Delete, Backspace, and Cut after copying).
	OnClear func(Range)
	// OnPaste stores a block; it has the shape of the range. Ctrl+D comes here too.
	OnPaste func(at Range, block [][]string)
	// OnClipped tells how many rows and columns of a pasted block fell off the table. It comes before OnPaste.
	OnClipped func(rows, columns int)
	// OnCopy gives the texts that Copy puts on the clipboard; nil: the raw texts of Model.Edit.
	OnCopy func(Range) [][]string
	// OnSelect follows the selection.
	OnSelect func(Selection)
	// OnUndo and OnRedo are Ctrl+Z and Ctrl+Y while no editor is open.
	OnUndo, OnRedo func()
	// OnToggle opens or closes a row that others hang below.
	OnToggle func(row int)
	// OnMenu asks for a context menu at a place on the canvas.
	OnMenu func(row, col int, at fyne.Position)
	// OnHeadMenu is OnMenu for the head of a row or column, which is selected as a whole then.
	OnHeadMenu func(at fyne.Position)
	// OnOpen is Enter, F2 or a double click on a cell of a table that is ReadOnly.
	OnOpen func(row, col int)
	// OnContinue is Tab in the very last cell; nil: the focus goes on to the next widget.
	OnContinue func()

	// ReadOnly lets the user look, select and copy, no more.
	ReadOnly bool
	// RightToLeft draws columns from right to left and puts the row heads at the right.
	RightToLeft bool
	// Palette gives the colours; nil: ThemePalette.
	Palette func(fyne.Theme, fyne.ThemeVariant) Palette

	model     Model
	selection Selection
	focused   bool
	shift     bool // held down
	scale     float32
	pixel     float32 // pixels of the screen in one of Fyne's units
	rowHeight float32 // at 100 %, as are the following
	columns   []column
	headWidth float32
	headFixed bool
	headRows  int // for which headWidth was worked out

	theme  fyne.Theme
	pal    Palette
	faces  faces
	shapes shapes
	lay    layout
	off    image.Point // what is scrolled away of the cells, in pixels
	view   view
	canvas *canvas.Raster
	above  above
	editor *editor
	mouse  mouse
}

var (
	_ fyne.Widget            = (*Grid)(nil)
	_ fyne.Focusable         = (*Grid)(nil)
	_ fyne.Tabbable          = (*Grid)(nil)
	_ fyne.Shortcutable      = (*Grid)(nil)
	_ fyne.Tappable          = (*Grid)(nil)
	_ fyne.DoubleTappable    = (*Grid)(nil)
	_ fyne.SecondaryTappable = (*Grid)(nil)
	_ fyne.Draggable         = (*Grid)(nil)
	_ fyne.Scrollable        = (*Grid)(nil)
	_ desktop.Keyable        = (*Grid)(nil)
	_ desktop.Mouseable      = (*Grid)(nil)
	_ desktop.Hoverable      = (*Grid)(nil)
	_ desktop.Cursorable     = (*Grid)(nil)
)

// New makes a Grid of a model at 100 %, with the first cell selected.
func New(model Model) *Grid {
	g := &Grid{model: model, scale: 1, pixel: 1, rowHeight: defaultRow, shapes: shapes{}, headRows: -1}
	g.ExtendBaseWidget(g)
	g.canvas = canvas.NewRaster(g.picture)
	g.canvas.ScaleMode = canvas.ImageScalePixels
	g.editor = newEditor(g)
	g.above.init(g)
	g.look()
	return g
}

// SetModel shows another table from its beginning.
func (g *Grid) SetModel(model Model) {
	g.editor.close()
	g.model = model
	g.columns, g.headRows, g.off = nil, -1, image.Point{}
	g.selection = sheet.At(0, 0)
	g.Refresh()
	g.selected()
}

// Update shows what became of the same table: the selection, the widths and what is in view stay.
func (g *Grid) Update(model Model) {
	g.editor.close()
	g.model, g.headRows = model, -1
	g.Refresh()
}

// SetScale enlarges everything in the grid; 1 is 100 %. It is held between 50 % and 400 %.
func (g *Grid) SetScale(scale float32) {
	g.scale = min(max(scale, 0.5), 4)
	g.Refresh()
}

// Scale is the present enlargement.
func (g *Grid) Scale() float32 { return g.scale }

// SetDensity sets the height of rows at 100 %, in Fyne's units; 26 is usual, 22 dense.
func (g *Grid) SetDensity(rowHeight float32) {
	g.rowHeight = max(rowHeight, textSize+4)
	g.Refresh()
}

// Selection is the active cell and the range around it.
func (g *Grid) Selection() Selection { return g.selection }

// Select makes one cell active and shows it, as a click would. An open editor is committed first.
func (g *Grid) Select(row, col int) { g.selectTo(sheet.At(row, col)) }

// SelectRange selects a range, its first cell being the active one.
func (g *Grid) SelectRange(r Range) {
	g.selectTo(sheet.Over(sheet.Pos{Row: r.Top, Col: r.Left}, sheet.Pos{Row: r.Bottom, Col: r.Right}))
}

// ScrollTo brings a cell into view and leaves the selection as it is.
func (g *Grid) ScrollTo(row, col int) {
	l := &g.lay
	g.scrollTo(image.Pt(l.cols.Reveal(col, g.off.X, l.body.Dx()), l.rows.Reveal(row, g.off.Y, l.body.Dy())))
}

// PlaceOf is where a cell lies on the widget.
func (g *Grid) PlaceOf(p sheet.Pos) (fyne.Position, fyne.Size) {
	return g.onScreen(g.cellBox(p.Row, p.Col))
}

// Editing says whether the editor is open.
func (g *Grid) Editing() bool { return g.editor.open }

// Commit commits an open editor; false if the text was not taken and the editor stays open.
func (g *Grid) Commit() bool { return g.editor.commit() }

// Refresh asks the model for everything anew. After a change of few cells RefreshCells is cheaper.
func (g *Grid) Refresh() {
	g.look()
	g.selection = g.selection.Within(g.extent())
	g.renew()
	g.above.refresh()
	g.BaseWidget.Refresh()
}

// RefreshCells asks the model for the cells of a range anew, those in view.
func (g *Grid) RefreshCells(r Range) {
	if g.view.load(g, r) {
		g.renew()
		return
	}
	canvas.Refresh(g.canvas)
}

// MinSize is enough for the heads and a few cells.
func (g *Grid) MinSize() fyne.Size {
	g.ExtendBaseWidget(g)
	return fyne.NewSize(minWide, minTall)
}

// Resize lays the table out anew.
func (g *Grid) Resize(s fyne.Size) {
	if s == g.Size() {
		return
	}
	g.BaseWidget.Resize(s)
	g.renew()
}

// CreateRenderer implements fyne.Widget.
func (g *Grid) CreateRenderer() fyne.WidgetRenderer {
	g.ExtendBaseWidget(g)
	g.look()
	g.renew()
	return &renderer{g, append([]fyne.CanvasObject{g.canvas}, g.above.objects...)}
}

// look takes over theme, palette and the screen's scale.
func (g *Grid) look() {
	g.theme = g.Theme()
	v := fyne.CurrentApp().Settings().ThemeVariant()
	if g.Palette != nil {
		g.pal = g.Palette(g.theme, v)
	} else {
		g.pal = ThemePalette(g.theme, v)
	}
	g.faces.check(g.theme)
	if c := fyne.CurrentApp().Driver().CanvasForObject(g); c != nil && c.Scale() > 0 && !g.view.exact {
		g.setPixel(c.Scale())
	}
}

// setPixel changes the number of pixels in a unit and keeps the same cells in view.
func (g *Grid) setPixel(pixel float32) {
	if pixel == g.pixel {
		return
	}
	by := pixel / g.pixel
	g.off = image.Pt(int(float32(g.off.X)*by), int(float32(g.off.Y)*by))
	g.pixel = pixel
}

// renew lays out and loads what is in view. Columns that prove too narrow grow, at most twice over.
func (g *Grid) renew() {
	for range 3 {
		g.arrange()
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
	g.above.place()
	canvas.Refresh(g.canvas)
}

// repaint paints the same cells anew, for another selection.
func (g *Grid) repaint() {
	g.view.whole = true
	canvas.Refresh(g.canvas)
}

func (g *Grid) scrollTo(off image.Point) {
	l := &g.lay
	off.X, off.Y = l.cols.Hold(off.X, l.body.Dx()), l.rows.Hold(off.Y, l.body.Dy())
	if off == g.off {
		return
	}
	g.off = off
	g.renew()
}

// extent is the table as movements see it.
func (g *Grid) extent() sheet.Extent {
	e := sheet.Extent{Rows: g.model.Rows(), Columns: g.model.Columns(), Page: 1}
	if h := g.dev(g.rowHeight); h > 0 {
		e.Page = max(g.lay.body.Dy()/h-1, 1)
	}
	e.Filled = func(row, col int) bool { return g.model.Edit(row, col) != "" }
	if m, ok := g.model.(Filler); ok {
		e.Filled = m.Filled
	}
	if m, ok := g.model.(Skipper); ok {
		e.Skip = m.Skip
	}
	return e
}

// selectTo changes the selection and shows the cell that moved. It does nothing while the editor's text is not taken.
func (g *Grid) selectTo(s Selection) {
	if !g.editor.commit() {
		return
	}
	was := g.selection
	g.selection = s.Within(g.extent())
	show := g.selection.Lead
	if g.selection.Active != was.Active && g.selection.Range() == was.Range() {
		show = g.selection.Active
	}
	switch g.selection.Kind {
	case sheet.Cells:
		g.ScrollTo(show.Row, show.Col)
	case sheet.WholeRows:
		g.scrollTo(image.Pt(g.off.X, g.lay.rows.Reveal(show.Row, g.off.Y, g.lay.body.Dy())))
	case sheet.WholeColumns:
		g.scrollTo(image.Pt(g.lay.cols.Reveal(show.Col, g.off.X, g.lay.body.Dx()), g.off.Y))
	}
	g.repaint()
	if g.selection != was {
		g.selected()
	}
}

func (g *Grid) selected() {
	if g.OnSelect != nil {
		g.OnSelect(g.selection)
	}
}

// point turns a place on the widget into pixels, counted as the layout counts them.
func (g *Grid) point(p fyne.Position) image.Point {
	at := image.Pt(int(math.Floor(float64(p.X*g.pixel))), int(math.Floor(float64(p.Y*g.pixel))))
	if g.RightToLeft {
		at.X = g.lay.size.X - 1 - at.X
	}
	return at
}

// onScreen turns a box of the layout into a place on the widget.
func (g *Grid) onScreen(r image.Rectangle) (fyne.Position, fyne.Size) {
	if g.RightToLeft {
		r.Min.X, r.Max.X = g.lay.size.X-r.Max.X, g.lay.size.X-r.Min.X
	}
	return fyne.NewPos(g.units(r.Min.X), g.units(r.Min.Y)), fyne.NewSize(g.units(r.Dx()), g.units(r.Dy()))
}

// renderer only lists what there is to draw; all work is done when something changes.
type renderer struct {
	g       *Grid
	objects []fyne.CanvasObject
}

func (r *renderer) Layout(s fyne.Size) { r.g.canvas.Resize(s) }
func (r *renderer) MinSize() fyne.Size { return fyne.NewSize(minWide, minTall) }
func (r *renderer) Refresh()           { canvas.Refresh(r.g.canvas) }
func (r *renderer) Destroy()           {}
func (r *renderer) Objects() []fyne.CanvasObject {
	return append([]fyne.CanvasObject{r.g.canvas}, r.g.above.objects...)
}
