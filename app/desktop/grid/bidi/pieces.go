package bidi

import (
	"strings"
	"unicode"
)

// Pieces cuts a text after each place where a line may end. A sign that
// closes something stays with what stands before it.
func Pieces(s string) []string {
	var pieces []string
	from := 0
	runes := []rune(s)
	for i := 1; i < len(runes); i++ {
		before, after := runes[i-1], runes[i]
		chinese := unicode.Is(unicode.Han, before) || unicode.Is(unicode.Han, after) || before >= 0x3001 && before < 0x3020 || before > 0xff00 && before < 0xff5f
		if before == ' ' && after != ' ' || chinese && !strings.ContainsRune(closing, after) && !strings.ContainsRune(opening, before) {
			pieces = append(pieces, string(runes[from:i]))
			from = i
		}
	}
	return append(pieces, string(runes[from:]))
}

const (
	closing = "，。、；：？！）》”’…%)].,;: "
	opening = "（《“‘(["
)
