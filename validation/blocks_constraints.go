package validation

import (
	"cmp"
	"slices"

	"migraform/forms"
	"migraform/forms/words"
)

// constraint is a sum or an equality, written over the entered cells that
// take part in it: its terms come to zero where it holds. Blank totals are
// written out as what they add up.
type constraint struct {
	number    int // of the check
	family    int32
	terms     []weighted // in the order of cells
	residual  forms.Number
	tolerance forms.Number
	// gaps says that parts are missing: the terms then come to nil or less.
	gaps bool

	round  int32
	failed bool // before changes were weighed
	wide   bool // it belongs to a block that is too large

	solved     bool
	suspects   []Suspect
	unsearched words.Message
}

// weighted is a cell with its sign in a sum; the total has the opposite one.
type weighted struct {
	cell forms.Cell
	sign int8
}

// class is a family of sums in which a figure takes part at most once: the
// same sum, at combinations that are totals on the same axes.
type class struct {
	check   check // of a sum without where
	heights uint64
}

func (c *constraint) fails() bool {
	return c.residual > c.tolerance || c.residual < -c.tolerance && !c.gaps
}

// sign is how a cell takes part, 0 where it does not.
func (c *constraint) sign(cell forms.Cell) int8 {
	i, ok := slices.BinarySearchFunc(c.terms, cell, func(t weighted, cell forms.Cell) int { return cmp.Compare(t.cell, cell) })
	if !ok {
		return 0
	}
	return c.terms[i].sign
}

type touch struct {
	constraint *constraint
	sign       forms.Number
}

// constraint writes a check over entered cells; nil where it claims nothing,
// or nothing that could be relied on.
func (s *search) constraint(c check) *constraint {
	if have, ok := s.constraints[c]; ok {
		return have
	}
	made := &constraint{}
	family := class{check: c}
	var ok bool
	switch c.kind {
	case equalCheck:
		ok = s.writeEqual(made, c)
	case relationCheck:
		ok = s.writeRelation(made, c)
	default:
		ok = s.writeSum(made, c, &family)
	}
	if !ok {
		made = nil
	} else {
		made.merge()
		number, met := s.families[family]
		if !met {
			number = int32(len(s.families))
			s.families[family] = number
		}
		made.family = number
	}
	s.constraints[c] = made
	return made
}

// merge leaves each cell once.
func (c *constraint) merge() {
	slices.SortFunc(c.terms, func(a, b weighted) int { return cmp.Compare(a.cell, b.cell) })
	merged := c.terms[:0]
	for _, term := range c.terms {
		if n := len(merged); n > 0 && merged[n-1].cell == term.cell {
			merged[n-1].sign += term.sign
		} else {
			merged = append(merged, term)
		}
	}
	c.terms = slices.DeleteFunc(merged, func(t weighted) bool { return t.sign != 1 && t.sign != -1 })
}

func (s *search) writeSum(made *constraint, c check, family *class) bool {
	e := s.e
	cube, at := e.at(c)
	a := &cube.axes[c.axis]
	sum := &a.list.Sums[c.of]
	total := at + forms.Cell(sum.Total*a.stride)
	made.number, made.tolerance = e.numberOf(c), a.tolerances[c.of]
	family.check.where = 0
	for i := range cube.axes {
		family.heights = family.heights<<4 | uint64(cube.axes[i].heights[cube.CodeAt(total, i)])
	}
	if !a.checked[c.of] || !cube.Adds(int(c.axis), sum, at) || e.states[total] == computed && e.by[total] == uint16(c.axis)<<12|uint16(c.of) || !s.expand(made, total, -1, false) {
		return false
	}
	if code := a.restated[c.of]; code >= 0 && e.states[at+forms.Cell(code*a.stride)] != entered {
		return false // others say the same
	}
	gaps, figures := derives(sum) && e.limits.parts, false
	for _, term := range sum.Terms {
		part := at + forms.Cell(term.Code*a.stride)
		if e.states[part] == assumed && !derives(sum) || !s.expand(made, part, term.Sign, gaps) {
			return false
		}
		figures = figures || e.states[part] >= computed || e.states[part] == partial
	}
	return figures // else nothing is known of the parts
}

