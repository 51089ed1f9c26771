package intake_test

import (
	"strings"
	"testing"

	"migraform/forms/intake"
	"migraform/forms/words"
)

func TestTableIsFoundFromWhatTheFileSays(t *testing.T) {
	can := questionnaire(t, "CAN", 2013)
	for title, want := range map[string]string{
		"Immigration by citizenship":                        "B2",
		"Immigration par pays de résidence antérieure":      "B4",
		"Foreign-born population by country of birth":       "C1",
		"Population étrangère par nationalité":              "C2",
		"Acquisitions of citizenship by former nationality": "G1",
		"Asylum applications by citizenship":                "E1",
		"Persons by country":                                "",
		"Migrant stock":                                     "",
	} {
		plan := planOf(t, can, title+",\n,2013\nNorway,1\nSweden,2\n", "", nil)
		got := ""
		if plan.Blocks[0].Table != nil {
			got = plan.Blocks[0].Table.ID
		}
		if got != want {
			t.Errorf("%s: table %q, want %q (candidates %v)", title, got, want, plan.Blocks[0].Candidates)
		}
		if want == "" && plan.Counts[intake.Unresolved] != 2 {
			t.Errorf("%s: %v; both figures should be asked about", title, plan.Counts)
		}
	}
}

// TestEveryQuestionIsAsked shows a table for each reason to ask or to set
// aside that the tables above do not show.
func TestEveryQuestionIsAsked(t *testing.T) {
	can := questionnaire(t, "CAN", 2013)
	for _, c := range []struct{ table, text, cell, why string }{
		{"C1", "Country of birth,2012-13,2013-14\nNorway,1,2\nSweden,3,4\n", "B2", "ask_split_year"},
		{"C1", "Country of birth,2010-2013\nNorway,1\nSweden,3\n", "B2", "aside_period"},
		{"C1", "Country of birth,1 January 2013\nNorway,1\nSweden,3\n", "B2", "ask_january"},
		{"C1", "Country of birth,1 March 2013\nNorway,1\nSweden,3\n", "B2", "ask_date"},
		{"C1", "Country of birth,31 December 2013\nNorway,1\nSweden,3\n", "B2", ""},
		{"C1", "Country of birth,Jan 2013,Feb 2013\nNorway,1,2\nSweden,3,4\n", "B2", "ask_moment"},
		{"B2", "Citizenship,Jan 2013,Feb 2013\nNorway,1,2\nSweden,3,4\n", "B2", "ask_part_of_year"},
		{"C1", "Country of birth,Jan 2013,2013\nNorway,1,2\nSweden,3,4\n", "B2", "aside_part_of_year"},
		{"C1", "Country of birth in thousands,2013\nNorway,1\nSweden,3\n", "B2", "ask_thousands"},
		{"C1", "Country of birth,2013\nNorway,123456789012\nSweden,3\n", "B2", "ask_too_large"},
		{"C1", "Country of birth;2013\nNorway;1.23456\nSweden;3.5\n", "B2", "ask_too_fine"},
		{"C1", "Country of birth,2013\nEU27 countries,1\nSweden,3\nNorway,4\n", "B2", "aside_group"},
		{"C1", "Country,2013\nHogwarts,1\nNarnia,3\n", "B2", "ask_label"},
		{"E1", "Asylum applications by citizenship 2013,,\n,Men,Women\nNorway,1,2\nSweden,3,4\n", "B3", "ask_item"},
		{"E1", "Asylum by citizenship 2013,\nCitizenship,New applications\n,Men\nNorway,1\nSweden,3\n", "B4", "aside_by_sex"},
		{"B2", "Immigration by citizenship 2013,,\n,0-14,15-24\nNorway,1,2\nSweden,3,4\n", "B3", "aside_by_age"},
		{"G1", "Acquisitions of citizenship 2013,,\nCitizenship,0-4,5-9\nNorway,1,2\nSweden,3,4\n", "B3", "aside_age"},
		{"A1", "Immigration,,\n,2012,2013\nNorway,1,2\nSweden,3,4\n", "B3", "ask_all_listed"},
		{"A1", "Immigration,,\n,2012,2013\nNorway,1,2\nSweden,3,4\nTotal,4,6\n", "B3", "aside_by_country"},
		{"B2", "Immigration by citizenship and region,,\nCitizenship,Region,2013\nNorway,North,2\nNorway,South,4\n", "C3", "ask_all_listed"},
		{"B2", "Immigration by citizenship,Region,2013\nNorway,Total,6\nNorway,North,2\nNorway,South,4\n", "C3", "aside_parts"},
		{"C1", "Country of birth,2013\nNorway,1\n,7\nSweden,3\nDenmark,4\nFinland,5\n", "B3", "ask_unlabelled"},
		{"C1", "Foreign-born 2013,,,\nCountry of birth,Men,Women,Others\nNorway,1,2,3\nSweden,3,4,5\n", "D3", "ask_label"},
		{"C1", "Foreign-born 2013,,,\nCountry of birth,Men,Women,\nNorway,1,2,3\nSweden,3,4,5\n", "D3", "ask_unlabelled"},
		{"C1", "Foreign-born 2013,,,\nCountry of birth,Total,By sex,\n,,Men,Women\nNorway,3,1,2\nSweden,7,3,4\n", "B4", ""},
		{"C1", "Country of birth,2013\nYugoslavia,1\nSweden,3\n", "B2", ""},
		{"C2", "Citizenship,2013\nYugoslavia,1\nSweden,3\n", "B2", "aside_forbidden"},
	} {
		plan := planOf(t, can, c.text, c.table, nil)
		found := false
		for i := range plan.Entries {
			e := &plan.Entries[i]
			if e.Name() != c.cell {
				continue
			}
			found = true
			why := ""
			if e.Why != nil {
				why = strings.TrimPrefix(e.Why.ID, "intake.")
			}
			if why != c.why {
				t.Errorf("%q: %s is %s %q, want %q", c.text, c.cell, e.Fate, why, c.why)
			}
		}
		if !found {
			t.Errorf("%q: nothing about %s", c.text, c.cell)
		}
	}
}

