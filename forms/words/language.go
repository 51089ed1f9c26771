package words

import (
	"strings"
	"unicode"
)

// Languages are the tags that the program speaks, English first, the others
// in the order of their names for themselves.
var Languages = []string{"en", "es", "fr", "ru", "ar", "zh"}

// Names are the languages' names for themselves.
var Names = map[string]string{
	"en": "English", "es": "Español", "fr": "Français", "ru": "Русский", "ar": "العربية", "zh": "中文",
}

// writing is how a language writes what is no word.
type writing struct {
	group, point string // in numbers
	comma        string // between the items of a list
	rightToLeft  bool
}

// writings follow the CLDR, but that Spanish groups from four digits on, as
// columns of figures need. Arabic is written with Western digits, as the
// United Nations' tables and those of most Arab statistical offices are; both
// kinds are read.
var writings = map[string]writing{
	"en": {group: ",", point: ".", comma: ", "},
	"es": {group: ".", point: ",", comma: ", "},
	"fr": {group: "\u202f", point: ",", comma: ", "},
	"ru": {group: "\u00a0", point: ",", comma: ", "},
	"ar": {group: ",", point: ".", comma: "، ", rightToLeft: true},
	"zh": {group: ",", point: ".", comma: "、"},
}

// RightToLeft says whether the language is read from right to left.
func (t *Tongue) RightToLeft() bool { return t.rightToLeft }

// List puts what is listed into one line.
func (t *Tongue) List(items []string) string { return strings.Join(items, t.comma) }

// leftToRight is a mark that is not seen and counts as a Latin letter.
const leftToRight = "\u200e"

// kept keeps the signs at the ends of a value at their sides in a line that
// runs from right to left: the minus of a number, the slash before a path.
func (t *Tongue) kept(value string) string {
	if !t.rightToLeft || value == "" {
		return value
	}
	for _, r := range value {
		if unicode.In(r, unicode.Arabic, unicode.Hebrew) && unicode.IsLetter(r) {
			return value
		}
	}
	loose := func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }
	runes := []rune(value)
	if loose(runes[0]) {
		value = leftToRight + value
	}
	if loose(runes[len(runes)-1]) {
		value += leftToRight
	}
	return value
}
