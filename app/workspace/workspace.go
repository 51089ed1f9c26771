package workspace

import (
	"errors"
	"os"
	"os/user"
	"slices"
	"strconv"
	"sync"
	"time"

	"migraform/forms"
	"migraform/forms/definition"
	"migraform/forms/document"
	"migraform/forms/words"
	"migraform/validation"
)

// Application is the version of the program that documents and workbooks
// name.
const Application = "0.1.0"

// Extension is what documents' names end in.
const Extension = ".migraform"

// Start says what a new document is for.
type Start struct {
	Country  string // ISO 3166-1 alpha-3
	Year     int    // the last reference year
	Scope    string // definition.Core or definition.All
	Language string // of the questionnaire's texts in workbooks and letters
	Office   string
	// Definition is the questionnaire; nil means the program's own.
	Definition *definition.Definition
	// Choices are the coarser breakdowns that the office has.
	Choices definition.Choices
}

// Workspace is one open questionnaire. Its methods may be called from any
// goroutine; each sees all changes of those before it.
type Workspace struct {
	mutex sync.Mutex

	document     *document.Document
	folder       string // that is removed with the workspace; empty for a document of its own
	definition   *definition.Definition
	choices      definition.Choices     // of breakdowns
	holds        func(when string) bool // over the answers to questions
	asks         string                 // which conditions of tables and codes hold; see definition.Asks
	q            *forms.Questionnaire
	whole        *forms.Questionnaire // with all that answers to questions leave out; nil where they leave out nothing
	changes      int                  // made to the answers since the document was opened
	answers      *forms.Answers
	notes        map[string]string
	questions    map[string]string
	settings     map[string]string
	finished     map[string]bool
	explanations map[string]explanation
	layouts      map[string]string
	leftovers    []Leftover // without what becomes of them: see Leftovers
	sources      []document.Source
	checks       *validation.Engine
	failing      []validation.Finding // nil until asked for after a change
	findings     []validation.Finding // those and what cannot be told, as failing
	byCell       validation.ByCell
	counts       map[string]validation.Count // of failing, by table
	before       *Reference                  // nil where none is loaded
	partners     Partners
	sent         *validation.Sent // the latest submission, nil where there is none
	computed     time.Time        // when the checks ran last
	saved        time.Time
	listeners    []func(Changed)
}

// Changed says what a change touched, so that a screen redraws just that.
type Changed struct {
	Cells     []forms.Cell // answers that changed; totals and findings may have changed anywhere
	Notes     bool
	Questions bool
	Tables    bool // which tables are finished
	Settings  bool
	Reference bool // what figures are compared with
	// Questionnaire says that what is asked has changed: Questionnaire returns
	// another one, in which every cell has another number, and everything that
	// was made of the one before has to be made anew.
	Questionnaire bool
}

// Create begins a document in a new file. It refuses an existing one.
func Create(path string, s Start) (*Workspace, error) {
	d, err := s.Definition, error(nil)
	if d == nil {
		d, err = definition.BuiltIn()
	}
	if err != nil {
		return nil, err
	}
	if s.Scope == "" {
		s.Scope = definition.Core
	}
	if s.Definition != nil && !s.Definition.HasCore() {
		s.Scope = definition.All
	}
	if s.Language == "" {
		s.Language = "en"
	}
	if _, err := d.For(s.Country, s.Year, s.Scope); err != nil {
		return nil, err
	}
	bundle, err := d.Bundle()
	if err != nil {
		return nil, err
	}
	doc, err := document.Create(path, document.Info{Definition: bundle, Application: Application, Properties: map[string]string{
		"questionnaire": d.ID(), "version": d.Version(), "country": s.Country, "year": strconv.Itoa(s.Year),
		"scope": s.Scope, "language": s.Language, "office": s.Office}})
	if err != nil {
		return nil, err
	}
	w, err := load(doc)
	if err != nil {
		doc.Close()
		return nil, err
	}
	if len(s.Choices) > 0 {
		plan, err := w.RegroupTo(s.Choices)
		if err == nil {
			err = w.ApplyRegrouping(plan)
		}
		if err != nil {
			w.Close()
			return nil, err
		}
	}
	if g := w.q.Group("M5"); s.Office != "" && g != nil && g.Question("office") != nil {
		if err := w.SetQuestion("M5", 0, "office", s.Office); err != nil {
			w.Close()
			return nil, err
		}
	}
	return w, nil
}

// Open opens a document for writing; where somebody else has it open, or it
// cannot be written, for reading: see ReadOnly.
func Open(path string) (*Workspace, error) {
	return open(path, document.Open)
}

// OpenReadOnly opens a document for reading only.
func OpenReadOnly(path string) (*Workspace, error) {
	return open(path, document.OpenReadOnly)
}

func open(path string, how func(string) (*document.Document, error)) (*Workspace, error) {
	doc, err := how(path)
	if err != nil {
		return nil, err
	}
	w, err := load(doc)
	if err != nil {
		doc.Close()
		return nil, err
	}
	return w, nil
}

// Close closes the document. Everything shown as saved is in it.
func (w *Workspace) Close() error {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	err := w.document.Close()
	if w.folder != "" {
		err = errors.Join(err, os.RemoveAll(w.folder))
	}
	return err
}

// SaveCopy writes the document with its whole history to another file, which
// must not exist yet. The workspace stays with its own.
func (w *Workspace) SaveCopy(path string) error {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	return w.document.SaveCopy(path)
}

// Path is the document's file.
func (w *Workspace) Path() string { return w.document.Path() }

