package pages

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"
	"github.com/xuri/excelize/v2"

	"migraform/app/desktop/look"
	"migraform/forms"
	"migraform/forms/intake"
	"migraform/forms/words"
)

// bringIn opens the page with a text table of Norway's.
func bringIn(t *testing.T, text string) (*desk, *BringIn) {
	t.Helper()
	d := newDesk(t, look.Light, "en")
	p := atOnce(NewBringIn(norway(t), d.shell))
	d.show(p.Content())
	p.Open(write(t, "arrivals.csv", text))
	if p.now == nil {
		t.Fatalf("not read: %v", d.said)
	}
	return d, p
}

// answerOf is what would stand in a cell, "" for nothing.
func (p *BringIn) answerOf(t *testing.T, address string) string {
	t.Helper()
	cell, err := p.ws.Questionnaire().Cell(address)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range p.now.file.Changes {
		if c.Cell == cell {
			return c.After.Value.String()
		}
	}
	return ""
}

const pointed = `Immigration by citizenship,,,
Country of citizenship,2024,2025
Code,,
Sweden,10,20
Denmark,8,7
Norden,18,27
`

// TestEveryDecisionCanBePointedAt changes what was understood of rows, columns, labels and cells, and takes it back.
func TestEveryDecisionCanBePointedAt(t *testing.T) {
	for _, one := range []struct {
		name     string
		row, col int // from 0
		whole    string
		menu     string // of which the item is chosen; "" where the word itself acts
		id       string
		item     string
		cell     string
		want     string
	}{
		{name: "a cell is left out", row: 3, col: 1, id: "bringin.cell.out", item: "Leave B4 out", cell: "B2/SWE/_T/2024"},
		{name: "a row is left out", row: 4, col: 1, menu: "bringin.row", id: "Row 5…", item: "Leave row 5 out", cell: "B2/DNK/_T/2025"},
		{name: "a column is left out", row: 4, col: 1, menu: "bringin.column", id: "Column B…", item: "Leave column B out", cell: "B2/DNK/_T/2024"},
		{name: "a label is a total", row: 5, col: 0, id: "bringin.total", item: "It is a total", cell: "B2/_T/_T/2025", want: "27"},
		{name: "a label is left out", row: 3, col: 0, id: "bringin.label.out", item: "Leave it out everywhere", cell: "B2/SWE/_T/2025"},
		{name: "a row of figures is a head", row: 3, col: 1, menu: "bringin.row", id: "Row 4…", item: "Row 4 is a head", cell: "B2/SWE/_T/2024"},
	} {
		t.Run(one.name, func(t *testing.T) {
			d, p := bringIn(t, pointed)
			before := p.answerOf(t, one.cell)
			p.plan.grid.Select(one.row, one.col)
			if one.menu == "" {
				d.tap(one.id, one.item)
			} else {
				d.choose(one.menu, one.id, one.item)
			}
			if got := p.answerOf(t, one.cell); got != one.want || got == before {
				t.Errorf("%s would be %q, before it was %q", one.cell, got, before)
			}
			if !p.Undo() || p.answerOf(t, one.cell) != before {
				t.Errorf("undone, %s would be %q", one.cell, p.answerOf(t, one.cell))
			}
			if !p.Redo() || p.answerOf(t, one.cell) != one.want {
				t.Errorf("done again, %s would be %q", one.cell, p.answerOf(t, one.cell))
			}
			if p.Undo(); p.Undo() {
				t.Error("more is undone than was decided")
			}
		})
	}
}

// TestWhatHoldsForATable gives sex and unit of a table, and looks for the same figures elsewhere.
func TestWhatHoldsForATable(t *testing.T) {
	d, p := bringIn(t, pointed)
	p.plan.unfolded["pages.holds"] = true
	p.plan.refresh()
	for concept, name := range map[string]string{"sex": "Women", "unit": "In thousands"} {
		list, ok := d.named["bringin.holds."+concept].(*dropDown)
		if !ok {
			t.Fatalf("%s cannot be said", concept)
		}
		list.SetSelected(name)
	}
	if got := p.answerOf(t, "B2/SWE/F/2025"); got != "20000" {
		t.Errorf("women of Sweden would be %q", got)
	}
	list := d.named["bringin.table"].(*dropDown)
	for i, option := range list.Options {
		if strings.HasPrefix(option, "B4 ") {
			list.SetSelectedIndex(i)
		}
	}
	if got := p.answerOf(t, "B4/SWE/F/2025"); got != "20000" {
		t.Errorf("in another table they would be %q", got)
	}
}

