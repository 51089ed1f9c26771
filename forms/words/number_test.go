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
	} {
		n, err := words.ReadNumber(text)
		if err != nil || n.String() != want {
			t.Errorf("ReadNumber(%q) = %s, %v; want %s", text, n, err, want)
		}
	}
	for _, text := range []string{"", "-", "12-3", "1,23,456", "abc", "1.2.3", "12 kg", "1e5", "--5"} {
		if n, err := words.ReadNumber(text); err == nil {
			t.Errorf("ReadNumber(%q) = %s; want an error", text, n)
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
