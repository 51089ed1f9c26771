package intake

import (
	"strings"

	"migraform/forms"
	"migraform/forms/intake/label"
	"migraform/forms/words"
)

// subject is what a table of a file counts, as far as its titles and heads
// say.
type subject struct {
	measures  []string // as the questionnaire's cubes and items name them
	criterion string   // the questionnaire's concept: citizenship, birth, residence
	areas     bool
}

// measureWords are words of titles, folded, by the measures that they speak of.
var measureWords = []struct{ phrase, measure string }{
	{"refugee", "refugees"}, {"refugees", "refugees"}, {"refugies", "refugees"}, {"refugiados", "refugees"}, {"total population", "population"}, {"population totale", "population"}, {"poblacion total", "population"},
	{"employment", "employment"}, {"employed", "employment"}, {"emploi", "employment"},
	{"asylum", "new applications"}, {"asile", "new applications"}, {"asilo", "new applications"},
	{"acquisition", "acquisitions of citizenship"}, {"acquisitions", "acquisitions of citizenship"}, {"naturalisation", "acquisitions of citizenship"},
	{"naturalisations", "acquisitions of citizenship"}, {"naturalization", "acquisitions of citizenship"}, {"naturalizations", "acquisitions of citizenship"},
	{"live births", "live births"}, {"naissances vivantes", "live births"},
	{"stock", "residents"}, {"stocks", "residents"}, {"foreign born", "residents"}, {"foreign population", "residents"}, {"resident population", "residents"}, {"usual residents", "residents"},
	{"foreign residents", "residents"}, {"population by country", "residents"}, {"population by citizenship", "residents"}, {"foreigners", "residents"}, {"residents", "residents"},
	{"population etrangere", "residents"}, {"etrangers", "residents"}, {"immigres", "residents"}, {"population residente", "residents"}, {"population by", "residents"},
}

func subjectOf(b *Block) subject {
	var s subject
	text := strings.Join(b.Titles, " ") + " " + b.sheet.Sheet.Name
	for i, axis := range b.Axes {
		text += " " + axis.Head
		if axis.Concept == label.Area && !axis.key {
			s.areas = true
			if axis.Criterion != "" {
				s.criterion = axis.Criterion
			}
		}
		if axis.Concept == label.Item && !axis.Varied {
			for _, l := range b.at[i] {
				if l != nil {
					text += " " + l.Text
					break
				}
			}
		}
	}
	if s.criterion == "" {
		s.criterion = b.Said.Criterion
	}
	if s.criterion == "previous" || s.criterion == "next" {
		s.criterion = "residence"
	}
	folded := " " + label.Fold(text) + " "
	for _, w := range measureWords {
		if strings.Contains(folded, " "+w.phrase+" ") {
			s.measures = append(s.measures, w.measure)
			break
		}
	}
	if b.Said.Direction != "" {
		s.measures = append([]string{b.Said.Direction}, s.measures...)
	}
	return s
}

// infer finds the one table that measures what the block says and breaks it
// down alike. Where several do, or nothing is said, it returns those that are
// possible and leaves the choice to a person.
func (p *planner) infer(b *Block) (*forms.Table, []string) {
	s := subjectOf(b)
	var fitting, possible []*forms.Table
	for _, t := range p.plan.Questionnaire.Tables {
		measured, listed, criterion := false, false, false
		for _, c := range t.Cubes {
			measured = measured || measures(c, s.measures)
			if i := axisFor(c, label.Area); i >= 0 {
				listed = true
				criterion = criterion || c.Axes[i].Concept == s.criterion
			}
		}
		if listed != s.areas || s.criterion != "" && s.areas && !criterion {
			continue
		}
		possible = append(possible, t)
		if measured && (criterion || !s.areas || s.criterion == "") {
			fitting = append(fitting, t)
		}
	}
	if fitting = p.nearest(fitting, b); len(fitting) == 1 {
		return fitting[0], nil
	}
	if len(fitting) > 1 {
		possible = fitting
	}
	var ids []string
	for _, t := range possible {
		ids = append(ids, t.ID)
	}
	return nil, ids
}

