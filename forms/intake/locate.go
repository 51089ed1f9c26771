package intake

import (
	"slices"
	"strconv"
	"strings"

	"migraform/forms"
	"migraform/forms/intake/label"
	"migraform/forms/words"
)

// refusal says why a figure does not go into a cube, and how near it came:
// the reason of the cube that it came nearest to is told.
type refusal struct {
	fate Fate
	why  *words.Message
	near int
}

// locate finds the cell of a figure in the cubes of the block's table. A cube
// that asks for just this figure comes before one that it is only a part of.
func (p *planner) locate(f *Figure, b *blockPlan, e *Entry) (found aims, partly bool) {
	var nearest *refusal
	for _, c := range b.cubes {
		a, refused := p.cellIn(c, f, b)
		switch {
		case refused == nil && a.dims() == 0:
			found, partly, nearest = a, false, nil
		case refused == nil && !partly:
			found, partly = a, true
			continue
		case refused != nil && (nearest == nil || refused.near > nearest.near):
			nearest = refused
			continue
		default:
			continue
		}
		break
	}
	switch {
	case (nearest == nil || partly) && f.Confidence < label.Certain:
		e.Fate, e.Why = Unresolved, p.unsure(f)
	case nearest == nil || partly:
		e.Fate, e.Cell = Placed, found.cell
	default:
		e.Fate, e.Why = nearest.fate, nearest.why
	}
	return found, partly
}

// unsure asks about the label that the figure's reading is least sure of.
func (p *planner) unsure(f *Figure) *words.Message {
	for _, l := range f.areas {
		if l != nil && l.Meaning.Confidence < label.Certain {
			return p.why("intake.ask_spelling", "Label", l.Text, "Code", l.Meaning.Code)
		}
	}
	return p.why("intake.ask_sure", "Sheet", f.Sheet)
}

func (p *planner) cellIn(c *forms.Cube, f *Figure, b *blockPlan) (aims, *refusal) {
	codes := make([]int, len(c.Axes))
	for i := range codes {
		codes[i] = -1
	}
	var found aims
	near := 0
	set := func(concept label.Concept, by dimension, find func(axis *forms.Axis) (aim, *refusal), absent func() (aim, *refusal)) *refusal {
		i := axisFor(c, concept)
		to := aim{code: -1}
		var refused *refusal
		if i >= 0 {
			to, refused = find(c.Axes[i])
			codes[i] = to.code
		} else if absent != nil {
			to, refused = absent()
		}
		found.parts[by], found.codes[by] = to.part, to.code
		if refused != nil {
			refused.near = near
		}
		near++
		return refused
	}
	if refused := set(label.Area, byArea, func(a *forms.Axis) (aim, *refusal) { return p.areaCode(c, a, f, b) }, func() (aim, *refusal) { return p.noAreas(c, f, b) }); refused != nil {
		return found, refused
	}
	if refused := set(label.Time, byTime, func(a *forms.Axis) (aim, *refusal) { return p.timeCode(a, f, b) }, nil); refused != nil {
		return found, refused
	}
	if refused := set(label.Sex, bySex, func(a *forms.Axis) (aim, *refusal) { return p.plainCode(a, f.Sex, "intake.aside_sex") }, func() (aim, *refusal) { return wholeOr(f.Sex), nil }); refused != nil {
		return found, refused
	}
	if refused := set(label.Age, byAge, func(a *forms.Axis) (aim, *refusal) { return p.ageCode(a, f, b) }, func() (aim, *refusal) { return wholeOr(inList(f.Age)), nil }); refused != nil {
		return found, refused
	}
	used := 0
	for i, axis := range c.Axes {
		if codes[i] >= 0 {
			continue
		}
		if to, ok := p.nationality(c, axis, f); ok {
			codes[i] = to.code
			found.parts[byArea], found.codes[byArea] = to.part, to.code
			continue
		}
		code, n, refused := p.itemCode(axis, f, b)
		if refused != nil {
			refused.near = near
			return found, refused
		}
		codes[i] = code
		used |= n
	}
	if refused := p.leftOver(c, f, b, used, &found); refused != nil {
		refused.near = near
		return found, refused
	}
	if found.cell = c.At(codes...); c.Hidden(found.cell) {
		if refused := p.lift(c, codes, &found); refused != nil {
			refused.near = near
			return found, refused
		}
		found.cell = c.At(codes...)
	}
	if !c.Asked(found.cell) {
		return found, &refusal{SetAside, p.why("intake.aside_forbidden", "Label", labelOf(f)), near}
	}
	if part := found.parts[byTime]; part != "" && b.decided.Holds["moment"] == "last" && !isFlow(c, found.cell) {
		if !strings.HasSuffix(part, "-12") && !strings.HasSuffix(part, "Q4") && !strings.HasSuffix(part, "-12-31") {
			return found, &refusal{SetAside, p.why("intake.aside_part_of_year"), near}
		}
		found.parts[byTime] = ""
	}
	if found.parts[byTime] != "" && !isFlow(c, found.cell) {
		if b.hasYears {
			return found, &refusal{SetAside, p.why("intake.aside_part_of_year"), near}
		}
		return found, &refusal{Unresolved, p.why("intake.ask_moment", "Sheet", f.Sheet), near}
	}
	return found, nil
}

