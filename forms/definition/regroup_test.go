package definition_test

import (
	"errors"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"migraform/bench/slips"
	"migraform/forms"
	"migraform/forms/definition"
	"migraform/validation"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// byAddress are all answers of a questionnaire, by their addresses.
func byAddress(q *forms.Questionnaire, answers *forms.Answers) map[string]forms.Answer {
	all := map[string]forms.Answer{}
	for cell := range forms.Cell(q.Cells) {
		if a := answers.At(cell); !a.IsBlank() {
			all[q.Address(cell)] = a
		}
	}
	return all
}

// regrouped lays answers on a questionnaire.
func regrouped(q *forms.Questionnaire, all map[string]forms.Answer) (*forms.Answers, *definition.Regrouped) {
	r := definition.Regroup(q, all)
	answers := forms.NewAnswers(q.Cells)
	for cell, a := range r.Placed {
		answers.Set(cell, a)
	}
	for _, sum := range r.Added {
		answers.Set(sum.Cell, sum.Answer)
	}
	return answers, r
}

// certain are the rules that hold or fail by sums and equalities alone.
var certain = []string{"R02", "R03", "R04", "R06", "R07", "R08", "R16", "R19"}

// filled are the tables that slips.Whole answers.
var filled = []string{"A1", "A2", "B1", "B2", "B3", "B4", "B5", "B6", "B7", "B8", "C1", "C2", "C3", "E1"}

// accused reports what fails, and what cannot be told of tables that are
// filled.
func accused(t interface{ Errorf(string, ...any) }, q *forms.Questionnaire, answers *forms.Answers, finished ...string) {
	declared := validation.Declared{Finished: map[string]bool{}}
	for _, table := range finished {
		declared.Finished[table] = true
	}
	for _, f := range validation.New(q, answers, declared).Findings() {
		about := !slices.ContainsFunc(f.Cells, func(cell forms.Cell) bool { return !slices.Contains(filled, q.TableOf(q.CubeOf(cell)).ID) })
		if slices.Contains(certain, f.Rule) && f.Severity == validation.Error && (about || f.Verdict == validation.Fails) {
			t.Errorf("%s %v: %v", f.Rule, f.Verdict, f.Message)
		}
	}
}

// cannotTell counts the checks that cannot be told, by rule.
func cannotTell(q *forms.Questionnaire, answers *forms.Answers) map[string]int {
	counts := map[string]int{}
	for _, f := range validation.New(q, answers, validation.Declared{}).Findings() {
		if f.Verdict == validation.CannotTell {
			counts[f.Rule]++
		}
	}
	return counts
}

// anyChoices draws breakdowns of the tables that a whole document fills.
func anyChoices(t *rapid.T, d *definition.Definition, form definition.Form) definition.Choices {
	var choices definition.Choices
	for range rapid.IntRange(1, 5).Draw(t, "choices") {
		table := rapid.SampledFrom([]string{"A2", "B1", "B2", "B3", "B4", "B5", "B6", "B8", "C1", "C2", "C3"}).Draw(t, "table")
		breakdown := rapid.SampledFrom(d.Breakdowns(form, table)).Draw(t, "concept")
		choice := definition.Choice{Table: table, Concept: breakdown.Concept, Option: rapid.SampledFrom(breakdown.Options).Draw(t, "option").ID}
		if rapid.Bool().Draw(t, "some years") {
			for _, year := range breakdown.Years {
				if rapid.Bool().Draw(t, "year") {
					choice.Years = append(choice.Years, year)
				}
			}
		}
		choices = choices.With(choice)
	}
	return choices
}

// TestConsistentFiguresHoldInEveryCoarserBreakdown: whatever an office
// chooses, for all years or some, every figure is placed or accounted for,
// what was consistent is so when it is added up, nothing more is asked, and
// nothing cannot be told.
func TestConsistentFiguresHoldInEveryCoarserBreakdown(t *testing.T) {
	d, err := definition.BuiltIn()
	if err != nil {
		t.Fatal(err)
	}
	form := definition.Form{Country: "NOR", Year: 2025, Scope: definition.All}
	whole, err := d.Make(form)
	if err != nil {
		t.Fatal(err)
	}
	answers := slips.Whole(whole, rand.New(rand.NewPCG(1, 2)))
	accused(t, whole, answers)
	untold := cannotTell(whole, answers)
	all := byAddress(whole, answers)
	drawn := rapid.Custom(func(t *rapid.T) definition.Choices { return anyChoices(t, d, form) })
	tried := 0
	for seed := range 40 {
		chosen := form
		chosen.Choices = drawn.Example(seed)
		q, err := d.Make(chosen)
		var crossing *definition.ChoiceError
		if errors.As(err, &crossing) && crossing.Problem == "crossing" {
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		tried++
		coarser, r := regrouped(q, all)
		if len(r.Placed)+len(r.Left) != len(all) {
			t.Errorf("%v: %d placed and %d left of %d", chosen.Choices, len(r.Placed), len(r.Left), len(all))
		}
		for _, left := range r.Left {
			if !left.AddedUp {
				t.Fatalf("%v: %s is left: %v", chosen.Choices, left.Address, left.Why)
			}
		}
		var finished []string
		for _, c := range chosen.Choices {
			finished = append(finished, c.Table)
		}
		accused(t, q, coarser, finished...)
		for rule, n := range cannotTell(q, coarser) {
			if n > untold[rule] {
				t.Errorf("%s: %d checks cannot be told, %d in full", rule, n, untold[rule])
			}
		}
		if t.Failed() {
			t.Fatalf("%v", chosen.Choices)
		}
	}
	if tried < 20 {
		t.Errorf("only %d choices were tried", tried)
	}
}

// TestTablesInDifferentBreakdownsStillAgree: a table in broad ages, one in
// ages to 65 and one in full are compared in all that they share, and in what
// a coarser one adds to that.
func TestTablesInDifferentBreakdownsStillAgree(t *testing.T) {
	d, err := definition.BuiltIn()
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct{ choices, wrong, with string }{
		// B1's men are A1's; B1's nationals are B2's.
		{"B1 age broad", "B1/_T/_T/M/2025", "A1/IMM/M/2025"},
		{"B1 age broad; B2 citizenship regions", "B2/FOR/F/2025", "B1/_T/FOR/F/2025"},
		{"B2 citizenship groups", "B2/NOR/F/2025", "B1/_T/NAT/F/2025"},
		// C3's ages add up to A2's, whatever either is answered in.
		{"C3 age ten_year", "C3/Y5T14/F/2025", "A2/FB/_T/F/Y0T14/2025"},
		{"C3 age to_65 2025", "C3/Y_GE65/F/2025", "A2/FB/_T/F/Y_GE65/2025"},
		{"A2 age three", "A2/FB/_T/F/Y15T64/2025", "C3/Y15T19/F/2025"},
		{"A2 age three 2025; C3 age to_75", "A2/FB/_T/F/Y15T64/2025", "C3/Y15T19/F/2025"},
		// C1 and C2 by region are the stocks of A2.
		{"C1 birth regions; C1 sex total 2025", "C1/_T/_T/2025", "A2/FB/_T/_T/_T/2025"},
		// Regions are those of the table by duration of residence.
		{"C1 birth regions", "C1/150/F/2025", "C4/_T/150/F/2025"},
	} {
		choices, err := definition.ParseChoices(test.choices)
		if err != nil {
			t.Fatal(err)
		}
		q, err := d.Make(definition.Form{Country: "NOR", Year: 2025, Scope: definition.All, Choices: choices})
		if err != nil {
			t.Fatal(err)
		}
		full, _ := d.For("NOR", 2025, definition.All)
		answers, _ := regrouped(q, byAddress(full, slips.Whole(full, rand.New(rand.NewPCG(5, 6)))))
		wrong, err := q.Cell(test.wrong)
		if err != nil {
			t.Fatal(err)
		}
		if strings.HasPrefix(test.with, "C4") {
			with, err := q.Cell(test.with)
			if err != nil {
				t.Fatal(err)
			}
			answers.Set(with, answers.At(wrong))
		}
		a := answers.At(wrong)
		a.Value += forms.Whole(11)
		answers.Set(wrong, a)
		found := false
		for _, f := range validation.New(q, answers, validation.Declared{}).Findings() {
			if f.Rule != "R08" && f.Rule != "R16" || f.Verdict != validation.Fails {
				continue
			}
			var cells []string
			for _, cell := range f.Cells {
				cells = append(cells, q.Address(cell))
			}
			found = found || slices.Contains(cells, test.wrong) && slices.Contains(cells, test.with)
		}
		if !found {
			t.Errorf("%s: %s is not compared with %s", test.choices, test.wrong, test.with)
		}
	}
}

func TestWhatAPartSaysHoldsForTheSum(t *testing.T) {
	d, err := definition.BuiltIn()
	if err != nil {
		t.Fatal(err)
	}
	q, err := d.Make(definition.Form{Country: "NOR", Year: 2025, Scope: definition.Core,
		Choices: definition.Choices{{Table: "B1", Concept: "age", Option: "broad"}, {Table: "B2", Concept: "citizenship", Option: "regions"}}})
	if err != nil {
		t.Fatal(err)
	}
	of := func(n int64, status forms.Status) forms.Answer {
		return forms.Answer{Value: forms.Whole(n), Status: status}
	}
	none := func(status forms.Status) forms.Answer { return forms.Answer{Status: status} }
	age := func(id string) string { return "B1/" + id + "/NAT/M/2025" }
	young := func(a, b, c forms.Answer) map[string]forms.Answer {
		return map[string]forms.Answer{age("Y0T4"): a, age("Y5T9"): b, age("Y10T14"): c}
	}
	into := forms.Answer{Status: forms.Included, Into: age("Y5T9")}
	elsewhere := forms.Answer{Status: forms.Included, Into: age("Y15T19")}
	secret := of(2, forms.Normal)
	secret.Conf = forms.Confidential
	for _, test := range []struct {
		name    string
		answers map[string]forms.Answer
		want    forms.Answer // blank where nothing is added up
		why     string
	}{
		{"numbers", young(of(1, 'A'), of(2, 'A'), of(3, 'A')), of(6, 'A'), ""},
		{"one common flag", young(of(1, 'P'), of(2, 'P'), of(3, 'P')), of(6, 'P'), ""},
		{"the gravest flag", young(of(1, 'P'), of(2, 'B'), of(3, 'A')), of(6, 'B'), ""},
		{"what cannot exist is nil", young(of(1, 'A'), none('M'), of(3, 'A')), of(4, 'A'), ""},
		{"all missing in the same way", young(none('O'), none('O'), none('O')), none('O'), ""},
		{"none can exist", young(none('M'), none('M'), none('M')), none('M'), ""},
		{"missing in several ways", young(none('O'), none('L'), none('O')), forms.Answer{}, "breakdown.left_missing"},
		{"one is missing", young(of(1, 'A'), none('O'), of(3, 'A')), forms.Answer{}, "breakdown.left_missing"},
		{"one is blank", map[string]forms.Answer{age("Y0T4"): of(1, 'A'), age("Y5T9"): of(2, 'A')}, forms.Answer{}, "breakdown.left_blank"},
		{"included within the group", young(into, of(5, 'W'), of(3, 'A')), of(8, 'A'), ""},
		{"included elsewhere", young(elsewhere, of(5, 'A'), of(3, 'A')), forms.Answer{}, "breakdown.left_missing"},
		{"one is confidential", young(secret, of(5, 'A'), of(3, 'A')), forms.Answer{Value: forms.Whole(10), Status: 'A', Conf: forms.Confidential}, ""},
		{"a figure that was sent already", map[string]forms.Answer{age("Y0T14"): of(9, 'A'), age("Y0T4"): of(1, 'A')}, of(9, 'A'), "breakdown.left_answered"},
	} {
		r := definition.Regroup(q, test.answers)
		target, err := q.Cell(age("Y0T14"))
		if err != nil {
			t.Fatal(err)
		}
		got := r.Placed[target]
		for _, sum := range r.Added {
			got = sum.Answer
		}
		if !got.Same(test.want) {
			t.Errorf("%s: %+v, want %+v", test.name, got, test.want)
		}
		for _, left := range r.Left {
			if left.Into != target || left.AddedUp != (test.why == "") || test.why != "" && left.Why.ID != test.why {
				t.Errorf("%s: %s: %v, added up %v", test.name, left.Address, left.Why.ID, left.AddedUp)
			}
		}
	}

	// A region has its countries; those that may stay blank count as nil, and
	// the own country stays where it is.
	given := map[string]forms.Answer{"B2/NOR/M/2025": of(7, 'A')}
	want := map[string]forms.Number{}
	full, _ := d.For("NOR", 2025, definition.Core)
	codes := full.Cube("B2").Axes[0].List.Codes
	for _, code := range codes {
		if code.Kind != forms.Leaf || code.Optional || code.Depth < 2 {
			continue
		}
		region := code
		for region.Depth > 1 {
			region = codes[region.Parent]
		}
		a := of(1, 'A')
		if code.ID == "NOR" {
			a = of(7, 'A')
		}
		given["B2/"+code.ID+"/M/2025"] = a
		want["B2/"+region.ID+"/M/2025"] += a.Value
	}
	r := definition.Regroup(q, given)
	got := map[string]forms.Number{}
	for _, sum := range r.Added {
		got[q.Address(sum.Cell)] = sum.Answer.Value
	}
	if diff := cmp.Diff(want, got); diff != "" || len(want) != 5 {
		t.Errorf("regions (- want, + got)\n%s", diff)
	}
	own, _ := q.Cell("B2/NOR/M/2025")
	if r.Placed[own].Value != forms.Whole(7) {
		t.Error("the own country does not stay")
	}
}
