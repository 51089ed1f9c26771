package pages

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"migraform/app/desktop/look"
	"migraform/app/workspace"
	"migraform/forms"
)

// Questions is the page of one group of questions: one column of them, each saved as soon as it is left.
type Questions struct {
	// OnGroup follows the user to another group; nil: the page shows it itself.
	OnGroup func(group string)
	// OnNext is called after the last group, OnPrevious before the first.
	OnNext, OnPrevious func()

	ws    *workspace.Workspace
	shell *Shell
	group *forms.QuestionGroup
	shown *fyne.Container

	pane     *pane
	form     *form    // of a plain group
	entries  *entries // of a repeated one
	progress *notice
	meter    *meter
	kept     *prose
}

// NewQuestions makes the page and shows a group, the first where the id names none.
func NewQuestions(ws *workspace.Workspace, group string, shell *Shell) *Questions {
	p := &Questions{ws: ws, shell: shell, shown: &fyne.Container{Layout: filling{}}}
	p.Show(group)
	return p
}

// Content is what the page shows. It stays the same while the page lives.
func (p *Questions) Content() fyne.CanvasObject { return p.shown }

// Group is the id of the group that is shown.
func (p *Questions) Group() string { return p.group.ID }

// Show shows another group, after saving what is being typed in this one.
func (p *Questions) Show(group string) {
	q := p.ws.Questionnaire()
	g := q.Group(group)
	if g == nil {
		g = &q.Groups[0]
	}
	if p.group != nil {
		p.Leave()
	}
	p.group = g
	p.build()
	p.Refresh()
}

func (p *Questions) build() {
	s, tag := p.shell, p.shell.Tongue.Tag
	p.form, p.entries = nil, nil
	p.progress = s.notice(look.Nothing, "")
	p.meter = s.meter()
	p.kept = s.prose("", captionTone)
	head := s.column(2, s.mixed(part{p.group.ID + "  ", tone{size: titleTone.size, color: look.ColorDim}}, part{p.group.Title.In(tag), titleTone}).shown)
	if says := p.group.Says.In(tag); says != "" {
		head.Add(s.prose(says, dimTone).shown)
	}
	var questions *fyne.Container
	if p.group.Repeated {
		p.entries = s.newEntries(p.ws, p.group, p.stored, p.arrange)
		questions = p.entries.shown
	} else {
		p.form = s.newForm(p.ws, p.group, 0, p.stored, p.arrange)
		questions = p.form.shown
	}
	progress := s.column(1.5, p.progress.shown, p.meter)
	p.pane = s.pane(measure, 6, head, progress, questions, p.kept.shown, newRule(), s.start(p.onward()))
	if reason, ok := p.ws.ReadOnly(); ok {
		p.pane.body.Objects = append([]fyne.CanvasObject{s.notice(look.Information, s.Tongue.Message(reason)).shown}, p.pane.body.Objects...)
	}
	p.shown.Objects = []fyne.CanvasObject{p.pane.shown}
	p.shown.Refresh()
}

// onward is the button that leads to what comes next.
func (p *Questions) onward() fyne.CanvasObject {
	word := p.shell.say("pages.next")
	if next := p.beside(1); next != nil {
		word = p.shell.say("pages.next_group", "ID", next.ID, "Title", next.Title)
	}
	icon := look.Icon(look.Forward)
	if p.shell.RightToLeft {
		icon = look.Mirrored(look.Forward)
	}
	b := newButton(word, icon, p.Next)
	b.IconPlacement = widget.ButtonIconTrailingText
	return b
}

func (p *Questions) beside(by int) *forms.QuestionGroup {
	groups := p.ws.Questionnaire().Groups
	for i := range groups {
		if &groups[i] == p.group && i+by >= 0 && i+by < len(groups) {
			return &groups[i+by]
		}
	}
	return nil
}

// Next leads to the next group; Ctrl+Enter should call it.
func (p *Questions) Next() { p.onwards(1, p.OnNext) }

// Previous leads to the group before; Ctrl+Shift+Enter should call it.
func (p *Questions) Previous() { p.onwards(-1, p.OnPrevious) }

