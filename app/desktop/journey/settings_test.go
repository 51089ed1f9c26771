package journey_test

import "testing"

// Language and theme change while the document stays open, at the same cell.
func TestFrenchAndDark(t *testing.T) {
	h := newHome(t)
	document := h.document("NOR", "2024")
	p := h.start(document)
	p.screen("table", "A1")
	p.types("1234567")
	p.keys("Return", "Right", "Up")
	p.saved()
	p.keys("Left")
	p.shows("A1/POP_JAN1/_T/2024", "1234567")
	light := p.brightness()

	p.keys("ctrl+comma")
	p.screen("settings", "")
	p.click("settings.language.fr")
	p.screen("settings", "")
	p.click("settings.look.dark")
	p.await("a dark window", func() bool { return p.brightness() < light/2 })
	p.keys("Escape")
	p.screen("table", "A1")
	p.shows("A1/POP_JAN1/_T/2024", "1234567")
	p.close()
}
