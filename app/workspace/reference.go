package workspace

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"time"

	"migraform/forms"
	"migraform/forms/definition"
	"migraform/forms/document"
	"migraform/forms/words"
	"migraform/validation"
)

// KindReference are the entries of a document that its figures are compared
// with: what was sent before, and what partners count.
const KindReference document.Kind = "reference"

// The keys of those entries.
const (
	beforeKey   = "before"
	partnersKey = "partners"
)

// Reference is an earlier submission of the office, laid out on the cells of
// this questionnaire.
type Reference struct {
	File    string // without its folder
	Year    int    // its last reference year
	Version string // of the questionnaire that it was made with; empty where the file does not say
	Figures int    // answers to cells that this questionnaire asks too
	Dropped int    // answers to cells that it does not ask
	Loaded  time.Time

	all     map[string]forms.Answer // as the file has them
	answers *forms.Answers
	// past are the answers for years before those that this questionnaire
	// asks, by address.
	past         map[string]forms.Answer
	questions    map[string]string
	explanations map[string]Explanation // by key, or by rule and first cell
}

// At is what was sent for a cell; blank where nothing was.
func (r *Reference) At(cell forms.Cell) forms.Answer {
	if r == nil {
		return forms.Answer{}
	}
	return r.answers.At(cell)
}

// Summary says in a sentence what the reference is, and what of it is left
// out.
func (r *Reference) Summary() []words.Message {
	all := []words.Message{words.Say("reference.loaded", "File", r.File, "Year", strconv.Itoa(r.Year), "Count", r.Figures)}
	if r.Dropped > 0 {
		all = append(all, words.Say("reference.dropped", "Count", r.Dropped))
	}
	return all
}

// ReferenceError says why a file cannot be compared with.
type ReferenceError struct {
	Problem string // "unknown", "same", "country", "questionnaire", "later", "nothing", "own_country", "no_partner", "partner_country", "partner_value"
	Path    string
	Found   string
	Own     string
	Line    int
	Err     error
}

func (e *ReferenceError) Error() string { return words.In("en").Error(e) }

func (e *ReferenceError) Unwrap() error { return e.Err }

// Message gives the error for translation.
func (e *ReferenceError) Message() (string, map[string]any) {
	args := map[string]any{"File": filepath.Base(e.Path), "Found": e.Found, "Own": e.Own, "Line": e.Line}
	switch e.Problem {
	case "country", "own_country", "no_partner":
		args["Found"], args["Own"] = countryName(e.Found), countryName(e.Own)
	}
	return "reference." + e.Problem, args
}

// countryName is what a country is called, or its code where nobody knows it.
func countryName(code string) any {
	if area, ok := definition.CountryByCode(code); ok {
		return area.Name
	}
	return code
}

// layOn lays the submission on a questionnaire, which may ask in another
// breakdown than it was made in.
func (r *Reference) layOn(q *forms.Questionnaire) {
	l := layOut(q, r.all)
	r.answers, r.past, r.Figures, r.Dropped = l.answers, l.past, l.figures, l.dropped()
}

// LoadReference takes an earlier submission (a document, a workbook of this
// program or its long CSV) into the document, as one undoable change. From
// then on figures are compared with it. It replaces the one before.
func (w *Workspace) LoadReference(ctx context.Context, path string) (*Reference, error) {
	r, err := w.ReadReference(ctx, path)
	if err != nil {
		return nil, err
	}
	text, err := w.packReference(r)
	if err != nil {
		return nil, err
	}
	return r, w.keep(beforeKey, text, label("change.reference", r.File))
}

// UseReference compares with an earlier submission without keeping it in the
// document.
func (w *Workspace) UseReference(r *Reference) {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	w.before = r
	w.declareAnew()
}

// RemoveReference takes the earlier submission out of the document.
func (w *Workspace) RemoveReference() error {
	return w.keep(beforeKey, "", label("change.reference_removed", ""))
}

// Reference is the earlier submission that figures are compared with, nil
// where there is none.
func (w *Workspace) Reference() *Reference {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	return w.before
}

// keep writes a reference into the document.
func (w *Workspace) keep(key, text, label string) error {
	entries, err := w.document.Entries(KindReference)
	if err != nil {
		return err
	}
	edit := document.Edit{Kind: KindReference, Key: key, After: text}
	for _, e := range entries {
		if e.Key == key {
			edit.Before = e.Value
		}
	}
	if edit.Before == edit.After {
		return nil
	}
	return w.apply("typed", label, []document.Edit{edit})
}

// declareAnew checks everything again with what is compared with. The mutex
// is held.
func (w *Workspace) declareAnew() {
	w.failing, w.findings, w.computed = nil, nil, time.Now()
	w.checks.Declare(w.declared())
}

// compareWith puts what figures are compared with before the checks.
func (w *Workspace) compareWith(d *validation.Declared) {
	if w.before != nil {
		past := make(map[validation.Then]forms.Answer, len(w.before.past))
		for address, a := range w.before.past {
			if then, ok := validation.ThenOf(w.q, address); ok {
				past[then] = a
			}
		}
		d.Before = &validation.Reference{Year: w.before.Year, Answers: w.before.answers, Questions: w.before.questions, Past: past}
	}
	d.Partners, d.Sent = w.partners.figures, w.sent
}

// storedReference is how the document keeps a reference.
type storedReference struct {
	File         string                 `json:"file"`
	Year         int                    `json:"year"`
	Version      string                 `json:"version,omitempty"`
	Loaded       time.Time              `json:"loaded"`
	Answers      []byte                 `json:"answers"` // lines of address and answer, gzip
	Questions    map[string]string      `json:"questions,omitempty"`
	Explanations map[string]explanation `json:"explanations,omitempty"`
}

