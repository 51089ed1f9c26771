package intake

import (
	"migraform/forms/intake/label"
)

// nested parts a label column in which each label is followed by its
// breakdown, "Norway", "Men", "Women", "Sweden", "Men", "Women": the outer
// labels hold for the rows below them, and a row with an outer label is the
// total of its breakdown. It is told from lines that stand over a group of
// rows by what repeats: there it is the rows, here it is the breakdown.
func nested(texts []string) (outer, inner []string, concept label.Concept, ok bool) {
	if outer, inner, concept, ok = ofWhichRows(texts); ok {
		return outer, inner, concept, ok
	}
	const unread = label.Concept("")
	kinds := map[string]label.Concept{}
	rows := map[label.Concept]int{}
	distinct := map[label.Concept]int{}
	whole := map[string]bool{}
	for _, text := range texts {
		if text == "" {
			return nil, nil, "", false
		}
		kind, seen := kinds[text]
		if !seen {
			if len(kinds) > 3*votersOnAxis {
				return nil, nil, "", false
			}
			if whole[text] = isWhole(text); !whole[text] {
				kind = kindOf(text)
			}
			kinds[text] = kind
			if !whole[text] {
				distinct[kind]++
			}
		}
		if !whole[text] {
			rows[kind]++
		}
	}
	for _, c := range []label.Concept{label.Sex, label.Age, label.Time} {
		if rows[c] > rows[concept] || concept == unread {
			concept = c
		}
	}
	outers, names := 0, 0
	for c, n := range rows {
		if c != concept {
			outers, names = outers+n, names+distinct[c]
		}
	}
	repeats := rows[concept] > distinct[concept] && distinct[concept] >= 2
	if !repeats || names < 2 || names*10 < outers*8 || rows[concept] < outers || kinds[texts[0]] == concept && !whole[texts[0]] {
		return nil, nil, "", false
	}
	outer, inner = make([]string, len(texts)), make([]string, len(texts))
	last := ""
	for i, text := range texts {
		if kinds[text] != concept || whole[text] {
			last = text
		} else {
			inner[i] = text
		}
		outer[i] = last
	}
	return outer, inner, concept, true
}

// ofWhichRows parts a label column in which lines such as "of whom women" tell
// more of the line above them.
func ofWhichRows(texts []string) (outer, inner []string, concept label.Concept, ok bool) {
	outer, inner = make([]string, len(texts)), make([]string, len(texts))
	last := ""
	for i, text := range texts {
		if text == "" {
			return nil, nil, "", false
		}
		if label.OfWhich(text) && last != "" {
			for _, c := range []label.Concept{label.Sex, label.Age} {
				if _, known := meaningAs(c, text); known && (concept == "" || concept == c) {
					concept, inner[i] = c, text
					break
				}
			}
		}
		if inner[i] == "" {
			last = text
		}
		outer[i] = last
	}
	return outer, inner, concept, concept != ""
}

// kindOf is what a label by itself would be.
func kindOf(text string) label.Concept {
	for _, c := range []label.Concept{label.Sex, label.Age, label.Time, label.Area} {
		if m, ok := meaningAs(c, text); ok && m.Confidence > 0.8 && !m.ByCode {
			return c
		}
	}
	return ""
}

// addNested adds the two axes of a nested label column.
func (s *SheetReading) addNested(b *Block, col int, head string, outer, inner []string, concept label.Concept) {
	names, labels := s.interpret(outer, head)
	b.addAxis(&Axis{Concept: names, Head: head, Down: true, Line: col}, spread(outer, labels))
	_, parts := s.interpretAs(inner, "", string(concept))
	at := spread(inner, parts)
	for i, l := range at {
		if l == nil {
			at[i] = &Label{Text: outer[i], Meaning: label.Meaning{Concept: concept, Code: "_T", Confidence: 0.9, Whole: true}}
		}
	}
	b.addAxis(&Axis{Concept: concept, Head: head, Down: true, Line: col}, at)
}
