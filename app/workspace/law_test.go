package workspace_test

import (
	"encoding/json"
	"math/rand/v2"
	"strconv"
	"testing"

	"migraform/app/workspace"
	"migraform/forms"
	"migraform/forms/words"
	"migraform/validation"

	"github.com/google/go-cmp/cmp"
)

// allFindings are what the checks say, in full, and what is settled.
func allFindings(w *workspace.Workspace) []string {
	findings := w.Findings()
	lines := make([]string, len(findings))
	for i := range findings {
		f := &findings[i]
		f.Suspects, f.Unsearched = nil, words.Message{} // sought when somebody looks
		line, _ := json.Marshal(validation.LineOf(w.Questionnaire(), f, words.In("en")))
		lines[i] = f.Key + " " + strconv.FormatBool(w.Settled(f)) + " " + string(line)
	}
	return lines
}

// TestUndoingAllRestoresTheFindings changes figures, footnotes, answers to
// questions, what is finished and explanations at random. What the checks say
// is what they say of the document when it is opened anew, and after each step
// back what they said before.
func TestUndoingAllRestoresTheFindings(t *testing.T) {
	random := rand.New(rand.NewPCG(11, 12))
	w := fresh(t)
	q := w.Questionnaire()
	pick := func(of ...string) string { return of[random.IntN(len(of))] }
	cells := func() forms.Cell {
		c := q.Cube(pick("A1", "B1", "B2", "C2", "E1", "G1"))
		return c.First + forms.Cell(random.IntN(min(c.Cells, 120)))
	}
	edit := func() error {
		c := cells()
		switch random.IntN(10) {
		case 0:
			return w.SetNote(pick(q.Address(c), "B2", "A1/*/_T/2025"), pick("a", "b", ""))
		case 1:
			return w.SetQuestion("M4", 0, "rounding_base", pick("none", "3", "5", "10"))
		case 2:
			return w.SetQuestion("M4", 0, "rounding_kind", pick("conventional", "random", "controlled", ""))
		case 3:
			return w.SetQuestion("M1", 1+random.IntN(2), "tables", pick("B1", "B2", "A1 B2", ""))
		case 4:
			return w.SetQuestion("M4", 0, "threshold", pick("none", "3", "10", ""))
		case 5:
			return w.Finish(pick("A1", "B2", "E1"), random.IntN(2) == 0)
		case 6:
			if failing := w.Failing(); len(failing) > 0 {
				return w.Explain(&failing[random.IntN(len(failing))], pick("so it is", "late registrations", ""))
			}
		}
		return w.Type(c, pick("1", "20", "300", "4000", "-5", "7p", "8e", "9b", "…", "c", "-", "..", "2.5", ""))
	}
	latest := func() int64 {
		changes, err := w.Changes(1, 0)
		if err != nil || len(changes) == 0 {
			return 0
		}
		return changes[0].ID
	}
	told := [][]string{allFindings(w)}
	undoable := 0
	for step := range 120 {
		before := latest()
		if err := edit(); err != nil || latest() == before {
			continue // refused, or it was so already
		}
		undoable++
		told = append(told, allFindings(w))
		if step%20 == 0 {
			if err := w.Close(); err != nil {
				t.Fatal(err)
			}
			var err error
			if w, err = workspace.Open(w.Path()); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(told[len(told)-1], allFindings(w)); diff != "" {
				t.Fatalf("step %d (- after each edit, + opened anew)\n%s", step, diff)
			}
		}
	}
	defer w.Close()
	if len(told[len(told)-1]) < 20 || undoable < 60 {
		t.Fatalf("%d edits, %d findings: they show nothing", undoable, len(told[len(told)-1]))
	}
	for step := undoable - 1; step >= 0; step-- {
		if _, err := w.Undo(); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(told[step], allFindings(w)); diff != "" {
			t.Fatalf("step %d (- before, + undone)\n%s", step, diff)
		}
	}
}
