package main

import (
	"fmt"
	"math/rand/v2"
	"time"

	"migraform/bench/slips"
	"migraform/forms/definition"
	"migraform/validation"
)

// measureSuspects puts typing errors into a consistent table of 280 countries
// by sex and five years: how often is the right cell the first suspect, and
// how long does it take to find it?
func measureSuspects(s settings, t *table) error {
	d, err := definition.BuiltIn()
	if err != nil {
		return err
	}
	q, err := d.For("NOR", 2025, definition.Core)
	if err != nil {
		return err
	}
	random := rand.New(rand.NewPCG(1, 2))
	answers := slips.Consistent(q, "B2", random)
	trials := s.times(200)
	rate := func(kinds []validation.Slip) (traced, of int) {
		for range trials {
			were := slips.Inject(q, answers, "B2", kinds, random)
			e := validation.New(q, answers, validation.Declared{})
			traced += slips.Traced(slips.Blamed(e), were)
			of += len(were)
			slips.Mend(answers, were)
		}
		return traced, of
	}
	for _, slip := range slips.Nameable {
		traced, of := rate([]validation.Slip{slip})
		share := float64(traced) / float64(of)
		t.add(row{"one figure, " + string(slip) + ": first suspect", fmt.Sprintf("%.1f %%", 100*share), "≥ 99 %", 0.99 / share, fmt.Sprintf("of %d", of)})
	}
	for _, count := range []int{2, 3} {
		kinds := make([]validation.Slip, count)
		for i := range kinds {
			kinds[i] = slips.Nameable[i%len(slips.Nameable)]
		}
		traced, of := rate(kinds)
		t.add(row{measure: fmt.Sprintf("%d figures at once: first suspect", count), measured: fmt.Sprintf("%.1f %%", 100*float64(traced)/float64(of)), remark: fmt.Sprintf("of %d", of)})
	}
	for _, count := range []int{1, 3, 10} {
		kinds := make([]validation.Slip, count)
		for i := range kinds {
			kinds[i] = slips.Nameable[i%len(slips.Nameable)]
		}
		were := slips.Inject(q, answers, "B2", kinds, random)
		e := validation.New(q, answers, validation.Declared{})
		best := time.Hour
		for range s.times(5) {
			begun := time.Now()
			slips.Blamed(e)
			best = min(best, time.Since(begun))
		}
		slips.Mend(answers, were)
		t.within(fmt.Sprintf("suspects for %d slips in %s cells", count, grouped(q.Cube("B2").Cells)), best, time.Second, "")
	}
	return nil
}
