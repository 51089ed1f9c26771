package markup_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"migraform/forms/markup"
)

// pieces writes what a scanner finds, one line a piece; texts that come in
// parts are put together.
func pieces(from io.Reader) (string, error) {
	s := markup.NewScanner(from)
	var b strings.Builder
	var text []byte
	for {
		piece, err := s.Next()
		if piece == markup.Characters && err == nil {
			text = s.AppendText(text)
			continue
		}
		if len(text) > 0 {
			fmt.Fprintf(&b, "%q\n", text)
			text = text[:0]
		}
		if err == io.EOF {
			return b.String(), nil
		}
		if err != nil {
			return b.String(), err
		}
		if piece == markup.Closing {
			fmt.Fprintf(&b, "/%s\n", s.Name)
			continue
		}
		fmt.Fprintf(&b, "%s", s.Name)
		for name, value := range s.Attributes {
			fmt.Fprintf(&b, " %s=%q", name, value)
		}
		if s.Empty {
			b.WriteString(" /")
		}
		b.WriteByte('\n')
	}
}

func TestPieces(t *testing.T) {
	for text, want := range map[string]string{
		"":                                     "",
		"text":                                 "\"text\"\n",
		`<?xml version="1.0"?><!-- <x> --><a>`: "a\n",
		`<x:a y:b = 'c > "d"' e="f'g>">`:       "a b=\"c > \\\"d\\\"\" e=\"f'g>\"\n",
		"<a/><b />":                            "a /\nb /\n",
		"</x:a >":                              "/a\n",
		"<a\n\tb=\"1\"\n/>":                    "a b=\"1\" /\n",
		"a &lt;&#65;&#x42;&amp;&nbsp;& b":      "\"a <AB&&nbsp;& b\"\n",
		"<![CDATA[a & <b> ]] ]]>c":             "\"a & <b> ]] c\"\n",
		"<a b=1 c='2'>":                        "a\n", // what is not quoted is no attribute
		"<a b='1' b>":                          "a b=\"1\"\n",
		"&#0;&#xFFFFFFFF;&;":                   "\"&#0;&#xFFFFFFFF;&;\"\n",
	} {
		for way, from := range map[string]io.Reader{"at once": strings.NewReader(text), "byte by byte": iotest.OneByteReader(strings.NewReader(text))} {
			if got, err := pieces(from); err != nil || got != want {
				t.Errorf("%s, %s: %q, %v, want %q", text, way, got, err, want)
			}
		}
	}
}

func TestBadMarkupIsRefused(t *testing.T) {
	for text, want := range map[string]error{
		"<":               markup.ErrDamaged,
		"<>":              markup.ErrDamaged,
		"</>":             markup.ErrDamaged,
		"</ >":            markup.ErrDamaged,
		"<a":              markup.ErrDamaged,
		"<a b='>":         markup.ErrDamaged,
		"<a <b>":          markup.ErrDamaged,
		"<!-- ":           markup.ErrDamaged,
		"<?x ":            markup.ErrDamaged,
		"<![CDATA[ ]]":    markup.ErrDamaged,
		"<!DOCTYPE x>":    markup.ErrDoctype,
		"<!ENTITY a 'b'>": markup.ErrDoctype,
		"<a b='" + strings.Repeat("x", 9<<20) + "'>":     markup.ErrTooLong,
		"<![CDATA[" + strings.Repeat("x", 9<<20) + "]]>": markup.ErrTooLong,
	} {
		if _, err := pieces(strings.NewReader(text)); !errors.Is(err, want) {
			t.Errorf("%.20s: %v, want %v", text, err, want)
		}
	}
	failure := errors.New("the disk is gone")
	if _, err := pieces(io.MultiReader(strings.NewReader("<a>"), iotest.ErrReader(failure))); !errors.Is(err, failure) {
		t.Errorf("an error of the source: %v", err)
	}
	if _, err := pieces(never{}); !errors.Is(err, io.ErrNoProgress) {
		t.Errorf("a source that gives nothing: %v", err)
	}
}

type never struct{}

func (never) Read([]byte) (int, error) { return 0, nil }

