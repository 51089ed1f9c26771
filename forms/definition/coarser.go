package definition

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"

	"migraform/forms"
	"migraform/forms/words"
)

// The breakdowns that follow from the structure of a list.
const (
	// AsAsked is the list as the questionnaire has it.
	AsAsked = "asked"
	// OnlyTotal is a list that is down to its total.
	OnlyTotal = "total"

	ownAndOthers = "groups" // the own country and all others
	levelID      = "level"  // with the number of levels that are left
)

// areaLevels name the levels of regions, by their number.
var areaLevels = []string{1: "regions", 2: "subregions", 3: "intermediate"}

// way is one breakdown in which a list can be answered.
type way struct {
	id     string
	kept   []bool  // by code of the list as asked
	groups []group // codes that stand in place of several
}

// group is a code that stands in place of codes next to each other.
type group struct {
	id    string
	parts []int // codes of the list as asked
}

// ways lists the breakdowns of a list from the finest to the coarsest: as
// asked, those that the definition names, a cut at each level of its
// hierarchy, and only the total. A list of items that are measured apart, or
// without a total, has none but the first.
func (s *listSource) ways(l *forms.CodeList) []way {
	all := []way{{id: AsAsked, kept: keep(l, func(int) bool { return true })}}
	if len(s.Balances) > 0 || l.Index(total) < 0 || len(l.Codes) < 2 ||
		slices.ContainsFunc(l.Codes, func(c forms.Code) bool { return c.Measure != "" }) {
		return all
	}
	for i := range s.Coarser {
		all = append(all, s.Coarser[i].way(l))
	}
	all = append(all, s.levels(l)...)
	return append(all, way{id: OnlyTotal, kept: keep(l, func(code int) bool { return l.Codes[code].ID == total })})
}

func keep(l *forms.CodeList, wanted func(code int) bool) []bool {
	kept := make([]bool, len(l.Codes))
	for code := range l.Codes {
		kept[code] = wanted(code)
	}
	return kept
}

// way is what a definition names as coarser: groups in place of their parts,
// and of what lies below those. Parts that are not asked at present are left
// out.
func (s *coarserSource) way(l *forms.CodeList) way {
	w := way{id: s.ID}
	dropped := make([]bool, len(l.Codes))
	for id, parts := range s.Groups {
		g := group{id: id}
		for _, part := range parts {
			if code := l.Index(part); code >= 0 {
				g.parts = append(g.parts, code)
				dropped[code] = true
			}
		}
		if len(g.parts) > 0 {
			slices.Sort(g.parts)
			w.groups = append(w.groups, g)
		}
	}
	slices.SortFunc(w.groups, func(a, b group) int { return cmp.Compare(a.parts[0], b.parts[0]) })
	w.kept = keep(l, func(code int) bool {
		if parent := l.Codes[code].Parent; parent >= 0 && dropped[parent] {
			dropped[code] = true
		}
		return !dropped[code]
	})
	return w
}

// levels lists the cuts through the hierarchy of a list.
func (s *listSource) levels(l *forms.CodeList) []way {
	var all []way
	depths := depthsOf(l)
	deepest := 0
	for code := range l.Codes {
		if hasSum(l, code) {
			deepest = max(deepest, depths[code])
		}
	}
	if s.Areas == nil {
		for depth := deepest; depth > 0; depth-- {
			all = append(all, way{id: levelID + strconv.Itoa(depth), kept: keep(l, func(code int) bool { return depths[code] <= depth })})
		}
		return all
	}
	for depth := min(deepest, len(areaLevels)-1); depth > 0; depth-- {
		all = append(all, way{id: areaLevels[depth], kept: keep(l, func(code int) bool {
			c := &l.Codes[code]
			return c.Depth <= 1 || c.Kind == forms.Subtotal && c.Depth <= depth || c.Key == ownKey && !c.Forbidden
		})})
	}
	if s.Areas.Others != "" {
		all = append(all, way{id: ownAndOthers, kept: keep(l, func(code int) bool {
			switch c := &l.Codes[code]; c.ID {
			case total, unknown, s.Areas.Others:
				return true
			default:
				return c.Key == ownKey && !c.Forbidden
			}
		})})
	}
	return all
}

// depthsOf is how far below the total each code stands. What is of whom
// stands where its whole does: a cut keeps both or none.
func depthsOf(l *forms.CodeList) []int {
	ofWhom := make([]bool, len(l.Codes))
	for _, limit := range l.Limits {
		for _, part := range limit.Parts {
			ofWhom[part] = true
		}
	}
	depths := make([]int, len(l.Codes))
	for code := range l.Codes {
		if parent := l.Codes[code].Parent; parent >= 0 {
			depths[code] = depths[parent] + 1
			if ofWhom[code] {
				depths[code]--
			}
		}
	}
	return depths
}

