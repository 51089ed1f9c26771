package document

import (
	"bytes"
	"context"
	"crypto/rand"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// Create begins a document and opens it for writing. Nothing is overwritten
// (ErrExists), and the file appears under its name only when it is whole.
func Create(path string, info Info) (*Document, error) {
	path, err := resolveNew(path)
	if err != nil {
		return nil, err
	}
	lock, reason := acquire(path)
	if reason != nil {
		return nil, refusal(reason)
	}
	if err := create(path, completed(info), schemas); err != nil {
		lock.release()
		return nil, classify(err, path)
	}
	return open(path, "rw", lock, nil, schemas)
}

func completed(info Info) Info {
	if info.ID == "" {
		info.ID = newID()
	}
	if info.Created.IsZero() {
		info.Created = now()
	}
	return info
}

// Open opens a document for writing, or only for reading when somebody else
// writes it or nothing can be written there: ReadOnly tells which.
func Open(path string) (*Document, error) { return openAt(path, schemas) }

// OpenReadOnly leaves the document to others for writing.
func OpenReadOnly(path string) (*Document, error) {
	path, err := resolve(path)
	if err == nil {
		err = regular(path)
	}
	if err != nil {
		return nil, err
	}
	return open(path, "ro", nil, &Reason{Cause: Asked, Path: path}, schemas)
}

func openAt(path string, steps []string) (*Document, error) {
	path, err := resolve(path)
	if err == nil {
		err = regular(path)
	}
	if err != nil {
		return nil, err
	}
	lock, reason := acquire(path)
	if reason != nil {
		return open(path, "ro", nil, reason, steps)
	}
	d, err := open(path, "rw", lock, nil, steps)
	var u unwritable
	if errors.As(err, &u) {
		return open(path, "ro", nil, &Reason{Cause: Cause(u), Path: path}, steps)
	}
	return d, err
}

// unwritable says that a document can be read all the same.
type unwritable Cause

func (u unwritable) Error() string { return string(u) }

// create writes a document under a passing name and then gives it its own.
func create(path string, info Info, steps []string) (err error) {
	temp, err := tempBeside(path)
	if err != nil {
		return err
	}
	defer os.Remove(temp)
	ctx := context.Background()
	db, conn, err := connect(ctx, temp, "rw")
	if err != nil {
		return err
	}
	err = fill(ctx, conn, info, steps)
	conn.Close()
	if e := db.Close(); err == nil {
		err = e
	}
	if err != nil {
		return err
	}
	return publish(temp, path)
}

func fill(ctx context.Context, conn *sql.Conn, info Info, steps []string) error {
	for _, p := range []string{"PRAGMA journal_mode = MEMORY", fmt.Sprintf("PRAGMA application_id = %d", applicationID)} {
		if _, err := conn.ExecContext(ctx, p); err != nil {
			return err
		}
	}
	if err := migrate(ctx, conn, 0, steps); err != nil {
		return err
	}
	definition := info.Definition
	if definition == nil {
		definition = []byte{} // nil would be NULL
	}
	if _, err := conn.ExecContext(ctx, `INSERT INTO info (only, id, created, application, definition) VALUES (1, ?, ?, ?, ?)`,
		info.ID, info.Created.UnixMilli(), info.Application, definition); err != nil {
		return err
	}
	for name, value := range info.Properties {
		if _, err := conn.ExecContext(ctx, `INSERT INTO property (name, value) VALUES (?, ?)`, name, value); err != nil {
			return err
		}
	}
	_, err := conn.ExecContext(ctx, `INSERT INTO writer (only, session, revision) VALUES (1, '', 0)`)
	return err
}

// open takes over the lock: on failure it is released.
func open(path, mode string, lock *lock, reason *Reason, steps []string) (_ *Document, err error) {
	opening.Lock()
	defer opening.Unlock()
	d := &Document{path: path, lock: lock, reason: reason, who: userName(), session: newID(), stmts: map[string]*sql.Stmt{}}
	defer func() {
		if err != nil {
			if d.conn != nil {
				d.conn.Close()
				d.db.Close()
			}
			lock.release()
			if u := unwritable(""); !errors.As(err, &u) {
				err = classify(err, path)
			}
		}
	}()
	if d.place, err = place(path); err != nil {
		return nil, err
	}
	ctx := context.Background()
	if d.db, d.conn, err = connect(ctx, path, mode); err != nil {
		return nil, recognise(err, path)
	}
	if err := d.inspect(ctx, steps); err != nil {
		return nil, err
	}
	if mode == "rw" {
		if err := d.prepareWriting(ctx, steps); err != nil {
			return nil, err
		}
	}
	if err := d.readInfo(); err != nil {
		return nil, err
	}
	if d.version, err = d.dataVersion(); err != nil {
		return nil, err
	}
	d.told = d.version
	return d, nil
}

// inspect makes sure that the file is a document and not damaged.
func (d *Document) inspect(ctx context.Context, steps []string) error {
	if err := d.identify(ctx, steps); err != nil {
		return err
	}
	var verdict string
	if err := d.conn.QueryRowContext(ctx, "PRAGMA quick_check(1)").Scan(&verdict); err != nil {
		return err
	}
	if verdict != "ok" {
		return damaged(d.path, plain(verdict))
	}
	return nil
}

// identify makes sure that the file is a document of a known format, with nothing
// in its schema but what belongs there.
func (d *Document) identify(ctx context.Context, steps []string) error {
	var id, format int
	if err := d.conn.QueryRowContext(ctx, "PRAGMA application_id").Scan(&id); err != nil {
		return recognise(err, d.path)
	}
	if err := d.conn.QueryRowContext(ctx, "PRAGMA user_version").Scan(&format); err != nil {
		return recognise(err, d.path)
	}
	switch {
	case id != applicationID:
		return notDocument(d.path, look(d.path))
	case format > len(steps):
		return &Error{Problem: ErrNewer.Problem, Path: d.path, Args: map[string]any{"Found": format, "Known": len(steps)}}
	case format < 1:
		return damaged(d.path, fmt.Sprintf("format %d", format))
	case format < len(steps) && d.reason != nil:
		return &Error{Problem: ErrOlder.Problem, Path: d.path}
	}
	if err := bounded(d.path); err != nil {
		return err
	}
	found, err := readSchema(ctx, d.conn)
	if isCode(err, sqlite3.SQLITE_ERROR) {
		return damaged(d.path, "its table of contents cannot be read")
	} else if err != nil {
		return err
	}
	wanted, err := ideal(steps[:format])
	if err != nil {
		return err
	}
	if !slices.Equal(found, wanted) {
		return &Error{Problem: ErrAltered.Problem, Path: d.path, Err: errors.New(difference(found, wanted))}
	}
	return nil
}

func difference(found, wanted []item) string {
	for _, t := range found {
		if !slices.Contains(wanted, t) {
			return plain(t.kind + " " + t.name)
		}
	}
	for _, t := range wanted {
		if !slices.Contains(found, t) {
			return t.kind + " " + t.name
		}
	}
	return "order"
}

func (d *Document) prepareWriting(ctx context.Context, steps []string) error {
	// Whether the file may be written shows only when it is, if to no effect.
	for _, p := range append(slices.Clone(forWriting), "BEGIN IMMEDIATE", "UPDATE writer SET revision = revision", "ROLLBACK") {
		if _, err := d.conn.ExecContext(ctx, p); err != nil {
			switch {
			case isCode(err, sqlite3.SQLITE_READONLY):
				return unwritable(FileReadOnly)
			case isCode(err, sqlite3.SQLITE_FULL):
				return unwritable(NoSpace)
			}
			return err
		}
	}
	var format int
	if err := d.conn.QueryRowContext(ctx, "PRAGMA user_version").Scan(&format); err != nil {
		return err
	}
	return migrate(ctx, d.conn, format, steps)
}

func (d *Document) readInfo() error {
	var created int64
	err := d.row(`SELECT id, created, application, definition FROM info`).Scan(&d.info.ID, &created, &d.info.Application, &d.info.Definition)
	if err == nil {
		err = d.row(`SELECT session, revision FROM writer`).Scan(&d.seen.session, &d.seen.revision)
	}
	if errors.Is(err, sql.ErrNoRows) {
		return damaged(d.path, "it does not say what it is")
	}
	d.info.Created = moment(created)
	d.info.Properties = map[string]string{}
	if err != nil {
		return err
	}
	return d.rows(`SELECT name, value FROM property LIMIT 10000`, func(r *sql.Rows) error {
		var name, value string
		err := r.Scan(&name, &value)
		d.info.Properties[name] = value
		return err
	})
}

// regular refuses what is no file; opening a pipe would wait for ever.
func regular(path string) error {
	fi, err := os.Stat(path)
	switch {
	case err != nil:
		return classify(err, path)
	case !fi.Mode().IsRegular():
		return notDocument(path, "folder")
	case fi.Size() == 0:
		return notDocument(path, "empty")
	}
	return nil
}

// recognise says what a file is that SQLite will not have.
func recognise(err error, path string) error {
	if !isCode(err, sqlite3.SQLITE_NOTADB) {
		if e := peek(path, func(*os.File) error { return nil }); e != nil {
			return classify(e, path) // the system's reason is clearer than SQLite's
		}
		return err
	}
	if what := look(path); what != "sqlite" {
		return notDocument(path, what)
	}
	return damaged(path, "its first page is destroyed")
}

// look guesses from the first bytes what a file is.
func look(path string) string {
	head, n := make([]byte, 512), 0
	if peek(path, func(f *os.File) error { n, _ = io.ReadFull(f, head); return nil }) != nil {
		return "unknown"
	}
	head = head[:n]
	switch {
	case n == 0:
		return "empty"
	case bytes.HasPrefix(head, []byte("SQLite format 3\x00")):
		return "sqlite"
	case bytes.HasPrefix(head, []byte("PK\x03\x04")), bytes.HasPrefix(head, []byte("PK\x05\x06")):
		return "zip"
	case bytes.HasPrefix(head, []byte("\xD0\xCF\x11\xE0")):
		return "old"
	case bytes.HasPrefix(head, []byte("\xFF\xFE")), bytes.HasPrefix(head, []byte("\xFE\xFF")):
		return "text" // UTF-16
	}
	for cut := range min(4, n) { // the last letter may be cut in two
		if part := head[:n-cut]; utf8.Valid(part) && !bytes.ContainsRune(part, 0) {
			return "text"
		}
	}
	return "unknown"
}

func notDocument(path, variant string) error {
	return &Error{Problem: ErrNotDocument.Problem, Variant: variant, Path: path}
}

// refusal turns the reason why nothing can be written into an error, for those
// who cannot do with reading.
func refusal(r *Reason) error {
	problem := ErrFolder.Problem
	switch r.Cause {
	case NoSpace:
		problem = ErrDiskFull.Problem
	case InUse:
		problem = ErrBusy.Problem
	}
	return &Error{Problem: problem, Path: r.Path, Err: *r}
}

// tempBeside makes an empty file in the folder of path, open to the same people
// as any new file there.
func tempBeside(path string) (string, error) {
	name := filepath.Join(filepath.Dir(path), "."+strings.ReplaceAll(newID(), "-", "")[:12]+".tmp")
	f, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return "", err
	}
	return name, f.Close()
}

func isCode(err error, primary int) bool {
	var s *sqlite.Error
	return errors.As(err, &s) && s.Code()&0xff == primary
}

// newID makes a random UUID, version 4 (RFC 9562).
func newID() string {
	var b [16]byte
	rand.Read(b[:])
	b[6], b[8] = b[6]&0x0f|0x40, b[8]&0x3f|0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", b[0:4], b[4:6], b[6:8], b[8:10], b[10:])
}
