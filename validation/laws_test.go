package validation_test

import (
	"testing"

	"migraform/forms"
	"migraform/validation"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func anyAnswer(q *forms.Questionnaire, cell forms.Cell) *rapid.Generator[forms.Answer] {
	return rapid.Custom(func(t *rapid.T) forms.Answer {
		a := forms.Answer{Status: rapid.SampledFrom([]forms.Status{forms.Blank, forms.Normal, forms.Normal, forms.Normal, forms.Normal,
			forms.NotAvailable, forms.CannotExist, forms.Included, forms.Includes, forms.Provisional, forms.Break}).Draw(t, "status")}
		if a.Status.IsNumber() {
			a.Value = forms.Whole(rapid.OneOf(rapid.Int64Range(-1, 6), rapid.SampledFrom([]int64{10, 20, 50})).Draw(t, "value"))
			a.Conf = rapid.SampledFrom([]forms.Confidentiality{forms.Unstated, forms.Free}).Draw(t, "confidentiality")
		}
		if a.Status == forms.Included {
			a.Into = q.Address(forms.Cell(rapid.IntRange(0, q.Cells-1).Draw(t, "into")))
		}
		return a
	})
}

// declaredOtherwise changes one thing that an office declares.
func declaredOtherwise(t *rapid.T, q *forms.Questionnaire, d validation.Declared) validation.Declared {
	anyAnswers := func(most int) *forms.Answers {
		answers := forms.NewAnswers(q.Cells)
		for range rapid.IntRange(0, most).Draw(t, "sent") {
			cell := forms.Cell(rapid.IntRange(0, q.Cells-1).Draw(t, "cell"))
			answers.Set(cell, anyAnswer(q, cell).Draw(t, "answer"))
		}
		return answers
	}
	switch rapid.IntRange(0, 9).Draw(t, "declared") {
	case 0:
		d.RoundingBase = rapid.SampledFrom([]int64{0, 3, 5}).Draw(t, "base")
	case 1:
		d.Rounding = rapid.SampledFrom([]validation.Rounding{validation.ToNearest, validation.AtRandom, validation.Controlled}).Draw(t, "rounding")
	case 2:
		apart := rapid.SampledFrom([]string{"", "X", "Y", "Z"}).Draw(t, "apart")
		d.SourcesDiffer = func(a, b string) bool { return a != b && (a == apart || b == apart) }
	case 3:
		from := rapid.SampledFrom([]string{"", "Y", "Z"}).Draw(t, "survey")
		d.Survey = func(table string) bool { return table == from }
	case 4:
		d.Threshold = rapid.SampledFrom([]int64{-1, 0, 5}).Draw(t, "threshold")
	case 5:
		d.Finished = map[string]bool{rapid.SampledFrom([]string{"X", "Y"}).Draw(t, "finished"): true}
	case 6:
		questions := map[string]string{"M2.age": rapid.SampledFrom([]string{"", "completed", "reached"}).Draw(t, "age"), "M2.flow": rapid.SampledFrom([]string{"a", "b"}).Draw(t, "flow")}
		d.Questions, d.Holds = questions, func(string) bool { return questions["M2.flow"] == "a" }
	case 7:
		d.Before = nil
		if rapid.Bool().Draw(t, "before") {
			d.Before = &validation.Reference{Year: 2023, Answers: anyAnswers(30), Questions: map[string]string{"M2.age": "reached"}, Past: map[validation.Then]forms.Answer{}}
			for range rapid.IntRange(0, 10).Draw(t, "past") {
				d.Before.Past[validation.Then{First: forms.Cell(rapid.IntRange(0, q.Cells-1).Draw(t, "first")), Years: 1}] = forms.Count(rapid.Int64Range(0, 9).Draw(t, "then"))
			}
		}
	case 8:
		d.Sent = &validation.Sent{On: "2025-11-01", Answers: anyAnswers(30)}
	default:
		d.Partners = nil
		for range rapid.IntRange(0, 5).Draw(t, "partners") {
			d.Partners = append(d.Partners, validation.Partner{Cell: forms.Cell(rapid.IntRange(0, q.Cells-1).Draw(t, "cell")), Country: "SWE", Value: forms.Whole(3)})
		}
	}
	return d
}

// TestCheckingAfterEachEditIsCheckingAtOnce changes figures, footnotes and what
// is declared: what is said then is what is said from scratch, in whatever
// order the figures came, and what was said before once all is taken back.
func TestCheckingAfterEachEditIsCheckingAtOnce(t *testing.T) {
	q := small()
	rapid.Check(t, func(t *rapid.T) {
		answers := forms.NewAnswers(q.Cells)
		notes := map[forms.Cell]bool{}
		declared := validation.Declared{Finished: map[string]bool{"Y": true}, Questions: map[string]string{"M2.age": "completed", "M2.flow": "a"},
			Noted: func(cell forms.Cell) bool { return notes[cell] }}
		begun := declared
		e := validation.New(q, answers, declared)
		before := inFull(q, e.Findings())
		edited := rapid.SampledFrom([]int{0, 0, q.Cells - 70}).Draw(t, "edited from")
		anyCell := rapid.Map(rapid.IntRange(edited, q.Cells-1), func(i int) forms.Cell { return forms.Cell(i) })
		for range rapid.IntRange(1, 60).Draw(t, "edits") {
			switch rapid.IntRange(0, 11).Draw(t, "edit") {
			case 0:
				declared = declaredOtherwise(t, q, declared)
				e.Declare(declared)
			case 1:
				cell := anyCell.Draw(t, "noted")
				notes[cell] = !notes[cell]
				e.Note(declared.Noted, []forms.Cell{cell})
			default:
				cells := rapid.SliceOfN(anyCell, 1, 3).Draw(t, "cells")
				for _, cell := range cells {
					answers.Set(cell, anyAnswer(q, cell).Draw(t, "answer"))
				}
				e.Update(cells)
			}
		}
		fresh := validation.New(q, answers, declared)
		if diff := cmp.Diff(inFull(q, fresh.Findings()), inFull(q, e.Findings())); diff != "" {
			t.Fatalf("findings (- from scratch, + after each edit):\n%s", diff)
		}
		for cell := range forms.Cell(q.Cells) {
			n, complete, ok := e.Shown(cell)
			if m, freshComplete, freshOK := fresh.Shown(cell); n != m || complete != freshComplete || ok != freshOK {
				t.Fatalf("%s shows %v %v %v; from scratch %v %v %v", q.Address(cell), n, complete, ok, m, freshComplete, freshOK)
			}
		}
		var order []forms.Cell
		for cell := range forms.Cell(q.Cells) {
			order = append(order, cell)
		}
		order = rapid.Permutation(order).Draw(t, "order")
		other := forms.NewAnswers(q.Cells)
		ordered := validation.New(q, other, declared)
		for _, cell := range order {
			if a := answers.At(cell); !a.IsBlank() {
				other.Set(cell, a)
				ordered.Update([]forms.Cell{cell})
			}
		}
		if diff := cmp.Diff(inFull(q, fresh.Findings()), inFull(q, ordered.Findings())); diff != "" {
			t.Fatalf("findings (- from scratch, + in another order):\n%s", diff)
		}
		for _, cell := range order {
			answers.Set(cell, forms.Answer{})
			notes[cell] = false
			e.Update([]forms.Cell{cell})
		}
		e.Declare(begun)
		if diff := cmp.Diff(before, inFull(q, e.Findings())); diff != "" {
			t.Fatalf("findings (- before, + when all is taken back):\n%s", diff)
		}
	})
}
