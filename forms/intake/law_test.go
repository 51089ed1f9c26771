package intake_test

import (
	"context"
	"fmt"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"migraform/assets"
	"migraform/bench/accuracy"
	"migraform/forms"
	"migraform/forms/intake"
	"migraform/forms/intake/label"
	"migraform/forms/intake/reader"
	"migraform/forms/words"

	"pgregory.net/rapid"
)

// countFigures counts, without the recogniser, the cells that hold a number.
func countNumbers(file *reader.File) map[string]bool {
	numbers := map[string]bool{}
	for _, s := range file.Sheets {
		for _, row := range s.Rows {
			for _, c := range row.Cells {
				if _, err := words.ReadNumber(c.Text); c.Kind == reader.Number || c.Kind == reader.Text && err == nil && len(c.Text) < 16 {
					numbers[s.Name+"!"+reader.Name(row.At, int(c.Col))] = true
				}
			}
		}
	}
	return numbers
}

// checkNoneLost holds that each number of a file is in the plan once, and
// that each entry says where it goes or why not.
func checkNoneLost(t interface{ Fatalf(string, ...any) }, file *reader.File, plan *intake.Plan) {
	numbers := countNumbers(file)
	seen := map[string]bool{}
	cells := map[string]*intake.Entry{}
	sums := map[*intake.Sum]forms.Number{}
	counts := map[*intake.Sum]int{}
	for i := range plan.Entries {
		e := &plan.Entries[i]
		name := file.Sheets[e.Sheet].Name + "!" + e.Name()
		if seen[name] {
			t.Fatalf("%s is in the plan twice", name)
		}
		seen[name] = true
		delete(numbers, name)
		switch {
		case e.Fate == intake.Placed && (e.Why != nil || e.Cell < 0):
			t.Fatalf("%s is placed at %d, and %v", name, e.Cell, e.Why)
		case e.Fate != intake.Placed && (e.Why == nil || e.Cell >= 0):
			t.Fatalf("%s is %s without a reason", name, e.Fate)
		case e.Fate == intake.Placed:
			address := plan.Questionnaire.Address(e.Cell)
			if other := cells[address]; other != nil && (e.Sum == nil || other.Sum != e.Sum) {
				t.Fatalf("two figures are placed at %s: %s and %s", address, other.Name(), name)
			}
			cells[address] = e
			if e.Sum != nil {
				sums[e.Sum] += e.Value
				counts[e.Sum]++
			}
		}
	}
	for sum, n := range sums {
		if sum.Value != n || sum.Count != counts[sum] || sum.Text == "" {
			t.Fatalf("%+v is not the sum of its %d figures, %s", sum, counts[sum], n)
		}
	}
	if len(numbers) > 0 {
		t.Fatalf("lost: %v", numbers)
	}
	if plan.Counts[intake.Placed]+plan.Counts[intake.SetAside]+plan.Counts[intake.Unresolved] != len(plan.Entries) {
		t.Fatalf("%v of %d", plan.Counts, len(plan.Entries))
	}
}

func TestNoFigureOfAPublishedTableIsLost(t *testing.T) {
	if _, err := accuracy.Labelled(published); err != nil {
		t.Skip(err)
	}
	q := questionnaire(t, "CAN", 2015)
	for _, pattern := range []string{"*.xlsx", "*.csv", "*.tsv"} {
		paths, _ := filepath.Glob(filepath.Join(published, pattern))
		for _, path := range paths {
			file, err := reader.Read(context.Background(), path, reader.Options{})
			if err != nil {
				t.Fatal(err)
			}
			for _, table := range []string{"", "C1", "A1"} {
				checkNoneLost(t, file, planOfFile(t, q, file, table, nil))
			}
		}
	}
}

// TestNoFigureIsLost plans tables of any shape.
func TestNoFigureIsLost(t *testing.T) {
	q := questionnaire(t, "CAN", 2015)
	cell := rapid.OneOf(
		rapid.SampledFrom([]string{"", "", "Norway", "Sweden", "Canada", "Total", "World", "Men", "Women", "2014", "2015", "Q1", "Jan", "0-14", "15-24", "..", "-", ":", "x", "Country of birth", "Sex", "Year", "Code", "Jan 2015", "Dec 2015", "2015-Q1", "2015-Q2", "2015-Q3", "2015-Q4", "0", "5", "North", "South", "578", "NOR",
			"12 p", "1,234", "0.5", "25%", "Source: register", "Destination (across) origin (down)", "Immigration by citizenship", "Other", "Atlantis"}),
		rapid.StringMatching(`[0-9]{1,6}`))
	rapid.Check(t, func(t *rapid.T) {
		width := rapid.IntRange(1, 6).Draw(t, "width")
		var text strings.Builder
		for range rapid.IntRange(1, 14).Draw(t, "rows") {
			for range width {
				fmt.Fprintf(&text, "%s;", strings.ReplaceAll(cell.Draw(t, "cell"), ";", ""))
			}
			text.WriteString("\n")
		}
		file, err := reader.ReadBytes(context.Background(), "any.csv", []byte(text.String()), reader.Options{})
		if err != nil {
			return // nothing but blanks
		}
		table := rapid.SampledFrom([]string{"", "A1", "B1", "B2", "C1", "C3", "E1", "G1"}).Draw(t, "table")
		reading, err := intake.Recognise(context.Background(), file, intake.RecogniseOptions{Country: "CAN"})
		if err != nil {
			t.Fatal(err)
		}
		plan, err := intake.MakePlan(context.Background(), q, reading, intake.PlanOptions{Table: table})
		if err != nil {
			t.Fatal(err)
		}
		checkNoneLost(t, file, plan)
	})
}

