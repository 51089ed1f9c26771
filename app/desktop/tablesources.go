package desktop

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"migraform/app/desktop/look"
	"migraform/forms"
)

// buildGuide leads to the instructions of the table's section.
func (p *tablePage) buildGuide() fyne.CanvasObject {
	d := p.d
	sign := container.New(&fixed{width: 18, height: 18}, widget.NewIcon(look.IconIn(look.Question, look.ColorDim)))
	guide := newTappable(margin(4, 4, 4, 4, row(4, sign)), d.instruct)
	if section := d.section(d.q.TableOf(p.cube).Section); section != nil {
		guide.hint = d.tongue.Say("guide.hint", "Section", section.Title)
	}
	guide.onHint = d.status.hint
	d.w.trace.name("guide", guide)
	return guide
}

// buildSources names the sources that the table's figures come from, and lets
// one choose them.
func (p *tablePage) buildSources(t *forms.Table) fyne.CanvasObject {
	d := p.d
	if g, _ := d.ws.SourceQuestions(); g == nil {
		return row(0)
	}
	p.source = caption("")
	p.sources = newTappable(margin(2, 2, 4, 4, p.source), func() { p.chooseSources(t) })
	p.sources.hint, p.sources.onHint = d.tongue.Say("guide.source_hint"), d.status.hint
	d.w.trace.name("sources", p.sources)
	p.refreshSources()
	return p.sources
}

// refreshSources says which sources the table names.
func (p *tablePage) refreshSources() {
	if p.source == nil {
		return
	}
	d := p.d
	var names []string
	for i, s := range d.ws.SourcesFor(d.q.TableOf(p.cube).ID) {
		if s.Used {
			names = append(names, p.sourceName(i, s.Name))
		}
	}
	words := d.tongue.Say("guide.source_none")
	if len(names) > 0 {
		words = d.tongue.Say("guide.source", "Names", d.tongue.List(names))
	}
	if letters := []rune(words); len(letters) > longestSource {
		words = string(letters[:longestSource-1]) + "…"
	}
	p.source.set(words)
	p.head.Refresh()
}

// longestSource is how much of the sources' names stands above a table, in
// letters; the list that opens has them whole.
const longestSource = 48

func (p *tablePage) sourceName(i int, name string) string {
	if name == "" {
		return p.d.tongue.Say("pages.source_number", "Number", i+1)
	}
	return name
}

// chooseSources offers the sources that were described, those ticked that the
// table names, and to describe them.
func (p *tablePage) chooseSources(t *forms.Table) {
	d := p.d
	g, _ := d.ws.SourceQuestions()
	var items []*fyne.MenuItem
	sources := d.ws.SourcesFor(t.ID)
	if _, readOnly := d.ws.ReadOnly(); !readOnly {
		for i, s := range sources {
			item := fyne.NewMenuItem(p.sourceName(i, s.Name), func() {
				if err := d.ws.UseSource(t.ID, s.Entry, !s.Used); err != nil {
					d.complain(err)
				}
			})
			item.Checked = s.Used
			items = append(items, item)
		}
		if len(items) > 0 {
			items = append(items, fyne.NewMenuItemSeparator())
		}
	}
	word := "guide.sources"
	if len(sources) == 0 {
		word = "guide.source_new"
	}
	items = append(items, fyne.NewMenuItem(d.tongue.Say(word), func() { d.visit(location{atQuestions, g.ID}) }))
	d.menuAt(d.below(p.sources), items...)
}
