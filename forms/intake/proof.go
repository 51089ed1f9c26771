package intake

import (
	"slices"

	"migraform/forms"
	"migraform/forms/intake/label"
)

// Proof tells how far the totals that a table prints are the sums of what was
// read as their parts. It is evidence for the reading: a total that was taken
// for a country, or a region for a leaf, breaks it.
type Proof struct {
	Totals, Agree int
	// Doubts are labels whose other reading would explain a difference.
	Doubts []Doubt
}

// Doubt is one label that explains, by itself, why totals differ.
type Doubt struct {
	Text string
	// Twice says that the line seems to be contained in the others; else it
	// seems to be a part that was left out.
	Twice bool
	sure  bool // it explains several differences at once
}

const (
	mostProved     = 60_000 // cells looked at for each axis of a table
	mostProvedSide = 48     // lines looked at across the axis
	mostDoubts     = 3
)

// prove compares the totals of each axis with their parts.
func (b *Block) prove() {
	if b.Said.Derived {
		return
	}
	for i, axis := range b.Axes {
		if axis.key || axis.Remark || !axis.Varied || axis.Concept == label.Time {
			continue
		}
		totals, agree, doubts := b.proveAxis(i)
		if axis.Concept == label.Item && agree == 0 {
			continue // "Total" among other things than its parts
		}
		axis.proved = totals > 0 && agree == totals
		b.Proof.Totals += totals
		b.Proof.Agree += agree
		for _, d := range doubts {
			if len(b.Proof.Doubts) < mostDoubts {
				b.Proof.Doubts = append(b.Proof.Doubts, d)
			}
		}
		b.learnFromProof(i, doubts)
	}
}

// learnFromProof settles what stood in doubt by arithmetic: where all totals
// agree, what was counted as a leaf is one.
func (b *Block) learnFromProof(axis int, doubts []Doubt) {
	for _, l := range b.at[axis] {
		if l == nil || l.Decided {
			continue
		}
		if b.Axes[axis].proved && l.Meaning.Code == "" && !l.Meaning.Part && !l.Meaning.Whole {
			l.Meaning.Confidence = max(l.Meaning.Confidence, 0.8)
		}
		for _, d := range doubts {
			if l.Text != d.Text || !d.sure {
				continue
			}
			if d.Twice && l.Meaning.Code == "" {
				l.Meaning.Part, l.Meaning.Confidence = true, 0.75
			} else {
				l.Meaning.Confidence = min(l.Meaning.Confidence, 0.75)
			}
		}
	}
}

// group is the lines of a table that differ by their label on one axis only.
type group struct{ lines []int }

// groups parts the lines along an axis by their labels on all others.
func (b *Block) groups(axis int) []group {
	at := map[string]int{}
	var found []group
	var key []byte
	for line := range b.at[axis] {
		if b.at[axis][line] == nil {
			continue
		}
		key = key[:0]
		for j, other := range b.Axes {
			if j == axis || other.Down != b.Axes[axis].Down || other.key || other.Remark {
				continue
			}
			if l := b.at[j][line]; l != nil {
				key = append(key, l.Text...)
			}
			key = append(key, 0)
		}
		g, ok := at[string(key)]
		if !ok {
			g = len(found)
			at[string(key)] = g
			found = append(found, group{})
		}
		found[g].lines = append(found[g].lines, line)
	}
	return found
}

// claim is one printed total with the lines that it should be the sum of.
type claim struct {
	total int
	parts []int
	// left are lines that were not counted, though they might be parts.
	left []int
}

func (b *Block) proveAxis(axis int) (totals, agree int, doubts []Doubt) {
	var sides []int // lines across the axis
	across := len(b.Columns)
	if !b.Axes[axis].Down {
		across = len(b.Rows)
	}
	step := max(1, across/mostProvedSide)
	for side := 0; side < across; side += step {
		if b.Axes[axis].Down && b.derivedColumn(side) {
			continue
		}
		sides = append(sides, side)
	}
	looked := 0
	for _, g := range b.groups(axis) {
		for _, c := range b.claims(axis, g) {
			if looked > mostProved {
				return totals, agree, doubts
			}
			looked += len(c.parts) * len(sides)
			off, differs := make([]forms.Number, 0, len(sides)), false
			tolerance := b.rounding(axis, c, sides)
			var told []int
			for _, side := range sides {
				difference, known := b.difference(axis, c, side)
				if !known {
					continue
				}
				totals++
				if difference.Abs() <= tolerance {
					agree++
				} else {
					differs = true
				}
				told, off = append(told, side), append(off, difference)
			}
			if differs {
				if d, ok := b.explain(axis, c, told, off); ok && !slices.Contains(doubts, d) {
					doubts = append(doubts, d)
				}
			}
		}
	}
	return totals, agree, doubts
}

