package table_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"migraform/export/table"
	"migraform/export/workbook"
	"migraform/forms"
	"migraform/forms/intake"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// submission asks one table by citizenship and year.
func submission(t *testing.T) workbook.Submission {
	countries := &forms.CodeList{ID: "citizenship", Concept: "citizenship", Codes: []forms.Code{
		{ID: "_T", Kind: forms.Total, Parent: -1}, {ID: "DNK", Parent: 0}, {ID: "NOR", Parent: 0, Forbidden: true}}}
	years := &forms.CodeList{ID: "years", Concept: "time", Codes: []forms.Code{{ID: "2024", Parent: -1}, {ID: "2025", Parent: -1}}}
	q := &forms.Questionnaire{Tables: []*forms.Table{{ID: "B4", Section: "B", Cubes: []*forms.Cube{{Name: "B4",
		Axes: []*forms.Axis{{Concept: "citizenship", List: countries}, {Concept: "time", List: years}}}}}}}
	q.Lay()
	s := workbook.Submission{Questionnaire: q, Answers: forms.NewAnswers(q.Cells), Notes: map[string]string{
		"B4/DNK/2024": "=1+1, \"so\"", "B4/DNK/2025": "not asked before"}}
	half, _ := forms.ParseNumber("-12.5")
	for address, a := range map[string]forms.Answer{
		"B4/_T/2024": forms.Count(0), "B4/_T/2025": {Status: forms.Withheld, Conf: forms.SmallCount}, "B4/DNK/2024": {Value: half, Status: forms.Estimated}} {
		cell, err := q.Cell(address)
		if err != nil {
			t.Fatal(err)
		}
		s.Answers.Set(cell, a)
	}
	return s
}

func TestTheLongTable(t *testing.T) {
	for _, test := range []struct {
		blank bool
		want  string
	}{
		{false, `table,cell,value,status,confidentiality,note
B4,B4/_T/2024,0,A,,
B4,B4/_T/2025,,Q,A,
B4,B4/DNK/2024,-12.5,E,,"'=1+1, ""so"""
B4,B4/DNK/2025,,,,not asked before
`},
		{true, `table,cell,value,status,confidentiality,note
B4,B4/_T/2024,,,,
B4,B4/_T/2025,,,,
B4,B4/DNK/2024,,,,
B4,B4/DNK/2025,,,,
`},
	} {
		var got strings.Builder
		if err := table.Write(&got, submission(t), test.blank); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(test.want, got.String()); diff != "" {
			t.Error(diff)
		}
	}
}

// What is written is what forms/intake reads.
func TestTheLongTableIsRead(t *testing.T) {
	s := submission(t)
	var written bytes.Buffer
	if err := table.Write(&written, s, false); err != nil {
		t.Fatal(err)
	}
	lines, err := intake.ReadLong(&written)
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range lines {
		cell, err := s.Questionnaire.Cell(line.Address)
		if err != nil {
			t.Fatal(err)
		}
		answer := line.Answer
		answer.Source = forms.SourceRef{}
		if !answer.Same(s.Answers.At(cell)) || table.Unquoted(line.Note) != s.Notes[line.Address] {
			t.Errorf("%s: read %+v, %q", line.Address, line.Answer, line.Note)
		}
	}
	if len(lines) != 4 {
		t.Errorf("%d lines", len(lines))
	}
}

func TestNoNoteBecomesAFormulaAndNoneIsLost(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		note := rapid.OneOf(rapid.String(), rapid.StringMatching(`[=+\-@'\t]{1,3}[a-z]*`)).Draw(t, "note")
		quoted := table.Quoted(note)
		if quoted != "" && strings.ContainsRune("=+-@\t\r", rune(quoted[0])) {
			t.Fatalf("%q would be a formula", quoted)
		}
		if got := table.Unquoted(quoted); got != note {
			t.Fatalf("%q came back as %q", note, got)
		}
	})
}

func TestAFailingWriterIsReported(t *testing.T) {
	if err := table.Write(full{}, submission(t), false); err == nil {
		t.Error("a full disk went unnoticed")
	}
}

type full struct{}

func (full) Write([]byte) (int, error) { return 0, errFull }

var errFull = errors.New("no room left")
