package words_test

import (
	"testing"

	"migraform/forms"
	"migraform/forms/words"

	"pgregory.net/rapid"
)

func TestNumbersAreReadAsPeopleWriteThem(t *testing.T) {
	for text, want := range map[string]string{
		"1234": "1234", "1 234": "1234", "1,234": "1234", "1.234": "1234", "1'234": "1234", "1’234": "1234",
		"1\u202f234": "1234", "١٬٢٣٤": "1234", "12,5": "12.5", "12.5": "12.5", "1,234.5": "1234.5", "1.234,5": "1234.5",
		"\u221212": "-12", "0,123": "0.123", "1,234,567": "1234567", "12,34": "12.34",
		"1\u00a0234\u00a0567": "1234567", "1\u2009234": "1234", "۱٬۲۳۴": "1234", "١٬٢٣٤٫٥": "1234.5", "١٢٣٤": "1234", "-1.234.567,25": "-1234567.25",
		"−1 234": "-1234", "\u200f١٢": "12", "１，２３４": "1234", "1'234'567.5": "1234567.5", "١٫٢٣٤": "1.234", "٠٫٥": "0.5", "١٬٢٣٤٬٥٦٧": "1234567",
	} {
		n, err := words.ReadNumber(text)
		if err != nil || n.String() != want {
			t.Errorf("ReadNumber(%q) = %s, %v; want %s", text, n, err, want)
		}
	}
	for _, text := range []string{"", "-", "12-3", "1,23,456", "abc", "1.2.3", "12 kg", "1e5", "--5", "12 34", "1 23", "1'23", "1 2", "12'3456"} {
		if n, err := words.ReadNumber(text); err == nil {
			t.Errorf("ReadNumber(%q) = %s; want an error", text, n)
		}
	}
}

// In a rate, a single point or comma stands before decimals.
func TestRatesAreReadAsPeopleWriteThem(t *testing.T) {
	for text, want := range map[string]string{
		"1.234": "1.234", "1,234": "1.234", "12,5": "12.5", "1.234,5": "1234.5", "1 234,5": "1234.5", "1,234,567": "1234567", "٣٫٧": "3.7", "-0,5": "-0.5",
	} {
		if n, err := words.ReadRate(text); err != nil || n.String() != want {
			t.Errorf("ReadRate(%q) = %s, %v; want %s", text, n, err, want)
		}
	}
	for text, want := range map[string]bool{"1.234": true, "1,234": true, "-1.234": true, "1234": false, "1 234": false, "12,34": false, "1,234.5": false, "1.234.567": false, "x": false} {
		if got := words.IsAmbiguous(text); got != want {
			t.Errorf("IsAmbiguous(%q) = %v", text, got)
		}
	}
}

// What is read otherwise than a language writes it is worth a word.
func TestDoubts(t *testing.T) {
	for _, c := range []struct {
		language, text string
		want           bool
	}{
		{"en", "1.234", true}, {"en", "1,234", false}, {"fr", "1,234", true}, {"fr", "1.234", false}, {"es", "1.234", false}, {"es", "1,234", true},
		{"ru", "1,234", true}, {"zh", "1.234", true}, {"ar", "١٬٢٣٤", false}, {"ar", "١٫٢٣٤", false}, {"fr", "١٬٢٣٤", false}, {"en", "1.23", false}, {"en", "1234", false},
	} {
		if got := words.In(c.language).Doubts(c.text); got != c.want {
			t.Errorf("%s: %q: %v", c.language, c.text, got)
		}
	}
}

func TestYears(t *testing.T) {
	for text, want := range map[string]int{"2025": 2025, " ٢٠٢٥ ": 2025, "۲۰۲۵": 2025, "２０２５": 2025} {
		if year, ok := words.ReadYear(text); !ok || year != want {
			t.Errorf("%q is read as %d, %v", text, year, ok)
		}
	}
	for _, text := range []string{"", "25", "2,025", "2 025", "20255", "0999", "twenty"} {
		if year, ok := words.ReadYear(text); ok {
			t.Errorf("%q is read as %d", text, year)
		}
	}
}

func TestWhatATongueWritesIsRead(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := forms.Number(rapid.Int64Range(-1e9, 1e9).Draw(t, "n")) * forms.One
		tongue := words.In(rapid.SampledFrom(words.Languages).Draw(t, "language"))
		if got, err := words.ReadNumber(tongue.Number(n)); err != nil || got != n {
			t.Fatalf("%s written as %q, read as %s, %v", n, tongue.Number(n), got, err)
		}
	})
}
