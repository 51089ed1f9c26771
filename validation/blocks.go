package validation

import (
	"cmp"
	"slices"

	"migraform/forms"
)

// Where sums fail, the fewest changes that make all of them hold are sought
// (Fellegi and Holt, A systematic approach to automatic edit and imputation,
// 1976), block by block: a block is failing sums and equalities that share
// figures. Among the fewest, changes that undo a nameable slip come first.

// Bounds of the search. Beyond them a figure is suspected only by its own
// sums.
const (
	largestBlock = 40     // failing checks in a block
	mostChanges  = 12     // wrong figures in a block
	mostNodes    = 60_000 // steps of the search in a block
)

// constraint is a sum or an equality between known figures, written over the
// entered cells: its terms come to zero where it holds.
type constraint struct {
	family    class
	terms     []weighted
	residual  forms.Number
	tolerance forms.Number
}

// class is a family of sums in which a figure takes part at most once: the
// same sum, at combinations that are totals on the same axes.
type class struct {
	check   check // of a sum without where
	heights uint64
}

func (c *constraint) fails() bool { return c.residual.Abs() > c.tolerance }

type touch struct {
	constraint *constraint
	sign       forms.Number
}

type replacement struct {
	cell     forms.Cell
	from, to forms.Number
}

// search looks for the fewest changes of one questionnaire's failing blocks.
type search struct {
	e           *Engine
	constraints map[check]*constraint
	touches     map[forms.Cell][]touch
	nodes       int
	made        []replacement
	solutions   [][]replacement
}

// Blame looks for the figures that are probably wrong in failing findings,
// and writes them into their Suspects. The findings are of the present state
// of the answers.
func (e *Engine) Blame(findings ...*Finding) {
	s := &search{e: e, constraints: map[check]*constraint{}, touches: map[forms.Cell][]touch{}}
	concerned := map[*constraint][]*Finding{}
	for _, f := range findings {
		if f.blamed || f.Verdict != Fails || f.check.kind != sumCheck && f.check.kind != equalCheck {
			continue
		}
		if c := s.constraint(f.check); c != nil {
			concerned[c] = append(concerned[c], f)
		}
	}
	for _, f := range findings {
		if f.blamed {
			continue
		}
		f.blamed = true
		if c := s.constraints[f.check]; c != nil && len(concerned[c]) > 0 {
			s.solve(s.block(c), concerned)
		}
	}
}

// block gathers the failing constraints that share figures with one, or with
// one that does; no more than can be searched.
func (s *search) block(first *constraint) []*constraint {
	block := []*constraint{first}
	for next := 0; next < len(block) && len(block) <= largestBlock; next++ {
		for _, term := range block[next].terms {
			for _, t := range s.touched(term.cell) {
				if t.constraint.fails() && !slices.Contains(block, t.constraint) {
					block = append(block, t.constraint)
				}
			}
		}
	}
	return block
}

func (s *search) solve(block []*constraint, concerned map[*constraint][]*Finding) {
	found := len(block) <= largestBlock && s.fewest(block)
	if !found {
		block = block[:1]
	}
	for _, c := range block {
		for _, f := range concerned[c] {
			f.blamed = true
			if found {
				f.Suspects = s.suspectsOf(c)
			} else {
				f.Suspects = s.e.suspects(c.terms, c.residual)
			}
		}
	}
}

// fewest finds the solutions with the fewest changes. It reports false where
// there is none within the bounds.
func (s *search) fewest(block []*constraint) bool {
	s.solutions, s.nodes = nil, 0
	for changes := needed(block); changes <= mostChanges; changes++ {
		s.made = s.made[:0]
		s.step(block, changes)
		if s.nodes > mostNodes {
			return false
		}
		if len(s.solutions) > 0 {
			s.rank()
			return true
		}
	}
	return false
}

// needed is a lower bound of the changes: a figure takes part in each family
// of sums once.
func needed(failing []*constraint) int {
	families := make(map[class]int, 8)
	most := 0
	for _, c := range failing {
		if c.fails() {
			families[c.family]++
			most = max(most, families[c.family])
		}
	}
	return most
}

