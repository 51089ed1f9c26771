package desktop

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"migraform/app/desktop/grid"
	"migraform/app/desktop/look"
	"migraform/app/desktop/view"
	"migraform/app/workspace"
	"migraform/forms"
)

// tablePage is a table in the middle of the desk: its title, what it asks,
// its further cubes and pages, what can be done with it, and the grid.
type tablePage struct {
	d    *desk
	cube *forms.Cube
	grid *grid.Grid
	m    *model

	sheets map[*forms.Cube]*view.Sheet
	cells  map[*forms.Cube]forms.Cell // where the cursor stood

	find     *field
	found    *popList
	fold     *button
	filled   *button
	fill     *button
	coarser  *button
	finished *button
	head     *fyne.Container
	actions  *fyne.Container
	acts     *fyne.Container // their lines
	empty    *fyne.Container
	box      fyne.CanvasObject
	lost     [2]int // rows and columns of a paste that fell off the table
	// elsewhere says that the table changed while another page was shown, and
	// is to be shown where it did.
	elsewhere bool
	source    *text // names the table's sources
	sources   *tappable
	told      told // what the panel shows
}

func newTablePage(d *desk) *tablePage {
	p := &tablePage{d: d, sheets: map[*forms.Cube]*view.Sheet{}, cells: map[*forms.Cube]forms.Cell{},
		head: container.NewStack(), empty: container.NewStack(), told: told{cell: forms.NoCell}}
	p.cube = d.q.Cubes[0]
	p.m = newModel(d, p.sheet(p.cube))
	p.grid = grid.New(p.m)
	p.grid.RightToLeft = d.tongue.RightToLeft()
	p.grid.Palette = d.w.theme.Grid
	p.grid.SetScale(float32(d.w.settings.scale()) / 100)
	p.connect()
	p.actions = p.buildActions()
	p.box = container.NewStack(
		framed(column(0, p.head, p.actions, p.empty, edge()), nil, nil, nil, p.grid), p.found.layer)
	return p
}

func (p *tablePage) object() fyne.CanvasObject { return p.box }

// take takes over how tables were looked at, from a page in another language.
// A page that was never shown has no cursor worth keeping.
func (p *tablePage) take(from *tablePage) {
	p.sheets, p.cells = from.sheets, from.cells
	if cell, ok := from.activeCell(); ok && from.head.Objects != nil {
		p.cells[from.cube] = cell
	}
}

func (p *tablePage) sheet(cube *forms.Cube) *view.Sheet {
	s := p.sheets[cube]
	if s == nil {
		ws := p.d.ws
		s = view.NewSheet(cube, p.d.tongue.Tag, func(c forms.Cell) bool { return !ws.Answer(c).IsBlank() })
		p.sheets[cube] = s
	}
	s.Speak(p.d.tongue.Tag) // one that was taken over may stand in another order
	return s
}

// aim makes a cell the one at which its table will be shown.
func (p *tablePage) aim(cube *forms.Cube, cell forms.Cell) { p.cells[cube] = cell }

// show shows a cube, at the cell where the cursor was last.
func (p *tablePage) show(cube *forms.Cube) {
	if p.cube != cube && p.head.Objects != nil {
		if cell, ok := p.activeCell(); ok {
			p.cells[p.cube] = cell
		}
	}
	changed := p.cube != cube || p.head.Objects == nil || p.elsewhere
	p.elsewhere = false
	p.cube = cube
	if changed {
		s := p.sheet(cube)
		s.Update()
		p.m = newModel(p.d, s)
		p.grid.SetModel(p.m)
	}
	p.buildHead()
	p.refreshActions()
	p.nameWidgets()
	if changed {
		cell, ok := p.cells[cube]
		if !ok {
			cell = p.first()
		}
		p.goTo(cell)
	}
}

// first is where typing begins: the first row, in the latest year.
func (p *tablePage) first() forms.Cell {
	cell := p.m.Sheet.Cell(0, 0)
	if axis := p.cube.AxisOf("time"); axis >= 0 {
		cell = p.cube.Moved(cell, axis, len(p.cube.Axes[axis].List.Codes)-1)
	}
	return cell
}

