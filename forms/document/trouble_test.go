package document

import (
	"archive/zip"
	"bytes"
	"context"
	"database/sql"
	"encoding/binary"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"
)

// sample is the bytes of a document with some life in it.
func sample(tb testing.TB, size int) []byte {
	tb.Helper()
	d := fresh(tb)
	if _, err := d.Apply("Kari", "imported", "immigration.xlsx", many(size, "")); err != nil {
		tb.Fatal(err)
	}
	apply(tb, d, "one", answer("a", "1"))
	d.Undo()
	d.AddSource(Source{File: "immigration.xlsx", Sheet: "Table 1"})
	d.AddSubmission(Submission{Format: "csv", Answers: []byte("x")})
	d.Close()
	b, err := os.ReadFile(d.Path())
	if err != nil {
		tb.Fatal(err)
	}
	return b
}

func put(tb testing.TB, content []byte) string {
	tb.Helper()
	path := filepath.Join(tb.TempDir(), "a.migraform")
	if err := os.WriteFile(path, content, 0o666); err != nil {
		tb.Fatal(err)
	}
	return path
}

// sqlFile makes a database by hand.
func sqlFile(tb testing.TB, content []byte, statements ...string) string {
	tb.Helper()
	path := put(tb, content)
	db, err := sql.Open("sqlite", uri(path, runtime.GOOS))
	if err != nil {
		tb.Fatal(err)
	}
	defer db.Close()
	db.SetMaxOpenConns(1)
	for _, s := range statements {
		if _, err := db.Exec(s); err != nil {
			tb.Fatal(s, err)
		}
	}
	return path
}

