package desktop

import (
	"context"
	"path/filepath"
	"strings"
	"testing"

	"migraform/app/desktop/grid"
	"migraform/app/workspace"
)

// A figure that differs from last year's submission has a dot, and the panel
// says what was sent, what it was in years that are no longer asked, and what
// the partner counts.
func TestACellIsComparedWithBefore(t *testing.T) {
	_, d := atDesk(t)
	folder := t.TempDir()
	last, err := workspace.Create(filepath.Join(folder, "last.migraform"), workspace.Start{Country: "NOR", Year: 2024})
	if err != nil {
		t.Fatal(err)
	}
	defer last.Close()
	enter := func(ws *workspace.Workspace, address, text string) {
		t.Helper()
		cell, err := ws.Questionnaire().Cell(address)
		if err == nil {
			err = ws.Type(cell, text)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	enter(last, "B4/SWE/_T/2024", "1000")
	enter(last, "B4/SWE/_T/2020", "800")
	swedish, err := workspace.Create(filepath.Join(folder, "sweden.migraform"), workspace.Start{Country: "SWE", Year: 2024, Scope: "all"})
	if err != nil {
		t.Fatal(err)
	}
	defer swedish.Close()
	enter(swedish, "B7/NOR/_T/2024", "1300")
	if _, err := d.ws.LoadReference(context.Background(), last.Path()); err != nil {
		t.Fatal(err)
	}
	if _, err := d.ws.LoadPartners(context.Background(), swedish.Path()); err != nil {
		t.Fatal(err)
	}
	enter(d.ws, "B4/SWE/_T/2024", "1250")
	cell := d.cellAt(t, "B4/SWE/_T/2024")
	d.goToCell(cell)
	row, column, _ := d.table.m.Sheet.Place(cell)
	if d.table.m.Cell(row, column).Style&grid.Changed == 0 {
		t.Error("a changed figure has no dot")
	}
	var said []string
	for _, o := range d.panel.before.Objects {
		said = append(said, o.(*text).words)
	}
	want := []string{"Sent before: 1,000 (+250, +25 %)", "Sweden counts 1,300"}
	if strings.Join(said, "\n") != strings.Join(want, "\n") {
		t.Errorf("the panel says %q", said)
	}
	if d.panel.chart.Hidden {
		t.Error("there is no chart, though 2020 and 2024 are known")
	}
	d.visit(location{kind: atCompared})
	p := d.page.(*comparedPage)
	for i, want := range []string{"last.migraform", "sweden.migraform"} {
		if s := p.sections[i]; s.state.Hidden || s.loaded()[0] != want {
			t.Errorf("the page says %q, not that %s is compared with", s.loaded(), want)
		}
	}
	p.sections[0].takeOut()
	if d.ws.Reference() != nil || !p.sections[0].state.Hidden {
		t.Error("the earlier submission is still compared with")
	}
	d.undo()
	if d.ws.Reference() == nil || p.sections[0].state.Hidden {
		t.Error("undo does not compare with it again")
	}
}

// One text settles all findings alike, from the findings screen.
func TestFindingsAreExplainedTogether(t *testing.T) {
	w, d := atDesk(t)
	for _, country := range []string{"SWE", "DNK"} {
		for year, text := range map[string]string{"2024": "1000", "2025": "3000"} {
			if err := d.ws.Type(d.cellAt(t, "B4/"+country+"/_T/"+year), text); err != nil {
				t.Fatal(err)
			}
		}
	}
	d.showFindings(1)
	d.findings.markFirst()
	p := d.findings
	f := p.lines[p.list.marked].Finding
	p.explain()
	if p.asking == nil || p.asking.all == nil {
		t.Fatal("it is not offered to explain all findings alike")
	}
	w.write("The border was opened")
	p.asking.all.SetChecked(true)
	if _, err := p.asking.keep(d); err != nil {
		t.Fatal(err)
	}
	for _, g := range d.ws.Alike(f) {
		if !d.ws.Settled(g) {
			t.Errorf("%s is not settled", g.Key)
		}
	}
	if words := d.top.counts[1].number.words; words != "0" {
		t.Errorf("the bar counts %s warnings", words)
	}
	if !strings.Contains(p.title.words, "2 explained") {
		t.Errorf("the title says %q", p.title.words)
	}
}
