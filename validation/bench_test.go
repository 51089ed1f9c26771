package validation_test

import (
	"fmt"
	"testing"

	"migraform/bench/large"
	"migraform/forms"
	"migraform/validation"
)

// BenchmarkCheckAll checks everything over; ns/cell is what one cell costs.
func BenchmarkCheckAll(b *testing.B) {
	for name, answer := range map[string]func(*forms.Questionnaire) *forms.Answers{
		"totals-entered": large.Answer, "totals-computed": large.AnswerLeaves, "half-filled": large.AnswerHalf} {
		for _, cells := range []int{10_000, 100_000, 1_000_000} {
			b.Run(fmt.Sprintf("%s/%d", name, cells), func(b *testing.B) {
				q := large.Questionnaire(cells)
				e := validation.New(q, answer(q), validation.Declared{})
				for b.Loop() {
					e.CheckAll()
				}
				b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(q.Cells), "ns/cell")
				b.ReportMetric(float64(len(e.Findings())), "findings")
			})
		}
	}
}

// BenchmarkNew is what opening a document costs once.
func BenchmarkNew(b *testing.B) {
	q := large.Questionnaire(1_000_000)
	answers := large.Answer(q)
	b.ReportAllocs()
	for b.Loop() {
		validation.New(q, answers, validation.Declared{})
	}
}

// BenchmarkUpdate is one edit in a million cells with all findings after it.
func BenchmarkUpdate(b *testing.B) {
	for name, answer := range map[string]func(*forms.Questionnaire) *forms.Answers{
		"totals-entered": large.Answer, "totals-computed": large.AnswerLeaves, "half-filled": large.AnswerHalf} {
		b.Run(name, func(b *testing.B) {
			q := large.Questionnaire(1_000_000)
			answers := answer(q)
			e := validation.New(q, answers, validation.Declared{})
			c := q.Cube("B9")
			cell := c.At(5, 3, 1, 0)
			for i := int64(0); b.Loop(); i++ {
				answers.Set(cell, forms.Count(i))
				e.Update([]forms.Cell{cell})
				e.Findings()
			}
		})
	}
}
