package workbook_test

import (
	"context"
	"path/filepath"
	"testing"

	"migraform/export/workbook"
	"migraform/forms"
	"migraform/forms/definition"
)

// The questionnaire that the program carries, every leaf answered, goes
// through in each language, and LibreOffice computes what is computed.
func TestTheBuiltInQuestionnaire(t *testing.T) {
	d, err := definition.BuiltIn()
	if err != nil {
		t.Fatal(err)
	}
	q, err := d.For("NOR", 2025, "core")
	if err != nil {
		t.Fatal(err)
	}
	answers := forms.NewAnswers(q.Cells)
	for cell := range forms.Cell(q.Cells) {
		c := q.CubeOf(cell)
		leaf := true
		for axis := range c.Axes {
			for _, sum := range c.Axes[axis].List.Sums {
				leaf = leaf && sum.Total != c.CodeAt(cell, axis)
			}
		}
		if leaf && !c.Forbidden(cell) {
			answers.Set(cell, forms.Count(int64(cell)*31%997))
		}
	}
	s := workbook.Submission{Questionnaire: q, Answers: answers, Shown: computed(q, answers), Language: "fr"}
	path := filepath.Join(t.TempDir(), "NOR.xlsx")
	result, err := workbook.Write(context.Background(), path, s, workbook.Options{})
	if err != nil {
		t.Fatal(err)
	}
	computable := 0
	for cell := range forms.Cell(q.Cells) {
		if _, ok := s.Shown(cell); ok && answers.At(cell).IsBlank() {
			computable++
		}
	}
	if result.Formulas != computable || computable < 10_000 {
		t.Errorf("%d formulas for %d computed totals", result.Formulas, computable)
	}
	totalsInLibreOffice(t, s, path)
}
