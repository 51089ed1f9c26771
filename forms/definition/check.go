package definition

import (
	"fmt"
	"reflect"
	"slices"

	"github.com/expr-lang/expr"
	"github.com/go-playground/validator/v10"
	"github.com/goccy/go-yaml"

	"migraform/forms"
)

// checker gathers the mistakes of a definition.
type checker struct {
	*Definition
	mistakes Mistakes
}

func (d *Definition) check() Mistakes {
	c := &checker{Definition: d}
	if d.source.ID == "" || d.source.Version == "" {
		c.report("$", "a definition has an id and a version")
	}
	if _, ok := d.texts["en"]; !ok {
		c.mistakes = append(c.mistakes, Mistake{File: "en.yaml", Text: "the English texts are missing"})
	}
	c.wanted("$", "title")
	for i, id := range d.source.Sections {
		c.wanted(fmt.Sprintf("$.sections[%d]", i), "section."+id)
	}
	concepts := c.lists()
	c.tables(concepts)
	c.questions()
	return c.mistakes
}

func (c *checker) report(at, format string, args ...any) {
	m := Mistake{File: structureFile, Text: fmt.Sprintf(format, args...)}
	if p, err := yaml.PathString(at); err == nil && c.syntax != nil {
		if node, err := p.FilterFile(c.syntax); err == nil {
			m.Line = node.GetToken().Position.Line
		}
	}
	c.mistakes = append(c.mistakes, m)
}

// wanted reports a text that a language lacks.
func (c *checker) wanted(at, id string) {
	for _, language := range c.languages {
		if c.texts[language][id] == "" {
			c.report(at, "%s.yaml has no text %q", language, id)
		}
	}
}

func (c *checker) lists() map[string]*forms.CodeList {
	lists := map[string]*forms.CodeList{}
	for i := range c.source.Lists {
		s := &c.source.Lists[i]
		at := fmt.Sprintf("$.lists[%d]", i)
		if s.ID == "" || s.Concept == "" {
			c.report(at, "a list has an id and a concept")
			continue
		}
		if lists[s.ID] != nil {
			c.report(at, "the list %s stands twice", s.ID)
		}
		if (len(s.Codes) == 0) == (s.Areas == nil) {
			c.report(at, "the list %s has either codes or areas", s.ID)
			continue
		}
		l, err := c.list(s, "NOR")
		if err != nil {
			c.report(at, "%s", err)
			continue
		}
		lists[s.ID] = l
		c.wanted(at, "concept."+s.Concept)
		seen := map[string]bool{}
		for _, code := range l.Codes {
			if code.ID == "" || seen[code.ID] {
				c.report(at, "the list %s has the code %q twice, or a code without a name", s.ID, code.ID)
			}
			seen[code.ID] = true
			for _, language := range c.languages {
				if code.Name[language] == "" {
					c.report(at, "%s.yaml has no text %q", language, "code."+s.ID+"."+code.ID)
				}
			}
		}
	}
	return lists
}

func (c *checker) tables(lists map[string]*forms.CodeList) {
	seen := map[string]bool{}
	for i := range c.source.Tables {
		t := &c.source.Tables[i]
		at := fmt.Sprintf("$.tables[%d]", i)
		if seen[t.ID] {
			c.report(at, "the table %s stands twice", t.ID)
		}
		seen[t.ID] = true
		if !slices.Contains(c.source.Sections, t.Section) {
			c.report(at, "the table %s is in the section %q, which is not listed", t.ID, t.Section)
		}
		c.wanted(at, "table."+t.ID)
		c.wanted(at, "table."+t.ID+".says")
		if len(t.Cubes) == 0 {
			c.report(at, "the table %s asks nothing: it has no cubes", t.ID)
		}
		for j := range t.Cubes {
			c.cubeMistakes(fmt.Sprintf("%s.cubes[%d]", at, j), t, &t.Cubes[j], lists)
		}
	}
}

