package command_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"migraform/app/command"
	"migraform/app/workspace"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
)

// run runs a command and returns what it wrote to standard output.
func run(t *testing.T, status int, args ...string) string {
	t.Helper()
	var out, notes bytes.Buffer
	if got := command.Run(args, strings.NewReader(""), &out, &notes); got != status {
		t.Fatalf("migraform %s: status %d, wanted %d\n%s%s", strings.Join(args, " "), got, status, &out, &notes)
	}
	return out.String()
}

// figure is a line of "import --json".
type figure struct {
	Sheet, Cell, Value, Kind, Placed string
	SetAside                         string `json:"set_aside"`
	Unresolved                       bool
}

func figures(t *testing.T, text string) []figure {
	t.Helper()
	var all []figure
	for line := range strings.Lines(text) {
		var f figure
		if err := json.Unmarshal([]byte(line), &f); err != nil {
			t.Fatalf("%s: %v", line, err)
		}
		all = append(all, f)
	}
	return all
}

// The walk of an office: each spreadsheet goes into its table, and the
// figures of the exported workbook equal the source's, cell by cell. Sources
// and workbook are read here by other means than the program's own.
func TestExportedFiguresEqualTheSources(t *testing.T) {
	samples := t.TempDir()
	run(t, command.Done, "sample", "--dir", samples)
	for _, walk := range []struct {
		name, country, year, table, source string
		placed                             int
		some                               map[string]string // spot checks, read by eye in the source
	}{
		{"country by year", "CAN", "2020", "B2", filepath.Join(samples, "permanent-residents-by-citizenship-2016-2020.xlsx"), 915, map[string]string{
			"B2/IND/_T/2018": "69985", "B2/PHL/_T/2016": "41850", "B2/_T/_T/2020": "184595", "B2/AFG/_T/2020": "1660", "B2/BTN/_T/2020": "c", "B2/STLS/_T/2016": "835"}},
		{"country by country", "CAN", "2020", "E1", filepath.Join(samples, "asylum-seekers-2018-by-origin.csv"), 178, map[string]string{
			"E1/NGA/PEND_DEC31/2018": "13049", "E1/AUS/PEND_DEC31/2018": "c", "E1/_U/PEND_DEC31/2018": "1586"}},
		{"country by year by sex", "CAN", "2020", "C1", filepath.Join(samples, "migrant-stock-by-sex-2019-2020.xlsx"), 6, map[string]string{
			"C1/_T/_T/2019": "7960657", "C1/_T/M/2019": "3786190", "C1/_T/F/2019": "4174467", "C1/_T/_T/2020": "8049323", "C1/_T/M/2020": "3828361", "C1/_T/F/2020": "4220962"}},
		{"a published matrix", "CAN", "2013", "C1", shared("world_bank_bilateral_migrant_stocks_2013.xlsx"), 0, map[string]string{
			"C1/IND/_T/2013": "547890", "C1/CHN/_T/2013": "639813"}},
	} {
		t.Run(walk.name, func(t *testing.T) {
			if !isThere(walk.source) {
				t.Skip("the published spreadsheets are not beside this checkout (../shared)")
			}
			document, book := filepath.Join(t.TempDir(), "d.migraform"), filepath.Join(t.TempDir(), "d.xlsx")
			run(t, command.Done, "new", document, "--country", walk.country, "--year", walk.year)
			all := figures(t, run(t, command.Done, "import", document, walk.source, "--table", walk.table, "--json"))
			command.Run([]string{"export", document, book}, nil, &bytes.Buffer{}, &bytes.Buffer{})
			run(t, command.Done, "verify", book, "--against", document)

			source, got, read := cellsOf(t, walk.source), answersIn(t, book, walk.table), map[string]bool{}
			placed := map[string]string{}
			for _, f := range all {
				place := f.Sheet + "!" + f.Cell
				read[place] = true
				if (f.Placed == "") == (f.SetAside == "") {
					t.Errorf("%s is neither placed nor set aside, or both", place)
				}
				if f.Kind != "missing" && source[place] != f.Value {
					t.Errorf("%s holds %q in the source, and was read as %q", place, source[place], f.Value)
				}
				if f.Placed != "" {
					placed[f.Placed] = f.Value
				}
			}
			for place, value := range source {
				if isNumber(value) && !read[place] {
					t.Errorf("%s: the figure %s was lost", place, value)
				}
			}
			if walk.placed > 0 && len(placed) != walk.placed || len(placed) == 0 {
				t.Errorf("%d figures were placed, not %d", len(placed), walk.placed)
			}
			for address, value := range placed {
				if in := got[address]; in != value && (value != "" || isNumber(in) && in != "0" || in == "") {
					t.Errorf("%s: %q in the workbook, %q in the source", address, in, value)
				}
			}
			for address, in := range got {
				if _, ok := placed[address]; !ok {
					t.Errorf("%s: %q in the workbook comes from nowhere", address, in)
				}
			}
			for address, value := range walk.some {
				if got[address] != value {
					t.Errorf("%s: %q in the workbook; the source says %q", address, got[address], value)
				}
			}
			throughOtherPrograms(t, document, book, walk.table, got)
		})
	}
}

