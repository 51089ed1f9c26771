package definition

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"migraform/forms"
)

// ruleSource sets a rule's severity and thresholds where they are not those
// of forms.DefaultRules.
type ruleSource struct {
	Rule       string             `yaml:"rule"`
	Severity   string             `yaml:"severity"`
	Lesser     string             `yaml:"lesser"`
	Thresholds map[string]float64 `yaml:"thresholds"`
	Affects    []affectSource     `yaml:"affects"`
}

type affectSource struct {
	Question string   `yaml:"question"`
	Measures []string `yaml:"measures"`
	Concepts []string `yaml:"concepts"`
}

// rules are all rules, as the definition sets them.
func (d *Definition) rules() []forms.Rule {
	rules := forms.DefaultRules()
	for i := range d.source.Rules {
		s := &d.source.Rules[i]
		at := slices.IndexFunc(rules, func(r forms.Rule) bool { return r.ID == s.Rule })
		if at < 0 {
			continue
		}
		r := &rules[at]
		if s.Severity != "" {
			r.Severity = s.Severity
		}
		if s.Lesser != "" {
			r.Lesser = s.Lesser
		}
		for name, value := range s.Thresholds {
			if has(r.Thresholds, name) {
				r.Thresholds[name] = decimal(value)
			}
		}
		for _, a := range s.Affects {
			r.Affects = append(r.Affects, forms.Affect(a))
		}
	}
	return rules
}

// order says which thresholds of a rule may not be below others.
var order = map[string][2]string{
	"R09": {"share", "most"},
	"R10": {"peak_from", "peak_to"},
	"R11": {"ratio_total", "ratio"},
}

// largest bounds thresholds that are shares, and least those that are
// factors.
var (
	largest = map[string]float64{"share": 1, "most": 1, "near": 3, "peak_from": 130, "peak_to": 130, "years": 100}
	least   = map[string]float64{"ratio_total": 1.01, "ratio": 1.01, "near": 1.01, "score": 1, "spread": 0.01, "deviations": 0.1, "figures": 1}
)

// gateSource says for each severity what an open finding means for a final
// export: block, explain or pass.
type gateSource struct {
	Error       string `yaml:"error"`
	Warning     string `yaml:"warning"`
	Information string `yaml:"information"`
}

func (d *Definition) gate() forms.Gate {
	g := &d.source.Gate
	return forms.Gate{Error: forms.Passage(g.Error), Warning: forms.Passage(g.Warning), Information: forms.Passage(g.Information)}
}

// passages are from the strictest to the laxest.
var passages = []forms.Passage{forms.Block, forms.Explain, forms.Pass}

func (c *checker) checkGate() {
	g := c.gate()
	stricter := -1
	for _, severity := range []string{forms.SeverityError, forms.SeverityWarning, forms.SeverityInformation} {
		passage := g.Of(severity)
		at := slices.Index(passages, passage)
		if at < 0 {
			c.report("$.gate."+severity, "what is open may block, explain or pass; %q is none of them", passage)
			return
		}
		if at < stricter {
			c.report("$.gate."+severity, "the gate lets pass what is graver than %s, and not %s itself", severity, severity)
		}
		stricter = at
	}
}

func (c *checker) checkRules() {
	c.checkGate()
	rules := c.rules()
	seen := map[string]bool{}
	for i := range c.source.Rules {
		s := &c.source.Rules[i]
		at := fmt.Sprintf("$.rules[%d]", i)
		n := slices.IndexFunc(rules, func(r forms.Rule) bool { return r.ID == s.Rule })
		if n < 0 {
			c.report(at+".rule", "%q is no rule: they are %s to %s", s.Rule, rules[0].ID, rules[len(rules)-1].ID)
			continue
		}
		if seen[s.Rule] {
			c.report(at+".rule", "the rule %s is set twice", s.Rule)
		}
		seen[s.Rule] = true
		if !slices.Contains(severities, s.Severity) && s.Severity != forms.SeverityOff {
			c.report(at+".severity", "a severity is error, warning, information or off; %q is none of them", s.Severity)
		}
		if !slices.Contains(severities, s.Lesser) && s.Lesser != forms.SeverityOff {
			c.report(at+".lesser", "a severity is error, warning, information or off; %q is none of them", s.Lesser)
		}
		c.checkLesser(at, s, &rules[n])
		c.checkThresholds(at, s, &rules[n])
		c.checkAffects(at, s)
	}
}

