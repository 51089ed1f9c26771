package definition

import (
	"errors"
	"sync"

	"github.com/expr-lang/expr"
	"github.com/expr-lang/expr/vm"
	"github.com/go-playground/validator/v10"

	"migraform/forms"
	"migraform/forms/words"
)

// Asked reports whether a question is asked, given the answers of its group.
// A definition that was loaded has conditions that compile.
func Asked(g *forms.QuestionGroup, question *forms.Question, answers map[string]string) bool {
	if question.When == "" {
		return true
	}
	program, err := conditions.compile(question.When, g)
	if err != nil {
		return true
	}
	env := make(map[string]string, len(g.Questions))
	for i := range g.Questions {
		id := g.Questions[i].ID
		env[id] = answers[id]
	}
	asked, err := expr.Run(program, env)
	return err != nil || asked.(bool)
}

type conditionCache struct {
	mutex    sync.Mutex
	programs map[string]*vm.Program
}

var conditions = conditionCache{programs: map[string]*vm.Program{}}

func (c *conditionCache) compile(condition string, g *forms.QuestionGroup) (*vm.Program, error) {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	key := g.ID + "\x00" + condition
	if p, ok := c.programs[key]; ok {
		return p, nil
	}
	env := map[string]string{}
	for i := range g.Questions {
		env[g.Questions[i].ID] = ""
	}
	p, err := expr.Compile(condition, expr.Env(env), expr.AsBool())
	if err == nil {
		c.programs[key] = p
	}
	return p, err
}

// answersTo is the one validator; it is built once, as its documentation asks.
var answersTo = sync.OnceValue(func() *validator.Validate {
	v := validator.New(validator.WithRequiredStructEnabled())
	between := func(low, high forms.Number, whole bool) validator.Func {
		return func(field validator.FieldLevel) bool {
			n, err := words.ReadNumber(field.Field().String())
			return err == nil && n >= low && n <= high && (!whole || n.IsWhole())
		}
	}
	for tag, rule := range map[string]validator.Func{
		"percent": between(0, forms.Whole(100), false),
		"months":  between(forms.One, forms.Whole(120), true),
		"count":   between(0, forms.Largest, true),
	} {
		if err := v.RegisterValidation(tag, rule); err != nil {
			panic(err)
		}
	}
	return v
})

// AnswerError says why a text does not answer a question.
type AnswerError struct {
	Question *forms.Question
	Tag      string // the constraint that does not hold
	Limit    string
}

func (e *AnswerError) Error() string { return words.In("en").Error(e) }

// Message gives the error for translation.
func (e *AnswerError) Message() (string, map[string]any) {
	return "answer_to_question." + e.Tag, map[string]any{"Question": e.Question.Label, "Limit": e.Limit}
}

// CheckAnswer says whether a text may answer a question: one of its options,
// a date, a number, and what its constraint asks. A blank is always allowed:
// whether an answer is still needed is another matter. The error is an
// *AnswerError.
func CheckAnswer(question *forms.Question, answer string) error {
	if answer == "" {
		return nil
	}
	tag := question.Constraint
	switch question.Kind {
	case forms.ChoiceQuestion:
		for _, option := range question.Options {
			if option.ID == answer {
				return nil
			}
		}
		return &AnswerError{Question: question, Tag: "option"}
	case forms.DateQuestion:
		if answersTo().Var(answer, "datetime=2006-01-02") != nil {
			return &AnswerError{Question: question, Tag: "date"}
		}
	case forms.NumberQuestion:
		if _, err := words.ReadNumber(answer); err != nil {
			return &AnswerError{Question: question, Tag: "number"}
		}
	}
	if tag == "" {
		return nil
	}
	err := answersTo().Var(answer, tag)
	var broken validator.ValidationErrors
	if errors.As(err, &broken) {
		return &AnswerError{Question: question, Tag: broken[0].Tag(), Limit: broken[0].Param()}
	}
	return err
}
