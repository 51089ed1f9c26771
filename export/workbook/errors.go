package workbook

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"syscall"
)

// ErrExists says that there is a file already and overwriting was not asked
// for.
var ErrExists = errors.New("the file exists already")

// ErrCannotWrite says that the workbook could not be put where it was to go.
var ErrCannotWrite = errors.New("the workbook could not be written")

// ErrUnreadable says that a file could not be read as a workbook of this
// program.
var ErrUnreadable = errors.New("the file cannot be read as a workbook of this program")

// WriteError says why a workbook was not written. Nothing stands at Path then
// that did not stand there before.
type WriteError struct {
	// Kind is exists, no_folder, read_only, disk_full, in_use, too_many_rows,
	// differs or other.
	Kind  string
	Path  string
	Sheet string
	Err   error
}

func (e *WriteError) Error() string {
	file := filepath.Base(e.Path)
	switch e.Kind {
	case "exists":
		return fmt.Sprintf("%s exists already and was left as it is; choose another name or allow it to be replaced", file)
	case "no_folder":
		return fmt.Sprintf("the folder %s does not exist; make it or choose another", filepath.Dir(e.Path))
	case "read_only":
		return fmt.Sprintf("%s may not be written in the folder %s; choose a folder that you may write to", file, filepath.Dir(e.Path))
	case "disk_full":
		return fmt.Sprintf("there is no room left for %s on the disk of %s; make room or choose another disk", file, filepath.Dir(e.Path))
	case "in_use":
		return fmt.Sprintf("%s is open in another program; close it there and export again", file)
	case "too_many_rows":
		return fmt.Sprintf("table %s has more rows than a sheet can hold; export it as CSV", e.Sheet)
	case "differs":
		return fmt.Sprintf("%s was not kept, because reading it back did not give the same answers: %v", file, e.Err)
	}
	return fmt.Sprintf("%s could not be written: %v", file, e.Err)
}

// Unwrap gives the sentinel and the cause.
func (e *WriteError) Unwrap() []error {
	sentinel := ErrCannotWrite
	if e.Kind == "exists" {
		sentinel = ErrExists
	}
	if e.Err == nil {
		return []error{sentinel}
	}
	return []error{sentinel, e.Err}
}

// Message says the error in any language.
func (e *WriteError) Message() (string, map[string]any) {
	return "workbook.write_" + e.Kind, map[string]any{"File": filepath.Base(e.Path), "Folder": filepath.Dir(e.Path),
		"Sheet": e.Sheet, "Error": said(e.Err)}
}

// CannotWrite makes a WriteError of a failure of the file system.
func CannotWrite(path string, err error) error {
	var already *WriteError
	if errors.As(err, &already) {
		already.Path = path
		return err
	}
	kind := "other"
	switch {
	case errors.Is(err, fs.ErrExist):
		kind = "exists"
	case errors.Is(err, fs.ErrNotExist):
		kind = "no_folder"
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, diskFullOfWindows):
		kind = "disk_full"
	case errors.Is(err, sharingOfWindows):
		kind = "in_use"
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		kind = "read_only"
	}
	return &WriteError{Kind: kind, Path: path, Err: err}
}

// FileError says why a file could not be read.
type FileError struct {
	// Kind is missing, folder, forbidden, lock, empty, password, old_excel,
	// opendocument, binary, not_workbook, damaged, too_large, foreign, newer
	// or other.
	Kind  string
	Path  string
	Sheet string // where it went wrong, if inside one
	Err   error
}

var fileSentences = map[string]string{
	"missing":      "there is no file %s; check its name and folder",
	"folder":       "%s is a folder, not a workbook; choose a file in it",
	"forbidden":    "%s may not be read by you; ask for the right to read it or copy it to your own folder",
	"lock":         "%s is only the mark that Excel leaves while a workbook is open; choose the file without ~$ in front",
	"empty":        "%s is empty; ask the sender for it again",
	"password":     "%s is protected by a password; open it in Excel, remove the password, save it and try again",
	"old_excel":    "%s is a workbook of Excel 97–2003; open it in Excel and save it as an Excel workbook (.xlsx)",
	"opendocument": "%s is an OpenDocument file; open it and save it as an Excel workbook (.xlsx)",
	"binary":       "%s is a binary Excel workbook (.xlsb); open it in Excel and save it as an Excel workbook (.xlsx)",
	"not_workbook": "%s is not an Excel workbook; choose a file that ends in .xlsx",
	"damaged":      "%s is damaged or was cut short on its way; ask the sender for it again",
	"too_large":    "%s would take more room than any workbook of this program; it was not opened",
	"foreign":      "%s is a workbook, but not one that this program wrote; bring its figures in as a source instead",
	"newer":        "%s was written by a newer version of the program; install that version to read it",
}

func (e *FileError) Error() string {
	file := filepath.Base(e.Path)
	sentence, ok := fileSentences[e.Kind]
	if !ok {
		return fmt.Sprintf("%s could not be read: %v", file, e.Err)
	}
	return fmt.Sprintf(sentence, file)
}

// Unwrap gives the sentinel and the cause.
func (e *FileError) Unwrap() []error {
	if e.Err == nil {
		return []error{ErrUnreadable}
	}
	return []error{ErrUnreadable, e.Err}
}

// Message says the error in any language.
func (e *FileError) Message() (string, map[string]any) {
	return "workbook.file_" + e.Kind, map[string]any{"File": filepath.Base(e.Path), "Sheet": e.Sheet, "Error": said(e.Err)}
}

func said(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}
