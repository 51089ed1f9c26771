package validation

import "migraform/forms"

// What is known of a cell.
type state byte

const (
	blank    state = iota // nothing, or a sub-total of which nothing is known
	partial               // a blank total of which some parts are known
	assumed               // blank where a blank means nil
	missing               // answered with a sign that is no number
	computed              // a blank total all of whose parts are known
	entered               // a number, or "cannot exist"
)

func (s state) known() bool { return s >= computed || s == assumed }

// Traits of cells that follow from their codes.
const (
	optional uint16 = 1 << iota
	forbidden
	signedCell
	totalCell
	// blurredCell is the only one that answers change: the cell includes
	// others or is included, so that a sum with only one of them is not
	// judged by it.
	blurredCell
	// hiddenCell lies below what its year asks: it holds nothing, and sums over
	// it do not exist.
	hiddenCell

	// shape are those that follow from codes and years alone.
	shape = optional | forbidden | signedCell | totalCell | hiddenCell
)

// Engine holds the checks of a questionnaire over its answers: what blank
// totals come to, and what does not hold. It is not safe for use by several
// goroutines at once.
type Engine struct {
	q        *forms.Questionnaire
	answers  *forms.Answers
	declared Declared

	low    []forms.Number // least value that a cell can have
	states []state
	by     []uint16 // which sum a computed total came from
	traits []uint16
	cubes  []cubeChecks
	groups []group                // cells that carry the same quantity
	ofCell map[forms.Cell][]int32 // groups of a cell

	intos     map[forms.Cell]string       // where included cells say that they are included
	includers map[forms.Cell][]forms.Cell // the cells that say so, by where
	verdicts  verdicts
	odd       map[check]struct{} // of the checks of single cells and whole cubes, those that fail

	limits   thresholds
	affected []affected // definitions that tables depend on
	partners map[forms.Cell][]int32
	extra    extraNumbers

	comparisons []comparison
	comparing   []comparing // by cell
	asked       []bool      // by relation: whether its condition holds
	finished    map[string]bool
	room        [2]*forms.Answers // of sentBefore

	apart   [][]bool // by two cubes: whether their sources were declared to differ; nil where none do
	surveys []bool   // by cube: whether it was declared to come from a survey
	empties []empty
	ranging ranging
	blaming *search // what Blame found out, nil since something changed
}

// extraNumbers are the numbers of the first checks of families that belong to
// no cube.
type extraNumbers struct{ partners, definitions, relations int }

// check identifies one check: a kind, a cube, and what it is of.
type check struct {
	kind  checkKind
	cube  int16
	axis  int8
	of    int32 // sum, limit, bound or member of a group
	where int32 // ordinal of the combination, or cell, or group
}

type checkKind byte

const (
	sumCheck checkKind = iota
	limitCheck
	boundCheck
	equalCheck
	cellCheck
	includeCheck
	blankCheck
	unknownCheck
	sexCheck
	ageCheck
	stepCheck
	seriesCheck
	jumpCheck
	sameCheck
	digitsCheck
	provisionalCheck
	smallCheck
	sentCheck
	partnerCheck
	definitionCheck
	relationCheck
)

type result struct {
	verdict    Verdict
	exceeds    bool // known parts exceed the total though others are missing
	difference forms.Number
	tolerance  forms.Number
	empty      *empty // nothing that is missing could make it hold
}

// cubeChecks is what the engine knows of one cube beyond its shape.
type cubeChecks struct {
	*forms.Cube
	index int16
	axes  []axisChecks
	// byHeight lists the cells that can be computed, parts before totals.
	byHeight [][]forms.Cell
	bounds   []int // number of each bound's first check
	claims   int   // answered totals of optional categories

	time, column int   // axes, -1
	years        []int // by code of time; 0 for what is no year
	marks        marks
	// Numbers of the first checks, -1 where there are none.
	steps, series, jumps, same, sent int
}

type axisChecks struct {
	list   *forms.CodeList
	stride int
	across int       // combinations of the other axes
	sums   int       // number of the first check of a sum; each has across
	most   int       // number of the first check of a limit
	sumsOf [][]int32 // by code: sums whose total it is
	sumsIn [][]int32 // by code: sums in which it is a term
	limits [][]int32 // by code: limits that it takes part in
	// By sum: whether it is checked, and by how much it may differ.
	checked    []bool
	tolerances []forms.Number
	above      [][]int32 // by code: totals over it, at any distance
	below      [][]int32 // by code: what it is made up of, at any distance
	heights    []int
	// restated are the sums that say the same as others while one of their
	// terms, worked out by taking away, is blank: by sum, that code or -1.
	restated []int

	features
	// Numbers of the first checks of lines, -1 where there are none; each has
	// across.
	unknowns, sexes, profile int
}

