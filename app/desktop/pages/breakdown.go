package pages

import (
	"errors"
	"slices"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"migraform/app/desktop/look"
	"migraform/app/workspace"
	"migraform/forms"
	"migraform/forms/definition"
	"migraform/forms/words"
)

// Breakdown is the page on which an office says that it has less than a table asks: broader groups, regions instead of
// countries, for all years or for some. It says what would become of the figures before anything happens.
type Breakdown struct {
	// OnChosen is called after the table was changed.
	OnChosen func()

	ws       *workspace.Workspace
	shell    *Shell
	table    string
	concepts []*conceptChoice
	plan     *workspace.Regrouping

	pane    *pane
	becomes *fyne.Container
	names   *fyne.Container // of what would be lost, below all
	listed  *tick           // blanks between figures are nil
	apply   *button
}

// manyLost is how many figures that cannot be added up are named.
const manyLost = 100

// NewBreakdown makes the page of a table.
func NewBreakdown(ws *workspace.Workspace, table *forms.Table, shell *Shell) *Breakdown {
	p := &Breakdown{ws: ws, shell: shell, table: table.ID}
	s := shell
	p.becomes, p.names = s.column(2), s.column(2)
	p.listed = newTick(s.say("coarser.listed"), func(bool) { p.Refresh() })
	s.named("breakdown.listed", p.listed)
	p.apply = newButton(s.say("coarser.apply"), nil, p.choose)
	p.apply.Importance = widget.HighImportance
	s.named("breakdown.apply", p.apply)
	leave := newButton(s.say("coarser.leave"), nil, func() {
		if s.GoToTable != nil {
			s.GoToTable(p.table)
		}
	})
	s.named("breakdown.leave", leave)
	p.pane = s.pane(measure, 5,
		s.column(2, s.prose(table.ID+"  "+table.Title.In(s.Tongue.Tag), titleTone).shown, s.prose(s.say("coarser.says"), dimTone).shown))
	for _, of := range ws.Breakdowns(table.ID) {
		c := newConceptChoice(p, of)
		p.concepts = append(p.concepts, c)
		p.pane.body.Add(c.shown)
	}
	p.pane.body.Add(newRule())
	p.pane.body.Add(s.column(2, s.prose(s.say("coarser.becomes"), headTone).shown, p.becomes, p.listed))
	p.pane.body.Add(s.level(2, p.apply, leave))
	p.pane.body.Add(p.names)
	return p
}

// Content is what the page shows.
func (p *Breakdown) Content() fyne.CanvasObject { return p.pane.shown }

// Leave takes back what was not applied.
func (p *Breakdown) Leave() {}

// Refresh works out anew what the choices would do.
func (p *Breakdown) Refresh() {
	p.becomes.Objects, p.names.Objects = nil, nil
	var next []definition.Choice
	for _, c := range p.concepts {
		next = append(next, c.choices(p.table)...)
	}
	regroup := p.ws.Regroup
	if p.listed.Checked {
		regroup = p.ws.RegroupListed
	}
	plan, err := regroup(next...)
	p.plan = plan
	show(p.listed, p.listed.Checked || plan != nil && slices.ContainsFunc(plan.Lost(), isBlank))
	if err != nil {
		p.say(look.Error, p.shell.Tongue.Error(err))
	} else {
		p.tell(plan)
	}
	_, readOnly := p.ws.ReadOnly()
	enable(p.apply, err == nil && !readOnly && p.changes())
	p.pane.arrange()
}

// isBlank reports whether an answer would be lost for a blank beside it.
func isBlank(a workspace.Aside) bool { return a.Why.ID == "breakdown.left_blank" }

// changes reports whether the choices differ from those of the document.
func (p *Breakdown) changes() bool {
	for _, c := range p.concepts {
		for i, year := range c.of.Years {
			if c.option(i) != c.of.Chosen[year] {
				return true
			}
		}
	}
	return false
}

// tell says what would become of the figures.
func (p *Breakdown) tell(r *workspace.Regrouping) {
	s, lost := p.shell, r.Lost()
	if !p.changes() {
		p.becomes.Add(s.prose(s.say("coarser.nothing"), dimTone).shown)
		return
	}
	if len(r.Aside)+len(r.Added)+r.Back+r.Replaced == 0 {
		p.becomes.Add(s.prose(s.say("coarser.no_figures"), dimTone).shown)
		return
	}
	if r.AddedUp > 0 {
		p.say(look.Done, s.say("coarser.added", "Count", r.AddedUp))
	}
	if r.Back > 0 {
		p.say(look.Done, s.say("coarser.back", "Count", r.Back))
	}
	if r.Replaced > 0 {
		p.say(look.Information, s.say("coarser.replaced", "Count", r.Replaced))
	}
	if len(lost) > 0 {
		p.say(look.Warning, s.say("coarser.lost", "Count", len(lost)))
		for _, one := range lost[:min(len(lost), manyLost)] {
			p.names.Add(s.mixed(part{p.cellName(one.Address) + "  ", bodyTone}, part{p.why(one.Why), dimTone}).shown)
		}
		if more := len(lost) - manyLost; more > 0 {
			p.names.Add(s.prose(s.say("coarser.more", "Count", more), dimTone).shown)
		}
	}
	if len(r.Aside) > 0 {
		p.becomes.Add(s.prose(s.say("coarser.aside"), dimTone).shown)
	}
}

