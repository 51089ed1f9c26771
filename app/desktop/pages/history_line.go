package pages

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"migraform/app/desktop/look"
	"migraform/app/workspace"
)

// changeLine is one line of the history as it is drawn. Lines are used again while one scrolls.
type changeLine struct {
	widget.BaseWidget
	shown                   *fyne.Container
	time, words, who, count *prose
	state                   *notice
	back                    *link
	columns                 []*fyne.Container // all but the words
}

func newChangeLine(s *Shell) *changeLine {
	l := &changeLine{time: s.line("", dimTone), words: s.brief("", bodyTone), who: s.brief("", dimTone), count: s.brief("", dimTone)}
	l.state = s.notice(look.Nothing, "")
	l.state.prose.set(part{"", dimTone})
	l.back = newLink(s.say("pages.go_back"), nil)
	l.columns = []*fyne.Container{wide(44, l.time.shown), wide(140, l.who.shown), wide(76, l.count.shown),
		wide(170, s.level(0, fill(l.state.shown), l.back))}
	l.shown = s.level(3, l.columns[0], fill(l.words.shown), l.columns[1], l.columns[2], l.columns[3])
	l.state.shown.Layout.(*row).middle = true
	l.ExtendBaseWidget(l)
	return l
}

// CreateRenderer implements fyne.Widget.
func (l *changeLine) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(l.shown) }

// set shows a text alone: the name of a day, or the offer of older changes.
func (l *changeLine) set(text string, offer bool) {
	for _, c := range l.columns {
		c.Hide()
	}
	t := headTone
	if offer {
		t = dimTone
	}
	l.words.set(part{text, t})
	relay(l.shown)
}

// change shows a change.
func (l *changeLine) change(p *History, c *workspace.Change, latest bool) {
	s := p.shell
	for _, column := range l.columns {
		column.Show()
	}
	t := bodyTone
	if c.Undone {
		t = dimTone
	}
	l.time.say(c.When.Local().Format("15:04"))
	l.words.set(part{s.changeName(p.ws.Questionnaire(), c.Label), t})
	l.who.say(c.Who)
	count := ""
	if c.Count > 1 {
		count = s.say("pages.changed_cells", "Count", c.Count)
	}
	l.count.say(count)
	show(l.state.shown, c.Undone || latest)
	show(l.back, !c.Undone && !latest)
	switch {
	case c.Undone:
		l.state.say(look.Nothing, s.say("pages.undone"))
	case latest:
		l.state.say(look.Done, s.say("pages.latest"))
	}
	change := *c
	l.back.onTapped = func() { p.ask(change) }
	relay(l.shown)
}
