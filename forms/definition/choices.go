package definition

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"migraform/forms"
	"migraform/forms/words"
)

// Form says for whom and for when a definition is made concrete, and what of
// it the office has.
type Form struct {
	Country string // ISO 3166-1 alpha-3
	Year    int    // the last reference year
	Scope   string // Core or All
	Choices Choices
	// Holds says which conditions of codes and tables hold; nil means all.
	Holds func(when string) bool
}

// Choice says that an office has a coarser breakdown than asked: a concept of
// a table, the option that it has, and for which years; none means all.
type Choice struct {
	Table   string
	Concept string
	Option  string
	Years   []int
}

// Same reports whether two choices say the same.
func (c Choice) Same(other Choice) bool {
	return c.Table == other.Table && c.Concept == other.Concept && c.Option == other.Option && slices.Equal(c.Years, other.Years)
}

// Choices are all that an office has chosen. A later one goes before an
// earlier one about the same.
type Choices []Choice

// String writes choices as ParseChoices reads them: "B1 age to_65; B2
// citizenship regions 2021 2022".
func (c Choices) String() string {
	all := make([]string, len(c))
	for i, one := range c {
		all[i] = forms.Coarser{Table: one.Table, Concept: one.Concept, Option: one.Option, Years: one.Years}.String()
	}
	return strings.Join(all, "; ")
}

// ParseChoices reads what String wrote.
func ParseChoices(text string) (Choices, error) {
	var all Choices
	for part := range strings.SplitSeq(text, ";") {
		fields := strings.Fields(part)
		if len(fields) == 0 {
			continue
		}
		if len(fields) < 3 {
			return nil, fmt.Errorf("%q is no breakdown: expected a table, a concept and what is chosen, then perhaps years", strings.TrimSpace(part))
		}
		one := Choice{Table: fields[0], Concept: fields[1], Option: fields[2]}
		for _, field := range fields[3:] {
			year, err := strconv.Atoi(field)
			if err != nil {
				return nil, fmt.Errorf("%q in %q is no year", field, strings.TrimSpace(part))
			}
			one.Years = append(one.Years, year)
		}
		all = append(all, one)
	}
	return all, nil
}

// For returns the option that holds for a concept of a table in a year.
func (c Choices) For(table, concept string, year int) string {
	option := AsAsked
	for _, one := range c {
		if one.Table == table && one.Concept == concept && (len(one.Years) == 0 || slices.Contains(one.Years, year)) {
			option = one.Option
		}
	}
	return option
}

// With returns the choices after further ones, without what those make idle.
func (c Choices) With(next ...Choice) Choices {
	for _, one := range next {
		c = c.with(one)
	}
	return c
}

func (c Choices) with(next Choice) Choices {
	var all Choices
	for _, one := range c {
		if one.Table == next.Table && one.Concept == next.Concept {
			if len(next.Years) == 0 {
				continue
			}
			if len(one.Years) > 0 {
				one.Years = slices.DeleteFunc(slices.Clone(one.Years), func(y int) bool { return slices.Contains(next.Years, y) })
				if len(one.Years) == 0 {
					continue
				}
			}
		}
		all = append(all, one)
	}
	if next.Option == AsAsked && !slices.ContainsFunc(all, func(one Choice) bool {
		return one.Table == next.Table && one.Concept == next.Concept && len(one.Years) == 0
	}) {
		return all
	}
	return append(all, next)
}

// ChoiceError says why a breakdown cannot be chosen.
type ChoiceError struct {
	Problem string // "table", "concept", "option", "year" or "crossing"
	Choice  Choice
	// Found is the table, concept, option or year that is not there, Has what
	// there is instead.
	Found string
	Has   []string
	// Overlap are the two groups that overlap, in words.
	Overlap [2]forms.Text
}

func (e *ChoiceError) Error() string { return words.In("en").Error(e) }

