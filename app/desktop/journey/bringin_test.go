package journey_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// matrix is a bilateral matrix as offices publish them: a letterhead, heads in
// two merged levels, regions above their countries, marks of footnotes, notes.
type matrix struct {
	year      string
	residence []string // countries across, all in Europe but the last
	turkey    string   // its name
}

// origins are the countries down, by region.
var origins = []struct {
	region    string
	countries []string
}{
	{"Africa", []string{"Algeria (1)", "Morocco", "Tunisia"}},
	{"Asia", []string{"TURKEY", "Viet Nam"}},
	{"Europe", []string{"Italy*", "Portugal", "Serbia and Montenegro"}},
}

// figure is what stands in the matrix for an origin and a country of residence.
func (m matrix) figure(origin string, column int) int {
	return 100*len(origin) + 10*column + int(m.year[3]-'0')
}

// write makes the workbook and returns the rows of its labels, from 1.
func (m matrix) write(t *testing.T, path string) map[string]int {
	t.Helper()
	book := excelize.NewFile()
	defer book.Close()
	const sheet = "Table 3.2"
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	must(book.SetSheetName("Sheet1", sheet))
	set := func(column, row int, value any) {
		cell, err := excelize.CoordinatesToCellName(column, row)
		must(err)
		must(book.SetCellValue(sheet, cell, value))
	}
	set(1, 1, "Institute of Statistics · Population Division")
	set(1, 2, "Foreign-born residents by country of birth and country of residence, 31 December "+m.year)
	set(1, 3, "Persons")
	set(1, 5, "Country of birth")
	set(2, 5, "Country of residence")
	last, err := excelize.ColumnNumberToName(len(m.residence) + 1)
	must(err)
	must(book.MergeCell(sheet, "A5", "A6"))
	must(book.MergeCell(sheet, "B5", last+"5"))
	for i, name := range m.residence {
		set(2+i, 6, name)
	}
	rows := map[string]int{}
	row := 7
	for _, group := range origins {
		head := row
		rows[group.region] = row
		set(1, row, group.region)
		row++
		sums := make([]int, len(m.residence))
		for _, origin := range group.countries {
			name := origin
			if origin == "TURKEY" {
				name = m.turkey
			}
			rows[origin] = row
			set(1, row, "   "+name)
			for i := range m.residence {
				sums[i] += m.figure(origin, i)
				set(2+i, row, m.figure(origin, i))
			}
			row++
		}
		for i, sum := range sums {
			set(2+i, head, sum)
		}
	}
	set(1, row+1, "(1) Including persons born before independence.")
	set(1, row+2, "* Without San Marino.")
	must(book.SetColWidth(sheet, "A", "A", 30))
	must(book.SaveAs(path))
	return rows
}

// answers are what the matrix says of a country of residence, where Serbia and
// Montenegro counts as Serbia.
func (m matrix) answers(residence string) map[string]string {
	column := slices.Index(m.residence, residence)
	answers := map[string]string{}
	for origin, code := range map[string]string{"Algeria (1)": "DZA", "Morocco": "MAR", "Tunisia": "TUN", "TURKEY": "TUR", "Viet Nam": "VNM",
		"Italy*": "ITA", "Portugal": "PRT", "Serbia and Montenegro": "SRB"} {
		answers["C1/"+code+"/_T/"+m.year] = fmt.Sprint(m.figure(origin, column))
	}
	return answers
}

// pointAt clicks a label in the first column of the sheet that is shown.
func (p *program) pointAt(row int) {
	p.t.Helper()
	const height, numbers, heads = 24, 44, 25 // of the table's rows and heads
	grid := p.spot("bringin.sheet")
	at := func(row int) string {
		p.clickAt(grid.X+numbers+60, grid.Y+heads+float64(row)*height-height/2)
		return p.sees("a cell of the sheet", func(e event) bool { return e.Event == "pointed" }).Cell
	}
	want := fmt.Sprintf("A%d", row)
	if got := at(min(row, 6)); got != fmt.Sprintf("A%d", min(row, 6)) {
		p.t.Fatalf("pointed at %s", got)
	}
	for below := row - 6; below > 0; below-- {
		p.keys("Down")
		p.sees("a cell of the sheet", func(e event) bool { return e.Event == "pointed" })
	}
	if e, _ := p.last("pointed"); e.Cell != want {
		p.t.Fatalf("pointed at %s instead of %s", e.Cell, want)
	}
}

