package command

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"testing"

	"migraform/export/mail"
	"migraform/export/workbook"
	"migraform/forms/document"
)

func TestStatuses(t *testing.T) {
	for _, c := range []struct {
		err   error
		found bool
		want  int
	}{
		{nil, false, Done},
		{nil, true, Found},
		{errors.New("unreadable"), true, Unusable},
		{refuse("command.bad_year", "Year", "x"), false, Unusable},
		{&workbook.FileError{Kind: "damaged", Path: "a.xlsx"}, false, Unusable},
		{&document.Error{Problem: document.ErrDamaged.Problem, Path: "a"}, false, Unusable},
		{&workbook.WriteError{Kind: "exists", Path: "a.xlsx"}, false, Unwritten},
		{fmt.Errorf("%w", &workbook.WriteError{Kind: "disk_full", Path: "a.xlsx"}), false, Unwritten},
		{&document.Error{Problem: document.ErrDiskFull.Problem, Path: "a"}, false, Unwritten},
		{&mail.Error{Problem: mail.ErrExists.Problem, Path: "a.eml"}, false, Unwritten},
		{writing(errors.New("whatever")), false, Unwritten},
		{fmt.Errorf("reading: %w", context.Canceled), true, Interrupted},
	} {
		var out, notes bytes.Buffer
		console := newConsole(&out, &notes, func(string) string { return "" })
		console.found = c.found
		if got := console.status(c.err); got != c.want {
			t.Errorf("%v: status %d, wanted %d", c.err, got, c.want)
		}
		if (notes.Len() > 0) != (c.err != nil) || out.Len() > 0 {
			t.Errorf("%v: said %q and %q", c.err, &notes, &out)
		}
	}
}

// Progress is for a terminal, each per cent once, and goes away.
func TestProgress(t *testing.T) {
	var b bytes.Buffer
	p := progress{to: &b, shown: true, last: -1}
	for _, share := range []float64{0.1, 0.101, 0.5, 7} {
		p.at(share)
	}
	p.end()
	p.end()
	if want := "\r 10 %\r 50 %\r\x1b[K"; b.String() != want {
		t.Errorf("%q, wanted %q", &b, want)
	}
	b.Reset()
	newConsole(&b, &b, func(string) string { return "" }).progress.at(0.5)
	if b.Len() > 0 {
		t.Errorf("progress in a log: %q", &b)
	}
}

// A result that cannot be written is no success.
func TestStandardOutputThatIsFull(t *testing.T) {
	var notes bytes.Buffer
	if got := Run([]string{"sample", "--dir", t.TempDir()}, nil, full{}, &notes); got != Unwritten {
		t.Errorf("status %d: %s", got, &notes)
	}
}

type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("no room left") }