// nearest keeps, of several tables, those with the fewest axes that the block
// says nothing of, and that leave the fewest of its own unused: a table by
// duration of stay is not meant where no duration is said.
func (p *planner) nearest(tables []*forms.Table, b *Block) []*forms.Table {
	best := -1
	var kept []*forms.Table
	for _, t := range tables {
		off := -1
		for _, c := range t.Cubes {
			if n := p.distance(c, b); off < 0 || n < off {
				off = n
			}
		}
		switch {
		case best < 0 || off < best:
			best, kept = off, []*forms.Table{t}
		case off == best:
			kept = append(kept, t)
		}
	}
	return kept
}

func (p *planner) distance(c *forms.Cube, b *Block) int {
	off, used := 0, map[int]bool{}
	for _, axis := range c.Axes {
		switch axis.Concept {
		case "sex", "time", "age":
			continue
		}
		if listsAreas(axis) {
			continue
		}
		found := false
		for i, own := range b.Axes {
			for _, l := range b.at[i] {
				if own.Concept == label.Item && l != nil && p.keyCode(axis, l.Text) >= 0 {
					found, used[i] = true, true
					break
				}
			}
		}
		if !found {
			off++
		}
	}
	for i, own := range b.Axes {
		switch {
		case own.Concept == label.Item && own.Varied && !own.Remark && !used[i]:
			off++
		case own.Concept == label.Age && own.Varied && axisFor(c, label.Age) < 0:
			off++
		}
	}
	return off
}

// measures reports whether a cube, or an item of its axes, counts one of the
// measures; the first one counts most, so only it is asked for.
func measures(c *forms.Cube, wanted []string) bool {
	if len(wanted) == 0 {
		return false
	}
	if c.Measure == wanted[0] {
		return true
	}
	for _, axis := range c.Axes {
		for i := range axis.List.Codes {
			if axis.List.Codes[i].Measure == wanted[0] {
				return true
			}
		}
	}
	return false
}

// measureName says a measure in any language.
func measureName(measure string) words.Message {
	return words.Say("intake.measure_" + strings.ReplaceAll(measure, " ", "_"))
}

// leaveOthers sets whole tables of the file aside that say that they count
// something else than the table that was asked for, where another table of
// the file says that it counts just that.
func (p *planner) leaveOthers(blocks map[*Block]*blockPlan) {
	if p.options.Table == "" {
		return
	}
	fitting := false
	for _, b := range blocks {
		fitting = fitting || b.fits && b.decided.Table == ""
	}
	for _, b := range blocks {
		if fitting && b.differs && b.decided.Table == "" && b.other == nil {
			said := measureName(subjectOf(b.Block).measures[0])
			b.other = &words.Message{ID: "intake.aside_other_measure", Args: words.Say("", "Sheet", b.Block.sheet.Sheet.Name, "Said", said).Args}
			b.Remarks = nil
		}
	}
}

// remarkOnTable says where a table was chosen that measures something else
// than the file says.
func (p *planner) remarkOnTable(bp *blockPlan) {
	if bp.Table == nil {
		return
	}
	s := subjectOf(bp.Block)
	fits, criterion, listed := len(s.measures) == 0, s.criterion == "" || !s.areas, false
	concept := ""
	for _, c := range bp.Table.Cubes {
		fits = fits || measures(c, s.measures)
		if i := axisFor(c, label.Area); i >= 0 {
			listed = true
			concept = c.Axes[i].Concept
			criterion = criterion || concept == s.criterion
		}
	}
	bp.fits, bp.differs = fits && len(s.measures) > 0, !fits
	if !fits {
		bp.Remarks = append(bp.Remarks, words.Say("intake.remark_measure", "Sheet", bp.Block.sheet.Sheet.Name, "Said", measureName(s.measures[0]), "Table", bp.Table.ID))
	}
	if listed && !criterion {
		bp.Remarks = append(bp.Remarks, words.Say("intake.remark_criterion", "Sheet", bp.Block.sheet.Sheet.Name,
			"Said", words.Say("intake.criterion_"+s.criterion), "Asked", words.Say("intake.criterion_"+concept), "Table", bp.Table.ID))
	}
}
