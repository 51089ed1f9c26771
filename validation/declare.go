package validation

import (
	"maps"
	"slices"

	"migraform/forms"
)

// Declare replaces what the office declared, and checks again what depends on
// that: everything where rounding, a threshold, sources, which relations hold,
// or what figures are compared with are others than before. Of footnotes see
// Note.
func (e *Engine) Declare(declared Declared) {
	was, finished := e.declared, e.finished
	apart, surveys, asked, threshold := e.apart, e.surveys, e.asked, e.limits.threshold
	e.declare(declared)
	if was.RoundingBase != e.declared.RoundingBase || was.Rounding != e.declared.Rounding || threshold != e.limits.threshold ||
		!slices.Equal(asked, e.asked) || !was.Before.same(e.declared.Before) || was.Sent != e.declared.Sent || !slices.Equal(was.Partners, e.declared.Partners) ||
		!slices.Equal(surveys, e.surveys) || !slices.EqualFunc(apart, e.apart, slices.Equal[[]bool]) {
		e.number()
		e.CheckAll()
		return
	}
	for i := range e.cubes {
		if id := e.q.TableOf(e.cubes[i].Cube).ID; finished[id] != e.finished[id] {
			e.checkBlanks(&e.cubes[i])
		}
	}
	e.checkDefinitions(nil)
}

// Note takes over which cells have a footnote, and checks again the cells of
// which that may have changed.
func (e *Engine) Note(noted func(forms.Cell) bool, changed []forms.Cell) {
	e.declared.Noted = noted
	for _, cell := range changed {
		if e.answers.Statuses[cell].CallsForNote() {
			e.checkInclude(cell)
		}
	}
}

func (e *Engine) declare(declared Declared) {
	if declared.Before != nil && (declared.Before.Answers == nil || len(declared.Before.Answers.Values) != e.q.Cells) {
		declared.Before = nil
	}
	if declared.Sent != nil && (declared.Sent.Answers == nil || len(declared.Sent.Answers.Values) != e.q.Cells) {
		declared.Sent = nil
	}
	e.declared, e.finished = declared, maps.Clone(declared.Finished)
	switch r := e.limits.rules["R29"]; {
	case declared.Threshold < 0 || r == nil:
		e.limits.threshold = 0
	case declared.Threshold > 0:
		e.limits.threshold = forms.Whole(declared.Threshold)
	default:
		e.limits.threshold = r.Of("threshold")
	}
	e.asked = make([]bool, len(e.q.Relations))
	for i := range e.q.Relations {
		when := e.q.Relations[i].When
		e.asked[i] = when == "" || declared.Holds != nil && declared.Holds(when)
	}
	e.partners = map[forms.Cell][]int32{}
	for i := range declared.Partners {
		cell := declared.Partners[i].Cell
		e.partners[cell] = append(e.partners[cell], int32(i))
	}
	e.declareSources()
	for i := range e.cubes {
		for j := range e.cubes[i].axes {
			e.declareSums(&e.cubes[i].axes[j])
		}
	}
}

// declareSums notes which sums of an axis are checked, and by how much each
// may differ.
func (e *Engine) declareSums(a *axisChecks) {
	a.checked, a.tolerances = make([]bool, len(a.list.Sums)), make([]forms.Number, len(a.list.Sums))
	for s := range a.list.Sums {
		sum := &a.list.Sums[s]
		a.checked[s] = !e.limits.off[sum.Rule]
		a.tolerances[s] = e.declared.Tolerance(len(sum.Terms)) + e.slack(sum.Rule)
	}
}

// declareSources notes which cubes come from different sources, nothing where
// all agree, and which from surveys.
func (e *Engine) declareSources() {
	e.apart, e.surveys = nil, make([]bool, len(e.q.Cubes))
	if survey := e.declared.Survey; survey != nil {
		for i, c := range e.q.Cubes {
			e.surveys[i] = survey(e.q.TableOf(c).ID)
		}
	}
	if e.declared.SourcesDiffer == nil {
		return
	}
	apart := make([][]bool, len(e.q.Cubes))
	some := false
	for i, a := range e.q.Cubes {
		apart[i] = make([]bool, len(e.q.Cubes))
		for j, b := range e.q.Cubes {
			table, other := e.q.TableOf(a), e.q.TableOf(b)
			apart[i][j] = table != other && e.declared.SourcesDiffer(table.ID, other.ID)
			some = some || apart[i][j]
		}
	}
	if some {
		e.apart = apart
	}
}
