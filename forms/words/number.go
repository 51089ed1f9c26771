package words

import (
	"strconv"
	"strings"

	"migraform/forms"
)

// Number writes a number as the language does: grouped in threes, with a
// true minus sign.
func (t *Tongue) Number(n forms.Number) string {
	plain := n.Abs().String()
	whole, decimals, _ := strings.Cut(plain, ".")
	var b strings.Builder
	if n < 0 {
		b.WriteString("\u2212")
	}
	for i := range len(whole) {
		if i > 0 && (len(whole)-i)%3 == 0 {
			b.WriteString(t.group)
		}
		b.WriteByte(whole[i])
	}
	if decimals != "" {
		b.WriteString(t.point)
		b.WriteString(decimals)
	}
	return b.String()
}

// ReadYear reads a year of four digits, in any of the languages' digits.
func ReadYear(text string) (int, bool) {
	digits := westernDigits(strings.TrimSpace(text))
	year, err := strconv.Atoi(digits)
	return year, err == nil && len(digits) == 4 && year >= 1000
}

// ReadNumber reads a number as people write it in any of the languages:
// grouped with spaces, commas, points or apostrophes, with either sign.
// What could be read in two ways ("1.234", "1,234") is a count in thousands
// in every language: the questionnaire asks for counts. It returns the errors
// of forms.ParseNumber.
func ReadNumber(text string) (forms.Number, error) { return readNumber(text, false) }

// ReadRate reads a number that is rather a rate than a count: a single point
// or comma stands before decimals, also where three follow.
func ReadRate(text string) (forms.Number, error) { return readNumber(text, true) }

// IsAmbiguous reports whether a text can be read as a count in thousands and
// as a number with three decimals: "1.234".
func IsAmbiguous(text string) bool {
	count, err := ReadNumber(text)
	rate, other := ReadRate(text)
	return err == nil && other == nil && count != rate
}

// Doubts reports whether a text that is read as a count in thousands would be
// a number with decimals by the language's own habit: "1.234" in English,
// "1,234" in French.
func (t *Tongue) Doubts(text string) bool {
	return IsAmbiguous(text) && strings.Contains(plainSigns.Replace(text), t.point)
}

func readNumber(text string, rate bool) (forms.Number, error) {
	rate = rate || strings.ContainsRune(text, arabicPoint)
	s := strings.TrimSpace(westernDigits(plainSigns.Replace(text)))
	if strings.HasPrefix(s, "-") {
		s = "-" + strings.TrimSpace(s[1:])
	}
	if strings.ContainsRune(s[min(1, len(s)):], '-') {
		return 0, forms.ErrNotNumber
	}
	point := pointIn(s, rate)
	for _, mark := range []string{",", ".", " ", "'"} {
		if mark == point {
			continue
		}
		if !groupedInThrees(s, mark, point) {
			return 0, forms.ErrNotNumber
		}
		s = strings.ReplaceAll(s, mark, "")
	}
	if point == "," {
		s = strings.Replace(s, ",", ".", 1)
	}
	return forms.ParseNumber(s)
}

// westernDigits writes the digits of other scripts as 0 to 9.
func westernDigits(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= '\u0660' && r <= '\u0669':
			return '0' + r - '\u0660'
		case r >= '\u06f0' && r <= '\u06f9':
			return '0' + r - '\u06f0'
		case r >= '\uff10' && r <= '\uff19': // as Chinese input methods write them
			return '0' + r - '\uff10'
		}
		return r
	}, s)
}

// arabicPoint stands before decimals and nowhere else, as the Arabic comma for
// thousands groups and does nothing else.
const arabicPoint = '\u066b'

// plainSigns replaces the signs that people write in numbers by those of
// forms.ParseNumber, or by nothing where they only group.
var plainSigns = strings.NewReplacer("\u2212", "-", "\u2013", "-", "\u00a0", " ", "\u202f", " ", "\u2009", " ", "\u2007", " ",
	"\u2019", "'", "\u02bc", "'", "\u00b4", "'", "`", "'", "\u066c", "'", "\u066b", ".", "\u060c", ",", "\uff0c", ",", "\uff0e", ".", "\uff0d", "-",
	"\u200e", "", "\u200f", "", "\u061c", "")

// pointIn tells which mark stands before the decimals of s, "" for none.
func pointIn(s string, rate bool) string {
	commas, points := strings.Count(s, ","), strings.Count(s, ".")
	switch {
	case commas == 0 && points == 0:
		return ""
	case commas > 0 && points > 0:
		if strings.LastIndex(s, ",") > strings.LastIndex(s, ".") {
			return ","
		}
		return "."
	case commas > 1 || points > 1:
		return ""
	}
	mark := ","
	if points == 1 {
		mark = "."
	}
	if !rate && groupedInThrees(s, mark, "") {
		return ""
	}
	return mark
}

// groupedInThrees reports whether mark stands in s only where it groups
// thousands.
func groupedInThrees(s, mark, point string) bool {
	if point != "" {
		s, _, _ = strings.Cut(s, point)
	}
	s = strings.TrimPrefix(s, "-")
	parts := strings.Split(s, mark)
	if len(parts) == 1 {
		return true
	}
	if len(parts[0]) == 0 || len(parts[0]) > 3 || parts[0] == "0" {
		return false
	}
	for _, part := range parts[1:] {
		if len(part) != 3 {
			return false
		}
	}
	return true
}
