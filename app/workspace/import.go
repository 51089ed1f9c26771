package workspace

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"migraform/export/table"
	"migraform/export/workbook"
	"migraform/forms"
	"migraform/forms/document"
	"migraform/forms/intake"
	"migraform/forms/intake/reader"
	"migraform/forms/words"
)

// Import is a file on its way into the document: what goes where, what would
// change, and what is left over. Nothing has happened yet.
type Import struct {
	Path string
	// Plan says what becomes of each figure of a spreadsheet. It is nil for
	// the program's own files (the long CSV, a workbook), which name their
	// cells themselves.
	Plan *intake.Plan
	// Table and Decisions may be changed before Replan.
	Table     string
	Decisions intake.Decisions

	Changes []ImportChange // answers that would change or be new, in the order of the file
	New     int            // of the changes, those into blank cells
	Changed int            // of the changes, those that replace another answer
	Equal   int            // figures that the document holds already
	Held    []ImportChange // those of the program's own files: a spreadsheet's are in Plan
	// Layout is the file whose decisions were taken over, because this one is
	// made like it; Differences say in what it is not.
	Layout      string
	Differences []words.Message
	Problems    []words.Message // places of the program's own files that cannot be taken
	Notes       map[string]string

	file *reader.File
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
	After  forms.Answer
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
	i := &Import{Path: path, Table: o.Table}
	done, err := w.readLong(i)
	if err == nil && !done {
		done, err = w.readWorkbook(ctx, i)
	}
	if err != nil || done {
		return i, err
	}
	i.file, err = reader.Read(ctx, path, reader.Options{Progress: o.Progress, Password: o.Password})
	if err != nil {
		return nil, err
	}
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
	file, err := reader.Read(ctx, path, reader.Options{Progress: o.Progress, Password: o.Password})
	if err != nil {
		return nil, err
	}
	reading, err := intake.Recognise(ctx, file, intake.RecogniseOptions{Country: country})
	if err != nil {
		return nil, err
	}
	if layout := intake.Remembered(reading, o.Layouts); layout != nil {
		decisions, _ := layout.For(reading)
		return intake.Recognise(ctx, file, intake.RecogniseOptions{Country: country, Decisions: &decisions})
	}
	return reading, nil
}

