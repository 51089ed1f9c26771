package document

import (
	"context"
	"database/sql"
	"errors"
	"os"
	"sync"
	"time"

	"modernc.org/sqlite"
)

// Kind tells what an entry is about. The set is open: any short word will do.
type Kind string

// The kinds that the program itself uses.
const (
	KindAnswer      Kind = "answer"
	KindNote        Kind = "note"
	KindQuestion    Kind = "question"
	KindExplanation Kind = "explanation"
	KindSetting     Kind = "setting"
	KindTable       Kind = "table"
	KindLayout      Kind = "layout"
)

// Entry is one text of the document. An entry whose value is "" is absent.
type Entry struct {
	Kind       Kind
	Key, Value string
}

// Edit turns one entry from Before into After; "" means absent.
type Edit struct {
	Kind               Kind
	Key, Before, After string
}

// ChangeState says whether a change is in force.
type ChangeState int

const (
	Done      ChangeState = iota // in force
	Undone                       // taken back, can be redone
	Abandoned                    // taken back, and something else was done since
)

// Change is one step of work, undone and redone as a whole. IDs ascend from 1
// in order of time; When has a resolution of a millisecond, in UTC.
type Change struct {
	ID                int64
	When              time.Time
	Who, Means, Label string
	Edits             []Edit // in order of kind and key; nil where only headers are asked for
	Count             int    // the number of edits
	State             ChangeState
}

// Info is what a document says of itself.
type Info struct {
	ID          string            // random (UUID version 4); Create fills it in if empty
	Created     time.Time         // Create fills it in if zero
	Definition  []byte            // the questionnaire definition that it was begun with
	Application string            // version of the program that created it
	Properties  map[string]string // country, year and the like
}

// Document is an open file. Its methods may be called from several goroutines,
// but run one after another.
type Document struct {
	path string
	info Info

	mu    sync.Mutex
	db    *sql.DB
	conn  *sql.Conn // the only one; nil once closed
	stmts map[string]*sql.Stmt
	place os.FileInfo // the file as it was opened, to notice that another took its name
	lock  *lock       // nil when reading only

	reason  *Reason // why only reading is possible; nil when writing is
	who     string  // in whose name undo and redo are recorded
	version int64   // data_version after the last look
	unsure  bool    // a write failed: data_version alone proves nothing
	session string  // marks what this opener has written
	seen    writer  // who wrote last before this opener
	told    int64   // data_version that Changed reported last
}

// Path is where the document lies: absolute, symbolic links resolved.
func (d *Document) Path() string { return d.path }

// Info is what the document says of itself. The caller must not alter the
// definition and the properties.
func (d *Document) Info() Info { return d.info }

// ReadOnly tells whether, and why, nothing can be written.
func (d *Document) ReadOnly() (Reason, bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.reason == nil {
		return Reason{}, false
	}
	return *d.reason, true
}

// Entries gives the present entries of a kind, in order of their keys
// (bytewise). A reader beside a writer sees what is committed at this moment.
func (d *Document) Entries(kind Kind) ([]Entry, error) {
	var list []Entry
	err := d.read(func() error {
		var n int
		if err := d.row(`SELECT count(*) FROM entry WHERE kind = ?`, kind).Scan(&n); err != nil {
			return err
		}
		list = make([]Entry, 0, n)
		return d.rows(`SELECT key, value FROM entry WHERE kind = ? ORDER BY key`, func(r *sql.Rows) error {
			e := Entry{Kind: kind}
			err := r.Scan(&e.Key, &e.Value)
			list = append(list, e)
			return err
		}, kind)
	})
	return list, err
}

// Kinds lists the kinds of which there are entries, in alphabetical order.
func (d *Document) Kinds() ([]Kind, error) {
	var list []Kind
	err := d.read(func() error {
		return d.rows(`SELECT DISTINCT kind FROM entry ORDER BY kind`, func(r *sql.Rows) error {
			var k Kind
			err := r.Scan(&k)
			list = append(list, k)
			return err
		})
	})
	return list, err
}

// Changed tells whether somebody else has written since the document was opened
// or since Changed was last asked; a reader beside a writer asks it now and then.
func (d *Document) Changed() (bool, error) {
	changed := false
	err := d.read(func() error {
		v, err := d.dataVersion()
		changed = err == nil && v != d.told
		if err == nil {
			d.told = v
		}
		return err
	})
	return changed, err
}

// Close lets go of the file, so that somebody else can write.
func (d *Document) Close() error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.conn == nil {
		return nil
	}
	for _, s := range d.stmts {
		s.Close()
	}
	err := d.conn.Close()
	if e := d.db.Close(); err == nil {
		err = e
	}
	d.conn, d.stmts = nil, nil
	d.lock.release()
	d.lock = nil
	return classify(err, d.path)
}

// read runs f alone and turns its error into one for people.
func (d *Document) read(f func() error) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.conn == nil {
		return &Error{Problem: ErrClosed.Problem, Path: d.path}
	}
	handles.RLock()
	err := f()
	handles.RUnlock()
	var s *sqlite.Error
	if errors.As(err, &s) {
		d.unsure = true
	}
	return classify(err, d.path)
}

// stmt prepares each query once: preparing costs more than most of them.
func (d *Document) stmt(query string) (*sql.Stmt, error) {
	if s := d.stmts[query]; s != nil {
		return s, nil
	}
	s, err := d.conn.PrepareContext(context.Background(), query)
	if err == nil {
		d.stmts[query] = s
	}
	return s, err
}

func (d *Document) exec(query string, args ...any) (sql.Result, error) {
	s, err := d.stmt(query)
	if err != nil {
		return nil, err
	}
	return s.Exec(args...)
}

// scanner is a *sql.Row, or the error that kept it from being asked for.
type scanner interface{ Scan(...any) error }

type failed struct{ err error }

func (f failed) Scan(...any) error { return f.err }

func (d *Document) row(query string, args ...any) scanner {
	s, err := d.stmt(query)
	if err != nil {
		return failed{err}
	}
	return s.QueryRow(args...)
}

func (d *Document) rows(query string, each func(*sql.Rows) error, args ...any) error {
	s, err := d.stmt(query)
	if err != nil {
		return err
	}
	r, err := s.Query(args...)
	if err != nil {
		return err
	}
	defer r.Close()
	for r.Next() {
		if err := each(r); err != nil {
			return err
		}
	}
	return r.Err()
}

func (d *Document) dataVersion() (v int64, err error) {
	// Never prepared beforehand: a pragma's value may be read when it is compiled.
	err = d.conn.QueryRowContext(context.Background(), "PRAGMA data_version").Scan(&v)
	return v, err
}

func moment(ms int64) time.Time { return time.UnixMilli(ms).UTC() }

func now() time.Time { return time.Now().UTC().Truncate(time.Millisecond) }
