package look_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"fyne.io/fyne/v2"
	"golang.org/x/image/font/sfnt"

	"migraform/app/desktop/look"
	"migraform/forms/words"
)

// Every character of the program's own texts is in the faces that it carries,
// or in Fyne's own: nothing depends on what a machine has. After texts have
// changed, scripts/fonts makes the faces anew.
func TestFacesHoldEveryCharacter(t *testing.T) {
	for _, language := range words.Languages { // so that each can be chosen wherever one is
		for _, r := range words.Names[language] {
			for _, other := range words.Languages {
				if !holds(parsed(t, look.FontsFor(other).Regular), r) && !holds(parsed(t, (&look.Theme{}).Font(fyne.TextStyle{})), r) {
					t.Errorf("%q of %s cannot be shown in %s", r, language, other)
				}
			}
		}
	}
	for language, patterns := range map[string][]string{
		"en": {"translations/*.en.yaml", "questionnaires/*/en.yaml"},
		"fr": {"translations/*.fr.yaml", "questionnaires/*/fr.yaml"},
		"es": {"translations/*.es.yaml", "questionnaires/*/es.yaml"},
		"ru": {"translations/*.ru.yaml", "questionnaires/*/ru.yaml"},
		"ar": {"translations/*.ar.yaml", "questionnaires/*/ar.yaml", "codes/*.tsv"},
		"zh": {"translations/*.zh.yaml", "questionnaires/*/zh.yaml", "codes/*.tsv"},
	} {
		own := look.FontsFor(language)
		theme, plain := &look.Theme{Fonts: own}, &look.Theme{}
		for _, style := range []fyne.TextStyle{{}, {Bold: true}, {Italic: true}} {
			if style.Italic {
				patterns = patterns[:1] // only the screens slant words
			}
			first, second := parsed(t, theme.Font(style)), parsed(t, plain.Font(style))
			for r := range characters(t, patterns, map[string]*unicode.RangeTable{"ar": unicode.Han, "zh": unicode.Arabic, "en": unicode.Han, "es": unicode.Han, "fr": unicode.Han, "ru": unicode.Han}[language]) {
				if !holds(first, r) && !holds(second, r) {
					t.Errorf("no face of %s has %q (%U), %+v: run scripts/fonts", language, r, r, style)
				}
			}
		}
	}
}

func characters(t *testing.T, patterns []string, other *unicode.RangeTable) map[rune]bool {
	t.Helper()
	all := map[rune]bool{}
	for _, pattern := range patterns {
		files, _ := filepath.Glob("../../../assets/" + pattern)
		if len(files) == 0 {
			t.Fatalf("there is no file %s", pattern)
		}
		for _, name := range files {
			text, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			for _, r := range string(text) {
				all[r] = true
			}
		}
	}
	for r := range all { // of areas' names, those of other languages; marks and narrow spaces leave no ink
		if unicode.Is(other, r) || strings.ContainsRune("（），،", r) && len(patterns) > 1 || unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || strings.ContainsRune("\u202f\u2009\u2007", r) {
			delete(all, r)
		}
	}
	return all
}

func parsed(t *testing.T, face fyne.Resource) *sfnt.Font {
	t.Helper()
	f, err := sfnt.Parse(face.Content())
	if err != nil {
		t.Fatalf("%s: %v", face.Name(), err)
	}
	return f
}

func holds(f *sfnt.Font, r rune) bool {
	var buffer sfnt.Buffer
	i, err := f.GlyphIndex(&buffer, r)
	return err == nil && i != 0
}
