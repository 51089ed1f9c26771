package validation

import (
	"slices"
	"strconv"
	"strings"

	"migraform/forms"
)

// Declared is what the office says about its figures, as far as checks
// depend on it.
type Declared struct {
	// RoundingBase is 0 where figures are not rounded.
	RoundingBase int64
	Rounding     Rounding
	// Finished are the tables that the office called finished.
	Finished map[string]bool
	// Noted reports whether a footnote covers a cell; nil means none does.
	Noted func(forms.Cell) bool
	// SourcesDiffer reports whether two tables were declared to come from
	// different sources; nil means none do.
	SourcesDiffer func(table, other string) bool
	// Survey reports whether a table was declared to come from a survey; nil
	// means none does.
	Survey func(table string) bool
	// Holds reports whether a condition over the answers to questions holds;
	// nil means that what has a condition is not checked.
	Holds func(when string) bool
	// Explained reports whether a person said why a figure is right, as it is
	// today; nil means nobody did.
	Explained func(forms.Cell) bool
	// Threshold is the least count that is not small: 0 leaves it to the
	// questionnaire, less says that the office has none.
	Threshold int64
	// Questions holds the answers to questions, keyed as "M2.age_definition".
	Questions map[string]string
	// Before is the previous submission, nil where none is loaded.
	Before *Reference
	// Sent is what went out of this document last, nil where nothing did.
	Sent *Sent
	// Partners are figures of other countries, in any order.
	Partners []Partner
}

// Rounding says how figures are rounded to their base.
type Rounding byte

const (
	ToNearest  Rounding = iota
	AtRandom            // up or down by chance
	Controlled          // so that sums still hold
)

// Tolerance is what a sum of k parts may differ by where its figures are
// rounded to a base b: (k+1)·b/2 to the nearest, (k+1)·(b−1) at random.
// Controlled rounding keeps sums.
func (d *Declared) Tolerance(parts int) forms.Number {
	switch {
	case d.RoundingBase == 0 || d.Rounding == Controlled:
		return 0
	case d.Rounding == AtRandom:
		return forms.Whole(int64(parts+1) * (d.RoundingBase - 1))
	}
	return forms.Whole(int64(parts+1)*d.RoundingBase) / 2
}

// DeclaredIn reads what checks depend on from the answers to questions, keyed
// as a document keys them ("M4.threshold", "M1.2.tables"): rounding and the
// threshold, and which tables come from which sources. What is not asked in
// questions (what is finished, noted, or was sent) is left to the caller.
func DeclaredIn(questions map[string]string) Declared {
	d := Declared{Questions: questions}
	d.RoundingBase, _ = strconv.ParseInt(questions["M4.rounding_base"], 10, 64)
	d.Rounding = map[string]Rounding{"random": AtRandom, "controlled": Controlled}[questions["M4.rounding_kind"]]
	switch threshold := questions["M4.threshold"]; threshold {
	case "none":
		d.Threshold = -1
	case "own":
		d.Threshold, _ = strconv.ParseInt(questions["M4.threshold_own"], 10, 64)
	default:
		d.Threshold, _ = strconv.ParseInt(threshold, 10, 64)
	}
	sources := map[string][]string{}
	surveys := map[string]bool{}
	for key, answer := range questions {
		parts := strings.Split(key, ".")
		if len(parts) != 3 || parts[0] != "M1" || parts[2] != "tables" {
			continue
		}
		for _, table := range strings.FieldsFunc(answer, func(r rune) bool { return r == ' ' || r == ',' || r == ';' }) {
			sources[table] = append(sources[table], parts[1])
			surveys[table] = surveys[table] || questions["M1."+parts[1]+".type"] == "survey"
		}
	}
	d.Survey = func(table string) bool { return surveys[table] }
	// Two tables differ where both name sources, and none in common.
	d.SourcesDiffer = func(table, other string) bool {
		a, b := sources[table], sources[other]
		return len(a) > 0 && len(b) > 0 && !slices.ContainsFunc(a, func(s string) bool { return slices.Contains(b, s) })
	}
	return d
}
