package workspace

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"migraform/export/table"
	"migraform/export/workbook"
	"migraform/forms"
	"migraform/forms/intake"
)

// writeLong writes the long CSV beside its place, reads it back, compares it
// with the submission and only then puts it there. It returns the number of
// answers and the file's SHA-256.
func writeLong(path string, s workbook.Submission, o ExportOptions) (figures int, sum string, err error) {
	if _, err := os.Lstat(path); err == nil && !o.Force {
		return 0, "", &workbook.WriteError{Kind: "exists", Path: path}
	}
	f, err := os.CreateTemp(filepath.Dir(path), ".migraform-*.csv")
	if err != nil {
		return 0, "", workbook.CannotWrite(path, err)
	}
	defer os.Remove(f.Name())
	defer f.Close()
	hash := sha256.New()
	if err := table.Write(io.MultiWriter(f, hash), s, o.Blank); err != nil {
		return 0, "", workbook.CannotWrite(path, err)
	}
	if err := f.Sync(); err != nil {
		return 0, "", workbook.CannotWrite(path, err)
	}
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		return 0, "", workbook.CannotWrite(path, err)
	}
	lines, err := intake.ReadLong(f)
	if err != nil {
		return 0, "", &workbook.WriteError{Kind: "differs", Path: path, Err: err}
	}
	for _, line := range lines {
		cell, err := s.Questionnaire.Cell(line.Address)
		if err != nil || !o.Blank && !sameInCSV(line.Answer, s.Answers.At(cell)) {
			return 0, "", &workbook.WriteError{Kind: "differs", Path: path, Err: fmt.Errorf("%s: %w", line.Address, err)}
		}
		if !line.Answer.IsBlank() {
			figures++
		}
	}
	if err := f.Close(); err != nil {
		return 0, "", workbook.CannotWrite(path, err)
	}
	if err := os.Rename(f.Name(), path); err != nil {
		return 0, "", workbook.CannotWrite(path, err)
	}
	return figures, hex.EncodeToString(hash.Sum(nil)), nil
}

// sameInCSV compares two answers but for the including cell, which the long
// CSV does not carry.
func sameInCSV(a, b forms.Answer) bool {
	a.Into, b.Into = "", ""
	return a.Same(b)
}

// answersAsText writes all answers as lines, for the fingerprint and for what
// the document keeps of a submission.
func answersAsText(q *forms.Questionnaire, answers *forms.Answers) []byte {
	var b bytes.Buffer
	for cell := range forms.Cell(q.Cells) {
		if a := answers.At(cell); !a.IsBlank() {
			a.Means, a.Source = 0, forms.SourceRef{}
			text, _ := a.MarshalText()
			fmt.Fprintf(&b, "%s %s\n", q.Address(cell), text)
		}
	}
	return b.Bytes()
}
