package reader_test

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"context"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"migraform/forms/intake/reader"
	"migraform/forms/words"

	"github.com/xuri/excelize/v2"
)

// archive makes a zip of names and texts.
func archive(t testing.TB, parts map[string]string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for name, text := range parts {
		part, err := w.Create(name)
		if err == nil {
			_, err = io.WriteString(part, text)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// workbook makes the smallest workbook around the XML of its only sheet.
func workbook(t testing.TB, sheet string) []byte { return archive(t, workbookParts(sheet)) }

func workbookParts(sheet string) map[string]string {
	return map[string]string{
		"[Content_Types].xml":        `<Types/>`,
		"_rels/.rels":                `<Relationships><Relationship Id="r" Type="x/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
		"xl/workbook.xml":            `<workbook><sheets><sheet name="Figures" sheetId="1" r:id="rId1"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": `<Relationships><Relationship Id="rId1" Type="x/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="x/externalLink" Target="http://127.0.0.1/" TargetMode="External"/></Relationships>`,
		"xl/worksheets/sheet1.xml":   sheet,
	}
}

func realWorkbook(t testing.TB) []byte {
	t.Helper()
	f := excelize.NewFile()
	_ = f.SetCellValue("Sheet1", "A1", "Norway")
	_ = f.SetCellValue("Sheet1", "B1", 12)
	b, err := f.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// compound makes the head of an old Microsoft container that names a stream.
func compound(stream string) []byte {
	b := append([]byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"), make([]byte, 600)...)
	for _, c := range stream {
		b = append(b, byte(c), 0)
	}
	return append(b, make([]byte, 600)...)
}

func TestEachBadFileIsExplained(t *testing.T) {
	truncated := realWorkbook(t)
	parts := workbookParts("<worksheet/>")
	delete(parts, "xl/worksheets/sheet1.xml")
	lost := archive(t, parts)
	damagedSheet := `<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="B2"><v>2</v></row></sheetData></worksheet>`
	for name, c := range map[string]struct {
		content []byte
		want    string
	}{
		"empty.xlsx":       {nil, reader.Empty},
		"blank.csv":        {[]byte(" \r\n \n"), reader.Empty},
		"~$figures.xlsx":   {[]byte("\x05Anne"), reader.LockFile},
		"locked.xlsx":      {compound("EncryptedPackage"), reader.Encrypted},
		"damaged.xls":      {compound("Workbook"), reader.Damaged},
		"very-old.xls":     {[]byte("\x09\x04\x06\x00\x00\x00\x10\x00\x00\x00"), reader.OldWorkbook},
		"letter.doc":       {compound("WordDocument"), reader.NotWorkbook},
		"binary.xlsb":      {archive(t, map[string]string{"[Content_Types].xml": "<Types/>", "xl/workbook.bin": "x"}), reader.BinaryXLSB},
		"letter.odt":       {openDocument(t, "application/vnd.oasis.opendocument.text", "<x/>"), reader.OpenDocument},
		"drawing.ods":      {openDocument(t, "", "<body><drawing/></body>"), reader.OpenDocument},
		"empty.ods":        {openDocument(t, "", "<spreadsheet/>"), reader.NoSheets},
		"damaged.ods":      {openDocument(t, "", "<spreadsheet><table name='A'><table-row><table-cell>"), reader.DamagedSheet},
		"entities.ods":     {openDocument(t, "", "<!DOCTYPE x>"), reader.Damaged},
		"locked.ods":       {archive(t, map[string]string{"content.xml": "\x00\x01", "META-INF/manifest.xml": "<manifest><file-entry full-path='content.xml'><encryption-data/></file-entry></manifest>"}), reader.LockedOtherwise},
		"locked-whole.ods": {archive(t, map[string]string{"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "encrypted-package": "x", "META-INF/manifest.xml": "<manifest/>"}), reader.LockedOtherwise},
		"pages.numbers":    {archive(t, map[string]string{"Index/Document.iwa": "x"}), reader.AppleNumbers},
		"letter.docx":      {archive(t, map[string]string{"[Content_Types].xml": "<Types/>", "word/document.xml": "<w/>"}), reader.NotWorkbook},
		"none.zip":         {archive(t, map[string]string{"__MACOSX/a.csv": "1", "folder/": ""}), reader.Packed},
		"deep.zip":         {nested(t, 4, []byte("a,1")), reader.Packed},
		"tape.tar.gz":      {gzipped(t, append(make([]byte, 257), "ustar\x0000"+strings.Repeat("\x00", 300)...)), reader.Packed},
		"all.rar":          {[]byte("Rar!rest"), reader.Packed},
		"half.csv.gz":      {gzipped(t, []byte("Norway,12"))[:20], reader.Truncated},
		"damaged.csv.gz":   {[]byte("\x1F\x8B\x09rest with no sense in it"), reader.PackedDamaged},
		"text.zip":         {archive(t, map[string]string{"figures": "<html><table>"}), reader.WebPage},
		"table.pdf":        {[]byte("%PDF-1.7 …"), reader.Document},
		"report.xls":       {[]byte("<html><body>Please sign in"), reader.WebPage},
		"picture.xlsx":     {[]byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00"), reader.NotWorkbook},
		"half.xlsx":        {truncated[:len(truncated)*2/3], reader.Truncated},
		"damaged.xlsx":     {workbook(t, damagedSheet), reader.DamagedSheet},
		"entities.xlsx":    {workbook(t, `<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet><sheetData/></worksheet>`), reader.DamagedSheet},
		"index.xlsx":       {archive(t, map[string]string{"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<workbook><sheets"}), reader.Damaged},
		"lost-sheet.xlsx":  {lost, reader.Damaged},
		"chart-only.xlsx":  {archive(t, map[string]string{"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<workbook><sheets/></workbook>"}), reader.NoSheets},
	} {
		_, err := reader.ReadBytes(context.Background(), name, c.content, reader.Options{})
		if got := reader.ProblemOf(err); got != c.want {
			t.Errorf("%s: %q (%v), want %s", name, got, err, c.want)
			continue
		}
		if !strings.Contains(err.Error(), name) {
			t.Errorf("%s: the sentence does not name the file: %s", name, err)
		}
		if said := words.In("fr").Error(err); said == err.Error() || strings.Contains(said, "<no value>") {
			t.Errorf("%s: in French: %s", name, said)
		}
		if strings.Contains(err.Error(), "<no value>") {
			t.Errorf("%s: %s", name, err)
		}
	}
}

func TestFilesThatCannotBeOpenedAreExplained(t *testing.T) {
	folder := t.TempDir()
	secret := filepath.Join(folder, "secret.csv")
	if err := os.WriteFile(secret, []byte("a,1"), 0); err != nil {
		t.Fatal(err)
	}
	wants := map[string]string{filepath.Join(folder, "none.xlsx"): reader.Missing, folder: reader.IsFolder}
	if os.Geteuid() != 0 { // the superuser may read everything
		wants[secret] = reader.NoPermission
	}
	for path, want := range wants {
		if _, err := reader.Read(context.Background(), path, reader.Options{}); reader.ProblemOf(err) != want {
			t.Errorf("%s: %v, want %s", path, err, want)
		}
	}
	big := filepath.Join(folder, "big.csv")
	file, err := os.Create(big)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(file.Truncate(300<<20), file.Close()); err != nil {
		t.Fatal(err)
	}
	if _, err := reader.Read(context.Background(), big, reader.Options{}); reader.ProblemOf(err) != reader.TooLarge {
		t.Errorf("300 MB: %v", err)
	}
}

// TestWhatUnpacksWithoutEndIsNotUnpacked gives 16 GB of blanks in a few
// megabytes, and once more with a claim of 1,000 bytes.
func TestWhatUnpacksWithoutEndIsNotUnpacked(t *testing.T) {
	var packed bytes.Buffer
	w, _ := flate.NewWriter(&packed, flate.BestSpeed)
	blanks := bytes.Repeat([]byte(" "), 1<<20)
	for range 300 {
		_, _ = w.Write(blanks)
	}
	_ = w.Close()
	for _, claimed := range []uint64{16 << 30, 1000} {
		var b bytes.Buffer
		z := zip.NewWriter(&b)
		for name, text := range workbookParts("") {
			if name == "xl/worksheets/sheet1.xml" {
				continue
			}
			part, _ := z.Create(name)
			_, _ = io.WriteString(part, text)
		}
		part, err := z.CreateRaw(&zip.FileHeader{Name: "xl/worksheets/sheet1.xml", Method: zip.Deflate, CompressedSize64: uint64(packed.Len()), UncompressedSize64: claimed, CRC32: crc32.ChecksumIEEE(nil)})
		if err != nil {
			t.Fatal(err)
		}
		_, _ = part.Write(packed.Bytes())
		_ = z.Close()
		start := time.Now()
		_, err = reader.ReadBytes(context.Background(), "bomb.xlsx", b.Bytes(), reader.Options{})
		if id := reader.ProblemOf(err); id != reader.UnpacksLarge && id != reader.DamagedSheet {
			t.Errorf("claimed %d: %v", claimed, err)
		}
		if time.Since(start) > 5*time.Second {
			t.Errorf("claimed %d: took %v", claimed, time.Since(start))
		}
	}
}

// TestBlankStyledRowsCostNothing reads a sheet of a million styled blank rows
// and three figures.
func TestBlankStyledRowsCostNothing(t *testing.T) {
	var sheet strings.Builder
	sheet.WriteString(`<worksheet><dimension ref="A1:XFD1048576"/><sheetData>`)
	for r := 1; r <= 1_000_000; r++ {
		fmt.Fprintf(&sheet, `<row r="%d" s="3" customFormat="1"><c r="A%d" s="3"/><c r="B%d" s="3"/></row>`, r, r, r)
	}
	sheet.WriteString(`<row r="1000002"><c r="A1000002"><v>7</v></c></row></sheetData></worksheet>`)
	content := workbook(t, sheet.String())
	start := time.Now()
	file, err := reader.ReadBytes(context.Background(), "blank.xlsx", content, reader.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if s := file.Sheets[0]; s.Cells != 1 || len(s.Rows) != 1 || s.Rows[0].At != 1_000_001 {
		t.Errorf("%d cells in %d rows", s.Cells, len(s.Rows))
	}
	if took := time.Since(start); took > 10*time.Second {
		t.Errorf("took %v", took)
	}
}

func TestReadingCanBeStopped(t *testing.T) {
	ctx, stop := context.WithCancel(context.Background())
	stop()
	if _, err := reader.ReadBytes(ctx, "a.xlsx", realWorkbook(t), reader.Options{}); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	if _, err := reader.ReadBytes(ctx, "a.csv", bytes.Repeat([]byte("a,1\n"), 10_000), reader.Options{}); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

func TestTooManyCellsAreRefused(t *testing.T) {
	limits := reader.Options{Limits: reader.Limits{Cells: 3}}
	_, err := reader.ReadBytes(context.Background(), "a.csv", []byte("a,1\nb,2\n"), limits)
	if reader.ProblemOf(err) != reader.TooManyCells {
		t.Error(err)
	}
	far := `<worksheet><sheetData><row r="1"><c r="XFE1"><v>1</v></c></row></sheetData></worksheet>`
	if _, err := reader.ReadBytes(context.Background(), "far.xlsx", workbook(t, far), reader.Options{}); reader.ProblemOf(err) != reader.DamagedSheet {
		t.Errorf("a column beyond the last: %v", err)
	}
}
