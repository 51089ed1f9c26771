package workbook

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"migraform/forms/markup"
)

// What is read at most. A workbook of ten million cells stays within.
const (
	mostFile     = 512 << 20 // bytes of the file
	mostUnpacked = 1 << 30   // bytes of all parts that are read
	mostStrings  = 64 << 20  // bytes of the shared strings; names and notes are all that is shared
	mostParts    = 10_000
	mostCells    = 30_000_000
	mostSheets   = 1_000
)

// archive is an opened workbook.
type archive struct {
	path    string
	file    *os.File
	parts   map[string]*zip.File
	left    int64 // bytes that may still be unpacked
	sheets  []sheetPart
	strings [][]byte
}

type sheetPart struct {
	name, part string
}

// open opens a workbook and reads the list of its sheets and its shared
// strings. Errors are *FileError.
func open(path string) (a *archive, err error) {
	fail := func(kind string, err error) (*archive, error) {
		return nil, &FileError{Kind: kind, Path: path, Err: err}
	}
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fail("missing", err)
	case errors.Is(err, fs.ErrPermission):
		return fail("forbidden", err)
	case err != nil:
		return fail("other", err)
	case info.IsDir():
		return fail("folder", nil)
	case strings.HasPrefix(filepath.Base(path), "~$"):
		return fail("lock", nil)
	case !info.Mode().IsRegular():
		return fail("not_workbook", nil)
	case info.Size() == 0:
		return fail("empty", nil)
	case info.Size() > mostFile:
		return fail("too_large", nil)
	}
	file, err := os.Open(path)
	if errors.Is(err, fs.ErrPermission) {
		return fail("forbidden", err)
	} else if err != nil {
		return fail("other", err)
	}
	a = &archive{path: path, file: file, parts: map[string]*zip.File{}, left: mostUnpacked}
	if err = a.begin(file, info.Size()); err != nil {
		file.Close()
		return nil, err
	}
	return a, nil
}

func (a *archive) close() { a.file.Close() }

func (a *archive) fail(kind, sheet string, err error) error {
	var already *FileError
	if errors.As(err, &already) {
		return already
	}
	return &FileError{Kind: kind, Path: a.path, Sheet: sheet, Err: err}
}

