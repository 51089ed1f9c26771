package desktop

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"migraform/validation"
)

// explaining is an explanation that is being typed.
type explaining struct {
	findings  []*validation.Finding // what it is said of
	field     *field
	suggested string                // what the field began with though nobody said it of these figures
	alike     []*validation.Finding // what may have the same cause, the finding itself included
	all       *widget.Check         // say it of all of them; nil where there is but one
}

// explaining begins with what was said of the finding, or of the same one a
// year ago. Several are explained alike: with what was said of the first of
// them.
func (d *desk) explaining(rows int, findings ...*validation.Finding) *explaining {
	f := findings[0]
	x := &explaining{findings: findings, field: newLongField(d.tongue.Say("desktop.explain.placeholder"), rows)}
	if was, ok := d.ws.Suggested(f); ok {
		x.field.SetText(was.Text)
		x.field.CursorRow, x.field.CursorColumn = 0, len([]rune(was.Text))
		if was.Lapsed {
			x.suggested = was.Text
		}
	}
	if len(findings) > 1 {
		return x
	}
	x.alike = d.ws.Alike(f)
	if n := len(x.alike) - 1; n > 0 {
		x.all = widget.NewCheck(d.tongue.Say("desktop.explain.all", "Count", n, "Rule", f.Rule), nil)
	}
	return x
}

// of reports whether a finding is the one that is being explained.
func (x *explaining) of(f *validation.Finding) bool {
	return x != nil && len(x.findings) == 1 && x.findings[0].Key == f.Key
}

// asks shows the field and what belongs to it. Done is called when the
// explanation was kept, left when it was not; keepName is the name of the
// button for the trace.
func (x *explaining) asks(d *desk, keepName string, done, left func()) fyne.CanvasObject {
	keep := func() {
		n, err := x.keep(d)
		if err != nil {
			d.complain(err)
			return
		}
		done()
		d.status.say(d.tongue.Say("desktop.explain.kept", "Count", n))
	}
	x.field.onEscape, x.field.onEnter = left, keep
	lines := column(6, x.field)
	if x.suggested != "" {
		lines.Add(caption(d.tongue.Say("desktop.explain.suggested")).shrinking())
	}
	if x.all != nil {
		d.w.trace.name("explain.all", x.all)
		lines.Add(x.all)
	}
	button := newButton(d.tongue.Say("desktop.explain.keep"), nil, widget.HighImportance, keep)
	button.hint, button.onHint = d.tongue.Say("desktop.explain.keep.hint"), d.status.hint
	d.w.trace.name(keepName, button)
	lines.Add(row(8, button, newButton(d.tongue.Say("desktop.cancel"), nil, widget.LowImportance, left)))
	return lines
}

// keep takes the explanation over, and returns of how many findings it is
// said.
func (x *explaining) keep(d *desk) (int, error) {
	of := x.findings
	if x.all != nil && x.all.Checked {
		of = x.alike
	}
	return len(of), d.ws.ExplainAll(of, x.field.Text)
}

// save keeps what was typed when one goes elsewhere, if it says something
// new. What was only suggested is nobody's word yet.
func (x *explaining) save(d *desk) {
	if x == nil || strings.TrimSpace(x.field.Text) == "" || x.field.Text == x.suggested {
		return
	}
	if was, ok := d.ws.Explanation(x.findings[0]); ok && was.Text == strings.TrimSpace(x.field.Text) && !was.Lapsed {
		return
	}
	if _, err := x.keep(d); err != nil {
		d.complain(err)
	}
}
