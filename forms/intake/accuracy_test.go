package intake_test

import (
	"context"
	"maps"
	"path/filepath"
	"slices"
	"testing"

	"migraform/bench/accuracy"
)

const published = "../../" + accuracy.Folder

// TestPublishedTablesAreRecognised holds the floor of what is recognised in
// each of the published tables.
func TestPublishedTablesAreRecognised(t *testing.T) {
	cells, err := accuracy.Labelled(published)
	if err != nil {
		t.Skip(err)
	}
	for _, name := range slices.Sorted(maps.Keys(cells)) {
		score, err := accuracy.Of(context.Background(), filepath.Join(published, name), cells[name])
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		for _, detail := range score.Details {
			t.Log(name, detail)
		}
		t.Logf("%-75s %3d right %3d wrong %3d unresolved of %d", name, score.Right, score.Wrong, score.Unresolved, score.All())
		if share := float64(score.Right) / float64(score.All()); share < 0.95 {
			t.Errorf("%s: %.1f %% right", name, 100*share)
		}
		if float64(score.Wrong) > 0.005*float64(score.All()) {
			t.Errorf("%s: %d of %d wrong", name, score.Wrong, score.All())
		}
	}
}
