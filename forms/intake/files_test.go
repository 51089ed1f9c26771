package intake_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"migraform/assets"
	"migraform/forms/intake"
	"migraform/forms/intake/reader"
	"migraform/forms/words"
)

// TestSamplesFindTheirTables imports the program's own samples without a word
// on the table.
func TestSamplesFindTheirTables(t *testing.T) {
	can := questionnaire(t, "CAN", 2020)
	for name, want := range map[string]string{
		"asylum-seekers-2018-by-origin.csv":                 "E1 placed 178 unresolved 0",
		"migrant-stock-by-sex-2019-2020.xlsx":               "C1 placed 6 unresolved 0",
		"permanent-residents-by-citizenship-2016-2020.xlsx": "B2 placed 915 unresolved 0",
	} {
		content, err := assets.Samples.ReadFile("samples/" + name)
		if err != nil {
			t.Fatal(err)
		}
		file, err := reader.ReadBytes(context.Background(), name, content, reader.Options{})
		if err != nil {
			t.Fatal(err)
		}
		plan := planOfFile(t, can, file, "", nil)
		checkNoneLost(t, file, plan)
		table := ""
		if plan.Blocks[0].Table != nil {
			table = plan.Blocks[0].Table.ID
		}
		got := fmt.Sprintf("%s placed %d unresolved %d", table, plan.Counts[intake.Placed], plan.Counts[intake.Unresolved])
		if got != want {
			t.Errorf("%s: %s, want %s; candidates %v", name, got, want, plan.Blocks[0].Candidates)
			for _, r := range plan.Reasons() {
				t.Logf("%s %d %s %s", r.Fate, r.Count, r.First.Name(), words.In("en").Message(r.Why))
			}
		}
	}
}

// TestWorkbookOfSeveralSubjects takes what the table asks for, and no sheet
// that counts something else.
func TestWorkbookOfSeveralSubjects(t *testing.T) {
	for name, c := range map[string]struct {
		year int
		want string
	}{
		"un_desa_international_migrant_stock_2019.xlsx": {2019, "Table 1!L296 C1/_T/_T/2019, Table 1!S296 C1/_T/M/2019, Table 1!Z296 C1/_T/F/2019"},
		"un_desa_international_migrant_stock_2020.xlsx": {2020, "Table 1!L263 C1/_T/_T/2020, Table 1!S263 C1/_T/M/2020, Table 1!Z263 C1/_T/F/2020"},
	} {
		path := filepath.Join(published, name)
		if _, err := os.Stat(path); err != nil {
			t.Skipf("the published tables are not beside the checkout: %v", err)
		}
		file, err := reader.Read(context.Background(), path, reader.Options{})
		if err != nil {
			t.Fatal(err)
		}
		plan := planOfFile(t, questionnaire(t, "CAN", c.year), file, "C1", nil)
		var placed []string
		for i := range plan.Entries {
			if e := &plan.Entries[i]; e.Fate == intake.Placed {
				placed = append(placed, file.Sheets[e.Sheet].Name+"!"+e.Name()+" "+plan.Questionnaire.Address(e.Cell))
			}
		}
		if got := strings.Join(placed, ", "); got != c.want {
			t.Errorf("%s: placed %s, want %s", name, got, c.want)
			for _, r := range plan.Reasons() {
				t.Logf("%s %d %s %s", r.Fate, r.Count, r.First.Name(), words.In("en").Message(r.Why))
			}
		}
	}
}

// TestMatrixOfPublishedStocks places the column of the office's own country.
func TestMatrixOfPublishedStocks(t *testing.T) {
	path := filepath.Join(published, "world_bank_bilateral_migrant_stocks_2013.xlsx")
	if _, err := os.Stat(path); err != nil {
		t.Skipf("the published tables are not beside the checkout: %v", err)
	}
	file, err := reader.Read(context.Background(), path, reader.Options{})
	if err != nil {
		t.Fatal(err)
	}
	plan := planOfFile(t, questionnaire(t, "CAN", 2013), file, "C1", nil)
	for _, r := range plan.Reasons() {
		if r.Fate == intake.Unresolved || r.Count > 300 {
			t.Logf("%s %d %s", r.Fate, r.Count, words.In("en").Message(r.Why))
		}
	}
	t.Log(plan.Counts)
	if plan.Counts[intake.Placed] < 200 {
		t.Errorf("placed %d figures", plan.Counts[intake.Placed])
	}
	if plan.Counts[intake.Unresolved] != 0 {
		t.Errorf("%d figures are unresolved", plan.Counts[intake.Unresolved])
	}
}
