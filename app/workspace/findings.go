package workspace

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"migraform/forms"
	"migraform/forms/document"
	"migraform/validation"
)

// Explanation is what the office says about a finding: the figure is right,
// because. It belongs to a check and to the figures that it explains, and
// lapses when they change.
type Explanation struct {
	Text   string
	Who    string
	When   time.Time
	Lapsed bool
}

// explanation is how the document keeps it.
type explanation struct {
	Text    string    `json:"text"`
	Figures string    `json:"figures"`
	Who     string    `json:"who"`
	When    time.Time `json:"when"`
}

func (w *Workspace) takeExplanation(key, value string) error {
	if w.checks != nil {
		w.checks.Reconsider()
	}
	if value == "" {
		delete(w.explanations, key)
		return nil
	}
	var x explanation
	if err := json.Unmarshal([]byte(value), &x); err != nil {
		return fmt.Errorf("%s: the explanation of %s: %w", w.document.Path(), key, err)
	}
	w.explanations[key] = x
	return nil
}

// Failing returns the failing checks by severity. It is what a screen shows
// after every change. The slice is shared; it must not be changed.
func (w *Workspace) Failing() []validation.Finding {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	return w.fails()
}

// Findings returns what does not hold: failing checks by severity, then what
// cannot be told, which may be very much while a document is half filled in.
// The slice is shared; it must not be changed.
func (w *Workspace) Findings() []validation.Finding {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	if w.findings == nil {
		w.findings = append(slices.Clip(w.fails()), w.checks.CannotTell()...)
	}
	return w.findings
}

// Where there are few errors in a questionnaire of ordinary size, the figures
// that are probably wrong are sought at once, so that tables mark them, those
// of other tables too; elsewhere when somebody looks at a finding.
const (
	fewErrors = 60
	manyCells = 200_000
)

// fails keeps the failing checks until something changes.
func (w *Workspace) fails() []validation.Finding {
	if w.failing == nil {
		w.failing = w.checks.Failing()
		if w.failing == nil {
			w.failing = []validation.Finding{}
		}
		w.byCell.Take(w.failing, w.q.Cells)
		w.countAll()
		if w.soughtAtOnce() {
			for i := range w.failing {
				w.checks.Blame(&w.failing[i])
			}
		}
	}
	return w.failing
}

// soughtAtOnce counts errors alone: only sums tell which figure is wrong, and
// a document may have very many warnings.
func (w *Workspace) soughtAtOnce() bool {
	errors := slices.IndexFunc(w.failing, func(f validation.Finding) bool { return f.Severity != validation.Error })
	if errors < 0 {
		errors = len(w.failing)
	}
	return errors <= fewErrors && w.q.Cells <= manyCells
}

// FindingsAt returns the failing checks in which a cell takes part. Sought
// says that the figures that are probably wrong are in their Suspects; they
// are once Blame was asked for them.
func (w *Workspace) FindingsAt(cell forms.Cell) (at []*validation.Finding, sought bool) {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	findings := w.fails()
	w.byCell.At(cell, func(i int) { at = append(at, &findings[i]) })
	return at, w.soughtAtOnce()
}

// Blame looks for the figures that are probably wrong in findings that Failing
// or Findings returned, and writes them into their Suspects.
func (w *Workspace) Blame(findings ...*validation.Finding) {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	w.checks.Blame(findings...)
}

// Count counts the findings of a table, or of all where the id is empty.
// Explained warnings are not counted.
func (w *Workspace) Count(table string) validation.Count {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	w.fails()
	return w.counts[table]
}

// countAll counts the findings of every table, and under no name those of all.
func (w *Workspace) countAll() {
	w.counts = map[string]validation.Count{}
	of := map[string]*validation.Count{"": {}}
	for _, t := range w.q.Tables {
		unsure := w.checks.Unsure(t)
		of[t.ID] = &validation.Count{CannotTell: unsure}
		of[""].CannotTell += unsure
	}
	for i := range w.failing {
		if f := &w.failing[i]; !w.settled(f) {
			of[w.q.TableOf(w.q.CubeOf(f.Cells[0])).ID].Add(f)
			of[""].Add(f)
		}
	}
	for table, n := range of {
		w.counts[table] = *n
	}
}

// Explanation returns what the office said about a finding.
func (w *Workspace) Explanation(f *validation.Finding) (Explanation, bool) {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	return w.explained(f)
}