// TestLongTextsComeInParts reads a text that is larger than what is held, with
// references where it is cut.
func TestLongTextsComeInParts(t *testing.T) {
	text := strings.Repeat("12345678&amp;", 4<<20/13)
	s := markup.NewScanner(strings.NewReader("<a><!--" + text + "-->" + text + "</a>"))
	var all []byte
	parts := 0
	for {
		piece, err := s.Next()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		if piece == markup.Characters {
			parts++
			all = s.AppendText(all)
		}
	}
	if want := strings.ReplaceAll(text, "&amp;", "&"); string(all) != want {
		t.Errorf("%d bytes, want %d", len(all), len(want))
	}
	if parts < 30 {
		t.Errorf("it came in %d parts", parts)
	}
}

func TestInsideOfElements(t *testing.T) {
	s := markup.NewScanner(strings.NewReader("<a><b><c/><b>x</b></b><d>y</d></a><e/><f><g></f>"))
	next := func() {
		t.Helper()
		if _, err := s.Next(); err != nil {
			t.Fatal(err)
		}
	}
	next()
	var seen []string
	err := s.Inside(func(piece markup.Piece) (bool, error) {
		switch {
		case piece == markup.Opening && s.Is("b"):
			return true, s.Skip()
		case piece == markup.Characters:
			seen = append(seen, string(s.AppendText(nil)))
		}
		return false, nil
	})
	if err != nil || len(seen) != 1 || seen[0] != "y" {
		t.Errorf("%v, %v", seen, err)
	}
	next()
	if err := s.Skip(); err != nil || !s.Is("e") {
		t.Errorf("what is empty has nothing to skip: %v", err)
	}
	next()
	if err := s.Skip(); !errors.Is(err, markup.ErrDamaged) {
		t.Errorf("an element that another one ends: %v", err)
	}
}

func TestEachElement(t *testing.T) {
	var seen []string
	s := markup.NewScanner(strings.NewReader("<a><b/>text<c>x</c></a>"))
	if err := s.Each(func() error {
		seen = append(seen, string(s.Name))
		if s.Is("b") {
			return s.Skip() // of what is empty
		}
		return nil
	}); err != nil || strings.Join(seen, " ") != "a b c" {
		t.Errorf("%v, %v", seen, err)
	}
	failure := errors.New("enough")
	if err := markup.NewScanner(strings.NewReader("<a><b>")).Each(func() error { return failure }); err != failure {
		t.Errorf("a visit that fails: %v", err)
	}
	if err := markup.NewScanner(strings.NewReader("<a><b")).Each(func() error { return nil }); !errors.Is(err, markup.ErrDamaged) {
		t.Errorf("an end in a tag: %v", err)
	}
}

func TestAttributes(t *testing.T) {
	s := markup.NewScanner(strings.NewReader(`<a n="12" bad="x" yes="1" true="true" no="0" text="a &amp; b"/>`))
	if _, err := s.Next(); err != nil {
		t.Fatal(err)
	}
	if s.AttrNumber("n", 5) != 12 || s.AttrNumber("bad", 5) != 5 || s.AttrNumber("none", 5) != 5 {
		t.Error("numbers")
	}
	if !s.AttrIs("yes") || !s.AttrIs("true") || s.AttrIs("no") || s.AttrIs("none") {
		t.Error("truth values")
	}
	if s.AttrText("text") != "a & b" || s.AttrText("none") != "" {
		t.Error("texts")
	}
}

func TestMarkedSigns(t *testing.T) {
	for text, want := range map[string]string{
		"plain":               "plain",
		"a_x0001_b":           "a\x01b",
		"_x005F_x0041_":       "_x0041_",
		"line_x000D_\n":       "line\r\n",
		"_xD83D__xDE00_":      "😀",
		"_xD83D_":             "�",
		"_x0000_":             "",
		"_x00g1_ _x41_ _x004": "_x00g1_ _x41_ _x004",
	} {
		if got := markup.Unmarked([]byte(text)); string(got) != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}

// FuzzScanner compares reading at once with reading byte by byte.
func FuzzScanner(f *testing.F) {
	f.Add([]byte(`<?xml version="1.0"?><a b="c>" d='"'><![CDATA[<]]>&amp;<e/></a>`))
	f.Add([]byte("<a <b '\"> ]]> --> &#x"))
	f.Fuzz(func(t *testing.T, text []byte) {
		a, err := pieces(bytes.NewReader(text))
		b, err2 := pieces(iotest.OneByteReader(bytes.NewReader(text)))
		if a != b || !errors.Is(err, err2) {
			t.Fatalf("%q, %v; byte by byte %q, %v", a, err, b, err2)
		}
	})
}
