package definition_test

import (
	"errors"
	"slices"
	"testing"

	"migraform/forms"
	"migraform/forms/definition"
)

func builtIn(t testing.TB) *definition.Definition {
	t.Helper()
	d, err := definition.BuiltIn()
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func norway(t testing.TB) *forms.Questionnaire {
	t.Helper()
	q, err := builtIn(t).For("NOR", 2025, definition.Core)
	if err != nil {
		t.Fatal(err)
	}
	return q
}

func TestCoreTables(t *testing.T) {
	q := norway(t)
	for _, want := range []struct{ cube, first, last string }{
		{"A1", "A1/POP_JAN1/_T/2021", "A1/POP_DEC31/_U/2025"},
		{"A2", "A2/_T/_T/_T/_T/2021", "A2/_U/_U/_U/_U/2025"},
		{"B1", "B1/_T/_T/_T/2021", "B1/_U/_U/_U/2025"},
		{"B2", "B2/_T/_T/2021", "B2/_U/_U/2025"},
		{"B4", "B4/_T/_T/2021", "B4/_U/_U/2025"},
		{"C1", "C1/_T/_T/2023", "C1/_U/_U/2025"},
		{"C1.age", "C1.age/_T/_T/_T/2025", "C1.age/_U/_U/_U/2025"},
		{"E1", "E1/_T/PEND_JAN1/2023", "E1/_U/PEND_DEC31/2025"},
		{"G1.mode", "G1.mode/_T/2021", "G1.mode/_U/2025"},
	} {
		c := q.Cube(want.cube)
		if c == nil {
			t.Fatalf("no cube %s", want.cube)
		}
		if first, last := q.Address(c.First), q.Address(c.First+forms.Cell(c.Cells-1)); first != want.first || last != want.last {
			t.Errorf("%s runs from %s to %s; want %s to %s", want.cube, first, last, want.first, want.last)
		}
	}
	if q.Cells < 40_000 || q.Cells > 80_000 {
		t.Errorf("the core tables have %d cells", q.Cells)
	}
}

func TestEveryCellHasAnAddressOfItsOwn(t *testing.T) {
	q := norway(t)
	for cell := range forms.Cell(q.Cells) {
		if got, err := q.Cell(q.Address(cell)); err != nil || got != cell {
			t.Fatalf("cell %d: address %s leads to %d, %v", cell, q.Address(cell), got, err)
		}
	}
}

func TestOwnCountry(t *testing.T) {
	q := norway(t)
	for address, forbidden := range map[string]bool{
		"B2/NOR/F/2025": false, "B2/SWE/F/2025": false, "B4/NOR/F/2025": true,
		"B2/SUN/F/2025": true, "C1/SUN/F/2025": false, "C1/NOR/F/2025": true,
	} {
		cell, err := q.Cell(address)
		if err != nil {
			t.Fatal(err)
		}
		if got := q.CubeOf(cell).Forbidden(cell); got != forbidden {
			t.Errorf("%s: forbidden %v; want %v", address, got, forbidden)
		}
	}
}

func TestRegionsHoldTheirCountries(t *testing.T) {
	list := norway(t).Cube("B2").Axes[0].List
	countries := 0
	for i := range list.Codes {
		if _, ok := definition.CountryByCode(list.Codes[i].ID); ok {
			countries++
		}
	}
	// 248 countries and areas of M49 that have an ISO code, Kosovo and Taiwan.
	if countries != 250 {
		t.Errorf("%d countries and areas; want 250", countries)
	}
	path := []string{}
	for i := list.Index("NOR"); i >= 0; i = list.Codes[i].Parent {
		path = append(path, list.Codes[i].ID)
	}
	if len(path) != 4 || path[1] != "154" || path[2] != "150" || path[3] != "_T" {
		t.Errorf("Norway stands under %v", path)
	}
}

func TestBundleIsTheDefinition(t *testing.T) {
	bundle, err := builtIn(t).Bundle()
	if err != nil {
		t.Fatal(err)
	}
	d, err := definition.Unbundle(bundle)
	if err != nil {
		t.Fatal(err)
	}
	q, err := d.For("NOR", 2025, definition.Core)
	if err != nil || q.Cells != norway(t).Cells {
		t.Errorf("the copy asks %d cells, %v; the original %d", q.Cells, err, norway(t).Cells)
	}
	if _, err := definition.Unbundle(bundle[:len(bundle)/2]); err == nil {
		t.Error("half a bundle was read")
	}
}

func TestConditionsOfQuestions(t *testing.T) {
	asked := func(group, id string, answers map[string]string) bool {
		return slices.ContainsFunc(definition.Asked(norway(t).Group(group), answers), func(q *forms.Question) bool { return q.ID == id })
	}
	for _, c := range []struct {
		group, id string
		answers   map[string]string
		want      bool
	}{
		{"M1", "sample_size", map[string]string{"type": "census"}, false},
		{"M1", "sample_size", map[string]string{"type": "survey"}, true},
		{"M2", "arrival_months", map[string]string{"arrival_criterion": "months_other"}, true},
		{"M2", "stock_date", map[string]string{"stock_reference": "census"}, true},
		{"M4", "rounding_kind", map[string]string{"rounding_base": ""}, false},
		{"M4", "rounding_kind", map[string]string{"rounding_base": "5"}, true},
	} {
		if got := asked(c.group, c.id, c.answers); got != c.want {
			t.Errorf("%s.%s with %v: asked %v", c.group, c.id, c.answers, got)
		}
	}
}

// A question that is not asked counts as blank for what depends on it, and
// numbers are compared as numbers.
func TestConditionsSeeWhatIsAsked(t *testing.T) {
	q := norway(t)
	answers := map[string]string{"M2.arrival_criterion": "months_other", "M2.arrival_months": "9"}
	for _, c := range []struct {
		when string
		want bool
	}{
		{"M2.arrival_months > 6", true},
		{"M2.arrival_months in [9, 10]", true},
		{"M2.arrival_months == 9 && M2.departure_months < 9", false},
		{"M2.departure_months < 9 || M2.departure_months >= 9", false},
	} {
		if got := definition.Holds(q, c.when, answers); got != c.want {
			t.Errorf("%s: %v", c.when, got)
		}
	}
	answers["M2.arrival_criterion"] = "months_12"
	if definition.Holds(q, "M2.arrival_months > 6", answers) {
		t.Error("an answer that is not asked any more makes a condition hold")
	}
}

func TestQuestionsAreAskedForTheirTables(t *testing.T) {
	asks := func(q *forms.Questionnaire, id string) bool {
		return slices.ContainsFunc(q.Group("M2").Questions, func(question forms.Question) bool { return question.ID == id })
	}
	core, everything := norway(t), all(t)
	if asks(core, "temporary_recorded") || !asks(everything, "temporary_recorded") || !asks(core, "asylum_unit") {
		t.Error("the question on temporary arrivals is asked with table J1, that on the asylum account always")
	}
	if err := definition.CheckAnswer(&core.Group("M2").Questions[0], "months_12"); err != nil {
		t.Error(err)
	}
}

func TestAnswersToQuestions(t *testing.T) {
	q := norway(t)
	find := func(group, id string) *forms.Question {
		g := q.Group(group)
		for i := range g.Questions {
			if g.Questions[i].ID == id {
				return &g.Questions[i]
			}
		}
		t.Fatalf("no question %s.%s", group, id)
		return nil
	}
	for _, c := range []struct {
		group, id, answer, broken string
	}{
		{"M5", "email", "a@office.example", ""}, {"M5", "email", "office", "email"},
		{"M2", "arrival_months", "6", ""}, {"M2", "arrival_months", "0", "months"}, {"M2", "arrival_months", "1.5", "months"},
		{"M2", "arrival_months", "six", "number"}, {"M1", "response_rate", "71.5", ""}, {"M1", "response_rate", "101", "percent"},
		{"M1", "updated", "2025-02-30", "date"}, {"M1", "updated", "2025-02-28", ""}, {"M4", "rounding_base", "7", "option"},
		{"M1", "sample_size", "0", ""}, {"M5", "telephone", "", ""},
	} {
		err := definition.CheckAnswer(find(c.group, c.id), c.answer)
		var wrong *definition.AnswerError
		if c.broken == "" && err != nil || c.broken != "" && (!errors.As(err, &wrong) || wrong.Tag != c.broken) {
			t.Errorf("%s.%s answered %q: %v; want %q", c.group, c.id, c.answer, err, c.broken)
		}
	}
}