func TestOpenRefuses(t *testing.T) {
	good := sample(t, 500)
	var zipped bytes.Buffer
	zip.NewWriter(&zipped).Close()
	header := func(at int, v uint32) []byte {
		b := bytes.Clone(good)
		binary.BigEndian.PutUint32(b[at:], v)
		return b
	}
	pages := bytes.Clone(good)
	for i := 2 * 4096; i < len(pages); i += 97 {
		pages[i] ^= 0x55
	}
	for name, c := range map[string]struct {
		path    string
		want    error
		variant string
	}{
		"nothing there":     {filepath.Join(t.TempDir(), "a.migraform"), ErrNotFound, ""},
		"folder":            {t.TempDir(), ErrNotDocument, "folder"},
		"empty":             {put(t, nil), ErrNotDocument, "empty"},
		"text":              {put(t, []byte(strings.Repeat("pays;sexe;âge\n", 100))), ErrNotDocument, "text"},
		"short text":        {put(t, []byte("x")), ErrNotDocument, "text"},
		"workbook":          {put(t, zipped.Bytes()), ErrNotDocument, "zip"},
		"old workbook":      {put(t, append([]byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"), make([]byte, 600)...)), ErrNotDocument, "old"},
		"noise":             {put(t, bytes.Repeat([]byte{0, 1, 200}, 500)), ErrNotDocument, "unknown"},
		"another's":         {sqlFile(t, nil, "CREATE TABLE t (a)"), ErrNotDocument, "sqlite"},
		"newer":             {put(t, header(60, 2)), ErrNewer, ""},
		"format 0":          {put(t, header(60, 0)), ErrDamaged, ""},
		"without contents":  {sqlFile(t, nil, "PRAGMA application_id = 1298753394", "PRAGMA user_version = 1"), ErrAltered, ""},
		"trigger":           {sqlFile(t, good, "CREATE TRIGGER x AFTER INSERT ON change BEGIN DELETE FROM entry; END"), ErrAltered, ""},
		"view":              {sqlFile(t, good, "CREATE VIEW x AS SELECT writefile('x','y')"), ErrAltered, ""},
		"view for a table":  {sqlFile(t, good, "ALTER TABLE entry RENAME TO e2", "CREATE VIEW entry AS SELECT * FROM e2"), ErrAltered, ""},
		"unknown function":  {sqlFile(t, good, "CREATE INDEX x ON entry (value) WHERE length(value) > 3"), ErrAltered, ""},
		"virtual table":     {sqlFile(t, good, "CREATE VIRTUAL TABLE x USING fts5(a)"), ErrAltered, ""},
		"nonsense schema":   {sqlFile(t, good, "PRAGMA writable_schema = 1", "UPDATE sqlite_schema SET sql = 'CREATE TABLE entry (' WHERE name = 'entry'"), ErrDamaged, ""},
		"without itself":    {sqlFile(t, good, "DELETE FROM info"), ErrDamaged, ""},
		"half":              {put(t, good[:len(good)/2]), ErrDamaged, ""},
		"first page only":   {put(t, good[:4096]), ErrDamaged, ""},
		"less than a page":  {put(t, good[:300]), ErrDamaged, ""},
		"flipped bytes":     {put(t, pages), ErrDamaged, ""},
		"page size of zero": {put(t, header(16, 0)), ErrDamaged, ""},
	} {
		t.Run(name, func(t *testing.T) {
			before, _ := os.ReadFile(c.path)
			for what, open := range map[string]func(string) (*Document, error){"Open": Open, "OpenReadOnly": OpenReadOnly} {
				d, err := open(c.path)
				if err == nil {
					d.Close()
					t.Fatal(what, "opened it")
				}
				expectError(t, err, c.want)
				if id, _ := err.(*Error).Message(); !strings.HasSuffix(id, c.variant) {
					t.Fatal(what, id, "want", c.variant)
				}
			}
			if after, _ := os.ReadFile(c.path); !bytes.Equal(before, after) {
				t.Fatal("it was written to")
			}
			if left, _ := filepath.Glob(c.path + ".*"); len(left) > 0 {
				t.Fatal("left behind:", left)
			}
		})
	}
}

// Flipped bytes are found out or do no harm; nothing panics.
func TestFlippedBytes(t *testing.T) {
	good := sample(t, 300)
	r := rand.New(rand.NewPCG(1, 2))
	refused := 0
	for range 150 {
		b := bytes.Clone(good)
		for range 1 + r.IntN(20) {
			b[r.IntN(len(b))] ^= byte(1 + r.IntN(255))
		}
		if !useAll(t, put(t, b)) {
			refused++
		}
	}
	if refused < 75 {
		t.Fatal("hardly any damage was noticed:", refused)
	}
}

// useAll does with a file all that can be done, and tells whether it opened.
func useAll(t testing.TB, path string) bool {
	d, err := Open(path)
	if err != nil {
		expectError(t, err, err)
		return false
	}
	defer d.Close()
	for _, k := range []Kind{KindAnswer, KindNote} {
		d.Entries(k)
	}
	d.Kinds()
	d.Changed()
	d.History(KindAnswer, "a", 10)
	if list, _ := d.Changes(5, 0); len(list) > 0 {
		d.Change(list[0].ID)
	}
	d.Sources()
	if list, _ := d.Submissions(); len(list) > 0 {
		d.Submission(list[0].ID)
	}
	d.CanUndo()
	d.Undo()
	d.Redo()
	d.Apply("Kari", "typed", "x", []Edit{answer("B2/C000/F/Y00T04/2015", "5"), answer("zz", "1")})
	d.AddSource(Source{File: "b"})
	d.SaveCopy(path + ".copy")
	return true
}

func FuzzOpen(f *testing.F) {
	good := sample(f, 60)
	f.Add(good)
	f.Add(good[:4096])
	f.Add(good[:len(good)-100])
	f.Add([]byte("SQLite format 3\x00"))
	f.Add([]byte("PK\x03\x04"))
	for i, at := range []int{16, 18, 28, 44, 52, 56, 60, 68, 100, 103, 105, 108, 4096, 8192 + 3} {
		b := bytes.Clone(good)
		b[at] ^= byte(1 << (i % 8))
		f.Add(b)
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		if len(b) > 1<<20 {
			return
		}
		useAll(t, put(t, b))
	})
}

func TestSomebodyElseWrote(t *testing.T) {
	d := fresh(t)
	apply(t, d, "one", answer("a", "1"))
	other, err := open(d.Path(), "rw", nil, nil, schemas) // as on a drive that does not lock
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	apply(t, other, "two", answer("a", "2"))
	_, err = d.Apply("Kari", "typed", "x", []Edit{answer("a", "3")})
	expectError(t, err, ErrChangedElsewhere)
	if r, ok := d.ReadOnly(); !ok || r.Cause != ChangedElsewhere {
		t.Fatal(r)
	}
	_, err = d.Undo()
	expectError(t, err, ErrReadOnly)
	if values(t, d, KindAnswer) != "a=2" {
		t.Fatal("the other's work was lost")
	}
	apply(t, other, "three", answer("a", "4"))
}

// A failed write must not look like somebody else's afterwards.
func TestFullThenFree(t *testing.T) {
	d := fresh(t)
	apply(t, d, "one", answer("a", "1"))
	set := func(pragma string) {
		if _, err := d.conn.ExecContext(context.Background(), "PRAGMA "+pragma); err != nil {
			t.Fatal(err)
		}
	}
	limit := func(pages string) { set("max_page_count = " + pages) }
	set("cache_size = 10") // so that pages are written before the end of the change
	limit("1")             // SQLite takes the present size instead
	for range 3 {
		_, err := d.Apply("Kari", "imported", "big", many(20_000, ""))
		expectError(t, err, ErrDiskFull)
	}
	if values(t, d, KindAnswer) != "a=1" {
		t.Fatal("half applied")
	}
	limit("100000")
	apply(t, d, "two", answer("a", "2"))
	d = reopen(t, d)
	if list, _ := d.Changes(0, 0); len(list) != 2 || values(t, d, KindAnswer) != "a=2" {
		t.Fatal(list)
	}
}

func TestMigration(t *testing.T) {
	d := fresh(t)
	apply(t, d, "one", answer("a", "1"))
	d.Close()
	failing := append(schemas[:1:1], "ALTER TABLE source ADD COLUMN place TEXT; CREATE TABLE entry (a)")
	_, err := openAt(d.Path(), failing)
	expectError(t, err, ErrDamaged)
	if d, err = Open(d.Path()); err != nil {
		t.Fatal("a failed conversion left traces:", err)
	}
	d.Close()
	next := append(schemas[:1:1], "ALTER TABLE source ADD COLUMN place TEXT")
	_, err = open(d.Path(), "ro", nil, &Reason{Cause: Asked, Path: d.Path()}, next)
	expectError(t, err, ErrOlder)
	for range 2 {
		if d, err = openAt(d.Path(), next); err != nil {
			t.Fatal(err)
		}
		if values(t, d, KindAnswer) != "a=1" {
			t.Fatal("lost")
		}
		d.Close()
	}
	_, err = Open(d.Path())
	expectError(t, err, ErrNewer)
}

func TestSentences(t *testing.T) {
	for id := range sentences {
		if !strings.HasPrefix(id, "document.") {
			t.Error(id)
		}
	}
	for _, c := range []Cause{Asked, InUse, FolderReadOnly, FileReadOnly, NoSpace, NoLocks, ChangedElsewhere, Replaced, Damaged} {
		if s := (Reason{Cause: c, Path: "a.migraform"}).Error(); strings.HasPrefix(s, "document.") || strings.Contains(s, "{{") {
			t.Error(s)
		}
	}
}

// hotJournal is what a crash right before the end of a write leaves behind: the
// first page as it was before (format: sqlite.org/fileformat.html, section 3).
func hotJournal(file []byte) []byte {
	const page, sector, nonce = 4096, 512, 7
	b := make([]byte, sector)
	copy(b, "\xd9\xd5\x05\xf9\x20\xa1\x63\xd7")
	for i, v := range []uint32{1, nonce, uint32(len(file) / page), sector, page} {
		binary.BigEndian.PutUint32(b[8+4*i:], v)
	}
	b = binary.BigEndian.AppendUint32(b, 1)
	b = append(b, file[:page]...)
	sum := uint32(nonce)
	for i := page - 200; i > 0; i -= 200 {
		sum += uint32(file[i])
	}
	return binary.BigEndian.AppendUint32(b, sum)
}

func TestCrashIsRepaired(t *testing.T) {
	good := sample(t, 100)
	broken := bytes.Clone(good)
	clear(broken[200:4096]) // as if the crash had come while the page was written
	path := put(t, broken)
	os.WriteFile(path+journalSuffix, hotJournal(good), 0o666)
	_, err := OpenReadOnly(path)
	expectError(t, err, ErrInterrupted)
	d, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	if after, _ := os.ReadFile(path); !bytes.Equal(after, good) || isLeftover(path) {
		t.Fatal("not rolled back")
	}
}

// A page tree whose every page is its parent's child four hundred times over has
// few pages and no end (400^18 rows).
func TestEndlessTree(t *testing.T) {
	const page, depth, fan = 4096, 18, 400
	b := bytes.Clone(sample(t, 1)[:page])
	b = append(b, make([]byte, page*depth)...)
	binary.BigEndian.PutUint32(b[28:], depth+1) // pages
	for i := range depth {
		p, at := b[i*page:(i+1)*page], 0
		if i == 0 {
			at = 100
			clear(p[at:])
		}
		p[at] = 5 // an inner page of a table
		binary.BigEndian.PutUint16(p[at+3:], fan)
		binary.BigEndian.PutUint16(p[at+5:], page-5*fan)
		binary.BigEndian.PutUint32(p[at+8:], uint32(i+2))
		for c := range fan {
			cell := page - 5*(c+1)
			binary.BigEndian.PutUint16(p[at+12+2*c:], uint16(cell))
			binary.BigEndian.PutUint32(p[cell:], uint32(i+2))
			p[cell+4] = 1 // row id
		}
	}
	leaf := b[depth*page:]
	row := []byte{13, 1, 6, 23, 15, 15, 1, 13, 'i', 'n', 'd', 'e', 'x', 'x', 'x', 2} // size, id, header, 5 columns
	leaf[0] = 13
	binary.BigEndian.PutUint16(leaf[3:], 1)
	binary.BigEndian.PutUint16(leaf[5:], uint16(page-len(row)))
	binary.BigEndian.PutUint16(leaf[8:], uint16(page-len(row)))
	row[0] = byte(len(row) - 2)
	copy(leaf[page-len(row):], row)
	begun := time.Now()
	_, err := Open(put(t, b))
	expectError(t, err, ErrDamaged)
	if took := time.Since(begun); took > 5*time.Second {
		t.Fatal("took", took)
	} else {
		t.Log(err, took)
	}
}
