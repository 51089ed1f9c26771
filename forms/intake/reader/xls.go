package reader

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/richardlehane/mscfb"
	"golang.org/x/text/encoding"
)

// compound deals with the old container of Microsoft's: it holds workbooks of
// before 2007, and locked ones of after.
func (w *work) compound(content []byte) error {
	stream, name, err := workbookStream(content)
	switch {
	case w.ctx.Err() != nil:
		return w.ctx.Err()
	case name == encryptedPackage:
		return w.locked(content)
	case err == nil && name == "":
		return w.problem(NotWorkbook, nil)
	case err == nil:
		return w.oldWorkbook(stream)
	}
	// The container is damaged; names of streams stand in it as UTF-16.
	named := func(stream string) bool {
		var b []byte
		for _, r := range stream {
			b = append(b, byte(r), 0)
		}
		return bytes.Contains(content, b)
	}
	switch {
	case named(encryptedPackage):
		return w.problem(Encrypted, err)
	case strings.Contains(err.Error(), "EOF"):
		return w.problem(Truncated, err)
	case named("Workbook\x00"), named("Book\x00"):
		return w.problem(Damaged, err)
	}
	return w.problem(NotWorkbook, err)
}

const encryptedPackage = "EncryptedPackage"

// workbookStream unpacks the stream that a workbook is in, and names it. The
// name is empty where there is none. Workbooks inside of other documents, and
// copies for Excel 95 beside a later one, are left alone.
func workbookStream(content []byte) (stream []byte, name string, err error) {
	return streamOf(content, "Workbook", "Book")
}

// streamOf unpacks the first of some streams that a container has, by their
// names without regard to case. A locked package is named, and not unpacked.
func streamOf(content []byte, wanted ...string) (stream []byte, name string, err error) {
	// The library is careful with most lies, and this is for the others.
	defer func() {
		if failure := recover(); failure != nil {
			stream, err = nil, fmt.Errorf("the container is damaged: %v", failure)
		}
	}()
	// How many sectors there are of a kind is a claim, and what it claims is
	// walked over.
	for _, at := range []int{40, 44, 64, 72} {
		if len(content) < 512 || int(binary.LittleEndian.Uint32(content[at:])) > len(content)/512 {
			return nil, "", errors.New("the container is larger than the file: unexpected EOF")
		}
	}
	container, err := mscfb.New(bytes.NewReader(content))
	if err != nil {
		return nil, "", err
	}
	var found *mscfb.File
	rank := len(wanted)
	for _, entry := range container.File {
		if len(entry.Path) > 0 || entry.FileInfo().IsDir() {
			continue
		}
		if i := slices.IndexFunc(wanted, func(name string) bool { return strings.EqualFold(entry.Name, name) }); i >= 0 && i < rank {
			found, rank = entry, i
		} else if entry.Name == encryptedPackage && name == "" {
			name = encryptedPackage
		}
	}
	if found == nil {
		return nil, name, nil
	}
	if found.Size > int64(len(content)) {
		return nil, found.Name, errors.New("the stream is larger than the file: unexpected EOF")
	}
	// In pieces: the library takes time by the square of what is asked for.
	stream = make([]byte, 0, found.Size)
	for int64(len(stream)) < found.Size {
		piece := stream[len(stream):min(len(stream)+32<<10, int(found.Size))]
		n, err := found.Read(piece)
		stream = stream[:len(stream)+n]
		if err != nil && (err != io.EOF || n == 0) {
			return nil, found.Name, err
		}
	}
	return stream, found.Name, nil
}

// The versions of the records that are read: those of Excel 5 and 95, and
// those of Excel 97 to 2003.
const (
	biff5 = 0x0500
	biff8 = 0x0600
)

// The kinds of substreams and of sheets.
const (
	globalsSubstream = 0x0005
	sheetSubstream   = 0x0010
)

// oldBook is a workbook of before 2007 being read.
type oldBook struct {
	book
	records records
	version uint16
	text    encoding.Encoding // of texts before Excel 97
	sheets  []boundSheet
	formats map[int]string
	xfs     []xf
	raised  []bool // by font
	units   []uint16
	budget  int // bytes of records that may still be read

	formulas, blanks int // of the former, those that may never have been calculated
}

