package table

import (
	"encoding/csv"
	"io"
	"strings"

	"migraform/export/workbook"
	"migraform/forms"
)

// Columns are the heads of the long table.
var Columns = []string{"table", "cell", "value", "status", "confidentiality", "note"}

// Write writes the long table as CSV (RFC 4180, UTF-8, lines ending in LF): a
// line for each cell that is answered or has a note of its own, in the order
// of the questionnaire; where blank is asked for, a line for every cell that
// can be answered, totals and sub-totals included, without answers.
//
// table is the table's id, cell the cell's address ("C1.age/NOR/F/Y0T14/2025"),
// value a plain decimal or empty, status and confidentiality SDMX letters, note
// the cell's own footnote, as Quoted writes it. Notes of rows, columns and
// tables, and the cell that includes another, are in the workbook only.
func Write(w io.Writer, s workbook.Submission, blank bool) error {
	out := csv.NewWriter(w)
	if err := out.Write(Columns); err != nil {
		return err
	}
	for _, t := range s.Questionnaire.Tables {
		for _, c := range t.Cubes {
			if !s.Has(t, c) {
				continue
			}
			for cell := c.First; cell < c.First+forms.Cell(c.Cells); cell++ {
				a := s.Answers.At(cell)
				if blank && !c.Asked(cell) || !blank && a.IsBlank() && len(s.Notes) == 0 {
					continue
				}
				address := s.Questionnaire.Address(cell)
				if !blank && a.IsBlank() && s.Notes[address] == "" {
					continue
				}
				line := []string{t.ID, address, "", "", "", ""}
				if !blank {
					if a.Status.IsNumber() {
						line[2] = a.Value.String()
					}
					line[3], line[4], line[5] = a.Status.String(), a.Conf.String(), Quoted(s.Notes[address])
				}
				if err := out.Write(line); err != nil {
					return err
				}
			}
		}
	}
	out.Flush()
	return out.Error()
}

// Quoted puts an apostrophe before a text that a spreadsheet would take for a
// formula, or that begins with one itself. Unquoted takes it away again.
func Quoted(text string) string {
	if text != "" && strings.ContainsRune(live, rune(text[0])) {
		return "'" + text
	}
	return text
}

// Unquoted takes back what Quoted did.
func Unquoted(text string) string {
	if len(text) > 1 && text[0] == '\'' && strings.ContainsRune(live, rune(text[1])) {
		return text[1:]
	}
	return text
}

// live are the signs with which spreadsheets begin a formula, and the
// apostrophe itself, so that none is lost.
const live = "=+-@\t\r'"
