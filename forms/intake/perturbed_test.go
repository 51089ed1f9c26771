package intake_test

import (
	"context"
	"fmt"
	"os"
	"slices"
	"strconv"
	"testing"

	"migraform/bench/accuracy"
	"migraform/forms/intake"
	"migraform/forms/intake/reader"
)

type score struct{ right, wrong, unresolved int }

func (s score) of() int { return s.right + s.wrong + s.unresolved }

func (s score) String() string {
	n := float64(max(1, s.of()))
	return fmt.Sprintf("%6d cells: %5.1f %% right %5.2f %% wrong %5.1f %% unresolved", s.of(), 100*float64(s.right)/n, 100*float64(s.wrong)/n, 100*float64(s.unresolved)/n)
}

// TestEveryLayoutIsRecognised makes sheets of many layouts, the truth of each
// cell known by construction, and holds how many are read right. The seeds are
// fixed, so that the shares do not depend on luck.
func TestEveryLayoutIsRecognised(t *testing.T) {
	sheets, from := 400, 0
	if text := os.Getenv("MIGRAFORM_LAYOUTS"); text != "" { // more of them, or one: "2000", "1@17"
		if _, err := fmt.Sscanf(text, "%d@%d", &sheets, &from); err != nil {
			sheets, _ = strconv.Atoi(text)
		}
	}
	var all score
	by := map[string]*score{}
	for seed := from; seed < from+sheets; seed++ {
		v := variants.Example(seed)
		got := v.score(t, seed)
		all.right, all.wrong, all.unresolved = all.right+got.right, all.wrong+got.wrong, all.unresolved+got.unresolved
		features := slices.Compact(slices.Sorted(slices.Values(v.features)))
		for _, feature := range features {
			s := by[feature]
			if s == nil {
				s = &score{}
				by[feature] = s
			}
			s.right, s.wrong, s.unresolved = s.right+got.right, s.wrong+got.wrong, s.unresolved+got.unresolved
		}
		if got.right*100 < got.of()*95 {
			t.Logf("layout %d: %s %q", seed, got, features)
		}
	}
	names := make([]string, 0, len(by))
	for name := range by {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		t.Logf("%-42s %s", name, by[name])
	}
	t.Logf("%-42s %s", "all", all)
	if all.right*1000 < all.of()*980 || all.wrong*1000 > all.of()*2 {
		t.Errorf("%s; at least 98 %% should be right, at most 0.2 %% wrong", all)
	}
}

// score reads a sheet and compares.
func (v *variant) score(t *testing.T, seed int) (s score) {
	reading, err := intake.Recognise(context.Background(), &reader.File{Name: "layout", Sheets: []*reader.Sheet{v.sheet}}, intake.RecogniseOptions{})
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]intake.Figure{}
	for f := range reading.Figures() {
		found[f.Cell] = *f
	}
	told := 0
	for _, want := range v.truth {
		got, ok := found[want.Name]
		if got.Area == "001" && want.Area == "_T" {
			got.Area = "_T"
		}
		if got.Counterpart == "001" && want.Counterpart == "_T" {
			got.Counterpart = "_T"
		}
		verdict := accuracy.Compare(got, want)
		switch {
		case !ok || verdict == "unresolved":
			s.unresolved++
		case verdict != "":
			s.wrong++
		default:
			s.right++
			continue
		}
		if told++; os.Getenv("MIGRAFORM_LAYOUTS") != "" && told <= 4 {
			t.Logf("layout %d %s %q: want %+v, got %s", seed, want.Name, verdict, want, accuracy.Line(got))
		}
	}
	return s
}

// show writes a sheet as text, for a person who looks into a layout.
func (v *variant) show() string {
	text := ""
	for _, row := range v.sheet.Rows {
		text += fmt.Sprintf("%d", row.At+1)
		col := 0
		for _, c := range row.Cells {
			for ; col < int(c.Col); col++ {
				text += " |"
			}
			text += " " + c.Text
		}
		text += "\n"
	}
	return text
}

// TestShowLayout writes one layout, where asked to.
func TestShowLayout(t *testing.T) {
	seed, err := strconv.Atoi(os.Getenv("MIGRAFORM_LAYOUT"))
	if err != nil {
		seed = 1
	}
	v := variants.Example(seed)
	if len(v.truth) == 0 {
		t.Errorf("layout %d has no figures", seed)
	}
	t.Logf("%q\n%s", v.features, v.show())
}
