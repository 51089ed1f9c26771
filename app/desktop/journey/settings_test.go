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

	p.click("document")
	p.keys("Up", "Up", "Up", "Return") // above it: close, keys
	p.screen("settings", "")
	p.clickFirst("settings.language")
	for speaks := "en"; speaks != "fr"; {
		p.keys("Right")
		next := p.sees("the settings in the next language", func(e event) bool { return e.Event == "screen" && e.Language != speaks })
		speaks = next.Language
	}
	p.clickFirst("settings.look") // a second time, as the first may have been a choice, after which the page is made anew
	p.clickFirst("settings.look")
	p.keys("End")
	p.screen("settings", "")
	p.await("a dark window", func() bool { return p.brightness() < light/2 })
	p.keys("Escape")
	p.screen("table", "A1")
	p.shows("A1/POP_JAN1/_T/2024", "1234567")
	p.keys("ctrl+z")
	p.says("Annulé")
	p.shows("A1/POP_JAN1/_T/2024", "")
	p.close()

	p = h.start(document)
	p.screen("table", "A1")
	if now := p.brightness(); now > light/2 {
		t.Errorf("the window is light again after a restart: %.2f", now)
	}
	p.click("redo")
	p.says("Rétabli")
	p.close()
}
