package reader_test

import (
	"context"
	"fmt"
	"math"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"migraform/forms/intake/reader"

	"github.com/xuri/excelize/v2"
)

const published = "../../../../shared/data/spreadsheets"

// converted has LibreOffice convert files and returns the folder that holds
// what came out. The test is skipped where there is no LibreOffice.
func converted(t *testing.T, to string, paths ...string) string {
	t.Helper()
	program, err := exec.LookPath("soffice")
	if err != nil {
		t.Skip("LibreOffice (soffice) is not installed")
	}
	folder := t.TempDir()
	ctx, stop := context.WithTimeout(context.Background(), 2*time.Minute)
	defer stop()
	args := []string{"-env:UserInstallation=file://" + t.TempDir(), "--headless", "--convert-to", to, "--outdir", folder}
	if out, err := exec.CommandContext(ctx, program, append(args, paths...)...).CombinedOutput(); err != nil {
		t.Fatalf("LibreOffice: %v\n%s", err, out)
	}
	return folder
}

// withEnding names the file that LibreOffice makes of one.
func withEnding(folder, path, ending string) string {
	return filepath.Join(folder, strings.TrimSuffix(filepath.Base(path), filepath.Ext(path))+ending)
}

func read(t testing.TB, path string) *reader.File {
	t.Helper()
	file, err := reader.Read(context.Background(), path, reader.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return file
}

// TestPublishedWorkbooksAreReadAsLibreOfficeDoes compares each cell of the
// .xls and .ods files with the .xlsx that LibreOffice makes of them: the
// place, the kind, the figure, the text, how a figure is shown, what is
// merged and what is hidden.
func TestPublishedWorkbooksAreReadAsLibreOfficeDoes(t *testing.T) {
	var paths []string
	for _, kind := range []string{"*.xls", "*.ods"} {
		found, err := filepath.Glob(filepath.Join(published, kind))
		if err != nil {
			t.Fatal(err)
		}
		paths = append(paths, found...)
	}
	if len(paths) == 0 {
		t.Skip("the published tables are not beside the checkout")
	}
	folder := converted(t, "xlsx", paths...)
	for _, path := range paths {
		got, want := read(t, path), read(t, withEnding(folder, path, ".xlsx"))
		cells := compareFiles(t, got, want)
		if cells < 1000 {
			t.Errorf("%s: only %d cells compared", got.Name, cells)
		}
		t.Logf("%s: %d cells in %d sheets", got.Name, cells, len(got.Sheets))
	}
}

// TestConvertedWorkbooksAreReadAlike makes a workbook with what is hard to
// get right, has LibreOffice save it in the other formats, and compares.
func TestConvertedWorkbooksAreReadAlike(t *testing.T) {
	f := excelize.NewFile()
	defer f.Close()
	set := func(cell string, value any, format string) {
		if err := f.SetCellValue("Sheet1", cell, value); err != nil {
			t.Fatal(err)
		}
		if format != "" {
			style, err := f.NewStyle(&excelize.Style{CustomNumFmt: &format})
			if err != nil {
				t.Fatal(err)
			}
			_ = f.SetCellStyle("Sheet1", cell, cell, style)
		}
	}
	set("A1", "Norvège & Suède <1>", "")
	set("B1", 1234567.891, "#,##0.0")
	set("C1", 0.256, "0.0%")
	set("D1", 26244686, "#,##0,")
	set("E1", time.Date(2013, 12, 31, 0, 0, 0, 0, time.UTC), "dd/mm/yyyy")
	set("F1", -1234.5, "#,##0;[Red]-#,##0")
	set("H1", "two\nlines", "")
	set("I1", time.Date(2013, 7, 1, 0, 0, 0, 0, time.UTC), "yyyy")
	set("J1", time.Date(2013, 7, 1, 0, 0, 0, 0, time.UTC), "mmm yyyy")
	set("K1", 0.5, "hh:mm")
	set("L1", 0, `#,##0;-#,##0;"–"`)
	set("M1", 1234, `#,##0;-#,##0;"–"`)
	set("G1", "two  blanks", "")
	set("A2", strings.Repeat("Россия, ", 1200), "")
	set("A3", strings.Repeat("long ", 2000), "")
	set("A4", "日本 😀", "")
	_ = f.SetCellRichText("Sheet1", "A5", []excelize.RichTextRun{{Text: "Algeria"}, {Text: "12", Font: &excelize.Font{VertAlign: "superscript"}}, {Text: " and more"}})
	_ = f.SetCellFormula("Sheet1", "B5", `"Mor"&"occo"`)
	_ = f.SetCellFormula("Sheet1", "C5", "6*7")
	_ = f.SetCellFormula("Sheet1", "D5", "1/0")
	_ = f.SetCellFormula("Sheet1", "F5", "NA()")
	indented, _ := f.NewStyle(&excelize.Style{Alignment: &excelize.Alignment{Horizontal: "left", Indent: 2}})
	set("A6", "of which Oslo", "")
	_ = f.SetCellStyle("Sheet1", "A6", "A6", indented)
	for row := 7; row < 300; row++ { // the same, so that it is written once
		for col := range 9 {
			set(reader.Name(row, col), 5+row/100, "")
		}
	}
	_ = f.MergeCell("Sheet1", "C303", "E304")
	set("C303", "merged", "")
	_ = f.AddComment("Sheet1", excelize.Comment{Cell: "A1", Author: "x", Paragraph: []excelize.RichTextRun{{Text: "a comment 99"}}})
	_ = f.SetRowVisible("Sheet1", 9, false)
	_, _ = f.NewSheet("Hidden")
	_ = f.SetCellValue("Hidden", "B7", "x")
	_ = f.SetSheetVisible("Hidden", false)
	path := filepath.Join(t.TempDir(), "book.xlsx")
	if err := f.SaveAs(path); err != nil {
		t.Fatal(err)
	}
	// LibreOffice fills in what the formulas give.
	want := read(t, withEnding(converted(t, "xlsx", path), path, ".xlsx"))
	for _, ending := range []string{".xls", ".ods", ".fods"} {
		got := read(t, withEnding(converted(t, ending[1:], path), path, ending))
		if cells := compareFiles(t, got, want); cells < 2600 {
			t.Errorf("%s: only %d cells", ending, cells)
		}
		s := got.Sheets[0]
		if !s.Row(8).Hidden || s.Row(9).Hidden {
			t.Errorf("%s: the ninth row is hidden", ending)
		}
		if at := s.Shown(s.At(4, 0)); at != "Algeria¹² and more" {
			t.Errorf("%s: a raised mark: %q", ending, at)
		}
	}
}

// compareFiles compares two files that hold the same, and counts the cells.
func compareFiles(t *testing.T, got, want *reader.File) int {
	t.Helper()
	if len(got.Sheets) != len(want.Sheets) {
		t.Errorf("%s: %d sheets, want %d", got.Name, len(got.Sheets), len(want.Sheets))
		return 0
	}
	cells, wrong := 0, 0
	differs := func(format string, args ...any) {
		if wrong++; wrong <= 20 {
			t.Errorf("%s: %s", got.Name, fmt.Sprintf(format, args...))
		}
	}
	for i, a := range got.Sheets {
		b := want.Sheets[i]
		if a.Name != b.Name || a.Hidden != b.Hidden {
			differs("sheet %q, hidden %v, want %q, %v", a.Name, a.Hidden, b.Name, b.Hidden)
		}
		if x, y := merged(a), merged(b); x != y {
			differs("%s: merged %s, want %s", a.Name, x, y)
		}
		places := map[[2]int]bool{}
		for _, s := range []*reader.Sheet{a, b} {
			for _, row := range s.Rows {
				for _, cell := range row.Cells {
					places[[2]int{row.At, int(cell.Col)}] = true
				}
			}
		}
		for at := range places {
			cells++
			x, y := a.At(at[0], at[1]), b.At(at[0], at[1])
			place := a.Name + "!" + reader.Name(at[0], at[1])
			switch {
			case x == nil:
				differs("%s: nothing, want %q", place, y.Text)
			case y == nil:
				differs("%s: %q, want nothing", place, x.Text)
			case x.Kind != y.Kind || !sameStored(x, y):
				differs("%s: kind %d %q, want %d %q", place, x.Kind, x.Text, y.Kind, y.Text)
			case a.Shown(x) != b.Shown(y) && x.Text == y.Text:
				differs("%s: %q is shown as %q, want %q", place, x.Text, a.Shown(x), b.Shown(y))
			case a.Percent(x) != b.Percent(y):
				differs("%s: percent %v", place, a.Percent(x))
			case a.Indent(x) != b.Indent(y):
				differs("%s: indent %d, want %d", place, a.Indent(x), b.Indent(y))
			}
		}
	}
	return cells
}

func merged(s *reader.Sheet) string {
	names := map[string]bool{}
	for _, m := range s.Merged {
		names[fmt.Sprint(m)] = true
	}
	return fmt.Sprint(names)
}

// sameStored compares what two cells store. LibreOffice rounds floats to
// fifteen digits when it writes them, and keeps only the link of a text of
// which a part is a link.
func sameStored(x, y *reader.Cell) bool {
	switch x.Kind {
	case reader.Number:
		a, err := strconv.ParseFloat(x.Text, 64)
		b, err2 := strconv.ParseFloat(y.Text, 64)
		return err == nil && err2 == nil && math.Abs(a-b) <= 5.01e-15*math.Abs(b)
	case reader.Text:
		return x.Text == y.Text || len(y.Text) > 20 && strings.Contains(x.Text, y.Text)
	}
	return x.Text == y.Text
}
