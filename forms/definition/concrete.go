package definition

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"

	"migraform/forms"
)

// Scopes are how much of a questionnaire an office is asked.
const (
	Core = "core"
	All  = "all"
)

// For makes the definition concrete as it is asked: for the office of a
// country (ISO alpha-3) and a last reference year. The scope is Core or All.
func (d *Definition) For(country string, year int, scope string) (*forms.Questionnaire, error) {
	return d.Make(Form{Country: country, Year: year, Scope: scope})
}

// Make makes the definition concrete for a form. What is wrong with it is a
// CountryError, a YearError, a ScopeError or a ChoiceError.
func (d *Definition) Make(f Form) (*forms.Questionnaire, error) {
	if _, ok := CountryByCode(f.Country); !ok {
		return nil, &CountryError{f.Country}
	}
	if f.Year < 1950 || f.Year > 2100 {
		return nil, &YearError{f.Year}
	}
	if f.Scope != Core && f.Scope != All {
		return nil, &ScopeError{f.Scope}
	}
	coarser, err := d.named(f)
	if err != nil {
		return nil, err
	}
	q := &forms.Questionnaire{ID: d.source.ID, Version: d.source.Version, Title: d.text("title"),
		Country: f.Country, Year: f.Year, Scope: f.Scope, Coarser: coarser,
		Questions: forms.Section{Title: d.text("questions"), Says: d.text("questions.says"), Guide: d.text("questions.guide")}}
	lists := map[string]*forms.CodeList{}
	for i := range d.source.Lists {
		s := d.source.Lists[i].asked(&f)
		l, err := d.list(s, f.Country)
		if err != nil {
			return nil, err
		}
		l.Whole = d.whole(s, l)
		lists[l.ID] = l
	}
	scope := d.tablesIn(f.Scope)
	for i := range d.source.Tables {
		if t := &d.source.Tables[i]; slices.Contains(scope, t.ID) && t.asked(&f, lists) {
			made, err := d.table(f, t, lists)
			if err != nil {
				return nil, err
			}
			q.Tables = append(q.Tables, made)
		}
	}
	if len(f.Choices) > 0 {
		shareGroups(q)
	}
	for _, id := range d.source.Sections {
		if slices.ContainsFunc(q.Tables, func(t *forms.Table) bool { return t.Section == id }) {
			q.Sections = append(q.Sections, forms.Section{ID: id, Title: d.text("section." + id), Says: d.text("section." + id + ".says"), Guide: d.text("section." + id + ".guide")})
		}
	}
	for i := range d.source.Groups {
		// Of the whole scope, so that an answer may bring its own table back.
		q.Groups = append(q.Groups, d.group(&d.source.Groups[i], scope))
	}
	q.Lay()
	q.Rules, q.Gate = d.rules(), d.gate()
	for i := range d.source.Relations {
		r := d.relation(&d.source.Relations[i])
		if q.Asks(&r) {
			q.Relations = append(q.Relations, r)
		}
		if tables := d.lacking(q, &r); len(tables) > 0 {
			q.LeftOut = append(q.LeftOut, forms.LeftOut{Rule: r.Rule, Relation: r.ID, Tables: tables})
		}
	}
	q.Measures = map[string]forms.Measure{}
	for _, m := range d.source.Measures {
		q.Measures[m.Measure] = forms.Measure{Name: m.Measure, Rule: m.Rule, SurveyShare: millionths(m.Survey)}
	}
	return q, nil
}

// lacking lists the tables that are not asked and have what a relation
// compares, where no table that is asked has it.
func (d *Definition) lacking(q *forms.Questionnaire, r *forms.Relation) []string {
	asked := func(id string) bool { return q.Table(id) != nil }
	var tables []string
	for _, term := range slices.Concat(r.Left, r.Right, r.Over) {
		if len(d.offering(&term, asked)) == 0 {
			tables = append(tables, d.offering(&term, func(id string) bool { return !asked(id) })...)
		}
	}
	slices.Sort(tables)
	return slices.Compact(tables)
}

// offering lists the tables with a term's measure that have the concepts which
// it fixes.
func (d *Definition) offering(term *forms.RelationTerm, among func(id string) bool) []string {
	var tables []string
	for i := range d.source.Tables {
		t := &d.source.Tables[i]
		if among(t.ID) && slices.ContainsFunc(t.Cubes, func(c cubeSource) bool { return d.offers(&c, term) }) {
			tables = append(tables, t.ID)
		}
	}
	return tables
}

