package label

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Concept is what a label speaks of.
type Concept string

const (
	Area Concept = "area"
	Sex  Concept = "sex"
	Age  Concept = "age"
	Time Concept = "time"
	Item Concept = "item" // a measure, a reason, a group: whatever else
)

// Meaning is one reading of a label.
type Meaning struct {
	Concept    Concept
	Code       string
	Confidence float64
	// Whole says that the code includes everything on its axis, Part that
	// it adds up several others (a region).
	Whole, Part bool
	// ByCode says that the label is a code, not a name.
	ByCode bool
}

// Certain readings and those that a person should confirm lie on either side
// of this confidence.
const Certain = 0.7

// Fold prepares a text for comparison: small letters without accents, words
// parted by one blank, no punctuation, "&" read as "and".
func Fold(text string) string {
	plain := true
	for i := 0; i < len(text); i++ {
		c := text[i]
		if c >= 0x80 || c >= 'A' && c <= 'Z' || c < '0' && c != ' ' || c > '9' && c < 'A' || c > 'Z' && c < 'a' || c > 'z' {
			plain = false
			break
		}
	}
	if plain {
		return strings.Join(strings.Fields(text), " ")
	}
	var b strings.Builder
	gap := false
	last := rune(0)
	for _, r := range norm.NFD.String(text) {
		if r >= '！' && r <= '～' {
			r -= '！' - '!' // the wide forms of Chinese and Japanese type
		}
		switch {
		case unicode.Is(unicode.Mn, r) || r == '\'' || r == '’' || r == '`' || r == '\u00ad' || r == '\u200b' || r == '\ufeff':
			continue
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			// Blanks between Chinese characters only fill a line: "日  本".
			if gap && b.Len() > 0 && !(unicode.Is(unicode.Han, r) && unicode.Is(unicode.Han, last)) {
				b.WriteByte(' ')
			}
			gap, last = false, r
			switch r = unicode.ToLower(r); r {
			case 'ß':
				b.WriteString("ss")
			case 'æ':
				b.WriteString("ae")
			case 'œ':
				b.WriteString("oe")
			case 'ø':
				b.WriteByte('o')
			case 'ı':
				b.WriteByte('i')
			case 'ł':
				b.WriteByte('l')
			case 'đ', 'ð':
				b.WriteByte('d')
			case 'þ':
				b.WriteString("th")
			case 'ς':
				b.WriteRune('σ')
			case 'ى':
				b.WriteRune('ي')
			default:
				b.WriteRune(r)
			}
		case r == '&':
			if b.Len() > 0 {
				b.WriteByte(' ')
			}
			b.WriteString("and")
			gap = true
		default:
			gap = true
		}
	}
	return b.String()
}

// Bare takes footnote marks off a label: raised characters, stars, "(a)",
// "[1]", " 1/", and digits or a letter glued to its end where glued is true.
func Bare(text string, glued bool) string {
	s := strings.TrimFunc(text, unicode.IsSpace)
	for {
		before := s
		s = strings.TrimRightFunc(s, func(r rune) bool {
			return unicode.IsSpace(r) || strings.ContainsRune("*†‡§#^¹²³⁰⁴⁵⁶⁷⁸⁹", r)
		})
		s = strings.TrimLeft(s, "*†‡§# \u00a0")
		if i := strings.LastIndexAny(s, "([⁽"); i > 0 {
			inside := strings.TrimRight(strings.TrimLeft(s[i:], "([⁽"), ")]⁾")
			closes := strings.HasSuffix(s, ")") || strings.HasSuffix(s, "]") || strings.HasSuffix(s, "⁾")
			if closes && isMark(inside) {
				s = s[:i]
			}
		}
		if rest, found := strings.CutSuffix(s, "/"); found {
			if i := strings.LastIndexAny(rest, " \u00a0"); i > 0 && isMark(rest[i+1:]) {
				s = rest[:i]
			}
		}
		if glued {
			rest := strings.TrimRight(s, "0123456789")
			if n := len(s) - len(rest); n > 0 && n <= 2 && len(rest) > 2 && !strings.HasSuffix(rest, " ") {
				s = rest
			}
		}
		if s == before {
			return s
		}
	}
}

// isMark reports whether s looks like a footnote mark inside brackets.
func isMark(s string) bool {
	s = strings.TrimSpace(s)
	if s == "" || len(s) > 5 {
		return false
	}
	for mark := range strings.FieldsFuncSeq(s, func(r rune) bool { return r == ',' || r == ' ' }) {
		digits := strings.Trim(mark, "0123456789") == "" && len(mark) <= 2
		stars := strings.Trim(mark, "*†‡§#") == ""
		letter := len(mark) == 1 && (mark[0] >= 'a' && mark[0] <= 'z' || mark[0] >= 'A' && mark[0] <= 'Z')
		if !digits && !stars && !letter {
			return false
		}
	}
	return true
}
