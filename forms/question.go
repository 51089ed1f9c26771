package forms

// QuestionKind says what a question is answered with.
type QuestionKind string

const (
	TextQuestion   QuestionKind = "text"
	LongQuestion   QuestionKind = "long"   // text of several lines
	NumberQuestion QuestionKind = "number" // a plain decimal
	ChoiceQuestion QuestionKind = "choice" // one of Options
	DateQuestion   QuestionKind = "date"   // 2025-12-31
	TablesQuestion QuestionKind = "tables" // ids of tables, blank-separated
)

// Option is one of the answers to a choice.
type Option struct {
	ID   string
	Name Text
}

// Question is one question of M1–M5.
type Question struct {
	ID       string // unique in its group
	Kind     QuestionKind
	Label    Text
	Hint     Text
	Options  []Option
	Required bool
	// When is an expression over the answers of the group; the question is
	// asked only where it is true. Empty means always.
	When string
	// Constraint is a tag of go-playground/validator for the answer.
	Constraint string
}

// QuestionGroup is one page of questions. A repeated group holds one entry a
// source.
type QuestionGroup struct {
	ID        string
	Title     Text
	Says      Text
	Repeated  bool
	Questions []Question
}

// Group returns the question group of an id, or nil.
func (q *Questionnaire) Group(id string) *QuestionGroup {
	for i := range q.Groups {
		if q.Groups[i].ID == id {
			return &q.Groups[i]
		}
	}
	return nil
}

// Question returns the question of an id, or nil.
func (g *QuestionGroup) Question(id string) *Question {
	for i := range g.Questions {
		if g.Questions[i].ID == id {
			return &g.Questions[i]
		}
	}
	return nil
}
