package journey_test

import (
	"fmt"
	"strconv"
	"time"
)

// front gives the window the keyboard: there is no window manager to do so.
func (p *program) front() {
	x(p.t, "xdotool", "windowraise", p.window, "windowfocus", "--sync", p.window)
}

// spot waits for a named widget and says where it is on the display.
func (p *program) spot(id string) place {
	p.t.Helper()
	var at place
	p.await("the widget "+id, func() bool {
		var ok bool
		at, ok = p.where(id)
		return ok && time.Since(p.done) > still // what was done last may have moved it
	})
	left, top, _, _ := geometry(p.t, p.window)
	at.X, at.Y = at.X+float64(left), at.Y+float64(top)
	return at
}

// click clicks the middle of a named widget.
func (p *program) click(id string) {
	p.t.Helper()
	at := p.spot(id)
	p.clickAt(at.X+at.W/2, at.Y+at.H/2)
}

// clickFirst clicks where the first of several choices stands.
func (p *program) clickFirst(id string) {
	p.t.Helper()
	at := p.spot(id)
	p.clickAt(at.X+16, at.Y+min(at.H, 32)/2)
}

func (p *program) clickAt(left, top float64) {
	p.t.Helper()
	p.does()
	x(p.t, "xdotool", "mousemove", pixel(left), pixel(top), "click", "1")
}

// keys presses keys by the names that X gives them: Tab, ctrl+Home, F2.
func (p *program) keys(names ...string) {
	p.t.Helper()
	p.does()
	x(p.t, "xdotool", append([]string{"key", "--delay", "15"}, names...)...)
}

// repeated is a key pressed several times.
func repeated(key string, times int) []string {
	var keys []string
	for range times {
		keys = append(keys, key)
	}
	return keys
}

// types types text. The keymap of a bare display has ASCII only.
func (p *program) types(text string) {
	p.t.Helper()
	p.does()
	x(p.t, "xdotool", "type", "--delay", "15", "--", text)
}

// fill clicks a field and puts text in the place of what it held.
func (p *program) fill(id, text string) {
	p.t.Helper()
	p.click(id)
	p.keys("ctrl+a")
	p.types(text)
}

// brightness is how light the window is on the whole, from 0 to 1.
func (p *program) brightness() float64 {
	p.t.Helper()
	left, top, width, height := geometry(p.t, p.window)
	out := x(p.t, "import", "-silent", "-window", "root", "-crop", fmt.Sprintf("%dx%d+%d+%d", width, height, left, top),
		"-colorspace", "gray", "-format", "%[fx:mean]", "info:-")
	light, err := strconv.ParseFloat(out, 64)
	if err != nil {
		p.t.Fatalf("import: %v", err)
	}
	return light
}

// pixel is a place on the display as its tools take it.
func pixel(units float64) string { return strconv.Itoa(int(units)) }
