package validation

import (
	"cmp"
	"slices"

	"migraform/forms"
	"migraform/forms/words"
)

// Where sums fail, the fewest slips that explain all of it are sought
// (Fellegi and Holt, A systematic approach to automatic edit and imputation,
// 1976), block by block: a block is failing sums and equalities that share
// figures, of one table or several. One slip makes one figure wrong, or
// several at once: two neighbours exchanged, a row shifted by a place. Among
// equally few, the likeliest come first (blocks_weights.go).
//
// Within its bounds the search is exact for what hangs together like the sums
// of a two-way table: every set of so few changes is looked at in which each
// figure is told by a sum of which it is the last wrong one. It is bounded by
// work, not by time, so that it says the same on every machine.

// Bounds of the search. Beyond them a figure is suspected only by its own
// sums, and the finding says so.
const (
	widestBlock  = 400 // failing sums in a block that is looked at as a whole
	largestBlock = 40  // failing sums that are to be settled by changes of single figures
	mostChanges  = 12  // slips in a block
	// Sums worked out anew in a block: so many where there are few that fail,
	// and not fewer where there are very many.
	mostWork  = 3_000_000
	leastWork = 60_000
	allWork   = 20_000_000
)

// repair undoes one slip.
type repair struct {
	slip    Slip
	changes []Change // in the order of cells
}

func (r *repair) named() bool { return r.slip != Settles }

func (r *repair) changed(cell forms.Cell) bool {
	_, ok := slices.BinarySearchFunc(r.changes, cell, func(c Change, cell forms.Cell) int { return cmp.Compare(c.Cell, cell) })
	return ok
}

// holds reports whether a repair makes all changes of another.
func (r *repair) holds(other *repair) bool {
	return !slices.ContainsFunc(other.changes, func(c Change) bool {
		at, ok := slices.BinarySearchFunc(r.changes, c.Cell, func(c Change, cell forms.Cell) int { return cmp.Compare(c.Cell, cell) })
		return !ok || r.changes[at] != c
	})
}

// search looks for the fewest slips of one questionnaire's failing blocks.
// Residuals of constraints change while it tries; between blocks they are
// those of the answers.
type search struct {
	e           *Engine
	constraints map[check]*constraint
	touches     map[forms.Cell][]touch
	families    map[class]int32
	parts       map[string]triedPart // whole parts of tables
	tried       map[string]bool      // those of them that were for the present block
	counts      []int32              // by family
	round       int32                // of gathering blocks and of weighing changes

	failing    int // sums and equalities that fail, and one
	work, most int
	cut        bool      // there may be solutions with more slips
	several    []*repair // that are taken for granted while single changes are tried
	made       []Change
	solutions  [][]repair
}

// Blame looks for the figures that are probably wrong in failing findings,
// and writes them into their Suspects. The findings are of the present state
// of the answers; no answer is changed. What was found stays known until
// something changes.
func (e *Engine) Blame(findings ...*Finding) {
	for _, f := range findings {
		if f.blamed || f.Verdict != Fails {
			continue
		}
		f.blamed = true
		if e.blaming == nil {
			e.blaming = e.newSearch()
		}
		s := e.blaming
		switch f.check.kind {
		case limitCheck:
			if none := e.emptyAt(e.numberOf(f.check)); none != nil {
				s.blameEmpty(f, none)
			}
		case sumCheck, equalCheck, relationCheck:
			if c := s.constraint(f.check); c != nil && c.fails() {
				if !c.solved {
					s.solve(c)
				}
				f.Suspects, f.Unsearched = c.suspects, c.unsearched
			} else if none := e.emptyAt(e.numberOf(f.check)); none != nil {
				s.blameEmpty(f, none)
			} else if f.check.kind == relationCheck {
				s.blameRate(f)
			}
		case cellCheck:
			s.blameSign(f)
		case jumpCheck:
			// A figure that its sums bear out did not lose its zeros.
			f.Suspects = slices.DeleteFunc(f.Suspects, func(suspect Suspect) bool {
				return e.isSecret(suspect.Cell) || s.breaks(suspect.Changes()...)
			})
		}
	}
}

// Reconsider forgets who was blamed: how far figures are trusted has changed.
func (e *Engine) Reconsider() { e.blaming = nil }

func (e *Engine) newSearch() *search {
	s := &search{e: e, constraints: map[check]*constraint{}, touches: map[forms.Cell][]touch{}, families: map[class]int32{}, parts: map[string]triedPart{}, tried: map[string]bool{}, failing: 1}
	for page, counts := range e.verdicts.pages {
		for at := page << pageBits; counts[0] > 0; at++ {
			if Verdict(e.verdicts.of[at]) == Fails {
				counts[0]--
				if kind := e.checkOf(at).kind; kind == sumCheck || kind == equalCheck {
					s.failing++
				}
			}
		}
	}
	return s
}

