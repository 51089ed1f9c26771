package document

import (
	"database/sql"
	"errors"
	"time"
)

// Source is a sheet of a file from which figures were taken.
type Source struct {
	ID                  int64
	File, SHA256, Sheet string
	Time                time.Time // when it was first used; AddSource fills it in if zero
}

// AddSource gives the id of a source, which is stored if it is not yet: the same
// file (by content and name) and sheet have the same id for ever.
func (d *Document) AddSource(s Source) (id int64, err error) {
	if s.Time.IsZero() {
		s.Time = now()
	}
	const find = `SELECT id FROM source WHERE sha256 = ? AND sheet = ? AND file = ?`
	err = d.read(func() error { return d.row(find, s.SHA256, s.Sheet, s.File).Scan(&id) })
	if err == nil || !errors.Is(err, sql.ErrNoRows) {
		return id, err
	}
	err = d.write(func() error {
		r, err := d.exec(`INSERT INTO source (file, sha256, sheet, at) VALUES (?, ?, ?, ?)`, s.File, s.SHA256, s.Sheet, s.Time.UnixMilli())
		if err == nil {
			id, err = r.LastInsertId()
		}
		return err
	})
	return id, err
}

// Sources lists them in order of their ids.
func (d *Document) Sources() ([]Source, error) {
	var list []Source
	err := d.read(func() error {
		return d.rows(`SELECT id, file, sha256, sheet, at FROM source ORDER BY id`, func(r *sql.Rows) error {
			var s Source
			var at int64
			err := r.Scan(&s.ID, &s.File, &s.SHA256, &s.Sheet, &at)
			s.Time = moment(at)
			list = append(list, s)
			return err
		})
	})
	return list, err
}

// Submission records what was handed over, and in which state of the answers.
type Submission struct {
	ID                       string // AddSubmission fills it in if empty
	Time                     time.Time
	Format, File, SHA256, To string
	LastChange               int64  // id of the latest change then; AddSubmission fills it in if 0
	Answers                  []byte // the answers as they were; only Submission gives them back
}

// AddSubmission stores a submission and gives it back completed.
func (d *Document) AddSubmission(s Submission) (Submission, error) {
	if s.ID == "" {
		s.ID = newID()
	}
	if s.Time.IsZero() {
		s.Time = now()
	}
	answers := s.Answers
	if answers == nil {
		answers = []byte{} // nil would be NULL
	}
	err := d.write(func() error {
		if s.LastChange == 0 {
			if err := d.row(`SELECT coalesce(max(id), 0) FROM change`).Scan(&s.LastChange); err != nil {
				return err
			}
		}
		var n int
		if err := d.row(`SELECT count(*) FROM submission WHERE id = ?`, s.ID).Scan(&n); err != nil {
			return err
		}
		if n > 0 {
			return &Error{Problem: ErrExists.Problem, Variant: "submission", Path: d.path, Args: map[string]any{"ID": s.ID}}
		}
		_, err := d.exec(`INSERT INTO submission (id, at, format, file, sha256, recipient, last_change, answers) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
			s.ID, s.Time.UnixMilli(), s.Format, s.File, s.SHA256, s.To, s.LastChange, answers)
		return err
	})
	return s, err
}

// Submissions lists them in order of time, without their answers.
func (d *Document) Submissions() ([]Submission, error) {
	var list []Submission
	err := d.read(func() error {
		return d.rows(`SELECT id, at, format, file, sha256, recipient, last_change FROM submission ORDER BY at, rowid`,
			func(r *sql.Rows) error {
				var s Submission
				var at int64
				err := r.Scan(&s.ID, &at, &s.Format, &s.File, &s.SHA256, &s.To, &s.LastChange)
				s.Time = moment(at)
				list = append(list, s)
				return err
			})
	})
	return list, err
}

// Submission gives one with its answers (ErrNoChange).
func (d *Document) Submission(id string) (s Submission, err error) {
	err = d.read(func() error {
		var at int64
		err := d.row(`SELECT id, at, format, file, sha256, recipient, last_change, answers FROM submission WHERE id = ?`, id).
			Scan(&s.ID, &at, &s.Format, &s.File, &s.SHA256, &s.To, &s.LastChange, &s.Answers)
		s.Time = moment(at)
		if errors.Is(err, sql.ErrNoRows) {
			return &Error{Problem: ErrNoChange.Problem, Path: d.path, Args: map[string]any{"ID": id}}
		}
		return err
	})
	return s, err
}
