package document

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"strings"
	"time"
)

// Recovered says what could be read of a damaged document.
type Recovered struct {
	Entries, Changes, Edits, Sources, Submissions int
	Rebuilt                                       int  // entries taken from the history, since they were lost themselves
	Complete                                      bool // every table could be read to its end
}

// Recover makes a new document at path of what can be read of a damaged one,
// which is not touched. What the damaged one no longer says of itself is taken
// from info. Nothing can be recovered when the first page is destroyed
// (ErrDamaged) or when the structure is not a document's (ErrAltered).
func Recover(damagedPath, path string, info Info) (r Recovered, err error) {
	if damagedPath, err = resolve(damagedPath); err == nil {
		err = regular(damagedPath)
	}
	if err != nil {
		return r, err
	}
	if path, err = resolveNew(path); err != nil {
		return r, err
	}
	opening.Lock()
	defer opening.Unlock()
	// Damaged pages may lead in a circle.
	ctx, cancel := context.WithTimeout(context.Background(), recoverTime)
	defer cancel()
	db, from, err := connect(ctx, damagedPath, "ro")
	if err != nil {
		return r, classify(recognise(err, damagedPath), damagedPath)
	}
	defer db.Close()
	defer from.Close()
	old := &Document{path: damagedPath, reason: &Reason{Cause: Asked, Path: damagedPath}, db: db, conn: from, stmts: map[string]*sql.Stmt{}}
	if err := old.identify(ctx, schemas); err != nil {
		return r, classify(err, damagedPath)
	}
	if e := old.readInfo(); e == nil {
		info = old.info
	}
	info = completed(info)
	temp, err := tempBeside(path)
	if err != nil {
		return r, classify(err, path)
	}
	defer os.Remove(temp)
	handles.RLock()
	defer handles.RUnlock()
	if r, err = pour(ctx, old, temp, info); err != nil {
		return Recovered{}, classify(err, path)
	}
	return r, classify(publish(temp, path), path)
}

// salvaged are the tables in an order in which none refers to a later one.
var salvaged = []struct{ table, order, columns string }{
	{"change", "id", "id, at, who, means, label, count, state"},
	{"edit", "change, kind, key", "change, kind, key, before, after"},
	{"moment", "id", "id, change, event, at, who"},
	{"entry", "kind, key", "kind, key, value"},
	{"source", "id", "id, file, sha256, sheet, at"},
	{"submission", "id", "id, at, format, file, sha256, recipient, last_change, answers"},
}

func pour(reading context.Context, old *Document, temp string, info Info) (r Recovered, err error) {
	ctx := context.Background()
	db, to, err := connect(ctx, temp, "rw")
	if err != nil {
		return r, err
	}
	defer db.Close()
	defer to.Close()
	if err := fill(ctx, to, info, schemas); err != nil {
		return r, err
	}
	if _, err := to.ExecContext(ctx, "BEGIN"); err != nil {
		return r, err
	}
	r.Complete = true
	counts := map[string]*int{"change": &r.Changes, "edit": &r.Edits, "entry": &r.Entries, "source": &r.Sources, "submission": &r.Submissions, "moment": new(int)}
	for _, s := range salvaged {
		whole, err := salvage(reading, old, to, s.table, s.order, s.columns, counts[s.table])
		if err != nil {
			return r, err
		}
		r.Complete = r.Complete && whole
		if s.table == "entry" && !whole {
			// What the history says last of an entry that cannot be read.
			result, err := to.ExecContext(ctx, `INSERT OR IGNORE INTO entry (kind, key, value)
				SELECT kind, key, value FROM (
					SELECT e.kind, e.key, CASE m.event WHEN 1 THEN e.before ELSE e.after END AS value, max(m.id)
					FROM edit e JOIN moment m ON m.change = e.change GROUP BY e.kind, e.key)
				WHERE value <> ''`)
			if err != nil {
				return r, err
			}
			n, _ := result.RowsAffected()
			r.Rebuilt = int(n)
		}
	}
	// An incomplete change tells how many of its edits are left.
	if _, err := to.ExecContext(ctx, `UPDATE change SET count = (SELECT count(*) FROM edit WHERE change = change.id)
		WHERE count <> (SELECT count(*) FROM edit WHERE change = change.id)`); err != nil {
		return r, err
	}
	_, err = to.ExecContext(ctx, "COMMIT")
	return r, err
}

// salvage copies a table from its beginning as far as it can be read, and then
// what can be read from its end. Only an error of writing is returned.
func salvage(reading context.Context, old *Document, to *sql.Conn, table, order, columns string, count *int) (whole bool, err error) {
	n := strings.Count(columns, ",") + 1
	insert, err := to.PrepareContext(context.Background(), fmt.Sprintf("INSERT OR IGNORE INTO %s (%s) VALUES (?%s)", table, columns, strings.Repeat(", ?", n-1)))
	if err != nil {
		return false, err
	}
	defer insert.Close()
	backwards := strings.ReplaceAll(order, ",", " DESC,") + " DESC"
	for i, by := range []string{order, backwards} {
		rows, err := old.conn.QueryContext(reading, fmt.Sprintf("SELECT %s FROM %s ORDER BY %s", columns, table, by))
		if err != nil {
			continue
		}
		whole, err = copyRows(rows, insert, n, count)
		if err != nil {
			return false, err
		}
		if whole {
			return i == 0, nil
		}
	}
	return false, nil
}

// recoverTime is how long the damaged document is read; what is written has no limit.
const recoverTime = 2 * time.Minute

func copyRows(rows *sql.Rows, insert *sql.Stmt, n int, count *int) (whole bool, err error) {
	defer rows.Close()
	values, targets := make([]any, n), make([]any, n)
	for i := range values {
		targets[i] = &values[i]
	}
	whole = true
	for rows.Next() {
		if rows.Scan(targets...) != nil {
			return false, nil
		}
		result, err := insert.Exec(values...)
		switch {
		case err != nil && errors.Is(classify(err, ""), ErrDamaged):
			whole = false // the row obeys no rule, or belongs to one that is lost
		case err != nil:
			return false, err
		default:
			k, _ := result.RowsAffected()
			*count += int(k)
		}
	}
	return whole && rows.Err() == nil, nil
}
