package desktop

import (
	"migraform/app/desktop/pages"
)

// pageAt is the page beside the table for a place. Bringing in and exporting
// are kept while the document is open, so that one can look at a table and
// come back; the others are made anew.
func (d *desk) pageAt(at location) page {
	shell := d.shell()
	switch at.kind {
	case atHistory:
		return pages.NewHistory(d.ws, shell)
	case atSettings:
		s := pages.NewSettings(d.w.settings.choices(), shell)
		s.Questionnaire = d.q
		s.OnChange = func(p pages.Preferences) {
			d.w.settings.choose(p)
			d.w.rebuild()
		}
		return s
	case atBringIn:
		if d.intake == nil {
			d.intake = pages.NewBringIn(d.ws, shell)
			d.intake.OnApplied = func(_ string, figures int) {
				d.status.say(d.tongue.Say("desktop.brought_in", "Count", figures))
			}
		}
		return d.intake
	case atExport:
		if d.output == nil {
			d.output = pages.NewExport(d.ws, shell)
			d.output.OnExported = func(path string) { d.w.trace.event("exported", "path", path) }
		}
		return d.output
	}
	q := pages.NewQuestions(d.ws, at.id, shell)
	q.OnGroup = func(group string) { d.visit(location{atQuestions, group}) }
	q.OnNext, q.OnPrevious = func() { d.next(1) }, func() { d.next(-1) }
	return q
}

// bringIn shows the page for spreadsheets, and reads one where it is named.
// The table is that for which it was called, "" where the file itself is to
// say what it is about.
func (d *desk) bringIn(path, table string) {
	d.visit(location{kind: atBringIn})
	d.intake.Table = table
	if path != "" {
		d.intake.Open(path)
	}
}

// export shows the page for the workbook and the mail, at its beginning.
func (d *desk) export() {
	if d.output != nil {
		d.output.Choose()
	}
	d.visit(location{kind: atExport})
}

// shell is the window as the pages know it.
func (d *desk) shell() *pages.Shell {
	w := d.w
	return &pages.Shell{
		Tongue: d.tongue, Palette: w.theme.Grid,
		ChooseFile: w.chooseFile, ChooseTarget: w.chooseTarget, ChooseFolder: w.chooseFolder,
		ShowInFolder: showInFolder, OpenFile: openFile,
		GoToCell: d.goToCell, Named: w.trace.name,
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
			d.findings.listing.Table = table
			d.showFindings(-1)
		},
	}
}
