package intake

import (
	"migraform/forms/intake/label"
)

// measure finds what all figures of a block depend on: the fineness of its
// most detailed period, and which axes tell counts from derived figures.
func (b *Block) measure() {
	b.mixed = make([]bool, len(b.Axes))
	for i, axis := range b.Axes {
		b.mixed[i] = axis.Concept == label.Item && axis.Varied && b.saysMore(i)
	}
	b.bySex = b.variedSex()
	b.bothSexes = b.onlyBothSexes()
	b.finest = 0
	for i, axis := range b.Axes {
		if axis.Concept != label.Time {
			continue
		}
		for _, l := range b.at[i] {
			if l != nil && l.Meaning.Concept == label.Time {
				b.finest = max(b.finest, label.Fineness(l.Meaning.Code))
			}
		}
	}
}

// describe says what a figure stands under, from its row's and its column's
// labels and what holds for the whole table.
func (b *Block) describe(f *Figure, row, column int) {
	f.block = b
	f.Confidence = 0.99
	whole, part, derived := false, false, f.percent || b.Said.Derived
	areas := 0
	var times [6]string
	timed := 0
	saidSex, saidAge, saidTime := "", "", ""
	trust := func(m label.Meaning) { f.Confidence = min(f.Confidence, m.Confidence) }
	wordy := false
	derivedLabel := false
	unsaid, wholeRow := false, false // a breakdown has no label here; the row is a total
	var unlabelled []label.Concept
	for i, axis := range b.Axes {
		if axis.key {
			continue
		}
		var l *Label
		if axis.Down {
			l = b.at[i][row]
		} else {
			l = b.at[i][column]
		}
		if l == nil {
			if axis.Concept == label.Area && axis.Down && areas < 2 {
				l = b.unnamed(i, row)
			}
			if l == nil {
				if axis.Concept == label.Item && axis.Down && axis.Varied && !axis.Remark {
					unsaid = true
				} else if axis.Varied {
					unlabelled = append(unlabelled, axis.Concept)
				}
				continue
			}
		}
		m := l.Meaning
		if axis.Concept != label.Item && l.Said.Derived {
			derivedLabel = true
		}
		if m.Code == "" && axis.Concept != label.Item && axis.Concept != label.Area && !l.Decided {
			f.open = l
			one(&saidSex, l.Said.Sex)
			one(&saidTime, l.Said.Time)
		}
		if axis.Varied {
			whole = whole || m.Whole
			part = part || m.Part
			wholeRow = wholeRow || m.Whole && axis.Down
		}
		switch axis.Concept {
		case label.Area:
			if m.Concept == label.Item {
				f.items = append(f.items, item{axis, l})
				break
			}
			if m.Code == "" {
				if k := b.keyed(i, row); k != nil && axis.Down && k.Meaning.Code != "" {
					l = &Label{Text: l.Text, Meaning: k.Meaning}
					m = l.Meaning
				}
			}
			if areas < 2 {
				f.areas[areas], f.areaAxes[areas] = l, axis
				areas++
			} else {
				f.items = append(f.items, item{axis, l})
			}
			trust(m)
		case label.Sex:
			if f.Sex == "" || m.Code != "_T" && f.Sex == "_T" {
				f.Sex = m.Code
			}
			trust(m)
		case label.Age:
			if f.Age == "" || m.Code != "_T" && f.Age == "_T" {
				f.Age = m.Code
			}
			trust(m)
		case label.Time:
			if timed < len(times) && m.Concept == label.Time && m.Code != "_T" {
				times[timed] = m.Code
				timed++
			}
			trust(m)
		default:
			f.items = append(f.items, item{axis, l})
			derived = derived || l.Said.Derived
			if axis.Varied {
				wordy = wordy || b.mixed[i]
			}
			one(&saidSex, l.Said.Sex)
			one(&saidAge, l.Said.Age)
			one(&saidTime, l.Said.Time)
		}
	}
	forget(&saidSex, &saidAge, &saidTime)
	f.Sex, f.Age = firstOf(f.Sex, saidSex), firstOf(f.Age, saidAge)
	for _, concept := range unlabelled {
		whole = f.unlabelled(concept, areas, timed) || whole
	}
	if unsaid && !wholeRow {
		f.blank = label.Item
	}
	f.Sex, f.Age = firstOf(f.Sex, b.Said.Sex), firstOf(f.Age, b.Said.Age)
	if f.Sex == "" && b.bothSexes {
		f.Sex = "_T"
	}
	if saidSex == "_T" && f.Sex == "_T" {
		whole = whole || b.bySex
	}
	if time, ok := label.Compose(times[:timed]...); ok {
		f.Time = firstOf(time, saidTime, b.Said.Time)
		f.Time = label.OfYear(f.Time, firstOf(saidTime, b.Said.Time, b.Said.Year))
		if f.Time != "" && f.Time[0] > '9' {
			f.Time, f.Confidence = "", min(f.Confidence, 0.5) // a month, and it is not known of which year
		}
	} else {
		f.Confidence = min(f.Confidence, 0.4)
	}
	if fine := label.Fineness(f.Time); fine > 0 && fine < b.finest && fine >= 2 {
		part = true
	}
	b.putAreas(f, areas)
	if f.open != nil || f.blank != "" {
		f.Confidence = min(f.Confidence, 0.5)
	}
	switch {
	case f.mark != "":
		f.Kind = MissingOne
	case derivedLabel, derived && !(wordy && !b.derivedHere(f)):
		f.Kind = Derived
	case whole:
		f.Kind = Total
	case part:
		f.Kind = Subtotal
	default:
		f.Kind = Data
	}
}

