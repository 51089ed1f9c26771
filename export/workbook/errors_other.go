//go:build !windows

package workbook

import "errors"

// Only Windows has codes of its own for a full disk and for a file that is
// open elsewhere.
var (
	diskFullOfWindows = errors.New("disk full")
	sharingOfWindows  = errors.New("sharing violation")
)
