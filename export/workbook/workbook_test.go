package workbook_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"os"
	"path/filepath"
	"testing"

	"migraform/export/workbook"
	"migraform/forms"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func TestWhatIsWrittenIsReadBack(t *testing.T) {
	s := submission(t)
	path := filepath.Join(t.TempDir(), "NOR 2025.xlsx")
	result, err := workbook.Write(context.Background(), path, s, workbook.Options{})
	if err != nil {
		t.Fatal(err)
	}
	c, err := workbook.Read(context.Background(), path)
	if err != nil {
		t.Fatal(err)
	}
	if len(c.Problems) > 0 || len(c.Edited()) > 0 {
		t.Errorf("problems %v, edited %v", c.Problems, c.Edited())
	}
	if d := workbook.Compare(c, s.Questionnaire, s.Answers); len(d) > 0 {
		t.Errorf("%d differences, first %+v", len(d), d[0])
	}
	if diff := cmp.Diff(s.Notes, c.Notes); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(s.Questions, c.Questions); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(s.Findings, c.Findings); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(s.Sources, c.Sources); diff != "" {
		t.Error(diff)
	}
	m := c.Manifest
	if m.Country != "NOR" || m.Year != "2025" || m.Document != "d-1" || m.Answers != "f00d" || m.Fingerprint != result.Fingerprint || !m.Created.Equal(s.Created) {
		t.Errorf("manifest %+v", m)
	}
	file, _ := os.ReadFile(path)
	if sum := sha256.Sum256(file); hex.EncodeToString(sum[:]) != result.SHA256 || int64(len(file)) != result.Bytes {
		t.Errorf("the result names another file: %+v", result)
	}
}

func TestTheSameSubmissionGivesTheSameBytes(t *testing.T) {
	a, _ := os.ReadFile(wrote(t, submission(t)))
	for range 3 {
		b, _ := os.ReadFile(wrote(t, submission(t)))
		if !bytes.Equal(a, b) {
			t.Fatal("two exports of one submission differ")
		}
	}
}

// Whatever an office answers comes back as it was.
func TestAnyAnswersComeBack(t *testing.T) {
	q := questionnaire()
	folder := t.TempDir()
	answer := rapid.Custom(func(t *rapid.T) forms.Answer {
		a := forms.Answer{Status: rapid.SampledFrom(append([]forms.Status{forms.Blank, forms.Blank}, forms.Statuses...)).Draw(t, "status")}
		if a.IsBlank() {
			return a
		}
		if a.Status.IsNumber() {
			a.Value = forms.Number(rapid.OneOf(rapid.Int64Range(-int64(forms.Largest), int64(forms.Largest)),
				rapid.Map(rapid.Int64Range(-2000, 2000), func(n int64) int64 { return n * int64(forms.One) })).Draw(t, "value"))
		}
		a.Conf = rapid.SampledFrom(append([]forms.Confidentiality{forms.Unstated, forms.Unstated}, forms.Confidentialities...)).Draw(t, "confidentiality")
		if a.Status == forms.Included {
			a.Into = rapid.SampledFrom([]string{"", "B2/SWE/F/2025"}).Draw(t, "into")
		}
		return a
	})
	rapid.Check(t, func(t *rapid.T) {
		answers := forms.NewAnswers(q.Cells)
		for cell := range forms.Cell(q.Cells) {
			answers.Set(cell, answer.Draw(t, "answer"))
		}
		anyText := rapid.StringOfN(rapid.Rune(), 1, 40, -1)
		s := workbook.Submission{Questionnaire: q, Answers: answers, Shown: computed(q, answers), Language: rapid.SampledFrom([]string{"en", "fr", "ar"}).Draw(t, "language"),
			Notes: map[string]string{"B2/NOR/F/2025": anyText.Draw(t, "note")}, Office: anyText.Draw(t, "office")}
		path := filepath.Join(folder, "any.xlsx")
		if _, err := workbook.Write(context.Background(), path, s, workbook.Options{Force: true}); err != nil {
			t.Fatal(err)
		}
		c, err := workbook.Read(context.Background(), path)
		if err != nil {
			t.Fatal(err)
		}
		read, problems := c.Answers(q)
		if len(problems) > 0 {
			t.Fatal(problems[0].Error())
		}
		for cell := range forms.Cell(q.Cells) {
			if !read.At(cell).Same(answers.At(cell)) {
				t.Fatalf("%s: wrote %+v, read %+v", q.Address(cell), answers.At(cell), read.At(cell))
			}
		}
	})
}

func TestAPartHoldsOnlyThatPart(t *testing.T) {
	s := submission(t)
	s.Parts = []string{"B"}
	c, err := workbook.Read(context.Background(), wrote(t, s))
	if err != nil {
		t.Fatal(err)
	}
	if len(c.Tables) != 1 || c.Tables[0].Cube != "B2" {
		t.Errorf("tables %+v", c.Tables)
	}
	if d := workbook.Compare(c, s.Questionnaire, s.Answers); len(d) > 0 {
		t.Errorf("a cube that was left out counts as a difference: %+v", d[0])
	}
}

func TestABlankFormHoldsNoAnswer(t *testing.T) {
	s := submission(t)
	s.Blank = true
	c, err := workbook.Read(context.Background(), wrote(t, s))
	if err != nil {
		t.Fatal(err)
	}
	c.Each(func(address, _, _ string, a forms.Answer) { t.Errorf("%s holds %+v", address, a) })
	if len(c.Notes) > 0 || c.Questions[0].Answer != "" {
		t.Errorf("notes %v, questions %v", c.Notes, c.Questions)
	}
}
