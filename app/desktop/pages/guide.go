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

// guideLine is one table of the section.
type guideLine struct {
	table *forms.Table
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
	parts = append(parts, newRule(), shell.prose(shell.say("guide.tables"), headTone).shown, p.tables())
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
		line := &guideLine{table: t, state: s.brief("", captionTone)}
		open := newLink(t.ID+"  "+t.Title.In(tag), func() {
			if s.GoToTable != nil {
				s.GoToTable(t.ID)
			}
		})
		s.named("guide."+t.ID, open)
		list.Add(s.column(1, s.start(open), s.prose(t.Says.In(tag), dimTone).shown, line.state.shown))
		p.lines = append(p.lines, line)
	}
	return list
}

// Content is what the page shows.
func (p *Guide) Content() fyne.CanvasObject { return p.pane.shown }

// Leave has nothing to save.
func (p *Guide) Leave() {}

// Refresh says how far each table is.
func (p *Guide) Refresh() {
	for _, l := range p.lines {
		answered, asked := p.ws.Progress(l.table)
		id := "guide.state"
		switch {
		case p.ws.Finished(l.table.ID):
			id = "guide.finished"
		case answered == 0:
			id = "guide.blank"
		}
		said := []string{p.shell.say(id, "Share", max(1, min(99, answered*100/max(asked, 1))))}
		if l.table.Optional {
			said = append(said, p.shell.say("guide.optional"))
		}
		l.state.set(part{strings.Join(said, " · "), tone{size: captionTone.size, color: look.ColorDim}})
	}
	p.pane.arrange()
}
