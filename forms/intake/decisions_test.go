package intake_test

import (
	"strings"
	"testing"

	"migraform/forms/intake"
	"migraform/forms/words"
)

// asked writes the questions about a plan with their choices.
func asked(plan *intake.Plan) string {
	var lines []string
	for _, q := range plan.Questions() {
		line := strings.TrimPrefix(q.ID, "intake.") + ":"
		for _, c := range q.Choices {
			line += " " + c.ID
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n")
}

// TestEachQuestionCanBeAnswered shows what is asked about files, and what each
// answer does.
func TestEachQuestionCanBeAnswered(t *testing.T) {
	can := questionnaire(t, "CAN", 2013)
	for _, c := range []struct{ name, table, text, asked, choice, want string }{
		{"the year of a split year", "B2", "Immigration by citizenship,2011/12,2012/13\nNorway,1,3\nSweden,2,4\n", "ask_split_year 1.1 2011/2012: first second", "second", "B2 B2/NOR/_T/2012 1A\nC2 B2/NOR/_T/2013 3A\nB3 B2/SWE/_T/2012 2A\nC3 B2/SWE/_T/2013 4A"},
		{"a stock of the first of January", "C1", "Country of birth,1 January 2013,1 January 2014\nNorway,1,2\nSweden,2,3\n", "ask_january 1.1 2013-01-01: before same", "before",
			"B2 C1/NOR/_T/2012 1A\nC2 C1/NOR/_T/2013 2A\nB3 C1/SWE/_T/2012 2A\nC3 C1/SWE/_T/2013 3A"},
		{"another day", "C1", "Country of birth,30 June 2013\nNorway,1\nSweden,2\n", "ask_date 1.1 2013-06-30: year", "year", "B2 C1/NOR/_T/2013 1A\nB3 C1/SWE/_T/2013 2A"},
		{"months of a stock", "C1", "Country of birth,Nov 2013,Dec 2013\nNorway,1,2\nSweden,2,3\n", "ask_moment 1.1: last", "last", "B2 set_aside aside_part_of_year\nC2 C1/NOR/_T/2013 2A\nB3 set_aside aside_part_of_year\nC3 C1/SWE/_T/2013 3A"},
		{"no year", "C1", "Country of birth,Persons\nNorway,1\nSweden,2\n", "ask_year 1.1: 2013 2012 2011 2010 2009", "2013", "B2 C1/NOR/_T/2013 1A\nB3 C1/SWE/_T/2013 2A"},
		{"thousands", "C1", "Foreign-born by country of birth (in thousands),\n,2013\nNorway,1.5\nSweden,2\n", "ask_thousands 1.1: thousands persons", "thousands", "B3 C1/NOR/_T/2013 1500A\nB4 C1/SWE/_T/2013 2000A"},
		{"a name misspelt", "C1", "Country of birth,2013\nNorwai,1\nSweden,2\n", "ask_spelling 1.1 Norwai: NOR leave", "NOR", "B2 C1/NOR/_T/2013 1A\nB3 C1/SWE/_T/2013 2A"},
		{"a name that nobody knows", "C1", "Country of birth,2013\nNarnia,1\nSweden,2\nNorway,3\n", "ask_label 1.1 Narnia: leave", "leave", "B2 set_aside aside_ignored\nB3 C1/SWE/_T/2013 2A\nB4 C1/NOR/_T/2013 3A"},
		{"which table", "", "Foreign persons 2013,\nCountry,Persons\nNorway,1\nSweden,2\n", "ask_table 1.1: B2 B4 C1 C2 E1 G1 skip", "skip", "B3 set_aside aside_sheet\nB4 set_aside aside_sheet"},
		{"which side", "C1", "Migrants 2013;Canada;Norway;Sweden\nCanada;0;5;6\nNorway;1;0;3\nSweden;2;4;0\n", "ask_sides 1.1: rows columns", "columns", "B2 set_aside aside_own_country\nC2 set_aside aside_other_country\nD2 set_aside aside_other_country\nB3 C1/NOR/_T/2013 1A\nC3 set_aside aside_other_country\nD3 set_aside aside_other_country\nB4 C1/SWE/_T/2013 2A\nC4 set_aside aside_other_country\nD4 set_aside aside_other_country"},
		{"two figures for one cell", "C1", "Country of birth,2013\nNorway,1\nSweden,2\nNorway,3\n", "ask_conflict 1.1 C1/NOR/_T/2013: 1 2", "2", "B2 set_aside aside_ignored\nB3 C1/SWE/_T/2013 2A\nB4 C1/NOR/_T/2013 3A"},
		{"rows without a label", "C1", "Country of birth,2013\nNorway,1\n,7\nSweden,3\nDenmark,4\nFinland,5\n", "ask_unlabelled 1.1: leave", "leave", "B2 C1/NOR/_T/2013 1A\nB3 set_aside aside_ignored\nB4 C1/SWE/_T/2013 3A\nB5 C1/DNK/_T/2013 4A\nB6 C1/FIN/_T/2013 5A"},
		{"what is counted", "E1", "Asylum 2013,\nCitizenship,Persons\nNorway,1\nSweden,2\n", "ask_item 1.1: PEND_JAN1 NEW REPEAT GRANTED CONVENTION COMPLEMENTARY TEMPORARY HUMANITARIAN REJECTED CLOSED PEND_DEC31", "NEW", "B3 E1/NOR/NEW/2013 1A\nB4 E1/SWE/NEW/2013 2A"},
		{"a breakdown without a total", "B2", "Immigration by citizenship,Region,2013\nNorway,North,2\nNorway,South,4\n", "ask_all_listed 1.1 B: add leave", "add", "C2 B2/NOR/_T/2013 2A\nC3 B2/NOR/_T/2013 4A"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var d intake.Decisions
			plan := planOf(t, can, c.text, c.table, &d)
			if got := asked(plan); got != c.asked {
				t.Fatalf("asked\n%s\nwant\n%s", got, c.asked)
			}
			for _, q := range plan.Questions() {
				for _, choice := range q.Choices {
					if said := words.In("en").Message(choice.Message); said == "" || strings.Contains(said, "intake.") || strings.Contains(said, "no value") {
						t.Errorf("%s: %q", choice.ID, said)
					}
				}
			}
			d = plan.Questions()[0].Decide(d, c.choice)
			after := planOf(t, can, c.text, c.table, &d)
			if got := fates(after); got != c.want {
				t.Errorf("got\n%s\nwant\n%s", got, c.want)
			}
			if left := asked(after); left != "" {
				t.Errorf("still asked: %s", left)
			}
		})
	}
}

// TestDecisionsByPointing says what rows and columns are, where the program
// takes them for something else.
func TestDecisionsByPointing(t *testing.T) {
	can := questionnaire(t, "CAN", 2013)
	for _, c := range []struct {
		name, table, text string
		decide            intake.SheetDecision
		want              string
	}{
		{"this row is the head", "C1", "Foreign-born by country of birth 2013,,\nCountry,Men,Women\nCountry,of birth A,of birth B\nNorway,1,2\nSweden,3,4\n", intake.SheetDecision{Heads: []int{2}},
			"B4 C1/NOR/M/2013 1A\nC4 C1/NOR/F/2013 2A\nB5 C1/SWE/M/2013 3A\nC5 C1/SWE/F/2013 4A"},
		{"these columns are labels", "C1", "Foreign-born by country of birth 2013,,\nNumber,Country,Persons\n17,Norway,1\n42,Sweden,3\n", intake.SheetDecision{Stubs: []string{"A", "B"}, Axes: map[string]string{"A": "none"}},
			"C3 C1/NOR/_T/2013 1A\nC4 C1/SWE/_T/2013 3A"},
		{"this column is no breakdown", "C1", "Foreign-born by country of birth 2013,,\nCountry,Office,Persons\nNorway,East,1\nSweden,West,3\nSweden,East,5\n", intake.SheetDecision{Axes: map[string]string{"B": "none"}, IgnoreRows: []int{5}},
			"C3 C1/NOR/_T/2013 1A\nC4 C1/SWE/_T/2013 3A\nC5 set_aside aside_ignored"},
		{"these are ages", "B1", "Immigration of nationals 2013,\nGroup,Nationals\n0-4,1\n5-9,3\n", intake.SheetDecision{Axes: map[string]string{"A": "age"}},
			"B3 B1/Y0T4/NAT/_T/2013 1A\nB4 B1/Y5T9/NAT/_T/2013 3A"},
		{"this table of two is for B2, that one for C2", "", "By citizenship,2013\nNorway,1\nSweden,2\n\nBy citizenship,2013\nNorway,3\nSweden,4\n",
			intake.SheetDecision{Tables: map[string]intake.TableDecision{"1": {Table: "B2"}, "2": {Table: "C2"}}},
			"B2 B2/NOR/_T/2013 1A\nB3 B2/SWE/_T/2013 2A\nB6 C2/NOR/_T/2013 3A\nB7 C2/SWE/_T/2013 4A"},
		{"it is by citizenship", "", "Immigration 2013,\nCountry,Persons\nNorway,1\nSweden,2\n", intake.SheetDecision{Holds: map[string]string{"criterion": "citizenship"}},
			"B3 B2/NOR/_T/2013 1A\nB4 B2/SWE/_T/2013 2A"},
		{"one figure is left out", "C1", "Country of birth,2013\nNorway,1\nSweden,2\n", intake.SheetDecision{IgnoreCells: []string{"B3"}}, "B2 C1/NOR/_T/2013 1A\nB3 set_aside aside_ignored"},
	} {
		t.Run(c.name, func(t *testing.T) {
			plan := planOf(t, can, c.text, c.table, &intake.Decisions{Sheets: map[string]intake.SheetDecision{"": c.decide}})
			if got := fates(plan); got != c.want {
				t.Errorf("got\n%s\nwant\n%s", got, c.want)
			}
		})
	}
}

// TestDecisionsAreValues changes decisions and holds that others stay as they
// were.
func TestDecisionsAreValues(t *testing.T) {
	var none intake.Decisions
	one := none.On("S", func(s *intake.SheetDecision) { s.IgnoreRows = append(s.IgnoreRows, 3) }).With("Narnia", "")
	two := one.On("S", func(s *intake.SheetDecision) { s.IgnoreRows = append(s.IgnoreRows, 4) }).With("Narnia", "NOR")
	if !none.None() || one.None() || len(one.Sheets["S"].IgnoreRows) != 1 || len(two.Sheets["S"].IgnoreRows) != 2 || one.Labels["Narnia"] != "" || two.Labels["Narnia"] != "NOR" {
		t.Errorf("%+v, %+v, %+v", none, one, two)
	}
}

func TestWhatStandsAtAPlace(t *testing.T) {
	can := questionnaire(t, "CAN", 2013)
	b := planOf(t, can, "Country of birth,Men,Women\nNorway,1,2\nSweden,3,4\n", "C1", nil).Blocks[0].Block
	if axis, l := b.AxisAt(1, 0); axis == nil || l == nil || l.Text != "Norway" || axis.Place() != "A" {
		t.Errorf("%+v %+v", axis, l)
	}
	if axis, l := b.AxisAt(0, 2); axis == nil || l == nil || l.Text != "Women" || axis.Place() != "1" {
		t.Errorf("%+v %+v", axis, l)
	}
	if axis, _ := b.AxisAt(1, 1); axis != nil {
		t.Errorf("a figure is a label of %+v", axis)
	}
	if rows, columns := b.HeadRows(), b.StubColumns(); len(rows) != 1 || rows[0] != 1 || len(columns) != 1 || columns[0] != "A" {
		t.Error(rows, columns)
	}
}
