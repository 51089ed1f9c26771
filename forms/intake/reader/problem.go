package reader

import (
	"errors"

	"migraform/forms/words"
)

// Problem says in one sentence why a file cannot be read and what to do. Its
// ID is that of a translation.
type Problem struct {
	ID   string
	Args map[string]any
	// Cause is what the system or a decoder said, if anything.
	Cause error
}

// The ids of the problems, for callers that decide by them.
const (
	Missing       = "intake.file_missing"
	NoPermission  = "intake.file_no_permission"
	IsFolder      = "intake.file_is_folder"
	Unreadable    = "intake.file_unreadable"
	Empty         = "intake.file_empty"
	LockFile      = "intake.file_lock"
	Encrypted     = "intake.file_encrypted"
	WrongPassword = "intake.file_wrong_password"
	// LockedOtherwise is locked so that no password helps here.
	LockedOtherwise = "reader.file_locked_otherwise"
	OldWorkbook     = "intake.file_xls"
	BinaryXLSB      = "intake.file_xlsb"
	OpenDocument    = "intake.file_ods"
	AppleNumbers    = "intake.file_numbers"
	NotWorkbook     = "intake.file_not_workbook"
	WebPage         = "intake.file_web_page"
	Document        = "intake.file_pdf"
	Packed          = "intake.file_packed"
	PackedSeveral   = "intake.file_packed_several"
	PackedLocked    = "intake.file_packed_locked"
	PackedDamaged   = "intake.file_packed_damaged"
	Truncated       = "intake.file_truncated"
	Damaged         = "intake.file_damaged"
	DamagedSheet    = "intake.sheet_damaged"
	TooLarge        = "intake.file_too_large"
	UnpacksLarge    = "intake.file_unpacks_too_large"
	TooManyCells    = "intake.sheet_too_many_cells"
	HoldsTooMuch    = "reader.file_holds_too_much"
	TooManySheets   = "intake.file_too_many_sheets"
	NoSheets        = "intake.file_no_sheets"
)

// Message implements words.Speaker.
func (p *Problem) Message() (string, map[string]any) { return p.ID, p.Args }

func (p *Problem) Error() string {
	return words.In("en").Message(words.Message{ID: p.ID, Args: p.Args})
}

func (p *Problem) Unwrap() error { return p.Cause }

// ProblemOf returns the id of the problem that an error is, or "".
func ProblemOf(err error) string {
	var p *Problem
	if errors.As(err, &p) {
		return p.ID
	}
	return ""
}

func problem(id string, cause error, pairs ...any) *Problem {
	return &Problem{ID: id, Args: words.Say(id, pairs...).Args, Cause: cause}
}
