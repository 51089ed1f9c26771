package layouts

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"migraform/bench/accuracy"
	"migraform/forms/definition"
	"migraform/forms/intake/reader"
)

// style chooses how figures and years are written throughout the sheet.
func (m *maker) style() {
	separator := one(m, []string{"number", "number", "plain", ",", " ", "\u00a0", "\u202f", ".", "'"})
	m.feature("thousands: " + separator)
	flagged := m.chance(25)
	if flagged {
		m.feature("flags glued on")
	}
	flags := one(m, [][]string{{" p", " e", " b"}, {"p", "e"}, {"(e)", "(p)"}, {"*"}, {"ᵖ", "⁽e⁾"}})
	m.figure = func(n int) (string, reader.Kind) {
		text := strconv.Itoa(n)
		kind := reader.Text
		switch separator {
		case "number":
			kind = reader.Number
		case "plain":
		default:
			for i := len(text) - 3; i > 0; i -= 3 {
				text = text[:i] + separator + text[i:]
			}
		}
		if flagged && m.chance(10) {
			return text + one(m, flags), reader.Text
		}
		return text, kind
	}
	style := one(m, []string{"2015", "2015", "2015", "2015p", "2015/16", "FY 2015/16", "2015-2016"})
	m.feature("years: " + style)
	m.years = func(y int) (string, string) {
		split := fmt.Sprintf("%d/%d", y, y+1)
		switch style {
		case "2015p":
			return fmt.Sprintf("%d%s", y, one(m, []string{"", "", "p", " (p)", "*", "¹"})), strconv.Itoa(y)
		case "2015/16":
			return fmt.Sprintf("%d/%02d", y, (y+1)%100), split
		case "FY 2015/16":
			return fmt.Sprintf("FY %d/%02d", y, (y+1)%100), split
		case "2015-2016":
			return fmt.Sprintf("%d-%d", y, y+1), split
		}
		return strconv.Itoa(y), strconv.Itoa(y)
	}
	if m.marks = m.chance(30); m.marks {
		m.feature("footnote marks")
	}
}

// shape is how the axes of a table stand.
type shape struct {
	down, across []tableAxis
	year         string // said in the title
	sex          string
	groups       *tableAxis // whose labels stand alone in lines over the rows
	corner       string     // says which side of a matrix is which
}

func (m *maker) shape() shape {
	area, sex, age, time := m.areas(), m.sexes(), m.ages(), m.times()
	year := strconv.Itoa(m.between(2005, 2024))
	var s shape
	switch kind := m.between(1, 15); kind {
	case 1, 2:
		s = shape{down: []tableAxis{area}, across: []tableAxis{time}}
	case 3:
		s = shape{down: []tableAxis{area}, across: []tableAxis{time, sex}}
	case 4:
		s = shape{down: []tableAxis{area}, across: []tableAxis{sex}, year: year}
	case 5:
		s = shape{down: []tableAxis{area, sex}, across: []tableAxis{time}}
	case 6:
		s = shape{down: []tableAxis{age}, across: []tableAxis{time, sex}}
	case 7:
		s = shape{down: []tableAxis{sex, age}, across: []tableAxis{time}}
	case 8:
		s = shape{down: []tableAxis{area}, across: []tableAxis{sex, age}, year: year}
	case 9:
		s = shape{down: []tableAxis{time}, across: []tableAxis{area}}
	case 10:
		s = shape{down: []tableAxis{area, sex, time}}
	case 11:
		s = shape{down: []tableAxis{area, sex, age}, across: []tableAxis{time}}
	case 12:
		m.feature("months or quarters")
		s = shape{down: []tableAxis{area}, across: m.parts()}
		return s
	case 13:
		m.feature("matrix")
		return m.matrix(year)
	case 14:
		m.feature("group lines")
		return shape{down: []tableAxis{area}, across: []tableAxis{time}, groups: &sex}
	case 15:
		m.feature("group lines")
		return shape{down: []tableAxis{area}, across: []tableAxis{sex}, groups: &time}
	}
	if m.chance(40) && len(s.down) > 1 {
		s.down[0], s.down[1] = s.down[1], s.down[0]
	}
	if m.chance(40) && len(s.across) > 1 {
		s.across[0], s.across[1] = s.across[1], s.across[0]
	}
	if s.year != "" {
		return s
	}
	hasSex := slices.ContainsFunc(append(slices.Clone(s.down), s.across...), func(a tableAxis) bool { return a.concept == "sex" })
	if !hasSex && m.chance(20) {
		s.sex = one(m, []string{"M", "F"})
	}
	return s
}

