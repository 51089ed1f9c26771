package validation_test

import (
	"testing"

	"migraform/forms"
	"migraform/validation"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func TestDerivations(t *testing.T) {
	q := norway(t)
	for name, c := range map[string]struct {
		figures  string
		want     map[string]string
		declared validation.Declared
	}{
		"the one missing part": {`
			B4/SWE/_T/2025 100
			B4/SWE/M/2025 60`, map[string]string{"B4/SWE/F/2025": "40"}, validation.Declared{}},
		"two missing parts have no one value": {`B4/SWE/_T/2025 100`, nil, validation.Declared{}},
		"a total of nil":                      {`B4/SWE/_T/2025 0`, map[string]string{"B4/SWE/M/2025": "0", "B4/SWE/F/2025": "0"}, validation.Declared{}},
		"a part that was said to be missing is left alone": {`
			B4/SWE/_T/2025 100
			B4/SWE/M/2025 60
			B4/SWE/F/2025 - O`, nil, validation.Declared{}},
		"what would be negative does not follow": {`
			B4/SWE/_T/2025 100
			B4/SWE/M/2025 101`, nil, validation.Declared{}},
		"the same quantity in another table": {`B2/NOR/F/2025 7`, map[string]string{"B1/_T/NAT/F/2025": "7"}, validation.Declared{}},
		"two sums that say different things": {`
			B4/BMU/M/2025 5
			B4/CAN/M/2025 15
			B4/GRL/M/2025 0
			B4/SPM/M/2025 0
			B4/021/M/2025 90
			B4/USA/_T/2025 100
			B4/USA/F/2025 40`, nil, validation.Declared{}},
		"nothing follows from rounded sums": {`
			B4/SWE/_T/2025 100
			B4/SWE/M/2025 60
			B2/NOR/F/2025 5`, nil, validation.Declared{RoundingBase: 5}},
		"nor from another source": {`B2/NOR/F/2025 7`, nil,
			validation.Declared{SourcesDiffer: func(a, b string) bool { return a != b }}},
		"nil goes down to the countries": {`B4/021/F/2025 0`, map[string]string{"B4/BMU/F/2025": "0", "B4/CAN/F/2025": "0", "B4/GRL/F/2025": "0", "B4/SPM/F/2025": "0", "B4/USA/F/2025": "0"}, validation.Declared{}},
		"a confidential part of nil is left alone": {`
			B4/SWE/_T/2025 0
			B4/SWE/M/2025 - Q`, map[string]string{"B4/SWE/F/2025": "0"}, validation.Declared{}},
		"the missing item of a balance": {`
			E1/SYR/PEND_JAN1/2025 10
			E1/SYR/NEW/2025 5
			E1/SYR/REPEAT/2025 0
			E1/SYR/GRANTED/2025 3
			E1/SYR/REJECTED/2025 1
			E1/SYR/CLOSED/2025 0`, map[string]string{"E1/SYR/PEND_DEC31/2025": "11", "E1/SYR/PEND_DEC31/2024": "10"}, validation.Declared{}},
	} {
		t.Run(name, func(t *testing.T) {
			got := map[string]string{}
			for _, d := range validation.Derivations(q, answered(t, q, c.figures), c.declared) {
				got[q.Address(d.Cell)] = d.Value.String()
			}
			if c.want == nil {
				c.want = map[string]string{}
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("derived (- want, + got):\n%s", diff)
			}
		})
	}
}

func TestConfidentialFiguresAreNotGivenAway(t *testing.T) {
	q := norway(t)
	answers := answered(t, q, `
		B4/SWE/_T/2025 100
		B4/SWE/M/2025 60`)
	cell, _ := q.Cell("B4/SWE/M/2025")
	a := answers.At(cell)
	a.Conf = forms.Confidential
	answers.Set(cell, a)
	if got := validation.Derivations(q, answers, validation.Declared{}); len(got) != 0 {
		t.Errorf("derived %v", got)
	}
}

// TestWhatIsDerivedHolds blanks figures of consistent answers: what is
// derived in their places is what was there.
func TestWhatIsDerivedHolds(t *testing.T) {
	q := small()
	rapid.Check(t, func(t *rapid.T) {
		answers := forms.NewAnswers(q.Cells)
		y := q.Cube("Y")
		for cell := y.First; cell < y.First+forms.Cell(y.Cells); cell++ {
			leaf := true
			for i := range y.Axes {
				leaf = leaf && y.Code(cell, i).Kind == forms.Leaf
			}
			if leaf {
				answers.Set(cell, forms.Count(rapid.Int64Range(0, 9).Draw(t, "leaf")))
			}
		}
		e := validation.New(q, answers, validation.Declared{})
		truth := map[forms.Cell]forms.Number{}
		for cell := y.First; cell < y.First+forms.Cell(y.Cells); cell++ {
			if n, _, ok := e.Shown(cell); ok {
				truth[cell] = n
			} else {
				truth[cell] = answers.Values[cell]
			}
		}
		for cell := y.First; cell < y.First+forms.Cell(y.Cells); cell++ {
			n := truth[cell]
			switch {
			case rapid.IntRange(0, 2).Draw(t, "blank") == 0 && !y.Optional(cell):
				answers.Set(cell, forms.Answer{})
			default:
				answers.Set(cell, forms.Answer{Value: n, Status: forms.Normal})
			}
		}
		for _, d := range validation.Derivations(q, answers, validation.Declared{}) {
			if n, ok := truth[d.Cell]; ok && n != d.Value {
				t.Fatalf("%s is derived as %v; it was %v", q.Address(d.Cell), d.Value, n)
			}
		}
	})
}
