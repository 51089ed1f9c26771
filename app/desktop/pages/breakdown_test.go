package pages

import (
	"testing"

	"fyne.io/fyne/v2/test"

	"migraform/app/desktop/look"
)

func TestABreakdownSaysWhatWouldBeLost(t *testing.T) {
	d, ws := newDesk(t, look.Light, "en"), norway(t)
	answer(t, ws, "B1/Y65T69/NAT/M/2025", "10", "B1/Y70T74/NAT/M/2025", "20", "B1/Y75T79/NAT/M/2025", "30",
		"B1/Y80T84/NAT/M/2025", "40", "B1/Y_GE85/NAT/M/2025", "50", "B1/Y65T69/NAT/F/2025", "7")
	p := NewBreakdown(ws, ws.Questionnaire().Table("B1"), d.shell)
	d.show(p.Content())
	p.Refresh()
	if !p.apply.Disabled() {
		t.Error("there is nothing to apply yet")
	}

	age := d.named["breakdown.age"].(*dropDown)
	age.SetSelected("Ages to 65 and over")
	if p.plan.AddedUp != 5 || len(p.plan.Lost()) != 1 || p.listed.Hidden || p.apply.Disabled() {
		t.Fatalf("added up %d, lost %v", p.plan.AddedUp, p.plan.Lost())
	}
	d.picture("breakdown")

	p.listed.SetChecked(true) // then the blanks beside the woman's figure are nil
	if p.plan.AddedUp != 6 || len(p.plan.Lost()) != 0 {
		t.Errorf("listed: added up %d, lost %v", p.plan.AddedUp, p.plan.Lost())
	}

	test.Tap(d.named["breakdown.age.years"].(*link))
	d.named["breakdown.age.2021"].(*dropDown).SetSelected("As asked")
	chosen := ""
	p.OnChosen = func() { chosen = ws.Choices().String() }
	test.Tap(p.apply)
	if chosen != "B1 age to_65 2022 2023 2024 2025" {
		t.Errorf("chosen: %s", chosen)
	}
	if cell, err := ws.Questionnaire().Cell("B1/Y_GE65/NAT/F/2025"); err != nil || ws.Answer(cell).Value.String() != "7" {
		t.Errorf("women of 65 and over: %v %v", ws.Answer(cell), err)
	}
}
