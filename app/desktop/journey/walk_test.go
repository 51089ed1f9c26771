package journey_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// The main job from end to end: begin a document, type, paste, see what does
// not add up, go there and mend it, leave and come back, bring a spreadsheet
// in, hand the workbook over with a letter.
func TestWalk(t *testing.T) {
	h := newHome(t)
	mail := h.mailProgram()
	p := h.start()
	document := h.at("Documents", "canada-2021.migraform")

	p.click("new")
	p.screen("new", "")
	p.await("the field for the country", func() bool { _, ok := p.where("country"); return ok })
	p.types("canad")
	p.keys("Return")
	p.fill("year", "2021")
	p.fill("office", "Office of the journey")
	p.click("create")
	opened := p.sees("the new document", func(e event) bool { return e.Event == "opened" })
	if opened.Path != document || opened.ReadOnly {
		t.Fatalf("opened %s, read-only %v; want %s", opened.Path, opened.ReadOnly, document)
	}
	p.screen("table", "A1")

	// Typing: Tab goes along the row, Enter back to where the row began, one
	// row down.
	p.shows("A1/POP_JAN1/_T/2021", "")
	p.types("1000")
	p.keys("Tab")
	p.saved()
	p.types("490")
	p.keys("Tab")
	p.types("510")
	p.keys("Return")
	p.shows("A1/BIRTHS/_T/2021", "")
	p.types("12")
	p.keys("Down")
	p.shows("A1/DEATHS/_T/2021", "")
	p.keys("Up", "F2")
	p.types("0")
	p.keys("Return", "Up")
	p.shows("A1/BIRTHS/_T/2021", "120")
	p.keys("F2")
	p.types("99")
	p.keys("Escape")
	p.shows("A1/BIRTHS/_T/2021", "120")
	p.keys("Left", "Left")
	p.shows("A1/BIRTHS/F/2020", "")
	p.types("77")
	p.keys("Return", "Up")
	p.shows("A1/BIRTHS/F/2020", "77")
	p.keys("Delete")
	p.saved()
	p.shows("A1/BIRTHS/F/2020", "")
	p.errors(0)

	// Pasting from a spreadsheet program: deaths to emigration, total, men and
	// women. The men and women of immigration come to 301, not to 310.
	p.keys("Down", "Right", "Right")
	p.shows("A1/DEATHS/_T/2021", "")
	copyOutside(t, "80\t41\t39\r\n310\t150\t151\r\n90\t45\t45\r\n")
	p.keys("ctrl+v")
	p.saved()
	p.shows("A1/DEATHS/_T/2021", "80")
	p.errors(1)

	// From the finding to its cell, and the cell mended.
	p.click("errors")
	p.screen("findings", "")
	p.click("finding.0")
	p.keys("Return")
	p.screen("table", "A1")
	went := p.sees("the way to the cell", func(e event) bool { return e.Event == "finding" })
	if !strings.HasPrefix(strings.Join(went.Cells, " "), "A1/IMM/") || !strings.Contains(went.Text, "310") || !strings.Contains(went.Text, "301") {
		t.Errorf("the finding is %v: %s", went.Cells, went.Text)
	}
	p.shows("A1/IMM/_T/2021", "310")
	p.types("301")
	p.keys("Return")
	p.saved()
	p.errors(0)

	// What was copied here can be pasted elsewhere.
	p.keys("Up", "shift+Right", "shift+Right", "ctrl+c")
	p.await("the copied cells", func() bool { return strings.TrimSpace(pasteOutside(t)) == "301\t150\t151" })

	// Away and back: all there.
	p.close()
	typed := map[string]string{"A1/POP_JAN1/_T/2021": "1000", "A1/POP_JAN1/M/2021": "490", "A1/POP_JAN1/F/2021": "510",
		"A1/BIRTHS/_T/2021": "120", "A1/DEATHS/_T/2021": "80", "A1/DEATHS/F/2021": "39", "A1/IMM/_T/2021": "301",
		"A1/IMM/M/2021": "150", "A1/EMI/F/2021": "45"}
	h.holds(document, typed)
	p = h.start()
	p.click("continue")
	p.screen("table", "A1")
	p.shows("A1/IMM/_T/2021", "301") // where one was
	p.keys("Up", "Up", "Up")
	p.shows("A1/POP_JAN1/_T/2021", "1000")

	// A spreadsheet that the office has.
	sample := h.sample("permanent-residents-by-citizenship-2016-2020.xlsx")
	p.click("section.B2")
	p.screen("table", "B2")
	p.click("bringin")
	p.screen("bringin", "")
	p.fill("bringin.path", sample)
	p.keys("Return")
	p.click("bringin.apply")
	p.saved()
	p.click("section.B2")
	p.click("rows")
	p.types("India")
	p.keys("Return", "Home")
	p.keys(repeated("Right", 3*4)...) // total, men, women and not stated of three years
	p.shows("B2/IND/_T/2020", "42870")
	p.errors(0)

	// The workbook, and the letter around it.
	p.click("export")
	p.screen("export", "")
	workbook := h.at("Documents", "handed over.xlsx")
	p.fill("export.path", workbook)
	p.click("export.write")
	p.await("the workbook", func() bool { return exists(workbook) })
	p.click("export.mail")
	p.fill("export.mail.to", "statistics@example.org")
	p.click("export.mail.open")
	var letter string
	p.await("the letter in the mail program", func() bool { letter = mail(); return letter != "" })
	p.close()

	h.holds(document, typed)
	if verified := h.run("verify", workbook, "--against", document); verified.status != 0 {
		t.Errorf("the workbook does not agree with the document:\n%s", verified.out)
	}
	cells := workbookFigures(t, workbook)
	for address, figure := range typed {
		if cells[address] != figure {
			t.Errorf("the workbook has %q in %s, typed was %s", cells[address], address, figure)
		}
	}
	if checked := h.run("check", document, "--json"); checked.status != 0 || strings.Contains(checked.out, `"verdict":"fails","cells":["A1/`) {
		t.Errorf("check: status %d\n%s", checked.status, checked.out)
	}
	text, err := os.ReadFile(letter)
	if err != nil {
		t.Fatal(err)
	}
	for _, part := range []string{"X-Unsent: 1", "statistics@example.org", filepath.Base(workbook), "spreadsheetml"} {
		if !strings.Contains(string(text), part) {
			t.Errorf("the letter lacks %q", part)
		}
	}
}
