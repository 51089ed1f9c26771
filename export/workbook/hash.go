package workbook

import (
	"crypto/sha256"
	"encoding/hex"
	"hash"
	"slices"
	"strconv"
	"strings"

	"migraform/forms"
)

// hashTable is the fingerprint of a table's answers: SHA-256 of one line for
// each answered cell, "row TAB column TAB value TAB status TAB
// confidentiality TAB into NEWLINE", rows and within them columns in the
// order of their tuples' bytes. Inserted or sorted rows do not change it.
func hashTable(rows, cols []string, at func(row, col int) forms.Answer) string {
	byRow, byCol := sorted(rows), sorted(cols)
	sum := sha256.New()
	line := make([]byte, 0, 1<<15)
	for _, row := range byRow {
		for _, col := range byCol {
			a := at(row, col)
			if a.IsBlank() {
				continue
			}
			line = append(line, rows[row]...)
			line = append(line, '\t')
			line = append(line, cols[col]...)
			line = append(line, '\t')
			if a.Status.IsNumber() {
				line = a.Value.Append(line)
			}
			line = append(line, '\t', byte(a.Status), '\t')
			if a.Conf != forms.Unstated {
				line = append(line, byte(a.Conf))
			}
			line = append(line, '\t')
			line = append(line, a.Into...)
			line = append(line, '\n')
			if len(line) > 1<<14 {
				sum.Write(line)
				line = line[:0]
			}
		}
	}
	sum.Write(line)
	return hex.EncodeToString(sum.Sum(nil))
}

func sorted(texts []string) []int {
	order := make([]int, len(texts))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return strings.Compare(texts[a], texts[b]) })
	return order
}

// hashRows is the fingerprint of a list: SHA-256 of a line a row, fields
// parted by TAB, with \, TAB and NEWLINE written as \\, \t and \n. Blank rows
// do not count.
func hashRows(rows [][]string) string {
	sum := sha256.New()
	for _, row := range rows {
		if !blankRow(row) {
			hashLine(sum, row)
		}
	}
	return hex.EncodeToString(sum.Sum(nil))
}

var escaper = strings.NewReplacer(`\`, `\\`, "\t", `\t`, "\n", `\n`)

func hashLine(sum hash.Hash, fields []string) {
	for i, field := range fields {
		if i > 0 {
			sum.Write([]byte{'\t'})
		}
		sum.Write([]byte(escaper.Replace(field)))
	}
	sum.Write([]byte{'\n'})
}

// hashRecords is the fingerprint of the workbook: hashRows over the keys and
// values of the manifest above it.
func hashRecords(records []record) string {
	rows := make([][]string, 0, len(records))
	for _, r := range records {
		rows = append(rows, []string{r.key, r.value})
	}
	return hashRows(rows)
}

func blankRow(row []string) bool {
	for _, field := range row {
		if field != "" {
			return false
		}
	}
	return true
}

// year is written as a text so that nothing groups its digits.
func year(n int) string { return strconv.Itoa(n) }
