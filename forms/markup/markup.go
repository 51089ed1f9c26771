package markup

import (
	"bytes"
	"errors"
	"io"
	"strconv"
)

// Scanner walks over the pieces of a text of XML. What it found is good until
// it looks for the next.
type Scanner struct {
	// Name is that of the element, without its prefix: writers differ in those.
	Name []byte
	// Empty is true for an element that opens and closes at once.
	Empty bool

	attrs    []byte // of an element that opens, as written
	content  []byte // of a text, as written
	literal  bool   // the text is CDATA
	from     io.Reader
	buffer   []byte
	pos, end int
	finished error
}

// Piece is what Next found.
type Piece uint8

const (
	Opening    Piece = iota // an element begins: Name, Empty and the attributes
	Closing                 // an element ends: Name
	Characters              // a text, or a part of a long one: AppendText
)

// longestPiece bounds a tag or a CDATA section, in bytes.
const longestPiece = 8 << 20

var (
	// ErrDamaged is XML that is cut short or malformed.
	ErrDamaged = errors.New("the XML is malformed")
	// ErrDoctype is XML with a document type.
	ErrDoctype = errors.New("the XML declares a document type")
	// ErrTooLong is a tag or CDATA section beyond all measure.
	ErrTooLong = errors.New("the XML holds a tag of more than 8 MB")
)

// NewScanner reads XML in UTF-8.
func NewScanner(from io.Reader) *Scanner {
	return &Scanner{from: from, buffer: make([]byte, 64<<10)}
}

// fill reads more behind what is unread. It reports whether there was any.
func (s *Scanner) fill() bool {
	if s.finished != nil {
		return false
	}
	if s.pos > 0 {
		copy(s.buffer, s.buffer[s.pos:s.end])
		s.end -= s.pos
		s.pos = 0
	}
	if s.end == len(s.buffer) {
		if len(s.buffer) >= longestPiece {
			s.finished = ErrTooLong
			return false
		}
		s.buffer = append(s.buffer, make([]byte, len(s.buffer))...)
	}
	for range 100 {
		n, err := s.from.Read(s.buffer[s.end:])
		s.end += n
		if err != nil {
			s.finished = err
		}
		if n > 0 {
			return true
		}
		if err != nil {
			return false
		}
	}
	s.finished = io.ErrNoProgress
	return false
}

// Next finds the next piece; io.EOF is the end of the XML.
func (s *Scanner) Next() (Piece, error) {
	for {
		if s.pos == s.end && !s.fill() {
			return 0, s.finished
		}
		if s.buffer[s.pos] != '<' {
			return s.text()
		}
		for s.end-s.pos < 9 && s.fill() {
		}
		rest := s.buffer[s.pos:s.end]
		if len(rest) < 2 || rest[1] != '!' && rest[1] != '?' {
			return s.tag()
		}
		var err error
		switch {
		case rest[1] == '?':
			err = s.skipTo("?>")
		case bytes.HasPrefix(rest, []byte("<!--")):
			s.pos += 4
			err = s.skipTo("-->")
		case bytes.HasPrefix(rest, []byte("<![CDATA[")):
			return s.cdata()
		default:
			err = ErrDoctype
		}
		if err != nil {
			return 0, err
		}
	}
}

// text finds the end of a text. One that fills half of the buffer comes in
// parts, so that an embedded picture costs no memory.
func (s *Scanner) text() (Piece, error) {
	from := 0
	for {
		i := bytes.IndexByte(s.buffer[s.pos+from:s.end], '<')
		if i >= 0 {
			return s.characters(from + i)
		}
		if from = s.end - s.pos; from >= 32<<10 {
			// A reference such as &amp; is not cut in two.
			if i := bytes.LastIndexByte(s.buffer[s.end-12:s.end], '&'); i >= 0 {
				from -= 12 - i
			}
			return s.characters(from)
		}
		if !s.fill() {
			if s.finished != io.EOF {
				return 0, s.finished
			}
			return s.characters(s.end - s.pos)
		}
	}
}

func (s *Scanner) characters(length int) (Piece, error) {
	s.content, s.literal = s.buffer[s.pos:s.pos+length], false
	s.pos += length
	return Characters, nil
}

func (s *Scanner) cdata() (Piece, error) {
	from, mark := 9, []byte("]]>")
	for {
		if i := bytes.Index(s.buffer[s.pos+from:s.end], mark); i >= 0 {
			s.content, s.literal = s.buffer[s.pos+9:s.pos+from+i], true
			s.pos += from + i + len(mark)
			return Characters, nil
		}
		from = max(9, s.end-s.pos-len(mark)+1)
		if !s.fill() {
			return 0, s.failure()
		}
	}
}

// skipTo passes over everything up to and including a mark.
func (s *Scanner) skipTo(mark string) error {
	for {
		if i := bytes.Index(s.buffer[s.pos:s.end], []byte(mark)); i >= 0 {
			s.pos += i + len(mark)
			return nil
		}
		s.pos = max(s.pos, s.end-len(mark)+1)
		if !s.fill() {
			return s.failure()
		}
	}
}

// failure is the error of an end within a piece.
func (s *Scanner) failure() error {
	if s.finished == io.EOF {
		return ErrDamaged
	}
	return s.finished
}

