package document

import (
	"database/sql"
	"errors"
	"time"
)

// Event is what happened to a change.
type Event int

const (
	Applied Event = iota
	Undid
	Redone
)

// Past is one moment in the life of an entry. At an undo, Before and After are
// those of the undo.
type Past struct {
	Change                           int64
	Event                            Event
	When                             time.Time
	Who, Means, Label, Before, After string
}

// History gives what happened to one entry, the latest first; limit 0 is no limit.
func (d *Document) History(kind Kind, key string, limit int) ([]Past, error) {
	var list []Past
	err := d.read(func() error {
		return d.rows(`SELECT m.change, m.event, m.at, m.who, c.means, c.label, e.before, e.after
			FROM edit e JOIN moment m ON m.change = e.change JOIN change c ON c.id = e.change
			WHERE e.kind = ? AND e.key = ? ORDER BY m.id DESC LIMIT ?`, func(r *sql.Rows) error {
			var p Past
			var at int64
			err := r.Scan(&p.Change, &p.Event, &at, &p.Who, &p.Means, &p.Label, &p.Before, &p.After)
			p.When = moment(at)
			if p.Event == Undid {
				p.Before, p.After = p.After, p.Before
			}
			list = append(list, p)
			return err
		}, string(kind), key, upTo(limit))
	})
	return list, err
}

// Changes gives the headers of changes, the latest first, of those before the
// given id; 0 is from the latest one, limit 0 is no limit.
func (d *Document) Changes(limit int, before int64) ([]Change, error) {
	if before <= 0 {
		before = 1<<63 - 1
	}
	var list []Change
	err := d.read(func() error {
		return d.rows(`SELECT id, at, who, means, label, count, state FROM change WHERE id < ? ORDER BY id DESC LIMIT ?`,
			func(r *sql.Rows) error {
				c, err := header(r)
				list = append(list, c)
				return err
			}, before, upTo(limit))
	})
	return list, err
}

// Change gives one change with its edits (ErrNoChange).
func (d *Document) Change(id int64) (c Change, err error) {
	err = d.read(func() error {
		c, err = d.change(id)
		return err
	})
	return c, err
}

func (d *Document) change(id int64) (Change, error) {
	c, err := header(d.row(`SELECT id, at, who, means, label, count, state FROM change WHERE id = ?`, id))
	if errors.Is(err, sql.ErrNoRows) {
		err = &Error{Problem: ErrNoChange.Problem, Path: d.path, Args: map[string]any{"ID": id}}
	}
	if err != nil {
		return Change{}, err
	}
	err = d.rows(`SELECT kind, key, before, after FROM edit WHERE change = ? ORDER BY kind, key`, func(r *sql.Rows) error {
		var e Edit
		err := r.Scan(&e.Kind, &e.Key, &e.Before, &e.After)
		c.Edits = append(c.Edits, e)
		return err
	}, id)
	return c, err
}

func header(r scanner) (c Change, err error) {
	var at int64
	err = r.Scan(&c.ID, &at, &c.Who, &c.Means, &c.Label, &c.Count, &c.State)
	c.When = moment(at)
	return c, err
}

func upTo(limit int) int {
	if limit <= 0 {
		return -1
	}
	return limit
}
