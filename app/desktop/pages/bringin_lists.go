package pages

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"migraform/app/desktop/look"
	"migraform/app/workspace"
	"migraform/forms"
	"migraform/forms/intake"
)

// Lists of figures are as tall as so many lines at most; the rest of them is scrolled to.
const tallList = 5

// lists are the figures of each kind, below headings that fold them away.
func (v *planView) lists() fyne.CanvasObject {
	all := v.shell.column(0)
	list := func(o fyne.CanvasObject) {
		if o != nil {
			all.Add(o)
		}
	}
	f, q := v.source.file, v.source.target.q
	var fresh, replaced []*workspace.ImportChange
	for i := range f.Changes {
		if c := &f.Changes[i]; c.Before.IsBlank() {
			fresh = append(fresh, c)
		} else {
			replaced = append(replaced, c)
		}
	}
	kept := make([]*workspace.ImportChange, len(f.Kept))
	for i := range f.Kept {
		kept[i] = &f.Kept[i]
	}
	addresses := func(changes []*workspace.ImportChange) []string {
		all := make([]string, len(changes))
		for i, c := range changes {
			all[i] = q.Address(c.Cell)
		}
		return all
	}
	list(v.changes("pages.replaced", replaced, "pages.keep_all", "pages.keep_mine", func(c []*workspace.ImportChange) { v.page.keep(addresses(c), true) }))
	list(v.changes("pages.kept_list", kept, "pages.take_all", "pages.take_theirs", func(c []*workspace.ImportChange) { v.page.keep(addresses(c), false) }))
	list(v.changes("pages.new_list", fresh, "", "", nil))
	list(v.equal())
	list(v.aside())
	return all
}

// fold is a heading that folds what is below it away.
func (v *planView) fold(id string, count int, build func(c *fyne.Container)) fyne.CanvasObject {
	s := v.shell
	icon := look.Expand
	if v.unfolded[id] {
		icon = look.Collapse
	}
	head := iconButton(s.say(id, "Count", count), icon, func() {
		v.unfolded[id] = !v.unfolded[id]
		v.refresh()
	})
	s.named("bringin.fold."+id, head)
	c := s.column(1.5, s.outdented(head))
	if v.unfolded[id] {
		build(c)
	}
	return c
}

// changes lists figures with what they were and would be, and what can be decided about one or all of them; nil where
// there are none.
func (v *planView) changes(id string, changes []*workspace.ImportChange, allWord, oneWord string, do func([]*workspace.ImportChange)) fyne.CanvasObject {
	if len(changes) == 0 {
		return nil
	}
	s := v.shell
	return v.fold(id, len(changes), func(c *fyne.Container) {
		if do != nil && len(changes) > 1 {
			c.Add(s.start(newLink(s.say(allWord, "Count", len(changes)), func() { do(changes) })))
		}
		one := ""
		if do != nil {
			one = s.say(oneWord)
		}
		c.Add(v.listOf(len(changes), func() fyne.CanvasObject { return newChangedLine(s, one) }, func(i int, o fyne.CanvasObject) {
			line := o.(*changedLine)
			line.set(v, changes[i])
			if do != nil {
				line.act.onTapped = func() { do(changes[i : i+1]) }
			}
		}, func(i int) { v.leadTo(changes[i].Cell) }))
	})
}

// listOf is a list of lines of one height, of which those in view are drawn.
func (v *planView) listOf(n int, line func() fyne.CanvasObject, fill func(i int, o fyne.CanvasObject), chosen func(i int)) fyne.CanvasObject {
	list := widget.NewList(func() int { return n }, line, func(i widget.ListItemID, o fyne.CanvasObject) { fill(i, o) })
	list.HideSeparators = true
	list.OnSelected = func(i widget.ListItemID) {
		list.UnselectAll()
		chosen(i)
	}
	high := line().MinSize().Height + step(1)
	return container.New(tall(high*float32(min(n, tallList))), list)
}

// leadTo shows a cell of the questionnaire in the table beside, and where its figure comes from.
func (v *planView) leadTo(cell forms.Cell) {
	v.beside.follow(cell)
	v.leadFrom(cell)
}

// equal lists the figures that the document holds already.
func (v *planView) equal() fyne.CanvasObject {
	f := v.source.file
	if f.Equal == 0 {
		return nil
	}
	return v.fold("pages.equal_list", f.Equal, func(c *fyne.Container) {
		var cells []forms.Cell
		for _, cube := range v.source.target.cubes {
			for cell := cube.First; cell < cube.First+forms.Cell(cube.Cells); cell++ {
				if p, ok := v.source.target.cells[cell]; ok && p.change == nil {
					cells = append(cells, cell)
				}
			}
		}
		s, q := v.shell, v.source.target.q
		c.Add(v.listOf(len(cells), func() fyne.CanvasObject { return newChangedLine(s, "") }, func(i int, o fyne.CanvasObject) {
			line := o.(*changedLine)
			line.cell.say(s.cellName(q, cells[i]))
			line.say(s.answerText(v.source.target.answer(cells[i])), "", "")
		}, func(i int) { v.leadTo(cells[i]) }))
	})
}

// aside lists why figures are set aside.
func (v *planView) aside() fyne.CanvasObject {
	f := v.source.file
	if f.Plan == nil || f.Plan.Counts[intake.SetAside] == 0 {
		return nil
	}
	s := v.shell
	return v.fold("pages.aside", f.Plan.Counts[intake.SetAside], func(c *fyne.Container) {
		for _, r := range f.Plan.Reasons() {
			if r.Fate == intake.SetAside {
				says := s.mixed(part{s.Tongue.Message(r.Why), bodyTone}, part{"  " + s.say("pages.figures", "Count", r.Count), dimTone})
				c.Add(newTouch(says.shown, func() { v.lead(r.First) }))
			}
		}
	})
}

// changedLine says of one answer what it was and what it would be.
type changedLine struct {
	widget.BaseWidget
	shown               *fyne.Container
	cell, before, after *prose
	arrow               fyne.CanvasObject
	from                *prose // the file that the answer came from
	act                 *link
}

// newChangedLine makes a line, with a word for what can be done about it.
func newChangedLine(s *Shell, word string) *changedLine {
	l := &changedLine{cell: s.brief("", bodyTone), before: s.line("", dimTone), after: s.line("", headTone), from: s.brief("", captionTone)}
	arrow := look.Icon(look.Forward)
	l.arrow = sized(14, widget.NewIcon(arrow))
	answers := s.level(2, l.before.shown, l.arrow, l.after.shown, fill(l.from.shown))
	if l.act = newLink(word, nil); word != "" {
		answers.Add(l.act)
	}
	l.shown = s.column(0.5, l.cell.shown, answers)
	l.ExtendBaseWidget(l)
	return l
}

// CreateRenderer implements fyne.Widget.
func (l *changedLine) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(l.shown) }

func (l *changedLine) set(v *planView, c *workspace.ImportChange) {
	s, ws := v.shell, v.page.ws
	l.cell.say(s.cellName(v.source.target.q, c.Cell))
	before, from := s.answerText(c.Before), ""
	if c.Before.IsBlank() {
		before = s.say("pages.blank")
	} else if source, ok := ws.Source(c.Before.Source); ok && c.Before.Source.Source != 0 {
		from = s.say("pages.from_file", "File", source.File)
	}
	l.say(before, s.answerText(c.After), from)
}

func (l *changedLine) say(before, after, from string) {
	l.before.say(before)
	l.after.say(after)
	l.from.say(from)
	show(l.arrow, after != "")
	show(l.after.shown, after != "")
	relay(l.shown)
}
