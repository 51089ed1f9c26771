package validation

import (
	"cmp"
	"slices"

	"migraform/forms"
)

// Slips of several figures are made along the lines of the sheet: two
// neighbours of a column or a row are exchanged, or the figures of a stretch
// of it stand one place along. What a table's rows and columns are is said by
// its view. Blank and computed cells are passed over, since they hold nothing
// that could have been typed in the wrong place; and so are sub-totals, once,
// because many sources do not have them.

// direction is a way to go on the sheet.
type direction struct {
	columns bool // along a row, from column to column
	step    int
	leaves  bool // over figures that are no totals
}

// shifts are the ways in which a stretch of figures can stand one place
// along: each figure's right one is where the direction leads.
var shifts = []struct {
	to   direction
	slip Slip
}{
	{direction{false, 1, false}, TooLow}, {direction{false, 1, true}, TooLow},
	{direction{false, -1, false}, TooHigh}, {direction{false, -1, true}, TooHigh},
	{direction{true, 1, false}, TooFar}, {direction{true, 1, true}, TooFar},
	{direction{true, -1, false}, TooNear}, {direction{true, -1, true}, TooNear},
}

// mostPassed is how many cells without a figure lie between neighbours.
const mostPassed = 40

// next finds the figure beside a cell, forms.NoCell where there is none.
func (e *Engine) next(cell forms.Cell, to direction) forms.Cell {
	c := e.cubeOf(cell)
	axes := c.View.Rows
	if to.columns {
		axes = c.View.Columns
	}
	for range mostPassed {
		if cell = c.along(cell, axes, to.step); cell == forms.NoCell || e.states[cell] == missing {
			return forms.NoCell
		}
		if e.typed(cell) && !(to.leaves && e.traits[cell]&totalCell != 0) {
			return cell
		}
	}
	return forms.NoCell
}

// along moves by one code on the last of some axes, and on the one before it
// at its end.
func (c *cubeChecks) along(cell forms.Cell, axes []int, step int) forms.Cell {
	for i := len(axes) - 1; i >= 0; i-- {
		a := &c.axes[axes[i]]
		code := int(cell-c.First) / a.stride % len(a.list.Codes)
		for to := code + step; to >= 0 && to < len(a.list.Codes); to += step {
			if !a.list.Codes[to].Forbidden {
				return cell + forms.Cell((to-code)*a.stride)
			}
		}
		// On to the far end of this axis, and one code along the next outer.
		far := 0
		if step < 0 {
			far = len(a.list.Codes) - 1
		}
		cell += forms.Cell((far - code) * a.stride)
	}
	return forms.NoCell
}

// place orders the cells of a cube as a sheet shows them, row by row.
func place(c *forms.Cube, cell forms.Cell) int {
	at := 0
	for _, axis := range slices.Concat(c.View.Rows, c.View.Columns) {
		at = at*len(c.Axes[axis].List.Codes) + c.CodeAt(cell, axis)
	}
	return at
}

// beside lists the neighbours of a cell that hold a figure: those on the sheet
// and those on each axis, as men of the year before.
func (e *Engine) beside(cell forms.Cell) []forms.Cell {
	var room [16]forms.Cell
	beside := room[:0]
	add := func(other forms.Cell) {
		if other != forms.NoCell && other != cell && !slices.Contains(beside, other) {
			beside = append(beside, other)
		}
	}
	for _, shift := range shifts {
		add(e.next(cell, shift.to))
	}
	c := e.cubeOf(cell)
	for i := range c.axes {
		for _, step := range [2]int{-1, 1} {
			if code := c.CodeAt(cell, i) + step; code >= 0 && code < len(c.axes[i].list.Codes) {
				if other := c.Moved(cell, i, code); e.typed(other) {
					add(other)
				}
			}
		}
	}
	return slices.Clone(beside)
}

// mostOfSeveral is how many slips of several figures are tried in a block.
const mostOfSeveral = 12

