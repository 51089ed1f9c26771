package definition_test

import (
	"slices"
	"testing"

	"migraform/forms"
	"migraform/forms/definition"
)

// What the program does by default and what its own questionnaire says must
// not drift apart unseen.
func TestTheQuestionnaireSetsEveryRule(t *testing.T) {
	d, err := definition.BuiltIn()
	if err != nil {
		t.Fatal(err)
	}
	q, err := d.For("NOR", 2025, definition.All)
	if err != nil {
		t.Fatal(err)
	}
	if len(q.Rules) != 29 {
		t.Fatalf("%d rules", len(q.Rules))
	}
	for i, usual := range forms.DefaultRules() {
		r := q.Rules[i]
		if r.ID != usual.ID || r.Severity == "" {
			t.Errorf("rule %d is %+v", i, r)
		}
		for name := range usual.Thresholds {
			if _, ok := r.Thresholds[name]; !ok {
				t.Errorf("%s has no %s", r.ID, name)
			}
		}
	}
	if got := q.Rule("R11").Of("ratio_total"); got.String() != "1.25" {
		t.Errorf("R11's ratio of totals is %s", got)
	}
	if len(q.Rule("R28").Affects) == 0 {
		t.Error("R28 affects nothing")
	}
}

// What a scope leaves out is said, with the tables that it would need.
func TestRelationsThatTheScopeLeavesOut(t *testing.T) {
	d, err := definition.BuiltIn()
	if err != nil {
		t.Fatal(err)
	}
	core, err := d.For("NOR", 2025, definition.Core)
	if err != nil {
		t.Fatal(err)
	}
	needs := map[string][]string{}
	for _, l := range core.LeftOut {
		needs[l.Relation] = l.Tables
	}
	for relation, tables := range map[string][]string{"shortest_stays": {"B3", "C4"}, "foreigners_account": {"B5", "B6"}, "applicants_and_applications": {"E2"}, "permits_and_immigration": {"D1", "D2"}, "all_acquisitions_and_stock": nil} {
		if !slices.Equal(needs[relation], tables) {
			t.Errorf("%s needs %v, not %v", relation, tables, needs[relation])
		}
	}
	all, err := d.For("NOR", 2025, definition.All)
	if err != nil || len(all.LeftOut) > 0 {
		t.Errorf("all tables are asked, and %v are left out", all.LeftOut)
	}
}
