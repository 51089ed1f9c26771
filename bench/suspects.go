package main

import (
	"fmt"
	"math/rand/v2"
	"time"

	"migraform/bench/slips"
	"migraform/forms"
	"migraform/forms/definition"
	"migraform/validation"
)

// measureSuspects puts slips into documents whose tables agree: how often is
// the right figure the first suspect, and how long does it take to find it?
func measureSuspects(s settings, t *table) error {
	d, err := definition.BuiltIn()
	if err != nil {
		return err
	}
	q, err := d.For("NOR", 2025, definition.All)
	if err != nil {
		return err
	}
	slips.Sums(q)
	random := rand.New(rand.NewPCG(1, 2))
	agree := slips.Whole(q, random)
	add := func(measure string, v slips.Verdict, promised bool) {
		if v.Slips == 0 {
			t.lacking(measure, "no such slip can be made")
			return
		}
		of := func(n int) string { return fmt.Sprintf("%.1f %%", 100*float64(n)/float64(v.Slips)) }
		r := row{measure: measure, measured: of(v.First), remark: fmt.Sprintf("of %d; right figure %s, named %s, %d falsely accused", v.Slips, of(v.Right), of(v.Named), v.Accused)}
		if promised {
			r.promise, r.ratio = "≥ 99 %", 0.99*float64(v.Slips)/float64(max(v.First, 1))
		}
		t.add(r)
	}
	tables := []string{"B1", "B2", "C1", "A1", "B8", "E1"}
	times := s.times(60)
	one := func(kind validation.Slip) func() []validation.Slip {
		return func() []validation.Slip { return []validation.Slip{kind} }
	}
	some := func(count int) func() []validation.Slip {
		return func() []validation.Slip {
			kinds := make([]validation.Slip, count)
			for i := range kinds {
				kinds[i] = slips.Nameable[random.IntN(len(slips.Nameable))]
			}
			return kinds
		}
	}
	e := validation.New(q, agree, validation.Declared{})
	for _, kind := range slips.Nameable {
		var all slips.Verdict
		for _, table := range tables {
			all.Add(slips.Try(q, agree, e, table, one(kind), slips.Interior, times, random))
		}
		add("interior, "+string(kind)+": first suspect", all, true)
	}
	for _, table := range tables {
		var all slips.Verdict
		for _, kind := range slips.OfOne {
			all.Add(slips.Try(q, agree, e, table, one(kind), slips.Margin, s.times(12), random))
		}
		add("totals of "+table+", one figure", all, false)
	}
	for _, count := range []int{2, 3} {
		var all slips.Verdict
		for _, table := range tables {
			all.Add(slips.Try(q, agree, e, table, some(count), slips.Interior, times, random))
		}
		add(fmt.Sprintf("%d slips of any kind at once", count), all, false)
	}
	variant := func(measure string, alone bool, change func(*forms.Answers)) {
		answers := agree
		if alone {
			answers = slips.Consistent(q, "B2", random)
		} else {
			answers = slips.Whole(q, random)
		}
		change(answers)
		add(measure, slips.Try(q, answers, validation.New(q, answers, validation.Declared{}), "B2", some(1), slips.Interior, s.times(200), random), false)
	}
	variant("B2 alone, any kind", true, func(*forms.Answers) {})
	variant("B2 alone, sub-totals left blank, any kind", true, func(a *forms.Answers) { slips.Blank(q, a, "B2") })
	variant("sub-totals left blank, any kind", false, func(a *forms.Answers) { slips.Blank(q, a, "B2") })
	variant("figures with decimals, any kind", false, slips.Tenths)
	rates := slips.Rates(q, random)
	add("rates of I3, one figure", slips.Try(q, rates, validation.New(q, rates, validation.Declared{}), "I3", func() []validation.Slip {
		return []validation.Slip{slips.OfOne[random.IntN(len(slips.OfOne))]}
	}, func(*forms.Cube, forms.Cell) bool { return true }, s.times(200), random), false)
	for _, count := range []int{1, 3, 10} {
		made := slips.Inject(q, agree, "B2", some(count)(), slips.Interior, random)
		best := time.Hour
		for range s.times(5) {
			e.Update(slips.Cells(made))
			findings := e.Failing()
			begun := time.Now()
			e.Blame(pointers(findings)...)
			best = min(best, time.Since(begun))
		}
		slips.Mend(agree, made)
		e.Update(slips.Cells(made))
		t.within(fmt.Sprintf("suspects for %d slips of any kind in %s cells", count, grouped(q.Cube("B2").Cells)), best, time.Second, "")
	}
	for _, d := range slips.Disasters {
		answers := slips.Whole(q, random)
		d.Spoil(q, answers, random)
		e := validation.New(q, answers, validation.Declared{})
		findings := e.Failing()
		begun := time.Now()
		e.Blame(pointers(findings)...)
		took := time.Since(begun)
		suspected, unsearched := 0, 0
		for i := range findings {
			if len(findings[i].Suspects) > 0 {
				suspected++
			}
			if findings[i].Unsearched.ID != "" {
				unsearched++
			}
		}
		t.within("suspects for "+d.Name, took, time.Second, fmt.Sprintf("%d findings: %d with a suspect, %d not searched further", len(findings), suspected, unsearched))
	}
	return nil
}

func pointers(findings []validation.Finding) []*validation.Finding {
	all := make([]*validation.Finding, len(findings))
	for i := range findings {
		all[i] = &findings[i]
	}
	return all
}
