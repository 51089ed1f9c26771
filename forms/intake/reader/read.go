package reader

import (
	"archive/zip"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"
)

// Limits bound what a file may cost. Zero values stand for the usual limits.
type Limits struct {
	FileBytes     int64 // size of the file itself, usually 256 MB
	UnpackedBytes int64 // all parts unpacked, usually 256 MB
	Cells         int   // cells that hold something, all sheets, usually 10 million
	KeptBytes     int64 // memory that cells and texts take, and what is made of figures; usually 300 MB
	Sheets        int   // usually 1,000
}

// Options of Read. The zero value is the usual.
type Options struct {
	Limits Limits
	// Password opens a workbook that is locked with one.
	Password string
	// Progress is called now and then with the share done, 0 to 1.
	Progress func(share float64)
}

const (
	maxRows = 1 << 20 // of the file format
	maxCols = 1 << 14
)

func (l Limits) orUsual() Limits {
	if l.FileBytes == 0 {
		l.FileBytes = 256 << 20
	}
	if l.UnpackedBytes == 0 {
		l.UnpackedBytes = 256 << 20
	}
	if l.Cells == 0 {
		l.Cells = 10_000_000
	}
	if l.KeptBytes == 0 {
		l.KeptBytes = 300 << 20
	}
	if l.Sheets == 0 {
		l.Sheets = 1000
	}
	return l
}

// Read reads a file. Errors are Problems, or the context's error.
func Read(ctx context.Context, path string, options Options) (*File, error) {
	name := filepath.Base(path)
	info, err := os.Stat(path)
	if err != nil {
		return nil, systemProblem(name, err)
	}
	if info.IsDir() {
		return nil, problem(IsFolder, nil, "File", name)
	}
	if !info.Mode().IsRegular() {
		return nil, problem(NotWorkbook, nil, "File", name)
	}
	limits := options.Limits.orUsual()
	if info.Size() > limits.FileBytes {
		return nil, problem(TooLarge, nil, "File", name, "Megabytes", int(info.Size()>>20), "Limit", int(limits.FileBytes>>20))
	}
	content, err := os.ReadFile(path)
	if err != nil {
		return nil, systemProblem(name, err)
	}
	return ReadBytes(ctx, name, content, options)
}

// ReadBytes reads a file whose content is at hand, as Read does.
func ReadBytes(ctx context.Context, name string, content []byte, options Options) (*File, error) {
	if workbook, locks := lockOf(name); locks {
		return nil, problem(LockFile, nil, "File", name, "Workbook", workbook)
	}
	hash := sha256.Sum256(content)
	file := &File{Name: name, SHA256: hex.EncodeToString(hash[:]), Size: int64(len(content))}
	defer Sparing()()
	work := &work{ctx: ctx, file: file, limits: options.Limits.orUsual(), password: options.Password, progress: options.Progress}
	if err := work.read(content); err != nil {
		return nil, err
	}
	work.remark()
	work.report(1)
	return file, nil
}

// mostMemory is what bringing in a file should stay below, in bytes, garbage
// and all.
const mostMemory = 420 << 20

// Sparing has the collector of garbage keep memory low until the returned
// function is called, unless somebody asks for less already. Reading does so
// by itself; who goes on with what was read may want it too.
func Sparing() (done func()) {
	before := debug.SetMemoryLimit(-1)
	if before <= mostMemory {
		return func() {}
	}
	debug.SetMemoryLimit(mostMemory)
	return func() { debug.SetMemoryLimit(before) }
}

// lockOf tells the marks that Excel and LibreOffice put beside an open file.
func lockOf(name string) (workbook string, locks bool) {
	if workbook, locks = strings.CutPrefix(name, ".~lock."); locks {
		return strings.TrimSuffix(workbook, "#"), true
	}
	return strings.CutPrefix(name, "~$")
}

// work is one reading under way.
type work struct {
	ctx      context.Context
	file     *File
	limits   Limits
	password string
	progress func(float64)
	unpacked int64 // bytes so far
	expected int64 // bytes in all, as the file claims
	cells    int
	kept     int64 // bytes of cells and texts
	wraps    int   // archives around the content at hand
}

func (w *work) problem(id string, cause error, pairs ...any) *Problem {
	return problem(id, cause, append(pairs, "File", w.file.Name)...)
}

func (w *work) report(share float64) {
	if w.progress != nil {
		w.progress(min(share, 1))
	}
}