// Questionnaire is what the office is asked. It is another one after a change
// of breakdowns, or an undo of one: see Changed.
func (w *Workspace) Questionnaire() *forms.Questionnaire {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	return w.q
}

// Language is the language that the document was begun in.
func (w *Workspace) Language() string { return w.document.Info().Properties["language"] }

// Office is the name of the statistical office.
func (w *Workspace) Office() string { return w.Question("M5", 0, "office") }

// Country is the office's country.
func (w *Workspace) Country() definition.Area {
	area, _ := definition.CountryByCode(w.q.Country)
	return area
}

// ReadOnly says why the document cannot be changed, where that is so.
func (w *Workspace) ReadOnly() (words.Message, bool) {
	reason, ok := w.document.ReadOnly()
	if !ok {
		return words.Message{}, false
	}
	id, args := reason.Message()
	return words.Message{ID: id, Args: args}, true
}

// Saved is when the latest change became durable.
func (w *Workspace) Saved() time.Time {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	return w.saved
}

// OnChange calls f after every change, on the goroutine that made it.
func (w *Workspace) OnChange(f func(Changed)) {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	w.listeners = append(w.listeners, f)
}

// apply makes edits durable and then visible. Nothing changes where it
// returns an error.
func (w *Workspace) apply(means, label string, edits []document.Edit) error {
	w.mutex.Lock()
	change, err := w.document.Apply(who(), means, label, edits)
	if err != nil {
		w.mutex.Unlock()
		return err
	}
	return w.show(change, func(e document.Edit) string { return e.After })
}

// Undo takes the latest change back, also one of an earlier session. It
// returns what was undone.
func (w *Workspace) Undo() (words.Message, error) {
	if label, ok := w.document.CanUndo(); ok && isVersion(label) {
		return words.Message{}, document.ErrNothingToUndo
	}
	return w.step((*document.Document).Undo, func(e document.Edit) string { return e.Before })
}

// Redo does again what was undone last.
func (w *Workspace) Redo() (words.Message, error) {
	return w.step((*document.Document).Redo, func(e document.Edit) string { return e.After })
}

func (w *Workspace) step(how func(*document.Document) (document.Change, error), value func(document.Edit) string) (words.Message, error) {
	w.mutex.Lock()
	change, err := how(w.document)
	if err != nil {
		w.mutex.Unlock()
		return words.Message{}, err
	}
	return Label(change.Label), w.show(change, value)
}

// CanUndo names what Undo would take back.
func (w *Workspace) CanUndo() (words.Message, bool) {
	label, ok := w.document.CanUndo()
	return Label(label), ok && !isVersion(label)
}

// isVersion reports whether a change carried the answers over to a newer
// version of the questionnaire. Undo ends there: what was before was said of
// other cells.
func isVersion(label string) bool { return Label(label).ID == "change.version" }

// CanRedo names what Redo would do again.
func (w *Workspace) CanRedo() (words.Message, bool) {
	label, ok := w.document.CanRedo()
	return Label(label), ok
}

// show takes over a durable change, checks what it touches and tells the
// listeners. The mutex is held on entry and released before they are called.
func (w *Workspace) show(change document.Change, value func(document.Edit) string) error {
	w.changes++
	if slices.ContainsFunc(change.Edits, func(e document.Edit) bool { return e.Kind == document.KindSetting && e.Key == breakdownSetting }) {
		return w.showAnew()
	}
	var changed Changed
	var failed error
	declares := false
	var noted []forms.Cell
	for _, edit := range change.Edits {
		cell, err := w.take(edit.Kind, edit.Key, value(edit))
		failed = errors.Join(failed, err)
		switch edit.Kind {
		case document.KindAnswer:
			if cell != forms.NoCell {
				changed.Cells = append(changed.Cells, cell)
			}
		case document.KindNote:
			changed.Notes = true
			noted = append(noted, w.covered(edit.Key)...)
		case document.KindQuestion:
			changed.Questions, declares = true, true
		case document.KindTable:
			changed.Tables, declares = true, true
		case KindReference:
			changed.Reference, declares = true, true
		default:
			changed.Settings = true
		}
	}
	if changed.Questions {
		w.holds = definition.Given(w.q, w.questions).Holds
		if w.definition.Asks(w.holds) != w.asks {
			return errors.Join(failed, w.showAnew())
		}
	}
	w.saved, w.computed = time.Now(), time.Now()
	w.failing, w.findings = nil, nil
	if changed.Notes {
		w.checks.Note(w.noted(), noted)
	}
	// An edit alone costs as much as a thousand cells among all.
	if len(changed.Cells) > 10+w.q.Cells/1000 {
		w.checks.CheckAll()
	} else {
		w.checks.Update(changed.Cells)
	}
	if declares {
		w.checks.Declare(w.declared())
	}
	listeners := w.listeners
	w.mutex.Unlock()
	for _, f := range listeners {
		f(changed)
	}
	return failed
}

// showAnew takes over a durable change of what is asked. The mutex is held on
// entry and released before the listeners are called.
func (w *Workspace) showAnew() error {
	failed := w.relay()
	w.saved = time.Now()
	listeners := w.listeners
	w.mutex.Unlock()
	for _, f := range listeners {
		f(Changed{Questionnaire: true, Notes: true, Questions: true, Tables: true, Settings: true, Reference: true})
	}
	return failed
}

// who is the name under which changes are recorded.
var who = sync.OnceValue(func() string {
	if u, err := user.Current(); err == nil {
		if u.Name != "" {
			return u.Name
		}
		return u.Username
	}
	return ""
})
