package definition_test

import (
	"archive/zip"
	"bytes"
	"os"
	"strings"
	"testing"

	"migraform/forms/definition"
)

// bundled packs the files of a folder as a document carries them.
func bundled(t *testing.T, folder string, edit func(name, text string) string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, name := range []string{"questionnaire.yaml", "en.yaml"} {
		text, err := os.ReadFile("testdata/" + folder + "/" + name)
		if err != nil {
			t.Fatal(err)
		}
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(edit(name, string(text)))); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// A document's own copy opens though a program of today finds fault with it,
// as long as it can be asked.
func TestACarriedCopyIsReadLeniently(t *testing.T) {
	for _, c := range []struct {
		what, file, from, to string
		opens                bool
	}{
		{"as it is", "en.yaml", "", "", true},
		{"a text that nothing shows", "en.yaml", "code.M:", "code.old: Old\ncode.M:", true},
		{"a text that is missing", "en.yaml", "table.M3.says: Persons who moved, by the region that they left.\n", "", true},
		{"a key of a later program", "questionnaire.yaml", "id: regions", "colour: red\nid: regions", true},
		{"a list that does not exist", "questionnaire.yaml", "axes: [origins, destinations]", "axes: [origins, nowhere]", false},
		{"a balance of unknown codes", "questionnaire.yaml", "END = START + ARRIVALS", "END = START + NOTHING", false},
	} {
		edit := func(name, text string) string {
			if name == c.file {
				if !strings.Contains(text, c.from) {
					t.Fatalf("%s: %q is not in %s", c.what, c.from, name)
				}
				return strings.Replace(text, c.from, c.to, 1)
			}
			return text
		}
		d, err := definition.Unbundle(bundled(t, "regions", edit))
		if (err == nil) != c.opens {
			t.Errorf("%s: %v", c.what, err)
			continue
		}
		if c.opens {
			if _, err := d.For("NOR", 2025, definition.All); err != nil {
				t.Errorf("%s: %v", c.what, err)
			}
		}
	}
}
