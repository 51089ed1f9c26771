package journey_test

import (
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// Questions are answered from the keyboard alone, are saved as they are left,
// and stand in the workbook.
func TestQuestions(t *testing.T) {
	h := newHome(t)
	document := h.document("NOR", "2024")
	p := h.start(document)
	p.click("section.M5")
	p.screen("questions", "M5")
	p.rest()
	p.types("Office of the journey")
	p.keys("Tab")
	p.saved()
	p.types("A. Person")
	p.keys("Tab")
	p.saved()
	p.types("person@example.org") // left by going elsewhere
	p.click("section.A1")
	p.screen("table", "A1")
	p.saved()
	p.close()

	workbook := h.at("questions.xlsx")
	h.run("export", document, workbook)
	book, err := excelize.OpenFile(workbook)
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	for _, answer := range []string{"Office of the journey", "A. Person", "person@example.org"} {
		found, err := book.SearchSheet("Sources and definitions", answer)
		if err != nil {
			t.Fatal(err)
		}
		if len(found) == 0 {
			t.Errorf("the workbook lacks the answer %q", answer)
		}
	}
}

// Files can be chosen from a list wherever a path can be typed, and nothing
// happens to what one was at when one changes one's mind.
func TestChooseFile(t *testing.T) {
	h := newHome(t)
	document := h.document("NOR", "2024")
	p := h.start(document)
	p.screen("table", "A1")
	p.shows("A1/POP_JAN1/_T/2024", "")
	closed := func() {
		t.Helper()
		p.rest()
		p.keys("Escape")
		p.rest()
	}
	p.keys("ctrl+o")
	closed()
	p.types("7")
	p.keys("Return", "Up")
	p.shows("A1/POP_JAN1/_T/2024", "7")
	p.click("bringin")
	p.screen("bringin", "")
	p.click("bringin.browse")
	closed()
	p.click("export")
	p.screen("export", "")
	p.click("section.A1")
	p.screen("table", "A1")
	p.close()
	if said := strings.Join(p.lines, "\n"); strings.Contains(said, `"bad":true`) {
		t.Errorf("something was complained of:\n%s", said)
	}
	h.holds(document, map[string]string{"A1/POP_JAN1/_T/2024": "7"})
}
