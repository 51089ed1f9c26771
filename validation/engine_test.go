package validation_test

import (
	"encoding/json"
	"strings"
	"testing"

	"migraform/bench/slips"
	"migraform/forms"
	"migraform/forms/definition"
	"migraform/forms/words"
	"migraform/validation"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func norway(t testing.TB) *forms.Questionnaire {
	t.Helper()
	d, err := definition.BuiltIn()
	if err != nil {
		t.Fatal(err)
	}
	q, err := d.For("NOR", 2025, definition.Core)
	if err != nil {
		t.Fatal(err)
	}
	return q
}

// answered fills answers from lines such as "B2/NOR/F/2025 1243" or, with a
// status, "B2/NOR/F/2025 1243 P" and "B2/NOR/F/2025 - O".
func answered(t testing.TB, q *forms.Questionnaire, lines string) *forms.Answers {
	t.Helper()
	answers := forms.NewAnswers(q.Cells)
	for line := range strings.SplitSeq(lines, "\n") {
		fields := strings.Fields(line)
		if len(fields) == 0 {
			continue
		}
		cell, err := q.Cell(fields[0])
		if err != nil {
			t.Fatal(err)
		}
		a := forms.Answer{Status: forms.Normal}
		if len(fields) > 2 {
			a.Status = forms.Status(fields[2][0])
		}
		if len(fields) > 3 {
			a.Into = fields[3]
		}
		if a.Status.IsNumber() {
			if a.Value, err = forms.ParseNumber(fields[1]); err != nil {
				t.Fatal(err)
			}
		}
		answers.Set(cell, a)
	}
	return answers
}

// told are the findings as lines: rule, verdict, first cell, difference.
func told(q *forms.Questionnaire, findings []validation.Finding) []string {
	var lines []string
	for _, f := range findings {
		line := f.Rule + " " + f.Severity.String() + " " + f.Verdict.String() + " " + q.Address(f.Cells[0])
		if f.Verdict == validation.Fails && f.Difference != 0 {
			line += " " + f.Difference.String()
		}
		lines = append(lines, line)
	}
	return lines
}

// inFull are the findings with all that they say.
func inFull(q *forms.Questionnaire, findings []validation.Finding) []string {
	lines := make([]string, len(findings))
	for i := range findings {
		line, _ := json.Marshal(validation.LineOf(q, &findings[i], words.In("en")))
		lines[i] = findings[i].Key + " " + string(line)
	}
	return lines
}

func TestChecks(t *testing.T) {
	q := norway(t)
	finished := validation.Declared{Finished: map[string]bool{"G1": true}}
	for name, c := range map[string]struct {
		figures  string
		declared validation.Declared
		want     []string
	}{
		"nothing answered": {"", validation.Declared{}, nil},
		"sexes add up": {`
			G1.mode/_T/2025 10
			B2/SWE/_T/2025 95
			B2/SWE/M/2025 50
			B2/SWE/F/2025 45`, validation.Declared{}, []string{"R08 error cannot_tell G1/_T/_T/_T/2025", "R02 error cannot_tell G1.mode/_T/2025",
			"R22 warning cannot_tell G1.mode/_T/2025", "R22 warning cannot_tell G1.mode/_T/2025"}},
		"sexes do not add up": {`
			B2/SWE/_T/2025 100
			B2/SWE/M/2025 50
			B2/SWE/F/2025 45`, validation.Declared{}, []string{"R02 error fails B2/SWE/_T/2025 5"}},
		"the unknown takes the rest": {`
			B2/SWE/_T/2025 100
			B2/SWE/M/2025 50
			B2/SWE/F/2025 45
			B2/SWE/_U/2025 5`, validation.Declared{}, []string{"R08 error cannot_tell A1/IMM/_U/2025", "R08 error cannot_tell B1/_T/_T/_U/2025",
			"R08 error cannot_tell B1/_T/FOR/_U/2025", "R08 error cannot_tell B4/_T/_U/2025"}},
		"a missing part cannot be told": {`
			B2/SWE/_T/2025 100
			B2/SWE/M/2025 50
			B2/SWE/F/2025 - O`, validation.Declared{}, []string{"R02 error cannot_tell B2/SWE/_T/2025"}},
		"known parts bind though one is missing": {`
			B2/SWE/_T/2025 100
			B2/SWE/M/2025 101
			B2/SWE/F/2025 - O`, validation.Declared{}, []string{"R03 error fails B2/SWE/_T/2025 1"}},
		"rounded sums may differ": {`
			B2/SWE/_T/2025 100
			B2/SWE/M/2025 50
			B2/SWE/F/2025 45`, validation.Declared{RoundingBase: 5}, nil},
		"a sub-total and its countries": {`
			C1/021/_T/2025 60
			C1/BMU/_T/2025 10
			C1/CAN/_T/2025 20
			C1/GRL/_T/2025 0
			C1/SPM/_T/2025 0
			C1/USA/_T/2025 29`, validation.Declared{}, []string{"R04 error fails C1/021/_T/2025 1", "R02 error cannot_tell C1/021/_T/2025", "…"}},
		"nationals in two tables": {`
			B1/_T/NAT/F/2025 10
			B2/NOR/F/2025 11`, validation.Declared{}, []string{"R08 error fails B2/NOR/F/2025 1", "R02 error cannot_tell B1/_T/NAT/F/2025"}},
		"differing sources are a warning": {`
			B1/_T/NAT/F/2025 10
			B2/NOR/F/2025 11`, validation.Declared{SourcesDiffer: func(a, b string) bool { return a != b }}, []string{"R08 warning fails B2/NOR/F/2025 1", "R02 error cannot_tell B1/_T/NAT/F/2025"}},
		"the account balances": {`
			A1/POP_JAN1/M/2025 1000
			A1/BIRTHS/M/2025 100
			A1/DEATHS/M/2025 90
			A1/IMM/M/2025 80
			A1/EMI/M/2025 70
			A1/ADJ/M/2025 -1
			A1/POP_DEC31/M/2025 1018`, validation.Declared{}, []string{"R16 error fails A1/POP_DEC31/M/2025 1",
			"R08 error cannot_tell A1/POP_DEC31/M/2024", "R08 error cannot_tell A2/_T/_T/M/_T/2024", "R08 error cannot_tell A2/_T/_T/M/_T/2025",
			"R08 error cannot_tell B1/_T/_T/M/2025", "R08 error cannot_tell B2/_T/M/2025", "R08 error cannot_tell B4/_T/M/2025"}},
		"a year begins as the last one ended": {`
			A1/POP_DEC31/M/2024 1000
			A1/POP_JAN1/M/2025 1001`, validation.Declared{}, []string{"R08 error fails A1/POP_DEC31/M/2024 1",
			"R16 error cannot_tell A1/POP_DEC31/M/2024", "R16 error cannot_tell A1/POP_DEC31/M/2025", "R08 error cannot_tell A2/_T/_T/M/_T/2024"}},
		"a large adjustment": {`
			A1/POP_JAN1/M/2025 1000
			A1/ADJ/M/2025 -3`, validation.Declared{}, []string{"R16 warning fails A1/ADJ/M/2025 1",
			"R08 error cannot_tell A1/POP_DEC31/M/2024", "R16 error cannot_tell A1/POP_DEC31/M/2025", "R08 error cannot_tell A2/_T/_T/M/_T/2024"}},
		"the asylum account": {`
			E1/SYR/PEND_JAN1/2025 10
			E1/SYR/NEW/2025 5
			E1/SYR/REPEAT/2025 0
			E1/SYR/GRANTED/2025 3
			E1/SYR/REJECTED/2025 1
			E1/SYR/CLOSED/2025 0
			E1/SYR/PEND_DEC31/2025 12`, validation.Declared{}, []string{"R19 error fails E1/SYR/PEND_DEC31/2025 1",
			"R02 error cannot_tell E1/SYR/GRANTED/2025", "R08 error cannot_tell E1/SYR/PEND_DEC31/2024"}},
		"a count": {`
			B4/SWE/M/2025 12.5
			B4/DNK/M/2025 -3`, validation.Declared{}, []string{"R01 error fails B4/DNK/M/2025", "R01 error fails B4/SWE/M/2025"}},
		"own country and former states": {`
			B4/NOR/M/2025 7
			B4/SUN/M/2025 8
			B4/CSK/M/2025 0
			C1/SUN/M/2024 9`, validation.Declared{}, []string{"R07 error fails B4/SUN/M/2025", "R07 error fails B4/NOR/M/2025"}},
		"included elsewhere": {`
			B4/SWE/M/2025 - K B4/DNK/M/2025
			B4/DNK/M/2025 30`, validation.Declared{Noted: func(forms.Cell) bool { return true }}, []string{"R05 error fails B4/SWE/M/2025"}},
		"included and marked": {`
			B2/SWE/_T/2025 100
			B2/SWE/M/2025 100 W
			B2/SWE/F/2025 - K B2/SWE/M/2025`, validation.Declared{Noted: func(forms.Cell) bool { return true }}, nil},
		"included in another sum": {`
			B2/SWE/_T/2025 100
			B2/SWE/M/2025 60
			B2/SWE/F/2025 - K B2/DNK/F/2025
			B2/DNK/_T/2025 70
			B2/DNK/F/2025 50 W
			B2/DNK/M/2025 30`, validation.Declared{Noted: func(forms.Cell) bool { return true }}, []string{
			"R02 error cannot_tell B2/DNK/_T/2025", "R02 error cannot_tell B2/SWE/_T/2025"}},
		"an estimate without a note": {`B4/SWE/M/2025 12 E`, validation.Declared{}, []string{"R05 warning fails B4/SWE/M/2025"}},
		"finished with blanks": {`
			G1.mode/ORDINARY/2021 1
			G1.mode/SIMPLIFIED/2021 1
			G1.mode/OPTION/2021 1`, finished, []string{"R06 error fails G1/DZA/M/Y0T14/2025 1976", "R06 error fails G1.mode/ORDINARY/2022 17"}},
		"an optional category is not nil where its total is given": {`
			C1/039/_T/2025 185
			C1/XKX/_T/2025 185
			C1/_T/_U/2025 7`, validation.Declared{}, []string{"R08 error cannot_tell A2/FB/_T/_U/_T/2025", "…"}},
		"a balance of an optional row": {`E1/STLS/PEND_DEC31/2025 307`, validation.Declared{}, []string{"R19 error cannot_tell E1/STLS/PEND_DEC31/2025"}},
		"what is blank and worked out says nothing of its own": {`
			B2/_T/F/2025 10
			B2/NOR/F/2025 4
			B2/SWE/F/2025 7`, validation.Declared{}, []string{"R03 error fails B2/_T/F/2025 1", "R08 error cannot_tell A1/IMM/F/2025", "…"}},
		"two ways to a blank total": {`
			B2/SWE/_T/2025 100
			B2/SWE/M/2025 50
			B2/SWE/F/2025 49`, validation.Declared{}, []string{"R02 error fails B2/SWE/_T/2025 1"}},
	} {
		t.Run(name, func(t *testing.T) {
			c.declared.Threshold = -1
			e := validation.New(q, answered(t, q, c.figures), c.declared)
			got := told(q, e.Findings())
			if len(c.want) > 0 && c.want[len(c.want)-1] == "…" {
				c.want = c.want[:len(c.want)-1]
				got = got[:min(len(got), len(c.want))]
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("findings (- want, + got):\n%s", diff)
			}
		})
	}
}

func TestSentences(t *testing.T) {
	q := norway(t)
	e := validation.New(q, answered(t, q, `
		B2/SWE/_T/2025 5212
		B2/SWE/M/2025 3978
		B2/SWE/F/2025 1243`), validation.Declared{})
	f := first(e)
	for language, want := range map[string][3]string{
		"en": {"B2: the parts of Both sexes (Sweden, 2025) come to 5,221, the total says 5,212: 9 too many.", "two digits swapped", "Both sexes 5,212 = Men 3,978 + Women 1,243"},
		"fr": {"B2 : les parties de Deux sexes (Suède, 2025) font 5\u202f221, le total dit 5\u202f212 : 9 de trop.", "deux chiffres inversés", "Deux sexes 5\u202f212 = Hommes 3\u202f978 + Femmes 1\u202f243"},
	} {
		in := words.In(language)
		if got := in.Message(f.Message); got != want[0] {
			t.Errorf("%q\nwant %q", got, want[0])
		}
		if got := f.Equation.In(in); got != want[2] {
			t.Errorf("%q\nwant %q", got, want[2])
		}
		if len(f.Suspects) == 0 || in.Message(f.Suspects[0].Why()) != want[1] {
			t.Errorf("suspects %v", f.Suspects)
		}
	}
}

func TestTheWrongCellIsSuspected(t *testing.T) {
	q := norway(t)
	// Men and women of five countries; 1243 was written for 1234 in one cell
	// that two sums share.
	e := validation.New(q, answered(t, q, `
		C1/021/M/2025 60
		C1/021/F/2025 1319
		C1/BMU/M/2025 10
		C1/CAN/M/2025 20
		C1/GRL/M/2025 0
		C1/SPM/M/2025 0
		C1/USA/M/2025 30
		C1/BMU/F/2025 15
		C1/CAN/F/2025 25
		C1/GRL/F/2025 20
		C1/SPM/F/2025 25
		C1/USA/F/2025 1243
		C1/USA/_T/2025 1264`), validation.Declared{})
	for _, f := range slips.Blamed(e) {
		if len(f.Suspects) != 1 || q.Address(f.Suspects[0].Cell) != "C1/USA/F/2025" || f.Suspects[0].To != forms.Whole(1234) || f.Suspects[0].Slip != validation.Swapped {
			t.Errorf("%s: suspects %+v", f.Key, f.Suspects)
		}
	}
}

func TestAnExcessIsTracedThoughPartsAreMissing(t *testing.T) {
	q := norway(t)
	// 69985 was meant; all other countries are blank.
	e := validation.New(q, answered(t, q, `
		B2/_T/_T/2025 110000
		B2/IND/_T/2025 96985
		B2/PHL/_T/2025 35025`), validation.Declared{})
	f := first(e)
	if f.Rule != "R03" || len(f.Suspects) != 0 {
		t.Errorf("a slip that overshoots far is no explanation: %+v", f.Suspects)
	}
	e = validation.New(q, answered(t, q, `
		B2/_T/_T/2025 105500
		B2/IND/_T/2025 96985
		B2/PHL/_T/2025 35025`), validation.Declared{})
	f = first(e)
	if f.Rule != "R03" || len(f.Suspects) != 1 || q.Address(f.Suspects[0].Cell) != "B2/IND/_T/2025" || f.Suspects[0].To != forms.Whole(69985) {
		t.Errorf("suspects %+v", f.Suspects)
	}
	if got := f.Equation.In(words.In("en")); !strings.Contains(got, "Asia ≥\u202f132,010") {
		t.Errorf("the equation does not say what is known: %s", got)
	}
}

func TestTheYearsBesideTellWhichFigureStrays(t *testing.T) {
	q := norway(t)
	// Two digits of either figure may be swapped; only one of them strays.
	e := validation.New(q, answered(t, q, `
		B4/SWE/_T/2025 2468
		B4/SWE/M/2025 1243
		B4/SWE/F/2025 1234
		B4/SWE/M/2024 1232
		B4/SWE/F/2024 1236`), validation.Declared{})
	f := first(e)
	if len(f.Suspects) == 0 || q.Address(f.Suspects[0].Cell) != "B4/SWE/M/2025" || f.Suspects[0].To != forms.Whole(1234) {
		t.Errorf("suspects %+v", f.Suspects)
	}
}

func TestDecimalsDoNotDrift(t *testing.T) {
	q := norway(t)
	e := validation.New(q, answered(t, q, `
		B2/SWE/_T/2025 140556.3
		B2/SWE/M/2025 135424.2
		B2/SWE/F/2025 5132.1`), validation.Declared{})
	for _, f := range e.Findings() {
		if f.Rule == "R02" {
			t.Errorf("135424.2 + 5132.1 = 140556.3 is said to fail: %+v", f)
		}
	}
}

// small is a questionnaire of few cells, on which random edits meet often.
func small() *forms.Questionnaire {
	sexes := &forms.CodeList{ID: "sexes", Concept: "sex", Codes: []forms.Code{
		{ID: "_T", Kind: forms.Total, Parent: -1}, {ID: "M", Key: "M"}, {ID: "F", Key: "F"}, {ID: "_U", Key: "_U", Optional: true}},
		Sums: []forms.Sum{{Total: 0, Rule: "R02", Terms: []forms.Term{{Code: 1, Sign: 1}, {Code: 2, Sign: 1}, {Code: 3, Sign: 1}}}}}
	places := &forms.CodeList{ID: "places", Concept: "place", Codes: []forms.Code{
		{ID: "_T", Kind: forms.Total, Parent: -1}, {ID: "REST", Key: "rest", Kind: forms.Subtotal}, {ID: "N", Key: "N", Kind: forms.Subtotal},
		{ID: "A", Key: "A"}, {ID: "B", Key: "B"}, {ID: "C", Key: "C"}},
		Sums: []forms.Sum{
			{Total: 2, Rule: "R04", Terms: []forms.Term{{Code: 3, Sign: 1}, {Code: 4, Sign: 1}}},
			{Total: 1, Rule: "R02", Terms: []forms.Term{{Code: 2, Sign: 1}, {Code: 5, Sign: 1}, {Code: 3, Sign: -1}}},
			{Total: 0, Rule: "R02", Terms: []forms.Term{{Code: 3, Sign: 1}, {Code: 1, Sign: 1}}},
			{Total: 0, Rule: "R04", Terms: []forms.Term{{Code: 2, Sign: 1}, {Code: 5, Sign: 1}}}},
		Limits: []forms.Limit{{Whole: 2, Parts: []int{4}}}}
	account := &forms.CodeList{ID: "account", Concept: "item", Codes: []forms.Code{
		{ID: "START", Parent: -1, Measure: "people", Shift: -1}, {ID: "IN", Parent: -1, Measure: "arrivals"}, {ID: "ADJ", Parent: -1, Measure: "adjustment", Signed: true}, {ID: "END", Parent: -1, Measure: "people"}},
		Sums: []forms.Sum{{Total: 3, Rule: "R16", Terms: []forms.Term{{Code: 0, Sign: 1}, {Code: 1, Sign: 1}, {Code: 2, Sign: 1}}}}}
	years := &forms.CodeList{ID: "years", Concept: "time", Codes: []forms.Code{{ID: "2024", Key: "2024", Parent: -1}, {ID: "2025", Key: "2025", Parent: -1}}}
	axis := func(l *forms.CodeList) *forms.Axis { return &forms.Axis{Concept: l.Concept, List: l} }
	five := &forms.CodeList{ID: "five", Concept: "time"}
	for _, year := range []string{"2021", "2022", "2023", "2024", "2025"} {
		five.Codes = append(five.Codes, forms.Code{ID: year, Key: year, Parent: -1})
	}
	ages := &forms.CodeList{ID: "ages", Concept: "age", Codes: []forms.Code{{ID: "_T", Kind: forms.Total, Parent: -1}}}
	sum := forms.Sum{Rule: "R02"}
	for i, age := range []string{"Y0T4", "Y5T9", "Y10T14", "Y15T19", "Y20T24", "Y25T29", "Y30T34", "Y35T39", "_U"} {
		ages.Codes = append(ages.Codes, forms.Code{ID: age, Key: age, Optional: age == "_U"})
		sum.Terms = append(sum.Terms, forms.Term{Code: i + 1, Sign: 1})
	}
	ages.Sums = []forms.Sum{sum}
	q := &forms.Questionnaire{Year: 2025, Rules: lowered(), Relations: []forms.Relation{
		{ID: "flow", Rule: "R20", Kind: forms.AtMost, Left: []forms.RelationTerm{{Sign: 1, Measure: "flow"}}, Right: []forms.RelationTerm{{Sign: 1, Measure: "arrivals"}}},
		{ID: "people", Rule: "R17", Kind: forms.Near, Low: 500_000, High: 1_500_000, Least: forms.Whole(2), Left: []forms.RelationTerm{{Sign: 1, Measure: "people"}},
			Right: []forms.RelationTerm{{Sign: 1, Measure: "people", Shift: -1}, {Sign: 1, Measure: "arrivals"}}},
		{ID: "rate", Rule: "R27", Kind: forms.Rate, Per: forms.Whole(100), Left: []forms.RelationTerm{{Sign: 1, Measure: "adjustment", Where: map[string]string{"sex": ""}}},
			Right: []forms.RelationTerm{{Sign: 1, Measure: "flow"}}, Over: []forms.RelationTerm{{Sign: 1, Measure: "arrivals", Where: map[string]string{"sex": ""}}}},
		{ID: "same", Rule: "R08", Kind: forms.Equal, When: "flow", Left: []forms.RelationTerm{{Sign: 1, Measure: "nationals abroad"}}, Right: []forms.RelationTerm{{Sign: 1, Measure: "flow"}}},
	}, Tables: []*forms.Table{
		{ID: "X", Cubes: []*forms.Cube{{Name: "X", Axes: []*forms.Axis{axis(account), axis(sexes), axis(years)},
			Bounds: []forms.Bound{{Rule: "R16", Axis: 0, Code: 2, Shares: []forms.Share{{Of: []forms.Term{{Code: 0, Sign: 1}}, PerMillion: 500_000}}}}}}},
		{ID: "Y", Cubes: []*forms.Cube{{Name: "Y", Measure: "arrivals", Axes: []*forms.Axis{axis(places), axis(sexes), axis(years)}}}},
		{ID: "Z", Cubes: []*forms.Cube{{Name: "Z", Measure: "people", Axes: []*forms.Axis{axis(places), axis(years)}}}},
		{ID: "V", Cubes: []*forms.Cube{{Name: "V", Measure: "flow", Axes: []*forms.Axis{axis(sexes), axis(five)}, View: forms.View{Rows: []int{0}}}}},
		{ID: "W", Cubes: []*forms.Cube{{Name: "W", Measure: "nationals abroad", Axes: []*forms.Axis{axis(five), axis(ages)}, View: forms.View{Rows: []int{1}}}}},
	}}
	q.Lay()
	return q
}

// lowered are the rules with thresholds that small figures meet.
func lowered() []forms.Rule {
	rules := forms.DefaultRules()
	for i := range rules {
		for name := range rules[i].Thresholds {
			if strings.HasPrefix(name, "least") {
				rules[i].Thresholds[name] = forms.Whole(2)
			}
		}
		switch rules[i].ID {
		case "R10":
			rules[i].Thresholds["peak_to"] = forms.Whole(25)
		case "R15":
			rules[i].Thresholds["figures"] = forms.Whole(2)
		case "R28":
			rules[i].Affects = []forms.Affect{{Question: "M2.age", Concepts: []string{"age"}}, {Question: "M2.flow", Measures: []string{"flow"}}}
		}
	}
	return rules
}

// TestConsistentAnswersAreNotAccused fills every leaf at random and works out
// the rest: nothing may fail, whatever totals are then entered as computed.
func TestConsistentAnswersAreNotAccused(t *testing.T) {
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
				answers.Set(cell, forms.Count(rapid.Int64Range(0, 1000).Draw(t, "leaf")))
			}
		}
		e := validation.New(q, answers, validation.Declared{})
		for cell := y.First; cell < y.First+forms.Cell(y.Cells); cell++ {
			if n, complete, ok := e.Shown(cell); ok && complete && rapid.Bool().Draw(t, "enter the total") {
				answers.Set(cell, forms.Answer{Value: n, Status: forms.Normal})
			}
		}
		e.CheckAll()
		for _, f := range e.Findings() {
			if f.Verdict == validation.Fails && f.Severity == validation.Error {
				t.Fatalf("%v is accused", told(q, []validation.Finding{f}))
			}
		}
	})
}
