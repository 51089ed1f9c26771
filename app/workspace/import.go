package workspace

import (
	"context"
	"errors"
	"path/filepath"
	"time"

	"migraform/forms"
	"migraform/forms/intake"
	"migraform/forms/intake/reader"
	"migraform/forms/words"
)

// Import is a file on its way into the document: what goes where, what would
// change, and what is left over. Nothing has happened yet.
type Import struct {
	Path   string
	SHA256 string    // of the bytes that were read, in hexadecimal
	ReadAt time.Time // when it was read
	// Plan says what becomes of each figure of a spreadsheet. It is nil for
	// the program's own files (the long CSV, a workbook), which name their
	// cells themselves.
	Plan *intake.Plan
	// Table and Decisions may be changed before Replan; so may Keep, which
	// holds the addresses of cells whose answers stay although the file has
	// others.
	Table     string
	Decisions intake.Decisions
	Keep      map[string]bool

	Changes []ImportChange // answers that would change or be new, in the order of the file
	New     int            // of the changes, those into blank cells
	Changed int            // of the changes, those that replace another answer
	Equal   int            // figures that the document holds already
	Kept    []ImportChange // those that Keep holds back
	Held    []ImportChange // equal ones of the program's own files: a spreadsheet's are in Plan
	// Layout is the file whose decisions were taken over, because this one is
	// made like it; Differences say in what it is not.
	Layout      string
	Differences []words.Message
	Problems    []words.Message // places of the program's own files that cannot be taken
	// Finer are the figures of the program's own files that the document does
	// not ask as they are: those that were added up, and those whose sum the
	// file has itself.
	Finer []Finer
	Notes map[string]string
	// OpenIn is the name of the mark by which another program says that it has
	// the file open: what is not saved there was not read. "" for none.
	OpenIn string
	// Gone lets Apply put the figures in although the file is no longer there.
	Gone bool

	file  *reader.File
	of    *forms.Questionnaire // that the changes are of
	given []ownFigure          // of the program's own files: all answers
	noted map[string]string    // and all notes
	said  []words.Message      // problems of the file itself
	made  string               // the coarser breakdowns that a workbook was made in
}

// ReadOptions say how a file is read.
type ReadOptions struct {
	Table    string // that its figures are for, or "" to find out
	Password string // of a locked workbook
	// Layouts are looked at before those that the document remembers.
	Layouts  []intake.Layout
	Progress func(share float64)
}

// ImportChange is one answer that an import would change.
type ImportChange struct {
	Cell   forms.Cell
	Before forms.Answer
	After  forms.Answer // its Source has the cell of the file
	Sheet  string
}

// largestLong bounds the size of a long CSV, in bytes.
const largestLong = 256 << 20

// Read reads a file and plans where its figures go: a spreadsheet of any
// layout, the program's own long CSV, or a workbook. The table's id may be
// empty: then the file has to say it.
func (w *Workspace) Read(ctx context.Context, path, id string, progress func(share float64)) (*Import, error) {
	return w.ReadWith(ctx, path, ReadOptions{Table: id, Progress: progress})
}

// ReadWith is Read with more said about the file. A locked workbook without
// its password is a reader.Problem: reader.Encrypted or reader.WrongPassword.
func (w *Workspace) ReadWith(ctx context.Context, path string, o ReadOptions) (*Import, error) {
	defer reader.Sparing()()
	i := &Import{Path: path, Table: o.Table, ReadAt: time.Now(), OpenIn: openElsewhere(path)}
	switch err := w.readOwn(ctx, i); {
	case err == nil:
		return i, nil
	case !errors.Is(err, errNotOwn):
		return nil, err
	}
	var err error
	i.file, err = reader.Read(ctx, path, reader.Options{Progress: o.Progress, Password: o.Password})
	if err != nil {
		return nil, err
	}
	i.SHA256 = i.file.SHA256
	if err := w.recall(ctx, i, o.Layouts); err != nil {
		return nil, err
	}
	if err := w.Replan(ctx, i); err != nil {
		return i, err
	}
	if len(i.Plan.Entries) == 0 {
		return nil, &NoFiguresError{Path: path}
	}
	return i, nil
}

// NoFiguresError says that a file can be read and holds no figure.
type NoFiguresError struct{ Path string }

func (e *NoFiguresError) Error() string { return words.In("en").Error(e) }

// Message gives the error for translation.
func (e *NoFiguresError) Message() (string, map[string]any) {
	return "import.no_figures", map[string]any{"File": filepath.Base(e.Path)}
}

// Recognise reads a spreadsheet and says what it holds, without a document.
func Recognise(ctx context.Context, path, country string, progress func(share float64)) (*intake.Reading, error) {
	return RecogniseWith(ctx, path, country, ReadOptions{Progress: progress})
}

// RecogniseWith is Recognise with more said about the file.
func RecogniseWith(ctx context.Context, path, country string, o ReadOptions) (*intake.Reading, error) {
	defer reader.Sparing()()
	file, err := reader.Read(ctx, path, reader.Options{Progress: o.Progress, Password: o.Password})
	if err != nil {
		return nil, err
	}
	reading, err := intake.Recognise(ctx, file, intake.RecogniseOptions{Country: country})
	if err != nil {
		return nil, err
	}
	if layout := intake.Remembered(reading, o.Layouts); layout != nil {
		decisions, _ := layout.For(reading, 0)
		return intake.Recognise(ctx, file, intake.RecogniseOptions{Country: country, Decisions: &decisions})
	}
	return reading, nil
}

// Replan plans again after the import's Table or Decisions were changed.
func (w *Workspace) Replan(ctx context.Context, i *Import) error {
	if i.file == nil {
		w.compare(i)
		return nil
	}
	if i.Table != "" && w.q.Table(i.Table) == nil {
		return &TableError{Table: i.Table}
	}
	reading, err := intake.Recognise(ctx, i.file, intake.RecogniseOptions{Country: w.q.Country, Decisions: &i.Decisions})
	if err != nil {
		return err
	}
	i.Plan, err = intake.MakePlan(ctx, w.q, reading, intake.PlanOptions{Table: i.Table, Decisions: &i.Decisions})
	if err != nil {
		return err
	}
	w.compare(i)
	return nil
}

// compare finds what the file would change.
func (w *Workspace) compare(i *Import) {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	i.Changes, i.New, i.Changed, i.Equal, i.Kept, i.Held, i.Notes, i.of = nil, 0, 0, 0, nil, nil, nil, w.q
	if i.Plan != nil {
		for e := range i.Plan.Answers() {
			i.add(w, ImportChange{Cell: e.Cell, After: e.Answer(), Sheet: i.file.Sheets[e.Sheet].Name})
		}
		return
	}
	for _, c := range i.layOwn(w, w.choices.String()) {
		i.add(w, c)
	}
	i.Notes = map[string]string{}
	for address, note := range i.noted {
		if note != w.notes[address] {
			i.Notes[address] = note
		}
	}
}

func (i *Import) add(w *Workspace, c ImportChange) {
	before := w.answers.At(c.Cell)
	c.Before = before
	// A confidentiality that the office gave stays with the cell.
	if c.After.Conf == forms.Unstated {
		c.After.Conf = before.Conf
	}
	switch {
	case c.After.Same(before):
		if i.Equal++; i.file == nil {
			i.Held = append(i.Held, c)
		}
		return
	case len(i.Keep) > 0 && i.Keep[w.q.Address(c.Cell)]:
		i.Kept = append(i.Kept, c)
		return
	case before.IsBlank():
		i.New++
	default:
		i.Changed++
	}
	i.Changes = append(i.Changes, c)
}
