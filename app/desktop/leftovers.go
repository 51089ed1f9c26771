package desktop

import (
	"context"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"migraform/app/desktop/look"
	"migraform/app/desktop/view"
	"migraform/app/workspace"
	"migraform/forms"
	"migraform/forms/definition"
)

// atLeftovers is the page of the figures that are kept aside.
const atLeftovers = "leftovers"

// leftoversPage lists the figures that are kept and not asked now, says what
// has become of them, and writes them to a file.
type leftoversPage struct {
	d      *desk
	left   []workspace.Leftover
	finest *forms.Questionnaire // as it is asked without any choice of the office; nil where the program does not have it
	list   *roll
	title  *text
	write  *button
	empty  *fyne.Container
	box    fyne.CanvasObject
}

func newLeftoversPage(d *desk) *leftoversPage {
	p := &leftoversPage{d: d, title: heading(""), empty: container.NewStack()}
	if own, err := definition.BuiltIn(); err == nil && own.ID() == d.q.ID {
		p.finest, _ = own.For(d.q.Country, d.q.Year, definition.All) // without it addresses are shown
	}
	say := d.tongue.Say
	p.list = newRoll(func() int { return len(p.left) }, p.line)
	p.list.onEnter = p.enter
	p.write = newButton(say("desktop.leftovers.export"), look.Icon(look.Export), widget.MediumImportance, p.export)
	p.empty.Add(margin(24, 0, 16, 16, paragraph(say("desktop.leftovers.none"), look.ColorDim, theme.SizeNameText, em(560))))
	head := margin(12, 10, 16, 12, column(6, row(10, p.title, space(), p.write),
		paragraph(say("desktop.leftovers.says"), look.ColorDim, theme.SizeNameText, em(620))))
	p.box = framed(column(0, head, edge()), nil, nil, nil, container.NewStack(p.list, p.empty))
	return p
}

func (p *leftoversPage) Content() fyne.CanvasObject { return p.box }
func (p *leftoversPage) Leave()                     {}

func (p *leftoversPage) Refresh() {
	p.left = p.d.ws.Leftovers()
	p.title.set(p.d.tongue.Say("desktop.leftovers.title", "Count", len(p.left)))
	p.empty.Hidden = len(p.left) > 0
	p.write.Hidden = len(p.left) == 0
	p.list.renew()
	p.d.w.trace.name("leftovers.list", p.list)
	p.d.w.trace.name("leftovers.export", p.write)
	p.box.Refresh()
}

// line is a figure, and what has become of it.
func (p *leftoversPage) line(id int) fyne.CanvasObject {
	l := p.left[id]
	address := body(p.where(l.Address)).shrinking()
	figure := strong(p.d.plainAnswer(l.Answer))
	lines := column(0, rowWith(address, 10, address, figures(em(110), figure)))
	if l.Why.ID != "" {
		lines.Add(paragraph(p.d.tongue.Message(l.Why), look.ColorDim, theme.SizeNameCaptionText, em(600)))
	}
	return margin(5, 5, 16, 16, container.New(&within{width: em(640)}, lines))
}

// where says in words what a figure is of, or gives its address where today's
// questionnaire has no words for it in its finest breakdown either.
func (p *leftoversPage) where(address string) string {
	if p.finest == nil {
		return address
	}
	cell, err := p.finest.Cell(address)
	if err != nil {
		return address
	}
	cube := p.finest.CubeOf(cell)
	names, year := view.Where(cube, cell, p.d.tongue)
	if year != "" {
		names += " · " + year
	}
	return p.finest.TableOf(cube).ID + " · " + names
}

// enter leads to the cell that a figure is a part of now.
func (p *leftoversPage) enter(id int) {
	if into := p.left[id].Into; into != forms.NoCell {
		p.d.goToCell(into)
	}
}

// export writes the figures to a file that a document which asks for them can
// bring in.
func (p *leftoversPage) export() {
	d := p.d
	name := strings.TrimSuffix(filepath.Base(d.ws.Path()), workspace.Extension) + "-" + d.tongue.Say("desktop.leftovers.file") + ".csv"
	d.w.chooseTarget(d.tongue.Say("desktop.leftovers.export"), filepath.Join(filepath.Dir(d.ws.Path()), name), func(path string) {
		// The dialog has asked already whether a file is to be replaced.
		written, err := d.ws.Export(context.Background(), path, workspace.ExportOptions{Format: workspace.FormatLeftovers, Force: true})
		if err != nil {
			d.complain(err)
			return
		}
		d.status.put(d.tongue.Say("desktop.leftovers.exported", "Count", written.Figures, "File", filepath.Base(path)), look.Done)
	})
}
