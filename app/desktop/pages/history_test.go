package pages

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"migraform/app/desktop/look"
	"migraform/app/workspace"
	"migraform/forms"
)

// answer types figures into cells.
func answer(t *testing.T, ws *workspace.Workspace, figures ...string) {
	t.Helper()
	for i := 0; i < len(figures); i += 2 {
		cell, err := ws.Questionnaire().Cell(figures[i])
		if err != nil {
			t.Fatal(err)
		}
		if err := ws.Type(cell, figures[i+1]); err != nil {
			t.Fatal(err)
		}
	}
}

func TestHistoryLeadsToTheCell(t *testing.T) {
	d, ws := newDesk(t, look.Light, "en"), norway(t)
	answer(t, ws, "B2/SWE/F/2025", "1243", "B2/DNK/M/2025", "318")
	went := forms.NoCell
	d.shell.GoToCell = func(c forms.Cell) { went = c }
	p := NewHistory(ws, d.shell)
	d.show(p.Content())
	if len(p.lines) != 4 || p.lines[0].day != "Today" || !p.lines[1].latest {
		t.Fatalf("lines: %+v", p.lines)
	}
	p.list.Select(2)
	if got := ws.Questionnaire().Address(went); got != "B2/SWE/F/2025" {
		t.Errorf("went to %s", got)
	}
}

func TestGoingBackAsksFirstAndCanBeRedone(t *testing.T) {
	d, ws := newDesk(t, look.Light, "en"), norway(t)
	answer(t, ws, "B2/SWE/F/2025", "1243", "B2/DNK/M/2025", "318", "B2/POL/F/2025", "77")
	if err := ws.SetQuestion("M5", 0, "person", "Kari Nordmann"); err != nil {
		t.Fatal(err)
	}
	p := NewHistory(ws, d.shell)
	d.show(p.Content())
	first, _ := ws.Questionnaire().Cell("B2/DNK/M/2025")
	p.ask(p.changes[2])
	if ws.Answer(first).IsBlank() || !p.asking.Visible() {
		t.Error("went back without asking")
	}
	d.picture("history-asks")
	test.Tap(p.answer.Objects[0].(*button))
	if got := p.asks.prose.text(); got != "2 changes were undone." || ws.Question("M5", 0, "person") != "" {
		t.Errorf("says %q", got)
	}
	d.picture("history-undone")
	p.redo(2)
	if ws.Question("M5", 0, "person") != "Kari Nordmann" {
		t.Error("not done again")
	}
	p.now = func() time.Time { return time.Now().AddDate(0, 0, 1) }
	p.Refresh()
	if p.lines[0].day != "Yesterday" {
		t.Errorf("the day is called %q", p.lines[0].day)
	}
}

func TestAnEmptyHistorySaysWhatWillStandThere(t *testing.T) {
	d := newDesk(t, look.Dark, "fr")
	ws, err := workspace.Create(t.TempDir()+"/x.migraform", workspace.Start{Country: "NOR", Year: 2025})
	if err != nil {
		t.Fatal(err)
	}
	defer ws.Close()
	p := NewHistory(ws, d.shell)
	d.show(p.Content())
	if !p.empty.shown.Visible() || len(p.lines) != 0 {
		t.Error("the empty state is not shown")
	}
	d.picture("history-empty")
}

func TestSettingsHoldAtOnce(t *testing.T) {
	d, ws := newDesk(t, look.Light, "en"), norway(t)
	d.shell.ChooseFolder = func(_, _ string, done func(string)) { done("/elsewhere") }
	d.shell.ShowInFolder = func(string) error { return nil }
	p := NewSettings(Preferences{Language: "en", Scale: 100, Folder: "/home/kari/Documents"}, d.shell)
	p.Questionnaire = ws.Questionnaire()
	var told Preferences
	p.OnChange = func(chosen Preferences) { told = chosen }
	d.show(p.Content())
	d.picture("settings")
	p.look.choose(2)
	p.scale.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
	if want := (Preferences{Language: "en", Look: look.Dark, Scale: 110, Folder: "/home/kari/Documents"}); told != want {
		t.Errorf("told %+v, want %+v", told, want)
	}
	p.scale.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDelete})
	if p.chosen.Scale != 110 {
		t.Error("a setting was taken back")
	}
	p.language.choose(2)
	if told.Language != "fr" {
		t.Errorf("language %q", told.Language)
	}
}

func TestPictureOfSettingsInFrench(t *testing.T) {
	d, ws := newDesk(t, look.Dark, "fr"), norway(t)
	p := NewSettings(Preferences{Language: "fr", Look: look.Dark, Scale: 100, Folder: "/home/kari/Documents"}, d.shell)
	p.Questionnaire = ws.Questionnaire()
	d.show(p.Content())
	d.picture("settings-fr")
}
