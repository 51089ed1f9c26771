package command

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"migraform/app/workspace"
	"migraform/forms"
	"migraform/forms/definition"
	"migraform/forms/words"
)

type breakdownCommand struct {
	Doc    string   `arg:""`
	Table  string   `arg:"" optional:""`
	Choice []string `arg:"" optional:""`
	Year   []string `placeholder:"2021,2022"`
	Listed bool     ``
	DryRun bool     ``
	Force  bool     ``
	JSON   bool     `name:"json"`
}

// breakdownLine is what can be chosen for a concept of a table, as programs
// read it.
type breakdownLine struct {
	Table   string            `json:"table"`
	Concept string            `json:"concept"`
	Name    string            `json:"name"`
	Options []optionLine      `json:"options"`
	Chosen  map[string]string `json:"chosen"` // by year
}

type optionLine struct {
	ID    string `json:"id"`
	Name  string `json:"name"`
	Codes int    `json:"codes"` // to be answered, totals aside
}

// regroupedLine is what becomes of a figure, as programs read it.
type regroupedLine struct {
	Became  string   `json:"became"` // added_up or kept_aside
	Cell    string   `json:"cell"`
	Value   string   `json:"value"`
	Status  string   `json:"status"`
	Parts   []string `json:"parts,omitempty"`    // of what was added up
	AddedUp bool     `json:"added_up,omitempty"` // of what is kept aside: it is in a sum
	Why     string   `json:"why,omitempty"`
}

func (b *breakdownCommand) Run(c *console) error {
	open := openForWriting
	if b.DryRun || len(b.Choice) == 0 {
		open = workspace.OpenReadOnly
	}
	ws, err := open(b.Doc)
	if err != nil {
		return err
	}
	defer ws.Close()
	q := ws.Questionnaire()
	if b.Table != "" && q.Table(b.Table) == nil {
		return refuse("command.bad_part", "Part", b.Table, "Tables", strings.Join(tableIDs(q), ", "))
	}
	if len(b.Choice) == 0 {
		return b.list(c, ws)
	}
	next, err := b.choices()
	if err != nil {
		return err
	}
	regroup := ws.Regroup
	if b.Listed {
		regroup = ws.RegroupListed
	}
	plan, err := regroup(next...)
	if err != nil {
		return err
	}
	if err := b.plan(c, plan); err != nil {
		return writing(err)
	}
	lost := len(plan.Lost())
	switch {
	case b.DryRun:
		c.note("command.breakdown.dry")
	case lost > 0 && !b.Force:
		c.found = true
		c.note("command.breakdown.asks", "Count", lost)
	default:
		if err := ws.ApplyRegrouping(plan); err != nil {
			return err
		}
		c.note("command.breakdown.done", "File", b.Doc)
	}
	return nil
}

// choices reads "age=to_65".
func (b *breakdownCommand) choices() (definition.Choices, error) {
	var years []int
	for _, text := range b.Year {
		year, ok := words.ReadYear(text)
		if !ok {
			return nil, refuse("command.bad_year", "Year", text)
		}
		years = append(years, year)
	}
	slices.Sort(years)
	var all definition.Choices
	for _, text := range b.Choice {
		concept, option, ok := strings.Cut(text, "=")
		if !ok || concept == "" || option == "" {
			return nil, refuse("command.breakdown.bad_choice", "Choice", text)
		}
		all = append(all, definition.Choice{Table: b.Table, Concept: concept, Option: option, Years: slices.Compact(years)})
	}
	return all, nil
}

// list writes what can be chosen, and what is.
func (b *breakdownCommand) list(c *console, ws *workspace.Workspace) error {
	for _, t := range ws.Questionnaire().Tables {
		if b.Table != "" && t.ID != b.Table {
			continue
		}
		breakdowns := ws.Breakdowns(t.ID)
		if !b.JSON && len(breakdowns) > 0 {
			c.say("command.check.table", "Table", t.ID, "Title", t.Title)
		}
		for i := range breakdowns {
			if !b.JSON {
				c.breakdown(&breakdowns[i])
			} else if err := c.line(c.breakdownLine(t, &breakdowns[i])); err != nil {
				return writing(err)
			}
		}
	}
	return nil
}

func (c *console) breakdownLine(t *forms.Table, b *workspace.Breakdown) breakdownLine {
	line := breakdownLine{Table: t.ID, Concept: b.Concept, Name: b.Name.In(c.tongue.Tag), Chosen: map[string]string{}}
	for _, o := range b.Options {
		line.Options = append(line.Options, optionLine{ID: o.ID, Name: o.Name.In(c.tongue.Tag), Codes: o.Codes})
	}
	for year, option := range b.Chosen {
		line.Chosen[strconv.Itoa(year)] = option
	}
	return line
}

// breakdown writes the options of a concept for a person, each with the years
// that it holds for.
func (c *console) breakdown(b *workspace.Breakdown) {
	fmt.Fprintf(c.out, "  %s (%s)\n", b.Concept, b.Name.In(c.tongue.Tag))
	for _, o := range b.Options {
		var years []string
		for _, year := range b.Years {
			if b.Chosen[year] == o.ID {
				years = append(years, strconv.Itoa(year))
			}
		}
		mark, when := " ", ""
		if len(years) > 0 {
			mark = "*"
		}
		if len(years) > 0 && len(years) < len(b.Years) {
			when = "  " + strings.Join(years, " ")
		}
		fmt.Fprintf(c.out, "    %s %-12s %s%s\n", mark, o.ID, o.Name.In(c.tongue.Tag), when)
	}
}

// plan writes what would become of the figures.
func (b *breakdownCommand) plan(c *console, plan *workspace.Regrouping) error {
	if b.JSON {
		for _, sum := range plan.Added {
			line := regroupedLine{Became: "added_up", Cell: sum.Address, Status: sum.Answer.Status.String(), Parts: sum.Parts}
			if sum.Answer.Status.IsNumber() {
				line.Value = sum.Answer.Value.String()
			}
			if err := c.line(line); err != nil {
				return err
			}
		}
		for _, left := range plan.Aside {
			line := regroupedLine{Became: "kept_aside", Cell: left.Address, Status: left.Answer.Status.String(), AddedUp: left.AddedUp, Why: c.tongue.Message(left.Why)}
			if left.Answer.Status.IsNumber() {
				line.Value = left.Answer.Value.String()
			}
			if err := c.line(line); err != nil {
				return err
			}
		}
		return nil
	}
	if plan.AddedUp > 0 {
		c.say("command.breakdown.added", "Count", plan.AddedUp, "Cells", len(plan.Added))
	}
	if plan.Back > 0 {
		c.say("command.breakdown.back", "Count", plan.Back)
	}
	if plan.Replaced > 0 {
		c.say("command.breakdown.replaced", "Count", plan.Replaced)
	}
	if lost := plan.Lost(); len(lost) > 0 {
		c.say("command.breakdown.lost", "Count", len(lost))
		for n, left := range lost {
			if n == mostLeft {
				fmt.Fprintln(c.out, "  …")
				break
			}
			fmt.Fprintf(c.out, "  %s  %s  %s\n", left.Address, c.shown(left.Answer), c.tongue.Message(left.Why))
		}
	}
	return nil
}
