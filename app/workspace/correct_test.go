package workspace_test

import (
	"slices"
	"testing"

	"migraform/forms"
	"migraform/validation"
)

// A slip of several figures is corrected as one change, in whatever table they
// are; undoing it brings the findings back as they were.
func TestASlipOfSeveralFiguresIsOneChange(t *testing.T) {
	w := fresh(t)
	for address, n := range map[string]string{
		"B2/SWE/_T/2025": "300", "B2/SWE/M/2025": "200", "B2/SWE/F/2025": "100",
		"B2/NOR/_T/2025": "70", "B2/NOR/M/2025": "40", "B2/NOR/F/2025": "30",
		"B2/ISL/_T/2025": "1111", "B2/ISL/M/2025": "40", "B2/ISL/F/2025": "100",
		"B2/IRL/_T/2025": "140", "B2/IRL/M/2025": "678", "B2/IRL/F/2025": "433",
	} {
		typed(t, w, address, n)
	}
	say := func() (keys []string) {
		for _, f := range w.Failing() {
			if f.Severity == validation.Error {
				keys = append(keys, f.Key)
			}
		}
		return keys
	}
	before := say()
	if len(before) != 2 {
		t.Fatalf("%v", before)
	}
	first := w.Failing()[0]
	w.Blame(&first)
	total := cell(t, w, "B2/ISL/_T/2025")
	at := slices.IndexFunc(first.Suspects, func(s validation.Suspect) bool { return s.Slip == validation.Exchanged && s.Cell == total })
	if at < 0 {
		t.Fatalf("%+v", first.Suspects)
	}
	if n, err := w.Correct(first.Suspects[at]); n != 2 || err != nil {
		t.Fatal(n, err)
	}
	if left := say(); len(left) > 0 || w.Answer(total).Value != forms.Whole(140) || w.Answer(total).Means != forms.Typed {
		t.Errorf("left: %v, %v", left, w.Answer(total))
	}
	if _, err := w.Undo(); err != nil {
		t.Fatal(err)
	}
	if again := say(); !slices.Equal(before, again) || w.Answer(total).Value != forms.Whole(1111) {
		t.Errorf("undone: %v, before: %v", again, before)
	}
}

// The figure that is wrong is marked in its own table, though the findings
// stand in others, and though there are many warnings.
func TestAWrongFigureIsSuspectedFromOtherTables(t *testing.T) {
	w := fresh(t)
	for address, n := range map[string]string{
		"A1/IMM/_T/2025": "1000", "A1/IMM/M/2025": "645", "A1/IMM/F/2025": "355",
		"B1/_T/_T/_T/2025": "1000", "B1/_T/_T/M/2025": "654", "B1/_T/_T/F/2025": "346",
		"B2/_T/_T/2025": "1000", "B2/_T/M/2025": "645", "B2/_T/F/2025": "355",
		"B4/_T/_T/2025": "1000", "B4/_T/M/2025": "645", "B4/_T/F/2025": "355",
	} {
		typed(t, w, address, n)
	}
	for address, n := range map[string]string{"A1/IMM/M/2025": "654", "A1/IMM/F/2025": "355", "B1/_T/_T/M/2025": "645", "B1/_T/_T/F/2025": "355"} {
		typed(t, w, address, n)
	}
	wrong := cell(t, w, "A1/IMM/M/2025")
	findings := w.Failing()
	in := map[string]bool{}
	for _, f := range findings {
		if f.Severity != validation.Error {
			continue
		}
		in[w.Questionnaire().CubeOf(f.Cells[0]).Name] = true
		if len(f.Suspects) != 1 || f.Suspects[0].Cell != wrong || f.Suspects[0].To != forms.Whole(645) {
			t.Errorf("%s: %+v", f.Key, f.Suspects)
		}
	}
	if !in["B1"] || !in["B2"] || !in["B4"] {
		t.Errorf("findings in %v", in)
	}
}