// claims finds the totals of a group, and the regions with their countries.
func (b *Block) claims(axis int, g group) []claim {
	var all claim
	all.total = -1
	var regions []claim
	ages := map[string]int{}
	for _, line := range g.lines {
		m := b.at[axis][line].Meaning
		switch {
		case m.Whole:
			if all.total >= 0 {
				return nil // two totals: it is not known of what
			}
			all.total = line
		case m.Part:
			all.left = append(all.left, line)
			if m.Code != "" {
				regions = append(regions, claim{total: line})
			}
		case m.Concept == label.Age && m.Code != "":
			ages[m.Code] = line
		default:
			all.parts = append(all.parts, line)
		}
	}
	if b.Axes[axis].Concept == label.Age {
		codes := make([]string, 0, len(ages))
		for code := range ages {
			codes = append(codes, code)
		}
		for _, code := range tileAges(codes, "_T") {
			all.parts = append(all.parts, ages[code])
		}
		if line, ok := ages["_U"]; ok && len(all.parts) > 0 {
			all.parts = append(all.parts, line)
		}
	}
	var found []claim
	if all.total >= 0 && len(all.parts) >= 2 {
		found = append(found, all)
	}
	for _, r := range regions {
		for _, line := range all.parts {
			if slices.Contains(label.Around(b.at[axis][line].Meaning.Code), b.at[axis][r.total].Meaning.Code) {
				r.parts = append(r.parts, line)
			}
		}
		if len(r.parts) >= 2 && len(regions) <= 60 {
			found = append(found, r)
		}
	}
	return found
}

// rounding is how far a total may differ from the sum of its parts because
// all of them are rounded.
func (b *Block) rounding(axis int, c claim, sides []int) forms.Number {
	unit := forms.Number(1000) * forms.One
	for _, side := range sides {
		for k := -1; k < len(c.parts); k++ {
			line := c.total
			if k >= 0 {
				line = c.parts[k]
			}
			if n, state := b.amount(axis, line, side); state == counted && n != 0 {
				unit = min(unit, unitOf(n))
			}
		}
	}
	switch {
	case unit == forms.One:
		return 0
	case unit > forms.One:
		return unit * forms.Number(len(c.parts)+1) / 2
	}
	return unit * forms.Number(len(c.parts)+1)
}

// difference is what the parts are more than the total, on one line across.
func (b *Block) difference(axis int, c claim, side int) (n forms.Number, known bool) {
	total, state := b.amount(axis, c.total, side)
	if state != counted {
		return 0, false
	}
	n = -total
	seen := 0
	for _, line := range c.parts {
		part, state := b.amount(axis, line, side)
		if state == withheld {
			return 0, false
		}
		if state == counted {
			seen++
			n += part
		}
	}
	return n, seen >= 2
}

// unitOf is the largest of the usual units of rounding that a figure is a
// multiple of: five, ten, a hundred, a thousand, or one; less for decimals.
func unitOf(n forms.Number) forms.Number {
	for _, unit := range []forms.Number{1000, 100, 10, 5, 1} {
		if n%(unit*forms.One) == 0 {
			return unit * forms.One
		}
	}
	unit := forms.One
	for n%unit != 0 {
		unit /= 10
	}
	return unit
}

// explain finds the one line that differs from what was assumed of it by just
// what the total is off, on every line across.
func (b *Block) explain(axis int, c claim, sides []int, off []forms.Number) (Doubt, bool) {
	matches := func(line int, sign forms.Number) (hits int, ok bool) {
		for k, side := range sides {
			n, state := b.amount(axis, line, side)
			if state == withheld || n*sign != off[k] {
				return 0, false
			}
			if n != 0 {
				hits++
			}
		}
		return hits, hits > 0 && (hits > 1 || len(sides) == 1)
	}
	var found []Doubt
	for _, line := range c.parts {
		if hits, ok := matches(line, 1); ok {
			found = append(found, Doubt{b.at[axis][line].Text, true, hits > 1})
		}
	}
	for _, line := range c.left {
		if hits, ok := matches(line, -1); ok {
			found = append(found, Doubt{b.at[axis][line].Text, false, hits > 1})
		}
	}
	if len(found) != 1 {
		return Doubt{}, false
	}
	return found[0], true
}

type amountState uint8

const (
	absent   amountState = iota // nothing stands there
	counted                     // a number, or a sign for none
	withheld                    // a sign for a number that is not told
)

// amount is the figure at a line of an axis and a line across it.
func (b *Block) amount(axis, line, side int) (forms.Number, amountState) {
	row, col := line, side
	if !b.Axes[axis].Down {
		row, col = side, line
	}
	return b.figureAt(row, col)
}

func (b *Block) figureAt(row, col int) (forms.Number, amountState) {
	s := b.sheet
	c := s.grid.sheet.At(b.Rows[row], b.Columns[col])
	if c == nil {
		return 0, absent
	}
	kind := classOf(c)
	switch kind {
	case empty, wording:
		return 0, absent
	case mark:
		if status, _ := label.Missing(c.Text); status == byte(forms.Normal) {
			return 0, counted
		}
		return 0, withheld
	}
	var f Figure
	s.value(&f, c, kind)
	n, err := numberOf(f.Value)
	if err != nil || f.percent {
		return 0, withheld
	}
	return n, counted
}

// derivedColumn reports whether the labels over a column call it a share.
func (b *Block) derivedColumn(column int) bool {
	for i, axis := range b.Axes {
		if !axis.Down && b.at[i][column] != nil && b.at[i][column].Said.Derived {
			return true
		}
	}
	return false
}
