package words_test

import (
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/google/go-cmp/cmp"

	"migraform/forms"
	"migraform/forms/words"
)

// forms that the plural rules of each language choose between. Those of
// millions in French and Spanish are written as those below are.
var plurals = map[string][]string{
	"en": {"one", "other"}, "es": {"one", "other"}, "fr": {"one", "other"}, "ru": {"one", "few", "many", "other"},
	"ar": {"zero", "one", "two", "few", "many", "other"}, "zh": {"other"},
}

// sentences are the texts of a language: by id, then by plural form.
func sentences(t *testing.T, tag string) map[string]map[string]string {
	t.Helper()
	all := map[string]map[string]string{}
	files, err := filepath.Glob("../../assets/translations/*." + tag + ".yaml")
	if err != nil || len(files) == 0 {
		t.Fatalf("there are no translations in %s: %v", tag, err)
	}
	for _, name := range files {
		text, err := os.ReadFile(name)
		var entries map[string]any
		if err == nil {
			err = yaml.Unmarshal(text, &entries)
		}
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		for id, said := range entries {
			if all[id] != nil {
				t.Errorf("%s stands twice in %s", id, tag)
			}
			all[id] = map[string]string{}
			switch said := said.(type) {
			case string:
				all[id]["other"] = said
			case map[string]any:
				for form, text := range said {
					all[id][form] = text.(string)
				}
			}
		}
	}
	return all
}

var place = regexp.MustCompile(`\{\{(?:if )?(\.[A-Z][A-Za-z]*)|\{\{end\}\}`)

func places(text string) []string {
	found := place.FindAllString(text, -1)
	slices.Sort(found)
	return slices.Compact(found)
}

func TestEveryLanguageSaysEverySentence(t *testing.T) {
	english := sentences(t, "en")
	ids := slices.Sorted(maps.Keys(english))
	for _, tag := range words.Languages {
		said := sentences(t, tag)
		if diff := cmp.Diff(ids, slices.Sorted(maps.Keys(said))); diff != "" {
			t.Errorf("English and %s do not say the same sentences (- en, + %s):\n%s", tag, tag, diff)
		}
		for id, texts := range said {
			if len(english[id]) > 1 {
				for _, form := range plurals[tag] {
					if texts[form] == "" {
						t.Errorf("%s lacks %s for “%s”", tag, id, form)
					}
				}
			}
			for form, text := range texts {
				if strings.TrimSpace(text) == "" {
					t.Errorf("%s says nothing for %s", tag, id)
				}
				want, got := places(english[id]["other"]), places(text)
				if form != "other" { // “one row” need not say 1
					counts := func(place string) bool { return place == "{{.Count" }
					want, got = slices.DeleteFunc(want, counts), slices.DeleteFunc(got, counts)
				}
				if !slices.Equal(want, got) {
					t.Errorf("%s has other places than English in %s (%s): %v, not %v", tag, id, form, got, want)
				}
			}
		}
	}
}

// A letter of another script in the middle of a word is a slip of the
// keyboard that the eye does not find.
func TestNoWordMixesScripts(t *testing.T) {
	mixed := regexp.MustCompile(`[A-Za-zÀ-ÿ][\x{0400}-\x{04ff}]|[\x{0400}-\x{04ff}][A-Za-zÀ-ÿ]`)
	for _, tag := range words.Languages {
		for id, texts := range sentences(t, tag) {
			for _, text := range texts {
				if found := mixed.FindString(text); found != "" {
					t.Errorf("%s, %s: “%s” in “%s”", tag, id, found, text)
				}
			}
		}
	}
}

func TestNumbersAreWrittenAsTheLanguageDoes(t *testing.T) {
	n, _ := forms.ParseNumber("-1234567.5")
	for tag, want := range map[string]string{
		"en": "−1,234,567.5", "es": "−1.234.567,5", "fr": "−1\u202f234\u202f567,5", "ru": "−1\u00a0234\u00a0567,5",
		"ar": "−1,234,567.5", "zh": "−1,234,567.5",
	} {
		if !slices.Contains(words.Languages, tag) {
			continue
		}
		if got := words.In(tag).Number(n); got != want {
			t.Errorf("%s writes %q, want %q", tag, got, want)
		}
	}
}

// Each language counts with its own forms.
func TestCounting(t *testing.T) {
	for _, c := range []struct {
		tag    string
		counts map[int]string
	}{
		{"en", map[int]string{1: "1 figure", 2: "2 figures"}},
		{"es", map[int]string{1: "1 cifra", 2: "2 cifras", 1_000_000: "1.000.000 cifras"}},
		{"fr", map[int]string{1: "1 chiffre", 1500: "1\u202f500 chiffres"}},
		{"ru", map[int]string{1: "1 значение", 3: "3 значения", 5: "5 значений", 21: "21 значение", 112: "112 значений"}},
		{"ar", map[int]string{1: "رقم واحد", 2: "رقمان", 3: "3 أرقام", 11: "11 رقمًا", 100: "100 رقم", 103: "103 أرقام"}},
		{"zh", map[int]string{1: "1个数字", 12: "12个数字"}},
	} {
		if !slices.Contains(words.Languages, c.tag) {
			continue
		}
		for n, want := range c.counts {
			if got := words.In(c.tag).Say("pages.figures", "Count", n); got != want {
				t.Errorf("%s says %q, want %q", c.tag, got, want)
			}
		}
	}
}

// In a line that runs from right to left, a sign at the end of a Latin value
// would change sides.
func TestArabicKeepsSignsAtTheirSides(t *testing.T) {
	if !slices.Contains(words.Languages, "ar") {
		return
	}
	said := words.In("ar").Say("document.closed", "Path", "/home/a.migraform")
	if !strings.Contains(said, "\u200e/home/a.migraform") {
		t.Errorf("the path has no mark before its slash: %q", said)
	}
	if got := words.In("ar").List([]string{"أ", "ب"}); got != "أ، ب" {
		t.Errorf("a list is %q", got)
	}
}

func TestThePseudoLanguageIsLongerAndMarked(t *testing.T) {
	english, pseudo := words.In("en"), words.In(words.Pseudo)
	for _, id := range words.IDs("en") {
		alone := func(said string) []rune { return []rune(strings.ReplaceAll(said, "<no value>", "")) }
		en, qps := alone(english.Say(id, "Count", 2)), alone(pseudo.Say(id, "Count", 2))
		if len(en) > 20 && (qps[0] != '⟦' || qps[len(qps)-1] != '⟧' || 5*len(qps) < 6*len(en)) {
			t.Errorf("%s: %q", id, string(qps))
		}
	}
	if got := pseudo.Say("desktop.cancel"); got != "⟦Çááñççéļļ⟧" {
		t.Errorf("Cancel is %s", got)
	}
	if got := pseudo.Say("answer.withheld"); got != "c" {
		t.Errorf("the sign for confidential is %s", got)
	}
	if slices.Contains(words.Languages, words.Pseudo) {
		t.Error("the pseudo-language is offered")
	}
}
