package command

import (
	"fmt"
	"strings"

	"migraform/app/workspace"
	"migraform/forms"
)

type exportCommand struct {
	Doc      string   `arg:""`
	Out      string   `arg:""`
	Format   string   `enum:"workbook,csv,html,leftovers" default:"workbook" placeholder:"workbook|csv|html|leftovers"`
	Blank    bool     ``
	Part     []string `placeholder:"B,C1"`
	Language string   `enum:"${languages}" default:"" placeholder:"fr"`
	Force    bool     ``
}

func (e *exportCommand) Run(c *console) error {
	if err := apart(e.Out, e.Doc); err != nil {
		return err
	}
	ws, err := workspace.Open(e.Doc)
	if err != nil {
		return err
	}
	defer ws.Close()
	for _, part := range e.Part {
		if !isPart(ws.Questionnaire(), part) {
			return refuse("command.bad_part", "Part", part, "Tables", strings.Join(tableIDs(ws.Questionnaire()), ", "))
		}
	}
	exported, err := ws.Export(c.ctx, e.Out, workspace.ExportOptions{Format: e.Format, Language: e.Language, Parts: e.Part,
		Blank: e.Blank, Force: e.Force, Progress: c.progress.at})
	if err != nil {
		return err
	}
	c.progress.end()
	fmt.Fprintln(c.out, exported.Path)
	if e.Blank {
		c.note("command.export.blank", "File", exported.Path)
		return nil
	}
	if e.Format == workspace.FormatLeftovers {
		c.note("command.export.leftovers", "Count", exported.Figures)
		return nil
	}
	if e.Format == workspace.FormatHTML {
		c.note("command.export.printed", "Figures", exported.Figures, "Code", exported.Code)
	} else {
		c.note("command.export.done", "Figures", exported.Figures, "Code", exported.Code)
	}
	g := ws.Gate()
	if g.Blocking > 0 {
		c.found = true
		c.note("command.export.draft", "Count", g.Blocking)
	}
	if g.Unexplained > 0 {
		c.note("command.export.unexplained", "Count", g.Unexplained)
	}
	return nil
}

// isPart reports whether a questionnaire has a section, table or cube of this
// name.
func isPart(q *forms.Questionnaire, part string) bool {
	for _, s := range q.Sections {
		if s.ID == part {
			return true
		}
	}
	return q.Table(part) != nil || q.Cube(part) != nil
}