func (w *Workspace) packReference(r *Reference) (string, error) {
	s := storedReference{File: r.File, Year: r.Year, Version: r.Version, Loaded: r.Loaded,
		Answers: packed(addressesAsText(r.all)), Questions: r.questions, Explanations: map[string]explanation{}}
	for key, x := range r.explanations {
		s.Explanations[key] = explanation{Text: x.Text, Who: x.Who, When: x.When}
	}
	text, err := json.Marshal(s)
	return string(text), err
}

func (w *Workspace) takeReference(key, value string) error {
	switch key {
	case beforeKey:
		w.before = nil
		if value == "" {
			return nil
		}
		var s storedReference
		err := json.Unmarshal([]byte(value), &s)
		if err != nil {
			return fmt.Errorf("%s: %w", w.document.Path(), err)
		}
		r := &Reference{File: s.File, Year: s.Year, Version: s.Version, Loaded: s.Loaded, questions: s.Questions, explanations: map[string]Explanation{}}
		if r.all, err = unpacked(s.Answers); err != nil {
			return fmt.Errorf("%s: %s: %w", w.document.Path(), s.File, err)
		}
		r.layOn(w.q)
		for key, x := range s.Explanations {
			r.explanations[key] = Explanation{Text: x.Text, Who: x.Who, When: x.When}
		}
		w.before = r
	case partnersKey:
		return w.takePartners(value)
	}
	return nil
}

// Suggested returns what the office said before about the same check of the
// same cell: of figures that have changed since, or a year ago. It is a
// starting point for an explanation, not one.
func (w *Workspace) Suggested(f *validation.Finding) (Explanation, bool) {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	if x, ok := w.explained(f); ok {
		return x, true
	}
	keys := []string{f.Key}
	for _, cell := range f.Cells[:min(len(f.Cells), mostOffered)] {
		keys = append(keys, f.Rule+" "+w.q.Address(cell)) // as a workbook has it, or when it was said alone
	}
	for _, key := range keys {
		if x, ok := w.explanations[key]; ok {
			return Explanation{Text: x.Text, Who: x.Who, When: x.When, Lapsed: true}, true
		}
	}
	if w.before == nil {
		return Explanation{}, false
	}
	for _, key := range keys {
		for _, key := range []string{key, shifted(key, w.before.Year-w.q.Year)} {
			if x, ok := w.before.explanations[key]; ok {
				x.Lapsed = true
				return x, true
			}
		}
	}
	return Explanation{}, false
}

// mostOffered is how many figures of a finding are looked at for what was said
// of them before.
const mostOffered = 24

// years are the years within an address or a key.
var years = regexp.MustCompile(`(^|[ /])((?:19|20|21)\d\d)\b`)

// shifted moves the years of a key: last year's finding about the last year
// is this year's about this one.
func shifted(key string, by int) string {
	return years.ReplaceAllStringFunc(key, func(found string) string {
		digits := found[len(found)-4:]
		year, _ := strconv.Atoi(digits)
		return strings.TrimSuffix(found, digits) + strconv.Itoa(year+by)
	})
}

// Before returns what was sent for a cell: in the latest submission of this
// document where that is another figure than now, else in the earlier one that
// is compared with.
func (w *Workspace) Before(cell forms.Cell) (forms.Answer, bool) {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	var was forms.Answer
	if w.sent != nil {
		was = w.sent.Answers.At(cell)
	}
	if earlier := w.before.At(cell); !earlier.IsBlank() && (was.IsBlank() || sameFigure(was, w.answers.At(cell))) {
		was = earlier
	}
	return was, !was.IsBlank()
}

// Changed reports whether a figure is another than one that was sent.
func (w *Workspace) Changed(cell forms.Cell) bool {
	was, ok := w.Before(cell)
	return ok && !sameFigure(was, w.Answer(cell))
}

func sameFigure(a, b forms.Answer) bool {
	return a.Value == b.Value && a.Status.IsNumber() == b.Status.IsNumber()
}

// PastYear is what was sent for a year before those of a table.
type PastYear struct {
	Year   string
	Answer forms.Answer
}

// longestPast is how many years before those of a table are looked at.
const longestPast = 5

// PastYears returns what the earlier submission says of a cell for the years
// before those that its table asks, the earliest first.
func (w *Workspace) PastYears(cell forms.Cell) []PastYear {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	cube := w.q.CubeOf(cell)
	axis := cube.AxisOf("time")
	if w.before == nil || len(w.before.past) == 0 || axis < 0 {
		return nil
	}
	first, _ := strconv.Atoi(cube.Axes[axis].List.Codes[0].ID)
	own, _ := strconv.Atoi(cube.Code(cell, axis).ID)
	address := w.q.Address(cell)
	var past []PastYear
	for year := first - longestPast; year < first; year++ {
		if a, ok := w.before.past[shifted(address, year-own)]; ok {
			past = append(past, PastYear{strconv.Itoa(year), a})
		}
	}
	return past
}

// lastSent is the latest submission that the document knows of, nil where
// there is none. One that cannot be read changes nothing.
func (w *Workspace) lastSent() *validation.Sent {
	list, err := w.document.Submissions()
	if err != nil || len(list) == 0 {
		return nil
	}
	last, err := w.document.Submission(list[len(list)-1].ID)
	if err != nil {
		return nil
	}
	all, err := unpacked(last.Answers)
	if err != nil {
		return nil
	}
	return &validation.Sent{On: last.Time.Local().Format(time.DateOnly), Answers: layOut(w.q, all).answers}
}

var errNoAnswers = errors.New("the answers that were kept cannot be read")
