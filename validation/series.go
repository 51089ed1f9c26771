package validation

import (
	"math"
	"strconv"

	"migraform/forms"
)

// A series is a figure over the years. Steps from one year to the next,
// outliers among the steps, and figures with a zero too many are looked for
// along it.

// checkSeries checks every series of a cube. Nothing is noted of what holds.
func (e *Engine) checkSeries(c *cubeChecks) {
	if c.time < 0 || c.steps < 0 && c.series < 0 && c.jumps < 0 {
		return
	}
	a := &c.axes[c.time]
	years := len(a.list.Codes)
	span := a.stride * years
	past := e.hasPast()
	for outer := 0; outer < c.Cells; outer += span {
		for inner := range a.stride {
			if first := c.First + forms.Cell(outer+inner); past || !e.isCalm(first, years, a.stride) {
				e.checkOneSeries(c, first)
			}
		}
	}
}

// isCalm reports whether it can be seen at a glance that nothing is wrong
// with a series: it moves little, and nothing is missing in it.
func (e *Engine) isCalm(first forms.Cell, years, stride int) bool {
	calm := e.limits.calm
	if calm == 0 {
		return false
	}
	if stride == 1 {
		low, states := e.low[first:][:years], e.states[first:][:years]
		before := low[0]
		for i, n := range low {
			switch states[i] {
			case missing:
				return false
			case blank, partial, assumed:
				continue
			}
			if i == 0 || states[i-1] < computed {
				before = n
			}
			difference, least := n-before, before
			if difference < 0 {
				difference, least = -difference, n
			}
			if difference*calm > least && difference != 0 {
				return false
			}
			before = n
		}
		return true
	}
	for i := range years {
		cell := first + forms.Cell(i*stride)
		switch e.states[cell] {
		case missing:
			return false
		case blank, partial, assumed:
			continue
		}
		if i > 0 && e.states[cell-forms.Cell(stride)] >= computed {
			a, b := e.low[cell-forms.Cell(stride)], e.low[cell]
			if d := (a - b).Abs(); d != 0 && d*calm > min(a, b) {
				return false
			}
		}
	}
	return true
}

// checkOneSeries checks all years of the series that begins at a cell.
func (e *Engine) checkOneSeries(c *cubeChecks, first forms.Cell) {
	a := &c.axes[c.time]
	for i := range a.list.Codes {
		cell := first + forms.Cell(i*a.stride)
		var step, jump Verdict
		if i == 0 || !e.small(cell-forms.Cell(a.stride), cell) {
			step, jump = e.step(c, cell).verdict, e.jump(c, cell).verdict
		}
		if c.steps >= 0 {
			e.verdicts.set(c.steps+int(cell-c.First), c.index, step)
		}
		if c.jumps >= 0 {
			e.verdicts.set(c.jumps+int(cell-c.First), c.index, jump)
		}
	}
	if c.series >= 0 {
		r, _ := e.outlier(c, first)
		e.verdicts.set(c.series+e.seriesOf(c, first), c.index, r.verdict)
	}
}

// small reports whether it can be seen at a glance that a figure is near that
// of the year before.
func (e *Engine) small(before, cell forms.Cell) bool {
	x, y := e.low[before], e.low[cell]
	least := min(x, y)
	return least > 0 && e.limits.calmStep > 0 && (y-x).Abs()*e.limits.calmStep <= least && e.states[before] >= computed && e.states[cell] >= computed &&
		(e.traits[before]|e.traits[cell])&(blurredCell|signedCell) == 0
}

// seriesOf is the ordinal of the series that a cell is in.
func (e *Engine) seriesOf(c *cubeChecks, cell forms.Cell) int {
	a := &c.axes[c.time]
	rest := int(cell - c.First)
	return rest/(a.stride*len(a.list.Codes))*a.stride + rest%a.stride
}

