package pages

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"migraform/app/desktop/look"
	"migraform/app/workspace"
	"migraform/forms"
)

// entries are the cards of a repeated group, one of them open at a time.
type entries struct {
	shell   *Shell
	ws      *workspace.Workspace
	group   *forms.QuestionGroup
	cards   []*card
	added   int // the number of a card that holds no answer yet, 0 for none
	open    int // the number of the open card, 0 for none
	list    *fyne.Container
	empty   *prose
	add     *button
	removed *fyne.Container // the line that says so, with Undo
	said    *notice
	shown   *fyne.Container
	changed func()
	grown   func()
}

// card is one entry.
type card struct {
	number  int
	fold    *button
	summary *prose
	form    *form // nil until it is opened
	shown   *fyne.Container
}

func (s *Shell) newEntries(ws *workspace.Workspace, group *forms.QuestionGroup, changed, grown func()) *entries {
	e := &entries{shell: s, ws: ws, group: group, changed: changed, grown: grown, list: s.column(2)}
	e.empty = s.prose(s.say("pages.sources_empty"), dimTone)
	e.add = newButton(s.say("pages.source_add"), look.Icon(look.Plus), e.addCard)
	e.said = s.notice(look.Information, "")
	e.removed = s.level(2, fill(e.said.shown), iconButton(s.say("pages.undo"), look.Undo, e.undoRemoval))
	e.removed.Hide()
	e.shown = s.column(4, e.empty.shown, e.list, e.removed, s.start(e.add))
	if numbers := ws.Entries(group.ID); len(numbers) == 1 {
		e.open = numbers[0]
	}
	e.update()
	return e
}

// update takes over which entries there are and what they say.
func (e *entries) update() {
	numbers := e.ws.Entries(e.group.ID)
	if e.added != 0 {
		if slices.Contains(numbers, e.added) {
			e.added = 0
		} else {
			numbers = append(numbers, e.added)
		}
	}
	have := make([]int, len(e.cards))
	for i, c := range e.cards {
		have[i] = c.number
	}
	if !slices.Equal(have, numbers) {
		e.arrange(numbers)
	}
	for i, c := range e.cards {
		if c.form != nil {
			c.form.update()
		}
		e.summarise(i, c)
	}
	_, readOnly := e.ws.ReadOnly()
	show(e.empty.shown, len(e.cards) == 0)
	enable(e.add, !readOnly && e.added == 0)
}

// arrange makes cards for new entries and drops those of entries that are gone. The others stay as they are.
func (e *entries) arrange(numbers []int) {
	old := e.cards
	e.cards = nil
	e.list.Objects = nil
	for _, number := range numbers {
		i := slices.IndexFunc(old, func(c *card) bool { return c.number == number })
		c := (*card)(nil)
		if i >= 0 {
			c = old[i]
		} else {
			c = e.newCard(number)
		}
		e.cards = append(e.cards, c)
		e.list.Add(newRule())
		e.list.Add(c.shown)
	}
	if len(numbers) > 0 {
		e.list.Add(newRule())
	}
}

func (e *entries) newCard(number int) *card {
	s := e.shell
	c := &card{number: number, summary: s.brief("", dimTone)}
	c.fold = iconButton("", look.Expand, func() {
		if e.open == number {
			e.openCard(0)
		} else {
			e.openCard(number)
		}
	})
	remove := iconButton(s.say("pages.source_remove"), look.Close, func() { e.remove(c) })
	if _, readOnly := e.ws.ReadOnly(); readOnly {
		remove.Hide()
	}
	c.shown = s.column(1, s.level(3, s.outdented(c.fold), fill(), remove), c.summary.shown)
	if e.open == number {
		e.unfold(c)
	}
	return c
}

// openCard opens one card and closes the others; 0 closes all.
func (e *entries) openCard(number int) {
	e.open = number
	for i, c := range e.cards {
		if c.number == number {
			e.unfold(c)
		} else if c.form != nil {
			c.form.leave()
			c.form.shown.Hide()
		}
		e.summarise(i, c)
	}
	e.grown()
}

