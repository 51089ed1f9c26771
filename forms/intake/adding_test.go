package intake_test

import (
	"fmt"
	"strings"
	"testing"

	"migraform/forms/definition"
	"migraform/forms/intake"
)

// sums writes the answers that a plan gives, with the cells that they come
// from, and why figures are left.
func sums(plan *intake.Plan) string {
	var b strings.Builder
	for e := range plan.Answers() {
		a := e.Answer()
		fmt.Fprintf(&b, "%s %s%s %s\n", plan.Questionnaire.Address(e.Cell), a.Value, a.Status, a.Source.Cell)
	}
	left := map[string]int{}
	for i := range plan.Entries {
		if e := &plan.Entries[i]; e.Fate != intake.Placed && e.Why.ID != "intake.aside_not_a_figure" {
			left[e.Fate.String()+" "+strings.TrimPrefix(e.Why.ID, "intake.")]++
		}
	}
	for _, id := range []string{"set_aside aside_by_age", "set_aside aside_age", "set_aside aside_by_sex", "set_aside aside_part_of_year", "set_aside aside_by_country", "set_aside aside_parts", "set_aside aside_own_country", "set_aside aside_total_with_own",
		"unresolved ask_sum_missing", "unresolved ask_sum_ages", "unresolved ask_sum_absent", "unresolved ask_absent", "unresolved ask_all_listed", "unresolved ask_part_of_year", "unresolved ask_moment"} {
		if left[id] > 0 {
			fmt.Fprintf(&b, "%d %s\n", left[id], id)
			delete(left, id)
		}
	}
	for id, n := range left {
		fmt.Fprintf(&b, "%d %s\n", n, id)
	}
	return strings.TrimSpace(b.String())
}