// read tells by its first bytes what the content is.
func (w *work) read(content []byte) error {
	begins := func(magic string) bool { return bytes.HasPrefix(content, []byte(magic)) }
	switch {
	case len(bytes.TrimSpace(content)) == 0:
		return w.problem(Empty, nil)
	case begins("PK"):
		return w.archive(content)
	case begins("\xD0\xCF\x11\xE0"):
		return w.compound(content)
	case begins("\x09\x08"), begins("\x09\x00\x04\x00"), begins("\x09\x02\x06\x00"), begins("\x09\x04\x06\x00"):
		return w.oldWorkbook(content) // without a container
	case begins("\x1F\x8B"):
		return w.gzipped(content)
	case begins("%PDF"):
		return w.problem(Document, nil)
	case begins("7z\xBC\xAF"), begins("Rar!"), begins("BZh"), begins("\xFD7zXZ"):
		return w.problem(Packed, nil)
	case isMarkup(content):
		return w.markup(content)
	}
	return w.textTable(content)
}

func (w *work) archive(content []byte) error {
	archive, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		if bytes.HasPrefix(content, []byte("PK\x03\x04")) {
			return w.problem(Truncated, err)
		}
		return w.problem(NotWorkbook, err)
	}
	parts := make(map[string]*zip.File, len(archive.File))
	if slices.ContainsFunc(archive.File, func(part *zip.File) bool { return part.Name == "content.xml" }) {
		// An OpenDocument takes three times the markup for a cell, and none of
		// it is kept.
		w.limits.UnpackedBytes *= 2
	}
	for _, part := range archive.File {
		// Names of parts count without regard to case.
		parts[strings.ToLower(strings.TrimPrefix(strings.ReplaceAll(part.Name, `\`, "/"), "/"))] = part
		if strings.HasSuffix(part.Name, ".xml") || strings.HasSuffix(part.Name, ".rels") {
			// The sizes are claims; they are checked again while unpacking.
			if part.UncompressedSize64 > uint64(w.limits.UnpackedBytes) {
				return w.tooMuch()
			}
			w.expected += int64(part.UncompressedSize64)
		}
	}
	if w.expected > w.limits.UnpackedBytes {
		return w.tooMuch()
	}
	has := func(name string) bool { return parts[name] != nil }
	switch {
	case has("[content_types].xml") && has("xl/workbook.bin"):
		return w.problem(BinaryXLSB, nil)
	case has("content.xml") && (has("mimetype") || has("meta-inf/manifest.xml")):
		return w.openDocument(parts)
	case has("encrypted-package"): // a whole OpenDocument, locked
		return w.problem(LockedOtherwise, nil)
	case has("index/document.iwa") || has("index.zip"):
		return w.problem(AppleNumbers, nil)
	case has("[content_types].xml"):
		return w.workbook(parts)
	}
	return w.packed(archive.File)
}

// What rows and cells take besides their texts, in bytes; for a figure there
// is an entry in the plan as well.
const (
	rowBytes    = 64
	cellBytes   = 24
	figureBytes = 96
)

// spend accounts for a row before it is kept.
func (w *work) spend(sheet *Sheet, cells, figures, bytes int) error {
	if w.cells += cells; w.cells > w.limits.Cells {
		return w.problem(TooManyCells, nil, "Sheet", sheet.Name, "Limit", w.limits.Cells)
	}
	return w.hold(rowBytes + figures*figureBytes + bytes)
}

// hold accounts for memory that will be kept.
func (w *work) hold(bytes int) error {
	if w.kept += int64(bytes); w.kept > w.limits.KeptBytes {
		return w.problem(HoldsTooMuch, nil, "Limit", int(w.limits.KeptBytes>>20))
	}
	return nil
}

func (w *work) tooMuch() error {
	return w.problem(UnpacksLarge, nil, "Limit", int(w.limits.UnpackedBytes>>20))
}

// open unpacks a part under the limits.
func (w *work) open(part *zip.File) (io.ReadCloser, error) {
	content, err := part.Open()
	if err != nil {
		return nil, w.problem(Damaged, err)
	}
	return &budgeted{w, content}, nil
}

// budgeted counts what is unpacked, and stops where the limit is reached or
// the work cancelled.
type budgeted struct {
	work    *work
	content io.ReadCloser
}

func (b *budgeted) Read(p []byte) (int, error) {
	if err := b.work.ctx.Err(); err != nil {
		return 0, err
	}
	n, err := b.content.Read(p)
	b.work.unpacked += int64(n)
	if b.work.unpacked > b.work.limits.UnpackedBytes {
		return 0, b.work.tooMuch()
	}
	if b.work.expected > 0 {
		b.work.report(float64(b.work.unpacked) / float64(b.work.expected))
	}
	return n, err
}

func (b *budgeted) Close() error { return b.content.Close() }

func systemProblem(name string, err error) error {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return problem(Missing, err, "File", name)
	case errors.Is(err, fs.ErrPermission):
		return problem(NoPermission, err, "File", name)
	}
	return problem(Unreadable, err, "File", name, "Reason", err.Error())
}
