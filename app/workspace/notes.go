package workspace

import (
	"maps"
	"strings"

	"migraform/forms"
	"migraform/forms/document"
)

// Note returns the footnote of an address: a cell, a row or column (with *
// for the axes that it runs along), or a table.
func (w *Workspace) Note(address string) string {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	return w.notes[address]
}

// SetNote writes or, with an empty text, removes a footnote.
func (w *Workspace) SetNote(address, text string) error {
	text = strings.TrimSpace(text)
	if text == w.Note(address) {
		return nil
	}
	return w.apply("typed", label("change.noted", address),
		[]document.Edit{{Kind: document.KindNote, Key: address, Before: w.Note(address), After: text}})
}

// Notes returns all footnotes by address.
func (w *Workspace) Notes() map[string]string {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	return maps.Clone(w.notes)
}

// Noted reports whether a footnote covers a cell: its own, its row's, its
// column's or its table's.
func (w *Workspace) Noted(cell forms.Cell) bool {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	return w.noted()(cell)
}

// noted returns a function that reports whether a footnote covers a cell.
func (w *Workspace) noted() func(forms.Cell) bool {
	if len(w.notes) == 0 {
		return func(forms.Cell) bool { return false }
	}
	var patterns [][]string
	for address := range w.notes {
		if strings.Contains(address, "*") {
			patterns = append(patterns, strings.Split(address, "/"))
		}
	}
	return func(cell forms.Cell) bool {
		address := w.q.Address(cell)
		cube := w.q.CubeOf(cell)
		if w.notes[address] != "" || w.notes[cube.Name] != "" || w.notes[w.q.TableOf(cube).ID] != "" {
			return true
		}
		parts := strings.Split(address, "/")
		for _, pattern := range patterns {
			if covers(pattern, parts) {
				return true
			}
		}
		return false
	}
}

// covered lists the cells that a note at an address is about.
func (w *Workspace) covered(address string) []forms.Cell {
	if cell, err := w.q.Cell(address); err == nil {
		return []forms.Cell{cell}
	}
	name, codes, row := strings.Cut(address, "/")
	var cells []forms.Cell
	for _, c := range w.q.Cubes {
		switch {
		case row && c.Name == name:
			cells = append(cells, along(c, strings.Split(codes, "/"))...)
		case !row && (c.Name == name || w.q.TableOf(c).ID == name):
			for cell := c.First; cell < c.First+forms.Cell(c.Cells); cell++ {
				cells = append(cells, cell)
			}
		}
	}
	return cells
}

// along lists the cells of a cube at codes, of which * stands for all of an
// axis.
func along(c *forms.Cube, codes []string) []forms.Cell {
	if len(codes) != len(c.Axes) {
		return nil
	}
	cells := []forms.Cell{c.First}
	for i, axis := range c.Axes {
		first, last := axis.List.Index(codes[i]), axis.List.Index(codes[i])
		if codes[i] == "*" {
			first, last = 0, len(axis.List.Codes)-1
		}
		var longer []forms.Cell
		for _, cell := range cells {
			for code := max(first, 0); code <= last; code++ {
				longer = append(longer, cell+forms.Cell(code*axis.Stride()))
			}
		}
		cells = longer
	}
	return cells
}

func covers(pattern, parts []string) bool {
	if len(pattern) != len(parts) {
		return false
	}
	for i := range pattern {
		if pattern[i] != "*" && pattern[i] != parts[i] {
			return false
		}
	}
	return true
}
