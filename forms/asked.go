package forms

import (
	"slices"
	"strconv"
)

// Cut says that an axis of a cube stops early in one year: an office has
// countries for most years and regions for this one. What lies below is not
// asked then; answers there do not exist, and neither do sums over them.
type Cut struct {
	Axis  int   // index into the cube's axes
	Year  int   // index of a code of the time axis
	Codes []int // the codes of Axis that are not asked then
}

// Coarser says that a concept of a table is answered in another breakdown
// than asked, for some years or, where there are none, for all.
type Coarser struct {
	Table   string
	Concept string
	Option  string
	Years   []int
	Axis    Text // the concept in words
	Name    Text // the option in words
}

// String writes the choice for programs: "B1 age to_65 2021 2022".
func (c Coarser) String() string {
	text := c.Table + " " + c.Concept + " " + c.Option
	for _, year := range c.Years {
		text += " " + strconv.Itoa(year)
	}
	return text
}

// mask prepares what Asked looks up. A cube without cuts has none, and costs
// nothing.
func (c *Cube) mask() {
	c.unasked = nil
	time := c.AxisOf("time")
	if len(c.Cuts) == 0 || time < 0 {
		return
	}
	c.unasked = make([]bool, c.Cells)
	for _, cut := range c.Cuts {
		below := make([]bool, len(c.Axes[cut.Axis].List.Codes))
		for _, code := range cut.Codes {
			below[code] = true
		}
		for i := range c.unasked {
			cell := c.First + Cell(i)
			if c.CodeAt(cell, time) == cut.Year && below[c.CodeAt(cell, cut.Axis)] {
				c.unasked[i] = true
			}
		}
	}
}

// Masked reports whether there are cells of the cube that are not asked
// though the same codes are asked in other years.
func (c *Cube) Masked() bool { return c.unasked != nil }

// Hidden reports whether a cell lies below what is asked in its year: it
// holds no answer and takes part in nothing.
func (c *Cube) Hidden(cell Cell) bool {
	return c.unasked != nil && c.unasked[cell-c.First]
}

// Asked reports whether a cell is there to be answered: it does not stand
// under a code that is listed only to be refused, nor below what is asked in
// its year.
func (c *Cube) Asked(cell Cell) bool {
	return !c.Hidden(cell) && !c.Forbidden(cell)
}

// Adds reports whether a sum of an axis exists where a cell stands: all of
// its terms are asked in that year. The cell's own code on the axis does not
// matter. It is asked for every sum of every check, so that a cube without
// cuts answers at once.
func (c *Cube) Adds(axis int, sum *Sum, cell Cell) bool {
	return c.unasked == nil || c.adds(axis, sum, cell)
}

func (c *Cube) adds(axis int, sum *Sum, cell Cell) bool {
	if c.Hidden(c.Moved(cell, axis, sum.Total)) {
		return false
	}
	for _, term := range sum.Terms {
		if c.Hidden(c.Moved(cell, axis, term.Code)) {
			return false
		}
	}
	return true
}

// Stops reports whether a code of an axis lies below what is asked in the year
// of a cell.
func (c *Cube) Stops(axis, code int, cell Cell) bool {
	time := c.AxisOf("time")
	for _, cut := range c.Cuts {
		if cut.Axis == axis && cut.Year == c.CodeAt(cell, time) && slices.Contains(cut.Codes, code) {
			return true
		}
	}
	return false
}

// Summed reports whether a cell is the total of a sum of an axis.
func (c *Cube) Summed(axis int, cell Cell) bool {
	l := c.Axes[axis].List
	code := c.CodeAt(cell, axis)
	for i := range l.Sums {
		if l.Sums[i].Total == code && c.Adds(axis, &l.Sums[i], cell) {
			return true
		}
	}
	return false
}
