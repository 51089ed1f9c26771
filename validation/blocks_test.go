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

func TestASingleSlipIsTraced(t *testing.T) {
	q := norway(t)
	random := rand.New(rand.NewPCG(1, 2))
	answers := consistent(t, q, "B2", random)
	const each = 100
	for _, slip := range slips.Nameable {
		first := 0
		for range each {
			were := slips.Inject(q, answers, "B2", []validation.Slip{slip}, random)
			e := validation.New(q, answers, validation.Declared{})
			for cell, right := range were {
				for _, f := range slips.Blamed(e) {
					if len(f.Suspects) > 0 && f.Suspects[0].Cell == cell && f.Suspects[0].To == right {
						first++
						break
					}
				}
			}
			slips.Mend(answers, were)
		}
		if first < each*99/100 {
			t.Errorf("%s: the right cell is the first suspect in %d of %d", slip, first, each)
		}
	}
}

func TestSeveralSlipsAreTraced(t *testing.T) {
	q := norway(t)
	random := rand.New(rand.NewPCG(3, 4))
	consistentAnswers := consistent(t, q, "B2", random)
	for _, count := range []int{2, 3, 10} {
		found, of := 0, 0
		for range 10 {
			answers := forms.NewAnswers(q.Cells)
			for cell := range forms.Cell(q.Cells) {
				answers.Set(cell, consistentAnswers.At(cell))
			}
			kinds := make([]validation.Slip, count)
			for i := range kinds {
				kinds[i] = slips.Nameable[random.IntN(len(slips.Nameable))]
			}
			were := slips.Inject(q, answers, "B2", kinds, random)
			e := validation.New(q, answers, validation.Declared{})
			found += slips.Traced(slips.Blamed(e), were)
			of += count
		}
		if found < of*95/100 {
			t.Errorf("of %d slips, %d at a time, %d are traced", of, count, found)
		}
	}
}

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
		slips.Inject(q, answers, "B2", kinds, random)
		e := validation.New(q, answers, validation.Declared{})
		b.Run(fmt.Sprint(count), func(b *testing.B) {
			for b.Loop() {
				slips.Blamed(e)
			}
		})
	}
}
