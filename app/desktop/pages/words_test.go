package pages

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"migraform/forms/words"
)

// Every sentence that the pages say is there in every language, and none is there that nobody says.
func TestSentences(t *testing.T) {
	used := map[string]bool{}
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	id := regexp.MustCompile(`"(pages\.[a-z_0-9]+)"`)
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		source, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, found := range id.FindAllSubmatch(source, -1) {
			used[string(found[1])] = true
		}
	}
	for _, made := range []string{"pages.put_many", "pages.applied_many"} {
		used[made] = true
	}
	// "pages.month_" is the beginning of sentences whose ends are codes.
	for id := range used {
		if !strings.HasSuffix(id, "_") {
			continue
		}
		delete(used, id)
		for _, known := range words.IDs("en") {
			if strings.HasPrefix(known, id) {
				used[known] = true
			}
		}
	}
	for _, tag := range words.Languages {
		known := words.IDs(tag)
		for id := range used {
			if !slices.Contains(known, id) {
				t.Errorf("%s is not said in %s", id, tag)
			}
		}
		for _, id := range known {
			if strings.HasPrefix(id, "pages.") && !used[id] {
				t.Errorf("nobody says %s (%s)", id, tag)
			}
		}
	}
}
