package command

import (
	"path/filepath"

	"migraform/app/workspace"
	"migraform/forms"
)

type verifyCommand struct {
	Workbook string `arg:""`
	Against  string `placeholder:"DOC"`
	JSON     bool   `name:"json"`
}

// deviationLine is one way in which a workbook is not what was written, as
// programs read it.
type deviationLine struct {
	Deviation string `json:"deviation"` // difference, edited or problem
	Sheet     string `json:"sheet"`
	Cell      string `json:"cell"`
	Address   string `json:"address"`
	Workbook  string `json:"workbook"`
	Document  string `json:"document"`
	Message   string `json:"message"`
}

func (v *verifyCommand) Run(c *console) error {
	var ws *workspace.Workspace
	if v.Against != "" {
		var err error
		if ws, err = workspace.OpenReadOnly(v.Against); err != nil {
			return err
		}
		defer ws.Close()
	}
	verified, err := workspace.Verify(c.ctx, v.Workbook, ws)
	if err != nil {
		return err
	}
	for _, line := range c.deviations(verified) {
		c.found = true
		if !v.JSON {
			c.say("command.verify.deviation", "Message", line.Message)
		} else if err := c.line(line); err != nil {
			return writing(err)
		}
	}
	args := []any{"File", filepath.Base(v.Workbook), "Figures", verified.Figures, "Code", verified.Code, "Document", filepath.Base(v.Against)}
	switch {
	case c.found:
		c.note("command.verify.differs", args...)
	case ws != nil:
		c.note("command.verify.equal", args...)
	default:
		c.note("command.verify.whole", args...)
	}
	return nil
}

func (c *console) deviations(v *workspace.Verification) []deviationLine {
	var lines []deviationLine
	for _, d := range v.Differences {
		line := deviationLine{Deviation: "difference", Sheet: d.Sheet, Cell: d.Cell, Address: d.Address, Workbook: plainAnswer(d.Workbook), Document: plainAnswer(d.Document)}
		id := "command.verify.difference"
		if d.Cell == "" {
			id = "command.verify.lost"
		}
		line.Message = c.tongue.Say(id, "Sheet", d.Sheet, "Cell", d.Cell, "Address", d.Address, "Workbook", c.shown(d.Workbook), "Document", c.shown(d.Document))
		lines = append(lines, line)
	}
	for _, problem := range v.Problems {
		sheet, _ := problem.Args["Sheet"].(string)
		cell, _ := problem.Args["Cell"].(string)
		lines = append(lines, deviationLine{Deviation: "problem", Sheet: sheet, Cell: cell, Message: c.tongue.Message(problem)})
	}
	for _, sheet := range v.Edited {
		lines = append(lines, deviationLine{Deviation: "edited", Sheet: sheet, Message: c.tongue.Say("command.verify.edited", "Sheet", sheet)})
	}
	return lines
}

// plainAnswer writes an answer for programs: the figure, and its status where
// that is not the usual one.
func plainAnswer(a forms.Answer) string {
	text := ""
	if a.Status.IsNumber() {
		text = a.Value.String()
	}
	if a.Status != forms.Normal {
		text += a.Status.String()
	}
	return text
}

// shown writes an answer as a person sees it in a table.
func (c *console) shown(a forms.Answer) string {
	if a.IsBlank() {
		return c.tongue.Say("command.blank")
	}
	if sign := workspace.SignOf(a); sign != "" {
		return sign
	}
	text := c.tongue.Number(a.Value)
	if a.Status != forms.Normal {
		text += " " + a.Status.String()
	}
	return text
}
