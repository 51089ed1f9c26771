package desktop

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"migraform/app/desktop/look"
	"migraform/app/desktop/view"
)

// statusLine is the bottom line: what is next or what just happened at the
// left, what the selected cells add up to at the right.
type statusLine struct {
	d       *desk
	next    *tappable
	words   *text
	mark    *fyne.Container
	figures *text
	box     fyne.CanvasObject

	said     string // what happened; empty while the next thing to do is shown
	meaning  look.Meaning
	hinted   string
	todo     string
	todoGoes func()
	saidAt   time.Time
}

func newStatusLine(d *desk) *statusLine {
	s := &statusLine{d: d, words: body("").shrinking(), mark: container.New(&fixed{width: 16, height: 16}), figures: quiet("")}
	s.mark.Hide()
	s.next = newTappable(margin(5, 5, 8, 8, rowWith(s.words, 6, s.mark, s.words)), func() {
		if s.said != "" {
			s.clear()
		} else if s.todoGoes != nil {
			s.todoGoes()
		}
	})
	s.box = margin(0, 0, 6, 14, rowWith(s.next, 16, s.next, s.figures))
	return s
}

func (s *statusLine) object() fyne.CanvasObject { return s.box }

// say says what happened, bad what went wrong; it stays until the next thing
// is said or Escape is pressed.
func (s *statusLine) say(words string) { s.put(words, look.Nothing) }
func (s *statusLine) bad(words string) { s.put(words, look.Error) }
func (s *statusLine) clear()           { s.put("", look.Nothing) }

func (s *statusLine) put(words string, meaning look.Meaning) {
	s.said, s.meaning, s.saidAt = words, meaning, time.Now()
	if words != "" {
		s.d.w.trace.event("message", "text", words, "bad", meaning == look.Error)
	}
	s.show()
}

// fade takes back what was said a while ago, as one goes on working.
func (s *statusLine) fade() {
	if s.said != "" && time.Since(s.saidAt) > time.Second {
		s.clear()
	}
}

// hint says what the thing under the pointer does.
func (s *statusLine) hint(words string) {
	s.hinted = words
	s.show()
}

func (s *statusLine) show() {
	words, meaning := s.todo, look.Nothing
	if s.said != "" {
		words, meaning = s.said, s.meaning
	}
	if s.hinted != "" {
		words, meaning = s.hinted, look.Nothing
	}
	s.words.colour = theme.ColorNameForeground
	if meaning == look.Error {
		s.words.colour = theme.ColorNameError
	}
	s.mark.Hidden = meaning == look.Nothing
	s.mark.Objects = []fyne.CanvasObject{look.Mark(meaning)}
	s.words.words = words
	s.words.Refresh()
	s.next.content.Refresh()
}

// refresh works out the next thing to do.
func (s *statusLine) refresh() {
	d := s.d
	s.todo, s.todoGoes = s.nextThing()
	if _, readOnly := d.ws.ReadOnly(); readOnly {
		s.todo, s.todoGoes = "", nil
	}
	s.show()
}

func (s *statusLine) nextThing() (string, func()) {
	d, say := s.d, s.d.tongue.Say
	for _, t := range d.q.Tables {
		if d.ws.Finished(t.ID) {
			continue
		}
		if blanks := d.ws.Blanks(t); len(blanks) > 0 {
			return say("desktop.next.table", "Table", t.ID, "Count", view.RowsOf(d.q, blanks)), func() { d.goToCell(blanks[0]) }
		}
		return say("desktop.next.finish", "Table", t.ID), func() { d.visit(location{atTable, t.Cubes[0].Name}) }
	}
	for i := range d.q.Groups {
		g := &d.q.Groups[i]
		if answered, asked := d.ws.QuestionProgress(g); answered < asked {
			return say("desktop.next.questions", "Group", g.Title.In(d.tongue.Tag)), func() { d.visit(location{atQuestions, g.ID}) }
		}
	}
	if n := d.ws.Count(""); n.Errors > 0 {
		return say("desktop.next.errors", "Count", n.Errors), func() { d.showFindings(0) }
	}
	return say("desktop.next.export"), d.export
}

// add says what the selected cells add up to.
func (s *statusLine) add(f view.Figures) {
	words := ""
	if f.Cells > 1 {
		words = s.d.tongue.Say("desktop.selected", "Cells", f.Cells, "Sum", f.Sum, "Mean", f.Mean)
		if f.Count == 0 {
			words = s.d.tongue.Say("desktop.selected_blank", "Cells", f.Cells)
		}
	}
	s.figures.set(words)
	s.box.Refresh()
}
