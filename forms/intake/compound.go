package intake

import (
	"strings"
	"unicode"

	"migraform/forms/intake/label"
)

// compound parts labels that say two things at once, "M 0-4", "F 5-9" or "Men
// 2015", into what each says. It returns false where they are not all so.
func compound(texts []string) (one, two []string, concepts [2]label.Concept, ok bool) {
	seen := map[string][2]string{}
	distinct := [2]map[string]bool{{}, {}}
	for _, text := range texts {
		if _, known := seen[text]; known || text == "" {
			continue
		}
		if len(seen) > votersOnAxis || len(text) > 40 {
			return nil, nil, concepts, false
		}
		parts, kinds, split := halves(text, concepts)
		if !split {
			return nil, nil, concepts, false
		}
		seen[text], concepts = parts, kinds
		distinct[0][parts[0]], distinct[1][parts[1]] = true, true
	}
	if len(seen) < 4 || len(distinct[0]) < 2 || len(distinct[1]) < 2 {
		return nil, nil, concepts, false
	}
	for _, text := range texts {
		parts := seen[text]
		one, two = append(one, parts[0]), append(two, parts[1])
	}
	return one, two, concepts, true
}

// halves parts one label at a blank, a dash or another sign into a sex and an
// age, in either order, or either of them and a year. Where it is known what
// the halves of other labels are, they are to be the same.
func halves(text string, known [2]label.Concept) (parts [2]string, concepts [2]label.Concept, ok bool) {
	for i, r := range text {
		if i == 0 || unicode.IsLetter(r) || unicode.IsDigit(r) {
			continue
		}
		first := strings.TrimSpace(text[:i])
		second := strings.TrimLeft(text[i:], " _,;:/|-–—")
		if first == "" || second == "" || unicode.IsLetter(rune(second[0])) == unicode.IsLetter(rune(first[0])) && unicode.IsDigit(rune(second[0])) {
			continue
		}
		for _, pair := range [][2]label.Concept{{label.Sex, label.Age}, {label.Age, label.Sex}, {label.Sex, label.Time}, {label.Time, label.Sex}, {label.Age, label.Time}, {label.Time, label.Age}} {
			if known[0] != "" && pair != known {
				continue
			}
			if halfOf(pair[0], first) && halfOf(pair[1], second) {
				return [2]string{first, second}, pair, true
			}
		}
	}
	return parts, concepts, false
}

// halfOf reports whether a text is of a concept by itself, or everything on it.
func halfOf(concept label.Concept, text string) bool {
	m, ok := meaningOnce(concept, strings.ReplaceAll(text, "_", "-"))
	if !ok && concept == label.Sex {
		return isWhole(text)
	}
	return ok && (concept != label.Age || m.Confidence > 0.8) && (concept != label.Time || len(m.Code) == 4)
}
