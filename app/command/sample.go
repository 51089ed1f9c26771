package command

import (
	"fmt"

	"migraform/app/workspace"
)

type sampleCommand struct {
	Dir string `default:"migraform-sample" placeholder:"DIR"`
}

func (s *sampleCommand) Run(c *console) error {
	sampled, err := workspace.Sample(s.Dir, c.tongue.Tag)
	if err != nil {
		return writing(err)
	}
	fmt.Fprintln(c.out, sampled.Document)
	for _, path := range sampled.Spreadsheets {
		fmt.Fprintln(c.out, path)
	}
	c.note("command.sample.done", "Document", sampled.Document)
	return nil
}
