package view_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"migraform/app/desktop/view"
	"migraform/forms"
	"migraform/forms/definition"
)

func norway(t *testing.T) *forms.Questionnaire {
	t.Helper()
	d, err := definition.BuiltIn()
	if err != nil {
		t.Fatal(err)
	}
	q, err := d.For("NOR", 2025, definition.Core)
	if err != nil {
		t.Fatal(err)
	}
	return q
}

func cell(t *testing.T, q *forms.Questionnaire, address string) forms.Cell {
	t.Helper()
	c, err := q.Cell(address)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func heads(s *view.Sheet) []string {
	var names []string
	for i := range s.Rows() {
		names = append(names, strings.Repeat("  ", s.Row(i).Indent)+s.Row(i).Name.In("en"))
	}
	return names
}

func none(forms.Cell) bool { return false }

func TestTwoRowAxesNest(t *testing.T) {
	s := view.NewSheet(norway(t).Cube("A2"), "en", none)
	want := []string{"Total", "  Nationals", "  Foreigners", "    of whom stateless", "  Citizenship not stated", "  Native-born", "    Nationals"}
	if got := heads(s)[:7]; !cmp.Equal(got, want) {
		t.Error(cmp.Diff(want, got))
	}
}

func TestRegionsCloseAndOpen(t *testing.T) {
	q := norway(t)
	s := view.NewSheet(q.Cube("B2"), "en", none)
	all := s.Rows()
	s.CloseAll()
	few := s.Rows()
	if few > 15 {
		t.Errorf("%d rows are left when all regions are closed: %v", few, heads(s))
	}
	sweden := cell(t, q, "B2/SWE/F/2025")
	if _, _, ok := s.Place(sweden); ok {
		t.Error("Sweden is in view though Europe is closed")
	}
	if !s.Reveal(sweden) {
		t.Error("Sweden cannot be brought into view")
	}
	row, column, _ := s.Place(sweden)
	if s.Row(row).Name.In("en") != "Sweden" || s.Cell(row, column) != sweden {
		t.Errorf("Sweden is at row %d, %q", row, s.Row(row).Name.In("en"))
	}
	s.OpenAll()
	if s.Rows() != all {
		t.Errorf("%d rows, there were %d", s.Rows(), all)
	}
}

func TestWhatIsNotAskedIsHiddenUntilAnswered(t *testing.T) {
	q := norway(t)
	own := cell(t, q, "B4/NOR/_T/2025")
	answered := false
	s := view.NewSheet(q.Cube("B4"), "en", func(c forms.Cell) bool { return answered && c == own })
	if _, _, ok := s.Place(own); ok {
		t.Error("the office's own country is offered as a previous residence")
	}
	answered = true
	s.Update()
	if _, _, ok := s.Place(own); !ok {
		t.Error("a figure for the office's own country is not shown")
	}
}

func TestRowsWithoutFiguresCanBeLeftOut(t *testing.T) {
	q := norway(t)
	sweden, chad := cell(t, q, "C1/SWE/F/2025"), cell(t, q, "C1/TCD/F/2025")
	s := view.NewSheet(q.Cube("C1"), "en", func(c forms.Cell) bool { return c == sweden })
	s.ShowOnlyFilled(true)
	if got, want := heads(s), []string{"Total", "  Europe", "    Northern Europe", "      Sweden"}; !cmp.Equal(got, want) {
		t.Error(cmp.Diff(want, got))
	}
	if !s.Reveal(chad) || s.OnlyFilled() {
		t.Error("a row without figures cannot be gone to")
	}
}

func TestPagesTurnToTheLatestYear(t *testing.T) {
	q := norway(t)
	s := view.NewSheet(q.Cube("B1"), "en", none)
	if got := q.Address(s.Cell(0, 0)); !strings.HasSuffix(got, "/2025") {
		t.Error("begins at " + got)
	}
	s.Reveal(cell(t, q, "B1/Y0T4/NAT/M/2022"))
	if got := q.Address(s.Cell(0, 0)); !strings.HasSuffix(got, "/2022") {
		t.Error("turned to " + got)
	}
}

func TestEveryCellHasItsPlace(t *testing.T) {
	q := norway(t)
	sheets := map[string]*view.Sheet{}
	for _, c := range q.Cubes {
		sheets[c.Name] = view.NewSheet(c, "en", func(forms.Cell) bool { return true })
	}
	rapid.Check(t, func(t *rapid.T) {
		cell := forms.Cell(rapid.IntRange(0, q.Cells-1).Draw(t, "cell"))
		s := sheets[q.CubeOf(cell).Name]
		if rapid.Bool().Draw(t, "closed") {
			s.CloseAll()
		}
		if !s.Reveal(cell) {
			t.Fatalf("%s cannot be brought into view", q.Address(cell))
		}
		row, column, _ := s.Place(cell)
		if got := s.Cell(row, column); got != cell {
			t.Fatalf("%s is placed where %s stands", q.Address(cell), q.Address(got))
		}
	})
}

// Countries stand in the alphabet of the language, and what was closed stays
// closed when it changes.
func TestRowsStandInTheOrderOfTheLanguage(t *testing.T) {
	s := view.NewSheet(norway(t).Cube("B4"), "en", none)
	names := func(language string) string {
		var all []string
		for row := range s.Rows() {
			if name := s.Row(row).Name.In(language); len(all) > 0 || name == "Northern Africa" || name == "أفريقيا الشمالية" {
				if all = append(all, name); len(all) == 4 {
					break
				}
			}
		}
		return strings.Join(all, ", ")
	}
	if got := names("en"); got != "Northern Africa, Algeria, Egypt, Libya" {
		t.Errorf("in English %s", got)
	}
	cell := s.Cell(4, 0)
	for row := range s.Rows() {
		if s.Row(row).Name.In("en") == "Sub-Saharan Africa" {
			s.Toggle(row)
			break
		}
	}
	rows := s.Rows()
	s.Speak("ar")
	if got := names("ar"); got != "أفريقيا الشمالية, تونس, الجزائر, السودان" {
		t.Errorf("in Arabic %s", got)
	}
	if s.Rows() != rows {
		t.Errorf("%d rows are in view; want %d", s.Rows(), rows)
	}
	if row, column, ok := s.Place(cell); !ok || s.Cell(row, column) != cell {
		t.Error("a cell is not found where it stands")
	}
}
