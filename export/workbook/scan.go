package workbook

import (
	"bytes"
	"errors"
	"io"
	"strconv"
	"unicode/utf8"
)

// scanner reads the XML of a workbook's parts token by token, in one pass and
// with bounded memory. It knows the XML that spreadsheets are made of:
// elements, attributes, text, CDATA; comments and instructions are passed
// over; a document type, which no spreadsheet has, is refused. It is some ten
// times as fast as encoding/xml, which matters at a million cells.
type scanner struct {
	from io.Reader
	buf  []byte
	pos  int // start of what is not read yet
	end  int
	err  error

	// The token: a start or end tag with its local name, or a text.
	kind  tokenKind
	name  []byte // valid until the next token, as all below
	attrs []byte
	text  []byte // still escaped, unless exact
	exact bool
	empty bool // a start tag that is its own end
}

type tokenKind byte

const (
	startTag tokenKind = iota
	endTag
	textToken
)

// longestToken bounds a tag or a stretch of text.
const longestToken = 1 << 20

var (
	errXML      = errors.New("the XML inside is damaged")
	errTokenBig = errors.New("the XML inside has an overlong part")
)

func newScanner(from io.Reader) *scanner { return &scanner{from: from, buf: make([]byte, 1<<16)} }

// fill reads more behind what is there; false at the end or on an error.
func (s *scanner) fill() bool {
	if s.err != nil {
		return false
	}
	if s.pos > 0 {
		copy(s.buf, s.buf[s.pos:s.end])
		s.end -= s.pos
		s.pos = 0
	}
	if s.end == len(s.buf) {
		if len(s.buf) >= longestToken {
			s.err = errTokenBig
			return false
		}
		s.buf = append(s.buf, make([]byte, len(s.buf))...)
	}
	for range 100 {
		n, err := s.from.Read(s.buf[s.end:])
		s.end += n
		if err != nil {
			s.err = err
			return n > 0
		}
		if n > 0 {
			return true
		}
	}
	s.err = io.ErrNoProgress
	return false
}

// next reads the next token; io.EOF at the end.
func (s *scanner) next() error {
	for {
		if s.pos == s.end && !s.fill() {
			return s.err
		}
		if s.buf[s.pos] != '<' {
			return s.readText()
		}
		n, err := s.find(1, '>')
		if err != nil {
			return err
		}
		if n < 2 {
			return errXML
		}
		switch tag := s.buf[s.pos+1 : s.pos+n]; tag[0] {
		case '?':
			if _, err = s.skipTo("?>"); err != nil {
				return err
			}
		case '!':
			done, err := s.declaration()
			if err != nil || done {
				return err
			}
		default:
			return s.readTag(tag, n)
		}
	}
}

// find returns the distance from pos of a byte, looking from some distance.
func (s *scanner) find(from int, b byte) (int, error) {
	for {
		if i := bytes.IndexByte(s.buf[min(s.pos+from, s.end):s.end], b); i >= 0 {
			return from + i, nil
		}
		from = s.end - s.pos
		if !s.fill() {
			return 0, s.ended()
		}
	}
}

// ended is the error of an end inside a token.
func (s *scanner) ended() error {
	if s.err == io.EOF {
		return io.ErrUnexpectedEOF
	}
	return s.err
}

// skipTo passes over everything up to and including a mark, and returns what
// stood before it.
func (s *scanner) skipTo(mark string) ([]byte, error) {
	from := 0
	for {
		if i := bytes.Index(s.buf[s.pos+from:s.end], []byte(mark)); i >= 0 {
			passed := s.buf[s.pos : s.pos+from+i]
			s.pos += from + i + len(mark)
			return passed, nil
		}
		from = max(0, s.end-s.pos-len(mark)+1)
		if !s.fill() {
			return nil, s.ended()
		}
	}
}

// declaration passes over a comment, or reads a CDATA section as a text.
func (s *scanner) declaration() (done bool, err error) {
	for s.end-s.pos < 9 && s.fill() {
	}
	switch rest := s.buf[s.pos:s.end]; {
	case bytes.HasPrefix(rest, []byte("<!--")):
		s.pos += 4
		_, err = s.skipTo("-->")
		return false, err
	case bytes.HasPrefix(rest, []byte("<![CDATA[")):
		s.pos += 9
		s.text, err = s.skipTo("]]>")
		s.kind, s.exact = textToken, true
		return true, err
	}
	return false, errXML
}

