package pages

import (
	"strconv"
	"strings"

	"migraform/app/desktop/grid"
	"migraform/app/workspace"
	"migraform/forms"
	"migraform/forms/intake"
	"migraform/forms/intake/reader"
)

// saysAt names what is selected on the sheet and says what becomes of it.
func (m *sheetModel) saysAt(sel grid.Selection) (name, says string) {
	s, at := m.shell, place{sel.Active.Row, sel.Active.Col}
	name = nameOf(sel)
	if wholeRows(sel) || wholeColumns(sel) || sel.Range().Cells() > 1 {
		in, all := m.countIn(sel.Range())
		return name, s.say("pages.range_says", "Count", all, "Placed", forms.Whole(int64(in)))
	}
	switch l := m.labels[at]; {
	case m.figureAt(at) != nil:
		return name, m.says(m.figureAt(at))
	case l != nil && m.waits(l, at):
		return name, s.say("pages.label_unknown")
	case l != nil:
		return name, s.say("pages.label_known", "Label", l.label.Text, "Code", m.meaning(l))
	case m.Edit(at.row, at.col) != "":
		return name, s.say("pages.cell_text")
	}
	return name, s.say("pages.cell_nothing")
}

// nameOf names what is selected as a spreadsheet does.
func nameOf(sel grid.Selection) string {
	r := sel.Range()
	switch {
	case wholeRows(sel):
		return between(strconv.Itoa(r.Top+1), strconv.Itoa(r.Bottom+1))
	case wholeColumns(sel):
		return between(reader.ColumnName(r.Left), reader.ColumnName(r.Right))
	case r.Cells() > 1:
		return reader.Name(r.Top, r.Left) + ":" + reader.Name(r.Bottom, r.Right)
	}
	return reader.Name(sel.Active.Row, sel.Active.Col)
}

// countIn counts the figures of a range, and those that go in.
func (m *sheetModel) countIn(r grid.Range) (in, all int) {
	for _, e := range m.entries {
		if e.Row < r.Top || e.Row > r.Bottom || e.Col < r.Left || e.Col > r.Right {
			continue
		}
		all++
		if e.Fate == intake.Placed {
			in++
		}
	}
	return in, all
}

// meaning is what a label is read as: its code, with the name of the code where the questionnaire has it.
func (m *sheetModel) meaning(l *sheetLabel) string {
	code := l.label.Meaning.Code
	if code == "" {
		return m.shell.say("pages.means_nothing")
	}
	for _, c := range m.shell.codesFor(m.target.q, l.block.Table, l.axis) {
		if c.ID == code {
			return code + " · " + c.Name.In(m.shell.Tongue.Tag)
		}
	}
	return code
}

// says tells in a sentence what becomes of a figure.
func (m *sheetModel) says(e *intake.Entry) string {
	s := m.shell
	switch {
	case e.Fate == intake.Placed && e.Sum != nil:
		return s.say("pages.adds_to", "Cell", s.cellName(m.target.q, e.Cell), "Value", e.Sum.Value, "Count", e.Sum.Count)
	case e.Fate == intake.Placed:
		return s.say("pages.goes_to", "Cell", s.cellName(m.target.q, e.Cell))
	case e.Why == nil:
		return ""
	}
	return s.Tongue.Message(*e.Why)
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
