package workbook

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
)

// formatName and formatVersion say which contract a workbook keeps
// (FORMAT.md). The version grows when an older reader would go wrong.
const (
	formatName    = "migraform-workbook"
	formatVersion = "1"
)

// Options say how to write.
type Options struct {
	// Force allows an existing file to be replaced.
	Force bool
	// Progress is told how many cells of how many are done, from the
	// goroutine that writes. May be nil.
	Progress func(done, total int)
}

// Result says what was written.
type Result struct {
	Path        string
	Bytes       int64
	SHA256      string // of the file
	Fingerprint string // of the content, as in the manifest; see Code
	Sheets      []string
	Cells       int // answers
	Formulas    int // computed totals
	Changes     []TextChange
}

// Write writes a submission as a workbook. The file appears at path at once
// and whole: it is written beside it, made durable, read back and compared
// with the submission first. Errors are *WriteError, or that of the context.
func Write(ctx context.Context, path string, s Submission, options Options) (Result, error) {
	if err := mayWrite(path, options.Force); err != nil {
		return Result{}, err
	}
	total, done := 0, 0
	for _, t := range s.Questionnaire.Tables {
		for _, c := range t.Cubes {
			if s.Has(t, c) {
				total += 2 * c.Cells
			}
		}
	}
	progress := func(cells int) {
		done += cells
		if options.Progress != nil {
			options.Progress(done, total)
		}
	}
	b, err := compose(ctx, &s, progress)
	if err != nil {
		return Result{}, failed(ctx, path, err)
	}
	defer b.close()
	temporary, err := b.put(filepath.Dir(path))
	if err != nil {
		return Result{}, failed(ctx, path, err)
	}
	defer os.Remove(temporary)
	if err = b.verify(temporary, progress); err != nil {
		return Result{}, failed(ctx, path, err)
	}
	if err = mayWrite(path, options.Force); err != nil {
		return Result{}, err
	}
	if err = os.Rename(temporary, path); err != nil {
		return Result{}, failed(ctx, path, err)
	}
	settle(filepath.Dir(path))
	b.result.Path = path
	return b.result, nil
}

func failed(ctx context.Context, path string, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return CannotWrite(path, err)
}

func mayWrite(path string, force bool) error {
	info, err := os.Lstat(path)
	switch {
	case errors.Is(err, os.ErrNotExist):
		if _, err = os.Stat(filepath.Dir(path)); err != nil {
			return CannotWrite(path, err)
		}
		return nil
	case err != nil:
		return CannotWrite(path, err)
	case info.IsDir():
		return &WriteError{Kind: "other", Path: path, Err: errors.New("it is a folder")}
	case !force:
		return &WriteError{Kind: "exists", Path: path}
	}
	return nil
}

// put writes the workbook to a temporary file in a folder and makes it
// durable.
func (b *book) put(folder string) (path string, err error) {
	file, err := os.CreateTemp(folder, ".migraform-*.xlsx")
	if err != nil {
		return "", err
	}
	defer func() {
		if err != nil {
			file.Close()
			os.Remove(file.Name())
		}
	}()
	sum := sha256.New()
	if err = b.save(io.MultiWriter(file, sum)); err != nil {
		return "", err
	}
	if err = file.Sync(); err != nil {
		return "", err
	}
	info, err := file.Stat()
	if err != nil {
		return "", err
	}
	if err = file.Chmod(0o644); err != nil {
		return "", err
	}
	b.result.Bytes, b.result.SHA256 = info.Size(), hex.EncodeToString(sum.Sum(nil))
	return file.Name(), file.Close()
}

// settle makes the new name durable where the system can.
func settle(folder string) {
	if runtime.GOOS == "windows" {
		return
	}
	if dir, err := os.Open(folder); err == nil {
		_ = dir.Sync()
		dir.Close()
	}
}

// verify reads a workbook back and compares it with what it was written from.
func (b *book) verify(path string, progress func(int)) error {
	differs := func(format string, args ...any) error {
		return &WriteError{Kind: "differs", Path: path, Err: fmt.Errorf(format, args...)}
	}
	c, err := read(b.ctx, path, progress)
	if err != nil {
		return differs("%w", err)
	}
	if len(c.Problems) > 0 {
		return differs("%w", &c.Problems[0])
	}
	answers := b.s.Answers
	if b.s.Blank {
		answers = nil
	}
	if different := Compare(c, b.s.Questionnaire, answers); len(different) > 0 {
		d := different[0]
		return differs("%s is %q in the workbook and %q in the document", d.Address, written(d.Workbook), written(d.Document))
	}
	if len(c.Tables) != len(b.layouts) {
		return differs("%d tables of %d came back", len(c.Tables), len(b.layouts))
	}
	if edited := c.Edited(); len(edited) > 0 {
		return differs("the sheet %s came back different", edited[0])
	}
	return nil
}
