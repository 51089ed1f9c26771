package intake

import (
	"strconv"
	"strings"

	"migraform/forms/intake/label"
)

const (
	votersOnAxis = 500  // labels looked at to find out what an axis is
	mostGuesses  = 60   // misspelt names looked up on an axis: each is slow
	mostUnknown  = 5000 // labels that nobody knows; further ones are not looked at
)

// interpret finds what the labels of one axis are together, and each by
// itself. The head may say it ("Age"); else most of the labels decide.
func (s *SheetReading) interpret(texts []string, head string) (label.Concept, map[string]*Label) {
	return s.interpretAs(texts, head, "")
}

// interpretAs is interpret where a person may have said what the axis is.
func (s *SheetReading) interpretAs(texts []string, head, decided string) (label.Concept, map[string]*Label) {
	labels := map[string]*Label{}
	var order []string
	for _, text := range texts {
		if _, ok := labels[text]; !ok && text != "" {
			labels[text] = &Label{Text: text}
			order = append(order, text)
		}
	}
	concept := label.Concept(decided)
	lead := commonLead(order)
	bare := func(text string) string { return text[len(lead):] }
	if decided == "" {
		stripped := make([]string, len(order))
		for i, text := range order {
			stripped[i] = bare(text)
		}
		if concept = conceptOf(stripped, firstOf(head, lead)); concept == label.Item && lead != "" {
			concept = conceptOf(stripped, strings.TrimSuffix(lead, ": "))
		}
	}
	guesses, unknown := 0, 0
	for _, text := range order {
		l := labels[text]
		if code, ok := s.decisions.code(text); ok {
			l.Decided = true
			l.Meaning = label.Meaning{Concept: concept, Code: code, Confidence: 1, Whole: code == "_T"}
			continue
		}
		if unknown > mostUnknown {
			l.Meaning = label.Meaning{Concept: concept, Confidence: 0.5}
			continue
		}
		if m, ok := meaningAs(concept, bare(text)); ok {
			l.Meaning = m
			continue
		}
		if concept != label.Item {
			if m, ok := otherwise(concept, bare(text)); ok {
				l.Meaning = m
				continue
			}
		}
		switch {
		case isWhole(bare(text)):
			l.Meaning = label.Meaning{Concept: concept, Code: "_T", Confidence: 0.95, Whole: true}
		case label.IsUnknown(bare(text)):
			l.Meaning = label.Meaning{Concept: concept, Code: "_U", Confidence: 0.9}
		case concept == label.Area:
			if s.country != "" && label.IsOwn(bare(text)) {
				l.Meaning = label.Meaning{Concept: concept, Code: s.country, Confidence: 0.85}
				continue
			}
			unknown++
			if l.Said = saidByLabel(text); l.Said.Derived {
				l.Meaning = label.Meaning{Concept: label.Item, Confidence: 0.8} // "% change" beside the countries
				continue
			}
			l.Meaning = label.Meaning{Concept: concept, Confidence: 0.8, Part: label.GroupOfAreas(bare(text))}
			if !l.Meaning.Part && !label.LeftOver(text) && guesses < mostGuesses {
				guesses++
				if m, ok := label.AreaLike(bare(text)); ok {
					l.Meaning = m
				}
			}
		default:
			unknown++
			l.Meaning = label.Meaning{Concept: concept, Confidence: 0.8, Whole: beginsWithTotal(bare(text))}
			l.Said = saidByLabel(text)
		}
	}
	switch concept {
	case label.Time:
		tellMonths(labels)
	case label.Area:
		tellForeigners(labels)
	case label.Sex:
		tellLetters(labels)
	}
	if concept == label.Sex || concept == label.Age || concept == label.Time {
		for text, l := range labels {
			said := saidByLabel(text)
			l.Said.Derived = said.Derived // "% women" is no count of them
			if l.Meaning.Code == "" && concept == label.Time && said.Time != "" && !l.Decided {
				l.Meaning.Code, l.Meaning.Confidence = said.Time, 0.75
				l.Said = said
			}
		}
	}
	return concept, labels
}

