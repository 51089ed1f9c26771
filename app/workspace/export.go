package workspace

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"migraform/export/mail"
	"migraform/export/report"
	"migraform/export/workbook"
	"migraform/forms"
	"migraform/forms/document"
	"migraform/forms/words"
	"migraform/validation"
)

// Formats are what an export can be.
const (
	FormatWorkbook = "workbook"
	FormatCSV      = "csv"
	FormatHTML     = "html" // a page to print, for people; it is not read back
	// FormatLeftovers is the long CSV of what is kept aside; see Leftovers.
	FormatLeftovers = "leftovers"
)

// ExportOptions say how a submission is written.
type ExportOptions struct {
	Format   string // FormatWorkbook where empty
	Language string // the document's where empty
	Parts    []string
	Blank    bool // a form to be filled in, without answers
	Force    bool // replace an existing file
	Progress func(share float64)
}

// Exported says what was written.
type Exported struct {
	Path    string
	Code    string // of the content, to be told on the telephone
	Figures int    // answers that were read back equal
	Draft   bool   // something stands in the way of a final one: see Gate
}

// Open counts what stands in the way of a final export.
func (w *Workspace) Open() validation.Count { return w.Count("") }

// Export writes the submission to a file. What is written is read back and
// compared before it counts as done; nothing stands at the path otherwise.
func (w *Workspace) Export(ctx context.Context, path string, o ExportOptions) (Exported, error) {
	if o.Language == "" {
		o.Language = w.Language()
	}
	if o.Format == FormatLeftovers {
		return w.exportLeftovers(path, o)
	}
	now := time.Now()
	submission, answers := w.submission(o, now)
	exported := Exported{Path: path, Draft: submission.Draft}
	sum := ""
	switch o.Format {
	case FormatCSV:
		figures, hash, err := writeLong(path, submission, o)
		if err != nil {
			return Exported{}, err
		}
		exported.Figures, sum = figures, hash
		exported.Code = workbook.Code(submission.Fingerprint)
	case FormatHTML:
		exported.Code = workbook.Code(submission.Fingerprint)
		for cell := range forms.Cell(w.q.Cells) {
			if !o.Blank && !submission.Answers.At(cell).IsBlank() {
				exported.Figures++
			}
		}
		found := &report.Report{Language: submission.Language, Questionnaire: w.q.Title.In(submission.Language), Program: Application,
			CountryName: w.Country().Name.In(submission.Language), Year: w.q.Year}
		if !o.Blank {
			found = w.Report(submission.Language, "")
		}
		return exported, writeFile(path, o.Force, func(out io.Writer) error { return report.Submission(out, &submission, found) })
	default:
		options := workbook.Options{Force: o.Force}
		if o.Progress != nil {
			options.Progress = func(done, total int) { o.Progress(float64(done) / float64(max(total, 1))) }
		}
		result, err := workbook.Write(ctx, path, submission, options)
		if err != nil {
			return Exported{}, err
		}
		exported.Figures, exported.Code, sum = result.Cells, workbook.Code(result.Fingerprint), result.SHA256
	}
	if _, readOnly := w.ReadOnly(); readOnly || o.Blank {
		return exported, nil
	}
	_, err := w.document.AddSubmission(document.Submission{Time: now, Format: cmpOr(o.Format, FormatWorkbook), File: filepath.Base(path), SHA256: sum, Answers: answers})
	if err != nil {
		return exported, err
	}
	// From now on figures are compared with what went out.
	w.mutex.Lock()
	w.sent = &validation.Sent{On: now.Format(time.DateOnly), Answers: submission.Answers}
	w.declareAnew()
	listeners := w.listeners
	w.mutex.Unlock()
	for _, f := range listeners {
		f(Changed{Reference: true})
	}
	return exported, nil
}

