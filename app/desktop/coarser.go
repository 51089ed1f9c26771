package desktop

import (
	"strconv"

	"migraform/forms"
)

// coarser says in which coarser breakdowns a table is answered, "" where it is
// answered as asked.
func (d *desk) coarser(t *forms.Table) string {
	var all []string
	for _, c := range d.q.Coarser {
		if c.Table != t.ID {
			continue
		}
		id, years := "coarser.choice", make([]string, len(c.Years))
		for i, year := range c.Years {
			id, years[i] = "coarser.choice_years", strconv.Itoa(year)
		}
		all = append(all, d.tongue.Say(id, "Axis", c.Axis, "Option", c.Name, "Years", d.tongue.List(years)))
	}
	return d.tongue.List(all)
}
