package reader

import (
	"bytes"
	"errors"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"
)

// markup reads XML piece by piece. It knows what workbooks hold and no more:
// no document types (so no entities to blow up), no name spaces. It is several
// times faster than encoding/xml and never holds more than one piece.
type markup struct {
	from     io.Reader
	buffer   []byte
	pos, end int
	finished error

	// The piece that next found.
	name    []byte // of a tag, without its prefix
	attrs   []byte // of a tag that opens
	content []byte // of text, as written
	closed  bool   // the tag opens and closes at once
	literal bool   // the text is CDATA
}

type piece uint8

const (
	opening piece = iota
	closing
	characters
)

const longestPiece = 8 << 20

var (
	errMarkup   = errors.New("the XML is malformed")
	errDoctype  = errors.New("the XML declares a document type")
	errTooLong  = errors.New("the XML holds a piece of more than 8 MB")
	endComment  = []byte("-->")
	endCDATA    = []byte("]]>")
	endInstruct = []byte("?>")
)

func newMarkup(from io.Reader) *markup {
	return &markup{from: from, buffer: make([]byte, 64<<10)}
}

// fill reads more behind what is unread. It reports whether there was any.
func (m *markup) fill() bool {
	if m.finished != nil {
		return false
	}
	if m.pos > 0 {
		copy(m.buffer, m.buffer[m.pos:m.end])
		m.end -= m.pos
		m.pos = 0
	}
	if m.end == len(m.buffer) {
		if len(m.buffer) >= longestPiece {
			m.finished = errTooLong
			return false
		}
		m.buffer = append(m.buffer, make([]byte, len(m.buffer))...)
	}
	for tries := 0; tries < 100; tries++ {
		n, err := m.from.Read(m.buffer[m.end:])
		m.end += n
		if err != nil {
			m.finished = err
		}
		if n > 0 {
			return true
		}
		if err != nil {
			return false
		}
	}
	m.finished = io.ErrNoProgress
	return false
}

// find returns the distance from pos+from to the next occurrence of what.
func (m *markup) find(from int, what []byte) (int, error) {
	for {
		if m.pos+from <= m.end {
			if i := bytes.Index(m.buffer[m.pos+from:m.end], what); i >= 0 {
				return from + i, nil
			}
			from = max(from, m.end-m.pos-len(what)+1)
		}
		if !m.fill() {
			return 0, m.failure()
		}
	}
}

func (m *markup) failure() error {
	if m.finished == nil || m.finished == io.EOF {
		return errMarkup
	}
	return m.finished
}

// next finds the next piece. At the end of the file it returns io.EOF. What
// it found is good until next is called again.
func (m *markup) next() (piece, error) {
	for {
		if m.pos == m.end && !m.fill() {
			return 0, m.finished
		}
		if m.buffer[m.pos] != '<' {
			i := bytes.IndexByte(m.buffer[m.pos:m.end], '<')
			for i < 0 {
				seen := m.end - m.pos
				if !m.fill() {
					if m.finished != io.EOF {
						return 0, m.finished
					}
					i = m.end - m.pos
					break
				}
				if i = bytes.IndexByte(m.buffer[m.pos+seen:m.end], '<'); i >= 0 {
					i += seen
				}
			}
			m.content, m.literal = m.buffer[m.pos:m.pos+i], false
			m.pos += i
			return characters, nil
		}
		for m.end-m.pos < 9 && m.fill() {
		}
		rest := m.buffer[m.pos:m.end]
		switch {
		case bytes.HasPrefix(rest, []byte("<!--")):
			if err := m.skip(4, endComment); err != nil {
				return 0, err
			}
		case bytes.HasPrefix(rest, []byte("<?")):
			if err := m.skip(2, endInstruct); err != nil {
				return 0, err
			}
		case bytes.HasPrefix(rest, []byte("<![CDATA[")):
			i, err := m.find(9, endCDATA)
			if err != nil {
				return 0, err
			}
			m.content, m.literal = m.buffer[m.pos+9:m.pos+i], true
			m.pos += i + 3
			return characters, nil
		case bytes.HasPrefix(rest, []byte("<!")):
			return 0, errDoctype
		default:
			return m.tag()
		}
	}
}

func (m *markup) skip(from int, until []byte) error {
	i, err := m.find(from, until)
	if err == nil {
		m.pos += i + len(until)
	}
	return err
}

