package definition

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"migraform/forms"
	"migraform/forms/words"
)

// Regrouped is what becomes of answers on a form that asks in another
// breakdown than the one they were given for. Nothing is lost: each answer is
// placed or left, and what is left says why.
type Regrouped struct {
	// Placed are the answers whose cells the form asks. One that is included
	// in a finer cell is included in what holds that.
	Placed map[forms.Cell]forms.Answer
	// Added are those of cells that finer answers were added up to, in the
	// order of the cells.
	Added []Added
	// Left are the answers whose cells the form does not ask, by address.
	Left []Left
}

// Added is an answer that finer ones come to: the coarsest that are there.
type Added struct {
	Cell   forms.Cell
	Answer forms.Answer
	Parts  []string // the addresses of what was added up
}

// Left is an answer that has no cell of its own.
type Left struct {
	Address string
	Answer  forms.Answer
	Into    forms.Cell // what it is a part of, forms.NoCell where nothing
	AddedUp bool       // Into comes to the sum with it
	Why     words.Message
}

// Regroup lays answers, by address, on a form: where a cell is asked the
// answer goes there, and a cell that is coarser gets what its parts come to,
// where they all have a figure. The addresses are those of this version of
// the questionnaire in any breakdown.
func Regroup(q *forms.Questionnaire, answers map[string]forms.Answer) *Regrouped {
	return regroup(q, answers, false)
}

// RegroupListed is Regroup of answers that list only what there is: a part
// that is blank counts as nil where another has a figure.
func RegroupListed(q *forms.Questionnaire, answers map[string]forms.Answer) *Regrouped {
	return regroup(q, answers, true)
}

func regroup(q *forms.Questionnaire, answers map[string]forms.Answer, listed bool) *Regrouped {
	r := &regrouping{q: q, answers: answers, listed: listed, result: &Regrouped{Placed: map[forms.Cell]forms.Answer{}},
		layers: map[*forms.Cube]*layer{}, parts: map[forms.Cell][]string{}, includers: map[string][]string{}}
	addresses := slices.Sorted(maps.Keys(answers))
	for _, address := range addresses {
		if into := answers[address].Into; into != "" {
			r.includers[into] = append(r.includers[into], address)
		}
		if cell, ok := Place(q, address); ok {
			r.result.Placed[cell] = r.pointed(answers[address])
		}
	}
	for _, address := range addresses {
		if _, ok := Place(q, address); !ok {
			r.lift(address)
		}
	}
	for _, cell := range slices.Sorted(maps.Keys(r.parts)) {
		r.settle(cell)
	}
	r.restate()
	slices.SortFunc(r.result.Left, func(a, b Left) int { return strings.Compare(a.Address, b.Address) })
	return r.result
}

// Place finds the cell of an address, as long as a form asks it in that year.
func Place(q *forms.Questionnaire, address string) (forms.Cell, bool) {
	cell, err := q.Cell(address)
	if err != nil || q.CubeOf(cell).Hidden(cell) {
		return forms.NoCell, false
	}
	return cell, true
}

type regrouping struct {
	q         *forms.Questionnaire
	answers   map[string]forms.Answer
	listed    bool // a blank is nil where others have figures
	result    *Regrouped
	layers    map[*forms.Cube]*layer
	parts     map[forms.Cell][]string // what is finer than a cell, by the cell
	includers map[string][]string     // the addresses that are included in one
}

// layer is a cube with its lists at their finest.
type layer struct {
	cube  *forms.Cube
	time  int
	lists []*forms.CodeList // by axis: the list at its finest
	names [][]int           // by axis, code of lists: the code of the cube, -1
	above [][][]int         // by axis, code of lists: codes of the cube that hold it, the smallest first
}

// pointed is an answer whose including cell is one that the form asks.
func (r *regrouping) pointed(a forms.Answer) forms.Answer {
	if _, asked := Place(r.q, a.Into); a.Into == "" || asked {
		return a
	}
	if l, codes := r.locate(a.Into); codes != nil {
		if cell := l.around(codes); cell != forms.NoCell {
			a.Into = r.q.Address(cell)
		}
	}
	return a
}

func (r *regrouping) layer(c *forms.Cube) *layer {
	if l, ok := r.layers[c]; ok {
		return l
	}
	l := &layer{cube: c, time: c.AxisOf("time")}
	for _, axis := range c.Axes {
		whole := axis.List.Whole
		if whole == nil {
			whole = axis.List
		}
		names, above := make([]int, len(whole.Codes)), make([][]int, len(whole.Codes))
		of, own := leaves(whole), finest(axis.List)
		for code := range whole.Codes {
			names[code] = axis.List.Index(whole.Codes[code].ID)
			if names[code] >= 0 && len(c.Cuts) == 0 {
				continue
			}
			for other, covers := range own {
				if other != names[code] && len(of[code]) > 0 && len(covers) >= len(of[code]) && within(of[code], covers) {
					above[code] = append(above[code], other)
				}
			}
			slices.SortStableFunc(above[code], func(a, b int) int { return cmp.Compare(len(own[a]), len(own[b])) })
		}
		l.lists, l.names, l.above = append(l.lists, whole), append(l.names, names), append(l.above, above)
	}
	r.layers[c] = l
	return l
}

