package definition_test

import (
	"os"
	"testing"

	"migraform/forms"
	"migraform/forms/definition"
)

// versions are the same questionnaire twice, two versions apart.
func versions(t *testing.T) (older, newer *definition.Definition) {
	t.Helper()
	older, err := definition.Load(os.DirFS("testdata/versions/older"))
	if err != nil {
		t.Fatal(err)
	}
	if newer, err = definition.Load(os.DirFS("testdata/versions/newer")); err != nil {
		t.Fatal(err)
	}
	return older, newer
}

// Answers of an older version find their place in the newer one, or are known
// to have none.
func TestAnswersOfAnOlderVersion(t *testing.T) {
	older, newer := versions(t)
	before, err := older.For("NOR", 2024, definition.All)
	if err != nil {
		t.Fatal(err)
	}
	after, err := newer.For("NOR", 2025, definition.All)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ what, from, to string }{
		{"the axis of kinds is gone: totals move", "A1/M/_T/2024", "A1/_T/M/2024"},
		{"a kind has no place any more", "A1/M/X/2024", ""},
		{"women are coded otherwise", "A1/W/_T/2024", "A1/_T/F/2024"},
		{"the cube has become a table", "A1.age/YOUNG/2024", ""}, // asked for 2025 only
		{"the year is not asked any more", "A1/M/_T/2023", ""},
		{"the table is gone", "A2/M/2024", ""},
		{"never was", "A9/M/2024", ""},
	} {
		if to, _ := newer.MigrateAddress(before, after, c.from); to != c.to {
			t.Errorf("%s: %s moved to %q; want %q", c.what, c.from, to, c.to)
		}
	}
	if again, err := newer.For("NOR", 2024, definition.All); err != nil {
		t.Fatal(err)
	} else if to, _ := newer.MigrateAddress(before, again, "A1.age/YOUNG/2024"); to != "A3/YOUNG/2024" {
		t.Errorf("the cube has become a table: %q", to)
	}
	for from, want := range map[string]string{"M1.3.unit": "M1.3.counted", "M2.gone": "", "M2.kept": "M2.kept", "M1.unit": ""} {
		if to, _ := newer.MigrateQuestion(before.Version, from); to != want {
			t.Errorf("question %s moved to %q; want %q", from, to, want)
		}
	}
	if to, _ := newer.MigrateQuestion("2025.9", "M1.3.unit"); to != "" {
		t.Errorf("version 2025.9 had no question of that name; it moved to %q", to)
	}
}

// Notes on rows and columns move as their figures do.
func TestNotesOfAnOlderVersion(t *testing.T) {
	older, newer := versions(t)
	before, err := older.For("NOR", 2025, definition.All)
	if err != nil {
		t.Fatal(err)
	}
	after, err := newer.For("NOR", 2025, definition.All)
	if err != nil {
		t.Fatal(err)
	}
	for from, want := range map[string]string{
		"A1/W/_T/2025": "A1/_T/F/2025", "A1/W/*/*": "A1/*/F/*", "A1/*/*/*": "A1/*/*/*", "A1/*/X/*": "", "A1.age/*/2025": "A3/*/2025", "A2/*/*": "", "A1/*": "",
	} {
		if to, _ := newer.MigrateNote(before, after, from); to != want {
			t.Errorf("the note on %s moved to %q; want %q", from, to, want)
		}
	}
}

// The same version leaves every answer where it is.
func TestTheSameVersionMovesNothing(t *testing.T) {
	d, q := builtIn(t), norway(t)
	for cell := range forms.Cell(q.Cells) {
		if moved, ok := d.Migrate(q, q, cell); !ok || moved != cell {
			t.Fatalf("%s moved to %d, %v", q.Address(cell), moved, ok)
		}
	}
}
