package workbook_test

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/json"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"testing"

	"migraform/export/workbook"
	"migraform/forms"

	"github.com/xuri/excelize/v2"
)

// python finds a Python that has openpyxl.
func python(t *testing.T) string {
	for _, name := range []string{"python3", "/usr/bin/python3"} {
		if exec.Command(name, "-c", "import openpyxl").Run() == nil {
			return name
		}
	}
	t.Skip("no Python with openpyxl on this machine; make test installs it (Debian: python3-openpyxl)")
	return ""
}

// throughLibreOffice opens a workbook in LibreOffice and saves it again.
func throughLibreOffice(t *testing.T, path string) string {
	office, err := exec.LookPath("soffice")
	if err != nil {
		t.Skip("no LibreOffice on this machine; make test installs it (Debian: libreoffice-calc)")
	}
	folder := t.TempDir()
	command := exec.Command(office, "-env:UserInstallation=file://"+filepath.Join(folder, "profile"), "--headless",
		"--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", filepath.Join(folder, "saved"), path)
	if said, err := command.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, said)
	}
	return filepath.Join(folder, "saved", filepath.Base(path))
}

// comesBack reads a workbook that another program saved.
func comesBack(t *testing.T, s workbook.Submission, path string) *workbook.Contents {
	t.Helper()
	c, err := workbook.Read(context.Background(), path)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range c.Problems {
		t.Error(p.Error())
	}
	for _, d := range workbook.Compare(c, s.Questionnaire, s.Answers) {
		t.Errorf("%s (%s!%s): %+v in the workbook, %+v in the document", d.Address, d.Sheet, d.Cell, d.Workbook, d.Document)
	}
	if edited := c.Edited(); len(edited) > 0 {
		t.Errorf("counts as edited: %v", edited)
	}
	return c
}

func TestOpenpyxlReadsEqualValues(t *testing.T) {
	s := submission(t)
	path := wrote(t, s)
	said, err := exec.Command(python(t), "testdata/openpyxl_walk.py", "dump", path).Output()
	if err != nil {
		t.Fatal(err)
	}
	values := map[string]any{}
	for line := range bytes.Lines(said) {
		var cell [3]any
		if err := json.Unmarshal(line, &cell); err != nil {
			t.Fatal(err)
		}
		values[cell[0].(string)+"!"+cell[1].(string)] = cell[2]
	}
	c := comesBack(t, s, path)
	q, seen := s.Questionnaire, 0
	c.Places(func(address, sheet, cell string) {
		a := s.Answers.At(at(t, q, address))
		got, has := values[sheet+"!"+cell]
		switch {
		case a.Status.IsNumber():
			if got != a.Value.Float() {
				t.Errorf("%s: openpyxl reads %v, the answer is %s", address, got, a.Value)
			}
			seen++
		case !a.IsBlank():
			want := map[forms.Status]string{forms.NotAvailable: "…", forms.NotCollected: "…", forms.CannotExist: "..", forms.Included: "x", forms.Withheld: "c"}[a.Status]
			if got != want {
				t.Errorf("%s: openpyxl reads %v, the sign is %s", address, got, want)
			}
			seen++
		default:
			if n, ok := s.Shown(at(t, q, address)); ok && got != n.Float() {
				t.Errorf("%s: openpyxl reads %v, the computed total is %s", address, got, n)
			} else if !ok && has {
				t.Errorf("%s: openpyxl reads %v in a blank cell", address, got)
			}
		}
	})
	if seen < 25 {
		t.Errorf("only %d answers were compared", seen)
	}
}

// The example of FORMAT.md does what it says.
func TestTheExampleOfTheContract(t *testing.T) {
	contract, err := os.ReadFile("FORMAT.md")
	if err != nil {
		t.Fatal(err)
	}
	example := regexp.MustCompile("(?s)```python\n(.*?)```").FindSubmatch(contract)[1]
	s := submission(t)
	script := bytes.Replace(example, []byte("NOR 2025.xlsx"), []byte(wrote(t, s)), 1)
	said, err := exec.Command(python(t), "-c", string(script)).Output()
	if err != nil {
		t.Fatal(err)
	}
	if want := "citizenship=NOR time=2025;sex=F 301\n"; !bytes.Contains(said, []byte(want)) {
		t.Errorf("no %q in\n%s", want, said)
	}
}

func TestAWorkbookSavedByOpenpyxlComesBack(t *testing.T) {
	s := submission(t)
	saved := filepath.Join(t.TempDir(), "saved.xlsx")
	if said, err := exec.Command(python(t), "testdata/openpyxl_walk.py", "save", wrote(t, s), saved).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, said)
	}
	comesBack(t, s, saved)
}

func TestAWorkbookSavedByLibreOfficeComesBack(t *testing.T) {
	s := submission(t)
	comesBack(t, s, throughLibreOffice(t, wrote(t, s)))
}

// The cached totals are taken out first, so that LibreOffice must compute
// them by the formulas.
func TestLibreOfficeComputesTheSameTotals(t *testing.T) {
	s := submission(t)
	if totals := totalsInLibreOffice(t, s, wrote(t, s)); totals < 20 {
		t.Errorf("only %d totals were compared", totals)
	}
}

// totalsInLibreOffice compares the totals that LibreOffice computes with
// those of the program, and counts them.
func totalsInLibreOffice(t *testing.T, s workbook.Submission, path string) (totals int) {
	t.Helper()
	bare := filepath.Join(t.TempDir(), "bare.xlsx")
	withoutCachedValues(t, path, bare)
	saved := throughLibreOffice(t, bare)
	c := comesBack(t, s, saved)
	file, err := excelize.OpenFile(saved, excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	c.Places(func(address, sheet, cell string) {
		formula, _ := file.GetCellFormula(sheet, cell)
		want, ok := s.Shown(at(t, s.Questionnaire, address))
		if formula == "" || !ok {
			return
		}
		totals++
		if got, _ := file.GetCellValue(sheet, cell); got != want.String() {
			t.Errorf("%s: LibreOffice computes %s by %s, the program %s", address, got, formula, want)
		}
	})
	return totals
}

// withoutCachedValues copies a workbook without the values of its formulas.
func withoutCachedValues(t *testing.T, from, to string) {
	rewrite(t, from, to, func(name string, part []byte) []byte {
		return regexp.MustCompile(`</f><v>[^<]*</v>`).ReplaceAll(part, []byte("</f>"))
	})
}

// rewrite copies a workbook part by part.
func rewrite(t testing.TB, from, to string, change func(name string, part []byte) []byte) {
	t.Helper()
	in, err := zip.OpenReader(from)
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, f := range in.File {
		r, _ := f.Open()
		part, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		to, _ := w.Create(f.Name)
		to.Write(change(f.Name, part))
	}
	w.Close()
	if err := os.WriteFile(to, out.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
}
