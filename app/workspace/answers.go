package workspace

import (
	"strings"
	"time"

	"migraform/forms"
	"migraform/forms/document"
	"migraform/forms/words"
	"migraform/validation"
)

// CellAnswer is an answer for a cell.
type CellAnswer struct {
	Cell   forms.Cell
	Answer forms.Answer
}

// CellText is what was typed or pasted for a cell.
type CellText struct {
	Cell forms.Cell
	Text string
}

// Answer returns what a cell holds.
func (w *Workspace) Answer(cell forms.Cell) forms.Answer {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	return w.answers.At(cell)
}

// Shown returns what a blank total comes to. Complete is false where parts
// are still blank.
func (w *Workspace) Shown(cell forms.Cell) (n forms.Number, complete, ok bool) {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	return w.checks.Shown(cell)
}

// Put answers cells as one undoable change. The label is one of the ids
// change.… with an optional subject, see Label. The error is a *NotAskedError
// where one of them is not asked.
func (w *Workspace) Put(means forms.Means, label string, answers []CellAnswer) error {
	edits := make([]document.Edit, 0, len(answers))
	for _, a := range answers {
		if w.hidden(a.Cell) {
			return &NotAskedError{Address: w.q.Address(a.Cell)}
		}
		edits = append(edits, w.answerEdit(a.Cell, a.Answer))
	}
	return w.apply(means.String(), label, edits)
}

func (w *Workspace) answerEdit(cell forms.Cell, answer forms.Answer) document.Edit {
	text, _ := answer.MarshalText()
	before, _ := w.Answer(cell).MarshalText()
	return document.Edit{Kind: document.KindAnswer, Key: w.q.Address(cell), Before: string(before), After: string(text)}
}

// Type answers a cell with a text as a person types it: a number in any of
// the usual ways, a sign of a missing value, or nothing. A number keeps the
// cell's status and confidentiality. The error says what may be typed.
func (w *Workspace) Type(cell forms.Cell, text string) error {
	answer, err := w.ReadAnswer(cell, text)
	if err != nil {
		return err
	}
	if answer.Same(w.Answer(cell)) {
		return nil
	}
	answer.Means = forms.Typed
	return w.Put(forms.Typed, label("change.typed", w.q.Address(cell)), []CellAnswer{{cell, answer}})
}

// Paste answers many cells at once with texts. It changes nothing where one
// of them cannot be read, and returns those.
func (w *Workspace) Paste(texts []CellText) (refused []CellText, err error) {
	var answers []CellAnswer
	for _, t := range texts {
		answer, err := w.ReadAnswer(t.Cell, t.Text)
		if err != nil {
			refused = append(refused, t)
			continue
		}
		if !answer.Same(w.Answer(t.Cell)) {
			answer.Means = forms.Pasted
			answers = append(answers, CellAnswer{t.Cell, answer})
		}
	}
	if len(refused) > 0 || len(answers) == 0 {
		return refused, nil
	}
	return nil, w.Put(forms.Pasted, label("change.pasted", w.q.Address(answers[0].Cell)), answers)
}

// Clear blanks cells.
func (w *Workspace) Clear(cells []forms.Cell) error {
	var answers []CellAnswer
	for _, cell := range cells {
		if !w.Answer(cell).IsBlank() {
			answers = append(answers, CellAnswer{Cell: cell})
		}
	}
	if len(answers) == 0 {
		return nil
	}
	return w.Put(forms.Typed, label("change.cleared", w.q.Address(answers[0].Cell)), answers)
}

// Mark changes the status of cells. A status without a number drops the
// figures; one with a number is given only to cells that hold one.
func (w *Workspace) Mark(cells []forms.Cell, status forms.Status) error {
	return w.alter(cells, "change.marked", func(a *forms.Answer) bool {
		if status.IsNumber() && !a.Status.IsNumber() || a.Status == status {
			return false
		}
		a.Status, a.Into = status, ""
		return true
	})
}

