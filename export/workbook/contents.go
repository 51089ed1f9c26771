package workbook

import (
	"fmt"
	"strings"
	"time"

	"migraform/forms"
)

// Contents is what a workbook holds, as read.
type Contents struct {
	Manifest  Manifest
	Tables    []*TableContents
	Notes     map[string]string // by address, as in Submission
	Questions []QuestionAnswer
	Findings  []Finding
	Sources   []Source
	// Problems are all places that could not be taken as they stand.
	Problems []Problem
	// MoreProblems are those beyond the first ten thousand.
	MoreProblems int
	// OtherSheets are sheets that this program did not write. Nothing in them
	// was read.
	OtherSheets []string

	hashes map[string]string // sheet key → fingerprint of what was read
	code   string            // fingerprint of the manifest as read
}

// Manifest says what a workbook is, as it was when it was written.
type Manifest struct {
	Version              string // of the format
	Questionnaire        string
	QuestionnaireVersion string
	Scope                string
	Country              string
	Year                 string
	Breakdowns           string // coarser ones than asked: "B1 age to_65; B2 citizenship regions 2021"
	Language             string
	Draft, Blank         bool
	Parts                []string
	Document             string
	Office, Contact      string
	Created              time.Time
	Program              string
	Answers              string // fingerprint of the document's answers
	Fingerprint          string // of the workbook

	records []record
}

// TableContents are the answers of one cube, on the sheet that they were read
// from.
type TableContents struct {
	Cube  string
	Sheet string
	Axes  []string // keys of the axes, in the order of an address

	rows, cols         []line
	values             []forms.Number // row by row
	statuses           []forms.Status
	more               map[int]extra // what few cells have
	nameCol            int           // first column of the rows' names, from 1
	rowAt, colAt       map[string]int
	rowOrder, colOrder []int // axes in the order of the tuples
}

// line is a row or column of figures.
type line struct {
	tuple string
	codes []string // of its axes, in the order of the tuple
	place int      // row or column of the sheet, from 1
	sum   bool     // stands at a code that has a sum
	names []string // of a row, as they stand on the sheet
}

type extra struct {
	conf forms.Confidentiality
	into string
}

func (t *TableContents) at(row, col int) forms.Answer {
	i := row*len(t.cols) + col
	more := t.more[i]
	return forms.Answer{Value: t.values[i], Status: t.statuses[i], Conf: more.conf, Into: more.into}
}

func (t *TableContents) set(row, col int, a forms.Answer) {
	i := row*len(t.cols) + col
	t.values[i], t.statuses[i] = a.Value, a.Status
	delete(t.more, i)
	if a.Conf != forms.Unstated || a.Into != "" {
		t.more[i] = extra{a.Conf, a.Into}
	}
}

// address puts the codes of a row and a column in the order of the axes.
func (t *TableContents) address(row, col int) string {
	codes := make([]string, len(t.Axes))
	for i, axis := range t.rowOrder {
		codes[axis] = t.rows[row].codes[i]
	}
	for i, axis := range t.colOrder {
		codes[axis] = t.cols[col].codes[i]
	}
	return t.Cube + "/" + strings.Join(codes, "/")
}

// find is the reverse of address.
func (t *TableContents) find(address string) (row, col int, ok bool) {
	codes := strings.Split(address, "/")
	if len(codes) != len(t.Axes)+1 {
		return 0, 0, false
	}
	tuple := func(order []int) string {
		if len(order) == 0 {
			return "*"
		}
		parts := make([]string, len(order))
		for i, axis := range order {
			parts[i] = t.Axes[axis] + "=" + codes[axis+1]
		}
		return strings.Join(parts, ";")
	}
	row, inRows := t.rowAt[tuple(t.rowOrder)]
	col, inCols := t.colAt[tuple(t.colOrder)]
	return row, col, inRows && inCols
}

// Each calls f for each answered cell: its address, its sheet and cell as
// Excel shows them, and its answer. The order is that of the sheets.
func (c *Contents) Each(f func(address, sheet, cell string, a forms.Answer)) {
	for _, t := range c.Tables {
		for row := range t.rows {
			for col := range t.cols {
				if a := t.at(row, col); !a.IsBlank() {
					f(t.address(row, col), t.Sheet, reference(t.rows[row].place, t.cols[col].place), a)
				}
			}
		}
	}
}

// Edited names the sheets that hold something else than when the workbook was
// written.
func (c *Contents) Edited() []string {
	var edited []string
	for _, r := range c.Manifest.records {
		if strings.HasPrefix(r.key, "sheet:") && c.hashes[r.key] != r.value {
			edited = append(edited, r.sheet)
		}
	}
	if c.code != c.Manifest.Fingerprint {
		edited = append(edited, "Manifest")
	}
	return edited
}

// Problem is a place of a workbook that could not be taken as it stands. The
// figure there is not among the answers.
type Problem struct {
	// Kind is not_an_answer, too_large, too_fine, row_without_code,
	// column_without_code, bad_code, twice, flag_dropped, flag_lost,
	// unknown_table, unknown_code, name_moved, no_manifest or
	// sheet_missing.
	Kind  string
	Sheet string
	Cell  string // as Excel shows it; may be empty
	Text  string // what stands there

	answer forms.Answer // of unknown_code
}

func (p *Problem) Error() string {
	where := "sheet " + p.Sheet
	if p.Cell != "" {
		where += ", cell " + p.Cell
	}
	switch p.Kind {
	case "not_an_answer":
		return fmt.Sprintf("%s: %q is neither a number nor one of the signs – … .. x c; correct it there", where, p.Text)
	case "too_large":
		return fmt.Sprintf("%s: %s is larger than any figure of the questionnaire; correct it there", where, p.Text)
	case "too_fine":
		return fmt.Sprintf("%s: %s has more than four decimals; round it there", where, p.Text)
	case "row_without_code":
		return fmt.Sprintf("%s: %q stands in a row that was added and belongs to no row of the table; move it or delete it", where, p.Text)
	case "column_without_code":
		return fmt.Sprintf("%s: %q stands in a column that was added and belongs to no column of the table; move it or delete it", where, p.Text)
	case "bad_code":
		return fmt.Sprintf("%s: the hidden code %q was changed; take the sheet from the original workbook", where, p.Text)
	case "twice":
		return fmt.Sprintf("%s: the row %q stands there twice, with different figures; delete one of the two", where, p.Text)
	case "flag_dropped":
		return fmt.Sprintf("%s: the figure was changed, so its mark (%s) no longer holds; mark it anew if need be", where, p.Text)
	case "flag_lost":
		return fmt.Sprintf("%s: the mark of %s has no cell any more", where, p.Text)
	case "unknown_table":
		return fmt.Sprintf("%s: this questionnaire has no table %s", where, p.Text)
	case "unknown_code":
		return fmt.Sprintf("%s: this questionnaire does not ask for %s in that table", where, p.Text)
	case "name_moved":
		return fmt.Sprintf("%s: the row is named %q, but its hidden code is of another row; the rows were sorted without their hidden columns", where, p.Text)
	case "no_manifest":
		return "the hidden sheet Manifest is missing or damaged, so it cannot be told whether the workbook was changed"
	case "sheet_missing":
		return fmt.Sprintf("%s was deleted from the workbook", where)
	}
	return where + ": " + p.Text
}

// Message says the problem in any language.
func (p *Problem) Message() (string, map[string]any) {
	return "workbook.problem_" + p.Kind, map[string]any{"Sheet": p.Sheet, "Cell": p.Cell, "Text": p.Text}
}
