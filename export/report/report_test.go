package report

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"migraform/forms"
	"migraform/forms/words"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write the golden files anew")

// example is a report with one finding of every kind.
func example(language string) *Report {
	computed := time.Date(2026, 3, 2, 9, 30, 0, 0, time.UTC)
	return &Report{Language: language, Questionnaire: "Migration statistics", ID: "migration", Version: "1", Country: "NOR", CountryName: "Norway",
		Year: 2025, Office: "The office <of> statistics", File: "norway.migraform", Document: "d1", Program: "0.1.0", Computed: computed, Draft: true,
		Tables: []Table{
			{ID: "B2", Title: "Immigration by citizenship", Findings: []Finding{
				{Key: "R02 B2/_T/F/2025 0.0", Rule: "R02", Severity: forms.SeverityError, Sentence: "The parts of women come to 9 too few.", Step: "Correct the total or a part.",
					Equation: "Total 1,243 = Sweden 1,000 + Denmark 234", Difference: forms.Whole(9),
					Cells:    []Cell{{"B2/_T/F/2025", "immigration", "2025"}, {"B2/SWE/F/2025", "immigration", "2025"}},
					Suspects: []string{"Perhaps Total, women, 2025: 1,243 should be 1,234 (two digits swapped)."}},
				{Key: "R11 B2/SWE/M/2025", Rule: "R11", Severity: forms.SeverityWarning, Sentence: "Sweden, men: 2,000 after 1,000.", Difference: forms.Whole(1000),
					Cells:       []Cell{{"B2/SWE/M/2025", "immigration", "2025"}},
					Explanation: &Explanation{Text: "A law of 2025 </div><script>alert(1)</script>", Who: "An officer", When: computed.Add(-time.Hour)}},
				{Key: "R09 B2/_U/_T/2025 unknown", Rule: "R09", Severity: forms.SeverityWarning, Sentence: "12 % are unknown.",
					Cells:       []Cell{{"B2/_U/_T/2025", "immigration", "2025"}},
					Explanation: &Explanation{Text: "Late registration", When: computed.Add(-time.Hour), Lapsed: true}},
			}},
			{ID: "C1", Title: "Foreign-born", Held: []Held{{"R01", forms.SeverityError, 12}, {"R02", forms.SeverityError, 3}}, Findings: []Finding{
				{Key: "R14 C1 2023", Rule: "R14", Severity: forms.SeverityInformation, Sentence: "Provisional for three years.", Cells: []Cell{{"C1/SWE/F/2023", "residents", "2023"}}},
				{Key: "R02 C1/_T/M/2025 0.0", Rule: "R02", Severity: forms.SeverityError, CannotTell: true, Sentence: "Denmark is missing.", Cells: []Cell{{"C1/_T/M/2025", "residents", "2025"}}},
			}},
		}}
}

func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s (-want +got):\n%s", name, diff)
	}
}

func TestThePage(t *testing.T) {
	for _, language := range []string{"en", "fr"} {
		var b bytes.Buffer
		if err := HTML(&b, example(language)); err != nil {
			t.Fatal(err)
		}
		golden(t, "report."+language+".html", b.Bytes())
	}
}

// What an office wrote is text: no markup of it lives, and the page fetches
// and runs nothing.
func TestThePageStandsAlone(t *testing.T) {
	var b bytes.Buffer
	if err := HTML(&b, example("en")); err != nil {
		t.Fatal(err)
	}
	for _, never := range []string{"<script", "http:", "https:", "src=", "href=", "url(", "@import", "<of>"} {
		if strings.Contains(b.String(), never) {
			t.Errorf("the page has %s", never)
		}
	}
	if !strings.Contains(b.String(), "&lt;script&gt;alert(1)&lt;/script&gt;") {
		t.Error("the explanation is not there as it was written")
	}
}

func TestThePageRunsAsItsLanguageDoes(t *testing.T) {
	for _, language := range words.Languages {
		var b bytes.Buffer
		if err := HTML(&b, example(language)); err != nil {
			t.Fatal(err)
		}
		want := `<html lang="` + language + `" dir="ltr">`
		if language == "ar" {
			want = `<html lang="ar" dir="rtl">`
		}
		if !strings.Contains(b.String(), want) {
			t.Errorf("%s: %s", language, b.String()[:60])
		}
	}
}

func TestAPageWithoutFindings(t *testing.T) {
	r := example("en")
	r.Tables, r.Draft = nil, false
	var b bytes.Buffer
	if err := HTML(&b, r); err != nil {
		t.Fatal(err)
	}
	for text, there := range map[string]bool{"Nothing that can be checked is wrong.": true, "Draft": false, "<section>": false} {
		if strings.Contains(b.String(), text) != there {
			t.Errorf("%q: %v expected", text, there)
		}
	}
}

func TestTheESSReport(t *testing.T) {
	var b bytes.Buffer
	if err := JSON(&b, example("en")); err != nil {
		t.Fatal(err)
	}
	golden(t, "report.json", b.Bytes())
	var list []map[string]any
	if err := json.Unmarshal(b.Bytes(), &list); err != nil {
		t.Fatal(err)
	}
	seen := map[any]bool{}
	for _, one := range list {
		if seen[one["id"]] {
			t.Errorf("two have the id %v", one["id"])
		}
		seen[one["id"]] = true
		if v := one["value"]; one["type"] == "validation" && v != "0" && v != "1" && v != "NA" {
			t.Errorf("the value is %v", v)
		}
	}
	// Three that fail, one that is for information, one that cannot be told;
	// R01 holds throughout C1, R02 only in part; the counts.
	if len(list) != 5+1+2+5 {
		t.Errorf("%d events", len(list))
	}
}