// checkSeriesAround checks again the series that a cell is in.
func (e *Engine) checkSeriesAround(c *cubeChecks, cell forms.Cell) {
	if c.time < 0 || c.steps < 0 && c.series < 0 && c.jumps < 0 {
		return
	}
	e.checkOneSeries(c, c.Moved(cell, c.time, 0))
}

// neighbour is the cell some years away, NoCell where the series ends.
func (c *cubeChecks) neighbour(cell forms.Cell, years int) forms.Cell {
	a := &c.axes[c.time]
	at := int(cell-c.First)/a.stride%len(a.list.Codes) + years
	if at < 0 || at >= len(a.list.Codes) {
		return forms.NoCell
	}
	return cell + forms.Cell(years*a.stride)
}

// compared reports whether a cell holds a number that a series can be judged
// by.
func (e *Engine) compared(cell forms.Cell) bool {
	return cell != forms.NoCell && e.traits[cell]&(blurredCell|signedCell) == 0 && e.isFigure(cell) && e.low[cell] >= 0
}

// withheld reports whether a cell is answered without a number though there
// may be one.
func (e *Engine) withheld(cell forms.Cell) bool {
	return cell != forms.NoCell && e.states[cell] == missing && e.traits[cell]&(blurredCell|signedCell) == 0
}

// figure is one year of a series: a cell, or what the earlier submission said
// of a year before those of the table.
type figure struct {
	cell            forms.Cell // NoCell where the table does not ask the year
	year            forms.Text
	value           forms.Number
	known, withheld bool
}

func (e *Engine) figureAt(c *cubeChecks, cell forms.Cell) figure {
	return figure{cell: cell, year: c.Code(cell, c.time).Name, value: e.low[cell], known: e.compared(cell), withheld: e.withheld(cell)}
}

// hasPast reports whether the earlier submission has figures of years that
// are not asked any more.
func (e *Engine) hasPast() bool { return e.declared.Before != nil && len(e.declared.Before.Past) > 0 }

// past is the figure of some years before the first cell of a series.
func (e *Engine) past(c *cubeChecks, first forms.Cell, years int) (figure, bool) {
	if !e.hasPast() {
		return figure{}, false
	}
	a, ok := e.declared.Before.Past[Then{first, years}]
	if !ok || e.traits[first]&signedCell != 0 {
		return figure{}, false
	}
	return figure{cell: forms.NoCell, year: forms.Text{"en": strconv.Itoa(c.years[0] - years)}, value: a.Value,
		known: a.Status.IsNumber() && a.Value >= 0, withheld: !a.Status.IsNumber() && a.Status != forms.CannotExist}, true
}

// yearBefore is the figure that a step begins at.
func (e *Engine) yearBefore(c *cubeChecks, cell forms.Cell) (figure, bool) {
	if before := c.neighbour(cell, -1); before != forms.NoCell {
		return e.figureAt(c, before), true
	}
	return e.past(c, cell, 1)
}

// step compares a figure with that of the year before.
func (e *Engine) step(c *cubeChecks, cell forms.Cell) result {
	if e.answers.Statuses[cell] == forms.Break {
		return result{}
	}
	t := &e.limits
	var x forms.Number
	var then, withheld bool
	if before := c.neighbour(cell, -1); before != forms.NoCell {
		x, then = e.low[before], e.compared(before)
		withheld = !then && e.withheld(before)
	} else if f, ok := e.past(c, cell, 1); ok {
		x, then, withheld = f.value, f.known, f.withheld
	} else {
		return result{}
	}
	now := e.compared(cell)
	switch {
	case now && then:
	case now && withheld && e.low[cell] >= t.stepLeast, then && e.withheld(cell) && x >= t.stepLeast:
		return result{verdict: CannotTell}
	default:
		return result{}
	}
	y := e.low[cell]
	low, high := min(x, y), max(x, y)
	change := high - low
	if low < t.stepLeast {
		allowed := t.deviations * math.Sqrt((x + y).Float())
		if change.Float() > allowed {
			return result{verdict: Fails, difference: change, tolerance: forms.Number(math.Round(allowed*10)) * (forms.One / 10)}
		}
		return result{}
	}
	factor := t.ratio
	if c.grand(cell) {
		factor = t.ratioTotal
	}
	if !above(high, low, factor) {
		return result{}
	}
	allowed := portion(x, factor-forms.One)
	if y < x {
		allowed = x - forms.Number(float64(x)/factor.Float())
	}
	return result{verdict: Fails, difference: change, tolerance: allowed / forms.One * forms.One}
}

