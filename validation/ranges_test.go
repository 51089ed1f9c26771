package validation_test

import (
	"strings"
	"testing"

	"migraform/forms"
	"migraform/forms/words"
	"migraform/validation"

	"pgregory.net/rapid"
)

func TestRangesThatAreEmpty(t *testing.T) {
	q := norway(t)
	america := `
		C1/BMU/M/2025 5
		C1/CAN/M/2025 15
		C1/GRL/M/2025 0
		C1/SPM/M/2025 0
		C1/USA/M/2025 - O
		C1/021/M/2025 90`
	for name, c := range map[string]struct {
		figures string
		want    string // the sentence, "" where nothing fails
	}{
		"two sums leave one figure different values": {america + `
			C1/USA/_T/2025 100
			C1/USA/F/2025 40`,
			"C1 (United States of America, Both sexes, 2025): the figures that are missing here would have to come to 60, but by other sums they come to 70: nothing fits."},
		"two sums leave one figure the same value": {america + `
			C1/USA/_T/2025 110
			C1/USA/F/2025 40`, ""},
		"rows leave less than the column needs": {`
			C1/021/M/2025 50
			C1/BMU/M/2025 10
			C1/CAN/M/2025 - O
			C1/USA/M/2025 - O
			C1/GRL/M/2025 0
			C1/SPM/M/2025 0
			C1/CAN/_T/2025 15
			C1/CAN/F/2025 - O
			C1/USA/_T/2025 20
			C1/USA/F/2025 - O`,
			"C1 (Northern America, Men, 2025): the figures that are missing here would have to come to 40, but other sums leave at most 35 for them: nothing fits."},
		"through a total that is missing itself": {`
			C1/021/M/2025 - O
			C1/BMU/M/2025 10
			C1/CAN/M/2025 20
			C1/USA/M/2025 30
			C1/GRL/M/2025 0
			C1/SPM/M/2025 0
			C1/021/_T/2025 59
			C1/021/F/2025 - O`,
			"C1: the parts of Northern America (Both sexes, 2025) that are known come to 60 already, the total says 59: 1 too many, though parts are still missing."},
		"through the same quantity in another table": {`
			B1/_T/NAT/F/2025 - O
			B1/_T/_T/F/2025 100
			B1/_T/FOR/F/2025 40
			B2/NOR/F/2025 - O
			B2/NOR/_T/2025 110
			B2/NOR/M/2025 45`,
			"B2 (Norway, Women, 2025): whatever stood for the figures that are missing, the two sides would be at least 5 apart, because of what other sums leave for them: nothing fits."},
	} {
		t.Run(name, func(t *testing.T) {
			e := validation.New(q, answered(t, q, c.figures), validation.Declared{Threshold: -1})
			var said []string
			for _, f := range e.Failing() {
				if f.Severity == validation.Error {
					said = append(said, words.In("en").Message(f.Message))
				}
			}
			if got := strings.Join(said, "\n"); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

// filled answers all cells of the small questionnaire consistently, leaves up
// to a number.
func filled(t *rapid.T, q *forms.Questionnaire, most int64) *forms.Answers {
	answers := forms.NewAnswers(q.Cells)
	set := func(address string, n forms.Number) {
		cell, err := q.Cell(address)
		if err != nil {
			t.Fatal(err)
		}
		answers.Set(cell, forms.Answer{Value: n, Status: forms.Normal})
	}
	value := func(address string) forms.Number {
		cell, _ := q.Cell(address)
		return answers.Values[cell]
	}
	any := func(label string) forms.Number { return forms.Whole(rapid.Int64Range(0, most).Draw(t, label)) }
	sexes := []string{"M", "F", "_U"}
	for _, year := range []string{"2024", "2025"} {
		for _, s := range sexes {
			for _, p := range []string{"A", "B", "C"} {
				set("Y/"+p+"/"+s+"/"+year, any("leaf"))
			}
		}
		for _, p := range []string{"A", "B", "C"} {
			set("Y/"+p+"/_T/"+year, value("Y/"+p+"/M/"+year)+value("Y/"+p+"/F/"+year)+value("Y/"+p+"/_U/"+year))
		}
		for _, s := range append(sexes, "_T") {
			a, b, c := value("Y/A/"+s+"/"+year), value("Y/B/"+s+"/"+year), value("Y/C/"+s+"/"+year)
			set("Y/N/"+s+"/"+year, a+b)
			set("Y/REST/"+s+"/"+year, b+c)
			set("Y/_T/"+s+"/"+year, a+b+c)
			start := value("X/END/" + s + "/2024")
			if year == "2024" && s != "_T" {
				start = any("start")
			} else if year == "2024" {
				start = value("X/START/M/2024") + value("X/START/F/2024") + value("X/START/_U/2024")
			}
			set("X/START/"+s+"/"+year, start)
			set("X/IN/"+s+"/"+year, a+b+c)
			set("X/ADJ/"+s+"/"+year, 0)
			set("X/END/"+s+"/"+year, start+a+b+c)
		}
		end := value("X/END/_T/" + year)
		set("Z/A/"+year, end)
		set("Z/B/"+year, 0)
		set("Z/C/"+year, 0)
		set("Z/N/"+year, end)
		set("Z/REST/"+year, 0)
		set("Z/_T/"+year, end)
	}
	return answers
}

func errors(e *validation.Engine) []validation.Finding {
	var found []validation.Finding
	for _, f := range e.Failing() {
		if f.Severity == validation.Error {
			found = append(found, f)
		}
	}
	return found
}

// TestWhatCanBeFilledInIsNotAccused takes figures out of consistent answers:
// those that were there fit, so no range may be said to be empty.
func TestWhatCanBeFilledInIsNotAccused(t *testing.T) {
	q := small()
	rapid.Check(t, func(t *rapid.T) {
		answers := filled(t, q, 3)
		if found := errors(validation.New(q, answers, validation.Declared{Threshold: -1})); len(found) > 0 {
			t.Fatalf("not consistent: %v", told(q, found))
		}
		for range rapid.IntRange(0, 70).Draw(t, "gaps") {
			cell := forms.Cell(rapid.IntRange(0, int(q.Cube("V").First)-1).Draw(t, "gap"))
			answers.Set(cell, forms.Answer{Status: rapid.SampledFrom([]forms.Status{forms.NotAvailable, forms.NotCollected}).Draw(t, "status")})
		}
		if found := errors(validation.New(q, answers, validation.Declared{Threshold: -1})); len(found) > 0 {
			t.Fatalf("accused: %v", told(q, found))
		}
	})
}

// TestRangesAgainstTrying compares with trying all figures from 0 to 12 for a
// few gaps in one year of one table: what is said to be empty has no figures
// that fit, and with one gap the reverse is true as well.
func TestRangesAgainstTrying(t *testing.T) {
	q := small()
	y := q.Cube("Y")
	rapid.Check(t, func(t *rapid.T) {
		all := filled(t, q, 1)
		answers := forms.NewAnswers(q.Cells)
		var cells []forms.Cell
		for cell := y.First; cell < y.First+forms.Cell(y.Cells); cell++ {
			if y.Code(cell, 2).ID == "2025" {
				cells = append(cells, cell)
				answers.Set(cell, all.At(cell))
			}
		}
		var gaps []forms.Cell
		for range rapid.IntRange(1, 2).Draw(t, "gaps") {
			gap := rapid.SampledFrom(cells).Draw(t, "gap")
			answers.Set(gap, forms.Answer{Status: forms.NotAvailable})
			gaps = append(gaps, gap)
		}
		for range rapid.IntRange(0, 3).Draw(t, "wrong ones") {
			wrong := rapid.SampledFrom(cells).Draw(t, "wrong")
			if a := answers.At(wrong); a.Status == forms.Normal {
				a.Value = max(0, a.Value+forms.Whole(rapid.Int64Range(-2, 2).Draw(t, "by")))
				answers.Set(wrong, a)
			}
		}
		single, empty := false, false
		for _, f := range errors(validation.New(q, answers, validation.Declared{Threshold: -1})) {
			if strings.HasPrefix(f.Message.ID, "finding.empty") {
				empty = true
			} else {
				single = true
			}
		}
		if single {
			return // a sum fails by what is known: that is to be settled first
		}
		fits := false
		var try func(n int)
		try = func(n int) {
			if n == len(gaps) {
				fits = fits || len(errors(validation.New(q, answers, validation.Declared{Threshold: -1}))) == 0
				return
			}
			was := answers.At(gaps[n])
			for value := int64(0); value <= 12 && !fits; value++ {
				answers.Set(gaps[n], forms.Count(value))
				try(n + 1)
			}
			answers.Set(gaps[n], was)
		}
		try(0)
		switch {
		case empty && fits:
			t.Fatal("said to be empty, but figures fit")
		case !empty && !fits && len(gaps) == 1:
			t.Fatal("no figure fits, and nothing was said")
		}
	})
}
