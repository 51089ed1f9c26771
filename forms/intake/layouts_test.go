package intake_test

import (
	"context"
	"fmt"
	"maps"
	"os"
	"slices"
	"strconv"
	"testing"

	"migraform/bench/accuracy"
	"migraform/bench/layouts"
	"migraform/forms/intake"
	"migraform/forms/intake/reader"

	"pgregory.net/rapid"
)

// TestEveryLayoutIsRecognised makes sheets of many layouts, the truth of each
// cell known by construction, and holds how many are read right. The seeds are
// fixed, so that the shares do not depend on luck.
func TestEveryLayoutIsRecognised(t *testing.T) {
	measure(t, layouts.All, 400, 980, 2)
}

// TestEveryHabitIsRecognised does so with tables that have one habit each.
func TestEveryHabitIsRecognised(t *testing.T) {
	measure(t, layouts.Habits, 500, 980, 3)
}

// measure holds the floor of what is right and the bound of what is wrong, in
// thousandths.
func measure(t *testing.T, of *rapid.Generator[*layouts.Layout], sheets, right, wrong int) {
	from, told := 0, map[int]int{}
	text := os.Getenv("MIGRAFORM_LAYOUTS")
	if text != "" { // more of them, or one: "2000", "1@17"
		if _, err := fmt.Sscanf(text, "%d@%d", &sheets, &from); err != nil {
			sheets, _ = strconv.Atoi(text)
		}
	}
	result, err := layouts.Measure(context.Background(), of, from, sheets, func(seed int, l *layouts.Layout, want accuracy.Cell, got intake.Figure, verdict string) {
		if told[seed]++; text != "" && told[seed] <= 3 {
			t.Logf("layout %d %q %s %q: want %+v, got %s", seed, l.Features, want.Name, verdict, want, accuracy.Line(got))
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range slices.Sorted(maps.Keys(result.By)) {
		t.Logf("%-42s %s", name, result.By[name])
	}
	t.Logf("%-42s %s", "all", result)
	for band, n := range result.Bands {
		t.Logf("confidence from %.2f: %6d figures, %.2f %% with all codes right", result.Bands.From(band), n.All, 100*float64(n.Right)/float64(max(1, n.All)))
	}
	if result.Right*1000 < result.All()*right || result.Wrong*1000 > result.All()*wrong {
		t.Errorf("%s; at least %.1f %% should be right, at most %.1f %% wrong", result, float64(right)/10, float64(wrong)/10)
	}
}

// TestShowLayout writes one layout, where asked to.
func TestShowLayout(t *testing.T) {
	seed, err := strconv.Atoi(os.Getenv("MIGRAFORM_LAYOUT"))
	if err != nil {
		seed = 1
	}
	for _, of := range []*rapid.Generator[*layouts.Layout]{layouts.All, layouts.Habits} {
		l := of.Example(seed)
		if len(l.Truth) == 0 {
			t.Errorf("layout %d has no figures", seed)
		}
		t.Logf("%q\n%s", l.Features, layouts.Show(l.Sheet))
	}
}

// codesOf recognises one sheet and gives what each of its figures stands
// under, by row and column.
func codesOf(t interface{ Fatal(...any) }, sheet *reader.Sheet) map[[2]int]string {
	reading, err := intake.Recognise(context.Background(), &reader.File{Name: "table", Sheets: []*reader.Sheet{sheet}}, intake.RecogniseOptions{})
	if err != nil {
		t.Fatal(err)
	}
	codes := map[[2]int]string{}
	for f := range reading.Figures() {
		at := [2]int{f.Row(), f.Col()}
		if _, twice := codes[at]; twice {
			t.Fatal("twice: ", f.Cell)
		}
		codes[at] = fmt.Sprint(f.Value, f.Kind, " ", f.Area, " ", f.Counterpart, " ", f.Sex, " ", f.Age, " ", f.Time)
	}
	return codes
}
