package desktop

import (
	"encoding/json"
	"os"
	"slices"
	"sync"
	"time"

	"fyne.io/fyne/v2"
)

// trace writes down what happens on the screen, a line of JSON an event, for
// tests that drive the program from outside. It does nothing unless the
// environment variable MIGRAFORM_TRACE names a file.
type trace struct {
	mutex sync.Mutex
	file  *os.File
	named map[string]fyne.CanvasObject
	last  []place
}

// place is where a widget stands, in units of the window.
type place struct {
	ID string  `json:"id"`
	X  float32 `json:"x"`
	Y  float32 `json:"y"`
	W  float32 `json:"w"`
	H  float32 `json:"h"`
}

// newTrace opens the trace; nil where none is asked for.
func newTrace() *trace {
	name := os.Getenv("MIGRAFORM_TRACE")
	if name == "" {
		return nil
	}
	file, err := os.OpenFile(name, os.O_CREATE|os.O_WRONLY|os.O_APPEND, 0o644)
	if err != nil {
		return nil
	}
	return &trace{file: file, named: map[string]fyne.CanvasObject{}}
}

// follow looks ten times a second where the named widgets stand.
func (t *trace) follow() {
	if t == nil {
		return
	}
	for range time.Tick(100 * time.Millisecond) {
		fyne.Do(t.widgets)
	}
}

// event writes one line; the values are pairs of names and values.
func (t *trace) event(name string, values ...any) {
	if t == nil {
		return
	}
	line := map[string]any{"event": name, "at": time.Now().UTC().Format(time.RFC3339Nano)}
	for i := 0; i+1 < len(values); i += 2 {
		line[values[i].(string)] = values[i+1]
	}
	text, err := json.Marshal(line)
	if err != nil {
		return
	}
	t.mutex.Lock()
	defer t.mutex.Unlock()
	t.file.Write(append(text, '\n'))
}

// screen says which screen is shown; the widgets of the last one are gone.
func (t *trace) screen(name string, values ...any) {
	if t == nil {
		return
	}
	clear(t.named)
	t.last = nil // so that the places of the new screen are always told
	t.event("screen", append([]any{"name", name}, values...)...)
}

// name gives a widget a name by which the trace lists it.
func (t *trace) name(id string, o fyne.CanvasObject) {
	if t != nil {
		t.named[id] = o
	}
}

// widgets lists the named widgets that can be seen, if any moved.
func (t *trace) widgets() {
	var list []place
	driver := fyne.CurrentApp().Driver()
	for id, o := range t.named {
		if !o.Visible() || driver.CanvasForObject(o) == nil {
			continue
		}
		at, size := driver.AbsolutePositionForObject(o), o.Size()
		if size.IsZero() || at.X < 0 || at == (fyne.Position{}) {
			continue
		}
		list = append(list, place{id, at.X, at.Y, size.Width, size.Height})
	}
	slices.SortFunc(list, func(a, b place) int {
		if a.ID < b.ID {
			return -1
		}
		return 1
	})
	if slices.Equal(list, t.last) {
		return
	}
	t.last = list
	t.event("widgets", "list", list)
}