func (p *Breakdown) say(m look.Meaning, text string) {
	p.becomes.Add(p.shell.notice(m, text).shown)
}

// cellName is a cell of the questionnaire as it is, or as it would be.
func (p *Breakdown) cellName(address string) string {
	for _, q := range []*forms.Questionnaire{p.ws.Questionnaire(), p.plan.Questionnaire()} {
		if cell, err := q.Cell(address); err == nil {
			return p.shell.cellName(q, cell)
		}
	}
	return address
}

// why says a reason with its cells in words.
func (p *Breakdown) why(m words.Message) string {
	said := words.Message{ID: m.ID, Args: map[string]any{}}
	for name, value := range m.Args {
		if address, ok := value.(string); ok {
			value = p.cellName(address)
		}
		said.Args[name] = value
	}
	return p.shell.Tongue.Message(said)
}

// choose applies what was chosen.
func (p *Breakdown) choose() {
	err := p.ws.ApplyRegrouping(p.plan)
	switch {
	case errors.Is(err, workspace.ErrStale):
		p.Refresh()
	case err != nil:
		p.say(look.Error, p.shell.Tongue.Error(err))
		p.shell.said(p.shell.Tongue.Error(err), true)
		p.pane.arrange()
	case p.OnChosen != nil:
		p.OnChosen()
	}
}

// conceptChoice is how one concept of the table is broken down: in one way, or in each year in its own.
type conceptChoice struct {
	page  *Breakdown
	of    workspace.Breakdown
	same  *dropDown
	years []*dropDown
	apart bool

	one, each *fyne.Container
	turn      *link
	shown     *fyne.Container
}

func newConceptChoice(p *Breakdown, of workspace.Breakdown) *conceptChoice {
	s, tag := p.shell, p.shell.Tongue.Tag
	c := &conceptChoice{page: p, of: of}
	var names []string
	for _, o := range of.Options {
		names = append(names, o.Name.In(tag))
	}
	list := func(name string, chosen string) *dropDown {
		d := newDropDown(names, nil)
		d.SetSelectedIndex(max(c.indexOf(chosen), 0))
		d.OnChanged = func(string) { p.Refresh() }
		s.named(name, d)
		return d
	}
	id := "breakdown." + of.Concept
	first := of.Chosen[of.Years[0]]
	c.same = list(id, first)
	c.one = s.start(wide(360, s.framed(c.same)))
	c.each = s.column(1.5)
	for _, year := range of.Years {
		d := list(id+"."+strconv.Itoa(year), of.Chosen[year])
		c.years = append(c.years, d)
		c.each.Add(s.level(3, wide(48, s.line(strconv.Itoa(year), bodyTone).shown), wide(360, s.framed(d))))
		c.apart = c.apart || of.Chosen[year] != first
	}
	c.turn = newLink("", c.turnOver)
	s.named(id+".years", c.turn)
	all := s.level(3, c.one)
	if len(of.Years) > 1 {
		all.Add(c.turn)
	}
	c.shown = s.column(1.5, s.prose(of.Name.In(tag), headTone).shown, all, c.each)
	c.arrange()
	return c
}

func (c *conceptChoice) indexOf(option string) int {
	for i, o := range c.of.Options {
		if o.ID == option {
			return i
		}
	}
	return -1
}

// turnOver goes from one choice for all years to one for each, and back.
func (c *conceptChoice) turnOver() {
	c.apart = !c.apart
	if c.apart {
		for _, d := range c.years {
			quietly(d, c.same.SelectedIndex())
		}
	} else {
		quietly(c.same, c.years[len(c.years)-1].SelectedIndex())
	}
	c.arrange()
	c.page.Refresh()
}

// quietly chooses without telling anybody.
func quietly(d *dropDown, i int) {
	told := d.OnChanged
	d.OnChanged = nil
	d.SetSelectedIndex(i)
	d.OnChanged = told
}

func (c *conceptChoice) arrange() {
	show(c.one, !c.apart)
	show(c.each, c.apart)
	word := "coarser.differ"
	if c.apart {
		word = "coarser.same"
	}
	c.turn.say(c.page.shell.say(word))
}

// option is what is chosen for a year, by its place among the table's years.
func (c *conceptChoice) option(year int) string {
	d := c.same
	if c.apart {
		d = c.years[year]
	}
	return c.of.Options[max(d.SelectedIndex(), 0)].ID
}

// choices are what is chosen, in place of all that was chosen for the concept before.
func (c *conceptChoice) choices(table string) []definition.Choice {
	choice := definition.Choice{Table: table, Concept: c.of.Concept, Option: c.option(0)}
	if !c.apart {
		return []definition.Choice{choice}
	}
	all := []definition.Choice{{Table: table, Concept: c.of.Concept, Option: definition.AsAsked}}
	for _, o := range c.of.Options {
		choice := definition.Choice{Table: table, Concept: c.of.Concept, Option: o.ID}
		for i, year := range c.of.Years {
			if c.option(i) == o.ID {
				choice.Years = append(choice.Years, year)
			}
		}
		if len(choice.Years) > 0 && o.ID != definition.AsAsked {
			all = append(all, choice)
		}
	}
	return all
}
