package pages

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"migraform/forms"
)

// fewMatches is how many codes are offered at a time.
const fewMatches = 6

// picker finds a code by its name or id: a field, and below it the few that fit what was typed.
type picker struct {
	shown   *fyne.Container
	field   *entry
	matches *fyne.Container
	codes   []*forms.Code
	chosen  func(code string)
	shell   *Shell
	grown   func()
}

// newPicker offers the codes that the axes of a table have.
func (s *Shell) newPicker(t *forms.Table, chosen func(code string), grown func()) *picker {
	p := &picker{shell: s, chosen: chosen, grown: grown, field: newEntry(1), matches: s.column(1)}
	known := map[string]bool{}
	for _, c := range t.Cubes {
		for _, axis := range c.Axes {
			for i := range axis.List.Codes {
				code := &axis.List.Codes[i]
				if !known[code.ID] && !code.Forbidden {
					known[code.ID] = true
					p.codes = append(p.codes, code)
				}
			}
		}
	}
	p.field.SetPlaceHolder(s.say("pages.pick_code"))
	p.field.OnChanged = func(string) { p.match() }
	p.field.OnSubmitted = func(string) {
		if found := p.find(); len(found) > 0 {
			p.chosen(found[0].ID)
		}
	}
	p.shown = s.column(1.5, p.field, p.matches)
	return p
}

// find lists the codes that fit, those that begin with what was typed first.
func (p *picker) find() []*forms.Code {
	typed := strings.ToLower(strings.TrimSpace(p.field.Text))
	if typed == "" {
		return nil
	}
	var begin, within []*forms.Code
	for _, code := range p.codes {
		name := strings.ToLower(code.Name.In(p.shell.Tongue.Tag))
		switch {
		case strings.HasPrefix(name, typed) || strings.EqualFold(code.ID, typed):
			begin = append(begin, code)
		case strings.Contains(name, typed):
			within = append(within, code)
		}
	}
	all := slices.Concat(begin, within)
	return all[:min(len(all), fewMatches)]
}

func (p *picker) match() {
	p.matches.Objects = nil
	found := p.find()
	for _, code := range found {
		p.matches.Add(newLink(code.Name.In(p.shell.Tongue.Tag)+" · "+code.ID, func() { p.chosen(code.ID) }))
	}
	if len(found) == 0 && strings.TrimSpace(p.field.Text) != "" {
		p.matches.Add(p.shell.prose(p.shell.say("pages.pick_none"), captionTone).shown)
	}
	p.grown()
}
