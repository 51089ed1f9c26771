package validation

import (
	"fmt"
	"slices"

	"migraform/forms"
)

// Some slips make whole parts of a table wrong, and sums within them hold all
// the same: a table in tens, two columns exchanged, a sheet pasted a row too
// low. What gives them away is that mending one figure alone mends one sum and
// breaks others.

// figuresOf lists the figures of a part.
func (s *search) figuresOf(p part) []forms.Cell {
	c := s.e.cubeOf(p.cell)
	s.work += c.Cells
	var cells []forms.Cell
	for other := c.First; other < c.First+forms.Cell(c.Cells); other++ {
		if s.e.typed(other) && !slices.ContainsFunc(p.axes, func(axis int) bool { return c.CodeAt(other, axis) != c.CodeAt(p.cell, axis) }) {
			cells = append(cells, other)
		}
	}
	return cells
}

// partsAround are the parts of a table around a cell, by the axes that stay:
// all of it, a year of it, its column, its row.
func (e *Engine) partsAround(cell forms.Cell) [][]int {
	c := e.cubeOf(cell)
	parts := [][]int{{}}
	if c.time >= 0 {
		parts = append(parts, []int{c.time})
	}
	return append(parts, slices.Concat(c.View.Columns, c.View.Pages), slices.Concat(c.View.Rows, c.View.Pages))
}

// Bounds of looking at parts of tables.
const (
	leastOfPart = 2  // sums that a slip of a whole part mends, beside breaking none
	leastMoved  = 6  // and one that moves all its figures
	mostParts   = 40 // that are tried for a block
)

// ofParts lists the slips of whole parts that would mend a block.
func (s *search) ofParts(block []*constraint, add func(r *repair, least int)) {
	clear(s.tried)
	try := func(p part, least int, write func(cells []forms.Cell) *repair) bool {
		r := s.tryPart(p, least, write)
		if r != nil {
			add(r, least)
		}
		return r != nil
	}
	for _, c := range block {
		if c.gaps {
			continue
		}
		for _, term := range c.terms {
			s.scaled(c, term, try)
			s.linesExchanged(c, term, try)
		}
	}
	if len(block) < leastMoved {
		return
	}
	for _, c := range block {
		cell := c.terms[0].cell
		for _, axes := range s.e.partsAround(cell)[:2] {
			for _, shift := range shifts {
				if !shift.to.leaves && try(part{cell, axes, string(shift.slip)}, leastMoved, func(cells []forms.Cell) *repair { return s.allMoved(cells, shift.to, shift.slip) }) {
					return
				}
			}
		}
	}
}

// part is a part of a table, what stands at the same codes as a cell on some
// axes, and what may be wrong with it.
type part struct {
	cell forms.Cell
	axes []int
	what string
}

// key is the same for a part whatever cell of it is named.
func (s *search) key(p part) string {
	c := s.e.cubeOf(p.cell)
	key := fmt.Sprint(c.index, p.what)
	for _, axis := range p.axes {
		key += fmt.Sprint(" ", axis, "=", c.CodeAt(p.cell, axis))
	}
	return key
}

// triedPart is a part that was tried: what mends it, if anything does, and
// how much work it was to find out.
type triedPart struct {
	repair *repair
	work   int
}

type tryPart func(p part, least int, write func(cells []forms.Cell) *repair) bool

// tryPart finds out whether a slip of a whole part mends enough and breaks
// nothing. What was tried for one block is known for another, but counts as
// its work too: what is found must not depend on what was looked at before.
func (s *search) tryPart(p part, least int, write func(cells []forms.Cell) *repair) *repair {
	key := s.key(p)
	have, met := s.parts[key]
	if !s.tried[key] {
		if len(s.tried) >= mostParts || s.work > s.most {
			return nil
		}
		s.tried[key] = true
		s.work += have.work
	}
	if met {
		return have.repair
	}
	before := s.work
	r := write(s.figuresOf(p))
	if r != nil && (slices.ContainsFunc(r.changes, func(c Change) bool { return !s.e.allows(c) }) || !s.mendsOnly(r, least)) {
		r = nil
	}
	s.parts[key] = triedPart{r, s.work - before}
	return r
}

