package validation_test

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

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

// accused writes down what the first suspects of all findings are and were to
// become, in the order of cells.
func accused(q *forms.Questionnaire, findings []validation.Finding) []string {
	var all []validation.Change
	for _, f := range findings {
		if len(f.Suspects) == 0 {
			return []string{"nothing at " + f.Key}
		}
		for _, c := range f.Suspects[0].Changes() {
			if !slices.Contains(all, c) {
				all = append(all, c)
			}
		}
	}
	return changes(q, all)
}

func changes(q *forms.Questionnaire, all []validation.Change) []string {
	slices.SortFunc(all, func(a, b validation.Change) int { return cmp.Compare(a.Cell, b.Cell) })
	var said []string
	for _, c := range all {
		said = append(said, fmt.Sprintf("%s %s → %s", q.Address(c.Cell), c.From, c.To))
	}
	return said
}

// Each case makes figures of a document whose tables agree wrong. All findings
// must name them, and nothing else, with what stood there.
func TestHardCases(t *testing.T) {
	plus := func(by int64) func(n forms.Number) forms.Number {
		return func(n forms.Number) forms.Number { return n + forms.Whole(by) }
	}
	times := func(by forms.Number) func(n forms.Number) forms.Number {
		return func(n forms.Number) forms.Number { return n * by }
	}
	blank := func(addresses ...string) func(*testing.T, *forms.Questionnaire, *forms.Answers) {
		return func(t *testing.T, q *forms.Questionnaire, a *forms.Answers) {
			for _, address := range addresses {
				a.Set(cellAt(t, q, address), forms.Answer{Status: forms.NotAvailable})
			}
		}
	}
	for name, c := range map[string]struct {
		before func(*testing.T, *forms.Questionnaire, *forms.Answers)
		wrong  map[string]func(forms.Number) forms.Number
	}{
		"a total is wrong while all parts are right":       {wrong: map[string]func(forms.Number) forms.Number{"B2/_T/_T/2025": plus(9)}},
		"a sub-total and a part wrong by the same amount":  {wrong: map[string]func(forms.Number) forms.Number{"B2/154/M/2025": plus(9000), "B2/ISL/M/2025": plus(9000)}},
		"two errors that cancel in one direction":          {wrong: map[string]func(forms.Number) forms.Number{"B2/ISL/M/2025": plus(100), "B2/IRL/M/2025": plus(-100)}},
		"two errors that cancel in the other direction":    {wrong: map[string]func(forms.Number) forms.Number{"B2/ISL/M/2025": plus(77), "B2/ISL/F/2025": plus(-77)}},
		"a table with decimals":                            {func(_ *testing.T, _ *forms.Questionnaire, a *forms.Answers) { slips.Tenths(a) }, map[string]func(forms.Number) forms.Number{"B2/ISL/M/2025": times(10)}},
		"sub-totals are left blank":                        {func(_ *testing.T, q *forms.Questionnaire, a *forms.Answers) { slips.Blank(q, a, "B2") }, map[string]func(forms.Number) forms.Number{"B2/ISL/M/2025": plus(31)}},
		"other parts are missing":                          {blank("B2/IRL/M/2025", "B2/DNK/F/2025"), map[string]func(forms.Number) forms.Number{"B2/ISL/M/2025": times(10)}},
		"the total of the row is missing":                  {blank("B2/ISL/_T/2025"), map[string]func(forms.Number) forms.Number{"B2/ISL/M/2025": times(100)}},
		"immigration of the account, seen from all tables": {wrong: map[string]func(forms.Number) forms.Number{"A1/IMM/M/2025": times(10)}},
		"a total of one table, seen from the account":      {wrong: map[string]func(forms.Number) forms.Number{"B4/_T/F/2024": plus(5)}},
		"the population a year begins with":                {wrong: map[string]func(forms.Number) forms.Number{"A1/POP_JAN1/M/2025": plus(1800)}},
		"the population a year ends with":                  {wrong: map[string]func(forms.Number) forms.Number{"A1/POP_DEC31/F/2023": plus(-400)}},
		"pending applications, seen from both years":       {wrong: map[string]func(forms.Number) forms.Number{"E1/SYR/PEND_DEC31/2024": plus(630)}},
		"a stock by age, seen from the stock":              {wrong: map[string]func(forms.Number) forms.Number{"C1.age/_T/M/_T/2025": plus(45)}},
		"the adjustment lost its sign":                     {wrong: map[string]func(forms.Number) forms.Number{"A1/ADJ/M/2025": times(-1)}},
		"three slips of one region":                        {wrong: map[string]func(forms.Number) forms.Number{"B2/ISL/M/2025": plus(90), "B2/IRL/F/2025": times(10), "B2/DNK/M/2025": plus(-7)}},
	} {
		t.Run(name, func(t *testing.T) {
			q, answers, e := whole(t)
			if c.before != nil {
				c.before(t, q, answers)
			}
			var want []validation.Change
			for address, wrong := range c.wrong {
				cell := cellAt(t, q, address)
				right := answers.Values[cell]
				answers.Values[cell] = wrong(right)
				want = append(want, validation.Change{Cell: cell, From: wrong(right), To: right})
			}
			e.CheckAll()
			var sums []validation.Finding
			for _, f := range slips.Blamed(e) {
				if f.Rule != "R01" {
					sums = append(sums, f)
				}
			}
			if got, want := accused(q, sums), changes(q, want); len(sums) == 0 || !slices.Equal(got, want) {
				t.Errorf("of %d findings\n%s\nwant\n%s", len(sums), strings.Join(got, "\n"), strings.Join(want, "\n"))
			}
		})
	}
}