// TestEachReasonIsASentence says all reasons that the program gives, in each
// language.
func TestEachReasonIsASentence(t *testing.T) {
	for _, tag := range words.Languages {
		text, err := assets.Translations.ReadFile("translations/intake." + tag + ".yaml")
		if err != nil {
			t.Fatal(err)
		}
		names := regexp.MustCompile(`\.([A-Z][A-Za-z]*)`).FindAllStringSubmatch(string(text), -1)
		ids := 0
		for _, id := range words.IDs(tag) {
			if !strings.HasPrefix(id, "intake.") {
				continue
			}
			ids++
			var pairs []any
			for _, name := range names {
				pairs = append(pairs, name[1], "x")
			}
			said := words.In(tag).Say(id, append(pairs, "Count", 2)...)
			if strings.Contains(said, "<no value>") || strings.Contains(said, "intake.") {
				t.Errorf("%s %s: %s", tag, id, said)
			}
		}
		if ids < 50 {
			t.Errorf("%s has %d sentences", tag, ids)
		}
	}
}

func TestLabels(t *testing.T) {
	for text, want := range map[string]string{
		"Norway": "NOR", "NORVÈGE": "NOR", "Korea, Rep.": "KOR", "Korea, Dem. Rep.": "PRK", "Congo, Dem. Rep.": "COD", "Côte d’Ivoire": "CIV", "Ivory Coast": "CIV", "Bahamas, The": "BHS", "Viet Nam": "VNM",
		"Algeria10": "DZA", "Åland Islands*": "ALA", "Micronesia, Fed. Sts.": "FSM", "Bolivia (Plurinational State of)": "BOL", "Europe": "150", "Total Europe": "150", "World": "001", "Stateless": "STLS",
		"Czechoslovakia (former)": "CSK", "Kosovo": "XKX", "NO - Norway": "NOR", "Norway (NO)": "NOR", "Serbia / Kosovo": "", "China (excluding Hong Kong)": "", "Norwai": "", "EUA8": "", "Atlantis": "", "": "",
	} {
		if m, _ := label.AreaOf(text); m.Code != want {
			t.Errorf("AreaOf(%q) = %q, want %q", text, m.Code, want)
		}
	}
	for text, want := range map[string]string{"NO": "NOR", "nor": "NOR", "578": "NOR", "4": "AFG", "EL": "GRC", "": "", "ZZ": "", "12345": ""} {
		if m, _ := label.AreaOfCode(text); m.Code != want {
			t.Errorf("AreaOfCode(%q) = %q, want %q", text, m.Code, want)
		}
	}
	if m, ok := label.AreaLike("Norwai"); !ok || m.Code != "NOR" || m.Confidence >= label.Certain {
		t.Errorf("AreaLike(Norwai) = %+v", m)
	}
	for text, want := range map[string]string{
		"0-4": "Y0T4", "15 – 19": "Y15T19", "15 to 19 years": "Y15T19", "de 15 a 19 años": "Y15T19", "80+": "Y_GE80", "65 and over": "Y_GE65", "85 ans et plus": "Y_GE85", "95 y más": "Y_GE95", "under 15": "Y_LT15",
		"17 years": "Y17", "15-19 лет": "Y15T19", "85 лет и старше": "Y_GE85", "15-19岁": "Y15T19", "85岁及以上": "Y_GE85", "١٥-١٩ سنة": "Y15T19", "unter 15 Jahren": "Y_LT15", "15 bis 19 Jahre": "Y15T19", "85 Jahre und älter": "Y_GE85",
		"15 a 19 anos": "Y15T19", "85 anos ou mais": "Y_GE85", "All ages": "_T", "Age unknown": "_U", "Y_GE85": "Y_GE85", "19-15": "", "2015-16": "", "Total": "",
	} {
		if m, _ := label.AgeOf(text); m.Code != want {
			t.Errorf("AgeOf(%q) = %q, want %q", text, m.Code, want)
		}
	}
	for text, want := range map[string]string{
		"2015": "2015", "2015p": "2015", "2015*": "2015", "٢٠١٥": "2015", "Март 2015": "2015-03", "1947–48": "1947/1948", "2015/16": "2015/2016", "1999-00": "1999/2000", "1990-1995": "1990-1995", "2015-Q1": "2015-Q1", "Q1 2015": "2015-Q1", "Jan-Mar 1997": "1997-Q1",
		"March 2015": "2015-03", "2015-03": "2015-03", "31 December 2015": "2015-12-31", "31.12.2015": "2015-12-31", "2015 Total": "2015", "Q1": "Q1", "Jan": "M01", "février": "M02", "15-19": "", "1234": "", "Mali": "", "2016-15": "",
	} {
		if m, _ := label.TimeOf(text); m.Code != want {
			t.Errorf("TimeOf(%q) = %q, want %q", text, m.Code, want)
		}
	}
	for text, want := range map[string]string{"Men": "M", "Femmes": "F", "Both sexes": "_T", "F": "F", "varón": "M", "Мужчины": "M", "女": "F", "إناث": "F", "Both sexes / Les deux sexes": "", "Total": "", "Norway": ""} {
		if m, _ := label.SexOf(text); m.Code != want {
			t.Errorf("SexOf(%q) = %q, want %q", text, m.Code, want)
		}
	}
	for text, want := range map[string]string{
		"Destination country (across) - Source country (down)":      "origin destination",
		"Country of birth (rows) by country of residence (columns)": "origin destination",
		"Country of asylum down, origin across":                     "destination origin",
		"Pays d'origine (lignes), pays de destination (colonnes)":   "origin destination",
		"Migrants": "",
	} {
		down, across := label.Sides(text)
		if got := strings.TrimSpace(down + " " + across); got != want && !(want == "" && (down == "" || across == "")) {
			t.Errorf("Sides(%q) = %q, want %q", text, got, want)
		}
	}
}

