package desktop

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"migraform/validation"
)

// explaining is an explanation that is being typed.
type explaining struct {
	finding   validation.Finding
	field     *field
	suggested string                // what the field began with though nobody said it of these figures
	alike     []*validation.Finding // what may have the same cause, the finding itself included
	all       *widget.Check         // say it of all of them; nil where there is but one
}

// explaining begins with what was said of the finding, or of the same one a
// year ago.
func (d *desk) explaining(f *validation.Finding, rows int) *explaining {
	x := &explaining{finding: *f, field: newLongField(d.tongue.Say("desktop.explain.placeholder"), rows), alike: d.ws.Alike(f)}
	if was, ok := d.ws.Suggested(f); ok {
		x.field.SetText(was.Text)
		if was.Lapsed {
			x.suggested = was.Text
		}
	}
	if n := len(x.alike) - 1; n > 0 {
		x.all = widget.NewCheck(d.tongue.Say("desktop.explain.all", "Count", n, "Rule", f.Rule), nil)
	}
	return x
}

// remarks says where a suggestion comes from, and offers to say it of all
// findings alike.
func (x *explaining) remarks(d *desk) fyne.CanvasObject {
	lines := column(2)
	if x.suggested != "" {
		lines.Add(caption(d.tongue.Say("desktop.explain.suggested")).shrinking())
	}
	if x.all != nil {
		d.w.trace.name("explain.all", x.all)
		lines.Add(x.all)
	}
	return lines
}

// keep takes the explanation over.
func (x *explaining) keep(d *desk) error {
	if x.all != nil && x.all.Checked {
		return d.ws.ExplainAll(x.alike, x.field.Text)
	}
	return d.ws.Explain(&x.finding, x.field.Text)
}

// save keeps what was typed when one goes elsewhere, if it says something
// new. What was only suggested is nobody's word yet.
func (x *explaining) save(d *desk) {
	if x == nil || strings.TrimSpace(x.field.Text) == "" || x.field.Text == x.suggested {
		return
	}
	if was, ok := d.ws.Explanation(&x.finding); ok && was.Text == strings.TrimSpace(x.field.Text) && !was.Lapsed {
		return
	}
	if err := x.keep(d); err != nil {
		d.complain(err)
	}
}
