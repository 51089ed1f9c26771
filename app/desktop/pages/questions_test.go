package pages

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"migraform/app/desktop/look"
)

// questionOn finds a question on a page.
func questionOn(t *testing.T, f *form, id string) *asked {
	t.Helper()
	for _, a := range f.rows {
		if a.question.ID == id {
			return a
		}
	}
	t.Fatalf("there is no question %s", id)
	return nil
}

func TestAnswersAreSavedWhenTheFieldIsLeft(t *testing.T) {
	d, ws := newDesk(t, look.Light, "en"), norway(t)
	p := NewQuestions(ws, "M5", d.shell)
	d.show(p.Content())
	person := questionOn(t, p.form, "person").control.(*textControl).entry
	d.window.Canvas().Focus(person)
	test.Type(person, "Kari Nordmann")
	if got := ws.Question("M5", 0, "person"); got != "" {
		t.Errorf("saved while typing: %q", got)
	}
	d.window.Canvas().Focus(questionOn(t, p.form, "email").control.focus())
	if got := ws.Question("M5", 0, "person"); got != "Kari Nordmann" {
		t.Errorf("saved %q", got)
	}
	if got := p.progress.prose.text(); got != "2 of 3 required answers given" {
		t.Errorf("progress says %q", got)
	}
}

func TestWhatIsWrongStandsAtTheField(t *testing.T) {
	d, ws := newDesk(t, look.Light, "en"), norway(t)
	p := NewQuestions(ws, "M5", d.shell)
	d.show(p.Content())
	a := questionOn(t, p.form, "email")
	field := a.control.(*textControl).entry
	d.window.Canvas().Focus(field)
	test.Type(field, "kari")
	a.paused()
	if a.fault.shown.Visible() {
		t.Error("finds fault with half of an address while it is typed")
	}
	d.window.Canvas().Unfocus()
	if !a.fault.shown.Visible() || a.fault.prose.text() == "" || field.Text != "kari" {
		t.Errorf("fault shown: %v %q, text kept: %q", a.fault.shown.Visible(), a.fault.prose.text(), field.Text)
	}
	d.picture("questions-fault")
	d.window.Canvas().Focus(field)
	test.Type(field, "@ssb.no")
	a.paused()
	if a.fault.shown.Visible() || ws.Question("M5", 0, "email") == "" {
		t.Error("a right address typed is not saved after a pause")
	}
}

func TestQuestionsComeAndGoWithTheirCondition(t *testing.T) {
	d, ws := newDesk(t, look.Light, "en"), norway(t)
	p := NewQuestions(ws, "M2", d.shell)
	d.show(p.Content())
	shown := func(id string) bool {
		for i, a := range p.form.rows {
			if a.question.ID == id {
				return p.form.shown.Objects[i].Visible()
			}
		}
		return false
	}
	criterion := questionOn(t, p.form, "arrival_criterion").control.(*choice).radio
	if shown("arrival_months") {
		t.Error("asks for months before there is a criterion")
	}
	d.window.Canvas().Focus(criterion)
	criterion.choose(2)
	if !shown("arrival_months") || d.window.Canvas().Focused() != fyne.Focusable(criterion) {
		t.Error("the months are not asked, or the focus was lost")
	}
	months := questionOn(t, p.form, "arrival_months")
	months.control.show("9")
	months.answered()
	criterion.choose(0)
	if shown("arrival_months") || ws.Question("M2", 0, "arrival_months") != "9" || !p.kept.shown.Visible() {
		t.Error("what is not asked any more should be hidden, kept, and mentioned")
	}
}

func TestOptionsByKeyboard(t *testing.T) {
	d, ws := newDesk(t, look.Light, "en"), norway(t)
	p := NewQuestions(ws, "M2", d.shell)
	d.show(p.Content())
	o := questionOn(t, p.form, "age_definition").control.(*choice).radio
	d.window.Canvas().Focus(o)
	for _, step := range []struct {
		key  fyne.KeyName
		want string
	}{{fyne.KeySpace, "completed"}, {fyne.KeyDown, "reached"}, {fyne.KeyDown, "reached"}, {fyne.KeyUp, "completed"}, {fyne.KeyDelete, ""}} {
		o.TypedKey(&fyne.KeyEvent{Name: step.key})
		if got := ws.Question("M2", 0, "age_definition"); got != step.want {
			t.Errorf("after %s: %q, want %q", step.key, got, step.want)
		}
	}
}

func TestSourcesAreAddedRemovedAndBroughtBack(t *testing.T) {
	d, ws := newDesk(t, look.Light, "en"), norway(t)
	p := NewQuestions(ws, "M1", d.shell)
	d.show(p.Content())
	if !p.entries.empty.shown.Visible() {
		t.Error("the empty state is not shown")
	}
	d.picture("sources-empty")
	test.Tap(p.entries.add)
	name := questionOn(t, p.entries.cards[0].form, "name")
	name.control.show("Central population register")
	name.answered()
	type_ := questionOn(t, p.entries.cards[0].form, "type").control.(*choice)
	type_.list.SetSelectedIndex(1)
	d.picture("sources-one")
	if c := p.entries.cards[0]; c.fold.Text != "Central population register" {
		t.Errorf("the card is called %q", c.fold.Text)
	}
	p.entries.remove(p.entries.cards[0])
	if len(ws.Entries("M1")) != 0 || len(p.entries.cards) != 0 || !p.entries.removed.Visible() {
		t.Error("not removed")
	}
	p.entries.undoRemoval()
	if len(ws.Entries("M1")) != 1 || len(p.entries.cards) != 1 {
		t.Error("not brought back")
	}
}

func TestAnUndoElsewhereIsShown(t *testing.T) {
	d, ws := newDesk(t, look.Light, "en"), norway(t)
	p := NewQuestions(ws, "M5", d.shell)
	d.show(p.Content())
	a := questionOn(t, p.form, "telephone")
	a.control.show("+47 210 90 000")
	a.answered()
	if _, err := ws.Undo(); err != nil {
		t.Fatal(err)
	}
	p.Refresh()
	if a.control.text() != "" {
		t.Errorf("still shows %q", a.control.text())
	}
}

func TestPicturesOfQuestions(t *testing.T) {
	for name, variant := range map[string]look.Choice{"light": look.Light, "dark": look.Dark} {
		language := map[string]string{"light": "en", "dark": "fr"}[name]
		d, ws := newDesk(t, variant, language), norway(t)
		p := NewQuestions(ws, "M2", d.shell)
		d.show(p.Content())
		questionOn(t, p.form, "arrival_criterion").control.(*choice).radio.choose(2)
		d.picture("questions-" + name)
		p.Show("M3")
		d.picture("coverage-" + name)
	}
}

func TestPicturesFromTheRightAndEnlarged(t *testing.T) {
	d, ws := newDesk(t, look.Light, "en"), norway(t)
	d.shell.RightToLeft = true
	p := NewQuestions(ws, "M2", d.shell)
	d.show(p.Content())
	d.picture("questions-rtl")
	th := look.New(look.Dark)
	th.Scale = 1.5
	fyne.CurrentApp().Settings().SetTheme(th)
	d.shell.RightToLeft = false
	p = NewQuestions(ws, "M2", d.shell)
	d.show(p.Content())
	d.picture("questions-150")
	e := NewExport(ws, d.shell)
	d.show(e.Content())
	d.picture("export-150")
	d.shell.RightToLeft = true
	b := atOnce(NewBringIn(ws, d.shell))
	b.Table = "B2"
	d.show(b.Content())
	b.Open(write(t, "arrivals.csv", arrivals))
	d.picture("bringin-150-rtl")
}
