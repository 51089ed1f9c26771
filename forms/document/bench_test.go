package document

import (
	"fmt"
	"path/filepath"
	"testing"
)

func many(n int, value string) []Edit {
	edits := make([]Edit, n)
	for i := range edits {
		edits[i] = Edit{Kind: KindAnswer, Key: fmt.Sprintf("B2/C%03d/F/Y%02dT%02d/%d", i/250, i%25*5, i%25*5+4, 2015+i/25%10), After: fmt.Sprint(value, i)}
	}
	return edits
}

func fresh(tb testing.TB) *Document {
	tb.Helper()
	d, err := Create(filepath.Join(tb.TempDir(), "a.migraform"), Info{Application: "1.0", Definition: []byte("tables: []"),
		Properties: map[string]string{"country": "NOR", "year": "2025"}})
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { d.Close() })
	return d
}

func BenchmarkApplyOne(b *testing.B) {
	d := fresh(b)
	for i := 0; b.Loop(); i++ {
		if _, err := d.Apply("Kari", "typed", "B2", []Edit{{Kind: KindAnswer, Key: fmt.Sprint("B2/NOR/F/", i%5000), After: fmt.Sprint(i)}}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkApply50000(b *testing.B) {
	d := fresh(b)
	for i := 0; b.Loop(); i++ {
		if _, err := d.Apply("Kari", "imported", "immigration.xlsx", many(50_000, fmt.Sprint(i, "."))); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkUndo50000(b *testing.B) {
	d := fresh(b)
	if _, err := d.Apply("Kari", "imported", "immigration.xlsx", many(50_000, "")); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := d.Undo(); err != nil {
			b.Fatal(err)
		}
		if _, err := d.Redo(); err != nil {
			b.Fatal(err)
		}
	}
}

// Opening with all its checks, and loading 60,000 answers.
func BenchmarkOpenAndLoad60000(b *testing.B) {
	d := fresh(b)
	if _, err := d.Apply("Kari", "imported", "immigration.xlsx", many(60_000, "")); err != nil {
		b.Fatal(err)
	}
	path := d.Path()
	d.Close()
	for b.Loop() {
		d, err := Open(path)
		if err != nil {
			b.Fatal(err)
		}
		if list, err := d.Entries(KindAnswer); err != nil || len(list) != 60_000 {
			b.Fatal(len(list), err)
		}
		d.Close()
	}
}

func BenchmarkLoad60000(b *testing.B) {
	d := fresh(b)
	if _, err := d.Apply("Kari", "imported", "immigration.xlsx", many(60_000, "")); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if list, err := d.Entries(KindAnswer); err != nil || len(list) != 60_000 {
			b.Fatal(len(list), err)
		}
	}
}
