package definition

import (
	"fmt"
	"slices"
	"strings"

	"migraform/forms"
)

var (
	relationKinds = []forms.RelationKind{forms.Equal, forms.AtMost, forms.Near, forms.Rate}
	severities    = []string{"", "error", "warning", "information"}
)

func (c *checker) checkRelations() {
	seen := map[string]bool{}
	sound := len(c.mistakes) == 0
	var relations []forms.Relation
	for i := range c.source.Relations {
		s := &c.source.Relations[i]
		at := fmt.Sprintf("$.relations[%d]", i)
		if s.ID == "" || seen[s.ID] {
			c.report(at, "a relation has an id of its own; %q is none", s.ID)
		}
		seen[s.ID] = true
		c.wanted(at, "relation."+s.ID)
		before := len(c.mistakes)
		r := c.relation(s)
		c.checkRelation(at, s, &r)
		if len(c.mistakes) == before {
			relations = append(relations, r)
			continue
		}
		relations = append(relations, forms.Relation{})
		sound = false
	}
	for i := range c.source.Measures {
		m := &c.source.Measures[i]
		at := fmt.Sprintf("$.measures[%d]", i)
		if !c.measures[m.Measure] {
			c.report(at, "nothing asks the measure %q", m.Measure)
		}
		c.rule(at+".rule", m.Rule)
		if m.Survey < 0 || m.Survey > 1 {
			c.report(at+".survey", "a share lies between 0 and 1")
		}
	}
	c.contradictions(relations)
	if sound {
		c.comparesSomething(relations)
	}
}

func (c *checker) rule(at, rule string) {
	rules := forms.DefaultRules()
	if !slices.ContainsFunc(rules, func(r forms.Rule) bool { return r.ID == rule }) {
		c.report(at, "%q is no rule: they are %s to %s", rule, rules[0].ID, rules[len(rules)-1].ID)
	}
}

func (c *checker) checkRelation(at string, s *relationSource, r *forms.Relation) {
	c.rule(at+".rule", r.Rule)
	if len(s.Near) > 0 {
		r.Kind = forms.Near
	}
	if !slices.Contains(relationKinds, r.Kind) {
		c.report(at+".kind", "a relation is of the kind equal, at_most, near or rate; %q is none of them", s.Kind)
	}
	if !slices.Contains(severities, r.Severity) {
		c.report(at+".severity", "a severity is error, warning or information; %q is none of them", s.Severity)
	}
	if r.Kind == forms.Near && (len(s.Near) != 2 || s.Near[0] > s.Near[1]) {
		c.report(at+".near", "near is the least and the most that left divided by right may be, such as [0.3, 3]")
	}
	if (r.Kind == forms.Rate) != (len(r.Over) > 0) || r.Kind == forms.Rate && r.Per <= 0 {
		c.report(at, "a rate, and nothing else, has a divisor (over) and says what it is per")
	}
	for _, side := range []struct {
		name    string
		sources []termSource
		terms   []forms.RelationTerm
	}{{"left", s.Left, r.Left}, {"right", s.Right, r.Right}, {"over", s.Over, r.Over}} {
		if len(side.terms) == 0 && side.name != "over" {
			c.report(at, "the relation %s has nothing on its %s side", r.ID, side.name)
		}
		for i := range side.terms {
			at := fmt.Sprintf("%s.%s[%d]", at, side.name, i)
			switch {
			case (side.sources[i].Measure == "") == (side.sources[i].Minus == ""):
				c.report(at, "a term is a measure, or a measure to subtract (minus)")
			case !c.measures[side.terms[i].Measure]:
				c.report(at, "nothing asks the measure %q", side.terms[i].Measure)
			}
			for _, concept := range sortedKeys(side.terms[i].Where) {
				c.checkWhere(at+".where", concept, side.terms[i].Where[concept])
			}
		}
	}
	for i, concept := range r.By {
		c.checkWhere(fmt.Sprintf("%s.by[%d]", at, i), concept, "")
	}
	c.condition(at+".when", "the relation "+r.ID, r.When)
	if len(r.Left) > 0 && sideOf(r.Left) == sideOf(r.Right) {
		c.report(at, "the relation %s compares a measure with itself", r.ID)
	}
}

// sideOf writes one side of a relation so that equal sides are written alike.
func sideOf(terms []forms.RelationTerm) string {
	written := make([]string, len(terms))
	for i, t := range terms {
		written[i] = fmt.Sprintf("%+d %s %+d %v", t.Sign, t.Measure, t.Shift, t.Where)
	}
	slices.Sort(written)
	return strings.Join(written, "; ")
}

// contradictions reports relations of which one says what another excludes,
// and chains of "at most" that close.
func (c *checker) contradictions(relations []forms.Relation) {
	above := map[string][]int{}
	for i := range relations {
		a := &relations[i]
		if a.Kind == "" {
			continue
		}
		at := fmt.Sprintf("$.relations[%d]", i)
		for j := range i {
			b := &relations[j]
			if b.Kind == "" || a.When != b.When || sideOf(a.Left) != sideOf(b.Left) || sideOf(a.Right) != sideOf(b.Right) || sideOf(a.Over) != sideOf(b.Over) {
				continue
			}
			lowA, highA := rangeOf(a)
			lowB, highB := rangeOf(b)
			switch {
			case lowA > highB || lowB > highA:
				c.advise(at, "the relations %s and %s contradict each other: no figures satisfy both", b.ID, a.ID)
			case a.Kind == b.Kind && slices.Equal(a.By, b.By):
				c.advise(at, "the relations %s and %s say the same", b.ID, a.ID)
			}
		}
		if a.Kind == forms.AtMost {
			above[sideOf(a.Left)] = append(above[sideOf(a.Left)], i)
		}
	}
	state := map[string]int{}
	var walk func(side string, path []string) bool
	walk = func(side string, path []string) bool {
		state[side] = 1
		for _, i := range above[side] {
			next := sideOf(relations[i].Right)
			chain := append(slices.Clone(path), relations[i].ID)
			if state[next] == 1 {
				c.advise(fmt.Sprintf("$.relations[%d]", i), "the relations %s go round in a circle", strings.Join(chain, ", "))
				return false
			}
			if state[next] == 0 && !walk(next, chain) {
				return false
			}
		}
		state[side] = 2
		return true
	}
	for _, side := range sortedKeys(above) {
		if state[side] == 0 && !walk(side, nil) {
			return
		}
	}
}

// rangeOf is what left ÷ right may be, in millionths.
func rangeOf(r *forms.Relation) (low, high int64) {
	switch r.Kind {
	case forms.Near:
		return r.Low, r.High
	case forms.AtMost:
		return 0, 1e6
	}
	return 1e6, 1e6
}

// comparesSomething reports relations whose terms share no code or no year.
func (c *checker) comparesSomething(relations []forms.Relation) {
	q, err := c.For(trialCountry, trialYear, All)
	if err != nil {
		c.report("$", "%s", err)
		return
	}
	for i := range relations {
		if !q.Compares(&relations[i]) {
			c.advise(fmt.Sprintf("$.relations[%d]", i), "the relation %s compares nothing: its measures share no codes or no year", relations[i].ID)
		}
	}
}
