package intake

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"

	"migraform/forms"
	"migraform/forms/words"
)

// LongHeader is the head of the program's own long CSV.
var LongHeader = []string{"table", "cell", "value", "status", "confidentiality", "note"}

// longestHead is more than the header takes, quotes and all, in bytes.
const longestHead = 512

// mostLines is how many lines are read: several times what the largest
// questionnaire has cells.
const mostLines = 500_000

// LongLine is one line of it.
type LongLine struct {
	Line    int // in the file, 1 for the header
	Table   string
	Address string
	Answer  forms.Answer
	Note    string
}

// LongError says which line of a long CSV is wrong and how.
type LongError struct {
	Line int
	Why  words.Message
}

// Message implements words.Speaker.
func (e *LongError) Message() (string, map[string]any) { return e.Why.ID, e.Why.Args }
func (e *LongError) Error() string                     { return words.In("en").Message(e.Why) }

// ErrNotLong says that a text does not begin with LongHeader.
var ErrNotLong = errors.New("not the program's own CSV")

// ReadLong reads the program's own CSV exactly as it is written: nothing in it
// is guessed. It returns ErrNotLong where the header is another, and a
// LongError for the first line that is wrong.
func ReadLong(from io.Reader) ([]LongLine, error) {
	buffered := bufio.NewReader(from)
	if bom, _ := buffered.Peek(3); string(bom) == "\xEF\xBB\xBF" {
		_, _ = buffered.Discard(3)
	}
	// The head is looked at by itself: that of another table may be as long as
	// the file.
	head, _ := buffered.Peek(longestHead)
	head, _, _ = bytes.Cut(head, []byte("\n"))
	if names, err := csv.NewReader(bytes.NewReader(head)).Read(); err != nil || !slices.Equal(names, LongHeader) {
		return nil, ErrNotLong
	}
	lines := csv.NewReader(buffered)
	lines.ReuseRecord = true
	lines.FieldsPerRecord = -1
	if _, err := lines.Read(); err != nil {
		return nil, ErrNotLong
	}
	var read []LongLine
	for {
		record, err := lines.Read()
		if err == io.EOF {
			return read, nil
		}
		line, _ := lines.FieldPos(0)
		if len(read) == mostLines {
			return nil, &LongError{line, words.Say("reader.long_too_many", "Line", strconv.Itoa(line), "Limit", mostLines)}
		}
		wrong := func(field, value string) error {
			return &LongError{line, words.Say("intake.long_field", "Line", strconv.Itoa(line), "Field", field, "Value", value)}
		}
		if err != nil || len(record) != len(LongHeader) {
			return nil, &LongError{line, words.Say("intake.long_fields", "Line", strconv.Itoa(line))}
		}
		l := LongLine{Line: line, Table: record[0], Address: record[1], Note: record[5]}
		var ok bool
		if l.Answer.Status, ok = forms.ParseStatus(record[3]); !ok {
			return nil, wrong("status", record[3])
		}
		if l.Answer.Conf, ok = forms.ParseConfidentiality(record[4]); !ok {
			return nil, wrong("confidentiality", record[4])
		}
		if record[2] != "" {
			if l.Answer.Value, err = forms.ParseNumber(record[2]); err != nil {
				return nil, wrong("value", record[2])
			}
			if l.Answer.Status == forms.Blank {
				l.Answer.Status = forms.Normal
			}
		}
		if l.Answer.Status.IsNumber() != (record[2] != "") {
			return nil, wrong("value", record[2])
		}
		if l.Answer.Status != forms.Blank {
			l.Answer.Means = forms.Imported
			l.Answer.Source.Cell = fmt.Sprintf("C%d", line)
		}
		read = append(read, l)
	}
}
