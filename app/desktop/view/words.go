package view

import (
	"strings"

	"migraform/forms"
	"migraform/forms/words"
)

// timeConcept is the axis of years.
const timeConcept = "time"

// Where says in words where a cell stands: the names on its axes but the
// year, then the year.
func Where(cube *forms.Cube, cell forms.Cell, tongue *words.Tongue) (names, year string) {
	var parts []string
	for i, axis := range cube.Axes {
		name := cube.Code(cell, i).Name.In(tongue.Tag)
		switch {
		case axis.Concept == timeConcept:
			year = name
		case cube.Code(cell, i).ID == "_T" && name == cube.Axes[0].List.Codes[0].Name.In(tongue.Tag) && i > 0:
			// "Total · Total" says no more than "Total".
		default:
			parts = append(parts, name)
		}
	}
	return strings.Join(parts, " · "), year
}

// Title is what a table or one of its further cubes is called.
func Title(t *forms.Table, cube *forms.Cube, tongue *words.Tongue) string {
	title := t.ID + "  " + t.Title.In(tongue.Tag)
	if sub := cube.Title.In(tongue.Tag); sub != "" {
		title += ", " + strings.ToLower(sub[:1]) + sub[1:]
	}
	return title
}

// Point is one year of a cell's series.
type Point struct {
	Year string
	Cell forms.Cell
}

// Series are the cells that differ from one only by the year, in order of
// time; nil where there is but one year.
func Series(cube *forms.Cube, cell forms.Cell) []Point {
	axis := cube.AxisOf(timeConcept)
	if axis < 0 || len(cube.Axes[axis].List.Codes) < 2 {
		return nil
	}
	codes := cube.Axes[axis].List.Codes
	points := make([]Point, len(codes))
	for i, code := range codes {
		points[i] = Point{Year: code.ID, Cell: cube.Moved(cell, axis, i)}
	}
	return points
}
