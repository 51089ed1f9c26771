package reader

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"errors"
	"io"
	"path"
	"strings"

	"migraform/forms/words"
)

// mostWraps is how many archives may stand around a file: a zip in a gzip is
// still somebody's habit, more is nobody's.
const mostWraps = 2

// gzipped reads the file inside of a gzip.
func (w *work) gzipped(content []byte) error {
	unpacked, err := gzip.NewReader(bytes.NewReader(content))
	if err != nil {
		return w.unwrapping(err)
	}
	// The last four bytes claim the size.
	return w.unwrap(unpacked, int(binary.LittleEndian.Uint32(content[max(len(content)-4, 0):])))
}

// mostPacked is how many tables of an archive are read as one file.
const mostPacked = 100

// packed reads the tables among the files of an archive: one as if it stood
// alone, several as the sheets of one file.
func (w *work) packed(files []*zip.File) error {
	var tables, others []*zip.File
	for _, file := range files {
		name := strings.ReplaceAll(file.Name, `\`, "/")
		base := path.Base(name)
		switch {
		case strings.HasSuffix(name, "/"), strings.HasPrefix(base, "."), strings.HasPrefix(base, "~$"), strings.HasPrefix(name, "__MACOSX/"), strings.EqualFold(base, "Thumbs.db"):
		case isTableName(base):
			tables = append(tables, file)
		default:
			others = append(others, file)
		}
	}
	if len(tables) == 0 {
		tables = others // the content tells, whatever the name says
	}
	switch {
	case len(tables) == 0:
		return w.problem(Packed, nil)
	case len(tables) == 1:
		return w.unpack(tables[0])
	case len(tables) > mostPacked || w.wraps > 0:
		return w.problem(PackedSeveral, nil, "Count", len(tables), "Files", namesOf(tables))
	}
	return w.several(tables)
}

// several reads tables one by one. What cannot be read is told; that nothing
// can be is the problem of the first.
func (w *work) several(tables []*zip.File) error {
	whole, limits := w.file, w.limits
	defer func() { w.file, w.limits = whole, limits }()
	var first error
	for i, name := range apart(tables) {
		w.file, w.wraps, w.limits = &File{Name: whole.Name + " › " + name}, 0, limits
		w.limits.Sheets -= len(whole.Sheets)
		err := w.unpack(tables[i])
		var known *Problem
		switch {
		case err == nil:
		case !errors.As(err, &known) || w.ctx.Err() != nil:
			return err
		case known.ID == UnpacksLarge, known.ID == TooManyCells, known.ID == HoldsTooMuch, known.ID == TooManySheets:
			return err // there is no room for the others either
		default:
			if first == nil {
				first = err
			}
			whole.Remarks = append(whole.Remarks, words.Message{ID: known.ID, Args: known.Args})
			continue
		}
		for _, sheet := range w.file.Sheets {
			if sheet.Name == "" {
				sheet.Name = name
			} else {
				sheet.Name = name + " › " + sheet.Name
			}
			whole.Sheets = append(whole.Sheets, sheet)
		}
		whole.Remarks = append(whole.Remarks, w.file.Remarks...)
	}
	if len(whole.Sheets) == 0 {
		return first
	}
	return nil
}

// apart names files by what tells them apart: without folders, unless two
// have the same name.
func apart(files []*zip.File) []string {
	names, times := make([]string, len(files)), map[string]int{}
	for i, file := range files {
		names[i] = nameOf(file, path.Base)
		times[names[i]]++
	}
	for i, file := range files {
		if times[names[i]] > 1 {
			names[i] = nameOf(file, path.Clean)
		}
	}
	return names
}

// unpack reads one file of an archive.
func (w *work) unpack(file *zip.File) error {
	switch {
	case file.Flags&1 != 0:
		return w.problem(PackedLocked, nil)
	case file.UncompressedSize64 > uint64(w.wrapLimit()):
		return w.tooMuch()
	}
	unpacked, err := file.Open()
	if err != nil {
		return w.unwrapping(err)
	}
	return w.unwrap(unpacked, int(file.UncompressedSize64))
}

func isTableName(name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".xlsx", ".xlsm", ".xltx", ".xls", ".xlsb", ".ods", ".numbers", ".csv", ".tsv", ".tab", ".fods", ".gz":
		return true
	}
	return false
}

// namesOf writes the first few names for a person.
func namesOf(files []*zip.File) string {
	var names []string
	for i, file := range files {
		if i == 5 {
			names = append(names, "…")
			break
		}
		names = append(names, nameOf(file, path.Base))
	}
	return strings.Join(names, ", ")
}

// nameOf writes a name as far as it can be shown.
func nameOf(file *zip.File, of func(string) string) string {
	name := strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7F {
			return -1
		}
		return r
	}, strings.ToValidUTF8(of(strings.ReplaceAll(file.Name, `\`, "/")), "�"))
	if runes := []rune(name); len(runes) > 60 {
		name = string(runes[:60]) + "…"
	}
	return name
}

// wrapLimit is how large the file inside may be: what it holds has to fit
// beside it.
func (w *work) wrapLimit() int64 { return min(w.limits.FileBytes, w.limits.UnpackedBytes/2) }

// unwrap reads a file out of an archive, and then what it is. The size is
// what the archive claims: room that is not used costs nothing.
func (w *work) unwrap(packed io.ReadCloser, size int) error {
	defer packed.Close()
	if w.wraps++; w.wraps > mostWraps {
		return w.problem(Packed, nil)
	}
	content := make([]byte, 0, min(int64(size), w.wrapLimit())+512)
	for {
		if err := w.ctx.Err(); err != nil {
			return err
		}
		if len(content) == cap(content) {
			content = append(content, 0)[:len(content)]
		}
		n, err := packed.Read(content[len(content):cap(content)])
		content = content[:len(content)+n]
		if int64(len(content)) > w.wrapLimit() {
			return w.tooMuch()
		}
		if err == io.EOF {
			break
		}
		if err != nil {
			return w.unwrapping(err)
		}
	}
	w.unpacked += int64(len(content))
	if w.unpacked > w.limits.UnpackedBytes {
		return w.tooMuch()
	}
	w.expected = 0 // what the archive claimed of its parts is done with
	if isTape(content) {
		return w.problem(Packed, nil)
	}
	return w.read(content)
}

// unwrapping explains why an archive does not unpack.
func (w *work) unwrapping(err error) error {
	switch {
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, io.EOF):
		return w.problem(Truncated, err)
	case errors.Is(err, zip.ErrAlgorithm):
		return w.problem(Packed, err)
	}
	return w.problem(PackedDamaged, err)
}

// isTape reports whether the content is a tar, which holds several files.
func isTape(content []byte) bool {
	return len(content) > 512 && bytes.HasPrefix(content[257:], []byte("ustar"))
}
