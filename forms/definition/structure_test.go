package definition_test

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"migraform/forms"
	"migraform/forms/definition"
	"migraform/validation"
)

// trial is a questionnaire without answers, into which a few are put at a
// time.
type trial struct {
	*forms.Questionnaire
	answers *forms.Answers
	engine  *validation.Engine
}

func newTrial(q *forms.Questionnaire) *trial {
	answers := forms.NewAnswers(q.Cells)
	return &trial{q, answers, validation.New(q, answers, validation.Declared{})}
}

// failing returns the rules that fail, with their cells, while the answers
// are in; pairs are addresses and counts.
func (w *trial) failing(t *testing.T, pairs ...any) []string {
	t.Helper()
	var cells []forms.Cell
	for i := 0; i < len(pairs); i += 2 {
		cell, err := w.Cell(pairs[i].(string))
		if err != nil {
			t.Fatal(err)
		}
		w.answers.Set(cell, forms.Count(int64(pairs[i+1].(int))))
		cells = append(cells, cell)
	}
	w.engine.Update(cells)
	var found []string
	for _, f := range w.engine.Findings() {
		if f.Verdict != validation.Fails {
			continue
		}
		var addresses []string
		for _, cell := range f.Cells {
			addresses = append(addresses, w.Address(cell))
		}
		found = append(found, f.Rule+" "+strings.Join(addresses, " "))
	}
	for _, cell := range cells {
		w.answers.Set(cell, forms.Answer{})
	}
	w.engine.Update(cells)
	return found
}

func regions(t *testing.T, scope string) *forms.Questionnaire {
	t.Helper()
	d, err := definition.Load(os.DirFS("testdata/regions"))
	if err != nil {
		t.Fatal(err)
	}
	q, err := d.For("NOR", 2025, scope)
	if err != nil {
		t.Fatal(err)
	}
	return q
}

// A definition on another subject, with its own regions, works throughout.
func TestAnotherSubject(t *testing.T) {
	q := regions(t, definition.All)
	w := newTrial(q)
	if len(q.Tables) != 5 || q.Cells != 8*5*3+8*3*5+8*8*3+8*3*6+8*3*3 {
		t.Errorf("%d tables, %d cells", len(q.Tables), q.Cells)
	}
	for _, c := range []struct {
		what  string
		pairs []any
		rule  string
	}{
		{"a region is the sum of its parts", []any{"M1/N1/S1/2025", 5, "M1/N2/S1/2025", 7, "M1/NORTH/S1/2025", 13}, "R02"},
		{"the account balances", []any{"P1/N1/START/2025", 100, "P1/N1/ARRIVALS/2025", 10, "P1/N1/DEPARTURES/2025", 4, "P1/N1/OTHER/2025", 0, "P1/N1/END/2025", 107}, "R16"},
		{"one year's end is the next year's start", []any{"P1/S1/END/2024", 50, "P1/S1/START/2025", 51}, "R08"},
		{"population is the same in two tables", []any{"P1/S2/END/2025", 50, "P2/S2/_T/_T/2025", 49}, "R08"},
		{"arrivals by age are those of the matrix", []any{"M1/_T/S3/2025", 20, "M2/S3/_T/_T/2025", 21}, "R08"},
		{"ages agree where they coincide", []any{"M2/_T/M/Y0T14/2025", 20, "M2/_T/M/Y15T29/2025", 30, "M3/_T/M/Y0T29/2025", 49}, "R08"},
		{"moves differ by direction", []any{"M2/S3/_T/_T/2025", 20, "M3/S3/_T/_T/2025", 21}, ""},
	} {
		found := w.failing(t, c.pairs...)
		if c.rule == "" && len(found) > 0 || c.rule != "" && !slices.ContainsFunc(found, func(f string) bool { return strings.HasPrefix(f, c.rule+" ") }) {
			t.Errorf("%s: %v; want %s", c.what, found, c.rule)
		}
	}
	if core := regions(t, definition.Core); len(core.Tables) != 2 || len(core.Sections) != 2 || len(core.Relations) != 2 {
		t.Errorf("the core has %d tables, %d sections, %d relations", len(core.Tables), len(core.Sections), len(core.Relations))
	}
	if !definition.Holds(q, q.Table("M3").When, map[string]string{"Q1.distance": "yes"}) || definition.Holds(q, q.Table("M3").When, nil) {
		t.Error("M3 is asked only where the region of origin is recorded")
	}
}