// leftOver looks at the labels that the cube has no axis for: only their
// total is the figure that is asked for, and others are parts of it.
func (p *planner) leftOver(c *forms.Cube, f *Figure, b *blockPlan, used int, found *aims) *refusal {
	for i, item := range f.items {
		if used&(1<<i) != 0 || !item.axis.Varied || item.axis.Remark || item.label.Meaning.Whole || p.describesOnly(b, item) {
			continue
		}
		if f.areas[0] == nil && axisFor(c, label.Area) >= 0 {
			// It may be the countries themselves that were not recognised.
			return &refusal{fate: Unresolved, why: p.why("intake.ask_label", "Label", item.label.Text)}
		}
		by := byItem
		for by < dimensions && !slices.Contains(b.split(by), item.axis) {
			by++
		}
		if by >= dimensions || item.label.Decided && item.label.Meaning.Code == "" {
			return &refusal{fate: SetAside, why: p.why("intake.aside_finer", "Label", item.label.Text)}
		}
		found.parts[by], found.codes[by] = item.label.Text, -1
	}
	return nil
}

// describesOnly reports whether the labels of an axis only say what other axes
// have said too: the sex or the year of each column, or that the figures count,
// "Number" beside "%". One that does so by the way, as "Auckland (to 2010)",
// breaks the table down.
func (p *planner) describesOnly(b *blockPlan, i item) bool {
	known, ok := b.describes[i.axis]
	if !ok {
		known = b.describing(i.axis)
		if b.describes == nil {
			b.describes = map[*Axis]bool{}
		}
		b.describes[i.axis] = known
	}
	return known
}

func (b *blockPlan) describing(axis *Axis) bool {
	labels, sexes, times, ages, counts := 0, 0, 0, 0, 0
	for i, other := range b.Block.Axes {
		if other != axis {
			continue
		}
		for _, l := range b.Block.at[i] {
			if l == nil || l.Meaning.Whole || l.Said.Derived {
				continue
			}
			labels++
			if l.Said.Sex != "" {
				sexes++
			}
			if l.Said.Time != "" {
				times++
			}
			if l.Said.Age != "" {
				ages++
			}
			if label.NamesCount(l.Text) {
				counts++
			}
		}
	}
	return labels > 0 && (sexes == labels || times == labels || ages == labels || counts == labels)
}

func labelOf(f *Figure) string {
	for _, l := range f.areas {
		if l != nil {
			return l.Text
		}
	}
	return f.Area
}

