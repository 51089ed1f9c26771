package command_test

import (
	"errors"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"

	"migraform/app/command"

	"github.com/rogpeppe/go-internal/testscript"
)

// update writes what the commands say now into the scripts, to be read
// before it is committed: go test ./app/command -update
var update = flag.Bool("update", false, "write the commands' output into the scripts")

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"migraform": func() { os.Exit(command.Run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) },
	})
}

// shared is the folder of published spreadsheets beside the checkout. They
// are not part of it: what needs them is left out, and says so, where the
// folder is not there.
func shared(file string) string {
	path, err := filepath.Abs(filepath.Join("../../../shared/data/spreadsheets", file))
	if err != nil {
		return ""
	}
	return path
}

func isThere(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// The scripts are the command line's examples of use. Beside the usual words
// of testscript they know "status N migraform …", which runs the program and
// asks for that exit status, and "edit FILE.xlsx SHEET CELL VALUE".
func TestCommands(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:           "testdata/script",
		UpdateScripts: *update,
		Setup: func(env *testscript.Env) error {
			env.Setenv("LC_ALL", "en_GB.UTF-8")
			env.Setenv("SHARED", shared(""))
			samples, err := filepath.Abs("../../assets/samples")
			env.Setenv("SAMPLES", samples)
			env.Setenv("QUESTIONNAIRE", filepath.Join(filepath.Dir(samples), "questionnaires", "migration", "questionnaire.yaml"))
			env.Setenv("REGIONS", filepath.Join(samples, "../../forms/definition/testdata/regions"))
			env.Setenv("BROKEN", filepath.Join(samples, "../../forms/definition/testdata/broken"))
			return err
		},
		Condition: func(name string) (bool, error) {
			switch name {
			case "shared":
				return isThere(shared("README.md")), nil
			case "root":
				return os.Geteuid() == 0, nil
			}
			return false, errors.New("no such condition")
		},
		Cmds: map[string]func(ts *testscript.TestScript, neg bool, args []string){
			"status": func(ts *testscript.TestScript, _ bool, args []string) {
				want, err := strconv.Atoi(args[0])
				ts.Check(err)
				got := 0
				var failed *exec.ExitError
				switch err := ts.Exec(args[1], args[2:]...); {
				case errors.As(err, &failed):
					got = failed.ExitCode()
				case err != nil:
					ts.Fatalf("%v", err)
				}
				if got != want {
					ts.Fatalf("exit status %d, wanted %d", got, want)
				}
			},
			"edit": func(ts *testscript.TestScript, _ bool, args []string) {
				ts.Check(edit(ts.MkAbs(args[0]), args[1], args[2], args[3]))
			},
		},
	})
}