// Neighbours are those on the sheet, in whatever direction.
func TestNeighboursAreExchanged(t *testing.T) {
	for _, c := range [][2]string{
		{"B2/ISL/M/2025", "B2/IRL/M/2025"},  // two rows of one region
		{"B2/ISL/M/2025", "B2/ISL/F/2025"},  // two sexes
		{"B2/ISL/_T/2025", "B2/ISL/M/2025"}, // a total and its part
		{"B2/ISL/F/2024", "B2/ISL/_T/2025"}, // across the years' border
		{"A1/BIRTHS/M/2025", "A1/DEATHS/M/2025"},
		{"B1/Y20T24/FOR/F/2025", "B1/Y25T29/FOR/F/2025"},
		{"E1/SYR/NEW/2025", "E1/SYR/REPEAT/2025"},
	} {
		q, answers, e := whole(t)
		one, other := cellAt(t, q, c[0]), cellAt(t, q, c[1])
		answers.Values[one], answers.Values[other] = answers.Values[other], answers.Values[one]
		e.Update([]forms.Cell{one, other})
		findings := slips.Blamed(e)
		if len(findings) == 0 {
			t.Errorf("%v: no finding", c)
		}
		for _, f := range findings {
			if len(f.Suspects) != 1 || f.Suspects[0].Slip != validation.Exchanged || len(f.Suspects[0].With) != 1 ||
				f.Suspects[0].Cell+f.Suspects[0].With[0].Cell != one+other || f.Suspects[0].From != answers.Values[f.Suspects[0].Cell] {
				t.Errorf("%v: %s: %+v", c, f.Key, f.Suspects)
			}
		}
	}
}

// With two equally good changes the less trusted figure is named; a slip with
// a name is preferred to a change without, however trusted the figure is.
func TestTrust(t *testing.T) {
	q := norway(t)
	men, women, all := cellAt(t, q, "B4/SWE/M/2025"), cellAt(t, q, "B4/SWE/F/2025"), cellAt(t, q, "B4/SWE/_T/2025")
	before := forms.NewAnswers(q.Cells)
	explained := map[forms.Cell]bool{}
	declared := validation.Declared{Explained: func(cell forms.Cell) bool { return explained[cell] }, Before: &validation.Reference{Year: 2024, Answers: before}}
	answer := func(n int64, means forms.Means) forms.Answer {
		return forms.Answer{Value: forms.Whole(n), Status: forms.Normal, Means: means}
	}
	for _, c := range []struct {
		name            string
		all, men, women int64
		trust           map[forms.Cell]string
		want            forms.Cell // forms.NoCell where nobody is to be accused
		slip            validation.Slip
	}{
		{"three typed figures", 1000, 341, 286, nil, forms.NoCell, ""},
		{"one typed, two imported", 1000, 341, 286, map[forms.Cell]string{men: "imported", all: "imported"}, women, validation.Settles},
		{"one typed, two confirmed from last year", 1000, 341, 286, map[forms.Cell]string{men: "confirmed", women: "confirmed"}, all, validation.Settles},
		{"one imported, others explained", 1000, 341, 286, map[forms.Cell]string{men: "imported", women: "explained", all: "explained"}, men, validation.Settles},
		{"all equally trusted", 1000, 341, 286, map[forms.Cell]string{men: "explained", women: "explained", all: "explained"}, forms.NoCell, ""},
		{"a name outweighs trust", 620, 341, 297, map[forms.Cell]string{women: "explained"}, women, validation.Swapped},
		{"of two swaps the typed figure's", 366, 243, 132, map[forms.Cell]string{men: "imported"}, women, validation.Swapped},
		{"and the other way round", 366, 243, 132, map[forms.Cell]string{women: "imported"}, men, validation.Swapped},
	} {
		answers := forms.NewAnswers(q.Cells)
		clear(explained)
		for cell, n := range map[forms.Cell]int64{all: c.all, men: c.men, women: c.women} {
			before.Set(cell, forms.Answer{})
			answers.Set(cell, answer(n, forms.Typed))
			switch c.trust[cell] {
			case "imported":
				answers.Set(cell, answer(n, forms.Imported))
			case "confirmed":
				before.Set(cell, answer(n, forms.Typed))
			case "explained":
				explained[cell] = true
			}
		}
		f := first(validation.New(q, answers, declared))
		switch {
		case c.want == forms.NoCell && len(f.Suspects) > 0, c.want != forms.NoCell && len(f.Suspects) == 0:
			t.Errorf("%s: %+v", c.name, f.Suspects)
		case c.want != forms.NoCell && (f.Suspects[0].Cell != c.want || f.Suspects[0].Slip != c.slip):
			t.Errorf("%s: %s, %s", c.name, q.Address(f.Suspects[0].Cell), f.Suspects[0].Slip)
		}
	}
}

