package definition_test

import (
	"errors"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"migraform/forms/definition"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write the golden files anew")

// Each folder under testdata/broken is a definition with mistakes;
// mistakes.golden holds what its author is told.
func TestEveryMistakeIsReported(t *testing.T) {
	folders, err := filepath.Glob("testdata/broken/*")
	if err != nil || len(folders) == 0 {
		t.Fatal("no broken definitions", err)
	}
	for _, folder := range folders {
		t.Run(filepath.Base(folder), func(t *testing.T) {
			_, err := definition.LoadFile(filepath.Join(folder, "questionnaire.yaml"))
			var mistakes definition.Mistakes
			if !errors.As(err, &mistakes) {
				t.Fatalf("got %v; want mistakes", err)
			}
			golden := filepath.Join(folder, "mistakes.golden")
			if *update {
				if err := os.WriteFile(golden, []byte(mistakes.Error()+"\n"), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), mistakes.Error()+"\n"); diff != "" {
				t.Errorf("(- want, + got)\n%s", diff)
			}
		})
	}
}

func TestLoadFileNamesAFileThatIsNotThere(t *testing.T) {
	if _, err := definition.LoadFile("testdata/nowhere/questionnaire.yaml"); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("got %v", err)
	}
}

// A structure may be called otherwise; its mistakes are then in that file.
func TestAStructureOfAnotherName(t *testing.T) {
	folder := t.TempDir()
	for from, to := range map[string]string{"questionnaire.yaml": "draft-2.yaml", "en.yaml": "en.yaml"} {
		text, err := os.ReadFile(filepath.Join("testdata/broken/names", from))
		if err == nil {
			err = os.WriteFile(filepath.Join(folder, to), text, 0o600)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile("testdata/broken/names/mistakes.golden")
	if err != nil {
		t.Fatal(err)
	}
	_, err = definition.LoadFile(filepath.Join(folder, "draft-2.yaml"))
	if diff := cmp.Diff(strings.ReplaceAll(string(want), "questionnaire.yaml:", "draft-2.yaml:"), err.Error()+"\n"); diff != "" {
		t.Errorf("(- want, + got)\n%s", diff)
	}
}