// solve finds the slips of the block around a constraint.
func (s *search) solve(first *constraint) {
	block, whole := s.block(first)
	found := whole && s.fewest(block)
	for _, c := range block {
		c.solved = true
		if found {
			c.suspects = s.suspectsOf(c)
		} else {
			c.suspects = s.own(c)
		}
		switch {
		case !whole:
			c.unsearched = words.Say("unsearched.wide", "Count", widestBlock)
		case s.cut:
			c.unsearched = words.Say("unsearched.deep", "Count", len(block))
		}
	}
}

// block gathers the failing constraints that share figures with one, or with
// one that does, in the order of the checks; whole is false where they are
// more than can be looked at.
func (s *search) block(first *constraint) (block []*constraint, whole bool) {
	s.round++
	first.round = s.round
	block, whole = append(block, first), !first.wide
	for next := 0; next < len(block) && whole; next++ {
		for _, term := range block[next].terms {
			for _, t := range s.touched(term.cell) {
				if c := t.constraint; c.round != s.round && c.fails() {
					c.round = s.round
					block = append(block, c)
					whole = whole && !c.wide
				}
			}
		}
		whole = whole && len(block) <= widestBlock
	}
	if !whole {
		for _, c := range block {
			c.wide = true
		}
	}
	slices.SortFunc(block, func(a, b *constraint) int { return cmp.Compare(a.number, b.number) })
	return block, whole
}

// fewest finds the solutions with the fewest slips. It reports false where
// there is none within the bounds.
func (s *search) fewest(block []*constraint) bool {
	// What there is to do is shared by all blocks of the document.
	s.most = max(leastWork, min(mostWork, allWork/s.failing*len(block)))
	s.solutions, s.work = nil, 0
	several := s.ofSeveral(block)
	short := s.work > s.most
	s.work, s.cut = 0, true
	for slips := 1; slips <= mostChanges && len(s.solutions) == 0 && s.cut && s.work <= s.most; slips++ {
		s.cut = false
		s.combine(block, several, slips)
	}
	s.cut = short || s.work > s.most || s.cut && len(s.solutions) == 0
	s.rank()
	return len(s.solutions) > 0
}

// combine tries every choice among slips of several figures, together with
// changes of single ones.
func (s *search) combine(active []*constraint, several []*repair, left int) {
	s.step(active, left)
	if left == 0 {
		return
	}
	for i, r := range several {
		if slices.ContainsFunc(s.several, func(other *repair) bool {
			return slices.ContainsFunc(r.changes, func(c Change) bool { return other.changed(c.Cell) })
		}) {
			continue
		}
		now := s.mend(active, r)
		s.several = append(s.several, r)
		s.combine(now, several[i+1:], left-1)
		s.several = s.several[:len(s.several)-1]
		for _, c := range r.changes {
			s.shift(nil, c, -1)
		}
	}
}

// mend makes the changes of a repair, and adds to active what fails by it.
func (s *search) mend(active []*constraint, r *repair) []*constraint {
	for _, c := range r.changes {
		s.shift(nil, c, 1)
	}
	s.round++
	for _, c := range active {
		c.round = s.round
	}
	active = active[:len(active):len(active)]
	for _, c := range r.changes {
		for _, t := range s.touched(c.Cell) {
			if t.constraint.round != s.round && t.constraint.fails() {
				t.constraint.round = s.round
				active = append(active, t.constraint)
			}
		}
	}
	return active
}

// shift moves the residuals of the constraints of a change, forth (1) or back
// (-1), and adds to active those that fail by it.
func (s *search) shift(active []*constraint, c Change, direction forms.Number) []*constraint {
	touches := s.touched(c.Cell)
	s.work += len(touches)
	for _, t := range touches {
		t.constraint.residual += t.sign * (c.To - c.From) * direction
		if active != nil && t.constraint.fails() && !slices.Contains(active, t.constraint) {
			active = append(active[:len(active):len(active)], t.constraint)
		}
	}
	return active
}

// needed is a lower bound of the changes of single figures that settle all
// constraints: a figure takes part in each family of sums once. It also finds
// the failing constraint to begin with: the shortest whose figures are all
// known, else one with gaps.
func (s *search) needed(active []*constraint) (most int32, failing int, begin *constraint) {
	for len(s.counts) < len(s.families) {
		s.counts = append(s.counts, 0)
	}
	s.work += len(active)
	for _, c := range active {
		if !c.fails() {
			continue
		}
		failing++
		s.counts[c.family]++
		most = max(most, s.counts[c.family])
		if begin == nil || !c.gaps && begin.gaps || c.gaps == begin.gaps && len(c.terms) < len(begin.terms) {
			begin = c
		}
	}
	for _, c := range active {
		s.counts[c.family] = 0
	}
	return most, failing, begin
}

// mostSolutions are as many as are told apart: where there are more, it is
// anybody's guess.
const mostSolutions = 200

