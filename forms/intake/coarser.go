package intake

import (
	"strings"

	"migraform/forms"
	"migraform/forms/intake/label"
)

// An office may answer a table in a coarser breakdown than asked, for all
// years or some. A figure below that is a part of the cell that is asked.

// lift moves codes that a year does not ask to those above that it does. What
// stood there is then a part, of a dimension that parts are added up by.
func (p *planner) lift(c *forms.Cube, codes []int, found *aims) *refusal {
	cell := c.At(codes...)
	for i, axis := range c.Axes {
		code := codes[i]
		if !c.Stops(i, code, cell) {
			continue
		}
		by := dimensionOf(axis)
		if by == dimensions || by == byArea && axis.List.Codes[code].Kind != forms.Leaf {
			return &refusal{fate: SetAside, why: p.why("intake.aside_parts")}
		}
		if found.parts[by] == "" {
			found.parts[by] = axis.List.Codes[code].ID
		}
		for code >= 0 && c.Stops(i, code, cell) {
			code = axis.List.Codes[code].Parent
		}
		if code < 0 {
			return &refusal{fate: SetAside, why: p.why("intake.aside_parts")}
		}
		codes[i], found.codes[by] = code, code
	}
	return nil
}

// dimensionOf is the dimension that the codes of an axis are parts in,
// dimensions where there is none.
func dimensionOf(axis *forms.Axis) dimension {
	switch {
	case listsAreas(axis) || parted(axis):
		return byArea
	case axis.Concept == string(label.Age):
		return byAge
	case axis.Concept == string(label.Sex):
		return bySex
	}
	return dimensions
}

// shareOwn makes a figure of the own country a part of its region as well,
// where the region is not made up of its countries: the country is of whom.
func (p *planner) shareOwn(cell forms.Cell, b *blockPlan, entry int) {
	c := p.plan.Questionnaire.CubeOf(cell)
	i := axisFor(c, label.Area)
	if i < 0 || c.Code(cell, i).Key != "own" {
		return
	}
	region := c.Code(cell, i).Parent
	for region >= 0 && c.Stops(i, region, cell) {
		region = c.Axes[i].List.Codes[region].Parent
	}
	if region < 0 || !holdsOwn(&c.Axes[i].List.Codes[region]) || c.Summed(i, c.Moved(cell, i, region)) {
		return
	}
	found := aims{cell: c.Moved(cell, i, region)}
	found.parts[byArea], found.codes[byArea] = c.Code(cell, i).ID, region
	p.addPart(&found, b, entry)
	p.parts[len(p.parts)-1].shared = true
}

// holdsOwn tells a region with the own country in it.
func holdsOwn(code *forms.Code) bool { return strings.HasSuffix(code.Key, "+own") }

// below reports whether a code that is no sub-total lies below another one.
func below(list *forms.CodeList, code, of int) bool {
	if code < 0 || of < 0 || code == of || list.Codes[code].Kind != forms.Leaf {
		return false
	}
	for code >= 0 && code != of {
		code = list.Codes[code].Parent
	}
	return code == of
}
