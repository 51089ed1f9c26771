package main

import (
	"context"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"migraform/bench/accuracy"
	"migraform/bench/layouts"
	"migraform/forms/intake"
	"migraform/forms/intake/reader"

	"pgregory.net/rapid"
)

// measureRecognition says, file by file, how many of the labelled cells of
// published spreadsheets are recognised with all their codes.
func measureRecognition(s settings, t *table) error {
	cells, err := accuracy.Labelled(accuracy.Folder)
	if err != nil {
		t.add(row{measure: "published spreadsheets", measured: "not here", remark: "they do not lie beside the checkout"})
		return nil
	}
	var all accuracy.Score
	for _, name := range slices.Sorted(maps.Keys(cells)) {
		score, err := accuracy.Of(context.Background(), filepath.Join(accuracy.Folder, name), cells[name])
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		addScore(t, shortened(name), score)
		all.Add(score)
	}
	addScore(t, "all of them", all)
	return nil
}

// measureLayouts says how many figures of made sheets are recognised, whose
// seeds no test uses, and how far the program's confidence can be trusted.
func measureLayouts(s settings, t *table) error {
	count := 1000
	if s.quick {
		count = 50
	}
	var bands accuracy.Bands
	for _, kind := range []struct {
		name string
		of   *rapid.Generator[*layouts.Layout]
	}{{"regular layouts", layouts.All}, {"habits of offices", layouts.Habits}} {
		result, err := layouts.Measure(context.Background(), kind.of, 1_000_000, count, nil)
		if err != nil {
			return err
		}
		addScore(t, kind.name, result.Score)
		for _, feature := range slices.Sorted(maps.Keys(result.By)) {
			if score := result.By[feature]; kind.name == "habits of offices" {
				addScore(t, "· "+feature, *score)
			}
		}
		all := accuracy.Score{Bands: bands}
		all.Add(result.Score)
		bands = all.Bands
	}
	for band, n := range bands {
		if n.All > 0 {
			share := float64(n.Right) / float64(n.All)
			t.told(fmt.Sprintf("confidence from %.2f", bands.From(band)), fmt.Sprintf("%.2f %%", 100*share), fmt.Sprintf("all codes right, of %d", n.All))
		}
	}
	return measureOdd(s, t)
}

func addScore(t *table, name string, score accuracy.Score) {
	share := float64(score.Right) / float64(score.All())
	ratio := 0.95 / share
	if float64(score.Wrong) > 0.005*float64(score.All()) {
		ratio = 2 // a wrong code is worse than a question
	}
	t.add(row{name, fmt.Sprintf("%.1f %%", 100*share), "≥ 95 %", ratio, fmt.Sprintf("%d wrong, %d left open, of %d", score.Wrong, score.Unresolved, score.All())})
}

// shortened keeps a file's name within its column.
func shortened(name string) string {
	const most = 44
	if len(name) <= most {
		return name
	}
	return name[:most-1] + "…"
}

// measureOdd says how long sheets take that no office has.
func measureOdd(s settings, t *table) error {
	lines := 100_000
	if s.quick {
		lines = 5_000
	}
	for _, sheet := range []struct{ name, head, line string }{
		{"names that nobody knows", "Country,2015\n", "Land of %[1]d (Kingdom of %[1]d) / Pays %[1]d,%[1]d\n"},
		{"lines that may be groups", "Country of birth,2019,2020\n", "  Place %[1]d,%[1]d,1%[1]d\n"},
		{"heads and figures by turns", "", "Country,Men,Women\nNorway,%[1]d,2%[1]d\n\n"},
	} {
		var text strings.Builder
		text.WriteString(sheet.head)
		for i := range lines {
			fmt.Fprintf(&text, sheet.line, i)
		}
		began := time.Now()
		file, err := reader.ReadBytes(context.Background(), "odd.csv", []byte(text.String()), reader.Options{})
		if err != nil {
			return err
		}
		if _, err := intake.Recognise(context.Background(), file, intake.RecogniseOptions{}); err != nil {
			return err
		}
		t.within(fmt.Sprintf("%d %s", lines, sheet.name), time.Since(began), 10*time.Second, "")
	}
	return nil
}
