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

// Listing says which findings are listed, and how.
type Listing struct {
	By       Grouping
	Severity map[validation.Severity]bool // nil is all
	Text     string                       // in the sentence, the rule, or the table
	Table    string                       // empty is all
	Closed   map[string]bool              // headings whose findings are folded away
	// Settled tells findings that are explained, which come last in their
	// groups; nil means that none is.
	Settled func(*validation.Finding) bool
}

// List lists findings under headings, each group in the order in which they
// come. What cannot be told stands at the end, by itself.
func List(q *forms.Questionnaire, findings []validation.Finding, l Listing, tongue *words.Tongue) []Listed {
	groups := map[string][]*validation.Finding{}
	var order []string
	want := fold(l.Text)
	for i := range findings {
		f := &findings[i]
		table := TableOf(q, f)
		if l.Table != "" && table != l.Table || f.Verdict == validation.Fails && l.Severity != nil && !l.Severity[f.Severity] {
			continue
		}
		if want != "" && !strings.Contains(fold(table+" "+f.Rule+" "+RuleName(f.Rule, tongue)+" "+tongue.Message(f.Message)), want) {
			continue
		}
		group := table
		switch {
		case f.Verdict == validation.CannotTell:
			group = CannotTellGroup
		case l.By == BySeverity:
			group = f.Severity.String()
		case l.By == ByRule:
			group = f.Rule
		}
		if groups[group] == nil {
			order = append(order, group)
		}
		groups[group] = append(groups[group], f)
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
	if l.Settled != nil {
		settled := map[*validation.Finding]int{}
		for _, group := range groups {
			for _, f := range group {
				if f.Verdict == validation.Fails && l.Settled(f) {
					settled[f] = 1
				}
			}
		}
		if len(settled) > 0 {
			for _, group := range groups {
				slices.SortStableFunc(group, func(a, b *validation.Finding) int { return settled[a] - settled[b] })
			}
		}
	}
	var list []Listed
	for _, group := range order {
		list = append(list, Listed{Heading: group, Count: len(groups[group])})
		if l.Closed[group] {
			continue
		}
		for _, f := range groups[group] {
			list = append(list, Listed{Finding: f})
		}
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
