package workbook

import (
	"bytes"
	"errors"
	"math"
	"strconv"
	"strings"

	"migraform/forms"
	"migraform/forms/words"
)

// The signs that stand in a cell in place of a number, in every language.
const (
	signNil          = "–"
	signNotAvailable = "…"
	signCannotExist  = ".."
	signIncluded     = "x"
	signWithheld     = "c"
)

// signs are what a person may type in place of a number. A hyphen is easier
// to type than a dash, three points than an ellipsis.
var signs = []string{signNil, "-", signNotAvailable, "...", signCannotExist, signIncluded, signWithheld}

// sign returns what stands in the cell of an answer without a number.
func sign(s forms.Status) string {
	switch s {
	case forms.NotAvailable, forms.NotCollected:
		return signNotAvailable
	case forms.CannotExist:
		return signCannotExist
	case forms.Included:
		return signIncluded
	case forms.Withheld:
		return signWithheld
	}
	return ""
}

// written is what a cell of an answer holds, as a program reads it: a plain
// decimal, a sign, or nothing.
func written(a forms.Answer) string {
	if a.Status.IsNumber() {
		return a.Value.String()
	}
	return sign(a.Status)
}

// plain is the answer that the written cell alone gives.
func plain(a forms.Answer) forms.Answer {
	switch {
	case a.Status.IsNumber():
		return forms.Answer{Value: a.Value, Status: forms.Normal}
	case a.Status == forms.NotCollected:
		return forms.Answer{Status: forms.NotAvailable}
	}
	return forms.Answer{Status: a.Status}
}

// needsFlag reports whether an answer says more than its cell can hold.
func needsFlag(a forms.Answer) bool { return !a.Same(plain(a)) }

var errNoAnswer = errors.New("neither a number nor a sign")

// answerOf reads a text that stands in a cell: a sign, or a number typed as
// text, perhaps followed by the letter of its status ("1 243 p").
func answerOf(text string) (forms.Answer, error) {
	text = strings.TrimSpace(text)
	switch text {
	case "":
		return forms.Answer{}, nil
	case signNil, "-", "\u2212", "\u2014":
		return forms.Answer{Status: forms.Normal}, nil
	case signNotAvailable, "...":
		return forms.Answer{Status: forms.NotAvailable}, nil
	case signCannotExist, "\u2025":
		return forms.Answer{Status: forms.CannotExist}, nil
	case signIncluded, "X":
		return forms.Answer{Status: forms.Included}, nil
	case signWithheld, "C":
		return forms.Answer{Status: forms.Withheld}, nil
	}
	status := forms.Normal
	if last := text[len(text)-1] &^ 0x20; len(text) > 1 && forms.Status(last).IsNumber() {
		status = forms.Status(last)
		text = strings.TrimSpace(text[:len(text)-1])
	}
	n, err := words.ReadNumber(text)
	switch {
	case errors.Is(err, forms.ErrTooLarge), errors.Is(err, forms.ErrTooFine):
		return forms.Answer{}, err
	case err != nil:
		return forms.Answer{}, errNoAnswer
	}
	return forms.Answer{Value: n, Status: status}, nil
}

// numberOf reads the value of a numeric cell as programs save it: a decimal,
// perhaps with an exponent, perhaps off by the last binary digit.
func numberOf(raw []byte) (forms.Number, error) {
	if n, err := smallWhole(raw); err == nil {
		return n, nil
	}
	raw = bytes.TrimSpace(raw)
	f, err := strconv.ParseFloat(string(raw), 64)
	if err != nil || math.IsNaN(f) || math.IsInf(f, 0) {
		return 0, errNoAnswer
	}
	if math.Abs(f) > forms.Largest.Float() {
		return 0, forms.ErrTooLarge
	}
	scaled := f * float64(forms.One)
	n := math.Round(scaled)
	if math.Abs(scaled-n) > 1e-6+math.Abs(n)*1e-14 {
		return 0, forms.ErrTooFine
	}
	return forms.Number(n), nil
}

// smallWhole reads what nearly all cells hold, a whole number of up to
// eleven digits, without a detour.
func smallWhole(raw []byte) (forms.Number, error) {
	digits := raw
	if len(raw) > 1 && raw[0] == '-' {
		digits = raw[1:]
	}
	if len(digits) == 0 || len(digits) > 11 {
		return 0, errNoAnswer
	}
	var n forms.Number
	for _, d := range digits {
		if d < '0' || d > '9' {
			return 0, errNoAnswer
		}
		n = n*10 + forms.Number(d-'0')
	}
	if len(digits) < len(raw) {
		n = -n
	}
	return n * forms.One, nil
}
