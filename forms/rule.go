package forms

import "strconv"

// Rule is one of the checks of a questionnaire, as its definition sets it.
type Rule struct {
	ID string // "R11"
	// Severity is what a failing check asks for: "error", "warning" or
	// "information"; "off" switches the rule off.
	Severity string
	// Lesser is the severity of what the rule says less strictly: a footnote
	// that is missing (R05), sources that differ (R08), an adjustment that is
	// large (R16); "off" leaves that unchecked. Empty where there is no such
	// thing.
	Lesser string
	// Thresholds are the rule's numbers by name, such as "least": the count
	// from which on a rule speaks.
	Thresholds map[string]Number
	// Affects says for R28 which tables a definition touches.
	Affects []Affect
}

// Affect says which measures or concepts a question's answer defines: where
// it changes, a series of them breaks.
type Affect struct {
	Question string // "M2.age_definition"
	Measures []string
	Concepts []string
}

// Severities that a rule can have.
const (
	SeverityError       = "error"
	SeverityWarning     = "warning"
	SeverityInformation = "information"
	SeverityOff         = "off"
)

// Of returns a threshold of a rule.
func (r *Rule) Of(threshold string) Number { return r.Thresholds[threshold] }

// DefaultRules are the rules as they stand where a definition says nothing
// else. Shares and ratios are plain numbers: 0.05 is five per cent.
func DefaultRules() []Rule {
	const e, w, i = SeverityError, SeverityWarning, SeverityInformation
	number := func(text string) Number {
		n, err := ParseNumber(text)
		if err != nil {
			panic("threshold " + strconv.Quote(text) + ": " + err.Error())
		}
		return n
	}
	with := func(pairs ...string) map[string]Number {
		m := make(map[string]Number, len(pairs)/2)
		for n := 0; n < len(pairs); n += 2 {
			m[pairs[n]] = number(pairs[n+1])
		}
		return m
	}
	return []Rule{
		{ID: "R01", Severity: e},
		{ID: "R02", Severity: e, Thresholds: with("tolerance", "0")}, {ID: "R03", Severity: e, Thresholds: with("tolerance", "0")},
		{ID: "R04", Severity: e, Thresholds: with("tolerance", "0")},
		{ID: "R05", Severity: e, Lesser: w}, {ID: "R06", Severity: e}, {ID: "R07", Severity: e},
		{ID: "R08", Severity: e, Lesser: w, Thresholds: with("tolerance", "0")},
		{ID: "R09", Severity: w, Thresholds: with("least", "50", "share", "0.05", "most", "0.2")},
		{ID: "R10", Severity: i, Thresholds: with("least_by_sex", "100", "least_by_age", "1000", "peak_from", "15", "peak_to", "40")},
		{ID: "R11", Severity: w, Thresholds: with("ratio_total", "1.25", "ratio", "1.5", "least", "100", "deviations", "3")},
		{ID: "R12", Severity: w, Thresholds: with("years", "5", "score", "3.5", "least", "100", "spread", "0.05")},
		{ID: "R13", Severity: w, Thresholds: with("share", "0.05", "least", "20")},
		{ID: "R14", Severity: i, Thresholds: with("years", "2")},
		{ID: "R15", Severity: w, Thresholds: with("least_jump", "100", "near", "1.25", "least_same", "100", "least_digits", "10", "figures", "20")},
		{ID: "R16", Severity: e, Lesser: w, Thresholds: with("tolerance", "0")}, {ID: "R17", Severity: w}, {ID: "R18", Severity: w},
		{ID: "R19", Severity: e, Thresholds: with("tolerance", "0")},
		{ID: "R20", Severity: w}, {ID: "R21", Severity: i}, {ID: "R22", Severity: w},
		{ID: "R23", Severity: i, Thresholds: with("share", "0.5", "least", "100")},
		{ID: "R24", Severity: i, Thresholds: with("share", "0.5", "least", "100")},
		{ID: "R25", Severity: e, Thresholds: with("tolerance", "0")}, {ID: "R26", Severity: i}, {ID: "R27", Severity: w},
		{ID: "R28", Severity: w}, {ID: "R29", Severity: w, Thresholds: with("threshold", "3")},
	}
}

// Rule returns the rule of an id, or nil.
func (q *Questionnaire) Rule(id string) *Rule {
	for i := range q.Rules {
		if q.Rules[i].ID == id {
			return &q.Rules[i]
		}
	}
	return nil
}