func all(t testing.TB) *forms.Questionnaire {
	t.Helper()
	q, err := builtIn(t).For("NOR", 2025, definition.All)
	if err != nil {
		t.Fatal(err)
	}
	return q
}

// What each table asks: its cubes with their cells.
func TestEveryTable(t *testing.T) {
	q := all(t)
	var got []string
	for _, table := range q.Tables {
		for _, c := range table.Cubes {
			sums := 0
			for _, a := range c.Axes {
				sums += len(a.List.Sums) * c.Cells / len(a.List.Codes)
			}
			got = append(got, fmt.Sprintf("%s %d cells %d sums", c.Name, c.Cells, sums))
		}
	}
	want := []string{
		"A1 140 cells 55 sums",
		"A2 2400 cells 2080 sums",
		"B1 1600 cells 880 sums",
		"B2 5920 cells 2120 sums",
		"B3 5880 cells 2110 sums",
		"B4 5860 cells 2065 sums",
		"B5 1600 cells 880 sums",
		"B6 5920 cells 2120 sums",
		"B7 5860 cells 2065 sums",
		"B8 1020 cells 699 sums",
		"C1 3516 cells 1239 sums",
		"C1.age 7032 cells 3650 sums",
		"C2 3540 cells 1245 sums",
		"C2.age 7080 cells 3670 sums",
		"C3 240 cells 72 sums",
		"C3.foreigners 240 cells 72 sums",
		"C4 224 cells 116 sums",
		"D1 1040 cells 840 sums",
		"D2 1770 cells 475 sums",
		"D3 2065 cells 505 sums",
		"E1 9735 cells 2760 sums",
		"E2 108 cells 51 sums",
		"E3 8232 cells 2898 sums",
		"E3.age 196 cells 77 sums",
		"E4 48 cells 12 sums",
		"F1 384 cells 352 sums",
		"F1.citizenship 384 cells 352 sums",
		"F2 368 cells 200 sums",
		"F2.activity_citizenship 368 cells 200 sums",
		"F2.occupation 192 cells 112 sums",
		"F2.occupation_citizenship 192 cells 112 sums",
		"F2.status 112 cells 72 sums",
		"F2.status_citizenship 112 cells 72 sums",
		"F3 1180 cells 415 sums",
		"F3.nonresident 20 cells 9 sums",
		"F4 5860 cells 3237 sums",
		"F4.returns 1172 cells 413 sums",
		"G1 7080 cells 3670 sums",
		"G1.mode 30 cells 5 sums",
		"H1 3516 cells 1239 sums",
		"I1 320 cells 304 sums",
		"I1.citizenship 320 cells 304 sums",
		"I2 384 cells 352 sums",
		"I2.citizenship 384 cells 352 sums",
		"I3 192 cells 0 sums",
		"I3.citizenship 192 cells 0 sums",
		"I3.costs 36 cells 0 sums",
		"J1 288 cells 204 sums",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s", strings.Join(got, "\n"))
	}
	if len(q.Tables) != 31 {
		t.Errorf("%d tables; want 31", len(q.Tables))
	}
}

