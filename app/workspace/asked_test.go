package workspace_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"migraform/app/workspace"
	"migraform/forms/definition"
)

// An answer to a question takes tables and codes away and brings them back;
// what was answered there waits in the document, and does not go out.
func TestAnswersDecideWhatIsAsked(t *testing.T) {
	path := filepath.Join(t.TempDir(), "norway.migraform")
	ws, err := workspace.Create(path, workspace.Start{Country: "NOR", Year: 2025, Scope: definition.All})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { ws.Close() }()
	figures := map[string]string{"J1/TRAINEE/M3T5/F/2025": "12", "B8/STUDY/M_LT12/F/2025": "34", "B8/STUDY/Y1T4/F/2025": "56"}
	for address, text := range figures {
		cell, err := ws.Questionnaire().Cell(address)
		if err == nil {
			err = ws.Type(cell, text)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	asked := 0
	for _, table := range ws.Questionnaire().Tables {
		_, n := ws.Progress(table)
		asked += n
	}
	anew := 0
	ws.OnChange(func(c workspace.Changed) {
		if c.Questionnaire {
			anew++
		}
	})
	answer := func(id, text string) {
		t.Helper()
		if err := ws.SetQuestion("M2", 0, id, text); err != nil {
			t.Fatal(err)
		}
	}
	holds := func(what string, want ...string) {
		t.Helper()
		q := ws.Questionnaire()
		for address, text := range figures {
			wanted := false
			for _, w := range want {
				wanted = wanted || w == address
			}
			cell, err := q.Cell(address)
			if got := err == nil && ws.Answer(cell).Value.String() == text; got != wanted {
				t.Errorf("%s: %s holds its figure: %v", what, address, got)
			}
		}
		out := filepath.Join(t.TempDir(), "out.csv")
		if _, err := ws.Export(context.Background(), out, workspace.ExportOptions{Format: workspace.FormatCSV}); err != nil {
			t.Fatal(err)
		}
		csv, err := os.ReadFile(out)
		if err != nil {
			t.Fatal(err)
		}
		for address := range figures {
			wanted := false
			for _, w := range want {
				wanted = wanted || w == address
			}
			if got := strings.Contains(string(csv), address); got != wanted {
				t.Errorf("%s: %s goes out: %v", what, address, got)
			}
		}
	}
	j1, lt12, years := "J1/TRAINEE/M3T5/F/2025", "B8/STUDY/M_LT12/F/2025", "B8/STUDY/Y1T4/F/2025"
	holds("at first", j1, lt12, years)
	answer("arrival_criterion", "months_12")
	holds("the criterion is a year", j1, years)
	answer("temporary_recorded", "no")
	holds("no temporary stays", years)
	left := 0
	for _, table := range ws.Questionnaire().Tables {
		_, n := ws.Progress(table)
		left += n
	}
	if left >= asked {
		t.Errorf("%d cells are asked; %d before", left, asked)
	}
	answer("duration_recorded", "no")
	holds("no durations")
	if left := ws.Leftovers(); len(left) != 3 || left[0].Why.ID != "guide.not_asked_now" {
		t.Errorf("kept aside: %+v", left)
	}
	if anew != 3 {
		t.Errorf("the questionnaire was made anew %d times; want 3", anew)
	}
	answer("dual_citizens", "own_first")
	if anew != 3 {
		t.Error("an answer on which nothing depends made the questionnaire anew")
	}
	for range 2 {
		if _, err := ws.Undo(); err != nil {
			t.Fatal(err)
		}
	}
	holds("undone", years)
	ws.Close()
	if ws, err = workspace.Open(path); err != nil {
		t.Fatal(err)
	}
	holds("opened again", years)
	answer("temporary_recorded", "yes")
	answer("arrival_criterion", "")
	holds("taken back", j1, lt12, years)
	if left := ws.Leftovers(); len(left) > 0 {
		t.Errorf("left over: %v", left)
	}
}
