package workbook_test

import (
	"archive/zip"
	"encoding/xml"
	"flag"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"migraform/export/workbook"
	"migraform/forms/words"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
)

var update = flag.Bool("update", false, "write the golden files anew")

// partsOf unpacks a workbook.
func partsOf(t *testing.T, path string) map[string]string {
	t.Helper()
	in, err := zip.OpenReader(path)
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	parts := map[string]string{}
	for _, f := range in.File {
		r, _ := f.Open()
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		if _, twice := parts[f.Name]; twice {
			t.Errorf("the part %s stands there twice", f.Name)
		}
		parts[f.Name] = string(text)
	}
	return parts
}

// A line of the golden file is an element; what every sheet says about its
// name spaces is left out.
func TestTheWorkbookLooksAsItDid(t *testing.T) {
	parts := partsOf(t, wrote(t, submission(t)))
	var b strings.Builder
	for _, name := range []string{"docProps/core.xml", "docProps/app.xml", "xl/workbook.xml", "xl/styles.xml", "xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml", "xl/worksheets/sheet5.xml",
		"xl/worksheets/sheet6.xml", "xl/worksheets/sheet7.xml", "xl/worksheets/sheet10.xml", "xl/worksheets/sheet11.xml"} {
		text := regexp.MustCompile(` xmlns(:\w+)?="[^"]*"`).ReplaceAllString(parts[name], "")
		b.WriteString("== " + name + "\n" + strings.ReplaceAll(text, "><", ">\n<") + "\n")
	}
	golden := filepath.Join("testdata", "submission.golden")
	if *update {
		if err := os.WriteFile(golden, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(b.String(), "\n")); diff != "" {
		t.Errorf("run the test with -update if this is meant:\n%s", diff)
	}
}

func TestArabicSheetsRunFromRightToLeft(t *testing.T) {
	s := submission(t)
	s.Language = "ar"
	for name, text := range partsOf(t, wrote(t, s)) {
		if strings.HasPrefix(name, "xl/worksheets/sheet") && !strings.Contains(text, `rightToLeft="true"`) {
			t.Errorf("%s runs from left to right", name)
		}
	}
}

// Every kind of problem and failure is said in every language.
func TestEverythingIsSaid(t *testing.T) {
	said := func(speaker words.Speaker) {
		id, args := speaker.Message()
		for _, language := range words.Languages {
			text := words.In(language).Message(words.Message{ID: id, Args: args})
			if text == id || strings.Contains(text, "<no value>") {
				t.Errorf("%s in %s: %q", id, language, text)
			}
		}
		if speaker.Error() == "" {
			t.Errorf("%s says nothing", id)
		}
	}
	for _, kind := range strings.Fields(`not_an_answer too_large too_fine row_without_code column_without_code bad_code twice flag_dropped
		flag_lost unknown_table unknown_code name_moved no_manifest sheet_missing`) {
		said(&workbook.Problem{Kind: kind, Sheet: "B2", Cell: "D9", Text: "12"})
	}
	for _, kind := range strings.Fields("exists no_folder read_only disk_full in_use too_many_rows differs other") {
		said(&workbook.WriteError{Kind: kind, Path: "a.xlsx", Sheet: "B2", Err: io.EOF})
	}
	for _, kind := range strings.Fields(`missing folder forbidden lock empty password old_excel opendocument binary not_workbook damaged too_large
		foreign newer other`) {
		said(&workbook.FileError{Kind: kind, Path: "a.xlsx", Err: io.EOF})
	}
}

// sheetOrder is the order of elements that the standard gives a sheet
// (ECMA-376, CT_Worksheet).
var sheetOrder = strings.Fields(`sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetCalcPr sheetProtection protectedRanges scenarios
	autoFilter sortState dataConsolidate customSheetViews mergeCells phoneticPr conditionalFormatting dataValidations hyperlinks printOptions
	pageMargins pageSetup headerFooter rowBreaks colBreaks customProperties cellWatches ignoredErrors smartTags drawing legacyDrawing
	tableParts extLst`)

// Excel offers to repair a workbook that breaks one of these.
func TestExcelsRules(t *testing.T) {
	s := submission(t)
	s.Draft = true
	wide := large(60, 120)
	for name, s := range map[string]workbook.Submission{"filled in": s, "blank": blank(s), "wide": wide} {
		for name, text := range partsOf(t, wrote(t, s)) {
			if strings.HasPrefix(name, "xl/worksheets/sheet") {
				checkSheet(t, name, text)
			}
		}
		file, err := excelize.OpenFile(wrote(t, s))
		if err != nil {
			t.Fatal(err)
		}
		for _, sheet := range file.GetSheetList() {
			if len([]rune(sheet)) > 31 || strings.ContainsAny(sheet, `[]:*?/\`) {
				t.Errorf("%s: the name %q of a sheet", name, sheet)
			}
		}
		if n := len(file.Styles.CellXfs.Xf); n > 4000 {
			t.Errorf("%s: %d styles", name, n)
		}
		file.Close()
	}
}

func blank(s workbook.Submission) workbook.Submission {
	s.Blank = true
	return s
}

func checkSheet(t *testing.T, name, text string) {
	decoder := xml.NewDecoder(strings.NewReader(text))
	var path []string
	last, row, col, lastCol := -1, 0, 0, 0
	for {
		token, err := decoder.Token()
		if err == io.EOF {
			return
		}
		if err != nil {
			t.Errorf("%s: %v", name, err)
			return
		}
		switch e := token.(type) {
		case xml.StartElement:
			path = append(path, e.Name.Local)
			attr := map[string]string{}
			for _, a := range e.Attr {
				attr[a.Name.Local] = a.Value
			}
			if len(path) == 2 {
				at := slices.Index(sheetOrder, e.Name.Local)
				if at < last || at < 0 {
					t.Errorf("%s: %s stands in the wrong place", name, e.Name.Local)
				}
				last = at
			}
			switch e.Name.Local {
			case "row":
				n, _ := strconv.Atoi(attr["r"])
				if n <= row {
					t.Errorf("%s: row %d after row %d", name, n, row)
				}
				row, col = n, 0
			case "c":
				x, y, err := excelize.CellNameToCoordinates(attr["r"])
				if err != nil || x <= col || y != row {
					t.Errorf("%s: cell %s in row %d after column %d", name, attr["r"], row, col)
				}
				col = x
			case "col":
				from, _ := strconv.Atoi(attr["min"])
				to, _ := strconv.Atoi(attr["max"])
				if from <= lastCol || to < from {
					t.Errorf("%s: columns %d to %d after %d", name, from, to, lastCol)
				}
				lastCol = to
			}
		case xml.EndElement:
			path = path[:len(path)-1]
		case xml.CharData:
			limit := map[string]int{"f": 8192, "formula": 8192, "formula1": 255, "oddHeader": 255, "oddFooter": 255, "t": 32767}[inner(path)]
			if limit > 0 && len([]rune(string(e))) > limit {
				t.Errorf("%s: %d signs in %s", name, len(e), path[len(path)-1])
			}
		}
	}
}

func inner(path []string) string {
	if len(path) == 0 {
		return ""
	}
	return path[len(path)-1]
}