type boundSheet struct {
	name   string
	at     int
	hidden bool
}

type xf struct{ format, indent int }

// oldWorkbook reads the records of a workbook.
func (w *work) oldWorkbook(stream []byte) error {
	// Sheets may not share records, or a few of them could be read for ever.
	b := &oldBook{book: book{work: w}, records: records{stream: stream}, text: codePage(0), formats: map[int]string{}, budget: 3*len(stream) + 1024}
	kind, err := b.begin()
	if err != nil {
		return b.explain(err, "")
	}
	if b.version != biff5 && b.version != biff8 {
		return w.problem(OldWorkbook, nil)
	}
	if kind != globalsSubstream && kind != sheetSubstream {
		return w.problem(NotWorkbook, nil)
	}
	if err := b.readGlobals(); err != nil {
		return b.explain(err, "")
	}
	if kind == sheetSubstream { // a sheet saved alone
		b.sheets = []boundSheet{{name: "Sheet1"}}
	}
	if len(b.sheets) > w.limits.Sheets {
		return w.problem(TooManySheets, nil, "Limit", w.limits.Sheets)
	}
	for _, x := range b.xfs {
		code, own := b.formats[x.format]
		if !own {
			code = builtInFormat(x.format)
		}
		style := styleOf(code)
		style.indent = x.indent
		b.styles = append(b.styles, style)
	}
	err = b.readSheets()
	if err == nil && b.blanks > 0 && b.blanks == b.formulas {
		b.recalculates = true // not one formula has a result
		w.cells, w.file.Sheets = 0, nil
		err = b.readSheets()
	}
	if err == nil && len(w.file.Sheets) == 0 {
		return w.problem(NoSheets, nil)
	}
	return err
}

func (b *oldBook) readSheets() error {
	for _, listed := range b.sheets {
		sheet := &Sheet{Name: listed.name, Hidden: listed.hidden, styles: b.styles}
		b.work.file.Sheets = append(b.work.file.Sheets, sheet)
		b.records.pos = listed.at
		reading := &oldSheet{sheetReading: sheetReading{work: b.work, book: &b.book, sheet: &Sheet{Name: listed.name}}, book: b}
		if err := reading.read(); err != nil {
			return b.explain(err, sheet.Name, max(reading.row, 0), max(reading.col, 0))
		}
		reading.settle(sheet)
	}
	return nil
}

// explain puts into a sentence why reading failed.
func (b *oldBook) explain(err error, sheet string, at ...int) error {
	var known *Problem
	switch {
	case errors.As(err, &known), b.work.ctx.Err() != nil:
		return err
	case errors.Is(err, errEndsEarly):
		return b.work.problem(Truncated, err)
	case len(at) == 2:
		return b.work.problem(DamagedSheet, err, "Sheet", sheet, "Cell", Name(at[0], at[1]))
	}
	return b.work.problem(Damaged, err)
}

// next finds the next record, within what may be spent.
func (b *oldBook) next(into *record) error {
	from := b.records.pos
	if err := b.records.next(into); err != nil {
		return err
	}
	if b.budget -= b.records.pos - from; b.budget < 0 {
		return errOverlapping
	}
	return nil
}

// begin reads the record that a substream begins with, and says its kind.
func (b *oldBook) begin() (kind uint16, err error) {
	var r record
	if err := b.next(&r); err != nil {
		return 0, err
	}
	c := r.content()
	if r.kind != recordBOF {
		if r.kind&0xFF == recordBOF&0xFF { // those of Excel 2, 3 and 4
			return 0, b.work.problem(OldWorkbook, nil)
		}
		return 0, errRecord
	}
	version := c.uint16()
	kind = c.uint16()
	if c.failed {
		return 0, errRecord
	}
	if b.version == 0 {
		b.version = version
	}
	return kind, nil
}

