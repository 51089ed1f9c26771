package pages

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"

	"migraform/app/desktop/look"
	"migraform/forms"
	"migraform/forms/intake"
)

// sayPointed says what becomes of the selected cell, and offers what can be decided about it.
func (v *planView) sayPointed() {
	m := v.model()
	if m == nil {
		return
	}
	sel := v.grid.Selection()
	name, says := m.saysAt(sel)
	v.cell.set(part{name + "   ", headTone}, part{says, bodyTone})
	v.offers.Objects = nil
	for _, a := range v.acts() {
		l := newLink(a.word, a.do)
		if len(a.more) > 0 {
			l = newLink(a.word+"…", nil)
			l.onTapped = func() {
				if v.shell.Menu != nil {
					v.shell.Menu(belowOf(l), menuOf(a.more)...)
				}
			}
		}
		v.offers.Add(l)
		v.shell.named(a.id, l)
	}
	v.work.Layout.Layout(v.work.Objects, v.work.Size())
	v.under.Refresh()
}

// belowOf is the place below an object, for a menu.
func belowOf(o fyne.CanvasObject) fyne.Position {
	return fyne.CurrentApp().Driver().AbsolutePositionForObject(o).AddXY(0, o.Size().Height)
}

// belowCell is the place below the selected cell of the sheet, for a menu.
func (v *planView) belowCell() fyne.Position {
	at, size := v.grid.PlaceOf(v.grid.Selection().Active)
	return fyne.CurrentApp().Driver().AbsolutePositionForObject(v.grid).Add(at).AddXY(size.Width/2, size.Height)
}

// refresh builds the side that says what is to be decided and what would happen.
func (v *planView) refresh() {
	v.panel.body.Objects = nil
	v.addRelabel()
	v.addLayout()
	v.addQuestions()
	if m := v.model(); m != nil {
		v.add(v.goal())
	}
	v.add(newRule())
	v.add(v.counts())
	v.add(v.lists())
	v.addRemarks()
	v.addEnd()
	v.sayPut()
	v.panel.arrange()
}

func (v *planView) add(o fyne.CanvasObject) { v.panel.body.Add(o) }

// ask lets the user say what a label means that was read differently.
func (v *planView) ask(l *sheetLabel) {
	v.relabel = l
	v.refresh()
}

func (v *planView) addRelabel() {
	if v.relabel == nil {
		return
	}
	s, l := v.shell, v.relabel
	text := l.label.Text
	codes := s.codesFor(v.source.target.q, l.block.Table, l.axis)
	picker := s.newPicker(codes, func(code string) { v.decideLabel(text, code) }, v.panel.arrange)
	s.named("bringin.code", picker.field)
	v.add(s.column(1.5, s.prose(s.say("pages.label_means", "Label", text), headTone).shown, picker.shown,
		s.level(4, newLink(s.say("pages.leave_out"), func() { v.decideLabel(text, "") }),
			newLink(s.say("pages.keep"), func() { v.relabel = nil; v.refresh() }))))
	v.add(newRule())
	if c := canvasOf(v.panel.shown); c != nil {
		v.panel.arrange()
		v.panel.scroll.ScrollToTop()
		c.Focus(picker.field)
	}
}

// addLayout says after which file this one is made, and how it differs from that.
func (v *planView) addLayout() {
	s, f := v.shell, v.source.file
	if f.OpenIn != "" {
		v.add(s.notice(look.Warning, s.say("pages.open_elsewhere", "Mark", f.OpenIn)).shown)
	}
	if f.Layout == "" {
		return
	}
	v.add(s.notice(look.Done, s.say("pages.layout_used", "File", f.Layout)).shown)
	for _, d := range f.Differences {
		v.add(s.notice(look.Information, s.Tongue.Message(d)).shown)
	}
	v.add(newRule())
}

