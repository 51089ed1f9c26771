// Package bidi puts lines that mix Arabic with Latin letters and digits into
// the order in which Fyne must draw them, and says where lines may be broken
// before. It is for display only: what is copied, searched and stored stays
// as it was written.
package bidi

import (
	"strings"
	"sync"

	"golang.org/x/text/unicode/bidi"
)

// Marks that are not seen and count as a letter of one direction.
const (
	leftToRight = "\u200e"
	rightToLeft = "\u200f"
)

// unmarked takes marks away: those round the runs do their work.
var unmarked = strings.NewReplacer(leftToRight, "", rightToLeft, "")

// Line puts the runs of a line of mixed direction into the order in which the
// eye meets them from left to right. Fyne shapes each run well but draws runs
// in the order in which they are stored. A mark round every run keeps the
// signs at its ends on their side. A line reads from right to left if all
// around it does or if it begins so; in other lines the runs stand in their
// order already. Text of several lines is taken a line at a time, so break
// lines first.
func Line(s string, fromRight bool) string {
	if strings.Contains(s, "\n") {
		lines := strings.Split(s, "\n")
		for i := range lines {
			lines[i] = Line(lines[i], fromRight)
		}
		return strings.Join(lines, "\n")
	}
	if !reorders(s, fromRight) {
		return s
	}
	if line, ok := known.get(s); ok {
		return line
	}
	line := ordered(s)
	known.put(s, line)
	return line
}

// known are the lines that were ordered lately: a screen asks for each several
// times while it is laid out.
var known memory

type memory struct {
	mutex sync.Mutex
	lines map[string]string
}

// mostKnown bounds the memory: about what some screens show.
const mostKnown = 4096

func (m *memory) get(s string) (string, bool) {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	line, ok := m.lines[s]
	return line, ok
}

func (m *memory) put(s, line string) {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	if m.lines == nil || len(m.lines) >= mostKnown {
		m.lines = map[string]string{}
	}
	m.lines[s] = line
}

// ordered puts the runs of one line into their order.
func ordered(s string) string {
	var p bidi.Paragraph // the mark before it makes it one from right to left whatever it begins with
	if _, err := p.SetString(rightToLeft+settled(s), bidi.DefaultDirection(bidi.RightToLeft)); err != nil {
		return s
	}
	order, err := p.Order()
	if err != nil {
		return s
	}
	var b strings.Builder
	runs := 0
	for i := order.NumRuns() - 1; i >= 0; i-- { // in a line from right to left the first run stands last
		run, mark := order.Run(i), leftToRight
		if run.Direction() == bidi.RightToLeft {
			mark = rightToLeft
		}
		text := unmarked.Replace(run.String())
		if text == "" {
			continue
		}
		b.WriteString(mark + text + mark)
		runs++
	}
	if runs < 2 {
		return s
	}
	return b.String()
}

// reorders says whether a line has letters from right to left and begins with
// them, where it does not stand among others from the right.
func reorders(s string, fromRight bool) bool {
	for _, r := range s {
		props, _ := bidi.LookupRune(r)
		switch props.Class() {
		case bidi.R, bidi.AL:
			return true
		case bidi.L:
			if !fromRight {
				return false
			}
		}
	}
	return false
}
