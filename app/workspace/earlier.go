package workspace

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"migraform/export/workbook"
	"migraform/forms"
	"migraform/forms/intake"
)

// IsDocument tells a document by what it begins with; a file that cannot be
// opened is what its name says.
func IsDocument(path string) bool {
	f, err := os.Open(path)
	if err != nil {
		return filepath.Ext(path) == Extension
	}
	defer f.Close()
	start := make([]byte, len(sqliteMagic))
	n, _ := io.ReadFull(f, start)
	return string(start[:n]) == sqliteMagic || filepath.Ext(path) == Extension
}

const sqliteMagic = "SQLite format 3\x00"

// earlier is what a file of an office says, before it is known to fit.
type earlier struct {
	Country, Questionnaire, Version string // empty where the file does not say
	Year                            int
	Questions                       map[string]string
	Explanations                    map[string]Explanation
	each                            func(func(address string, a forms.Answer))
}

// ReadReference reads an earlier submission without keeping it.
func (w *Workspace) ReadReference(ctx context.Context, path string) (*Reference, error) {
	if same(path, w.Path()) {
		return nil, &ReferenceError{Problem: "same", Path: path}
	}
	e, err := readEarlier(ctx, path)
	if err != nil {
		return nil, err
	}
	switch {
	case e.Country != "" && e.Country != w.q.Country:
		return nil, &ReferenceError{Problem: "country", Path: path, Found: e.Country, Own: w.q.Country}
	case e.Questionnaire != "" && e.Questionnaire != w.q.ID:
		return nil, &ReferenceError{Problem: "questionnaire", Path: path, Found: e.Questionnaire, Own: w.q.ID}
	}
	r := &Reference{File: filepath.Base(path), Year: e.Year, Version: e.Version, Loaded: time.Now().UTC().Truncate(time.Second),
		all: map[string]forms.Answer{}, questions: e.Questions, explanations: e.Explanations}
	latest := 0
	e.each(func(address string, a forms.Answer) {
		for _, code := range strings.Split(address, "/") {
			if year, err := strconv.Atoi(code); err == nil && len(code) == 4 {
				latest = max(latest, year)
			}
		}
		a.Means, a.Source = 0, forms.SourceRef{}
		r.all[address] = a
	})
	r.layOn(w.q)
	if r.Year == 0 {
		r.Year = latest
	}
	switch {
	case r.Year > w.q.Year:
		return nil, &ReferenceError{Problem: "later", Path: path, Found: strconv.Itoa(r.Year), Own: strconv.Itoa(w.q.Year)}
	case r.Figures == 0:
		return nil, &ReferenceError{Problem: "nothing", Path: path, Found: strconv.Itoa(r.Year), Own: strconv.Itoa(w.q.Year)}
	}
	return r, nil
}

func same(a, b string) bool {
	x, err := os.Stat(a)
	if err != nil {
		return false
	}
	y, err := os.Stat(b)
	return err == nil && os.SameFile(x, y)
}

// readEarlier reads a document, a workbook or a long CSV.
func readEarlier(ctx context.Context, path string) (*earlier, error) {
	if _, err := os.Stat(path); err != nil {
		return nil, &FileError{Path: path, Err: err}
	}
	if IsDocument(path) {
		return earlierDocument(path)
	}
	lines, err := readLongFile(path)
	if err == nil {
		return &earlier{each: func(f func(string, forms.Answer)) {
			for _, line := range lines {
				if !line.Answer.IsBlank() {
					f(line.Address, line.Answer)
				}
			}
		}}, nil
	}
	if !errors.Is(err, intake.ErrNotLong) {
		return nil, &FileError{Path: path, Err: err}
	}
	contents, err := workbook.Read(ctx, path)
	if err != nil {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		return nil, &ReferenceError{Problem: "unknown", Path: path, Err: err}
	}
	return earlierWorkbook(contents), nil
}

func readLongFile(path string) ([]intake.LongLine, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return intake.ReadLong(io.LimitReader(f, largestLong))
}

func earlierDocument(path string) (*earlier, error) {
	other, err := OpenReadOnly(path)
	if err != nil {
		return nil, err
	}
	defer other.Close()
	e := &earlier{Country: other.q.Country, Questionnaire: other.q.ID, Version: other.q.Version, Year: other.q.Year,
		Questions: other.questions, Explanations: map[string]Explanation{}}
	for key, x := range other.explanations {
		e.Explanations[key] = Explanation{Text: x.Text, Who: x.Who, When: x.When}
	}
	q, answers := other.q, other.answers
	e.each = func(f func(string, forms.Answer)) {
		for cell := range forms.Cell(q.Cells) {
			if a := answers.At(cell); !a.IsBlank() {
				f(q.Address(cell), a)
			}
		}
	}
	return e, nil
}

func earlierWorkbook(contents *workbook.Contents) *earlier {
	m := &contents.Manifest
	e := &earlier{Country: m.Country, Questionnaire: m.Questionnaire, Version: m.QuestionnaireVersion,
		Questions: map[string]string{}, Explanations: map[string]Explanation{}}
	e.Year, _ = strconv.Atoi(m.Year)
	for _, q := range contents.Questions {
		e.Questions[questionKey(q.Group, q.Entry, q.Question)] = q.Answer
	}
	for _, f := range contents.Findings {
		if f.Explanation != "" && len(f.Cells) > 0 {
			e.Explanations[f.Rule+" "+f.Cells[0]] = Explanation{Text: f.Explanation, Who: f.By, When: f.When}
		}
	}
	e.each = func(f func(string, forms.Answer)) {
		contents.Each(func(address, _, _ string, a forms.Answer) {
			if !a.IsBlank() {
				f(address, a)
			}
		})
	}
	return e
}

// packed is a text in gzip.
func packed(text []byte) []byte {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	_, _ = z.Write(text) // a buffer takes everything
	_ = z.Close()
	return b.Bytes()
}

// addressesAsText writes answers by address as lines.
func addressesAsText(all map[string]forms.Answer) []byte {
	var b bytes.Buffer
	for _, address := range slices.Sorted(maps.Keys(all)) {
		a := all[address]
		text, _ := a.MarshalText()
		fmt.Fprintf(&b, "%s %s\n", address, text)
	}
	return b.Bytes()
}

// unpacked reads answers that were kept as lines in gzip, by address.
func unpacked(content []byte) (map[string]forms.Answer, error) {
	all := map[string]forms.Answer{}
	z, err := gzip.NewReader(bytes.NewReader(content))
	if err != nil {
		return nil, errors.Join(errNoAnswers, err)
	}
	text, err := io.ReadAll(io.LimitReader(z, largestLong))
	if err != nil {
		return nil, errors.Join(errNoAnswers, err)
	}
	for line := range strings.Lines(string(text)) {
		address, value, _ := strings.Cut(strings.TrimSuffix(line, "\n"), " ")
		var a forms.Answer
		if err := a.UnmarshalText([]byte(value)); err != nil {
			return nil, errors.Join(errNoAnswers, err)
		}
		all[address] = a
	}
	return all, nil
}
