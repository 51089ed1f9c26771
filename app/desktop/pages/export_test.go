package pages

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"migraform/app/desktop/look"
	"migraform/export/mail"
)

func TestExportWritesAndLeadsToTheLetter(t *testing.T) {
	d := newDesk(t, look.Light, "en")
	ws, _ := sample(t, "permanent")
	d.shell.ShowInFolder = func(string) error { return nil }
	d.shell.ChooseTarget = func(string, string, func(string)) {}
	d.shell.GoToFindings = func(string) {}
	p := NewExport(ws, d.shell)
	p.run = func(f func()) { f() }
	d.show(p.Content())
	d.picture("export")
	if want := filepath.Join(filepath.Dir(ws.Path()), "CAN_2020_migraform.xlsx"); p.path.Text != want {
		t.Errorf("proposes %s", p.path.Text)
	}
	test.Tap(p.do)
	if p.stage.Objects[0] != p.result.shown {
		t.Fatalf("the file is not shown: %s", p.fault.prose.text())
	}
	if _, err := os.Stat(p.path.Text); err != nil || p.result.written.Figures == 0 {
		t.Errorf("%d figures written, %v", p.result.written.Figures, err)
	}
	d.picture("exported")
	test.Tap(p.result.write)
	if p.result.subject.Text == "" || !strings.Contains(p.result.body.Text, p.result.written.Code) {
		t.Errorf("the letter says %q", p.result.body.Text)
	}
	p.result.to.SetText("migration@example.org")
	var sent mail.Draft
	p.result.send = func(d mail.Draft, _ string) error { sent = d; return nil }
	p.result.open()
	if len(sent.To) != 1 || len(sent.Attachments) != 1 || ws.Setting("recipient") != "migration@example.org" {
		t.Errorf("sent %+v", sent)
	}
	if _, err := os.Stat(p.result.emlPath()); err != nil {
		t.Error(err)
	}
	d.picture("exported-mail")
	p.result.send = func(d mail.Draft, path string) error {
		return &mail.Error{Problem: mail.ErrNoProgram.Problem, Path: path, Err: errors.New("none")}
	}
	p.result.open()
	if !strings.Contains(p.result.told.prose.text(), p.result.emlPath()) {
		t.Errorf("without a mail program it says %q", p.result.told.prose.text())
	}
}

func TestAnExistingFileIsReplacedOnlyWhenAsked(t *testing.T) {
	d := newDesk(t, look.Light, "en")
	ws := norway(t)
	p := NewExport(ws, d.shell)
	p.run = func(f func()) { f() }
	d.show(p.Content())
	if err := os.WriteFile(p.path.Text, []byte("precious"), 0o600); err != nil {
		t.Fatal(err)
	}
	p.export(false)
	if content, _ := os.ReadFile(p.path.Text); string(content) != "precious" || !p.asking.Visible() {
		t.Error("replaced without asking")
	}
	d.picture("export-exists")
	p.export(true)
	if p.stage.Objects[0] != p.result.shown {
		t.Errorf("not replaced: %s", p.fault.prose.text())
	}
}

func TestPartsAndFormsOfAnExport(t *testing.T) {
	d := newDesk(t, look.Light, "en")
	ws := norway(t)
	p := NewExport(ws, d.shell)
	p.run = func(f func()) { f() }
	d.show(p.Content())
	if p.parts.chosen() != nil {
		t.Errorf("not everything is chosen: %v", p.parts.chosen())
	}
	p.parts.toggleAll()
	p.export(false)
	if !p.fault.shown.Visible() {
		t.Error("nothing can be exported")
	}
	p.parts.rows[1].check.SetChecked(true)
	if got := p.parts.chosen(); len(got) != 1 || got[0] != p.parts.rows[1].table.ID {
		t.Errorf("chosen: %v", got)
	}
	p.format.choose(1)
	if !strings.HasSuffix(p.path.Text, "_migraform.csv") {
		t.Errorf("path %s", p.path.Text)
	}
	p.path.SetText(filepath.Join(t.TempDir(), "ours.csv"))
	p.format.choose(0)
	if filepath.Base(p.path.Text) != "ours.xlsx" {
		t.Errorf("path %s", p.path.Text)
	}
	p.export(false)
	if p.stage.Objects[0] != p.result.shown {
		t.Errorf("not written: %s", p.fault.prose.text())
	}
}

func TestAFolderThatIsNotThereIsExplained(t *testing.T) {
	d := newDesk(t, look.Light, "fr")
	ws := norway(t)
	p := NewExport(ws, d.shell)
	p.run = func(f func()) { f() }
	d.show(p.Content())
	p.path.SetText("/no/such/folder/x.xlsx")
	test.Tap(p.do)
	if !p.fault.shown.Visible() || p.fault.prose.text() == "" || p.do.Hidden {
		t.Error("not explained, or no way to try again")
	}
	d.picture("export-fault-fr")
}

func TestPictureOfExportInDark(t *testing.T) {
	d := newDesk(t, look.Dark, "fr")
	ws, _ := sample(t, "permanent")
	p := NewExport(ws, d.shell)
	d.show(p.Content())
	d.picture("export-fr")
}
