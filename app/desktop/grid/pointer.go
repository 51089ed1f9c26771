package grid

import (
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"

	"migraform/app/desktop/grid/sheet"
)

// mouse is what the pointer is at.
type mouse struct {
	over  place // what it rests on
	drag  place // what was pressed; nowhere if nothing is dragged
	at    image.Point
	grab  int        // from the start of a thumb or the edge of a head to where it was taken
	width float32    // of the head when it was taken
	part  fyne.Delta // scrolled, but less than a pixel yet
	creep *fyne.Animation
	pause *fyne.Animation
}

// MouseDown selects, or takes hold of an edge or a scroll bar.
func (g *Grid) MouseDown(e *desktop.MouseEvent) {
	g.shift = e.Modifier&fyne.KeyModifierShift != 0
	if !g.editor.commit() {
		return
	}
	if c := fyne.CurrentApp().Driver().CanvasForObject(g); c != nil {
		c.Focus(g)
	}
	g.above.tip.hide()
	p := g.point(e.Position)
	if e.Button == desktop.MouseButtonSecondary {
		switch f := g.at(p); {
		case f.part == aCell && !g.selection.Range().Contains(f.Pos):
			g.selectTo(sheet.At(f.Row, f.Col))
		case f.part == aRowHead && !(g.selection.Kind == sheet.WholeRows && g.selectedRow(f.Row)):
			g.selectTo(sheet.OverRows(f.Row, f.Row, g.extent()))
		case f.part == aColumnHead && !(g.selection.Kind == sheet.WholeColumns && g.selectedColumns(f.Col, f.Col)):
			g.selectTo(sheet.OverColumns(f.Col, f.Col, g.extent()))
		}
		return
	}
	g.press(p, g.shift)
}

func (g *Grid) press(p image.Point, extend bool) {
	m, l := &g.mouse, &g.lay
	f := g.at(p)
	m.drag, m.at = f, p
	in := g.extent()
	switch f.part {
	case aCell:
		if extend {
			g.selectTo(g.cells().To(f.Pos, in))
		} else {
			g.selectTo(sheet.At(f.Row, f.Col))
		}
	case aRowHead:
		h := g.model.RowHead(f.Row)
		if c := g.chevronBox(f.Row, h); h.Expandable && g.OnToggle != nil && p.X >= c.Min.X-g.dev(4) && p.X < c.Max.X+g.dev(4) {
			m.drag.part = nowhere
			g.OnToggle(f.Row)
			return
		}
		from := f.Row
		if extend {
			from = g.selection.Anchor.Row
		}
		g.selectTo(sheet.OverRows(from, f.Row, in))
	case aColumnHead:
		from, to := g.span(f.level, f.Col)
		if extend {
			from = g.selection.Anchor.Col
			if to < from {
				to, _ = g.span(f.level, f.Col)
			}
		}
		g.selectTo(sheet.OverColumns(from, to, in))
	case theCorner:
		g.selectTo(g.selection.All(in))
	case columnEdge:
		m.width, m.grab = g.columns[f.Col].width, p.X
	case headEdge:
		m.width, m.grab = g.headWidth, p.X
	case vThumb:
		at, _ := g.thumb(true)
		m.grab = p.Y - at
	case hThumb:
		at, _ := g.thumb(false)
		m.grab = p.X - at
	case vTrack:
		at, _ := g.thumb(true)
		g.scrollTo(g.off.Add(image.Pt(0, away(p.Y-l.vbar.Min.Y, at)*l.body.Dy())))
	case hTrack:
		at, _ := g.thumb(false)
		g.scrollTo(g.off.Add(image.Pt(away(p.X-l.hbar.Min.X, at)*l.body.Dx(), 0)))
	}
}

// cells is the selection as one of cells, so that Shift+click after a click on a head spans cells.
func (g *Grid) cells() Selection {
	s := g.selection
	s.Kind = sheet.Cells
	return s
}

func away(p, thumb int) int {
	if p < thumb {
		return -1
	}
	return 1
}

// Dragged goes on with what MouseDown began.
func (g *Grid) Dragged(e *fyne.DragEvent) {
	if g.editor.open {
		return
	}
	p := g.point(e.Position)
	if g.mouse.drag.part == nowhere {
		if g.mouse.at != (image.Point{}) { // pressed on something that cannot be dragged
			return
		}
		g.press(p, false)
	}
	g.dragTo(p)
}

