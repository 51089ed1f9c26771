package reader_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"migraform/forms/intake/reader"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/unicode"
)

// shown writes what a file shows, one line a row.
func shown(file *reader.File) string {
	var b strings.Builder
	for _, s := range file.Sheets {
		if s.Name != "" {
			fmt.Fprintf(&b, "[%s]\n", s.Name)
		}
		for _, row := range s.Rows {
			for i := range row.Cells {
				if i > 0 {
					b.WriteByte(' ')
				}
				fmt.Fprintf(&b, "%s=%s", reader.Name(row.At, int(row.Cells[i].Col)), s.Shown(&row.Cells[i]))
			}
			b.WriteByte('\n')
		}
	}
	return b.String()
}

func TestTextTablesInAllTheirForms(t *testing.T) {
	utf16, _ := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String("Côte;1\nB;2\n")
	bare, _ := unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM).NewEncoder().String("Cote,1\nB,2\n")
	for name, c := range map[string]struct{ text, want string }{
		"commas":            {"a,1\nb,2\n", "A1=a B1=1\nA2=b B2=2\n"},
		"semicolons":        {"a;1,5\nb;2,5\n", "A1=a B1=1,5\nA2=b B2=2,5\n"},
		"tabs":              {"a, b\t1\nc, d\t2\n", "A1=a, b B1=1\nA2=c, d B2=2\n"},
		"bars":              {"a|1\nb|2\n", "A1=a B1=1\nA2=b B2=2\n"},
		"quotes":            {"\"a \"\"x\"\", b\",\"1,234\"\n", "A1=a \"x\", b B1=1,234\n"},
		"lines in quotes":   {"\"a\nb\",1\nc,2\n", "A1=a\nb B1=1\nA2=c B2=2\n"},
		"blank lines count": {"title\n\na,1\n", "A1=title\nA3=a B3=1\n"},
		"Windows line ends": {"a,1\r\nb,2\r\n", "A1=a B1=1\nA2=b B2=2\n"},
		"old Mac line ends": {"a,1\rb,2\r", "A1=a B1=1\nA2=b B2=2\n"},
		"no line end":       {"a,1\nb,2", "A1=a B1=1\nA2=b B2=2\n"},
		"a lone quote":      {"5\" pipe,1\n\"open,2\nb,3\n", "A1=5\" pipe B1=1\nA2=\"open B2=2\nA3=b B3=3\n"},
		"UTF-8 with mark":   {"\xEF\xBB\xBFCôte,1\n", "A1=Côte B1=1\n"},
		"Windows-1252":      {"C\xF4te,1\n\x93x\x94,2\n", "A1=Côte B1=1\nA2=“x” B2=2\n"},
		"UTF-16":            {utf16, "A1=Côte B1=1\nA2=B B2=2\n"},
		"UTF-16 bare":       {bare, "A1=Cote B1=1\nA2=B B2=2\n"},
		"blanks are empty":  {"a, ,1\n", "A1=a C1=1\n"},
	} {
		// The name says nothing: what the file is decides.
		file, err := reader.ReadBytes(context.Background(), "table.xlsx", []byte(c.text), reader.Options{})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if got := shown(file); got != c.want {
			t.Errorf("%s: got %q, want %q", name, got, c.want)
		}
	}
}

