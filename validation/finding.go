package validation

import (
	"cmp"
	"slices"

	"migraform/forms"
	"migraform/forms/words"
)

// Verdict is what a check says. A check that cannot be told, because a figure
// that it needs is missing, is not a pass.
type Verdict byte

const (
	Holds Verdict = iota
	Fails
	CannotTell
)

// String is the word that programs read.
func (v Verdict) String() string { return [...]string{"holds", "fails", "cannot_tell"}[v] }

// Severity says what a failing check asks for: an error blocks a final
// export, a warning needs a correction or an explanation.
type Severity byte

const (
	Error Severity = iota
	Warning
	Information
)

// String is the word that programs read.
func (s Severity) String() string { return [...]string{"error", "warning", "information"}[s] }

// Finding is what a check that does not hold says.
type Finding struct {
	// Key identifies the check itself (rule and address), whatever its
	// figures are; explanations are bound to it.
	Key      string
	Rule     string
	Severity Severity
	Verdict  Verdict
	// Cells are those whose figures take part, the one to go to first.
	Cells      []forms.Cell
	Equation   Equation
	Difference forms.Number
	Tolerance  forms.Number
	// Beside are figures from outside the document that take part: what was
	// sent before, what a partner counts.
	Beside []forms.Number
	// Message is the sentence; Step says what to do next.
	Message words.Message
	Step    words.Message
	// Suspects are figures that are probably wrong, the most likely first, once
	// Engine.Blame was asked for them.
	Suspects []Suspect
	// Unsearched says where the search for what is wrong stopped at its bound,
	// so that what stands here is not all that could be; most often it says
	// nothing and its ID is empty.
	Unsearched words.Message

	check  check
	blamed bool
}

// Suspect is a figure that is probably wrong, and what it may have been. Where
// one slip made several figures wrong (two exchanged, a row shifted), the first
// is one of the finding and the others come With it: they change together.
type Suspect struct {
	Cell     forms.Cell
	From, To forms.Number
	Slip     Slip
	With     []Change
}

// Change is one figure with what it may have been.
type Change struct {
	Cell     forms.Cell
	From, To forms.Number
}

// Changes are all figures that the slip made wrong, the suspect's own first.
func (s Suspect) Changes() []Change {
	return append([]Change{{s.Cell, s.From, s.To}}, s.With...)
}

// Why says which slip it may be.
func (s Suspect) Why() words.Message { return words.Say("slip." + string(s.Slip)) }

// Says is the whole suspicion in a sentence, as one reads it in the table of a
// finding's cell: figures of other tables are named with theirs.
func (s Suspect) Says(q *forms.Questionnaire, here forms.Cell) words.Message {
	name := func(cell forms.Cell) []forms.Text {
		cube := q.CubeOf(cell)
		names := Names(cube, cell)
		if q.TableOf(cube) != q.TableOf(q.CubeOf(here)) {
			names = append([]forms.Text{{"en": cube.Name}}, names...)
		}
		return names
	}
	if len(s.With) == 0 {
		return words.Say("suspect.one", "Cell", name(s.Cell), "From", s.From, "To", s.To, "Why", s.Why())
	}
	all := s.Changes()
	switch s.Slip {
	case TooLow, TooHigh, TooFar, TooNear, Scaled:
		// They lie together, and are told by the first and the last.
		id, factor := "suspect.shifted", forms.Number(0)
		if s.Slip == Scaled && s.From.Abs() > s.To.Abs() {
			id, factor = "suspect.scaled.large", s.From/s.To
		} else if s.Slip == Scaled {
			id, factor = "suspect.scaled.small", s.To/s.From
		}
		slices.SortFunc(all, func(a, b Change) int {
			return cmp.Compare(place(q.CubeOf(a.Cell), a.Cell), place(q.CubeOf(b.Cell), b.Cell))
		})
		return words.Say(id, "Why", s.Why(), "First", name(all[0].Cell), "Last", name(all[len(all)-1].Cell), "Count", len(all), "Factor", factor*forms.One)
	}
	say := func(c Change) words.Message {
		return words.Say("suspect.change", "Cell", name(c.Cell), "From", c.From, "To", c.To)
	}
	changes := words.Say("suspect.changes", "First", say(all[0]), "Second", say(all[1]))
	if more := len(all) - 2; more > 0 {
		changes = words.Say("suspect.changes.more", "First", say(all[0]), "Second", say(all[1]), "Count", more)
	}
	return words.Say("suspect.several", "Why", s.Why(), "Changes", changes)
}

// Equation is a comparison with its numbers: what stands on the left should
// be equal to (or at most) the sum on the right.
type Equation struct {
	Left     []EquationTerm
	Right    []EquationTerm
	Relation string // "=" or "≤"
}

// EquationTerm is one figure of an equation. A figure that is missing is not
// Known; where some of its parts are there, it is AtLeast the Value.
type EquationTerm struct {
	Name    []forms.Text
	Value   forms.Number
	Known   bool
	AtLeast bool
	Sign    int8
}

// longestEquation is the number of terms that are written out.
const longestEquation = 12

// In writes the equation in a language: "Total 100 = Men 50 + Women 45".
func (q Equation) In(t *words.Tongue) string {
	var b []byte
	side := func(terms []EquationTerm) {
		for i, term := range terms {
			if i == longestEquation {
				b = append(b, " + …"...)
				return
			}
			switch {
			case term.Sign < 0:
				b = append(b, " − "...)
			case i > 0:
				b = append(b, " + "...)
			}
			if len(term.Name) > 0 {
				b = append(b, t.Names(term.Name)...)
				b = append(b, ' ')
			}
			switch {
			case term.Known:
				b = append(b, t.Number(term.Value)...)
			case term.AtLeast:
				b = append(b, "≥\u202f"...)
				b = append(b, t.Number(term.Value)...)
			default:
				b = append(b, '?')
			}
		}
	}
	side(q.Left)
	b = append(b, ' ')
	b = append(b, q.Relation...)
	b = append(b, ' ')
	side(q.Right)
	return string(b)
}
