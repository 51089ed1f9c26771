package intake_test

import (
	"context"
	"maps"
	"path/filepath"
	"slices"
	"strconv"
	"testing"

	"migraform/bench/accuracy"
	"migraform/bench/layouts"
	"migraform/forms/definition"
	"migraform/forms/intake"
	"migraform/forms/intake/reader"

	"pgregory.net/rapid"
)

// same holds that figures stand under the same codes in two readings, with
// their places moved by a function.
func same(t *rapid.T, one, two map[[2]int]string, moved func([2]int) [2]int, sheet *reader.Sheet) {
	for _, at := range slices.SortedFunc(maps.Keys(one), func(a, b [2]int) int { return (a[0]-b[0])*10_000 + a[1] - b[1] }) {
		if got := two[moved(at)]; got != one[at] {
			t.Fatalf("%s is %q, and then %q\n%s", reader.Name(at[0], at[1]), one[at], got, layouts.Show(sheet))
		}
	}
}

// plainTable is a table of countries by sex and year under a title, without
// anything that is hard.
type plainTable struct {
	title     string
	countries []definition.Area
	sexes     []string
	years     []int
	yearsLast bool // years stand under sexes, and not over them
}

var plainTables = rapid.Custom(func(t *rapid.T) plainTable {
	var countries []definition.Area
	for _, a := range definition.Areas() {
		if a.Kind == definition.Country {
			countries = append(countries, a)
		}
	}
	p := plainTable{title: rapid.SampledFrom([]string{"Foreign population by citizenship", "Immigrants by country of birth and sex", "Emigration by citizenship"}).Draw(t, "title")}
	p.countries = rapid.SliceOfNDistinct(rapid.SampledFrom(countries), 4, 12, func(a definition.Area) string { return a.Code }).Draw(t, "countries")
	p.sexes = rapid.SampledFrom([][]string{{"Men", "Women"}, {"Men", "Women", "Total"}, {"Both sexes", "Male", "Female"}}).Draw(t, "sexes")
	first := rapid.IntRange(1990, 2018).Draw(t, "first")
	for y := range rapid.IntRange(2, 5).Draw(t, "years") {
		p.years = append(p.years, first+y)
	}
	p.yearsLast = rapid.Bool().Draw(t, "years last")
	return p
})

// sheet writes the table: countries down, or across where turned.
func (p plainTable) sheet(turned bool) *reader.Sheet {
	cells := map[[2]int]reader.Cell{{0, 0}: {Text: p.title}}
	put := func(row, col int, text string, kind reader.Kind) {
		if turned {
			row, col = col, row
		}
		cells[[2]int{row + 2, col}] = reader.Cell{Text: text, Col: int32(col), Kind: kind}
	}
	for j := range len(p.sexes) * len(p.years) {
		sex, year := p.sexes[j%len(p.sexes)], p.years[j/len(p.sexes)]
		sexAt, yearAt := 1, 0
		if p.yearsLast {
			sex, year = p.sexes[j/len(p.years)], p.years[j%len(p.years)]
			sexAt, yearAt = 0, 1
		}
		put(sexAt, j+1, sex, reader.Text)
		put(yearAt, j+1, strconv.Itoa(year), reader.Number)
		for i, a := range p.countries {
			put(i+2, j+1, strconv.Itoa((i*7919+year*31+len(sex)*977)%90_000+10), reader.Number)
			put(i+2, 0, a.Name["en"], reader.Text)
		}
	}
	return layouts.SheetOf("Sheet1", cells)
}

// TestTransposingATableChangesNoCodes holds that it does not matter which
// side of a table the countries stand on.
func TestTransposingATableChangesNoCodes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := plainTables.Draw(t, "table")
		one, two := p.sheet(false), p.sheet(true)
		figures := codesOf(t, one)
		for at := range figures {
			if at[0] < 4 || at[1] < 1 {
				delete(figures, at) // years
			}
		}
		same(t, figures, codesOf(t, two), func(at [2]int) [2]int { return [2]int{at[1] + 2, at[0] - 2} }, two)
	})
}

