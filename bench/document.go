package main

import (
	"fmt"
	"os"
	"path/filepath"
	"time"

	"migraform/app/workspace"
	"migraform/forms"
	"migraform/forms/definition"
	"migraform/forms/document"
)

// measureDocument times work on a document of which every cell is answered.
func measureDocument(s settings, t *table) error {
	scratch, err := os.MkdirTemp("", "migraform-bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(scratch)
	o, err := child(childOrder{Job: "definition"}, s.times(7))
	if err != nil {
		return err
	}
	t.within("the questionnaire's definition, loaded", o.Took, 50*time.Millisecond, fmt.Sprintf("in a new process; made concrete for a country in %s of it", span(o.Parts["concrete"])))
	full := filepath.Join(scratch, "full.migraform")
	made, err := child(childOrder{Job: "document", Variant: "make", Path: full}, 1)
	if err != nil {
		return err
	}
	info, err := os.Stat(full)
	if err != nil {
		return err
	}
	cells := grouped(made.Figures)
	t.told(cells+" answers put in as one change", span(made.Took), fmt.Sprintf("durable; the file is %s; peak %s", bytesOf(info.Size()), bytesOf(made.Peak)))
	if o, err = child(childOrder{Job: "document", Variant: "open", Path: full}, s.times(5)); err != nil {
		return err
	}
	t.within("opening it, with all checks", o.Took, 500*time.Millisecond, fmt.Sprintf("in a new process, definition included; %s fail; peak %s", grouped(int(o.Amounts["failing"])), bytesOf(o.Peak)))
	if o, err = child(childOrder{Job: "document", Variant: "type", Path: full, Times: s.times(60)}, s.times(2)); err != nil {
		return err
	}
	t.within("a figure typed, without the write", max(o.Took-o.Parts["written"], time.Microsecond), 16*time.Millisecond, "reading it, totals, checks, what fails")
	t.told("the durable write of it", span(o.Parts["written"]), "on this disk; "+span(o.Took)+" with all the rest")
	t.told("undo of it, durable", span(o.Parts["undone"]), "")
	if o, err = child(childOrder{Job: "document", Variant: "undo", Path: full}, s.times(2)); err != nil {
		return err
	}
	t.told("undo of all "+cells+" answers, durable", span(o.Took), "peak "+bytesOf(o.Peak))
	return nil
}

func definitionJob(childOrder) (outcome, error) {
	start := time.Now()
	d, err := definition.BuiltIn()
	if err != nil {
		return outcome{}, err
	}
	loaded := time.Since(start)
	q, err := d.For("NOR", 2025, definition.Core)
	if err != nil {
		return outcome{}, err
	}
	took := time.Since(start)
	return outcome{Took: took, Figures: q.Cells, Parts: map[string]time.Duration{"concrete": took - loaded}}, nil
}

// documentJob makes a full document, or works on a copy of one.
func documentJob(order childOrder) (outcome, error) {
	if order.Variant == "make" {
		return makeDocument(order.Path)
	}
	path := order.Path + ".copy.migraform"
	content, err := os.ReadFile(order.Path)
	if err != nil {
		return outcome{}, err
	}
	if err := os.WriteFile(path, content, 0o644); err != nil {
		return outcome{}, err
	}
	defer os.Remove(path)
	start := time.Now()
	w, err := workspace.Open(path)
	if err != nil {
		return outcome{}, err
	}
	failing := len(w.Failing())
	opened := time.Since(start)
	defer w.Close()
	switch order.Variant {
	case "open":
		return outcome{Took: opened, Amounts: map[string]float64{"failing": float64(failing)}}, nil
	case "undo":
		start = time.Now()
		_, err := w.Undo()
		return outcome{Took: time.Since(start)}, err
	}
	cell, err := w.Questionnaire().Cell("B2/SWE/F/2025")
	if err != nil {
		return outcome{}, err
	}
	beside, err := document.Create(order.Path+".write.migraform", document.Info{Application: "bench"})
	if err != nil {
		return outcome{}, err
	}
	defer os.Remove(beside.Path())
	defer beside.Close()
	var typed, written, undone []time.Duration
	for i := range order.Times {
		start := time.Now()
		if err := w.Type(cell, fmt.Sprint(100+i)); err != nil {
			return outcome{}, err
		}
		w.Failing()
		typed = append(typed, time.Since(start))
		start = time.Now()
		edit := document.Edit{Kind: document.KindAnswer, Key: "B2/SWE/F/2025", After: fmt.Sprintf("%d;A;;t", 100+i)}
		if _, err := beside.Apply("bench", "typed", "change.typed", []document.Edit{edit}); err != nil {
			return outcome{}, err
		}
		written = append(written, time.Since(start))
		start = time.Now()
		if _, err := w.Undo(); err != nil {
			return outcome{}, err
		}
		undone = append(undone, time.Since(start))
	}
	return outcome{Took: middle(typed), Parts: map[string]time.Duration{"written": middle(written), "undone": middle(undone)}}, nil
}

// makeDocument answers every cell with nil, so that everything adds up.
func makeDocument(path string) (outcome, error) {
	w, err := workspace.Create(path, workspace.Start{Country: "NOR", Year: 2025, Office: "Office"})
	if err != nil {
		return outcome{}, err
	}
	defer w.Close()
	var answers []workspace.CellAnswer
	for cell := range forms.Cell(w.Questionnaire().Cells) {
		answers = append(answers, workspace.CellAnswer{Cell: cell, Answer: forms.Count(0)})
	}
	start := time.Now()
	err = w.Put(forms.Imported, "change.imported bench", answers)
	return outcome{Took: time.Since(start), Figures: len(answers)}, err
}
