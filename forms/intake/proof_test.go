package intake_test

import (
	"fmt"
	"strings"
	"testing"

	"migraform/forms/intake"
)

// TestTotalsProveTheReading compares printed totals with their parts.
func TestTotalsProveTheReading(t *testing.T) {
	can := questionnaire(t, "CAN", 2013)
	for _, c := range []struct{ name, text, want string }{
		{"countries down, sexes across", "Foreigners by citizenship 2013;;;\nCitizenship;Men;Women;Total\nNorway;1;2;3\nSweden;3;4;7\nStateless;1;0;1\nTotal;5;6;11\n", "7 of 7"},
		{"a region among its countries", "Foreigners by citizenship 2013;\nCitizenship;Persons\nEurope;4\nNorway;1\nSweden;3\nChile;5\nTotal;9\n", "2 of 2"},
		{"rounded to five", "Foreigners by citizenship 2013;;\nCitizenship;Men;Women\nNorway;15;20\nSweden;30;5\nTotal;50;20\n", "2 of 2"},
		{"what is not told proves nothing", "Foreigners by citizenship;;\nCitizenship;2012;2013\nNorway;1;x\nSweden;3;4\nTotal;4;9\n", "1 of 1"},
		{"a line that is contained in others", "Foreigners by citizenship;;\nCitizenship;2012;2013\nNorway;10;20\nSweden;30;40\nHolders of two passports;3;5\nTotal;40;60\n", "0 of 2, Holders of two passports twice"},
		{"a group that is a line of its own", "Foreigners by citizenship;;\nCitizenship;2012;2013\nNorway;10;20\nSweden;30;40\nDeveloping countries;3;5\nTotal;43;65\n", "2 of 2"},
		{"a wrong total names nobody", "Foreigners by citizenship;;\nCitizenship;2012;2013\nNorway;10;20\nSweden;30;40\nTotal;41;60\n", "1 of 2"},
		{"by age", "Foreign-born by age 2013;;\nAge;Men;Women\n0-4;1;2\n5-9;3;4\n0-9;4;6\n10+;5;6\nTotal;9;12\n", "2 of 2"},
	} {
		t.Run(c.name, func(t *testing.T) {
			proof := planOf(t, can, c.text, "C2", nil).Blocks[0].Block.Proof
			got := fmt.Sprintf("%d of %d", proof.Agree, proof.Totals)
			for _, d := range proof.Doubts {
				got += ", " + d.Text + map[bool]string{true: " twice", false: " left out"}[d.Twice]
			}
			if got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
	plan := planOf(t, can, "Foreigners by citizenship;;\nCitizenship;2012;2013\nNorway;10;20\nSweden;30;40\nHolders of two passports;3;5\nTotal;40;60\n", "C2", nil)
	if why := whyOf(plan, "B5"); why != "intake.aside_group" {
		t.Errorf("a line that totals say is contained in others: %s", why)
	}
	said := ""
	for _, remark := range plan.Blocks[0].Remarks {
		said += remark.ID + " "
	}
	if !strings.Contains(said, "remark_proof") || !strings.Contains(said, "remark_twice") {
		t.Errorf("remarks: %s", said)
	}
}

func whyOf(plan *intake.Plan, cell string) string {
	for i := range plan.Entries {
		if e := &plan.Entries[i]; e.Name() == cell && e.Why != nil {
			return e.Why.ID
		}
	}
	return ""
}
