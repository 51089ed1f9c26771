package label

import (
	"iter"
	"regexp"
	"strings"
	"unicode"
)

var (
	enumerated = regexp.MustCompile(`^(?:\d{1,3}[.)] ?|[-–—•·*.…>»]+ ?)`)
	ofWhich    = regexp.MustCompile(`(?i)^[-–—>• ]*(?:(?:of which|of whom|o/w|thereof|dont|including|incl\.|darunter|davon|dar\.|de los cuales|de las cuales|de ellos|de los que|dos quais|di cui|waarvan|därav|herav|heraf|joista|w tym|z toho|v tom|ebből|din care|из них|в том числе|в т\.ч\.|з них|منهم|منها)(?:[:, ]+|$)|(?:其中|うち)[:：、 ]*)`)
)

// OfWhich reports whether a label begins by saying that it is a part of the
// line above: "of whom women".
func OfWhich(text string) bool { return ofWhich.MatchString(strings.TrimSpace(text)) }

// doubled reads labels that say one area twice ("NO - Norway", "Norway (NO)",
// "Norway / Norvège"), or with something before it ("1. Norway", "of which
// Norway"). Parts that differ, or that say more, are left to a person.
func (g *gazetteer) doubled(text string) (Meaning, bool) {
	s := strings.TrimSpace(text)
	for _, lead := range []*regexp.Regexp{enumerated, ofWhich} {
		if rest := lead.ReplaceAllString(s, ""); rest != s && rest != "" {
			if m, ok := AreaOf(rest); ok {
				m.Confidence -= 0.04
				return m, true
			}
		}
	}
	for parts := range twice(s) {
		if code := g.agreed(parts); code != "" {
			return g.meaning(code, 0.88), true
		}
	}
	return Meaning{}, false
}

// agreed is the area that all parts of a label name, or "".
func (g *gazetteer) agreed(parts []string) string {
	found := ""
	for _, part := range parts {
		folded := Fold(Bare(part, true))
		code := firstOf(g.names[folded], firstOf(ownNames()[folded], demonyms()[folded]))
		ok := code != ""
		if !ok {
			if m, isCode := AreaOfCode(part); isCode {
				code, ok = m.Code, true
			}
		}
		if !ok || found != "" && code != found {
			return ""
		}
		found = code
	}
	return found
}

// twice takes apart a label that may say the same thing in two ways, in each
// way that it may be meant.
func twice(s string) iter.Seq[[]string] {
	return func(yield func([]string) bool) {
		for _, between := range []string{" / ", " - ", " – ", " — ", " | ", "/", ": "} {
			for at, tries := 0, 0; tries < 4; tries++ {
				i := strings.Index(s[at:], between)
				if i < 0 {
					break
				}
				first, second := s[:at+i], s[at+i+len(between):]
				at += i + len(between)
				if strings.TrimSpace(first) != "" && strings.TrimSpace(second) != "" && !yield([]string{first, second}) {
					return
				}
			}
		}
		if i := strings.Index(s, "("); i > 0 && strings.HasSuffix(s, ")") {
			if !yield([]string{s[:i], s[i+1 : len(s)-1]}) {
				return
			}
		}
		if i := strings.Index(s, "]"); i > 0 && s[0] == '[' && i+1 < len(s) {
			if !yield([]string{s[1:i], s[i+1:]}) {
				return
			}
		}
		if i := scriptChange(s); i > 0 && !yield([]string{s[:i], s[i:]}) {
			return
		}
		if first, rest, ok := strings.Cut(s, " "); ok && len(first) >= 2 && len(first) <= 3 && strings.ToUpper(first) == first {
			yield([]string{first, rest})
		}
	}
}

// scriptChange is where a label goes over from Latin letters to others, or
// back, if it does so once: "中國 Chinese". It is 0 where it does not.
func scriptChange(s string) int {
	at, last := 0, ' '
	for i, r := range s {
		if !unicode.IsLetter(r) {
			continue
		}
		kind := 'o'
		if unicode.Is(unicode.Latin, r) {
			kind = 'l'
		}
		if last != ' ' && kind != last {
			if at > 0 {
				return 0
			}
			at = i
		}
		last = kind
	}
	return at
}

// Doubled reads a label that says one thing in two languages, with what reads
// each by itself.
func Doubled(text string, read func(string) (Meaning, bool)) (Meaning, bool) {
next:
	for parts := range twice(strings.TrimSpace(text)) {
		var found Meaning
		for _, part := range parts {
			m, ok := read(part)
			if !ok || found.Code != "" && m.Code != found.Code {
				continue next
			}
			found = m
		}
		found.Confidence -= 0.05
		return found, found.Code != ""
	}
	return Meaning{}, false
}
