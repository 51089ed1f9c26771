package validation

import (
	"cmp"
	"slices"

	"migraform/forms"
)

// What single figures tell: where a block is beyond the bounds of the search,
// where figures are missing, a sign, a rate.

// fewTerms is the length of a sum by which alone a figure can be suspected.
const fewTerms = 4

// own looks for a figure of a constraint that alone would settle it, and
// breaks nothing: what is left where a block is beyond the bounds.
func (s *search) own(c *constraint) []Suspect {
	type scored struct {
		repair
		mends, cost int
	}
	var found []scored
	for _, term := range c.terms {
		for _, change := range s.changesOf(c, term, []touch{{c, forms.Number(term.sign)}}) {
			made := Change{term.cell, s.e.low[term.cell], s.e.low[term.cell] + change}
			if !s.e.allows(made) {
				continue
			}
			// Among many figures one is soon a slip away from settling a sum.
			if mends, breaks := s.effect(made); breaks == 0 && (mends > 1 || mends > 0 && len(c.terms) <= fewTerms) {
				r := repair{s.e.slipOf(made), []Change{made}}
				found = append(found, scored{r, mends, s.e.unlikelihood(&r)})
			}
		}
	}
	slices.SortStableFunc(found, func(a, b scored) int { return cmp.Or(cmp.Compare(b.mends, a.mends), cmp.Compare(a.cost, b.cost)) })
	var suspects []Suspect
	for i, f := range found {
		// What mends less than the first is no rival of it, and what cannot be
		// named no guess among several.
		if f.mends == found[0].mends && len(suspects) < mostSuspects &&
			(f.named() || i == 0 && (len(found) == 1 || found[1].mends < f.mends)) {
			suspects = s.e.suspect(suspects, f.repair, 0)
		}
	}
	return suspects
}

// effect tells how many failing constraints changes would mend, and how many
// that hold they would break.
func (s *search) effect(changes ...Change) (mends, breaks int) {
	s.round++
	for _, c := range changes {
		for _, t := range s.touched(c.Cell) {
			if con := t.constraint; con.round != s.round {
				con.round, con.failed = s.round, con.fails()
			}
		}
	}
	for _, c := range changes {
		s.shift(nil, c, 1)
	}
	s.round++
	for _, c := range changes {
		for _, t := range s.touched(c.Cell) {
			con := t.constraint
			if con.round == s.round {
				continue
			}
			con.round = s.round
			switch {
			case con.failed && !con.fails():
				mends++
			case !con.failed && con.fails():
				breaks++
			}
		}
	}
	for _, c := range changes {
		s.shift(nil, c, -1)
	}
	return mends, breaks
}

// blameSign looks whether a figure below nil only lacks or has its sign.
func (s *search) blameSign(f *Finding) {
	cell := f.Cells[0]
	n := s.e.low[cell]
	if f.check.of != negative || !n.IsWhole() {
		return
	}
	change := Change{cell, n, -n}
	if mends, breaks := s.effect(change); mends > 0 && breaks == 0 {
		f.Suspects = s.e.suspect(nil, repair{Sign, []Change{change}}, 0)
	}
}

// blameRate looks whether a rate is a slip away from what its counts make it.
func (s *search) blameRate(f *Finding) {
	e := s.e
	made := &e.comparisons[f.check.where]
	relation := &e.q.Relations[made.relation]
	if relation.Kind != forms.Rate || len(made.Left) != 1 {
		return
	}
	cells := e.carrierOf(&made.Left[0])
	right, _ := e.side(made.Right)
	over, _ := e.side(made.Over)
	if len(cells) != 1 || !e.typed(cells[0]) || !right.exact() || !over.exact() || over.low <= 0 || right.low < 0 {
		return
	}
	from, expected := e.low[cells[0]], perOf(right.low, over.low, relation.Per)
	unit := forms.One
	for range e.cubeOf(cells[0]).Decimals {
		unit /= 10
	}
	to := (expected + unit/2) / unit * unit
	for _, factor := range [3]forms.Number{10, 100, 1000} {
		for _, near := range [2]forms.Number{from / factor, from * factor} {
			if (near - expected).Abs() <= f.Tolerance {
				to = near // with more decimals than asked
			}
		}
	}
	// What differs by little was rather worked out in another way.
	if slip, ok := SlipBetween(from, to); ok && f.Difference > 5*f.Tolerance {
		f.Suspects = e.suspect(nil, repair{slip, []Change{{cells[0], from, to}}}, 0)
	}
}

// mostBeside bounds the figures around missing ones that are looked at.
const mostBeside = 2000

// blameEmpty looks for what makes it impossible to complete missing figures:
// a suspect of sums that fail around them.
func (s *search) blameEmpty(f *Finding, none *empty) {
	met := map[forms.Cell]bool{}
	for _, gap := range none.gaps {
		s.e.eachBeside(gap, func(cell forms.Cell) {
			if met[cell] || len(met) >= mostBeside || !s.e.typed(cell) {
				return
			}
			met[cell] = true
			for _, t := range s.touched(cell) {
				if !t.constraint.fails() {
					continue
				}
				if !t.constraint.solved {
					s.solve(t.constraint)
				}
				for _, suspect := range t.constraint.suspects {
					if suspect.Cell == cell && len(f.Suspects) < mostSuspects &&
						!slices.ContainsFunc(f.Suspects, func(have Suspect) bool { return have.Cell == cell }) {
						f.Suspects = append(f.Suspects, suspect)
					}
				}
			}
		})
	}
}
