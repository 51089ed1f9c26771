package workbook_test

import (
	"context"
	"fmt"
	"path/filepath"
	"runtime"
	"testing"

	"migraform/export/workbook"
	"migraform/forms"
)

// large is a questionnaire of one table with a given number of countries in
// regions of ten, two sexes with their total, and years.
func large(countries, years int) workbook.Submission {
	list := &forms.CodeList{ID: "citizenship", Concept: "citizenship", Codes: []forms.Code{{ID: "_T", Kind: forms.Total, Parent: -1, Name: text("Total", "Total")}}}
	world := forms.Sum{Total: 0, Rule: "R02"}
	for i := range countries {
		if i%10 == 0 {
			world.Terms = append(world.Terms, forms.Term{Code: len(list.Codes), Sign: 1})
			list.Sums = append(list.Sums, forms.Sum{Total: len(list.Codes), Rule: "R04"})
			list.Codes = append(list.Codes, forms.Code{ID: fmt.Sprintf("R%d", i/10), Kind: forms.Subtotal, Parent: 0, Depth: 1, Name: text(fmt.Sprintf("Region %d", i/10), "")})
		}
		region := &list.Sums[len(list.Sums)-1]
		region.Terms = append(region.Terms, forms.Term{Code: len(list.Codes), Sign: 1})
		list.Codes = append(list.Codes, forms.Code{ID: fmt.Sprintf("C%d", i), Parent: region.Total, Depth: 2, Name: text(fmt.Sprintf("Country %d", i), "")})
	}
	list.Sums = append(list.Sums, world)
	sexes := &forms.CodeList{ID: "sex", Concept: "sex", Codes: []forms.Code{{ID: "_T", Kind: forms.Total, Parent: -1, Name: text("Total", "")},
		{ID: "M", Parent: 0, Name: text("Men", "")}, {ID: "F", Parent: 0, Name: text("Women", "")}},
		Sums: []forms.Sum{{Total: 0, Terms: terms(1, 2), Rule: "R02"}}}
	times := &forms.CodeList{ID: "years", Concept: "time"}
	for i := range years {
		year := fmt.Sprint(1900 + i)
		times.Codes = append(times.Codes, forms.Code{ID: year, Parent: -1, Name: text(year, year)})
	}
	q := &forms.Questionnaire{ID: "large", Version: "1", Title: text("Large", "Grand"), Country: "NOR", Year: 2025,
		Tables: []*forms.Table{{ID: "B2", Section: "B", Title: text("Large", "Grand"), Cubes: []*forms.Cube{{Name: "B2",
			Axes: []*forms.Axis{{Concept: "citizenship", List: list}, {Concept: "sex", List: sexes}, {Concept: "time", List: times}},
			View: forms.View{Rows: []int{0}, Columns: []int{2, 1}}}}}}}
	q.Lay()
	answers := forms.NewAnswers(q.Cells)
	c := q.Cubes[0]
	totals := map[forms.Cell]forms.Number{}
	for i := range forms.Cell(q.Cells) {
		if c.CodeAt(i, 1) != 0 && list.Codes[c.CodeAt(i, 0)].Kind == forms.Leaf {
			answers.Set(i, forms.Count(int64(i)*7%100_000))
			continue
		}
		totals[i] = 0
	}
	for i := forms.Cell(q.Cells) - 1; i >= 0; i-- {
		n := answers.Values[i] + totals[i]
		code := list.Codes[c.CodeAt(i, 0)]
		if c.CodeAt(i, 1) != 0 && code.Parent >= 0 {
			totals[c.Moved(i, 0, code.Parent)] += n
		}
		if c.CodeAt(i, 1) != 0 {
			totals[c.Moved(i, 1, 0)] += n
		}
	}
	return workbook.Submission{Questionnaire: q, Answers: answers, Language: "en",
		Shown: func(cell forms.Cell) (forms.Number, bool) { n, ok := totals[cell]; return n, ok }}
}

func BenchmarkWriteMillion(b *testing.B) {
	s := large(3000, 101) // 1,000,203 cells
	b.ReportMetric(float64(s.Questionnaire.Cells), "cells")
	for b.Loop() {
		result, err := workbook.Write(context.Background(), filepath.Join(b.TempDir(), "large.xlsx"), s, workbook.Options{})
		if err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(result.Bytes)/1e6, "MB")
	}
	reportHeap(b)
}

func BenchmarkReadMillion(b *testing.B) {
	s := large(3000, 101)
	path := filepath.Join(b.TempDir(), "large.xlsx")
	if _, err := workbook.Write(context.Background(), path, s, workbook.Options{}); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		c, err := workbook.Read(context.Background(), path)
		if err != nil {
			b.Fatal(err)
		}
		if d := workbook.Compare(c, s.Questionnaire, s.Answers); len(d) > 0 {
			b.Fatal(d[0])
		}
	}
	reportHeap(b)
}

// reportHeap reports what the process has taken from the system.
func reportHeap(b *testing.B) {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	b.ReportMetric(float64(m.Sys)/1e6, "MB-system")
}
