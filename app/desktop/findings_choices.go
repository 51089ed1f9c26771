package desktop

import (
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"migraform/app/desktop/look"
	"migraform/app/desktop/view"
	"migraform/app/workspace"
	"migraform/validation"
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

// states are what can be chosen to be shown, in the order of the choice.
var states = [5]view.State{view.AnyState, view.Open, view.Explained, view.Lapsed, view.Waiting}

// buildChoices makes what decides which findings are shown, and how.
func (p *findingsPage) buildChoices() {
	d, say := p.d, p.d.tongue.Say
	p.text = newField(say("desktop.findings.search"))
	p.text.OnChanged = func(text string) {
		p.listing.Text = text
		p.refresh()
	}
	p.text.OnSubmitted = func(string) { p.focus() }
	p.text.onDown = p.focus
	p.group = newChooser([]string{say("desktop.findings.by_table"), say("desktop.findings.by_severity"), say("desktop.findings.by_rule")}, nil)
	p.group.SetSelectedIndex(0)
	p.group.OnChanged = func(string) {
		p.listing.By = view.Grouping(p.group.SelectedIndex())
		p.refresh()
	}
	p.table = newChooser(nil, func(string) {
		if i := p.table.SelectedIndex(); i >= 0 && p.listing.Table != p.tables[i] {
			p.listing.Table = p.tables[i]
			p.refresh()
		}
	})
	var names []string
	for _, id := range [len(states)]string{"any", "open", "explained", "lapsed", "waiting"} {
		names = append(names, say("desktop.findings.state."+id))
	}
	p.state = newChooser(names, nil)
	p.state.SetSelectedIndex(0)
	p.state.OnChanged = func(string) {
		p.listing.State = states[p.state.SelectedIndex()]
		p.listing.Closed[view.CannotTellGroup] = p.listing.State != view.Waiting
		p.refresh()
	}
	p.made = caption("")
	p.print = newButton(say("desktop.findings.print"), look.Icon(look.Export), widget.LowImportance, p.outputs)
	p.print.hint, p.print.onHint = say("desktop.findings.print.hint"), d.status.hint
	filters := row(4)
	for i, id := range [3]string{"desktop.findings.errors", "desktop.findings.warnings", "desktop.findings.information"} {
		p.filters[i] = newButton(say(id), look.IconIn([3]look.Name{look.Octagon, look.Triangle, look.InfoCircle}[i],
			[3]fyne.ThemeColorName{theme.ColorNameError, theme.ColorNameWarning, look.ColorInformation}[i]), widget.LowImportance, func() { p.filter(i) })
		filters.Add(p.filters[i])
	}
	// The text for "nothing chosen" decides how wide a choice is.
	p.table.PlaceHolder, p.group.PlaceHolder, p.state.PlaceHolder = say("desktop.findings.all_tables"), longest(p.group.Options), longest(p.state.Options)
	p.shown = [2]*fyne.Container{filters, row(8, p.table, p.state, caption(say("desktop.findings.group")), p.group, wide(120, p.text))}
	p.choices = column(6)
}

// filter shows one severity alone, or all again.
func (p *findingsPage) filter(i int) {
	if p.only(i) {
		p.listing.Severity = nil
	} else {
		p.listing.Severity = map[validation.Severity]bool{severities[i]: true}
	}
	p.refresh()
}

func (p *findingsPage) only(i int) bool {
	return len(p.listing.Severity) == 1 && p.listing.Severity[severities[i]]
}

// layChoices stands the choices in one line, or in two where the window is
// too narrow for that.
func (p *findingsPage) layChoices() {
	needed := p.shown[0].MinSize().Width + p.shown[1].MinSize().Width + 24
	if needed <= p.room()+136-32 {
		p.choices.Objects = []fyne.CanvasObject{row(8, p.shown[0], space(), p.shown[1])}
	} else {
		p.choices.Objects = []fyne.CanvasObject{row(0, p.shown[0], space()), row(0, p.shown[1], space())}
	}
	p.choices.Refresh()
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

// outputs offers the findings on paper and as files.
func (p *findingsPage) outputs() {
	d, say := p.d, p.d.tongue.Say
	d.menuAt(d.below(p.print),
		fyne.NewMenuItem(say("desktop.findings.print.page"), p.printed),
		fyne.NewMenuItem(say("desktop.findings.save.page"), func() { p.save(workspace.ReportEndings[0]) }),
		fyne.NewMenuItem(say("desktop.findings.save.ess"), func() { p.save(workspace.ReportEndings[1]) }))
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

// save writes the findings to a file, in the form that its ending says.
func (p *findingsPage) save(ending string) {
	d := p.d
	path := strings.TrimSuffix(d.ws.Path(), workspace.Extension) + "-" + d.tongue.Say("desktop.findings.file") + ending
	d.w.chooseTarget(d.tongue.Say("desktop.findings.print"), path, func(path string) {
		if filepath.Ext(path) == "" {
			path += ending
		}
		// The dialog has asked already whether a file is to be replaced.
		if err := workspace.WriteReport(path, d.ws.Report(d.tongue.Tag, ""), true); err != nil {
			d.complain(err)
			return
		}
		d.status.put(d.tongue.Say("desktop.findings.saved", "File", filepath.Base(path)), look.Done)
	})
}

// sayLeft says how many figures are kept that the questionnaire does not ask
// now, and leads to them.
func (p *findingsPage) sayLeft() {
	d := p.d
	n := len(d.ws.Leftovers())
	p.left.Hidden = n == 0
	if n == 0 {
		return
	}
	words := body(d.tongue.Say("desktop.findings.leftovers", "Count", n))
	words.colour = theme.ColorNamePrimary
	link := newTappable(margin(2, 2, 0, 0, words), func() { d.visit(location{kind: atLeftovers}) })
	d.w.trace.name("findings.leftovers", link)
	p.left.Objects = []fyne.CanvasObject{row(0, link, space())}
}