func (m *markup) tag() (piece, error) {
	// A ">" may stand inside quotes, so look for the first outside.
	i, quote := 1, byte(0)
	for {
		for ; m.pos+i < m.end; i++ {
			c := m.buffer[m.pos+i]
			if quote != 0 {
				if c == quote {
					quote = 0
				}
			} else if c == '"' || c == '\'' {
				quote = c
			} else if c == '>' {
				goto found
			} else if c == '<' {
				return 0, errMarkup
			}
		}
		if !m.fill() {
			return 0, m.failure()
		}
	}
found:
	inside := m.buffer[m.pos+1 : m.pos+i]
	m.pos += i + 1
	if len(inside) == 0 {
		return 0, errMarkup
	}
	if inside[0] == '/' {
		m.name = localName(bytes.TrimRight(inside[1:], " \t\r\n"))
		return closing, nil
	}
	m.closed = inside[len(inside)-1] == '/'
	if m.closed {
		inside = inside[:len(inside)-1]
	}
	j := 0
	for j < len(inside) && inside[j] > ' ' {
		j++
	}
	m.name, m.attrs = localName(inside[:j]), inside[j:]
	return opening, nil
}

func localName(name []byte) []byte {
	if i := bytes.IndexByte(name, ':'); i >= 0 {
		return name[i+1:]
	}
	return name
}

// attr returns an attribute of the tag, by its name without prefix.
func (m *markup) attr(name string) (value []byte, found bool) {
	rest := m.attrs
	for {
		i := 0
		for i < len(rest) && rest[i] <= ' ' {
			i++
		}
		rest = rest[i:]
		equals := bytes.IndexByte(rest, '=')
		if equals < 0 {
			return nil, false
		}
		key := localName(bytes.TrimRight(rest[:equals], " \t\r\n"))
		rest = bytes.TrimLeft(rest[equals+1:], " \t\r\n")
		if len(rest) == 0 || rest[0] != '"' && rest[0] != '\'' {
			return nil, false
		}
		end := bytes.IndexByte(rest[1:], rest[0])
		if end < 0 {
			return nil, false
		}
		if string(key) == name {
			return rest[1 : 1+end], true
		}
		rest = rest[end+2:]
	}
}

// attrText returns an attribute with its entities resolved, "" without it.
func (m *markup) attrText(name string) string {
	value, _ := m.attr(name)
	return string(appendPlain(nil, value))
}

// attrIs reports whether an attribute is true as XML writes it.
func (m *markup) attrIs(name string) bool {
	value, found := m.attr(name)
	return found && (string(value) == "1" || string(value) == "true")
}

// attrNumber returns a whole number, or other where there is none.
func (m *markup) attrNumber(name string, other int) int {
	value, found := m.attr(name)
	if !found {
		return other
	}
	n, err := strconv.Atoi(string(value))
	if err != nil {
		return other
	}
	return n
}

// appendText appends the text of the piece with its entities resolved.
func (m *markup) appendText(to []byte) []byte {
	if m.literal {
		return append(to, m.content...)
	}
	return appendPlain(to, m.content)
}

// appendPlain appends text with the five entities of XML and the numbered
// ones resolved. Others stay as they are.
func appendPlain(to, text []byte) []byte {
	for {
		i := bytes.IndexByte(text, '&')
		if i < 0 {
			return append(to, text...)
		}
		to = append(to, text[:i]...)
		text = text[i:]
		end := bytes.IndexByte(text[:min(len(text), 12)], ';')
		if end < 0 {
			to = append(to, '&')
			text = text[1:]
			continue
		}
		switch entity := string(text[1:end]); {
		case entity == "amp":
			to = append(to, '&')
		case entity == "lt":
			to = append(to, '<')
		case entity == "gt":
			to = append(to, '>')
		case entity == "quot":
			to = append(to, '"')
		case entity == "apos":
			to = append(to, '\'')
		case strings.HasPrefix(entity, "#"):
			digits, base := entity[1:], 10
			if strings.HasPrefix(digits, "x") || strings.HasPrefix(digits, "X") {
				digits, base = digits[1:], 16
			}
			if n, err := strconv.ParseUint(digits, base, 21); err == nil && n != 0 {
				to = utf8.AppendRune(to, rune(n))
			}
		default:
			to = append(to, text[:end+1]...)
		}
		text = text[end+1:]
	}
}
