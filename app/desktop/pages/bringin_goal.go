package pages

import (
	"slices"
	"strconv"

	"fyne.io/fyne/v2"

	"migraform/app/desktop/look"
	"migraform/forms"
	"migraform/forms/intake"
	"migraform/forms/intake/label"
	"migraform/forms/words"
)

// goal lets the user say which table of the questionnaire the selected table of the file is for, and what holds for all
// of its figures.
func (v *planView) goal() fyne.CanvasObject {
	s, m := v.shell, v.model()
	if len(m.blocks) == 0 {
		return s.prose(s.say("pages.no_block"), dimTone).shown
	}
	b := v.block
	if b == nil {
		b = m.blocks[0]
	}
	word := s.say("pages.goes_into")
	if len(m.blocks) > 1 {
		word = s.say("pages.goes_into_of", "Number", b.Block.Number, "Of", len(m.blocks))
	}
	c := s.column(1.5, s.prose(word, headTone).shown, s.framed(v.tables(b)))
	if b.Table == nil && !v.skipped(b) {
		c.Add(s.notice(look.Warning, s.say("pages.which_table")).shown)
	}
	if down, across := sides(b); down != "" && across != "" {
		swap := newLink(s.say("pages.swap_sides"), func() {
			v.decideTable(b, func(d *intake.TableDecision) { d.Down, d.Across = across, down })
		})
		s.named("bringin.swap", swap)
		c.Add(s.level(2, fill(s.prose(s.say("pages.sides_"+down), dimTone).shown), swap))
	}
	c.Add(v.fold("pages.holds", 0, func(c *fyne.Container) {
		for _, h := range v.holds(b) {
			c.Add(s.level(2, wide(112, s.prose(h.word, dimTone).shown), fill(s.framed(v.holdList(b, h)))))
		}
	}))
	return c
}

// tables is the choice of the table that a table of the file goes into.
func (v *planView) tables(b *intake.BlockPlan) *dropDown {
	s, q := v.shell, v.source.target.q
	names, chosen := []string{s.say("pages.sheet_left_out")}, -1
	if v.skipped(b) {
		chosen = 0
	}
	// what it could be comes first where that is not known
	tables := slices.Clone(q.Tables)
	slices.SortStableFunc(tables, func(one, two *forms.Table) int {
		a, b := slices.Contains(b.Candidates, one.ID), slices.Contains(b.Candidates, two.ID)
		switch {
		case a && !b:
			return -1
		case b && !a:
			return 1
		}
		return 0
	})
	for i, t := range tables {
		names = append(names, t.ID+"  "+t.Title.In(s.Tongue.Tag))
		if b.Table == t && chosen < 0 {
			chosen = i + 1
		}
	}
	list := newDropDown(names, nil)
	list.PlaceHolder = s.say("pages.choose_table")
	if chosen >= 0 {
		list.SetSelectedIndex(chosen)
	}
	list.OnChanged = func(string) {
		i := list.SelectedIndex()
		if i < 0 || i == chosen {
			return
		}
		v.decideTable(b, func(d *intake.TableDecision) {
			if d.Skip = i == 0; i > 0 {
				d.Table = tables[i-1].ID
			}
		})
	}
	s.named("bringin.table", list)
	return list
}

// decideTable changes what is decided about one of the tables on the sheet.
func (v *planView) decideTable(b *intake.BlockPlan, about func(*intake.TableDecision)) {
	v.decide(func(d *intake.SheetDecision) {
		number := strconv.Itoa(b.Block.Number)
		if d.Tables == nil {
			d.Tables = map[string]intake.TableDecision{}
		}
		t := d.Tables[number]
		about(&t)
		d.Tables[number] = t
		d.Skip = false
	})
}

// tableDecided is what is decided about a table of the file.
func (v *planView) tableDecided(b *intake.BlockPlan) intake.TableDecision {
	return v.decided(v.model()).Tables[strconv.Itoa(b.Block.Number)]
}

