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
	for _, made := range []string{"pages.put_many", "pages.applied_many", "pages.sides_destination", "pages.sides_origin"} {
		used[made] = true
	}
	for month := range 12 {
		used["pages.month_"+[]string{"1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"}[month]] = true
	}
	delete(used, "pages.month_")
	delete(used, "pages.sides_")
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
