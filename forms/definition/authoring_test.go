package definition_test

import (
	"errors"
	"strings"
	"testing"
	"testing/fstest"

	"migraform/assets"
	"migraform/forms/definition"
)

// What AUTHORING.md tells an author to write is understood: a table and a
// list, added to the built-in questionnaire as they stand on the page, lack
// nothing but their texts and a table that uses the list.
func TestThePageForAuthorsIsRight(t *testing.T) {
	page, err := assets.Questionnaires.ReadFile("questionnaires/AUTHORING.md")
	if err != nil {
		t.Fatal(err)
	}
	folder := fstest.MapFS{}
	for _, name := range []string{"questionnaire.yaml", "en.yaml"} {
		text, err := assets.Questionnaires.ReadFile("questionnaires/migration/" + name)
		if err != nil {
			t.Fatal(err)
		}
		folder[name] = &fstest.MapFile{Data: text}
	}
	structure := string(folder["questionnaire.yaml"].Data)
	for _, key := range []string{"tables", "lists"} {
		_, block, ok := strings.Cut(string(page), "\n    "+key+":\n")
		if !ok {
			t.Fatalf("the page shows no %s", key)
		}
		var added strings.Builder
		for line := range strings.SplitSeq(block, "\n") {
			if line != "" && !strings.HasPrefix(line, "    ") {
				break
			}
			added.WriteString(strings.TrimPrefix(line, "    ") + "\n")
		}
		structure = strings.Replace(structure, "\n"+key+":\n", "\n"+key+":\n"+added.String(), 1)
	}
	folder["questionnaire.yaml"] = &fstest.MapFile{Data: []byte(structure)}
	_, err = definition.Load(folder)
	var mistakes definition.Mistakes
	if !errors.As(err, &mistakes) {
		t.Fatalf("got %v", err)
	}
	for _, m := range mistakes {
		if !strings.Contains(m.Text, "en.yaml has no text") && !strings.Contains(m.Text, "no table uses the list ages_school") {
			t.Error(m)
		}
	}
	if len(mistakes) < 4 {
		t.Errorf("texts are missing, and nothing says so: %v", mistakes)
	}
}