// readGlobals reads what the sheets share.
func (b *oldBook) readGlobals() error {
	var r record
	for depth := 1; depth > 0; {
		if err := b.work.ctx.Err(); err != nil {
			return err
		}
		if err := b.next(&r); err != nil {
			return err
		}
		c := r.content()
		switch r.kind {
		case recordBOF:
			depth++
		case recordEOF:
			depth--
		case recordFilePass:
			switch b.unlock(&c, sharedPassword, b.work.password) {
			case wrongPassword:
				return b.work.stillLocked(nil)
			case otherLock:
				return b.work.problem(LockedOtherwise, nil)
			}
		case recordCodePage:
			b.text = codePage(c.uint16())
		case recordDateMode:
			b.from4 = c.uint16() == 1
		case recordFont:
			c.skip(8)
			b.raised = append(b.raised, c.uint16() == 1)
		case recordFormat:
			id := int(c.uint16())
			if code, ok := b.shortOrLong(&c); ok && len(b.formats) < mostStyles {
				b.formats[id] = code
			}
		case recordXF:
			x := xf{}
			c.skip(2)
			x.format = int(c.uint16())
			if b.version == biff8 {
				c.skip(4)
				x.indent = int(c.byte() & 0xF)
			}
			if len(b.xfs) < mostStyles {
				b.xfs = append(b.xfs, x)
			}
		case recordBoundSheet:
			listed := boundSheet{at: int(c.uint32())}
			listed.hidden = c.byte()&3 != 0
			chart := c.byte() != 0 // or a macro sheet
			length := int(c.byte())
			listed.name, _ = b.name(&c, length)
			if c.failed {
				return errRecord
			}
			if !chart {
				b.sheets = append(b.sheets, listed)
			}
		case recordSST:
			if err := b.readShared(&c); err != nil {
				return err
			}
		}
	}
	return nil
}

// readShared reads the table of the texts that sheets share.
func (b *oldBook) readShared(c *content) error {
	c.skip(4)
	count := int(c.uint32())
	var text []byte
	for i := 0; i < count; i++ {
		if i&0xFFF == 0 {
			if err := b.work.ctx.Err(); err != nil {
				return err
			}
		}
		if c.piece() == nil {
			break // fewer than claimed; what a cell shows is checked there
		}
		length := int(c.uint16())
		var runs []run
		b.units, runs = c.text(length, b.units[:0])
		if c.failed {
			return errRecord
		}
		text = b.appendRuns(text[:0], b.units, runs)
		if err := b.share(string(text)); err != nil {
			return err
		}
	}
	return nil
}

// name reads the rest of a short text, whose length was read.
func (b *oldBook) name(c *content, length int) (string, bool) {
	if b.version == biff8 {
		units, _ := c.text(length, nil)
		return string(appendUTF16(nil, units)), !c.failed
	}
	return string(b.appendBytes(nil, c.bytes(length))), !c.failed
}

// shortOrLong reads a text whose length takes one byte in BIFF5 and two in
// BIFF8.
func (b *oldBook) shortOrLong(c *content) (string, bool) {
	if b.version == biff8 {
		return b.name(c, int(c.uint16()))
	}
	return b.name(c, int(c.byte()))
}

// appendBytes appends a text of before Excel 97.
func (b *oldBook) appendBytes(to, from []byte) []byte {
	decoded, err := b.text.NewDecoder().Bytes(from)
	if err != nil {
		decoded = bytes.ToValidUTF8(from, []byte("�"))
	}
	decoded = bytes.ReplaceAll(decoded, []byte("\r\n"), []byte("\n"))
	return append(to, bytes.ReplaceAll(decoded, []byte{0}, nil)...)
}

// appendRuns appends a text with its raised parts as appendRaised has it.
func (b *oldBook) appendRuns(to []byte, text []uint16, runs []run) []byte {
	from, raised := 0, false
	for _, next := range runs {
		until := min(max(next.from, from), len(text))
		to = b.appendPart(to, text[from:until], raised)
		from, raised = until, b.isRaised(next.font)
	}
	return b.appendPart(to, text[from:], raised)
}

func (b *oldBook) appendPart(to []byte, text []uint16, raised bool) []byte {
	if raised && len(text) > 0 {
		return appendRaised(to, string(appendUTF16(nil, text)))
	}
	return appendUTF16(to, text)
}

// isRaised reports whether a font is. The fifth font does not exist and is
// left out of the count.
func (b *oldBook) isRaised(font int) bool {
	if font > 4 {
		font--
	}
	return font < len(b.raised) && b.raised[font]
}
