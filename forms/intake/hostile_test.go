package intake_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"migraform/forms/intake"
	"migraform/forms/intake/reader"

	"github.com/xuri/excelize/v2"
)

// TestOddSheetsLoseNothing plans sheets that no office has, made to cost time
// or memory. How long they take is measured by the bench.
func TestOddSheetsLoseNothing(t *testing.T) {
	text := func(make func(b *strings.Builder)) []byte {
		var b strings.Builder
		make(&b)
		return []byte(b.String())
	}
	merged := excelize.NewFile()
	for row := 1; row <= 2000; row++ {
		_ = merged.SetCellValue("Sheet1", fmt.Sprintf("A%d", row), "Norway")
		_ = merged.SetCellValue("Sheet1", fmt.Sprintf("H%d", row), row)
	}
	for row := 1; row < 10_000; row += 2 {
		_ = merged.MergeCell("Sheet1", fmt.Sprintf("B%d", row), fmt.Sprintf("C%d", row+1))
		_ = merged.MergeCell("Sheet1", fmt.Sprintf("D%d", row), fmt.Sprintf("F%d", row))
	}
	book, err := merged.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	for name, content := range map[string][]byte{
		"wide": text(func(b *strings.Builder) {
			for row := range 30 {
				b.WriteString("Norway")
				for col := range 16_000 {
					fmt.Fprintf(b, ",%d", row*col)
				}
				b.WriteString("\n")
			}
		}),
		"heads and figures by turns": text(func(b *strings.Builder) {
			for row := range 60_000 {
				fmt.Fprintf(b, "Country,Men,Women\nNorway,%d,%d\n\n", row, row+1)
			}
		}),
		"names that nobody knows": text(func(b *strings.Builder) {
			b.WriteString("Country,2015\n")
			for row := range 100_000 {
				fmt.Fprintf(b, "Land of %d (Kingdom of %d) / Pays %d,%d\n", row, row, row, row)
			}
		}),
		"long labels": text(func(b *strings.Builder) {
			for row := range 500 {
				fmt.Fprintf(b, "%s,%d\n", strings.Repeat("Norway ( - / ", 2000), row)
			}
		}),
		"many merged ranges": book.Bytes(),
		"years everywhere": text(func(b *strings.Builder) {
			for range 20_000 {
				b.WriteString("2015,2016,2015,2014,2013\n")
			}
		}),
	} {
		file, err := reader.ReadBytes(context.Background(), name, content, reader.Options{})
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		q := questionnaire(t, "CAN", 2015)
		reading, err := intake.Recognise(context.Background(), file, intake.RecogniseOptions{Country: "CAN"})
		if err != nil {
			t.Fatal(err)
		}
		plan, err := intake.MakePlan(context.Background(), q, reading, intake.PlanOptions{Table: "C1"})
		if err != nil {
			t.Fatal(err)
		}
		checkNoneLost(t, file, plan)
		t.Logf("%s: %v", name, plan.Counts)
	}
}

func TestPlanningCanBeStopped(t *testing.T) {
	file, err := reader.ReadBytes(context.Background(), "a.csv", []byte("Country,2015\nNorway,1\nSweden,2\n"), reader.Options{})
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	stop()
	if _, err := intake.Recognise(ctx, file, intake.RecogniseOptions{}); err != context.Canceled {
		t.Error(err)
	}
}

// TestManyTablesOnASheet reads hundreds of tables below each other, and says
// of what lies beyond that it was not read.
func TestManyTablesOnASheet(t *testing.T) {
	can := questionnaire(t, "CAN", 2013)
	for _, tables := range []int{300, 1200} {
		var text strings.Builder
		for i := range tables {
			fmt.Fprintf(&text, "Table %d: foreign-born by country of birth,\nCountry of birth,2013\nNorway,%d\nSweden,%d\n\n", i, i, i)
		}
		plan := planOf(t, can, text.String(), "C1", nil)
		if want := min(tables, 1000); len(plan.Blocks) != want {
			t.Errorf("%d of %d tables are read", len(plan.Blocks), tables)
		}
		if len(plan.Entries) != 3*tables {
			t.Errorf("%d figures of %d tables", len(plan.Entries), tables)
		}
		unread := 0
		for i := range plan.Entries {
			if why := plan.Entries[i].Why; why != nil && why.ID == "intake.ask_tables" {
				unread++
			}
		}
		if want := 2 * max(0, tables-1000); unread < want {
			t.Errorf("%d figures are said not to be read, %d are not", unread, want)
		}
	}
}