// MarkConfidential changes the confidentiality status of cells that hold an
// answer.
func (w *Workspace) MarkConfidential(cells []forms.Cell, conf forms.Confidentiality) error {
	return w.alter(cells, "change.marked", func(a *forms.Answer) bool {
		if a.IsBlank() || a.Conf == conf {
			return false
		}
		a.Conf = conf
		return true
	})
}

// Include says that a cell is included in another, which is marked so too.
func (w *Workspace) Include(cell, into forms.Cell) error {
	answers := []CellAnswer{{cell, forms.Answer{Status: forms.Included, Into: w.q.Address(into), Means: forms.Typed}}}
	if target := w.Answer(into); target.Status.IsNumber() {
		target.Status = forms.Includes
		answers = append(answers, CellAnswer{into, target})
	}
	return w.Put(forms.Typed, label("change.marked", w.q.Address(cell)), answers)
}

func (w *Workspace) alter(cells []forms.Cell, id string, f func(*forms.Answer) bool) error {
	var answers []CellAnswer
	for _, cell := range cells {
		if a := w.Answer(cell); !w.hidden(cell) && f(&a) {
			answers = append(answers, CellAnswer{cell, a})
		}
	}
	if len(answers) == 0 {
		return nil
	}
	return w.Put(forms.Typed, label(id, w.q.Address(answers[0].Cell)), answers)
}

// FillBlanks gives the same answer to those of the cells that still need one:
// nil, or not available.
func (w *Workspace) FillBlanks(cube *forms.Cube, within []forms.Cell, answer forms.Answer) (int, error) {
	w.mutex.Lock()
	blanks := w.checks.Blanks(cube)
	w.mutex.Unlock()
	chosen := make(map[forms.Cell]bool, len(within))
	for _, cell := range within {
		chosen[cell] = true
	}
	answer.Means = forms.Typed
	var answers []CellAnswer
	for _, cell := range blanks {
		if within == nil || chosen[cell] {
			answers = append(answers, CellAnswer{cell, answer})
		}
	}
	if len(answers) == 0 {
		return 0, nil
	}
	return len(answers), w.Put(forms.Typed, label("change.filled", cube.Name), answers)
}

// Derivable returns what follows from other figures for the blank cells of a
// table, or of all where the id is empty. Nothing is changed.
func (w *Workspace) Derivable(table string) []CellAnswer {
	w.mutex.Lock()
	answers, declared := w.snapshot(), w.declared()
	w.mutex.Unlock()
	var follows []CellAnswer
	for _, d := range validation.Derivations(w.q, answers, declared) {
		if table == "" || w.q.TableOf(w.q.CubeOf(d.Cell)).ID == table {
			follows = append(follows, CellAnswer{d.Cell, forms.Answer{Value: d.Value, Status: forms.Normal, Means: forms.Derived}})
		}
	}
	return follows
}

// Derive fills in what Derivable returned, or some of it, as one undoable
// change. It is told by the table, or by the questionnaire where the id is
// empty.
func (w *Workspace) Derive(table string, follows []CellAnswer) error {
	if table == "" {
		table = w.Questionnaire().ID
	}
	return w.Put(forms.Derived, label("change.derived", table), follows)
}

// signs are what a person may type instead of a number.
var signs = map[string]forms.Answer{
	"–": {Status: forms.Normal}, "-": {Status: forms.Normal}, "—": {Status: forms.Normal}, "\u2212": {Status: forms.Normal},
	"…": {Status: forms.NotAvailable}, "...": {Status: forms.NotAvailable},
	"..": {Status: forms.CannotExist},
	"x":  {Status: forms.Included}, "X": {Status: forms.Included},
	"c": {Status: forms.Withheld}, "C": {Status: forms.Withheld},
}

// SignOf is how an answer that is no plain number is shown, empty for one
// that is.
func SignOf(a forms.Answer) string {
	switch a.Status {
	case forms.NotAvailable, forms.NotCollected:
		return "…"
	case forms.CannotExist:
		return ".."
	case forms.Included:
		return "x"
	case forms.Withheld:
		return "c"
	case forms.Normal:
		if a.Value == 0 {
			return "–"
		}
	}
	return ""
}

