package command

import (
	"fmt"
	"slices"
	"strings"

	"migraform/app/workspace"
	"migraform/forms"
	"migraform/forms/words"
	"migraform/validation"
)

type checkCommand struct {
	File      string   `arg:""`
	JSON      bool     `name:"json"`
	Report    string   `placeholder:"FILE.html|FILE.json"`
	Reference string   `placeholder:"FILE"`
	Partners  []string `placeholder:"FILE"`
	Keep      bool     ``
	Force     bool     ``
}

func (k *checkCommand) Run(c *console) error {
	ws, problems, err := openToCheck(c.ctx, k.File, k.Keep)
	if err != nil {
		return err
	}
	defer ws.Close()
	for _, problem := range problems {
		c.found = true
		c.tell(c.tongue.Message(problem))
	}
	if err := k.compare(c, ws); err != nil {
		return err
	}
	failing := ws.Failing()
	for i := range failing {
		c.found = c.found || failing[i].Severity == validation.Error
		ws.Blame(&failing[i])
	}
	if k.Report != "" {
		if err := k.report(c, ws); err != nil {
			return err
		}
	}
	if !k.JSON {
		c.findings(ws)
		return nil
	}
	findings := ws.Findings()
	for i := range findings {
		if err := c.line(validation.LineOf(ws.Questionnaire(), &findings[i], c.tongue)); err != nil {
			return writing(err)
		}
	}
	return nil
}

// compare loads what the figures are compared with: for this check only, or
// into the document where it is to be kept.
func (k *checkCommand) compare(c *console, ws *workspace.Workspace) error {
	if k.Reference != "" {
		load := ws.ReadReference
		if k.Keep {
			load = ws.LoadReference
		}
		r, err := load(c.ctx, k.Reference)
		if err != nil {
			return err
		}
		if !k.Keep {
			ws.UseReference(r)
		}
		c.tellAll(r.Summary())
	}
	for _, path := range k.Partners {
		load := ws.ReadPartners
		if k.Keep {
			load = ws.LoadPartners
		}
		p, err := load(c.ctx, path)
		if err != nil {
			return err
		}
		if !k.Keep {
			ws.UsePartners(p)
		}
		c.tellAll(p.Summary())
	}
	return nil
}

func (c *console) tellAll(sentences []words.Message) {
	for _, sentence := range sentences {
		c.tell(c.tongue.Message(sentence))
	}
}

// report writes what the checks found to a file beside.
func (k *checkCommand) report(c *console, ws *workspace.Workspace) error {
	if err := apart(k.Report, append(k.Partners, k.File, k.Reference)...); err != nil {
		return err
	}
	if err := workspace.WriteReport(k.Report, ws.Report(c.tongue.Tag, k.File), k.Force); err != nil {
		return err
	}
	c.note("command.check.report_done", "File", k.Report)
	return nil
}

// findings writes what does not hold for a person, table by table. What
// cannot be told is only counted: it says what is missing, not what is wrong.
func (c *console) findings(ws *workspace.Workspace) {
	q, failing := ws.Questionnaire(), ws.Failing()
	byTable := map[*forms.Table][]*validation.Finding{}
	for i := range failing {
		t := q.TableOf(q.CubeOf(failing[i].Cells[0]))
		byTable[t] = append(byTable[t], &failing[i])
	}
	var untold []string
	for _, t := range q.Tables {
		if n := ws.Count(t.ID).CannotTell; n > 0 {
			untold = append(untold, t.ID+" "+c.tongue.Number(forms.Whole(int64(n))))
		}
		if len(byTable[t]) == 0 {
			continue
		}
		c.say("command.check.table", "Table", t.ID, "Title", t.Title)
		for _, f := range byTable[t] {
			c.finding(ws, f)
		}
		fmt.Fprintln(c.out)
	}
	c.leftovers(ws)
	for _, says := range ws.Unchecked() {
		fmt.Fprintln(c.out, c.tongue.Message(says))
	}
	all := ws.Count("")
	if all == (validation.Count{}) {
		if slices.ContainsFunc(q.Tables, func(t *forms.Table) bool { answered, _ := ws.Progress(t); return answered > 0 }) {
			c.say("command.check.clean")
		} else {
			c.say("command.check.nothing")
		}
		return
	}
	if len(untold) > 0 {
		c.say("command.check.untold", "Tables", strings.Join(untold, "; "))
	}
	c.say("command.check.sum", "Errors", all.Errors, "Warnings", all.Warnings, "Informations", all.Informations, "Untold", all.CannotTell)
}

// mostLeft is how many of the figures that are kept aside are named; export
// writes all of them.
const mostLeft = 20

// leftovers names the figures that the questionnaire no longer asks.
func (c *console) leftovers(ws *workspace.Workspace) {
	left := ws.Leftovers()
	if len(left) == 0 {
		return
	}
	c.say("command.check.leftovers", "Count", len(left))
	for n, l := range left {
		if n == mostLeft {
			fmt.Fprintln(c.out, "  …")
			break
		}
		figure := workspace.SignOf(l.Answer)
		if figure == "" {
			figure = c.tongue.Number(l.Answer.Value)
		}
		fmt.Fprintf(c.out, "  %s  %s  %s\n", l.Address, figure, c.tongue.Message(l.Why))
	}
	fmt.Fprintln(c.out)
}

func (c *console) finding(ws *workspace.Workspace, f *validation.Finding) {
	q := ws.Questionnaire()
	c.say("command.check.finding", "Severity", c.tongue.Say("command.severity_"+f.Severity.String()), "Rule", f.Rule, "Message", f.Message)
	if x, ok := ws.Explanation(f); ok && !x.Lapsed {
		c.say("command.check.explained", "Text", x.Text, "Who", x.Who)
		return
	}
	for _, s := range f.Suspects[:min(len(f.Suspects), mostSuspects)] {
		c.say("command.check.step", "Step", s.Says(q, f.Cells[0]))
	}
	if f.Unsearched.ID != "" {
		c.say("command.check.step", "Step", f.Unsearched)
	}
	c.say("command.check.step", "Step", f.Step)
}

// mostSuspects is how many probable slips of one finding are named to a
// person; programs get all.
const mostSuspects = 3

// tableIDs lists the tables of a questionnaire.
func tableIDs(q *forms.Questionnaire) []string {
	var ids []string
	for _, t := range q.Tables {
		ids = append(ids, t.ID)
	}
	return slices.Clip(ids)
}
