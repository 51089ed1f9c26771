package layouts

import (
	"fmt"
	"strconv"
	"strings"

	"migraform/bench/accuracy"
	"migraform/forms/definition"
	"migraform/forms/intake/reader"

	"pgregory.net/rapid"
)

// Habits draws tables with one habit each that tables of offices have and that
// the regular layouts of All have not.
var Habits = rapid.Custom(func(t *rapid.T) *Layout {
	m := newMaker(t)
	m.lang = "en"
	m.words = languages[m.lang]
	m.criterion = "citizenship"
	m.style()
	m.v.Features = nil
	habit := one(m, habits)
	m.feature(habit.name)
	habit.make(m)
	m.v.Sheet = m.sheet()
	return m.v
})

var habits = []struct {
	name string
	make func(m *maker)
}{
	{"of whom women", (*maker).ofWhomWomen},
	{"three levels by indentation", (*maker).threeLevels},
	{"groups that only add up", (*maker).groupsBySum},
	{"codes under names, years down", (*maker).codesUnderNames},
	{"regions and their codes beside countries", (*maker).regionsBeside},
	{"the people of countries", (*maker).peoples},
	{"days of stock as heads", (*maker).stockDays},
	{"months of the title's year", (*maker).monthsOfTitle},
	{"columns of a data base", (*maker).dataBase},
	{"blocks of men and women", (*maker).sexBlocks},
	{"sex and age in one head", (*maker).sexAndAge},
	{"ranks, changes and shares beside", (*maker).changesBeside},
	{"columns that are numbered", (*maker).numberedColumns},
	{"other languages", (*maker).otherLanguages},
}

// under is what one label of a figure says.
type under struct {
	area, counterpart, sex, age, time string
	total, part, derived              bool
}

// count puts a figure and notes what its labels say together.
func (m *maker) count(row, col, n int, labels ...under) {
	want := accuracy.Cell{Name: reader.Name(row, col), Kind: "data", Value: strconv.Itoa(n)}
	total, part, derived := false, false, false
	for _, l := range labels {
		for _, field := range [][2]*string{{&want.Area, &l.area}, {&want.Counterpart, &l.counterpart}, {&want.Sex, &l.sex}, {&want.Age, &l.age}, {&want.Time, &l.time}} {
			if *field[1] != "" {
				*field[0] = *field[1]
			}
		}
		total, part, derived = total || l.total, part || l.part, derived || l.derived
	}
	switch {
	case derived:
		want.Kind = "derived"
	case total:
		want.Kind = "total"
	case part:
		want.Kind = "subtotal"
	}
	text, kind := m.figure(n)
	m.cells[[2]int{row, col}] = reader.Cell{Text: text, Col: int32(col), Kind: kind}
	m.v.Truth = append(m.v.Truth, want)
}

// any is a figure like those of tables.
func (m *maker) any() int { return m.between(10, 99_999) }

// number puts a number that is no figure.
func (m *maker) number(row, col, n int) {
	m.cells[[2]int{row, col}] = reader.Cell{Text: strconv.Itoa(n), Col: int32(col), Kind: reader.Number}
	m.v.Truth = append(m.v.Truth, accuracy.Cell{Name: reader.Name(row, col), Kind: "not-a-figure"})
}

// year is the reference year of the table.
func (m *maker) year() int { return m.between(2000, 2024) }

// top puts a letterhead and a title, and returns the row where the table
// begins.
func (m *maker) top(title string) int {
	row := 0
	for range m.between(0, 3) {
		m.put(row, 0, one(m, []string{"Statistical Office", "Population and migration", "Yearbook, chapter 3"}))
		row++
	}
	m.put(row, 0, title)
	return row + m.between(1, 3)
}

// some are a few countries.
func (m *maker) some(count int) []definition.Area {
	var countries []definition.Area
	for _, a := range definition.Areas() {
		if a.Kind == definition.Country {
			countries = append(countries, a)
		}
	}
	return rapid.SliceOfNDistinct(rapid.SampledFrom(countries), count, count, func(a definition.Area) string { return a.Code }).Draw(m.t, "countries")
}

