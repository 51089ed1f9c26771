package definition_test

import (
	"encoding/csv"
	"os"
	"strings"
	"testing"

	"migraform/forms/definition"

	"github.com/google/go-cmp/cmp"
)

// Area names are those of the UN's list in its six languages, but for the
// differences that testdata/area-names.tsv gives a reason for.
func TestAreaNamesAreThoseOfTheList(t *testing.T) {
	folder := "../../../shared/data/m49/"
	if _, err := os.Stat(folder); err != nil {
		t.Skip("the UN's list is not beside the repository:", folder)
	}
	names := map[string]map[string]string{} // m49 → language → name
	for _, a := range definition.Areas() {
		if a.M49 != "" {
			names[a.M49] = a.Name
		}
	}
	plain := strings.NewReplacer("’", "'", "‘", "'")
	got := map[string]string{}
	for language, file := range map[string]string{"en": "en", "fr": "fr", "es": "es", "ru": "ru", "ar": "ar", "zh": "cn"} {
		for _, row := range table(t, folder+"UNSD-"+file+".csv", ',') {
			for _, of := range [][2]string{{"M49 Code", "Country or Area"}, {"Global Code", "Global Name"}, {"Region Code", "Region Name"},
				{"Sub-region Code", "Sub-region Name"}, {"Intermediate Region Code", "Intermediate Region Name"}} {
				code, listed := row[of[0]], plain.Replace(strings.TrimSpace(row[of[1]]))
				if ours := plain.Replace(names[code][language]); code != "" && ours != listed {
					got[language+" "+code] = listed + " / " + ours
				}
			}
		}
	}
	want := map[string]string{}
	for _, row := range table(t, "testdata/area-names.tsv", '\t') {
		if row["reason"] == "" {
			t.Errorf("%s %s differs without a reason", row["language"], row["m49"])
		}
		want[row["language"]+" "+row["m49"]] = row["list"] + " / " + row["ours"]
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(- with a reason, + found)\n%s", diff)
	}
}

// table reads a table with a head line.
func table(t *testing.T, name string, comma rune) []map[string]string {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	r := csv.NewReader(strings.NewReader(strings.TrimPrefix(string(text), "\ufeff")))
	r.Comma, r.LazyQuotes, r.FieldsPerRecord = comma, true, -1
	lines, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var rows []map[string]string
	for _, line := range lines[1:] {
		row := map[string]string{}
		for i, field := range line {
			row[lines[0][i]] = field
		}
		rows = append(rows, row)
	}
	return rows
}
