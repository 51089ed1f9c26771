package workspace_test

import (
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"migraform/app/workspace"
	"migraform/assets"
	"migraform/forms"
	"migraform/forms/definition"
	"migraform/forms/document"
)

// olderDefinition is the built-in questionnaire as an earlier version could
// have been: the population account had one item more.
func olderDefinition(t *testing.T, id string) *definition.Definition {
	t.Helper()
	return definitionAs(t, id, "2000.1")
}

func definitionAs(t *testing.T, id, version string) *definition.Definition {
	t.Helper()
	folder := fstest.MapFS{}
	entries, err := assets.Questionnaires.ReadDir("questionnaires/migration")
	if err != nil {
		t.Fatal(err)
	}
	for _, entry := range entries {
		text, err := assets.Questionnaires.ReadFile("questionnaires/migration/" + entry.Name())
		if err != nil {
			t.Fatal(err)
		}
		older := string(text)
		if entry.Name() == "questionnaire.yaml" {
			current, _ := definition.BuiltIn()
			older = strings.Replace(older, `version: "`+current.Version()+`"`, `version: "`+version+`"`, 1)
			older = strings.Replace(older, "id: "+current.ID()+"\n", "id: "+id+"\n", 1)
			older = strings.Replace(older, "      - {code: BIRTHS,", "      - {code: FOUNDLINGS, measure: foundlings}\n      - {code: BIRTHS,", 1)
		} else {
			older += "\ncode.FOUNDLINGS: \"Foundlings\"\n"
		}
		folder[entry.Name()] = &fstest.MapFile{Data: []byte(older)}
	}
	d, err := definition.Load(folder)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestAnOlderDocumentOpensWithTheNewerQuestionnaire(t *testing.T) {
	d := olderDefinition(t, "migration")
	bundle, err := d.Bundle()
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "older.migraform")
	doc, err := document.Create(path, document.Info{Definition: bundle, Properties: map[string]string{
		"questionnaire": d.ID(), "version": d.Version(), "country": "NOR", "year": "2025", "scope": definition.Core, "language": "en"}})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := doc.Apply("", "typed", "change.typed A1", []document.Edit{
		{Kind: document.KindAnswer, Key: "A1/FOUNDLINGS/M/2025", After: "3;A"},
		{Kind: document.KindAnswer, Key: "A1/BIRTHS/M/2025", After: "100;A"},
		{Kind: document.KindNote, Key: "A1/BIRTHS/*/*", After: "a note"},
		{Kind: document.KindQuestion, Key: "M5.office", After: "Office"}}); err != nil {
		t.Fatal(err)
	}
	doc.Close()
	for _, open := range []func(string) (*workspace.Workspace, error){workspace.OpenReadOnly, workspace.Open, workspace.Open} {
		w, err := open(path)
		if err != nil {
			t.Fatal(err)
		}
		current, _ := definition.BuiltIn()
		if w.Questionnaire().Version != current.Version() {
			t.Errorf("it opens with version %s", w.Questionnaire().Version)
		}
		if w.Answer(cell(t, w, "A1/BIRTHS/M/2025")).Value != forms.Whole(100) || w.Office() != "Office" || w.Note("A1/BIRTHS/*/*") != "a note" {
			t.Error("answers that still have their place did not come along")
		}
		left := w.Leftovers()
		if len(left) != 1 || left[0].Address != "A1/FOUNDLINGS/M/2025" || left[0].Answer.Value != forms.Whole(3) {
			t.Errorf("left over: %+v", left)
		}
		w.Close()
	}
}

// What was carried over to a newer version is not taken back by an undo: it
// would leave the figures at places that nobody asks any more. What is done
// after it is.
func TestUndoEndsAtAChangeOfVersion(t *testing.T) {
	d := olderDefinition(t, "migration")
	bundle, err := d.Bundle()
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "older.migraform")
	doc, err := document.Create(path, document.Info{Definition: bundle, Properties: map[string]string{
		"questionnaire": d.ID(), "version": d.Version(), "country": "NOR", "year": "2025", "scope": definition.Core, "language": "en"}})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := doc.Apply("", "typed", "change.typed A1", []document.Edit{{Kind: document.KindAnswer, Key: "A1/BIRTHS/M/2025", After: "100;A"}}); err != nil {
		t.Fatal(err)
	}
	doc.Close()
	for range 2 {
		w, err := workspace.Open(path)
		if err != nil {
			t.Fatal(err)
		}
		if label, ok := w.CanUndo(); ok {
			t.Errorf("it offers to undo %s", label.ID)
		}
		if _, err := w.Undo(); err == nil {
			t.Error("the change of version was undone")
		}
		typed(t, w, "A1/BIRTHS/M/2025", "101")
		if _, err := w.Undo(); err != nil {
			t.Error(err)
		}
		if got := w.Answer(cell(t, w, "A1/BIRTHS/M/2025")).Value; got != forms.Whole(100) {
			t.Errorf("after undoing, %s", got)
		}
		if _, err := w.Redo(); err != nil {
			t.Error(err)
		}
		if _, err := w.Undo(); err != nil {
			t.Error(err)
		}
		w.Close()
	}
}

// A document of a questionnaire that is newer than the program's opens with
// the copy that it carries, and keeps its figures.
func TestANewerDocumentOpensInAnOlderProgram(t *testing.T) {
	d := definitionAs(t, "migration", "2999.1")
	path := filepath.Join(t.TempDir(), "newer.migraform")
	w, err := workspace.Create(path, workspace.Start{Country: "NOR", Year: 2025, Definition: d})
	if err != nil {
		t.Fatal(err)
	}
	typed(t, w, "A1/FOUNDLINGS/M/2025", "3")
	w.Close()
	for range 2 {
		if w, err = workspace.Open(path); err != nil {
			t.Fatal(err)
		}
		if q := w.Questionnaire(); q.Version != "2999.1" {
			t.Errorf("it opens with version %s", q.Version)
		}
		if got := w.Answer(cell(t, w, "A1/FOUNDLINGS/M/2025")).Value; got != forms.Whole(3) {
			t.Errorf("the figure is %s", got)
		}
		if left := w.Leftovers(); len(left) > 0 {
			t.Errorf("left over: %v", left)
		}
		w.Close()
	}
}

func TestADocumentOfAnUnknownQuestionnaireOpensWithItsCopy(t *testing.T) {
	d := olderDefinition(t, "another")
	bundle, err := d.Bundle()
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "other.migraform")
	doc, err := document.Create(path, document.Info{Definition: bundle, Properties: map[string]string{
		"questionnaire": d.ID(), "version": d.Version(), "country": "NOR", "year": "2025", "scope": definition.Core}})
	if err != nil {
		t.Fatal(err)
	}
	doc.Close()
	w, err := workspace.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	typed(t, w, "A1/FOUNDLINGS/M/2025", "3")
}
