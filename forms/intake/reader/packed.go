package reader

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"path"
	"strings"
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
	return w.unwrap(unpacked, 0)
}

// packed reads the one table among the files of an archive.
func (w *work) packed(files []*zip.File) error {
	var tables, others []*zip.File
	for _, file := range files {
		name := strings.ReplaceAll(file.Name, `\`, "/")
		base := path.Base(name)
		switch {
		case strings.HasSuffix(name, "/"), strings.HasPrefix(base, "."), strings.HasPrefix(name, "__MACOSX/"), strings.EqualFold(base, "Thumbs.db"):
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
	case len(tables) > 1:
		return w.problem(PackedSeveral, nil, "Count", len(tables), "Files", namesOf(tables))
	case tables[0].Flags&1 != 0:
		return w.problem(PackedLocked, nil)
	case tables[0].UncompressedSize64 > uint64(w.wrapLimit()):
		return w.tooMuch()
	}
	unpacked, err := tables[0].Open()
	if err != nil {
		return w.unwrapping(err)
	}
	return w.unwrap(unpacked, int(tables[0].UncompressedSize64))
}

func isTableName(name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".xlsx", ".xlsm", ".xltx", ".xls", ".xlsb", ".ods", ".numbers", ".csv", ".tsv", ".tab", ".gz":
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
		name := strings.Map(func(r rune) rune {
			if r < ' ' || r == 0x7F {
				return -1
			}
			return r
		}, strings.ToValidUTF8(path.Base(strings.ReplaceAll(file.Name, `\`, "/")), "�"))
		if runes := []rune(name); len(runes) > 60 {
			name = string(runes[:60]) + "…"
		}
		names = append(names, name)
	}
	return strings.Join(names, ", ")
}

// wrapLimit is how large the file inside may be: what it holds has to fit
// beside it.
func (w *work) wrapLimit() int64 { return min(w.limits.FileBytes, w.limits.UnpackedBytes/2) }

// unwrap reads a file out of an archive, and then what it is. The size is
// what the archive claims, or 0.
func (w *work) unwrap(packed io.ReadCloser, size int) error {
	defer packed.Close()
	if w.wraps++; w.wraps > mostWraps {
		return w.problem(Packed, nil)
	}
	content := make([]byte, 0, min(size, 1<<20)+512)
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
