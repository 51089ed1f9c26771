package pages

import (
	"fmt"
	"slices"

	"fyne.io/fyne/v2"

	"migraform/app/workspace"
	"migraform/forms"
)

// form is the questions of a group, or of one entry of a repeated group. Those that are not asked at present are
// hidden where they stand, so that the others keep the focus and their place.
type form struct {
	ws      *workspace.Workspace
	group   *forms.QuestionGroup
	entry   int
	rows    []*asked
	shown   *fyne.Container
	changed func() // an answer was stored
	grown   func() // more or less room is needed
}

func (s *Shell) newForm(ws *workspace.Workspace, group *forms.QuestionGroup, entry int, changed, grown func()) *form {
	f := &form{ws: ws, group: group, entry: entry, shown: s.column(6), changed: changed, grown: grown}
	room := measure()
	for i := range group.Questions {
		q := &group.Questions[i]
		dependent := q.When != ""
		save := func(text string) error {
			err := ws.SetQuestion(group.ID, entry, q.ID, text)
			if err == nil {
				f.update()
				f.changed()
			}
			return err
		}
		within := room
		if dependent {
			within -= step(4)
		}
		a := s.ask(q, ws.Questionnaire().Tables, within, save, func() { f.grown() })
		f.rows = append(f.rows, a)
		name := group.ID + "." + q.ID
		if entry > 0 {
			name = fmt.Sprintf("%s.%d.%s", group.ID, entry, q.ID)
		}
		s.named("question."+name, a.control.object())
		f.shown.Add(s.dependent(a.shown, dependent))
	}
	f.update()
	return f
}

// dependent sets a question off that is asked because of another's answer.
func (s *Shell) dependent(o fyne.CanvasObject, yes bool) fyne.CanvasObject {
	if !yes {
		return o
	}
	return s.row(4, newRule(), fill(o))
}

// update shows what is asked now and what the document holds.
func (f *form) update() {
	now := f.ws.Asked(f.group, f.entry)
	_, readOnly := f.ws.ReadOnly()
	for i, row := range f.rows {
		row.show(f.ws.Question(f.group.ID, f.entry, row.question.ID))
		row.control.enable(!readOnly)
		if slices.Contains(now, row.question) {
			f.shown.Objects[i].Show()
		} else {
			f.shown.Objects[i].Hide()
		}
	}
}

// leave stores what is being typed.
func (f *form) leave() {
	for _, row := range f.rows {
		row.answered()
	}
}

// kept counts the answers to questions that are not asked at present.
func (f *form) kept() int {
	n := 0
	for i, row := range f.rows {
		if !f.shown.Objects[i].Visible() && row.saved != "" {
			n++
		}
	}
	return n
}

// counts counts the questions that are asked and those of them that are answered.
func (f *form) counts() (answered, asked int) {
	for i, row := range f.rows {
		if !f.shown.Objects[i].Visible() {
			continue
		}
		asked++
		if row.saved != "" {
			answered++
		}
	}
	return answered, asked
}

// focus gives the focus to a question, or to the first that still needs an answer where the id is empty.
func (f *form) focus(question string) *asked {
	var best *asked
	for i, row := range f.rows {
		if !f.shown.Objects[i].Visible() {
			continue
		}
		if row.question.ID == question || question == "" && row.question.Required && row.saved == "" {
			best = row
			break
		}
		if best == nil {
			best = row
		}
	}
	if best == nil {
		return nil
	}
	if c := canvasOf(best.shown); c != nil {
		c.Focus(best.control.focus())
	}
	return best
}
