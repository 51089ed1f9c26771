package workspace

import (
	"fmt"
	"os"
	"strings"
	"time"

	"migraform/forms"
	"migraform/forms/definition"
	"migraform/forms/document"
	"migraform/validation"
)

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
	w.definition = v.newer
	var moves []document.Edit
	if v.older != nil {
		if moves, err = v.moves(doc.Info(), settings[breakdownSetting], entries); err != nil {
			return nil, fmt.Errorf("%s: %w", doc.Path(), err)
		}
		if _, readOnly := doc.ReadOnly(); !readOnly {
			if _, err := doc.Apply(who(), "merged", label("change.version", v.newer.Version()), moves); err != nil {
				return nil, err
			}
		}
	}
	if err := w.lay(entries, moves); err != nil {
		return nil, err
	}
	return w, nil
}

// lay makes the questionnaire as the office answers it, takes over what the
// document holds, and checks it.
func (w *Workspace) lay(entries map[document.Kind][]document.Entry, moves []document.Edit) error {
	setting := ""
	for _, e := range entries[document.KindSetting] {
		if e.Key == breakdownSetting {
			setting = e.Value
		}
	}
	choices, err := definition.ParseChoices(setting)
	if err != nil {
		return fmt.Errorf("%s: %w", w.document.Path(), err)
	}
	questions := map[string]string{}
	for _, e := range entries[document.KindQuestion] {
		questions[e.Key] = e.Value
	}
	for _, move := range moves {
		if move.Kind == document.KindQuestion {
			questions[move.Key] = move.After
		}
	}
	w.holds = w.definition.Given(w.document.Info().Properties["scope"], questions).Holds
	w.asks = w.definition.Asks(w.holds)
	if w.q, w.choices, err = form(w.definition, w.document.Info(), choices, w.holds); err != nil {
		return fmt.Errorf("%s: %w", w.document.Path(), err)
	}
	if w.whole = nil; strings.Contains(w.asks, "0") {
		if w.whole, _, err = form(w.definition, w.document.Info(), nil, nil); err != nil {
			return fmt.Errorf("%s: %w", w.document.Path(), err)
		}
	}
	if err := w.loadEntries(entries, moves); err != nil {
		return err
	}
	w.sent = w.lastSent()
	w.checks = validation.New(w.q, w.answers, w.declared())
	w.computed, w.failing, w.findings = time.Now(), nil, nil
	return nil
}

// loadEntries takes over what the document holds, and after it what moves to
// other places.
func (w *Workspace) loadEntries(entries map[document.Kind][]document.Entry, moves []document.Edit) error {
	w.answers = forms.NewAnswers(w.q.Cells)
	w.notes, w.questions, w.settings = map[string]string{}, map[string]string{}, map[string]string{}
	w.finished, w.explanations, w.layouts = map[string]bool{}, map[string]explanation{}, map[string]string{}
	w.leftovers, w.before, w.partners = nil, nil, Partners{}
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
		cell, asked := definition.Place(w.q, key)
		if !asked {
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
