package pages

import (
	"slices"

	"migraform/app/desktop/grid"
	"migraform/app/desktop/view"
	"migraform/app/workspace"
	"migraform/forms"
	"migraform/forms/intake"
)

// target is where the figures of a file go: cell by cell, what would stand there.
type target struct {
	shell  *Shell
	ws     *workspace.Workspace
	q      *forms.Questionnaire // as it was when the plan was made
	cells  map[forms.Cell]placement
	cubes  []*forms.Cube // that receive figures, in the order of the questionnaire
	counts map[*forms.Cube]int
}

// placement is what becomes of one cell of the questionnaire.
type placement struct {
	change *workspace.ImportChange // nil where the document holds the figure already
	kept   bool                    // the change is held back
	entry  *intake.Entry           // the figure of the file, nil in files of the program's own
	more   int                     // further figures that are added up to it
}

// newTarget finds out where a file's figures go.
func newTarget(shell *Shell, ws *workspace.Workspace, file *workspace.Import) *target {
	t := &target{shell: shell, ws: ws, q: ws.Questionnaire(), cells: map[forms.Cell]placement{}, counts: map[*forms.Cube]int{}}
	if file.Plan != nil {
		for i := range file.Plan.Entries {
			e := &file.Plan.Entries[i]
			if e.Fate != intake.Placed {
				continue
			}
			p, known := t.cells[e.Cell]
			if known {
				p.more++
			} else {
				p.entry = e
			}
			t.cells[e.Cell] = p
		}
	}
	for i := range file.Held {
		t.cells[file.Held[i].Cell] = placement{}
	}
	put := func(changes []workspace.ImportChange, kept bool) {
		for i := range changes {
			p := t.cells[changes[i].Cell]
			p.change, p.kept = &changes[i], kept
			t.cells[changes[i].Cell] = p
		}
	}
	put(file.Changes, false)
	put(file.Kept, true)
	q := t.q
	for cell := range t.cells {
		t.counts[q.CubeOf(cell)]++
	}
	for _, table := range q.Tables {
		for _, cube := range table.Cubes {
			if t.counts[cube] > 0 {
				t.cubes = append(t.cubes, cube)
			}
		}
	}
	return t
}

// answer is what the document holds now. Where it asks for something else since, its cells are others, and until the
// plan is made anew nothing is said of them.
func (t *target) answer(cell forms.Cell) forms.Answer {
	if t.ws.Questionnaire() != t.q {
		return forms.Answer{}
	}
	return t.ws.Answer(cell)
}

// at is the figure of the file that goes to a cell.
func (t *target) at(cell forms.Cell) *intake.Entry { return t.cells[cell].entry }

// model lays a cube out as its view says: rows with figures alone, or all.
func (t *target) model(cube *forms.Cube, whole bool) *targetModel {
	m := &targetModel{Heads: view.Heads{Tongue: t.shell.Tongue}, target: t}
	m.Sheet = view.NewSheet(cube, t.shell.Tongue.Tag, func(cell forms.Cell) bool {
		_, placed := t.cells[cell]
		return placed || !t.answer(cell).IsBlank()
	})
	m.Sheet.ShowOnlyFilled(!whole)
	return m
}

// first is the first cell of a cube that a figure goes to, NoCell where none does.
func (t *target) first(cube *forms.Cube) forms.Cell {
	first := forms.NoCell
	for cell := range t.cells {
		if t.q.CubeOf(cell) == cube && (first == forms.NoCell || cell < first) {
			first = cell
		}
	}
	return first
}

// mostPlaced is the page of a cube's one axis of pages to which most figures go.
func (t *target) mostPlaced(cube *forms.Cube, axis int) int {
	counts := make([]int, len(cube.Axes[axis].List.Codes))
	for cell := range t.cells {
		if cell >= cube.First && cell < cube.First+forms.Cell(cube.Cells) {
			counts[cube.CodeAt(cell, axis)]++
		}
	}
	return slices.Index(counts, slices.Max(counts))
}

// targetModel shows a cube with the figures that would stand in it.
type targetModel struct {
	view.Heads
	target *target
}

var (
	_ grid.Model  = (*targetModel)(nil)
	_ grid.Corner = (*targetModel)(nil)
)

func (m *targetModel) Cell(row, column int) grid.Cell {
	cell := m.Sheet.Cell(row, column)
	shell := m.target.shell
	before := m.target.answer(cell)
	p, placed := m.target.cells[cell]
	c := grid.Cell{}
	switch {
	case !placed:
		c.Text, c.Style = shell.answerText(before), grid.Computed
	case p.change == nil:
		c.Text, c.Tip = shell.answerText(before), shell.say("pages.tip_equal")
	case p.kept:
		c.Text, c.Mark = shell.answerText(before), grid.Explained
		c.Tip = shell.say("pages.tip_kept", "Value", shell.answerText(p.change.After))
	default:
		c.Text, c.Ground = shell.answerText(p.change.After), groundIn
		if !p.change.Before.IsBlank() {
			c.Text, c.Style = shell.fromTo(p.change), grid.Changed
		}
	}
	if m.Sheet.Row(row).Kind == forms.Total && c.Text != "" {
		c.Style |= grid.Total
	}
	return c
}

func (m *targetModel) Edit(row, column int) string { return m.Cell(row, column).Text }

// fromTo writes what a figure was and what it would be, in the order of reading.
func (s *Shell) fromTo(c *workspace.ImportChange) string {
	before, after := s.answerText(c.Before), s.answerText(c.After)
	if s.RightToLeft {
		return after + " \u2190 " + before
	}
	return before + " \u2192 " + after
}