func TestLongCSV(t *testing.T) {
	text := "\xEF\xBB\xBFtable,cell,value,status,confidentiality,note\r\nC1,C1/NOR/_T/2015,12.5,P,C,\"estimated, twice\"\nC1,C1/SWE/_T/2015,,O,,\nC1,C1/DNK/_T/2015,3,,,\nC1,C1/FIN/_T/2015,,,,\n"
	lines, err := intake.ReadLong(strings.NewReader(text))
	if err != nil || len(lines) != 4 {
		t.Fatalf("%v, %v", lines, err)
	}
	if a := lines[0].Answer; a.Value.String() != "12.5" || a.Status != 'P' || a.Conf != 'C' || lines[0].Note != "estimated, twice" || lines[0].Address != "C1/NOR/_T/2015" {
		t.Errorf("%+v", lines[0])
	}
	if lines[1].Answer.Status != 'O' || lines[2].Answer.Status != 'A' || !lines[3].Answer.IsBlank() {
		t.Errorf("%+v", lines[1:])
	}
	head := "table,cell,value,status,confidentiality,note\n"
	for text, want := range map[string]string{
		"country,2015\nNorway,1\n":         "not the program's own CSV",
		head + "C1,C1/NOR,1\n":             "Line 2",
		head + "C1,C1/NOR,\"1 000\",A,,\n": "1 000",
		head + "C1,C1/NOR,1,Z,,\n":         "Z",
		head + "C1,C1/NOR,1,O,,\n":         "value",
		head + "C1,C1/NOR,,A,,\n":          "value",
		head + "C1,C1/NOR,1,A,?,\n":        "?",
	} {
		if _, err := intake.ReadLong(strings.NewReader(text)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", text, err, want)
		}
	}
}

// FuzzPlan plans whatever can be read: it ends, and loses nothing.
func FuzzPlan(f *testing.F) {
	f.Add("Foreign-born by country of birth,\n,2014,2015\nNorway,1,2\nTotal,3,..\n", "C1")
	f.Add("Destination (across) origin (down);Canada;Norway\nCanada;0;1\nNorway;2;0\n", "C1")
	f.Add("a,b\\time\t2014\t2015\nT,NO\t1 p\t: \n", "")
	f.Add("Country,Men,,Country,Men\nNorway,1,,Chile,3\n", "B2")
	f.Fuzz(func(t *testing.T, text, table string) {
		file, err := reader.ReadBytes(context.Background(), "any.csv", []byte(text), reader.Options{Limits: reader.Limits{Cells: 20_000}})
		if err != nil {
			return
		}
		checkNoneLost(t, file, planOfFile(t, questionnaire(t, "CAN", 2015), file, table, nil))
	})
}

func FuzzLong(f *testing.F) {
	f.Add("table,cell,value,status,confidentiality,note\nC1,C1/NOR/_T/2015,1,A,,\n")
	f.Fuzz(func(t *testing.T, text string) {
		lines, err := intake.ReadLong(strings.NewReader(text))
		if err != nil {
			_ = err.Error()
			return
		}
		for _, l := range lines {
			if l.Answer.Value != 0 && !l.Answer.Status.IsNumber() {
				t.Fatalf("%+v", l)
			}
		}
	})
}
