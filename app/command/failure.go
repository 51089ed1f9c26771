package command

import (
	"errors"
	"os"

	"migraform/export/mail"
	"migraform/export/workbook"
	"migraform/forms/document"
	"migraform/forms/words"
)

// refused is an error of the command line itself: arguments that cannot be
// followed.
type refused struct{ message words.Message }

func refuse(id string, pairs ...any) error { return &refused{words.Say(id, pairs...)} }

func (e *refused) Error() string { return words.In("en").Message(e.message) }

// Message implements words.Speaker.
func (e *refused) Message() (string, map[string]any) { return e.message.ID, e.message.Args }

// unwritten marks an error of writing that its own kind does not tell.
type unwritten struct{ error }

func (e *unwritten) Unwrap() error { return e.error }

// writing marks what went wrong while something was to be written.
func writing(err error) error {
	if err == nil {
		return nil
	}
	return &unwritten{err}
}

// isUnwritten tells what could not be written from what could not be used.
func isUnwritten(err error) bool {
	var marked *unwritten
	if errors.As(err, &marked) {
		return true
	}
	for _, kind := range []error{
		workbook.ErrExists, workbook.ErrCannotWrite, mail.ErrExists, mail.ErrCannotWrite,
		document.ErrExists, document.ErrLeftover, document.ErrReadOnly, document.ErrFolder, document.ErrDiskFull, document.ErrBusy,
		document.ErrVanished, document.ErrReplaced, document.ErrChangedElsewhere,
	} {
		if errors.Is(err, kind) {
			return true
		}
	}
	return false
}

// apart refuses to write a result over what it is made from, which --force
// would otherwise allow.
func apart(target string, sources ...string) error {
	to, err := os.Stat(target)
	if err != nil {
		return nil // nothing there that could be lost
	}
	for _, source := range sources {
		if from, err := os.Stat(source); err == nil && os.SameFile(from, to) {
			return refuse("command.same_file", "File", target)
		}
	}
	return nil
}
