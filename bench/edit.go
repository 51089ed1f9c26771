package main

import (
	"fmt"
	"slices"
	"time"

	"migraform/bench/large"
	"migraform/bench/show"
	"migraform/forms"
	"migraform/forms/definition"
	"migraform/validation"
)

// frame is how long one picture may take, sixty a second.
const frame = time.Second / 60

// measureEdit times what follows an edit, from the answer to the picture, and
// a step of scrolling.
func measureEdit(s settings, t *table) error {
	cells := s.sized(1_000_000, 100_000)
	for _, variant := range []string{"totals computed", "totals entered", "half filled", "many errors", "restless", "restless, half filled"} {
		o, err := child(childOrder{Job: "edit", Cells: cells, Variant: variant, Times: s.times(60)}, s.times(2))
		if err != nil {
			return err
		}
		t.within(fmt.Sprintf("an edit in %s cells, %s", grouped(o.Figures), variant), o.Took, 16*time.Millisecond,
			fmt.Sprintf("totals and checks %s, what fails %s, picture %s", span(o.Parts["checks"]), span(o.Parts["findings"]), span(o.Parts["picture"])))
	}
	for _, variant := range []string{"totals computed", "totals entered", "half filled", "restless, totals computed", "restless, half filled", roundedVariant} {
		o, err := child(childOrder{Job: "edits", Cells: cells, Variant: variant, Times: s.times(25)}, s.times(2), "GOMAXPROCS=1")
		if err != nil {
			return err
		}
		t.within(fmt.Sprintf("totals and checks after an edit, %s", variant), o.Took, time.Millisecond,
			fmt.Sprintf("of %d kinds of places and figures the slowest; the usual one %s; a footnote %s", int(o.Amounts["kinds"]), span(o.Parts["usual"]), span(o.Parts["note"])))
	}
	for _, which := range []string{"the program's largest", "large"} {
		o, err := child(childOrder{Job: "scroll", Cells: cells, Variant: which, Times: s.times(300)}, s.times(2))
		if err != nil {
			return err
		}
		t.within(fmt.Sprintf("a step of scrolling, %s rows × %s columns", grouped(int(o.Amounts["rows"])), grouped(int(o.Amounts["columns"]))), o.Took, frame,
			fmt.Sprintf("%d × %d pixels drawn in software; the slowest of twenty %s", screenWide, screenTall, span(o.Parts["slow"])))
	}
	return nil
}

// editJob types figures into one cell, away from where totals stand beside
// it, and lets all follow that a screen shows.
func editJob(order childOrder) (outcome, error) {
	q := large.Questionnaire(order.Cells)
	answers := answered[order.Variant](q)
	e := validation.New(q, answers, declaredIn(order.Variant))
	c := q.Cube("B9")
	shown := show.NewTable(q, c, answers, e)
	s := newScreen(shown)
	s.draw()
	cell := c.At(5, 3, 1, 0)
	var whole, checks, findings, picture []time.Duration
	for i := range order.Times {
		start := time.Now()
		answers.Set(cell, forms.Count(int64(100+i)))
		e.Update([]forms.Cell{cell})
		checked := time.Now()
		shown.Findings()
		found := time.Now()
		s.grid.Refresh()
		s.draw()
		end := time.Now()
		whole = append(whole, end.Sub(start))
		checks, findings, picture = append(checks, checked.Sub(start)), append(findings, found.Sub(checked)), append(picture, end.Sub(found))
	}
	return outcome{Took: middle(whole), Figures: q.Cells,
		Parts: map[string]time.Duration{"checks": middle(checks), "findings": middle(findings), "picture": middle(picture)}}, nil
}

// editsJob makes edits of every kind in places of every kind: a leaf, each sort
// of total, a table that carries the same; figures, none, not available. It
// says how long the slowest kind takes as a rule, since a single time is that
// of whatever else the machine does.
func editsJob(order childOrder) (outcome, error) {
	q := large.Questionnaire(order.Cells)
	answers := answered[order.Variant](q)
	e := validation.New(q, answers, declaredIn(order.Variant))
	c, short := q.Cube("B9"), q.Cube("B8")
	places := []forms.Cell{c.At(5, 3, 1, 0), c.At(13, 2, 2, 1), c.At(1, 0, 0, 1), c.At(2, 0, 1, 1), c.At(5, 0, 1, 1), c.At(5, 3, 0, 1), c.At(0, 3, 1, 1),
		c.At(0, 0, 0, 0), short.At(0, 0, 1), short.At(7, 1, 1)}
	var times [][]time.Duration
	for _, cell := range places {
		was := answers.At(cell)
		for _, a := range []forms.Answer{forms.Count(12345), {}, {Status: forms.NotAvailable}, was} {
			var took []time.Duration
			for range order.Times {
				answers.Set(cell, a)
				start := time.Now()
				e.Update([]forms.Cell{cell})
				took = append(took, time.Since(start))
				answers.Set(cell, was)
				e.Update([]forms.Cell{cell})
			}
			times = append(times, took)
		}
	}
	o := outcome{Figures: q.Cells, Parts: map[string]time.Duration{}, Amounts: map[string]float64{"kinds": float64(len(times))}}
	usual := make([]time.Duration, len(times))
	for i := range times {
		usual[i] = middle(times[i])
	}
	o.Took, o.Parts["usual"] = slices.Max(usual), middle(usual)
	var notes []time.Duration
	for range order.Times {
		start := time.Now()
		e.Note(func(forms.Cell) bool { return true }, places[:1])
		notes = append(notes, time.Since(start))
	}
	o.Parts["note"] = middle(notes)
	return o, nil
}

// scrollJob turns the wheel over a table full of figures.
func scrollJob(order childOrder) (outcome, error) {
	q := large.Questionnaire(order.Cells)
	c := q.Cube("B9")
	answers := large.Answer(q)
	if order.Variant != "large" {
		d, err := definition.BuiltIn()
		if err != nil {
			return outcome{}, err
		}
		if q, err = d.For("NOR", 2025, definition.Core); err != nil {
			return outcome{}, err
		}
		c = slices.MaxFunc(q.Cubes, func(a, b *forms.Cube) int { return a.Cells - b.Cells })
		answers = forms.NewAnswers(q.Cells)
		for cell := range forms.Cell(q.Cells) {
			answers.Set(cell, forms.Count(int64(cell)*7919%1_000_000))
		}
	}
	shown := show.NewTable(q, c, answers, validation.New(q, answers, validation.Declared{}))
	s := newScreen(shown)
	s.draw()
	var steps []time.Duration
	down := float32(37)
	for i := range order.Times {
		if i%100 == 99 {
			down = -down
		}
		start := time.Now()
		s.scroll(down)
		s.draw()
		steps = append(steps, time.Since(start))
	}
	o := outcome{Took: middle(steps), Amounts: map[string]float64{"rows": float64(shown.Rows()), "columns": float64(shown.Columns())}}
	slices.Sort(steps)
	o.Parts = map[string]time.Duration{"slow": steps[len(steps)*19/20]}
	return o, nil
}

// middle is the median: what a person meets as a rule.
func middle(times []time.Duration) time.Duration {
	sorted := slices.Sorted(slices.Values(times))
	return sorted[len(sorted)/2]
}
