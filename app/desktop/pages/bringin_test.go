package pages

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"migraform/app/desktop/look"
	"migraform/app/workspace"
)

// sample opens the sample document of Canada and names a spreadsheet of it.
func sample(t *testing.T, part string) (*workspace.Workspace, string) {
	t.Helper()
	s, err := workspace.Sample(t.TempDir(), "en")
	if err != nil {
		t.Fatal(err)
	}
	ws, err := workspace.Open(s.Document)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { ws.Close() })
	for _, path := range s.Spreadsheets {
		if strings.Contains(filepath.Base(path), part) {
			return ws, path
		}
	}
	t.Fatalf("no sample is called %s", part)
	return nil, ""
}

// atOnce makes a page do its long work on the spot.
func atOnce(p *BringIn) *BringIn {
	p.run = func(f func()) { f() }
	return p
}

func write(t *testing.T, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestAFileIsLookedAtAndPutIn(t *testing.T) {
	d := newDesk(t, look.Light, "en")
	ws, path := sample(t, "permanent")
	d.shell.ChooseFile = func(_, _ string, _ []string, done func(string)) { done(path) }
	p := atOnce(NewBringIn(ws, d.shell))
	d.show(p.Content())
	d.picture("bringin-empty")
	p.browse()
	d.picture("bringin-plan")
	n := len(p.now.file.Changes)
	if n == 0 || p.plan.put.Disabled() {
		t.Fatalf("%d figures to put in; the button is disabled: %v", n, p.plan.put.Disabled())
	}
	cell := p.now.file.Changes[0].Cell
	before := ws.Answer(cell)
	var told int
	p.OnApplied = func(_ string, figures int) { told = figures }
	test.Tap(p.plan.put)
	if told != n || ws.Answer(cell).Same(before) {
		t.Errorf("%d of %d figures put in", told, n)
	}
	if !p.plan.put.Disabled() || p.plan.why.text() == "" {
		t.Error("they could be put in a second time, or it is not said why not")
	}
	d.picture("bringin-done")
	p.plan.next.Objects[0].(*link).Tapped(nil)
	if !ws.Answer(cell).Same(before) || p.plan.put.Disabled() {
		t.Error("not undone")
	}
}

func TestAFileThatCannotBeReadIsExplained(t *testing.T) {
	d := newDesk(t, look.Light, "en")
	ws := norway(t)
	p := atOnce(NewBringIn(ws, d.shell))
	d.show(p.Content())
	p.Open(write(t, "empty.xlsx", ""))
	if said := d.said[len(d.said)-1]; !p.fault.shown.Visible() || !strings.Contains(said, "empty.xlsx") {
		t.Errorf("says %q", said)
	}
	d.picture("bringin-error")
	if p.entry.Text == "" {
		t.Error("the path was lost")
	}
}

const arrivals = `Immigration by citizenship and sex,,,
Country of citizenship,2025,,
,Total,Men,Women
Sweden,30,10,20
Denmark,15,8,7
Narnia,5,2,3
`

func TestALabelIsDecided(t *testing.T) {
	d := newDesk(t, look.Light, "en")
	ws := norway(t)
	answer(t, ws, "B2/SWE/F/2025", "21")
	p := atOnce(NewBringIn(ws, d.shell))
	p.Table = "B2"
	d.show(p.Content())
	p.Open(write(t, "arrivals.csv", arrivals))
	d.picture("bringin-doubts")
	placed := len(p.now.file.Changes)
	p.plan.decideLabel("Narnia", "FIN")
	if got := len(p.now.file.Changes); got <= placed {
		t.Errorf("%d figures placed before, %d after the decision", placed, got)
	}
	p.plan.unfolded["pages.replaced"] = true
	p.plan.refresh()
	d.picture("bringin-decided")
	p.forget()
	if got := len(p.now.file.Changes); got != placed {
		t.Errorf("%d figures placed after the decision was taken back", got)
	}
}

func TestARowIsLeftOutAndTakenInAgain(t *testing.T) {
	d := newDesk(t, look.Light, "en")
	ws := norway(t)
	p := atOnce(NewBringIn(ws, d.shell))
	p.Table = "B2"
	d.show(p.Content())
	p.Open(write(t, "arrivals.csv", arrivals))
	placed := len(p.now.file.Changes)
	p.plan.grid.Select(3, 1)
	d.choose("bringin.row", "Row 4…", "Leave row 4 out")
	if got := len(p.now.file.Changes); got != placed-3 {
		t.Errorf("%d figures placed, want %d", got, placed-3)
	}
	d.choose("bringin.row", "Row 4…", "Take row 4 in again")
	if got := len(p.now.file.Changes); got != placed {
		t.Errorf("%d figures placed after taking the row in again, want %d", got, placed)
	}
}

func TestAWorkbookFilledInElsewhereIsBroughtIn(t *testing.T) {
	d := newDesk(t, look.Light, "en")
	other, ws := norway(t), norway(t)
	answer(t, other, "B2/SWE/F/2025", "1243", "B2/DNK/M/2025", "318")
	answer(t, ws, "B2/SWE/F/2025", "1234")
	path := filepath.Join(t.TempDir(), "part.csv")
	if _, err := other.Export(context.Background(), path, workspace.ExportOptions{Format: workspace.FormatCSV}); err != nil {
		t.Fatal(err)
	}
	p := atOnce(NewBringIn(ws, d.shell))
	d.show(p.Content())
	p.Open(path)
	d.picture("bringin-part")
	if got := p.plan.put.Text; got != "Put 2 figures into B2" {
		t.Errorf("the button says %q", got)
	}
	test.Tap(p.plan.put)
	if !p.plan.put.Disabled() {
		t.Error("the same figures could be put in again")
	}
}

func TestReadingCanBeGivenUp(t *testing.T) {
	d := newDesk(t, look.Light, "en")
	ws := norway(t)
	p := NewBringIn(ws, d.shell)
	var work func()
	p.run = func(f func()) { work = f }
	d.show(p.Content())
	p.Open(write(t, "arrivals.csv", arrivals))
	if p.stage.Objects[0] != fyne.CanvasObject(p.wait.shown) {
		t.Error("does not show that it reads")
	}
	d.picture("bringin-wait")
	p.stop()
	work()
	if p.now != nil || p.stage.Objects[0] != fyne.CanvasObject(p.choose.pane.shown) {
		t.Error("what was given up came all the same")
	}
}

func TestPicturesOfBringingIn(t *testing.T) {
	d := newDesk(t, look.Dark, "fr")
	ws, path := sample(t, "migrant-stock")
	p := atOnce(NewBringIn(ws, d.shell))
	d.show(p.Content())
	p.Open(path)
	p.plan.unfolded["pages.aside"] = true
	p.plan.refresh()
	d.picture("bringin-fr")
}