// grand reports whether a cell is a total of its table: no axis that has a
// total stands at anything else.
func (c *cubeChecks) grand(cell forms.Cell) bool {
	rest := int(cell - c.First)
	for i := range c.axes {
		a := &c.axes[i]
		if a.total >= 0 && rest/a.stride%len(a.list.Codes) != a.total {
			return false
		}
	}
	return true
}

// consistency makes a median absolute deviation comparable with a standard
// deviation (Rousseeuw and Croux, Alternatives to the median absolute
// deviation, 1993).
const consistency = 1.4826

// outlier looks for the step of a series that is most out of line with the
// others: the robust z of its log ratio.
func (e *Engine) outlier(c *cubeChecks, first forms.Cell) (result, outlying) {
	t := &e.limits
	a := &c.axes[c.time]
	var room [64]forms.Number
	values := room[:0]
	gaps, missing, begins := 0, 0, 0 // begins is the place in the series of the first value
	for years := longestPast; years > 0 && e.hasPast(); years-- {
		f, ok := e.past(c, first, years)
		if !ok || !f.known || f.value < t.seriesLeast || f.value <= 0 {
			values = values[:0]
			continue
		}
		values = append(values, f.value)
		begins = -len(values)
	}
	for i := range a.list.Codes {
		cell := first + forms.Cell(i*a.stride)
		switch {
		case e.compared(cell) && e.low[cell] >= t.seriesLeast && e.low[cell] > 0:
			if e.answers.Statuses[cell] == forms.Break {
				values, gaps, begins = values[:0], 0, i
			}
			values = append(values, e.low[cell])
		case e.withheld(cell):
			gaps++
			missing = i
		default: // nothing to judge by: the series begins after it
			values, gaps, begins = values[:0], 0, i+1
		}
	}
	switch {
	case len(values)+gaps < t.seriesYears || len(values) < 2:
		return result{}, outlying{}
	case gaps > 0:
		return result{verdict: CannotTell}, outlying{at: missing}
	}
	// Ratios are ordered as their logarithms are, and how far they are from
	// the middle one as well: only the few that matter are written as such.
	var space [2][64]float64
	ratios, sorted := space[0][:0], space[1][:0]
	for i := 1; i < len(values); i++ {
		ratios = append(ratios, float64(values[i])/float64(values[i-1]))
	}
	middle := median(append(sorted, ratios...))
	far := func(ratio float64) float64 { return max(ratio/middle, middle/ratio) }
	sorted = sorted[:0]
	worst, farthest := 0, 0.0
	for i, ratio := range ratios {
		f := far(ratio)
		sorted = append(sorted, f)
		if f > farthest && begins+i+1 >= 0 { // what was sent for years that are not asked stands
			worst, farthest = i, f
		}
	}
	spread := max(consistency*math.Log(median(sorted)), t.spread)
	if farthest == 0 {
		return result{}, outlying{}
	}
	o := outlying{found: true, at: begins + worst + 1, score: math.Log(farthest) / spread, usual: middle - 1}
	if o.score <= t.score {
		return result{}, o
	}
	return result{verdict: Fails, difference: (values[worst+1] - values[worst]).Abs()}, o
}

// longestPast is how many years before those of a table are looked at.
const longestPast = 5

