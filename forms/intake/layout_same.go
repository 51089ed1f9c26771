package intake

import (
	"maps"
	"slices"
	"strconv"

	"migraform/forms/words"
)

// leastAlike is how much a file has to look like a layout to be read by it,
// and a sheet like another one to be the same under a new name.
const leastAlike = 0.6

// Remembered finds, among layouts, the one that a file is made after; nil
// where it is made after none.
func Remembered(reading *Reading, layouts []Layout) *Layout {
	now := NewLayout(reading, "", Decisions{}, 0)
	if len(now.Sheets) == 0 {
		return nil
	}
	var best *Layout
	most := leastAlike
	for i := range layouts {
		if share := alike(layouts[i].Sheets, now.Sheets); share >= most {
			best, most = &layouts[i], share
		}
	}
	return best
}

// For gives the decisions of a layout for a file that is made after it and a
// document of a year of reference, and tells in what the file differs from the
// last one.
func (l *Layout) For(reading *Reading, year int) (Decisions, []words.Message) {
	var now []LayoutSheet
	for _, s := range reading.Sheets {
		now = append(now, s.layout(SheetDecision{}))
	}
	d := Decisions{Labels: maps.Clone(l.Decisions.Labels)}
	var told []words.Message
	pairs := pair(l.Sheets, now)
	for i, s := range reading.Sheets {
		tables := len(s.Blocks) > 0
		if pairs[i] < 0 {
			if tables {
				told = append(told, words.Say("intake.layout_new_sheet", "Sheet", s.Sheet.Name))
			}
			continue
		}
		was := &l.Sheets[pairs[i]]
		if was.Name != now[i].Name {
			told = append(told, words.Say("intake.layout_renamed_sheet", "Before", was.Title, "After", s.Sheet.Name))
		}
		if tables {
			told = append(told, was.differences(&now[i])...)
		}
		if decided, ok := l.Decisions.Sheets[was.Title]; ok {
			moved, lost := s.moved(decided, was)
			if d.Sheets == nil {
				d.Sheets = map[string]SheetDecision{}
			}
			d.Sheets[s.Sheet.Name] = moved.ofYear(l.Year, year)
			told = append(told, lost...)
		}
	}
	for k := range l.Sheets {
		if !slices.Contains(pairs, k) {
			told = append(told, words.Say("intake.layout_missing_sheet", "Sheet", l.Sheets[k].Title))
		}
	}
	return d, told
}

// ofYear carries the year that a person gave over to a document of another
// year of reference: what was the year of reference is so again. Any other
// year is asked for anew.
func (s SheetDecision) ofYear(was, now int) SheetDecision {
	if was == now {
		return s
	}
	s.Holds = yearOf(s.Holds, was, now)
	tables := maps.Clone(s.Tables)
	for number, t := range tables {
		t.Holds = yearOf(t.Holds, was, now)
		tables[number] = t
	}
	s.Tables = tables
	return s
}

func yearOf(holds map[string]string, was, now int) map[string]string {
	given, ok := holds["time"]
	if !ok {
		return holds
	}
	holds = maps.Clone(holds)
	if delete(holds, "time"); given == strconv.Itoa(was) && now != 0 {
		holds["time"] = strconv.Itoa(now)
	}
	return holds
}

// pair finds for each sheet the one that it was before: that of the same name,
// else the next whose name differs in numbers alone, else one that looks the
// same. It gives -1 where there is none.
func pair(was, now []LayoutSheet) []int {
	pairs := slices.Repeat([]int{-1}, len(now))
	taken := make([]bool, len(was))
	match := func(same func(a, b *LayoutSheet) bool) {
		for i := range now {
			for k := 0; pairs[i] < 0 && k < len(was); k++ {
				if !taken[k] && same(&was[k], &now[i]) {
					pairs[i], taken[k] = k, true
				}
			}
		}
	}
	match(func(a, b *LayoutSheet) bool { return a.Title == b.Title })
	match(func(a, b *LayoutSheet) bool { return a.Name == b.Name })
	match(func(a, b *LayoutSheet) bool { return a.alike(b) >= leastAlike })
	return pairs
}

// alike is how much the sheets of two files look the same, from 0 to 1.
func alike(was, now []LayoutSheet) float64 {
	same := 0.0
	for i, k := range pair(was, now) {
		if k >= 0 {
			same += was[k].alike(&now[i])
		}
	}
	all := max(len(was), len(now))
	if all == 0 {
		return 0
	}
	return same / float64(all)
}

// alike is how much two sheets look the same, from 0 to 1. Those that say that
// they count something else do not.
func (s *LayoutSheet) alike(o *LayoutSheet) float64 {
	if s.Says != o.Says {
		return 0
	}
	share := 0.3*overlap(s.Stubs, o.Stubs) + 0.3*overlap(s.Heads, o.Heads) +
		0.3*overlap(slices.Sorted(maps.Keys(s.Labels)), slices.Sorted(maps.Keys(o.Labels)))
	if s.Name == o.Name {
		share += 0.1
	}
	return share
}

func overlap(a, b []string) float64 {
	if len(a) == 0 && len(b) == 0 {
		return 1
	}
	in := map[string]bool{}
	for _, text := range a {
		in[text] = true
	}
	both := 0
	for _, text := range b {
		if in[text] {
			both++
		}
	}
	return float64(both) / float64(len(a)+len(b)-both)
}
