package pages

import (
	"errors"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"migraform/app/desktop/look"
	"migraform/forms"
)

// The questions of these pictures are their own, so that another text in the questionnaire changes no picture.
var pictured = []forms.Question{
	{ID: "type", Kind: forms.ChoiceQuestion, Required: true, Label: forms.Text{"en": "Type of source"},
		Options: []forms.Option{{ID: "register", Name: forms.Text{"en": "Register"}}, {ID: "census", Name: forms.Text{"en": "Census"}}, {ID: "survey", Name: forms.Text{"en": "Survey"}}}},
	{ID: "size", Kind: forms.NumberQuestion, Required: true, Label: forms.Text{"en": "Sample size"}, Hint: forms.Text{"en": "Persons interviewed."}},
	{ID: "updated", Kind: forms.DateQuestion, Label: forms.Text{"en": "Last update"}},
	{ID: "coverage", Kind: forms.LongQuestion, Label: forms.Text{"en": "Coverage"}},
}

func TestPictureOfEveryKindOfQuestion(t *testing.T) {
	for name, variant := range map[string]look.Choice{"question-light": look.Light, "question-dark": look.Dark} {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t, variant, "en")
			s := d.shell
			p := s.pane(measure, 6, s.prose("Sources", titleTone).shown)
			for i := range pictured {
				a := s.ask(&pictured[i], nil, measure(), func(text string) error {
					if text == "many" {
						return errors.New("Write the size as a number, for example 1 200.")
					}
					return nil
				}, func() {})
				p.body.Add(s.dependent(a.shown, i == 1))
				switch c := a.control.(type) {
				case *choice:
					c.radio.choose(2)
				case *textControl:
					if i == 1 {
						c.show("many")
						a.answered()
					}
				}
			}
			d.show(p.shown)
			d.window.Resize(fyne.NewSize(560, 520))
			test.AssertImageMatches(t, name+".png", d.window.Canvas().Capture())
		})
	}
}

func TestPictureOfAFileBroughtIn(t *testing.T) {
	d := newDesk(t, look.Light, "en")
	ws := norway(t)
	answer(t, ws, "B2/SWE/F/2025", "21")
	p := atOnce(NewBringIn(ws, d.shell))
	p.Table = "B2"
	d.show(p.Content())
	p.Open(write(t, "arrivals.csv", arrivals))
	p.entry.SetText("arrivals.csv") // the folder differs each time
	d.window.Resize(fyne.NewSize(1000, 560))
	test.AssertImageMatches(t, "bringin.png", d.window.Canvas().Capture())
}
