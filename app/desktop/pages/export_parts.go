package pages

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"migraform/app/desktop/look"
	"migraform/app/workspace"
	"migraform/forms"
)

// partsList says of each table what is complete and what is open, and lets the user choose which go out.
type partsList struct {
	ws    *workspace.Workspace
	shell *Shell
	rows  []*partRow
	pane  *pane
	every *link
	shown *fyne.Container
}

// partRow is one table.
type partRow struct {
	table *forms.Table
	check *tick
	state *fyne.Container
}

func newPartsList(p *Export) *partsList {
	s := p.shell
	l := &partsList{ws: p.ws, shell: s}
	l.pane = s.pane(nil, 0.5)
	l.pane.edgeless()
	q := p.ws.Questionnaire()
	for _, section := range q.Sections {
		first := true
		for _, t := range q.Tables {
			if t.Section != section.ID {
				continue
			}
			if first {
				l.pane.body.Add(s.headed(section.Title.In(s.Tongue.Tag), len(l.rows) > 0))
				first = false
			}
			l.pane.body.Add(l.row(t))
		}
	}
	l.pane.body.Add(s.headed(s.say("pages.questions_part"), true))
	for i := range q.Groups {
		l.pane.body.Add(l.group(&q.Groups[i]))
	}
	l.every = newLink("", l.toggleAll)
	l.shown = container.New(footed{}, l.pane.shown, s.column(2, newRule(), s.start(l.every)))
	return l
}

// headed is the head of a section, with room above it.
func (s *Shell) headed(text string, apart bool) fyne.CanvasObject {
	c := s.column(0)
	if apart {
		c.Add(wide(0, s.column(0)))
		c.Layout = &column{gap: 3, rtl: s.RightToLeft}
	}
	c.Add(s.prose(text, tone{size: dimTone.size, color: look.ColorDim, bold: true}).shown)
	return c
}

func (l *partsList) row(t *forms.Table) fyne.CanvasObject {
	s := l.shell
	r := &partRow{table: t, state: s.level(4)}
	r.check = newTick("", func(bool) { l.sayEvery() })
	r.check.Checked = true
	name := s.level(2, wide(36, s.line(t.ID, headTone).shown), fill(s.brief(t.Title.In(s.Tongue.Tag), bodyTone).shown))
	open := newTouch(name, func() {
		if s.GoToTable != nil {
			s.GoToTable(t.ID)
		}
	})
	l.rows = append(l.rows, r)
	return partLine(s.level(1, r.check, fill(open), r.state))
}

// partLine gives all lines one height.
func partLine(o fyne.CanvasObject) *fyne.Container { return container.New(box{height: 30}, o) }

// group is a line of questions; they go out with whatever tables do.
func (l *partsList) group(g *forms.QuestionGroup) fyne.CanvasObject {
	s := l.shell
	name := s.level(2, wide(36, s.line(g.ID, headTone).shown), fill(s.brief(g.Title.In(s.Tongue.Tag), bodyTone).shown))
	state := s.level(4)
	l.rows = append(l.rows, &partRow{state: state})
	open := newTouch(name, func() {
		if s.GoToQuestion != nil {
			s.GoToQuestion(g.ID, "")
		}
	})
	return partLine(s.level(1, wide(35, s.column(0)), fill(open), state))
}

// refresh counts anew what is complete.
func (l *partsList) refresh() {
	groups := l.ws.Questionnaire().Groups
	for _, r := range l.rows {
		r.state.Objects = nil
		if r.table != nil {
			l.sayTable(r)
			continue
		}
		g := &groups[0]
		groups = groups[1:]
		done, needed := l.ws.QuestionProgress(g)
		switch {
		case done == needed:
			l.mark(r, look.Done, l.shell.say("pages.complete"))
		case !required(l.ws, g):
			l.mark(r, look.Nothing, l.shell.say("pages.untouched"))
		default:
			l.mark(r, look.Nothing, l.shell.say("pages.answers_open", "Count", needed-done))
		}
	}
	l.sayEvery()
	l.pane.arrange()
}

func (l *partsList) sayTable(r *partRow) {
	s, n := l.shell, l.ws.Count(r.table.ID)
	answered, asked := l.ws.Progress(r.table)
	if n.Errors > 0 {
		l.mark(r, look.Error, s.Tongue.Number(forms.Whole(int64(n.Errors))))
	}
	if n.Warnings > 0 {
		l.mark(r, look.Warning, s.Tongue.Number(forms.Whole(int64(n.Warnings))))
	}
	switch {
	case l.ws.Finished(r.table.ID):
		l.mark(r, look.Done, s.say("pages.finished"))
	case answered == 0 && !l.touched(r.table):
		l.mark(r, look.Nothing, s.say("pages.untouched"))
	case answered < asked:
		l.mark(r, look.Nothing, s.say("pages.cells_open", "Count", asked-answered))
	default:
		l.mark(r, look.Nothing, s.say("pages.not_finished"))
	}
}

// touched reports whether a table holds any answer, if only a total.
func (l *partsList) touched(t *forms.Table) bool {
	for _, c := range t.Cubes {
		for cell := c.First; cell < c.First+forms.Cell(c.Cells); cell++ {
			if !l.ws.Answer(cell).IsBlank() {
				return true
			}
		}
	}
	return false
}

func (l *partsList) mark(r *partRow, m look.Meaning, text string) {
	if m == look.Nothing {
		r.state.Add(l.shell.line(text, dimTone).shown)
		return
	}
	r.state.Add(l.shell.level(1, sized(16, look.Mark(m)), l.shell.line(text, bodyTone).shown))
}

// open counts the tables that go out and are not called finished.
func (l *partsList) open() int {
	n := 0
	for _, r := range l.rows {
		if r.table != nil && r.check.Checked && !l.ws.Finished(r.table.ID) {
			n++
		}
	}
	return n
}

// all reports whether every table goes out.
func (l *partsList) all() bool {
	for _, r := range l.rows {
		if r.table != nil && !r.check.Checked {
			return false
		}
	}
	return true
}

// chosen are the ids of the tables that go out; none where all do.
func (l *partsList) chosen() []string {
	if l.all() {
		return nil
	}
	var ids []string
	for _, r := range l.rows {
		if r.table != nil && r.check.Checked {
			ids = append(ids, r.table.ID)
		}
	}
	return ids
}

func (l *partsList) toggleAll() {
	on := !l.all()
	for _, r := range l.rows {
		if r.table != nil {
			r.check.SetChecked(on)
		}
	}
}

func (l *partsList) sayEvery() {
	if l.every == nil {
		return
	}
	id := "pages.tables_none"
	if !l.all() {
		id = "pages.tables_all"
	}
	l.every.say(l.shell.say(id))
	l.shown.Refresh()
}
