package desktop

import (
	"strconv"
	"unicode"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"migraform/app/desktop/look"
	"migraform/app/desktop/view"
	"migraform/forms"
	"migraform/validation"
)

// mostSuspects is the number of figures that are offered as probably wrong.
const mostSuspects = 3

// suspects offers to correct the figures that are probably wrong, seen from a
// cell, or from the list of findings where it is none. The first line is
// returned too.
func (d *desk) suspects(f *validation.Finding, here forms.Cell, room float32, name string) (fyne.CanvasObject, *tappable) {
	list := column(2)
	var lines []*tappable
	for i, s := range f.Suspects[:min(len(f.Suspects), mostSuspects)] {
		line := d.suspect(s, here, f.Cells[0], room)
		d.w.trace.name(name+strconv.Itoa(i), line)
		lines = append(lines, line)
		list.Add(line)
	}
	neighbours(lines)
	return list, lines[0]
}

// mostChanges is the number of figures of one slip that are named.
const mostChanges = 3

// suspect is a line: which figures, from what to what, which slip, and that
// Enter takes it.
func (d *desk) suspect(s validation.Suspect, here, first forms.Cell, room float32) *tappable {
	room -= 16 // the margins
	enter := container.New(&fixed{width: 14, height: 14}, widget.NewIcon(look.IconIn(look.Enter, look.ColorDim)))
	why := capital(d.tongue.Message(s.Why()))
	changes := s.Changes()
	var content fyne.CanvasObject
	if len(changes) == 1 {
		parts := append(d.sayChange(changes[0], here, first), quiet(why), space(), enter)
		content = row(14, parts...)
	}
	if content == nil || content.MinSize().Width > room {
		lines := column(0)
		for _, c := range changes[:min(len(changes), mostChanges)] {
			parts := d.sayChange(c, here, first)
			line := row(14, append(parts, space())...)
			if line.MinSize().Width > room-20 && len(parts) > 1 {
				lines.Add(paragraph(parts[0].(*text).words, theme.ColorNameForeground, theme.SizeNameText, room))
				line = row(14, parts[1], space())
			}
			lines.Add(line)
		}
		if more := len(changes) - mostChanges; more > 0 {
			lines.Add(quiet(d.tongue.Say("desktop.suspect.more", "Count", more)))
		}
		said := paragraph(why, look.ColorDim, theme.SizeNameText, room-24)
		lines.Add(rowWith(said, 8, said, enter))
		content = lines
	}
	line := newTappable(container.NewStack(newGround(theme.ColorNameButton), margin(5, 5, 8, 8, content)), func() { d.correct(s) })
	_, line.disabled = d.ws.ReadOnly()
	line.hint, line.onHint = d.tongue.Say("desktop.suspect.hint"), d.status.hint
	return line
}

// sayChange says from what to what a figure would change, and which one it is
// unless one is there.
func (d *desk) sayChange(c validation.Change, here, first forms.Cell) []fyne.CanvasObject {
	to := strong(d.tongue.Number(c.To))
	to.colour = theme.ColorNamePrimary
	change := row(6, body(d.tongue.Number(c.From)), arrow(), to)
	if c.Cell == here {
		return []fyne.CanvasObject{change}
	}
	cube := d.q.CubeOf(c.Cell)
	where, year := view.Where(cube, c.Cell, d.tongue)
	if year != "" {
		where += " · " + year
	}
	if table := d.q.TableOf(cube); table != d.q.TableOf(d.q.CubeOf(first)) {
		where = table.ID + " · " + where
	}
	return []fyne.CanvasObject{body(where), change}
}

// capital begins a sentence with a capital letter.
func capital(sentence string) string {
	r, size := utf8.DecodeRuneInString(sentence)
	return string(unicode.ToUpper(r)) + sentence[size:]
}

// correct takes a suspect's likely figure.
func (d *desk) correct(s validation.Suspect) {
	n, err := d.ws.Correct(s)
	if err != nil {
		d.complain(err)
		return
	}
	said := d.tongue.Say("desktop.corrected", "Where", d.where(s.Cell), "From", s.From, "To", s.To)
	if n > 1 {
		said = d.tongue.Say("desktop.corrected.several", "Where", d.where(s.Cell), "Count", n)
	}
	d.status.say(said)
	switch d.at.kind {
	case atTable:
		d.w.focus(d.table.grid)
	case atFindings:
		d.findings.focus()
	}
}
