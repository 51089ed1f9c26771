package workbook

import "syscall"

// The codes of Windows for a full disk and for a file that is open elsewhere.
const (
	diskFullOfWindows = syscall.Errno(112) // ERROR_DISK_FULL
	sharingOfWindows  = syscall.Errno(32)  // ERROR_SHARING_VIOLATION
)
