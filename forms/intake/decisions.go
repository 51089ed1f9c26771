package intake

import (
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

// SheetDecision is what a person said about one sheet. Rows are counted from
// 1 and columns named by letters, as they are shown.
type SheetDecision struct {
	Skip          bool     `json:"skip,omitempty"`
	Table         string   `json:"table,omitempty"` // the questionnaire's: "C1"
	Heads         []int    `json:"heads,omitempty"` // the rows of labels above the figures
	IgnoreRows    []int    `json:"ignore_rows,omitempty"`
	IgnoreColumns []string `json:"ignore_columns,omitempty"`
	// Down and Across say what the areas along each side are: "destination"
	// or "origin".
	Down   string `json:"down,omitempty"`
	Across string `json:"across,omitempty"`
	// Holds gives codes that hold for the whole sheet, by concept: time,
	// sex, age; and under "unit" whether figures under a title that speaks of
	// thousands are in "thousands" or in "persons"; under "split" whether a
	// year such as 2015/16 counts for its "first" or "second" year; under
	// "january" whether the 1st of January tells of the year "before" or of
	// the "same".
	Holds map[string]string `json:"holds,omitempty"`
	// Sums says of axes, by their place ("A" for a label column, "4" for a
	// head row), whether their labels are all that there are, so that their
	// figures may be added up.
	Sums map[string]bool `json:"sums,omitempty"`
	// Absent is "nil" where lines that a list does not have count as none,
	// "unknown" where not.
	Absent string `json:"absent,omitempty"`
}

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
	return false
}
