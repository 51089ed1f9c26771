package workspace

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"migraform/forms"
	"migraform/forms/definition"
	"migraform/forms/document"
	"migraform/validation"
)

// questionKey is how the document names an answer: "M2.arrival_criterion",
// or "M1.3.type" in the third entry of a repeated group.
func questionKey(group string, entry int, id string) string {
	if entry == 0 {
		return group + "." + id
	}
	return fmt.Sprintf("%s.%d.%s", group, entry, id)
}

// Question returns the answer to a question. The entry is 0 but in repeated
// groups, where it is counted from 1.
func (w *Workspace) Question(group string, entry int, id string) string {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	return w.questions[questionKey(group, entry, id)]
}

// SetQuestion answers a question as a person writes the answer; it is kept as
// definition.Answer says. An empty text takes the answer back. The error says
// what is asked for.
func (w *Workspace) SetQuestion(group string, entry int, id, answer string) error {
	g := w.Questionnaire().Group(group)
	if g == nil {
		return fmt.Errorf("there are no questions %s in this questionnaire", group)
	}
	i := slices.IndexFunc(g.Questions, func(q forms.Question) bool { return q.ID == id })
	if i < 0 {
		return fmt.Errorf("there is no question %s in %s", id, group)
	}
	answer, err := definition.Answer(&g.Questions[i], answer)
	if err != nil {
		return err
	}
	key := questionKey(group, entry, id)
	before := w.Question(group, entry, id)
	if before == answer {
		return nil
	}
	return w.apply("typed", label("change.question", key), []document.Edit{{Kind: document.KindQuestion, Key: key, Before: before, After: answer}})
}

// Asked returns the questions of a group that are asked at present: what
// became irrelevant is kept, and not asked.
func (w *Workspace) Asked(g *forms.QuestionGroup, entry int) []*forms.Question {
	return definition.Asked(g, w.answersOf(g, entry))
}

func (w *Workspace) answersOf(g *forms.QuestionGroup, entry int) map[string]string {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	answers := make(map[string]string, len(g.Questions))
	for i := range g.Questions {
		answers[g.Questions[i].ID] = w.questions[questionKey(g.ID, entry, g.Questions[i].ID)]
	}
	return answers
}

// Entries returns the numbers of the entries of a repeated group, in order.
func (w *Workspace) Entries(group string) []int {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	entries := map[int]bool{}
	for key := range w.questions {
		if rest, ok := strings.CutPrefix(key, group+"."); ok {
			number, _, _ := strings.Cut(rest, ".")
			if n, err := strconv.Atoi(number); err == nil {
				entries[n] = true
			}
		}
	}
	return slices.Sorted(maps.Keys(entries))
}

// RemoveEntry takes all answers of one entry of a repeated group back.
func (w *Workspace) RemoveEntry(group string, entry int) error {
	g := w.q.Group(group)
	var edits []document.Edit
	for id, answer := range w.answersOf(g, entry) {
		if answer != "" {
			edits = append(edits, document.Edit{Kind: document.KindQuestion, Key: questionKey(group, entry, id), Before: answer})
		}
	}
	if len(edits) == 0 {
		return nil
	}
	return w.apply("typed", label("change.entry_removed", group), edits)
}

// QuestionProgress counts the required questions of a group that are asked,
// and those of them that are answered.
func (w *Workspace) QuestionProgress(g *forms.QuestionGroup) (answered, asked int) {
	entries := []int{0}
	if g.Repeated {
		if entries = w.Entries(g.ID); len(entries) == 0 {
			return 0, 1
		}
	}
	for _, entry := range entries {
		for _, question := range w.Asked(g, entry) {
			if !question.Required {
				continue
			}
			asked++
			if w.Question(g.ID, entry, question.ID) != "" {
				answered++
			}
		}
	}
	if asked == 0 {
		// A group without required questions is done when any is answered.
		asked = 1
		for _, question := range w.Asked(g, 0) {
			if w.Question(g.ID, 0, question.ID) != "" {
				answered = 1
			}
		}
	}
	return answered, asked
}

// declared gathers what the office says about its figures, as far as checks
// depend on it. The mutex is held, or nobody else knows the workspace yet.
func (w *Workspace) declared() validation.Declared {
	d := validation.DeclaredIn(w.questions)
	d.Finished, d.Noted, d.Explained = w.finished, w.noted(), w.isExplained
	d.Holds = w.holds
	w.compareWith(&d)
	return d
}
