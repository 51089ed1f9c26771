package validation

import (
	"slices"
	"sort"

	"migraform/forms"
)

// verdicts holds what each check says, in one byte: checks are numbered
// densely, those of one sum beside each other in order of memory. By how much
// a check fails is worked out when somebody asks. Checks of single cells and
// whole cubes, which seldom fail, are not among them.
type verdicts struct {
	of       []byte
	families []family
	unsure   []int // how many cannot be told, by cube
}

// family is the checks of one sum, limit, bound or group.
type family struct {
	first int // number
	check check
}

func (v *verdicts) clear() {
	clear(v.of)
	clear(v.unsure)
}

func (v *verdicts) set(number int, cube int16, to Verdict) {
	was := Verdict(v.of[number])
	if was == to {
		return
	}
	v.of[number] = byte(to)
	if was == CannotTell {
		v.unsure[cube]--
	}
	if to == CannotTell {
		v.unsure[cube]++
	}
}

// number gives each check its number.
func (e *Engine) number() {
	v := verdicts{unsure: make([]int, len(e.cubes))}
	next := 0
	begin := func(c check, checks int) {
		v.families = append(v.families, family{next, c})
		next += checks
	}
	for n := range e.cubes {
		c := &e.cubes[n]
		for i := range c.axes {
			a := &c.axes[i]
			a.across = c.Cells / len(a.list.Codes)
			a.sums = next
			for s := range a.list.Sums {
				begin(check{sumCheck, c.index, int8(i), int32(s), 0}, a.across)
			}
			a.most = next
			for l := range a.list.Limits {
				begin(check{limitCheck, c.index, int8(i), int32(l), 0}, a.across)
			}
		}
		for b := range c.Bounds {
			c.bounds = append(c.bounds, next)
			begin(check{boundCheck, c.index, int8(c.Bounds[b].Axis), int32(b), 0}, c.axes[c.Bounds[b].Axis].across)
		}
	}
	first := next
	for g := range e.groups {
		e.groups[g].first = next
		next += len(e.groups[g].carriers)
	}
	v.families = append(v.families, family{first, check{kind: equalCheck}})
	v.of = make([]byte, next)
	e.verdicts = v
}

// checkOf finds the check of a number.
func (e *Engine) checkOf(number int) check {
	f := e.verdicts.families[sort.Search(len(e.verdicts.families), func(i int) bool { return e.verdicts.families[i].first > number })-1]
	if f.check.kind != equalCheck {
		f.check.where = int32(number - f.first)
		return f.check
	}
	g, exact := slices.BinarySearchFunc(e.groups, number, func(g group, number int) int { return g.first - number })
	if !exact {
		g--
	}
	return check{kind: equalCheck, of: int32(number - e.groups[g].first), where: int32(g)}
}

// judge works out what one check says.
func (e *Engine) judge(c check) result {
	if c.kind == equalCheck {
		reference, expected := e.referenceOf(c.where)
		return e.equal(c.where, int(c.of), reference, expected)
	}
	cube, at := e.at(c)
	switch c.kind {
	case sumCheck:
		return e.sum(cube, int(c.axis), int(c.of), at)
	case limitCheck:
		return e.limit(cube, int(c.axis), int(c.of), at)
	default:
		return e.bound(cube, int(c.of), at)
	}
}

// fail notes whether a check of a single cell or a whole cube fails.
func (e *Engine) fail(c check, fails bool) {
	if fails {
		e.odd[c] = struct{}{}
	} else if len(e.odd) > 0 {
		delete(e.odd, c)
	}
}

// blur remembers that one cell says it is included in another, so that sums
// with only one of the two are not judged by it. It returns the cells whose
// part in this has changed.
func (e *Engine) blur(cell forms.Cell, into string) (changed []forms.Cell) {
	was := e.intos[cell]
	if was == into {
		return nil
	}
	if target, err := e.q.Cell(was); err == nil {
		left := slices.DeleteFunc(e.includers[target], func(c forms.Cell) bool { return c == cell })
		if e.includers[target] = left; len(left) == 0 {
			delete(e.includers, target)
		}
		changed = append(changed, target)
	}
	delete(e.intos, cell)
	if into != "" {
		e.intos[cell] = into
		if target, err := e.q.Cell(into); err == nil {
			e.includers[target] = append(e.includers[target], cell)
			changed = append(changed, target)
		}
	}
	changed = append(changed, cell)
	for _, c := range changed {
		if e.intos[c] != "" || len(e.includers[c]) > 0 {
			e.traits[c] |= blurredCell
		} else {
			e.traits[c] &^= blurredCell
		}
	}
	return changed
}
