package command

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strconv"

	"migraform/app/workspace"
	"migraform/export/workbook"
	"migraform/forms/definition"
	"migraform/forms/words"
)

// openToCheck opens a document for reading, or makes one of a workbook that
// lasts until done is called. Problems are places of the workbook that cannot
// be taken as they stand.
func openToCheck(ctx context.Context, path string) (ws *workspace.Workspace, problems []words.Message, done func(), err error) {
	if workspace.IsDocument(path) {
		ws, err = workspace.OpenReadOnly(path)
		if err != nil {
			return nil, nil, nil, err
		}
		return ws, nil, func() { ws.Close() }, nil
	}
	contents, err := workbook.Read(ctx, path)
	if err != nil {
		return nil, nil, nil, err
	}
	folder, err := os.MkdirTemp("", "migraform-check-")
	if err != nil {
		return nil, nil, nil, writing(err)
	}
	done = func() {
		if ws != nil {
			ws.Close()
		}
		os.RemoveAll(folder)
	}
	ws, problems, err = documentOf(ctx, path, contents, filepath.Join(folder, "workbook"+workspace.Extension))
	if err != nil {
		done()
		return nil, nil, nil, err
	}
	return ws, problems, done, nil
}

// documentOf puts all that a workbook says into a new document, so that it is
// checked exactly as a document is.
func documentOf(ctx context.Context, path string, contents *workbook.Contents, target string) (*workspace.Workspace, []words.Message, error) {
	m := contents.Manifest
	year, err := strconv.Atoi(m.Year)
	if err != nil {
		return nil, nil, refuse("command.check.no_manifest", "File", filepath.Base(path))
	}
	choices, err := definition.ParseChoices(m.Breakdowns)
	if err != nil {
		return nil, nil, err
	}
	ws, err := workspace.Create(target, workspace.Start{Country: m.Country, Year: year, Scope: m.Scope, Choices: choices})
	if err != nil {
		return nil, nil, err
	}
	// What is asked depends on the answers to questions, so they come first.
	var problems []words.Message
	for _, q := range contents.Questions {
		var said words.Speaker
		if err := ws.SetQuestion(q.Group, q.Entry, q.Question, q.Answer); errors.As(err, &said) {
			id, args := said.Message()
			problems = append(problems, words.Message{ID: id, Args: args})
		}
	}
	plan, err := ws.Read(ctx, path, "", nil)
	if err == nil {
		_, err = ws.Apply(plan)
	}
	if err != nil {
		ws.Close()
		return nil, nil, err
	}
	return ws, append(problems, plan.Problems...), nil
}
