package bidi

import (
	"strings"

	"golang.org/x/text/unicode/bidi"
)

// settled puts marks round what the library does not resolve as the standard
// (Unicode Annex 9) says: pairs of brackets, which stand on the sides of what
// they enclose (rule N0), and a hyphen, a stroke, a comma or a point between
// digits, which belongs to the number (rule W4). The line reads from the
// right.
func settled(s string) string {
	runes := []rune(s)
	types := strongTypes(runes)
	marks := make([]string, len(runes))
	for _, pair := range pairsOf(runes) {
		if mark := pairMark(types, pair); mark != "" {
			marks[pair.open], marks[pair.close] = mark, mark
		}
	}
	for i := 1; i+1 < len(runes); i++ {
		if strings.ContainsRune("-/,.:+", runes[i]) && isDigit(runes[i-1]) && isDigit(runes[i+1]) {
			marks[i] = leftToRight
		}
	}
	var b strings.Builder
	for i, r := range runes {
		b.WriteString(marks[i])
		b.WriteRune(r)
		b.WriteString(marks[i])
	}
	return b.String()
}

func isDigit(r rune) bool { return r >= '0' && r <= '9' }

// strong is the direction of a character: 'L', 'R', or 0 for none.
type strong byte

// strongTypes are the directions of letters; digits take that of the Latin
// letters before them, and count as Arabic otherwise.
func strongTypes(runes []rune) []strong {
	types := make([]strong, len(runes))
	last := strong('R')
	for i, r := range runes {
		props, _ := bidi.LookupRune(r)
		switch props.Class() {
		case bidi.L:
			last, types[i] = 'L', 'L'
		case bidi.R, bidi.AL:
			last, types[i] = 'R', 'R'
		case bidi.EN:
			types[i] = last
		case bidi.AN:
			types[i] = 'R'
		}
	}
	return types
}

type pair struct{ open, close int }

// mostOpen is how many brackets may be open at once, as in the standard.
const mostOpen = 63

// pairsOf finds the brackets that belong together.
func pairsOf(runes []rune) []pair {
	var pairs []pair
	var open []int
	for i, r := range runes {
		switch closing := strings.IndexRune(")]}»", r); {
		case strings.ContainsRune("([{«", r) && len(open) < mostOpen:
			open = append(open, i)
		case closing >= 0:
			for n := len(open) - 1; n >= 0; n-- {
				if strings.IndexRune("([{«", runes[open[n]]) == closing {
					pairs = append(pairs, pair{open[n], i})
					open = open[:n]
					break
				}
			}
		}
	}
	return pairs
}

// pairMark is the mark of the direction in which a pair stands, empty where
// nothing in it has one.
func pairMark(types []strong, p pair) string {
	latin := false
	for _, t := range types[p.open+1 : p.close] {
		switch t {
		case 'R':
			return rightToLeft
		case 'L':
			latin = true
		}
	}
	if !latin {
		return ""
	}
	for i := p.open - 1; i >= 0; i-- {
		if types[i] != 0 {
			if types[i] == 'L' {
				return leftToRight
			}
			break
		}
	}
	return rightToLeft
}
