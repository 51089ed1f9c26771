package desktop

import (
	"fyne.io/fyne/v2"

	"migraform/app/desktop/pages"
	"migraform/forms"
)

// atSection is the page with the instructions of a section.
const atSection = "instructions"

// atBreakdown is the page on which a table is answered in a coarser breakdown.
const atBreakdown = "breakdown"

// pageAt is the page beside the table for a place. Bringing in and exporting
// are kept while the document is open, so that one can look at a table and
// come back; the others are made anew.
func (d *desk) pageAt(at location) page {
	switch at.kind {
	case atHistory:
		return pages.NewHistory(d.ws, d.shell(at.kind))
	case atSettings:
		s := pages.NewSettings(d.w.settings.choices(), d.shell(at.kind))
		s.Questionnaire = d.q
		s.OnChange = func(p pages.Preferences) {
			d.w.settings.choose(p)
			changed := d.focusedName()
			d.w.rebuild()
			d.w.desk.focusNamed(changed)
		}
		return s
	case atSection:
		return pages.NewGuide(d.ws, d.section(at.id), d.shell(at.kind))
	case atBreakdown:
		if t := d.q.Table(at.id); t != nil {
			p := pages.NewBreakdown(d.ws, t, d.shell(at.kind))
			p.OnChosen = func() {
				d.afterwards(func(d *desk) {
					d.goTo(location{atTable, d.q.Table(t.ID).Cubes[0].Name})
					d.status.say(d.tongue.Say("coarser.done", "Table", t.ID))
				})
			}
			return p
		}
	case atDerived:
		return newDerivedPage(d, at.id)
	case atLeftovers:
		return newLeftoversPage(d)
	case atCompared:
		return newComparedPage(d)
	case atBringIn:
		if d.intake == nil {
			d.intake = pages.NewBringIn(d.ws, d.shell(at.kind))
			d.intake.OnApplied = func(_ string, figures int) {
				d.status.say(d.tongue.Say("desktop.brought_in", "Count", figures))
			}
			d.intake.Take(d.former)
			d.former = nil
		}
		return d.intake
	case atExport:
		if d.output == nil {
			d.output = pages.NewExport(d.ws, d.shell(at.kind))
			d.output.OnExported = func(path string) { d.w.trace.event("exported", "path", path) }
		}
		return d.output
	}
	q := pages.NewQuestions(d.ws, at.id, d.shell(at.kind))
	q.OnGroup = func(group string) { d.visit(location{atQuestions, group}) }
	q.OnNext, q.OnPrevious = func() { d.next(1) }, func() { d.next(-1) }
	return q
}

// section is the section of an id, that of the questions where it is empty;
// nil where nothing of it is asked, or nothing is said of it.
func (d *desk) section(id string) *forms.Section {
	if q := &d.q.Questions; id == "" && len(q.Guide)+len(q.Says) > 0 {
		return q
	}
	for i := range d.q.Sections {
		if d.q.Sections[i].ID == id {
			return &d.q.Sections[i]
		}
	}
	return nil
}

// instruct shows the instructions of the section in which work is, and what
// the keys do where there is none.
func (d *desk) instruct() {
	at := location{kind: atSection}
	if d.at.kind == atTable {
		at.id = d.q.TableOf(d.q.Cube(d.at.id)).Section
	}
	if (d.at.kind == atTable || d.at.kind == atQuestions) && d.section(at.id) != nil {
		d.visit(at)
		return
	}
	d.w.showKeys()
}

// focusedName is the name of what has the focus on the page that is shown.
func (d *desk) focusedName() string {
	for id, o := range d.named[d.at.kind] {
		if f, ok := o.(fyne.Focusable); ok && f == d.w.win.Canvas().Focused() {
			return id
		}
	}
	return ""
}

func (d *desk) focusNamed(id string) {
	if f, ok := d.named[d.at.kind][id].(fyne.Focusable); ok {
		d.w.focus(f)
	}
}

// bringIn shows the page for spreadsheets, and reads one where it is named,
// and more.
// The table is that for which it was called, "" where the file itself is to
// say what it is about.
func (d *desk) bringIn(path, table string, more ...string) {
	d.visit(location{kind: atBringIn})
	if d.intake.Table = table; path == "" {
		d.focusPage()
		return
	}
	d.intake.Open(append([]string{path}, more...)...)
}

// stepper is a page with steps of its own, which are undone before those of
// the document.
type stepper interface {
	Undo() bool
	Redo() bool
}

// undoHere takes back the latest step on the page that is shown, else the
// latest change of the document; redoHere does it again.
func (d *desk) undoHere() {
	if p, ok := d.page.(stepper); !ok || !p.Undo() {
		d.undo()
	}
}

func (d *desk) redoHere() {
	if p, ok := d.page.(stepper); !ok || !p.Redo() {
		d.redo()
	}
}

// export shows the page for the workbook and the mail, at its beginning.
func (d *desk) export() {
	if d.output != nil {
		d.output.Choose()
	}
	d.visit(location{kind: atExport})
}

// shell is the window as a new page of a kind knows it.
func (d *desk) shell(kind string) *pages.Shell {
	w := d.w
	d.named[kind] = map[string]fyne.CanvasObject{}
	return &pages.Shell{
		Tongue: d.tongue, RightToLeft: d.tongue.RightToLeft(), Palette: w.theme.Grid,
		ChooseFile: w.chooseFile, ChooseTarget: w.chooseTarget, ChooseFolder: w.chooseFolder,
		ShowInFolder: showInFolder, OpenFile: openFile,
		GoToCell: d.goToCell, Menu: d.menuAt,
		Planned: func(placed, open int) { w.trace.event("planned", "placed", placed, "open", open) },
		Pointed: func(sheet, cell string) { w.trace.event("pointed", "id", sheet, "cell", cell) },
		Named: func(id string, o fyne.CanvasObject) {
			d.named[kind][id] = o
			w.trace.name(id, o)
		},
		Said: func(text string, bad bool) { w.trace.event("message", "text", text, "bad", bad) },
		GoToTable: func(table string) {
			if t := d.q.Table(table); t != nil {
				d.visit(location{atTable, t.Cubes[0].Name})
			}
		},
		GoToQuestion: func(group, question string) {
			d.visit(location{atQuestions, group})
			if q, ok := d.page.(*pages.Questions); ok && question != "" {
				q.FocusQuestion(question)
			}
		},
		GoToFindings: func(table string) {
			d.showFindingsOf(table, -1)
		},
	}
}