// locate reads an address by the lists at their finest; codes is nil where
// one of its parts is not known there either.
func (r *regrouping) locate(address string) (l *layer, codes []int) {
	ids := strings.Split(address, "/")
	c := r.q.Cube(ids[0])
	if c == nil || len(ids) != len(c.Axes)+1 {
		return nil, nil
	}
	l = r.layer(c)
	codes = make([]int, len(c.Axes))
	for axis, id := range ids[1:] {
		if codes[axis] = l.lists[axis].Index(id); codes[axis] < 0 {
			return nil, nil
		}
	}
	return l, codes
}

// around is the cell that is asked in place of a finer one, forms.NoCell
// where there is none.
func (l *layer) around(codes []int) forms.Cell {
	at := make([]int, len(codes))
	for axis, code := range codes {
		year := codes[l.time]
		if at[axis] = l.names[axis][code]; at[axis] >= 0 && !l.cut(axis, at[axis], year) {
			continue
		}
		i := slices.IndexFunc(l.above[axis][code], func(other int) bool { return !l.cut(axis, other, year) })
		if i < 0 {
			return forms.NoCell
		}
		if at[axis] = l.above[axis][code][i]; !l.ends(axis, at[axis], year) {
			return forms.NoCell
		}
	}
	return l.cube.At(at...)
}

// ends reports whether a code of the cube is where an axis stops being asked
// in a year: its parts are known, but not asked.
func (l *layer) ends(axis, code, year int) bool {
	list := l.cube.Axes[axis].List
	for _, sum := range list.Sums {
		if sum.Total == code && !slices.ContainsFunc(sum.Terms, func(t forms.Term) bool { return l.cut(axis, t.Code, year) }) {
			return false
		}
	}
	return hasSum(l.lists[axis], l.lists[axis].Index(list.Codes[code].ID))
}

// cut reports whether a code of the cube is not asked in a year.
func (l *layer) cut(axis, code, year int) bool {
	return slices.ContainsFunc(l.cube.Cuts, func(c forms.Cut) bool {
		return c.Axis == axis && c.Year == year && slices.Contains(c.Codes, code)
	})
}

func (l *layer) address(codes []int) string {
	ids := make([]string, len(codes)+1)
	ids[0] = l.cube.Name
	for axis, code := range codes {
		ids[axis+1] = l.lists[axis].Codes[code].ID
	}
	return strings.Join(ids, "/")
}

// lift finds out what an answer without a cell is a part of.
func (r *regrouping) lift(address string) {
	l, codes := r.locate(address)
	if codes == nil {
		r.leave(address, forms.NoCell, words.Say("breakdown.left_unknown"))
		return
	}
	if cell := l.around(codes); cell != forms.NoCell {
		r.parts[cell] = append(r.parts[cell], address)
		return
	}
	r.leave(address, forms.NoCell, words.Say("breakdown.left_coarser"))
}

func (r *regrouping) leave(address string, into forms.Cell, why words.Message) {
	r.result.Left = append(r.result.Left, Left{Address: address, Answer: r.answers[address], Into: into, Why: why})
}

// settle adds up what is finer than a cell. A figure that the cell has itself
// counts for more than the sum.
func (r *regrouping) settle(cell forms.Cell) {
	target := r.q.Address(cell)
	l, codes := r.locate(target)
	s := &adding{regrouping: r, layer: l, cell: cell, memo: map[string]sumOf{}}
	for axis := range codes {
		if l.ends(axis, l.names[axis][codes[axis]], codes[l.time]) {
			s.axes = append(s.axes, axis)
		}
	}
	sum := s.parted(codes)
	own, answered := r.result.Placed[cell]
	if sum.why.ID == "" && !sum.answer.IsBlank() && !answered {
		slices.Sort(sum.parts)
		r.result.Added = append(r.result.Added, Added{Cell: cell, Answer: sum.answer, Parts: sum.parts})
	}
	for _, address := range r.parts[cell] {
		switch {
		case sum.why.ID != "" && !answered:
			r.leave(address, cell, sum.why)
		case answered && (own.Value != sum.answer.Value || own.Status.IsNumber() != sum.answer.Status.IsNumber()):
			r.leave(address, cell, words.Say("breakdown.left_answered", "Cell", target))
		default:
			r.leave(address, cell, words.Say("breakdown.left_added", "Cell", target))
			r.result.Left[len(r.result.Left)-1].AddedUp = true
		}
	}
}

// restate finds those of the answers that fit nowhere that are the sum of
// others which do: a region's total where its countries were added up.
func (r *regrouping) restate() {
	kept := map[string]bool{}
	for cell := range r.result.Placed {
		kept[r.q.Address(cell)] = true
	}
	for _, left := range r.result.Left {
		kept[left.Address] = left.AddedUp
	}
	for more := true; more; {
		more = false
		for i := range r.result.Left {
			if left := &r.result.Left[i]; left.Into == forms.NoCell && !left.AddedUp && r.isSum(left, kept) {
				left.AddedUp, left.Why = true, words.Say("breakdown.left_sum")
				kept[left.Address], more = true, true
			}
		}
	}
}

// isSum reports whether an answer is the sum of others that are kept.
func (r *regrouping) isSum(left *Left, kept map[string]bool) bool {
	l, codes := r.locate(left.Address)
	if codes == nil {
		return false
	}
	s := &adding{regrouping: r, layer: l, cell: forms.NoCell, memo: map[string]sumOf{}}
	for axis := range codes {
		s.axes = append(s.axes, axis)
	}
	sum := s.parted(codes)
	return sum.why.ID == "" && sum.answer.Status.IsNumber() && sum.answer.Value == left.Answer.Value &&
		!slices.ContainsFunc(sum.parts, func(part string) bool { return !kept[part] })
}
