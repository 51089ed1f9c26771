package grid

import (
	"strings"

	"golang.org/x/text/unicode/bidi"
)

// visual puts the runs of a line of mixed direction into the order in which the eye meets them from left to right.
// Fyne shapes each run well but draws runs in the order in which they are stored. A mark round every run keeps the
// signs at its ends on their side. A line reads from right to left if the table does or if it begins so; in other
// lines the runs stand in their order already.
func visual(s string, rightToLeft bool) string {
	some := false
	for _, r := range s {
		props, _ := bidi.LookupRune(r)
		switch props.Class() {
		case bidi.R, bidi.AL:
			some = true
			rightToLeft = true
		case bidi.L:
			if !rightToLeft {
				return s
			}
		}
	}
	if !some {
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
	for i := order.NumRuns() - 1; i >= 0; i-- { // in a line from right to left the first run stands last
		run, mark := order.Run(i), "\u200e"
		if run.Direction() == bidi.RightToLeft {
			mark = "\u200f"
		}
		b.WriteString(mark + run.String() + mark)
	}
	return b.String()
}
