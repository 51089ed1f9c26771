package desktop

import (
	"migraform/app/desktop/pages"
)

// newPage makes one of the pages beside the table.
func (d *desk) newPage(at location) page {
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
		return d.newBringIn(shell, at.id)
	case atExport:
		return d.newExport(shell)
	}
	q := pages.NewQuestions(d.ws, at.id, shell)
	q.OnGroup = func(group string) { d.visit(location{atQuestions, group}) }
	q.OnNext, q.OnPrevious = func() { d.next(1) }, func() { d.next(-1) }
	return q
}

// shell is the window as the pages know it.
func (d *desk) shell() *pages.Shell {
	w := d.w
	return &pages.Shell{
		Tongue: d.tongue, Palette: w.theme.Grid,
		ChooseFile: w.chooseFile, ChooseTarget: w.chooseTarget, ChooseFolder: w.chooseFolder,
		ShowInFolder: showInFolder, OpenFile: openFile,
		GoToCell: d.goToCell, Named: w.trace.name,
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
