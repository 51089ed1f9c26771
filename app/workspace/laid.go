package workspace

import (
	"strconv"
	"strings"

	"migraform/forms"
	"migraform/forms/definition"
)

// laid are answers that came by address, on the cells of a questionnaire that
// may ask in a coarser breakdown, or for later years.
type laid struct {
	answers *forms.Answers
	past    map[string]forms.Answer // of years before those that are asked, by address
	figures int                     // answers, of the years that are asked and of those before
	added   []definition.Added      // those of them that finer ones were added up to
	left    []definition.Left       // what has no cell
}

// layOut lays answers on a questionnaire. What is finer than it asks is added
// up as far as it can be.
func layOut(q *forms.Questionnaire, all map[string]forms.Answer) *laid {
	l := &laid{answers: forms.NewAnswers(q.Cells), past: map[string]forms.Answer{}}
	odd := map[string]bool{} // the cubes of which something is not asked as it is
	for address, a := range all {
		if cell, ok := definition.Place(q, address); ok {
			l.answers.Set(cell, a)
			l.figures++
		} else {
			name, _, _ := strings.Cut(address, "/")
			odd[name] = true
		}
	}
	now, before := map[string]forms.Answer{}, map[int]map[string]forms.Answer{}
	for address, a := range all {
		name, _, _ := strings.Cut(address, "/")
		if !odd[name] {
			continue
		}
		if year, as, past := inLastYear(q, address); past {
			if before[year] == nil {
				before[year] = map[string]forms.Answer{}
			}
			before[year][as] = a
		} else {
			now[address] = a
		}
	}
	r := definition.Regroup(q, now)
	l.added, l.left = r.Added, r.Left
	for _, sum := range r.Added {
		l.answers.Set(sum.Cell, sum.Answer)
		l.figures++
	}
	for year, answers := range before {
		l.addPast(q, year, definition.Regroup(q, answers))
	}
	return l
}

// addPast takes over the answers of a year before those that are asked, laid
// out as those of the last year are.
func (l *laid) addPast(q *forms.Questionnaire, year int, r *definition.Regrouped) {
	then := func(address string) string { return shifted(address, year-q.Year) }
	for cell, a := range r.Placed {
		l.past[then(q.Address(cell))] = a
		l.figures++
	}
	for _, sum := range r.Added {
		l.past[then(q.Address(sum.Cell))] = sum.Answer
		l.figures++
	}
	for _, left := range r.Left {
		left.Address, left.Into = then(left.Address), forms.NoCell
		l.left = append(l.left, left)
	}
}

// dropped is the number of answers that neither have a cell nor were added up
// to one.
func (l *laid) dropped() int {
	n := 0
	for i := range l.left {
		if !l.left[i].AddedUp {
			n++
		}
	}
	return n
}

// inLastYear reports whether an address is of a year before those that its
// cube asks, and writes it as of the last year.
func inLastYear(q *forms.Questionnaire, address string) (year int, as string, past bool) {
	ids := strings.Split(address, "/")
	c := q.Cube(ids[0])
	if c == nil {
		return 0, "", false
	}
	time := c.AxisOf("time") + 1
	if time == 0 || time >= len(ids) || len(ids[time]) != 4 {
		return 0, "", false
	}
	year, err := strconv.Atoi(ids[time])
	first, _ := strconv.Atoi(c.Axes[time-1].List.Codes[0].ID)
	if err != nil || year >= first {
		return 0, "", false
	}
	ids[time] = strconv.Itoa(q.Year)
	return year, strings.Join(ids, "/"), true
}