// TestAFurtherYearChangesNothingElse holds that the codes of a table's figures
// do not depend on whether a later year stands beside them.
func TestAFurtherYearChangesNothingElse(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := plainTables.Draw(t, "table")
		p.yearsLast = false
		before := codesOf(t, p.sheet(false))
		p.years = append(p.years, p.years[len(p.years)-1]+1)
		after := p.sheet(false)
		same(t, before, codesOf(t, after), func(at [2]int) [2]int { return at }, after)
	})
}

// TestWhatSurroundsATableDoesNotMatter moves sheets of every layout down and
// to the right, puts a letterhead above and a contact below, and renames them.
func TestWhatSurroundsATableDoesNotMatter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v := layouts.All.Draw(t, "layout")
		down, right := rapid.IntRange(0, 9).Draw(t, "down"), rapid.IntRange(0, 5).Draw(t, "right")
		letter := rapid.SampledFrom([]string{"", "National Statistics Office", "Ministry of the Interior, Department of Statistics"}).Draw(t, "letterhead")
		moved := *v.Sheet
		moved.Name = rapid.SampledFrom([]string{"Sheet1", "Table 7", "Tab", "data"}).Draw(t, "name")
		moved.Rows, moved.Merged = nil, nil
		moved.Width += right
		if down > 3 && letter != "" {
			moved.Rows = append(moved.Rows, reader.Row{At: 0, Cells: []reader.Cell{{Text: letter, Col: int32(right)}}})
			moved.Cells++
		}
		for _, row := range v.Sheet.Rows {
			cells := slices.Clone(row.Cells)
			for i := range cells {
				cells[i].Col += int32(right)
			}
			moved.Rows = append(moved.Rows, reader.Row{At: row.At + down, Cells: cells})
		}
		for _, m := range v.Sheet.Merged {
			moved.Merged = append(moved.Merged, reader.Range{Row: m.Row + down, Col: m.Col + right, LastRow: m.LastRow + down, LastCol: m.LastCol + right})
		}
		same(t, codesOf(t, v.Sheet), codesOf(t, &moved), func(at [2]int) [2]int { return [2]int{at[0] + down, at[1] + right} }, v.Sheet)
	})
}

// TestEveryNumberOfAMonsterIsTold recognises sheets of noise with merged
// ranges anywhere: each number is told of once.
func TestEveryNumberOfAMonsterIsTold(t *testing.T) {
	text := rapid.OneOf(
		rapid.SampledFrom([]string{"", "", "", "Norway", "Suède", "Total", "of whom women", "  Men", "2015", "2016-17", "1 January 2020", "Q1", "Code", "Notes", "0-14", "..", "-", "c", "Country", "Region", "Sex: Men", "Arrivals - total", "Foreigners", "% change", "EU27_2020", "中國 Chinese", "12 p", "(45)"}),
		rapid.StringMatching(`[0-9]{1,5}`), rapid.StringMatching(`[0-9]{1,5}`))
	rapid.Check(t, func(t *rapid.T) {
		s := &reader.Sheet{Name: rapid.SampledFrom([]string{"", "2019", "Men"}).Draw(t, "name")}
		numbers := map[[2]int]bool{}
		for row := range rapid.IntRange(1, 16).Draw(t, "rows") {
			r := reader.Row{At: row * rapid.IntRange(1, 2).Draw(t, "step")}
			if len(s.Rows) > 0 && r.At <= s.Rows[len(s.Rows)-1].At {
				r.At = s.Rows[len(s.Rows)-1].At + 1
			}
			for col := range rapid.IntRange(1, 8).Draw(t, "columns") {
				c := reader.Cell{Text: text.Draw(t, "cell"), Col: int32(col)}
				if _, err := strconv.Atoi(c.Text); err == nil {
					c.Kind = rapid.SampledFrom([]reader.Kind{reader.Number, reader.Text}).Draw(t, "kind")
					numbers[[2]int{r.At, col}] = true
				}
				if c.Text != "" {
					r.Cells = append(r.Cells, c)
					s.Cells++
					s.Width = max(s.Width, col+1)
				}
			}
			if len(r.Cells) > 0 {
				s.Rows = append(s.Rows, r)
			}
		}
		for range rapid.IntRange(0, 5).Draw(t, "merged") {
			row, col := rapid.IntRange(0, 20).Draw(t, "row"), rapid.IntRange(0, 8).Draw(t, "col")
			s.Merged = append(s.Merged, reader.Range{Row: row, Col: col, LastRow: row + rapid.IntRange(0, 4).Draw(t, "deep"), LastCol: col + rapid.IntRange(0, 4).Draw(t, "wide")})
		}
		codes := codesOf(t, s)
		for at := range numbers {
			if _, ok := codes[at]; !ok {
				t.Fatalf("%s is lost\n%s", reader.Name(at[0], at[1]), layouts.Show(s))
			}
		}
	})
}

