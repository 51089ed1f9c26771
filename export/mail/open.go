package mail

import (
	"path/filepath"
)

// Open opens an .eml file with the user's mail program. It does not wait for
// the program to end. Errors: ErrNoProgram, ErrNotOpened.
func Open(path string) error {
	whole, err := filepath.Abs(path)
	if err != nil {
		whole = path
	}
	return open(whole)
}

// Show shows the draft in the user's mail program, ready to be completed and
// sent: on Windows as a new message through Simple MAPI where the program
// offers that, otherwise by opening the .eml file at path, to which the draft
// was written before. Errors as of Open.
func (d Draft) Show(path string) error {
	if d.compose() {
		return nil
	}
	return Open(path)
}
