package view

import (
	"slices"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"migraform/forms"
	"migraform/forms/definition"
)

// Entry is something that can be looked for by name.
type Entry struct {
	Name    string
	Code    string
	Aliases []string
}

// Search returns the positions of the entries that a text may mean, the
// likeliest first: its code, names that begin so, words in names that do,
// other names, names that hold it anywhere. An empty text means all.
func Search(entries []Entry, text string) []int {
	want := fold(text)
	type hit struct{ at, rank int }
	var hits []hit
	for i, e := range entries {
		if rank := match(e, want); rank >= 0 {
			hits = append(hits, hit{i, rank})
		}
	}
	slices.SortStableFunc(hits, func(a, b hit) int { return a.rank - b.rank })
	found := make([]int, len(hits))
	for i, h := range hits {
		found[i] = h.at
	}
	return found
}

func match(e Entry, want string) int {
	name := fold(e.Name)
	if want == "" || name == want || fold(e.Code) == want {
		return 0
	}
	begins := false
	for _, alias := range e.Aliases {
		alias = fold(alias)
		if alias == want {
			return 0
		}
		begins = begins || strings.HasPrefix(alias, want)
	}
	switch {
	case strings.HasPrefix(name, want):
		return 1
	case slices.ContainsFunc(strings.Fields(name), func(w string) bool { return strings.HasPrefix(w, want) }):
		return 2
	case begins:
		return 3
	case strings.Contains(name, want):
		return 4
	}
	return -1
}

// fold takes case, accents and hyphens away.
func fold(s string) string {
	var b strings.Builder
	for _, r := range norm.NFD.String(strings.TrimSpace(s)) {
		switch {
		case unicode.Is(unicode.Mn, r):
		case r == '-' || r == '\u2011' || r == '\'' || r == '\u2019':
			b.WriteByte(' ')
		default:
			b.WriteRune(unicode.ToLower(r))
		}
	}
	return b.String()
}

var areasByCode = sync.OnceValue(func() map[string]definition.Area {
	byCode := map[string]definition.Area{}
	for _, a := range definition.Areas() {
		byCode[a.Code] = a
	}
	return byCode
})

// Countries are the countries that a document can be for, in the alphabet of
// their names.
func Countries(language string) []Entry {
	var countries []definition.Area
	for _, a := range definition.Areas() {
		if a.Kind == definition.Country || a.Kind == definition.Other {
			countries = append(countries, a)
		}
	}
	slices.SortStableFunc(countries, func(a, b definition.Area) int { return a.Ranks[language] - b.Ranks[language] })
	entries := make([]Entry, len(countries))
	for i, a := range countries {
		entries[i] = entryOf(a, a.Name.In(language))
	}
	return entries
}

func entryOf(a definition.Area, name string) Entry {
	e := Entry{Name: name, Code: a.Code, Aliases: []string{a.Alpha2}}
	for _, alias := range a.Aliases {
		e.Aliases = append(e.Aliases, alias.Name)
	}
	for _, other := range a.Name {
		e.Aliases = append(e.Aliases, other)
	}
	return e
}

// RowEntries are the rows of a sheet as a search knows them, one for each of
// AllRows.
func RowEntries(s *Sheet, language string) []Entry {
	entries := make([]Entry, 0, len(s.all))
	axes := s.Cube.View.Rows
	for _, row := range s.all {
		e := Entry{Name: row.Name.In(language)}
		if len(axes) > 0 {
			e = CodeEntry(&s.Cube.Axes[axes[len(axes)-1]].List.Codes[row.Codes[len(axes)-1]], language)
			e.Name = row.Name.In(language)
		}
		entries = append(entries, e)
	}
	return entries
}

// CodeEntry is a code as a search knows it: countries by their other names too.
func CodeEntry(code *forms.Code, language string) Entry {
	name := code.Name.In(language)
	if a, ok := areasByCode()[code.ID]; ok && code.Kind == forms.Leaf {
		return entryOf(a, name)
	}
	return Entry{Name: name, Code: code.ID}
}