func (p *Questions) onwards(by int, beyond func()) {
	p.Leave()
	switch g := p.beside(by); {
	case g == nil && beyond != nil:
		beyond()
	case g == nil:
	case p.OnGroup != nil:
		p.OnGroup(g.ID)
	default:
		p.Show(g.ID)
		p.FocusFirst()
	}
}

// FocusFirst gives the focus to the first question that needs an answer, or to the first of all.
func (p *Questions) FocusFirst() { p.FocusQuestion("") }

// FocusQuestion gives the focus to a question and shows it.
func (p *Questions) FocusQuestion(id string) {
	var a *asked
	if p.entries != nil {
		a = p.entries.focus(id)
	} else {
		a = p.form.focus(id)
	}
	if a != nil {
		p.pane.show(a.shown)
	}
}

// Standing is where a user stands on the page: the question that has the focus, "" where none has, and how far the page
// is scrolled.
type Standing struct {
	question string
	offset   fyne.Position
}

// Standing returns where the user stands, for Return on a page that takes this one's place.
func (p *Questions) Standing() Standing { return Standing{p.focused(), p.pane.scroll.Offset} }

// Return stands the user where he stood.
func (p *Questions) Return(to Standing) {
	p.arrange()
	if to.question != "" {
		p.FocusQuestion(to.question)
	}
	p.pane.scroll.ScrollToOffset(to.offset)
}

func (p *Questions) focused() string {
	forms := []*form{p.form}
	if p.entries != nil {
		forms = nil
		for _, c := range p.entries.cards {
			forms = append(forms, c.form)
		}
	}
	canvas := canvasOf(p.shown)
	for _, f := range forms {
		if f == nil || canvas == nil {
			continue
		}
		for _, row := range f.rows {
			if focused := canvas.Focused(); focused != nil && row.control.focus() == focused {
				return row.question.ID
			}
		}
	}
	return ""
}

// Leave saves what is being typed.
func (p *Questions) Leave() {
	if p.entries != nil {
		p.entries.leave()
	} else {
		p.form.leave()
	}
}

// Refresh takes over what was changed elsewhere. What is just being typed stays.
func (p *Questions) Refresh() {
	if p.entries != nil {
		p.entries.update()
	} else {
		p.form.update()
	}
	p.changed()
	p.arrange()
}

// stored follows an answer that was just stored.
func (p *Questions) stored() {
	p.changed()
	p.arrange()
}

// changed brings what depends on answers up to date.
func (p *Questions) changed() {
	done, needed := p.ws.QuestionProgress(p.group)
	p.meter.set(float32(done) / float32(max(needed, 1)))
	switch {
	case p.entries != nil && len(p.entries.cards) == 0:
		p.progress.say(look.Nothing, p.shell.say("pages.progress_none"))
	case p.form != nil && !required(p.ws, p.group):
		answered, asked := p.form.counts()
		p.meter.set(float32(answered) / float32(max(asked, 1)))
		p.progress.say(look.Nothing, p.shell.say("pages.progress_free", "Answered", answered, "Asked", asked))
	case done == needed:
		p.progress.say(look.Done, p.shell.say("pages.progress_done"))
	default:
		p.progress.say(look.Nothing, p.shell.say("pages.progress", "Answered", done, "Count", needed))
	}
	kept := 0
	if p.form != nil {
		kept = p.form.kept()
	} else {
		for _, c := range p.entries.cards {
			if c.form != nil {
				kept += c.form.kept()
			}
		}
	}
	show(p.kept.shown, kept > 0)
	p.kept.set(part{p.shell.say("pages.kept", "Count", kept), captionTone})
}

// required reports whether any question of a group that is asked at present must be answered.
func required(ws *workspace.Workspace, g *forms.QuestionGroup) bool {
	return g.Repeated || slices.ContainsFunc(ws.Asked(g, 0), func(q *forms.Question) bool { return q.Required })
}

func (p *Questions) arrange() {
	if p.pane != nil {
		p.pane.arrange()
	}
}
