package validation

import (
	"strconv"
	"strings"

	"migraform/forms"
)

// Some figures are possible and yet unlikely: much that is unknown, one sex
// alone, ages without a peak. They are looked for line by line; a line is all
// codes of one axis at one combination of the others.

// features are what is known of the codes of an axis beyond their sums.
type features struct {
	total      int   // code that the ages or sexes add up to, -1
	unknown    int   // code of what is not known, -1
	unknownOf  int   // the total that it is part of
	men, women int   // -1 where the axis is not of sexes
	ages       []age // where the axis has five-year ages
	// By code, on the innermost axis of the rows: the next and the previous
	// leaf in a column, -1 for none.
	next, previous []int
}

type age struct{ code, from int }

// fiveYears is the number of five-year groups that make a profile.
const fiveYears = 8

func featuresOf(c *forms.Cube, axis int) features {
	l := c.Axes[axis].List
	f := features{total: -1, unknown: -1, men: -1, women: -1}
	for i := range l.Codes {
		if l.Codes[i].Kind == forms.Total && f.total < 0 {
			f.total = i
		}
	}
	if c.Unit == rateUnit {
		return f
	}
	for s := range l.Sums {
		for _, term := range l.Sums[s].Terms {
			if l.Codes[term.Code].ID == unknownCode && term.Sign > 0 && (f.unknown < 0 || l.Sums[s].Total < f.unknownOf) {
				f.unknown, f.unknownOf = term.Code, l.Sums[s].Total
			}
		}
	}
	if c.Axes[axis].Concept == "sex" && f.total >= 0 {
		f.men, f.women = l.Index("M"), l.Index("F")
	}
	if c.Axes[axis].Concept == "age" && f.total >= 0 {
		for i := range l.Codes {
			if from, ok := fiveYearAge(l.Codes[i].ID); ok {
				f.ages = append(f.ages, age{i, from})
			}
		}
		if len(f.ages) < fiveYears {
			f.ages = nil
		}
	}
	if rows := c.View.Rows; len(rows) > 0 && rows[len(rows)-1] == axis && c.Axes[axis].Concept != "time" {
		f.next, f.previous = make([]int, len(l.Codes)), make([]int, len(l.Codes))
		last := -1
		for i := range l.Codes {
			f.previous[i] = last
			if l.Codes[i].Kind == forms.Leaf && !l.Codes[i].Forbidden {
				last = i
			}
		}
		last = -1
		for i := len(l.Codes) - 1; i >= 0; i-- {
			f.next[i] = last
			if l.Codes[i].Kind == forms.Leaf && !l.Codes[i].Forbidden {
				last = i
			}
		}
	}
	return f
}

// prepareSeries finds the axes that series and columns run along.
func (c *cubeChecks) prepareSeries() {
	c.time, c.column = -1, -1
	for i := range c.axes {
		c.axes[i].features = featuresOf(c.Cube, i)
		if c.axes[i].next != nil {
			c.column = i
		}
		if c.Axes[i].Concept != "time" {
			continue
		}
		c.time = i
		for j := range c.axes[i].list.Codes {
			year, _ := strconv.Atoi(c.axes[i].list.Codes[j].ID)
			c.years = append(c.years, year)
		}
	}
	c.marks.provisional = make([]int, len(c.years))
}

const (
	unknownCode = "_U"
	rateUnit    = "rate"
)

// fiveYearAge reads the first age of a five-year group: Y15T19.
func fiveYearAge(id string) (from int, ok bool) {
	low, high, found := strings.Cut(strings.TrimPrefix(id, "Y"), "T")
	if !found || !strings.HasPrefix(id, "Y") {
		return 0, false
	}
	from, err := strconv.Atoi(low)
	to, wrong := strconv.Atoi(high)
	return from, err == nil && wrong == nil && to == from+4
}

// checkLines checks every line of a cube for what is unlikely in it. Nothing
// is noted of lines that hold: what checks say was cleared before.
func (e *Engine) checkLines(c *cubeChecks) {
	for i := range c.axes {
		a := &c.axes[i]
		span := a.stride * len(a.list.Codes)
		for outer := 0; outer < c.Cells; outer += span {
			first := c.First + forms.Cell(outer)
			where := outer / span * a.stride
			if a.unknowns >= 0 {
				unknown := e.low[int(first)+a.unknown*a.stride:][:a.stride]
				states := e.states[int(first)+a.unknown*a.stride:][:a.stride]
				for inner, n := range unknown {
					if n != 0 || !states[inner].known() && states[inner] != blank {
						e.verdicts.set(a.unknowns+where+inner, c.index, e.unknown(c, i, first+forms.Cell(inner)).verdict)
					}
				}
			}
			if a.sexes >= 0 {
				men := e.low[int(first)+a.men*a.stride:][:a.stride]
				women := e.low[int(first)+a.women*a.stride:][:a.stride]
				for inner := range men {
					if men[inner] == 0 || women[inner] == 0 {
						e.verdicts.set(a.sexes+where+inner, c.index, e.oneSex(c, i, first+forms.Cell(inner)).verdict)
					}
				}
			}
			if a.profile >= 0 {
				for inner := range a.stride {
					e.verdicts.set(a.profile+where+inner, c.index, e.ageProfile(c, i, first+forms.Cell(inner)).verdict)
				}
			}
		}
	}
}

