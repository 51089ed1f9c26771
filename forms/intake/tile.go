package intake

import (
	"slices"
	"strconv"
	"strings"
	"time"
)

// span is a stretch of whole years of age, or of days of a year, both ends
// included.
type span struct{ from, to int }

// oldest stands for the open end of "85 and over".
const oldest = 999

// ageSpan gives the years of age that a code covers.
func ageSpan(code string) (span, bool) {
	if code == "_T" {
		return span{0, oldest}, true
	}
	rest, ok := strings.CutPrefix(code, "Y")
	if !ok || rest == "" {
		return span{}, false
	}
	number := func(text string) int {
		n, err := strconv.Atoi(text)
		if err != nil {
			ok = false
		}
		return n
	}
	s := span{}
	if open, is := strings.CutPrefix(rest, "_GE"); is {
		s = span{number(open), oldest}
	} else if below, is := strings.CutPrefix(rest, "_LT"); is {
		s = span{0, number(below) - 1}
	} else if from, to, is := strings.Cut(rest, "T"); is {
		s = span{number(from), number(to)}
	} else {
		s.from = number(rest)
		s.to = s.from
	}
	return s, ok && s.from <= s.to
}

// tile chooses, among stretches, those that fill a whole without gap or
// overlap, as few as possible. It returns their indexes, nil where they do not.
func tile(whole span, parts []span) []int {
	order := make([]int, len(parts))
	for i := range order {
		order[i] = i
	}
	// From the end: best[k] tiles from parts[k] to the end of the whole.
	slices.SortStableFunc(order, func(a, b int) int { return parts[b].from - parts[a].from })
	type way struct{ next, count int }
	best := map[int]way{} // by where it begins
	next := map[int]int{} // the part that begins there
	for _, i := range order {
		p := parts[i]
		if p.from < whole.from || p.to > whole.to {
			continue
		}
		count := 1
		if p.to != whole.to {
			after, ok := best[p.to+1]
			if !ok {
				continue
			}
			count += after.count
		}
		if known, ok := best[p.from]; !ok || count < known.count {
			best[p.from] = way{p.to + 1, count}
			next[p.from] = i
		}
	}
	var chosen []int
	for at := whole.from; at <= whole.to; at = best[at].next {
		i, ok := next[at]
		if !ok {
			return nil
		}
		chosen = append(chosen, i)
	}
	return chosen
}

// tileAges chooses, among ages, those that make up an age group, as few as
// possible; nil where they do not, or where the group is among them.
func tileAges(codes []string, whole string) []string {
	target, ok := ageSpan(whole)
	if !ok {
		return nil
	}
	var known []string
	var spans []span
	slices.Sort(codes)
	for _, code := range codes {
		if s, ok := ageSpan(code); ok && code != "_T" {
			known, spans = append(known, code), append(spans, s)
		}
	}
	var chosen []string
	for _, i := range tile(target, spans) {
		chosen = append(chosen, known[i])
	}
	return chosen
}

func daysIn(year int) int { return time.Date(year, 12, 31, 0, 0, 0, 0, time.UTC).YearDay() }

// daysOf gives the days of the year that a quarter, month or day covers.
func daysOf(code string, year int) (span, bool) {
	if len(code) < 7 || code[:4] != strconv.Itoa(year) {
		return span{}, false
	}
	first, months := 0, 1
	switch {
	case len(code) == 7 && code[5] == 'Q':
		first, months = int(code[6]-'0')*3-2, 3
	case len(code) == 7:
		first, _ = strconv.Atoi(code[5:])
	default:
		day, err := time.Parse(time.DateOnly, code)
		if err != nil {
			return span{}, false
		}
		return span{day.YearDay(), day.YearDay()}, true
	}
	from := time.Date(year, time.Month(first), 1, 0, 0, 0, 0, time.UTC)
	return span{from.YearDay(), from.AddDate(0, months, -1).YearDay()}, first >= 1 && first <= 12
}
