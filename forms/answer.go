package forms

import (
	"fmt"
	"strings"
)

// Answer is what an office puts into one cell. The zero value is a blank.
type Answer struct {
	Value  Number // meaningful where Status.IsNumber
	Status Status
	Conf   Confidentiality
	Means  Means
	// Into is the address of the cell that includes this one, where Status
	// is Included.
	Into string
	// Source is where the figure was read, where it was imported.
	Source SourceRef
}

// SourceRef names the cell of a source file that a figure was read from. The
// file itself is kept in the document under its number.
type SourceRef struct {
	Source int64  // number of the source in the document, 0 for none
	Cell   string // as a spreadsheet shows it: "D12"
}

// Count is the answer n, a plain whole number.
func Count(n int64) Answer { return Answer{Value: Whole(n), Status: Normal} }

// IsBlank reports whether nothing was answered.
func (a Answer) IsBlank() bool { return a.Status == Blank }

// IsNil reports whether the answer is "none, known to be none".
func (a Answer) IsNil() bool { return a.Status == Normal && a.Value == 0 }

// Same reports whether two answers say the same, however they came about.
func (a Answer) Same(b Answer) bool {
	a.Means, b.Means, a.Source, b.Source = 0, 0, SourceRef{}, SourceRef{}
	if !a.Status.IsNumber() {
		a.Value, b.Value = 0, 0
	}
	return a == b
}

// MarshalText writes an answer as one line: value;status;confidentiality;
// means;source;cell;into. A blank is the empty text. Trailing empty fields
// are left out, so that most answers are as short as "1243;A;;t".
func (a Answer) MarshalText() ([]byte, error) {
	if a.IsBlank() {
		return nil, nil
	}
	b := make([]byte, 0, 24)
	if a.Status.IsNumber() {
		b = a.Value.Append(b)
	}
	b = append(b, ';', byte(a.Status), ';')
	if a.Conf != Unstated {
		b = append(b, byte(a.Conf))
	}
	b = append(b, ';')
	if a.Means != 0 {
		b = append(b, byte(a.Means))
	}
	b = append(b, ';')
	if a.Source.Source != 0 {
		b = appendDigits(b, uint64(a.Source.Source))
	}
	b = append(b, ';')
	b = append(b, a.Source.Cell...)
	b = append(b, ';')
	b = append(b, a.Into...)
	for b[len(b)-1] == ';' {
		b = b[:len(b)-1]
	}
	return b, nil
}

// UnmarshalText reads what MarshalText wrote.
func (a *Answer) UnmarshalText(text []byte) error {
	*a = Answer{}
	if len(text) == 0 {
		return nil
	}
	rest := string(text)
	field := func() string {
		var f string
		f, rest, _ = strings.Cut(rest, ";")
		return f
	}
	value, status, conf, means, source, cell := field(), field(), field(), field(), field(), field()
	into := rest
	var ok bool
	if a.Status, ok = ParseStatus(status); !ok || a.Status == Blank {
		return fmt.Errorf("answer %q: %q is no status", text, status)
	}
	if a.Conf, ok = ParseConfidentiality(conf); !ok {
		return fmt.Errorf("answer %q: %q is no confidentiality status", text, conf)
	}
	if a.Status.IsNumber() {
		n, err := ParseNumber(value)
		if err != nil {
			return fmt.Errorf("answer %q: %w", text, err)
		}
		a.Value = n
	}
	if means != "" {
		a.Means = Means(means[0])
	}
	for i := range len(source) {
		if source[i] < '0' || source[i] > '9' {
			return fmt.Errorf("answer %q: %q is no source number", text, source)
		}
		a.Source.Source = a.Source.Source*10 + int64(source[i]-'0')
	}
	a.Source.Cell, a.Into = cell, into
	return nil
}