// outlying is the step of a series that is most out of line, where one was
// found.
type outlying struct {
	found bool
	at    int // the year that it leads to, or one that is missing, by its place
	score float64
	usual float64 // the median change, as a share
}

// median is the middle one of positive numbers, whose order it changes; of two
// middle ones their geometric mean.
func median(of []float64) float64 {
	half := len(of) / 2
	high := nth(of, half)
	if len(of)%2 == 1 {
		return high
	}
	low := of[0]
	for _, x := range of[1:half] {
		low = max(low, x)
	}
	return math.Sqrt(low * high)
}

// nth moves the number of a rank to its place, no larger ones before it and
// no smaller ones after (Hoare, Algorithm 65: Find, 1961).
func nth(of []float64, rank int) float64 {
	low, high := 0, len(of)-1
	for low < high {
		pivot := of[rank]
		i, j := low, high
		for i <= j {
			for of[i] < pivot {
				i++
			}
			for of[j] > pivot {
				j--
			}
			if i <= j {
				of[i], of[j] = of[j], of[i]
				i++
				j--
			}
		}
		if j < rank {
			low = i
		}
		if rank < i {
			high = j
		}
	}
	return of[rank]
}

// factors by which a figure grows where zeros are added.
var factors = [...]forms.Number{10, 100, 1000}

// jump looks whether an entered figure is near a tenfold, hundredfold or
// thousandfold of its neighbours, or they of it.
func (e *Engine) jump(c *cubeChecks, cell forms.Cell) result {
	t := &e.limits
	if e.states[cell] != entered || !e.compared(cell) || e.low[cell] == 0 {
		return result{}
	}
	before, after := c.neighbour(cell, -1), c.neighbour(cell, 1)
	left, right := e.compared(before) && e.low[before] > 0, e.compared(after) && e.low[after] > 0
	switch {
	case left && right:
		f, up := e.tenfold(before, cell)
		if g, upToo := e.tenfold(after, cell); f != 0 && f == g && up == upToo {
			return e.jumped(cell, before)
		}
		return result{}
	case left:
		return e.jumpAtEnd(c, cell, before, -1)
	case right:
		return e.jumpAtEnd(c, cell, after, 1)
	case e.low[cell] >= t.jumpLeast && (e.withheld(before) || e.withheld(after)):
		return result{verdict: CannotTell}
	}
	return result{}
}

// jumpAtEnd judges a figure that has a neighbour on one side only: the
// neighbour's own neighbour must bear it out. Of two years the later one is
// judged.
func (e *Engine) jumpAtEnd(c *cubeChecks, cell, neighbour forms.Cell, towards int) result {
	f, _ := e.tenfold(neighbour, cell)
	if f == 0 {
		return result{}
	}
	further := c.neighbour(neighbour, towards)
	if e.compared(further) && e.low[further] > 0 {
		if e.nearby(e.low[neighbour], e.low[further]) {
			return e.jumped(cell, neighbour)
		}
		return result{}
	}
	if towards < 0 {
		return e.jumped(cell, neighbour)
	}
	return result{}
}

func (e *Engine) jumped(cell, neighbour forms.Cell) result {
	return result{verdict: Fails, difference: (e.low[cell] - e.low[neighbour]).Abs()}
}

// tenfold returns the factor by which one figure is larger than another, 0
// where it is none of those that zeros make.
func (e *Engine) tenfold(of, cell forms.Cell) (factor forms.Number, up bool) {
	low, high := e.low[of], e.low[cell]
	up = high > low
	if !up {
		low, high = high, low
	}
	if high < e.limits.jumpLeast || high < 5*low {
		return 0, up
	}
	for _, f := range factors {
		if e.nearby(low*f, high) {
			return f, up
		}
	}
	return 0, up
}

func (e *Engine) nearby(a, b forms.Number) bool { return !above(max(a, b), min(a, b), e.limits.near) }
