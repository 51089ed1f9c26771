package workspace

import (
	"slices"
	"strings"

	"migraform/forms"
)

// TableSource is one of the sources that the office described, as a table may
// name it.
type TableSource struct {
	Entry int    // its number among the entries
	Name  string // the first text that was answered, empty where there is none
	Used  bool   // the table names it
}

// SourceQuestions returns the group of questions with an entry for each
// source, and the question in it that says which tables come from it. It is
// nil where the questionnaire does not ask for sources.
func (w *Workspace) SourceQuestions() (*forms.QuestionGroup, *forms.Question) {
	q := w.Questionnaire()
	for i := range q.Groups {
		g := &q.Groups[i]
		for j := range g.Questions {
			if g.Repeated && g.Questions[j].Kind == forms.TablesQuestion {
				return g, &g.Questions[j]
			}
		}
	}
	return nil, nil
}

// SourcesFor lists the sources with those that a table names.
func (w *Workspace) SourcesFor(table string) []TableSource {
	g, tables := w.SourceQuestions()
	if g == nil {
		return nil
	}
	var sources []TableSource
	for _, entry := range w.Entries(g.ID) {
		s := TableSource{Entry: entry, Used: slices.Contains(tablesIn(w.Question(g.ID, entry, tables.ID)), table)}
		for i := range g.Questions {
			if q := &g.Questions[i]; q.Kind == forms.TextQuestion && s.Name == "" {
				s.Name = w.Question(g.ID, entry, q.ID)
			}
		}
		sources = append(sources, s)
	}
	return sources
}

// UseSource says that a table comes from a source, or that it does not, as
// one undoable change.
func (w *Workspace) UseSource(table string, entry int, use bool) error {
	g, tables := w.SourceQuestions()
	if g == nil {
		return nil
	}
	named := tablesIn(w.Question(g.ID, entry, tables.ID))
	named = slices.DeleteFunc(named, func(id string) bool { return id == table })
	if use {
		named = append(named, table)
	}
	q := w.Questionnaire()
	slices.SortStableFunc(named, func(a, b string) int { return position(q, a) - position(q, b) })
	return w.SetQuestion(g.ID, entry, tables.ID, strings.Join(named, " "))
}

// position is where a table stands in the questionnaire; others stand last.
func position(q *forms.Questionnaire, table string) int {
	i := slices.IndexFunc(q.Tables, func(t *forms.Table) bool { return t.ID == table })
	if i < 0 {
		return len(q.Tables)
	}
	return i
}

// tablesIn reads the ids of tables as they are kept.
func tablesIn(answer string) []string {
	return strings.FieldsFunc(answer, func(r rune) bool { return strings.ContainsRune(" ,;", r) })
}
