package intake

import (
	"migraform/forms/intake/label"
)

// joinKeys finds the columns of codes that say again what a column of names
// says, and drops codes that say nothing.
func (b *Block) joinKeys() {
	main := make([]int, len(b.Axes)) // by axis, the one that it repeats, or -1
	for i := range b.Axes {
		main[i] = -1
		for j := range b.Axes {
			if main[i] < 0 && j != i && (j > i || main[j] < 0) && b.repeats(i, j) {
				main[i] = j
			}
		}
	}
	moved := make([]int, len(b.Axes))
	var kept []*Axis
	var at [][]*Label
	var mains []int
	for i, axis := range b.Axes {
		if axis.key && main[i] < 0 {
			if b.hasNames(i) || !b.byCode(i) {
				continue
			}
		}
		axis.key = main[i] >= 0
		moved[i] = len(kept)
		kept, at, mains = append(kept, axis), append(at, b.at[i]), append(mains, main[i])
	}
	for i, axis := range kept {
		if axis.key {
			axis.of = moved[mains[i]]
		}
	}
	b.Axes, b.at = kept, at
}

// repeats reports whether one column of areas says again what another says:
// names come before codes, and the left before the right.
func (b *Block) repeats(i, j int) bool {
	one, other := b.Axes[i], b.Axes[j]
	if one.Concept != label.Area || other.Concept != label.Area || !one.Down || !other.Down {
		return false
	}
	if codes, otherCodes := b.byCode(i), b.byCode(j); codes != otherCodes {
		return codes && b.agree(i, j)
	}
	mine, theirs := b.labelled(i), b.labelled(j)
	return !other.key && (theirs > mine || theirs == mine && j < i) && b.agree(i, j)
}

// labelled counts the rows that have a label on an axis.
func (b *Block) labelled(axis int) int {
	n := 0
	for _, l := range b.at[axis] {
		if l != nil {
			n++
		}
	}
	return n
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

// likelyGroup is the confidence that a line is a group of countries because
// its code is none of a country among codes of countries.
const likelyGroup = 0.72

// severalGroups is how many labels without a code of a country there have to
// be among countries with codes to be taken for groups; one or two may as well
// be places that no list knows.
const severalGroups = 3

// unknown counts the labels of an axis that nobody knows.
func (b *Block) unknown(axis int) int {
	seen := map[string]bool{}
	for _, l := range b.at[axis] {
		if l != nil && l.Meaning.Code == "" {
			seen[l.Text] = true
		}
	}
	return len(seen)
}

func (b *Block) mostlyKnown(axis int) bool {
	known, all := 0, 0
	for _, l := range b.at[axis] {
		if l != nil {
			all++
			if l.Meaning.Code != "" {
				known++
			}
		}
	}
	return known*10 >= all*8
}

// fewCountries is the number of countries below which an axis is one of groups.
const fewCountries = 2

// countries counts those that an axis names.
func (b *Block) countries(axis int) int {
	seen := map[string]bool{}
	for _, l := range b.at[axis] {
		if l != nil && len(l.Meaning.Code) == 3 && !label.IsGroup(l.Meaning.Code) {
			seen[l.Meaning.Code] = true
		}
	}
	return len(seen)
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
	if b.countries(axis) < fewCountries {
		// Groups among so few countries are the finest that there is.
		for row, l := range b.at[axis] {
			if l != nil && l.Meaning.Part && l.Meaning.Code == "" && !l.Decided {
				leaf := *l
				leaf.Meaning.Part = false
				b.at[axis][row] = &leaf
			}
		}
	}
	coded := false
	for i, other := range b.Axes {
		if other.key && other.of == axis {
			coded = true
			b.Axes[axis].coded = b.mostlyKnown(i)
		}
	}
	for row, l := range b.at[axis] {
		switch {
		case l == nil || l.Decided:
		case coded && b.Axes[axis].Down && l.Meaning.Code == "" && b.keyed(axis, row) != nil: // known by what stands beside it
		case l.Meaning.Code != "" && l.Meaning.Part:
			l.Meaning.Part = listed[l.Meaning.Code]
		case l.Meaning.Code == "" && !l.Meaning.Part && coded:
			if l.Meaning.Confidence = min(l.Meaning.Confidence, 0.6); b.Axes[axis].coded && b.unknown(axis) >= severalGroups {
				l.Meaning.Part, l.Meaning.Confidence = true, likelyGroup
			}
		}
	}
}

// tellRemarks finds columns of words that break nothing down, because the
// rows can be told apart without them: the kind of source of each country.
func (b *Block) tellRemarks() {
	for i, axis := range b.Axes {
		if axis.Concept != label.Item || !axis.Down || !axis.Varied || axis.region {
			continue
		}
		seen := make(map[string]bool, len(b.Rows))
		again := 0 // a name that stands twice makes no breakdown yet
		axis.Remark = true
		var key []byte
		for row := range b.Rows {
			key = key[:0]
			for j, other := range b.Axes {
				if j != i && other.Down && !other.Remark && !other.key {
					if l := b.at[j][row]; l != nil {
						key = append(key, l.Text...)
					}
					key = append(key, 0)
				}
			}
			if seen[string(key)] {
				if again++; again*20 > len(b.Rows) {
					axis.Remark = false
					break
				}
			}
			seen[string(key)] = true
		}
	}
}