// TestFinerFiguresAreAddedUp shows what is added up, and what is not because
// it is not certain that all parts are there.
func TestFinerFiguresAreAddedUp(t *testing.T) {
	d, err := definition.BuiltIn()
	if err != nil {
		t.Fatal(err)
	}
	can, err := d.For("CAN", 2013, definition.All)
	if err != nil {
		t.Fatal(err)
	}
	months := "Jan 2013,Feb 2013,Mar 2013,Apr 2013,May 2013,Jun 2013,Jul 2013,Aug 2013,Sep 2013,Oct 2013,Nov 2013,Dec 2013"
	long := "country,province,sex,year,persons\n"
	for _, country := range []string{"Chile", "Peru", "Bolivia"} {
		for _, province := range []string{"North", "South"} {
			if country != "Peru" || province == "North" {
				long += fmt.Sprintf("%s,%s,F,2013,%d\n%s,%s,M,2013,%d\n", country, province, len(long)%7+1, country, province, len(long)%5+1)
			}
		}
	}
	for _, c := range []struct {
		name, table, text string
		decisions         *intake.Decisions
		want              string
	}{
		{"single ages to five-year groups", "C3", "Foreign-born by age 2013,\nAge,Persons\n0 years,1\n1 year,2\n2 years,3\n3 years,4\n4 years,5\n5-9,60\n", nil,
			"C3/Y0T4/_T/2013 15A B3:B7\nC3/Y5T9/_T/2013 60A B8"},
		{"single ages as bare numbers are no serial numbers", "C3", "Foreign-born by age 2013,\nAge,Persons\n0,1\n1,2\n2,3\n3,4\n4,5\n5,6\n6,7\n7,8\n8,9\n9,10\n", nil,
			"C3/Y0T4/_T/2013 15A B3:B7\nC3/Y5T9/_T/2013 40A B8:B12"},
		{"lengths of stay are no ages", "C4", "Foreign-born by duration of residence 2013,\nDuration of residence,Persons\nLess than 1 year,1\n1-4 years,2\n5-9 years,3\n", nil,
			"C4/Y_LT1/_T/_T/2013 1A B3\nC4/Y1T4/_T/_T/2013 2A B4\nC4/Y5T9/_T/_T/2013 3A B5"},
		{"lengths of stay that only the title names", "C4", "Foreign-born by duration of residence 2013,\n,Persons\n1-4 years,2\n5-9 years,3\n", nil,
			"C4/Y1T4/_T/_T/2013 2A B3\nC4/Y5T9/_T/_T/2013 3A B4"},
		{"a count beside its share", "G1", "Acquisition of citizenship 2013,,\nFormer citizenship,Number,%\nChile,60,60.0\nPeru,40,40.0\n", nil,
			"G1/CHL/_T/_T/2013 60A B3\nG1/PER/_T/_T/2013 40A B4\n2 set_aside aside_derived"},
		{"one of several groups beside its share is not all", "G1", "Acquisition of citizenship 2013,,\nFormer citizenship,By marriage,%\nChile,60,60.0\nPeru,40,40.0\n", nil,
			"2 set_aside aside_parts\n2 set_aside aside_derived"},
		{"dates in a population account, in other words", "A1", "Population account,2013\nPopulation 1 January,100\nPopulation at 31 December,110\n", nil,
			"A1/POP_JAN1/_T/2013 100A B2\nA1/POP_DEC31/_T/2013 110A B3"},
		{"ages that do not nest are not guessed apart", "C3", "Foreign-born by age 2013,\nAge,Persons\n0-4,1\n5-12,2\n13-19,3\n20-24,4\n", nil,
			"C3/Y0T4/_T/2013 1A B3\nC3/Y20T24/_T/2013 4A B6\n2 set_aside aside_age"},
		{"the gravest status holds for the sum", "C3", "Foreign-born by age 2013,\nAge,Persons\n0-2,1 p\n3-4,2 e\n5-9,2\n", nil,
			"C3/Y0T4/_T/2013 3E B3:B4\nC3/Y5T9/_T/2013 2A B5"},
		{"a missing part makes no sum, nil does", "C3", "Foreign-born by age 2013,,\nAge,Men,Women\n0-2,1,-\n3-4,..,2\n", nil,
			"C3/Y0T4/F/2013 2A C3:C4\n2 unresolved ask_sum_missing"},
		{"a blank part makes no sum", "C3", "Foreign-born by age 2013,,\nAge,Men,Women\n0-2,1,5\n3-4,,2\n5-9,3,1\n", nil,
			"C3/Y0T4/F/2013 7A C3:C4\nC3/Y5T9/M/2013 3A B5\nC3/Y5T9/F/2013 1A C5\n1 unresolved ask_sum_ages"},
		{"months to the year, of a flow", "B3", "Country of birth," + months + "\nNorway,1,2,3,4,5,6,7,8,9,10,11,12\nSweden,1,1,1,1,1,1,1,1,1,1,1,\n", nil,
			"B3/NOR/_T/2013 78A B2:M2\n11 unresolved ask_part_of_year"},
		{"quarters, where both are given", "B3", "Country of birth;2013;;;;;;;;;;;;;;;\n;Q1;Jan;Feb;Mar;Q2;Apr;May;Jun;Q3;Jul;Aug;Sep;Q4;Oct;Nov;Dec\nNorway;6;1;2;3;15;4;5;6;24;7;8;9;33;10;11;12\nSweden;3;1;1;1;3;1;1;1;3;1;1;1;3;1;1;1\n", nil,
			"B3/NOR/_T/2013 78A B3+3\nB3/SWE/_T/2013 12A B4+3\n24 set_aside aside_parts"},
		{"the year's own figure comes first", "B3", "Country of birth," + months + ",2013\nNorway,1,2,3,4,5,6,7,8,9,10,11,12,80\n", nil,
			"B3/NOR/_T/2013 80A N2\n12 set_aside aside_part_of_year"},
		{"months of a stock are not added up", "C1", "Country of birth," + months + "\nNorway,1,2,3,4,5,6,7,8,9,10,11,12\n", nil,
			"12 unresolved ask_moment"},
		{"men and women, for a table not by sex", "E1", "Asylum 2013,,,\nCitizenship,New applications,,\n,Men,Women,Sex unknown\nNorway,1,2,3\nSweden,3,4,5\n", nil,
			"E1/NOR/NEW/2013 6A B4:D4\nE1/SWE/NEW/2013 12A B5:D5"},
		{"countries to nationals and foreigners, proved by the total", "B1", "Immigration 2013 by citizenship and age;;\nCitizenship;0-4;5-9\nCanada;10;20\nNorway;1;2\nSweden;3;4\nUnknown;5;5\nTotal;19;31\n", nil,
			"B1/Y0T4/NAT/_T/2013 10A B3\nB1/Y5T9/NAT/_T/2013 20A C3\nB1/Y0T4/FOR/_T/2013 4A B4:B5\nB1/Y5T9/FOR/_T/2013 6A C4:C5\nB1/Y0T4/_U/_T/2013 5A B6\nB1/Y5T9/_U/_T/2013 5A C6\nB1/Y0T4/_T/_T/2013 19A B7\nB1/Y5T9/_T/_T/2013 31A C7"},
		{"not proved: it is asked", "B1", "Immigration 2013 by citizenship and age;;\nCitizenship;0-4;5-9\nCanada;10;20\nNorway;1;2\nSweden;3;4\n", nil,
			"B1/Y0T4/NAT/_T/2013 10A B3\nB1/Y5T9/NAT/_T/2013 20A C3\n4 unresolved ask_all_listed"},
		{"and done where it was said", "B1", "Immigration 2013 by citizenship and age;;\nCitizenship;0-4;5-9\nCanada;10;20\nNorway;1;2\nSweden;3;4\n",
			&intake.Decisions{Sheets: map[string]intake.SheetDecision{"": {Sums: map[string]bool{"A": true}}}},
			"B1/Y0T4/NAT/_T/2013 10A B3\nB1/Y5T9/NAT/_T/2013 20A C3\nB1/Y0T4/FOR/_T/2013 4A B4:B5\nB1/Y5T9/FOR/_T/2013 6A C4:C5"},
		{"provinces: the file's own total", "B2", "Immigration by citizenship,Region,2013\nNorway,Total,6\nNorway,North,2\nNorway,South,4\nSweden,Total,3\nSweden,North,1\nSweden,South,2\n", nil,
			"B2/NOR/_T/2013 6A C2\nB2/SWE/_T/2013 3A C5\n4 set_aside aside_parts"},
		{"districts with years in their names, asked about once", "B1", "Immigration by age 2013,,\nAge,District,Persons\n0-4,North (to 2010),1\n0-4,North (from 2010),2\n0-4,South,3\n0-4,East,4\n5-9,North (to 2010),1\n5-9,North (from 2010),2\n5-9,South,3\n5-9,East,4\n", nil,
			"8 unresolved ask_all_listed"},
		{"a list of what there is: both things are asked", "B2", long, nil, "10 unresolved ask_all_listed"},
		{"then what is not listed", "B2", long, &intake.Decisions{Sheets: map[string]intake.SheetDecision{"": {Sums: map[string]bool{"B": true}}}},
			"B2/CHL/F/2013 14A E2+1\nB2/CHL/M/2013 7A E3+1\nB2/BOL/F/2013 7A E8+1\nB2/BOL/M/2013 9A E9+1\n2 unresolved ask_absent"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := sums(planOf(t, can, c.text, c.table, c.decisions)); got != c.want {
				t.Errorf("got\n%s\nwant\n%s", got, c.want)
			}
		})
	}
}
