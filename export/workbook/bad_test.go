package workbook_test

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"

	"migraform/export/workbook"
	"migraform/forms"
	"migraform/forms/words"

	"github.com/xuri/excelize/v2"
)

// zipped packs parts as an archive.
func zipped(parts map[string]string) []byte {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for name, text := range parts {
		to, _ := w.Create(name)
		io.WriteString(to, text)
	}
	w.Close()
	return b.Bytes()
}

// package of a workbook with one sheet.
func oneSheet(sheet string) []byte {
	return zipped(map[string]string{
		"_rels/.rels":                `<Relationships><Relationship Id="a" Type="http://x/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
		"xl/workbook.xml":            `<workbook xmlns:r="r"><sheets><sheet name="S" sheetId="1" r:id="b"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": `<Relationships><Relationship Id="b" Type="http://x/worksheet" Target="worksheets/s.xml"/></Relationships>`,
		"xl/worksheets/s.xml":        sheet,
	})
}

func TestFilesThatAreNoSuchWorkbook(t *testing.T) {
	good, err := os.ReadFile(wrote(t, submission(t)))
	if err != nil {
		t.Fatal(err)
	}
	foreign := excelize.NewFile()
	foreign.SetCellValue("Sheet1", "A1", "Country")
	var plain, locked bytes.Buffer
	foreign.Write(&plain)
	foreign.Write(&locked, excelize.Options{Password: "secret"})
	ole := append([]byte{0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1}, make([]byte, 2000)...)
	newer := bytes.NewBuffer(nil)
	if file, err := excelize.OpenReader(bytes.NewReader(good)); err == nil {
		file.SetCellValue("B2", "A1", "migraform-workbook:99:table:B2:citizenship,sex,time")
		file.Write(newer)
	}
	tests := []struct {
		name, kind string
		bytes      []byte
	}{
		{"empty.xlsx", "empty", nil},
		{"~$submission.xlsx", "lock", []byte("\x05owner")},
		{"text.xlsx", "not_workbook", []byte("Country;2024;2025\n")},
		{"archive.xlsx", "not_workbook", zipped(map[string]string{"readme.txt": "hello"})},
		{"cut.xlsx", "damaged", good[:len(good)/2]},
		{"locked.xlsx", "password", locked.Bytes()},
		{"old.xls", "old_excel", ole},
		{"binary.xlsb", "binary", zipped(map[string]string{"xl/workbook.bin": "x"})},
		{"open.ods", "opendocument", zipped(map[string]string{"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<x/>"})},
		{"other.xlsx", "foreign", plain.Bytes()},
		{"newer.xlsx", "newer", newer.Bytes()},
		{"broken.xlsx", "damaged", oneSheet(`<worksheet><sheetData><row r="1"><c r="A1"><v>12`)},
		{"doctype.xlsx", "damaged", oneSheet(`<!DOCTYPE x [<!ENTITY a "b">]><worksheet/>`)},
		{"far.xlsx", "damaged", oneSheet(`<worksheet><sheetData><row r="99999999"><c r="A1"><v>12</v></c></row></sheetData></worksheet>`)},
		{"string.xlsx", "damaged", oneSheet(`<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>7</v></c></row></sheetData></worksheet>`)},
	}
	folder := t.TempDir()
	for _, test := range tests {
		path := filepath.Join(folder, test.name)
		if err := os.WriteFile(path, test.bytes, 0o600); err != nil {
			t.Fatal(err)
		}
		isFileError(t, path, test.kind)
	}
	isFileError(t, filepath.Join(folder, "nowhere.xlsx"), "missing")
	isFileError(t, folder, "folder")
}

func isFileError(t *testing.T, path, kind string) {
	t.Helper()
	_, err := workbook.Read(context.Background(), path)
	var problem *workbook.FileError
	if !errors.As(err, &problem) || !errors.Is(err, workbook.ErrUnreadable) || problem.Kind != kind {
		t.Errorf("%s: %v, want %s", filepath.Base(path), err, kind)
		return
	}
	for _, language := range words.Languages {
		if said := words.In(language).Error(err); !strings.Contains(said, filepath.Base(path)) || strings.Contains(said, "{{") {
			t.Errorf("%s in %s: %q", kind, language, said)
		}
	}
}

