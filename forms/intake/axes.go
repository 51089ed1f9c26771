package intake

import (
	"slices"
	"strconv"
	"strings"

	"migraform/forms/intake/label"
)

// readAxes finds the axes of a block and the label of each row and column.
func (s *SheetReading) readAxes(b *Block) {
	s.readHeads(b)
	s.readStubs(b)
	b.joinKeys()
	b.passOverRegions()
	for i, axis := range b.Axes {
		first, parts := "", false
		for _, l := range b.at[i] {
			if l == nil {
				continue
			}
			if first == "" {
				first = l.Text
			} else if l.Text != first {
				axis.Varied = true
			}
			parts = parts || !l.Meaning.Whole
		}
		if axis.Concept == label.Area {
			b.tellParts(i)
			b.tellGroups(i)
			b.tellLeaves(i)
		}
		if axis.Concept == label.Item && !parts {
			// "Total men" beside "Total women": neither is everything.
			for _, l := range b.at[i] {
				if l != nil {
					l.Meaning.Whole = l.Meaning.Code == "_T" && !axis.Varied
				}
			}
		}
	}
	b.passOverWholes()
	b.tellRemarks()
}

// passOverWholes takes axes of areas that say nothing but "all", beside one
// that names countries, for what they are: a remark on the whole table.
func (b *Block) passOverWholes() {
	named := false
	whole := func(i int) bool {
		for _, l := range b.at[i] {
			if l != nil && !l.Meaning.Whole {
				return false
			}
		}
		return true
	}
	for i, axis := range b.Axes {
		named = named || axis.Concept == label.Area && !axis.key && !whole(i)
	}
	for i, axis := range b.Axes {
		if named && axis.Concept == label.Area && !axis.key && whole(i) {
			axis.Concept = label.Item
			for row, l := range b.at[i] {
				if l != nil && axis.Varied { // "all origins" and "all destinations": neither is everything
					one := *l
					one.Meaning = label.Meaning{Concept: label.Item, Confidence: l.Meaning.Confidence}
					b.at[i][row] = &one
				}
			}
		}
	}
}

func (b *Block) addAxis(axis *Axis, at []*Label) {
	b.Axes = append(b.Axes, axis)
	b.at = append(b.at, at)
}

func (s *SheetReading) readHeads(b *Block) {
	var above []string
	title := "" // a label over all columns names the axis below it
	for _, line := range append([]string{s.grid.sheet.Name}, b.Titles...) {
		// "… by country of birth" may speak of the columns.
		if !isRemark(line) && label.SaidBy(line).Criterion != "" {
			title = byCountry
		}
	}
	for k, at := range b.Heads {
		texts := s.headTexts(b, at, above, k == len(b.Heads)-1)
		above = texts
		if label.Fold(strings.Join(texts, "")) == "" {
			continue
		}
		decided := s.decided.Axes[strconv.Itoa(at+1)]
		if decided == "none" || decided == "" && s.identifies(b, at, texts) {
			continue
		}
		if one, two, concepts, ok := compound(texts); ok && decided == "" {
			for n, half := range [][]string{one, two} {
				_, labels := s.interpretAs(half, "", string(concepts[n]))
				b.addAxis(&Axis{Concept: concepts[n], Line: at}, spread(half, labels))
			}
			continue
		}
		concept, labels := s.interpretAs(texts, title, decided)
		if len(labels) == 1 && concept == label.Item && len(b.Columns) > 1 && !slices.Contains(texts, "") && title != byCountry {
			title = texts[0]
		}
		axis := &Axis{Concept: concept, Head: strings.TrimPrefix(title, byCountry), Line: at}
		labelled := spread(texts, labels)
		if concept == label.Area && (b.codesBelow(labelled) || b.nested(labelled)) {
			continue
		}
		b.addAxis(axis, labelled)
	}
}

// byCountry is the head of an axis that titles announce as one of countries.
const byCountry = "\x00country"

// codesBelow takes a row of codes below the row of names that they say again:
// the names count, and the code where a name lacks or is not known.
func (b *Block) codesBelow(codes []*Label) bool {
	for i, axis := range b.Axes {
		if axis.Concept != label.Area || axis.Down {
			continue
		}
		both, same, names := 0, 0, 0
		for column, l := range codes {
			m := b.at[i][column]
			if l == nil || m == nil || l.Meaning.Code == "" || m.Meaning.Code == "" {
				continue
			}
			if !l.Meaning.ByCode {
				names++
			}
			if both++; l.Meaning.Code == m.Meaning.Code {
				same++
			}
		}
		if both < 3 || same*10 < both*7 || names*2 > both {
			return false
		}
		for column, l := range codes {
			switch m := b.at[i][column]; {
			case l == nil:
			case m == nil, column > 0 && m == b.at[i][column-1] && l.Meaning.Code == "":
				// A name that reached over from the left is no name of its own.
				group := *l
				group.Meaning.Part = group.Meaning.Part || l.Meaning.Code == ""
				b.at[i][column] = &group
			case m.Meaning.Code == "" && l.Meaning.Code != "":
				b.at[i][column] = &Label{Text: m.Text, Meaning: l.Meaning}
			case m.Meaning.Code == "":
				group := *m
				group.Meaning.Part = true
				b.at[i][column] = &group
			}
		}
		return true
	}
	return false
}

// nested takes a row of areas below another one: groups of countries stand
// over their members, and the lower label is the one that counts.
func (b *Block) nested(below []*Label) bool {
	for i, axis := range b.Axes {
		if axis.Concept != label.Area || axis.Down {
			continue
		}
		for column, l := range below {
			switch above := b.at[i][column]; {
			case l == nil:
			case l.Meaning.Whole && above != nil && !above.Meaning.Whole: // the total of the group
				group := *above
				group.Meaning.Part = true
				b.at[i][column] = &group
			default:
				b.at[i][column] = l
			}
		}
		return true
	}
	return false
}

// identifies reports whether a head row holds identifiers of series and not
// labels: its own name says so, or they look like it.
func (s *SheetReading) identifies(b *Block, at int, texts []string) bool {
	named := 0 // 1 where the row is called codes, -1 where anything else
	for _, col := range b.Stubs {
		if text := s.grid.text(at, col); text != "" {
			if _, key := label.HeadOf(text); key && named == 0 {
				named = 1
			} else if !key {
				named = -1
			}
		}
	}
	if row, ok := s.grid.rowAt(at); ok && s.grid.codesOfHeads(row) {
		return true
	}
	seen, digits, areas := map[string]bool{}, 0, 0
	for _, text := range texts {
		if len(text) < 3 || len(text) > 8 || seen[text] || strings.ToUpper(text) != text || strings.ContainsAny(text, " -/") {
			return false
		}
		if _, ok := label.TimeOf(text); ok || text[0] >= '0' && text[0] <= '9' || label.IsWhole(text) {
			return false
		}
		seen[text] = true
		if _, ok := label.AreaOfCode(text); ok {
			areas++
		}
		if strings.ContainsAny(text, "0123456789") {
			digits++
		}
	}
	return len(texts) >= 4 && areas*10 < len(texts)*7 && (digits*2 > len(texts) || named > 0)
}

func spread(texts []string, labels map[string]*Label) []*Label {
	at := make([]*Label, len(texts))
	for i, text := range texts {
		at[i] = labels[text]
	}
	return at
}
