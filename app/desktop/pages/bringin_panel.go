package pages

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"

	"migraform/app/desktop/look"
	"migraform/app/workspace"
	"migraform/forms"
	"migraform/forms/intake"
)

// manyChanged is how many replaced figures are listed; the sheet shows them all.
const manyChanged = 100

// refresh builds the side that says where the figures go.
func (v *planView) refresh() {
	s := v.shell
	v.panel.body.Objects = nil
	if v.model() != nil {
		v.add(v.target())
	}
	v.addRelabel()
	v.add(v.counts())
	v.addDoubts()
	if v.file.Plan != nil && v.file.Changed+v.file.Plan.Counts[intake.SetAside] > 0 {
		v.add(newRule())
		v.addReplaced()
		v.addAside()
	}
	if v.decided() {
		v.add(newRule())
		v.add(s.start(newLink(s.say("pages.forget_decisions"), v.forget)))
	}
	v.sayPut()
	v.panel.arrange()
}

func (v *planView) add(o fyne.CanvasObject) { v.panel.body.Add(o) }

func (v *planView) decided() bool {
	return len(v.file.Decisions.Labels) > 0 || len(v.file.Decisions.Sheets) > 0
}

// target lets the user say which table the sheet is for.
func (v *planView) target() fyne.CanvasObject {
	s, m, q := v.shell, v.model(), v.page.ws.Questionnaire()
	decided := v.file.Decisions.Sheets[m.sheet.Name]
	names, chosen := []string{s.say("pages.sheet_left_out")}, 0
	var recognised *forms.Table
	for _, b := range m.blocks {
		if b.Table != nil {
			recognised = b.Table
			break
		}
	}
	for i, t := range q.Tables {
		names = append(names, t.ID+"  "+t.Title.In(s.Tongue.Tag))
		if recognised == t && !decided.Skip {
			chosen = i + 1
		}
	}
	list := newDropDown(names, nil)
	list.PlaceHolder = s.say("pages.choose_table")
	if chosen > 0 || decided.Skip {
		list.SetSelectedIndex(chosen)
	}
	list.OnChanged = func(string) {
		i := list.SelectedIndex()
		v.decide(func(d *intake.SheetDecision) {
			d.Skip, d.Table = i == 0, ""
			if i > 0 {
				d.Table = q.Tables[i-1].ID
			}
		})
	}
	s.named("bringin.table", list)
	c := s.column(1.5, s.prose(s.say("pages.goes_into"), headTone).shown, s.framed(list))
	if recognised == nil && !decided.Skip && len(m.blocks) > 0 {
		c.Add(s.notice(look.Warning, s.say("pages.which_table")).shown)
		offers := s.level(3)
		for _, id := range m.blocks[0].Candidates {
			offers.Add(newLink(id, func() { v.decide(func(d *intake.SheetDecision) { d.Skip, d.Table = false, id }) }))
		}
		c.Add(offers)
	}
	if len(m.blocks) == 0 {
		c.Add(s.prose(s.say("pages.no_block"), dimTone).shown)
	}
	if down, across := sides(m); down != "" && across != "" {
		swap := newLink(s.say("pages.swap_sides"), func() {
			v.decide(func(d *intake.SheetDecision) { d.Down, d.Across = across, down })
		})
		c.Add(s.level(2, fill(s.prose(s.say("pages.sides_"+down), dimTone).shown), swap))
	}
	return c
}

// sides says what the countries down and across a sheet are, where there are both.
func sides(m *sheetModel) (down, across string) {
	for _, b := range m.blocks {
		for _, axis := range b.Block.Axes {
			switch {
			case axis.Role == "":
			case axis.Down:
				down = axis.Role
			default:
				across = axis.Role
			}
		}
	}
	return down, across
}

// addRelabel lets the user say what a label means that was read differently.
func (v *planView) addRelabel() {
	table := v.tableOf(v.model())
	if v.relabel == "" || table == nil {
		return
	}
	s, label := v.shell, v.relabel
	picker := s.newPicker(table, func(code string) { v.decideLabel(label, code) }, v.panel.arrange)
	v.add(s.column(1.5, s.prose(s.say("pages.label_means", "Label", label), headTone).shown, picker.shown,
		s.level(4, newLink(s.say("pages.leave_out"), func() { v.decideLabel(label, "") }),
			newLink(s.say("pages.keep"), func() { v.relabel = ""; v.refresh() }))))
	if c := canvasOf(v.panel.shown); c != nil {
		v.panel.arrange()
		c.Focus(picker.field)
	}
}

