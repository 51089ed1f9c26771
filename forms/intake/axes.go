package intake

import (
	"slices"
	"strconv"
	"strings"

	"migraform/forms/intake/label"
)

const (
	votersOnAxis = 500 // labels looked at to find out what an axis is
	mostGuesses  = 60  // misspelt names looked up on an axis: each is slow
)

// interpret finds what the labels of one axis are together, and each by
// itself. The head may say it ("Age"); else most of the labels decide.
func interpret(texts []string, head string, decided *Decisions) (label.Concept, map[string]*Label) {
	labels := map[string]*Label{}
	var order []string
	for _, text := range texts {
		if _, ok := labels[text]; !ok && text != "" {
			labels[text] = &Label{Text: text}
			order = append(order, text)
		}
	}
	concept := conceptOf(order, head)
	guesses := 0
	for _, text := range order {
		l := labels[text]
		if code, ok := decided.code(text); ok {
			l.Decided = true
			l.Meaning = label.Meaning{Concept: concept, Code: code, Confidence: 1, Whole: code == "_T"}
			continue
		}
		if m, ok := meaningAs(concept, text); ok {
			l.Meaning = m
			continue
		}
		if concept != label.Item {
			if m, ok := otherwise(concept, text); ok {
				l.Meaning = m
				continue
			}
		}
		switch {
		case isWhole(text):
			l.Meaning = label.Meaning{Concept: concept, Code: "_T", Confidence: 0.95, Whole: true}
		case label.IsUnknown(text):
			l.Meaning = label.Meaning{Concept: concept, Code: "_U", Confidence: 0.9}
		case concept == label.Area:
			l.Meaning = label.Meaning{Concept: concept, Confidence: 0.8, Part: label.GroupOfAreas(text)}
			if !l.Meaning.Part && guesses < mostGuesses {
				guesses++
				if m, ok := label.AreaLike(text); ok {
					l.Meaning = m
				}
			}
		default:
			l.Meaning = label.Meaning{Concept: concept, Confidence: 0.8, Whole: beginsWithTotal(text)}
			l.Said = label.SaidBy(text)
		}
	}
	return concept, labels
}

// isWhole reports whether a label means everything on its axis, be it said in
// two languages.
func isWhole(text string) bool {
	if label.IsWhole(text) {
		return true
	}
	_, ok := label.Doubled(text, func(part string) (label.Meaning, bool) {
		return label.Meaning{Code: "_T"}, label.IsWhole(part)
	})
	return ok
}

func beginsWithTotal(text string) bool {
	first, _, _ := strings.Cut(label.Fold(text), " ")
	return first == "total" || first == "all"
}

// conceptOf lets the labels of an axis vote.
func conceptOf(order []string, head string) label.Concept {
	hint, _ := label.HeadOf(head)
	votes := map[label.Concept]int{}
	voters, short := 0, 0
	for _, text := range order {
		if voters == votersOnAxis {
			break
		}
		if isWhole(text) || label.IsUnknown(text) {
			continue
		}
		voters++
		if len(text) <= 4 {
			short++
		}
		for _, concept := range []label.Concept{label.Time, label.Sex, label.Age, label.Area} {
			if m, ok := meaningAs(concept, text); ok && (concept != label.Age || hint == label.Age || m.Confidence > 0.8) {
				if m.ByCode && len(text) < 3 && hint != label.Area {
					continue // "NO" is Norway only among other codes
				}
				votes[concept]++
			}
		}
	}
	if voters == 0 {
		if hint != "" {
			return hint
		}
		return label.Item
	}
	if head == byCountry {
		hint = ""
		if votes[label.Area] >= 2 {
			hint = label.Area
			for _, text := range order[:min(len(order), votersOnAxis)] {
				if _, ok := meaningAs(label.Area, text); !ok && label.GroupOfAreas(text) && !label.IsWhole(text) {
					votes[label.Area]++
				}
			}
		}
	}
	best, score := label.Item, 0.49
	for _, concept := range []label.Concept{label.Time, label.Sex, label.Age, label.Area} {
		share := float64(votes[concept]) / float64(voters)
		if votes[concept] > 0 && concept == hint {
			share += 0.25
		}
		if share > score {
			best, score = concept, share
		}
	}
	if best == label.Item && hint != label.Area && short == voters {
		codes := 0
		for _, text := range order {
			if m, ok := label.AreaOfCode(text); ok && m.ByCode {
				codes++
			}
		}
		if voters >= 3 && codes*10 >= voters*8 {
			return label.Area
		}
	}
	return best
}

