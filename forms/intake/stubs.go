package intake

import (
	"slices"
	"strings"

	"migraform/forms/intake/label"
	"migraform/forms/intake/reader"
)

func (s *SheetReading) readStubs(b *Block) {
	sheet := s.grid.sheet
	heads := make([]string, len(b.Stubs))
	reads := make([]bool, len(b.Stubs)) // stubs that are labels, not keys
	serial := make([]bool, len(b.Stubs))
	for k, col := range b.Stubs {
		heads[k] = s.stubHead(b, col)
		concept, key := label.HeadOf(heads[k])
		serial[k] = (concept != label.Age || isAge(heads[k])) && s.isSerial(b, col) // ages by single years count up too
		reads[k] = (!key || s.readsAsLabels(b, col)) && !serial[k]
	}
	texts := make([][]string, len(b.Stubs))
	for k := range texts {
		texts[k] = make([]string, len(b.Rows))
	}
	groups := make([][]string, len(b.Stubs)) // lines without figures that stand over others, by row
	for k := range groups {
		groups[k] = make([]string, len(b.Rows))
	}
	grouping := s.groupColumns(b)
	current := make([]string, len(b.Stubs))
	from := b.Rows[0] - 3
	if len(b.Heads) > 0 {
		from = b.Heads[len(b.Heads)-1]
	}
	next := 0
	pending := make([]string, len(b.Stubs))
	for i := s.rowIndexBefore(from+1) + 1; i < len(sheet.Rows) && next < len(b.Rows); i++ {
		row := &sheet.Rows[i]
		rightmost := -1
		for k, col := range b.Stubs {
			text := tidy(row.Cell(col))
			if text == "" {
				continue
			}
			if reads[k] {
				for later := k + 1; later < len(current); later++ {
					if reads[later] {
						current[later] = ""
					}
				}
				rightmost = k
			}
			current[k] = text
		}
		if row.At != b.Rows[next] {
			if rightmost >= 0 {
				pending[rightmost] = current[rightmost]
			}
			continue
		}
		for k, col := range b.Stubs {
			texts[k][next] = tidy(row.Cell(col))
			if texts[k][next] == "" && reads[k] {
				if _, covered := s.cover(row.At, col); k < rightmost && grouping[k] || covered {
					texts[k][next] = current[k]
				}
			}
			groups[k][next] = pending[k]
		}
		next++
	}
	for k := range b.Stubs {
		if first := groups[k][0]; first != "" && !slices.ContainsFunc(groups[k], func(g string) bool { return g != first }) {
			b.over = first
		}
	}
	for k, col := range b.Stubs {
		if parts, partHeads := uncompound(texts[k], heads[k]); parts != nil {
			for n := range parts {
				concept, labels := s.interpret(parts[n], partHeads[n])
				b.addAxis(&Axis{Concept: concept, Head: partHeads[n], Down: true, Line: col}, spread(parts[n], labels))
			}
			continue
		}
		decided := s.decided.Axes[reader.ColumnName(col)]
		if decided == "none" {
			continue
		}
		if decided == "" && reads[k] {
			if outer, inner, concept, ok := nested(texts[k]); ok {
				s.addNested(b, col, heads[k], outer, inner, concept)
				continue
			}
		}
		if decided == "" && reads[k] {
			if one, two, concepts, ok := compound(texts[k]); ok {
				for n, half := range [][]string{one, two} {
					_, labels := s.interpretAs(half, "", string(concepts[n]))
					b.addAxis(&Axis{Concept: concepts[n], Head: heads[k], Down: true, Line: col}, spread(half, labels))
				}
				continue
			}
		}
		reads[k] = reads[k] || decided != ""
		concept, labels := s.interpretAs(texts[k], b.headOfRows(heads[k], texts[k]), decided)
		if !reads[k] && (concept != label.Area || serial[k]) {
			continue
		}
		axis := &Axis{Concept: concept, Head: heads[k], Down: true, Line: col, key: !reads[k]}
		at := spread(texts[k], labels)
		if reads[k] && concept != label.Item {
			s.liftGroups(b, axis, at, groups[k])
		}
		b.addAxis(axis, at)
	}
}