func (c *checker) cubeMistakes(at string, t *tableSource, s *cubeSource, lists map[string]*forms.CodeList) {
	if s.Years < 1 {
		c.report(at, "a cube of the table %s says how many years it asks", t.ID)
	}
	concepts := []string{"time"}
	measured := s.Measure != ""
	for _, id := range s.Axes {
		l := lists[id]
		if l == nil {
			c.report(at, "the table %s names the list %q, which does not exist", t.ID, id)
			return
		}
		if slices.Contains(concepts, l.Concept) {
			c.report(at, "the table %s has two axes of the concept %q", t.ID, l.Concept)
		}
		concepts = append(concepts, l.Concept)
		for _, code := range l.Codes {
			measured = measured || code.Measure != ""
		}
	}
	if !measured {
		c.report(at, "a cube of the table %s does not say what it measures", t.ID)
	}
	var shown []string
	for _, part := range [][]string{s.Rows, s.Columns, s.Pages} {
		shown = append(shown, part...)
	}
	for _, concept := range concepts {
		if !slices.Contains(shown, concept) {
			c.report(at, "no view of the table %s shows the axis %q: name it under rows, columns or pages", t.ID, concept)
		}
	}
	for _, concept := range shown {
		if !slices.Contains(concepts, concept) {
			c.report(at, "the view of the table %s shows %q, which is none of its axes", t.ID, concept)
		}
	}
	if len(s.Rows) == 0 || len(s.Columns) == 0 {
		c.report(at, "the view of the table %s needs rows and columns", t.ID)
	}
	if s.Name != "" {
		c.wanted(at, "cube."+t.ID+"."+s.Name)
	}
	for _, b := range s.Bounds {
		names := []string{b.Code}
		for _, share := range b.Shares {
			terms, err := parseTerms(share.Of)
			if err != nil {
				c.report(at, "%s", err)
			}
			for _, term := range terms {
				names = append(names, term.name)
			}
		}
		if !slices.ContainsFunc(s.Axes, func(id string) bool {
			return !slices.ContainsFunc(names, func(name string) bool { return lists[id].Index(name) < 0 })
		}) {
			c.report(at, "a bound of the table %s names codes that are not all on one of its axes: %v", t.ID, names)
		}
	}
}

var kinds = []forms.QuestionKind{forms.TextQuestion, forms.LongQuestion, forms.NumberQuestion, forms.ChoiceQuestion,
	forms.DateQuestion, forms.TablesQuestion}

func (c *checker) questions() {
	for i := range c.source.Groups {
		g := &c.source.Groups[i]
		at := fmt.Sprintf("$.questions[%d]", i)
		c.wanted(at, "questions."+g.ID)
		c.wanted(at, "questions."+g.ID+".says")
		seen := map[string]bool{}
		for j := range g.Questions {
			c.questionMistakes(fmt.Sprintf("%s.ask[%d]", at, j), g, &g.Questions[j], seen)
		}
	}
}

func (c *checker) questionMistakes(at string, g *groupSource, a *questionSource, seen map[string]bool) {
	if seen[a.ID] {
		c.report(at, "the question %s of %s stands twice", a.ID, g.ID)
	}
	seen[a.ID] = true
	if !slices.Contains(kinds, forms.QuestionKind(a.Kind)) {
		c.report(at, "the question %s.%s is of the kind %q, which does not exist", g.ID, a.ID, a.Kind)
	}
	c.wanted(at, "question."+g.ID+"."+a.ID)
	options := c.optionsOf(a)
	if (a.Kind == string(forms.ChoiceQuestion)) != (len(options) > 0) {
		c.report(at, "the question %s.%s: a choice, and nothing else, has options", g.ID, a.ID)
	}
	for _, option := range options {
		if c.texts["en"]["option."+a.ID+"."+option] == "" {
			c.wanted(at, "option."+option)
		}
	}
	if a.When != "" {
		env := map[string]string{}
		for id := range seen {
			if id != a.ID {
				env[id] = ""
			}
		}
		if _, err := expr.Compile(a.When, expr.Env(env), expr.AsBool()); err != nil {
			c.report(at, "the condition of the question %s.%s is not understood, or names a later question: %s", g.ID, a.ID, err)
		}
	}
	if err := tryConstraint(a.Constraint); err != nil {
		c.report(at, "the constraint of the question %s.%s is not understood: %s", g.ID, a.ID, err)
	}
}

// tryConstraint runs a validator tag once, because the library panics on one
// that it does not know.
func tryConstraint(tag string) (err error) {
	if tag == "" {
		return nil
	}
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("%v", r)
		}
	}()
	var wrong *validator.InvalidValidationError
	if e := answersTo().Var("1", tag); reflect.TypeOf(e) == reflect.TypeOf(wrong) {
		return e
	}
	return nil
}
