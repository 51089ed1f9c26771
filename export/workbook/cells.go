package workbook

import (
	"bytes"
	"errors"
	"io"
	"strconv"

	"migraform/forms/markup"
)

// xcell is one cell of a sheet that holds something.
type xcell struct {
	col     int // from 1
	kind    cellKind
	text    []byte // valid until the next row
	formula bool
	// refers reports whether the formula names other cells or functions; one
	// that does not ("=120+35") is a figure that a person worked out.
	refers bool
}

type cellKind byte

const (
	numberCell cellKind = iota
	textCell
	truthCell
	errorCell
)

var (
	errStop     = errors.New("stop") // ends the reading of a sheet early
	errLongText = errors.New("a cell holds an overlong text")
)

const (
	longestText = 1 << 20 // of a cell, in bytes
	lastRow     = 1_048_576
	lastColumn  = 16_384
)

// rows calls visit with each row of a sheet, and those of its cells that hold
// something.
func (a *archive) rows(part string, visit func(row int, cells []xcell) error) error {
	from, err := a.unpack(part)
	if err != nil {
		return err
	}
	defer from.Close()
	r := &rowReader{a: a, s: markup.NewScanner(from)}
	for {
		piece, err := r.s.Next()
		if err == io.EOF {
			return nil
		} else if err != nil {
			return err
		}
		switch {
		case piece == markup.Opening && r.s.Is("row"):
			if err = r.readRow(); err != nil {
				return err
			}
			if err = visit(r.row, r.cells); err == errStop {
				return nil
			} else if err != nil {
				return err
			}
		case r.s.Is("sheetData") && (piece == markup.Closing || piece == markup.Opening && r.s.Empty):
			return nil
		}
	}
}

type rowReader struct {
	a     *archive
	s     *markup.Scanner
	row   int
	col   int
	cells []xcell
	texts []byte // what the cells' texts are kept in
	value []byte
	f     []byte
}

func (r *rowReader) readRow() error {
	r.row++
	if at, found := r.s.Attr("r"); found {
		n, err := strconv.Atoi(string(at))
		if err != nil || n < r.row {
			return markup.ErrDamaged
		}
		r.row = n
	}
	if r.row > lastRow {
		return markup.ErrDamaged
	}
	r.col, r.cells, r.texts = 0, r.cells[:0], r.texts[:0]
	return r.s.Inside(func(piece markup.Piece) (bool, error) {
		if piece == markup.Opening && r.s.Is("c") {
			return true, r.readCell()
		}
		return false, nil
	})
}

func (r *rowReader) readCell() error {
	r.col++
	if at, found := r.s.Attr("r"); found {
		col, ok := columnOf(at)
		if !ok || col < r.col {
			return markup.ErrDamaged
		}
		r.col = col
	}
	if r.col > lastColumn {
		return markup.ErrDamaged
	}
	if r.s.Empty {
		return nil
	}
	kind := r.s.AttrText("t")
	r.value, r.f = r.value[:0], r.f[:0]
	formula := false
	// The texts that belong to the cell lie in v, f, and is/t; a reading aid
	// (rPh) is none of it.
	var into *[]byte
	err := r.s.Inside(func(piece markup.Piece) (bool, error) {
		if piece == markup.Characters {
			if into != nil {
				if *into = r.s.AppendText(*into); len(*into) > longestText {
					return false, errLongText
				}
			}
			return false, nil
		}
		start := piece == markup.Opening && !r.s.Empty
		switch string(r.s.Name) {
		case "v", "t":
			into = r.toward(&r.value, start)
		case "f":
			formula = true
			into = r.toward(&r.f, start)
		case "rPh":
			if piece == markup.Opening {
				return true, r.s.Skip()
			}
		case "row":
			return false, markup.ErrDamaged
		}
		return false, nil
	})
	if err != nil {
		return err
	}
	return r.add(kind, formula)
}

func (r *rowReader) toward(to *[]byte, start bool) *[]byte {
	if start {
		return to
	}
	return nil
}

func (r *rowReader) add(kind string, formula bool) error {
	if len(r.value) == 0 && !formula {
		return nil
	}
	c := xcell{col: r.col, formula: formula, refers: formula && (len(r.f) == 0 || bytes.ContainsFunc(r.f, isLetter))}
	text := r.value
	switch kind {
	case "s":
		c.kind = textCell
		n, err := strconv.Atoi(string(bytes.TrimSpace(text)))
		if err != nil || n < 0 || n >= len(r.a.strings) {
			return markup.ErrDamaged
		}
		if text = r.a.strings[n]; len(text) == 0 && !formula {
			return nil
		}
	case "inlineStr", "str", "d":
		c.kind = textCell
		text = markup.Unmarked(text)
	case "b":
		c.kind = truthCell
	case "e":
		c.kind = errorCell
	}
	// The buffer may move when it grows; what was cut from it stays valid.
	at := len(r.texts)
	r.texts = append(r.texts, text...)
	c.text = r.texts[at:len(r.texts):len(r.texts)]
	r.cells = append(r.cells, c)
	return nil
}

func isLetter(r rune) bool { return r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' }

// columnOf reads the column of a reference such as "AB12".
func columnOf(reference []byte) (int, bool) {
	col, i := 0, 0
	for ; i < len(reference) && i < 4; i++ {
		letter := reference[i] &^ 0x20
		if letter < 'A' || letter > 'Z' {
			break
		}
		col = col*26 + int(letter-'A') + 1
	}
	return col, i > 0 && col <= lastColumn
}
