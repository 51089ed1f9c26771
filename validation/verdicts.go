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
	// pages counts, a few thousand checks at a time, those that fail and those
	// that cannot be told, so that the few are found without looking at all.
	pages [][2]int32
}

// pageBits is the logarithm of the number of checks on a page.
const pageBits = 12

// family is the checks of one sum, limit, bound or group.
type family struct {
	first int // number
	check check
}

func (v *verdicts) clear() {
	clear(v.of)
	clear(v.unsure)
	clear(v.pages)
}

func (v *verdicts) set(number int, cube int16, to Verdict) {
	was := Verdict(v.of[number])
	if was == to {
		return
	}
	v.of[number] = byte(to)
	page := &v.pages[number>>pageBits]
	if was != Holds {
		page[was-Fails]--
	}
	if to != Holds {
		page[to-Fails]++
	}
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
	t := &e.limits
	next := 0
	begin := func(c check, checks int) {
		v.families = append(v.families, family{next, c})
		next += checks
	}
	// of is the number of a family's first check, -1 where there is none.
	of := func(wanted bool, c check, checks int) int {
		if !wanted {
			return -1
		}
		begin(c, checks)
		return next - checks
	}
	for n := range e.cubes {
		c := &e.cubes[n]
		c.bounds = nil
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
		for i := range c.axes {
			a := &c.axes[i]
			line := func(wanted bool, kind checkKind) int {
				return of(wanted, check{kind, c.index, int8(i), 0, 0}, a.across)
			}
			a.unknowns = line(t.unknown && a.unknown >= 0, unknownCheck)
			a.sexes = line(t.sexes && a.men >= 0 && a.women >= 0, sexCheck)
			a.profile = line(t.ages && a.ages != nil, ageCheck)
		}
		years, rate := 0, c.Unit == rateUnit
		if c.time >= 0 && !rate {
			years = len(c.axes[c.time].list.Codes)
		}
		each := func(wanted bool, kind checkKind) int { return of(wanted, check{kind: kind, cube: c.index}, c.Cells) }
		past := years > 0 && e.hasPast()
		c.steps = each(t.steps && (years > 1 || past), stepCheck)
		c.jumps = each(t.jumps && years > 1, jumpCheck)
		c.same = each(t.same && c.column >= 0 && !rate, sameCheck)
		c.sent = each(t.sent && (e.declared.Before != nil || e.declared.Sent != nil), sentCheck)
		c.series = of(t.series && (years >= t.seriesYears || past), check{seriesCheck, c.index, int8(c.time), 0, 0}, c.Cells/max(years, 1))
	}
	e.extra.partners = of(true, check{kind: partnerCheck}, len(e.declared.Partners))
	e.extra.relations = of(true, check{kind: relationCheck}, len(e.comparisons))
	e.extra.definitions = of(e.declared.Before != nil, check{kind: definitionCheck}, len(e.affected))
	first := next
	for g := range e.groups {
		e.groups[g].first = next
		next += len(e.groups[g].carriers)
	}
	v.families = append(v.families, family{first, check{kind: equalCheck}})
	v.of = make([]byte, next)
	v.pages = make([][2]int32, next>>pageBits+1)
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
	r := e.judgeAlone(c)
	if len(e.empties) == 0 || r.verdict == Fails {
		return r
	}
	switch c.kind {
	case sumCheck, limitCheck, equalCheck, relationCheck:
		if none := e.emptyAt(e.numberOf(c)); none != nil {
			return result{verdict: Fails, tolerance: none.tolerance, empty: none, difference: none.difference}
		}
	}
	return r
}

// numberOf is the number of the check of a sum, an "of whom", an equality or a
// relation.
func (e *Engine) numberOf(c check) int {
	switch c.kind {
	case equalCheck:
		return e.groups[c.where].first + int(c.of)
	case relationCheck:
		return e.extra.relations + int(c.where)
	}
	a := &e.cubes[c.cube].axes[c.axis]
	if c.kind == limitCheck {
		return a.most + int(c.of)*a.across + int(c.where)
	}
	return a.sums + int(c.of)*a.across + int(c.where)
}

// judgeAlone works out what one check says by itself, whatever others leave
// for its gaps.
func (e *Engine) judgeAlone(c check) result {
	if c.kind == equalCheck {
		reference, expected := e.referenceFor(c.where, int(c.of))
		return e.equal(c.where, int(c.of), reference, expected)
	}
	switch cell := forms.Cell(c.where); c.kind {
	case partnerCheck:
		return e.partner(int(c.where))
	case definitionCheck:
		return e.definition(int(c.where))
	case relationCheck:
		return e.relation(int(c.where))
	case stepCheck:
		return e.step(&e.cubes[c.cube], e.cubes[c.cube].First+cell)
	case jumpCheck:
		return e.jump(&e.cubes[c.cube], e.cubes[c.cube].First+cell)
	case sentCheck:
		return e.sent(&e.cubes[c.cube], e.cubes[c.cube].First+cell)
	case sameCheck:
		return result{verdict: Fails}
	}
	cube, at := e.at(c)
	switch c.kind {
	case sumCheck:
		return e.sum(cube, int(c.axis), int(c.of), at)
	case limitCheck:
		return e.limit(cube, int(c.axis), int(c.of), at)
	case boundCheck:
		return e.bound(cube, int(c.of), at)
	case unknownCheck:
		return e.unknown(cube, int(c.axis), at)
	case sexCheck:
		return e.oneSex(cube, int(c.axis), at)
	case ageCheck:
		return e.ageProfile(cube, int(c.axis), at)
	case seriesCheck:
		r, _ := e.outlier(cube, at)
		return r
	}
	return result{}
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