var bothSexes = []struct {
	text string
	under
}{{"Total", under{sex: "_T", total: true}}, {"Men", under{sex: "M"}}, {"Women", under{sex: "F"}}}

func (m *maker) ofWhomWomen() {
	row := m.top("Foreign population by citizenship")
	first := m.year()
	years := m.between(2, 4)
	m.put(row, 0, "Citizenship")
	for j := range years {
		m.putYear(row, 1+j, strconv.Itoa(first+j))
	}
	lead := one(m, []string{"of whom women", "  of which: females", "- thereof women"})
	for i, a := range append(m.some(m.between(4, 9)), definition.Area{Code: "_T", Name: map[string]string{"en": "Total"}}) {
		m.put(row+1+2*i, 0, a.Name["en"])
		m.put(row+2+2*i, 0, lead)
		for j := range years {
			at := under{area: a.Code, time: strconv.Itoa(first + j), total: a.Code == "_T"}
			m.count(row+1+2*i, 1+j, m.any(), at, under{sex: "_T", total: true})
			m.count(row+2+2*i, 1+j, m.any(), at, under{sex: "F"})
		}
	}
}

func (m *maker) threeLevels() {
	y := strconv.Itoa(m.year())
	row := m.top("Foreign-born population by country of birth, " + y)
	m.put(row, 0, "Country of birth")
	for j, sex := range bothSexes {
		m.put(row, 1+j, sex.text)
	}
	step := one(m, []string{"  ", "    ", "\u00a0\u00a0", "...."})
	put := func(level int, text string, u under) {
		row++
		m.put(row, 0, strings.Repeat(step, level)+text)
		for j, sex := range bothSexes {
			m.count(row, 1+j, m.any(), u, sex.under, under{time: y})
		}
	}
	put(0, "Total", under{area: "_T", total: true})
	countries := m.some(8)
	for i, group := range []string{"Neighbouring countries", "Former colonies"} {
		put(0, group, under{area: "[" + group + "]", part: true})
		for k, inner := range []string{"Northern ones", "Rest of them"} {
			put(1, inner, under{area: "[" + inner + "]", part: true})
			for _, a := range countries[4*i+2*k : 4*i+2*k+2] {
				put(2, a.Name["en"], under{area: a.Code})
			}
		}
	}
	put(0, "Not stated", under{area: "[Not stated]"})
}

func (m *maker) groupsBySum() {
	y := strconv.Itoa(m.year())
	row := m.top("Foreign citizens by citizenship, " + y)
	m.put(row, 0, "Citizenship")
	m.put(row, 1, "Men")
	m.put(row, 2, "Women")
	var all [2]int
	line := func(at int, text string, n [2]int, u under) {
		m.put(at, 0, text)
		m.count(at, 1, n[0], u, under{sex: "M", time: y})
		m.count(at, 2, n[1], u, under{sex: "F", time: y})
	}
	countries := m.some(9)
	for i, name := range []string{"Nordic circle", "Gulf and Levant", "Andean block"} {
		row++
		head := row
		var sum [2]int
		for _, a := range countries[3*i : 3*i+3] {
			row++
			n := [2]int{m.between(20, 9000), m.between(20, 9000)}
			line(row, a.Name["en"], n, under{area: a.Code})
			sum = [2]int{sum[0] + n[0], sum[1] + n[1]}
		}
		line(head, name, sum, under{area: "[" + name + "]", part: true})
		all = [2]int{all[0] + sum[0], all[1] + sum[1]}
	}
	rest := [2]int{m.between(20, 900), m.between(20, 900)}
	line(row+1, "Other", rest, under{area: "[Other]"})
	line(row+2, "Total", [2]int{all[0] + rest[0], all[1] + rest[1]}, under{area: "_T", total: true})
}