// ofSeveral lists the slips of several figures that would mend failing
// constraints of a block and break none, those that mend most first.
func (s *search) ofSeveral(block []*constraint) []*repair {
	type scored struct {
		*repair
		mends int
	}
	var found []scored
	add := func(r *repair, least int) {
		for _, c := range r.changes {
			if !s.e.allows(c) {
				return
			}
		}
		slices.SortFunc(r.changes, func(a, b Change) int { return cmp.Compare(a.Cell, b.Cell) })
		if slices.ContainsFunc(found, func(have scored) bool { return slices.Equal(have.changes, r.changes) }) {
			return
		}
		if mends, breaks := s.effect(r.changes...); mends >= least && breaks == 0 {
			found = append(found, scored{r, mends})
		}
	}
	for _, c := range block {
		if !c.gaps && s.work <= s.most {
			s.exchanges(c, add)
		}
	}
	for _, shift := range shifts {
		s.shifted(block, shift.to, shift.slip, add)
	}
	if !slices.ContainsFunc(found, func(f scored) bool { return f.mends >= len(block) }) {
		s.ofParts(block, add)
	}
	slices.SortStableFunc(found, func(a, b scored) int {
		return cmp.Or(cmp.Compare(b.mends, a.mends), cmp.Compare(len(a.changes), len(b.changes)), compareRepairs(*a.repair, *b.repair))
	})
	// What is part of a slip that mends more, of another block perhaps, is not
	// a slip of its own.
	several := make([]*repair, 0, mostOfSeveral)
	for _, f := range found {
		if len(several) < mostOfSeveral && !slices.ContainsFunc(several, func(r *repair) bool { return r.holds(f.repair) }) {
			several = append(several, f.repair)
		}
	}
	return several
}

// exchanges finds the neighbours whose exchange would settle a constraint.
func (s *search) exchanges(c *constraint, add func(r *repair, least int)) {
	e := s.e
	for _, term := range c.terms {
		one := term.cell
		for _, other := range e.beside(one) {
			s.work++
			a, b := e.low[one], e.low[other]
			if residual := c.residual + forms.Number(term.sign-c.sign(other))*(b-a); a == b || residual.Abs() > c.tolerance {
				continue
			}
			slip := Exchanged
			if a == 0 || b == 0 {
				slip = Misplaced
			}
			add(&repair{slip, []Change{{one, a, b}, {other, b, a}}}, 1)
		}
	}
}

// longestLine is the longest row or column of which every stretch is tried.
const longestLine = 30

// shifted finds stretches of figures that stand one place along.
func (s *search) shifted(block []*constraint, to direction, slip Slip, add func(r *repair, least int)) {
	e := s.e
	// Where a sum crosses the line, a figure that its neighbour would mend
	// begins a stretch; where it runs along the line, every stretch is tried.
	var seeds, lines []forms.Cell
	for _, c := range block {
		if c.gaps {
			continue
		}
		for _, term := range c.terms {
			s.work++
			right := e.next(term.cell, to)
			if right == forms.NoCell || to.leaves && e.traits[term.cell]&totalCell != 0 {
				continue
			}
			switch change := e.low[right] - e.low[term.cell]; {
			case c.sign(right) != 0 && len(c.terms) <= longestLine:
				lines = append(lines, term.cell)
			case change != 0 && (c.residual+forms.Number(term.sign)*change).Abs() <= c.tolerance:
				seeds = append(seeds, term.cell)
			}
		}
	}
	slices.Sort(seeds)
	met := map[forms.Cell]bool{}
	for _, seed := range seeds {
		if met[seed] || s.work > s.most {
			continue
		}
		stretch := s.stretch(seed, to, func(cell forms.Cell) bool { return s.isMended(cell, to) })
		for _, cell := range stretch {
			met[cell] = true
		}
		s.moved(stretch, to, slip, add)
	}
	s.alongLines(lines, to, slip, add)
}

