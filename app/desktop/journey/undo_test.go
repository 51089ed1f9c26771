package journey_test

import "testing"

// Undo and redo go over what was done before the program was last closed.
func TestUndoOverARestart(t *testing.T) {
	h := newHome(t)
	document := h.document("NOR", "2024")
	p := h.start(document)
	p.screen("table", "A1")
	p.shows("A1/POP_JAN1/_T/2024", "")
	p.types("100")
	p.keys("Return")
	p.saved()
	p.types("200")
	p.keys("Return", "Up")
	p.saved()
	p.shows("A1/BIRTHS/_T/2024", "200")
	p.types("300")
	p.keys("Return", "Up")
	p.saved()
	p.shows("A1/BIRTHS/_T/2024", "300")
	p.keys("ctrl+z")
	p.shows("A1/BIRTHS/_T/2024", "200")
	p.close()
	h.holds(document, map[string]string{"A1/POP_JAN1/_T/2024": "100", "A1/BIRTHS/_T/2024": "200"})

	p = h.start(document)
	p.screen("table", "A1")
	p.click("undo")
	p.saved()
	p.click("grid")
	p.keys("ctrl+z")
	p.saved()
	p.close()
	h.holds(document, map[string]string{"A1/POP_JAN1/_T/2024": "", "A1/BIRTHS/_T/2024": ""})

	p = h.start(document)
	p.screen("table", "A1")
	for range 3 {
		p.click("redo")
		p.saved()
	}
	p.close()
	h.holds(document, map[string]string{"A1/POP_JAN1/_T/2024": "100", "A1/BIRTHS/_T/2024": "300"})
}
