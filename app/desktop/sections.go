package desktop

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"migraform/app/desktop/look"
	"migraform/forms"
)

// sections is the list at the left: what is asked, how far it is answered,
// and what is wrong with it.
type sections struct {
	d     *desk
	lines []*sectionLine
	heads []*sectionHead
	order []location  // as Ctrl+Page Down walks
	all   []*tappable // in the order in which they stand
	box   fyne.CanvasObject
}

type sectionLine struct {
	*tappable
	at    location
	table *forms.Table
	group *forms.QuestionGroup

	mark     *fyne.Container
	count    *text
	progress *text
	tick     *fyne.Container
	shows    lineState
}

// sectionHead is the title of a section; it leads to its instructions.
type sectionHead struct {
	*tappable
	at location
}

func newSections(d *desk) *sections {
	s := &sections{d: d}
	list := column(0)
	if len(d.q.Groups) > 0 {
		list.Add(s.head(d.q.Questions))
	}
	for i := range d.q.Groups {
		g := &d.q.Groups[i]
		list.Add(s.line(location{atQuestions, g.ID}, g.ID, g.Title.In(d.tongue.Tag), nil, g))
	}
	for _, section := range d.q.Sections {
		begun := false
		for _, t := range d.q.Tables {
			if t.Section != section.ID {
				continue
			}
			if !begun {
				list.Add(s.head(section))
				begun = true
			}
			list.Add(s.line(location{atTable, t.Cubes[0].Name}, t.ID, t.Title.In(d.tongue.Tag), t, nil))
		}
	}
	list.Add(gap(12))
	neighbours(s.all)
	s.box = container.NewVScroll(list)
	return s
}

func headText(title string) *text {
	t := caption(title).shrinking()
	t.style.Bold = true
	return t
}

// head is a section's title, with the sign that there is more to read.
func (s *sections) head(section forms.Section) fyne.CanvasObject {
	d := s.d
	title := headText(section.Title.In(d.tongue.Tag))
	if title.words == "" {
		title.set(d.tongue.Say("guide.questions"))
	}
	if d.section(section.ID) == nil {
		return margin(12, 3, 14, 8, title)
	}
	h := &sectionHead{at: location{atSection, section.ID}}
	h.tappable = newTappable(margin(12, 3, 14, 10, rowWith(title, 6, title, container.New(&fixed{width: 14, height: 14}, widget.NewIcon(look.IconIn(look.Question, look.ColorDim))))), func() {
		d.visit(h.at)
	})
	h.hint, h.onHint = d.tongue.Say("guide.hint", "Section", section.Title), d.status.hint
	s.heads = append(s.heads, h)
	s.all = append(s.all, h.tappable)
	return h.tappable
}

func (s *sections) line(at location, id, title string, t *forms.Table, g *forms.QuestionGroup) fyne.CanvasObject {
	d := s.d
	l := &sectionLine{at: at, table: t, group: g, mark: container.New(&fixed{width: 14, height: 14}), count: caption(""), progress: caption(""),
		tick: container.New(&fixed{width: 14, height: 14}, look.Mark(look.Done))}
	name := body(title).shrinking()
	number := quiet(id)
	content := margin(5, 5, 14, 10, rowWith(name, 6, wide(26, number), name, l.mark, l.count, l.progress, l.tick))
	l.tappable = newTappable(content, func() {
		d.back = nil
		d.goTo(at)
	})
	l.hint, l.onHint = id+"  "+title, d.status.hint
	s.lines = append(s.lines, l)
	s.all = append(s.all, l.tappable)
	s.order = append(s.order, at)
	return l.tappable
}

func (s *sections) object() fyne.CanvasObject { return s.box }

func (s *sections) nameWidgets() {
	s.d.w.trace.name("sections", s.box)
	for _, l := range s.lines {
		id := l.at.id
		if l.table != nil {
			id = l.table.ID
		}
		s.d.w.trace.name("section."+id, l.tappable)
	}
	for _, h := range s.heads {
		s.d.w.trace.name("instructions."+h.at.id, h.tappable)
	}
}

// same reports whether two places are of one line: the cubes of a table are.
func (s *sections) same(line, at location) bool {
	if line.kind == atTable && at.kind == atTable {
		return s.d.q.TableOf(s.d.q.Cube(line.id)) == s.d.q.TableOf(s.d.q.Cube(at.id))
	}
	return line == at
}

func (s *sections) choose(at location) {
	for _, l := range s.lines {
		l.choose(s.same(l.at, at))
	}
	for _, h := range s.heads {
		h.choose(h.at == at)
	}
}

func (s *sections) focus() {
	for _, t := range s.all {
		if t.chosen {
			s.d.w.focus(t)
			return
		}
	}
	s.d.w.focus(s.all[0])
}

// refresh follows a change.
func (s *sections) refresh() {
	for _, l := range s.lines {
		l.refresh(s.d)
	}
}

// lineState is what a line says.
type lineState struct {
	meaning                look.Meaning
	count, answered, asked int
	finished, chosen, said bool
}

func (l *sectionLine) refresh(d *desk) {
	meaning, count, finished := look.Nothing, 0, false
	var answered, asked int
	if l.table != nil {
		answered, asked = d.ws.Progress(l.table)
		finished = d.ws.Finished(l.table.ID)
		switch n := d.ws.Count(l.table.ID); {
		case n.Errors > 0:
			meaning, count = look.Error, n.Errors
		case n.Warnings > 0:
			meaning, count = look.Warning, n.Warnings
		case n.Informations > 0:
			meaning, count = look.Information, n.Informations
		}
	} else {
		answered, asked = d.ws.QuestionProgress(l.group)
		finished = answered >= asked
	}
	now := lineState{meaning, count, answered, asked, finished, l.chosen, true}
	if now == l.shows {
		return // as most lines after most changes
	}
	l.shows = now
	l.mark.Hidden, l.count.Hidden = count == 0, count == 0
	l.mark.Objects = []fyne.CanvasObject{look.Mark(meaning)}
	l.count.words, l.count.colour = d.tongue.Number(forms.Whole(int64(count))), meaning.Color()
	l.tick.Hidden = !finished
	l.progress.words = ""
	if !finished && answered > 0 {
		l.progress.words = d.tongue.Say("desktop.percent", "Share", max(1, min(99, answered*100/max(asked, 1))))
	}
	if !finished && answered >= asked && answered > 0 {
		l.progress.words = d.tongue.Say("desktop.percent", "Share", 100)
	}
	l.progress.Hidden = l.progress.words == ""
	l.progress.colour = look.ColorDim
	if l.chosen {
		l.progress.colour = theme.ColorNameForeground
	}
	l.tappable.content.Refresh()
}