// ReadAnswer reads what was typed for a cell without changing anything.
func (w *Workspace) ReadAnswer(cell forms.Cell, text string) (forms.Answer, error) {
	if w.hidden(cell) && strings.TrimSpace(text) != "" {
		return forms.Answer{}, &NotAskedError{Address: w.q.Address(cell)}
	}
	was := w.Answer(cell)
	text = strings.TrimSpace(text)
	if text == "" {
		return forms.Answer{}, nil
	}
	if answer, ok := signs[text]; ok {
		if answer.Status == was.Status {
			answer.Conf, answer.Into = was.Conf, was.Into
		}
		return answer, nil
	}
	number, status := text, forms.Normal
	if was.Status.IsNumber() {
		status = was.Status
	}
	if last := text[len(text)-1]; len(text) > 1 {
		if s, ok := forms.ParseStatus(strings.ToUpper(string(last))); ok && s.IsNumber() && s != forms.Normal {
			number, status = strings.TrimSpace(text[:len(text)-1]), s
		}
	}
	read := words.ReadNumber
	if w.Questionnaire().CubeOf(cell).Decimals > 0 {
		read = words.ReadRate
	}
	n, err := read(number)
	if err != nil {
		return forms.Answer{}, &UnreadableError{Text: text, Err: err}
	}
	return forms.Answer{Value: n, Status: status, Conf: was.Conf}, nil
}

// hidden reports whether a cell lies below what is asked in its year.
func (w *Workspace) hidden(cell forms.Cell) bool {
	return w.q.CubeOf(cell).Hidden(cell)
}

// NotAskedError says that a cell cannot be answered: its table is answered in
// a coarser breakdown in that year.
type NotAskedError struct{ Address string }

func (e *NotAskedError) Error() string { return words.In("en").Error(e) }

// Message gives the error for translation.
func (e *NotAskedError) Message() (string, map[string]any) {
	return "answer.not_asked", map[string]any{"Cell": e.Address}
}

// UnreadableError says that a text is no answer.
type UnreadableError struct {
	Text string
	Err  error
}

func (e *UnreadableError) Error() string { return words.In("en").Error(e) }

func (e *UnreadableError) Unwrap() error { return e.Err }

// Message gives the error for translation.
func (e *UnreadableError) Message() (string, map[string]any) {
	id := "answer.unreadable"
	switch e.Err {
	case forms.ErrTooLarge:
		id = "answer.too_large"
	case forms.ErrTooFine:
		id = "answer.too_fine"
	}
	return id, map[string]any{"Text": e.Text}
}

// Past is an earlier answer of a cell.
type Past struct {
	When   time.Time
	Who    string
	Label  words.Message
	Undone bool // it is the moment of an undo
	Before forms.Answer
	After  forms.Answer
}

// History returns how a cell's answer came about, the latest first.
func (w *Workspace) History(cell forms.Cell, most int) ([]Past, error) {
	moments, err := w.document.History(document.KindAnswer, w.q.Address(cell), most)
	if err != nil {
		return nil, err
	}
	past := make([]Past, 0, len(moments))
	for _, m := range moments {
		p := Past{When: m.When, Who: m.Who, Label: Label(m.Label), Undone: m.Event == document.Undid}
		if err := p.Before.UnmarshalText([]byte(m.Before)); err != nil {
			return nil, err
		}
		if err := p.After.UnmarshalText([]byte(m.After)); err != nil {
			return nil, err
		}
		past = append(past, p)
	}
	return past, nil
}

// Source returns the file and sheet that an imported figure was read from.
func (w *Workspace) Source(ref forms.SourceRef) (document.Source, bool) {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	for _, s := range w.sources {
		if s.ID == ref.Source {
			return s, true
		}
	}
	return document.Source{}, false
}

// label writes a change's label for the document: an id and its subject.
func label(id, subject string) string { return id + " " + subject }

// Label reads what label wrote.
func Label(text string) words.Message {
	id, what := subject(text)
	return words.Say(id, "Subject", what)
}

func subject(label string) (id, what string) {
	id, what, _ = strings.Cut(label, " ")
	return id, what
}
