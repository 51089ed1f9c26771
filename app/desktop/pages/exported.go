package pages

import (
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"migraform/app/desktop/look"
	"migraform/app/workspace"
	"migraform/export/mail"
)

// exportedView shows a file that was written, and the letter that goes with it.
type exportedView struct {
	page     *Export
	shell    *Shell
	written  workspace.Exported
	language string
	facts    *pane
	pane     *pane // of the letter
	rule     *surface
	shown    *fyne.Container

	to, subject, body *entry
	letter            *fyne.Container
	write             *button
	told              *notice
	faults            *notice // of showing the folder
	draft             mail.Draft
	// send opens a draft with the user's mail program.
	send func(d mail.Draft, path string) error
}

func newExportedView(p *Export) *exportedView {
	s := p.shell
	v := &exportedView{page: p, shell: s, facts: s.pane(measure, 5), pane: s.pane(nil, 5), rule: newRule()}
	v.send = func(d mail.Draft, path string) error { return d.Show(path) }
	v.facts.edgeless()
	v.pane.edgeless()
	v.faults = s.notice(look.Error, "")
	v.to, v.subject, v.body = newEntry(1), newEntry(1), newEntry(14)
	v.told = s.notice(look.Nothing, "")
	open := newButton(s.say("pages.mail_open"), look.Icon(look.Mail), v.open)
	open.Importance = widget.HighImportance
	field := func(id string, o fyne.CanvasObject) *fyne.Container {
		return s.column(1, s.prose(s.say(id), headTone).shown, o)
	}
	v.letter = s.column(4, field("pages.mail_to", v.to), field("pages.mail_subject", s.covered(v.subject)), field("pages.mail_body", s.covered(v.body)),
		s.prose(s.say("pages.mail_says"), captionTone).shown, s.start(open), v.told.shown)
	v.pane.body.Add(v.letter)
	v.shown = container.New(&twoSides{width: 620, rtl: s.RightToLeft}, v.facts.shown, v.rule, v.pane.shown)
	v.write = newButton(s.say("pages.mail_write"), look.Icon(look.Mail), v.compose)
	v.write.Importance = widget.HighImportance
	s.named("export.mail", v.write)
	s.named("export.mail.open", open)
	s.named("export.mail.to", v.to)
	return v
}

// set shows a file that was just written.
func (v *exportedView) set(written workspace.Exported, language string) {
	s := v.shell
	v.written, v.language = written, language
	v.pane.shown.Hide()
	v.rule.Hide()
	v.told.shown.Hide()
	v.faults.shown.Hide()
	v.write.Show()
	said := s.say("pages.exported", "File", filepath.Base(written.Path))
	s.said(said, false)
	done := s.notice(look.Done, "")
	done.prose.set(part{said, headTone})
	facts := s.column(2, done.shown, s.prose(filepath.Dir(written.Path), dimTone).shown,
		s.prose(s.say("pages.verified", "Count", written.Figures), bodyTone).shown)
	if written.Draft {
		facts.Add(s.notice(look.Warning, s.say("pages.is_draft")).shown)
	}
	code := widget.NewLabel(written.Code)
	code.Selectable = true
	code.TextStyle.Monospace = true
	facts.Add(s.column(0.5, s.prose(s.say("pages.code_says"), captionTone).shown, s.start(flushed(code))))
	acts := s.level(2, v.write)
	if s.ShowInFolder != nil {
		acts.Add(iconButton(s.say("pages.show_in_folder"), look.Folder, func() { v.try(s.ShowInFolder(written.Path)) }))
	}
	if s.OpenFile != nil {
		acts.Add(iconButton(s.say("pages.open_file"), look.Table, func() { v.try(s.OpenFile(written.Path)) }))
	}
	back := iconButton(s.say("pages.export_again"), look.Back, v.page.Choose)
	v.facts.body.Objects = []fyne.CanvasObject{s.outdented(back), facts, s.start(acts), v.faults.shown}
	v.arrange()
}

func (v *exportedView) arrange() {
	v.facts.arrange()
	v.pane.arrange()
}

// flushed takes the margin of Fyne's labels away.
func flushed(o fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: flush{}, Objects: []fyne.CanvasObject{o}}
}

func (v *exportedView) try(err error) {
	show(v.faults.shown, err != nil)
	if err != nil {
		v.faults.say(look.Error, v.shell.Tongue.Error(err))
	}
	v.facts.arrange()
}

// compose shows the letter, filled in as far as the program can.
func (v *exportedView) compose() {
	draft, err := v.page.ws.Draft(v.written, v.language)
	if err != nil {
		v.try(err)
		return
	}
	v.draft = draft
	v.to.SetText(strings.Join(draft.To, ", "))
	v.subject.SetText(draft.Subject)
	v.body.SetText(draft.Body)
	v.pane.shown.Show()
	v.rule.Show()
	v.write.Hide()
	v.arrange()
	if c := canvasOf(v.to); c != nil {
		c.Focus(v.to)
	}
}

// emlPath is where the draft is written: beside the file that it carries.
func (v *exportedView) emlPath() string {
	return strings.TrimSuffix(v.written.Path, filepath.Ext(v.written.Path)) + ".eml"
}

// open writes the draft beside the file and opens it with the mail program.
func (v *exportedView) open() {
	d := v.draft
	d.To = strings.FieldsFunc(v.to.Text, func(r rune) bool { return r == ',' || r == ';' })
	d.Subject, d.Body = v.subject.Text, v.body.Text
	path := v.emlPath()
	err := d.WriteEML(path, true)
	if err == nil {
		if to := strings.TrimSpace(v.to.Text); to != "" {
			if _, readOnly := v.page.ws.ReadOnly(); !readOnly {
				err = v.page.ws.SetSetting("recipient", to)
			}
		}
	}
	if err == nil {
		err = v.send(d, path)
	}
	if err != nil {
		v.told.say(look.Error, v.shell.Tongue.Error(err))
	} else {
		v.told.say(look.Done, v.shell.say("pages.mail_opened", "Path", path))
	}
	v.shell.said(v.told.prose.text(), err != nil)
	v.told.shown.Show()
	v.pane.arrange()
	v.pane.show(v.told.shown)
}