// table puts one table, or two, on the sheet.
func (m *maker) table(arrange string) {
	s := m.shape()
	row := 0
	left := one(m, []int{0, 0, 0, 1, 2})
	lines := m.between(0, 6)
	m.feature(fmt.Sprintf("letterhead: %d", lines))
	title := m.title(s)
	letterhead := []string{"Statistical Office", "Table 3.2", "Yearbook", m.words.persons, "www.stat.example", "(preliminary)"}
	for i := range lines {
		if i == lines/2 {
			m.put(row, left, title)
		} else {
			m.put(row, left, letterhead[i])
		}
		row++
	}
	if lines == 0 {
		s.sex = ""
		if s.year != "" {
			m.put(row, left, title) // it alone says the year
			row++
		}
	} else if m.chance(50) {
		row++
	}
	if one(m, []int{0, 0, 0, 0, 1}) == 1 && arrange == "single" && len(s.down) == 1 {
		m.extra = one(m, []string{"serial numbers", "codes", "remarks", "shares", "flags apart"})
		if (m.extra == "codes" || m.extra == "flags apart") && s.down[0].concept != "area" {
			m.extra = "remarks"
		}
		m.feature("extra: " + m.extra)
		if m.extra == "serial numbers" || m.extra == "codes" {
			left++
		}
	}
	bottom, right := m.body(s, row, left)
	switch arrange {
	case "stacked":
		again := m.other(s)
		row = bottom + m.between(1, 3)
		m.put(row, left, m.title(again))
		if lines == 0 {
			again.sex = s.sex
		}
		bottom, _ = m.body(again, row+1, left)
	case "beside", "abutting":
		gap := 0
		if arrange == "beside" {
			gap = m.between(1, 2)
		}
		again := s
		if len(s.across) > 0 && s.across[0].concept == "time" && len(s.across) == 1 {
			again.across = []tableAxis{m.times()}
		}
		b, _ := m.body(again, row, right+gap)
		bottom = max(bottom, b)
	}
	if m.chance(60) {
		m.feature("notes below")
		row = bottom + m.between(0, 2)
		for _, note := range []string{"1 " + m.words.note, "Source: register", "(a) " + m.words.note + " 2012"} {
			m.put(row, left, note)
			row++
		}
	}
}

// other is the same table for something else: the other sex or another year.
func (m *maker) other(s shape) shape {
	again := s
	if s.sex != "" {
		again.sex = map[string]string{"M": "F", "F": "M"}[s.sex]
	}
	if s.year != "" {
		y, _ := strconv.Atoi(s.year)
		again.year = strconv.Itoa(y + 1)
	}
	return again
}

func (m *maker) title(s shape) string {
	title := one(m, m.words.titles[m.criterion])
	if !slices.ContainsFunc(append(slices.Clone(s.down), s.across...), func(a tableAxis) bool { return a.concept == "area" }) {
		title, _, _ = strings.Cut(title, " ")
	}
	if s.sex != "" {
		title += ", " + map[string]string{"M": m.words.men[0], "F": m.words.women[0]}[s.sex]
	}
	if s.year != "" {
		title += ", " + s.year
	}
	if s.corner != "" {
		title = "Migrants " + s.year
	}
	return title
}

// combinations lists the labels of axes in order, the last one fastest.
func combinations(axes []tableAxis) [][]int {
	all := [][]int{nil}
	for _, axis := range axes {
		var longer [][]int
		for _, c := range all {
			for i := range axis.labels {
				longer = append(longer, append(slices.Clone(c), i))
			}
		}
		all = longer
	}
	return all
}