// groupColumns tells in which label columns a blank stands for the label above
// it: in those that are blank often. A blank now and then is a label that
// lacks.
func (s *SheetReading) groupColumns(b *Block) []bool {
	grouping := make([]bool, len(b.Stubs))
	for k, col := range b.Stubs {
		blank := 0
		for _, at := range b.Rows {
			if tidy(s.grid.sheet.At(at, col)) == "" {
				blank++
			}
		}
		grouping[k] = blank*4 >= len(b.Rows) && !s.codesBeside(b, k)
	}
	return grouping
}

// codesBeside reports whether a label column holds the codes of the countries
// that another one names: its blanks are lines without a code.
func (s *SheetReading) codesBeside(b *Block, k int) bool {
	for j, col := range b.Stubs {
		if j == k {
			continue
		}
		same, codes := 0, 0
		for _, at := range b.Rows[:min(len(b.Rows), 100)] {
			code, ok := label.AreaOfCode(s.grid.text(at, b.Stubs[k]))
			if !ok {
				continue
			}
			codes++
			if name, ok := meaningOnce(label.Area, s.grid.text(at, col)); ok && name.Code == code.Code {
				same++
			}
		}
		if codes >= 2 && same*10 >= codes*6 {
			return true
		}
	}
	return false
}

// isSerial reports whether a column only numbers the rows.
func (s *SheetReading) isSerial(b *Block, col int) bool {
	steps, previous := 0, ""
	for _, at := range b.Rows[:min(len(b.Rows), 2000)] {
		text := tidy(s.grid.sheet.At(at, col))
		if text == "" || couldBeYear(text) && steps == 0 {
			return false
		}
		if previous != "" && follows(previous, text) {
			steps++
		}
		previous = text
	}
	return steps >= 4 && steps*10 >= (min(len(b.Rows), 2000)-1)*9
}

// readsAsLabels reports whether a column holds names or periods although its
// head calls it codes: the head may belong to the row of codes beside it.
func (s *SheetReading) readsAsLabels(b *Block, col int) bool {
	var texts []string
	words := 0
	for _, at := range b.Rows[:min(len(b.Rows), 200)] {
		if text := tidy(s.grid.sheet.At(at, col)); text != "" {
			texts = append(texts, text)
			if len(text) > 4 {
				words++
			}
		}
	}
	return words*2 > len(texts) && conceptOf(texts, "") != label.Item
}

// liftGroups makes axes of their own of lines that stand among the labels of
// another concept, with or without figures, and hold for all that follow.
func (s *SheetReading) liftGroups(b *Block, axis *Axis, at []*Label, groups []string) {
	lifted := map[label.Concept][]*Label{}
	holds := map[label.Concept]*Label{}
	seen := ""
	grouped := groupConcept(axis.Concept, groups)
	for i, l := range at {
		if groups[i] != seen {
			seen = groups[i]
			if m, ok := meaningOfGroup(axis.Concept, grouped, seen); ok {
				holds[m.Concept] = &Label{Text: seen, Meaning: m}
			}
		}
		if l != nil && l.Meaning.Concept != axis.Concept {
			holds[l.Meaning.Concept] = l
			at[i] = &Label{Text: l.Text, Meaning: label.Meaning{Concept: axis.Concept, Code: "_T", Confidence: 0.75, Whole: true}}
		}
		for concept, l := range holds {
			if lifted[concept] == nil {
				lifted[concept] = make([]*Label, len(at))
			}
			lifted[concept][i] = l
		}
	}
	for _, concept := range []label.Concept{label.Sex, label.Time, label.Age, label.Area} {
		if lifted[concept] != nil {
			b.addAxis(&Axis{Concept: concept, Head: axis.Head, Down: true, Line: axis.Line}, lifted[concept])
		}
	}
}

// groupOf reads a line over a group of rows: countries may stand over ages.
func groupOf(among label.Concept, text string) (label.Meaning, bool) {
	if m, ok := otherwise(among, text); ok {
		return m, true
	}
	if among == label.Area || among == label.Item {
		return label.Meaning{}, false
	}
	m, ok := label.AreaOf(text)
	return m, ok && m.Confidence >= 0.9 && !m.Whole
}

