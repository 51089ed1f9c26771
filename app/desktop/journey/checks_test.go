package journey_test

import (
	"context"
	"os"
	"strings"
	"testing"

	"migraform/export/workbook"
)

// answers writes a long CSV of figures and brings it into a document.
func (h *home) answers(document string, lines ...string) {
	h.t.Helper()
	table := "table,cell,value,status,confidentiality,note\n"
	for _, line := range lines {
		address, value, _ := strings.Cut(line, " ")
		id, _, _ := strings.Cut(address, "/")
		table += id + "," + address + "," + value + ",A,F,\n"
	}
	source := h.at("figures.csv")
	if err := os.WriteFile(source, []byte(table), 0o644); err != nil {
		h.t.Fatal(err)
	}
	if got := h.run("import", document, source); got.status > 1 {
		h.t.Fatal(got.out)
	}
	os.Remove(source)
}

// warnings waits until the bar counts so many warnings.
func (p *program) warnings(n int) {
	p.t.Helper()
	p.await("so many warnings", func() bool { e, ok := p.last("counts"); return ok && e.Warnings == n })
}

// Three slips are made while typing; the findings name the figures, the right
// ones are taken from there, what is only unusual is explained, and what goes
// out is no draft.
func TestSlipsAreFoundAndMended(t *testing.T) {
	h := newHome(t)
	document := h.document("NOR", "2024")
	h.answers(document,
		"B4/SWE/_T/2023 1500", "B4/SWE/M/2023 800", "B4/SWE/F/2023 700", "B4/SWE/_T/2024 4177", "B4/SWE/M/2024 2243",
		"B4/DNK/_T/2024 912", "B4/DNK/F/2024 411", "B4/FIN/_T/2024 689", "B4/FIN/M/2024 300")
	p := h.start(document)
	p.click("section.B4")
	p.screen("table", "B4")
	slip := func(row string, right int, text, cell string) {
		t.Helper()
		p.click("rows")
		p.types(row)
		p.keys("Return", "Home")
		p.keys(repeated("Right", right)...)
		p.sees("the cell "+cell, func(e event) bool { return e.Event == "select" && e.Cell == cell })
		p.types(text)
		p.keys("Return")
		p.saved()
	}
	const last = 4 * 4                               // columns before the last year
	slip("Sweden", last+2, "1943", "B4/SWE/F/2024")  // 1934 with two digits swapped
	slip("Denmark", last+1, "5011", "B4/DNK/M/2024") // 501 with a digit doubled
	slip("Finland", last+2, "3890", "B4/FIN/F/2024") // 389 ten times
	p.errors(3)

	p.click("errors")
	p.screen("findings", "")
	p.keys("Down") // another one
	p.keys("Return")
	p.screen("table", "B4")
	p.keys("Escape") // and back to its line
	p.screen("findings", "")
	for left := 2; left >= 0; left-- {
		p.click("findings.suspect.0")
		p.saved()
		p.errors(left)
	}
	h.holds(document, map[string]string{"B4/SWE/F/2024": "1934", "B4/DNK/M/2024": "501", "B4/FIN/F/2024": "389"})

	p.click("warnings")
	p.spot("findings.explain")
	n, _ := p.last("counts")
	if n.Warnings == 0 {
		t.Fatal("that immigration from Sweden rose to 278 per cent is no warning")
	}
	p.click("findings.list")
	p.keys("ctrl+a", "F2")
	p.types("The border was opened in March.")
	p.keys("ctrl+Return")
	p.saved()
	p.warnings(0)

	p.click("export")
	p.screen("export", "")
	out := h.at("Documents", "out.xlsx")
	p.fill("export.path", out)
	p.click("export.write")
	p.await("the workbook", func() bool { return exists(out) })
	p.close()
	contents, err := workbook.Read(context.Background(), out)
	if err != nil {
		t.Fatal(err)
	}
	if contents.Manifest.Draft {
		t.Error("the workbook is a draft")
	}
	said := 0
	for _, f := range contents.Findings {
		if f.Explanation == "The border was opened in March." {
			said++
		}
	}
	if said != n.Warnings {
		t.Errorf("%d findings of the workbook are explained, %d were", said, n.Warnings)
	}
}

// An explanation lapses when its figures change. It is shown with what it
// said, and is where the next one begins.
func TestAnExplanationLapses(t *testing.T) {
	h := newHome(t)
	document := h.document("NOR", "2024")
	h.answers(document, "B4/SWE/_T/2023 1000", "B4/SWE/_T/2024 3000")
	p := h.start(document)
	p.warnings(1)
	p.click("warnings")
	p.screen("findings", "")
	p.click("finding.0")
	p.keys("Return")
	p.screen("table", "B4")
	p.click("panel.explain.0")
	p.types("New registration.")
	p.keys("ctrl+Return")
	p.saved()
	p.warnings(0)

	p.types("3100")
	p.keys("Return")
	p.saved()
	p.warnings(1)
	p.keys("Up")
	p.click("warnings")
	p.screen("findings", "")
	p.click("finding.0")
	p.keys("F2")
	p.keys("End")
	p.types(" It holds for 3100 too.")
	p.keys("ctrl+Return")
	p.saved()
	p.warnings(0)
	p.close()
	if got := h.run("check", document); !strings.Contains(got.out, "New registration. It holds for 3100 too.") {
		t.Errorf("check says\n%s", got.out)
	}
}

// Last year's submission is loaded in the window, compared with, taken out,
// and with undo it is there again.
func TestLastYearIsLoadedInTheWindow(t *testing.T) {
	h := newHome(t)
	last := h.document("NOR", "2023")
	h.answers(last, "B4/SWE/_T/2023 1000", "B4/SWE/_T/2019 900")
	sent := h.at("Documents", "sent.xlsx")
	if got := h.run("export", last, sent); got.status > 1 {
		t.Fatal(got.out)
	}
	os.Remove(last)
	document := h.document("NOR", "2024")
	h.answers(document, "B4/SWE/_T/2023 1200", "B4/SWE/_T/2024 1250")
	p := h.start(document)
	p.warnings(0)
	p.click("document")
	p.keys("Down", "Down", "Down", "Down", "Return")
	p.screen("compared", "")
	p.fill("compared.reference", document)
	p.keys("Return")
	p.says("document.migraform is this document itself")
	p.fill("compared.reference", sent)
	p.keys("Return")
	p.saved()
	p.warnings(1) // what was sent has changed by a fifth
	p.click("compared.reference.remove")
	p.saved()
	p.warnings(0)
	p.keys("ctrl+z")
	p.saved()
	p.warnings(1)
	p.click("warnings")
	p.screen("findings", "")
	p.keys("Return")
	p.screen("table", "B4")
	p.shows("B4/SWE/_T/2023", "1200")
	p.close()
}
