package validation_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"testing"

	"migraform/bench/slips"
	"migraform/forms"
	"migraform/validation"
)

// consistent is a table that adds up; nothing of it is accused.
func consistent(t testing.TB, q *forms.Questionnaire, table string, random *rand.Rand) *forms.Answers {
	t.Helper()
	answers := slips.Consistent(q, table, random)
	for _, f := range validation.New(q, answers, validation.Declared{}).Failing() {
		if f.Severity == validation.Error {
			t.Fatalf("a consistent table is accused: %v", told(q, []validation.Finding{f}))
		}
	}
	return answers
}

// first is the first of the failing findings, with its suspects.
func first(e *validation.Engine) validation.Finding { return slips.Blamed(e)[0] }

func TestHardCasesForSuspects(t *testing.T) {
	q := norway(t)
	for name, c := range map[string]struct {
		slip map[string]string // address → what stands there instead
		want []string          // suspects that must be named
	}{
		"a total alone is wrong":                          {map[string]string{"B2/_T/_T/2025": "+9"}, []string{"B2/_T/_T/2025"}},
		"a sub-total and a part wrong by the same amount": {map[string]string{"B2/154/M/2025": "+9000", "B2/SWE/M/2025": "+9000"}, []string{"B2/154/M/2025", "B2/SWE/M/2025"}},
		"two errors that cancel in one direction":         {map[string]string{"B2/SWE/M/2025": "+100", "B2/DNK/M/2025": "-100"}, []string{"B2/SWE/M/2025", "B2/DNK/M/2025"}},
	} {
		t.Run(name, func(t *testing.T) {
			answers := consistent(t, q, "B2", rand.New(rand.NewPCG(5, 6)))
			for address, by := range c.slip {
				cell, err := q.Cell(address)
				if err != nil {
					t.Fatal(err)
				}
				n, _ := strconv.ParseInt(by, 10, 64)
				a := answers.At(cell)
				a.Value += forms.Whole(n)
				answers.Set(cell, a)
			}
			var named []string
			findings := slips.Blamed(validation.New(q, answers, validation.Declared{}))
			for _, f := range findings {
				for _, s := range f.Suspects {
					named = append(named, q.Address(s.Cell))
				}
			}
			for _, address := range c.want {
				if !slices.Contains(named, address) {
					t.Errorf("%s is not suspected, but %v, in %v", address, named, told(q, findings))
				}
			}
		})
	}
}

func BenchmarkSuspects(b *testing.B) {
	q := norway(b)
	random := rand.New(rand.NewPCG(7, 8))
	for _, count := range []int{1, 3, 10} {
		answers := consistent(b, q, "B2", random)
		kinds := make([]validation.Slip, count)
		for i := range kinds {
			kinds[i] = slips.Nameable[i%len(slips.Nameable)]
		}
		slips.Inject(q, answers, "B2", kinds, slips.Interior, random)
		e := validation.New(q, answers, validation.Declared{})
		b.Run(fmt.Sprint(count), func(b *testing.B) {
			for b.Loop() {
				slips.Blamed(e)
			}
		})
	}
}