// groupConcept is what the lines over groups of rows are, as far as they are
// something else than the rows themselves.
func groupConcept(among label.Concept, groups []string) label.Concept {
	for _, text := range groups {
		if text == "" {
			continue
		}
		if _, own := meaningAs(among, text); own {
			continue
		}
		if m, ok := groupOf(among, text); ok {
			return m.Concept
		}
	}
	return ""
}

// meaningOfGroup reads a line over a group of rows. "Total" over countries,
// where other groups are those of men and women, means both. A line that
// nobody knows ends what the line before it said.
func meaningOfGroup(among, grouped label.Concept, text string) (label.Meaning, bool) {
	if text == "" {
		return label.Meaning{}, false
	}
	if m, ok := groupOf(among, text); ok {
		if _, own := meaningAs(among, text); !own {
			return m, true
		}
	}
	switch {
	case grouped == "":
		return label.Meaning{}, false
	case isWhole(text):
		return label.Meaning{Concept: grouped, Code: "_T", Confidence: 0.9, Whole: true}, true
	case label.IsUnknown(text):
		return label.Meaning{Concept: grouped, Code: "_U", Confidence: 0.85}, true
	}
	if _, own := meaningAs(among, text); own || among == label.Area && label.GroupOfAreas(text) {
		return label.Meaning{}, false // a heading among the rows' own labels
	}
	return label.Meaning{Concept: grouped, Confidence: 0.5}, true
}

// headOfRows is what the head of a label column says of it. Where the columns
// are countries and none of the rows is, "Country" in the corner is said of the
// columns. Without a head the titles may say that "1-4 years" is a length of
// stay and no age.
func (b *Block) headOfRows(head string, texts []string) string {
	if title := strings.Join(b.Titles, " "); head == "" && label.NamesDuration(title) && !label.NamesAge(title) && conceptOf(texts, "") == label.Age {
		return title
	}
	if concept, _ := label.HeadOf(head); concept != label.Area || !b.hasAxis(label.Area) {
		return head
	}
	for _, text := range texts[:min(len(texts), votersOnAxis)] {
		if m, ok := meaningAs(label.Area, text); ok && !m.Whole {
			return head
		}
	}
	return ""
}

// stubHead is the text at the head of a label column.
func (s *SheetReading) stubHead(b *Block, col int) string {
	var parts []string
	for _, at := range b.Heads {
		text := s.grid.text(at, col)
		if text == "" {
			if m, ok := s.cover(at, col); ok && m.Col == col {
				text = s.grid.text(m.Row, m.Col)
			}
		}
		if text != "" && !slices.Contains(parts, text) {
			parts = append(parts, text)
		}
	}
	if len(parts) == 0 && len(b.Heads) > 0 {
		// The name of the rows may stand by itself below the other heads.
		for at := b.Heads[len(b.Heads)-1] + 1; at < b.Rows[0]; at++ {
			if text := s.grid.text(at, col); text != "" {
				if concept, _ := label.HeadOf(text); concept != "" {
					return text
				}
			}
		}
	}
	return strings.Join(parts, " ")
}

// uncompound takes apart labels that hold several codes joined by commas under
// a head joined alike: "T,NR,AT" under "sex,unit,geo\\time", as in Eurostat's
// tables. What follows a backslash in the head names the columns.
func uncompound(texts []string, head string) (parts [][]string, heads []string) {
	heads = strings.Split(head, ",")
	if len(heads) < 2 {
		return nil, nil
	}
	for _, text := range texts {
		if strings.Count(text, ",") != len(heads)-1 {
			return nil, nil
		}
	}
	for n := range heads {
		heads[n], _, _ = strings.Cut(heads[n], "\\")
		heads[n] = strings.TrimSpace(heads[n])
		parts = append(parts, make([]string, len(texts)))
	}
	for i, text := range texts {
		for n, part := range strings.Split(text, ",") {
			parts[n][i] = strings.TrimSpace(part)
		}
	}
	return parts, heads
}