// areaCode finds the country or region among those of an axis. In a table of
// two countries the side of the office's own is the one that reports.
func (p *planner) areaCode(c *forms.Cube, axis *forms.Axis, f *Figure, b *blockPlan) (aim, *refusal) {
	none := aim{code: -1}
	own := p.plan.Questionnaire.Country
	whole := axis.List.Index("_T")
	l, axisOf := f.areas[0], f.areaAxes[0]
	switch {
	case l == nil:
		return aim{code: whole}, nil
	case f.areas[1] != nil:
		if b.Block.Unsure {
			return none, &refusal{fate: Unresolved, why: p.why("intake.ask_sides", "Sheet", f.Sheet)}
		}
		reporting, broken := f.areas[0], f.areas[1]
		if leaves(c) {
			reporting, broken = broken, reporting
		}
		if reporting.Meaning.Code != own {
			return none, &refusal{fate: SetAside, why: p.why("intake.aside_other_country")}
		}
		l = broken
	case axisOf.Role == "destination" && axis.Concept != "residence":
		// A table of many countries: the office's own line is the total.
		if l.Meaning.Code != own {
			return none, &refusal{fate: SetAside, why: p.why("intake.aside_other_country")}
		}
		return aim{code: whole}, nil
	}
	code := l.Meaning.Code
	if l.Decided && code == "" {
		return none, &refusal{fate: SetAside, why: p.why("intake.aside_ignored")}
	}
	if code == "" {
		if i := p.keyCode(axis, l.Text); i >= 0 {
			return aim{code: i}, nil
		}
		return none, p.unknownArea(l)
	}
	if code == "001" {
		code = "_T"
	}
	if code == own {
		for i := range axis.List.Codes {
			if axis.List.Codes[i].Key == "own" && !axis.List.Codes[i].Forbidden {
				return aim{code: i}, nil
			}
		}
		return none, &refusal{fate: SetAside, why: p.why("intake.aside_own_country", "Label", l.Text)}
	}
	i := axis.List.Index(code)
	if i < 0 {
		if r := region(axis.List, code); r >= 0 && !l.Meaning.Part && f.areas[1] == nil {
			return aim{r, code}, nil
		}
		return none, &refusal{fate: SetAside, why: p.why("intake.aside_no_code", "Label", l.Text)}
	}
	if i == whole && axis.List.Codes[i].Key == "foreign" && f.areas[1] == nil && b.ownRow {
		return none, &refusal{fate: SetAside, why: p.why("intake.aside_total_with_own", "Label", l.Text)}
	}
	return aim{code: i}, nil
}

// leaves reports whether a cube counts people of the office's country who
// went or live elsewhere, so that it stands on the side of the origin.
func leaves(c *forms.Cube) bool {
	return strings.Contains(c.Measure, "emigration") || strings.Contains(c.Measure, "abroad")
}

// unknownArea tells names to be asked about from those that are no single
// area for anybody.
func (p *planner) unknownArea(l *Label) *refusal {
	if l.Meaning.Part && l.Meaning.Confidence > likelyGroup {
		return &refusal{fate: SetAside, why: p.why("intake.aside_group", "Label", l.Text)}
	}
	for _, word := range strings.Fields(label.Fold(l.Text)) {
		switch word {
		case "other", "others", "rest", "nec", "remaining", "autre", "autres", "reste", "otros", "otras", "resto", "various", "elsewhere":
			return &refusal{fate: SetAside, why: p.why("intake.aside_no_code", "Label", l.Text)}
		}
	}
	return &refusal{fate: Unresolved, why: p.why("intake.ask_label", "Label", l.Text)}
}

// noAreas takes a figure by country for a cube that is not by country: as one
// part of its total.
func (p *planner) noAreas(c *forms.Cube, f *Figure, b *blockPlan) (aim, *refusal) {
	l := f.areas[0]
	if l == nil || f.areas[1] == nil && l.Meaning.Whole || slices.ContainsFunc(c.Axes, parted) {
		return aim{code: -1}, nil
	}
	own := l.Meaning.Code == p.plan.Questionnaire.Country
	switch {
	case f.areas[1] != nil || l.Meaning.Part || b.wholeArea || b.byArea, l.Meaning.Code == "" && l.Meaning.Confidence < label.Certain:
		if own && f.areas[1] == nil {
			return aim{code: -1}, nil
		}
		return aim{code: -1}, &refusal{fate: SetAside, why: p.why("intake.aside_by_country")}
	case own && f.areaAxes[0].Role == "destination":
		return aim{code: -1}, nil
	case f.areaAxes[0].Role == "destination":
		return aim{code: -1}, &refusal{fate: SetAside, why: p.why("intake.aside_other_country")}
	case own && len(b.Block.Rows) > 1 && f.areaAxes[0].Varied && c.Where["birth"] != "foreign" && c.Where["citizenship"] != "foreign":
		return aim{-1, l.Meaning.Code}, nil
	case own:
		return aim{code: -1}, &refusal{fate: SetAside, why: p.why("intake.aside_own_country", "Label", l.Text)}
	case !f.areaAxes[0].Varied:
		return aim{code: -1}, &refusal{fate: SetAside, why: p.why("intake.aside_by_country")}
	}
	return aim{-1, firstOf(l.Meaning.Code, l.Text)}, nil
}