func TestWorkbookAsItIsShown(t *testing.T) {
	f := excelize.NewFile()
	defer f.Close()
	style := func(format string) int {
		id, err := f.NewStyle(&excelize.Style{CustomNumFmt: &format})
		if err != nil {
			t.Fatal(err)
		}
		return id
	}
	set := func(cell string, value any, format string) {
		if err := f.SetCellValue("Sheet1", cell, value); err != nil {
			t.Fatal(err)
		}
		if format != "" {
			_ = f.SetCellStyle("Sheet1", cell, cell, style(format))
		}
	}
	set("A1", "Norvège & Suède", "")
	set("B1", 1234567.891, "#,##0.0")
	set("C1", 0.256, "0.0%")
	set("D1", 26244686, "#,##0,")
	set("E1", time.Date(2013, 12, 31, 0, 0, 0, 0, time.UTC), "dd/mm/yyyy")
	set("F1", -1234.5, "# ##0")
	set("G1", true, "")
	set("H1", 2013, "")
	_ = f.SetCellRichText("Sheet1", "A2", []excelize.RichTextRun{{Text: "Algeria"}, {Text: "12", Font: &excelize.Font{VertAlign: "superscript"}}})
	_ = f.SetCellFormula("Sheet1", "B2", "SUM(B1:B1)")
	_ = f.MergeCell("Sheet1", "C2", "E3")
	_ = f.SetCellValue("Sheet1", "C2", "merged")
	_, _ = f.NewSheet("Hidden")
	_ = f.SetSheetVisible("Hidden", false)
	_ = f.SetCellValue("Hidden", "B7", "x")
	b, err := f.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	file, err := reader.ReadBytes(context.Background(), "book.csv", b.Bytes(), reader.Options{})
	if err != nil {
		t.Fatal(err)
	}
	want := `[Sheet1]
A1=Norvège & Suède B1=1,234,567.9 C1=25.6% D1=26,245 E1=2013-12-31 F1=-1 235 G1=TRUE H1=2013
A2=Algeria¹² C2=merged
[Hidden]
B7=x
`
	if got := shown(file); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	s := file.Sheets[0]
	if got := s.Merged; len(got) != 1 || got[0] != (reader.Range{Row: 1, Col: 2, LastRow: 2, LastCol: 4}) {
		t.Errorf("merged %v", got)
	}
	if !file.Sheets[1].Hidden || s.Hidden {
		t.Error("the second sheet is the hidden one")
	}
	if c := s.At(0, 1); c.Kind != reader.Number || c.Text != "1234567.891" {
		t.Errorf("stored %+v", c)
	}
	if !s.Percent(s.At(0, 2)) || s.Percent(s.At(0, 1)) {
		t.Error("C1 is the percentage")
	}
	if len(file.SHA256) != 64 || file.Size != int64(b.Len()) {
		t.Error("the file's hash and size")
	}
}

