package view

import (
	"cmp"
	"slices"
	"strings"

	"migraform/forms"
	"migraform/forms/words"
	"migraform/validation"
)

// Grouping is what findings are listed under.
type Grouping int

const (
	ByTable Grouping = iota
	BySeverity
	ByRule
)

// Listed is one line of a list of findings: a heading, or a finding.
type Listed struct {
	Heading string // id of the group: a table, a rule, a severity, or CannotTellGroup
	Count   int    // findings below a heading
	Finding *validation.Finding
}

// CannotTellGroup is the group of checks that cannot be told.
const CannotTellGroup = "cannot_tell"

// State is how far a finding is settled.
type State int

const (
	AnyState  State = iota
	Open            // to be corrected, or to be explained
	Explained       // the office said why the figures are right
	Lapsed          // it said so of figures that have changed since; open as well
	Waiting         // cannot be told: figures are missing
)

// Listing says which findings are listed, and how.
type Listing struct {
	By       Grouping
	Severity map[validation.Severity]bool // nil is all
	State    State
	Text     string          // in the sentence, the rule, or the table
	Table    string          // empty is all
	Closed   map[string]bool // headings whose findings are folded away
	// StateOf tells Open, Explained and Lapsed apart among the findings that
	// fail. Those that are explained come last in their groups. Nil: all are
	// open.
	StateOf func(*validation.Finding) State
	// Untold is how many checks cannot be told where they are not among the
	// findings: there may be very many, and mostly they are folded away.
	Untold int
}

// shows reports whether a finding is listed, apart from the text.
func (l *Listing) shows(f *validation.Finding, table string, state State) bool {
	switch {
	case l.Table != "" && table != l.Table:
		return false
	case state != Waiting && l.Severity != nil && !l.Severity[f.Severity]:
		return false
	case l.State == Open:
		return state == Open || state == Lapsed
	}
	return l.State == AnyState || l.State == state
}

func (l *Listing) state(f *validation.Finding) State {
	switch {
	case f.Verdict == validation.CannotTell:
		return Waiting
	case l.StateOf != nil:
		return l.StateOf(f)
	}
	return Open
}

// List lists findings under headings, each group in the order in which they
// come. What cannot be told stands at the end, by itself.
func List(q *forms.Questionnaire, findings []validation.Finding, l Listing, tongue *words.Tongue) []Listed {
	groups, explained := map[string][]*validation.Finding{}, map[string][]*validation.Finding{}
	var order []string
	want := fold(l.Text)
	for i := range findings {
		f := &findings[i]
		table, state := TableOf(q, f), l.state(f)
		if !l.shows(f, table, state) {
			continue
		}
		if want != "" && !strings.Contains(fold(table+" "+f.Rule+" "+RuleName(f.Rule, tongue)+" "+tongue.Message(f.Message)), want) {
			continue
		}
		group := table
		switch {
		case state == Waiting:
			group = CannotTellGroup
		case l.By == BySeverity:
			group = f.Severity.String()
		case l.By == ByRule:
			group = f.Rule
		}
		if groups[group] == nil && explained[group] == nil {
			order = append(order, group)
		}
		if state == Explained {
			explained[group] = append(explained[group], f)
		} else {
			groups[group] = append(groups[group], f)
		}
	}
	slices.SortStableFunc(order, func(a, b string) int {
		if (a == CannotTellGroup) != (b == CannotTellGroup) {
			if a == CannotTellGroup {
				return 1
			}
			return -1
		}
		if l.By == BySeverity {
			return 0 // they come by severity
		}
		return cmp.Compare(a, b)
	})
	var list []Listed
	for _, group := range order {
		of := append(groups[group], explained[group]...)
		list = append(list, Listed{Heading: group, Count: len(of)})
		if l.Closed[group] {
			continue
		}
		for _, f := range of {
			list = append(list, Listed{Finding: f})
		}
	}
	if l.Untold > 0 && (l.State == AnyState || l.State == Waiting) {
		list = append(list, Listed{Heading: CannotTellGroup, Count: l.Untold})
	}
	return list
}

// RuleName says in a few words what a rule asks, empty where nobody named it.
func RuleName(rule string, tongue *words.Tongue) string {
	id := "report.rule_" + rule
	if name := tongue.Say(id); name != id {
		return name
	}
	return ""
}

// TableOf is the table of the cell that a finding leads to first.
func TableOf(q *forms.Questionnaire, f *validation.Finding) string {
	if len(f.Cells) == 0 {
		return ""
	}
	return q.TableOf(q.CubeOf(f.Cells[0])).ID
}

// RowsOf counts the rows in which cells lie.
func RowsOf(q *forms.Questionnaire, cells []forms.Cell) int {
	type row struct {
		cube *forms.Cube
		at   int
	}
	rows := map[row]bool{}
	for _, cell := range cells {
		c := q.CubeOf(cell)
		rows[row{c, position(c, c.View.Rows, cell)}] = true
	}
	return len(rows)
}