func (g *Grid) dragTo(p image.Point) {
	m, l := &g.mouse, &g.lay
	m.at = p
	switch m.drag.part {
	case aCell, aRowHead, aColumnHead:
		if !g.creepStep() {
			g.dragSelection()
		}
	case columnEdge:
		w := m.width + float32(p.X-m.grab)/(g.scale*g.pixel)
		g.columns[m.drag.Col] = column{width: max(w, narrowest), fixed: true}
		g.renew()
	case headEdge:
		g.headWidth, g.headFixed = max(m.width+float32(p.X-m.grab)/(g.scale*g.pixel), narrowest), true
		g.renew()
	case vThumb:
		y := l.rows.Unthumb(p.Y-m.grab, l.body.Dy(), l.vbar.Dy(), g.dev(shortestThumb))
		g.scrollTo(image.Pt(g.off.X, y))
	case hThumb:
		x := l.cols.Unthumb(p.X-m.grab, l.body.Dx(), l.hbar.Dx(), g.dev(shortestThumb))
		g.scrollTo(image.Pt(x, g.off.Y))
	}
}

// dragSelection takes the selection to the cell nearest to the pointer.
func (g *Grid) dragSelection() {
	m, b := &g.mouse, g.lay.body
	p := image.Pt(max(b.Min.X, min(m.at.X, b.Max.X-1)), max(b.Min.Y, min(m.at.Y, b.Max.Y-1)))
	to := sheet.Pos{Row: g.lay.rows.At(p.Y - b.Min.Y + g.off.Y), Col: g.lay.cols.At(p.X - b.Min.X + g.off.X)}
	if next := g.selection.To(to, g.extent()); next != g.selection {
		off := g.off
		g.selection = next
		g.scrollTo(off)
		g.repaint()
		g.selected()
	}
}

// creepStep scrolls while a selection is dragged beyond the edge, faster the farther out, and goes on with every
// frame until the pointer comes back or lets go. It says whether the pointer is outside.
func (g *Grid) creepStep() bool {
	m, b := &g.mouse, g.lay.body
	by := image.Pt(beyond(m.at.X, b.Min.X, b.Max.X), beyond(m.at.Y, b.Min.Y, b.Max.Y))
	switch m.drag.part {
	case aRowHead:
		by.X = 0
	case aColumnHead:
		by.Y = 0
	}
	if by == (image.Point{}) {
		g.stopCreeping()
		return false
	}
	g.scrollTo(g.off.Add(image.Pt(g.pace(by.X), g.pace(by.Y))))
	g.dragSelection()
	if m.creep == nil {
		m.creep = &fyne.Animation{Duration: canvas.DurationShort, RepeatCount: fyne.AnimationRepeatForever}
		m.creep.Tick = func(float32) {
			if g.mouse.creep != nil {
				g.creepStep()
			}
		}
		m.creep.Start()
	}
	return true
}

func beyond(at, from, to int) int {
	switch {
	case at < from:
		return at - from
	case at >= to:
		return at - to + 1
	}
	return 0
}

// pace is the pixels to scroll in one frame.
func (g *Grid) pace(beyond int) int {
	if beyond == 0 {
		return 0
	}
	n := min(abs(beyond)/4+g.dev(2), g.dev(40))
	if beyond < 0 {
		return -n
	}
	return n
}

func (g *Grid) stopCreeping() {
	if a := g.mouse.creep; a != nil {
		g.mouse.creep = nil
		a.Stop()
	}
}

// DragEnd lets go.
func (g *Grid) DragEnd() { g.letGo() }

// MouseUp lets go.
func (g *Grid) MouseUp(*desktop.MouseEvent) { g.letGo() }

func (g *Grid) letGo() {
	g.stopCreeping()
	g.mouse.drag, g.mouse.at = place{}, image.Point{}
}

// Tapped brings the focus back to an editor whose text was not taken.
func (g *Grid) Tapped(*fyne.PointEvent) {
	if g.editor.open {
		g.editor.focus()
	}
}

// DoubleTapped edits a cell, or fits a column or the row heads to what is in view.
func (g *Grid) DoubleTapped(e *fyne.PointEvent) {
	if g.editor.open {
		g.editor.focus()
		return
	}
	switch f := g.at(g.point(e.Position)); f.part {
	case aCell:
		if f.Pos != g.selection.Active {
			g.selectTo(sheet.At(f.Row, f.Col))
		}
		g.openCell()
	case columnEdge:
		g.fit(f.Col)
	case headEdge:
		g.headFixed, g.headRows = false, -1
		g.renew()
	}
}

