package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"migraform/bench/large"
	"migraform/export/workbook"
	"migraform/forms"
	"migraform/forms/intake"
	"migraform/forms/intake/reader"
)

// measureExport writes a workbook of a million answers, all figures and no
// formulas, and has others write sheets of the same shape. The program also
// reads its file back and compares it before it calls the export done; that
// is told apart, because the others do not.
func measureExport(s settings, t *table) error {
	scratch, err := os.MkdirTemp("", "migraform-bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(scratch)
	cells := s.sized(1_000_000, 10_000)
	sheets, figures := shapes(cells)
	path := filepath.Join(scratch, "own.xlsx")
	own, err := child(childOrder{Job: "write", Cells: cells, Path: path}, s.times(3))
	if err != nil {
		return err
	}
	info, err := os.Stat(path)
	if err != nil {
		return err
	}
	rivals := &table{}
	fastest, least := compare(rivals, writers(scratch), s.times(2), func(r rival) string { return filepath.Join(scratch, r.name+".xlsx") }, sheets, figures)
	what := grouped(own.Figures) + " figures written"
	written := own.Parts["written"]
	remark := fmt.Sprintf("no formulas; file %s, durable", bytesOf(info.Size()))
	again := "peak " + bytesOf(own.Peak)
	if least.Took == 0 {
		t.told(what, span(written), remark+"; nothing to compare with is here")
		t.told("the same, read back and compared", span(own.Took), again)
	} else {
		t.add(row{what, span(written), fmt.Sprintf("≤ %s (%s)", span(least.Took), fastest.name), float64(written) / float64(least.Took), remark})
		t.told("the same, read back and compared", span(own.Took), again+"; the others only write")
	}
	t.rows = append(t.rows, rivals.rows...)
	return nil
}

// shapes are the sheets that the large questionnaire makes.
func shapes(cells int) (sheets []shape, figures int) {
	q := large.Questionnaire(cells)
	for _, c := range q.Cubes {
		columns := 1
		for _, axis := range c.View.Columns {
			columns *= len(c.Axes[axis].List.Codes)
		}
		sheets = append(sheets, shape{c.Name, c.Cells / columns, columns})
	}
	return sheets, q.Cells
}

func writeJob(order childOrder) (outcome, error) {
	q := large.Questionnaire(order.Cells)
	s := workbook.Submission{Questionnaire: q, Answers: large.Answer(q), Language: "en", Document: "bench", Office: "Office", Program: "bench"}
	start := time.Now()
	var written time.Duration
	result, err := workbook.Write(context.Background(), order.Path, s, workbook.Options{Force: true, Progress: func(done, total int) {
		if written == 0 && done > total/2 {
			written = time.Since(start)
		}
	}})
	if err != nil {
		return outcome{}, err
	}
	return outcome{Took: time.Since(start), Figures: result.Cells, Parts: map[string]time.Duration{"written": written}}, nil
}

// measureIntake reads a workbook of a million figures that another program
// wrote, as an office has it.
func measureIntake(s settings, t *table) error {
	scratch, err := os.MkdirTemp("", "migraform-bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(scratch)
	cells := s.sized(1_000_000, 10_000)
	sheets, figures := shapes(cells)
	path, writer, err := foreign(scratch, cells, sheets)
	if err != nil {
		return err
	}
	own, err := child(childOrder{Job: "read", Path: path}, s.times(3))
	if err != nil {
		return err
	}
	rivals := &table{}
	fastest, least := compare(rivals, readers(scratch), s.times(2), func(rival) string { return path }, sheets, figures)
	what := fmt.Sprintf("%s figures read, in a file by %s", grouped(own.Figures), writer)
	remark := "peak " + bytesOf(own.Peak)
	if least.Took == 0 {
		t.told(what, span(own.Took), remark+"; nothing to compare with is here")
	} else {
		t.add(row{what, span(own.Took), fmt.Sprintf("≤ %s (%s)", span(least.Took), fastest.name), float64(own.Took) / float64(least.Took), remark})
	}
	t.rows = append(t.rows, rivals.rows...)
	whole, err := child(childOrder{Job: "intake", Path: path}, s.times(2))
	if err != nil {
		return err
	}
	t.told("the same, read and recognised", span(whole.Took), fmt.Sprintf("%s recognised; peak %s", grouped(whole.Figures), bytesOf(whole.Peak)))
	ownPath := filepath.Join(scratch, "own.xlsx")
	if _, err := child(childOrder{Job: "write", Cells: cells, Path: ownPath}, 1); err != nil {
		return err
	}
	again, err := child(childOrder{Job: "read", Variant: "own", Path: ownPath}, s.times(2))
	if err != nil {
		return err
	}
	t.told("a workbook of the program's own, read", span(again.Took), fmt.Sprintf("%s figures; peak %s", grouped(again.Figures), bytesOf(again.Peak)))
	if err := measureFormats(s, t, scratch, path, sheets, figures); err != nil {
		return err
	}
	return measureClaims(s, t, scratch)
}

// foreign makes the workbook to be read with the first of the other programs
// that is here.
func foreign(scratch string, cells int, sheets []shape) (path, writer string, err error) {
	path = filepath.Join(scratch, "foreign.xlsx")
	for _, r := range writers(scratch)[:4] {
		if _, err := r.run(path, sheets); err == nil {
			return path, r.name, nil
		}
	}
	_, err = child(childOrder{Job: "write", Cells: cells, Path: path}, 1)
	return path, "Migraform", err
}

func readJob(order childOrder) (outcome, error) {
	start, figures := time.Now(), 0
	if order.Variant == "own" {
		contents, err := workbook.Read(context.Background(), order.Path)
		if err != nil {
			return outcome{}, err
		}
		contents.Each(func(_, _, _ string, a forms.Answer) {
			if !a.IsBlank() {
				figures++
			}
		})
		return outcome{Took: time.Since(start), Figures: figures}, nil
	}
	file, err := reader.Read(context.Background(), order.Path, reader.Options{})
	if err != nil {
		return outcome{}, err
	}
	for _, sheet := range file.Sheets {
		for _, row := range sheet.Rows {
			for i := range row.Cells {
				if row.Cells[i].Kind == reader.Number {
					figures++
				}
			}
		}
	}
	return outcome{Took: time.Since(start), Figures: figures}, nil
}

func intakeJob(order childOrder) (outcome, error) {
	start := time.Now()
	file, err := reader.Read(context.Background(), order.Path, reader.Options{})
	if err != nil {
		return outcome{}, err
	}
	reading, err := intake.Recognise(context.Background(), file, intake.RecogniseOptions{Country: "NOR"})
	if err != nil {
		return outcome{}, err
	}
	took, figures := time.Since(start), 0
	for range reading.Figures() {
		figures++
	}
	if figures == 0 {
		return outcome{}, errors.New("nothing was recognised")
	}
	return outcome{Took: took, Figures: figures}, nil
}