func (d *Definition) offers(c *cubeSource, term *forms.RelationTerm) bool {
	measured, concepts := c.Measure == term.Measure, maps.Clone(c.Where)
	if concepts == nil {
		concepts = map[string]string{}
	}
	for i := range d.source.Lists {
		if l := &d.source.Lists[i]; slices.Contains(c.Axes, l.ID) {
			concepts[l.Concept] = ""
			measured = measured || hasMeasure(l.Codes, term.Measure)
		}
	}
	for concept, key := range term.Where {
		if _, ok := concepts[concept]; !ok && key != "" {
			return false
		}
	}
	return measured
}

func hasMeasure(codes []codeSource, measure string) bool {
	return slices.ContainsFunc(codes, func(c codeSource) bool {
		return c.Measure == measure || hasMeasure(c.Parts, measure) || hasMeasure(c.OfWhom, measure)
	})
}

func (d *Definition) relation(s *relationSource) forms.Relation {
	r := forms.Relation{ID: s.ID, Title: d.text("relation." + s.ID), Rule: s.Rule, Kind: forms.RelationKind(s.Kind), Severity: s.Severity,
		Left: terms(s.Left), Right: terms(s.Right), Over: terms(s.Over), Per: decimal(s.Per), Tolerance: decimal(s.Tolerance),
		Least: decimal(s.Least), By: s.By, When: s.When}
	if len(s.Near) == 2 {
		r.Kind, r.Low, r.High = forms.Near, millionths(s.Near[0]), millionths(s.Near[1])
	}
	return r
}

func terms(sources []termSource) []forms.RelationTerm {
	var terms []forms.RelationTerm
	for _, s := range sources {
		t := forms.RelationTerm{Sign: 1, Measure: s.Measure, Where: s.Where, Shift: s.Shift}
		if s.Minus != "" {
			t.Sign, t.Measure = -1, s.Minus
		}
		terms = append(terms, t)
	}
	return terms
}

func millionths(x float64) int64 { return int64(math.Round(x * 1e6)) }

func decimal(x float64) forms.Number { return forms.Number(math.Round(x * float64(forms.One))) }

func (d *Definition) table(f Form, s *tableSource, lists map[string]*forms.CodeList) (*forms.Table, error) {
	t := &forms.Table{ID: s.ID, Section: s.Section, Core: s.Core, Optional: s.Optional, When: s.When,
		Title: d.text("table." + s.ID), Says: d.text("table." + s.ID + ".says")}
	for i := range s.Cubes {
		c, err := d.cube(f, s, &s.Cubes[i], lists)
		if err != nil {
			return nil, err
		}
		t.Cubes = append(t.Cubes, c)
	}
	return t, nil
}

func (d *Definition) cube(f Form, t *tableSource, s *cubeSource, lists map[string]*forms.CodeList) (*forms.Cube, error) {
	name := cubeName(t.ID, s.Name)
	c := &forms.Cube{Name: name, Title: d.text("cube." + name), Measure: s.Measure, Where: s.Where, Unit: s.Unit, Decimals: s.Decimals}
	for i, id := range s.Axes {
		as, err := d.choose(f, t.ID, d.sourceOf(id), lists[id], s.Years)
		if err != nil {
			return nil, err
		}
		for _, cut := range as.cuts {
			cut.Axis = i
			c.Cuts = append(c.Cuts, cut)
		}
		if s.Unit == rateUnit {
			as.list = withoutSums(as.list)
		}
		c.Axes = append(c.Axes, &forms.Axis{Concept: as.list.Concept, Name: d.axisName(lists[id]), List: as.list})
	}
	c.Axes = append(c.Axes, &forms.Axis{Concept: "time", Name: d.text("concept.time"), List: years(f.Year, s.Years)})
	axes := func(concepts []string) []int {
		var indexes []int
		for _, concept := range concepts {
			indexes = append(indexes, c.AxisOf(concept))
		}
		return indexes
	}
	c.View = forms.View{Rows: axes(s.Rows), Columns: axes(s.Columns), Pages: axes(s.Pages)}
	for _, b := range s.Bounds {
		if bound, ok := b.bound(c); ok {
			c.Bounds = append(c.Bounds, bound)
		}
	}
	return c, nil
}

// rateUnit is the unit of figures that do not add up.
const rateUnit = "rate"

