package journey_test

import (
	"os"
	"testing"
)

// An office that has ages to 65 only says so after figures are in: they are
// added up, and undoing brings the finer ones back.
func TestCoarserBreakdown(t *testing.T) {
	h := newHome(t)
	document := h.document("NOR", "2025")
	finer := map[string]string{"B1/Y60T64/NAT/M/2025": "4", "B1/Y65T69/NAT/M/2025": "10", "B1/Y70T74/NAT/M/2025": "20",
		"B1/Y75T79/NAT/M/2025": "30", "B1/Y80T84/NAT/M/2025": "40", "B1/Y_GE85/NAT/M/2025": "50"}
	csv := h.at("figures.csv")
	text := "table,cell,value,status,confidentiality,note\n"
	for cell, value := range finer {
		text += "B1," + cell + "," + value + ",A,,\n"
	}
	if err := os.WriteFile(csv, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	if got := h.run("import", document, csv); got.status != 0 {
		t.Fatalf("not brought in: %s", got.out)
	}

	p := h.start(document)
	p.click("section.B1")
	p.screen("table", "B1")
	p.click("breakdown")
	p.screen("breakdown", "B1")
	p.rest()
	p.keys("Right", "Right", "Right") // ages to 80, 75, 65
	p.rest()
	p.click("breakdown.apply")
	p.saved()
	p.screen("table", "B1")
	p.keys("ctrl+Home")
	p.rest()
	p.close()
	h.holds(document, map[string]string{"B1/Y60T64/NAT/M/2025": "4", "B1/Y_GE65/NAT/M/2025": "150"})

	p = h.start(document)
	p.click("section.B1")
	p.screen("table", "B1")
	p.click("undo")
	p.saved()
	p.close()
	h.holds(document, finer)
}
