package command

import (
	"fmt"
	"os"
	"path/filepath"

	"migraform/app/workspace"
	"migraform/export/mail"
)

type mailCommand struct {
	Doc      string   `arg:""`
	Workbook string   `arg:""`
	EML      string   `name:"eml" placeholder:"FILE"`
	Open     bool     ``
	To       []string `placeholder:"ADDRESS"`
	Language string   `enum:"${languages}" default:"" placeholder:"fr"`
	Force    bool     ``
}

func (m *mailCommand) Run(c *console) error {
	if m.EML == "" && !m.Open {
		return refuse("command.mail.how")
	}
	if err := apart(m.EML, m.Doc, m.Workbook); err != nil {
		return err
	}
	for _, address := range m.To {
		if err := mail.CheckAddress(address); err != nil {
			return err
		}
	}
	ws, err := workspace.OpenReadOnly(m.Doc)
	if err != nil {
		return err
	}
	defer ws.Close()
	verified, err := workspace.Verify(c.ctx, m.Workbook, ws)
	if err != nil {
		return err
	}
	if n := len(verified.Differences); n > 0 {
		c.found = true
		c.note("command.mail.differs", "Count", n, "File", filepath.Base(m.Workbook))
	}
	if m.Language == "" {
		m.Language = verified.Manifest.Language
	}
	draft, err := ws.Draft(workspace.Exported{Path: m.Workbook, Code: verified.Code, Figures: verified.Figures, Draft: verified.Manifest.Draft}, m.Language)
	if err != nil {
		return err
	}
	if len(m.To) > 0 {
		draft.To = m.To
	}
	path := m.EML
	if path == "" {
		// A mail program opens the file after this one has ended, so it stays.
		folder, err := os.MkdirTemp("", "migraform-mail-")
		if err != nil {
			return writing(err)
		}
		path = filepath.Join(folder, "draft.eml")
	}
	if err := draft.WriteEML(path, m.Force); err != nil {
		return err
	}
	fmt.Fprintln(c.out, path)
	if len(draft.To) == 0 {
		c.note("command.mail.no_recipient")
	}
	if !m.Open {
		c.note("command.mail.written")
		return nil
	}
	if err := draft.Show(path); err != nil {
		return err
	}
	c.note("command.mail.opened")
	return nil
}
