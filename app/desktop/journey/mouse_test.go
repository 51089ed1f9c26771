package journey_test

import "testing"

// Cells are chosen with the mouse: one, a range, another table and back; the
// wheel moves the table under the pointer, and a double click edits.
func TestMouse(t *testing.T) {
	h := newHome(t)
	document := h.document("NOR", "2024")
	p := h.start(document)
	p.click("section.B2")
	p.screen("table", "B2")
	grid := p.spot("grid")
	right, bottom := grid.X+grid.W-60, grid.Y+grid.H-60

	p.clickAt(right, bottom)
	cell := p.sees("a cell clicked", func(e event) bool { return e.Event == "select" && e.Row > 3 })
	p.does()
	x(t, "xdotool", "mousemove", pixel(right), pixel(bottom), "mousedown", "1", "mousemove", pixel(right-130), pixel(bottom-60),
		"mousemove", pixel(right-140), pixel(bottom-70), "mouseup", "1")
	p.sees("a range of cells", func(e event) bool { return e.Event == "select" && e.Rows >= 3 && e.Columns >= 2 })

	p.does()
	x(t, "xdotool", "mousemove", pixel(right), pixel(bottom), "click", "--repeat", "5", "--delay", "30", "5")
	p.rest()
	p.clickAt(right, bottom)
	further := p.sees("a cell further down", func(e event) bool { return e.Event == "select" && e.Rows == 1 && e.Row > cell.Row })

	p.does()
	x(t, "xdotool", "mousemove", pixel(right), pixel(bottom), "click", "--repeat", "2", "--delay", "60", "1")
	p.types("12")
	p.keys("Return")
	p.saved()
	p.click("section.B1")
	p.screen("table", "B1")
	p.click("section.B2")
	p.screen("table", "B2")
	p.close()
	h.holds(document, map[string]string{further.Cell: "12"})
}
