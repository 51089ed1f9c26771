package workspace

import (
	"path/filepath"

	"migraform/forms/words"
)

// FileError says which file an error is about.
type FileError struct {
	Path string
	Err  error
}

func (e *FileError) Error() string { return words.In("en").Error(e) }

func (e *FileError) Unwrap() error { return e.Err }

// Message gives the error for translation.
func (e *FileError) Message() (string, map[string]any) {
	return "import.file", map[string]any{"File": filepath.Base(e.Path), "Why": e.Err}
}

// TableError says that a questionnaire has no such table.
type TableError struct{ Table string }

func (e *TableError) Error() string { return words.In("en").Error(e) }

// Message gives the error for translation.
func (e *TableError) Message() (string, map[string]any) {
	return "import.no_table", map[string]any{"Table": e.Table}
}

// OtherCountryError says that a workbook belongs to another country.
type OtherCountryError struct{ Path, Country, Own string }

func (e *OtherCountryError) Error() string { return words.In("en").Error(e) }

// Message gives the error for translation.
func (e *OtherCountryError) Message() (string, map[string]any) {
	return "import.other_country", map[string]any{"File": filepath.Base(e.Path), "Country": e.Country, "Own": e.Own}
}

// OtherQuestionnaireError says that a workbook answers another questionnaire,
// whose codes may be the same and mean something else.
type OtherQuestionnaireError struct{ Path, Found, Own string }

func (e *OtherQuestionnaireError) Error() string { return words.In("en").Error(e) }

// Message gives the error for translation.
func (e *OtherQuestionnaireError) Message() (string, map[string]any) {
	return "import.other_questionnaire", map[string]any{"File": filepath.Base(e.Path), "Found": e.Found, "Own": e.Own}
}

// StaleError says that a file is not the one any more that was read.
type StaleError struct {
	Path string
	Gone bool // it is no longer there; else its content is another
}

func (e *StaleError) Error() string { return words.In("en").Error(e) }

// Message gives the error for translation.
func (e *StaleError) Message() (string, map[string]any) {
	id := "import.changed"
	if e.Gone {
		id = "import.gone"
	}
	return id, map[string]any{"File": filepath.Base(e.Path)}
}