func (s *scanner) readText() error {
	n, err := s.find(0, '<')
	if err == io.ErrUnexpectedEOF {
		n, err = s.end-s.pos, nil
	}
	if err != nil {
		return err
	}
	s.kind, s.exact, s.text = textToken, false, s.buf[s.pos:s.pos+n]
	s.pos += n
	return nil
}

func (s *scanner) readTag(tag []byte, n int) error {
	// A > within a quoted attribute is not the end of the tag.
	for bytes.Count(tag, []byte{'"'})%2 != 0 {
		more, err := s.find(n+1, '>')
		if err != nil {
			return err
		}
		n = more
		tag = s.buf[s.pos+1 : s.pos+n]
	}
	s.pos += n + 1
	s.kind, s.empty, s.attrs = startTag, false, nil
	if tag[0] == '/' {
		s.kind, tag = endTag, tag[1:]
	} else if tag[len(tag)-1] == '/' {
		s.empty, tag = true, tag[:len(tag)-1]
	}
	end := 0
	for end < len(tag) && tag[end] > ' ' {
		end++
	}
	s.name, s.attrs = local(tag[:end]), tag[end:]
	if len(s.name) == 0 {
		return errXML
	}
	return nil
}

// local is a name without its prefix: writers differ in their prefixes.
func local(name []byte) []byte {
	if i := bytes.IndexByte(name, ':'); i >= 0 {
		return name[i+1:]
	}
	return name
}

// attr returns the value of an attribute of the start tag, still escaped; nil
// where there is none.
func (s *scanner) attr(name string) []byte {
	rest := s.attrs
	for {
		i := bytes.IndexByte(rest, '=')
		if i < 0 {
			return nil
		}
		found := local(bytes.TrimSpace(rest[:i]))
		rest = bytes.TrimLeft(rest[i+1:], " \t\r\n")
		if len(rest) == 0 {
			return nil
		}
		end := bytes.IndexByte(rest[1:], rest[0])
		if rest[0] != '"' && rest[0] != '\'' || end < 0 {
			return nil
		}
		if string(found) == name {
			return rest[1 : 1+end]
		}
		rest = rest[end+2:]
	}
}

// said is the token's text as it is meant.
func (s *scanner) said(to []byte) []byte {
	if s.exact {
		return append(to, s.text...)
	}
	return unescaped(to, s.text)
}

var entities = map[string]rune{"lt": '<', "gt": '>', "amp": '&', "quot": '"', "apos": '\''}

// unescaped appends a text with its references to signs resolved.
func unescaped(to, text []byte) []byte {
	for {
		i := bytes.IndexByte(text, '&')
		if i < 0 {
			return append(to, text...)
		}
		to = append(to, text[:i]...)
		text = text[i:]
		end := bytes.IndexByte(text[:min(len(text), 12)], ';')
		if end < 0 {
			to, text = append(to, '&'), text[1:]
			continue
		}
		name := string(text[1:end])
		r, ok := entities[name]
		if !ok && len(name) > 1 && name[0] == '#' {
			base, digits := 10, name[1:]
			if digits[0] == 'x' {
				base, digits = 16, digits[1:]
			}
			if n, err := strconv.ParseUint(digits, base, 21); err == nil {
				r, ok = rune(n), true
			}
		}
		if ok {
			to = utf8.AppendRune(to, r)
		} else {
			to = append(to, text[:end+1]...)
		}
		text = text[end+1:]
	}
}

// unmarked resolves the _xHHHH_ by which spreadsheets write signs that XML
// has no place for.
func unmarked(text []byte) []byte {
	if !bytes.Contains(text, []byte("_x")) {
		return text
	}
	var out []byte
	for i := 0; i < len(text); {
		if i+7 <= len(text) && text[i] == '_' && text[i+1] == 'x' && text[i+6] == '_' {
			if n, err := strconv.ParseUint(string(text[i+2:i+6]), 16, 16); err == nil {
				out = utf8.AppendRune(out, rune(n))
				i += 7
				continue
			}
		}
		out = append(out, text[i])
		i++
	}
	return out
}
