package intake_test

import (
	"bytes"
	"context"
	"fmt"
	"runtime"
	"strings"
	"testing"

	"migraform/forms/definition"
	"migraform/forms/intake"
	"migraform/forms/intake/reader"

	"github.com/xuri/excelize/v2"
)

// million makes a million cells: areas, sexes and ages down, years across.
func million(row func(cells []any)) {
	head := []any{"Country of birth", "Sex", "Age"}
	for year := 1966; year <= 2025; year++ {
		head = append(head, fmt.Sprint(year))
	}
	row(head)
	ages := []string{"Total", "0-14", "15-24", "25-64", "65+"}
	for age := range 23 {
		ages = append(ages, fmt.Sprintf("%d-%d", 5*age, 5*age+4))
	}
	n := 0
	for _, area := range definition.Areas() {
		for _, sex := range []string{"Men", "Women"} {
			for _, age := range ages {
				cells := []any{area.Name["en"], sex, age}
				for len(cells) < len(head) {
					n = (n*7919 + 13) % 100_003
					cells = append(cells, n)
				}
				row(cells)
			}
		}
	}
}

func millionWorkbook(b testing.TB) []byte {
	f := excelize.NewFile()
	defer f.Close()
	w, err := f.NewStreamWriter("Sheet1")
	if err != nil {
		b.Fatal(err)
	}
	at := 0
	million(func(cells []any) {
		at++
		if err := w.SetRow(fmt.Sprintf("A%d", at), cells); err != nil {
			b.Fatal(err)
		}
	})
	if err := w.Flush(); err != nil {
		b.Fatal(err)
	}
	content, err := f.WriteToBuffer()
	if err != nil {
		b.Fatal(err)
	}
	return content.Bytes()
}

func millionText() []byte {
	var text strings.Builder
	million(func(cells []any) {
		for i, c := range cells {
			if i > 0 {
				text.WriteByte(',')
			}
			fmt.Fprintf(&text, "%q", fmt.Sprint(c))
		}
		text.WriteByte('\n')
	})
	return []byte(text.String())
}

func BenchmarkReadMillionWorkbook(b *testing.B) { benchmarkRead(b, millionWorkbook(b)) }
func BenchmarkReadMillionText(b *testing.B)     { benchmarkRead(b, millionText()) }

func benchmarkRead(b *testing.B, content []byte) {
	b.ReportAllocs()
	for b.Loop() {
		file, err := reader.ReadBytes(context.Background(), "million", content, reader.Options{})
		if err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(heapMB(file), "MB-held")
	}
}

func BenchmarkPlanMillion(b *testing.B) {
	file, err := reader.ReadBytes(context.Background(), "million", millionText(), reader.Options{})
	if err != nil {
		b.Fatal(err)
	}
	q := questionnaire(b, "CAN", 2015)
	b.ReportAllocs()
	for b.Loop() {
		reading, _ := intake.Recognise(context.Background(), file, intake.RecogniseOptions{Country: "CAN"})
		plan, _ := intake.MakePlan(context.Background(), q, reading, intake.PlanOptions{Table: "C1"})
		if plan.Counts[intake.Placed] == 0 {
			b.Fatal(plan.Counts)
		}
		b.ReportMetric(heapMB(plan), "MB-held")
	}
}

// BenchmarkAddUpMillion plans figures by single age, region and month, which
// are added up to a few thousand cells.
func BenchmarkAddUpMillion(b *testing.B) {
	var text strings.Builder
	text.WriteString("Immigration by age\nRegion,Sex,Age")
	for year := 2011; year <= 2015; year++ {
		for month := 1; month <= 12; month++ {
			fmt.Fprintf(&text, ",%d-%02d", year, month)
		}
	}
	text.WriteString("\n")
	for region := range 82 {
		for _, sex := range []string{"Men", "Women"} {
			for age := range 100 {
				fmt.Fprintf(&text, "Region %c%c,%s,%d years", 'A'+region/9, 'a'+region%9, sex, age)
				for month := range 60 {
					fmt.Fprintf(&text, ",%d", (region*7+age*3+month)%97)
				}
				text.WriteString("\n")
			}
		}
	}
	file, err := reader.ReadBytes(context.Background(), "million", []byte(text.String()), reader.Options{})
	if err != nil {
		b.Fatal(err)
	}
	q := questionnaire(b, "CAN", 2015)
	decisions := &intake.Decisions{Sheets: map[string]intake.SheetDecision{"": {Sums: map[string]bool{"A": true}}}}
	b.ReportAllocs()
	for b.Loop() {
		reading, _ := intake.Recognise(context.Background(), file, intake.RecogniseOptions{Country: "CAN", Decisions: decisions})
		plan, _ := intake.MakePlan(context.Background(), q, reading, intake.PlanOptions{Table: "B1", Decisions: decisions})
		if plan.Counts[intake.Placed] < 800_000 {
			b.Fatal(plan.Counts, plan.Reasons()[0])
		}
		b.ReportMetric(heapMB(plan), "MB-held")
	}
}

// BenchmarkReadMillionByExcelize is the measure to compare with.
func BenchmarkReadMillionByExcelize(b *testing.B) {
	content := millionWorkbook(b)
	b.ReportAllocs()
	for b.Loop() {
		f, err := excelize.OpenReader(bytes.NewReader(content))
		if err != nil {
			b.Fatal(err)
		}
		rows, err := f.Rows("Sheet1")
		if err != nil {
			b.Fatal(err)
		}
		for rows.Next() {
			if _, err := rows.Columns(excelize.Options{RawCellValue: true}); err != nil {
				b.Fatal(err)
			}
		}
		_ = f.Close()
	}
}

func heapMB(keep any) float64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	runtime.KeepAlive(keep)
	return float64(m.HeapAlloc) / (1 << 20)
}
