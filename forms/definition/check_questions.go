package definition

import (
	"fmt"
	"reflect"
	"slices"

	"github.com/go-playground/validator/v10"

	"migraform/forms"
)

var kinds = []forms.QuestionKind{forms.TextQuestion, forms.LongQuestion, forms.NumberQuestion, forms.ChoiceQuestion,
	forms.DateQuestion, forms.TablesQuestion}

func (c *checker) checkQuestions() {
	c.checkOptions()
	for _, id := range []string{"questions", "questions.says", "questions.guide"} {
		c.welcome("$.questions", id)
	}
	seen := map[string]bool{}
	for i := range c.source.Groups {
		g := &c.source.Groups[i]
		at := fmt.Sprintf("$.questions[%d]", i)
		if seen[g.ID] {
			c.report(at, "the questions %s stand twice", g.ID)
		}
		seen[g.ID] = true
		c.form(at, "a group of questions", g.ID)
		c.wanted(at, "questions."+g.ID)
		c.wanted(at, "questions."+g.ID+".says")
		for j := range g.Questions {
			c.checkQuestion(fmt.Sprintf("%s.ask[%d]", at, j), i, j)
		}
	}
}

// checkOptions reports options that stand twice, in a list of them or among
// the lists.
func (c *checker) checkOptions() {
	for i := range c.source.Options {
		o := &c.source.Options[i]
		at := fmt.Sprintf("$.options[%d]", i)
		if slices.ContainsFunc(c.source.Options[:i], func(b optionsSource) bool { return b.ID == o.ID }) {
			c.report(at, "the options %s stand twice", o.ID)
		}
		c.form(at, "a list of options", o.ID)
		c.optionsOnce(at+".codes", o.Codes)
	}
}

func (c *checker) optionsOnce(at string, options []string) {
	for i, option := range options {
		if option != "" && slices.Contains(options[:i], option) {
			c.report(fmt.Sprintf("%s[%d]", at, i), "the option %s stands twice", option)
		}
	}
}

func (c *checker) checkQuestion(at string, group, question int) {
	g := &c.source.Groups[group]
	a := &g.Questions[question]
	if slices.ContainsFunc(g.Questions[:question], func(b questionSource) bool { return b.ID == a.ID }) {
		c.report(at, "the question %s of %s stands twice", a.ID, g.ID)
	}
	if !slices.Contains(kinds, forms.QuestionKind(a.Kind)) {
		c.report(at+".kind", "the question %s.%s is of the kind %q, which does not exist", g.ID, a.ID, a.Kind)
	}
	c.form(at, "a question", a.ID)
	if a.ID == "" {
		c.report(at, "a question has an id")
	}
	c.optionsOnce(at+".options", a.Options)
	c.wanted(at, a.textID(g.ID))
	c.welcome(at, a.textID(g.ID)+".hint")
	options := c.optionsOf(a)
	if a.From != "" {
		c.named[a.From] = true
		if !slices.ContainsFunc(c.source.Options, func(o optionsSource) bool { return o.ID == a.From }) {
			c.report(at+".options_from", "the question %s.%s takes its options from %q, which does not exist", g.ID, a.ID, a.From)
		}
	} else if (a.Kind == string(forms.ChoiceQuestion)) != (len(options) > 0) {
		c.report(at, "the question %s.%s: a choice, and nothing else, has options", g.ID, a.ID)
	}
	for _, option := range options {
		own := "option." + a.ID + "." + option
		if option == "" {
			continue // said as it was read
		}
		if c.texts["en"][own] != "" {
			c.wanted(at, own)
		} else {
			c.wanted(at, "option."+option)
		}
	}
	for i, id := range a.For {
		if !slices.ContainsFunc(c.source.Tables, func(t tableSource) bool { return t.ID == id }) {
			c.report(fmt.Sprintf("%s.for[%d]", at, i), "the question %s.%s is for the table %s, which does not exist", g.ID, a.ID, id)
		}
	}
	c.questionCondition(at+".when", a, &c.groups[group], question)
	if err := tryConstraint(a.Constraint); err != nil {
		c.report(at+".constraint", "the constraint of the question %s.%s is not understood: %s", g.ID, a.ID, err)
	}
}

// questionCondition checks the condition of a question: it may name those
// that stand before it.
func (c *checker) questionCondition(at string, a *questionSource, g *forms.QuestionGroup, question int) {
	if a.When == "" {
		return
	}
	before := forms.QuestionGroup{ID: g.ID, Questions: g.Questions[:question]}
	of := "the question " + g.ID + "." + a.ID
	program, err := compileCondition(a.When, oneGroup(&before))
	if err == nil {
		c.holdable(at, of, a.When, program, &before)
		return
	}
	if _, later := compileCondition(a.When, oneGroup(g)); later == nil {
		c.report(at, "the condition of %s names a later question, or the question itself", of)
		return
	}
	c.notUnderstood(at, of, err)
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
