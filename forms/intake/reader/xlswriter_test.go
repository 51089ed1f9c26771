package reader_test

import (
	"bytes"
	"crypto/md5"
	"crypto/rc4"
	"crypto/sha1"
	"encoding/binary"
	"math"
	"unicode/utf16"
)

// oldBook writes the records of an .xls file, true or false ones, in the
// order in which Excel does.
type oldBook struct {
	version uint16 // 0x0500 or 0x0600
	globals bytes.Buffer
	sheets  []oldSheet

	password string
	newer    bool // locked as Excel 2002 and later do
}

type oldSheet struct {
	name    string
	state   byte // 1 hidden, 2 very hidden
	kind    byte // 2 for a chart
	same    bool // stands at the place of the first sheet
	records bytes.Buffer
}

// le puts numbers and bytes behind each other, the lowest byte first.
func le(values ...any) []byte {
	var b []byte
	for _, value := range values {
		switch v := value.(type) {
		case []byte:
			b = append(b, v...)
		case string:
			b = append(b, v...)
		case float64:
			b = binary.LittleEndian.AppendUint64(b, math.Float64bits(v))
		case int: // as most numbers in records
			b = binary.LittleEndian.AppendUint16(b, uint16(v))
		default:
			b, _ = binary.Append(b, binary.LittleEndian, value)
		}
	}
	return b
}

// rec writes a record; further pieces continue it.
func rec(kind int, pieces ...[]byte) []byte {
	var b []byte
	for i, piece := range pieces {
		if i > 0 {
			kind = 0x3C
		}
		b = append(b, le(kind, len(piece), piece)...)
	}
	return b
}

// wide writes a text in two bytes a character, its length in two bytes.
func wide(text string) []byte {
	units := utf16.Encode([]rune(text))
	b := le(len(units), byte(1))
	for _, u := range units {
		b = append(b, byte(u), byte(u>>8))
	}
	return b
}

// narrow writes a text of Latin-1 in one byte a character.
func narrow(text string) []byte { return le(len(text), byte(0), text) }

func (o *oldBook) global(kind int, pieces ...[]byte) { o.globals.Write(rec(kind, pieces...)) }

func (o *oldBook) sheet(name string, records ...[]byte) *oldSheet {
	o.sheets = append(o.sheets, oldSheet{name: name})
	s := &o.sheets[len(o.sheets)-1]
	for _, r := range records {
		s.records.Write(r)
	}
	return s
}

func (o *oldBook) bof(kind int) []byte {
	if o.version == 0x0500 {
		return rec(0x809, le(0x0500, kind, 0, 1993))
	}
	return rec(0x809, le(0x0600, kind, 0, 1997, uint32(0), uint32(0)))
}

