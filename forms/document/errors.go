package document

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"time"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// Error is what every function of this package returns: a problem that a caller
// can tell apart with errors.Is(err, ErrDamaged) and the like, and a sentence
// for a person, in English by Error and in any language by Message.
type Error struct {
	Problem string // see the Err… values
	Variant string // which kind of it, where there are several sentences
	Path    string // the file that it is about
	Args    map[string]any
	Err     error // what lies beneath, if anything
}

// The problems, for errors.Is.
var (
	ErrExists           = &Error{Problem: "exists"}            // there is such a file already
	ErrNotFound         = &Error{Problem: "not_found"}         // no such file or folder
	ErrLeftover         = &Error{Problem: "leftover"}          // a journal of a lost document bears the name
	ErrNotDocument      = &Error{Problem: "not_document"}      // something else than a document
	ErrAltered          = &Error{Problem: "altered"}           // another program changed its inner structure
	ErrNewer            = &Error{Problem: "newer"}             // made by a newer version of the program
	ErrOlder            = &Error{Problem: "older"}             // to be converted, but only reading is possible
	ErrDamaged          = &Error{Problem: "damaged"}           // the file's content contradicts itself
	ErrInterrupted      = &Error{Problem: "interrupted"}       // a crash is to be repaired, but only reading is possible
	ErrBusy             = &Error{Problem: "busy"}              // another program keeps the file to itself
	ErrReadOnly         = &Error{Problem: "read_only"}         // it was opened for reading, see ReadOnly
	ErrFolder           = &Error{Problem: "folder"}            // nothing can be created in the folder
	ErrDenied           = &Error{Problem: "denied"}            // the file may not be read
	ErrChangedElsewhere = &Error{Problem: "changed_elsewhere"} // somebody else wrote in spite of the lock
	ErrReplaced         = &Error{Problem: "replaced"}          // another file has taken its name
	ErrVanished         = &Error{Problem: "vanished"}          // file or share are gone
	ErrDiskFull         = &Error{Problem: "disk_full"}
	ErrIO               = &Error{Problem: "io"} // reading or writing failed otherwise
	ErrTooLong          = &Error{Problem: "too_long"}
	ErrStale            = &Error{Problem: "stale"}    // an entry is not what the edit takes it for
	ErrBadEdit          = &Error{Problem: "bad_edit"} // an edit without a kind, or not text
	ErrNothingToUndo    = &Error{Problem: "nothing_to_undo"}
	ErrNothingToRedo    = &Error{Problem: "nothing_to_redo"}
	ErrNoChange         = &Error{Problem: "no_change"} // there is no change or submission of this id
	ErrClosed           = &Error{Problem: "closed"}
)

// Message gives the id of the sentence, which begins with "document.", and its
// arguments by name.
func (e *Error) Message() (id string, args map[string]any) {
	var r Reason
	if e.Problem == ErrReadOnly.Problem && errors.As(e.Err, &r) {
		return r.Message()
	}
	id = "document." + e.Problem
	if e.Variant != "" {
		id += "." + e.Variant
	}
	args = map[string]any{"Path": e.Path}
	if e.Err != nil {
		args["Detail"] = e.Err.Error()
	}
	maps.Copy(args, e.Args)
	return id, args
}

func (e *Error) Error() string { return say(e.Message()) }

func (e *Error) Unwrap() error { return e.Err }

// Is makes the bare Err… values match every error of their problem.
func (e *Error) Is(target error) bool {
	t, ok := target.(*Error)
	return ok && t.Problem == e.Problem && t.Variant == "" && t.Path == "" && t.Err == nil
}

// Cause says why a document can only be read.
type Cause string

const (
	Asked            Cause = "asked"             // OpenReadOnly
	InUse            Cause = "in_use"            // somebody else has it open
	FolderReadOnly   Cause = "folder_read_only"  // nothing can be created beside it
	FileReadOnly     Cause = "file_read_only"    // the file is write protected
	NoSpace          Cause = "no_space"          // the disk is full
	NoLocks          Cause = "no_locks"          // the folder cannot tell a second opener that there is a first
	ChangedElsewhere Cause = "changed_elsewhere" // since opening, see ErrChangedElsewhere
	Replaced         Cause = "replaced"          // since opening, see ErrReplaced
	Damaged          Cause = "damaged"           // since opening, see ErrDamaged
)

