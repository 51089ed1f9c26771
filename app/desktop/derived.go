package desktop

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"migraform/app/desktop/look"
	"migraform/app/desktop/view"
	"migraform/app/workspace"
	"migraform/forms"
)

// atDerived is the page on which what follows from other figures is looked at
// before it is filled in; its id is a table, or empty for all.
const atDerived = "derived"

// derivedPage lists the figures that follow, table by table. A table can be
// left out; the rest is filled in as one undoable change.
type derivedPage struct {
	d       *desk
	table   string
	follows []workspace.CellAnswer
	left    map[string]bool // tables that are left out
	lines   []derivedLine

	list  *roll
	of    *chooser
	do    *button
	empty *fyne.Container
	box   fyne.CanvasObject
}

// derivedLine is a table with the number of its figures, or a figure.
type derivedLine struct {
	table  string
	count  int
	figure *workspace.CellAnswer // nil for a table
}

func newDerivedPage(d *desk, table string) *derivedPage {
	p := &derivedPage{d: d, table: table, left: map[string]bool{}, empty: container.NewStack()}
	say := d.tongue.Say
	p.list = newRoll(func() int { return len(p.lines) }, p.line)
	p.list.onEnter, p.list.onSpace = p.enter, p.toggle
	p.do = newButton("", nil, widget.HighImportance, p.fill)
	choices := []string{say("desktop.findings.all_tables")}
	if table != "" {
		choices = append(choices, look.Line(d.q.Table(table).ID+"  "+d.q.Table(table).Title.In(d.tongue.Tag)))
	}
	p.of = newChooser(choices, nil)
	p.of.PlaceHolder = longest(p.of.Options) // it decides how wide the choice is
	p.of.SetSelectedIndex(len(choices) - 1)
	p.of.OnChanged = func(string) {
		p.table = ""
		if p.of.SelectedIndex() > 0 {
			p.table = table
		}
		p.Refresh()
	}
	head := margin(12, 10, 16, 12, column(6, heading(say("desktop.derived.title")),
		paragraph(say("desktop.derived.says"), look.ColorDim, theme.SizeNameText, em(620)), row(0, p.of, space())))
	foot := container.NewStack(newGround(theme.ColorNameBackground), column(0, edge(), margin(10, 10, 16, 16,
		row(8, p.do, newButton(say("desktop.cancel"), nil, widget.LowImportance, d.escape)))))
	p.box = framed(column(0, head, edge()), foot, nil, nil, container.NewStack(p.list, p.empty))
	return p
}

func (p *derivedPage) Content() fyne.CanvasObject { return p.box }
func (p *derivedPage) Leave()                     {}

// Refresh works out anew what follows.
func (p *derivedPage) Refresh() {
	d := p.d
	p.follows = d.ws.Derivable(p.table)
	p.lines = nil
	heading := -1
	for i := range p.follows {
		table := d.q.TableOf(d.q.CubeOf(p.follows[i].Cell)).ID
		if heading < 0 || p.lines[heading].table != table {
			heading = len(p.lines)
			p.lines = append(p.lines, derivedLine{table: table})
		}
		p.lines[heading].count++
		p.lines = append(p.lines, derivedLine{table: table, figure: &p.follows[i]})
	}
	p.empty.Hidden = len(p.lines) > 0
	p.empty.Objects = []fyne.CanvasObject{margin(24, 0, 16, 16, paragraph(d.tongue.Say("desktop.derived.none"), look.ColorDim, theme.SizeNameText, em(560)))}
	p.list.renew()
	p.count()
	d.w.trace.name("derived.list", p.list)
	d.w.trace.name("derived.table", p.of)
	d.w.trace.name("derived.fill", p.do)
}

// chosen are the figures of the tables that are not left out.
func (p *derivedPage) chosen() []workspace.CellAnswer {
	var chosen []workspace.CellAnswer
	for _, line := range p.lines {
		if line.figure != nil && !p.left[line.table] {
			chosen = append(chosen, *line.figure)
		}
	}
	return chosen
}