// A small file that would unpack to gigabytes, and a sheet of a million
// styled blank rows, are refused or passed over in bounded time and memory.
func TestBombs(t *testing.T) {
	folder := t.TempDir()
	bomb := filepath.Join(folder, "bomb.xlsx")
	file, err := os.Create(bomb)
	if err != nil {
		t.Fatal(err)
	}
	w := zip.NewWriter(file)
	for name, text := range map[string]string{
		"_rels/.rels":                `<Relationships><Relationship Id="a" Type="http://x/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
		"xl/workbook.xml":            `<workbook xmlns:r="r"><sheets><sheet name="S" sheetId="1" r:id="b"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": `<Relationships><Relationship Id="b" Type="http://x/worksheet" Target="worksheets/s.xml"/></Relationships>`,
	} {
		to, _ := w.Create(name)
		io.WriteString(to, text)
	}
	to, _ := w.Create("xl/worksheets/s.xml")
	io.WriteString(to, "<worksheet><sheetData>")
	blank := []byte(strings.Repeat(`<row r="1" s="1" customFormat="1"/>`, 1<<15))
	for range 1100 {
		to.Write(blank)
	}
	w.Close()
	file.Close()
	isFileError(t, bomb, "too_large")

	var rows strings.Builder
	rows.WriteString("<worksheet><sheetData>")
	for row := range 1_000_000 {
		fmt.Fprintf(&rows, `<row r="%d" s="3" customFormat="1"><c r="A%d" s="3"/></row>`, row+1, row+1)
	}
	rows.WriteString("</sheetData></worksheet>")
	blanks := filepath.Join(folder, "blanks.xlsx")
	if err := os.WriteFile(blanks, oneSheet(rows.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	start := time.Now()
	isFileError(t, blanks, "foreign")
	runtime.ReadMemStats(&after)
	if took := time.Since(start); took > 5*time.Second {
		t.Errorf("a million blank rows took %s", took)
	}
	if used := after.TotalAlloc - before.TotalAlloc; used > 16<<20 {
		t.Errorf("a million blank rows took %d bytes", used)
	}
}

func TestAFileIsReplacedOnlyWhenAsked(t *testing.T) {
	s := submission(t)
	path := filepath.Join(t.TempDir(), "submission.xlsx")
	if err := os.WriteFile(path, []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := workbook.Write(context.Background(), path, s, workbook.Options{})
	if !errors.Is(err, workbook.ErrExists) {
		t.Fatalf("got %v", err)
	}
	if text, _ := os.ReadFile(path); string(text) != "mine" {
		t.Fatal("the file was touched")
	}
	if _, err = workbook.Write(context.Background(), path, s, workbook.Options{Force: true}); err != nil {
		t.Fatal(err)
	}
	if left, _ := filepath.Glob(filepath.Join(filepath.Dir(path), "*")); len(left) != 1 {
		t.Errorf("left behind: %v", left)
	}
	if left, _ := filepath.Glob(filepath.Join(filepath.Dir(path), ".*")); len(left) != 0 {
		t.Errorf("left behind: %v", left)
	}
}

func TestWhereAWorkbookCannotGo(t *testing.T) {
	s := submission(t)
	kind := func(path string) string {
		_, err := workbook.Write(context.Background(), path, s, workbook.Options{})
		var problem *workbook.WriteError
		if !errors.As(err, &problem) || !errors.Is(err, workbook.ErrCannotWrite) {
			t.Errorf("%s: %v", path, err)
			return ""
		}
		for _, language := range words.Languages {
			if said := words.In(language).Error(err); strings.Contains(said, "{{") || strings.HasPrefix(said, "workbook.") {
				t.Errorf("%s: %q", path, said)
			}
		}
		return problem.Kind
	}
	if got := kind(filepath.Join(t.TempDir(), "nowhere", "a.xlsx")); got != "no_folder" {
		t.Errorf("a missing folder is %q", got)
	}
	if _, err := os.Stat("/proc/self"); err == nil {
		// Nobody may make a file there, not even root.
		if got := kind("/proc/self/a.xlsx"); got != "no_folder" && got != "read_only" {
			t.Errorf("a read-only folder is %q", got)
		}
	}
	if got := workbook.KindOfFailure(&os.PathError{Op: "write", Path: "a.xlsx", Err: syscall.ENOSPC}); got != "disk_full" {
		t.Errorf("a full disk is %q", got)
	}
	if got := workbook.KindOfFailure(&os.PathError{Op: "open", Path: "a.xlsx", Err: syscall.EACCES}); got != "read_only" {
		t.Errorf("a read-only folder is %q", got)
	}
}

func TestCancelledWritingLeavesNothing(t *testing.T) {
	folder := t.TempDir()
	ctx, cancel := context.WithCancel(context.Background())
	_, err := workbook.Write(ctx, filepath.Join(folder, "a.xlsx"), submission(t), workbook.Options{Progress: func(done, total int) { cancel() }})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	if entries, _ := os.ReadDir(folder); len(entries) > 0 {
		t.Errorf("left behind: %v", entries)
	}
}

// Texts that would be formulas, links or broken XML if they were taken for
// more than texts.
func TestTextsStayTexts(t *testing.T) {
	s := submission(t)
	texts := []string{"=1+1", "+1", "-1", "@SUM(A1)", "=HYPERLINK(\"http://example.org\",\"here\")", "=cmd|' /C calc'!A0", "http://example.org",
		"</t></is></c><c><f>1+1</f></c>", "a & b < c > d \" e '", "_x0041_", "_x005F_", " blanks ", "line\nline", "tab\there", "]]>", "&#61;1", "日本語 العربية 🙂"}
	s.Questions = nil
	for i, text := range texts {
		s.Questions = append(s.Questions, workbook.QuestionAnswer{Group: "M2", Question: fmt.Sprintf("q%d", i), Label: text, Answer: text, Text: text})
	}
	s.Office, s.Contact = "=1+1", "a\x00b"
	s.Questions = append(s.Questions, workbook.QuestionAnswer{Group: "M2", Question: "control", Label: "", Answer: "a\x01b", Text: "a\x01b\r\nc"},
		workbook.QuestionAnswer{Group: "M2", Question: "long", Answer: "", Text: strings.Repeat("é", 40_000)})
	path := filepath.Join(t.TempDir(), "texts.xlsx")
	result, err := workbook.Write(context.Background(), path, s, workbook.Options{})
	if err != nil {
		t.Fatal(err)
	}
	c, err := workbook.Read(context.Background(), path)
	if err != nil {
		t.Fatal(err)
	}
	for i, text := range texts {
		if got := c.Questions[i]; got.Text != text || got.Answer != text || got.Label != text {
			t.Errorf("%q came back as %+v", text, got)
		}
	}
	if got := c.Questions[len(texts)].Text; got != "a\uFFFDb\nc" {
		t.Errorf("control signs came back as %q", got)
	}
	if got := c.Questions[len(texts)+1].Text; got != strings.Repeat("é", 32_767) {
		t.Errorf("a long text came back with %d bytes", len(got))
	}
	if len(result.Changes) < 3 {
		t.Errorf("changes that were made: %+v", result.Changes)
	}
	file, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	for _, sheet := range file.GetSheetList() {
		if sheet == "B2" || strings.HasPrefix(sheet, "A1") {
			continue
		}
		for row := 1; row < 80; row++ {
			for col := 1; col < 12; col++ {
				name, _ := excelize.CoordinatesToCellName(col, row)
				if formula, _ := file.GetCellFormula(sheet, name); formula != "" {
					t.Errorf("%s!%s is the formula %s", sheet, name, formula)
				}
				if link, _, _ := file.GetCellHyperLink(sheet, name); link {
					t.Errorf("%s!%s is a link", sheet, name)
				}
			}
		}
	}
}

// FuzzRead: no file, however malformed, makes reading crash or hang.
func FuzzRead(f *testing.F) {
	good, err := os.ReadFile(wrote(f, submission(f)))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(true, good)
	f.Add(true, good[:len(good)-200])
	for _, sheet := range []string{
		`<worksheet><sheetData><row><c t="inlineStr"><is><t>migraform-workbook:1:table:B2:a,b</t></is></c></row><row><c t="inlineStr"><is><t>#codes</t></is></c><c t="inlineStr"><is><t>a=1</t></is></c></row><row><c t="inlineStr"><is><t>b=2</t></is></c><c><v>12</v></c></row></sheetData></worksheet>`,
		`<worksheet><sheetData><row r="1"><c r="A1" t="str"><v>migraform-workbook:1:notes</v></c></row></sheetData></worksheet>`,
		`<x:worksheet><!-- a > b --><x:sheetData><x:row><x:c t="e"><x:f>1/0</x:f><x:v>#DIV/0!</x:v></x:c><x:c t="b"><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>`,
		`<worksheet><sheetData><row><c><v><![CDATA[1]]></v></c><c a="1>2"><v>&#x31;&unknown;</v></c></row>`,
	} {
		f.Add(false, []byte(sheet))
	}
	q := questionnaire()
	folder := f.TempDir()
	f.Fuzz(func(t *testing.T, whole bool, b []byte) {
		if !whole {
			b = oneSheet(string(b)) // mutations would not get past the archive
		}
		path := filepath.Join(folder, "fuzz.xlsx")
		if err := os.WriteFile(path, b, 0o600); err != nil {
			t.Fatal(err)
		}
		c, err := workbook.Read(context.Background(), path)
		if err != nil {
			if !errors.Is(err, workbook.ErrUnreadable) {
				t.Fatalf("an error that nobody can act on: %v", err)
			}
			return
		}
		workbook.Compare(c, q, nil)
		c.Edited()
		c.Each(func(address, sheet, cell string, a forms.Answer) {
			if a.IsBlank() || address == "" {
				t.Errorf("%s: %+v", address, a)
			}
		})
	})
}
