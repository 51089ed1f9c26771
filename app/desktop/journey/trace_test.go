package journey_test

import (
	"bytes"
	"encoding/json"
	"os"
	"time"
)

// event is one line of the program's trace: what it has shown.
type event struct {
	Event string
	At    time.Time

	Name, ID    string // screen
	Language    string // screen: of its texts
	Path        string // opened
	Reason      string // opened: why it can only be read
	ReadOnly    bool   `json:"readonly"`
	Cell        string // select, cell
	Row, Column int    // select: of the active cell in view
	Rows        int    // select: how many are chosen
	Columns     int
	Text        string // cell, message, finding
	Bad         bool   // message
	Cells       []string
	Placed      int // planned: figures with a place
	Open        int // planned: figures that wait for a decision
	Errors      int // counts
	Warnings    int
	Information int
	List        []place // widgets
}

// place is where a named widget stands in the window, in pixels.
type place struct {
	ID         string
	X, Y, W, H float64
}

// trace reads what the program writes as it goes.
type trace struct {
	path   string
	read   int64
	events []event
	lines  []string
}

// follow reads the lines that were finished since the last time.
func (t *trace) follow() {
	file, err := os.Open(t.path)
	if err != nil {
		return // not yet begun
	}
	defer file.Close()
	var rest bytes.Buffer
	if _, err := file.Seek(t.read, 0); err != nil {
		return
	}
	if _, err := rest.ReadFrom(file); err != nil {
		return
	}
	whole := rest.Bytes()[:bytes.LastIndexByte(rest.Bytes(), '\n')+1]
	t.read += int64(len(whole))
	for line := range bytes.Lines(whole) {
		var e event
		if json.Unmarshal(line, &e) == nil {
			t.events = append(t.events, e)
			t.lines = append(t.lines, string(bytes.TrimSpace(line)))
		}
	}
}

// last is the latest event of a name.
func (t *trace) last(name string) (event, bool) {
	for i := len(t.events) - 1; i >= 0; i-- {
		if t.events[i].Event == name {
			return t.events[i], true
		}
	}
	return event{}, false
}

// still is how long nothing moves before places hold: the program tells them
// ten times a second.
const still = 150 * time.Millisecond

// where is the place of a named widget, once the window has come to rest: a
// screen that was just shown may still move its widgets.
func (t *trace) where(id string) (place, bool) {
	for i := len(t.events) - 1; i >= 0; i-- {
		switch e := &t.events[i]; e.Event {
		case "screen":
			return place{}, false
		case "widgets":
			if time.Since(e.At) < still {
				return place{}, false
			}
			for _, p := range e.List {
				if p.ID == id {
					return p, true
				}
			}
			return place{}, false
		}
	}
	return place{}, false
}
