package main

import (
	"bytes"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"migraform/bench/large"
	"migraform/validation"
)

// TestMain lets the test's own program be the child that a measure starts.
func TestMain(m *testing.M) {
	if done, err := asChild(); done {
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(2)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// TestQuick runs everything in small: all that is promised is measured. How
// fast it was is not tested, because the machine may be busy.
func TestQuick(t *testing.T) {
	var out bytes.Buffer
	if err := run(settings{quick: true}, &out); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"an edit in 101,520 cells, half filled", "a step of scrolling", "all checks, 10,080 cells", "loaded", "opening it",
		"undo of it", "figures written", "read back and compared", "XlsxWriter", "openpyxl", "exceljs", "SheetJS", "LibreOffice", "figures read", "read and recognised", "its Arabic faces"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("nothing is said of %q", want)
		}
	}
	if t.Failed() || strings.Contains(out.String(), "could not be measured") {
		t.Errorf("printed:\n%s", &out)
	}
}

func TestAMissedPromiseIsMarked(t *testing.T) {
	var out bytes.Buffer
	table := &table{to: &out}
	table.begin("Frames")
	table.within("drawn", 20*time.Millisecond, 10*time.Millisecond, "busy")
	table.within("scrolled", 5*time.Millisecond, 10*time.Millisecond, "")
	table.lacking("SheetJS", "no Node.js")
	table.print()
	table.conclude()
	want := `
Frames
  measure   measured    promise  ratio
  drawn      20.0 ms  ≤ 10.0 ms   2.00  MISSED  busy
  scrolled   5.00 ms  ≤ 10.0 ms   0.50  ok
  SheetJS   not here                            no Node.js

Promises kept: 1, missed: 1 (drawn).
`
	if out.String() != want {
		t.Errorf("printed:\n%s\nwant:\n%s", out.String(), want)
	}
}

func TestAnUnknownPartIsRefused(t *testing.T) {
	if err := run(settings{only: []string{"exprot"}}, &bytes.Buffer{}); err == nil || !strings.Contains(err.Error(), "exprot") {
		t.Errorf("error %v", err)
	}
}

// TestLargeQuestionnairesAddUp: what is measured as consistent is consistent,
// so that a measure is not one of finding errors.
func TestLargeQuestionnairesAddUp(t *testing.T) {
	for _, cells := range []int{10_000, 100_000, 1_000_000} {
		q := large.Questionnaire(cells)
		if q.Cells < cells*9/10 || q.Cells > cells*11/10 {
			t.Errorf("%d cells, want about %d", q.Cells, cells)
		}
		answers := large.Answer(q)
		if found := validation.New(q, answers, validation.Declared{}).Findings(); len(found) > 0 {
			t.Errorf("%d cells: %d findings, the first of %s", q.Cells, len(found), q.Address(found[0].Cells[0]))
		}
		e := validation.New(q, large.AnswerLeaves(q), validation.Declared{})
		first := q.Cubes[0].First
		if n, complete, ok := e.Shown(first); !ok || !complete || n != answers.Values[first] {
			t.Errorf("%s comes to %v, want %v", q.Address(first), n, answers.Values[first])
		}
	}
}