// The equalities between tables, none of which is written in the definition:
// each pair of sides holds figures that must be equal and are not.
func TestEqualitiesFollowFromMeasures(t *testing.T) {
	w := newTrial(all(t))
	for _, c := range []struct{ left, right string }{
		{"A1/POP_DEC31/F/2024", "A1/POP_JAN1/F/2025"},
		{"A1/IMM/F/2023", "B1/_T/_T/F/2023"}, {"A1/IMM/_T/2025", "B2/_T/_T/2025"}, {"A1/IMM/_T/2025", "B3/_T/_T/2025"}, {"A1/IMM/_T/2025", "B4/_T/_T/2025"},
		{"A1/EMI/M/2022", "B5/_T/_T/M/2022"}, {"A1/EMI/_T/2025", "B6/_T/_T/2025"}, {"A1/EMI/_T/2025", "B7/_T/_T/2025"},
		{"A1/POP_DEC31/_T/2025", "A2/_T/_T/_T/_T/2025"},
		{"A2/FB/_T/M/_T/2025", "C1/_T/M/2025"}, {"A2/FB/_T/M/_T/2023", "C3/_T/M/2023"}, {"A2/_T/FOR/F/_T/2024", "C2/_T/F/2024"}, {"A2/_T/FOR/F/_T/2024", "C3.foreigners/_T/F/2024"},
		{"A2/FB/_T/_T/Y15T24/2025", "C1.age/_T/_T/Y15T24/2025"},
		{"B1/_T/NAT/F/2025", "B2/NOR/F/2025"}, {"B1/_T/FOR/F/2025", "B2/FOR/F/2025"}, {"B1/_T/_U/_T/2025", "B2/_U/_T/2025"}, {"B1/_T/_T/M/2025", "B4/_T/M/2025"},
		{"B5/_T/NAT/F/2025", "B6/NOR/F/2025"}, {"B5/_T/FOR/F/2025", "B6/FOR/F/2025"}, {"B5/_T/_T/M/2025", "B7/_T/M/2025"},
		{"B2/FOR/M/2024", "B8/_T/_T/M/2024"}, {"B1/_T/FOR/M/2024", "B8/_T/_T/M/2024"},
		{"C1/_T/F/2024", "C3/_T/F/2024"}, {"C2/_T/F/2024", "C3.foreigners/_T/F/2024"}, {"C1/SWE/F/2025", "C1.age/SWE/F/_T/2025"},
		{"C1/002/F/2025", "C4/_T/002/F/2025"}, {"C1/_T/_T/2025", "C4/_T/_T/_T/2025"},
		{"D1/STUDY/_T/_T/2025", "D2/_T/STUDY/2025"}, {"D1/_T/_T/_T/2025", "D2/_T/_T/2025"}, {"D1/WORK/_T/_T/2025", "D2/_T/WORK/2025"},
		{"E1/_T/PEND_DEC31/2024", "E1/_T/PEND_JAN1/2025"}, {"E3/_T/REF/F/2025", "E3.age/REF/_T/F/2025"},
		{"F1/EMP/FB/F/_T/2025", "F2/_T/FB/F/2025"}, {"F1/EMP/FB/F/_T/2025", "F2.occupation/_T/FB/F/2025"}, {"F1/EMP/FB/F/_T/2025", "F2.status/_T/FB/F/2025"},
		{"F1.citizenship/EMP/FOR/_T/_T/2025", "F2.activity_citizenship/_T/FOR/_T/2025"}, {"F1/EMP/_T/_T/_T/2025", "F1.citizenship/EMP/_T/_T/_T/2025"},
		{"B8/WORK/_T/F/2025", "F3/_T/F/2025"}, {"G1/_T/_T/_T/2025", "G1.mode/_T/2025"},
	} {
		found := w.failing(t, c.left, 1000, c.right, 1007)
		if !slices.ContainsFunc(found, func(f string) bool {
			return (strings.HasPrefix(f, "R08 ") || strings.HasPrefix(f, "R25 ")) && strings.Contains(f+" ", " "+c.left+" ") && strings.Contains(f+" ", " "+c.right+" ")
		}) {
			t.Errorf("%s and %s differ and nothing says so: %v", c.left, c.right, found)
		}
	}
}

