package validation_test

import (
	"math/rand/v2"
	"testing"

	"migraform/forms"
	"migraform/validation"

	"github.com/google/go-cmp/cmp"
)

// TestAThousandEdits makes a thousand edits one by one, compares with
// checking from scratch, makes the same answers in another order, and takes
// all back again.
func TestAThousandEdits(t *testing.T) {
	for name, q := range map[string]*forms.Questionnaire{"small": small(), "norway": norway(t)} {
		t.Run(name, func(t *testing.T) {
			random := rand.New(rand.NewPCG(7, 8))
			answers := forms.NewAnswers(q.Cells)
			e := validation.New(q, answers, validation.Declared{})
			before := inFull(q, e.Findings())
			type edit struct {
				cell     forms.Cell
				was, now forms.Answer
			}
			var edits []edit
			statuses := []forms.Status{forms.Normal, forms.Normal, forms.Normal, forms.Normal, forms.NotAvailable, forms.Blank, forms.Provisional, forms.Break}
			for range 1000 {
				cell := forms.Cell(random.IntN(q.Cells))
				if name == "norway" { // near each other, so that they meet
					cell = q.Cube("A1").First + forms.Cell(random.IntN(300))
				}
				now := forms.Answer{Status: statuses[random.IntN(len(statuses))]}
				if now.Status.IsNumber() {
					now.Value = forms.Whole(random.Int64N(300))
				}
				edits = append(edits, edit{cell, answers.At(cell), now})
				answers.Set(cell, now)
				e.Update([]forms.Cell{cell})
			}
			keys := map[string]bool{}
			for _, f := range e.Findings() {
				if keys[f.Key] {
					t.Errorf("two findings have the key %q: an explanation would settle both", f.Key)
				}
				keys[f.Key] = true
			}
			after := inFull(q, e.Findings())
			if len(after) < 20 {
				t.Fatalf("only %d findings: the edits show nothing", len(after))
			}
			if diff := cmp.Diff(inFull(q, validation.New(q, answers, validation.Declared{}).Findings()), after); diff != "" {
				t.Errorf("(- from scratch, + after each edit)\n%s", diff)
			}
			other := forms.NewAnswers(q.Cells)
			shuffled := validation.New(q, other, validation.Declared{})
			for _, i := range random.Perm(q.Cells) {
				if a := answers.At(forms.Cell(i)); !a.IsBlank() {
					other.Set(forms.Cell(i), a)
					shuffled.Update([]forms.Cell{forms.Cell(i)})
				}
			}
			if diff := cmp.Diff(after, inFull(q, shuffled.Findings())); diff != "" {
				t.Errorf("(- in one order, + in another)\n%s", diff)
			}
			for i := len(edits) - 1; i >= 0; i-- {
				answers.Set(edits[i].cell, edits[i].was)
				e.Update([]forms.Cell{edits[i].cell})
			}
			if diff := cmp.Diff(before, inFull(q, e.Findings())); diff != "" {
				t.Errorf("(- before, + when all is undone)\n%s", diff)
			}
		})
	}
}
