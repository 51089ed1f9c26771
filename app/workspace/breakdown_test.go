package workspace_test

import (
	"path/filepath"
	"testing"

	"migraform/app/workspace"
	"migraform/forms"
	"migraform/forms/definition"
)

func begin(t *testing.T, scope string) *workspace.Workspace {
	t.Helper()
	w, err := workspace.Create(filepath.Join(t.TempDir(), "d.migraform"), workspace.Start{Country: "NOR", Year: 2025, Scope: scope})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { w.Close() })
	return w
}

// put answers cells by their addresses.
func put(t *testing.T, w *workspace.Workspace, answers map[string]forms.Answer) {
	t.Helper()
	var all []workspace.CellAnswer
	for address, a := range answers {
		all = append(all, workspace.CellAnswer{Cell: cell(t, w, address), Answer: a})
	}
	if err := w.Put(forms.Typed, "change.typed B1", all); err != nil {
		t.Fatal(err)
	}
}

func choose(t *testing.T, w *workspace.Workspace, text string) *workspace.Regrouping {
	t.Helper()
	choices, err := definition.ParseChoices(text)
	if err != nil {
		t.Fatal(err)
	}
	plan, err := w.Regroup(choices...)
	if err != nil {
		t.Fatal(err)
	}
	if err := w.ApplyRegrouping(plan); err != nil {
		t.Fatal(err)
	}
	return plan
}

func TestFinerFiguresAreAddedUpAndComeBack(t *testing.T) {
	w := begin(t, definition.Core)
	put(t, w, map[string]forms.Answer{
		"B1/Y60T64/NAT/M/2025": forms.Count(4), "B1/Y65T69/NAT/M/2025": forms.Count(10), "B1/Y70T74/NAT/M/2025": forms.Count(20),
		"B1/Y75T79/NAT/M/2025": forms.Count(30), "B1/Y80T84/NAT/M/2025": forms.Count(40), "B1/Y_GE85/NAT/M/2025": forms.Count(50),
		"B1/Y65T69/NAT/F/2025": forms.Count(7), // the others are blank
	})
	told := 0
	w.OnChange(func(c workspace.Changed) {
		if c.Questionnaire {
			told++
		}
	})
	before := w.Questionnaire()
	plan := choose(t, w, "B1 age to_65")
	if len(plan.Added) != 1 || plan.AddedUp != 5 || len(plan.Aside) != 6 || len(plan.Lost()) != 1 || plan.Lost()[0].Address != "B1/Y65T69/NAT/F/2025" {
		t.Errorf("the plan: %+v", plan)
	}
	if got := w.Answer(cell(t, w, "B1/Y_GE65/NAT/M/2025")); got.Value != forms.Whole(150) {
		t.Errorf("65 and over: %v", got)
	}
	if w.Questionnaire() == before || told != 1 {
		t.Error("the questionnaire is not another one")
	}
	if len(w.Leftovers()) != 6 {
		t.Errorf("kept aside: %v", w.Leftovers())
	}
	back := choose(t, w, "B1 age asked")
	if back.Back != 6 || len(back.Aside) != 0 || len(w.Leftovers()) != 0 {
		t.Errorf("the plan back: %+v, kept aside %v", back, w.Leftovers())
	}
	if got := w.Answer(cell(t, w, "B1/Y_GE85/NAT/M/2025")); got.Value != forms.Whole(50) {
		t.Errorf("85 and over: %v", got)
	}
	for range 2 {
		if _, err := w.Undo(); err != nil {
			t.Fatal(err)
		}
	}
	if len(w.Choices()) != 0 || w.Questionnaire().Cells != before.Cells || len(w.Leftovers()) != 0 {
		t.Error("undoing does not bring everything back")
	}
}
