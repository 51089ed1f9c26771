package workbook_test

import (
	"context"
	"path/filepath"
	"slices"
	"testing"

	"migraform/export/workbook"
	"migraform/forms"

	"github.com/xuri/excelize/v2"
)

// edited writes the submission, edits the workbook as a person would, and
// reads it again.
func edited(t *testing.T, s workbook.Submission, edit func(file *excelize.File, cell func(address string) (sheet, cell string))) *workbook.Contents {
	t.Helper()
	path := wrote(t, s)
	before, err := workbook.Read(context.Background(), path)
	if err != nil {
		t.Fatal(err)
	}
	places := map[string][2]string{}
	before.Places(func(address, sheet, cell string) { places[address] = [2]string{sheet, cell} })
	file, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	edit(file, func(address string) (string, string) { return places[address][0], places[address][1] })
	saved := filepath.Join(t.TempDir(), "edited.xlsx")
	if err := file.SaveAs(saved); err != nil {
		t.Fatal(err)
	}
	file.Close()
	c, err := workbook.Read(context.Background(), saved)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestWhatAPersonTypes(t *testing.T) {
	number := func(text string, status forms.Status) forms.Answer {
		n, err := forms.ParseNumber(text)
		if err != nil {
			t.Fatal(err)
		}
		return forms.Answer{Value: n, Status: status}
	}
	tests := []struct {
		typed   any
		want    forms.Answer
		problem string
	}{
		{1234, number("1234", 'A'), ""}, {0, number("0", 'A'), ""}, {-5, number("-5", 'A'), ""}, {0.30000000000000004, number("0.3", 'A'), ""},
		{1.5e6, number("1500000", 'A'), ""}, {"1 234", number("1234", 'A'), ""}, {"1,234", number("1234", 'A'), ""}, {"1234 p", number("1234", 'P'), ""},
		{"12E", number("12", 'E'), ""}, {"–", number("0", 'A'), ""}, {"-", number("0", 'A'), ""}, {" … ", forms.Answer{Status: 'O'}, ""},
		{"...", forms.Answer{Status: 'O'}, ""}, {"..", forms.Answer{Status: 'M'}, ""}, {"x", forms.Answer{Status: 'K'}, ""},
		{"c", forms.Answer{Status: 'Q'}, ""}, {"", forms.Answer{}, ""}, {nil, forms.Answer{}, ""},
		{"about 12", forms.Answer{}, "not_an_answer"}, {"p", forms.Answer{}, "not_an_answer"}, {true, forms.Answer{}, "not_an_answer"},
		{"=1+1", forms.Answer{}, "not_an_answer"}, {12.34567, forms.Answer{}, "too_fine"}, {1e15, forms.Answer{}, "too_large"},
		{"999999999999999", forms.Answer{}, "too_large"},
	}
	for _, test := range tests {
		s := submission(t)
		const address = "B2/NOR/M/2025"
		var where string
		c := edited(t, s, func(file *excelize.File, cell func(string) (string, string)) {
			sheet, name := cell(address)
			where = name
			if err := file.SetCellValue(sheet, name, test.typed); err != nil {
				t.Fatal(err)
			}
		})
		answers, _ := c.Answers(s.Questionnaire)
		if got := answers.At(at(t, s.Questionnaire, address)); !got.Same(test.want) {
			t.Errorf("%v is read as %+v, want %+v", test.typed, got, test.want)
		}
		switch {
		case test.problem == "" && len(c.Problems) > 0:
			t.Errorf("%v: %s", test.typed, c.Problems[0].Error())
		case test.problem != "" && (len(c.Problems) != 1 || c.Problems[0].Kind != test.problem || c.Problems[0].Cell != where):
			t.Errorf("%v: problems %v, want %s at %s", test.typed, c.Problems, test.problem, where)
		}
		if got := c.Edited(); !slices.Equal(got, []string{"B2"}) {
			t.Errorf("%v: edited sheets %v", test.typed, got)
		}
	}
}

func TestAMarkHoldsWhileItsFigureStands(t *testing.T) {
	s := submission(t)
	const provisional, included = "B2/SWE/F/2025", "B2/DNK/F/2025"
	c := edited(t, s, func(file *excelize.File, cell func(string) (string, string)) {
		sheet, name := cell(provisional)
		file.SetCellValue(sheet, name, 1234)
	})
	answers, _ := c.Answers(s.Questionnaire)
	if got := answers.At(at(t, s.Questionnaire, provisional)); got.Value != forms.Whole(1234) || got.Status != forms.Normal {
		t.Errorf("the corrected figure is %+v", got)
	}
	if len(c.Problems) != 1 || c.Problems[0].Kind != "flag_dropped" {
		t.Errorf("problems %v", c.Problems)
	}
	if got := answers.At(at(t, s.Questionnaire, included)); got.Into != provisional {
		t.Errorf("another mark was lost: %+v", got)
	}
}

func TestATotalEnteredOverItsFormulaIsAnAnswer(t *testing.T) {
	s := submission(t)
	const total, leaf = "B2/_T/_T/2024", "B2/NOR/M/2025"
	c := edited(t, s, func(file *excelize.File, cell func(string) (string, string)) {
		sheet, name := cell(total)
		file.SetCellFormula(sheet, name, "")
		file.SetCellValue(sheet, name, 3300)
	})
	answers, _ := c.Answers(s.Questionnaire)
	if got := answers.At(at(t, s.Questionnaire, total)); !got.Same(forms.Count(3300)) {
		t.Errorf("the total is %+v", got)
	}
	if d := workbook.Compare(c, s.Questionnaire, s.Answers); len(d) != 1 || d[0].Address != total {
		t.Errorf("differences %+v", d)
	}
}

// Rows that were inserted and sorted, and names in another language, do no
// harm: the hidden codes are what counts.
func TestPositionAndLanguageDoNotMatter(t *testing.T) {
	s := submission(t)
	c := edited(t, s, func(file *excelize.File, cell func(string) (string, string)) {
		sheet, norway := cell("B2/NOR/_T/2024")
		_, stateless := cell("B2/STLS/_T/2024")
		_, first, _ := excelize.CellNameToCoordinates(norway)
		_, last, _ := excelize.CellNameToCoordinates(stateless)
		swapRows(t, file, sheet, first, last)
		col, _, _ := excelize.CellNameToCoordinates(norway)
		name, _ := excelize.ColumnNumberToName(col)
		for _, err := range []error{file.InsertRows(sheet, 1, 2), file.InsertRows(sheet, first+3, 1), file.InsertCols(sheet, name, 1),
			file.SetCellValue(sheet, "C"+itoa(first+2), "Sin nacionalidad"), file.SetSheetName(sheet, "Inmigración")} {
			if err != nil {
				t.Fatal(err)
			}
		}
	})
	for _, p := range c.Problems {
		t.Error(p.Error())
	}
	if d := workbook.Compare(c, s.Questionnaire, s.Answers); len(d) > 0 {
		t.Errorf("%d differences, first %+v", len(d), d[0])
	}
	if edited := c.Edited(); len(edited) > 0 {
		t.Errorf("the same answers count as edited: %v", edited)
	}
}

// Sorting the visible columns only parts the figures from their codes: that
// cannot be mended, but it is noticed.
func TestRowsSortedWithoutTheirCodes(t *testing.T) {
	s := submission(t)
	var where string
	c := edited(t, s, func(file *excelize.File, cell func(string) (string, string)) {
		sheet, norway := cell("B2/NOR/M/2025")
		_, row, _ := excelize.CellNameToCoordinates(norway)
		where = "C" + itoa(row)
		file.SetCellValue(sheet, where, "Suède")
	})
	if len(c.Problems) != 1 || c.Problems[0].Kind != "name_moved" || c.Problems[0].Cell != where {
		t.Errorf("problems %v, want one at %s", c.Problems, where)
	}
}

// Nothing that stands among the figures is passed over in silence.
func TestWhatBelongsNowhereIsReported(t *testing.T) {
	s := submission(t)
	c := edited(t, s, func(file *excelize.File, cell func(string) (string, string)) {
		sheet, norway := cell("B2/NOR/M/2025")
		col, row, _ := excelize.CellNameToCoordinates(norway)
		file.InsertRows(sheet, row, 1)
		added, _ := excelize.CoordinatesToCellName(col, row)
		file.SetCellValue(sheet, added, 77)
		beside, _ := excelize.CoordinatesToCellName(40, row+1)
		file.SetCellValue(sheet, beside, "sum checked")
		file.SetCellValue(sheet, "A"+itoa(row+2), "citizenship:oops")
	})
	var kinds []string
	for _, p := range c.Problems {
		if !slices.Contains(kinds, p.Kind) {
			kinds = append(kinds, p.Kind)
		}
	}
	for _, want := range []string{"row_without_code", "column_without_code", "bad_code"} {
		if !slices.Contains(kinds, want) {
			t.Errorf("no %s among %v", want, kinds)
		}
	}
}

func TestAWorkbookOfAnotherQuestionnaire(t *testing.T) {
	s := submission(t)
	c, err := workbook.Read(context.Background(), wrote(t, s))
	if err != nil {
		t.Fatal(err)
	}
	next := questionnaire()
	next.Tables[1].Cubes[0].Axes[2].List = &forms.CodeList{ID: "years", Concept: "time", Codes: []forms.Code{{ID: "2025", Parent: -1}, {ID: "2026", Parent: -1}}}
	next.Tables = next.Tables[1:]
	next.Lay()
	answers, problems := c.Answers(next)
	if got := answers.At(at(t, next, "B2/NOR/M/2025")); !got.Same(forms.Count(333)) {
		t.Errorf("a figure that both ask for is %+v", got)
	}
	if len(problems) == 0 || problems[0].Kind != "unknown_table" || problems[len(problems)-1].Kind != "unknown_code" {
		t.Errorf("problems %v", problems)
	}
}

func TestAChangedAnswerToAQuestion(t *testing.T) {
	s := submission(t)
	c := edited(t, s, func(file *excelize.File, _ func(string) (string, string)) {
		rows, _ := file.GetRows("Sources and definitions")
		for i, row := range rows {
			for j, text := range row {
				if text == "12 months" && j == 8 {
					name, _ := excelize.CoordinatesToCellName(j+1, i+1)
					file.SetCellValue("Sources and definitions", name, "6 mois")
				}
			}
		}
	})
	if got := c.Questions[0]; got.Answer != "6m" || got.Text != "6 mois" {
		t.Errorf("read %+v", got)
	}
}

func swapRows(t *testing.T, file *excelize.File, sheet string, a, b int) {
	t.Helper()
	for col := 1; col <= 11; col++ {
		from, _ := excelize.CoordinatesToCellName(col, a)
		to, _ := excelize.CoordinatesToCellName(col, b)
		if formula, _ := file.GetCellFormula(sheet, from); formula != "" {
			continue
		}
		x, _ := file.GetCellValue(sheet, from, excelize.Options{RawCellValue: true})
		y, _ := file.GetCellValue(sheet, to, excelize.Options{RawCellValue: true})
		for name, text := range map[string]string{from: y, to: x} {
			if n, err := forms.ParseNumber(text); err == nil {
				file.SetCellValue(sheet, name, n.Float())
			} else if text == "" {
				file.SetCellValue(sheet, name, nil)
			} else {
				file.SetCellValue(sheet, name, text)
			}
		}
	}
}

func itoa(n int) string { return forms.Whole(int64(n)).String() }
