package workspace

import (
	"slices"
	"strings"

	"migraform/forms"
	"migraform/forms/definition"
	"migraform/forms/document"
	"migraform/forms/words"
)

// breakdownSetting is where a document keeps what its office has chosen.
const breakdownSetting = "breakdowns"

// Breakdown is what can be chosen for a concept of a table, and what is.
type Breakdown struct {
	definition.Breakdown
	// Chosen is the id of the option that holds for each year.
	Chosen map[int]string
}

// Breakdowns lists what the office may choose for a table: for each concept
// the breakdowns from the one that is asked to the coarsest.
func (w *Workspace) Breakdowns(table string) []Breakdown {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	var all []Breakdown
	for _, of := range w.definition.Breakdowns(w.form(), table) {
		b := Breakdown{Breakdown: of, Chosen: map[int]string{}}
		for _, year := range of.Years {
			b.Chosen[year] = w.choices.For(table, of.Concept, year)
		}
		all = append(all, b)
	}
	return all
}

// Choices are all breakdowns that the office has chosen.
func (w *Workspace) Choices() definition.Choices {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	return slices.Clone(w.choices)
}

// Regrouping is a change of breakdowns on its way into the document: what
// would become of the answers. Nothing has happened yet.
type Regrouping struct {
	Choices definition.Choices // as they would be
	// Added are the cells that finer answers would be added up to; AddedUp is
	// the number of those finer answers.
	Added   []Sum
	AddedUp int
	// Aside are the answers that would be kept aside in the document, those
	// that were added up among them, by address.
	Aside []Aside
	// Back is the number of answers that were kept aside and would be asked
	// again.
	Back int
	// Replaced is the number of answers kept aside before for which there
	// would be a newer sum.
	Replaced int

	of, to *forms.Questionnaire
	at     int
	edits  []document.Edit
}

// Questionnaire is what would be asked: the addresses of sums are those of
// its cells.
func (r *Regrouping) Questionnaire() *forms.Questionnaire { return r.to }

// Sum is a cell that finer answers are added up to.
type Sum struct {
	Address string // in the questionnaire as it would be
	Answer  forms.Answer
	Parts   []string // addresses in the present one
}

// Aside is an answer that the questionnaire would not ask any more.
type Aside struct {
	Address string
	Answer  forms.Answer
	AddedUp bool // a cell that is asked comes to the sum with it
	Why     words.Message
}

// Lost are the answers that would be kept aside without having been added up
// to anything.
func (r *Regrouping) Lost() []Aside {
	return slices.DeleteFunc(slices.Clone(r.Aside), func(a Aside) bool { return a.AddedUp })
}

// Regroup plans to answer tables in other breakdowns: the choices come after
// those that the document has. The error is a *definition.ChoiceError.
func (w *Workspace) Regroup(next ...definition.Choice) (*Regrouping, error) {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	return w.regroup(w.choices.With(next...), definition.Regroup)
}

// RegroupListed is Regroup where the office says that its figures list only
// what there is: a part that is blank counts as nil where another has a
// figure.
func (w *Workspace) RegroupListed(next ...definition.Choice) (*Regrouping, error) {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	return w.regroup(w.choices.With(next...), definition.RegroupListed)
}

// RegroupTo plans to answer tables in just these breakdowns, and all others
// as asked.
func (w *Workspace) RegroupTo(choices definition.Choices) (*Regrouping, error) {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	return w.regroup(choices, definition.Regroup)
}

// regroup works out what becomes of all answers. The mutex is held.
func (w *Workspace) regroup(choices definition.Choices, lay func(*forms.Questionnaire, map[string]forms.Answer) *definition.Regrouped) (*Regrouping, error) {
	f := w.form()
	f.Choices = choices
	newer, err := w.definition.Make(f)
	if err != nil {
		return nil, err
	}
	r := &Regrouping{Choices: choices, of: w.q, to: newer, at: w.changes}
	if choices.String() == w.choices.String() {
		return r, nil
	}
	r.edit(document.KindSetting, breakdownSetting, w.choices.String(), choices.String())
	present, aside := w.byAddress(), map[string]forms.Answer{}
	for _, left := range w.leftovers {
		aside[left.Address] = left.Answer
	}
	result := lay(newer, present)
	after := map[string]forms.Answer{}
	for cell, answer := range result.Placed {
		address := newer.Address(cell)
		r.answer(address, present[address], answer)
		after[address] = answer
	}
	parts := map[string]bool{}
	for _, sum := range result.Added {
		address := newer.Address(sum.Cell)
		was, had := aside[address]
		if had && !was.Same(sum.Answer) {
			r.Replaced++
		}
		r.answer(address, was, sum.Answer)
		r.carryNotes(w.notes, address, sum.Parts)
		r.Added = append(r.Added, Sum{Address: address, Answer: sum.Answer, Parts: sum.Parts})
		after[address] = sum.Answer
		for _, part := range sum.Parts {
			parts[part] = true
		}
	}
	r.AddedUp = len(parts)
	for address, answer := range aside {
		if _, asked := definition.Place(newer, address); !asked {
			continue
		}
		if _, known := after[address]; !known {
			after[address] = answer
			r.Back++
		}
	}
	r.leave(result.Left, definition.RegroupListed(w.q, after), w.q)
	return r, nil
}

