package validation

import (
	"cmp"
	"slices"

	"migraform/forms"
)

// Findings returns what does not hold: failing checks by severity, then what
// cannot be told, each in the order of the questionnaire. A questionnaire
// that is half filled in may have very many of the latter; a screen that
// shows what fails is better served by Failing and Unsure.
func (e *Engine) Findings() []Finding { return append(e.Failing(), e.CannotTell()...) }

// CannotTell returns the checks that cannot be told, as Findings does.
func (e *Engine) CannotTell() []Finding {
	return order(e.told(CannotTell))
}

// Failing returns the failing checks by severity, each in the order of the
// questionnaire. Who is to blame for them is sought by Blame, since that takes
// longer.
func (e *Engine) Failing() []Finding {
	findings := e.told(Fails)
	for c := range e.odd {
		findings = append(findings, e.finding(c, result{verdict: Fails}))
	}
	return order(findings)
}

// Unsure is how many checks of a table cannot be told.
func (e *Engine) Unsure(t *forms.Table) int {
	n := 0
	for i := range e.cubes {
		if e.q.TableOf(e.cubes[i].Cube) == t {
			n += e.verdicts.unsure[i]
		}
	}
	return n
}

func (e *Engine) told(verdict Verdict) []Finding {
	v := &e.verdicts
	var findings []Finding
	var steps []check
	for page := range v.pages {
		left := v.pages[page][verdict-Fails]
		for at := page << pageBits; left > 0; at++ {
			if Verdict(v.of[at]) != verdict {
				continue
			}
			left--
			c := e.checkOf(at)
			if verdict == Fails && c.kind == stepCheck {
				steps = append(steps, c)
				continue
			}
			if verdict == Fails && e.saidBy(c) {
				continue
			}
			findings = append(findings, e.finding(c, e.judge(c)))
		}
	}
	return append(findings, e.movements(steps)...)
}

// order sorts findings by place, not by moving them about: they are large.
func order(findings []Finding) []Finding {
	places := make([]*Finding, len(findings))
	for i := range findings {
		places[i] = &findings[i]
	}
	slices.SortFunc(places, func(a, b *Finding) int {
		return cmp.Or(cmp.Compare(a.Severity, b.Severity),
			cmp.Compare(a.Cells[0], b.Cells[0]), cmp.Compare(a.Rule, b.Rule), cmp.Compare(a.Key, b.Key))
	})
	ordered := make([]Finding, len(findings))
	for i, f := range places {
		ordered[i] = *f
	}
	return ordered
}

// Count is the number of findings of each severity that fail, and of checks
// that cannot be told.
type Count struct {
	Errors, Warnings, Informations, CannotTell int
}

func (n *Count) add(f *Finding) {
	switch {
	case f.Verdict == CannotTell:
		n.CannotTell++
	case f.Severity == Error:
		n.Errors++
	case f.Severity == Warning:
		n.Warnings++
	default:
		n.Informations++
	}
}

// Add counts a finding.
func (n *Count) Add(f *Finding) { n.add(f) }