func (w *Workspace) explained(f *validation.Finding) (Explanation, bool) {
	x, ok := w.explanations[f.Key]
	if !ok {
		return Explanation{}, false
	}
	return Explanation{Text: x.Text, Who: x.Who, When: x.When, Lapsed: x.Figures != w.figures(f)}, true
}

// Explain settles a finding with a text, or takes an explanation back where
// the text is empty.
func (w *Workspace) Explain(f *validation.Finding, text string) error {
	return w.ExplainAll([]*validation.Finding{f}, text)
}

// ExplainAll gives several findings the same explanation, as one undoable
// change.
func (w *Workspace) ExplainAll(findings []*validation.Finding, text string) error {
	if len(findings) == 0 {
		return nil
	}
	text = strings.TrimSpace(text)
	when := time.Now().UTC().Truncate(time.Second)
	edits := make([]document.Edit, 0, len(findings))
	w.mutex.Lock()
	for _, f := range findings {
		edit := document.Edit{Kind: document.KindExplanation, Key: f.Key}
		if x, ok := w.explanations[f.Key]; ok {
			b, _ := json.Marshal(x) // as it was read
			edit.Before = string(b)
		}
		if text != "" {
			b, _ := json.Marshal(explanation{Text: text, Figures: w.figures(f), Who: who(), When: when})
			edit.After = string(b)
		}
		edits = append(edits, edit)
	}
	w.mutex.Unlock()
	return w.apply("typed", label("change.explained", w.q.Address(findings[0].Cells[0])), edits)
}

// Alike returns the findings that may have the same cause as one: of the same
// rule in the same table, without an explanation that holds, itself included.
func (w *Workspace) Alike(f *validation.Finding) []*validation.Finding {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	table := w.q.TableOf(w.q.CubeOf(f.Cells[0]))
	var alike []*validation.Finding
	for i := range w.fails() {
		g := &w.failing[i]
		if g.Rule == f.Rule && w.q.TableOf(w.q.CubeOf(g.Cells[0])) == table && w.Explainable(g) && (g.Key == f.Key || !w.settled(g)) {
			alike = append(alike, g)
		}
	}
	return alike
}

// isExplained reports whether the office said why a figure is right, as it is
// today.
func (w *Workspace) isExplained(cell forms.Cell) bool {
	if len(w.explanations) == 0 {
		return false
	}
	figure := w.figureAt(cell)
	for _, x := range w.explanations {
		if strings.HasPrefix(x.Figures, figure) || strings.Contains(x.Figures, " "+figure) {
			return true
		}
	}
	return false
}

// figureAt writes down what is in a cell, and a space.
func (w *Workspace) figureAt(cell forms.Cell) string {
	a := w.answers.At(cell)
	a.Means, a.Source = 0, forms.SourceRef{}
	text, _ := a.MarshalText()
	if n, complete, ok := w.checks.Shown(cell); ok {
		text = n.Append([]byte("~"))
		if !complete {
			text = append(text, '+')
		}
	}
	return w.q.Address(cell) + "=" + string(text) + " "
}

// figures writes down the figures that a finding is about: the answers, what
// blank totals come to, and what those are compared with.
func (w *Workspace) figures(f *validation.Finding) string {
	var b strings.Builder
	for _, cell := range f.Cells {
		b.WriteString(w.figureAt(cell))
	}
	for _, n := range f.Beside {
		fmt.Fprintf(&b, "%s ", n)
	}
	return b.String()
}

// Finished reports whether the office called a table finished.
func (w *Workspace) Finished(table string) bool {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	return w.finished[table]
}

// Finish marks a table as finished, or takes the mark back.
func (w *Workspace) Finish(table string, finished bool) error {
	edit := document.Edit{Kind: document.KindTable, Key: table}
	if w.Finished(table) {
		edit.Before = "finished"
	}
	if finished {
		edit.After = "finished"
	}
	if edit.Before == edit.After {
		return nil
	}
	return w.apply("typed", label("change.finished", table), []document.Edit{edit})
}

// Progress counts the cells of a table that a person answers, and those of
// them that hold an answer.
func (w *Workspace) Progress(t *forms.Table) (answered, asked int) {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	for _, c := range t.Cubes {
		answered += w.checks.Answered(c)
		asked += w.checks.Asked(c)
	}
	return answered, asked
}

// Blanks returns the cells of a table that still need an answer.
func (w *Workspace) Blanks(t *forms.Table) []forms.Cell {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	var cells []forms.Cell
	for _, c := range t.Cubes {
		cells = append(cells, w.checks.Blanks(c)...)
	}
	return cells
}
