package main

import (
	"context"
	"fmt"
	"maps"
	"path/filepath"
	"slices"

	"migraform/bench/accuracy"
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
		all.Right, all.Wrong, all.Unresolved = all.Right+score.Right, all.Wrong+score.Wrong, all.Unresolved+score.Unresolved
	}
	addScore(t, "all of them", all)
	return nil
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
