package command

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"migraform/app/workspace"
	"migraform/export/mail"
)

type mailCommand struct {
	Doc      string   `arg:""`
	Workbook string   `arg:""`
	EML      string   `name:"eml" placeholder:"FILE"`
	Open     bool     ``
	Send     bool     ``
	Server   string   `placeholder:"HOST:PORT"`
	User     string   `placeholder:"NAME"`
	To       []string `placeholder:"ADDRESS"`
	Language string   `enum:"${languages}" default:"" placeholder:"fr"`
	Force    bool     ``
}

func (m *mailCommand) Run(c *console) error {
	if m.EML == "" && !m.Open && !m.Send {
		return refuse("command.mail.how")
	}
	server, err := m.server()
	if err != nil {
		return err
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
	if m.Send {
		if err := mail.Send(c.ctx, server, draft); err != nil {
			return err
		}
		c.note("command.mail.sent", "To", draft.To)
		if m.EML == "" && !m.Open {
			return nil
		}
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
		if !m.Send {
			c.note("command.mail.written")
		}
		return nil
	}
	if err := draft.Show(path); err != nil {
		return err
	}
	c.note("command.mail.opened")
	return nil
}

// passwordVariable names the environment variable with the mail server's
// password: an argument would stand in the list of processes.
const passwordVariable = "MIGRAFORM_MAIL_PASSWORD"

// server is the mail server to send through; the zero value where nothing is
// sent.
func (m *mailCommand) server() (mail.Server, error) {
	if !m.Send {
		return mail.Server{}, nil
	}
	host, port, given := strings.Cut(m.Server, ":")
	server := mail.Server{Host: host, User: m.User, Password: os.Getenv(passwordVariable)}
	if given {
		n, err := strconv.Atoi(port)
		if err != nil || n < 1 || n > 65535 {
			return server, refuse("command.mail.port", "Server", m.Server)
		}
		server.Port = n
	}
	if host == "" {
		return server, refuse("command.mail.server")
	}
	if server.Port == portOfTLS {
		server.Security = mail.TLS
	}
	return server, nil
}

// portOfTLS is the port at which servers speak TLS from the first byte.
const portOfTLS = 465
