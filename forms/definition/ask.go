package definition

import (
	"errors"
	"sync"

	"github.com/go-playground/validator/v10"

	"migraform/forms"
	"migraform/forms/words"
)

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