// TestPartsAreFoundHoweverTheyAreNamed reads archives of writers who differ
// from Excel in letters and slashes.
func TestPartsAreFoundHoweverTheyAreNamed(t *testing.T) {
	sheet := `<worksheet><sheetData><row><c><v>7</v></c></row></sheetData></worksheet>`
	for name, rename := range map[string]func(string) string{
		"large letters": strings.ToUpper,
		"backslashes":   func(name string) string { return strings.ReplaceAll(name, "/", `\`) },
		"from the root": func(name string) string { return "/" + name },
	} {
		parts := map[string]string{}
		for part, text := range workbookParts(sheet) {
			parts[rename(part)] = text
		}
		file, err := reader.ReadBytes(context.Background(), "a.xlsx", archive(t, parts), reader.Options{})
		if err != nil || shown(file) != "[Figures]\nA1=7\n" {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestStoredFormsOfCells(t *testing.T) {
	sheet := `<?xml version="1.0"?><x:worksheet xmlns:x="y"><x:sheetData>
<x:row><x:c><x:f>A9+1</x:f><x:v>1.5E3</x:v></x:c><x:c t="inlineStr"><x:is><x:t>in &lt;line&#x41;</x:t></x:is></x:c><x:c t="e"><x:v>#N/A</x:v></x:c></x:row>
<x:row r="4"><x:c r="C4" t="str"><x:f>"a"</x:f><x:v><![CDATA[a & b]]></x:v></x:c><x:c r="D4" t="d"><x:v>2013-12-31T00:00:00</x:v></x:c><x:c r="E4" t="b"><x:v>0</x:v></x:c></x:row>
</x:sheetData></x:worksheet>`
	file, err := reader.ReadBytes(context.Background(), "a.xlsx", workbook(t, sheet), reader.Options{})
	if err != nil {
		t.Fatal(err)
	}
	want := "[Figures]\nA1=1.5E3 B1=in <lineA C1=#N/A\nC4=a & b D4=2013-12-31 E4=FALSE\n"
	if got := shown(file); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestNumbersAreStoredPlainly reads what programs write that add blanks to
// their XML, or a point to whole numbers.
func TestNumbersAreStoredPlainly(t *testing.T) {
	for stored, want := range map[string]string{"2020.0": "2020", " 2020\n": "2020", "1.50": "1.5", "100": "100", "1.0E10": "1.0E10", "-0.0": "-0", "10.01": "10.01", "0.0": "0", " ": ""} {
		sheet := `<worksheet><sheetData><row><c><v>` + stored + `</v></c></row></sheetData></worksheet>`
		file, err := reader.ReadBytes(context.Background(), "a.xlsx", workbook(t, sheet), reader.Options{})
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		if c := file.Sheets[0].At(0, 0); c != nil {
			got = c.Text
		}
		if got != want {
			t.Errorf("%q: %q, want %q", stored, got, want)
		}
	}
}

func TestPlacesAreNamedAndRead(t *testing.T) {
	for name, at := range map[string][2]int{"A1": {0, 0}, "Z9": {8, 25}, "AA10": {9, 26}, "XFD1048576": {1048575, 16383}} {
		if got := reader.Name(at[0], at[1]); got != name {
			t.Errorf("%v is named %s, want %s", at, got, name)
		}
		if row, col, ok := reader.Place(name); !ok || row != at[0] || col != at[1] {
			t.Errorf("%s is read as %d, %d, %v", name, row, col, ok)
		}
	}
	for _, name := range []string{"", "1", "A", "A0", "a1", "A1B", "ABCDE1", "A12345678"} {
		if _, _, ok := reader.Place(name); ok {
			t.Errorf("%q is taken for a place", name)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte("a;1,5\n\"b\"\"\nc\";2\n"))
	f.Add([]byte("\xFF\xFEa\x00,\x001\x00"))
	f.Add(compound("EncryptedPackage"))
	f.Add(realWorkbook(f))
	f.Add(workbook(f, `<worksheet><sheetData><row r="1"><c r="A1" s="1"><v>1</v></c></row></sheetData><mergeCells><mergeCell ref="A1:B2"/></mergeCells></worksheet>`))
	f.Fuzz(func(t *testing.T, content []byte) { checkRead(t, content) })
}

// FuzzSheet puts the text inside a workbook, where random bytes seldom reach.
func FuzzSheet(f *testing.F) {
	f.Add(`<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c t="inlineStr"><is><r><rPr><vertAlign val="superscript"/></rPr><t>1</t></r></is></c></row></sheetData></worksheet>`, `<sst><si><t>x</t><rPh><t>y</t></rPh></si></sst>`, `<styleSheet><numFmts><numFmt numFmtId="170" formatCode="#,##0.0,;[Red]-0"/></numFmts><cellXfs><xf numFmtId="170"><alignment indent="2"/></xf><xf numFmtId="14"/></cellXfs></styleSheet>`)
	f.Add(`<a><!-- <b> --><![CDATA[ ]]></a>`, `<?x?><sst/>`, `<cellXfs/>`)
	f.Fuzz(func(t *testing.T, sheet, strings, styles string) {
		parts := workbookParts(sheet)
		parts["xl/sharedStrings.xml"], parts["xl/styles.xml"] = strings, styles
		parts["xl/_rels/workbook.xml.rels"] = `<Relationships><Relationship Id="rId1" Type="x/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="x/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="rId3" Type="x/styles" Target="/xl/styles.xml"/></Relationships>`
		checkRead(t, archive(t, parts))
	})
}

// checkRead reads anything: it ends with a file in order or with a sentence.
func checkRead(t *testing.T, content []byte) {
	file, err := reader.ReadBytes(context.Background(), "fuzzed", content, reader.Options{Limits: reader.Limits{UnpackedBytes: 8 << 20, Cells: 100_000}})
	if err != nil {
		if reader.ProblemOf(err) == "" || strings.Contains(err.Error(), "<no value>") {
			t.Fatalf("not a sentence: %v", err)
		}
		return
	}
	for _, s := range file.Sheets {
		cells, before := 0, -1
		for i := range s.Rows {
			row := &s.Rows[i]
			if row.At <= before || len(row.Cells) == 0 {
				t.Fatalf("row %d after %d with %d cells", row.At, before, len(row.Cells))
			}
			before = row.At
			col := -1
			for j := range row.Cells {
				c := &row.Cells[j]
				if int(c.Col) <= col || int(c.Col) >= s.Width || c.Text == "" {
					t.Fatalf("%s: %q after column %d", reader.Name(row.At, int(c.Col)), c.Text, col)
				}
				col = int(c.Col)
				cells++
				_ = s.Shown(c)
				if s.At(row.At, col) != c {
					t.Fatal("a cell is not found where it stands")
				}
			}
		}
		if cells != s.Cells {
			t.Fatalf("%d cells, said %d", cells, s.Cells)
		}
	}
}

func TestHabitsOfTextTables(t *testing.T) {
	for name, c := range map[string]struct{ text, want string }{
		"sep= is not shown":      {"sep=;\r\na;1,5\r\nb;2\r\n", "A1=a B1=1,5\nA2=b B2=2\n"},
		"sep= in quotes":         {"\"sep=|\"\na|1;2\n", "A1=a B1=1;2\n"},
		"carets":                 {"a^1\nb^2\n", "A1=a B1=1\nA2=b B2=2\n"},
		"protected from Excel":   {"=\"0012\",\"=\"\"00123\"\"\"\n", "A1=0012 B1=00123\n"},
		"remarks above":          {"# source: office, 2020\n# of births\narea;m;f\nNO;1;2\nSE;3;4\n", "A1=# source: office, 2020\nA2=# of births\nA3=area B3=m C3=f\nA4=NO B4=1 C4=2\nA5=SE B5=3 C5=4\n"},
		"line ends of all kinds": {"a,1\r\nb,2\nc,3\rd,4\n", "A1=a B1=1\nA2=b B2=2\nA3=c B3=3\nA4=d B4=4\n"},
		"old Mac semicolons":     {"a;1,5\rb;2,5\rc;3,5\r", "A1=a B1=1,5\nA2=b B2=2,5\nA3=c B3=3,5\n"},
		"the end of old systems": {"a,1\n\x1A", "A1=a B1=1\n"},
		"filled up with zeros":   {"a,1\nb,2\n" + strings.Repeat("\x00", 500), "A1=a B1=1\nA2=b B2=2\n"},
		"narrow blanks":          {"a;1\u202f234\nb;12\u00a0345\n", "A1=a B1=1\u202f234\nA2=b B2=12\u00a0345\n"},
	} {
		file, err := reader.ReadBytes(context.Background(), "table.csv", []byte(c.text), reader.Options{})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if got := shown(file); got != c.want && c.want != "" {
			t.Errorf("%s: got %q, want %q", name, got, c.want)
		}
	}
	for name, text := range map[string]string{"SYLK": "ID;PWXL;N;E\nC;Y1;X1;K12\n", "DIF": "TABLE\n0,1\n\"x\"\n", "a letter": "{\\rtf1\\ansi 12}"} {
		if _, err := reader.ReadBytes(context.Background(), "table.xls", []byte(text), reader.Options{}); reader.ProblemOf(err) != reader.NotWorkbook {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestTextsCutShortAreTold reads a table whose last line lacks cells and its
// end.
func TestTextsCutShortAreTold(t *testing.T) {
	for text, want := range map[string]int{"a,1,2\nb,3": 1, "a,1,2\nb,3\n": 0, "a,1,2\nb,3,4": 0, "title\na,1,2\nb,3,4\n": 0} {
		file, err := reader.ReadBytes(context.Background(), "table.csv", []byte(text), reader.Options{})
		if err != nil || len(file.Remarks) != want || want > 0 && (file.Remarks[0].ID != "reader.cut" || file.Remarks[0].Args["Line"] != 2) {
			t.Errorf("%q: %v, %v", text, file.Remarks, err)
		}
	}
}