// unknown checks the share of what is not known in a line.
func (e *Engine) unknown(c *cubeChecks, axis int, at forms.Cell) result {
	a, t := &c.axes[axis], &e.limits
	unknown := at + forms.Cell(a.unknown*a.stride)
	total := at + forms.Cell(a.unknownOf*a.stride)
	if (e.traits[unknown]|e.traits[total])&(blurredCell|signedCell) != 0 {
		return result{}
	}
	state := e.states[unknown]
	least := max(e.low[total], t.unknownLeast)
	allowed := portion(least, t.unknownShare)
	over := e.low[unknown] - allowed
	switch {
	case e.states[total].known() && e.low[total] < t.unknownLeast:
	case e.states[total].known() && over > 0:
		return result{verdict: Fails, exceeds: !state.known(), difference: over, tolerance: allowed}
	case e.states[total].known() && (state == missing || state == partial):
		return result{verdict: CannotTell, tolerance: allowed}
	case e.states[total] == missing && over > 0:
		return result{verdict: CannotTell, tolerance: allowed}
	}
	return result{}
}

// oneSex checks that a large group is not of one sex alone.
func (e *Engine) oneSex(c *cubeChecks, axis int, at forms.Cell) result {
	a, t := &c.axes[axis], &e.limits
	total := at + forms.Cell(a.total*a.stride)
	men, women := at+forms.Cell(a.men*a.stride), at+forms.Cell(a.women*a.stride)
	if !e.states[total].known() || e.low[total] < t.sexLeast ||
		(e.traits[total]|e.traits[men]|e.traits[women])&(blurredCell|signedCell) != 0 {
		return result{}
	}
	if e.low[men] != 0 && e.low[women] != 0 {
		return result{}
	}
	m, w := e.states[men], e.states[women]
	one := men // the one that is known
	if w.known() {
		one = women
	}
	switch {
	case m.known() && w.known():
		if e.low[men] != e.low[women] && e.isFigure(men) && e.isFigure(women) {
			return result{verdict: Fails, difference: e.low[total]}
		}
	case m == missing && w.known() && e.isFigure(women), w == missing && m.known() && e.isFigure(men):
		switch e.low[one] {
		case e.low[total]: // the other can only be nil
			return result{verdict: Fails, difference: e.low[total]}
		case 0:
			return result{verdict: CannotTell}
		}
	}
	return result{}
}

// ageProfile checks that most persons of a large group are young adults.
func (e *Engine) ageProfile(c *cubeChecks, axis int, at forms.Cell) result {
	a, t := &c.axes[axis], &e.limits
	total := at + forms.Cell(a.total*a.stride)
	if !e.states[total].known() || e.low[total] < t.ageLeast {
		return result{}
	}
	var inside, outside, sum forms.Number
	gapInside, gapOutside, some := false, false, false
	for _, age := range a.ages {
		cell := at + forms.Cell(age.code*a.stride)
		if e.traits[cell]&(blurredCell|hiddenCell) != 0 {
			return result{}
		}
		in := age.from >= t.peakFrom && age.from < t.peakTo
		n := e.low[cell]
		sum += n
		some = some || e.states[cell] >= missing && e.states[cell] != assumed
		switch known := e.states[cell].known(); {
		case in:
			inside, gapInside = max(inside, n), gapInside || !known
		default:
			outside, gapOutside = max(outside, n), gapOutside || !known
		}
	}
	// Nothing that is missing can be more than what is left of the total.
	rest := max(e.low[total]-sum, 0)
	switch {
	case !some:
	case outside > inside && (!gapInside || inside+rest < outside):
		return result{verdict: Fails, difference: outside - inside}
	case outside > inside && gapInside, gapOutside && outside+rest > inside:
		return result{verdict: CannotTell}
	}
	return result{}
}

// isFigure reports whether a cell holds a number or a total of such.
func (e *Engine) isFigure(cell forms.Cell) bool {
	return e.states[cell] == computed || e.states[cell] == entered && e.answers.Statuses[cell].IsNumber()
}

// checkLinesAround checks again the lines that a cell takes part in.
func (e *Engine) checkLinesAround(c *cubeChecks, cell forms.Cell) {
	rest := int(cell - c.First)
	for i := range c.axes {
		a := &c.axes[i]
		code := rest / a.stride % len(a.list.Codes)
		at := cell - forms.Cell(code*a.stride)
		where := rest/(a.stride*len(a.list.Codes))*a.stride + rest%a.stride
		if a.unknowns >= 0 && (code == a.unknown || code == a.unknownOf) {
			e.verdicts.set(a.unknowns+where, c.index, e.unknown(c, i, at).verdict)
		}
		if a.sexes >= 0 && (code == a.men || code == a.women || code == a.total) {
			e.verdicts.set(a.sexes+where, c.index, e.oneSex(c, i, at).verdict)
		}
		if a.profile >= 0 {
			e.verdicts.set(a.profile+where, c.index, e.ageProfile(c, i, at).verdict)
		}
	}
}
