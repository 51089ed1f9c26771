package pages

import (
	"strings"

	"fyne.io/fyne/v2"

	"migraform/app/desktop/look"
	"migraform/app/workspace"
	"migraform/forms"
)

// Guide is the page of a section: how its tables are to be understood, and what each of them asks.
type Guide struct {
	ws      *workspace.Workspace
	shell   *Shell
	section *forms.Section
	lines   []*guideLine
	pane    *pane
}

// guideLine is one table of the section, or one group of questions.
type guideLine struct {
	table *forms.Table
	group *forms.QuestionGroup
	state *prose
}

// NewGuide makes the page of a section.
func NewGuide(ws *workspace.Workspace, section *forms.Section, shell *Shell) *Guide {
	p := &Guide{ws: ws, shell: shell, section: section}
	tag := shell.Tongue.Tag
	head := shell.column(2, shell.prose(section.Title.In(tag), titleTone).shown)
	if says := section.Says.In(tag); says != "" {
		head.Add(shell.prose(says, dimTone).shown)
	}
	parts := []fyne.CanvasObject{head}
	if guide := section.Guide.In(tag); guide != "" {
		text := shell.column(3)
		for _, paragraph := range strings.Split(guide, "\n\n") {
			text.Add(shell.prose(strings.TrimSpace(paragraph), bodyTone).shown)
		}
		parts = append(parts, text)
	}
	if section.ID == "" {
		parts = append(parts, newRule(), p.groups())
	} else {
		parts = append(parts, newRule(), shell.prose(shell.say("guide.tables"), headTone).shown, p.tables())
	}
	p.pane = shell.pane(measure, 5, parts...)
	return p
}

// tables lists what the section's tables ask, each with a way to it.
func (p *Guide) tables() *fyne.Container {
	s, tag := p.shell, p.shell.Tongue.Tag
	list := s.column(4)
	for _, t := range p.ws.Questionnaire().Tables {
		if t.Section != p.section.ID {
			continue
		}
		list.Add(p.line(t.ID, t.Title.In(tag), t.Says.In(tag), &guideLine{table: t}, func() {
			if s.GoToTable != nil {
				s.GoToTable(t.ID)
			}
		}))
	}
	return list
}

// groups lists what the groups of questions ask, each with a way to it.
func (p *Guide) groups() *fyne.Container {
	s, tag := p.shell, p.shell.Tongue.Tag
	list := s.column(4)
	groups := p.ws.Questionnaire().Groups
	for i := range groups {
		g := &groups[i]
		list.Add(p.line(g.ID, g.Title.In(tag), g.Says.In(tag), &guideLine{group: g}, func() {
			if s.GoToQuestion != nil {
				s.GoToQuestion(g.ID, "")
			}
		}))
	}
	return list
}

func (p *Guide) line(id, title, says string, line *guideLine, open func()) fyne.CanvasObject {
	s := p.shell
	way := newLink(id+"  "+title, open)
	s.named("guide."+id, way)
	line.state = s.brief("", captionTone)
	p.lines = append(p.lines, line)
	return s.column(1, s.start(way), s.prose(says, dimTone).shown, line.state.shown)
}

// Content is what the page shows.
func (p *Guide) Content() fyne.CanvasObject { return p.pane.shown }

// Leave has nothing to save.
func (p *Guide) Leave() {}

// Refresh says how far each table is.
func (p *Guide) Refresh() {
	for _, l := range p.lines {
		id := "guide.state"
		var answered, asked int
		if l.group != nil {
			answered, asked = p.ws.QuestionProgress(l.group)
		} else {
			answered, asked = p.ws.Progress(l.table)
		}
		switch {
		case l.table != nil && p.ws.Finished(l.table.ID):
			id = "guide.finished"
		case l.group != nil && answered >= asked:
			id = "guide.answered"
		case answered == 0:
			id = "guide.blank"
		}
		said := []string{p.shell.say(id, "Share", max(1, min(99, answered*100/max(asked, 1))))}
		if l.table != nil && l.table.Optional {
			said = append(said, p.shell.say("guide.optional"))
		}
		l.state.set(part{strings.Join(said, " · "), tone{size: captionTone.size, color: look.ColorDim}})
	}
	p.pane.arrange()
}
