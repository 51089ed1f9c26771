package main

import (
	"bufio"
	"embed"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
)

//go:embed others
var scripts embed.FS

// shape is a sheet that all write alike: rows and columns of figures, with
// one row of heads above and two columns of heads before.
type shape struct {
	Name          string
	Rows, Columns int
}

// rival is another program at the same job.
type rival struct {
	name string
	does string // where it cannot do just the same
	run  func(path string, sheets []shape) (outcome, error)
}

// writers write sheets to a path; readers read the workbook at a path.
func writers(scratch string) []rival {
	return []rival{
		{"XlsxWriter", "", python(scratch, "xlsxwriter", "write_xlsxwriter.py")},
		{"openpyxl, write-only", "", python(scratch, "openpyxl", "write_openpyxl.py")},
		{"exceljs, streaming", "", node(scratch, "exceljs", "write_exceljs.js")},
		{"SheetJS", "", node(scratch, "xlsx", "write_sheetjs.js")},
		{"LibreOffice", "from a CSV of the same figures, with its start", officeWrites(scratch)},
	}
}

func readers(scratch string) []rival {
	return []rival{
		{"openpyxl, read-only", "", python(scratch, "openpyxl", "read_openpyxl.py")},
		{"exceljs, streaming", "", node(scratch, "exceljs", "read_exceljs.js")},
		{"SheetJS", "", node(scratch, "xlsx", "read_sheetjs.js")},
		{"LibreOffice", "to a CSV, with its start", officeReads(scratch)},
	}
}

// compare runs the rivals, says what each took, and returns the fastest.
func compare(t *table, rivals []rival, times int, path func(rival) string, sheets []shape, figures int) (fastest rival, best outcome) {
	for _, r := range rivals {
		o, err := bestOf(times, r, path(r), sheets)
		if err != nil {
			t.lacking("  "+r.name, oneLine(err.Error()))
			continue
		}
		remark := "peak " + bytesOf(o.Peak)
		if o.Versions != "" {
			remark = "version " + o.Versions + ", " + remark
		}
		if r.does != "" {
			remark += ", " + r.does
		}
		if o.Figures != 0 && o.Figures != figures {
			remark += fmt.Sprintf(", but %s figures instead of %s", grouped(o.Figures), grouped(figures))
		}
		t.told("  "+r.name, span(o.Took), remark)
		if best.Took == 0 || o.Took < best.Took {
			fastest, best = r, o
		}
	}
	return fastest, best
}

func bestOf(times int, r rival, path string, sheets []shape) (outcome, error) {
	return best(times, func() (outcome, error) { return r.run(path, sheets) })
}

// script unpacks one of the scripts.
func script(scratch, name string) (string, error) {
	content, err := scripts.ReadFile("others/" + name)
	if err != nil {
		return "", err
	}
	path := filepath.Join(scratch, name)
	return path, os.WriteFile(path, content, 0o644)
}

func arguments(script, path string, sheets []shape) []string {
	text, _ := json.Marshal(sheets) // names and numbers can always be written
	return []string{script, path, string(text)}
}

// python runs a script with the first Python that has a library: there may be
// several on a machine.
func python(scratch, library, name string) func(string, []shape) (outcome, error) {
	return func(path string, sheets []shape) (outcome, error) {
		file, err := script(scratch, name)
		if err != nil {
			return outcome{}, err
		}
		for _, interpreter := range []string{"python3", "/usr/bin/python3"} {
			if exec.Command(interpreter, "-c", "import "+library).Run() == nil {
				return process(nil, interpreter, arguments(file, path, sheets)...)
			}
		}
		return outcome{}, fmt.Errorf("no Python on this machine has %s", library)
	}
}

// node runs a script with the libraries that `make bench` installs.
func node(scratch, library, name string) func(string, []shape) (outcome, error) {
	return func(path string, sheets []shape) (outcome, error) {
		file, err := script(scratch, name)
		if err != nil {
			return outcome{}, err
		}
		environment := []string{}
		if os.Getenv("NODE_PATH") == "" {
			if modules, err := filepath.Abs("build/bench/node_modules"); err == nil {
				environment = append(environment, "NODE_PATH="+modules)
			}
		}
		check := exec.Command("node", "-e", "require('"+library+"')")
		check.Env = append(os.Environ(), environment...)
		if check.Run() != nil {
			return outcome{}, fmt.Errorf("no Node.js on this machine has %s; make bench installs it", library)
		}
		return process(environment, "node", append([]string{"--max-old-space-size=8192"}, arguments(file, path, sheets)...)...)
	}
}

// office converts a file with LibreOffice, under a profile of its own so that
// an open LibreOffice is not disturbed.
func office(scratch, to, path string) (outcome, error) {
	program, err := exec.LookPath("soffice")
	if err != nil {
		return outcome{}, fmt.Errorf("there is no LibreOffice on this machine")
	}
	profile := "-env:UserInstallation=file://" + filepath.ToSlash(filepath.Join(scratch, "office"))
	return process(nil, program, profile, "--headless", "--convert-to", to, "--outdir", filepath.Join(scratch, "converted"), path)
}

func officeReads(scratch string) func(string, []shape) (outcome, error) {
	return func(path string, _ []shape) (outcome, error) { return office(scratch, "csv", path) }
}

func officeWrites(scratch string) func(string, []shape) (outcome, error) {
	return func(_ string, sheets []shape) (outcome, error) {
		path := filepath.Join(scratch, "figures.csv")
		if err := writeFigures(path, sheets); err != nil {
			return outcome{}, err
		}
		return office(scratch, "xlsx", path)
	}
}

// writeFigures writes what the rivals write as one CSV.
func writeFigures(path string, sheets []shape) error {
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	defer file.Close()
	w := bufio.NewWriter(file)
	for _, sheet := range slices.Backward(sheets) {
		for r := range sheet.Rows {
			fmt.Fprintf(w, "Area %d,Age %d", r, r)
			for c := range sheet.Columns {
				fmt.Fprintf(w, ",%d", (r*31+c*17)%100_000)
			}
			fmt.Fprintln(w)
		}
	}
	return w.Flush()
}