// counts says how many figures there are of each kind.
func (v *planView) counts() fyne.CanvasObject {
	s, f := v.shell, v.file
	c := s.column(1)
	line := func(m look.Meaning, n int, id string, always bool) {
		if n == 0 && !always {
			return
		}
		figure := canvas.NewText(s.Tongue.Number(forms.Whole(int64(n))), theme.Color(theme.ColorNameForeground))
		figure.Alignment, figure.TextStyle.Bold, figure.TextSize = fyne.TextAlignTrailing, true, theme.TextSize()
		mark := sized(18, look.Mark(m))
		c.Add(s.level(2, wide(64, figure), mark, fill(s.prose(s.say(id, "Count", n), bodyTone).shown)))
	}
	line(look.Done, f.New, "pages.count_new", f.Changed+f.Equal == 0)
	line(look.Information, f.Changed, "pages.count_changed", false)
	line(look.Nothing, f.Equal, "pages.count_equal", false)
	if f.Plan != nil {
		conflicts := conflicting(f.Plan)
		line(look.Error, conflicts, "pages.count_conflicts", false)
		line(look.Warning, f.Plan.Counts[intake.Unresolved]-conflicts, "pages.count_open", false)
		line(look.Nothing, f.Plan.Counts[intake.SetAside], "pages.count_aside", false)
	}
	line(look.Information, len(f.Notes), "pages.count_notes", false)
	line(look.Warning, len(f.Problems), "pages.count_problems", false)
	return c
}

// conflicting counts the figures that contradict others of the same file.
func conflicting(p *intake.Plan) int {
	n := 0
	for i := range p.Entries {
		if e := &p.Entries[i]; e.Fate == intake.Unresolved && e.Why != nil && e.Why.ID == "intake.ask_conflict" {
			n++
		}
	}
	return n
}

// addDoubts lists what the user should decide or know, each a sentence that leads to its cell.
func (v *planView) addDoubts() {
	s := v.shell
	var doubts []fyne.CanvasObject
	if v.file.Plan != nil {
		for _, r := range v.file.Plan.Reasons() {
			if r.Fate == intake.Unresolved {
				doubts = append(doubts, v.doubt(r))
			}
		}
		for i := range v.file.Plan.Blocks {
			for _, remark := range v.file.Plan.Blocks[i].Remarks {
				doubts = append(doubts, s.notice(look.Information, s.Tongue.Message(remark)).shown)
			}
		}
	}
	for _, problem := range v.file.Problems {
		doubts = append(doubts, s.notice(look.Warning, s.Tongue.Message(problem)).shown)
	}
	if len(doubts) == 0 {
		return
	}
	v.add(newRule())
	v.add(s.prose(s.say("pages.doubts"), headTone).shown)
	for _, d := range doubts {
		v.add(d)
	}
}

// doubt is one reason for which figures are not placed, with what can be decided about it.
func (v *planView) doubt(r intake.Reason) fyne.CanvasObject {
	s := v.shell
	n := s.notice(look.Warning, "")
	n.prose.set(part{s.Tongue.Message(r.Why), bodyTone}, part{"  " + s.say("pages.figures", "Count", r.Count), dimTone})
	c := s.column(1.5, newTouch(n.shown, func() { v.lead(r.First) }))
	if decide := v.decision(r); decide != nil {
		c.Add(s.row(0, wide(26, s.column(0)), fill(decide)))
	}
	return c
}

