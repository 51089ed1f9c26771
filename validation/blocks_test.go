package validation_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"testing"

	"migraform/forms"
	"migraform/validation"
)

// consistent fills the men and women of every country and year of a table
// with figures, and all its totals with what they come to.
func consistent(t testing.TB, q *forms.Questionnaire, table string, random *rand.Rand) *forms.Answers {
	t.Helper()
	answers := forms.NewAnswers(q.Cells)
	c := q.Cube(table)
	for cell := c.First; cell < c.First+forms.Cell(c.Cells); cell++ {
		leaf := !c.Forbidden(cell) && !c.Optional(cell)
		for i := range c.Axes {
			leaf = leaf && c.Code(cell, i).Kind == forms.Leaf
		}
		if leaf {
			answers.Set(cell, forms.Count(10+random.Int64N(9990)))
		}
	}
	e := validation.New(q, answers, validation.Declared{})
	for cell := c.First; cell < c.First+forms.Cell(c.Cells); cell++ {
		if n, complete, ok := e.Shown(cell); ok && complete {
			answers.Set(cell, forms.Answer{Value: n, Status: forms.Normal})
		}
	}
	e.CheckAll()
	for _, f := range e.Failing() {
		if f.Severity != validation.Error {
			continue // figures at random change much from year to year
		}
		t.Fatalf("a consistent table is accused: %v", told(q, []validation.Finding{f}))
	}
	return answers
}

// blamed are the failing findings with their suspects.
func blamed(e *validation.Engine) []validation.Finding {
	findings := e.Failing()
	all := make([]*validation.Finding, len(findings))
	for i := range findings {
		all[i] = &findings[i]
	}
	e.Blame(all...)
	return findings
}

// first is the first of them.
func first(e *validation.Engine) validation.Finding { return blamed(e)[0] }

// slipped writes a figure with a slip; false where it cannot be made.
func slipped(n forms.Number, slip validation.Slip, random *rand.Rand) (forms.Number, bool) {
	d := []byte(n.String())
	i := random.IntN(len(d))
	switch slip {
	case validation.Swapped:
		if i+1 == len(d) || d[i] == d[i+1] || i == 0 && d[1] == '0' {
			return 0, false
		}
		d[i], d[i+1] = d[i+1], d[i]
	case validation.Lost:
		d = slices.Delete(d, i, i+1)
		if len(d) == 0 || d[0] == '0' {
			return 0, false
		}
	case validation.Doubled:
		d = slices.Insert(d, i, d[i])
	case validation.Tenfold:
		d = append(d, '0')
	}
	to, err := strconv.ParseInt(string(d), 10, 64)
	return forms.Whole(to), err == nil && forms.Whole(to) != n
}

// inject puts slips into interior cells and returns what was there.
func inject(q *forms.Questionnaire, answers *forms.Answers, table string, slips []validation.Slip, random *rand.Rand) map[forms.Cell]forms.Number {
	c := q.Cube(table)
	were := map[forms.Cell]forms.Number{}
	for len(were) < len(slips) {
		cell := c.First + forms.Cell(random.IntN(c.Cells))
		a := answers.At(cell)
		leaf := !a.IsBlank()
		for i := range c.Axes {
			leaf = leaf && c.Code(cell, i).Kind == forms.Leaf
		}
		if _, twice := were[cell]; !leaf || twice {
			continue
		}
		to, ok := slipped(a.Value, slips[len(were)], random)
		if !ok {
			continue
		}
		were[cell] = a.Value
		a.Value = to
		answers.Set(cell, a)
	}
	return were
}

// traced counts the slips whose cell and right figure are the first suspect
// of some finding.
func traced(findings []validation.Finding, were map[forms.Cell]forms.Number) int {
	n := 0
	for cell, right := range were {
		if slices.ContainsFunc(findings, func(f validation.Finding) bool {
			return slices.ContainsFunc(f.Suspects, func(s validation.Suspect) bool { return s.Cell == cell && s.To == right })
		}) {
			n++
		}
	}
	return n
}

var nameable = []validation.Slip{validation.Swapped, validation.Lost, validation.Doubled, validation.Tenfold}

func TestASingleSlipIsTraced(t *testing.T) {
	q := norway(t)
	random := rand.New(rand.NewPCG(1, 2))
	answers := consistent(t, q, "B2", random)
	const each = 100
	for _, slip := range nameable {
		first := 0
		for range each {
			were := inject(q, answers, "B2", []validation.Slip{slip}, random)
			e := validation.New(q, answers, validation.Declared{})
			for cell, right := range were {
				for _, f := range blamed(e) {
					if len(f.Suspects) > 0 && f.Suspects[0].Cell == cell && f.Suspects[0].To == right {
						first++
						break
					}
				}
				a := answers.At(cell)
				a.Value = right
				answers.Set(cell, a)
			}
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
			slips := make([]validation.Slip, count)
			for i := range slips {
				slips[i] = nameable[random.IntN(len(nameable))]
			}
			were := inject(q, answers, "B2", slips, random)
			e := validation.New(q, answers, validation.Declared{})
			found += traced(blamed(e), were)
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
			findings := blamed(validation.New(q, answers, validation.Declared{}))
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
		slips := make([]validation.Slip, count)
		for i := range slips {
			slips[i] = nameable[i%len(nameable)]
		}
		inject(q, answers, "B2", slips, random)
		e := validation.New(q, answers, validation.Declared{})
		b.Run(fmt.Sprint(count), func(b *testing.B) {
			for b.Loop() {
				blamed(e)
			}
		})
	}
}
