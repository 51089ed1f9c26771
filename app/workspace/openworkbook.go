package workspace

import (
	"context"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strconv"

	"migraform/export/workbook"
	"migraform/forms/definition"
	"migraform/forms/document"
	"migraform/forms/words"
	"migraform/validation"
)

// OpenWorkbook opens what a workbook of this program says, for reading only,
// so that it is checked exactly as a document is. The problems are places that
// cannot be taken as they stand. It lies among the system's temporary files
// until it is closed.
func OpenWorkbook(ctx context.Context, path string) (*Workspace, []words.Message, error) {
	contents, err := workbook.Read(ctx, path)
	if err != nil {
		return nil, nil, err
	}
	folder, err := os.MkdirTemp("", "migraform-workbook-")
	if err != nil {
		return nil, nil, workbook.CannotWrite(os.TempDir(), err)
	}
	target := filepath.Join(folder, "workbook"+Extension)
	problems, err := fillFrom(ctx, path, contents, target)
	if err == nil {
		var w *Workspace
		if w, err = OpenReadOnly(target); err == nil {
			w.folder = folder
			return w, problems, nil
		}
	}
	os.RemoveAll(folder)
	return nil, nil, err
}

// fillFrom puts all that a workbook says into a new document.
func fillFrom(ctx context.Context, path string, contents *workbook.Contents, target string) ([]words.Message, error) {
	m := contents.Manifest
	year, err := strconv.Atoi(m.Year)
	if err != nil {
		return nil, &ReferenceError{Problem: "no_manifest", Path: path}
	}
	own, err := definition.BuiltIn()
	if err != nil {
		return nil, err
	}
	if m.Questionnaire != own.ID() {
		return nil, &ReferenceError{Problem: "not_ours", Path: path, Found: m.Questionnaire, Own: own.ID()}
	}
	choices, err := definition.ParseChoices(m.Breakdowns)
	if err != nil {
		return nil, err
	}
	w, err := Create(target, Start{Country: m.Country, Year: year, Scope: m.Scope, Choices: choices})
	if err != nil {
		return nil, err
	}
	defer w.Close()
	// What is asked depends on the answers to questions, so they come first.
	var problems []words.Message
	for _, q := range contents.Questions {
		var said words.Speaker
		if err := w.SetQuestion(q.Group, q.Entry, q.Question, q.Answer); errors.As(err, &said) {
			id, args := said.Message()
			problems = append(problems, words.Message{ID: id, Args: args})
		}
	}
	plan, err := w.Read(ctx, path, "", nil)
	if err != nil {
		return nil, err
	}
	if _, err := w.Apply(plan); err != nil {
		return nil, err
	}
	return append(problems, plan.Problems...), w.takeExplanations(contents.Findings)
}

// takeExplanations takes over what a workbook says of its findings. They are
// said of the figures that stand there.
func (w *Workspace) takeExplanations(said []workbook.Finding) error {
	type place struct{ rule, cell string }
	failing := w.Failing()
	at := map[place]*validation.Finding{}
	for i := len(failing) - 1; i >= 0; i-- {
		f := &failing[i]
		at[place{f.Rule, w.q.Address(f.Cells[0])}] = f
	}
	var edits []document.Edit
	for _, s := range said {
		if s.Explanation == "" || len(s.Cells) == 0 {
			continue
		}
		if f := at[place{s.Rule, s.Cells[0]}]; f != nil {
			b, _ := json.Marshal(explanation{Text: s.Explanation, Figures: w.figures(f), Who: s.By, When: s.When})
			edits = append(edits, document.Edit{Kind: document.KindExplanation, Key: f.Key, After: string(b)})
		}
	}
	if len(edits) == 0 {
		return nil
	}
	return w.apply("imported", label("change.explained", w.q.ID), edits)
}
