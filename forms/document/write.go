package document

import (
	"context"
	"database/sql"
	"errors"
	"os"
	"slices"
	"strings"
	"unicode/utf8"
)

// Apply makes a change of the edits and stores it durably. Before may be left
// empty; where it is given, it must be what stands there (ErrStale). Edits that
// alter nothing are dropped, several of one entry become one; if none is left,
// the change has ID 0 and nothing is stored. What was undone and not redone is
// abandoned: it stays in the history.
func (d *Document) Apply(who, means, label string, edits []Edit) (Change, error) {
	c := Change{When: now(), Who: who, Means: means, Label: label}
	err := d.write(func() (err error) {
		if c.Edits, err = d.settle(edits); err != nil || len(c.Edits) == 0 {
			return err
		}
		c.Count = len(c.Edits)
		if _, err = d.exec(`UPDATE change SET state = 2 WHERE state = 1`); err != nil {
			return err
		}
		r, err := d.exec(`INSERT INTO change (at, who, means, label, count, state) VALUES (?, ?, ?, ?, ?, 0)`,
			c.When.UnixMilli(), who, means, label, c.Count)
		if err != nil {
			return err
		}
		if c.ID, err = r.LastInsertId(); err != nil {
			return err
		}
		for _, e := range c.Edits {
			if _, err = d.exec(`INSERT INTO edit (change, kind, key, before, after) VALUES (?, ?, ?, ?, ?)`,
				c.ID, string(e.Kind), e.Key, e.Before, e.After); err != nil {
				return err
			}
			if err = d.set(e.Kind, e.Key, e.After); err != nil {
				return err
			}
		}
		if who != "" {
			d.who = who
		}
		return d.happened(c.ID, Applied, c.When.UnixMilli())
	})
	if err != nil {
		return Change{}, err
	}
	if c.ID == 0 {
		return Change{}, nil
	}
	return c, nil
}

// Undo takes back the latest change that is in force. It is recorded under the
// name that Apply was last given, or else the computer's user.
func (d *Document) Undo() (Change, error) {
	return d.turn(`SELECT id FROM change WHERE state = 0 ORDER BY id DESC LIMIT 1`, ErrNothingToUndo, Undone)
}

// Redo brings back the change that was undone last.
func (d *Document) Redo() (Change, error) {
	return d.turn(`SELECT id FROM change WHERE state = 1 ORDER BY id LIMIT 1`, ErrNothingToRedo, Done)
}

// CanUndo gives the label of what Undo would take back.
func (d *Document) CanUndo() (label string, ok bool) {
	return d.label(`SELECT label FROM change WHERE state = 0 ORDER BY id DESC LIMIT 1`)
}

// CanRedo gives the label of what Redo would bring back.
func (d *Document) CanRedo() (label string, ok bool) {
	return d.label(`SELECT label FROM change WHERE state = 1 ORDER BY id LIMIT 1`)
}

func (d *Document) label(query string) (label string, ok bool) {
	err := d.read(func() error {
		if d.reason != nil {
			return sql.ErrNoRows
		}
		return d.row(query).Scan(&label)
	})
	return label, err == nil
}

func (d *Document) turn(which string, none *Error, to ChangeState) (c Change, err error) {
	err = d.write(func() error {
		var id int64
		if err := d.row(which).Scan(&id); errors.Is(err, sql.ErrNoRows) {
			return none
		} else if err != nil {
			return err
		}
		if c, err = d.change(id); err != nil {
			return err
		}
		event := Redone
		if to == Undone {
			event = Undid
		}
		for _, e := range c.Edits {
			from, into := e.Before, e.After
			if to == Undone {
				from, into = into, from
			}
			if err := d.expect(e.Kind, e.Key, from); err != nil {
				return err
			}
			if err := d.set(e.Kind, e.Key, into); err != nil {
				return err
			}
		}
		if _, err := d.exec(`UPDATE change SET state = ? WHERE id = ?`, int(to), id); err != nil {
			return err
		}
		c.State = to
		return d.happened(id, event, now().UnixMilli())
	})
	if err != nil {
		return Change{}, err
	}
	return c, nil
}

// settle sorts the edits, joins those of one entry, fills in what was before and
// drops what changes nothing.
func (d *Document) settle(edits []Edit) ([]Edit, error) {
	list := slices.Clone(edits)
	slices.SortStableFunc(list, func(a, b Edit) int {
		if c := strings.Compare(string(a.Kind), string(b.Kind)); c != 0 {
			return c
		}
		return strings.Compare(a.Key, b.Key)
	})
	kept := list[:0]
	for i := 0; i < len(list); {
		first := list[i]
		if first.Kind == "" || !utf8.ValidString(string(first.Kind)) || !utf8.ValidString(first.Key) {
			return nil, &Error{Problem: ErrBadEdit.Problem, Path: d.path, Args: map[string]any{"Key": plain(first.Key)}}
		}
		start, err := d.value(first.Kind, first.Key)
		if err != nil {
			return nil, err
		}
		at := start
		for ; i < len(list) && list[i].Kind == first.Kind && list[i].Key == first.Key; i++ {
			e := list[i]
			if e.Before != "" && e.Before != at {
				return nil, d.stale(e.Key, e.Before, at)
			}
			if !utf8.ValidString(e.After) {
				return nil, &Error{Problem: ErrBadEdit.Problem, Path: d.path, Args: map[string]any{"Key": e.Key}}
			}
			at = e.After
		}
		if at != start {
			kept = append(kept, Edit{first.Kind, first.Key, start, at})
		}
	}
	return kept, nil
}