// meaningAs reads a label as one of a concept, in one language or two.
func meaningAs(concept label.Concept, text string) (label.Meaning, bool) {
	if m, ok := meaningOnce(concept, text); ok {
		return m, true
	}
	if concept == label.Sex || concept == label.Age {
		return label.Doubled(text, func(part string) (label.Meaning, bool) {
			if m, ok := meaningOnce(concept, part); ok {
				return m, true
			}
			if label.IsWhole(part) {
				return label.Meaning{Concept: concept, Code: "_T", Confidence: 0.9, Whole: true}, true
			}
			return label.Meaning{}, false
		})
	}
	return label.Meaning{}, false
}

func meaningOnce(concept label.Concept, text string) (label.Meaning, bool) {
	switch concept {
	case label.Time:
		return label.TimeOf(text)
	case label.Sex:
		return label.SexOf(text)
	case label.Age:
		if m, ok := label.AgeOf(text); ok {
			return m, true
		}
		if n, err := strconv.Atoi(strings.TrimSpace(text)); err == nil && n >= 0 && n <= 120 {
			return label.Meaning{Concept: label.Age, Code: "Y" + strconv.Itoa(n), Confidence: 0.75}, true
		}
	case label.Area:
		if m, ok := label.AreaOf(text); ok {
			return m, true
		}
		return label.AreaOfCode(text)
	}
	return label.Meaning{}, false
}

// otherwise reads a label that stands among those of another concept: the
// line "Males" over the countries of men.
func otherwise(among label.Concept, text string) (label.Meaning, bool) {
	for _, concept := range []label.Concept{label.Sex, label.Time, label.Age} {
		if concept == among {
			continue
		}
		if m, ok := meaningAs(concept, text); ok && m.Confidence >= 0.9 {
			return m, true
		}
	}
	return label.Meaning{}, false
}

// readAxes finds the axes of a block and the label of each row and column.
func (s *SheetReading) readAxes(b *Block, decided *Decisions) {
	s.readHeads(b, decided)
	s.readStubs(b, decided)
	b.joinKeys()
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
		}
		if axis.Concept == label.Item && !parts {
			// "Total men" beside "Total women": neither is everything.
			for _, l := range b.at[i] {
				if l != nil {
					l.Meaning.Whole = l.Meaning.Code == "_T"
				}
			}
		}
	}
}

func (b *Block) addAxis(axis *Axis, at []*Label) {
	b.Axes = append(b.Axes, axis)
	b.at = append(b.at, at)
}

func (s *SheetReading) readHeads(b *Block, decided *Decisions) {
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
		if s.identifies(b, at, texts) {
			continue
		}
		concept, labels := interpret(texts, title, decided)
		if len(labels) == 1 && concept == label.Item && len(b.Columns) > 1 && !slices.Contains(texts, "") && title != byCountry {
			title = texts[0]
		}
		axis := &Axis{Concept: concept, Head: strings.TrimPrefix(title, byCountry), Line: at}
		labelled := spread(texts, labels)
		if n := len(b.Axes) - 1; concept == label.Area && n >= 0 && b.nested(labelled) {
			continue
		}
		b.addAxis(axis, labelled)
	}
}

// byCountry is the head of an axis that titles announce as one of countries.
const byCountry = "\x00country"