// TestQuestionsAreAnsweredAtOnce answers two unknown labels alike.
func TestQuestionsAreAnsweredAtOnce(t *testing.T) {
	d, p := bringIn(t, "Immigration by citizenship\nCitizenship,2025\nSweden,10\nNarnia,1\nMordor,2\nDenmark,3\n")
	if n := len(p.now.questions); n != 2 {
		t.Fatalf("%d questions", n)
	}
	d.picture("bringin-questions")
	d.named["bringin.question.1.alike"].(*tick).SetChecked(true)
	d.tap("bringin.question.1.leave", "Leave its figures out")
	if len(p.now.questions) != 0 || len(p.now.file.Changes) != 2 {
		t.Errorf("%d questions are left, %d figures go in", len(p.now.questions), len(p.now.file.Changes))
	}
}

// TestTheTableBesideFollows selects in the sheet and in the table beside it.
func TestTheTableBesideFollows(t *testing.T) {
	_, p := bringIn(t, pointed)
	q := p.ws.Questionnaire()
	p.plan.grid.Select(4, 2)
	at := p.plan.beside.grid.Selection().Active
	if got := q.Address(p.plan.beside.model.Sheet.Cell(at.Row, at.Col)); got != "B2/DNK/_T/2025" {
		t.Errorf("beside C5 stands %s", got)
	}
	cell, err := q.Cell("B2/SWE/_T/2024")
	if err != nil {
		t.Fatal(err)
	}
	row, col, ok := p.plan.beside.model.Sheet.Place(cell)
	if !ok {
		t.Fatal("Sweden is not shown")
	}
	p.plan.beside.grid.Select(row, col)
	if at := p.plan.grid.Selection().Active; at.Row != 3 || at.Col != 1 {
		t.Errorf("Sweden of 2024 comes from row %d, column %d", at.Row+1, at.Col+1)
	}
}

// TestAnAnswerOfTheDocumentIsKept keeps one that the file would replace, and replaces it after all.
func TestAnAnswerOfTheDocumentIsKept(t *testing.T) {
	d := newDesk(t, look.Light, "en")
	ws := norway(t)
	answer(t, ws, "B2/SWE/_T/2025", "21")
	p := atOnce(NewBringIn(ws, d.shell))
	d.show(p.Content())
	p.Open(write(t, "arrivals.csv", pointed))
	if got := p.answerOf(t, "B2/SWE/_T/2025"); got != "20" {
		t.Fatalf("would be %q", got)
	}
	p.keep([]string{"B2/SWE/_T/2025"}, true)
	p.plan.unfolded["pages.kept_list"] = true
	p.plan.refresh()
	d.picture("bringin-kept")
	if got := p.answerOf(t, "B2/SWE/_T/2025"); got != "" || len(p.now.file.Kept) != 1 {
		t.Errorf("kept, it would be %q", got)
	}
	p.keep([]string{"B2/SWE/_T/2025"}, false)
	if got := p.answerOf(t, "B2/SWE/_T/2025"); got != "20" {
		t.Errorf("taken after all, it would be %q", got)
	}
}

// TestSeveralFilesAreBroughtIn opens two files and one that cannot be read, and puts them in one after the other.
func TestSeveralFilesAreBroughtIn(t *testing.T) {
	d := newDesk(t, look.Light, "en")
	ws := norway(t)
	p := atOnce(NewBringIn(ws, d.shell))
	d.show(p.Content())
	p.Open(write(t, "one.csv", pointed), write(t, "empty.csv", ""), write(t, "two.csv", strings.ReplaceAll(pointed, "Immigration", "Emigration")))
	if len(p.files) != 2 || !p.fault.shown.Visible() || filepath.Base(p.now.file.Path) != "one.csv" {
		t.Fatalf("%d files, %v", len(p.files), d.said)
	}
	d.picture("bringin-files")
	test.Tap(p.plan.put)
	d.tap("bringin.next", "Next: two.csv")
	if filepath.Base(p.now.file.Path) != "two.csv" {
		t.Errorf("shows %s", p.now.file.Path)
	}
	if !p.Undo() == (len(p.now.done) > 0) {
		t.Error("what was decided about another file is undone")
	}
}

