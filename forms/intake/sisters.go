package intake

import (
	"slices"

	"migraform/forms/intake/label"
)

// inherit gives a block without heads those of the block above, where both
// have the same columns: a table broken by blank rows.
func (s *SheetReading) inherit() {
	for i := 1; i < len(s.Blocks); i++ {
		b, above := s.Blocks[i], s.Blocks[i-1]
		if len(b.Heads) == 0 && slices.Equal(b.Columns, above.Columns) {
			b.Heads, b.Titles = above.Heads, above.Titles
		}
	}
}

// continues gives a table below another on its sheet what the other's titles
// say and its own do not: the year and the unit of a publication's table stand
// over the first of its parts only.
func (s *SheetReading) continues(k int) {
	b := s.Blocks[k]
	for i := k - 1; i >= 0; i-- {
		above := s.Blocks[i]
		if above.Rows[len(above.Rows)-1] >= b.Rows[0] || len(above.Titles) == 0 || !slices.Equal(above.Columns, b.Columns) {
			continue
		}
		for _, field := range [][2]*string{{&b.Said.Time, &above.Said.Time}, {&b.Said.Year, &above.Said.Year}, {&b.Said.Unit, &above.Said.Unit}, {&b.Said.Direction, &above.Said.Direction}, {&b.Said.Criterion, &above.Said.Criterion}} {
			*field[0] = firstOf(*field[0], *field[1])
		}
		return
	}
}

// namedByOthers reads the line "Total" over a table from the lines over those
// beside and below it: where they say "Men" and "Women", it means both.
func (s *SheetReading) namedByOthers() {
	for _, b := range s.Blocks {
		if b.over == "" || !isWhole(b.over) {
			continue
		}
		for _, sister := range s.Blocks {
			if sister == b || sister.over == "" || len(sister.Stubs) != len(b.Stubs) {
				continue
			}
			m, ok := otherwise(label.Area, sister.over)
			if !ok || b.hasAxis(m.Concept) {
				continue
			}
			at := make([]*Label, len(b.Rows))
			both := &Label{Text: b.over, Meaning: label.Meaning{Concept: m.Concept, Code: "_T", Confidence: 0.9, Whole: true}}
			for i := range at {
				at[i] = both
			}
			b.addAxis(&Axis{Concept: m.Concept, Down: true, Line: b.Stubs[0], Varied: true}, at)
			break
		}
	}
}

func (b *Block) hasAxis(concept label.Concept) bool {
	return slices.ContainsFunc(b.Axes, func(a *Axis) bool { return a.Concept == concept })
}

// learnFromSisters lets a sheet that says nothing about its axes learn from
// another sheet of the file with the same labels along the same sides.
func (r *Reading) learnFromSisters() {
	var known []*Block
	for _, s := range r.Sheets {
		for _, b := range s.Blocks {
			if len(b.areaAxes()) >= 2 && !b.Unsure {
				known = append(known, b)
			}
		}
	}
	for _, s := range r.Sheets {
		for _, b := range s.Blocks {
			if !b.Unsure || len(b.Titles) > 0 {
				continue
			}
			for _, sister := range known {
				if b.learnFrom(sister) {
					break
				}
			}
		}
	}
}

func (b *Block) learnFrom(sister *Block) bool {
	mine, theirs := b.areaAxes(), sister.areaAxes()
	for k := range 2 {
		if b.Axes[mine[k]].Down != sister.Axes[theirs[k]].Down || !sameAreas(b.at[mine[k]], sister.at[theirs[k]]) {
			return false
		}
	}
	for k := range 2 {
		b.Axes[mine[k]].Role = sister.Axes[theirs[k]].Role
	}
	b.settleSides()
	one(&b.Said.Time, sister.Said.Time)
	return true
}

func sameAreas(a, b []*Label) bool {
	texts := map[string]bool{}
	for _, l := range b {
		if l != nil {
			texts[l.Text] = true
		}
	}
	same := 0
	for _, l := range a {
		if l != nil && texts[l.Text] {
			same++
		}
	}
	return len(a) > 4 && same*10 >= len(a)*9
}