// body puts heads, labels and figures, and notes what each stands under. It
// returns the first row below and the first column beside.
func (m *maker) body(s shape, top, left int) (bottom, right int) {
	if len(s.down) == 3 && m.lines(s) > 200 {
		s.down = s.down[:2]
	}
	down, across := combinations(s.down), combinations(s.across)
	m.feature(fmt.Sprintf("%d down, %d across", len(s.down), len(s.across)))
	first := left + len(s.down)
	heads := max(1, len(s.across))
	wide := 1
	if m.extra == "flags apart" {
		wide = 2
	}
	spread := one(m, []string{"merged", "first only", "repeated"})
	if len(s.across) > 1 {
		m.feature("heads: " + spread)
	}
	for k, axis := range s.across {
		for c, combination := range across {
			begins := c == 0 || !slices.Equal(across[c-1][:k+1], combination[:k+1])
			if !begins && spread != "repeated" {
				continue
			}
			text := axis.labels[combination[k]].text
			if axis.concept == "time" {
				m.putYear(top+k, first+c*wide, text)
			} else {
				m.put(top+k, first+c*wide, strings.TrimSpace(text))
			}
			if spread == "merged" && k < len(s.across)-1 {
				end := c
				for end+1 < len(across) && slices.Equal(across[end+1][:k+1], combination[:k+1]) {
					end++
				}
				if end > c {
					m.merged = append(m.merged, reader.Range{Row: top + k, Col: first + c*wide, LastRow: top + k, LastCol: first + (end+1)*wide - 1})
				}
			}
		}
	}
	if len(s.across) == 0 {
		m.put(top, first, m.words.persons)
	}
	at := top + heads - 1
	if m.chance(30) && heads > 1 {
		at = top
	}
	corner := len(s.across) == 0 || m.chance(75)
	if !corner {
		m.feature("no corner heads")
	}
	for k, axis := range s.down {
		if corner || s.corner != "" {
			m.put(at, left+k, firstText(s.corner, axis.head))
			if at < top+heads-1 {
				m.merged = append(m.merged, reader.Range{Row: at, Col: left + k, LastRow: top + heads - 1, LastCol: left + k})
			}
		}
	}
	row := top + heads
	if m.chance(20) {
		m.feature("blank row below heads")
		row++
	}
	filled := len(s.across) == 0 || m.chance(50)
	if len(s.down) > 1 && !filled {
		m.feature("labels on the first row of a group only")
	}
	gaps := m.chance(20)
	if gaps {
		m.feature("blank rows between")
	}
	groups := 1
	if s.groups != nil {
		groups = len(s.groups.labels)
	}
	for g := range groups * len(down) {
		i := g % len(down)
		combination := down[i]
		group := -1
		if s.groups != nil {
			if group = g / len(down); i == 0 {
				m.put(row, left, s.groups.labels[group].text)
				row++
			}
		}
		if gaps && i > 0 && (len(s.down) > 1 && combination[0] != down[i-1][0] || len(s.down) == 1 && i%5 == 0) {
			row++
		}
		for k, axis := range s.down {
			if begins := i == 0 || !slices.Equal(down[i-1][:k+1], combination[:k+1]); !begins && !filled {
				continue
			}
			text := axis.labels[combination[k]].text
			if axis.concept == "time" {
				m.putYear(row, left+k, text)
			} else {
				m.put(row, left+k, text)
			}
		}
		for c, side := range across {
			if m.extra == "flags apart" {
				m.cell(s, row, first+2*c, group, combination, side)
				if m.chance(20) {
					m.put(row, first+2*c+1, one(m, []string{"p", "e", "b"}))
				}
				continue
			}
			m.cell(s, row, first+c, group, combination, side)
		}
		m.beside(row, left, first+len(across), i, combination, s)
		row++
	}
	return row, first + len(across)
}

// beside puts what stands beside the labels and figures of a row and is
// neither.
func (m *maker) beside(row, left, right, i int, down []int, s shape) {
	switch m.extra {
	case "serial numbers":
		m.cells[[2]int{row, left - 1}] = reader.Cell{Text: strconv.Itoa(i + 1), Col: int32(left - 1), Kind: reader.Number}
	case "codes":
		code := s.down[0].labels[down[0]].code
		if a, ok := definition.CountryByCode(code); ok {
			m.put(row, left-1, one(m, []string{a.Code})) // regions and totals have none
		}
	case "remarks":
		if m.chance(30) {
			m.put(row, right, m.words.note)
		}
	case "shares":
		m.put(row, right, fmt.Sprintf("%d.%d%%", i%37, i%10))
	}
}

func firstText(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// lines is how many rows a table has.
func (m *maker) lines(s shape) int {
	n := 1
	for _, axis := range s.down {
		n *= len(axis.labels)
	}
	return n
}

// cell puts one figure.
func (m *maker) cell(s shape, row, col, group int, down, across []int) {
	want := accuracy.Cell{Name: reader.Name(row, col), Kind: "data", Sex: s.sex, Time: s.year}
	under := func(axis tableAxis, l tableLabel) {
		switch axis.concept {
		case "area":
			want.Area = l.code
		case "sex":
			want.Sex = l.code
		case "age":
			want.Age = l.code
		case "time":
			want.Time = l.code
		case "part":
			want.Time += l.code
		case "counterpart":
			want.Counterpart = l.code
		}
		if l.whole {
			want.Kind = "total"
		} else if l.part && want.Kind == "data" {
			want.Kind = "subtotal"
		}
	}
	for k, axis := range s.down {
		under(axis, axis.labels[down[k]])
	}
	if group >= 0 {
		under(*s.groups, s.groups.labels[group])
	}
	for k, axis := range s.across {
		under(axis, axis.labels[across[k]])
	}
	n := (row*7919+col*104729)%99_991 + 10
	if m.chance(20) {
		n = n % 900
	}
	text, kind := m.figure(n)
	want.Value = strconv.Itoa(n)
	if m.chance(3) {
		text, kind, want.Value, want.Kind = one(m, []string{"..", ":", "-", "x", "n.a.", "…"}), reader.Text, "", "missing"
	}
	m.cells[[2]int{row, col}] = reader.Cell{Text: text, Col: int32(col), Kind: kind}
	m.v.Truth = append(m.v.Truth, want)
}
