package main_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// directions say which packages may know which: those under From know
// others of this module only where they stand under one of May. The first
// line that fits a package holds.
var directions = []direction{
	{"assets", nil},
	{"forms/document", []string{"forms/words", "forms/document"}}, // the file knows no questionnaire
	{"forms", []string{"forms", "assets"}},
	{"validation", []string{"forms", "validation"}},
	{"export/mail", []string{"forms/words", "export/mail"}}, // a letter knows no figures
	{"export", []string{"forms", "export"}},
	{"app/workspace", []string{"export", "validation", "forms", "assets", "app/workspace"}},
	{"app/command", []string{"app/workspace", "export", "validation", "forms", "app/command"}},
	{"app/desktop/grid", []string{"app/desktop/grid"}}, // useful outside of this program
	{"app/desktop", []string{"app/desktop", "app/workspace", "export", "validation", "forms", "assets"}},
	{"bench", []string{""}},
	{".", []string{""}},
}

type direction struct {
	From string
	May  []string
}

// windows is what only the desktop may know, and the program that opens it.
const windows = "fyne.io/"

const module = "migraform"

func under(pack, folder string) bool {
	return folder == "" || pack == folder || strings.HasPrefix(pack, folder+"/")
}

// violations names the imports of a graph that go against the directions.
func violations(graph map[string][]string) []string {
	var found []string
	for _, path := range sortedKeys(graph) {
		pack := strings.TrimPrefix(strings.TrimPrefix(path, module), "/")
		if pack == "" {
			pack = "."
		}
		i := slices.IndexFunc(directions, func(d direction) bool { return under(pack, d.From) })
		if i < 0 {
			found = append(found, pack+" has no direction: say where it belongs")
			continue
		}
		for _, imported := range graph[path] {
			if strings.HasPrefix(imported, windows) && !under(pack, "app/desktop") && !under(pack, "bench") && pack != "." {
				found = append(found, pack+" knows windows: "+imported)
			}
			own, ok := strings.CutPrefix(imported, module+"/")
			if ok && !slices.ContainsFunc(directions[i].May, func(may string) bool { return under(own, may) }) {
				found = append(found, pack+" must not know "+own)
			}
		}
	}
	return found
}

func sortedKeys(graph map[string][]string) []string {
	var keys []string
	for key := range graph {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}

// list asks the go command for packages and what they import directly.
func list(t *testing.T, args ...string) map[string][]string {
	t.Helper()
	command := exec.Command("go", append([]string{"list", "-e", "-json=ImportPath,Imports"}, args...)...)
	command.Env = append(os.Environ(), "CGO_ENABLED=0")
	out, err := command.Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	graph := map[string][]string{}
	for decoder := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p struct {
			ImportPath string
			Imports    []string
		}
		if err := decoder.Decode(&p); errors.Is(err, io.EOF) {
			return graph
		} else if err != nil {
			t.Fatal(err)
		}
		graph[p.ImportPath] = p.Imports
	}
}

func TestDirections(t *testing.T) {
	graph := list(t, "-tags", "migrated_fynedo,ci", "./...")
	for path := range graph {
		if under(path, module+"/build") {
			delete(graph, path) // what was built, not what is written
		}
	}
	for _, needed := range []string{"forms", "validation", "export/workbook", "app/workspace", "app/command"} {
		if len(graph[module+"/"+needed]) == 0 {
			t.Errorf("the graph does not hold %s: this test looks at something else than the program", needed)
		}
	}
	for _, violation := range violations(graph) {
		t.Error(violation)
	}
}

// The program without windows is built without a trace of them.
func TestHeadlessHasNoWindows(t *testing.T) {
	graph := list(t, "-deps", "-tags", "headless", ".")
	if _, ok := graph[module+"/app/command"]; !ok {
		t.Error("the graph does not hold app/command: this test looks at something else than the program")
	}
	for path := range graph {
		if strings.HasPrefix(path, windows) || under(path, module+"/app/desktop") || under(path, module+"/assets/fonts") {
			t.Errorf("the headless program holds %s", path)
		}
	}
}

func TestViolationsAreFound(t *testing.T) {
	graph := map[string][]string{}
	for _, edge := range []string{
		"assets → embed", "forms/words → assets", "forms/words → forms", "forms/document → forms/words", "validation → forms",
		"export/workbook → forms", "app/workspace → validation", "app/command → app/workspace", "app/desktop/pages → fyne.io/fyne/v2",
		"app/desktop/pages → app/desktop/grid", "app/desktop/grid → fyne.io/fyne/v2", " → app/command",
		// These go the wrong way.
		"assets → forms", "forms → validation", "forms/document → forms", "validation → app/workspace", "export/workbook → validation",
		"export/mail → export/workbook", "app/workspace → app/desktop", "app/workspace → fyne.io/fyne/v2/data", "app/command → app/desktop/grid",
		"app/desktop/grid → forms", "app/desktop/pages → app/command", "formsy → forms",
	} {
		from, to, _ := strings.Cut(edge, " → ")
		if !strings.Contains(to, ".") && to != "embed" {
			to = module + "/" + to
		}
		from = strings.TrimSuffix(module+"/"+from, "/")
		graph[from] = append(graph[from], to)
	}
	want := []string{
		"app/command must not know app/desktop/grid", "app/desktop/grid must not know forms", "app/desktop/pages must not know app/command",
		"app/workspace must not know app/desktop", "app/workspace knows windows: fyne.io/fyne/v2/data", "assets must not know forms",
		"export/mail must not know export/workbook", "export/workbook must not know validation", "forms must not know validation",
		"forms/document must not know forms", "formsy has no direction: say where it belongs", "validation must not know app/workspace",
	}
	if diff := cmp.Diff(want, violations(graph)); diff != "" {
		t.Error(fmt.Sprint("wanted against found:\n", diff))
	}
}
