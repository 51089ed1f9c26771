package pages

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"migraform/app/desktop/grid"
	"migraform/forms"
)

// besideView is the table of the questionnaire beside the sheet.
type besideView struct {
	plan  *planView
	shell *Shell

	to      *target
	cube    *forms.Cube
	whole   bool // also rows without figures
	quiet   bool // what is selected follows from the sheet
	leading bool // what is selected on the sheet follows from here
	tables  *dropDown
	pages   *fyne.Container // a choice for each axis that has its codes on pages
	all     *link
	grid    *grid.Grid
	model   *targetModel
	head    *fyne.Container
	empty   *fyne.Container // says that no figure has a place yet
	shown   *fyne.Container
}

func newBesideView(plan *planView) *besideView {
	s := plan.shell
	v := &besideView{plan: plan, shell: s, pages: s.level(2)}
	v.tables = newDropDown(nil, nil)
	v.all = newLink("", func() {
		v.whole = !v.whole
		v.lay()
	})
	v.head = s.level(2, fill(v.tables), v.pages, v.all)
	v.grid = grid.New(&noTable{})
	v.grid.ReadOnly, v.grid.RightToLeft, v.grid.Palette = true, s.RightToLeft, s.sheetPalette
	v.grid.SetDensity(24)
	v.grid.OnSelect = v.chosen
	v.grid.OnUndo, v.grid.OnRedo = plan.undo, plan.redo
	v.empty = s.column(2, s.prose(s.say("pages.target_empty"), headTone).shown, s.prose(s.say("pages.target_empty_says"), dimTone).shown)
	v.shown = container.New(&topped{}, v.head, fill(v.grid, v.empty))
	s.named("bringin.target", v.grid)
	return v
}

// set shows where the figures of a file go, at the cell that was selected before where it is still there.
func (v *besideView) set(to *target) {
	v.to = to
	v.grid.SetScale(theme.Padding() / 4)
	var names []string
	at := 0
	for i, cube := range to.cubes {
		t := to.q.TableOf(cube)
		names = append(names, cube.Name+"  "+t.Title.In(v.shell.Tongue.Tag)+"  ("+v.shell.Tongue.Number(forms.Whole(int64(to.counts[cube])))+")")
		if v.cube != nil && cube.Name == v.cube.Name {
			at = i
		}
	}
	v.tables.OnChanged = nil
	v.tables.SetOptions(names)
	show(v.head, len(names) > 0)
	show(v.grid, len(names) > 0)
	show(v.empty, len(names) == 0)
	if len(names) == 0 {
		v.cube, v.model = nil, nil
		relay(v.shown)
		return
	}
	v.tables.SetSelectedIndex(at)
	v.tables.OnChanged = func(string) {
		if i := v.tables.SelectedIndex(); i >= 0 && to.cubes[i] != v.cube {
			v.turnTo(to.cubes[i])
		}
	}
	v.turnTo(to.cubes[at])
}

// turnTo shows a cube with its fullest pages.
func (v *besideView) turnTo(cube *forms.Cube) {
	v.cube = cube
	v.lay()
}

// lay lays the cube out anew.
func (v *besideView) lay() {
	same := v.model != nil && v.model.Sheet.Cube.Name == v.cube.Name
	m := v.to.model(v.cube, v.whole)
	for i, axis := range v.cube.View.Pages {
		if same && v.model.Sheet.Cube == v.cube {
			m.Sheet.Turn(i, v.model.Sheet.Page(i))
		} else {
			m.Sheet.Turn(i, v.to.mostPlaced(v.cube, axis))
		}
	}
	m.Sheet.Update()
	v.model = m
	v.layPages()
	word := "pages.rows_all"
	if v.whole {
		word = "pages.rows_filled"
	}
	v.all.say(v.shell.say(word))
	v.quiet = true
	if same {
		v.grid.Update(m)
	} else {
		v.grid.SetModel(m)
		if row, col, ok := m.Sheet.Place(v.to.first(v.cube)); ok {
			v.grid.Select(row, col)
		}
	}
	v.quiet = false
	relay(v.head)
}

// layPages offers the codes of the axes that are pages.
func (v *besideView) layPages() {
	v.pages.Objects = nil
	for i, axis := range v.cube.View.Pages {
		var names []string
		for _, code := range v.cube.Axes[axis].List.Codes {
			names = append(names, code.Name.In(v.shell.Tongue.Tag))
		}
		list := newDropDown(names, nil)
		list.SetSelectedIndex(v.model.Sheet.Page(i))
		list.OnChanged = func(string) {
			v.model.Sheet.Turn(i, list.SelectedIndex())
			v.model.Sheet.Update()
			v.grid.Refresh()
		}
		v.pages.Add(list)
	}
}

// follow shows the cell that a figure of the sheet goes to.
func (v *besideView) follow(cell forms.Cell) {
	if v.to == nil || v.leading || cell == forms.NoCell {
		return
	}
	q := v.to.q
	if cube := q.CubeOf(cell); cube != v.cube {
		for i, other := range v.to.cubes {
			if other == cube {
				v.tables.SetSelectedIndex(i)
			}
		}
	}
	if v.model == nil {
		return
	}
	v.quiet = true
	defer func() { v.quiet = false }()
	row, col, ok := v.model.Sheet.Place(cell)
	if !ok {
		v.model.Sheet.Reveal(cell)
		v.layPages()
		relay(v.head)
		v.grid.Refresh()
		row, col, ok = v.model.Sheet.Place(cell)
	}
	if ok {
		v.grid.Select(row, col)
	}
}

// chosen shows on the sheet what goes to the selected cell.
func (v *besideView) chosen(sel grid.Selection) {
	if v.quiet || v.model == nil || sel.Active.Row >= v.model.Rows() {
		return
	}
	v.plan.leadFrom(v.model.Sheet.Cell(sel.Active.Row, sel.Active.Col))
}

// noTable is a table without cells, where no figure has a place yet.
type noTable struct{}

func (noTable) Rows() int                    { return 0 }
func (noTable) Columns() int                 { return 0 }
func (noTable) ColumnLevels() int            { return 1 }
func (noTable) ColumnHead(_, col int) string { return strconv.Itoa(col) }
func (noTable) RowHead(int) grid.RowHead     { return grid.RowHead{} }
func (noTable) Cell(_, _ int) grid.Cell      { return grid.Cell{} }
func (noTable) Edit(_, _ int) string         { return "" }