func (a *archive) begin(file io.ReaderAt, size int64) error {
	if kind := kindOf(file, size); kind != "" {
		return a.fail(kind, "", nil)
	}
	z, err := zip.NewReader(file, size)
	if err != nil {
		return a.fail("damaged", "", err)
	}
	if len(z.File) > mostParts {
		return a.fail("too_large", "", nil)
	}
	for _, f := range z.File {
		if name := strings.ToLower(strings.TrimPrefix(strings.ReplaceAll(f.Name, `\`, "/"), "/")); a.parts[name] == nil {
			a.parts[name] = f
		}
	}
	switch {
	case a.parts["xl/workbook.bin"] != nil:
		return a.fail("binary", "", nil)
	case a.parts["content.xml"] != nil && a.parts["mimetype"] != nil:
		return a.fail("opendocument", "", nil)
	}
	return a.list()
}

// kindOf tells by its first bytes what a file is that is no zip archive.
func kindOf(file io.ReaderAt, size int64) string {
	head := make([]byte, min(size, 1<<16))
	n, _ := file.ReadAt(head, 0)
	head = head[:n]
	switch {
	case bytes.HasPrefix(head, []byte("PK\x03\x04")):
		return ""
	case bytes.HasPrefix(head, []byte{0xD0, 0xCF, 0x11, 0xE0}):
		// Both an old workbook and an encrypted new one are such files; the
		// directory of the latter names the encrypted package, in UTF-16.
		tail := make([]byte, min(size, 1<<20))
		n, _ = file.ReadAt(tail, size-int64(len(tail)))
		name := []byte("E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e\x00")
		if bytes.Contains(head, name) || bytes.Contains(tail[:n], name) {
			return "password"
		}
		return "old_excel"
	}
	return "not_workbook"
}

// list reads which sheets there are and where their parts lie.
func (a *archive) list() error {
	book := "xl/workbook.xml"
	_ = a.scan("_rels/.rels", func(s *markup.Scanner) error {
		if s.Is("Relationship") && strings.HasSuffix(s.AttrText("Type"), "/officeDocument") {
			book = resolved("", s.AttrText("Target"))
		}
		return nil
	})
	if a.parts[book] == nil {
		return a.fail("not_workbook", "", nil)
	}
	targets, shared := map[string]string{}, ""
	folder := path.Dir(book)
	if err := a.scan(folder+"/_rels/"+path.Base(book)+".rels", func(s *markup.Scanner) error {
		if !s.Is("Relationship") {
			return nil
		}
		target := resolved(folder, s.AttrText("Target"))
		targets[s.AttrText("Id")] = target
		if strings.HasSuffix(s.AttrText("Type"), "/sharedStrings") {
			shared = target
		}
		return nil
	}); err != nil {
		return a.fail("damaged", "", err)
	}
	if err := a.scan(book, func(s *markup.Scanner) error {
		if !s.Is("sheet") || len(a.sheets) >= mostSheets {
			return nil
		}
		// The relation's id has a prefix, and so its own name; sheetId is
		// another attribute.
		part := targets[s.AttrText("id")]
		if a.parts[part] != nil {
			a.sheets = append(a.sheets, sheetPart{s.AttrText("name"), part})
		}
		return nil
	}); err != nil {
		return a.fail("damaged", "", err)
	}
	if shared != "" && a.parts[shared] != nil {
		if err := a.readStrings(shared); err != nil {
			return a.fail("damaged", "", err)
		}
	}
	return nil
}

// resolved makes a target of a relation a part's name.
func resolved(folder, target string) string {
	target = strings.ReplaceAll(target, `\`, "/")
	if strings.HasPrefix(target, "/") {
		return strings.ToLower(strings.TrimPrefix(path.Clean(target), "/"))
	}
	return strings.ToLower(strings.TrimPrefix(path.Join(folder, target), "/"))
}

// unpack opens a part. What all parts may unpack to is bounded.
func (a *archive) unpack(name string) (io.ReadCloser, error) {
	f := a.parts[strings.ToLower(name)]
	if f == nil {
		return nil, fs.ErrNotExist
	}
	if f.UncompressedSize64 > uint64(a.left) {
		return nil, a.fail("too_large", "", nil)
	}
	// The zip reader stops a part that is longer than it claims to be.
	a.left -= int64(f.UncompressedSize64)
	return f.Open()
}

// scan calls visit for each start tag of a part.
func (a *archive) scan(name string, visit func(*markup.Scanner) error) error {
	from, err := a.unpack(name)
	if err != nil {
		return err
	}
	defer from.Close()
	s := markup.NewScanner(from)
	return s.Each(func() error { return visit(s) })
}

// readStrings reads the texts that cells share.
func (a *archive) readStrings(name string) error {
	from, err := a.unpack(name)
	if err != nil {
		return err
	}
	defer from.Close()
	s := markup.NewScanner(from)
	var text []byte
	inText, phonetic, size := false, 0, 0
	for {
		piece, err := s.Next()
		if err == io.EOF {
			return nil
		} else if err != nil {
			return err
		}
		start := piece == markup.Opening && !s.Empty
		switch {
		case piece == markup.Characters:
			if inText && phonetic == 0 {
				text = s.AppendText(text)
			}
		case s.Is("t"):
			inText = start
		case s.Is("rPh") && start:
			phonetic++
		case s.Is("rPh") && piece == markup.Closing:
			phonetic--
		case s.Is("si") && start:
			text = nil
		case s.Is("si"):
			a.strings = append(a.strings, markup.Unmarked(text))
			size += len(text) + 48
			text = nil
		}
		if size+len(text) > mostStrings {
			return a.fail("too_large", "", nil)
		}
	}
}
