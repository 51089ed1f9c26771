package reader

import (
	"bytes"
	"io"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"

	"migraform/forms/words"
)

// decode turns the content of a text file into UTF-8. What is neither marked
// nor valid is guessed, and told.
func (w *work) decode(content []byte) ([]byte, error) {
	if how := wideWriting(content); how != nil {
		return w.decoded(content, how)
	}
	// Some programs fill up with zeros, or end as the oldest systems did.
	content = bytes.TrimRight(bytes.TrimPrefix(content, []byte("\xEF\xBB\xBF")), "\x00\x1A")
	if zeros := bytes.Count(content, []byte{0}); zeros > 0 && zeros <= len(content)/1000 {
		content = bytes.ReplaceAll(content, []byte{0}, nil)
	}
	if utf8.Valid(content) || bytes.IndexByte(content, 0) >= 0 {
		return w.checked(content)
	}
	if mostlyUTF8(content) {
		return w.checked(bytes.ToValidUTF8(content, []byte("�")))
	}
	guess := writingOf(content)
	w.file.Remarks = append(w.file.Remarks, words.Say("reader.writing", "File", w.file.Name, "Writing", guess.name))
	return w.decoded(content, guess.encoding)
}

// decoded turns text into UTF-8, with room taken once.
func (w *work) decoded(content []byte, how encoding.Encoding) ([]byte, error) {
	from, size := how.NewDecoder().Reader(bytes.NewReader(content)), len(content)*5/4+512
	text := make([]byte, 0, size)
	for {
		if len(text) == cap(text) {
			text = append(text, make([]byte, size/2)...)[:len(text)]
		}
		n, err := from.Read(text[len(text):cap(text)])
		text = text[:len(text)+n]
		if err == io.EOF {
			return w.checked(text)
		}
		if err != nil {
			return nil, w.problem(NotWorkbook, err)
		}
	}
}

// checked refuses text that is none.
func (w *work) checked(text []byte) ([]byte, error) {
	controls := 0
	for _, c := range text[:min(len(text), 4096)] {
		if c < ' ' && c != '\n' && c != '\r' && c != '\t' && c != '\f' && c != '\v' {
			controls++
		}
	}
	if controls > 8 || bytes.IndexByte(text, 0) >= 0 {
		return nil, w.problem(NotWorkbook, nil)
	}
	return text, nil
}

// wideWriting tells text of two or four bytes a character by its mark, or by
// the zeros in every other byte of what is ASCII; nil is none.
func wideWriting(content []byte) encoding.Encoding {
	switch {
	case bytes.HasPrefix(content, []byte("\xFF\xFE\x00\x00")):
		return utf32.UTF32(utf32.LittleEndian, utf32.UseBOM)
	case bytes.HasPrefix(content, []byte("\x00\x00\xFE\xFF")):
		return utf32.UTF32(utf32.BigEndian, utf32.UseBOM)
	case bytes.HasPrefix(content, []byte("\xFF\xFE")), bytes.HasPrefix(content, []byte("\xFE\xFF")):
		return unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)
	}
	start := content[:min(len(content), 2048)&^1]
	var zeros [2]int
	for i, c := range start {
		if c == 0 {
			zeros[i&1]++
		}
	}
	switch least := len(start) / 20; {
	case zeros[1] > least && zeros[0] == 0:
		return unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)
	case zeros[0] > least && zeros[1] == 0:
		return unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)
	}
	return nil
}

// mostlyUTF8 reports whether text is UTF-8 but for a few characters, as where
// a program has cut names by their bytes.
func mostlyUTF8(content []byte) bool {
	sound, broken := 0, 0
	for len(content) > 0 {
		if content[0] < utf8.RuneSelf {
			content = content[1:]
			continue
		}
		r, size := utf8.DecodeRune(content)
		if content = content[size:]; r == utf8.RuneError && size == 1 {
			broken++
		} else {
			sound++
		}
	}
	return sound > 10*broken
}
