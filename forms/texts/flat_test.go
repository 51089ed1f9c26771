package texts_test

import (
	"io/fs"
	"strings"
	"testing"

	"migraform/assets"
	"migraform/forms/texts"

	"github.com/goccy/go-yaml"
	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// What is read here is what a reader of all YAML reads.
func TestFilesAreReadAsYAML(t *testing.T) {
	names, err := fs.Glob(assets.Questionnaires, "questionnaires/*/??.yaml")
	if err != nil || len(names) < 2 {
		t.Fatal(names, err)
	}
	for _, name := range names {
		file, err := assets.Questionnaires.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		got, ok := texts.Flat(file)
		if !ok {
			t.Errorf("%s is not flat", name)
			continue
		}
		want := map[string]string{}
		if err := yaml.Unmarshal(file, &want); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (- YAML, + here)\n%s", name, diff)
		}
	}
}

func TestWhatIsNotFlatIsLeftToYAML(t *testing.T) {
	for _, file := range []string{"a: [1]", "a: {b: c}", "a: *x", "a:\n  b: c", "a: b\n  c", "a: >-\n  b", "a: b: c", "a: b # c", "a: \"b", "a: 'it's'",
		"a: 1", "a: 2025-01-01", "a: yes", "a: null", "a:", "a: ", "a: x\na: y", "- a", "a: \"\\x41\"", "a: |-\nb: c", " a: b", "a: \"b\" c"} {
		if got, ok := texts.Flat([]byte(file)); ok {
			t.Errorf("%q is read as %q", file, got)
		}
	}
}

func TestFlatAgreesWithYAML(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var b strings.Builder
		for i := range rapid.IntRange(1, 4).Draw(t, "lines") {
			b.WriteString(string(rune('a'+i)) + ": ")
			b.WriteString(rapid.OneOf(
				rapid.StringMatching(`[A-Za-z0-9 .,:;#'"\\~\-–é{}!?%&*|>@]{1,12}`),
				rapid.StringMatching(`"[A-Za-z \\nt"']{0,8}"`), rapid.StringMatching(`'[a-z' ]{0,6}'`),
				rapid.StringMatching(`\|-?\n  [a-z]{1,3}( x)?\n(\n  [a-z]{1,2}\n)?`),
			).Draw(t, "value") + "\n")
		}
		got, ok := texts.Flat([]byte(b.String()))
		if !ok {
			return
		}
		want := map[string]string{}
		if err := yaml.Unmarshal([]byte(b.String()), &want); err != nil {
			t.Fatalf("%q is read as %q; YAML: %v", b.String(), got, err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("%q (- YAML, + here)\n%s", b.String(), diff)
		}
	})
}

func FuzzFlat(f *testing.F) {
	f.Add([]byte("a: b\nc: |-\n  d\n\n  e\n"))
	f.Fuzz(func(t *testing.T, file []byte) { texts.Flat(file) })
}