// step tries all changes that mend one of the failing constraints, and goes
// on with what is left.
func (s *search) step(active []*constraint, left int) {
	if s.nodes++; s.nodes > mostNodes {
		return
	}
	need := needed(active)
	if need == 0 {
		s.solutions = append(s.solutions, slices.Clone(s.made))
		return
	}
	if need > left {
		return
	}
	var worst *constraint
	for _, c := range active {
		if c.fails() && (worst == nil || len(c.terms) < len(worst.terms)) {
			worst = c
		}
	}
	for _, term := range worst.terms {
		if term.sign == 0 || slices.ContainsFunc(s.made, func(r replacement) bool { return r.cell == term.cell }) {
			continue
		}
		touches := s.touched(term.cell)
		// The change that mends this constraint, or another failing one of
		// the figure: with two errors in one sum no change mends the sum.
		var tried []forms.Number
		for _, t := range touches {
			if !t.constraint.fails() {
				continue
			}
			change := -t.constraint.residual * t.sign
			if slices.Contains(tried, change) {
				continue
			}
			tried = append(tried, change)
			s.try(active, term.cell, change, touches, left)
		}
	}
}

func (s *search) try(active []*constraint, cell forms.Cell, change forms.Number, touches []touch, left int) {
	from := s.e.low[cell]
	to := from + change
	if to < 0 && s.e.traits[cell]&signedCell == 0 || to.Abs() > forms.Largest {
		return
	}
	now := active
	for _, t := range touches {
		t.constraint.residual += t.sign * change
		if t.constraint.fails() && !slices.Contains(now, t.constraint) {
			now = append(now[:len(now):len(now)], t.constraint)
		}
	}
	s.made = append(s.made, replacement{cell, from, to})
	s.step(now, left-1)
	s.made = s.made[:len(s.made)-1]
	for _, t := range touches {
		t.constraint.residual -= t.sign * change
	}
}

// unlikelihood of a change: a nameable slip is likelier than any number, one
// that brings a figure nearer to its neighbours in time likelier than one that
// takes it away, and a typed figure likelier wrong than an imported one.
func (s *search) unlikelihood(r replacement) int {
	u := 60
	if slip, ok := SlipBetween(r.from, r.to); ok {
		u = 4 + slices.Index(likelihood, slip)
	}
	u += 3 * s.e.strays(r.cell, r.to)
	u *= 2
	if s.e.answers.Ways[r.cell] == forms.Imported {
		u++
	}
	return u
}

func (s *search) rank() {
	total := func(solution []replacement) int {
		sum := 0
		for _, r := range solution {
			sum += s.unlikelihood(r)
		}
		return sum
	}
	for _, solution := range s.solutions {
		slices.SortFunc(solution, func(a, b replacement) int { return cmp.Compare(a.cell, b.cell) })
	}
	slices.SortFunc(s.solutions, func(a, b []replacement) int {
		return cmp.Or(cmp.Compare(total(a), total(b)), slices.CompareFunc(a, b, func(x, y replacement) int {
			return cmp.Or(cmp.Compare(x.cell, y.cell), cmp.Compare(x.to, y.to))
		}))
	})
	s.solutions = slices.CompactFunc(s.solutions, slices.Equal[[]replacement])
	// What cannot be named is no guess among several: it is worth saying only
	// where nothing else would settle the sums.
	named := slices.IndexFunc(s.solutions, func(solution []replacement) bool { return !s.isNamed(solution) })
	switch {
	case named == 0 && len(s.solutions) > 1:
		s.solutions = nil
	case named > 0:
		s.solutions = s.solutions[:named]
	}
}

func (s *search) isNamed(solution []replacement) bool {
	return !slices.ContainsFunc(solution, func(r replacement) bool { _, ok := SlipBetween(r.from, r.to); return !ok })
}

// suspectsOf lists the changes of the best solutions that concern a
// constraint.
func (s *search) suspectsOf(c *constraint) []Suspect {
	var suspects []Suspect
	for _, solution := range s.solutions {
		for _, r := range solution {
			if !slices.ContainsFunc(c.terms, func(t weighted) bool { return t.cell == r.cell }) ||
				slices.ContainsFunc(suspects, func(have Suspect) bool { return have.Cell == r.cell }) {
				continue
			}
			slip, ok := SlipBetween(r.from, r.to)
			if !ok {
				slip = Settles
			}
			if suspects = append(suspects, Suspect{Cell: r.cell, From: r.from, To: r.to, Slip: slip}); len(suspects) == mostSuspects {
				return suspects
			}
		}
	}
	return suspects
}

