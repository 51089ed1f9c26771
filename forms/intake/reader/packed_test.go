package reader_test

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"context"
	"strings"
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

func TestSeveralTablesInAnArchiveAreListed(t *testing.T) {
	_, err := reader.ReadBytes(context.Background(), "all.zip", archive(t, map[string]string{"x/arrivals\n.csv": "1", "x/departures.xls": "2"}), reader.Options{})
	if reader.ProblemOf(err) != reader.PackedSeveral || !strings.Contains(err.Error(), "arrivals.csv") || !strings.Contains(err.Error(), "departures.xls") {
		t.Error(err)
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
