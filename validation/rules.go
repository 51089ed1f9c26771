package validation

import (
	"math"
	"math/bits"

	"migraform/forms"
)

// thresholds are the numbers of the rules, ready for use.
type thresholds struct {
	rules map[string]*forms.Rule
	off   map[string]bool

	whole, included, notes, blanks, residence, parts bool // R01, R05 and its footnotes, R06, R07, R03

	unknown, sexes, ages, steps, series, jumps, same, digits, sent, provisional, small bool

	unknownLeast, unknownShare, unknownMost forms.Number
	sexLeast, ageLeast                      forms.Number
	peakFrom, peakTo                        int
	ratioTotal, ratio, stepLeast            forms.Number
	deviations                              float64
	seriesYears                             int
	seriesLeast                             forms.Number
	score, spread                           float64
	// A series in which no figure differs from its neighbour by more than
	// one part in so many of the smaller one is calm: nothing is wrong with
	// it. 0 where that cannot be seen at a glance.
	calm                   forms.Number
	calmStep               forms.Number // the same for single steps
	jumpLeast, near        forms.Number
	sameLeast, digitsLeast forms.Number
	figures                int
	sentShare, sentLeast   forms.Number
	years                  int
	threshold              forms.Number
}

// takeRules makes the thresholds ready. A rule that the questionnaire does
// not have, or that is off, is not checked.
func (e *Engine) takeRules() {
	t := &e.limits
	*t = thresholds{rules: map[string]*forms.Rule{}, off: map[string]bool{}}
	for i := range e.q.Rules {
		if r := &e.q.Rules[i]; r.Severity != forms.SeverityOff {
			t.rules[r.ID] = r
		} else {
			t.off[r.ID] = true
		}
	}
	t.whole, t.parts, t.blanks, t.residence = !t.off["R01"], !t.off["R03"], !t.off["R06"], !t.off["R07"]
	t.included, t.notes = !t.off["R05"], e.lesserIsOn("R05")
	if r := t.rules["R09"]; r != nil {
		t.unknown, t.unknownLeast, t.unknownShare, t.unknownMost = true, r.Of("least"), r.Of("share"), r.Of("most")
	}
	if r := t.rules["R10"]; r != nil {
		t.sexes, t.sexLeast = true, r.Of("least_by_sex")
		t.ages, t.ageLeast = true, r.Of("least_by_age")
		t.peakFrom, t.peakTo = int(r.Of("peak_from")/forms.One), int(r.Of("peak_to")/forms.One)
	}
	if r := t.rules["R11"]; r != nil {
		t.steps, t.ratioTotal, t.ratio, t.stepLeast = true, r.Of("ratio_total"), r.Of("ratio"), r.Of("least")
		t.deviations = r.Of("deviations").Float()
	}
	if r := t.rules["R12"]; r != nil {
		t.series, t.seriesYears, t.seriesLeast = true, max(3, int(r.Of("years")/forms.One)), r.Of("least")
		t.score, t.spread = r.Of("score").Float(), r.Of("spread").Float()
	}
	if r := t.rules["R13"]; r != nil {
		t.sent, t.sentShare, t.sentLeast = true, r.Of("share"), r.Of("least")
	}
	if r := t.rules["R14"]; r != nil {
		t.provisional, t.years = true, int(r.Of("years")/forms.One)
	}
	if r := t.rules["R15"]; r != nil {
		t.jumps, t.jumpLeast, t.near = true, r.Of("least_jump"), r.Of("near")
		t.same, t.sameLeast = true, r.Of("least_same")
		t.digits, t.digitsLeast, t.figures = true, r.Of("least_digits"), int(r.Of("figures")/forms.One)
	}
	t.small = t.rules["R29"] != nil
	t.calm, t.calmStep = calm(t, t.series), calm(t, false)
}

// calm works out by which part neighbours of a series may differ without any
// of the rules about series being broken, or those about single steps.
func calm(t *thresholds, series bool) forms.Number {
	most := math.Inf(1)
	if t.steps {
		most = min(t.ratioTotal, t.ratio).Float() - 1
		// Below the least count a step may be some deviations: that is more
		// than the ratio allows, unless an author asks otherwise.
		if t.stepLeast.Float() > 2*(t.deviations/most)*(t.deviations/most) {
			most = 0
		}
	}
	if series {
		most = min(most, math.Exp(t.score*t.spread/2)-1)
	}
	if t.jumps {
		most = min(most, 10/t.near.Float()-1)
	}
	if most < 0.001 {
		return 0
	}
	return forms.Number(math.Ceil(1/most + 1e-9))
}

// lesserIsOn reports whether what a rule says less strictly is checked.
func (e *Engine) lesserIsOn(rule string) bool {
	r := e.limits.rules[rule]
	return !e.limits.off[rule] && (r == nil || r.Lesser != forms.SeverityOff)
}

// slack is by how much the sides of a rule may differ beside what rounding
// makes.
func (e *Engine) slack(rule string) forms.Number {
	if r := e.limits.rules[rule]; r != nil {
		return r.Of("tolerance")
	}
	return 0
}

// severity is what a failing rule asks for, or what its lesser part does.
func (e *Engine) severity(rule string, lesser bool) Severity {
	r := e.limits.rules[rule]
	switch {
	case r == nil && lesser:
		return Warning
	case r == nil:
		return Error
	case lesser && r.Lesser != "":
		return severityOf(r.Lesser)
	case lesser:
		return max(Warning, severityOf(r.Severity))
	}
	return severityOf(r.Severity)
}

func severityOf(word string) Severity {
	switch word {
	case forms.SeverityWarning:
		return Warning
	case forms.SeverityInformation:
		return Information
	}
	return Error
}

// above reports whether a is more than factor times b, exactly. None is
// negative.
func above(a, b, factor forms.Number) bool {
	highA, lowA := bits.Mul64(uint64(a), uint64(forms.One))
	highB, lowB := bits.Mul64(uint64(b), uint64(factor))
	return highA > highB || highA == highB && lowA > lowB
}

// portion is a share of a number that is not negative, rounded down.
func portion(of, proportion forms.Number) forms.Number {
	high, low := bits.Mul64(uint64(of), uint64(proportion))
	quotient, _ := bits.Div64(high%uint64(forms.One), low, uint64(forms.One))
	return forms.Number(quotient)
}

// percent is a ÷ b in per cent with one decimal; b is not zero.
func percent(a, b forms.Number) forms.Number {
	return forms.Number(math.Round(a.Float()/b.Float()*1000)) * (forms.One / 10)
}
