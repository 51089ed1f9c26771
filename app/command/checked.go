package command

import (
	"context"
	"path/filepath"

	"migraform/app/workspace"
	"migraform/forms/words"
)

// openToCheck opens a document or a workbook for reading; a document for
// writing where something is to be kept in it. Problems are places of a
// workbook that cannot be taken as they stand.
func openToCheck(ctx context.Context, path string, keep bool) (*workspace.Workspace, []words.Message, error) {
	switch {
	case !workspace.IsDocument(path) && keep:
		return nil, nil, refuse("command.check.keep_workbook", "File", filepath.Base(path))
	case !workspace.IsDocument(path):
		return workspace.OpenWorkbook(ctx, path)
	case keep:
		ws, err := workspace.Open(path)
		return ws, nil, err
	}
	ws, err := workspace.OpenReadOnly(path)
	return ws, nil, err
}
