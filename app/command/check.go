package command

import (
	"fmt"
	"slices"
	"strings"

	"migraform/app/workspace"
	"migraform/forms"
	"migraform/validation"
)

type checkCommand struct {
	File string `arg:""`
	JSON bool   `name:"json"`
}

func (k *checkCommand) Run(c *console) error {
	ws, problems, done, err := openToCheck(c.ctx, k.File)
	if err != nil {
		return err
	}
	defer done()
	for _, problem := range problems {
		c.found = true
		c.tell(c.tongue.Message(problem))
	}
	failing := ws.Failing()
	for i := range failing {
		c.found = c.found || failing[i].Severity == validation.Error
		ws.Blame(&failing[i])
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
	all := ws.Count("")
	if all == (validation.Count{}) {
		c.say("command.check.clean")
		return
	}
	if len(untold) > 0 {
		c.say("command.check.untold", "Tables", strings.Join(untold, "; "))
	}
	c.say("command.check.sum", "Errors", all.Errors, "Warnings", all.Warnings, "Informations", all.Informations, "Untold", all.CannotTell)
}

func (c *console) finding(ws *workspace.Workspace, f *validation.Finding) {
	q := ws.Questionnaire()
	c.say("command.check.finding", "Severity", c.tongue.Say("command.severity_"+f.Severity.String()), "Rule", f.Rule, "Message", f.Message)
	if x, ok := ws.Explanation(f); ok && !x.Lapsed {
		c.say("command.check.explained", "Text", x.Text, "Who", x.Who)
		return
	}
	for _, s := range f.Suspects[:min(len(f.Suspects), mostSuspects)] {
		c.say("command.check.suspect", "Cell", validation.Names(q.CubeOf(s.Cell), s.Cell), "From", s.From, "To", s.To, "Why", s.Why())
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
