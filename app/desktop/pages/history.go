package pages

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"migraform/app/desktop/look"
	"migraform/app/workspace"
	"migraform/forms"
)

// manyChanges is how many changes are read at a time.
const manyChanges = 200

// History is the page of everything that was changed. A line leads to the cell that it changed; from each line one
// can go back to how the document was then, by undoing what came after.
type History struct {
	ws      *workspace.Workspace
	shell   *Shell
	changes []workspace.Change
	lines   []historyLine
	more    bool // there are older changes
	now     func() time.Time

	shown  *fyne.Container
	head   *fyne.Container
	list   *widget.List
	empty  *prose
	asks   *notice
	asking *fyne.Container
	answer *fyne.Container // the buttons beside what is asked or told
}

// historyLine is a line of the list: the name of a day, a change, or the offer of older ones.
type historyLine struct {
	day    string
	change *workspace.Change
	latest bool // the document is as this change left it
	older  bool
}

// NewHistory makes the page.
func NewHistory(ws *workspace.Workspace, shell *Shell) *History {
	p := &History{ws: ws, shell: shell, now: time.Now}
	s := shell
	p.empty = s.prose(s.say("pages.history_empty"), dimTone)
	p.asks = s.notice(look.Nothing, "")
	p.answer = s.level(2)
	p.asking = s.column(2, newRule(), p.asks.shown, p.answer, newRule())
	p.asking.Hide()
	p.head = s.column(4, s.column(2, s.prose(s.say("pages.history"), titleTone).shown, s.prose(s.say("pages.history_says"), dimTone).shown),
		p.empty.shown, p.asking)
	p.list = widget.NewList(func() int { return len(p.lines) }, p.newLine, p.fillLine)
	p.list.HideSeparators = true
	p.list.OnSelected = p.choose
	p.shown = container.New(&headed{most: 940, rtl: s.RightToLeft}, newSurface(true), p.head, p.list)
	s.named("history.list", p.list)
	p.Refresh()
	return p
}

// Content is what the page shows.
func (p *History) Content() fyne.CanvasObject { return p.shown }

// Leave takes back what was asked and not answered.
func (p *History) Leave() { p.settle() }

// Refresh reads the latest changes.
func (p *History) Refresh() {
	p.changes = nil
	p.read()
}

// read reads further changes and shows all that are known.
func (p *History) read() {
	before := int64(0)
	if len(p.changes) > 0 {
		before = p.changes[len(p.changes)-1].ID
	}
	further, err := p.ws.Changes(manyChanges, before)
	if err != nil {
		p.tell(look.Error, p.shell.Tongue.Error(err))
		return
	}
	p.changes = append(p.changes, further...)
	p.more = len(further) == manyChanges
	p.lines = nil
	day, latest := "", false
	for i := range p.changes {
		c := &p.changes[i]
		if name := p.shell.dayName(c.When, p.now()); name != day {
			day = name
			p.lines = append(p.lines, historyLine{day: name})
		}
		p.lines = append(p.lines, historyLine{change: c, latest: !latest && !c.Undone})
		latest = latest || !c.Undone
	}
	if p.more {
		p.lines = append(p.lines, historyLine{older: true})
	}
	show(p.empty.shown, len(p.changes) == 0)
	p.list.Refresh()
	p.shown.Refresh()
}

func (p *History) newLine() fyne.CanvasObject { return newChangeLine(p.shell) }

func (p *History) fillLine(i widget.ListItemID, o fyne.CanvasObject) {
	l, line := o.(*changeLine), p.lines[i]
	switch c := line.change; {
	case line.older:
		l.set(p.shell.say("pages.older"), true)
	case c == nil:
		l.set(line.day, false)
	default:
		l.change(p, c, line.latest)
	}
}

// choose follows a click on a line: to the cell or the question that was changed, or to older changes.
func (p *History) choose(i widget.ListItemID) {
	line := p.lines[i]
	p.list.UnselectAll()
	switch c := line.change; {
	case line.older:
		p.read()
	case c == nil:
	case c.First != forms.NoCell && p.shell.GoToCell != nil:
		p.shell.GoToCell(c.First)
	case p.shell.GoToQuestion != nil:
		if group, question, ok := questionOf(p.ws.Questionnaire(), c.Key); ok {
			p.shell.GoToQuestion(group, question)
		}
	}
}

// ask asks whether everything after a change is to be undone.
func (p *History) ask(c workspace.Change) {
	after := 0
	for i := range p.changes {
		if p.changes[i].ID == c.ID {
			break
		}
		if !p.changes[i].Undone {
			after++
		}
	}
	s := p.shell
	at := s.dayName(c.When, p.now()) + ", " + c.When.Local().Format("15:04")
	p.asks.say(look.Warning, s.say("pages.go_back_asks", "Count", after, "Time", at))
	do := newButton(s.say("pages.go_back_do", "Count", after), nil, func() { p.goBack(c.ID) })
	do.Importance = widget.HighImportance
	p.answer.Objects = []fyne.CanvasObject{do, newButton(s.say("pages.keep"), nil, p.settle)}
	p.answer.Show()
	p.asking.Show()
	p.shown.Refresh()
	if canvas := canvasOf(do); canvas != nil {
		canvas.Focus(do)
	}
}

// goBack undoes everything after a change, and offers to do it again.
func (p *History) goBack(id int64) {
	undone, err := p.ws.UndoTo(id)
	if err != nil {
		p.tell(look.Error, p.shell.Tongue.Error(err))
	} else {
		p.tell(look.Done, p.shell.say("pages.gone_back", "Count", undone))
	}
	if undone > 0 {
		again := iconButton(p.shell.say("pages.redo_all"), look.Redo, func() { p.redo(undone) })
		p.answer.Objects = []fyne.CanvasObject{p.shell.outdented(again)}
		p.answer.Show()
	}
	p.Refresh()
}

func (p *History) redo(times int) {
	for range times {
		if _, ok := p.ws.CanRedo(); !ok {
			break
		}
		if _, err := p.ws.Redo(); err != nil {
			p.tell(look.Error, p.shell.Tongue.Error(err))
			return
		}
	}
	p.settle()
	p.Refresh()
}

func (p *History) tell(m look.Meaning, text string) {
	p.asks.say(m, text)
	p.shell.said(text, m == look.Error)
	p.answer.Hide()
	p.asking.Show()
	p.shown.Refresh()
}

func (p *History) settle() {
	p.asking.Hide()
	p.shown.Refresh()
}
