package desktop

import (
	"testing"

	"fyne.io/fyne/v2"

	"migraform/forms"
)

// What follows is shown first, can be left out by table, is marked as derived
// and taken back at once.
func TestWhatFollowsIsLookedAtAndFilledIn(t *testing.T) {
	w, d := atDesk(t)
	for address, text := range map[string]string{"A1/BIRTHS/_T/2025": "100", "A1/BIRTHS/M/2025": "60", "B2/SWE/_T/2025": "7", "B2/SWE/F/2025": "3",
		"B2/DNK/_T/2025": "9", "B2/DNK/F/2025": "4"} {
		if err := d.ws.Type(d.cellAt(t, address), text); err != nil {
			t.Fatal(err)
		}
	}
	if err := d.ws.MarkConfidential([]forms.Cell{d.cellAt(t, "B2/DNK/F/2025")}, forms.Confidential); err != nil {
		t.Fatal(err)
	}
	d.goTo(location{atTable, "B2"})
	d.visit(location{atDerived, "B2"})
	p := d.page.(*derivedPage)
	if len(p.follows) != 1 || d.q.Address(p.follows[0].Cell) != "B2/SWE/M/2025" {
		t.Fatalf("in B2 follows %v: one figure does, and none beside a confidential one", d.addresses(cellsOf(p)))
	}
	p.of.SetSelectedIndex(0)
	if len(p.follows) != 2 {
		t.Fatalf("in all tables follows %v", d.addresses(cellsOf(p)))
	}
	w.press(fyne.KeySpace) // leaves A1 out
	if got := p.chosen(); len(got) != 1 || d.q.Address(got[0].Cell) != "B2/SWE/M/2025" {
		t.Fatalf("chosen are %v", got)
	}
	p.fill()
	if d.at != (location{atTable, "B2"}) {
		t.Errorf("it went on to %v", d.at)
	}
	if a := d.ws.Answer(d.cellAt(t, "B2/SWE/M/2025")); a.Value != forms.Whole(4) || a.Means != forms.Derived {
		t.Errorf("filled in was %+v", a)
	}
	d.undo()
	if a := d.ws.Answer(d.cellAt(t, "B2/SWE/M/2025")); !a.IsBlank() {
		t.Errorf("after undo there is %+v", a)
	}
}

func cellsOf(p *derivedPage) []forms.Cell {
	var cells []forms.Cell
	for _, f := range p.follows {
		cells = append(cells, f.Cell)
	}
	return cells
}