func (p *derivedPage) count() {
	n := len(p.chosen())
	p.do.SetText(p.d.tongue.Say("desktop.derived.fill", "Count", n))
	p.do.Hidden = n == 0
	if _, readOnly := p.d.ws.ReadOnly(); readOnly {
		p.do.Disable()
	}
	p.box.Refresh()
}

func (p *derivedPage) line(id int) fyne.CanvasObject {
	d, line := p.d, p.lines[id]
	if line.figure == nil {
		title := d.q.Table(line.table).Title.In(d.tongue.Tag)
		return margin(10, 6, 12, 16, row(10, p.tick(id), strong(line.table+"  "+title), quiet(d.tongue.Number(number(line.count)))))
	}
	names, year := view.Where(d.q.CubeOf(line.figure.Cell), line.figure.Cell, d.tongue)
	if year != "" {
		names += " · " + year
	}
	where := body(names).shrinking()
	figure := newText(d.figureText(line.figure.Answer), theme.ColorNameForeground, theme.SizeNameText)
	figure.style.Italic = true
	if p.left[line.table] {
		where.colour, figure.colour = look.ColorDim, look.ColorDim
	}
	return margin(5, 5, 38, 16, container.New(&within{width: em(620)}, rowWith(where, 10, where, figures(em(110), figure))))
}

// figureText writes a derived figure as the table will show it.
func (d *desk) figureText(a forms.Answer) string {
	if sign := workspace.SignOf(a); sign != "" {
		return sign
	}
	return d.tongue.Number(a.Value)
}

// tick includes a table, or leaves it out.
func (p *derivedPage) tick(id int) fyne.CanvasObject {
	tick := newTappable(tickBox(!p.left[p.lines[id].table]), func() { p.toggle(id) })
	p.d.w.trace.name("derived.table."+p.lines[id].table, tick)
	return container.New(&fixed{width: 16, height: 16}, tick)
}

// tickBox is a small square, with a tick where something is chosen.
func tickBox(chosen bool) fyne.CanvasObject {
	frame := canvas.NewRectangle(colourOf(look.ColorPaper))
	frame.StrokeColor, frame.StrokeWidth, frame.CornerRadius = colourOf(theme.ColorNameInputBorder), 1, 2
	box := container.NewStack(frame)
	if chosen {
		frame.FillColor, frame.StrokeWidth = colourOf(theme.ColorNamePrimary), 0
		box.Add(widget.NewIcon(look.IconIn(look.Tick, theme.ColorNameForegroundOnPrimary)))
	}
	return margin(1, 1, 1, 1, box)
}

func (p *derivedPage) toggle(id int) {
	table := p.lines[id].table
	p.left[table] = !p.left[table]
	p.list.renew()
	p.count()
}

// enter leads to the cell of a figure; Escape leads back.
func (p *derivedPage) enter(id int) {
	if f := p.lines[id].figure; f != nil {
		p.d.goToCell(f.Cell)
		return
	}
	p.toggle(id)
}

// fill takes the figures over and goes back to where one was.
func (p *derivedPage) fill() {
	d, chosen := p.d, p.chosen()
	if err := d.ws.Derive(p.table, chosen); err != nil {
		d.complain(err)
		return
	}
	d.escape()
	d.status.say(d.tongue.Say("desktop.filled", "Count", len(chosen)))
}

// within keeps its objects no wider than they should be.
type within struct{ width float32 }

func (w *within) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(0, objects[0].MinSize().Height)
}

func (w *within) Layout(objects []fyne.CanvasObject, s fyne.Size) {
	width := min(w.width, s.Width)
	objects[0].Move(fyne.NewPos(look.Mirror(0, width, s.Width), 0))
	objects[0].Resize(fyne.NewSize(width, s.Height))
}
