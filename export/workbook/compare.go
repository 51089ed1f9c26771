package workbook

import (
	"slices"

	"migraform/forms"
)

// Difference is a cell that a workbook and a document answer differently.
type Difference struct {
	Address  string
	Sheet    string // where the workbook has it, with Cell as Excel shows it
	Cell     string
	Workbook forms.Answer
	Document forms.Answer
}

// Compare compares a workbook's answers with a document's, cube by cube that
// the workbook has. Answers are compared by what they say, not by how they
// came about. nil answers stand for a blank document.
func Compare(c *Contents, q *forms.Questionnaire, answers *forms.Answers) []Difference {
	var different []Difference
	problems := c.match(q, func(t *TableContents, row, col int, cell forms.Cell) {
		var document forms.Answer
		if answers != nil {
			document = answers.At(cell)
			document.Means, document.Source = 0, forms.SourceRef{}
		}
		workbook := t.at(row, col)
		if !workbook.Same(document) {
			different = append(different, Difference{Address: t.address(row, col), Sheet: t.Sheet,
				Cell: reference(t.rows[row].place, t.cols[col].place), Workbook: workbook, Document: document})
		}
	})
	// What the document does not ask at all it cannot hold either: a workbook
	// in another breakdown is not the document's.
	for _, p := range problems {
		if p.Kind == "unknown_code" {
			different = append(different, Difference{Address: p.Text, Sheet: p.Sheet, Cell: p.Cell, Workbook: p.answer})
		}
	}
	for _, t := range c.Tables {
		different = t.missing(q, answers, different)
	}
	return different
}

// Answers returns a workbook's answers as those of a questionnaire, which may
// be another than it was written for: what that does not ask for is returned
// as problems.
func (c *Contents) Answers(q *forms.Questionnaire) (*forms.Answers, []Problem) {
	answers := forms.NewAnswers(q.Cells)
	problems := c.match(q, func(t *TableContents, row, col int, cell forms.Cell) {
		if a := t.at(row, col); !a.IsBlank() {
			answers.Set(cell, a)
		}
	})
	return answers, problems
}

// match calls f for each cell of the workbook that the questionnaire has.
func (c *Contents) match(q *forms.Questionnaire, f func(t *TableContents, row, col int, cell forms.Cell)) []Problem {
	var problems []Problem
	for _, t := range c.Tables {
		cube := q.Cube(t.Cube)
		if cube == nil || !sameAxes(cube, t.Axes) {
			problems = append(problems, Problem{Kind: "unknown_table", Sheet: t.Sheet, Text: t.Cube})
			continue
		}
		rows, cols := offsets(cube, t.rows, t.rowOrder), offsets(cube, t.cols, t.colOrder)
		for row := range rows {
			for col := range cols {
				if rows[row] >= 0 && cols[col] >= 0 {
					f(t, row, col, cube.First+rows[row]+cols[col])
				} else if !t.at(row, col).IsBlank() {
					problems = append(problems, Problem{Kind: "unknown_code", Sheet: t.Sheet,
						Cell: reference(t.rows[row].place, t.cols[col].place), Text: t.address(row, col), answer: t.at(row, col)})
				}
			}
		}
	}
	return problems
}

func sameAxes(cube *forms.Cube, keys []string) bool {
	own := axisKeys(cube)
	if len(own) != len(keys) {
		return false
	}
	for i := range own {
		if own[i] != keys[i] {
			return false
		}
	}
	return true
}

// offsets returns what each row or column adds to a cell's index; -1 where
// the questionnaire lacks one of its codes.
func offsets(cube *forms.Cube, lines []line, order []int) []forms.Cell {
	found := make([]forms.Cell, len(lines))
	for i := range lines {
		for j, axis := range order {
			code := cube.Axes[axis].List.Index(lines[i].codes[j])
			if code < 0 {
				found[i] = -1
				break
			}
			found[i] += forms.Cell(code * cube.Axes[axis].Stride())
		}
	}
	return found
}

// holds reports whether a table has all cells of a cube and no others.
func (t *TableContents) holds(cube *forms.Cube) bool {
	return len(t.rows)*len(t.cols) == cube.Cells && !slices.Contains(offsets(cube, t.rows, t.rowOrder), -1) &&
		!slices.Contains(offsets(cube, t.cols, t.colOrder), -1)
}

// missing adds the document's answers whose rows or columns were deleted from
// the workbook.
func (t *TableContents) missing(q *forms.Questionnaire, answers *forms.Answers, different []Difference) []Difference {
	cube := q.Cube(t.Cube)
	if cube == nil || answers == nil || t.holds(cube) {
		return different
	}
	for i := range cube.Cells {
		cell := cube.First + forms.Cell(i)
		if answers.Statuses[cell] == forms.Blank {
			continue
		}
		address := q.Address(cell)
		if _, _, ok := t.find(address); !ok {
			different = append(different, Difference{Address: address, Sheet: t.Sheet, Document: answers.At(cell)})
		}
	}
	return different
}