// Nothing is proposed for what is kept from others, or for what is missing.
func TestNothingIsProposedForWhatIsNotSent(t *testing.T) {
	q, answers, e := whole(t)
	men, women := cellAt(t, q, "B2/ISL/M/2025"), cellAt(t, q, "B2/ISL/F/2025")
	for _, conf := range forms.Confidentialities {
		a := answers.At(men)
		a.Value, a.Conf = a.Value+forms.Whole(500), conf
		answers.Set(men, a)
		e.Update([]forms.Cell{men})
		for _, f := range slips.Blamed(e) {
			if named := len(f.Suspects) > 0; named != (conf == forms.Free) {
				t.Errorf("%s: %s: %+v", conf, f.Key, f.Suspects)
			}
		}
		a.Value -= forms.Whole(500)
		answers.Set(men, a)
	}
	for _, status := range []forms.Status{forms.NotAvailable, forms.NotCollected, forms.CannotExist, forms.Included, forms.Withheld} {
		answers.Set(women, forms.Answer{Status: status})
		answers.Set(men, forms.Count(9999))
		e.Update([]forms.Cell{women, men})
		for _, f := range slips.Blamed(e) {
			for _, s := range f.Suspects {
				for _, c := range s.Changes() {
					if c.Cell == women {
						t.Errorf("%s: %s: %+v", status, f.Key, s)
					}
				}
			}
		}
	}
}

// A figure ten times that of the year before is suspected, unless its sums
// hold: then it is the year that is unusual.
func TestSumsBearOutAJump(t *testing.T) {
	q := norway(t)
	for text, want := range map[string]int{
		"B4/SWE/M/2024 120\nB4/SWE/M/2025 1210":                                         1,
		"B4/SWE/M/2024 120\nB4/SWE/M/2025 1210\nB4/SWE/F/2025 300\nB4/SWE/_T/2025 1510": 0,
	} {
		jumps := 0
		for _, f := range slips.Blamed(validation.New(q, answered(t, q, text), validation.Declared{})) {
			if strings.HasSuffix(f.Key, "jump") {
				jumps++
				if len(f.Suspects) != want {
					t.Errorf("%s: %+v", text, f.Suspects)
				}
			}
		}
		if jumps == 0 {
			t.Errorf("%s: no jump", text)
		}
	}
}

// A rate is suspected where it is a slip away from what its counts make it.
func TestARateIsComparedWithItsCounts(t *testing.T) {
	q, _ := agreeing()
	for typed, want := range map[string]string{"3.5": "5.3", "53": "5.3", "53.2": "5.32", "5.8": "5.3", "5.4": "nothing", "9.9": "nothing"} {
		on := *q
		on.Rules = slices.Clone(q.Rules)
		for i := range on.Rules {
			if on.Rules[i].ID == "R27" {
				on.Rules[i].Severity = forms.SeverityWarning
			}
		}
		answers := answered(t, q, "F1/EMP/NB/M/_T/2025 947\nF1/UNE/NB/M/_T/2025 53\nI3/UNEMPLOYMENT/NB/M/2025 "+typed)
		got := "no finding"
		for _, f := range slips.Blamed(validation.New(&on, answers, validation.Declared{})) {
			if f.Rule == "R27" {
				got = "nothing"
				if len(f.Suspects) > 0 {
					got = f.Suspects[0].To.String()
				}
			}
		}
		if got != want {
			t.Errorf("%s: %s, want %s", typed, got, want)
		}
	}
}