// unlabelled deals with a figure that has no label on an axis that others have
// labels on: it is the total where another label of it says so, and else it
// is not known what it is. It reports whether it is the total.
func (f *Figure) unlabelled(concept label.Concept, areas, timed int) bool {
	var field *string
	switch concept {
	case label.Sex:
		field = &f.Sex
	case label.Age:
		field = &f.Age
	case label.Area:
		if areas == 0 {
			f.blank = concept
		}
		return false
	case label.Time:
		if timed == 0 {
			f.blank = concept
		}
		return false
	default:
		return false
	}
	if *field != "" {
		return false
	}
	for _, item := range f.items {
		if item.label.Meaning.Whole {
			*field = "_T"
			return true
		}
	}
	f.blank = concept
	return false
}

// keyed returns the code that stands beside a name.
func (b *Block) keyed(axis, row int) *Label {
	for i, other := range b.Axes {
		if other.key && other.of == axis && row < len(b.at[i]) {
			if l := b.at[i][row]; l != nil && l.Meaning.Code != "" {
				return l
			}
		}
	}
	return nil
}

// unnamed returns the code that stands where the name lacks, whether it is
// known or not.
func (b *Block) unnamed(axis, row int) *Label {
	for i, other := range b.Axes {
		if other.key && other.of == axis && row < len(b.at[i]) {
			if l := b.at[i][row]; l != nil {
				if l.Meaning.Code == "" {
					if b.Axes[axis].coded {
						return &Label{Text: l.Text, Meaning: label.Meaning{Concept: label.Area, Confidence: likelyGroup, Part: true}}
					}
					return &Label{Text: l.Text, Meaning: label.Meaning{Concept: label.Area, Confidence: 0.5}}
				}
				return l
			}
		}
	}
	return nil
}

// saysMore reports whether the labels of an axis of words differ in whether
// they name derived figures: counts and percentages side by side.
func (b *Block) saysMore(axis int) bool {
	yes, no := false, false
	for _, l := range b.at[axis] {
		if l != nil {
			yes = yes || l.Said.Derived
			no = no || !l.Said.Derived
		}
	}
	return yes && no
}

// derivedHere reports whether the figure itself, not only the table, is a
// share or a rate.
func (b *Block) derivedHere(f *Figure) bool {
	if f.percent {
		return true
	}
	for _, item := range f.items {
		if item.label.Said.Derived {
			return true
		}
	}
	return false
}

// onlyBothSexes reports whether wordy labels say "both sexes" and none says
// another sex: then the labels that say nothing mean both too.
func (b *Block) onlyBothSexes() bool {
	both := false
	for i, axis := range b.Axes {
		if axis.Concept == label.Sex {
			return false
		}
		for _, l := range b.at[i] {
			if l == nil || axis.Concept != label.Item || l.Said.Sex == "" {
				continue
			}
			if l.Said.Sex != "_T" {
				return false
			}
			both = true
		}
	}
	return both
}

// variedSex reports whether wordy labels break the table down by sex.
func (b *Block) variedSex() bool {
	first := ""
	for i, axis := range b.Axes {
		if axis.Concept != label.Item || !axis.Varied {
			continue
		}
		for _, l := range b.at[i] {
			if l == nil || l.Said.Sex == "" {
				continue
			}
			if first == "" {
				first = l.Said.Sex
			} else if first != l.Said.Sex {
				return true
			}
		}
	}
	return false
}

// putAreas writes the areas as tables are compared by them: with two, the
// place that reports or receives first.
func (b *Block) putAreas(f *Figure, areas int) {
	said := func(l *Label) string {
		if l.Decided {
			return l.Meaning.Code
		}
		return label.InBrackets(l.Meaning.Code, l.Text)
	}
	switch areas {
	case 1:
		f.Area = said(f.areas[0])
	case 2:
		if b.Unsure {
			f.Confidence = min(f.Confidence, 0.3)
			return
		}
		if f.areaAxes[0].Role == "origin" {
			f.areas[0], f.areas[1] = f.areas[1], f.areas[0]
			f.areaAxes[0], f.areaAxes[1] = f.areaAxes[1], f.areaAxes[0]
		}
		f.Area, f.Counterpart = said(f.areas[0]), said(f.areas[1])
	}
}

// other collects what has no field of its own.
func (b *Block) other(f *Figure) map[string]string {
	other := map[string]string{}
	for _, item := range f.items {
		name := "measure"
		if item.axis.Down {
			if name = label.Fold(item.axis.Head); name == "" {
				name = "label"
			}
		}
		text := item.label.Text
		if item.label.Meaning.Code == "_T" {
			text = "_T"
		}
		if before, taken := other[name]; taken {
			text = before + " / " + text
		}
		other[name] = text
	}
	put := func(name, value string) {
		if value != "" {
			other[name] = value
		}
	}
	put("direction", b.Said.Direction)
	put("criterion", b.Said.Criterion)
	put("unit", b.Said.Unit)
	put("mark", f.mark)
	put("flag", f.flags)
	if len(other) == 0 {
		return nil
	}
	return other
}

func firstOf(texts ...string) string {
	for _, text := range texts {
		if text != "" {
			return text
		}
	}
	return ""
}
