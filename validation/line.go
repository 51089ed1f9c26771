package validation

import (
	"migraform/forms"
	"migraform/forms/words"
)

// Line is a check that fails or cannot be told, as programs read it: one JSON
// object a line.
type Line struct {
	Rule     string `json:"rule"`
	Severity string `json:"severity"`
	Verdict  string `json:"verdict"`
	// Cells are addresses.
	Cells []string `json:"cells"`
	// Equation is empty for a rule about single cells.
	Equation string `json:"equation"`
	// Difference is empty where it cannot be told, which is not nil.
	Difference string        `json:"difference"`
	Tolerance  string        `json:"tolerance"`
	Message    string        `json:"message"`
	Suspects   []SuspectLine `json:"suspects"`
	// Unsearched says that the search for suspects stopped at its bound.
	Unsearched string `json:"unsearched,omitempty"`
}

// SuspectLine is a figure that is probably wrong. Figures that one slip made
// wrong together follow each other and say the same Why.
type SuspectLine struct {
	Cell string `json:"cell"`
	From string `json:"from"`
	To   string `json:"to"`
	Why  string `json:"why"`
}

// mostChangesTold is how many figures of one slip stand in a line: a whole
// table may be ten times too large.
const mostChangesTold = 100

// LineOf writes a finding for programs; sentences are in a language.
func LineOf(q *forms.Questionnaire, f *Finding, in *words.Tongue) Line {
	line := Line{Rule: f.Rule, Severity: f.Severity.String(), Verdict: f.Verdict.String(), Cells: []string{}, Equation: f.Equation.In(in),
		Difference: f.Difference.String(), Tolerance: f.Tolerance.String(), Message: in.Message(f.Message), Suspects: []SuspectLine{}}
	if len(f.Equation.Left) == 0 {
		line.Equation = ""
	}
	if f.Verdict == CannotTell {
		line.Difference = ""
	}
	for _, cell := range f.Cells {
		line.Cells = append(line.Cells, q.Address(cell))
	}
	for _, s := range f.Suspects {
		changes := s.Changes()
		for _, c := range changes[:min(len(changes), mostChangesTold)] {
			line.Suspects = append(line.Suspects, SuspectLine{Cell: q.Address(c.Cell), From: c.From.String(), To: c.To.String(), Why: in.Message(s.Why())})
		}
	}
	if f.Unsearched.ID != "" {
		line.Unsearched = in.Message(f.Unsearched)
	}
	return line
}