// goTo selects a cell and brings it into view, on whichever page it lies.
func (p *tablePage) goTo(cell forms.Cell) {
	s := p.m.Sheet
	rows := s.Rows()
	was := p.pagesNow()
	if _, _, ok := s.Place(cell); !ok {
		if !s.Reveal(cell) {
			return
		}
		if rows != s.Rows() || was != p.pagesNow() {
			p.relay()
		}
	}
	if row, column, ok := s.Place(cell); ok {
		p.grid.Select(row, column)
		p.showGroup(row, column)
		p.selected(p.grid.Selection())
	}
}

// showGroup scrolls so that the columns that share the cell's outermost head,
// such as a year, are in view together.
func (p *tablePage) showGroup(row, column int) {
	group := p.m.Sheet.Column(column)
	if len(group) < 2 {
		return
	}
	last := column
	for last+1 < p.m.Columns() && p.m.Sheet.Column(last + 1)[0] == group[0] {
		last++
	}
	if last-column < 6 {
		p.grid.ScrollTo(row, last)
	}
	p.grid.ScrollTo(row, column)
}

func (p *tablePage) pagesNow() string {
	name := ""
	for i := range p.cube.View.Pages {
		name += strconv.Itoa(p.m.Sheet.Page(i)) + " "
	}
	return name
}

// relay shows the sheet anew after rows or pages changed.
func (p *tablePage) relay() {
	p.m.forget()
	p.grid.Refresh()
	p.buildHead()
	p.refreshActions()
}

func (p *tablePage) activeCell() (forms.Cell, bool) {
	at := p.grid.Selection().Active
	if at.Row >= p.m.Rows() || at.Col >= p.m.Columns() {
		return forms.NoCell, false
	}
	return p.m.Sheet.Cell(at.Row, at.Col), true
}

// changed follows a change of answers, notes or findings. A table that is not
// in view will be shown at what changed in it.
func (p *tablePage) changed(c workspace.Changed) {
	inView := p.d.at.kind == atTable
	if c.Questions {
		p.refreshSources()
	}
	aimed := map[*forms.Cube]bool{}
	for _, cell := range c.Cells {
		if cube := p.d.q.CubeOf(cell); !aimed[cube] && !(inView && cube == p.cube) {
			aimed[cube] = true
			p.cells[cube] = cell
			p.elsewhere = p.elsewhere || cube == p.cube
		}
	}
	if !inView {
		p.m.Sheet.Update()
		p.m.forget()
		return
	}
	rows := p.m.Sheet.Rows()
	cell, ok := p.activeCell()
	if p.hasHiddenRows() {
		p.m.Sheet.Update()
	}
	p.m.forget()
	if p.m.Sheet.Rows() != rows {
		p.grid.Refresh()
		if ok {
			p.goTo(cell)
		}
	} else {
		p.grid.RefreshCells(grid.Range{Top: 0, Left: 0, Bottom: max(p.m.Rows()-1, 0), Right: max(p.m.Columns()-1, 0)})
	}
	if empty := p.d.isEmpty(p.cube); c.Tables || p.m.Sheet.Rows() != rows || empty == p.empty.Hidden {
		p.refreshActions()
	}
}

// hasHiddenRows reports whether rows come and go with answers.
func (p *tablePage) hasHiddenRows() bool {
	if p.m.Sheet.OnlyFilled() {
		return false // what is being worked on does not vanish or move
	}
	for _, row := range p.m.Sheet.AllRows() {
		if row.Forbidden {
			return true
		}
	}
	return false
}

