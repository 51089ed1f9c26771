package desktop

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"migraform/app/desktop/look"
	"migraform/app/desktop/view"
)

// longest is the text that takes most room.
func longest(texts []string) string {
	most := ""
	for _, text := range texts {
		if fyne.MeasureText(text, theme.TextSize(), fyne.TextStyle{}).Width > fyne.MeasureText(most, theme.TextSize(), fyne.TextStyle{}).Width {
			most = text
		}
	}
	return most
}

// mostLeft is the number of figures without a cell that are named.
const mostLeft = 8

// sayLeft names the figures that the questionnaire no longer asks.
func (p *findingsPage) sayLeft() {
	left := p.d.ws.Leftovers()
	p.left.Hidden = len(left) == 0
	if len(left) == 0 {
		return
	}
	var named []string
	for _, l := range left[:min(len(left), mostLeft)] {
		named = append(named, l.Address+" "+p.d.plainAnswer(l.Answer))
	}
	if len(left) > mostLeft {
		named = append(named, "…")
	}
	words := p.d.tongue.Say("desktop.findings.leftovers", "Count", len(left)) + ": " + p.d.tongue.List(named)
	p.left.Objects = []fyne.CanvasObject{paragraph(words, look.ColorDim, theme.SizeNameText, p.room()+60)}
}

// offerTables offers the tables in which something is found.
func (p *findingsPage) offerTables() {
	d := p.d
	found := map[string]bool{p.listing.Table: true}
	findings := d.ws.Failing()
	for i := range findings {
		found[view.TableOf(d.q, &findings[i])] = true
	}
	p.tables = []string{""}
	names := []string{look.Line(d.tongue.Say("desktop.findings.all_tables"))}
	chosen := 0
	for _, t := range d.q.Tables {
		if found[t.ID] {
			if p.tables = append(p.tables, t.ID); t.ID == p.listing.Table {
				chosen = len(names)
			}
			names = append(names, t.ID)
		}
	}
	if slices.Equal(names, p.table.Options) && p.table.SelectedIndex() == chosen {
		return
	}
	p.table.Options = names
	p.table.SetSelectedIndex(chosen)
}

// printed opens the findings as a page in the browser, to print from there.
func (p *findingsPage) printed() {
	d := p.d
	path, err := d.ws.PrintedReport(d.tongue.Tag)
	if err == nil {
		err = openFile(path)
	}
	if err != nil {
		d.complain(err)
		return
	}
	d.status.say(d.tongue.Say("desktop.findings.printed", "File", path))
}
