package validation

import (
	"cmp"
	"math"
	"slices"

	"migraform/forms"
)

// Which of equally few slips is the likeliest? All that weighs stands here,
// in one scale, more being unlikelier. A slip that has a name outweighs
// everything else: that a wrong figure is by chance one swap away from the
// right one is rare (about one in a hundred). Then comes how far a figure is
// trusted: one that a person gave a reason for, that was sent last year just
// so, or that came unchanged out of a file was seen more often than one that
// was typed. Next, whether the figure would lie nearer to the years beside it.
// The kind of slip comes last: the more often typists make it, the likelier.
const (
	unnamed = 1000
	strayed = 24 // a change that takes a figure far away from the years beside it
	// rival is by how much a slip may be unlikelier than the best and still be
	// worth a word: more than the kind of slip, less than better trust, or than
	// straying where the best comes nearer.
	rival = 23
)

// Trust in a figure; where several reasons hold, the best counts.
const (
	typedTrust     = 0
	importedTrust  = 30 // unchanged since it was read from a file
	provenTrust    = 40 // and a total of that file agrees with it
	confirmedTrust = 50 // equal to what was sent last year
	explainedTrust = 60 // a person said why it is right
)

// likelihood orders slips: what happens most comes first.
var likelihood = []Slip{Swapped, Exchanged, Tenfold, Sign, TooLow, TooHigh, TooFar, TooNear, Misplaced, LinesExchanged, Scaled, Lost, Doubled, Mistyped, Repeated, Settles}

// mostWeighed is how many figures of one slip are looked at.
const mostWeighed = 60

// unlikelihood weighs a slip. One of several figures is as trusted as the most
// trusted of them.
func (e *Engine) unlikelihood(r *repair) int {
	u := slices.Index(likelihood, r.slip)
	if !r.named() {
		u += unnamed
	}
	trust, strays := 0, 0.0
	for _, c := range r.changes[:min(len(r.changes), mostWeighed)] {
		trust = max(trust, e.trust(c.Cell))
		strays += e.strays(c.Cell, c.To)
	}
	return u + trust + int(math.Round(strayed*max(-1, min(1, strays))))
}

// trust tells how far a figure is to be believed.
func (e *Engine) trust(cell forms.Cell) int {
	before := e.declared.Before
	switch {
	case e.declared.Explained != nil && e.declared.Explained(cell):
		return explainedTrust
	case before != nil && before.Answers.Statuses[cell].IsNumber() && before.Answers.Values[cell] == e.low[cell]:
		return confirmedTrust
	case e.answers.Ways[cell] != forms.Imported:
		return typedTrust
	case e.isProven(cell):
		return provenTrust
	}
	return importedTrust
}

// isProven reports whether an imported figure takes part in a sum that holds
// and whose figures all come from the same file.
func (e *Engine) isProven(cell forms.Cell) bool {
	source := e.answers.At(cell).Source.Source
	if source == 0 {
		return false
	}
	proven := false
	e.eachCheck(cell, func(c check, _ forms.Cell) {
		if proven || c.kind != sumCheck || Verdict(e.verdicts.of[e.numberOf(c)]) != Holds {
			return
		}
		cube, at := e.at(c)
		a := &cube.axes[c.axis]
		sum := &a.list.Sums[c.of]
		same, parts := e.comesFrom(at+forms.Cell(sum.Total*a.stride), source), 0
		for _, term := range sum.Terms {
			part := at + forms.Cell(term.Code*a.stride)
			if e.states[part] == assumed {
				continue
			}
			parts++
			same = same && e.comesFrom(part, source)
		}
		proven = same && parts > 1
	})
	return proven
}

func (e *Engine) comesFrom(cell forms.Cell, source int64) bool {
	return e.typed(cell) && e.answers.Ways[cell] == forms.Imported && e.answers.At(cell).Source.Source == source
}

// strays tells how much nearer a figure would lie to those of the years beside
// it than the present one (-1 at most), or farther from them (1 at most): by
// the change of the logarithm of their ratios.
func (e *Engine) strays(cell forms.Cell, to forms.Number) float64 {
	c := e.cubeOf(cell)
	if c.time < 0 || to < 0 || e.low[cell] < 0 {
		return 0
	}
	code := c.CodeAt(cell, c.time)
	farther, beside := 0.0, 0.0
	for _, year := range [2]int{code - 1, code + 1} {
		if year < 0 || year >= len(c.axes[c.time].list.Codes) {
			continue
		}
		if other := c.Moved(cell, c.time, year); e.states[other] == entered && e.low[other] >= 0 {
			farther += math.Abs(logRatio(to, e.low[other])) - math.Abs(logRatio(e.low[cell], e.low[other]))
			beside++
		}
	}
	return max(-1, min(1, farther/max(beside, 1)))
}

// logRatio is 0 for equal figures; nil counts as one.
func logRatio(a, b forms.Number) float64 {
	return math.Log((a.Float() + 1) / (b.Float() + 1))
}

// leastRepeated is the least figure that is not likely to stand in two
// neighbouring cells by chance.
const leastRepeated = 10 * forms.One

// slipOf names the slip by which a single figure may have come to be wrong.
func (e *Engine) slipOf(c Change) Slip {
	if slip, ok := SlipBetween(c.From, c.To); ok {
		return slip
	}
	if c.From.Abs() >= leastRepeated {
		for _, beside := range e.beside(c.Cell) {
			// A total is often equal to its only part.
			if e.low[beside] == c.From && e.traits[beside]&totalCell == e.traits[c.Cell]&totalCell {
				return Repeated
			}
		}
	}
	return Settles
}

// rank orders the solutions and leaves those that are worth saying.
func (s *search) rank() {
	type weighed struct {
		solution []repair
		cost     int
		named    bool
	}
	all := make([]weighed, len(s.solutions))
	for i, solution := range s.solutions {
		all[i] = weighed{solution, 0, true}
		for n := range solution {
			all[i].cost += s.e.unlikelihood(&solution[n])
			all[i].named = all[i].named && solution[n].named()
		}
	}
	slices.SortFunc(all, func(a, b weighed) int {
		return cmp.Or(cmp.Compare(a.cost, b.cost), slices.CompareFunc(a.solution, b.solution, compareRepairs))
	})
	if len(all) == 0 {
		return
	}
	told := s.solutions[:0]
	for _, w := range all {
		if w.cost <= all[0].cost+rival {
			told = append(told, w.solution)
		}
	}
	switch {
	case len(all) >= mostSolutions && !all[0].named: // there are others yet
		told = [][]repair{nil}
	case len(told) > mostSuspects || len(told) > 1 && !all[0].named:
		// Neither what cannot be named nor what has many rivals is a guess to
		// tell: it is worth saying only what all of them have in common.
		told = [][]repair{common(told)}
	}
	s.solutions = told
}

// common are the slips that all solutions have.
func common(solutions [][]repair) []repair {
	var common []repair
	for _, r := range solutions[0] {
		if !slices.ContainsFunc(solutions, func(other []repair) bool {
			return !slices.ContainsFunc(other, func(o repair) bool { return sameRepair(r, o) })
		}) {
			common = append(common, r)
		}
	}
	return common
}

func sameRepair(a, b repair) bool { return a.slip == b.slip && slices.Equal(a.changes, b.changes) }