// Replan plans again after the import's Table or Decisions were changed.
func (w *Workspace) Replan(ctx context.Context, i *Import) error {
	if i.file == nil {
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

// compare finds what a plan would change.
func (w *Workspace) compare(i *Import) {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	i.Changes, i.New, i.Changed, i.Equal = nil, 0, 0, 0
	for e := range i.Plan.Answers() {
		i.add(w.answers.At(e.Cell), ImportChange{Cell: e.Cell, After: e.Answer(), Sheet: i.file.Sheets[e.Sheet].Name})
	}
}

func (i *Import) add(before forms.Answer, c ImportChange) {
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
	case before.IsBlank():
		i.New++
	default:
		i.Changed++
	}
	i.Changes = append(i.Changes, c)
}

// Apply puts an import into the document as one undoable change. Each figure
// remembers its file, sheet and cell. It returns how many answers changed.
func (w *Workspace) Apply(i *Import) (int, error) {
	if len(i.Changes) == 0 && len(i.Notes) == 0 {
		return 0, nil
	}
	sources := map[string]int64{}
	edits := make([]document.Edit, 0, len(i.Changes))
	for n := range i.Changes {
		c := &i.Changes[n]
		c.After.Means = forms.Imported
		if i.file != nil {
			if _, ok := sources[c.Sheet]; !ok {
				id, err := w.document.AddSource(document.Source{File: i.file.Name, SHA256: i.file.SHA256, Sheet: c.Sheet})
				if err != nil {
					return 0, err
				}
				sources[c.Sheet] = id
			}
			c.After.Source.Source = sources[c.Sheet]
		}
		edits = append(edits, w.answerEdit(c.Cell, c.After))
	}
	for address, note := range i.Notes {
		edits = append(edits, document.Edit{Kind: document.KindNote, Key: address, Before: w.Note(address), After: note})
	}
	if i.Plan != nil {
		edits = append(edits, w.remember(i)...)
	}
	known, err := w.document.Sources()
	if err != nil {
		return 0, err
	}
	w.mutex.Lock()
	w.sources = known
	w.mutex.Unlock()
	return len(i.Changes), w.apply(forms.Imported.String(), label("change.imported", filepath.Base(i.Path)), edits)
}

// readLong reads the program's own CSV, if the file is one.
func (w *Workspace) readLong(i *Import) (bool, error) {
	f, err := os.Open(i.Path)
	if err != nil {
		return false, nil // the reader of spreadsheets says what is wrong
	}
	defer f.Close()
	lines, err := intake.ReadLong(io.LimitReader(f, largestLong))
	if errors.Is(err, intake.ErrNotLong) {
		return false, nil
	}
	if err != nil {
		return true, &FileError{Path: i.Path, Err: err}
	}
	w.mutex.Lock()
	defer w.mutex.Unlock()
	i.Notes = map[string]string{}
	for _, line := range lines {
		if i.Table != "" && line.Table != i.Table && w.q.Table(line.Table) != nil {
			continue
		}
		cell, err := w.q.Cell(line.Address)
		if err != nil {
			i.Problems = append(i.Problems, words.Say("import.line", "Line", line.Line, "Address", line.Address))
			continue
		}
		if note := table.Unquoted(line.Note); note != "" && note != w.notes[line.Address] {
			i.Notes[line.Address] = note
		}
		if !line.Answer.IsBlank() {
			i.add(w.answers.At(cell), ImportChange{Cell: cell, After: line.Answer})
		}
	}
	return true, nil
}

// readWorkbook reads a workbook of the program's own, if the file is one.
func (w *Workspace) readWorkbook(ctx context.Context, i *Import) (bool, error) {
	contents, err := workbook.Read(ctx, i.Path)
	if err != nil {
		return false, ctx.Err()
	}
	if contents.Manifest.Country != w.q.Country {
		return true, &OtherCountryError{Path: i.Path, Country: contents.Manifest.Country, Own: w.q.Country}
	}
	for n := range contents.Problems {
		id, args := contents.Problems[n].Message()
		i.Problems = append(i.Problems, words.Message{ID: id, Args: args})
	}
	w.mutex.Lock()
	defer w.mutex.Unlock()
	i.Notes = map[string]string{}
	for address, note := range contents.Notes {
		if note != w.notes[address] {
			i.Notes[address] = note
		}
	}
	contents.Each(func(address, sheet, place string, a forms.Answer) {
		cell, err := w.q.Cell(address)
		switch {
		case err != nil:
			i.Problems = append(i.Problems, words.Say("import.cell", "Sheet", sheet, "Cell", place, "Address", address))
		case i.Table != "" && w.q.TableOf(w.q.CubeOf(cell)).ID != i.Table, a.IsBlank():
		default:
			i.add(w.answers.At(cell), ImportChange{Cell: cell, After: a, Sheet: sheet})
		}
	})
	return true, nil
}

// FileError says which file an error is about.
type FileError struct {
	Path string
	Err  error
}

func (e *FileError) Error() string { return words.In("en").Error(e) }

func (e *FileError) Unwrap() error { return e.Err }

// Message gives the error for translation.
func (e *FileError) Message() (string, map[string]any) {
	return "import.file", map[string]any{"File": filepath.Base(e.Path), "Why": e.Err}
}

// TableError says that a questionnaire has no such table.
type TableError struct{ Table string }

func (e *TableError) Error() string { return words.In("en").Error(e) }

// Message gives the error for translation.
func (e *TableError) Message() (string, map[string]any) {
	return "import.no_table", map[string]any{"Table": e.Table}
}

// OtherCountryError says that a workbook belongs to another country.
type OtherCountryError struct{ Path, Country, Own string }

func (e *OtherCountryError) Error() string { return words.In("en").Error(e) }

// Message gives the error for translation.
func (e *OtherCountryError) Message() (string, map[string]any) {
	return "import.other_country", map[string]any{"File": filepath.Base(e.Path), "Country": e.Country, "Own": e.Own}
}

// answersAsText writes all answers as lines, for the fingerprint and for what
// the document keeps of a submission.
func answersAsText(q *forms.Questionnaire, answers *forms.Answers) []byte {
	var b bytes.Buffer
	for cell := range forms.Cell(q.Cells) {
		if a := answers.At(cell); !a.IsBlank() {
			a.Means, a.Source = 0, forms.SourceRef{}
			text, _ := a.MarshalText()
			fmt.Fprintf(&b, "%s %s\n", q.Address(cell), text)
		}
	}
	return b.Bytes()
}