func (d *Document) value(kind Kind, key string) (value string, err error) {
	err = d.row(`SELECT value FROM entry WHERE kind = ? AND key = ?`, string(kind), key).Scan(&value)
	if errors.Is(err, sql.ErrNoRows) {
		return "", nil
	}
	return value, err
}

func (d *Document) set(kind Kind, key, value string) (err error) {
	if value == "" {
		_, err = d.exec(`DELETE FROM entry WHERE kind = ? AND key = ?`, string(kind), key)
	} else {
		_, err = d.exec(`INSERT INTO entry (kind, key, value) VALUES (?, ?, ?)
			ON CONFLICT (kind, key) DO UPDATE SET value = excluded.value`, string(kind), key, value)
	}
	return err
}

func (d *Document) expect(kind Kind, key, want string) error {
	got, err := d.value(kind, key)
	if err == nil && got != want {
		err = d.stale(key, want, got)
	}
	return err
}

func (d *Document) stale(key, expected, found string) error {
	return &Error{Problem: ErrStale.Problem, Path: d.path, Args: map[string]any{"Key": key, "Expected": expected, "Found": found}}
}

func (d *Document) happened(change int64, event Event, at int64) error {
	_, err := d.exec(`INSERT INTO moment (change, event, at, who) VALUES (?, ?, ?, ?)`, change, int(event), at, d.who)
	return err
}

// writer is the mark that each write leaves in the file.
type writer struct {
	session  string
	revision int64
}

// write runs f in a transaction of its own, which is durable when write returns
// nil, and leaves no trace when it returns an error.
func (d *Document) write(f func() error) error {
	return d.read(func() error {
		if d.reason != nil {
			return &Error{Problem: ErrReadOnly.Problem, Path: d.path, Err: *d.reason}
		}
		if err := d.stillThere(); err != nil {
			return err
		}
		err := d.transact(f)
		if err != nil {
			err = classify(err, d.path)
			switch {
			case errors.Is(err, ErrDamaged):
				d.reason = &Reason{Cause: Damaged, Path: d.path}
			case errors.Is(err, ErrReplaced):
				d.reason = &Reason{Cause: Replaced, Path: d.path}
			case errors.Is(err, ErrChangedElsewhere):
				d.reason = &Reason{Cause: ChangedElsewhere, Path: d.path}
			}
		}
		return err
	})
}

func (d *Document) transact(f func() error) (err error) {
	ctx := context.Background()
	if _, err = d.conn.ExecContext(ctx, "BEGIN IMMEDIATE"); err != nil {
		return err
	}
	defer func() {
		if err != nil {
			// SQLite has rolled back of itself after some errors: then this one fails.
			d.conn.ExecContext(ctx, "ROLLBACK")
		}
	}()
	if err = d.undisturbed(); err != nil {
		return err
	}
	if err = f(); err != nil {
		return err
	}
	if _, err = d.exec(`UPDATE writer SET session = ?, revision = revision + 1`, d.session); err != nil {
		return err
	}
	_, err = d.conn.ExecContext(ctx, "COMMIT")
	return err
}

// stillThere notices that the file was deleted, moved, or exchanged for another
// one, which writing through the open handle would not.
func (d *Document) stillThere() error {
	fi, err := os.Stat(d.path)
	if err != nil {
		return &Error{Problem: ErrVanished.Problem, Path: d.path, Err: err}
	}
	if !os.SameFile(fi, d.place) {
		d.reason = &Reason{Cause: Replaced, Path: d.path}
		return &Error{Problem: ErrReplaced.Problem, Path: d.path}
	}
	return nil
}

// undisturbed makes sure that nobody wrote since we did, lock or no lock: some
// network drives only pretend to lock. After a failed write SQLite counts its
// own repairs as somebody's; then the writer's mark decides.
func (d *Document) undisturbed() error {
	v, err := d.dataVersion()
	if err != nil || v == d.version {
		return err
	}
	if d.unsure {
		var w writer
		if err := d.row(`SELECT session, revision FROM writer`).Scan(&w.session, &w.revision); err != nil {
			return err
		}
		if w.session == d.session || w == d.seen {
			d.version, d.unsure = v, false
			return nil
		}
	}
	return &Error{Problem: ErrChangedElsewhere.Problem, Path: d.path}
}