func (e *entries) unfold(c *card) {
	if c.form == nil {
		c.form = e.shell.newForm(e.ws, e.group, c.number, func() { e.update(); e.changed() }, func() { e.grown() })
		c.shown.Add(c.form.shown)
	}
	c.form.shown.Show()
}

// summarise names a card after what was answered.
func (e *entries) summarise(i int, c *card) {
	name, rest := e.named(c.number)
	if name == "" {
		name = e.shell.say("pages.source_number", "Number", i+1)
	}
	icon := look.Expand
	if e.open == c.number {
		icon, rest = look.Collapse, nil
	}
	if letters := []rune(name); len(letters) > longestName {
		name = string(letters[:longestName-1]) + "…"
	}
	if c.fold.Text != name {
		c.fold.SetText(name)
	}
	c.fold.SetIcon(look.Icon(icon))
	c.summary.set(part{strings.Join(rest, " · "), dimTone})
	show(c.summary.shown, len(rest) > 0)
}

// longestName is how much of an entry's name stands on its card, in letters:
// the rest is in the card. A button does not shorten its text by itself.
const longestName = 48

// named takes the name of an entry from its answers, and the short ones that tell it from others.
func (e *entries) named(number int) (name string, rest []string) {
	for i := range e.group.Questions {
		q := &e.group.Questions[i]
		answer := e.ws.Question(e.group.ID, number, q.ID)
		switch {
		case answer == "":
		case q.Kind == forms.TextQuestion && name == "":
			name = answer
		case q.Kind == forms.ChoiceQuestion && len(rest) == 0:
			for _, option := range q.Options {
				if option.ID == answer {
					rest = append(rest, option.Name.In(e.shell.Tongue.Tag))
				}
			}
		case q.Kind == forms.TablesQuestion:
			rest = append(rest, e.shell.Tongue.List(strings.Fields(answer)))
		}
	}
	return name, rest
}

func (e *entries) addCard() {
	e.added = 1
	if numbers := e.ws.Entries(e.group.ID); len(numbers) > 0 {
		e.added = slices.Max(numbers) + 1
	}
	e.removed.Hide()
	e.open = e.added
	e.update()
	e.openCard(e.added)
	e.focus("")
}

func (e *entries) remove(c *card) {
	name := c.fold.Text
	if c.number == e.added {
		e.added = 0
	} else if err := e.ws.RemoveEntry(e.group.ID, c.number); err != nil {
		e.said.say(look.Error, e.shell.Tongue.Error(err))
		e.removed.Show()
		e.grown()
		return
	} else {
		e.said.say(look.Information, e.shell.say("pages.source_removed", "Name", name))
		e.removed.Show()
	}
	e.open = 0
	e.update()
	e.changed()
	e.grown()
}

// undoRemoval takes the removal back, unless something else was done since.
func (e *entries) undoRemoval() {
	if label, ok := e.ws.CanUndo(); ok && label.ID == "change.entry_removed" {
		if _, err := e.ws.Undo(); err != nil {
			e.said.say(look.Error, e.shell.Tongue.Error(err))
			e.grown()
			return
		}
	}
	e.removed.Hide()
	e.update()
	e.changed()
	e.grown()
}

func (e *entries) leave() {
	for _, c := range e.cards {
		if c.form != nil {
			c.form.leave()
		}
	}
}

// focus gives the focus to the open card's question, or to the button that adds a card.
func (e *entries) focus(question string) *asked {
	for _, c := range e.cards {
		if c.number == e.open && c.form != nil {
			return c.form.focus(question)
		}
	}
	if canvas := canvasOf(e.add); canvas != nil {
		canvas.Focus(e.add)
	}
	return nil
}

func show(o fyne.CanvasObject, yes bool) {
	if yes {
		o.Show()
	} else {
		o.Hide()
	}
}