// planned waits until so many figures have a place and so many wait for a
// decision.
func (p *program) planned(placed, open int) {
	p.t.Helper()
	p.sees(fmt.Sprintf("%d figures with a place and %d to decide", placed, open), func(e event) bool {
		return e.Event == "planned" && e.Placed == placed && e.Open == open
	})
	p.rest()
}

// A bilateral matrix goes into the table of the foreign-born: only the column
// of the document's country. One label is read otherwise by pointing, the
// figures are put in, undone, and put in again; the file of the year after,
// with a column more and a country under a new name, is read without asking.
func TestBringInAMatrix(t *testing.T) {
	h := newHome(t)
	document := h.document("FRA", "2025")
	first := matrix{year: "2024", residence: []string{"Belgium", "France", "Germany", "Spain", "Canada"}, turkey: "Turkey"}
	next := matrix{year: "2025", residence: []string{"Belgium", "France", "Germany", "Italy", "Spain", "Canada"}, turkey: "Türkiye"}
	rows := first.write(t, h.at("matrix-2024.xlsx"))
	next.write(t, h.at("matrix-2025.xlsx"))
	of2024, of2025, nothing := first.answers("France"), next.answers("France"), map[string]string{}
	for address := range of2024 {
		nothing[address] = ""
	}

	p := h.start(document)
	p.screen("table", "")
	p.click("bringin")
	p.screen("bringin", "")
	p.fill("bringin.path", h.at("matrix-2024.xlsx"))
	p.keys("Return")
	p.planned(11, 0)
	p.pointAt(rows["Serbia and Montenegro"])
	p.click("bringin.means")
	p.rest()
	p.types("Serbia")
	p.keys("Return")
	p.planned(11, 0)
	p.click("bringin.apply")
	p.saved()
	h.holds(document, of2024)

	p.keys("ctrl+z")
	p.saved()
	h.holds(document, nothing)
	p.click("bringin.apply")
	p.saved()
	h.holds(document, of2024)

	p.fill("bringin.path", h.at("matrix-2025.xlsx"))
	p.keys("Return")
	p.planned(11, 0)
	p.says("Made like matrix-2024.xlsx")
	p.says("“Turkey” is now called “Türkiye”")
	p.says("New since the last file of this layout: Italy")
	if e, ok := p.last("widgets"); !ok || slices.ContainsFunc(e.List, func(w place) bool { return strings.HasPrefix(w.ID, "bringin.question.") }) {
		t.Error("something is asked about the file of the year after")
	}
	p.click("bringin.apply")
	p.saved()
	p.close()
	h.holds(document, of2024)
	h.holds(document, of2025)
}

// A locked workbook asks for its password, and what is not clear in it is
// asked and answered in place.
func TestBringInALockedWorkbook(t *testing.T) {
	h := newHome(t)
	document := h.document("NOR", "2025")
	book := excelize.NewFile()
	defer book.Close()
	for row, line := range [][]any{{"Immigration by citizenship, 2025"}, {"Citizenship", "Total", "Men", "Women"},
		{"Sweden", 30, 10, 20}, {"Eriador", 5, 2, 3}, {"Rohan", 9, 4, 5}} {
		if err := book.SetSheetRow("Sheet1", fmt.Sprintf("A%d", row+1), &line); err != nil {
			t.Fatal(err)
		}
	}
	path := h.at("locked.xlsx")
	if err := book.SaveAs(path, excelize.Options{Password: "Oslo 2025"}); err != nil {
		t.Fatal(err)
	}

	p := h.start(document)
	p.screen("table", "")
	p.click("bringin")
	p.screen("bringin", "")
	p.fill("bringin.path", path)
	p.keys("Return")
	p.complains(path, "locked.xlsx")
	p.click("bringin.password")
	p.types("Bergen")
	p.keys("Return")
	p.complains(path, "locked.xlsx")
	p.click("bringin.password")
	p.types("Oslo 2025")
	p.keys("Return")
	p.planned(3, 6)

	p.click("bringin.question.1.code")
	p.rest()
	p.types("Finland")
	p.keys("Return")
	p.planned(6, 3)
	p.click("bringin.question.1.leave")
	p.planned(6, 0)
	p.click("bringin.apply")
	p.saved()
	p.close()
	h.holds(document, map[string]string{"B2/SWE/_T/2025": "30", "B2/FIN/F/2025": "3", "B2/FIN/_T/2025": "5"})
}