// withoutSums is a list whose total is not the sum of its parts.
func withoutSums(l *forms.CodeList) *forms.CodeList {
	plain := &forms.CodeList{ID: l.ID, Concept: l.Concept, Codes: slices.Clone(l.Codes)}
	if l.Whole != nil && l.Whole != l {
		plain.Whole = withoutSums(l.Whole)
	}
	for i := range plain.Codes {
		plain.Codes[i].Kind = forms.Leaf
	}
	return plain
}

// axisName is the list's own name where it has one, else its concept's.
func (d *Definition) axisName(l *forms.CodeList) forms.Text {
	name := d.text("concept." + l.Concept)
	for language, own := range d.text("list." + l.ID) {
		name[language] = own
	}
	return name
}

// bound resolves the names of a bound; ok is false where one of them is not
// asked.
func (b *boundSource) bound(c *forms.Cube) (bound forms.Bound, ok bool) {
	bound.Rule = b.Rule
	for i, axis := range c.Axes {
		code := axis.List.Index(b.Code)
		if code < 0 {
			continue
		}
		bound.Axis, bound.Code = i, code
		for _, s := range b.Shares {
			share := forms.Share{PerMillion: int64(s.Share*1e6 + 0.5)}
			terms, _ := parseTerms(s.Of)
			for _, term := range terms {
				at := axis.List.Index(term.name)
				if at < 0 {
					return bound, false
				}
				share.Of = append(share.Of, forms.Term{Code: at, Sign: term.sign})
			}
			bound.Shares = append(bound.Shares, share)
		}
		return bound, true
	}
	return bound, false
}

// group makes questions concrete for the tables of a scope; nil means all.
func (d *Definition) group(s *groupSource, tables []string) forms.QuestionGroup {
	g := forms.QuestionGroup{ID: s.ID, Repeated: s.Repeated, Title: d.text("questions." + s.ID), Says: d.text("questions." + s.ID + ".says")}
	for i := range s.Questions {
		a := &s.Questions[i]
		if tables != nil && len(a.For) > 0 && !slices.ContainsFunc(tables, func(id string) bool { return slices.Contains(a.For, id) }) {
			continue
		}
		id := a.textID(s.ID)
		question := forms.Question{ID: a.ID, Kind: forms.QuestionKind(a.Kind), Label: d.text(id), Hint: d.text(id + ".hint"),
			Required: a.Required, When: a.When, Constraint: a.Constraint}
		for _, option := range d.optionsOf(a) {
			name := d.text("option." + a.ID + "." + option)
			if len(name) == 0 {
				name = d.text("option." + option)
			}
			question.Options = append(question.Options, forms.Option{ID: option, Name: name})
		}
		g.Questions = append(g.Questions, question)
	}
	return g
}

// textID names the label of a question; its hint is the same with ".hint".
func (a *questionSource) textID(group string) string {
	if a.Text != "" {
		return "question." + group + "." + a.Text
	}
	return "question." + group + "." + a.ID
}

func (d *Definition) optionsOf(a *questionSource) []string {
	for _, options := range d.source.Options {
		if options.ID == a.From {
			return options.Codes
		}
	}
	return a.Options
}

// equationTerms turns "A = B - C" into the terms "A + B - C", the total
// first.
func equationTerms(equation string) string {
	whole, parts, ok := strings.Cut(equation, "=")
	if !ok {
		return ""
	}
	return strings.TrimSpace(whole) + " + " + strings.TrimSpace(parts)
}

// CountryError says that a code is no country.
type CountryError struct{ Code string }

func (e *CountryError) Error() string {
	return fmt.Sprintf("%q is no country that the questionnaire knows: give its ISO 3166-1 code of three letters, such as NOR", e.Code)
}

// Message gives the error for translation.
func (e *CountryError) Message() (string, map[string]any) {
	return "definition.country_unknown", map[string]any{"Code": e.Code}
}

// YearError says that a year cannot be a reference year.
type YearError struct{ Year int }

func (e *YearError) Error() string {
	return fmt.Sprintf("%d cannot be the reference year: give a year from 1950 to 2100", e.Year)
}

// Message gives the error for translation.
func (e *YearError) Message() (string, map[string]any) {
	return "definition.year_unknown", map[string]any{"Year": fmt.Sprint(e.Year)}
}

// ScopeError says that a scope is neither core nor all.
type ScopeError struct{ Scope string }

func (e *ScopeError) Error() string {
	return fmt.Sprintf("%q is no scope: give core (the main tables) or all", e.Scope)
}

// Message gives the error for translation.
func (e *ScopeError) Message() (string, map[string]any) {
	return "definition.scope_unknown", map[string]any{"Scope": e.Scope}
}