// mendsOnly reports whether a slip mends enough and breaks nothing.
func (s *search) mendsOnly(r *repair, least int) bool {
	mends, breaks := s.effect(r.changes...)
	return mends >= least && breaks == 0
}

// breaks reports whether figures that would settle a constraint break others:
// they are then not wrong by themselves.
func (s *search) breaks(changes ...Change) bool {
	_, breaks := s.effect(changes...)
	return breaks > 0
}

// scaled looks whether a figure would be right in tens, hundreds or
// thousands, and with it all figures of its table, year, column or row.
func (s *search) scaled(c *constraint, term weighted, try tryPart) {
	from := s.e.low[term.cell]
	for _, factor := range [3]forms.Number{10, 100, 1000} {
		for _, up := range [2]bool{false, true} {
			to := from / factor
			if up {
				to = from * factor
			}
			s.work++
			if from == 0 || (c.residual+forms.Number(term.sign)*(to-from)).Abs() > c.tolerance || !s.breaks(Change{term.cell, from, to}) {
				continue
			}
			for _, axes := range s.e.partsAround(term.cell) {
				if try(part{term.cell, axes, fmt.Sprint("scaled", factor, up)}, leastOfPart, func(cells []forms.Cell) *repair {
					r := &repair{slip: Scaled}
					for _, cell := range cells {
						n := s.e.low[cell]
						switch {
						case n == 0:
						case up && n.Abs() <= forms.Largest/factor:
							r.changes = append(r.changes, Change{cell, n, n * factor})
						case !up && n%factor == 0 && (n/factor).IsWhole() == n.IsWhole():
							r.changes = append(r.changes, Change{cell, n, n / factor})
						default:
							return nil
						}
					}
					return r
				}) {
					return
				}
			}
		}
	}
}

// linesExchanged looks whether a figure would be right in the place of its
// neighbour, and with it its whole column or row.
func (s *search) linesExchanged(c *constraint, term weighted, try tryPart) {
	e := s.e
	one := term.cell
	for _, shift := range shifts {
		other := e.next(one, shift.to)
		if other == forms.NoCell {
			continue
		}
		s.work++
		a, b := e.low[one], e.low[other]
		if a == b || (c.residual+forms.Number(term.sign-c.sign(other))*(b-a)).Abs() > c.tolerance || !s.breaks(Change{one, a, b}, Change{other, b, a}) {
			continue
		}
		cube := e.cubeOf(one)
		lines := [][]int{slices.Concat(cube.View.Columns, cube.View.Pages)}
		if !shift.to.columns {
			lines = [][]int{slices.Concat(cube.View.Rows, cube.View.Pages)}
			if cube.time >= 0 && !slices.Contains(lines[0], cube.time) {
				lines = append(lines, append(slices.Clone(lines[0]), cube.time))
			}
		}
		for _, axes := range lines {
			if try(part{min(one, other), axes, fmt.Sprint("exchanged", max(one, other)-min(one, other))}, leastOfPart, func(cells []forms.Cell) *repair {
				r := &repair{slip: LinesExchanged}
				for _, cell := range cells {
					beside := cell + max(one, other) - min(one, other)
					if !e.typed(beside) {
						return nil
					}
					if e.low[cell] != e.low[beside] {
						r.changes = append(r.changes, Change{cell, e.low[cell], e.low[beside]}, Change{beside, e.low[beside], e.low[cell]})
					}
				}
				return r
			}) {
				return
			}
		}
	}
}

// allMoved gives every figure its neighbour's. What stood at the end is lost:
// what sums leave for it is found like single figures.
func (s *search) allMoved(cells []forms.Cell, to direction, slip Slip) *repair {
	r := &repair{slip: slip}
	for _, cell := range cells {
		if right := s.e.next(cell, to); right != forms.NoCell && s.e.low[right] != s.e.low[cell] {
			r.changes = append(r.changes, Change{cell, s.e.low[cell], s.e.low[right]})
		}
	}
	return r
}