func hasSum(l *forms.CodeList, code int) bool {
	return slices.ContainsFunc(l.Sums, func(s forms.Sum) bool { return s.Total == code })
}

// Option is one breakdown that can be chosen.
type Option struct {
	ID   string // AsAsked, OnlyTotal, "regions", "to_65"
	Name forms.Text
	// Codes is how many codes are then to be answered, totals and sub-totals
	// aside.
	Codes int
}

// Breakdown is what can be chosen for one concept of a table.
type Breakdown struct {
	Concept string
	Name    forms.Text // of the axis
	Options []Option   // from the finest, AsAsked, to the coarsest
	Years   []int      // that the table asks
}

// Breakdowns lists what an office can choose for a table: each concept that
// has a coarser breakdown than asked, in the order of the table's axes.
func (d *Definition) Breakdowns(f Form, table string) []Breakdown {
	var all []Breakdown
	for i := range d.source.Tables {
		t := &d.source.Tables[i]
		if t.ID != table {
			continue
		}
		for j := range t.Cubes {
			for _, id := range t.Cubes[j].Axes {
				l := d.listByID(id, f.Country)
				if l == nil {
					continue
				}
				at := slices.IndexFunc(all, func(b Breakdown) bool { return b.Concept == l.Concept })
				if at < 0 {
					at = len(all)
					all = append(all, Breakdown{Concept: l.Concept, Name: d.axisName(l)})
				}
				all[at].add(d, l, d.sourceOf(id).ways(l))
				for y := f.Year - t.Cubes[j].Years + 1; y <= f.Year; y++ {
					if !slices.Contains(all[at].Years, y) {
						all[at].Years = append(all[at].Years, y)
					}
				}
				slices.Sort(all[at].Years)
			}
		}
	}
	return slices.DeleteFunc(all, func(b Breakdown) bool { return len(b.Options) < 2 })
}

// add takes over the ways of a list that are not known yet; the coarsest
// stays last.
func (b *Breakdown) add(d *Definition, l *forms.CodeList, ways []way) {
	for _, w := range ways {
		if slices.ContainsFunc(b.Options, func(o Option) bool { return o.ID == w.id }) {
			continue
		}
		o := Option{ID: w.id, Name: d.wayName(l.ID, w.id), Codes: len(w.groups)}
		for code := range l.Codes {
			if w.kept[code] && !l.Codes[code].Forbidden && !keepsParts(l, code, w.kept) {
				o.Codes++
			}
		}
		if last := len(b.Options) - 1; last > 0 && b.Options[last].ID == OnlyTotal {
			b.Options = slices.Insert(b.Options, last, o)
		} else {
			b.Options = append(b.Options, o)
		}
	}
}

// keepsParts reports whether a code is still a sum of codes that are kept.
func keepsParts(l *forms.CodeList, code int, kept []bool) bool {
	return slices.ContainsFunc(l.Sums, func(s forms.Sum) bool {
		return s.Total == code && !slices.ContainsFunc(s.Terms, func(t forms.Term) bool { return !kept[t.Code] && !l.Codes[t.Code].Forbidden })
	})
}

func (d *Definition) sourceOf(list string) *listSource {
	for i := range d.source.Lists {
		if d.source.Lists[i].ID == list {
			return &d.source.Lists[i]
		}
	}
	return nil
}

func (d *Definition) listByID(id, country string) *forms.CodeList {
	s := d.sourceOf(id)
	if s == nil {
		return nil
	}
	l, err := d.list(s, country)
	if err != nil {
		return nil
	}
	return l
}

// wayName is what the definition calls a breakdown, for this list or for all;
// those that follow from structure have a name of the program's own.
func (d *Definition) wayName(list, id string) forms.Text {
	name := d.text("coarser." + list + "." + id)
	for language, text := range d.text("coarser." + id) {
		if _, ok := name[language]; !ok {
			name[language] = text
		}
	}
	for _, language := range d.languages {
		if _, ok := name[language]; !ok {
			if said, ok := structuralName(language, id); ok {
				name[language] = said
			}
		}
	}
	return name
}

func structuralName(language, id string) (string, bool) {
	key := "breakdown." + id
	if n, ok := levelOf(id); ok {
		return words.In(language).Say("breakdown.level", "Count", n), true
	}
	said := words.In(language).Say(key)
	return said, said != key
}

// levelOf reads the id of a cut through the hierarchy of codes.
func levelOf(id string) (int, bool) {
	var n int
	_, err := fmt.Sscanf(id, levelID+"%d", &n)
	return n, err == nil
}
