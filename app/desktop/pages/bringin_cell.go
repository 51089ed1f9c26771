package pages

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"migraform/app/desktop/look"
	"migraform/app/workspace"
	"migraform/forms"
	"migraform/forms/intake"
	"migraform/forms/intake/reader"
)

// sayCell says what becomes of the selected cell, and offers what can be decided about its row and column.
func (v *planView) sayCell() {
	m := v.model()
	if m == nil {
		return
	}
	s, at := v.shell, v.grid.Selection().Active
	says := s.say("pages.cell_nothing")
	if e := m.figureAt(place{at.Row, at.Col}); e != nil {
		says = m.says(e)
	} else if l := m.labels[place{at.Row, at.Col}]; l != nil && !l.unknown() {
		says = s.say("pages.label_known", "Label", l.label.Text, "Code", l.label.Meaning.Code)
	} else if l != nil {
		says = s.say("pages.label_unknown")
	} else if m.Edit(at.Row, at.Col) != "" {
		says = s.say("pages.cell_text")
	}
	v.cell.set(part{reader.Name(at.Row, at.Col) + "   ", headTone}, part{says, bodyTone})
	v.acts.Objects = nil
	if l := m.labels[place{at.Row, at.Col}]; l != nil && l.block.Table != nil {
		v.acts.Add(newLink(s.say("pages.label_change"), func() { v.relabel = l.label.Text; v.refresh() }))
	}
	if len(m.blocks) > 0 {
		v.acts.Add(v.leaveOut("pages.row_out", "pages.row_in", "Row", at.Row+1, rowIgnored(at.Row+1)))
		v.acts.Add(v.leaveOut("pages.column_out", "pages.column_in", "Column", reader.ColumnName(at.Col), columnIgnored(reader.ColumnName(at.Col))))
	}
	v.left.Refresh()
}

// ignored finds a row or column among those that are left out, and puts it in or takes it out.
type ignored struct {
	has    func(d *intake.SheetDecision) bool
	toggle func(d *intake.SheetDecision)
}

func rowIgnored(row int) ignored {
	return ignored{func(d *intake.SheetDecision) bool { return slices.Contains(d.IgnoreRows, row) },
		func(d *intake.SheetDecision) { d.IgnoreRows = toggled(d.IgnoreRows, row) }}
}

func columnIgnored(column string) ignored {
	return ignored{func(d *intake.SheetDecision) bool { return slices.Contains(d.IgnoreColumns, column) },
		func(d *intake.SheetDecision) { d.IgnoreColumns = toggled(d.IgnoreColumns, column) }}
}

func toggled[T comparable](all []T, one T) []T {
	if i := slices.Index(all, one); i >= 0 {
		return slices.Delete(all, i, i+1)
	}
	return append(all, one)
}

func (v *planView) leaveOut(out, in, name string, what any, i ignored) fyne.CanvasObject {
	d := v.file.Decisions.Sheets[v.model().sheet.Name]
	id := out
	if i.has(&d) {
		id = in
	}
	return newLink(v.shell.say(id, name, what), func() { v.decide(i.toggle) })
}

// changedLine says of one answer what it was and what it would be.
type changedLine struct {
	widget.BaseWidget
	shown               *fyne.Container
	cell, before, after *prose
}

// newChangedLine makes a line; a narrow one has the answers below the cell's name.
func newChangedLine(s *Shell, narrow bool) *changedLine {
	l := &changedLine{cell: s.brief("", bodyTone), before: s.line("", dimTone), after: s.line("", headTone)}
	arrow := look.Icon(look.Forward)
	if s.RightToLeft {
		arrow = look.Mirrored(look.Forward)
	}
	answers := s.level(2, l.before.shown, sized(14, widget.NewIcon(arrow)), l.after.shown)
	if l.shown = s.level(3, fill(l.cell.shown), answers); narrow {
		l.shown = s.column(0.5, l.cell.shown, answers)
	}
	l.ExtendBaseWidget(l)
	return l
}

// CreateRenderer implements fyne.Widget.
func (l *changedLine) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(l.shown) }

func (l *changedLine) set(v *planView, c *workspace.ImportChange) {
	s := v.shell
	l.cell.say(s.cellName(v.page.ws.Questionnaire(), c.Cell))
	before := s.answerText(c.Before)
	if c.Before.IsBlank() {
		before = s.say("pages.blank")
	}
	l.before.say(before)
	l.after.say(s.answerText(c.After))
	relay(l.shown)
}

// answerText is an answer as it is shown: a number with its status, or a sign.
func (s *Shell) answerText(a forms.Answer) string {
	if a.IsBlank() {
		return ""
	}
	if sign := workspace.SignOf(a); sign != "" {
		return sign
	}
	text := s.Tongue.Number(a.Value)
	if a.Status != forms.Normal {
		text += " " + strings.ToUpper(string(rune(a.Status)))
	}
	return text
}
