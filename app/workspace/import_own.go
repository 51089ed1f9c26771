package workspace

import (
	"context"
	"errors"
	"io"
	"maps"
	"os"
	"strconv"

	"migraform/export/table"
	"migraform/export/workbook"
	"migraform/forms"
	"migraform/forms/intake"
	"migraform/forms/words"
)

// errNotOwn says that a file is none of the program's own.
var errNotOwn = errors.New("a file of another program")

// readOwn reads a file that the program wrote, which names its cells itself:
// the long CSV or a workbook. Other files are errNotOwn.
func (w *Workspace) readOwn(ctx context.Context, i *Import) error {
	i.noted = map[string]string{}
	own, err := w.readLong(i)
	if err == nil && !own {
		own, err = w.readWorkbook(ctx, i)
	}
	if err != nil {
		return err
	}
	if !own {
		return errNotOwn
	}
	w.compare(i)
	i.SHA256, err = hashOf(i.Path)
	return err
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
	for _, line := range lines {
		if i.Table != "" && line.Table != i.Table && w.q.Table(line.Table) != nil {
			continue
		}
		cell, err := w.q.Cell(line.Address)
		if err != nil {
			i.Problems = append(i.Problems, words.Say("import.line", "Line", line.Line, "Address", line.Address))
			continue
		}
		if note := table.Unquoted(line.Note); note != "" {
			i.noted[line.Address] = note
		}
		if !line.Answer.IsBlank() {
			line.Answer.Source.Cell = strconv.Itoa(line.Line)
			i.given = append(i.given, ImportChange{Cell: cell, After: line.Answer})
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
	maps.Copy(i.noted, contents.Notes)
	contents.Each(func(address, sheet, place string, a forms.Answer) {
		cell, err := w.q.Cell(address)
		switch {
		case err != nil:
			i.Problems = append(i.Problems, words.Say("import.cell", "Sheet", sheet, "Cell", place, "Address", address))
		case i.Table != "" && w.q.TableOf(w.q.CubeOf(cell)).ID != i.Table, a.IsBlank():
		default:
			a.Source.Cell = place
			i.given = append(i.given, ImportChange{Cell: cell, After: a, Sheet: sheet})
		}
	})
	return true, nil
}
