package forms_test

import (
	"errors"
	"testing"

	"migraform/forms"

	"pgregory.net/rapid"
)

func TestParseNumber(t *testing.T) {
	for text, want := range map[string]forms.Number{
		"0": 0, "1234": forms.Whole(1234), "-7": forms.Whole(-7), "12.5": 125_000,
		"0.0001": 1, "007": forms.Whole(7), "135424.2": 1_354_242_000, "1.50000": 15_000,
	} {
		if got, err := forms.ParseNumber(text); err != nil || got != want {
			t.Errorf("ParseNumber(%q) = %v, %v; want %v", text, got, err, want)
		}
	}
	for text, want := range map[string]error{
		"": forms.ErrNotNumber, "-": forms.ErrNotNumber, ".": forms.ErrNotNumber, "1.": forms.ErrNotNumber, "1e3": forms.ErrNotNumber,
		"1,2": forms.ErrNotNumber, "--1": forms.ErrNotNumber, "12x": forms.ErrNotNumber,
		"100000000001": forms.ErrTooLarge, "99999999999999999999999": forms.ErrTooLarge, "0.00001": forms.ErrTooFine,
	} {
		if _, err := forms.ParseNumber(text); !errors.Is(err, want) {
			t.Errorf("ParseNumber(%q): %v; want %v", text, err, want)
		}
	}
}

func TestNumberIsExact(t *testing.T) {
	a, _ := forms.ParseNumber("135424.2")
	b, _ := forms.ParseNumber("5132.1")
	if got := (a + b).String(); got != "140556.3" {
		t.Errorf("135424.2 + 5132.1 = %s", got)
	}
}

func TestNumberWrittenIsRead(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := forms.Number(rapid.Int64Range(-int64(forms.Largest), int64(forms.Largest)).Draw(t, "n"))
		if got, err := forms.ParseNumber(n.String()); err != nil || got != n {
			t.Fatalf("%d written as %q, read as %d, %v", n, n.String(), got, err)
		}
	})
}

func TestAnswerWrittenIsRead(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := forms.Answer{
			Status: rapid.SampledFrom(forms.Statuses).Draw(t, "status"),
			Conf:   rapid.SampledFrom(append(forms.Confidentialities, 0)).Draw(t, "conf"),
			Means:  rapid.SampledFrom([]forms.Means{0, forms.Typed, forms.Imported}).Draw(t, "means"),
			Source: forms.SourceRef{Source: rapid.Int64Range(0, 99).Draw(t, "source"), Cell: rapid.StringMatching(`[A-Z]{0,2}[0-9]{0,3}`).Draw(t, "cell")},
			Into:   rapid.StringMatching(`(B2/NOR/F/2025)?`).Draw(t, "into"),
		}
		if a.Status.IsNumber() {
			a.Value = forms.Number(rapid.Int64Range(-1e9, 1e15).Draw(t, "value"))
		}
		text, _ := a.MarshalText()
		var got forms.Answer
		if err := got.UnmarshalText(text); err != nil || got != a {
			t.Fatalf("%+v written as %q, read as %+v, %v", a, text, got, err)
		}
	})
}
