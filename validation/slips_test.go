package validation_test

import (
	"math/rand/v2"
	"sync"
	"testing"

	"migraform/bench/slips"
	"migraform/forms"
	"migraform/forms/definition"
	"migraform/validation"
)

// agreeing is a document whose tables agree, with the checks that tell wrong
// figures by sums. It is made once.
var agreeing = sync.OnceValues(func() (*forms.Questionnaire, *forms.Answers) {
	d, err := definition.BuiltIn()
	if err != nil {
		panic(err)
	}
	q, err := d.For("NOR", 2025, definition.All)
	if err != nil {
		panic(err)
	}
	slips.Sums(q)
	return q, slips.Whole(q, rand.New(rand.NewPCG(11, 12)))
})

// whole is a document of its own whose tables agree.
func whole(t testing.TB) (*forms.Questionnaire, *forms.Answers, *validation.Engine) {
	t.Helper()
	q, made := agreeing()
	answers := forms.NewAnswers(q.Cells)
	copy(answers.Values, made.Values)
	copy(answers.Statuses, made.Statuses)
	return q, answers, validation.New(q, answers, validation.Declared{})
}

func TestAgreeingTablesAreNotAccused(t *testing.T) {
	q, _, e := whole(t)
	if failing := e.Failing(); len(failing) > 0 {
		t.Errorf("%v", told(q, failing[:min(len(failing), 5)]))
	}
}

// The floor of what `make bench` prints of many more.
func TestSlipsOfAllKindsAreTraced(t *testing.T) {
	random := rand.New(rand.NewPCG(13, 14))
	q, answers, e := whole(t)
	for _, where := range []struct {
		name   string
		chosen func(*forms.Cube, forms.Cell) bool
		kinds  []validation.Slip
	}{{"interior", slips.Interior, slips.Nameable}, {"totals", slips.Margin, slips.OfOne}} {
		for _, kind := range where.kinds {
			var v slips.Verdict
			for _, table := range []string{"B1", "B2", "C1", "A1", "B8", "E1"} {
				v.Add(slips.Try(q, answers, e, table, func() []validation.Slip { return []validation.Slip{kind} }, where.chosen, 8, random))
			}
			if v.First*100 < v.Slips*99 || v.Right*100 < v.Slips*97 || v.Named*100 < v.Slips*93 || v.Accused*100 > v.Slips*2 {
				t.Errorf("%s, %s: %+v", where.name, kind, v)
			}
		}
	}
}

func TestSeveralSlipsAreTraced(t *testing.T) {
	random := rand.New(rand.NewPCG(15, 16))
	q, answers, e := whole(t)
	for _, count := range []int{2, 3, 10} {
		var v slips.Verdict
		for _, table := range []string{"B1", "B2", "C1", "B8", "E1"} {
			v.Add(slips.Try(q, answers, e, table, func() []validation.Slip {
				kinds := make([]validation.Slip, count)
				for i := range kinds {
					kinds[i] = slips.Nameable[random.IntN(len(slips.Nameable))]
				}
				return kinds
			}, slips.Interior, 30/count, random))
		}
		if v.First*100 < v.Slips*95 || v.Right*100 < v.Slips*93 || v.Accused*100 > v.Slips*5 {
			t.Errorf("%d at a time: %+v", count, v)
		}
	}
}

// Where more is wrong than can be searched, that is said, and nothing else is
// claimed but what a figure's own sums tell.
func TestDisasters(t *testing.T) {
	random := rand.New(rand.NewPCG(17, 18))
	for _, d := range slips.Disasters {
		q, answers, e := whole(t)
		d.Spoil(q, answers, random)
		e.CheckAll()
		unsearched, named := 0, map[validation.Slip]int{}
		findings := slips.Blamed(e)
		e.CheckAll()
		backwards := e.Failing()
		for i := len(backwards) - 1; i >= 0; i-- {
			e.Blame(&backwards[i])
		}
		if suspicions(findings) != suspicions(backwards) {
			t.Errorf("%s: who is blamed depends on what was looked at first", d.Name)
		}
		for _, f := range findings {
			if f.Unsearched.ID != "" {
				unsearched++
			}
			if len(f.Suspects) > 0 {
				named[f.Suspects[0].Slip]++
			}
		}
		switch d.Name {
		case "all figures", "all figures but totals", "50 slips that only sums of all countries tell":
			if unsearched == 0 {
				t.Errorf("%s: nothing says where the search stopped", d.Name)
			}
		case "all figures ten times too large":
			if named[validation.Scaled] != len(findings) {
				t.Errorf("%s: %v of %d", d.Name, named, len(findings))
			}
		case "two columns exchanged":
			if named[validation.LinesExchanged] != len(findings) {
				t.Errorf("%s: %v of %d", d.Name, named, len(findings))
			}
		case "a year pasted one row too low":
			if named[validation.TooLow] < len(findings)*9/10 {
				t.Errorf("%s: %v of %d", d.Name, named, len(findings))
			}
		}
	}
}