// decision is what can be done about a doubt, nil where the sheet itself has to be looked at.
func (v *planView) decision(r intake.Reason) fyne.CanvasObject {
	s := v.shell
	sheet := v.file.Plan.Reading.Sheets[0].Sheet.Name
	var model *sheetModel
	for _, m := range v.models {
		if m.index == r.First.Sheet {
			model, sheet = m, m.sheet.Name
		}
	}
	text, _ := r.Why.Args["Label"].(string)
	code, _ := r.Why.Args["Code"].(string)
	switch r.Why.ID {
	case "intake.ask_spelling":
		return s.level(3, newLink(s.say("pages.confirm_code", "Code", code), func() { v.decideLabel(text, code) }),
			newLink(s.say("pages.leave_out"), func() { v.decideLabel(text, "") }))
	case "intake.ask_label":
		table := v.tableOf(model)
		leave := s.start(newLink(s.say("pages.leave_out"), func() { v.decideLabel(text, "") }))
		if table == nil {
			return leave
		}
		return s.column(1.5, s.newPicker(table, func(code string) { v.decideLabel(text, code) }, v.panel.arrange).shown, leave)
	case "intake.ask_sides":
		side := func(down, across string) func() {
			return func() {
				v.decideOn(sheet, func(d *intake.SheetDecision) { d.Down, d.Across = down, across })
			}
		}
		return s.level(3, newLink(s.say("pages.rows_receive"), side("destination", "origin")),
			newLink(s.say("pages.columns_receive"), side("origin", "destination")))
	case "intake.ask_year", "intake.ask_split_year", "intake.ask_part_of_year", "intake.ask_date":
		years, last := s.level(3), v.page.ws.Questionnaire().Year
		for year := last - 4; year <= last; year++ {
			y := strconv.Itoa(year)
			years.Add(newLink(y, func() {
				v.decideOn(sheet, func(d *intake.SheetDecision) { d.Holds = with(d.Holds, "time", y) })
			}))
		}
		return years
	}
	return nil
}

func with(m map[string]string, key, value string) map[string]string {
	c := map[string]string{key: value}
	for k, v := range m {
		if k != key {
			c[k] = v
		}
	}
	return c
}

// tableOf is the table that a sheet's figures go to.
func (v *planView) tableOf(m *sheetModel) *forms.Table {
	if m != nil {
		for _, b := range m.blocks {
			if b.Table != nil {
				return b.Table
			}
		}
	}
	return v.page.ws.Questionnaire().Table(v.file.Table)
}

// addFold adds a heading that folds what is below it away.
func (v *planView) addFold(id string, count int, build func(c *fyne.Container)) {
	s := v.shell
	icon := look.Expand
	if v.unfolded[id] {
		icon = look.Collapse
	}
	head := iconButton(s.say(id, "Count", count), icon, func() {
		v.unfolded[id] = !v.unfolded[id]
		v.refresh()
	})
	c := s.column(2, s.outdented(head))
	if v.unfolded[id] {
		build(c)
	}
	v.add(c)
}

// addReplaced lists the answers that would be replaced.
func (v *planView) addReplaced() {
	if v.file.Changed == 0 {
		return
	}
	v.addFold("pages.replaced", v.file.Changed, func(c *fyne.Container) {
		shown := 0
		for i := range v.file.Changes {
			change := &v.file.Changes[i]
			if change.Before.IsBlank() {
				continue
			}
			if shown++; shown > manyChanged {
				c.Add(v.shell.prose(v.shell.say("pages.and_more", "Count", v.file.Changed-manyChanged), captionTone).shown)
				break
			}
			line := newChangedLine(v.shell, true)
			line.set(v, change)
			c.Add(newTouch(line, func() { v.leadTo(change) }))
		}
	})
}

// leadTo shows where a change comes from.
func (v *planView) leadTo(change *workspace.ImportChange) {
	for i := range v.file.Plan.Entries {
		if e := &v.file.Plan.Entries[i]; e.Fate == intake.Placed && e.Cell == change.Cell {
			v.lead(e)
			return
		}
	}
}

// addAside lists why figures are set aside.
func (v *planView) addAside() {
	if v.file.Plan.Counts[intake.SetAside] == 0 {
		return
	}
	v.addFold("pages.aside", v.file.Plan.Counts[intake.SetAside], func(c *fyne.Container) {
		for _, r := range v.file.Plan.Reasons() {
			if r.Fate == intake.SetAside {
				says := v.shell.mixed(part{v.shell.Tongue.Message(r.Why), bodyTone}, part{"  " + v.shell.say("pages.figures", "Count", r.Count), dimTone})
				c.Add(newTouch(says.shown, func() { v.lead(r.First) }))
			}
		}
	})
}
