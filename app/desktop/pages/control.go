package pages

import (
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"migraform/app/desktop/look"
	"migraform/forms"
	"migraform/forms/definition"
)

// control is what a question is answered with. Texts are as the document holds them: the id of an option, 2025-12-31.
type control interface {
	object() fyne.CanvasObject
	focus() fyne.Focusable
	text() string
	show(text string) // without telling anybody
	enable(bool)
}

// told are the functions by which a control tells what the user does.
type told struct {
	answered func() // the answer stands: the field was left, an option chosen
	paused   func() // typing rests; the answer may be half of one
	grown    func() // the control needs more or less room
}

// newControl makes the control that suits a question.
func (s *Shell) newControl(q *forms.Question, tables []*forms.Table, room float32, t told) control {
	switch q.Kind {
	case forms.LongQuestion:
		return s.newTextControl(newEntry(3), t)
	case forms.NumberQuestion:
		c := s.newTextControl(newEntry(1), t).reading(q)
		c.write = s.number
		c.shown = s.start(wide(160, c.shown))
		return c
	case forms.DateQuestion:
		return s.newDateControl(q, t)
	case forms.ChoiceQuestion:
		return s.newChoice(q, room, t)
	case forms.TablesQuestion:
		return s.newTablesControl(tables, t)
	}
	return s.newTextControl(newEntry(1), t)
}

// textControl is a field for text, a number or a day.
type textControl struct {
	entry *entry
	shown fyne.CanvasObject
	// read and write turn what people write into what is kept, and back; nil where it is the same.
	read, write func(string) string
}

func (s *Shell) newTextControl(e *entry, t told) *textControl {
	e.onLeave, e.onPause = t.answered, t.paused
	return &textControl{entry: e, shown: underWheel(s.covered(e))}
}

func (c *textControl) object() fyne.CanvasObject { return c.shown }
func (c *textControl) focus() fyne.Focusable     { return c.entry }
func (c *textControl) enable(on bool)            { enable(c.entry, on) }

func (c *textControl) text() string {
	if c.read != nil {
		return c.read(c.entry.Text)
	}
	return c.entry.Text
}

// reading takes a number or a day in any of the ways in which people write it.
func (c *textControl) reading(q *forms.Question) *textControl {
	c.read = func(text string) string {
		if kept, err := definition.Answer(q, text); err == nil {
			return kept
		}
		return text
	}
	return c
}

// number writes a number that is kept as the language does.
func (s *Shell) number(kept string) string {
	if n, err := forms.ParseNumber(kept); err == nil {
		return s.Tongue.Number(n)
	}
	return kept
}

func (c *textControl) show(text string) {
	if c.write != nil {
		text = c.write(text)
	}
	if c.entry.Text == text {
		return
	}
	changed := c.entry.OnChanged
	c.entry.OnChanged = nil
	c.entry.SetText(text)
	c.entry.OnChanged = changed
}

func enable(o fyne.Disableable, on bool) {
	if on {
		o.Enable()
	} else {
		o.Disable()
	}
}

// dateLayout is how dates are written and kept.
const dateLayout = "2006-01-02"

// newDateControl makes a field for a date with a calendar to choose from.
func (s *Shell) newDateControl(q *forms.Question, t told) *textControl {
	c := s.newTextControl(newEntry(1), t).reading(q)
	c.entry.SetPlaceHolder(s.say("pages.date_form"))
	calendar := newButton(s.say("pages.calendar"), nil, nil)
	calendar.Importance = widget.LowImportance
	calendar.OnTapped = func() {
		day, err := time.Parse(dateLayout, c.text())
		if err != nil {
			day = time.Now()
		}
		var pop *widget.PopUp
		choose := widget.NewCalendar(day, func(day time.Time) {
			pop.Hide()
			c.show(day.Format(dateLayout))
			t.answered()
		})
		canvas := canvasOf(calendar)
		if canvas == nil {
			return
		}
		pop = widget.NewPopUp(choose, canvas)
		at := fyne.CurrentApp().Driver().AbsolutePositionForObject(c.entry)
		at.Y += c.entry.Size().Height
		at.Y = max(0, min(at.Y, canvas.Size().Height-pop.MinSize().Height))
		pop.ShowAtPosition(at)
	}
	c.shown = s.level(2, wide(160, c.shown), calendar)
	return c
}

// choice is one of several options.
type choice struct {
	ids, names []string
	radio      *options
	list       *dropDown
	shown      fyne.CanvasObject
	none       string // the list's word for no answer
	quiet      bool
}

// newChoice makes radio buttons where the options are few and short, a list otherwise.
func (s *Shell) newChoice(q *forms.Question, room float32, t told) *choice {
	c := &choice{none: s.say("pages.no_answer")}
	widest := float32(0)
	for _, option := range q.Options {
		name := option.Name.In(s.Tongue.Tag)
		c.ids, c.names = append(c.ids, option.ID), append(c.names, name)
		widest = max(widest, fyne.MeasureText(name, theme.TextSize(), fyne.TextStyle{}).Width)
	}
	widest += step(11)
	if len(c.ids) > 5 || widest > room || len(c.ids) == 5 && widest*5 > room {
		c.list = newDropDown(append([]string{c.none}, c.names...), func(string) {
			if !c.quiet {
				t.answered()
			}
		})
		c.list.PlaceHolder = s.say("pages.choose")
		c.shown = s.start(wide(320, s.framed(c.list)))
		return c
	}
	c.radio = s.options(c.names, widest*float32(len(c.ids)) > room, t.answered)
	c.shown = s.start(c.radio)
	return c
}

func (c *choice) object() fyne.CanvasObject { return c.shown }

func (c *choice) focus() fyne.Focusable {
	if c.list != nil {
		return c.list
	}
	return c.radio
}

func (c *choice) text() string {
	i := -1
	if c.list != nil {
		i = c.list.SelectedIndex() - 1
	} else {
		i = c.radio.chosen
	}
	if i < 0 {
		return ""
	}
	return c.ids[i]
}

func (c *choice) show(id string) {
	i := slices.Index(c.ids, id)
	if c.radio != nil {
		c.radio.show(i)
		return
	}
	c.quiet = true
	defer func() { c.quiet = false }()
	if i < 0 {
		c.list.ClearSelected()
	} else {
		c.list.SetSelectedIndex(i + 1)
	}
}

func (c *choice) enable(on bool) {
	if c.list != nil {
		enable(c.list, on)
	} else {
		enable(c.radio, on)
	}
}

// iconButton is a quiet button with a word.
func iconButton(word string, icon look.Name, tapped func()) *button {
	b := newButton(word, look.Icon(icon), tapped)
	b.Importance = widget.LowImportance
	return b
}
