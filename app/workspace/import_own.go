package workspace

import (
	"context"
	"errors"
	"io"
	"os"
	"slices"
	"strconv"
	"strings"

	"migraform/export/table"
	"migraform/export/workbook"
	"migraform/forms"
	"migraform/forms/definition"
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
		if note := table.Unquoted(line.Note); note != "" {
			i.noted[line.Address] = note
		}
		if !line.Answer.IsBlank() {
			i.given = append(i.given, ownFigure{address: line.Address, place: strconv.Itoa(line.Line), answer: line.Answer})
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
	if err := w.belongs(i.Path, contents.Manifest); err != nil {
		return true, err
	}
	for n := range contents.Problems {
		id, args := contents.Problems[n].Message()
		i.said = append(i.said, words.Message{ID: id, Args: args})
	}
	i.made = contents.Manifest.Breakdowns
	today := func(address string) string {
		return w.definition.Renamed(contents.Manifest.QuestionnaireVersion, w.q, address)
	}
	for address, note := range contents.Notes {
		i.noted[today(address)] = note
	}
	contents.Each(func(address, sheet, place string, a forms.Answer) {
		if !a.IsBlank() {
			a.Into = today(a.Into)
			i.given = append(i.given, ownFigure{address: today(address), sheet: sheet, place: place, answer: a})
		}
	})
	return true, nil
}

// belongs is the reason why a workbook cannot hold answers of this document.
func (w *Workspace) belongs(path string, m workbook.Manifest) error {
	switch {
	case m.Country != w.q.Country:
		return &OtherCountryError{Path: path, Country: m.Country, Own: w.q.Country}
	case m.Questionnaire != "" && m.Questionnaire != w.q.ID:
		return &OtherQuestionnaireError{Path: path, Found: m.Questionnaire, Own: w.q.ID}
	}
	return nil
}

// ownFigure is an answer of a file of the program's own.
type ownFigure struct {
	address string
	sheet   string // "" in a long CSV
	place   string // the cell, or the line
	answer  forms.Answer
}

// Finer is a figure that the document does not ask as it is.
type Finer struct {
	Sheet, Place string // in the file; a long CSV has no sheets, and the line as place
	Address      string
	Into         forms.Cell // what it is a part of
	AddedUp      bool       // Into gets the sum with it
	Why          words.Message
}

// AddedUp is the number of figures that are finer than the document asks and
// were added up.
func (i *Import) AddedUp() int {
	n := 0
	for _, f := range i.Finer {
		if f.AddedUp {
			n++
		}
	}
	return n
}

// mostProblems is how many places of a file are named that cannot be taken.
const mostProblems = 1000

// layOwn finds the cells of the figures of the program's own file; those that
// are finer than the document asks are added up. The mutex is held.
func (i *Import) layOwn(w *Workspace, chosen string) []ImportChange {
	q := w.q
	i.Problems, i.Finer = slices.Clone(i.said), nil
	of := map[string]*ownFigure{}
	all := map[string]forms.Answer{}
	for n := range i.given {
		f := &i.given[n]
		name, _, _ := strings.Cut(f.address, "/")
		cube := q.Cube(name)
		if i.Table != "" && cube != nil && q.TableOf(cube).ID != i.Table {
			continue
		}
		of[f.address], all[f.address] = f, f.answer
	}
	l := layOut(q, all)
	var changes []ImportChange
	for n := range i.given {
		f := &i.given[n]
		if cell, asked := definition.Place(q, f.address); asked && of[f.address] == f {
			after := f.answer
			after.Source.Cell = f.place
			changes = append(changes, ImportChange{Cell: cell, After: after, Sheet: f.sheet})
		}
	}
	for _, sum := range l.added {
		first := of[sum.Parts[0]]
		after := sum.Answer
		after.Source.Cell = first.place
		if more := len(sum.Parts) - 1; more > 0 {
			after.Source.Cell += "+" + strconv.Itoa(more)
		}
		changes = append(changes, ImportChange{Cell: sum.Cell, After: after, Sheet: first.sheet})
	}
	for n := range l.left {
		l.left[n].Why = w.whyLeft(l.left[n])
	}
	i.leave(l, of)
	if more := len(i.Problems) - mostProblems; more > 0 {
		i.Problems = append(i.Problems[:mostProblems], words.Say("reader.more_problems", "Count", more))
	}
	if _, coarser := definition.ParseChoices(i.made); coarser == nil && i.made != chosen && i.made != "" && len(i.Problems) > len(i.said) {
		i.Problems = append(i.Problems, words.Say("import.breakdowns", "Breakdowns", i.made))
	}
	return changes
}

// leave says why figures have no cell.
func (i *Import) leave(l *laid, of map[string]*ownFigure) {
	for _, left := range l.left {
		f := of[left.Address]
		switch {
		case left.AddedUp || left.Into != forms.NoCell && left.Why.ID == "breakdown.left_answered":
			i.Finer = append(i.Finer, Finer{Sheet: f.sheet, Place: f.place, Address: f.address, Into: left.Into, AddedUp: left.AddedUp, Why: left.Why})
		case f.sheet == "":
			i.Problems = append(i.Problems, words.Say("import.line_left", "Line", f.place, "Address", f.address, "Why", left.Why))
		default:
			i.Problems = append(i.Problems, words.Say("import.cell_left", "Sheet", f.sheet, "Cell", f.place, "Address", f.address, "Why", left.Why))
		}
	}
	for address := range l.past {
		if f := of[address]; f != nil && f.sheet == "" {
			i.Problems = append(i.Problems, words.Say("import.line", "Line", f.place, "Address", address))
		} else if f != nil {
			i.Problems = append(i.Problems, words.Say("import.cell", "Sheet", f.sheet, "Cell", f.place, "Address", address))
		}
	}
}
