package workspace

import (
	"bytes"
	"errors"
	"io/fs"

	"migraform/forms/definition"
	"migraform/forms/words"
)

// LoadDefinition reads the questionnaire of a folder, or of the
// questionnaire.yaml in it, for a document that is to be begun with it. The
// error is a *DefinitionError.
func LoadDefinition(path string) (*definition.Definition, error) {
	d, err := definition.LoadFile(path)
	if err != nil {
		return nil, &DefinitionError{Path: path, Err: err}
	}
	if err := distinct(d); err != nil {
		return nil, &DefinitionError{Path: path, Err: err}
	}
	return d, nil
}

// errNamesake says that a questionnaire calls itself by the name and version
// of the program's own, and is another.
var errNamesake = errors.New("another questionnaire of this id and version travels with the program")

// distinct refuses a questionnaire that the program would take for its own
// when the document is opened again.
func distinct(d *definition.Definition) error {
	own, err := definition.BuiltIn()
	if err != nil || d.ID() != own.ID() || d.Version() != own.Version() {
		return err
	}
	if a, b := d.Structure(), own.Structure(); !bytes.Equal(a, b) {
		return errNamesake
	}
	return nil
}

// DefinitionError says why a questionnaire cannot be used.
type DefinitionError struct {
	Path string
	Err  error
}

func (e *DefinitionError) Error() string { return words.In("en").Error(e) }

func (e *DefinitionError) Unwrap() error { return e.Err }

// Message gives the error for translation.
func (e *DefinitionError) Message() (string, map[string]any) {
	args := map[string]any{"File": e.Path}
	var mistakes definition.Mistakes
	switch {
	case errors.As(e.Err, &mistakes):
		args["Count"], args["First"] = len(mistakes), mistakes[0].Error()
		return "questionnaire.mistakes", args
	case errors.Is(e.Err, errNamesake):
		return "questionnaire.namesake", args
	case errors.Is(e.Err, fs.ErrNotExist):
		return "questionnaire.missing", args
	}
	args["Reason"] = e.Err.Error()
	return "questionnaire.unreadable", args
}
