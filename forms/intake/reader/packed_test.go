package reader_test

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"context"
	"fmt"
	"io"
	"testing"
	"time"

	"migraform/forms/intake/reader"
)

func gzipped(t testing.TB, content []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := w.Write(content); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// nested puts content into so many archives around each other.
func nested(t testing.TB, times int, content []byte) []byte {
	for range times {
		content = archive(t, map[string]string{"figures.csv": string(content)})
	}
	return content
}

func TestTheOneTableInAnArchiveIsRead(t *testing.T) {
	csv := "Norway,12\nSweden,34\n"
	want := "A1=Norway B1=12\nA2=Sweden B2=34\n"
	for name, content := range map[string][]byte{
		"a gzip":                  gzipped(t, []byte(csv)),
		"a zip":                   archive(t, map[string]string{"figures.csv": csv}),
		"a zip in a gzip":         gzipped(t, nested(t, 1, []byte(csv))),
		"a zip in a zip":          nested(t, 2, []byte(csv)),
		"with what belongs to it": archive(t, map[string]string{"data/figures.CSV": csv, "licence.txt": "free", "__MACOSX/data/._figures.csv": "x", ".hidden.csv": "y"}),
		"with a name of its own":  archive(t, map[string]string{"figures 2019": csv}),
	} {
		file, err := reader.ReadBytes(context.Background(), "packed", content, reader.Options{})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if got := shown(file); got != want {
			t.Errorf("%s: %q", name, got)
		}
		if file.Size != int64(len(content)) {
			t.Errorf("%s: the size is that of the archive, %d, not %d", name, len(content), file.Size)
		}
	}
	for _, inner := range [][]byte{realWorkbook(t), openDocument(t, "", `<spreadsheet><table name="Sheet1"><table-row><table-cell><p>Norway</p></table-cell><table-cell value-type="float" value="12"/></table-row></table></spreadsheet>`)} {
		for _, content := range [][]byte{gzipped(t, inner), archive(t, map[string]string{"figures.xls": string(inner)})} {
			file, err := reader.ReadBytes(context.Background(), "packed", content, reader.Options{})
			if err != nil {
				t.Error(err)
			} else if got := shown(file); got != "[Sheet1]\nA1=Norway B1=12\n" {
				t.Errorf("%q", got)
			}
		}
	}
}

// archiveOf makes a zip of names and texts, in order.
func archiveOf(t testing.TB, pairs ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for i := 0; i+1 < len(pairs); i += 2 {
		part, err := w.Create(pairs[i])
		if err == nil {
			_, err = io.WriteString(part, pairs[i+1])
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

func TestSeveralTablesInAnArchiveAreSheetsOfOneFile(t *testing.T) {
	content := archiveOf(t, "2019/men.csv", "Norway,1\n", "2020/men.csv", "Norway,2\n", "all.xlsx", string(realWorkbook(t)), "read.me", "x", "damaged.xlsx", "PK\x03\x04", "../../etc/women\n.csv", "Norway,3\n", "~$all.xlsx", "Anne")
	file, err := reader.ReadBytes(context.Background(), "all.zip", content, reader.Options{})
	if err != nil {
		t.Fatal(err)
	}
	want := "[2019/men.csv]\nA1=Norway B1=1\n[2020/men.csv]\nA1=Norway B1=2\n[all.xlsx › Sheet1]\nA1=Norway B1=12\n[women.csv]\nA1=Norway B1=3\n"
	if got := shown(file); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if len(file.Remarks) != 1 || file.Remarks[0].ID != reader.Truncated || file.Remarks[0].Args["File"] != "all.zip › damaged.xlsx" {
		t.Errorf("told: %v", file.Remarks)
	}
	if file.Name != "all.zip" || file.Size != int64(len(content)) {
		t.Error("the file is the archive")
	}
}

func TestArchivesThatCannotBeReadAsOneAreExplained(t *testing.T) {
	var many, none []string
	for i := range 150 {
		many = append(many, fmt.Sprintf("figures %d.csv", i), "a,1\n")
	}
	none = append(none, "a.xlsx", "PK\x03\x04", "b.pdf.xls", "%PDF")
	for name, c := range map[string]struct {
		content []byte
		want    string
	}{
		"too many":                {archiveOf(t, many...), reader.PackedSeveral},
		"all damaged":             {archiveOf(t, none...), reader.Truncated},
		"an archive of several":   {nested(t, 1, archiveOf(t, "a.csv", "1", "b.csv", "2")), reader.PackedSeveral},
		"more cells than allowed": {archiveOf(t, "a.csv", "1,2,3", "b.csv", "4,5,6"), reader.TooManyCells},
	} {
		_, err := reader.ReadBytes(context.Background(), "all.zip", c.content, reader.Options{Limits: reader.Limits{Cells: 5}})
		if reader.ProblemOf(err) != c.want {
			t.Errorf("%s: %v, want %s", name, err, c.want)
		}
	}
}

func TestLockedArchivesAreExplained(t *testing.T) {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	part, err := z.CreateRaw(&zip.FileHeader{Name: "figures.csv", Flags: 1, Method: zip.Store, CompressedSize64: 4, UncompressedSize64: 4})
	if err != nil {
		t.Fatal(err)
	}
	_, _ = part.Write([]byte("\x01\x02\x03\x04"))
	_ = z.Close()
	if _, err := reader.ReadBytes(context.Background(), "locked.zip", b.Bytes(), reader.Options{}); reader.ProblemOf(err) != reader.PackedLocked {
		t.Error(err)
	}
}

func TestArchivesThatUnpackWithoutEndAreNotUnpacked(t *testing.T) {
	blanks := bytes.Repeat([]byte("1,2\n"), 50<<20)
	for name, content := range map[string][]byte{
		"bomb.csv.gz": gzipped(t, blanks),
		"bomb.zip":    archive(t, map[string]string{"figures.csv": string(blanks)}),
	} {
		start := time.Now()
		_, err := reader.ReadBytes(context.Background(), name, content, reader.Options{})
		if reader.ProblemOf(err) != reader.UnpacksLarge {
			t.Errorf("%s: %v", name, err)
		}
		if took := time.Since(start); took > 5*time.Second {
			t.Errorf("%s: took %v", name, took)
		}
	}
}