// Message gives the error for translation.
func (e *ChoiceError) Message() (string, map[string]any) {
	if e.Problem == "crossing" {
		return "breakdown.no_crossing", map[string]any{"Table": e.Choice.Table, "Concept": e.Choice.Concept, "Found": e.Overlap[0], "Has": e.Overlap[1]}
	}
	return "breakdown.no_" + e.Problem, map[string]any{"Table": e.Choice.Table, "Concept": e.Choice.Concept, "Found": e.Found, "Has": strings.Join(e.Has, ", ")}
}

// named are the choices of a form in words. The error says which of them
// names something that the form does not ask.
func (d *Definition) named(f Form) ([]forms.Coarser, error) {
	var named []forms.Coarser
	for _, c := range f.Choices {
		var tables []string
		for i := range d.source.Tables {
			if t := &d.source.Tables[i]; t.Core || f.Scope == All {
				tables = append(tables, t.ID)
			}
		}
		if !slices.Contains(tables, c.Table) {
			return nil, &ChoiceError{Problem: "table", Choice: c, Found: c.Table, Has: tables}
		}
		var concepts []string
		var of *Breakdown
		all := d.Breakdowns(f, c.Table)
		for i := range all {
			concepts = append(concepts, all[i].Concept)
			if all[i].Concept == c.Concept {
				of = &all[i]
			}
		}
		if of == nil {
			return nil, &ChoiceError{Problem: "concept", Choice: c, Found: c.Concept, Has: concepts}
		}
		var options, years []string
		for _, o := range of.Options {
			options = append(options, o.ID)
		}
		at := slices.Index(options, c.Option)
		if at < 0 {
			return nil, &ChoiceError{Problem: "option", Choice: c, Found: c.Option, Has: options}
		}
		for _, year := range of.Years {
			years = append(years, strconv.Itoa(year))
		}
		for _, year := range c.Years {
			if !slices.Contains(of.Years, year) {
				return nil, &ChoiceError{Problem: "year", Choice: c, Found: strconv.Itoa(year), Has: years}
			}
		}
		named = append(named, forms.Coarser{Table: c.Table, Concept: c.Concept, Option: c.Option, Years: c.Years, Axis: of.Name, Name: of.Options[at].Name})
	}
	return named, nil
}

// chosen is how one axis of a cube is answered over the years.
type chosen struct {
	list *forms.CodeList
	cuts []forms.Cut // but for the axis
}

// choose makes the list of an axis as coarse as it was chosen. Where years
// differ, the list serves all of them, and what a year does not ask is cut.
func (d *Definition) choose(f Form, table string, s *listSource, l *forms.CodeList, years int) (chosen, error) {
	var last *Choice
	for i := range f.Choices {
		if f.Choices[i].Table == table && f.Choices[i].Concept == l.Concept {
			last = &f.Choices[i]
		}
	}
	if last == nil {
		return chosen{list: l}, nil
	}
	all := s.ways(l)
	var used []*way
	byYear := make([]*way, years)
	for i := range byYear {
		option := f.Choices.For(table, l.Concept, f.Year-years+1+i)
		at := max(slices.IndexFunc(all, func(w way) bool { return w.id == option }), 0) // another cube of the table may have it
		byYear[i] = &all[at]
		if !slices.Contains(used, byYear[i]) {
			used = append(used, byYear[i])
		}
	}
	if len(used) == 1 && used[0] == &all[0] {
		return chosen{list: l}, nil
	}
	if a, b, ok := crossing(groupsOf(used)); ok {
		return chosen{}, &ChoiceError{Problem: "crossing", Choice: *last, Overlap: [2]forms.Text{d.codeName(l.ID, a.id), d.codeName(l.ID, b.id)}}
	}
	made := d.coarsen(l, used)
	c := chosen{list: made.coarse}
	for i, w := range byYear {
		if codes := made.unasked(w); len(codes) > 0 {
			c.cuts = append(c.cuts, forms.Cut{Year: i, Codes: codes})
		}
	}
	return c, nil
}