// suspicions write down all that is suspected.
func suspicions(findings []validation.Finding) string {
	var b strings.Builder
	for _, f := range findings {
		fmt.Fprintln(&b, f.Key, f.Unsearched.ID)
		for _, s := range f.Suspects {
			fmt.Fprintln(&b, " ", s.Slip, s.Cell, s.To, len(s.With))
		}
	}
	return b.String()
}

// Whatever is wrong: who is blamed does not depend on the order in which it
// was typed, on whether findings are asked for one by one, or on what was
// blamed before; and no figure is changed by it.
func TestBlameIsOfTheFiguresAlone(t *testing.T) {
	q, made := agreeing()
	kinds := slices.Concat(slips.Nameable, slips.OfOne)
	_, answers, e := whole(t)
	rapid.Check(t, func(t *rapid.T) {
		random := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 1))
		table := rapid.SampledFrom([]string{"A1", "B1", "B2", "B8", "C1", "E1"}).Draw(t, "table")
		wrong := slips.Inject(q, answers, table, rapid.SliceOfN(rapid.SampledFrom(kinds), 1, 6).Draw(t, "slips"), func(*forms.Cube, forms.Cell) bool { return true }, random)
		cells := slips.Cells(wrong)
		defer func() {
			slips.Mend(answers, wrong)
			e.Update(cells)
			if left := e.Failing(); len(left) > 0 {
				t.Fatalf("undone, there remain %v", told(q, left))
			}
		}()
		// Typed one by one, in any order, with looks at the findings between.
		right := map[forms.Cell]forms.Number{}
		for _, cell := range cells {
			right[cell] = answers.Values[cell]
			answers.Values[cell] = made.Values[cell]
		}
		for _, cell := range rapid.Permutation(cells).Draw(t, "order") {
			answers.Values[cell] = right[cell]
			e.Update([]forms.Cell{cell})
			slips.Blamed(e)
		}
		figures := slices.Clone(answers.Values)
		before := suspicions(slips.Blamed(e))
		if !slices.Equal(figures, answers.Values) {
			t.Fatal("figures changed")
		}
		one := e.Failing()
		for i := len(one) - 1; i >= 0; i-- {
			e.Blame(&one[i])
		}
		if got := suspicions(one); got != before {
			t.Fatalf("one by one:\n%s\nall at once:\n%s", got, before)
		}
		if got := suspicions(slips.Blamed(validation.New(q, answers, validation.Declared{}))); got != before {
			t.Fatalf("from scratch:\n%s\nafter edits:\n%s", got, before)
		}
	})
}

// Taking what is proposed, again and again, comes to an end, and mostly to one
// without findings; and so it does where something else was mistaken for it.
func TestTakingWhatIsProposedEnds(t *testing.T) {
	q, answers, e := whole(t)
	random := rand.New(rand.NewPCG(19, 20))
	settled, of := 0, 40
	for range of {
		wrong := slips.Inject(q, answers, "B2", []validation.Slip{validation.Swapped, validation.Exchanged, validation.TooLow}, slips.Interior, random)
		changed := slips.Cells(wrong)
		if random.IntN(2) == 0 { // a suggestion that is wrong was taken
			changed = append(changed, slips.Cells(slips.Inject(q, answers, "B2", []validation.Slip{validation.Mistyped}, slips.Margin, random))...)
		}
		e.Update(changed)
		for taken := 0; ; taken++ {
			findings := slips.Blamed(e)
			at := slices.IndexFunc(findings, func(f validation.Finding) bool { return len(f.Suspects) > 0 })
			if at < 0 {
				if len(findings) == 0 {
					settled++
				}
				break
			}
			if taken > 20 {
				t.Fatalf("it goes on with %+v", findings[at].Suspects)
			}
			for _, c := range findings[at].Suspects[0].Changes() {
				answers.Values[c.Cell] = c.To
				changed = append(changed, c.Cell)
			}
			e.Update(changed)
		}
		_, made := agreeing()
		for _, cell := range changed {
			answers.Values[cell] = made.Values[cell]
		}
		e.Update(changed)
	}
	if settled < of*9/10 {
		t.Errorf("%d of %d documents are in order after what was proposed", settled, of)
	}
}