func (m *maker) codesUnderNames() {
	row := m.top("International migrant stock by sex and country, 1990-2020")
	m.put(row, 0, "Sex")
	m.put(row, 1, "Year")
	m.put(row+1, 1, one(m, []string{"Code", "Country code", "M49"}))
	countries := m.some(m.between(5, 12))
	for j, a := range countries {
		m.put(row, 2+j, a.Name["en"])
		n, _ := strconv.Atoi(a.M49)
		m.number(row+1, 2+j, n)
	}
	at := row + 2
	for _, sex := range bothSexes {
		for i, y := range []int{1990, 2000, 2010, 2020} {
			if i == 0 {
				m.put(at, 0, sex.text)
			}
			m.number(at, 1, y)
			for j, a := range countries {
				m.count(at, 2+j, m.any(), sex.under, under{area: a.Code, time: strconv.Itoa(y)})
			}
			at++
		}
	}
}

func (m *maker) regionsBeside() {
	row := m.top("Admissions by country of citizenship")
	heads := []string{"Country", "AREA", "AreaName"}
	for k, head := range heads {
		m.put(row, k, head)
	}
	first := m.year()
	for j := range 4 {
		m.putYear(row, 3+j, strconv.Itoa(first+j))
	}
	names := map[string]definition.Area{}
	for _, a := range definition.Areas() {
		names[a.Code] = a
	}
	for i, a := range m.some(m.between(10, 16)) {
		at := row + 1 + i
		top := names[a.Parent]
		for top.Parent != "" && top.Parent != "001" {
			top = names[top.Parent]
		}
		code, _ := strconv.Atoi(top.Code)
		m.put(at, 0, a.Name["en"])
		m.cells[[2]int{at, 1}] = reader.Cell{Text: strconv.Itoa(900 + code%90), Col: 1, Kind: reader.Number}
		m.put(at, 2, top.Name["en"])
		for j := range 4 {
			m.count(at, 3+j, m.any(), under{area: a.Code, time: strconv.Itoa(first + j)})
		}
	}
}

func (m *maker) changesBeside() {
	first := m.year()
	row := m.top("Acquisitions of citizenship by former citizenship")
	for k, head := range []string{"Rank", "Former citizenship", "", "", one(m, []string{"Change", "Difference"}), one(m, []string{"% change", "Change (%)"}), "Share of total (%)"} {
		m.put(row, k, head)
	}
	for j := range 2 {
		m.putYear(row, 2+j, strconv.Itoa(first+j))
	}
	for i, a := range m.some(m.between(6, 12)) {
		at := row + 1 + i
		m.number(at, 0, i+1)
		m.put(at, 1, a.Name["en"])
		for j := range 2 {
			m.count(at, 2+j, m.any(), under{area: a.Code, time: strconv.Itoa(first + j)})
		}
		for k, text := range []string{strconv.Itoa(m.between(-500, 500)), fmt.Sprintf("%d.%d", m.between(-40, 40), m.between(0, 9)), fmt.Sprintf("%d.%d", m.between(0, 40), m.between(0, 9))} {
			m.cells[[2]int{at, 4 + k}] = reader.Cell{Text: text, Col: int32(4 + k), Kind: reader.Number}
			m.v.Truth = append(m.v.Truth, accuracy.Cell{Name: reader.Name(at, 4+k), Kind: "derived", Value: text, Area: a.Code})
		}
	}
}

func (m *maker) numberedColumns() {
	y := strconv.Itoa(m.year())
	row := m.top("Foreign nationals registered in " + y)
	m.put(row, 0, "Country of citizenship")
	m.number(row+1, 0, 1)
	for j, sex := range bothSexes {
		m.put(row, 1+j, sex.text)
		m.number(row+1, 1+j, 2+j)
	}
	for i, a := range m.some(m.between(5, 10)) {
		m.put(row+2+i, 0, a.Name["en"])
		for j, sex := range bothSexes {
			m.count(row+2+i, 1+j, m.any(), under{area: a.Code, time: y}, sex.under)
		}
	}
}