// fit makes a column as wide as its head and what is in view need.
func (g *Grid) fit(col int) {
	v := &g.view
	widest := g.width(regular, g.model.ColumnHead(max(g.model.ColumnLevels(), 1)-1, col))
	if !v.empty && col >= v.Left && col <= v.Right {
		for row := v.Top; row <= v.Bottom; row++ {
			c := v.cell(row, col)
			widest = max(widest, g.width(cellWeight(*c), c.Text)+g.around(*c)-2*padding*g.scale*g.pixel)
		}
	}
	g.columns[col] = column{width: max(widest/(g.scale*g.pixel)+2*padding+1, narrowest)}
	g.renew()
}

// TappedSecondary asks for the context menu.
func (g *Grid) TappedSecondary(e *fyne.PointEvent) {
	switch f := g.at(g.point(e.Position)); {
	case g.editor.open:
	case f.part == aCell && g.OnMenu != nil:
		g.OnMenu(f.Row, f.Col, e.AbsolutePosition)
	case (f.part == aRowHead || f.part == aColumnHead) && g.OnHeadMenu != nil:
		g.OnHeadMenu(e.AbsolutePosition)
	}
}

// Scrolled scrolls; with Shift the wheel goes sideways.
func (g *Grid) Scrolled(e *fyne.ScrollEvent) {
	dx, dy := e.Scrolled.DX, e.Scrolled.DY
	shift := g.shift
	if d, ok := fyne.CurrentApp().Driver().(desktop.Driver); ok { // the table may not have the focus
		shift = d.CurrentKeyModifiers()&fyne.KeyModifierShift != 0
	}
	if shift && dx == 0 {
		dx, dy = dy, 0
	}
	if g.RightToLeft {
		dx = -dx
	}
	part := &g.mouse.part // touchpads send fractions of a pixel
	part.DX += dx * g.pixel
	part.DY += dy * g.pixel
	by := image.Pt(int(part.DX), int(part.DY))
	part.DX -= float32(by.X)
	part.DY -= float32(by.Y)
	g.scrollTo(g.off.Sub(by))
}

// MouseIn implements desktop.Hoverable.
func (g *Grid) MouseIn(e *desktop.MouseEvent) { g.MouseMoved(e) }

// MouseMoved follows what the pointer rests on, for cursors and tips.
func (g *Grid) MouseMoved(e *desktop.MouseEvent) {
	was := g.mouse.over
	now := g.at(g.point(e.Position))
	if now == was {
		return
	}
	g.mouse.over = now
	if thumbs := now.part == vThumb || now.part == hThumb; thumbs || was.part == vThumb || was.part == hThumb {
		g.repaint()
	}
	g.rest(now)
}

// MouseOut implements desktop.Hoverable.
func (g *Grid) MouseOut() {
	was := g.mouse.over.part
	g.mouse.over = place{}
	g.rest(place{})
	if was == vThumb || was == hThumb {
		g.repaint()
	}
}

// rest shows a cell's tip after the pointer has rested on it for a moment.
func (g *Grid) rest(on place) {
	m := &g.mouse
	if m.pause != nil {
		m.pause.Stop()
		m.pause = nil
	}
	g.above.tip.hide()
	v := &g.view
	if on.part != aCell || v.empty || !v.Contains(on.Pos) || g.editor.open {
		return
	}
	c := *v.cell(on.Row, on.Col)
	if c.Tip == "" {
		return
	}
	m.pause = fyne.NewAnimation(canvas.DurationStandard*2, func(done float32) {
		if done < 1 || g.mouse.over != on || g.editor.open {
			return
		}
		at, size := g.onScreen(g.cellBox(on.Row, on.Col).Intersect(g.lay.body))
		g.above.tip.show(g, c.Tip, at, size, g.pal.Of(c.Mark))
	})
	m.pause.Start()
}

// Cursor shows where an edge can be dragged.
func (g *Grid) Cursor() desktop.Cursor {
	switch p := g.mouse.over.part; {
	case p == columnEdge || p == headEdge:
		return desktop.HResizeCursor
	default:
		return desktop.DefaultCursor
	}
}