// counts says how many figures there are of each kind, and that none is missing.
func (v *planView) counts() fyne.CanvasObject {
	s, f := v.shell, v.source.file
	c := s.column(1)
	line := func(sign legendSign, n int, id string, always bool) {
		if n == 0 && !always {
			return
		}
		figure := canvas.NewText(s.Tongue.Number(forms.Whole(int64(n))), theme.Color(theme.ColorNameForeground))
		figure.Alignment, figure.TextStyle.Bold, figure.TextSize = fyne.TextAlignTrailing, true, theme.TextSize()
		c.Add(s.level(2, wide(56, figure), newSwatch(s, sign), fill(s.prose(s.say(id, "Count", n), bodyTone).shown)))
	}
	line(signGoesIn, f.New, "pages.count_new", f.Changed+f.Equal == 0)
	line(signReplaces, f.Changed, "pages.count_changed", false)
	line(signEqual, f.Equal, "pages.count_equal", false)
	line(signKept, len(f.Kept), "pages.count_kept", false)
	if f.Plan != nil {
		conflicts := conflicting(f.Plan)
		line(signOpen, conflicts, "pages.count_conflicts", false)
		line(signOpen, f.Plan.Counts[intake.Unresolved]-conflicts, "pages.count_open", false)
		line(signAside, f.Plan.Counts[intake.SetAside], "pages.count_aside", false)
	}
	line(signNone, len(f.Notes), "pages.count_notes", false)
	line(signNone, len(f.Problems), "pages.count_problems", false)
	if f.Plan != nil {
		counts := f.Plan.Counts
		number := func(n int) forms.Number { return forms.Whole(int64(n)) }
		c.Add(s.prose(s.say("pages.accounted", "All", number(len(f.Plan.Entries)), "Placed", number(counts[intake.Placed]),
			"Aside", number(counts[intake.SetAside]), "Open", number(counts[intake.Unresolved])), captionTone).shown)
		if answers := f.New + f.Changed + f.Equal + len(f.Kept); answers < counts[intake.Placed] {
			c.Add(s.prose(s.say("pages.added_up", "Count", answers, "Figures", number(counts[intake.Placed])), captionTone).shown)
		}
		c.Add(s.legend())
	}
	return c
}

// conflicting counts the figures that contradict others of the same file.
func conflicting(p *intake.Plan) int {
	n := 0
	for i := range p.Entries {
		if e := &p.Entries[i]; e.Fate == intake.Unresolved && e.Why != nil && e.Why.ID == "intake.ask_conflict" {
			n++
		}
	}
	return n
}

// addRemarks tells what a person should know before the figures are put in.
func (v *planView) addRemarks() {
	s := v.shell
	var said []fyne.CanvasObject
	if plan := v.source.file.Plan; plan != nil {
		for _, remark := range plan.Reading.File.Remarks {
			said = append(said, s.notice(look.Warning, s.Tongue.Message(remark)).shown)
		}
	}
	if added := v.source.file.AddedUp(); added > 0 {
		said = append(said, s.notice(look.Information, s.say("pages.finer_added", "Count", added)).shown)
	}
	if beside := len(v.source.file.Finer) - v.source.file.AddedUp(); beside > 0 {
		said = append(said, s.notice(look.Information, s.say("pages.finer_beside", "Count", beside)).shown)
	}
	if v.source.file.Plan != nil {
		for i := range v.source.file.Plan.Blocks {
			for _, remark := range v.source.file.Plan.Blocks[i].Remarks {
				said = append(said, s.notice(look.Information, s.Tongue.Message(remark)).shown)
			}
		}
	}
	for _, problem := range v.source.file.Problems {
		said = append(said, s.notice(look.Warning, s.Tongue.Message(problem)).shown)
	}
	if len(said) == 0 {
		return
	}
	v.add(newRule())
	v.add(s.prose(s.say("pages.doubts"), headTone).shown)
	for _, o := range said[:min(len(said), mostSaid)] {
		v.add(o)
	}
	if len(said) > mostSaid {
		v.add(s.prose(s.say("pages.and_more", "Count", len(said)-mostSaid), captionTone).shown)
	}
}

// mostSaid is how many remarks or questions are shown at a time.
const mostSaid = 12

// addEnd offers what concerns the file as a whole.
func (v *planView) addEnd() {
	s, f := v.shell, v.source.file
	end := s.flow(4)
	if f.Plan != nil && (!f.Decisions.None() || len(f.Keep) > 0 || f.Table != v.page.Table) {
		forget := newLink(s.say("pages.forget_decisions"), v.page.forget)
		end.Add(forget)
		s.named("bringin.forget", forget)
	}
	if len(v.source.done) > 0 && !v.source.done[len(v.source.done)-1].applied {
		end.Add(newLink(s.say("pages.undo_decision"), v.undo))
	}
	layouts := newLink(s.say("pages.layouts_link"), func() {
		v.page.choose.refresh()
		v.page.show(v.page.choose.pane.shown)
	})
	end.Add(layouts)
	s.named("bringin.layouts", layouts)
	v.add(newRule())
	v.add(end)
}