func (v *planView) skipped(b *intake.BlockPlan) bool {
	return v.decided(v.model()).Skip || v.tableDecided(b).Skip
}

// sides says what the countries down and across a table are, where there are both.
func sides(b *intake.BlockPlan) (down, across string) {
	for _, axis := range b.Block.Axes {
		switch {
		case axis.Role == "":
		case axis.Down:
			down = axis.Role
		default:
			across = axis.Role
		}
	}
	return down, across
}

// hold is one thing that can hold for a whole table.
type hold struct {
	concept string
	word    string
	said    string   // what the file says, "" where it says nothing
	codes   []string // that may be chosen
	names   []string
}

// holds are the things that can be said of a whole table: those that its labels do not say one by one.
func (v *planView) holds(b *intake.BlockPlan) []hold {
	s, q := v.shell, v.source.target.q
	varied := map[label.Concept]bool{}
	for _, axis := range b.Block.Axes {
		varied[axis.Concept] = varied[axis.Concept] || axis.Varied
	}
	var all []hold
	add := func(concept, said string, codes, names []string) {
		all = append(all, hold{concept, s.say("pages.holds_" + concept), said, codes, names})
	}
	if !varied[label.Time] {
		var years []string
		for year := q.Year; year > q.Year-10; year-- {
			years = append(years, strconv.Itoa(year))
		}
		add("time", b.Block.Said.Time, years, years)
	}
	for _, concept := range []label.Concept{label.Sex, label.Age} {
		if varied[concept] {
			continue
		}
		said := b.Block.Said.Sex
		if concept == label.Age {
			said = b.Block.Said.Age
		}
		var codes, names []string
		for _, code := range s.codesFor(q, b.Table, &intake.Axis{Concept: concept}) {
			codes, names = append(codes, code.ID), append(names, code.Name.In(s.Tongue.Tag))
		}
		if len(codes) > 0 {
			add(string(concept), said, codes, names)
		}
	}
	list := func(concept, said, prefix string, codes ...string) {
		var names []string
		for _, code := range codes {
			names = append(names, s.Tongue.Message(words.Message{ID: prefix + code}))
		}
		add(concept, said, codes, names)
	}
	list("unit", b.Block.Said.Unit, "intake.choice_unit_", "persons", "thousands")
	list("direction", b.Block.Said.Direction, "intake.measure_", "immigration", "emigration")
	list("criterion", b.Block.Said.Criterion, "pages.criterion_", "citizenship", "birth", "previous", "next")
	return all
}

// holdList is the choice of one such thing.
func (v *planView) holdList(b *intake.BlockPlan, h hold) *dropDown {
	s := v.shell
	given := v.tableDecided(b).Holds[h.concept]
	if given == "" {
		given = v.decided(v.model()).Holds[h.concept]
	}
	asRead := s.say("pages.holds_not_said")
	if i := slices.Index(h.codes, h.said); i >= 0 && given == "" {
		asRead = s.say("pages.holds_as_read", "What", h.names[i])
	} else if h.said != "" && given == "" {
		asRead = s.say("pages.holds_as_read", "What", h.said)
	} else if given != "" {
		asRead = s.say("pages.holds_find_out")
	}
	list := newDropDown(append([]string{asRead}, h.names...), nil)
	chosen := slices.Index(h.codes, given) + 1
	list.SetSelectedIndex(chosen)
	list.OnChanged = func(string) {
		i := list.SelectedIndex()
		if i < 0 || i == chosen {
			return
		}
		v.decide(func(d *intake.SheetDecision) {
			number := strconv.Itoa(b.Block.Number)
			if d.Tables == nil {
				d.Tables = map[string]intake.TableDecision{}
			}
			t := d.Tables[number]
			if t.Holds == nil {
				t.Holds = map[string]string{}
			}
			if delete(d.Holds, h.concept); i == 0 {
				delete(t.Holds, h.concept)
			} else {
				t.Holds[h.concept] = h.codes[i-1]
			}
			d.Tables[number] = t
		})
	}
	s.named("bringin.holds."+h.concept, list)
	return list
}
