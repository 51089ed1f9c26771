package definition

import (
	"errors"
	"strings"
	"sync"
	"time"

	"github.com/go-playground/validator/v10"

	"migraform/forms"
	"migraform/forms/words"
)

// answersTo is the one validator; it is built once, as its documentation asks.
var answersTo = sync.OnceValue(func() *validator.Validate {
	v := validator.New(validator.WithRequiredStructEnabled())
	between := func(low, high forms.Number, whole bool) validator.Func {
		return func(field validator.FieldLevel) bool {
			n, err := words.ReadRate(field.Field().String())
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

// Answer reads what a person answered to a question and returns it as
// documents keep it: a number as 1234.5, a day as 2025-06-30, other texts as
// they are. A blank is always allowed: whether an answer is still needed is
// another matter. The error is an *AnswerError.
func Answer(question *forms.Question, text string) (string, error) {
	text = strings.TrimSpace(text)
	if text == "" {
		return "", nil
	}
	switch question.Kind {
	case forms.ChoiceQuestion:
		for _, option := range question.Options {
			if option.ID == text {
				return text, nil
			}
		}
		return "", &AnswerError{Question: question, Tag: "option"}
	case forms.DateQuestion:
		day, ok := words.ReadDate(text)
		if !ok {
			return "", &AnswerError{Question: question, Tag: "date"}
		}
		text = day.Format(time.DateOnly)
	case forms.NumberQuestion:
		read := words.ReadNumber
		if question.Constraint == "percent" {
			read = words.ReadRate
		}
		n, err := read(text)
		if err != nil {
			return "", &AnswerError{Question: question, Tag: "number"}
		}
		text = n.String()
	}
	if question.Constraint == "" {
		return text, nil
	}
	err := answersTo().Var(text, question.Constraint)
	var broken validator.ValidationErrors
	if errors.As(err, &broken) {
		return "", &AnswerError{Question: question, Tag: broken[0].Tag(), Limit: broken[0].Param()}
	}
	return text, err
}

// CheckAnswer says whether a text may answer a question; see Answer.
func CheckAnswer(question *forms.Question, text string) error {
	_, err := Answer(question, text)
	return err
}
