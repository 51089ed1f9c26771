package validation

import (
	"bytes"
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
	_, findings := e.told(CannotTell)
	return order(findings)
}

// Failing returns the failing checks by severity, each in the order of the
// questionnaire.
func (e *Engine) Failing() []Finding {
	checks, findings := e.told(Fails)
	e.blame(checks, findings)
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

func (e *Engine) told(verdict Verdict) ([]check, []Finding) {
	of := e.verdicts.of
	findings := make([]Finding, 0, bytes.Count(of, []byte{byte(verdict)}))
	checks := make([]check, 0, cap(findings))
	for at := 0; ; at++ {
		next := bytes.IndexByte(of[at:], byte(verdict))
		if next < 0 {
			break
		}
		at += next
		c := e.checkOf(at)
		checks = append(checks, c)
		findings = append(findings, e.finding(c, e.judge(c)))
	}
	return checks, findings
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
