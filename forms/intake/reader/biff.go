package reader

import (
	"encoding/binary"
	"errors"
	"unicode/utf16"
	"unicode/utf8"
)

// The records of an .xls file that cells depend on, by the names of
// Microsoft's description of the format, [MS-XLS].
const (
	recordFormula     = 0x0006
	recordEOF         = 0x000A
	recordDateMode    = 0x0022
	recordFilePass    = 0x002F
	recordFont        = 0x0031
	recordContinue    = 0x003C
	recordCodePage    = 0x0042
	recordColInfo     = 0x007D
	recordBoundSheet  = 0x0085
	recordMulRK       = 0x00BD
	recordRString     = 0x00D6
	recordXF          = 0x00E0
	recordMergedCells = 0x00E5
	recordSST         = 0x00FC
	recordLabelSST    = 0x00FD
	recordNumber      = 0x0203
	recordLabel       = 0x0204
	recordBoolErr     = 0x0205
	recordString      = 0x0207
	recordRow         = 0x0208
	recordRK          = 0x027E
	recordFormat      = 0x041E
	recordBOF         = 0x0809
)

var (
	errEndsEarly   = errors.New("a record ends in the middle")
	errRecord      = errors.New("a record does not hold what its kind says")
	errOverlapping = errors.New("sheets overlap")
)

// records walks over the records of a stream: two bytes of kind, two of
// length, then the content.
type records struct {
	stream []byte
	pos    int
}

// record is one record. What did not fit into it follows in records of kind
// CONTINUE, which are pieces of their own: inside of a text they begin with a
// flag.
type record struct {
	kind   uint16
	pieces [][]byte
}

// next finds the next record, with what continues it.
func (r *records) next(into *record) error {
	kind, content, err := r.one()
	if err != nil {
		return err
	}
	into.kind, into.pieces = kind, append(into.pieces[:0], content)
	for len(r.stream)-r.pos >= 4 && binary.LittleEndian.Uint16(r.stream[r.pos:]) == recordContinue {
		if _, content, err = r.one(); err != nil {
			return err
		}
		into.pieces = append(into.pieces, content)
	}
	return nil
}

func (r *records) one() (uint16, []byte, error) {
	if len(r.stream)-r.pos < 4 {
		return 0, nil, errEndsEarly
	}
	head := r.stream[r.pos:]
	length := int(binary.LittleEndian.Uint16(head[2:]))
	if len(head)-4 < length {
		return 0, nil, errEndsEarly
	}
	r.pos += 4 + length
	return binary.LittleEndian.Uint16(head), head[4 : 4+length], nil
}

// content reads a record. It uses the record up.
func (r *record) content() content { return content{pieces: r.pieces} }

// content is what is left of a record. Once more is read than there is, it
// has failed, and all that is read is zero.
type content struct {
	pieces [][]byte
	failed bool
}

// piece returns the piece to read from, or nil at the end.
func (c *content) piece() []byte {
	for len(c.pieces) > 0 && len(c.pieces[0]) == 0 {
		c.pieces = c.pieces[1:]
	}
	if len(c.pieces) == 0 {
		return nil
	}
	return c.pieces[0]
}

func (c *content) byte() byte {
	piece := c.piece()
	if piece == nil {
		c.failed = true
		return 0
	}
	c.pieces[0] = piece[1:]
	return piece[0]
}

func (c *content) uint16() uint16 { return uint16(c.byte()) | uint16(c.byte())<<8 }
func (c *content) uint32() uint32 { return uint32(c.uint16()) | uint32(c.uint16())<<16 }
func (c *content) uint64() uint64 { return uint64(c.uint32()) | uint64(c.uint32())<<32 }

func (c *content) skip(n int) {
	for n > 0 {
		piece := c.piece()
		if piece == nil {
			c.failed = true
			return
		}
		some := min(n, len(piece))
		c.pieces[0] = piece[some:]
		n -= some
	}
}

// bytes returns the next n bytes of the piece at hand.
func (c *content) bytes(n int) []byte {
	piece := c.piece()
	if len(piece) < n {
		c.failed = true
		return nil
	}
	if n > 0 {
		c.pieces[0] = piece[n:]
	}
	return piece[:n]
}

// run says from which character on a text is written in another font.
type run struct{ from, font int }

// text is a text of BIFF8 with its runs.
func (c *content) text(length int, to []uint16) ([]uint16, []run) {
	flags := c.byte()
	runs, phonetic := 0, 0
	if flags&8 != 0 {
		runs = int(c.uint16())
	}
	if flags&4 != 0 {
		phonetic = int(c.uint32())
	}
	to = c.characters(length, flags&1 != 0, to)
	found := c.runs(runs, nil)
	c.skip(phonetic) // how the text is pronounced, in another script
	return to, found
}

func (c *content) runs(n int, to []run) []run {
	for ; n > 0 && !c.failed; n-- {
		to = append(to, run{int(c.uint16()), int(c.uint16())})
	}
	return to
}

// characters reads the characters of a text, one byte each or two. Where
// they go on in the next piece, that begins with a flag that says anew
// whether one or two.
func (c *content) characters(n int, wide bool, to []uint16) []uint16 {
	for n > 0 && len(c.pieces) > 0 {
		piece := c.pieces[0]
		if len(piece) == 0 {
			if c.pieces = c.pieces[1:]; len(c.pieces) > 0 {
				wide = c.byte()&1 != 0
			}
			continue
		}
		size := 1
		if wide {
			size = 2
		}
		some := min(n, len(piece)/size)
		if some == 0 {
			break // half a character
		}
		for i := range some {
			if wide {
				to = append(to, binary.LittleEndian.Uint16(piece[2*i:]))
			} else {
				to = append(to, uint16(piece[i]))
			}
		}
		c.pieces[0] = piece[some*size:]
		n -= some
	}
	c.failed = c.failed || n > 0
	return to
}

// appendUTF16 appends characters of UTF-16 as UTF-8, without zeros and with
// line ends of one character.
func appendUTF16(to []byte, from []uint16) []byte {
	for i := 0; i < len(from); i++ {
		r := rune(from[i])
		if utf16.IsSurrogate(r) {
			second := rune(utf8.RuneError)
			if i+1 < len(from) {
				second = rune(from[i+1])
			}
			if r = utf16.DecodeRune(r, second); r != utf8.RuneError {
				i++
			}
		}
		if r != 0 && (r != '\r' || i+1 == len(from) || from[i+1] != '\n') {
			to = utf8.AppendRune(to, r)
		}
	}
	return to
}
