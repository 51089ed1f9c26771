package workspace

import (
	"migraform/forms"
	"migraform/validation"
)

// Correct takes the likely figures of a slip, as one undoable change, and
// returns how many figures it changed.
func (w *Workspace) Correct(s validation.Suspect) (int, error) {
	var answers []CellAnswer
	for _, c := range s.Changes() {
		a := w.Answer(c.Cell)
		a.Value, a.Means, a.Source = c.To, forms.Typed, forms.SourceRef{}
		if !a.Status.IsNumber() {
			a.Status = forms.Normal
		}
		answers = append(answers, CellAnswer{c.Cell, a})
	}
	return len(answers), w.Put(forms.Typed, label("change.corrected", w.q.Address(s.Cell)), answers)
}
