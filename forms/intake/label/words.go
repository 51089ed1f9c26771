package label

import "strings"

// SexOf reads the word for a sex. Single letters are read too, with a
// confidence that a whole column of them must lift.
func SexOf(text string) (Meaning, bool) {
	folded := Fold(Bare(text, true))
	if code, ok := sexes[folded]; ok {
		return sexMeaning(code, 0.98), true
	}
	if code, ok := sexLetters[folded]; ok {
		return sexMeaning(code, 0.75), true
	}
	if rest := ofWhich.ReplaceAllString(strings.TrimSpace(text), ""); len(rest) < len(strings.TrimSpace(text)) {
		if m, ok := SexOf(rest); ok && m.Code != "_T" {
			m.Confidence -= 0.03
			return m, true
		}
	}
	return Meaning{}, false
}

func sexMeaning(code string, confidence float64) Meaning {
	return Meaning{Concept: Sex, Code: code, Confidence: confidence, Whole: code == "_T"}
}

// IsWhole reports whether a label is a word for everything on its axis.
func IsWhole(text string) bool {
	folded := Fold(Bare(text, true))
	if wholes[folded] {
		return true
	}
	words := strings.Fields(folded)
	if len(words) < 2 || len(words) > 6 || !wholes[words[0]] && words[0] != "grand" && !wholes[words[len(words)-1]] {
		return false
	}
	for _, word := range words {
		if !countedThings[word] && !wholes[word] && headWords[word] == "" {
			return false
		}
	}
	return true
}

// IsForeign reports whether a label means all that are not of the country,
// "Foreigners", and whether it says so with a word for everything: "Total
// foreigners".
func IsForeign(text string) (foreigners, total bool) {
	folded := Fold(Bare(text, true))
	if foreign[folded] {
		return true, false
	}
	first, rest, _ := strings.Cut(folded, " ")
	if wholes[first] && foreign[rest] {
		return true, true
	}
	if i := strings.LastIndexByte(folded, ' '); i > 0 && wholes[folded[i+1:]] && foreign[folded[:i]] {
		return true, true
	}
	return false, false
}

// IsDigits reports whether a text is a whole number written plainly.
func IsDigits(text string) bool {
	text = strings.TrimSpace(text)
	return text != "" && strings.Trim(text, "0123456789") == ""
}

// IsUnknown reports whether a label is a word for what is not known.
func IsUnknown(text string) bool { return unknowns[Fold(Bare(text, true))] }

// IsOwn reports whether a label among countries means the office's own.
func IsOwn(text string) bool { return ownWords[Fold(Bare(text, true))] }

// Missing tells whether a text stands where a figure would, and the status
// letter that it stands for: O not available, Q confidential, A for nil. What
// a dash means differs between offices; by convention of most (and of the
// UN's yearbooks) it is "magnitude nil".
func Missing(text string) (status byte, ok bool) {
	switch strings.TrimSpace(text) {
	case "..", "...", "…", "....", ":", "n.a.", "n.a", "N.A.", "n/a", "N/A", "#N/A", "na", "NA", "nd", "n.d.", "ND", "N.D.", "n.d", ". .", ".", "--.", "s.o.", "(..)", "...*":
		return 'O', true
	case "-", "–", "—", "−", "‐", "‒":
		return 'A', true
	case "x", "X", "c", "C", "D", "(D)", "(d)", "(c)", "*", "**", "--", "- -", "––", "~", "(x)", "s", "(s)", "#", "///":
		return 'Q', true
	}
	switch strings.ToLower(strings.TrimSpace(text)) {
	case "[x]", "[z]", "[u]", "[low]", "[n]", ":u", ": u", ":z", ": z", "/", "•", "●", "n/k", "n.k.", "na.", "m.", "i. d.", "n.v.", "k.a.", "s/d", "s.d.", "s.i.", "n.r.":
		return 'O', true
	case "[c]", "[k]", "[w]", ":c", ": c", ":k", "..c", "np", "n.p.", "n.p", "***", "****", "suppressed", "conf.":
		return 'Q', true
	case "nil", "néant", "nihil":
		return 'A', true
	}
	s := strings.TrimSpace(text)
	if len(s) > 1 && len(s) < 8 && (s[0] == '<' || strings.HasPrefix(s, "≤")) {
		if strings.Trim(s, "<≤=  0123456789") == "" {
			return 'Q', true
		}
	}
	return 0, false
}

// WesternDigits writes the digits of Arabic and Persian, and the wide ones of
// Chinese and Japanese type, as those of the West.
func WesternDigits(text string) string {
	for i := 0; i < len(text); i++ {
		if text[i] >= 0x80 {
			return strings.Map(func(r rune) rune {
				switch {
				case r >= '\u0660' && r <= '\u0669':
					return '0' + r - '\u0660'
				case r >= '\u06f0' && r <= '\u06f9':
					return '0' + r - '\u06f0'
				case r >= '０' && r <= '９':
					return '0' + r - '０'
				}
				return r
			}, text)
		}
	}
	return text
}