// leave keeps aside what the new form does not ask. A sum whose parts are all
// asked again needs no keeping.
func (r *Regrouping) leave(left []definition.Left, restored *definition.Regrouped, of *forms.Questionnaire) {
	sums := map[string]forms.Answer{}
	for _, sum := range restored.Added {
		sums[of.Address(sum.Cell)] = sum.Answer
	}
	for _, l := range left {
		if sum, ok := sums[l.Address]; ok && l.Into == forms.NoCell && sum.Same(l.Answer) {
			r.answer(l.Address, l.Answer, forms.Answer{})
			continue
		}
		r.Aside = append(r.Aside, Aside{Address: l.Address, Answer: l.Answer, AddedUp: l.AddedUp, Why: l.Why})
	}
}

// carryNotes gives a sum the footnotes of its parts, where it has none.
func (r *Regrouping) carryNotes(notes map[string]string, address string, parts []string) {
	var said []string
	for _, part := range parts {
		if note := notes[part]; note != "" && !slices.Contains(said, note) {
			said = append(said, note)
		}
	}
	if notes[address] == "" && len(said) > 0 {
		r.edit(document.KindNote, address, "", strings.Join(said, "\n"))
	}
}

func (r *Regrouping) answer(address string, before, after forms.Answer) {
	was, _ := before.MarshalText()
	now, _ := after.MarshalText()
	r.edit(document.KindAnswer, address, string(was), string(now))
}

func (r *Regrouping) edit(kind document.Kind, key, before, after string) {
	if before != after {
		r.edits = append(r.edits, document.Edit{Kind: kind, Key: key, Before: before, After: after})
	}
}

// ErrStale says that a plan was made for a questionnaire or for answers that
// have changed since.
var ErrStale error = staleError{}

type staleError struct{}

func (staleError) Error() string { return words.In("en").Error(staleError{}) }

// Message gives the error for translation.
func (staleError) Message() (string, map[string]any) { return "breakdown.stale", nil }

// ApplyRegrouping puts a change of breakdowns into the document, as one
// undoable change. The questionnaire is then another one: listeners are told
// so, and every cell has another number. It returns ErrStale where the
// document was changed after the plan was made.
func (w *Workspace) ApplyRegrouping(r *Regrouping) error {
	w.mutex.Lock()
	stale := r.of != w.q || r.at != w.changes
	var tables []string
	for _, c := range append(slices.Clone(w.choices), r.Choices...) {
		if !slices.Contains(tables, c.Table) && about(w.choices, c.Table) != about(r.Choices, c.Table) {
			tables = append(tables, c.Table)
		}
	}
	w.mutex.Unlock()
	switch {
	case stale:
		return ErrStale
	case len(r.edits) == 0:
		return nil
	}
	return w.apply("typed", label("change.regrouped", strings.Join(tables, ", ")), r.edits)
}

// about is what is chosen for one table.
func about(choices definition.Choices, table string) string {
	return slices.DeleteFunc(slices.Clone(choices), func(c definition.Choice) bool { return c.Table != table }).String()
}

// form is what the questionnaire is made for. The mutex is held, or nobody
// else has the workspace yet.
func (w *Workspace) form() definition.Form {
	return definition.Form{Country: w.q.Country, Year: w.q.Year, Scope: w.q.Scope, Choices: w.choices, Holds: w.holds}
}

// byAddress are all answers, by the addresses of their cells. The mutex is
// held.
func (w *Workspace) byAddress() map[string]forms.Answer {
	all := map[string]forms.Answer{}
	for cell := range forms.Cell(w.q.Cells) {
		if a := w.answers.At(cell); !a.IsBlank() {
			all[w.q.Address(cell)] = a
		}
	}
	return all
}

// relay makes the questionnaire anew and lays all that the document holds on
// it. The mutex is held.
func (w *Workspace) relay() error {
	entries := map[document.Kind][]document.Entry{}
	for _, kind := range loaded {
		of, err := w.document.Entries(kind)
		if err != nil {
			return err
		}
		entries[kind] = of
	}
	return w.lay(entries, nil)
}