// timeCode finds the year of an axis that a figure is of. A block has few
// periods and many figures, so what is found is kept.
func (p *planner) timeCode(axis *forms.Axis, f *Figure, b *blockPlan) (aim, *refusal) {
	of := period{axis.List, f.Time}
	if known, ok := b.periods[of]; ok {
		return known.aim, known.refusal
	}
	to, refused := p.yearCode(axis, f, b)
	if b.periods == nil {
		b.periods = map[period]yearAim{}
	}
	b.periods[of] = yearAim{to, refused}
	return to, refused
}

type period struct {
	list *forms.CodeList
	code string
}

type yearAim struct {
	aim     aim
	refusal *refusal
}

func (p *planner) yearCode(axis *forms.Axis, f *Figure, b *blockPlan) (aim, *refusal) {
	none := aim{code: -1}
	year, part := f.Time, ""
	switch fine := label.Fineness(f.Time); fine {
	case 0:
		return none, &refusal{fate: Unresolved, why: p.why("intake.ask_year", "Sheet", f.Sheet)}
	case 1:
		return none, &refusal{fate: SetAside, why: p.why("intake.aside_period", "Period", f.Time)}
	case 2:
		if first, second, split := strings.Cut(year, "/"); split {
			switch b.decided.Holds["split"] {
			case "first":
				year = first
			case "second":
				year = second
			default:
				return none, &refusal{fate: Unresolved, why: p.once(b, "intake.ask_split_year", "Period", year, "Sheet", f.Sheet)}
			}
		}
	default:
		if len(f.Time) < 7 {
			return none, &refusal{fate: Unresolved, why: p.why("intake.ask_year", "Sheet", f.Sheet)}
		}
		year = f.Time[:4]
		first := strings.HasSuffix(f.Time, "-01-01")
		switch {
		case fine == 5 && strings.HasSuffix(f.Time, "-12-31") && !b.daily:
		case fine == 5 && first && !b.daily && b.decided.Holds["january"] == "before":
			n, _ := strconv.Atoi(year)
			year = strconv.Itoa(n - 1)
		case fine == 5 && first && !b.daily && b.decided.Holds["january"] == "same":
		case fine == 5 && first && !b.daily:
			return none, &refusal{fate: Unresolved, why: p.once(b, "intake.ask_january", "Date", f.Time, "Sheet", f.Sheet)}
		case fine == 5 && b.decided.Holds["date"] == "year":
		case fine == 5 && !b.daily:
			return none, &refusal{fate: Unresolved, why: p.once(b, "intake.ask_date", "Date", f.Time, "Sheet", f.Sheet)}
		default:
			part = f.Time
		}
	}
	if i := axis.List.Index(year); i >= 0 {
		return aim{i, part}, nil
	}
	return none, &refusal{fate: SetAside, why: p.why("intake.aside_year", "Year", year)}
}

// once asks a question about many figures of a block with the first of them
// as the example.
func (p *planner) once(b *blockPlan, id string, pairs ...string) *words.Message {
	if b.asked == nil {
		b.asked = map[string]*words.Message{}
	}
	if b.asked[id] == nil {
		b.asked[id] = p.why(id, pairs...)
	}
	return b.asked[id]
}

func (p *planner) plainCode(axis *forms.Axis, code, id string) (aim, *refusal) {
	if i := axis.List.Index(firstOf(code, "_T")); i >= 0 {
		return aim{code: i}, nil
	}
	return aim{code: -1}, &refusal{fate: SetAside, why: p.why(id, "Code", code)}
}

// inList writes "under 15" as the group from 0 to 14 that it is.
func inList(age string) string {
	if rest, ok := strings.CutPrefix(age, "Y_LT"); ok {
		if n, err := strconv.Atoi(rest); err == nil && n > 1 {
			return "Y0T" + strconv.Itoa(n-1)
		}
	}
	return age
}
