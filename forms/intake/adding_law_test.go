package intake_test

import (
	"fmt"
	"strings"
	"testing"

	"migraform/forms"
	"migraform/forms/definition"
	"migraform/forms/intake"

	"pgregory.net/rapid"
)

// TestSumsAreNeverWrong breaks a table of age groups down in random ways:
// into single ages and other groups, by month, by region. What is filled in is
// what was broken down; with a part taken out, nothing wrong is.
func TestSumsAreNeverWrong(t *testing.T) {
	d, err := definition.BuiltIn()
	if err != nil {
		t.Fatal(err)
	}
	q, err := d.For("CAN", 2013, definition.All)
	if err != nil {
		t.Fatal(err)
	}
	rapid.Check(t, func(r *rapid.T) {
		// Ages from 0 to 29, cut anywhere; B1 asks for groups of five.
		var ages []span2
		for from := 0; from < 30; {
			to := min(29, from+rapid.IntRange(0, 6).Draw(r, "years"))
			ages = append(ages, span2{from, to})
			from = to + 1
		}
		byMonth := rapid.Bool().Draw(r, "by month")
		regions := rapid.SampledFrom([][]string{{""}, {"North", "South"}, {"North", "South", "East"}}).Draw(r, "regions")
		gone := rapid.IntRange(-1, 40).Draw(r, "figure taken out")
		heads := []string{"2013"}
		if byMonth {
			heads = strings.Split("Jan 2013,Feb 2013,Mar 2013,Apr 2013,May 2013,Jun 2013,Jul 2013,Aug 2013,Sep 2013,Oct 2013,Nov 2013,Dec 2013", ",")
		}
		var text strings.Builder
		fmt.Fprintf(&text, "Immigration by age\nAge,Province,%s\n", strings.Join(heads, ","))
		truth, missing := map[int]int{}, map[int]bool{} // by the five-year group
		n := 0
		for _, age := range ages {
			for _, region := range regions {
				fmt.Fprintf(&text, "%s,%s", age, region)
				for range heads {
					value := rapid.IntRange(0, 500).Draw(r, "value")
					group := age.from / 5
					if n == gone {
						text.WriteString(",")
						missing[group] = true
					} else {
						fmt.Fprintf(&text, ",%d", value)
					}
					truth[group] += value
					n++
				}
				text.WriteString("\n")
			}
		}
		decisions := &intake.Decisions{Sheets: map[string]intake.SheetDecision{"": {Sums: map[string]bool{"B": true}}}}
		plan := planOf(t, q, text.String(), "B1", decisions)
		checkNoneLost(r, plan.Reading.File, plan)
		filled := map[string]bool{}
		for e := range plan.Answers() {
			address := q.Address(e.Cell)
			filled[address] = true
			var group int
			if _, err := fmt.Sscanf(address, "B1/Y%dT", &group); err != nil {
				r.Fatalf("%s is filled from\n%s", address, text.String())
			}
			if want := forms.Whole(int64(truth[group/5])); e.Answer().Value != want {
				r.Fatalf("%s is %s, want %s, from\n%s", address, e.Answer().Value, want, text.String())
			}
		}
		for group := range 6 {
			address := fmt.Sprintf("B1/Y%dT%d/_T/_T/2013", group*5, group*5+4)
			if want := tiles(ages, group) && !missing[group]; want != filled[address] {
				r.Fatalf("%s: filled %v, its ages nest and are there: %v\n%s", address, filled[address], want, text.String())
			}
		}
	})
}

// span2 is a group of ages.
type span2 struct{ from, to int }

func (s span2) String() string {
	if s.from == s.to {
		return fmt.Sprintf("%d years", s.from)
	}
	return fmt.Sprintf("%d-%d", s.from, s.to)
}

// tiles reports whether some of the ages make up a group of five.
func tiles(ages []span2, group int) bool {
	at := group * 5
	for _, age := range ages {
		if age.from == at && age.to < group*5+5 {
			at = age.to + 1
		}
	}
	return at == group*5+5
}