// throughOtherPrograms reads the workbook with openpyxl, and after LibreOffice
// opened and saved it, where they are there.
func throughOtherPrograms(t *testing.T, document, book, table string, want map[string]string) {
	t.Run("openpyxl", func(t *testing.T) {
		for _, python := range []string{"python3", "/usr/bin/python3"} {
			if exec.Command(python, "-c", "import openpyxl").Run() != nil {
				continue
			}
			out, err := exec.Command(python, "testdata/answers.py", book, table).Output()
			if err != nil {
				t.Fatal(err)
			}
			got := map[string]string{}
			if err := json.Unmarshal(out, &got); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Error(diff)
			}
			return
		}
		t.Skip("no Python with openpyxl on this machine; make test installs it")
	})
	t.Run("LibreOffice", func(t *testing.T) {
		office, err := exec.LookPath("soffice")
		if err != nil {
			t.Skip("no LibreOffice on this machine; make test installs it")
		}
		folder := t.TempDir()
		said, err := exec.Command(office, "-env:UserInstallation=file://"+filepath.Join(folder, "profile"), "--headless",
			"--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", folder, book).CombinedOutput()
		if err != nil {
			t.Fatalf("%v: %s", err, said)
		}
		saved := filepath.Join(folder, filepath.Base(book))
		if diff := cmp.Diff(want, answersIn(t, saved, table)); diff != "" {
			t.Error(diff)
		}
		run(t, command.Done, "verify", saved, "--against", document)
	})
}

// cellsOf reads a source by its places, numbers without grouping.
func cellsOf(t *testing.T, path string) map[string]string {
	t.Helper()
	cells := map[string]string{}
	put := func(sheet string, rows [][]string) {
		for i, row := range rows {
			for j, value := range row {
				if name, err := excelize.CoordinatesToCellName(j+1, i+1); err != nil {
					t.Fatal(err)
				} else if value != "" {
					cells[sheet+"!"+name] = value
				}
			}
		}
	}
	if filepath.Ext(path) == ".csv" {
		f, err := os.Open(path)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		rows, err := csv.NewReader(f).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		put("", rows)
		return cells
	}
	book, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	for _, sheet := range book.GetSheetList() {
		rows, err := book.GetRows(sheet, excelize.Options{RawCellValue: true})
		if err != nil {
			t.Fatal(err)
		}
		put(sheet, rows)
	}
	return cells
}

// answersIn reads the answers of a table from a workbook as its contract
// (export/workbook/FORMAT.md) tells other programs to. Formulas are no
// answers.
func answersIn(t *testing.T, path, table string) map[string]string {
	t.Helper()
	book, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	rows, err := book.GetRows(table, excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	mark := strings.Split(rows[0][0], ":")
	axes := strings.Split(mark[4], ",")
	var codes []string
	answers := map[string]string{}
	for i, row := range rows {
		switch {
		case len(row) == 0 || row[0] == "":
		case row[0] == "#codes":
			codes = row
		case strings.Contains(row[0], "=") && codes != nil:
			for j, value := range row {
				if value == "" || j >= len(codes) || !strings.Contains(codes[j], "=") {
					continue
				}
				name, _ := excelize.CoordinatesToCellName(j+1, i+1)
				if formula, _ := book.GetCellFormula(table, name); formula != "" {
					continue
				}
				address := table
				for _, axis := range axes {
					for part := range strings.SplitSeq(row[0]+";"+codes[j], ";") {
						if code, ok := strings.CutPrefix(part, axis+"="); ok {
							address += "/" + code
						}
					}
				}
				answers[address] = value
			}
		}
	}
	return answers
}

func isNumber(text string) bool {
	return text != "" && strings.Trim(text, "0123456789.-") == "" && strings.ContainsAny(text, "0123456789")
}

// A document that somebody else has open is left alone.
func TestADocumentInUseIsNotChanged(t *testing.T) {
	folder := t.TempDir()
	document, source := filepath.Join(folder, "d.migraform"), filepath.Join(folder, "a.csv")
	if err := os.WriteFile(source, []byte("table,cell,value,status,confidentiality,note\nB2,B2/SWE/M/2025,5,A,,\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	run(t, command.Done, "new", document, "--country", "NOR", "--year", "2025")
	ws, err := workspace.Open(document)
	if err != nil {
		t.Fatal(err)
	}
	defer ws.Close()
	run(t, command.Unwritten, "import", document, source)
	run(t, command.Done, "import", document, source, "--dry-run")
	run(t, command.Done, "check", document)
}

// edit changes one cell of a workbook as a person would in Excel.
func edit(path, sheet, cell, value string) error {
	book, err := excelize.OpenFile(path)
	if err != nil {
		return err
	}
	defer book.Close()
	if err := book.SetCellValue(sheet, cell, value); err != nil {
		return err
	}
	return book.Save()
}