// stream writes the workbook, locked where a password is set.
func (o *oldBook) stream() []byte {
	if o.password == "" {
		return o.plain()
	}
	// All bytes are combined with those of RC4, 1,024 to a key, but for heads
	// of records, beginnings of substreams, and places of sheets.
	salt, proof := []byte("0123456789abcdef"), []byte("fedcba9876543210")
	var text []byte
	for _, u := range utf16.Encode([]rune(o.password)) {
		text = append(text, byte(u), byte(u>>8))
	}
	first := md5.Sum(text)
	second := md5.Sum(bytes.Repeat(append(first[:5:5], salt...), 16))
	newer := sha1.Sum(append(bytes.Clone(salt), text...))
	keys := func(from, n int) []byte {
		var b []byte
		for block := 0; len(b) < from+n; block++ {
			sum := md5.Sum(le(second[:5], uint32(block)))
			if o.newer {
				whole := sha1.Sum(le(newer[:], uint32(block)))
				copy(sum[:], whole[:])
			}
			c, _ := rc4.NewCipher(sum[:])
			piece := make([]byte, 1024)
			c.XORKeyStream(piece, piece)
			b = append(b, piece...)
		}
		return b[from : from+n]
	}
	hash := md5.Sum(proof)
	locked := le(proof, hash[:])
	if o.newer {
		hash := sha1.Sum(proof)
		locked = le(proof, hash[:])
	}
	for i, k := range keys(0, len(locked)) {
		locked[i] ^= k
	}
	globals := bytes.Clone(o.globals.Bytes())
	lock := rec(0x2F, le(1, 1, 1, salt, locked))
	if o.newer {
		provider := utf16.Encode([]rune("Microsoft Enhanced Cryptographic Provider v1.0\x00"))
		header := le(uint32(4), uint32(0), uint32(0x6801), uint32(0x8004), uint32(128), uint32(1), uint32(0), uint32(0), provider)
		lock = rec(0x2F, le(1, 2, 2, uint32(4), uint32(len(header)), header, uint32(16), salt, locked[:16], uint32(20), locked[16:]))
	}
	o.globals.Reset()
	o.globals.Write(append(bytes.Clone(lock), globals...))
	stream := o.plain()
	key := keys(0, len(stream))
	for at := len(o.bof(5)) + len(lock); at < len(stream); {
		kind, n := binary.LittleEndian.Uint16(stream[at:]), int(binary.LittleEndian.Uint16(stream[at+2:]))
		for i := at + 4; i < at+4+n; i++ {
			if kind != 0x809 && (kind != 0x85 || i >= at+8) {
				stream[i] ^= key[i]
			}
		}
		at += 4 + n
	}
	o.globals.Reset()
	o.globals.Write(globals)
	return stream
}

func (o *oldBook) plain() []byte {
	start := append(o.bof(5), o.globals.Bytes()...)
	end := rec(0x0A, nil)
	list := func(at int) (list, sheets []byte) {
		for i := range o.sheets {
			s := &o.sheets[i]
			name := le(byte(len(s.name)), s.name)
			if o.version != 0x0500 {
				name = le(byte(len(s.name)), byte(0), s.name)
			}
			place := at + len(sheets)
			if s.same {
				place = at
			}
			list = append(list, rec(0x85, le(uint32(place), s.state, s.kind, name))...)
			kind := 0x10
			if s.kind == 2 {
				kind = 0x20
			}
			if s.same {
				continue
			}
			sheets = append(sheets, o.bof(kind)...)
			sheets = append(sheets, rec(0x200, le(uint32(0), uint32(1<<16), 0, 256, 0))...)
			sheets = append(append(sheets, s.records.Bytes()...), end...)
		}
		return list, sheets
	}
	unplaced, _ := list(0)
	index, sheets := list(len(start) + len(unplaced) + len(end))
	return append(append(append(start, index...), end...), sheets...)
}

// usualFormats are the fonts, formats and styles that tests use: style 15 is
// plain, 16 a date, 17 a percentage, 18 thousands, 19 set in by 2, 20 in
// thousands. The font after the fourth is raised, as its number is 5.
func (o *oldBook) usualFormats() {
	o.global(0x42, le(1252))
	for i := range 5 {
		raised := 0
		if i == 4 {
			raised = 1
		}
		if o.version == 0x0500 {
			o.global(0x31, le(200, 0, 0x7FFF, 400, raised, byte(0), byte(0), byte(0), byte(0), byte(5), "Arial"))
		} else {
			o.global(0x31, le(200, 0, 0x7FFF, 400, raised, byte(0), byte(0), byte(0), byte(0), byte(5), byte(0), "Arial"))
		}
	}
	if o.version == 0x0500 {
		o.global(0x41E, le(164, byte(6), "#,##0,"))
	} else {
		o.global(0x41E, le(164, narrow("#,##0,")))
	}
	xf := func(style bool, format int, indent byte) {
		flags := 1
		if style {
			flags = 0xFFF5
		}
		if o.version == 0x0500 {
			o.global(0xE0, le(0, format, flags, byte(0x20), byte(0), uint32(0), uint32(0)))
		} else {
			o.global(0xE0, le(0, format, flags, byte(0x20), byte(0), indent, byte(0xFC), uint32(0), uint32(0), 0x20C0))
		}
	}
	for range 15 {
		xf(true, 0, 0)
	}
	for _, s := range []struct {
		format int
		indent byte
	}{{0, 0}, {14, 0}, {10, 0}, {3, 0}, {0, 2}, {164, 0}} {
		xf(false, s.format, s.indent)
	}
}