// What looks alike and is not the same is not compared.
func TestNoEqualityWhereNoneIsMeant(t *testing.T) {
	w := newTrial(all(t))
	for _, c := range []struct{ left, right string }{
		{"B2/_T/F/2025", "F3/_T/F/2025"}, {"B2/_T/F/2025", "B8/_T/_T/F/2025"}, {"A1/POP_DEC31/F/2025", "C3/_T/F/2025"},
		{"C1/_T/F/2025", "C2/_T/F/2025"}, {"B4/SWE/F/2025", "B7/SWE/F/2025"}, {"B1/_T/_T/_T/2025", "J1/_T/_T/_T/2025"},
		{"B8/_T/_T/_T/2025", "D1/_T/_T/_T/2025"}, {"F1/_T/_T/_T/_T/2025", "A2/_T/_T/_T/_T/2025"}, {"E2/_T/_T/2025", "E1/_T/NEW/2025"},
		{"F4/SWE/_T/_T/2025", "B7/SWE/_T/2025"}, {"B3/150/_T/2025", "B2/150/_T/2025"},
	} {
		if found := w.failing(t, c.left, 1000, c.right, 1007); len(found) > 0 {
			t.Errorf("%s and %s are compared: %v", c.left, c.right, found)
		}
	}
}

// Relations resolve to the cells that they are about.
func TestRelationsFindTheirCells(t *testing.T) {
	q := all(t)
	for _, c := range []struct{ relation, want string }{
		{"acquisitions_and_stock", "G1/SWE/F/_T/2025 ≤ C2/SWE/F/2024"},
		{"all_acquisitions_and_stock", "G1/_T/F/_T/2025 ≤ A2/_T/FOR/F/_T/2024|C2/_T/F/2024|C3.foreigners/_T/F/2024"},
		{"refugees_naturalised", "E4/NATURALISED/F/2025 ≤ G1/_T/F/_T/2025"},
		{"refugees_naturalised", "E4/NATURALISED/_T/2024 ≤ G1.mode/_T/2024"},
		{"working_age_and_residents", "F1/_T/FB/F/_T/2025 ≤ A2/FB/_T/F/Y15T24/2025+A2/FB/_T/F/Y25T64/2025+A2/FB/_T/F/Y_GE65/2025|C1.age/_T/F/Y15T24/2025+C1.age/_T/F/Y25T64/2025+C1.age/_T/F/Y_GE65/2025"},
		{"education_and_residents", "I1.citizenship/_T/FOR/M/Y15T24/2025 ≤ A2/_T/FOR/M/Y15T24/2025|C2.age/_T/M/Y15T24/2025|C3.foreigners/Y15T19/M/2025+C3.foreigners/Y20T24/M/2025"},
		{"permits_and_stock", "D3/SWE/_T/2025 ≤ C2/SWE/_T/2025|C2.age/SWE/_T/_T/2025"},
		{"departures_for_work", "F4/SWE/F/_T/2025 ≤ B7/SWE/F/2025"},
		{"applicants_and_applications", "E2/_T/_T/2024 = E1/_T/NEW/2024, E1/_T/REPEAT/2024"},
		{"asylum_seekers_and_pending", "E3/SYR/ASY/_T/2025 = E1/SYR/PEND_DEC31/2025"},
		{"decisions_and_applications", "E1/_T/GRANTED/2025, E1/_T/REJECTED/2025 ≤ E1/_T/PEND_JAN1/2025|E1/_T/PEND_DEC31/2024, E1/_T/NEW/2025, E1/_T/REPEAT/2025"},
		{"permits_and_immigration", "D1/_T/_T/F/2022 ≈ B1/_T/FOR/F/2022|B2/FOR/F/2022"},
		{"permits_and_immigration", "D1/_T/_T/F/2023 ≈ B1/_T/FOR/F/2023|B2/FOR/F/2023|B8/_T/_T/F/2023"},
		{"shortest_stays", "C4/Y_LT1/_T/F/2025 ≈ B3/FB/F/2025"},
		{"unemployment_rate", "I3/UNEMPLOYMENT/FB/F/2025 = F1/UNE/FB/F/_T/2025 ÷ F1/EMP/FB/F/_T/2025|F2/_T/FB/F/2025|F2.occupation/_T/FB/F/2025|F2.status/_T/FB/F/2025, F1/UNE/FB/F/_T/2025"},
		{"foreigners_account", "A2/_T/FOR/_T/_T/2024|C2/_T/_T/2024|C3.foreigners/_T/_T/2024 ≈ A2/_T/FOR/_T/_T/2023|C2/_T/_T/2023|C3.foreigners/_T/_T/2023, B1/_T/FOR/_T/2024|B2/FOR/_T/2024|B8/_T/_T/_T/2024, −B5/_T/FOR/_T/2024|B6/FOR/_T/2024, −G1.mode/_T/2024"},
	} {
		i := slices.IndexFunc(q.Relations, func(r forms.Relation) bool { return r.ID == c.relation })
		if i < 0 {
			t.Fatalf("no relation %s", c.relation)
		}
		var got []string
		for _, comparison := range q.Comparisons(&q.Relations[i]) {
			got = append(got, written(q, &q.Relations[i], comparison))
		}
		if !slices.Contains(got, c.want) {
			lead, _, _ := strings.Cut(c.want, " ")
			got = slices.DeleteFunc(got, func(s string) bool { return !strings.HasPrefix(s, lead) })
			t.Errorf("%s: want %s; got %s", c.relation, c.want, strings.Join(got, "\n"))
		}
	}
}

