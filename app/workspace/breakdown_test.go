package workspace_test

import (
	"context"
	"errors"
	"path/filepath"
	"testing"

	"migraform/app/workspace"
	"migraform/forms"
	"migraform/forms/definition"
	"migraform/validation"
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

// TestAnEarlierSubmissionIsComparedInTheBreakdownOfToday: last year's figures
// were finer, and are added up to what is asked now; chosen back, they are
// there as they were sent.
func TestAnEarlierSubmissionIsComparedInTheBreakdownOfToday(t *testing.T) {
	earlier, err := workspace.Create(filepath.Join(t.TempDir(), "2024.migraform"), workspace.Start{Country: "NOR", Year: 2024})
	if err != nil {
		t.Fatal(err)
	}
	answers := map[string]forms.Answer{}
	for n, age := range []string{"Y65T69", "Y70T74", "Y75T79", "Y80T84", "Y_GE85"} {
		answers["B1/"+age+"/NAT/M/2024"] = forms.Count(int64(100 + n))
		answers["B1/"+age+"/NAT/M/2020"] = forms.Count(int64(200 + n))
	}
	put(t, earlier, answers)
	if err := earlier.Close(); err != nil {
		t.Fatal(err)
	}
	w := begin(t, definition.Core)
	choose(t, w, "B1 age to_65")
	r, err := w.LoadReference(context.Background(), earlier.Path())
	if err != nil {
		t.Fatal(err)
	}
	if r.Dropped != 0 || r.Figures != 2 {
		t.Errorf("%d figures, %d dropped", r.Figures, r.Dropped)
	}
	if was, ok := w.Before(cell(t, w, "B1/Y_GE65/NAT/M/2024")); !ok || was.Value != forms.Whole(510) {
		t.Errorf("65 and over was %v", was)
	}
	if past := w.PastYears(cell(t, w, "B1/Y_GE65/NAT/M/2025")); len(past) != 1 || past[0].Year != "2020" || past[0].Answer.Value != forms.Whole(1010) {
		t.Errorf("before that: %v", past)
	}
	choose(t, w, "B1 age asked")
	if was, ok := w.Before(cell(t, w, "B1/Y70T74/NAT/M/2024")); !ok || was.Value != forms.Whole(101) {
		t.Errorf("70–74 was %v", was)
	}
	if _, err := w.Undo(); err != nil {
		t.Fatal(err)
	}
	if was, _ := w.Before(cell(t, w, "B1/Y_GE65/NAT/M/2024")); was.Value != forms.Whole(510) {
		t.Errorf("after undoing, 65 and over was %v", was)
	}
}

// TestWhatAYearDoesNotAskCannotBeAnswered: typed, pasted, marked or filled.
func TestWhatAYearDoesNotAskCannotBeAnswered(t *testing.T) {
	w := begin(t, definition.Core)
	choose(t, w, "B1 age broad 2021; B1 sex total 2021")
	finer, men, coarse := cell(t, w, "B1/Y0T4/NAT/_T/2021"), cell(t, w, "B1/Y0T14/NAT/M/2021"), cell(t, w, "B1/Y0T14/NAT/_T/2021")
	for _, c := range []forms.Cell{finer, men} {
		var refused *workspace.NotAskedError
		if err := w.Type(c, "5"); !errors.As(err, &refused) {
			t.Errorf("typing: %v", err)
		}
		if err := w.Mark([]forms.Cell{c}, forms.NotAvailable); err != nil || !w.Answer(c).IsBlank() {
			t.Errorf("marking: %v", err)
		}
	}
	if refused, err := w.Paste([]workspace.CellText{{Cell: coarse, Text: "5"}, {Cell: finer, Text: "3"}}); err != nil || len(refused) != 1 || refused[0].Cell != finer {
		t.Errorf("pasting: %v %v", refused, err)
	}
	if err := w.Type(coarse, "5"); err != nil {
		t.Errorf("what is asked: %v", err)
	}
	// A table whose finer cells are not asked has no blanks there.
	cube := w.Questionnaire().Cube("B1")
	n, err := w.FillBlanks(cube, nil, forms.Count(0))
	if err != nil {
		t.Fatal(err)
	}
	asked := 0
	for c := cube.First; c < cube.First+forms.Cell(cube.Cells); c++ {
		if a := w.Answer(c); !a.IsBlank() {
			asked++
			if !cube.Asked(c) {
				t.Fatalf("%s was filled", w.Questionnaire().Address(c))
			}
		}
	}
	if asked != n+1 {
		t.Errorf("%d filled, %d answered", n, asked)
	}
	if err := w.Finish("B1", true); err != nil {
		t.Fatal(err)
	}
	for _, f := range w.Failing() {
		if f.Rule == "R06" {
			t.Errorf("a filled table has blanks: %v", f.Message)
		}
	}
	if done, of := w.Progress(w.Questionnaire().Table("B1")); done != of || of == 0 {
		t.Errorf("%d of %d", done, of)
	}
}

// TestWhatIsIncludedFollowsItsCell: what says that it is included in a finer
// cell says so of the coarser one, and of the finer again once that is undone.
func TestWhatIsIncludedFollowsItsCell(t *testing.T) {
	w := begin(t, definition.Core)
	answers := map[string]forms.Answer{"B1/Y15T19/NAT/M/2025": {Status: forms.Included, Into: "B1/Y65T69/NAT/M/2025"},
		"B1/Y65T69/NAT/M/2025": {Status: forms.Includes, Value: forms.Whole(5)}}
	for _, age := range []string{"Y70T74", "Y75T79", "Y80T84", "Y_GE85"} {
		answers["B1/"+age+"/NAT/M/2025"] = forms.Count(1)
	}
	put(t, w, answers)
	choose(t, w, "B1 age to_65")
	if a := w.Answer(cell(t, w, "B1/Y15T19/NAT/M/2025")); a.Into != "B1/Y_GE65/NAT/M/2025" {
		t.Errorf("15–19 is included in %s", a.Into)
	}
	if a := w.Answer(cell(t, w, "B1/Y_GE65/NAT/M/2025")); a.Status != forms.Includes || a.Value != forms.Whole(9) {
		t.Errorf("65 and over: %v", a)
	}
	for _, f := range w.Failing() {
		if f.Severity == validation.Error {
			t.Errorf("%s: %v", f.Rule, f.Message)
		}
	}
	if _, err := w.Undo(); err != nil {
		t.Fatal(err)
	}
	if a := w.Answer(cell(t, w, "B1/Y15T19/NAT/M/2025")); a.Into != "B1/Y65T69/NAT/M/2025" {
		t.Errorf("undone, 15–19 is included in %s", a.Into)
	}
}

// TestACorrectedSumIsKeptApartFromItsParts: it is no sum any more, so that it
// is kept when the parts come back, and gives way to a newer sum.
func TestACorrectedSumIsKeptApartFromItsParts(t *testing.T) {
	w := begin(t, definition.Core)
	answers := map[string]forms.Answer{}
	for _, age := range []string{"Y65T69", "Y70T74", "Y75T79", "Y80T84", "Y_GE85"} {
		answers["B1/"+age+"/NAT/M/2025"] = forms.Count(10)
	}
	put(t, w, answers)
	choose(t, w, "B1 age to_65")
	put(t, w, map[string]forms.Answer{"B1/Y_GE65/NAT/M/2025": forms.Count(51)})
	back := choose(t, w, "B1 age asked")
	if lost := back.Lost(); back.Back != 5 || len(lost) != 1 || lost[0].Address != "B1/Y_GE65/NAT/M/2025" || lost[0].Why.ID != "breakdown.left_coarser" {
		t.Errorf("%+v", back)
	}
	if left := w.Leftovers(); len(left) != 1 || left[0].Answer.Value != forms.Whole(51) {
		t.Errorf("kept aside: %v", left)
	}
	again := choose(t, w, "B1 age to_65")
	if again.Replaced != 1 || w.Answer(cell(t, w, "B1/Y_GE65/NAT/M/2025")).Value != forms.Whole(50) {
		t.Errorf("%+v", again)
	}
	// A plan that was made before something changed is not carried out.
	plan, err := w.Regroup(definition.Choice{Table: "B1", Concept: "age", Option: "broad"})
	if err != nil {
		t.Fatal(err)
	}
	put(t, w, map[string]forms.Answer{"B1/Y_GE65/NAT/F/2025": forms.Count(1)})
	if err := w.ApplyRegrouping(plan); !errors.Is(err, workspace.ErrStale) {
		t.Errorf("an old plan: %v", err)
	}
}

// TestAWorkbookInAnotherBreakdownIsNotTheDocuments: verifying says so.
func TestAWorkbookInAnotherBreakdownIsNotTheDocuments(t *testing.T) {
	w := begin(t, definition.Core)
	answers := map[string]forms.Answer{}
	for _, age := range []string{"Y65T69", "Y70T74", "Y75T79", "Y80T84", "Y_GE85"} {
		answers["B1/"+age+"/NAT/M/2025"] = forms.Count(10)
	}
	put(t, w, answers)
	path := filepath.Join(t.TempDir(), "full.xlsx")
	if _, err := w.Export(context.Background(), path, workspace.ExportOptions{}); err != nil {
		t.Fatal(err)
	}
	choose(t, w, "B1 age to_65")
	v, err := workspace.Verify(context.Background(), path, w)
	if err != nil || len(v.Differences) != 6 {
		t.Errorf("%d differences, want the five ages and their sum: %+v %v", len(v.Differences), v, err)
	}
}

// What is elsewhere in a region is kept aside by the first step: the second
// must not take the sub-regions that are left for the whole region.
func TestTwoBreakdownsOneAfterTheOther(t *testing.T) {
	w := begin(t, definition.All)
	put(t, w, map[string]forms.Answer{
		"F3/USA/M/2025": forms.Count(5), "F3/USA/F/2025": forms.Count(6), "F3/MEX/M/2025": forms.Count(1), "F3/MEX/F/2025": forms.Count(2),
		"F3/NES_019/M/2025": forms.Count(3), "F3/NES_019/F/2025": forms.Count(4),
	})
	for _, text := range []string{"F3 citizenship subregions", "F3 sex total"} {
		choices, err := definition.ParseChoices(text)
		if err != nil {
			t.Fatal(err)
		}
		plan, err := w.RegroupListed(choices...)
		if err == nil {
			err = w.ApplyRegrouping(plan)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if got := w.Answer(cell(t, w, "F3/019/_T/2025")).Value; got != forms.Whole(21) {
		t.Errorf("the Americas come to %s, of 21", got)
	}
}
