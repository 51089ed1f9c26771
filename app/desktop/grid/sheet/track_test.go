package sheet_test

import (
	"testing"

	"pgregory.net/rapid"

	"migraform/app/desktop/grid/sheet"
)

func TestReveal(t *testing.T) {
	rows := sheet.Uniform(100, 20)
	for _, c := range []struct {
		name                  string
		i, offset, view, want int
	}{
		{"already in view", 5, 40, 200, 40},
		{"above", 1, 40, 200, 20},
		{"below", 15, 40, 200, 120},
		{"cut off at the lower edge", 11, 30, 200, 40},
		{"larger than the view", 3, 0, 10, 60},
		{"the last", 99, 0, 200, 1800},
		{"outside the table", 100, 1900, 200, 1800},
	} {
		if got := rows.Reveal(c.i, c.offset, c.view); got != c.want {
			t.Errorf("%s: %d, want %d", c.name, got, c.want)
		}
	}
}

// Every pixel of a track belongs to the line that At names, and revealing a line that fits shows all of it.
func TestTrackLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		sizes := rapid.SliceOfN(rapid.IntRange(1, 200), 1, 60).Draw(t, "sizes")
		track := sheet.Sized(sizes)
		if rapid.Bool().Draw(t, "uniform") {
			track = sheet.Uniform(len(sizes), sizes[0])
		}
		px := rapid.IntRange(0, track.Total()-1).Draw(t, "px")
		if i := track.At(px); px < track.Start(i) || px >= track.End(i) {
			t.Fatalf("pixel %d is said to be in line %d, %d–%d", px, i, track.Start(i), track.End(i))
		}
		view := rapid.IntRange(1, 2*track.Total()).Draw(t, "view")
		offset := track.Hold(rapid.IntRange(-10, track.Total()).Draw(t, "offset"), view)
		i := rapid.IntRange(0, track.Len()-1).Draw(t, "line")
		shown := track.Reveal(i, offset, view)
		if shown != track.Hold(shown, view) {
			t.Fatalf("%d is beyond the end", shown)
		}
		if track.Size(i) <= view && (track.Start(i) < shown || track.End(i) > shown+view) {
			t.Fatalf("line %d is not in view at %d", i, shown)
		}
		bar := rapid.IntRange(20, 600).Draw(t, "bar")
		at, size := track.Thumb(offset, view, bar, 16)
		if size > 0 && (at < 0 || at+size > bar) {
			t.Fatalf("thumb %d+%d leaves a bar of %d", at, size, bar)
		}
		if back := track.Unthumb(at, view, bar, 16); size > 0 && bar > size &&
			abs(back-offset) > (track.Total()-view)/(bar-size)+1 {
			t.Fatalf("thumb at %d stands for %d, was put there for %d", at, back, offset)
		}
	})
}

func abs(n int) int { return max(n, -n) }
