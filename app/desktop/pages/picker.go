package pages

import (
	"strings"

	"fyne.io/fyne/v2"

	"migraform/app/desktop/view"
	"migraform/forms"
)

const (
	fewMatches = 6  // codes that are offered at a time where one has to look for them
	fewCodes   = 10 // codes that are all offered at once
)

// picker finds a code by its name, in any of the languages, or by its id: a field, and below it the few that fit what
// was typed. Of a short list all are offered.
type picker struct {
	shown   *fyne.Container
	field   *entry
	matches *fyne.Container
	codes   []*forms.Code
	entries []view.Entry
	chosen  func(code string)
	shell   *Shell
	grown   func()
}

// newPicker offers codes.
func (s *Shell) newPicker(codes []*forms.Code, chosen func(code string), grown func()) *picker {
	p := &picker{shell: s, chosen: chosen, grown: grown, field: newEntry(1), matches: s.column(1), codes: codes}
	for _, code := range codes {
		p.entries = append(p.entries, view.CodeEntry(code, s.Tongue.Tag))
	}
	p.field.SetPlaceHolder(s.say("pages.pick_code"))
	p.field.OnChanged = func(string) {
		p.match()
		p.grown()
	}
	p.field.OnSubmitted = func(string) {
		if found := p.find(); len(found) > 0 {
			p.chosen(found[0].ID)
		}
	}
	p.shown = s.column(1.5, p.field, p.matches)
	p.match()
	return p
}

// find lists the codes that fit, the likeliest first.
func (p *picker) find() []*forms.Code {
	typed := strings.TrimSpace(p.field.Text)
	if typed == "" && len(p.codes) > fewCodes {
		return nil
	}
	most := fewMatches
	if len(p.codes) <= fewCodes {
		most = fewCodes
	}
	var found []*forms.Code
	for _, i := range view.Search(p.entries, typed) {
		if len(found) < most {
			found = append(found, p.codes[i])
		}
	}
	return found
}

func (p *picker) match() {
	p.matches.Objects = nil
	found := p.find()
	for i, code := range found {
		name := code.Name.In(p.shell.Tongue.Tag) + " · " + code.ID
		l := newLink(name, func() { p.chosen(code.ID) })
		p.matches.Add(l)
		if i == 0 {
			p.shell.named("bringin.match", l)
		}
	}
	if len(found) == 0 && strings.TrimSpace(p.field.Text) != "" {
		p.matches.Add(p.shell.prose(p.shell.say("pages.pick_none"), captionTone).shown)
	}
}
