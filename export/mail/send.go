package mail

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"net"
	"net/textproto"
	"strings"
	"time"

	gomail "github.com/wneessen/go-mail"
	"github.com/wneessen/go-mail/smtp"
)

// Security is how the connection to a server is encrypted.
type Security byte

const (
	StartTLS  Security = iota // begun in the open, encrypted before anything is said (port 587)
	TLS                       // encrypted from the start (port 465)
	Unsecured                 // not encrypted (port 25): for a server inside the office; no password goes over it
)

// Server is the office's mail server as its settings name it.
type Server struct {
	Host           string
	Port           int // the usual one of the kind of Security, where it is 0
	Security       Security
	User, Password string         // none: the server is used without logging in
	Authorities    *x509.CertPool // whose certificates are believed; nil: the system's
	Timeout        time.Duration  // of one answer; 30 seconds, where it is 0
}

// Send sends the draft through a server. It returns when the server has taken
// the message, for all recipients or for none. Errors: ErrNoServer,
// ErrNoSender, ErrNoRecipient, ErrAddress, ErrAttachment, ErrUnreachable,
// ErrInsecure, ErrLogin, ErrRefused, ErrStopped.
func Send(ctx context.Context, server Server, d Draft) error {
	if strings.TrimSpace(server.Host) == "" {
		return &Error{Problem: ErrNoServer.Problem}
	}
	msg, err := d.message()
	if err != nil {
		return err
	}
	if len(msg.GetFrom()) == 0 {
		return &Error{Problem: ErrNoSender.Problem}
	}
	if len(msg.GetTo())+len(msg.GetCc()) == 0 {
		return &Error{Problem: ErrNoRecipient.Problem}
	}
	if server.Security == Unsecured && server.User != "" {
		return server.trouble(ErrInsecure, errors.New("a password must not go over an open connection"))
	}
	// Ending the context closes the connection: a server that hangs must not
	// hold up someone who has given up, nor a failed one leave it open.
	ctx, done := context.WithCancel(ctx)
	defer done()
	client, err := gomail.NewClient(server.Host, server.options(ctx)...)
	if err != nil {
		return server.trouble(ErrUnreachable, err)
	}
	connection, err := client.DialToSMTPClientWithContext(ctx)
	if err != nil {
		return server.explain(ctx, err)
	}
	if err := client.SendWithSMTPClient(connection, msg); err != nil {
		client.CloseWithSMTPClient(connection)
		if ctx.Err() != nil {
			return server.trouble(ErrStopped, ctx.Err())
		}
		return server.trouble(ErrRefused, reason(err))
	}
	// The message is taken: how the server says goodbye changes nothing.
	client.CloseWithSMTPClient(connection)
	return nil
}

func (s Server) options(ctx context.Context) []gomail.Option {
	timeout := s.Timeout
	if timeout <= 0 {
		timeout = 30 * time.Second
	}
	port := s.Port
	settings := &tls.Config{ServerName: s.Host, MinVersion: tls.VersionTLS12, RootCAs: s.Authorities}
	dial := func(call context.Context, network, address string) (net.Conn, error) {
		connection, err := new(net.Dialer).DialContext(call, network, address)
		if err != nil {
			return nil, err
		}
		context.AfterFunc(ctx, func() { connection.Close() })
		if s.Security != TLS {
			return connection, nil
		}
		secured := tls.Client(connection, settings)
		return secured, secured.HandshakeContext(call)
	}
	options := []gomail.Option{gomail.WithTimeout(timeout), gomail.WithTLSConfig(settings), gomail.WithDialContextFunc(dial)}
	switch s.Security {
	case TLS:
		options = append(options, gomail.WithSSL())
		port = either(port, 465)
	case Unsecured:
		options = append(options, gomail.WithTLSPolicy(gomail.NoTLS))
		port = either(port, 25)
	default:
		options = append(options, gomail.WithTLSPolicy(gomail.TLSMandatory))
		port = either(port, 587)
	}
	options = append(options, gomail.WithPort(port))
	if s.User != "" {
		options = append(options,
			gomail.WithOpportunisticSMTPAuth(gomail.SMTPAuthSCRAMSHA256, gomail.SMTPAuthSCRAMSHA1, gomail.SMTPAuthPlain, gomail.SMTPAuthLogin),
			gomail.WithUsername(s.User), gomail.WithPassword(s.Password))
	}
	return options
}

func either(a, b int) int {
	if a != 0 {
		return a
	}
	return b
}

// explain tells apart why a connection did not come about.
func (s Server) explain(ctx context.Context, err error) error {
	var answer *textproto.Error
	var certificate *tls.CertificateVerificationError
	var record tls.RecordHeaderError
	switch {
	case ctx.Err() != nil:
		return s.trouble(ErrStopped, ctx.Err())
	case errors.As(err, &certificate):
		return s.trouble(ErrInsecure, certificate.Err)
	case errors.As(err, &record), errors.Is(err, smtp.ErrUnencrypted):
		return s.trouble(ErrInsecure, errors.New("the server does not speak TLS on this port"))
	case strings.Contains(err.Error(), "STARTTLS"):
		return s.trouble(ErrInsecure, errors.New("the server does not offer STARTTLS"))
	case errors.As(err, &answer) && answer.Code >= 530 && answer.Code <= 539,
		errors.Is(err, gomail.ErrNoSupportedAuthDiscovered):
		return s.trouble(ErrLogin, reason(err))
	case errors.As(err, &answer):
		return s.trouble(ErrRefused, reason(err))
	}
	return s.trouble(ErrUnreachable, reason(err))
}

// reason leaves the innermost cause, which is what the server or the system
// itself says.
func reason(err error) error {
	var answer *textproto.Error
	if errors.As(err, &answer) {
		return answer
	}
	for {
		inner := errors.Unwrap(err)
		if inner == nil {
			return err
		}
		err = inner
	}
}

func (s Server) trouble(problem *Error, cause error) error {
	return &Error{Problem: problem.Problem, Err: cause, Args: map[string]any{"Server": s.Host, "User": s.User}}
}
