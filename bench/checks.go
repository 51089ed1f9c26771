package main

import (
	"fmt"
	"runtime"
	"time"

	"migraform/bench/large"
	"migraform/forms"
	"migraform/validation"
)

// answered are the states of a document that are measured.
var answered = map[string]func(*forms.Questionnaire) *forms.Answers{
	"totals entered":            large.Answer,
	"totals computed":           large.AnswerLeaves,
	"half filled":               large.AnswerHalf,
	"many errors":               large.AnswerWrong,
	"restless":                  large.AnswerRestless,
	"restless, totals computed": large.AnswerRestlessLeaves,
	"restless, half filled":     func(q *forms.Questionnaire) *forms.Answers { return large.Halve(q, large.AnswerRestless(q)) },
	roundedVariant:              func(q *forms.Questionnaire) *forms.Answers { return large.Round(q, large.AnswerRestless(q), 5) },
}

// roundedVariant is the state in which rounding is declared.
const roundedVariant = "restless, rounded to 5 as declared"

// declaredIn is what the office declares in a state.
func declaredIn(variant string) validation.Declared {
	if variant == roundedVariant {
		return validation.Declared{RoundingBase: 5}
	}
	return validation.Declared{}
}

// measureChecks times all checks of questionnaires of many sizes, and says
// what a cell costs: in proportion means that the cost of a cell stays.
func measureChecks(s settings, t *table) error {
	sizes := []int{10_000, 100_000, 1_000_000, 10_000_000}
	if s.quick {
		sizes = sizes[:2]
	}
	var first float64
	for _, cells := range sizes {
		o, err := child(childOrder{Job: "checks", Cells: cells, Variant: "totals entered", Times: s.times(max(3, min(200, 20_000_000/cells)))}, s.times(2), "GOMAXPROCS=1")
		if err != nil {
			return err
		}
		each := float64(o.Took) / float64(o.Figures)
		t.within("all checks, "+grouped(o.Figures)+" cells", o.Took, 50*time.Millisecond*time.Duration(o.Figures)/1_000_000,
			fmt.Sprintf("%.1f ns a cell, one core; built once in %s, %.0f bytes a cell", each, span(o.Parts["built"]), o.Amounts["bytes a cell"]))
		if first == 0 {
			first = each
		}
		if cells == sizes[len(sizes)-1] {
			// Twice is what caches explain: the small sizes fit into them.
			t.add(row{"cost of a cell, largest to smallest", fmt.Sprintf("%.2f ×", each/first), "≤ 2 ×", each / first / 2, "in proportion, but for caches"})
		}
	}
	cells := s.sized(1_000_000, 100_000)
	for _, variant := range []string{"totals computed", "half filled", "many errors",
		"restless", "restless, totals computed", "restless, half filled", roundedVariant} {
		o, err := child(childOrder{Job: "checks", Cells: cells, Variant: variant, Times: s.times(10)}, s.times(2), "GOMAXPROCS=1")
		if err != nil {
			return err
		}
		t.within("the same, "+variant, o.Took, 50*time.Millisecond*time.Duration(o.Figures)/1_000_000,
			fmt.Sprintf("%.1f ns a cell; %s fail, %s cannot be told; %.0f bytes a cell, peak %s", float64(o.Took)/float64(o.Figures),
				grouped(int(o.Amounts["failing"])), grouped(int(o.Amounts["unsure"])), o.Amounts["bytes a cell"], bytesOf(o.Peak)))
	}
	return nil
}

func checkJob(order childOrder) (outcome, error) {
	q := large.Questionnaire(order.Cells)
	answers := answered[order.Variant](q)
	before := held()
	start := time.Now()
	e := validation.New(q, answers, declaredIn(order.Variant))
	built := time.Since(start)
	after := held()
	took, err := stopwatch(order.Times, func() error { e.CheckAll(); return nil })
	if err != nil {
		return outcome{}, err
	}
	unsure := 0
	for _, table := range q.Tables {
		unsure += e.Unsure(table)
	}
	o := outcome{Took: took, Figures: q.Cells, Parts: map[string]time.Duration{"built": built},
		Amounts: map[string]float64{"bytes a cell": float64(after-before) / float64(q.Cells), "unsure": float64(unsure), "failing": float64(len(e.Failing()))}}
	runtime.KeepAlive(answers)
	return o, nil
}

// held is the memory in use, in bytes.
func held() int64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}