// constraint writes a check over entered cells; nil where figures are missing
// or nothing is claimed.
func (s *search) constraint(c check) *constraint {
	if have, ok := s.constraints[c]; ok {
		return have
	}
	s.constraints[c] = nil
	e := s.e
	made := &constraint{family: class{check: c}}
	if c.kind == equalCheck {
		reference, _ := e.referenceFor(c.where, int(c.of))
		if reference < 0 || reference == int(c.of) {
			return nil
		}
		for sign, of := range map[int8]int{1: int(c.of), -1: reference} {
			carrier := &e.groups[c.where].carriers[of]
			if _, known, answered := e.value(carrier); !known || !answered {
				return nil
			}
			for _, cell := range carrier.cells {
				if !s.expand(made, cell, sign) {
					return nil
				}
			}
		}
		made.tolerance = e.equal(c.where, int(c.of), reference, 0).tolerance
	} else {
		cube, at := e.at(c)
		a := &cube.axes[c.axis]
		sum := &a.list.Sums[c.of]
		total := at + forms.Cell(sum.Total*a.stride)
		made.family.check.where = 0
		for i := range cube.axes {
			made.family.heights = made.family.heights<<4 | uint64(cube.axes[i].heights[cube.CodeAt(total, i)])
		}
		if !a.checked[c.of] || e.states[total] == computed && e.by[total] == uint16(c.axis)<<12|uint16(c.of) || !s.expand(made, total, -1) {
			return nil
		}
		for _, term := range sum.Terms {
			part := at + forms.Cell(term.Code*a.stride)
			if e.states[part] == assumed && !derives(sum) || !s.expand(made, part, term.Sign) {
				return nil
			}
		}
		made.tolerance = a.tolerances[c.of]
	}
	slices.SortFunc(made.terms, func(a, b weighted) int { return cmp.Compare(a.cell, b.cell) })
	merged := made.terms[:0]
	for _, term := range made.terms {
		if n := len(merged); n > 0 && merged[n-1].cell == term.cell {
			merged[n-1].sign += term.sign
		} else {
			merged = append(merged, term)
		}
	}
	made.terms = slices.DeleteFunc(merged, func(t weighted) bool { return t.sign != 1 && t.sign != -1 })
	s.constraints[c] = made
	return made
}

// expand adds the entered cells that a figure comes from. It reports false
// where the figure is not wholly known.
func (s *search) expand(c *constraint, cell forms.Cell, sign int8) bool {
	e := s.e
	switch {
	case e.traits[cell]&blurredCell != 0:
		return false
	case e.states[cell] == assumed:
		return true
	case e.states[cell] == entered:
		c.residual += forms.Number(sign) * e.low[cell]
		if e.answers.Statuses[cell].IsNumber() {
			c.terms = append(c.terms, weighted{cell, sign})
		}
		return true
	case e.states[cell] != computed:
		return false
	}
	cube := e.cubeOf(cell)
	a := &cube.axes[e.by[cell]>>12]
	code := int(cell-cube.First) / a.stride % len(a.list.Codes)
	for _, term := range a.list.Sums[e.by[cell]&0xfff].Terms {
		if !s.expand(c, cell+forms.Cell((term.Code-code)*a.stride), sign*term.Sign) {
			return false
		}
	}
	return true
}

// touched lists the constraints in which an entered cell takes part, by
// itself or through the computed totals above it.
func (s *search) touched(cell forms.Cell) []touch {
	if have, ok := s.touches[cell]; ok {
		return have
	}
	var touches []touch
	seen := map[check]bool{}
	queue := []forms.Cell{cell}
	for next := 0; next < len(queue); next++ {
		s.e.eachCheck(queue[next], func(c check, total forms.Cell) {
			if seen[c] {
				return
			}
			seen[c] = true
			if total != queue[next] && s.e.states[total] == computed && !slices.Contains(queue, total) {
				queue = append(queue, total)
			}
			if con := s.constraint(c); con != nil {
				if i, ok := slices.BinarySearchFunc(con.terms, cell, func(t weighted, c forms.Cell) int { return cmp.Compare(t.cell, c) }); ok {
					touches = append(touches, touch{con, forms.Number(con.terms[i].sign)})
				}
			}
		})
	}
	s.touches[cell] = touches
	return touches
}

// eachCheck calls f with the sums and equalities in which a cell itself takes
// part; total is the sum's total, or the cell for an equality.
func (e *Engine) eachCheck(cell forms.Cell, f func(c check, total forms.Cell)) {
	c := e.cubeOf(cell)
	rest := int(cell - c.First)
	for i := range c.axes {
		a := &c.axes[i]
		code := rest / a.stride % len(a.list.Codes)
		where := int32(rest/(a.stride*len(a.list.Codes))*a.stride + rest%a.stride)
		for _, sums := range [2][]int32{a.sumsOf[code], a.sumsIn[code]} {
			for _, n := range sums {
				f(check{sumCheck, c.index, int8(i), n, where}, cell+forms.Cell((a.list.Sums[n].Total-code)*a.stride))
			}
		}
	}
	for _, g := range e.ofCell[cell] {
		for i := range e.groups[g].carriers {
			f(check{kind: equalCheck, of: int32(i), where: g}, cell)
		}
	}
}