func (s *Scanner) tag() (Piece, error) {
	inside, err := s.insideOfTag()
	if err != nil {
		return 0, err
	}
	if len(inside) == 0 {
		return 0, ErrDamaged
	}
	if inside[0] == '/' {
		s.Name, s.attrs, s.Empty = local(bytes.TrimRight(inside[1:], " \t\r\n")), nil, false
		if len(s.Name) == 0 {
			return 0, ErrDamaged
		}
		return Closing, nil
	}
	if s.Empty = inside[len(inside)-1] == '/'; s.Empty {
		inside = inside[:len(inside)-1]
	}
	end := 0
	for end < len(inside) && inside[end] > ' ' {
		end++
	}
	s.Name, s.attrs = local(inside[:end]), inside[end:]
	if len(s.Name) == 0 {
		return 0, ErrDamaged
	}
	return Opening, nil
}

// insideOfTag finds the end of the tag, which is no ">" in quotes, and passes
// over it.
func (s *Scanner) insideOfTag() ([]byte, error) {
	from, quote := 1, byte(0) // what was looked at, and the quote that is open there
	for {
		rest := s.buffer[s.pos+from : s.end]
		for {
			i := bytes.IndexByte(rest, '>')
			if quote != 0 {
				if i = bytes.IndexByte(rest, quote); i < 0 {
					break
				}
				quote, rest = 0, rest[i+1:]
				continue
			}
			before := rest
			if i >= 0 {
				before = rest[:i]
			}
			open := bytes.IndexByte(before, '"')
			if single := bytes.IndexByte(before, '\''); single >= 0 && (open < 0 || single < open) {
				open = single
			}
			if unquoted := before[:max(open, 0)]; open >= 0 && bytes.IndexByte(unquoted, '<') >= 0 || open < 0 && bytes.IndexByte(before, '<') >= 0 {
				return nil, ErrDamaged
			}
			if open >= 0 {
				quote, rest = rest[open], rest[open+1:]
				continue
			}
			if i < 0 {
				break
			}
			end := s.end - len(rest) + i
			inside := s.buffer[s.pos+1 : end]
			s.pos = end + 1
			return inside, nil
		}
		from = s.end - s.pos
		if !s.fill() {
			return nil, s.failure()
		}
	}
}

func local(name []byte) []byte {
	if i := bytes.IndexByte(name, ':'); i >= 0 {
		return name[i+1:]
	}
	return name
}

// Is reports whether the element has a name.
func (s *Scanner) Is(name string) bool { return string(s.Name) == name }

// Attributes goes over the attributes of the element that opens, by their
// names without prefix; the values are as written.
func (s *Scanner) Attributes(yield func(name, value []byte) bool) {
	rest := s.attrs
	for {
		for len(rest) > 0 && rest[0] <= ' ' {
			rest = rest[1:]
		}
		equals := bytes.IndexByte(rest, '=')
		if equals < 0 {
			return
		}
		name := local(bytes.TrimRight(rest[:equals], " \t\r\n"))
		if rest = bytes.TrimLeft(rest[equals+1:], " \t\r\n"); len(rest) == 0 || rest[0] != '"' && rest[0] != '\'' {
			return
		}
		end := bytes.IndexByte(rest[1:], rest[0])
		if end < 0 || !yield(name, rest[1:1+end]) {
			return
		}
		rest = rest[end+2:]
	}
}

// Attr returns an attribute as written, by its name without prefix.
func (s *Scanner) Attr(name string) (value []byte, found bool) {
	for key, v := range s.Attributes {
		if string(key) == name {
			return v, true
		}
	}
	return nil, false
}

// AttrText returns an attribute as it is meant, "" without it.
func (s *Scanner) AttrText(name string) string {
	value, _ := s.Attr(name)
	return string(AppendMeant(nil, value))
}

// AttrIs reports whether an attribute is true as XML writes it.
func (s *Scanner) AttrIs(name string) bool {
	value, _ := s.Attr(name)
	return string(value) == "1" || string(value) == "true"
}

// AttrNumber returns a whole number, or other where there is none.
func (s *Scanner) AttrNumber(name string, other int) int {
	value, found := s.Attr(name)
	if !found {
		return other
	}
	n, err := strconv.Atoi(string(value))
	if err != nil {
		return other
	}
	return n
}

// AppendText appends the text as it is meant.
func (s *Scanner) AppendText(to []byte) []byte {
	if s.literal {
		return append(to, s.content...)
	}
	return AppendMeant(to, s.content)
}

// Each calls visit for each element that opens, to the end of the XML or to
// an error.
func (s *Scanner) Each(visit func() error) error {
	for {
		piece, err := s.Next()
		if err == nil && piece == Opening {
			err = visit()
		}
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

// Skip goes behind the end of the element that was just opened.
func (s *Scanner) Skip() error {
	return s.Inside(func(Piece) (bool, error) { return false, nil })
}

// Inside calls do for each piece within the element that was just opened. It
// reports whether it has read an element that it was given to its end. An end
// of the XML within the element, or another end than its own, is ErrDamaged.
func (s *Scanner) Inside(do func(Piece) (whole bool, err error)) error {
	if s.Empty {
		return nil
	}
	var kept [32]byte
	name := append(kept[:0], s.Name...)
	for depth := 1; ; {
		found, err := s.Next()
		if err == io.EOF {
			err = ErrDamaged
		}
		if err != nil {
			return err
		}
		if found == Closing {
			if depth--; depth == 0 {
				if !bytes.Equal(s.Name, name) {
					return ErrDamaged
				}
				return nil
			}
		}
		single := found == Opening && s.Empty
		whole, err := do(found)
		if err != nil {
			return err
		}
		if found == Opening && !single && !whole {
			depth++
		}
	}
}