// nested takes a row of areas below another one: groups of countries stand
// over their members, and the lower label is the one that counts.
func (b *Block) nested(below []*Label) bool {
	for i, axis := range b.Axes {
		if axis.Concept != label.Area || axis.Down {
			continue
		}
		for column, l := range below {
			if l != nil {
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
	seen, digits := map[string]bool{}, 0
	for _, text := range texts {
		if len(text) < 3 || len(text) > 8 || seen[text] || strings.ToUpper(text) != text || strings.ContainsAny(text, " -/") {
			return false
		}
		if _, ok := label.TimeOf(text); ok || text[0] >= '0' && text[0] <= '9' || label.IsWhole(text) {
			return false
		}
		seen[text] = true
		if strings.ContainsAny(text, "0123456789") {
			digits++
		}
	}
	return len(texts) >= 4 && (digits*2 > len(texts) || named > 0)
}

func spread(texts []string, labels map[string]*Label) []*Label {
	at := make([]*Label, len(texts))
	for i, text := range texts {
		at[i] = labels[text]
	}
	return at
}

func (s *SheetReading) readStubs(b *Block, decided *Decisions) {
	sheet := s.grid.sheet
	heads := make([]string, len(b.Stubs))
	reads := make([]bool, len(b.Stubs)) // stubs that are labels, not keys
	for k, col := range b.Stubs {
		heads[k] = s.stubHead(b, col)
		_, key := label.HeadOf(heads[k])
		reads[k] = !key || s.readsAsLabels(b, col)
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
	for k, col := range b.Stubs {
		if parts, partHeads := uncompound(texts[k], heads[k]); parts != nil {
			for n := range parts {
				concept, labels := interpret(parts[n], partHeads[n], decided)
				b.addAxis(&Axis{Concept: concept, Head: partHeads[n], Down: true, Line: col}, spread(parts[n], labels))
			}
			continue
		}
		concept, labels := interpret(texts[k], heads[k], decided)
		if !reads[k] && concept != label.Area {
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
		grouping[k] = blank*4 >= len(b.Rows)
	}
	return grouping
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
	for i, l := range at {
		if groups[i] != seen {
			seen = groups[i]
			if _, own := meaningAs(axis.Concept, seen); !own && seen != "" {
				if m, ok := otherwise(axis.Concept, seen); ok {
					holds[m.Concept] = &Label{Text: seen, Meaning: m}
				}
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
	for _, concept := range []label.Concept{label.Sex, label.Time, label.Age} {
		if lifted[concept] != nil {
			b.addAxis(&Axis{Concept: concept, Head: axis.Head, Down: true, Line: axis.Line}, lifted[concept])
		}
	}
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

// joinKeys finds the columns of codes that say again what a column of names
// says, and drops codes that say nothing.
func (b *Block) joinKeys() {
	drop := map[int]bool{}
	for i, axis := range b.Axes {
		if axis.Concept != label.Area || !axis.Down {
			continue
		}
		for j, other := range b.Axes {
			if i == j || other.Concept != label.Area || !other.Down || other.key && other.of == i || axis.key && axis.of == j {
				continue
			}
			if !axis.key && (i < j && !b.byCode(i) || b.byCode(j)) {
				continue // the names come first
			}
			if b.agree(i, j) {
				axis.key, axis.of = true, j
				break
			}
		}
	}
	for i, axis := range b.Axes {
		if axis.key && axis.of == 0 && (i == 0 || b.Axes[0].Concept != label.Area || !b.agree(i, 0)) {
			if b.hasNames(i) || !b.byCode(i) {
				drop[i] = true
			} else {
				axis.key = false
			}
		}
	}
	if len(drop) == 0 {
		return
	}
	kept, at, moved := []*Axis{}, [][]*Label{}, map[int]int{}
	for i, axis := range b.Axes {
		if !drop[i] {
			moved[i] = len(kept)
			kept, at = append(kept, axis), append(at, b.at[i])
		}
	}
	for _, axis := range kept {
		if axis.key {
			axis.of = moved[axis.of]
		}
	}
	b.Axes, b.at = kept, at
}

func (b *Block) hasNames(than int) bool {
	for i, axis := range b.Axes {
		if i != than && axis.Concept == label.Area && axis.Down && !axis.key {
			return true
		}
	}
	return false
}

func (b *Block) byCode(i int) bool {
	codes, all := 0, 0
	for _, l := range b.at[i] {
		if l != nil && l.Meaning.Code != "" {
			all++
			if l.Meaning.ByCode {
				codes++
			}
		}
	}
	return codes*2 > all
}

// agree reports whether two columns of areas name the same ones.
func (b *Block) agree(i, j int) bool {
	same, both := 0, 0
	for row, l := range b.at[i] {
		m := b.at[j][row]
		if l == nil || m == nil || l.Meaning.Code == "" || m.Meaning.Code == "" {
			continue
		}
		both++
		if l.Meaning.Code == m.Meaning.Code {
			same++
		}
	}
	return both > 0 && same*10 >= both*7
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

// tellParts tells regions that are sub-totals from regions that are the finest
// that the axis has, by whether it lists anything inside them. Where codes
// stand beside the names and a label is known by neither, it is left open
// what it is.
func (b *Block) tellParts(axis int) {
	listed := map[string]bool{}
	for _, l := range b.at[axis] {
		if l != nil {
			for _, around := range label.Around(l.Meaning.Code) {
				listed[around] = true
			}
		}
	}
	coded := false
	for _, other := range b.Axes {
		coded = coded || other.key && b.Axes[other.of] == b.Axes[axis]
	}
	for _, l := range b.at[axis] {
		switch {
		case l == nil || l.Decided:
		case l.Meaning.Code != "" && l.Meaning.Part:
			l.Meaning.Part = listed[l.Meaning.Code]
		case l.Meaning.Code == "" && !l.Meaning.Part && coded:
			l.Meaning.Confidence = min(l.Meaning.Confidence, 0.6)
		}
	}
}
