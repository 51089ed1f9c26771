package workbook_test

import (
	"context"
	"path/filepath"
	"testing"
	"time"

	"migraform/export/workbook"
	"migraform/forms"
)

// text is a name in English and French.
func text(en, fr string) forms.Text { return forms.Text{"en": en, "fr": fr} }

// terms are the codes that a sum adds, or takes where they are negative.
func terms(codes ...int) []forms.Term {
	var list []forms.Term
	for _, code := range codes {
		if code < 0 {
			list = append(list, forms.Term{Code: -code, Sign: -1})
		} else {
			list = append(list, forms.Term{Code: code, Sign: 1})
		}
	}
	return list
}

// questionnaire is a small one: B2 asks immigration by citizenship, sex and
// year; A1 an account with a balance, and A1.rate a rate.
func questionnaire() *forms.Questionnaire {
	sexes := &forms.CodeList{ID: "sex", Concept: "sex", Codes: []forms.Code{
		{ID: "_T", Name: text("Total", "Total"), Kind: forms.Total, Parent: -1},
		{ID: "M", Name: text("Men", "Hommes"), Parent: 0, Depth: 1},
		{ID: "F", Name: text("Women", "Femmes"), Parent: 0, Depth: 1},
		{ID: "_U", Name: text("Unknown", "Inconnu"), Parent: 0, Depth: 1, Optional: true},
	}, Sums: []forms.Sum{{Total: 0, Terms: terms(1, 2, 3), Rule: "R02"}}}
	years := &forms.CodeList{ID: "years", Concept: "time", Codes: []forms.Code{
		{ID: "2024", Name: text("2024", "2024"), Parent: -1}, {ID: "2025", Name: text("2025", "2025"), Parent: -1}}}
	countries := &forms.CodeList{ID: "citizenship", Concept: "citizenship", Codes: []forms.Code{
		{ID: "_T", Name: text("Total", "Total"), Kind: forms.Total, Parent: -1},
		{ID: "NOR", Name: text("Norway", "Norvège"), Parent: 0, Depth: 1},
		{ID: "150", Name: text("Europe", "Europe"), Kind: forms.Subtotal, Parent: 0, Depth: 1},
		{ID: "DNK", Name: text("Denmark", "Danemark"), Parent: 2, Depth: 2},
		{ID: "SWE", Name: text("Sweden", "Suède"), Parent: 2, Depth: 2},
		{ID: "STLS", Name: text("Stateless", "Apatrides"), Parent: 0, Depth: 1},
	}, Sums: []forms.Sum{
		{Total: 2, Terms: terms(3, 4), Rule: "R04"},
		{Total: 0, Terms: terms(1, 2, 5), Rule: "R02"},
	}}
	items := &forms.CodeList{ID: "account", Concept: "item", Codes: []forms.Code{
		{ID: "POP_START", Name: text("Population, 1 January", "Population au 1er janvier"), Parent: -1},
		{ID: "IN", Name: text("Immigration", "Immigration"), Parent: -1},
		{ID: "OUT", Name: text("Emigration", "Émigration"), Parent: -1},
		{ID: "ADJ", Name: text("Adjustment", "Ajustement"), Parent: -1, Signed: true},
		{ID: "POP_END", Name: text("Population, 31 December", "Population au 31 décembre"), Parent: -1},
	}, Sums: []forms.Sum{{Total: 4, Terms: terms(0, 1, -2, 3), Rule: "R16"}}}
	axis := func(name forms.Text, list *forms.CodeList) *forms.Axis {
		return &forms.Axis{Concept: list.Concept, Name: name, List: list}
	}
	q := &forms.Questionnaire{ID: "migration", Version: "2025.1", Title: text("Migration questionnaire", "Questionnaire sur les migrations"),
		Country: "NOR", Year: 2025, Scope: "core",
		Sections: []forms.Section{{ID: "A", Title: text("Population", "Population")}, {ID: "B", Title: text("Flows", "Flux")}},
		Groups: []forms.QuestionGroup{{ID: "M2", Title: text("Definitions", "Définitions"), Questions: []forms.Question{
			{ID: "stay", Kind: forms.ChoiceQuestion, Label: text("Length of stay", "Durée du séjour"), Options: []forms.Option{
				{ID: "12m", Name: text("12 months", "12 mois")}, {ID: "6m", Name: text("6 months", "6 mois")}}},
			{ID: "remarks", Kind: forms.LongQuestion, Label: text("Remarks", "Remarques")}}}},
		Tables: []*forms.Table{
			{ID: "A1", Section: "A", Title: text("Population account", "Compte de la population"), Says: text("How the population came about.", "Comment la population a évolué."),
				Cubes: []*forms.Cube{
					{Name: "A1", Unit: "persons", Axes: []*forms.Axis{axis(text("Item", "Poste"), items), axis(text("Sex", "Sexe"), sexes), axis(text("Year", "Année"), years)},
						View: forms.View{Rows: []int{0}, Columns: []int{2, 1}}},
					{Name: "A1.rate", Unit: "percent", Title: text("Rates", "Taux"), Axes: []*forms.Axis{axis(text("Year", "Année"), years)},
						View: forms.View{Columns: []int{0}}}}},
			{ID: "B2", Section: "B", Title: text("Immigration by citizenship", "Immigration par nationalité"),
				Says: text("Persons who moved in for 12 months or more.", "Personnes arrivées pour 12 mois ou plus."),
				Cubes: []*forms.Cube{{Name: "B2", Unit: "persons",
					Axes: []*forms.Axis{axis(text("Citizenship", "Nationalité"), countries), axis(text("Sex", "Sexe"), sexes), axis(text("Year", "Année"), years)},
					View: forms.View{Rows: []int{0}, Columns: []int{1}, Pages: []int{2}}}}},
		}}
	q.Lay()
	return q
}

