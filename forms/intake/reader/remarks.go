package reader

import (
	"strings"

	"migraform/forms/words"
)

// Uncalculated is what a formula shows whose result is not stored: programs
// that write workbooks without calculating leave it to Excel. Such a cell is
// a Fault; it is not zero.
const Uncalculated = "=?"

// IsError reports whether what a cell shows is the error of a formula, of
// which nobody knows what the figure would be. Of "#N/A" it is known: not
// available is what it says.
func IsError(shown string) bool {
	switch shown {
	case Uncalculated, "#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#SPILL!", "#CALC!", "#FIELD!", "#GETTING_DATA":
		return true
	}
	return strings.HasPrefix(shown, "Err:5") // as LibreOffice shows them
}

// tally counts cells of one sort and keeps where the first one stands.
type tally struct {
	count int
	first string // as D12
	value string
}

func (t *tally) add(row int, c *Cell) {
	if t.count++; t.count == 1 {
		t.first, t.value = Name(row, int(c.Col)), c.Text
	}
}

// remark tells of what a person may not see on the screen, or may take for a
// figure.
func (w *work) remark() {
	for _, s := range w.file.Sheets {
		var figures, unseen, blanked, uncalculated, faults tally
		for i := range s.Rows {
			row := &s.Rows[i]
			for j := range row.Cells {
				switch c := &row.Cells[j]; c.Kind {
				case Number:
					figures.add(row.At, c)
					if row.Hidden || len(s.hidden) > 0 && s.ColumnHidden(int(c.Col)) {
						unseen.add(row.At, c)
					}
					if s.blanks(c) {
						blanked.add(row.At, c)
					}
				case Fault:
					if c.Text == Uncalculated {
						uncalculated.add(row.At, c)
					} else if IsError(c.Text) {
						faults.add(row.At, c)
					}
				}
			}
		}
		if s.Hidden {
			unseen = tally{}
			w.tell("reader.hidden_sheet", s, figures)
		}
		w.tell("reader.hidden_lines", s, unseen)
		w.tell("reader.hidden_figures", s, blanked)
		w.tell("reader.uncalculated", s, uncalculated)
		w.tell("reader.faults", s, faults)
	}
}

func (w *work) tell(id string, s *Sheet, t tally) {
	if t.count > 0 {
		w.file.Remarks = append(w.file.Remarks, words.Say(id, "File", w.file.Name, "Sheet", s.Name, "Count", t.count, "Cell", t.first, "Value", t.value))
	}
}

// ColumnHidden reports whether a column is not shown.
func (s *Sheet) ColumnHidden(col int) bool {
	for _, r := range s.hidden {
		if col >= r.Col && col <= r.LastCol {
			return true
		}
	}
	return false
}

// hideColumns notes columns that are not shown, both included.
func (s *Sheet) hideColumns(from, to int) {
	if from >= 0 && from <= to && from < maxCols && len(s.hidden) < 1000 {
		s.hidden = append(s.hidden, Range{Col: from, LastCol: to})
	}
}

// blanks reports whether a figure is stored that its number format does not
// show at all.
func (s *Sheet) blanks(c *Cell) bool {
	if int(c.style) >= len(s.styles) {
		return false
	}
	shown := s.styles[c.style].every
	return shown != nil && *shown == ""
}
