package workbook

import (
	"fmt"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// longest is the most that Excel keeps in a cell, in UTF-16 units.
const longest = 32767

// TextChange says that a text could not stand in a workbook as it was.
type TextChange struct {
	Where string // the note's address, the question's id, …
	Cut   bool   // it was too long and lost its end; else signs were replaced
}

// clean returns a text as a workbook can hold it: line ends as \n, signs that
// XML forbids replaced by U+FFFD, at most longest units. changed is false
// where nothing of the text was lost.
func clean(text string) (cleaned string, changed, cut bool) {
	if strings.ContainsRune(text, '\r') {
		text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
	}
	if !utf8.ValidString(text) || strings.IndexFunc(text, forbidden) >= 0 {
		changed = true
		text = strings.Map(func(r rune) rune {
			if forbidden(r) {
				return utf8.RuneError
			}
			return r
		}, text)
	}
	if len(text) > longest {
		units := 0
		for i, r := range text {
			if units += max(1, utf16.RuneLen(r)); units > longest {
				return text[:i], changed, true
			}
		}
	}
	return text, changed, false
}

// forbidden reports whether XML 1.0 has no place for a rune.
func forbidden(r rune) bool {
	return r < 0x20 && r != '\t' && r != '\n' || r == 0xFFFE || r == 0xFFFF || r >= 0xD800 && r < 0xE000
}

// sheetName makes a name that Excel takes: at most 31 units, none of
// []:*?/\, no apostrophe at either end, unlike all names in taken.
func sheetName(wanted string, taken map[string]bool) string {
	wanted, _, _ = clean(wanted)
	wanted = strings.Map(func(r rune) rune {
		if strings.ContainsRune("[]:*?/\\\n\t", r) {
			return ' '
		}
		return r
	}, wanted)
	wanted = strings.Trim(strings.TrimSpace(wanted), "'")
	if wanted == "" || strings.EqualFold(wanted, "history") {
		wanted = "Sheet " + wanted
	}
	name := shortened(wanted, 31)
	for i := 2; taken[strings.ToLower(name)]; i++ {
		mark := fmt.Sprintf(" (%d)", i)
		name = shortened(wanted, 31-len(mark)) + mark
	}
	taken[strings.ToLower(name)] = true
	return name
}

func shortened(text string, units int) string {
	n := 0
	for i, r := range text {
		if n += max(1, utf16.RuneLen(r)); n > units {
			return strings.TrimSpace(text[:i])
		}
	}
	return text
}
