package forms

import "slices"

// Text is a text in several languages, keyed by language tag ("en", "fr").
type Text map[string]string

// In returns the text in a language, or in English where that is missing.
func (t Text) In(language string) string {
	if s, ok := t[language]; ok {
		return s
	}
	return t["en"]
}

// CodeKind tells totals and sub-totals from leaves.
type CodeKind byte

const (
	Leaf CodeKind = iota
	Subtotal
	Total
)

// Code is one entry of a code list: a country, an age group, a sex.
type Code struct {
	ID   string
	Name Text
	Kind CodeKind
	// Parent is the index of the code that this one is listed under, -1 at
	// the top. Parents stand before their children.
	Parent int
	// Depth is the number of codes above this one.
	Depth int
	// Key identifies what the code covers within its concept, so that two
	// lists can be compared: "own" for the office's country wherever it
	// stands, "foreign" for all others, "" for everything. Codes of two
	// lists with the same key cover the same.
	Key string
	// Optional categories (unknown, former states, elsewhere in a region)
	// count as nil while they are blank.
	Optional bool
	// Forbidden codes are listed so that a figure under them can be found
	// and refused (R07); they are not asked for.
	Forbidden bool
	// Measure and Shift say what the code measures, where the axis is one of
	// items (births, deaths, …): the moment or period is Shift years from
	// the cell's year.
	Measure string
	Shift   int
	// Signed figures may be negative (an adjustment).
	Signed bool
	// When is a condition over the answers to questions (definition.Holds);
	// the code is asked only where it holds. Empty means always.
	When string
	// Ranks are the places of the code among its siblings in the alphabets of
	// languages; nil keeps it where its list has it.
	Ranks map[string]int
}

// Term is one code in a sum, added (+1) or subtracted (-1).
type Term struct {
	Code int
	Sign int8
}

// Sum says that a code equals the sum of its terms, for all combinations of
// the other axes. Rule is R02 for a total, R04 for a sub-total of countries,
// or the rule of a balance (R16, R19).
type Sum struct {
	Total int
	Terms []Term
	Rule  string
}

// Limit says that the parts together do not exceed the whole: "of whom".
type Limit struct {
	Whole int
	Parts []int
}

// Group is a coarser code that the list can be added up to, though it does
// not hold it: 0–14 in a list of five-year ages.
type Group struct {
	Key   string
	Parts []int
}

// CodeList is an ordered list of codes with its sums. Sums stand bottom up:
// the terms of a sum are codes whose own sums come earlier.
type CodeList struct {
	ID      string
	Concept string
	Codes   []Code
	Sums    []Sum
	Limits  []Limit
	Groups  []Group
	// Whole is the list at its finest with every group that an office may
	// take instead: how what is not asked adds up to what is. nil where the
	// list offers no coarser breakdown.
	Whole *CodeList

	byID  map[string]int
	byKey map[string][]int
}

// Index returns the position of a code, or -1.
func (l *CodeList) Index(id string) int {
	if l.byID == nil {
		l.byID = make(map[string]int, len(l.Codes))
		for i := range l.Codes {
			l.byID[l.Codes[i].ID] = i
		}
	}
	if i, ok := l.byID[id]; ok {
		return i
	}
	return -1
}

// Sorted returns the positions of the codes in the order in which a language
// lists them: siblings that have a rank change places with each other, with
// all that hangs below them.
func (l *CodeList) Sorted(language string) []int {
	below := make([][]int, len(l.Codes)+1) // the last: at the top
	for i := range l.Codes {
		parent := l.Codes[i].Parent
		if parent < 0 {
			parent = len(l.Codes)
		}
		below[parent] = append(below[parent], i)
	}
	order := make([]int, 0, len(l.Codes))
	var walk func(parent int)
	walk = func(parent int) {
		var ranked []int
		for _, code := range below[parent] {
			if _, ok := l.Codes[code].Ranks[language]; ok {
				ranked = append(ranked, code)
			}
		}
		slices.SortStableFunc(ranked, func(a, b int) int { return l.Codes[a].Ranks[language] - l.Codes[b].Ranks[language] })
		next := 0
		for _, code := range below[parent] {
			if _, ok := l.Codes[code].Ranks[language]; ok {
				code = ranked[next]
				next++
			}
			order = append(order, code)
			walk(code)
		}
	}
	walk(len(l.Codes))
	return order
}