func cmpOr(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// submission gathers what goes out, as it is at this moment.
func (w *Workspace) submission(o ExportOptions, now time.Time) (workbook.Submission, []byte) {
	tongue := words.In(o.Language)
	questions := w.questionAnswers(tongue)
	w.mutex.Lock()
	defer w.mutex.Unlock()
	info := w.document.Info()
	s := workbook.Submission{
		Questionnaire: w.q, Answers: w.snapshot(), Notes: map[string]string{}, Questions: questions,
		Language: tongue.Tag, Parts: o.Parts, Blank: o.Blank,
		Document: info.ID, Office: w.questions["M5.office"], Contact: w.contact(), Created: now.UTC().Truncate(time.Second), Program: Application,
	}
	computed := map[forms.Cell]forms.Number{}
	for cell := range forms.Cell(w.q.Cells) {
		if n, complete, ok := w.checks.Shown(cell); ok && complete {
			computed[cell] = n
		}
	}
	s.Shown = func(cell forms.Cell) (forms.Number, bool) { n, ok := computed[cell]; return n, ok }
	declared := w.declared()
	s.Tolerance = func(_ *forms.Cube, parts int) forms.Number { return declared.Tolerance(parts) }
	for address, note := range w.notes {
		if slices.ContainsFunc(w.covered(address), func(cell forms.Cell) bool { return !w.hidden(cell) }) {
			s.Notes[address] = note
		}
	}
	for i := range w.fails() {
		f := &w.failing[i]
		finding := workbook.Finding{Rule: f.Rule, Severity: f.Severity.String(), Verdict: f.Verdict.String(), Sentence: tongue.Message(f.Message)}
		for _, cell := range f.Cells {
			finding.Cells = append(finding.Cells, w.q.Address(cell))
		}
		x, ok := w.explained(f)
		if ok && !x.Lapsed {
			finding.Explanation, finding.By, finding.When = x.Text, x.Who, x.When
		}
		s.Findings = append(s.Findings, finding)
	}
	s.Draft = w.gate().Draft()
	figures := map[int64]int{}
	for cell := range forms.Cell(w.q.Cells) {
		if ref := w.answers.At(cell).Source; ref.Source != 0 {
			figures[ref.Source]++
		}
	}
	for _, source := range w.sources {
		if n := figures[source.ID]; n > 0 {
			s.Sources = append(s.Sources, workbook.Source{File: source.File, Sheet: source.Sheet, SHA256: source.SHA256, When: source.Time, Cells: n})
		}
	}
	text := answersAsText(w.q, w.answers)
	sum := sha256.Sum256(text)
	s.Fingerprint = hex.EncodeToString(sum[:])
	return s, packed(text)
}

// snapshot copies the answers, so that writing a file need not hold up who
// goes on typing.
func (w *Workspace) snapshot() *forms.Answers {
	answers := forms.NewAnswers(w.q.Cells)
	for cell := range forms.Cell(w.q.Cells) {
		if a := w.answers.At(cell); !a.IsBlank() {
			answers.Set(cell, a)
		}
	}
	return answers
}

func (w *Workspace) contact() string {
	parts := []string{}
	for _, id := range []string{"person", "email", "telephone"} {
		if text := w.questions["M5."+id]; text != "" {
			parts = append(parts, text)
		}
	}
	return strings.Join(parts, ", ")
}

// questionAnswers lists the questions that are asked, with their answers.
func (w *Workspace) questionAnswers(tongue *words.Tongue) []workbook.QuestionAnswer {
	var all []workbook.QuestionAnswer
	for i := range w.q.Groups {
		g := &w.q.Groups[i]
		entries := []int{0}
		if g.Repeated {
			entries = w.Entries(g.ID)
		}
		for _, entry := range entries {
			for _, question := range w.Asked(g, entry) {
				a := workbook.QuestionAnswer{Group: g.ID, Entry: entry, Question: question.ID,
					Label: question.Label.In(tongue.Tag), Answer: w.Question(g.ID, entry, question.ID)}
				a.Text = a.Answer
				for _, option := range question.Options {
					if option.ID == a.Answer {
						a.Text = option.Name.In(tongue.Tag)
					}
				}
				all = append(all, a)
			}
		}
	}
	return all
}

// Verify reads a workbook and compares it with the document, or, without
// one, with what the workbook says of itself.
func Verify(ctx context.Context, path string, w *Workspace) (*Verification, error) {
	contents, err := workbook.Read(ctx, path)
	if err != nil {
		return nil, err
	}
	v := &Verification{Path: path, Manifest: contents.Manifest, Edited: contents.Edited(), Code: workbook.Code(contents.Manifest.Fingerprint)}
	for n := range contents.Problems {
		id, args := contents.Problems[n].Message()
		v.Problems = append(v.Problems, words.Message{ID: id, Args: args})
	}
	contents.Each(func(_, _, _ string, a forms.Answer) {
		if !a.IsBlank() {
			v.Figures++
		}
	})
	if w != nil {
		if err := w.belongs(path, contents.Manifest); err != nil {
			return nil, err
		}
		w.mutex.Lock()
		defer w.mutex.Unlock()
		v.Differences = workbook.Compare(contents, w.q, w.answers)
	}
	return v, nil
}

// Verification says whether a workbook is what was written.
type Verification struct {
	Path        string
	Code        string
	Figures     int
	Manifest    workbook.Manifest
	Edited      []string // sheets that were changed since
	Problems    []words.Message
	Differences []workbook.Difference // from the document, where there is one
}

// Draft makes the letter that goes with an exported file, in a language.
func (w *Workspace) Draft(e Exported, language string) (mail.Draft, error) {
	tongue := words.In(language)
	if _, err := os.Stat(e.Path); err != nil {
		return mail.Draft{}, &FileError{Path: e.Path, Err: err}
	}
	args := []any{"Country", w.Country().Name, "Year", fmt.Sprint(w.q.Year), "Questionnaire", w.q.Title, "File", filepath.Base(e.Path),
		"Code", e.Code, "Figures", e.Figures, "Office", w.Office(), "Person", w.Question("M5", 0, "person")}
	d := mail.Draft{Subject: tongue.Say("letter.subject", args...), Body: tongue.Say("letter.body", args...), Attachments: mail.Attach(e.Path)}
	if e.Draft {
		d.Subject = tongue.Say("letter.subject_draft", args...)
	}
	if address := w.Question("M5", 0, "email"); address != "" {
		d.From = address
	}
	if to := w.Setting("recipient"); to != "" {
		d.To = []string{to}
	}
	return d, nil
}

// Setting returns what the document remembers under a name.
func (w *Workspace) Setting(name string) string {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	return w.settings[name]
}

// SetSetting remembers something in the document.
func (w *Workspace) SetSetting(name, value string) error {
	before := w.Setting(name)
	if before == value {
		return nil
	}
	return w.apply("typed", label("change.setting", name), []document.Edit{{Kind: document.KindSetting, Key: name, Before: before, After: value}})
}