// isMended reports whether its neighbour's figure would mend a sum of a cell,
// of whatever block.
func (s *search) isMended(cell forms.Cell, to direction) bool {
	right := s.e.next(cell, to)
	if right == forms.NoCell || s.e.low[right] == s.e.low[cell] {
		return false
	}
	return slices.ContainsFunc(s.touched(cell), func(t touch) bool {
		c := t.constraint
		return c.fails() && !c.gaps && c.sign(right) == 0 && (c.residual+t.sign*(s.e.low[right]-s.e.low[cell])).Abs() <= c.tolerance
	})
}

// stretch follows a line both ways from a cell while figures belong to it or
// would stay the same.
func (s *search) stretch(from forms.Cell, to direction, belongs func(forms.Cell) bool) []forms.Cell {
	e := s.e
	stretch := []forms.Cell{from}
	back := direction{to.columns, -to.step, to.leaves}
	for _, way := range []direction{to, back} {
		var more []forms.Cell
		last := 0
		for cell := e.next(from, way); cell != forms.NoCell; cell = e.next(cell, way) {
			s.work++
			right := e.next(cell, to)
			if !belongs(cell) && (right == forms.NoCell || e.low[right] != e.low[cell]) {
				break
			}
			more = append(more, cell)
			if belongs(cell) {
				last = len(more)
			}
		}
		if more = more[:last]; way == to {
			stretch = append(stretch, more...)
		} else {
			slices.Reverse(more)
			stretch = append(more, stretch...)
		}
	}
	return stretch
}

// mostLines bounds the lines of which every stretch is tried.
const mostLines = 4

func (s *search) alongLines(cells []forms.Cell, to direction, slip Slip, add func(r *repair, least int)) {
	met := map[forms.Cell]bool{}
	lines := 0
	for _, cell := range cells {
		if met[cell] {
			continue
		}
		line := s.stretch(cell, to, func(forms.Cell) bool { return true })
		for _, other := range line {
			met[other] = true
		}
		if lines++; lines > mostLines || len(line) > longestLine {
			continue
		}
		for first := range line {
			if s.work > s.most {
				return
			}
			for last := first + 1; last < len(line) && s.isDoubtful(line[last-1]); last++ {
				s.moved(line[first:last], to, slip, add)
			}
		}
	}
}

// isDoubtful reports whether a figure takes part in a sum that fails.
func (s *search) isDoubtful(cell forms.Cell) bool {
	return slices.ContainsFunc(s.touched(cell), func(t touch) bool { return t.constraint.fails() })
}

// moved gives each figure of a stretch its neighbour's, and the one after it,
// where its own was lost, what a sum leaves for it.
func (s *search) moved(stretch []forms.Cell, to direction, slip Slip, add func(r *repair, least int)) {
	e := s.e
	s.work += 4 * len(stretch)
	var changes []Change
	for _, cell := range stretch {
		right := e.next(cell, to)
		if right == forms.NoCell {
			return
		}
		if e.low[right] != e.low[cell] {
			changes = append(changes, Change{cell, e.low[cell], e.low[right]})
		}
	}
	end := e.next(stretch[len(stretch)-1], to)
	for _, c := range changes {
		s.shift(nil, c, 1)
	}
	var left []forms.Number
	for _, t := range s.touched(end) {
		if c := t.constraint; c.fails() && !c.gaps && !slices.Contains(left, -c.residual*t.sign) {
			left = append(left, -c.residual*t.sign)
		}
	}
	for _, c := range changes {
		s.shift(nil, c, -1)
	}
	if len(changes) > 1 {
		add(&repair{slip, slices.Clone(changes)}, 2)
	}
	for _, change := range left {
		if len(changes) == 0 {
			continue
		}
		name := slip
		if len(changes) == 1 && changes[0].From == 0 {
			name = Misplaced // one figure alone, over another
		}
		add(&repair{name, append(slices.Clone(changes), Change{end, e.low[end], e.low[end] + change})}, 2)
	}
}