func written(q *forms.Questionnaire, r *forms.Relation, c forms.Comparison) string {
	side := func(terms []forms.ComparedTerm) string {
		var all []string
		for _, term := range terms {
			var carriers []string
			for _, cells := range term.Carriers {
				var addresses []string
				for _, cell := range cells {
					addresses = append(addresses, q.Address(cell))
				}
				carriers = append(carriers, strings.Join(addresses, "+"))
			}
			sign := ""
			if term.Sign < 0 {
				sign = "−"
			}
			all = append(all, sign+strings.Join(carriers, "|"))
		}
		return strings.Join(all, ", ")
	}
	signs := map[forms.RelationKind]string{forms.Equal: " = ", forms.AtMost: " ≤ ", forms.Near: " ≈ ", forms.Rate: " = "}
	text := side(c.Left) + signs[r.Kind] + side(c.Right)
	if c.Over != nil {
		text += " ÷ " + side(c.Over)
	}
	return text
}

// Tables and codes that depend on answers are asked only where these say so.
func TestConditionsOfTablesAndCodes(t *testing.T) {
	q := all(t)
	code := func(cube, concept, id string) string {
		c := q.Cube(cube)
		list := c.Axes[c.AxisOf(concept)].List
		return list.Codes[list.Index(id)].When
	}
	for _, c := range []struct {
		what, when, question, answer string
		want                         bool
	}{
		{"stays under a year", code("B8", "intended_stay", "M_LT12"), "M2.arrival_criterion", "months_12", false},
		{"stays under a year", code("B8", "intended_stay", "M_LT12"), "M2.arrival_criterion", "months_6_day", true},
		{"stays under a year", code("B8", "intended_stay", "M_LT12"), "M2.duration_recorded", "no", false},
		{"stays of years", code("B8", "intended_stay", "Y1T4"), "M2.duration_recorded", "no", false},
		{"the total", code("B8", "intended_stay", "_T"), "M2.duration_recorded", "no", true},
		{"half a year", code("J1", "intended_stay", "M6T11"), "M2.arrival_criterion", "months_6_day", false},
		{"temporary arrivals", q.Table("J1").When, "M2.temporary_recorded", "no", false},
		{"temporary arrivals", q.Table("J1").When, "M2.temporary_recorded", "", true},
		{"immigration by age", q.Table("B1").When, "M2.temporary_recorded", "no", true},
	} {
		if got := definition.Holds(q, c.when, map[string]string{c.question: c.answer}); got != c.want {
			t.Errorf("%s with %s = %q: asked %v; want %v", c.what, c.question, c.answer, got, c.want)
		}
	}
	if !definition.Holds(q, `any(M1, .type == "survey")`, map[string]string{"M1.1.type": "census", "M1.2.type": "survey"}) {
		t.Error("the second source is a survey")
	}
}