// TestALockedFileAsksInPlace opens a workbook with a wrong password and the right one, and loses nothing meanwhile.
func TestALockedFileAsksInPlace(t *testing.T) {
	book := excelize.NewFile()
	defer book.Close()
	for cell, value := range map[string]any{"A1": "Immigration by citizenship", "A2": "Citizenship", "B2": 2025, "A3": "Sweden", "B3": 30, "A4": "Denmark", "B4": 15} {
		if err := book.SetCellValue("Sheet1", cell, value); err != nil {
			t.Fatal(err)
		}
	}
	path := filepath.Join(t.TempDir(), "locked.xlsx")
	if err := book.SaveAs(path, excelize.Options{Password: "Oslo"}); err != nil {
		t.Fatal(err)
	}
	d, p := bringIn(t, pointed)
	was := p.now
	p.Open(path)
	d.picture("bringin-locked")
	field := d.named["bringin.password"].(*entry)
	if p.now != was {
		t.Error("the file that was there is lost")
	}
	field.SetText("Bergen")
	d.tap("bringin.unlock", "Open")
	if p.now != was {
		t.Error("opened with a wrong password")
	}
	d.named["bringin.password"].(*entry).SetText("Oslo")
	d.tap("bringin.unlock", "Open")
	if filepath.Base(p.now.file.Path) != "locked.xlsx" || p.answerOf(t, "B2/SWE/_T/2025") != "30" {
		t.Errorf("shows %s: %v", p.now.file.Path, d.said)
	}
}

// TestAFileThatChangedMeanwhileIsReadAgain puts in a file that was saved anew since, and one that is gone.
func TestAFileThatChangedMeanwhileIsReadAgain(t *testing.T) {
	d, p := bringIn(t, pointed)
	path := p.now.file.Path
	if err := os.WriteFile(path, []byte(strings.Replace(pointed, "10,20", "10,21", 1)), 0o600); err != nil {
		t.Fatal(err)
	}
	test.Tap(p.plan.put)
	d.tap("bringin.again", "Read it again")
	if got := p.answerOf(t, "B2/SWE/_T/2025"); got != "21" {
		t.Errorf("read again, it would be %q", got)
	}
	os.Remove(path)
	test.Tap(p.plan.put)
	d.picture("bringin-gone")
	d.tap("bringin.anyway", "Put them in as they were read")
	cell, err := p.ws.Questionnaire().Cell("B2/SWE/_T/2025")
	if err != nil || p.ws.Answer(cell).Value != forms.Whole(21) {
		t.Errorf("not put in: %v %v", err, d.said)
	}
}

// TestAnotherPageTakesTheFiles goes on in another language with what was decided.
func TestAnotherPageTakesTheFiles(t *testing.T) {
	d, p := bringIn(t, pointed)
	p.decideOn("", func(s *intake.SheetDecision) { s.IgnoreRows = []int{5} })
	d.shell.Tongue = words.In("fr")
	again := atOnce(NewBringIn(p.ws, d.shell))
	again.Take(p)
	d.show(again.Content())
	if again.now == nil || again.answerOf(t, "B2/SWE/_T/2025") != "20" || again.answerOf(t, "B2/DNK/_T/2025") != "" {
		t.Error("files or decisions are lost")
	}
	if !again.Undo() || again.answerOf(t, "B2/DNK/_T/2025") != "7" {
		t.Error("the decision cannot be undone any more")
	}
}

// TestTheMemoryIsShown forgets a layout that was remembered, and remembers it again.
func TestTheMemoryIsShown(t *testing.T) {
	d, p := bringIn(t, pointed)
	test.Tap(p.plan.put)
	d.tap("bringin.layouts", "Remembered layouts…")
	d.picture("bringin-memory")
	layouts := p.ws.Layouts()
	if len(layouts) != 1 {
		t.Fatalf("%d layouts", len(layouts))
	}
	p.choose.forget(layouts[0])
	if len(p.ws.Layouts()) != 0 || !strings.Contains(p.choose.told.prose.text(), "arrivals.csv") {
		t.Errorf("%d layouts, %q", len(p.ws.Layouts()), p.choose.told.prose.text())
	}
	file := filepath.Join(t.TempDir(), "layouts.json")
	p.choose.next.Objects[0].(*link).Tapped(nil)
	p.choose.saveTo(file, false)
	p.choose.forget(layouts[0])
	p.choose.load(file)
	if len(p.ws.Layouts()) != 1 {
		t.Errorf("%d layouts were loaded: %v", len(p.ws.Layouts()), d.said)
	}
}
