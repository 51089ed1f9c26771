package grid

import (
	"strings"

	"golang.org/x/text/unicode/bidi"
)

// visual puts the runs of a line of mixed direction into the order in which the eye meets them from left to right.
// Fyne shapes each run well but draws runs in the order in which they are stored. A mark round every run keeps the
// signs at its ends on their side.
func visual(s string) string {
	mixed := false
	for _, r := range s {
		if r >= 0x590 && r < 0x900 || r >= 0xfb1d && r < 0xff00 {
			mixed = true
			break
		}
	}
	if !mixed {
		return s
	}
	var p bidi.Paragraph
	if _, err := p.SetString(s, bidi.DefaultDirection(bidi.RightToLeft)); err != nil {
		return s
	}
	order, err := p.Order()
	if err != nil || order.NumRuns() < 2 {
		return s
	}
	var b strings.Builder
	for i := range order.NumRuns() {
		run, mark := order.Run(i), "\u200e"
		if run.Direction() == bidi.RightToLeft {
			mark = "\u200f"
		}
		b.WriteString(mark + run.String() + mark)
	}
	return b.String()
}