func (s *search) writeEqual(made *constraint, c check) bool {
	e := s.e
	reference, expected := e.referenceFor(c.where, int(c.of))
	// Different sources may count differently: that is to be explained, not
	// corrected.
	if reference < 0 || reference == int(c.of) || e.areApart(c.where, int(c.of), reference) {
		return false
	}
	for sign, of := range map[int8]int{1: int(c.of), -1: reference} {
		carrier := &e.groups[c.where].carriers[of]
		if _, _, answered := e.value(carrier); !answered {
			return false
		}
		for _, cell := range carrier.cells {
			if !s.expand(made, cell, sign, sign > 0) {
				return false
			}
		}
	}
	made.number = e.numberOf(c)
	made.tolerance = e.equal(c.where, int(c.of), reference, expected).tolerance
	return true
}

// writeRelation writes a relation that says that sums of measures are equal.
func (s *search) writeRelation(made *constraint, c check) bool {
	e := s.e
	comparison := &e.comparisons[c.where]
	relation := &e.q.Relations[comparison.relation]
	if relation.Kind != forms.Equal || !e.asked[comparison.relation] {
		return false
	}
	var first []forms.Cell
	parts := -1
	for side, terms := range [2][]forms.ComparedTerm{comparison.Left, comparison.Right} {
		for i := range terms {
			if t := e.termSpan(&terms[i]); !t.exact() || !t.answered {
				return false
			}
			cells := e.carrierOf(&terms[i])
			parts += len(cells)
			if first == nil {
				first = cells
			}
			if e.differ([]forms.Cell{first[0], cells[0]}) {
				return false
			}
			for _, cell := range cells {
				if !s.expand(made, cell, terms[i].Sign*int8(1-2*side), false) {
					return false
				}
			}
		}
	}
	made.number = e.extra.relations + int(c.where)
	made.tolerance = relation.Tolerance + e.declared.Tolerance(parts) - e.declared.Tolerance(0)
	return true
}

// expand adds the entered cells that a figure comes from. It reports false
// where the figure is not wholly known, unless gaps are allowed in it.
func (s *search) expand(c *constraint, cell forms.Cell, sign int8, gaps bool) bool {
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
	case e.states[cell] == computed:
	case !gaps || sign < 0 || e.traits[cell]&signedCell != 0:
		return false
	default:
		c.gaps = true
		if e.states[cell] != partial {
			return true
		}
	}
	cube := e.cubeOf(cell)
	a := &cube.axes[e.by[cell]>>12]
	code := int(cell-cube.First) / a.stride % len(a.list.Codes)
	for _, term := range a.list.Sums[e.by[cell]&0xfff].Terms {
		if !s.expand(c, cell+forms.Cell((term.Code-code)*a.stride), sign*term.Sign, gaps) {
			return false
		}
	}
	return true
}

// touched lists the constraints in which an entered cell takes part, by
// itself or through the blank totals above it.
func (s *search) touched(cell forms.Cell) []touch {
	if have, ok := s.touches[cell]; ok {
		return have
	}
	var touches []touch
	var seen []check
	queue := []forms.Cell{cell}
	for next := 0; next < len(queue); next++ {
		s.e.eachCheck(queue[next], func(c check, total forms.Cell) {
			if slices.Contains(seen, c) {
				return
			}
			seen = append(seen, c)
			if st := s.e.states[total]; total != queue[next] && (st == computed || st == partial) && !slices.Contains(queue, total) {
				queue = append(queue, total)
			}
			if con := s.constraint(c); con != nil {
				if sign := con.sign(cell); sign != 0 {
					touches = append(touches, touch{con, forms.Number(sign)})
				}
			}
		})
	}
	s.touches[cell] = touches
	return touches
}

// eachCheck calls f with the sums, equalities and relations in which a cell
// itself takes part; total is the sum's total, or the cell for others.
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
	at, _ := slices.BinarySearchFunc(e.comparing, cell, func(c comparing, cell forms.Cell) int { return cmp.Compare(c.cell, cell) })
	for ; at < len(e.comparing) && e.comparing[at].cell == cell; at++ {
		if n := e.comparing[at].comparison; e.q.Relations[e.comparisons[n].relation].Kind == forms.Equal {
			f(check{kind: relationCheck, where: n}, cell)
		}
	}
}