// step tries all changes that mend one of the failing constraints, and goes
// on with what is left.
func (s *search) step(active []*constraint, left int) {
	if s.work > s.most || len(s.solutions) >= mostSolutions {
		return
	}
	need, failing, begin := s.needed(active)
	switch {
	case failing == 0:
		s.keep()
		return
	case int(need) > left || failing > largestBlock:
		s.cut = true
		return
	}
	for _, term := range begin.terms {
		if s.isChanged(term.cell) {
			continue
		}
		touches := s.touched(term.cell)
		if left == 1 && len(touches) < failing {
			continue
		}
		for _, change := range s.changesOf(begin, term, touches) {
			s.try(active, term.cell, change, left)
		}
	}
}

// changesOf lists the changes of a figure that mend a constraint, or another
// failing one of the figure: with two errors in one sum no change of one
// figure mends it. Where parts are missing a sum does not tell how much too
// large a figure is: only slips that bring it to about the total are tried.
func (s *search) changesOf(begin *constraint, term weighted, touches []touch) []forms.Number {
	var room [8]forms.Number
	changes := room[:0]
	for _, t := range touches {
		if c := t.constraint; c.fails() && !c.gaps && !slices.Contains(changes, -c.residual*t.sign) {
			changes = append(changes, -c.residual*t.sign)
		}
	}
	if begin.gaps && term.sign > 0 {
		from := s.e.low[term.cell]
		for _, to := range smaller(from) {
			if slack := from - to - begin.residual; slack >= 0 && slack <= begin.residual/convincing && !slices.Contains(changes, to-from) {
				changes = append(changes, to-from)
			}
		}
	}
	return slices.Clone(changes)
}

// convincing is the share of an excess by which a slip may overshoot it and
// still explain it: the missing parts fill what is left.
const convincing = 20

func (s *search) isChanged(cell forms.Cell) bool {
	return slices.ContainsFunc(s.made, func(c Change) bool { return c.Cell == cell }) ||
		slices.ContainsFunc(s.several, func(r *repair) bool { return r.changed(cell) })
}

func (s *search) try(active []*constraint, cell forms.Cell, change forms.Number, left int) {
	c := Change{cell, s.e.low[cell], s.e.low[cell] + change}
	if !s.e.allows(c) {
		return
	}
	now := s.shift(active, c, 1)
	s.made = append(s.made, c)
	s.step(now, left-1)
	s.made = s.made[:len(s.made)-1]
	s.shift(nil, c, -1)
}

// allows reports whether a cell may hold what it would be changed to.
func (e *Engine) allows(c Change) bool {
	return (c.To >= 0 || e.traits[c.Cell]&signedCell != 0) && c.To.Abs() <= forms.Largest
}

// keep notes what is changed at present as a solution.
func (s *search) keep() {
	solution := make([]repair, 0, len(s.several)+len(s.made))
	for _, r := range s.several {
		solution = append(solution, *r)
	}
	for _, c := range s.made {
		solution = append(solution, repair{s.e.slipOf(c), []Change{c}})
	}
	slices.SortFunc(solution, compareRepairs)
	if !slices.ContainsFunc(s.solutions, func(have []repair) bool { return slices.EqualFunc(have, solution, sameRepair) }) {
		s.solutions = append(s.solutions, solution)
	}
}

func compareRepairs(a, b repair) int {
	return cmp.Or(cmp.Compare(a.changes[0].Cell, b.changes[0].Cell), cmp.Compare(a.changes[0].To, b.changes[0].To), cmp.Compare(a.slip, b.slip))
}

// mostSuspects bounds how many suspects a finding names.
const mostSuspects = 3

// suspectsOf lists the slips of the solutions that concern a constraint.
func (s *search) suspectsOf(c *constraint) []Suspect {
	var suspects []Suspect
	for _, solution := range s.solutions {
		for _, r := range solution {
			at := slices.IndexFunc(r.changes, func(change Change) bool { return c.sign(change.Cell) != 0 })
			if at >= 0 && len(suspects) < mostSuspects {
				suspects = s.e.suspect(suspects, r, at)
			}
		}
	}
	return suspects
}

// suspect adds a slip to the suspects of a finding, the figure that is one of
// the finding's first. Nothing is proposed for what is confidential.
func (e *Engine) suspect(suspects []Suspect, r repair, at int) []Suspect {
	first := r.changes[at]
	if slices.ContainsFunc(r.changes, func(c Change) bool { return e.isSecret(c.Cell) }) ||
		slices.ContainsFunc(suspects, func(have Suspect) bool { return have.Cell == first.Cell }) {
		return suspects
	}
	with := slices.Delete(slices.Clone(r.changes), at, at+1)
	return append(suspects, Suspect{Cell: first.Cell, From: first.From, To: first.To, Slip: r.slip, With: slices.Clip(with)})
}

// isSecret reports whether a figure is kept from others.
func (e *Engine) isSecret(cell forms.Cell) bool {
	conf := e.answers.Confs[cell]
	return conf != forms.Unstated && conf != forms.Free
}
