package workspace

import (
	"time"

	"migraform/forms"
	"migraform/forms/document"
	"migraform/forms/words"
)

// Change is one moment in the document's history.
type Change struct {
	ID     int64
	When   time.Time
	Who    string
	Label  words.Message
	Means  string
	Count  int        // of the answers, notes and so on that it changed
	First  forms.Cell // the first answer that it changed, forms.NoCell where none
	Key    string     // what it changed first: an address, a question
	Undone bool
}

// Changes returns the latest changes before one (0 for all), latest first,
// at most so many (0 for all).
func (w *Workspace) Changes(limit int, before int64) ([]Change, error) {
	heads, err := w.document.Changes(limit, before)
	if err != nil {
		return nil, err
	}
	changes := make([]Change, 0, len(heads))
	for _, head := range heads {
		c := Change{ID: head.ID, When: head.When, Who: head.Who, Label: Label(head.Label), Means: head.Means,
			Count: head.Count, First: forms.NoCell, Undone: head.State != document.Done}
		_, c.Key = subject(head.Label)
		if cell, err := w.q.Cell(c.Key); err == nil {
			c.First = cell
		}
		changes = append(changes, c)
	}
	return changes, nil
}

// UndoTo undoes one change after the other until the given one is the latest
// in force (0 undoes all). It returns how many were undone.
func (w *Workspace) UndoTo(id int64) (undone int, err error) {
	changes, err := w.Changes(0, 0)
	if err != nil {
		return 0, err
	}
	for _, c := range changes {
		if c.ID == id {
			break
		}
		if c.Undone {
			continue
		}
		if _, err := w.Undo(); err != nil {
			return undone, err
		}
		undone++
	}
	return undone, nil
}
