package intake

import (
	"encoding/json"
	"maps"
	"slices"
	"strconv"
	"strings"

	"migraform/forms/intake/label"
)

// Decisions are what a person said about a file where the program did not
// know or was wrong. They can be written as JSON and used for the next file
// of the same layout. The zero value decides nothing.
type Decisions struct {
	Sheets map[string]SheetDecision `json:"sheets,omitempty"` // by the sheet's name
	// Labels gives the code of a label: "Other North" → "NES_001". An empty
	// code says that the label means nothing and its figures are set aside.
	Labels map[string]string `json:"labels,omitempty"`
}

// NoHead and NoStub say that a sheet has no rows or no columns of labels. Empty
// lists leave it to the program to find them.
const (
	NoHead = 0
	NoStub = "-"
)

// SheetDecision is what a person said about one sheet. Rows are counted from
// 1 and columns named by letters, as they are shown.
type SheetDecision struct {
	Skip          bool     `json:"skip,omitempty"`
	Table         string   `json:"table,omitempty"` // the questionnaire's: "C1"
	Heads         []int    `json:"heads,omitempty"` // the rows of labels above the figures; NoHead alone for none
	Stubs         []string `json:"stubs,omitempty"` // the columns of labels, NoStub alone for none; all others hold figures or nothing
	IgnoreRows    []int    `json:"ignore_rows,omitempty"`
	IgnoreColumns []string `json:"ignore_columns,omitempty"`
	IgnoreCells   []string `json:"ignore_cells,omitempty"` // single figures: "D12"
	// Axes says of axes, by their place ("A" for a label column, "4" for a
	// head row), what they are: area, sex, age, time, item, or none for what
	// is to be passed over.
	Axes map[string]string `json:"axes,omitempty"`
	// Down and Across say what the areas along each side are: "destination"
	// or "origin".
	Down   string `json:"down,omitempty"`
	Across string `json:"across,omitempty"`
	// Holds gives codes that hold for the whole sheet, by concept: time,
	// sex, age; under "criterion" what the areas are by (citizenship, birth,
	// previous, next), under "direction" immigration or emigration, under
	// "item" the code of the table's line that is counted; and under "unit" whether figures under a title that speaks of
	// thousands are in "thousands" or in "persons"; under "split" whether a
	// year such as 2015/16 counts for its "first" or "second" year; under
	// "january" whether the 1st of January tells of the year "before" or of
	// the "same"; under "date" that another day tells of its "year"; under
	// "moment" that of months the "last" is the one of the year's end.
	Holds map[string]string `json:"holds,omitempty"`
	// Sums says of axes, by their place ("A" for a label column, "4" for a
	// head row), whether their labels are all that there are, so that their
	// figures may be added up.
	Sums map[string]bool `json:"sums,omitempty"`
	// Absent is "nil" where lines that a list does not have count as none,
	// "unknown" where not.
	Absent string `json:"absent,omitempty"`
	// Unlabelled is "leave" where figures without a label are left out.
	Unlabelled string `json:"unlabelled,omitempty"`
	// Tables holds what differs for single tables of the sheet, by their
	// number in order, from 1.
	Tables map[string]TableDecision `json:"tables,omitempty"`
}

// TableDecision is what a person said about one of several tables on a sheet.
type TableDecision struct {
	Skip   bool              `json:"skip,omitempty"`
	Table  string            `json:"table,omitempty"`
	Down   string            `json:"down,omitempty"`
	Across string            `json:"across,omitempty"`
	Holds  map[string]string `json:"holds,omitempty"`
}

// forTable is what holds for one table of the sheet.
func (s SheetDecision) forTable(number int) SheetDecision {
	t, ok := s.Tables[strconv.Itoa(number)]
	if !ok {
		return s
	}
	s.Skip = s.Skip || t.Skip
	s.Table, s.Down, s.Across = firstOf(t.Table, s.Table), firstOf(t.Down, s.Down), firstOf(t.Across, s.Across)
	holds := maps.Clone(s.Holds)
	if holds == nil {
		holds = map[string]string{}
	}
	maps.Copy(holds, t.Holds)
	s.Holds = holds
	return s
}

// Copy returns decisions that share nothing with d.
func (d Decisions) Copy() Decisions {
	text, err := json.Marshal(d)
	var c Decisions
	if err == nil {
		err = json.Unmarshal(text, &c)
	}
	if err != nil {
		panic(err) // nothing but maps, lists and texts
	}
	return c
}

// On returns decisions with one sheet's changed.
func (d Decisions) On(sheet string, change func(*SheetDecision)) Decisions {
	c := d.Copy()
	if c.Sheets == nil {
		c.Sheets = map[string]SheetDecision{}
	}
	s := c.Sheets[sheet]
	change(&s)
	c.Sheets[sheet] = s
	return c
}

// With returns decisions with what a label means; an empty code says that its
// figures are left out.
func (d Decisions) With(text, code string) Decisions {
	c := d.Copy()
	if c.Labels == nil {
		c.Labels = map[string]string{}
	}
	c.Labels[text] = code
	return c
}

// None reports whether nothing is decided.
func (d Decisions) None() bool { return len(d.Sheets) == 0 && len(d.Labels) == 0 }

func (d *Decisions) sheet(name string) SheetDecision {
	if d == nil {
		return SheetDecision{}
	}
	return d.Sheets[name]
}

// code returns what was decided for a label.
func (d *Decisions) code(text string) (string, bool) {
	if d == nil || len(d.Labels) == 0 {
		return "", false
	}
	if code, ok := d.Labels[text]; ok {
		return code, true
	}
	folded := label.Fold(text)
	for decided, code := range d.Labels {
		if label.Fold(decided) == folded {
			return code, true
		}
	}
	return "", false
}

func (s SheetDecision) ignores(row, col int, columnName func(int) string) bool {
	for _, r := range s.IgnoreRows {
		if r == row+1 {
			return true
		}
	}
	for _, c := range s.IgnoreColumns {
		if strings.EqualFold(c, columnName(col)) {
			return true
		}
	}
	return len(s.IgnoreCells) > 0 && slices.Contains(s.IgnoreCells, columnName(col)+strconv.Itoa(row+1))
}
