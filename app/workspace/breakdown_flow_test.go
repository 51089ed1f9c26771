package workspace_test

import (
	"context"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"migraform/app/workspace"
	"migraform/bench/slips"
	"migraform/forms"
	"migraform/forms/definition"
	"migraform/forms/words"
	"migraform/validation"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// coarse are breakdowns as offices have them: ages to 65 and over, regions for
// countries, one year coarser than the others, no sex in one year, no
// duration.
const coarse = "B1 age to_65; B2 citizenship regions; B3 birth regions; B4 residence subregions; C1 birth regions; C2 citizenship regions; " +
	"B5 age broad 2021; B5 sex total 2022; B8 intended_stay total; B8 reason level1"

// wholeDocument answers the flows, the stocks and the accounts of a document
// with figures that agree.
func wholeDocument(t *testing.T) *workspace.Workspace {
	t.Helper()
	w := begin(t, definition.All)
	q := w.Questionnaire()
	answers := slips.Whole(q, rand.New(rand.NewPCG(7, 8)))
	var all []workspace.CellAnswer
	for cell := range forms.Cell(q.Cells) {
		if a := answers.At(cell); !a.IsBlank() {
			all = append(all, workspace.CellAnswer{Cell: cell, Answer: a})
		}
	}
	if err := w.Put(forms.Typed, "change.typed B1", all); err != nil {
		t.Fatal(err)
	}
	return w
}

// blocking are the findings that would keep a document from being sent.
func blocking(w *workspace.Workspace) []string {
	var all []string
	for _, f := range w.Failing() {
		if f.Severity == validation.Error {
			all = append(all, f.Rule+" "+w.Questionnaire().Address(f.Cells[0]))
		}
	}
	return all
}

// figures are the answers of a document by address, without how they came
// about.
func figures(w *workspace.Workspace) map[string]forms.Answer {
	all := map[string]forms.Answer{}
	q := w.Questionnaire()
	for cell := range forms.Cell(q.Cells) {
		if a := w.Answer(cell); !a.IsBlank() {
			a.Means, a.Source = 0, forms.SourceRef{}
			all[q.Address(cell)] = a
		}
	}
	return all
}

func sameFigures(t *testing.T, what string, want, got map[string]forms.Answer) {
	t.Helper()
	for address, a := range want {
		if !got[address].Same(a) {
			t.Errorf("%s: %s is %v, not %v", what, address, got[address], a)
		}
	}
	if len(want) != len(got) {
		t.Errorf("%s: %d figures, not %d", what, len(got), len(want))
	}
}

func TestADocumentInCoarserBreakdownsPassesExportsAndComesBack(t *testing.T) {
	w := wholeDocument(t)
	if found := blocking(w); len(found) > 0 {
		t.Fatalf("to begin with: %v", found)
	}
	before := figures(w)
	plan := choose(t, w, coarse)
	if lost := plan.Lost(); len(lost) > 0 {
		t.Errorf("%d figures of a complete document are lost: %v", len(lost), lost[0])
	}
	if found := blocking(w); len(found) > 0 {
		t.Errorf("in coarser breakdowns: %v", found)
	}
	for _, table := range []string{"B1", "B2", "B5", "B8", "C1"} {
		if err := w.Finish(table, true); err != nil {
			t.Fatal(err)
		}
	}
	if found := blocking(w); len(found) > 0 {
		t.Errorf("when its tables are finished: %v", found)
	}
	coarser := figures(w)

	ctx := context.Background()
	for _, format := range []string{workspace.FormatWorkbook, workspace.FormatCSV} {
		path := filepath.Join(t.TempDir(), "out."+map[string]string{workspace.FormatWorkbook: "xlsx", workspace.FormatCSV: "csv"}[format])
		if _, err := w.Export(ctx, path, workspace.ExportOptions{Format: format}); err != nil {
			t.Fatal(err)
		}
		if format == workspace.FormatWorkbook {
			v, err := workspace.Verify(ctx, path, w)
			if err != nil || len(v.Differences)+len(v.Problems)+len(v.Edited) > 0 {
				t.Errorf("verified: %+v %v", v, err)
			}
			if v.Manifest.Breakdowns != w.Choices().String() {
				t.Errorf("the workbook says %q", v.Manifest.Breakdowns)
			}
		}

		// Into a document that was begun in the same breakdowns everything
		// goes.
		same, err := workspace.Create(filepath.Join(t.TempDir(), "same.migraform"),
			workspace.Start{Country: "NOR", Year: 2025, Scope: definition.All, Choices: w.Choices()})
		if err != nil {
			t.Fatal(err)
		}
		bring(t, same, path, 0)
		sameFigures(t, format+" brought into the same breakdowns", coarser, figures(same))
		same.Close()

		// One that asks everything says which figures are coarser.
		full := begin(t, definition.All)
		i := bring(t, full, path, -1)
		if len(i.Problems) == 0 || !slices.ContainsFunc(i.Problems, func(p words.Message) bool { return strings.HasSuffix(p.ID, "_left") }) {
			t.Errorf("%s: what becomes of coarser figures is not said: %d problems", format, len(i.Problems))
		}
		if len(i.Problems)+i.New != len(coarser) && format == workspace.FormatCSV {
			t.Errorf("%s: %d new and %d named, of %d", format, i.New, len(i.Problems), len(coarser))
		}
		for address, a := range figures(full) {
			if !a.Same(before[address]) {
				t.Errorf("%s: %s became %v", format, address, a)
			}
		}
	}

	// Undone, everything is as it was.
	for range len([]string{"B1", "B2", "B5", "B8", "C1"}) + 1 {
		if _, err := w.Undo(); err != nil {
			t.Fatal(err)
		}
	}
	sameFigures(t, "undone", before, figures(w))
	if len(w.Leftovers()) > 0 || len(w.Choices()) > 0 {
		t.Error("something is left after undoing")
	}
}

// bring puts a file into a document; wanted is the number of places that
// cannot be taken, -1 for any.
func bring(t *testing.T, w *workspace.Workspace, path string, wanted int) *workspace.Import {
	t.Helper()
	i, err := w.Read(context.Background(), path, "", nil)
	if err != nil {
		t.Fatal(err)
	}
	if wanted >= 0 && len(i.Problems) != wanted {
		t.Errorf("%s: %d problems, such as %v", path, len(i.Problems), i.Problems[0])
	}
	if _, err := w.Apply(i); err != nil {
		t.Fatal(err)
	}
	return i
}

func TestFinerFilesAreAddedUp(t *testing.T) {
	w := wholeDocument(t)
	path := filepath.Join(t.TempDir(), "full.csv")
	if _, err := w.Export(context.Background(), path, workspace.ExportOptions{Format: workspace.FormatCSV}); err != nil {
		t.Fatal(err)
	}
	want := wholeDocument(t)
	choose(t, want, coarse)
	coarser := begin(t, definition.All)
	choose(t, coarser, coarse)
	i := bring(t, coarser, path, 0)
	if i.AddedUp() == 0 {
		t.Error("nothing is said to be added up")
	}
	sameFigures(t, "a finer file", figures(want), figures(coarser))
}

// seen is all that a person sees of the answers of a document.
type seen struct {
	choices string
	figures map[string]forms.Answer
	aside   map[string]forms.Answer
	notes   map[string]string
	open    []string
}

func stateOf(w *workspace.Workspace) seen {
	s := seen{choices: w.Choices().String(), figures: figures(w), aside: map[string]forms.Answer{}, notes: w.Notes()}
	for _, left := range w.Leftovers() {
		left.Answer.Means, left.Answer.Source = 0, forms.SourceRef{}
		s.aside[left.Address] = left.Answer
	}
	for _, f := range w.Findings() {
		s.open = append(s.open, f.Rule+" "+w.Questionnaire().Address(f.Cells[0]))
	}
	return s
}

// TestUndoingBreakdownsIsTheIdentity: whatever is chosen and answered in
// between, undoing brings back each state, doing again each that followed, and
// a document that is closed opens as it was.
func TestUndoingBreakdownsIsTheIdentity(t *testing.T) {
	step := rapid.Custom(func(t *rapid.T) definition.Choice {
		return rapid.SampledFrom([]definition.Choice{
			{Table: "B1", Concept: "age", Option: "to_65"}, {Table: "B1", Concept: "age", Option: "broad", Years: []int{2021, 2025}},
			{Table: "B1", Concept: "age", Option: "ten_year", Years: []int{2025}}, {Table: "B1", Concept: "age", Option: "total"},
			{Table: "B1", Concept: "age", Option: "asked"}, {Table: "B1", Concept: "sex", Option: "total", Years: []int{2025}},
			{Table: "B1", Concept: "sex", Option: "asked"}, {Table: "A2", Concept: "age", Option: "three"},
			{Table: "B2", Concept: "citizenship", Option: "regions"}, {Table: "B2", Concept: "citizenship", Option: "subregions", Years: []int{2024}},
			{Table: "B2", Concept: "citizenship", Option: "groups", Years: []int{2025}}, {Table: "B2", Concept: "citizenship", Option: "asked"}}).Draw(t, "choice")
	})
	for seed := range 5 {
		random := rand.New(rand.NewPCG(uint64(seed), 9))
		path := filepath.Join(t.TempDir(), "law.migraform")
		w, err := workspace.Create(path, workspace.Start{Country: "NOR", Year: 2025})
		if err != nil {
			t.Fatal(err)
		}
		states := []seen{stateOf(w)}
		for i := range 6 {
			if i%2 == 0 {
				answerAtRandom(t, w, random)
			} else {
				plan, err := w.Regroup(step.Example(seed*10 + i))
				if err != nil || w.ApplyRegrouping(plan) != nil || plan.Choices.String() == states[len(states)-1].choices {
					continue
				}
			}
			states = append(states, stateOf(w))
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		if w, err = workspace.Open(path); err != nil {
			t.Fatal(err)
		}
		same := func(what string, i int) {
			if diff := cmp.Diff(states[i], stateOf(w), cmp.AllowUnexported(seen{})); diff != "" {
				t.Fatalf("seed %d, %s, state %d of %d (- was, + is)\n%s", seed, what, i, len(states), diff)
			}
		}
		same("opened again", len(states)-1)
		for i := len(states) - 2; i >= 0; i-- {
			if _, err := w.Undo(); err != nil {
				t.Fatal(err)
			}
			same("undone", i)
		}
		for i := 1; i < len(states); i++ {
			if _, err := w.Redo(); err != nil {
				t.Fatal(err)
			}
			same("done again", i)
		}
		w.Close()
	}
}

// answerAtRandom answers some cells that are asked, with figures and signs.
func answerAtRandom(t *testing.T, w *workspace.Workspace, random *rand.Rand) {
	t.Helper()
	q := w.Questionnaire()
	var all []workspace.CellAnswer
	for _, name := range []string{"B1", "B2", "A2"} {
		c := q.Cube(name)
		for range 60 {
			cell := c.First + forms.Cell(random.IntN(c.Cells))
			a := forms.Count(random.Int64N(1000))
			if random.IntN(6) == 0 {
				a = forms.Answer{Status: forms.Statuses[random.IntN(len(forms.Statuses))], Value: forms.Whole(5)}
				if !a.Status.IsNumber() {
					a.Value = 0
				}
			}
			if c.Asked(cell) {
				all = append(all, workspace.CellAnswer{Cell: cell, Answer: a})
			}
		}
	}
	slices.SortFunc(all, func(a, b workspace.CellAnswer) int { return int(a.Cell - b.Cell) })
	all = slices.CompactFunc(all, func(a, b workspace.CellAnswer) bool { return a.Cell == b.Cell })
	if err := w.Put(forms.Typed, "change.typed B1", all); err != nil {
		t.Fatal(err)
	}
}

// TestAnotherQuestionnaireHasCoarserBreakdownsToo: what was written for no
// subject works for any.
func TestAnotherQuestionnaireHasCoarserBreakdownsToo(t *testing.T) {
	d, err := definition.LoadFile("../../forms/definition/testdata/regions/questionnaire.yaml")
	if err != nil {
		t.Fatal(err)
	}
	w, err := workspace.Create(filepath.Join(t.TempDir(), "regions.migraform"), workspace.Start{Country: "NOR", Year: 2025, Scope: definition.All, Definition: d})
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	if err := w.SetQuestion("Q1", 0, "distance", "yes"); err != nil {
		t.Fatal(err)
	}
	answers := map[string]forms.Answer{}
	for n, origin := range []string{"N1", "N2", "S1", "S2", "S3"} {
		for m, destination := range []string{"N1", "N2", "S1", "S2", "S3"} {
			answers["M1/"+origin+"/"+destination+"/2025"] = forms.Count(int64(10*n + m))
		}
	}
	for n, age := range []string{"Y0T14", "Y15T29", "Y30T44", "Y45T64", "Y_GE65"} {
		answers["M2/N1/M/"+age+"/2025"] = forms.Count(int64(n))
	}
	put(t, w, answers)
	choose(t, w, "M1 origin level1; M2 age two")
	want := map[string]int64{"M1/NORTH/N1/2025": 10, "M1/SOUTH/N1/2025": 20 + 30 + 40, "M2/N1/M/Y0T29/2025": 1, "M2/N1/M/Y_GE30/2025": 2 + 3 + 4}
	for address, n := range want {
		if got := w.Answer(cell(t, w, address)); got.Value != forms.Whole(n) {
			t.Errorf("%s: %v, want %d", address, got, n)
		}
	}
	// M3 asks for the same two ages of those who left: they are compared.
	put(t, w, map[string]forms.Answer{"M2/_T/_T/Y0T29/2025": forms.Count(1), "M3/_T/_T/Y0T29/2025": forms.Count(2)})
	if !slices.ContainsFunc(w.Failing(), func(f validation.Finding) bool { return f.Rule == "R08" && len(f.Cells) > 1 }) {
		t.Errorf("tables in one breakdown are not compared: %v", blocking(w))
	}
}