// checkLesser reports a lesser severity where a rule has no such thing, or
// where it is graver than the rule's own.
func (c *checker) checkLesser(at string, s *ruleSource, r *forms.Rule) {
	usual := forms.DefaultRules()
	n := slices.IndexFunc(usual, func(d forms.Rule) bool { return d.ID == s.Rule })
	switch own, lesser := slices.Index(gravity, r.Severity), slices.Index(gravity, r.Lesser); {
	case s.Lesser != "" && usual[n].Lesser == "":
		c.report(at+".lesser", "the rule %s says nothing less strictly: it has no lesser severity", s.Rule)
	case r.Lesser != "" && own >= 0 && lesser > own && r.Severity != forms.SeverityOff:
		c.report(at, "the severities of %s contradict each other: what it says less strictly is %s, graver than the rule itself, which is %s", s.Rule, r.Lesser, r.Severity)
	}
}

// gravity is all that a severity can be, the gravest last.
var gravity = []string{forms.SeverityOff, forms.SeverityInformation, forms.SeverityWarning, forms.SeverityError}

func (c *checker) checkThresholds(at string, s *ruleSource, r *forms.Rule) {
	var known map[string]forms.Number
	for _, d := range forms.DefaultRules() {
		if d.ID == s.Rule {
			known = d.Thresholds
		}
	}
	for _, name := range slices.Sorted(maps.Keys(s.Thresholds)) {
		value := s.Thresholds[name]
		where := at + ".thresholds." + name
		low, high := least[name], 1_000_000.0
		if most, ok := largest[name]; ok {
			high = most
		}
		switch {
		case known == nil:
			c.report(where, "the rule %s has no thresholds", s.Rule)
		case !has(known, name):
			c.report(where, "the rule %s has no threshold %q: it has %s", s.Rule, name, strings.Join(slices.Sorted(maps.Keys(known)), ", "))
		case value < low || value > high:
			c.report(where, "the threshold %s of %s lies from %s to %s; it is %s", name, s.Rule, decimal(low), decimal(high), decimal(value))
		}
	}
	if pair, ok := order[s.Rule]; ok && r.Of(pair[0]) > r.Of(pair[1]) {
		c.report(at+".thresholds", "the thresholds of %s contradict each other: %s is %s, more than %s, which is %s",
			s.Rule, pair[0], r.Of(pair[0]), pair[1], r.Of(pair[1]))
	}
}

func (c *checker) checkAffects(at string, s *ruleSource) {
	if len(s.Affects) > 0 && s.Rule != "R28" {
		c.report(at+".affects", "only R28 says which tables a definition affects")
	}
	for i, a := range s.Affects {
		at := fmt.Sprintf("%s.affects[%d]", at, i)
		group, id, _ := strings.Cut(a.Question, ".")
		if !slices.ContainsFunc(c.groups, func(g forms.QuestionGroup) bool {
			return g.ID == group && !g.Repeated && slices.ContainsFunc(g.Questions, func(q forms.Question) bool { return q.ID == id })
		}) {
			c.report(at+".question", "there is no question %q that is asked once", a.Question)
		}
		if len(a.Measures)+len(a.Concepts) == 0 {
			c.report(at, "the definition %s affects nothing: name measures or concepts", a.Question)
		}
		for _, m := range a.Measures {
			if !c.measures[m] {
				c.report(at+".measures", "nothing asks the measure %q", m)
			}
		}
		for _, concept := range a.Concepts {
			c.checkWhere(at+".concepts", concept, "")
		}
	}
}

func has[V any](m map[string]V, name string) bool {
	_, ok := m[name]
	return ok
}
