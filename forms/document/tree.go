package document

import (
	"encoding/binary"
	"os"
	"sync"
)

// On Unix, closing any handle on a file drops all locks that the process has on
// it, SQLite's included (fcntl(2)). So a file is looked at past SQLite only
// while no document of this process is being read, written (handles) or opened
// (opening).
var (
	handles sync.RWMutex
	opening sync.Mutex
)

// peek opens a file past SQLite for as long as f takes.
func peek(path string, f func(*os.File) error) error {
	handles.Lock()
	defer handles.Unlock()
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	return f(file)
}

// maxSchemaPages is far above what our schema takes (4).
const maxSchemaPages = 64

// bounded makes sure that the table of contents has an end. SQLite reads it as a
// whole before anything else, and cannot be interrupted while it does: a page
// tree whose pages are their own kin many times over would keep it for ever.
// Whatever else may be wrong, SQLite finds out by itself.
// (Format: sqlite.org/fileformat2.html, sections 1.3 and 1.6.)
func bounded(path string) error {
	return peek(path, func(f *os.File) error {
		head := make([]byte, 100)
		if _, err := f.ReadAt(head, 0); err != nil {
			return nil
		}
		size := int(binary.BigEndian.Uint16(head[16:]))
		if size == 1 {
			size = 1 << 16
		}
		if size < 512 || size&(size-1) != 0 {
			return nil
		}
		page := make([]byte, size)
		seen := map[uint32]bool{}
		for next := []uint32{1}; len(next) > 0; {
			n := next[len(next)-1]
			next = next[:len(next)-1]
			if seen[n] || len(seen) == maxSchemaPages {
				return damaged(path, "its table of contents has no end")
			}
			seen[n] = true
			if n == 0 {
				continue
			}
			if _, err := f.ReadAt(page, int64(n-1)*int64(size)); err != nil {
				continue
			}
			next = append(next, children(page, n == 1)...)
		}
		return nil
	})
}

// children are the pages below an inner page of a table, as SQLite takes them.
func children(page []byte, first bool) []uint32 {
	at := 0
	if first {
		at = 100
	}
	if page[at] != 5 {
		return nil
	}
	list := []uint32{binary.BigEndian.Uint32(page[at+8:])}
	cells := int(binary.BigEndian.Uint16(page[at+3:]))
	for p := at + 12; p+2 <= len(page) && cells > 0; p, cells = p+2, cells-1 {
		if cell := int(binary.BigEndian.Uint16(page[p:])); cell+4 <= len(page) {
			list = append(list, binary.BigEndian.Uint32(page[cell:]))
		}
	}
	return list
}