// Reason is why a document can only be read. Who, Computer and Since are known
// only for InUse, and not always.
type Reason struct {
	Cause         Cause
	Path          string
	Who, Computer string
	Since         time.Time
}

// Message is like that of Error.
func (r Reason) Message() (id string, args map[string]any) {
	id = "document.reading." + string(r.Cause)
	if r.Cause == InUse && r.Who == "" {
		id += "_by_someone"
	}
	return id, map[string]any{"Path": r.Path, "Who": r.Who, "Computer": r.Computer,
		"Since": r.Since.Local().Format("2006-01-02 15:04")}
}

// Error lets a reason stand beneath an ErrReadOnly.
func (r Reason) Error() string { return say(r.Message()) }

// classify turns whatever SQLite or the system reports into an *Error.
func classify(err error, path string) error {
	var mine *Error
	if err == nil || errors.As(err, &mine) {
		return err
	}
	e := &Error{Problem: ErrIO.Problem, Path: path, Err: err}
	var s *sqlite.Error
	switch {
	case errors.As(err, &s):
		e.Problem, e.Variant = problemOf(s.Code(), path)
	case errors.Is(err, fs.ErrNotExist):
		e.Problem = ErrNotFound.Problem
	case errors.Is(err, fs.ErrExist):
		e.Problem = ErrExists.Problem
	case isFull(err):
		e.Problem = ErrDiskFull.Problem
	case errors.Is(err, fs.ErrPermission) || isWriteProtected(err):
		e.Problem = ErrDenied.Problem
	}
	return e
}

func problemOf(code int, path string) (problem, variant string) {
	switch code {
	case sqlite3.SQLITE_READONLY_DBMOVED:
		return ErrReplaced.Problem, ""
	case sqlite3.SQLITE_READONLY_ROLLBACK, sqlite3.SQLITE_READONLY_RECOVERY:
		return ErrInterrupted.Problem, ""
	case sqlite3.SQLITE_IOERR_WRITE, sqlite3.SQLITE_IOERR_FSYNC, sqlite3.SQLITE_IOERR_TRUNCATE:
		if gone(path) {
			return ErrVanished.Problem, ""
		}
		return ErrIO.Problem, "write"
	}
	switch code & 0xff {
	case sqlite3.SQLITE_FULL:
		return ErrDiskFull.Problem, ""
	case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PROTOCOL:
		return ErrBusy.Problem, ""
	case sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN:
		switch {
		case gone(path):
			return ErrVanished.Problem, ""
		case code&0xff == sqlite3.SQLITE_CANTOPEN && isLeftover(path):
			return ErrInterrupted.Problem, ""
		}
		return ErrFolder.Problem, ""
	case sqlite3.SQLITE_NOTADB:
		return ErrDamaged.Problem, ""
	case sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH:
		return ErrDenied.Problem, ""
	case sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_CONSTRAINT, sqlite3.SQLITE_MISMATCH,
		sqlite3.SQLITE_SCHEMA, sqlite3.SQLITE_ERROR, sqlite3.SQLITE_INTERNAL:
		// The queries are ours and correct: what does not obey them is the file.
		return ErrDamaged.Problem, ""
	case sqlite3.SQLITE_IOERR:
		if gone(path) {
			return ErrVanished.Problem, ""
		}
	}
	return ErrIO.Problem, ""
}

func gone(path string) bool {
	_, err := os.Stat(path)
	return err != nil
}

func isLeftover(path string) bool {
	_, err := os.Lstat(path + "-journal")
	return err == nil
}

func damaged(path, detail string) error {
	return &Error{Problem: ErrDamaged.Problem, Path: path, Err: fmt.Errorf("%s", detail)}
}
