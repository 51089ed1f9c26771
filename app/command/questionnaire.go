package command

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"

	"migraform/forms/definition"
)

type questionnaireCommand struct {
	Check questionnaireCheckCommand `cmd:""`
}

type questionnaireCheckCommand struct {
	File string `arg:""`
	JSON bool   `name:"json"`
}

// mistakeLine is one mistake of a questionnaire, as programs read it.
type mistakeLine struct {
	File    string `json:"file"`
	Line    int    `json:"line"` // 0 where the whole file is meant
	Column  int    `json:"column"`
	Message string `json:"message"`
}

func (q *questionnaireCheckCommand) Run(c *console) error {
	folder := q.File
	switch info, err := os.Stat(q.File); {
	case err != nil:
		return refuse("command.questionnaire_check.missing", "File", q.File)
	case !info.IsDir():
		folder = filepath.Dir(q.File)
		if definition.IsLanguageFile(q.File) {
			return refuse("command.questionnaire_check.name", "File", filepath.Base(q.File), "Name", "questionnaire.yaml")
		}
	}
	d, err := definition.LoadFile(q.File)
	var mistakes definition.Mistakes
	if err != nil && !errors.As(err, &mistakes) {
		return err
	}
	for _, m := range mistakes {
		c.found = true
		line := mistakeLine{File: filepath.Join(folder, m.File), Line: m.Line, Column: m.Column, Message: m.Text}
		if q.JSON {
			if err := c.line(line); err != nil {
				return writing(err)
			}
			continue
		}
		place := line.File
		if line.Line > 0 {
			place += ":" + strconv.Itoa(line.Line) + ":" + strconv.Itoa(line.Column)
		}
		fmt.Fprintf(c.out, "%s: %s\n", place, line.Message)
	}
	if len(mistakes) > 0 {
		c.note("command.questionnaire_check.mistakes", "Count", len(mistakes))
		return nil
	}
	c.note("command.questionnaire_check.sound", "ID", d.ID(), "Version", d.Version(), "Languages", d.Languages())
	return nil
}
