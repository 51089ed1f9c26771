package validation

import (
	"cmp"
	"maps"
	"math"
	"slices"
	"strconv"

	"migraform/forms"
	"migraform/forms/words"
)

// Many figures of a table that move together have one cause, and one finding:
// parts that move as their total does are said with the total, and where many
// others of one year move the same way they are said together. A figure that
// moves by itself is never among them.

// fewMovements is the number of figures of a year that are still said one by
// one.
const fewMovements = 5

// movements writes out the failing steps from year to year.
func (e *Engine) movements(steps []check) []Finding {
	var own []forms.Cell                 // steps that are said
	led := map[forms.Cell][]forms.Cell{} // by total: the parts that move as it does
	alike := map[movement][]forms.Cell{} // other steps of a year
	for _, step := range steps {
		c := &e.cubes[step.cube]
		cell := c.First + forms.Cell(step.where)
		if e.jumps(c, cell) || e.jumps(c, c.neighbour(cell, -1)) || e.stepSaid(c, cell) {
			continue
		}
		if total := e.movesWith(c, cell); total != cell {
			led[total] = append(led[total], cell)
		} else {
			own = append(own, cell)
		}
	}
	silent := maps.Clone(led) // totals that another table says
	for _, cell := range own {
		delete(silent, cell)
	}
	own = slices.AppendSeq(own, maps.Keys(silent))
	var findings []Finding
	one := func(c *cubeChecks, cell forms.Cell) Finding {
		return e.finding(check{kind: stepCheck, cube: c.index, where: int32(cell - c.First)}, e.step(c, cell))
	}
	for _, cell := range own {
		c := e.cubeOf(cell)
		switch parts := led[cell]; {
		case len(parts) > 0:
			findings = append(findings, e.withParts(one(c, cell), c, parts))
		case c.grand(cell):
			findings = append(findings, one(c, cell))
		default:
			before, _ := e.yearBefore(c, cell)
			m := movement{cube: c.index, year: c.CodeAt(cell, c.time), up: e.low[cell] > before.value}
			alike[m] = append(alike[m], cell)
		}
	}
	for m, cells := range alike {
		c := &e.cubes[m.cube]
		if len(cells) > fewMovements {
			findings = append(findings, e.together(m, cells))
			continue
		}
		for _, cell := range cells {
			findings = append(findings, one(c, cell))
		}
	}
	return findings
}

// movement is that figures of one year are all above, or all below, those of
// the year before.
type movement struct {
	cube int16
	year int // code
	up   bool
}

// movesWith finds the total that a failing step goes along with, or returns
// the cell itself: the total's step fails too, and seen from it the cell does
// nothing unusual.
func (e *Engine) movesWith(c *cubeChecks, cell forms.Cell) forms.Cell {
	for i := range c.axes {
		a := &c.axes[i]
		if i == c.time || a.total < 0 || c.CodeAt(cell, i) == a.total {
			continue
		}
		if total := c.Moved(cell, i, a.total); e.steps(c, total) && e.inLine(c, cell, total) {
			return e.movesWith(c, total)
		}
	}
	return cell
}

// inLine reports whether a step is within the rule's limits once the movement
// of a total is taken out of it.
func (e *Engine) inLine(c *cubeChecks, cell, total forms.Cell) bool {
	t := &e.limits
	before, _ := e.yearBefore(c, cell)
	above, _ := e.yearBefore(c, total)
	if above.value <= 0 || e.low[total] <= 0 {
		return false
	}
	x, y := before.value.Float()*(e.low[total].Float()/above.value.Float()), e.low[cell].Float()
	if min(x, y) < t.stepLeast.Float() {
		return math.Abs(y-x) <= t.deviations*math.Sqrt(x+y)
	}
	return max(x, y) <= t.ratio.Float()*min(x, y)
}

// withParts adds to the finding of a total the parts that move as it does.
func (e *Engine) withParts(f Finding, c *cubeChecks, parts []forms.Cell) Finding {
	e.addSteps(&f, c, parts)
	f.Message = words.Say("finding.step.parts", append(flat(f.Message), "Count", len(parts))...)
	return f
}

// together writes out that many figures of a year moved the same way, the one
// that moved farthest first.
func (e *Engine) together(m movement, cells []forms.Cell) Finding {
	c := &e.cubes[m.cube]
	type moved struct {
		cell forms.Cell
		far  float64
	}
	by := make([]moved, len(cells))
	for i, cell := range cells {
		before, _ := e.yearBefore(c, cell)
		x, y := before.value.Float(), e.low[cell].Float()
		by[i] = moved{cell, math.Abs(y-x) / math.Sqrt(x+y)}
	}
	slices.SortFunc(by, func(a, b moved) int { return cmp.Or(cmp.Compare(b.far, a.far), cmp.Compare(a.cell, b.cell)) })
	for i := range by {
		cells[i] = by[i].cell
	}
	first := cells[0]
	f := e.finding(check{kind: stepCheck, cube: c.index, where: int32(first - c.First)}, e.step(c, first))
	id, way := "finding.step.less", "less"
	if m.up {
		id, way = "finding.step.more", "more"
	}
	f.Cells, f.Beside = nil, nil
	e.addSteps(&f, c, cells)
	f.Key = f.Rule + " " + c.Name + " " + strconv.Itoa(c.years[m.year]) + " " + way
	f.Message = words.Say(id, append(flat(f.Message), "Count", len(cells))...)
	return f
}

// addSteps adds the figures of steps to a finding: all to go to first.
func (e *Engine) addSteps(f *Finding, c *cubeChecks, cells []forms.Cell) {
	f.Cells = append(f.Cells, cells...)
	for _, cell := range cells {
		if before, _ := e.yearBefore(c, cell); before.cell != forms.NoCell {
			f.Cells = append(f.Cells, before.cell)
		} else {
			f.Beside = append(f.Beside, before.value)
		}
	}
}

// flat are the arguments of a message as pairs.
func flat(m words.Message) []any {
	pairs := make([]any, 0, 2*len(m.Args)+2)
	for name, value := range m.Args {
		pairs = append(pairs, name, value)
	}
	return pairs
}
