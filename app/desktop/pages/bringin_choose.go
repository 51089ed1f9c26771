package pages

import (
	"errors"
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"migraform/app/desktop/look"
	"migraform/export/workbook"
	"migraform/forms/intake"
	"migraform/forms/intake/reader"
)

// failure is a file that could not be read.
type failure struct {
	path string
	err  error
}

// faults says above the page which files could not be read, and asks for the password of one that is locked.
type faults struct {
	page  *BringIn
	shown *fyne.Container
}

func newFaults(p *BringIn) *faults {
	f := &faults{page: p, shown: p.shell.column(2)}
	f.clear()
	return f
}

func (f *faults) clear() {
	f.shown.Objects = nil
	f.shown.Hide()
}

func (f *faults) add(one failure) {
	p, s := f.page, f.page.shell
	said := s.Tongue.Error(one.err)
	if reader.ProblemOf(one.err) == reader.Encrypted {
		said = s.say("pages.locked", "File", filepath.Base(one.path)) // here it can be typed
	}
	s.said(said, true)
	f.shown.Show()
	if !locked(one.err) {
		f.shown.Add(s.notice(look.Error, said).shown)
		return
	}
	m := look.Information
	if reader.ProblemOf(one.err) == reader.WrongPassword {
		m = look.Error
	}
	field := newEntry(1)
	field.Password = true
	field.SetPlaceHolder(s.say("pages.password"))
	open := newButton(s.say("pages.unlock"), nil, func() { p.open(field.Text, one.path) })
	open.Importance = widget.HighImportance
	field.OnSubmitted = func(string) { p.open(field.Text, one.path) }
	f.shown.Add(s.notice(m, said).shown)
	f.shown.Add(s.start(s.level(2, wide(26, s.column(0)), wide(240, field), open)))
	s.named("bringin.password", field)
	s.named("bringin.unlock", open)
	if c := canvasOf(f.shown); c != nil {
		p.arrange()
		c.Focus(field)
	}
}

// chooseView is what the page shows before a file is chosen: what may be chosen, and what is remembered of files that
// were brought in before.
type chooseView struct {
	page   *BringIn
	pane   *pane
	back   *fyne.Container // to the file that was read
	memory *fyne.Container
	told   *notice
	next   *fyne.Container
}

func newChooseView(p *BringIn) *chooseView {
	s := p.shell
	v := &chooseView{page: p, memory: s.column(2), told: s.notice(look.Nothing, ""), next: s.level(3)}
	v.back = s.start(newLink(s.say("pages.back_to_file"), p.back))
	v.pane = s.pane(measure, 5, v.back, s.prose(s.say("pages.bring_in_says"), bodyTone).shown,
		s.prose(s.say("pages.bring_in_kinds"), dimTone).shown, s.prose(s.say("pages.bring_in_safe"), dimTone).shown)
	v.pane.edgeless()
	if s.ChooseFile != nil {
		choose := newButton(s.say("pages.choose_file"), look.Icon(look.BringIn), p.browse)
		choose.Importance = widget.HighImportance
		v.pane.body.Add(s.start(choose))
	}
	v.pane.body.Add(newRule())
	v.pane.body.Add(v.memory)
	v.refresh()
	return v
}

// refresh lists what is remembered now.
func (v *chooseView) refresh() {
	p, s := v.page, v.page.shell
	show(v.back, p.now != nil)
	layouts := p.ws.Layouts()
	says := "pages.layouts_says"
	if len(layouts) == 0 {
		says = "pages.layouts_none"
	}
	v.memory.Objects = []fyne.CanvasObject{s.prose(s.say("pages.layouts"), headTone).shown, s.prose(s.say(says), dimTone).shown}
	for _, layout := range layouts {
		name := s.mixed(part{layout.File, bodyTone}, part{"   " + s.say("pages.layout_decisions", "Count", decisionsIn(layout.Decisions)), dimTone})
		forget := newLink(s.say("pages.layout_forget"), func() { v.forget(layout) })
		v.memory.Add(s.level(3, fill(name.shown), forget))
	}
	acts := s.level(5)
	if s.ChooseTarget != nil && len(layouts) > 0 {
		acts.Add(newLink(s.say("pages.layouts_save"), v.save))
	}
	if s.ChooseFile != nil {
		load := newLink(s.say("pages.layouts_load"), func() {
			s.ChooseFile(s.say("pages.layouts_load"), filepath.Dir(p.ws.Path()), []string{".json"}, v.load)
		})
		acts.Add(load)
		s.named("bringin.layouts.load", load)
	}
	v.memory.Add(s.start(acts))
	v.memory.Add(s.level(2, fill(v.told.shown), v.next))
	v.pane.arrange()
}

// decisionsIn counts what a person decided.
func decisionsIn(d intake.Decisions) int {
	n := len(d.Labels)
	for _, s := range d.Sheets {
		n += len(s.IgnoreRows) + len(s.IgnoreColumns) + len(s.IgnoreCells) + len(s.Axes) + len(s.Holds) + len(s.Sums)
		for _, yes := range []bool{s.Skip, s.Table != "", len(s.Heads) > 0, len(s.Stubs) > 0, s.Down != "", s.Across != "", s.Absent != "", s.Unlabelled != ""} {
			if yes {
				n++
			}
		}
		for _, t := range s.Tables {
			n += len(t.Holds)
			for _, yes := range []bool{t.Skip, t.Table != "", t.Down != "" || t.Across != ""} {
				if yes {
					n++
				}
			}
		}
	}
	return n
}

// tell says what happened to the memory, with what can be done about it.
func (v *chooseView) tell(m look.Meaning, text string, next ...fyne.CanvasObject) {
	v.told.say(m, text)
	v.next.Objects = next
	v.page.shell.said(text, m == look.Error)
	v.refresh()
}

func (v *chooseView) fail(err error) { v.tell(look.Error, v.page.shell.Tongue.Error(err)) }

func (v *chooseView) forget(layout intake.Layout) {
	p, s := v.page, v.page.shell
	if err := p.ws.ForgetLayout(layout); err != nil {
		v.fail(err)
		return
	}
	back := newLink(s.say("pages.undo"), func() {
		if label, ok := p.ws.CanUndo(); ok && label.ID == "change.layout_forgotten" {
			if _, err := p.ws.Undo(); err != nil {
				v.fail(err)
				return
			}
		}
		v.tell(look.Nothing, "")
	})
	v.tell(look.Done, s.say("pages.layout_forgotten", "File", layout.File), back)
}

func (v *chooseView) save() {
	p, s := v.page, v.page.shell
	name := filepath.Join(filepath.Dir(p.ws.Path()), s.say("pages.layouts_file")+".json")
	s.ChooseTarget(s.say("pages.layouts_save"), name, func(path string) { v.saveTo(path, false) })
}

func (v *chooseView) saveTo(path string, force bool) {
	p, s := v.page, v.page.shell
	switch err := p.ws.ExportLayouts(path, force); {
	case errors.Is(err, workbook.ErrExists):
		v.tell(look.Warning, s.say("pages.exists", "File", filepath.Base(path)), newLink(s.say("pages.replace"), func() { v.saveTo(path, true) }))
	case err != nil:
		v.fail(err)
	default:
		v.tell(look.Done, s.say("pages.exported", "File", filepath.Base(path)))
	}
}

func (v *chooseView) load(path string) {
	n, err := v.page.ws.ImportLayouts(path)
	if err != nil {
		v.fail(err)
		return
	}
	v.tell(look.Done, v.page.shell.say("pages.layouts_loaded", "Count", n, "File", filepath.Base(path)))
}