// shared writes the table of shared texts in pieces.
func (o *oldBook) shared(count int, pieces ...[]byte) {
	pieces[0] = append(le(uint32(count), uint32(count)), pieces[0]...)
	o.global(0xFC, pieces...)
}

func number(row, col, style int, value float64) []byte { return rec(0x203, le(row, col, style, value)) }

func rk(row, col, style int, packed uint32) []byte { return rec(0x27E, le(row, col, style, packed)) }

func whole(n int) uint32 { return uint32(int32(n))<<2 | 2 }

func sharedText(row, col, index int) []byte { return rec(0xFD, le(row, col, 15, uint32(index))) }

// formula writes a formula with its stored result, of the given tokens or
// =1.
func formula(row, col int, result []byte, tokens ...byte) []byte {
	if len(tokens) == 0 {
		tokens = []byte{0x1E, 1, 0}
	}
	return rec(0x06, le(row, col, 15, result, 0, uint32(0), len(tokens), tokens))
}

// contained puts a stream into the container that files have: sectors of 512
// bytes, the table of their order, a directory.
func contained(name string, stream []byte) []byte {
	const free, end, table = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
	stream = append(bytes.Clone(stream), make([]byte, max(4096-len(stream), 0))...)
	data := (len(stream) + 511) / 512
	tables := 1
	for tables*128 < tables+1+data {
		tables++
	}
	further := 0 // sectors that list the tables beyond the first 109
	for 109+further*127 < tables {
		further++
		for tables*128 < tables+further+1+data {
			tables++
		}
	}
	// Sectors: tables, further, directory, data.
	directory := tables + further
	var order, places []uint32
	for i := range tables {
		order, places = append(order, table), append(places, uint32(i))
	}
	for range further {
		order = append(order, 0xFFFFFFFC)
	}
	order = append(order, end)
	for i := range data {
		order = append(order, uint32(directory+2+i))
	}
	order[len(order)-1] = end
	for len(order) < tables*128 {
		order = append(order, free)
	}
	for len(places) < 109+further*127 {
		places = append(places, free)
	}
	firstFurther := uint32(end)
	if further > 0 {
		firstFurther = uint32(tables)
	}
	var b bytes.Buffer
	b.Write(le([]byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"), make([]byte, 16), 0x3E, 3, 0xFFFE, 9, 6, make([]byte, 6),
		uint32(0), uint32(tables), uint32(directory), uint32(0), uint32(4096), uint32(end), uint32(0), firstFurther, uint32(further), places[:109]))
	b.Write(le(order))
	for i := range further {
		next := uint32(tables + i + 1)
		if i == further-1 {
			next = end
		}
		b.Write(le(places[109+i*127:109+(i+1)*127], next))
	}
	entry := func(name string, kind byte, child, first uint32, size int) {
		units := utf16.Encode([]rune(name + "\x00"))
		text := append(le(units), make([]byte, 64-2*len(units))...)
		b.Write(le(text, 2*len(units), kind, byte(1), uint32(free), uint32(free), child, make([]byte, 16), uint32(0), make([]byte, 16), first, uint64(size)))
	}
	entry("Root Entry", 5, 1, end, 0)
	entry(name, 2, free, uint32(directory+1), len(stream))
	b.Write(make([]byte, 256))
	b.Write(stream)
	b.Write(make([]byte, data*512-len(stream)))
	return b.Bytes()
}
