package workspace

import (
	"errors"
	"fmt"
	"os"
	"os/user"
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
}

// Workspace is one open questionnaire. Its methods may be called from any
// goroutine; each sees all changes of those before it.
type Workspace struct {
	mutex sync.Mutex

	document     *document.Document
	q            *forms.Questionnaire
	answers      *forms.Answers
	notes        map[string]string
	questions    map[string]string
	settings     map[string]string
	finished     map[string]bool
	explanations map[string]explanation
	layouts      map[string]string
	leftovers    []Leftover
	sources      []document.Source
	checks       *validation.Engine
	failing      []validation.Finding // nil until asked for after a change
	findings     []validation.Finding // those and what cannot be told, as failing
	byCell       validation.ByCell
	before       *Reference // nil where none is loaded
	partners     Partners
	sent         *forms.Answers // of the latest submission, once sentRead; nil where there is none
	sentRead     bool
	computed     time.Time // when the checks ran last
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
}

// Create begins a document in a new file. It refuses an existing one.
func Create(path string, s Start) (*Workspace, error) {
	d, err := definition.BuiltIn()
	if err != nil {
		return nil, err
	}
	if s.Scope == "" {
		s.Scope = definition.Core
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
	if s.Office != "" {
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

// loaded are the kinds of entries that a workspace holds.
var loaded = []document.Kind{document.KindAnswer, document.KindNote, document.KindQuestion, document.KindSetting,
	document.KindTable, document.KindExplanation, document.KindLayout, KindReference}

func load(doc *document.Document) (*Workspace, error) {
	w := &Workspace{document: doc, saved: time.Now()}
	if stat, err := os.Stat(doc.Path()); err == nil {
		w.saved = stat.ModTime()
	}
	entries := map[document.Kind][]document.Entry{}
	settings := map[string]string{}
	for _, kind := range loaded {
		of, err := doc.Entries(kind)
		if err != nil {
			return nil, err
		}
		entries[kind] = of
	}
	for _, e := range entries[document.KindSetting] {
		settings[e.Key] = e.Value
	}
	v, err := versionsOf(doc, settings)
	if err != nil {
		return nil, err
	}
	if w.q, err = form(v.newer, doc.Info()); err != nil {
		return nil, fmt.Errorf("%s: %w", doc.Path(), err)
	}
	var moves []document.Edit
	if v.older != nil {
		if v.olderForm, err = form(v.older, doc.Info()); err != nil {
			return nil, fmt.Errorf("%s: %w", doc.Path(), err)
		}
		if moves, err = v.moves(w.q, entries); err != nil {
			return nil, fmt.Errorf("%s: %w", doc.Path(), err)
		}
		if _, readOnly := doc.ReadOnly(); !readOnly {
			if _, err := doc.Apply(who(), "merged", label("change.version", w.q.Version), moves); err != nil {
				return nil, err
			}
		}
	}
	if err := w.loadEntries(entries, moves); err != nil {
		return nil, err
	}
	w.checks = validation.New(w.q, w.answers, w.declared())
	w.computed = time.Now()
	return w, nil
}

// loadEntries takes over what the document holds, and after it what moves to
// other places.
func (w *Workspace) loadEntries(entries map[document.Kind][]document.Entry, moves []document.Edit) error {
	w.answers = forms.NewAnswers(w.q.Cells)
	w.notes, w.questions, w.settings = map[string]string{}, map[string]string{}, map[string]string{}
	w.finished, w.explanations, w.layouts = map[string]bool{}, map[string]explanation{}, map[string]string{}
	gone := map[string]bool{}
	for _, move := range moves {
		gone[string(move.Kind)+" "+move.Key] = move.After == ""
	}
	for _, kind := range loaded {
		for _, e := range entries[kind] {
			if gone[string(kind)+" "+e.Key] {
				continue
			}
			cell, err := w.take(kind, e.Key, e.Value)
			if err != nil {
				return err
			}
			if kind == document.KindAnswer && cell == forms.NoCell && e.Value != "" {
				left := Leftover{Address: e.Key}
				if err := left.Answer.UnmarshalText([]byte(e.Value)); err != nil {
					return fmt.Errorf("%s: %s: %w", w.document.Path(), e.Key, err)
				}
				w.leftovers = append(w.leftovers, left)
			}
		}
	}
	for _, move := range moves {
		if move.After != "" {
			if _, err := w.take(move.Kind, move.Key, move.After); err != nil {
				return err
			}
		}
	}
	sources, err := w.document.Sources()
	w.sources = sources
	return err
}

// take takes over the value of one entry. The cell is forms.NoCell where the
// entry is no answer, or where the questionnaire has no such cell: what no
// longer fits stays in the document.
func (w *Workspace) take(kind document.Kind, key, value string) (forms.Cell, error) {
	set := func(m map[string]string) {
		if value == "" {
			delete(m, key)
		} else {
			m[key] = value
		}
	}
	switch kind {
	case document.KindAnswer:
		cell, err := w.q.Cell(key)
		if err != nil {
			return forms.NoCell, nil
		}
		var answer forms.Answer
		if err := answer.UnmarshalText([]byte(value)); err != nil {
			return forms.NoCell, fmt.Errorf("%s: %s: %w", w.document.Path(), key, err)
		}
		w.answers.Set(cell, answer)
		return cell, nil
	case document.KindNote:
		set(w.notes)
	case document.KindQuestion:
		set(w.questions)
	case document.KindSetting:
		set(w.settings)
	case document.KindLayout:
		set(w.layouts)
	case document.KindTable:
		w.finished[key] = value != ""
	case document.KindExplanation:
		return forms.NoCell, w.takeExplanation(key, value)
	case KindReference:
		return forms.NoCell, w.takeReference(key, value)
	}
	return forms.NoCell, nil
}

// Close closes the document. Everything shown as saved is in it.
func (w *Workspace) Close() error {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	return w.document.Close()
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

// Questionnaire is what the office is asked. It does not change while the
// workspace is open.
func (w *Workspace) Questionnaire() *forms.Questionnaire { return w.q }

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
	return Label(label), ok
}

// CanRedo names what Redo would do again.
func (w *Workspace) CanRedo() (words.Message, bool) {
	label, ok := w.document.CanRedo()
	return Label(label), ok
}

// show takes over a durable change, checks what it touches and tells the
// listeners. The mutex is held on entry and released before they are called.
func (w *Workspace) show(change document.Change, value func(document.Edit) string) error {
	var changed Changed
	var failed error
	declares := false
	for _, edit := range change.Edits {
		cell, err := w.take(edit.Kind, edit.Key, value(edit))
		failed = errors.Join(failed, err)
		switch edit.Kind {
		case document.KindAnswer:
			if cell != forms.NoCell {
				changed.Cells = append(changed.Cells, cell)
			}
		case document.KindNote:
			changed.Notes, declares = true, true
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
	w.saved, w.computed = time.Now(), time.Now()
	w.failing, w.findings = nil, nil
	switch {
	case declares:
		w.checks.Declare(w.declared())
	case len(changed.Cells) > 10+w.q.Cells/1000:
		// An edit alone costs as much as a thousand cells among all.
		w.checks.CheckAll()
	default:
		w.checks.Update(changed.Cells)
	}
	listeners := w.listeners
	w.mutex.Unlock()
	for _, f := range listeners {
		f(changed)
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
