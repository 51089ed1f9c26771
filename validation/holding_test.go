package validation_test

import (
	"testing"

	"migraform/validation"

	"github.com/google/go-cmp/cmp"
)

// TestChecksThatHold: a check without figures, or one that cannot be told, is
// not counted as one that holds.
func TestChecksThatHold(t *testing.T) {
	q := norway(t)
	e := validation.New(q, answered(t, q, `
		B2/SWE/_T/2025 100
		B2/SWE/M/2025 60
		B2/SWE/F/2025 40
		B2/DNK/_T/2025 70
		B2/DNK/M/2025 60
		B2/DNK/F/2025 11
		B2/ISL/_T/2025 70
		B2/ISL/M/2025 60
		B2/ISL/F/2025 - O
		B2/SWE/_T/2024 110`), validation.Declared{Threshold: -1})
	got := map[string]int{}
	for _, h := range e.Holding() {
		got[h.Table.ID+" "+h.Rule] = h.Count
	}
	want := map[string]int{
		"B2 R01": 9, // the numbers
		"B2 R02": 1, // Sweden; Denmark fails, of Iceland it cannot be told
		"B2 R07": 1, // no figure stands where none can
		"B2 R09": 4, // of no total with 50 persons much is unknown
		"B2 R10": 1, // Sweden
		"B2 R11": 1, // from 110 to 100
		"B2 R14": 1, // nothing is provisional
		"B2 R15": 2, // neither is ten times the other
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(- want, + got)\n%s", diff)
	}
}
