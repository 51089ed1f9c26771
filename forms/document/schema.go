package document

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"sync"
)

// applicationID stands in bytes 68 to 71 of every document: "Migr".
const applicationID = 0x4D696772

// schemas[i] leads from format i to format i+1; the file's user_version counts
// them. A step, once released, is never altered: a further one is appended.
var schemas = []string{`
CREATE TABLE info (
	only        INTEGER PRIMARY KEY CHECK (only = 1),
	id          TEXT    NOT NULL,
	created     INTEGER NOT NULL, -- milliseconds since 1970, as all times here
	application TEXT    NOT NULL,
	definition  BLOB    NOT NULL
) STRICT;
CREATE TABLE property (
	name  TEXT NOT NULL PRIMARY KEY,
	value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
-- Who wrote last. Apart from info, whose long row would be written each time.
CREATE TABLE writer (
	only     INTEGER PRIMARY KEY CHECK (only = 1),
	session  TEXT    NOT NULL,
	revision INTEGER NOT NULL
) STRICT;
-- The present state; an absent entry has no row.
CREATE TABLE entry (
	kind  TEXT NOT NULL,
	key   TEXT NOT NULL,
	value TEXT NOT NULL CHECK (value <> ''),
	PRIMARY KEY (kind, key)
) STRICT, WITHOUT ROWID;
CREATE TABLE change (
	id    INTEGER PRIMARY KEY,
	at    INTEGER NOT NULL,
	who   TEXT    NOT NULL,
	means TEXT    NOT NULL,
	label TEXT    NOT NULL,
	count INTEGER NOT NULL,
	state INTEGER NOT NULL CHECK (state IN (0, 1, 2)) -- done, undone, abandoned
) STRICT;
CREATE INDEX change_undone ON change (id) WHERE state = 1;
CREATE TABLE edit (
	change INTEGER NOT NULL REFERENCES change (id),
	kind   TEXT    NOT NULL,
	key    TEXT    NOT NULL,
	before TEXT    NOT NULL,
	after  TEXT    NOT NULL,
	PRIMARY KEY (change, kind, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX edit_entry ON edit (kind, key, change);
-- Each time that a change was made, undone or redone.
CREATE TABLE moment (
	id     INTEGER PRIMARY KEY,
	change INTEGER NOT NULL REFERENCES change (id),
	event  INTEGER NOT NULL CHECK (event IN (0, 1, 2)), -- made, undone, redone
	at     INTEGER NOT NULL,
	who    TEXT    NOT NULL
) STRICT;
CREATE INDEX moment_change ON moment (change);
CREATE TABLE source (
	id     INTEGER PRIMARY KEY,
	file   TEXT    NOT NULL,
	sha256 TEXT    NOT NULL,
	sheet  TEXT    NOT NULL,
	at     INTEGER NOT NULL,
	UNIQUE (sha256, sheet, file)
) STRICT;
CREATE TABLE submission (
	id         TEXT    NOT NULL PRIMARY KEY,
	at         INTEGER NOT NULL,
	format     TEXT    NOT NULL,
	file       TEXT    NOT NULL,
	sha256     TEXT    NOT NULL,
	recipient  TEXT    NOT NULL,
	last_change INTEGER NOT NULL,
	answers    BLOB    NOT NULL
) STRICT;
`}

// migrate brings a file from format from to the newest, wholly or not at all.
func migrate(ctx context.Context, conn *sql.Conn, from int, steps []string) error {
	if from == len(steps) {
		return nil
	}
	tx, err := conn.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	for i, step := range steps[from:] {
		if _, err := tx.ExecContext(ctx, step); err != nil {
			return fmt.Errorf("bringing the document to format %d: %w", from+i+1, err)
		}
	}
	if _, err := tx.ExecContext(ctx, fmt.Sprintf("PRAGMA user_version = %d", len(steps))); err != nil {
		return err
	}
	return tx.Commit()
}

// item is one thing that a schema defines.
type item struct{ kind, name, table, sql string }

// readSchema lists what the file defines, in order of kind and name. More than
// anything of ours could hold is not read.
func readSchema(ctx context.Context, conn *sql.Conn) ([]item, error) {
	rows, err := conn.QueryContext(ctx, `SELECT type, name, tbl_name, coalesce(sql, '') FROM sqlite_schema LIMIT 1000`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var list []item
	for rows.Next() {
		var t item
		if err := rows.Scan(&t.kind, &t.name, &t.table, &t.sql); err != nil {
			return nil, err
		}
		list = append(list, t)
	}
	slices.SortFunc(list, func(a, b item) int {
		return slices.Compare([]string{a.kind, a.name}, []string{b.kind, b.name})
	})
	return list, rows.Err()
}

var (
	idealLock sync.Mutex
	ideals    = map[string][]item{}
)

// ideal is the schema that a file made by the steps has. A file with anything
// else in it, a trigger or a view above all, is not opened: so nothing that a
// stranger put there can ever run.
func ideal(steps []string) ([]item, error) {
	id := fmt.Sprint(steps)
	idealLock.Lock()
	defer idealLock.Unlock()
	if list := ideals[id]; list != nil {
		return list, nil
	}
	db, err := sql.Open("sqlite", ":memory:")
	if err != nil {
		return nil, err
	}
	defer db.Close()
	ctx := context.Background()
	conn, err := db.Conn(ctx)
	if err != nil {
		return nil, err
	}
	defer conn.Close()
	if err := migrate(ctx, conn, 0, steps); err != nil {
		return nil, err
	}
	list, err := readSchema(ctx, conn)
	if err == nil {
		ideals[id] = list
	}
	return list, err
}