func TestRemarksBeforeApplying(t *testing.T) {
	can := questionnaire(t, "CAN", 2013)
	plan := planOf(t, can, "Emigration by country of birth,\n,2013\nNorway,-\nSweden,2\n", "B2", nil)
	var got []string
	for _, r := range plan.Blocks[0].Remarks {
		got = append(got, words.In("en").Message(r))
	}
	want := []string{
		"Sheet figures.csv speaks of emigration, table B2 does not. Check that it is the right table.",
		"Sheet figures.csv is by country of birth, table B2 by citizenship. Check that it is the right table.",
		"Sheet figures.csv does not say what a dash stands for; it is read as none (nil), as is usual.",
	}
	if strings.Join(got, "|") != strings.Join(want, "|") {
		t.Errorf("got %q", got)
	}
	said := planOf(t, can, "Country of birth,2013\nNorway,-\nSweden,2\nDenmark,x\n\n- not available\n\"\"\"x\"\" means zero\"\n", "C1", nil)
	if got := fates(said); !strings.HasPrefix(got, "B2 C1/NOR/_T/2013 O\n") || !strings.HasSuffix(got, "B4 C1/DNK/_T/2013 0A") || len(said.Blocks[0].Remarks) != 0 {
		t.Errorf("the notes say what the signs stand for: %s %v", got, said.Blocks[0].Remarks)
	}
}

func TestDecisionsChangeWhatFollows(t *testing.T) {
	can := questionnaire(t, "CAN", 2013)
	text := `Country of birth,Persons,Rank
Nowhereland,1,9
Norwai,2,8
Sweden,3,7
`
	decisions := &intake.Decisions{
		Labels: map[string]string{"Nowhereland": "ISL", "norwai": "NOR"},
		Sheets: map[string]intake.SheetDecision{"": {Table: "C1", Holds: map[string]string{"time": "2013"}, IgnoreColumns: []string{"C"}}},
	}
	want := `B2 C1/ISL/_T/2013 1A
B3 C1/NOR/_T/2013 2A
B4 C1/SWE/_T/2013 3A`
	if got := fates(planOf(t, can, text, "", decisions)); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	below := `Report of 2013,3,2
Prepared,2,1
Country of birth,2012,2013
Norway,1,2
Sweden,3,4
`
	heads := &intake.Decisions{Sheets: map[string]intake.SheetDecision{"": {Heads: []int{3}, IgnoreRows: []int{5}}}}
	if got := fates(planOf(t, can, below, "C1", heads)); !strings.HasSuffix(got, "B4 C1/NOR/_T/2012 1A\nC4 C1/NOR/_T/2013 2A\nB5 set_aside aside_ignored\nC5 set_aside aside_ignored") {
		t.Errorf("row 3 decided to be the head:\n%s", got)
	}
	sides := `2013,Canada,Norway,Chile
Canada,0,2,3
Norway,4,0,5
Chile,6,7,0
`
	if got := planOf(t, can, sides, "C1", nil); got.Counts[intake.Unresolved] != 9 {
		t.Errorf("without a word on the sides: %v", got.Counts)
	}
	decided := &intake.Decisions{Sheets: map[string]intake.SheetDecision{"": {Down: "destination", Holds: map[string]string{"time": "2013"}}}}
	got := planOf(t, can, sides, "C1", decided)
	if !strings.Contains(fates(got), "C2 C1/NOR/_T/2013 2A\nD2 C1/CHL/_T/2013 3A") {
		t.Errorf("rows decided to be destinations:\n%s", fates(got))
	}
}
