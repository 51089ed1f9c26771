package desktop

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"migraform/forms/words"
)

// Every sentence that the sources name exists, in every language; and the
// other way round, nothing is translated in vain.
func TestSentences(t *testing.T) {
	named := regexp.MustCompile(`"(desktop\.[a-zA-Z0-9_.]*)"`)
	used := map[string]bool{}
	files, _ := filepath.Glob("*.go")
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, match := range named.FindAllStringSubmatch(string(text), -1) {
			used[match[1]] = true
		}
	}
	begun := func(id string) bool { // an id that is put together: "desktop.status." + letter
		for use := range used {
			if strings.HasSuffix(use, ".") && strings.HasPrefix(id, use) {
				return true
			}
		}
		return false
	}
	for _, language := range words.Languages {
		ids := words.IDs(language)
		for use := range used {
			if !strings.HasSuffix(use, ".") && !slices.Contains(ids, use) {
				t.Errorf("%s: %s is not translated", language, use)
			}
		}
		for _, id := range ids {
			if strings.HasPrefix(id, "desktop.") && !used[id] && !begun(id) {
				t.Errorf("%s: %s is said nowhere", language, id)
			}
		}
	}
}
