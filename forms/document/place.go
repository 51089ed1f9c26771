package document

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"time"
	"unicode/utf16"
)

// Names of what stands beside a document while it is open.
const (
	journalSuffix = "-journal" // SQLite's, during a write and after a crash
	lockSuffix    = ".lock"
	ownerSuffix   = ".open-by"
)

// resolve gives the one true path of a document: two ways of naming it must lead
// to the same lock file.
func resolve(path string) (string, error) {
	full, err := filepath.Abs(path)
	if err != nil {
		return "", classify(err, path)
	}
	if err := tooLong(full, runtime.GOOS); err != nil {
		return "", err
	}
	real, err := filepath.EvalSymlinks(full)
	switch {
	case err == nil:
		return real, tooLong(real, runtime.GOOS)
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, fs.ErrPermission):
		return "", classify(err, full)
	}
	return full, nil // Windows: some redirected folders cannot be resolved
}

// resolveNew does so for a file that is to be created.
func resolveNew(path string) (string, error) {
	full, err := filepath.Abs(path)
	if err != nil {
		return "", classify(err, path)
	}
	if err := tooLong(full, runtime.GOOS); err != nil {
		return "", err
	}
	folder, err := resolve(filepath.Dir(full))
	if err != nil {
		return "", err
	}
	full = filepath.Join(folder, filepath.Base(full))
	if err := tooLong(full, runtime.GOOS); err != nil {
		return "", err
	}
	if _, err := os.Lstat(full); err == nil {
		return "", &Error{Problem: ErrExists.Problem, Path: full}
	} else if !errors.Is(err, fs.ErrNotExist) {
		return "", classify(err, full)
	}
	for _, suffix := range []string{journalSuffix, "-wal"} {
		if _, err := os.Lstat(full + suffix); err == nil {
			return "", &Error{Problem: ErrLeftover.Problem, Path: full, Args: map[string]any{"Journal": filepath.Base(full) + suffix}}
		}
	}
	return full, nil
}

// tooLong knows the limits of SQLite's file layer, which are narrower than those
// of the systems: 511 bytes on Unix, 260 characters on Windows; and those of a
// single name.
func tooLong(path, goos string) error {
	length, limit := len(path), 511-len(journalSuffix)
	name, most := len(filepath.Base(path)), 255-len(journalSuffix)
	if goos == "windows" {
		length, limit = len(utf16.Encode([]rune(path))), 259-len(journalSuffix)
		name = len(utf16.Encode([]rune(path[strings.LastIndexAny(path, `/\`)+1:])))
	}
	if name > most {
		length, limit = name, most
	} else if length <= limit {
		return nil
	}
	return &Error{Problem: ErrTooLong.Problem, Path: path, Args: map[string]any{"Length": length, "Limit": limit}}
}

// publish gives a finished file its name, for good.
func publish(temp, path string) error {
	f, err := os.OpenFile(temp, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	err = f.Sync()
	if e := f.Close(); err == nil {
		err = e
	}
	if err != nil {
		return err
	}
	// On Windows a virus scanner may hold a fresh file for a moment.
	for try := 0; ; try++ {
		err = os.Rename(temp, path)
		if err == nil || runtime.GOOS != "windows" || try == 10 {
			break
		}
		time.Sleep(100 * time.Millisecond)
	}
	if err != nil {
		return err
	}
	syncFolder(filepath.Dir(path))
	return nil
}

// syncFolder makes a rename durable where the system knows how to; elsewhere it
// is so of itself, or cannot be had.
func syncFolder(folder string) {
	if f, err := os.Open(folder); err == nil {
		f.Sync()
		f.Close()
	}
}

// place remembers which file it is. SameFile with itself makes Windows look up
// the file's identity now rather than when another may have taken the name.
func place(path string) (os.FileInfo, error) {
	fi, err := os.Stat(path)
	if err == nil {
		os.SameFile(fi, fi)
	}
	return fi, err
}

// Windows' own numbers, which the syscall package does not name.
const (
	winWriteProtect = syscall.Errno(19)
	winHandleFull   = syscall.Errno(39)
	winNotSupported = syscall.Errno(50)
	winDiskFull     = syscall.Errno(112)
)

func isFull(err error) bool {
	if runtime.GOOS == "windows" {
		return errors.Is(err, winDiskFull) || errors.Is(err, winHandleFull)
	}
	return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT)
}

func isWriteProtected(err error) bool {
	if runtime.GOOS == "windows" {
		return errors.Is(err, winWriteProtect)
	}
	return errors.Is(err, syscall.EROFS)
}

func hasNoLocks(err error) bool {
	if runtime.GOOS == "windows" {
		return errors.Is(err, winNotSupported)
	}
	return errors.Is(err, syscall.ENOLCK) || errors.Is(err, syscall.ENOSYS) || errors.Is(err, syscall.ENOTSUP)
}