// at finds a cell that must be there.
func at(t interface{ Fatal(...any) }, q *forms.Questionnaire, address string) forms.Cell {
	cell, err := q.Cell(address)
	if err != nil {
		t.Fatal(err)
	}
	return cell
}

// computed adds up what a complete sum gives, the simple way.
func computed(q *forms.Questionnaire, answers *forms.Answers) func(forms.Cell) (forms.Number, bool) {
	var shown func(cell forms.Cell) (forms.Number, bool)
	shown = func(cell forms.Cell) (forms.Number, bool) {
		c := q.CubeOf(cell)
		for axis := range c.Axes {
			for _, sum := range c.Axes[axis].List.Sums {
				if sum.Total != c.CodeAt(cell, axis) {
					continue
				}
				total, complete := forms.Number(0), true
				for _, term := range sum.Terms {
					part := c.Moved(cell, axis, term.Code)
					a := answers.At(part)
					n, ok := a.Value, a.Status.IsNumber()
					if a.IsBlank() {
						if n, ok = shown(part); !ok {
							n, ok = 0, c.Optional(part)
						}
					}
					total += n * forms.Number(term.Sign)
					complete = complete && ok
				}
				if complete {
					return total, true
				}
			}
		}
		return 0, false
	}
	return shown
}

// submission is filled in as an office might: most leaves, an entered total,
// each of the signs, statuses, notes, texts that look like formulas.
func submission(t interface{ Fatal(...any) }) workbook.Submission {
	q := questionnaire()
	answers := forms.NewAnswers(q.Cells)
	for address, count := range map[string]int64{
		"B2/NOR/M/2024": 310, "B2/NOR/F/2024": 290, "B2/DNK/M/2024": 120, "B2/DNK/F/2024": 98, "B2/SWE/M/2024": 1201, "B2/SWE/F/2024": 1187,
		"B2/STLS/M/2024": 0, "B2/STLS/F/2024": 3,
		"B2/NOR/M/2025": 333, "B2/NOR/F/2025": 301, "B2/DNK/M/2025": 131, "B2/SWE/M/2025": 1310, "B2/SWE/F/2025": 1243, "B2/STLS/M/2025": 1,
		"B2/150/_T/2025":      2900, // entered, and not what its parts give
		"A1/POP_START/M/2025": 2_780_000, "A1/POP_START/F/2025": 2_760_000, "A1/IN/M/2025": 30_000, "A1/IN/F/2025": 28_000,
		"A1/OUT/M/2025": 15_000, "A1/OUT/F/2025": 14_000, "A1/ADJ/M/2025": -12, "A1/ADJ/F/2025": 0,
	} {
		answers.Set(at(t, q, address), forms.Count(count))
	}
	set := func(address string, a forms.Answer) { answers.Set(at(t, q, address), a) }
	set("B2/SWE/F/2025", forms.Answer{Value: forms.Whole(1243), Status: forms.Provisional})
	set("B2/SWE/M/2025", forms.Answer{Value: forms.Whole(1310), Status: forms.Includes, Conf: forms.Free})
	set("B2/DNK/F/2025", forms.Answer{Status: forms.Included, Into: "B2/SWE/F/2025"})
	set("B2/STLS/F/2025", forms.Answer{Status: forms.Withheld, Conf: forms.SmallCount})
	set("B2/NOR/_U/2025", forms.Answer{Status: forms.CannotExist})
	set("B2/SWE/_U/2025", forms.Answer{Status: forms.NotCollected})
	set("B2/DNK/_U/2025", forms.Answer{Status: forms.NotAvailable})
	rate, _ := forms.ParseNumber("12.5")
	set("A1.rate/2025", forms.Answer{Value: rate, Status: forms.Estimated, Conf: forms.NotPublished})
	return workbook.Submission{Questionnaire: q, Answers: answers, Shown: computed(q, answers),
		Notes: map[string]string{"B2": "Registered moves only.", "B2/SWE/F/2025": "=HYPERLINK(\"http://example.org\")", "B2/DNK/*/*": "With the Faroe Islands.",
			"B2/*/_U/*": "Sex is not recorded."},
		Questions: []workbook.QuestionAnswer{
			{Group: "M2", Question: "stay", Label: "Length of stay", Answer: "12m", Text: "12 months"},
			{Group: "M2", Question: "remarks", Label: "Remarks", Answer: "+1\nsecond line", Text: "+1\nsecond line"}},
		Findings: []workbook.Finding{{Rule: "R04", Severity: "error", Verdict: "fails", Cells: []string{"B2/150/_T/2025", "B2/SWE/_T/2025"},
			Sentence: "The parts of Europe come to 2 684, the total says 2 900.", Explanation: "@office: late registrations", By: "Statistics", When: time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC)}},
		Sources:  []workbook.Source{{File: "moves 2025.xlsx", Sheet: "Table 1", SHA256: "ab12", When: time.Date(2026, 2, 1, 8, 0, 0, 0, time.UTC), Cells: 14}},
		Language: "en", Document: "d-1", Office: "Statistics Office", Contact: "statistics@example.org",
		Created: time.Date(2026, 3, 2, 10, 30, 0, 0, time.UTC), Program: "0.1", Fingerprint: "f00d"}
}

// wrote writes a submission into a new file.
func wrote(t testing.TB, s workbook.Submission) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "submission.xlsx")
	if _, err := workbook.Write(context.Background(), path, s, workbook.Options{}); err != nil {
		t.Fatal(err)
	}
	return path
}
