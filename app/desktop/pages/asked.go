package pages

import (
	"fyne.io/fyne/v2"

	"migraform/app/desktop/look"
	"migraform/forms"
)

// asked is one question as it stands on a page: label, hint, control, and what is wrong with the answer.
type asked struct {
	shell    *Shell
	question *forms.Question
	control  control
	save     func(text string) error
	grown    func()

	saved string // as the document holds it
	label *prose
	fault *notice
	shown *fyne.Container
}

// ask puts a question on a page. Save stores an answer and says what is asked for where it is none; grown is called
// when the question needs more or less room.
func (s *Shell) ask(q *forms.Question, tables []*forms.Table, room float32, save func(string) error, grown func()) *asked {
	a := &asked{shell: s, question: q, save: save, grown: grown}
	a.control = s.newControl(q, tables, room, told{answered: a.answered, paused: a.paused, grown: grown})
	a.label = s.mixed(part{})
	a.fault = s.notice(look.Error, "")
	a.fault.shown.Hide()
	a.shown = s.column(1.5, a.label.shown)
	if hint := q.Hint.In(s.Tongue.Tag); hint != "" {
		a.shown.Add(s.prose(hint, captionTone).shown)
	}
	a.shown.Add(a.control.object())
	a.shown.Add(a.fault.shown)
	a.mark()
	return a
}

// show takes over what the document holds, unless the user is just typing something else.
func (a *asked) show(text string) {
	if text == a.saved {
		return
	}
	if a.control.text() == a.saved {
		a.control.show(text)
	}
	a.saved = text
	a.mark()
}

// answered stores the answer and shows it as it was understood, or says at the field why it is none. What was typed
// stays there then.
func (a *asked) answered() {
	err := a.store()
	if err == nil {
		a.control.show(a.saved)
	}
	if a.tell(err) {
		a.grown()
	}
}

// paused stores what stands there where it is an answer already.
func (a *asked) paused() {
	if a.store() == nil && a.tell(nil) {
		a.grown()
	}
}

func (a *asked) store() error {
	text := a.control.text()
	if text == a.saved {
		return nil
	}
	if err := a.save(text); err != nil {
		return err
	}
	a.saved = text
	a.mark()
	return nil
}

// tell shows what is wrong, and reports whether that changed.
func (a *asked) tell(err error) bool {
	said := a.shell.Tongue.Error(err)
	if (said != "") == a.fault.shown.Visible() && a.fault.prose.text() == said {
		return false
	}
	a.fault.prose.set(part{said, errorTone})
	if said == "" {
		a.fault.shown.Hide()
	} else {
		a.fault.shown.Show()
	}
	return true
}

// mark says beside the label that an answer is needed, until there is one.
func (a *asked) mark() {
	name := a.question.Label.In(a.shell.Tongue.Tag)
	if a.question.Required && a.saved == "" {
		a.label.set(part{name, headTone}, part{"   " + a.shell.say("pages.required"), dimTone})
	} else {
		a.label.set(part{name, headTone})
	}
}
