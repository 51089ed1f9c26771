package desktop

import (
	"fyne.io/fyne/v2"

	"migraform/app/desktop/view"
	"migraform/forms"
	"migraform/forms/definition"
)

// sayChange compares with the year before, and draws the series.
func (p *panel) sayChange(cube *forms.Cube, cell forms.Cell) {
	d := p.d
	p.change.Hidden, p.chart.Hidden = true, true
	bars, now := d.series(cube, cell)
	shown := 0
	for _, b := range bars {
		if b.known || b.wasSent || len(b.partners) > 0 {
			shown++
		}
	}
	if shown >= 2 || shown == 1 && (bars[now].wasSent || len(bars[now].partners) > 0) {
		p.chart.Objects = []fyne.CanvasObject{d.newChart(bars, now)}
		p.chart.Hidden = false
	}
	if now < 1 || !bars[now-1].known && !bars[now-1].wasSent {
		return
	}
	year, before := bars[now-1].label, bars[now-1].shown()
	words := d.tongue.Say("desktop.panel.before", "Year", year, "Value", before)
	if bars[now].known {
		difference, percent, ok := view.Change(before, bars[now].value)
		words = d.tongue.Say("desktop.panel.change_from_nil", "Year", year, "Value", before, "Difference", signed(d.tongue.Number(difference), difference))
		if ok {
			words = d.tongue.Say("desktop.panel.change", "Year", year, "Value", before,
				"Difference", signed(d.tongue.Number(difference), difference), "Percent", signed(d.tongue.Number(percent), percent))
		}
	}
	p.change.trailing = true
	p.change.set(words)
	p.change.Hidden = false
}

// series are the years of a cell, first those before its table's that were
// sent, and which of them is its own.
func (d *desk) series(cube *forms.Cube, cell forms.Cell) (bars []bar, now int) {
	for _, past := range d.ws.PastYears(cell) {
		bars = append(bars, bar{label: past.Year, cell: forms.NoCell, sent: past.Answer.Value, wasSent: past.Answer.Status.IsNumber()})
	}
	points := view.Series(cube, cell)
	if points == nil {
		_, year := view.Where(cube, cell, d.tongue)
		points = []view.Point{{Year: year, Cell: cell}}
	}
	for _, point := range points {
		if point.Cell == cell {
			now = len(bars)
		}
		b := bar{label: point.Year, cell: point.Cell}
		b.value, b.known = d.figure(point.Cell)
		if was, ok := d.ws.Before(point.Cell); ok && was.Status.IsNumber() {
			b.sent, b.wasSent = was.Value, true
		}
		for _, partner := range d.ws.PartnersAt(point.Cell) {
			b.partners = append(b.partners, partner.Value)
		}
		bars = append(bars, b)
	}
	for i := range bars {
		bars[i].says = d.sayBar(&bars[i])
	}
	return bars, now
}

// sayBar says all that a year of a series shows.
func (d *desk) sayBar(b *bar) string {
	var all []string
	if b.known {
		all = append(all, d.tongue.Say("desktop.panel.before", "Year", b.label, "Value", b.value))
	}
	if b.wasSent && (!b.known || b.sent != b.value) {
		all = append(all, d.tongue.Say("desktop.chart.sent_year", "Year", b.label, "Value", b.sent))
	}
	if b.cell != forms.NoCell {
		all = append(all, d.sayPartners(b.cell)...)
	}
	return d.tongue.List(all)
}

// sayPartners says what each partner counts of the persons of a cell.
func (d *desk) sayPartners(cell forms.Cell) []string {
	var all []string
	for _, partner := range d.ws.PartnersAt(cell) {
		name := any(partner.Country)
		if area, ok := definition.CountryByCode(partner.Country); ok {
			name = area.Name
		}
		all = append(all, d.tongue.Say("desktop.panel.partner", "Country", name, "Value", partner.Value))
	}
	return all
}

// sayBefore says what was sent for a cell, where that is another figure, and
// what partners count.
func (p *panel) sayBefore(cell forms.Cell) {
	d := p.d
	lines := column(2)
	add := func(words string) {
		line := caption(words).shrinking()
		line.trailing = true // as the figures above it
		lines.Add(line)
	}
	if was, ok := d.ws.Before(cell); ok && d.ws.Changed(cell) {
		line := d.tongue.Say("desktop.panel.sent", "Value", d.plainAnswer(was))
		if now, known := d.figure(cell); known && was.Status.IsNumber() {
			if difference, percent, some := view.Change(was.Value, now); some {
				line = d.tongue.Say("desktop.panel.sent_change", "Value", was.Value, "Difference", signed(d.tongue.Number(difference), difference),
					"Percent", signed(d.tongue.Number(percent), percent))
			}
		}
		add(line)
	}
	for _, words := range d.sayPartners(cell) {
		add(words)
	}
	p.before.Objects = lines.Objects
	p.before.Layout = lines.Layout
	p.before.Hidden = len(lines.Objects) == 0
}

// signed puts a plus before what grew.
func signed(words string, n forms.Number) string {
	if n > 0 {
		return "+" + words
	}
	return words
}

// figure is the number that a cell shows, entered or computed.
func (d *desk) figure(cell forms.Cell) (forms.Number, bool) {
	if a := d.ws.Answer(cell); !a.IsBlank() {
		return a.Value, a.Status.IsNumber()
	}
	n, complete, ok := d.ws.Shown(cell)
	return n, ok && complete
}
