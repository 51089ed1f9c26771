package table

import (
	"encoding/csv"
	"io"
	"strings"

	"migraform/export/workbook"
	"migraform/forms"
)

// Write writes table,cell,value,status,confidentiality,note: a line for each
// answered cell in the order of the questionnaire; where blank is asked for,
// a line for every cell that can be answered, without answers. Values are
// plain decimals. A note that covers more than one cell stands at the first
// answered cell that it covers only if it is that cell's own.
func Write(w io.Writer, s workbook.Submission, blank bool) error {
	out := csv.NewWriter(w)
	if err := out.Write([]string{"table", "cell", "value", "status", "confidentiality", "note"}); err != nil {
		return err
	}
	for _, t := range s.Questionnaire.Tables {
		for _, c := range t.Cubes {
			if !s.Has(t, c) {
				continue
			}
			for cell := c.First; cell < c.First+forms.Cell(c.Cells); cell++ {
				a := s.Answers.At(cell)
				if blank && c.Forbidden(cell) || !blank && a.IsBlank() {
					continue
				}
				address := s.Questionnaire.Address(cell)
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
// formula. Unquoted takes it away again.
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