// saidByLabel is what a single label says, of which a change is one of the
// figures' and not of the subject.
func saidByLabel(text string) label.Said {
	said := label.SaidBy(text)
	said.Derived = said.Change
	return said
}

// tellLetters reads M as women where H stands beside it, as in Spain and
// Portugal: hombres and mujeres.
func tellLetters(labels map[string]*Label) {
	var h, m *Label
	for text, l := range labels {
		switch label.Fold(text) {
		case "h":
			h = l
		case "m":
			m = l
		}
	}
	if h != nil && m != nil && !m.Decided {
		m.Meaning.Code = "F"
	}
}

// tellForeigners reads "Total foreigners" as everything on an axis that has no
// greater total, and as a part of it otherwise.
func tellForeigners(labels map[string]*Label) {
	greater := false
	var foreigners []*Label
	for text, l := range labels {
		if known := l.Meaning.Code != "" && !l.Meaning.Whole; known || len(text) > 40 {
			continue
		}
		if foreign, _ := label.IsForeign(text); foreign {
			foreigners = append(foreigners, l)
		} else if l.Meaning.Whole {
			greater = true
		}
	}
	for _, l := range foreigners {
		_, total := label.IsForeign(l.Text)
		switch {
		case l.Decided:
		case total && !greater:
			l.Meaning = label.Meaning{Concept: label.Area, Code: "_T", Confidence: 0.85, Whole: true}
		default:
			l.Meaning = label.Meaning{Concept: label.Area, Confidence: 0.8, Part: true}
		}
	}
}

// commonLead is what all labels of an axis begin with and that says what they
// are: "Sex: " of "Sex: Men" and "Sex: Women".
func commonLead(order []string) (lead string) {
	for i, text := range order {
		at := strings.LastIndex(text, ": ")
		if at < 0 || at > 60 {
			return ""
		}
		if i == 0 {
			lead = text[:at+2]
		} else if !strings.HasPrefix(text, lead) {
			return ""
		}
	}
	if len(order) < 2 {
		return ""
	}
	return lead
}

// tellMonths reads "2006-07" as July where it stands among months, and not as
// the years 2006 and 2007.
func tellMonths(labels map[string]*Label) {
	months := 0
	for _, l := range labels {
		if len(l.Text) == 7 && label.Fineness(l.Meaning.Code) == 4 && l.Meaning.Confidence > 0.9 {
			months++
		}
	}
	if months < 3 {
		return
	}
	for _, l := range labels {
		if m, ok := label.MonthOf(l.Text); ok && !l.Decided {
			l.Meaning = m
		}
	}
}

// isWhole reports whether a label means everything on its axis, be it said in
// two languages.
func isWhole(text string) bool {
	if label.IsWhole(text) {
		return true
	}
	for _, between := range []string{" - ", " – ", ": "} {
		// "Citizenship - Total" names its axis first.
		if head, rest, ok := strings.Cut(text, between); ok && label.IsWhole(rest) {
			// "Arrivals - total" is all of them.
			if concept, _ := label.HeadOf(head); concept != "" || label.SaidBy(head).Direction != "" {
				return true
			}
		}
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
	if label.NamesMeasure(head) || label.NamesDuration(head) {
		return label.Item
	}
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
				if m.ByCode && hint != label.Area && (len(text) < 3 || len(order) == 1) {
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
		groups := 0
		for _, text := range order[:min(len(order), votersOnAxis)] {
			if _, ok := meaningAs(label.Area, text); !ok && label.GroupOfAreas(text) && !label.IsWhole(text) {
				groups++
			}
		}
		if votes[label.Area] >= 2 || votes[label.Area] == 1 && groups > 0 {
			hint = label.Area
			votes[label.Area] += groups
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
	if best == label.Item && head != byCountry && label.NamesCountries(head) {
		return label.Area
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