// buildHead is the title, the sentence, the pages and the further cubes.
func (p *tablePage) buildHead() {
	d := p.d
	t := d.q.TableOf(p.cube)
	title := heading(t.ID + "  " + t.Title.In(d.tongue.Tag)).shrinking()
	line := rowWith(title, 12, title, p.buildGuide())
	for i, axis := range p.cube.View.Pages {
		line.Add(p.pageChoice(i, p.cube.Axes[axis]))
	}
	line.Add(p.finished)
	sources := p.buildSources(t)
	says := paragraph(t.Says.In(d.tongue.Tag), look.ColorDim, theme.SizeNameText, p.room()-sources.MinSize().Width-48)
	head := column(2, line, rowWith(says, 12, says, sources))
	if chosen := d.coarser(t); chosen != "" {
		head.Add(newTappable(margin(2, 2, 0, 4, caption(chosen).shrinking()), func() { d.visit(location{atBreakdown, t.ID}) }))
	}
	if len(t.Cubes) > 1 {
		head.Add(margin(6, 0, 0, 0, p.tabs(t)))
	}
	p.head.Objects = []fyne.CanvasObject{margin(12, 8, 16, 12, head)}
	p.head.Refresh()
}

// pageChoice chooses the code of an axis that is a page, such as the year.
func (p *tablePage) pageChoice(i int, axis *forms.Axis) fyne.CanvasObject {
	if len(axis.List.Codes) == 1 {
		return quiet(axis.List.Codes[0].Name.In(p.d.tongue.Tag))
	}
	var names []string
	for _, code := range axis.List.Codes {
		names = append(names, code.Name.In(p.d.tongue.Tag))
	}
	choice := newChooser(names, nil)
	choice.SetSelectedIndex(p.m.Sheet.Page(i))
	choice.OnChanged = func(string) {
		p.grid.Commit()
		p.m.Sheet.Turn(i, choice.SelectedIndex())
		p.relay()
		p.selected(p.grid.Selection())
		p.d.w.focus(p.grid)
	}
	p.d.w.trace.name("page."+strconv.Itoa(i), choice)
	return row(6, caption(axis.Name.In(p.d.tongue.Tag)), choice)
}

// tabs leads to the further cubes of the table.
func (p *tablePage) tabs(t *forms.Table) fyne.CanvasObject {
	line := row(4)
	for _, cube := range t.Cubes {
		title := cube.Title.In(p.d.tongue.Tag)
		if title == "" {
			title = p.d.tongue.Say("desktop.table.main")
		}
		importance := widget.LowImportance
		if cube == p.cube {
			importance = widget.MediumImportance
		}
		tab := newButton(title, nil, importance, func() { p.d.visit(location{atTable, cube.Name}) })
		p.d.w.trace.name("cube."+cube.Name, tab)
		line.Add(tab)
	}
	return line
}

func (p *tablePage) nameWidgets() {
	for id, o := range map[string]fyne.CanvasObject{"grid": p.grid, "finished": p.finished, "fill": p.fill, "rows": p.find,
		"filled": p.filled, "fold": p.fold, "breakdown": p.coarser} {
		p.d.w.trace.name(id, o)
	}
}

// refreshEmpty says how an empty table can be filled.
func (p *tablePage) refreshEmpty() {
	d := p.d
	_, readOnly := d.ws.ReadOnly()
	if readOnly || d.q.TableOf(p.cube).Cubes[0] != p.cube || !d.isEmpty(p.cube) {
		p.empty.Hide()
		return
	}
	if p.empty.Objects == nil {
		say := d.tongue.Say
		bring := newButton(say("desktop.top.bring_in"), look.Icon(look.BringIn), widget.MediumImportance, func() { d.bringIn("", d.tableID()) })
		words := column(1, strong(say("desktop.empty.title")).shrinking(), quiet(say("desktop.empty.type")).shrinking(), quiet(say("desktop.empty.paste")).shrinking())
		p.empty.Objects = []fyne.CanvasObject{newGround(theme.ColorNameBackground), margin(10, 10, 16, 12, rowWith(words, 16, words, bring))}
	}
	p.empty.Show()
}

// isEmpty reports whether nothing at all is answered in a cube.
func (d *desk) isEmpty(cube *forms.Cube) bool {
	for cell := cube.First; cell < cube.First+forms.Cell(cube.Cells); cell++ {
		if !d.ws.Answer(cell).IsBlank() {
			return false
		}
	}
	return true
}