// transposed turns the table of a sheet that begins in a row: its rows become
// columns, and what stands above it stays there.
func transposed(s *reader.Sheet, first int) *reader.Sheet {
	turned := *s
	turned.Rows, turned.Merged, turned.Width = nil, nil, 0
	rows := map[int][]reader.Cell{}
	for _, row := range s.Rows {
		if row.At < first {
			turned.Rows = append(turned.Rows, row)
			turned.Width = max(turned.Width, int(row.Cells[len(row.Cells)-1].Col)+1)
			continue
		}
		for _, c := range row.Cells {
			to := first + int(c.Col)
			c.Col = int32(row.At - first)
			rows[to] = append(rows[to], c)
			turned.Width = max(turned.Width, row.At-first+1)
		}
	}
	for _, at := range slices.Sorted(maps.Keys(rows)) {
		turned.Rows = append(turned.Rows, reader.Row{At: at, Cells: rows[at]})
	}
	for _, m := range s.Merged {
		if m.Row >= first {
			turned.Merged = append(turned.Merged, reader.Range{Row: first + m.Col, Col: m.Row - first, LastRow: first + m.LastCol, LastCol: m.LastRow - first})
		}
	}
	return &turned
}

// TestPublishedTablesMayBeTransposed turns published tables that have a title
// above them, from the row where their heads begin.
func TestPublishedTablesMayBeTransposed(t *testing.T) {
	cells, err := accuracy.Labelled(published)
	if err != nil {
		t.Skip(err)
	}
	for name, first := range map[string]int{
		"un_desa_international_migrant_stock_2019.xlsx": 14, "un_desa_international_migrant_stock_2020.xlsx": 7,
		"world_bank_migrant_stock_1960-2015_spanish.xls": 3, "ircc_permanent_residents_by_citizenship_2015-2023.xlsx": 2,
	} {
		file, err := reader.Read(context.Background(), filepath.Join(published, name), reader.Options{})
		if err != nil {
			t.Fatal(err)
		}
		turned := &reader.File{Name: file.Name}
		for _, s := range file.Sheets {
			if len(s.Rows) < 1000 {
				turned.Sheets = append(turned.Sheets, transposed(s, first))
			}
		}
		reading, err := intake.Recognise(context.Background(), turned, intake.RecogniseOptions{})
		if err != nil {
			t.Fatal(err)
		}
		found := map[[2]string]intake.Figure{}
		for f := range reading.Figures() {
			if f.Row() >= first {
				found[[2]string{f.Sheet, reader.Name(f.Col()+first, f.Row()-first)}] = *f
			}
		}
		var s accuracy.Score
		for _, want := range cells[name] {
			if verdict := s.Count(found[[2]string{want.Sheet, want.Name}], want); verdict != "" && verdict != accuracy.Unresolved {
				t.Logf("%s %s: %s: want %+v", want.Sheet, want.Name, verdict, want)
			}
		}
		t.Logf("%s: %s", name, s)
		if s.Right*10 < s.All()*9 || s.Wrong*25 > s.All() {
			t.Errorf("%s: %s", name, s)
		}
	}
}