// New checks all answers of a questionnaire.
func New(q *forms.Questionnaire, answers *forms.Answers, declared Declared) *Engine {
	e := &Engine{q: q, answers: answers, declared: declared,
		intos: map[forms.Cell]string{}, includers: map[forms.Cell][]forms.Cell{},
		low: make([]forms.Number, q.Cells), states: make([]state, q.Cells),
		by: make([]uint16, q.Cells), traits: make([]uint16, q.Cells)}
	r := &e.ranging
	r.low, r.most = make([]forms.Number, q.Cells), make([]forms.Number, q.Cells)
	r.epochs, r.seen, r.places = make([]int32, q.Cells), make([]int32, q.Cells), make([]int32, q.Cells)
	e.takeRules()
	for i, c := range q.Cubes {
		e.cubes = append(e.cubes, e.prepare(int16(i), c))
	}
	e.prepareGroups()
	e.prepareAffected()
	e.prepareRelations()
	e.declare(declared)
	e.number()
	e.CheckAll()
	return e
}

// CheckAll checks everything from scratch.
func (e *Engine) CheckAll() {
	e.blaming = nil
	e.verdicts.clear()
	e.ranging.live = false
	e.odd = map[check]struct{}{}
	for cell := range e.intos {
		e.blur(cell, "")
	}
	for i := range e.cubes {
		e.countClaims(&e.cubes[i])
	}
	for cell := range e.states {
		e.enter(forms.Cell(cell))
	}
	e.answers.Includers(func(cell forms.Cell, into string) { e.blur(cell, into) })
	for i := range e.cubes {
		for _, cells := range e.cubes[i].byHeight {
			for _, cell := range cells {
				if e.states[cell] == blank {
					e.derive(&e.cubes[i], cell)
				}
			}
		}
	}
	for i := range e.cubes {
		c := &e.cubes[i]
		e.checkSums(c)
		e.checkLimits(c)
		e.checkBounds(c)
		e.checkCells(c)
		e.checkBlanks(c)
		e.checkLines(c)
		e.checkSeries(c)
		e.checkSame(c)
		e.checkSent(c)
		e.checkMarks(c)
	}
	for i := range e.declared.Partners {
		e.checkPartner(i)
	}
	e.checkDefinitions(nil)
	for i := range e.comparisons {
		e.checkRelation(i)
	}
	e.checkIncludes()
	for g := range e.groups {
		e.checkGroup(int32(g))
	}
	e.findEmpty()
}

// Update checks again what depends on changed cells.
func (e *Engine) Update(cells []forms.Cell) {
	e.blaming = nil
	touched := map[forms.Cell]bool{}
	cells = e.withClaimed(cells)
	queue := append([]forms.Cell(nil), cells...)
	for _, cell := range cells {
		touched[cell] = true
		for _, other := range e.blur(cell, e.answers.At(cell).Into) {
			touched[other] = true
		}
		// Whether a cell is marked as including another is asked from both.
		for _, other := range e.includers[cell] {
			touched[other] = true
		}
		if target, err := e.q.Cell(e.intos[cell]); err == nil {
			touched[target] = true
		}
		e.enter(cell)
		if e.traits[cell]&totalCell != 0 && e.states[cell] == blank {
			e.derive(e.cubeOf(cell), cell)
		}
	}
	for len(queue) > 0 {
		cell := queue[0]
		queue = queue[1:]
		c := e.cubeOf(cell)
		e.eachSumIn(c, cell, func(total forms.Cell) {
			if e.answers.Statuses[total] != forms.Blank {
				return
			}
			low, was, by := e.low[total], e.states[total], e.by[total]
			e.enter(total)
			if e.states[total] == blank {
				e.derive(c, total)
			}
			if low != e.low[total] || was != e.states[total] || by != e.by[total] {
				touched[total] = true
				queue = append(queue, total)
			}
		})
	}
	cubes := map[int16]bool{}
	for cell := range touched {
		c := e.cubeOf(cell)
		cubes[c.index] = true
		e.checkAround(c, cell)
		e.checkInclude(cell)
	}
	for i := range cubes {
		e.checkBlanks(&e.cubes[i])
		e.checkMarks(&e.cubes[i])
	}
	e.checkDefinitions(cubes)
	e.findEmptyAround(touched)
}

// Shown returns what a blank total comes to. Complete is false where some of
// its parts are still blank: the number is then what is there so far.
func (e *Engine) Shown(cell forms.Cell) (n forms.Number, complete, ok bool) {
	switch e.states[cell] {
	case computed:
		return e.low[cell], true, true
	case partial:
		return e.low[cell], false, true
	}
	return 0, false, false
}
