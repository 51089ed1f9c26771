package definition_test

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"pgregory.net/rapid"

	"migraform/forms/definition"
)

// Files that are meant to keep a program busy, or to bring it down, are
// refused in a sentence.
func TestHostileFilesAreRefused(t *testing.T) {
	var bomb strings.Builder
	bomb.WriteString("id: x\nversion: \"1\"\nlists:\n  - id: l0\n    concept: c\n    codes: &l0 [A, B, C, D, E, F, G, H, I]\n")
	for i := 1; i < 12; i++ {
		fmt.Fprintf(&bomb, "  - id: l%d\n    concept: c\n    codes: &l%d\n", i, i)
		for j := range 9 {
			fmt.Fprintf(&bomb, "      - {code: X%d, parts: *l%d}\n", j, i-1)
		}
	}
	for _, c := range []struct {
		what string
		text []byte
		says string
	}{
		{"aliases that unfold to billions", []byte(bomb.String()), "unfolds to more than"},
		{"an alias of itself", []byte("id: x\nlists: &l\n  - id: a\n    concept: c\n    codes: [{code: A, parts: *p}]\nsections: &p [A, *p]\n"), "leads to itself"},
		{"brackets in brackets", append([]byte("id: "), bytes.Repeat([]byte("["), 1<<20)...), "stand in each other"},
		{"lists in lists", append([]byte("id:\n  "), bytes.Repeat([]byte("- "), 1<<20)...), "stand in each other"},
		{"deep indentation", deep(1500), "stand in each other"},
		{"a file of zeros", make([]byte, 1<<20), "UTF-8"},
		{"a file that is too large", bytes.Repeat([]byte("# nothing\n"), 1<<20), "larger than"},
		{"a picture", []byte("\x89PNG\r\n\x1a\n\x00\x00"), "UTF-8"},
		{"nothing", nil, "empty"},
		{"two documents", []byte("id: x\n---\nid: y\n"), "more than one document"},
		{"a list where keys are wanted", []byte("- a\n- b\n"), "keys with values are wanted"},
		{"one word", []byte("hello"), "keys with values are wanted"},
		{"a long condition", []byte("id: x\nversion: \"1\"\nsections: [A]\nlists: [{id: l, concept: c, codes: [A]}]\ntables: [{id: T, section: A, when: '" +
			strings.Repeat("(", 20000) + "', cubes: []}]\n"), "condition"},
		{"many cells", []byte("id: x\nversion: \"1\"\nsections: [A]\nlists:\n  - {id: a, concept: a, areas: {}}\n  - {id: b, concept: b, areas: {}}\n  - {id: c, concept: c, areas: {}}\n" +
			"tables: [{id: T, section: A, cubes: [{axes: [a, b, c], measure: m, years: 20, rows: [a, b, c], columns: [time]}]}]\n"), "cells"},
	} {
		t.Run(c.what, func(t *testing.T) {
			_, err := definition.Load(fstest.MapFS{"questionnaire.yaml": {Data: c.text}, "en.yaml": {Data: []byte("title: X\n")}})
			var mistakes definition.Mistakes
			if !errors.As(err, &mistakes) || !strings.Contains(err.Error(), c.says) {
				t.Errorf("got %.300v; want %q", err, c.says)
			}
		})
	}
}

func deep(levels int) []byte {
	var b bytes.Buffer
	for i := range levels {
		b.WriteString(strings.Repeat(" ", i) + "a:\n")
	}
	return b.Bytes()
}

// However a definition is mangled, reading it ends in a definition or in
// mistakes, each with its place.
func TestMangledDefinitions(t *testing.T) {
	structure, err := readRegions("questionnaire.yaml")
	if err != nil {
		t.Fatal(err)
	}
	english, err := readRegions("en.yaml")
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(structure, "\n")
	pieces := []string{"", "[]", "{}", "null", "- ", ": ", "*a", "&a ", "_T", "parts: [_T]", "when: x", "years: -1", "codes:", "  ", "{code: _T, parts: [A]}", "\"", "'", "#", "!!int ", "<<: *a", "areas: {}", "1e9", "R02", "|"}
	rapid.Check(t, func(t *rapid.T) {
		mangled := append([]string(nil), lines...)
		for range rapid.IntRange(1, 4).Draw(t, "slips") {
			at := rapid.IntRange(0, len(mangled)-1).Draw(t, "line")
			piece := rapid.SampledFrom(pieces).Draw(t, "piece")
			switch rapid.IntRange(0, 4).Draw(t, "slip") {
			case 0:
				mangled = append(mangled[:at], mangled[at+1:]...)
			case 1:
				mangled[at] = mangled[rapid.IntRange(0, len(mangled)-1).Draw(t, "other")]
			case 2:
				cut := rapid.IntRange(0, len(mangled[at])).Draw(t, "cut")
				mangled[at] = mangled[at][:cut] + piece + mangled[at][cut:]
			case 3:
				mangled[at] = mangled[at][:rapid.IntRange(0, len(mangled[at])).Draw(t, "cut")]
			case 4:
				before, _, _ := strings.Cut(mangled[at], ":")
				mangled[at] = before + ": " + piece
			}
			if len(mangled) == 0 {
				mangled = []string{""}
			}
		}
		d, err := definition.Load(fstest.MapFS{"questionnaire.yaml": {Data: []byte(strings.Join(mangled, "\n"))}, "en.yaml": {Data: []byte(english)}})
		var mistakes definition.Mistakes
		switch {
		case err == nil:
			if _, err := d.For("NOR", 2025, definition.All); err != nil {
				t.Fatalf("it is sound, and cannot be asked: %v", err)
			}
		case !errors.As(err, &mistakes) || len(mistakes) == 0:
			t.Fatalf("no mistakes: %v", err)
		}
	})
}

func readRegions(name string) (string, error) {
	text, err := os.ReadFile("testdata/regions/" + name)
	return string(text), err
}
