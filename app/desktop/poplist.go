package desktop

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"migraform/app/desktop/look"
)

// choice is one line of a list below a field.
type choice struct {
	name, code string
	take       func()
}

// popList is a list that hangs below a field while one types. It lies in a
// layer of the page itself: a pop-up of the window would take the keys away
// from the field.
type popList struct {
	d       *desk
	layer   *fyne.Container
	field   *field
	choices []choice
	lines   []*tappable
	at      int
}

const popListWidth = 340

func newPopList(d *desk, below *field) *popList {
	l := &popList{d: d, field: below, layer: container.NewWithoutLayout()}
	below.onDown, below.onUp = func() { l.move(1) }, func() { l.move(-1) }
	return l
}

func (l *popList) close() {
	l.choices, l.lines, l.layer.Objects = nil, nil, nil
	l.layer.Refresh()
}

// accept takes the choice that is marked, at first the likeliest.
func (l *popList) accept() {
	if l.at < len(l.choices) {
		l.take(l.choices[l.at])
	}
}

func (l *popList) take(c choice) {
	l.close()
	c.take()
}

func (l *popList) move(by int) {
	if len(l.lines) == 0 {
		return
	}
	l.lines[l.at].choose(false)
	l.at = (l.at + by + len(l.lines)) % len(l.lines)
	l.lines[l.at].choose(true)
}

// show shows choices below the field.
func (l *popList) show(choices []choice) {
	l.close()
	l.choices, l.at = choices, 0
	list := column(0)
	if len(choices) == 0 {
		list.Add(margin(6, 6, 10, 10, quiet(l.d.tongue.Say("desktop.table.find.none")).shrinking()))
	}
	for i, c := range choices {
		name := body(c.name).shrinking()
		line := newTappable(margin(5, 5, 10, 10, rowWith(name, 8, name, caption(c.code))), func() { l.take(c) })
		line.chosen = i == 0
		l.lines = append(l.lines, line)
		list.Add(line)
	}
	box := container.NewStack(newGround(theme.ColorNameInputBorder),
		margin(1, 1, 1, 1, container.NewStack(newGround(look.ColorPaper), list)))
	driver := l.d.w.app.Driver()
	at := driver.AbsolutePositionForObject(l.field).Subtract(driver.AbsolutePositionForObject(l.layer)).AddXY(0, l.field.Size().Height+2)
	box.Move(at)
	box.Resize(fyne.NewSize(em(popListWidth), box.MinSize().Height))
	l.layer.Objects = []fyne.CanvasObject{box}
	l.layer.Refresh()
}
