package mail

import (
	"bufio"
	"bytes"
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/base64"
	"errors"
	"math/big"
	"net"
	netmail "net/mail"
	"strings"
	"sync"
	"testing"
	"time"
)

// post is a mail server for one message, on this machine.
type post struct {
	listener    net.Listener
	certificate tls.Certificate
	trusted     *x509.CertPool
	implicit    bool   // TLS from the start
	plain       bool   // offers no STARTTLS
	user        string // asks for this user with the password "secret"
	refuses     string // the recipient that it does not take
	mute        bool   // never says a word

	mu         sync.Mutex
	encrypted  bool
	from       string
	recipients []string
	message    string
}

func (p *post) start(t *testing.T) Server {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{SerialNumber: big.NewInt(1), NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour),
		IsCA: true, BasicConstraintsValid: true, IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	p.certificate = tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}
	authority, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	p.trusted = x509.NewCertPool()
	p.trusted.AddCert(authority)
	if p.listener, err = net.Listen("tcp", "127.0.0.1:0"); err != nil {
		t.Fatal(err)
	}
	var open sync.WaitGroup
	open.Go(func() {
		for {
			conn, err := p.listener.Accept()
			if err != nil {
				return
			}
			open.Go(func() { p.serve(conn) })
		}
	})
	t.Cleanup(func() { p.listener.Close(); open.Wait() })
	return Server{Host: "127.0.0.1", Port: p.listener.Addr().(*net.TCPAddr).Port, Authorities: p.trusted, Timeout: 5 * time.Second}
}

func (p *post) serve(conn net.Conn) {
	defer conn.Close()
	conn.SetDeadline(time.Now().Add(10 * time.Second))
	if p.mute {
		bufio.NewReader(conn).ReadString(0) // until the other side gives up
		return
	}
	settings := &tls.Config{Certificates: []tls.Certificate{p.certificate}}
	secure := p.implicit
	if secure {
		conn = tls.Server(conn, settings)
	}
	lines := bufio.NewReader(conn)
	say := func(text string) { conn.Write([]byte(text + "\r\n")) }
	say("220 post")
	for {
		line, err := lines.ReadString('\n')
		if err != nil {
			return
		}
		line = strings.TrimRight(line, "\r\n")
		verb, rest, _ := strings.Cut(line, " ")
		p.mu.Lock()
		switch strings.ToUpper(verb) {
		case "EHLO":
			text := "250-post\r\n250-8BITMIME\r\n"
			if !p.plain && !secure {
				text += "250-STARTTLS\r\n"
			}
			if p.user != "" && secure {
				text += "250-AUTH PLAIN\r\n"
			}
			say(text + "250 SIZE 10000000")
		case "STARTTLS":
			say("220 go on")
			conn = tls.Server(conn, settings)
			lines, secure = bufio.NewReader(conn), true
		case "AUTH":
			_, word, _ := strings.Cut(rest, " ")
			given, _ := base64.StdEncoding.DecodeString(word)
			if string(given) == "\x00"+p.user+"\x00secret" {
				say("235 welcome")
			} else {
				say("535 5.7.8 wrong user or password")
			}
		case "MAIL":
			p.from, p.encrypted = rest, secure
			say("250 ok")
		case "RCPT":
			if p.refuses != "" && strings.Contains(rest, p.refuses) {
				say("550 5.1.1 no such mailbox here")
			} else {
				p.recipients = append(p.recipients, rest)
				say("250 ok")
			}
		case "DATA":
			say("354 go on")
			var text strings.Builder
			for {
				line, err := lines.ReadString('\n')
				if err != nil || line == ".\r\n" {
					break
				}
				text.WriteString(strings.TrimPrefix(line, "."))
			}
			p.message = text.String()
			say("250 taken")
		case "QUIT":
			say("221 bye")
			p.mu.Unlock()
			return
		default: // RSET, NOOP
			say("250 ok")
		}
		p.mu.Unlock()
	}
}

func letterTo(t *testing.T, to ...string) Draft {
	return Draft{From: "Office <office@example.org>", To: to, Subject: "Enquête 2025", Body: ".\nline", Date: reference,
		Attachments: []Attachment{{Path: write(t, "w.xlsx", []byte("\x00workbook")), Name: "问卷.xlsx"}}}
}

func TestSendArrives(t *testing.T) {
	for name, c := range map[string]struct {
		post     *post
		security Security
	}{
		"STARTTLS":           {&post{}, StartTLS},
		"TLS with a login":   {&post{implicit: true, user: "office"}, TLS},
		"inside the office":  {&post{plain: true}, Unsecured},
		"STARTTLS and login": {&post{user: "office"}, StartTLS},
	} {
		t.Run(name, func(t *testing.T) {
			server := c.post.start(t)
			server.Security = c.security
			if c.post.user != "" {
				server.User, server.Password = "office", "secret"
			}
			if err := Send(t.Context(), server, letterTo(t, "Intake <intake@example.net>", "b@example.net")); err != nil {
				t.Fatal(err)
			}
			c.post.mu.Lock()
			defer c.post.mu.Unlock()
			if want := c.security != Unsecured; c.post.encrypted != want {
				t.Errorf("encrypted = %v, want %v", c.post.encrypted, want)
			}
			if !strings.Contains(c.post.from, "<office@example.org>") || len(c.post.recipients) != 2 {
				t.Errorf("from %s to %v", c.post.from, c.post.recipients)
			}
			msg, err := netmail.ReadMessage(strings.NewReader(c.post.message))
			if err != nil {
				t.Fatal(err)
			}
			got := readLetter(t, msg)
			if got.head.Get("X-Unsent") != "" {
				t.Error("a sent message is marked as unsent")
			}
			if got.name != "问卷.xlsx" || !bytes.Equal(got.content, []byte("\x00workbook")) || got.body != ".\r\nline" {
				t.Errorf("arrived: %q, %q, %q", got.name, got.content, got.body)
			}
		})
	}
}

func TestSendSaysWhatIsWrong(t *testing.T) {
	for name, c := range map[string]struct {
		post   *post
		change func(*Server, *Draft)
		want   *Error
		says   string
	}{
		"no server":         {&post{}, func(s *Server, d *Draft) { s.Host = " " }, ErrNoServer, "settings"},
		"no sender":         {&post{}, func(s *Server, d *Draft) { d.From = "" }, ErrNoSender, "sender"},
		"no recipient":      {&post{}, func(s *Server, d *Draft) { d.To = nil }, ErrNoRecipient, "recipient"},
		"bad address":       {&post{}, func(s *Server, d *Draft) { d.To = []string{"nobody"} }, ErrAddress, "“nobody”"},
		"nothing listens":   {&post{}, func(s *Server, d *Draft) { s.Port = closedPort() }, ErrUnreachable, "127.0.0.1"},
		"unknown authority": {&post{}, func(s *Server, d *Draft) { s.Authorities = x509.NewCertPool() }, ErrInsecure, "certificate"},
		"no STARTTLS":       {&post{plain: true}, func(s *Server, d *Draft) {}, ErrInsecure, "STARTTLS"},
		"password in the open": {&post{plain: true}, func(s *Server, d *Draft) {
			s.Security, s.User, s.Password = Unsecured, "office", "secret"
		}, ErrInsecure, "password"},
		"wrong password": {&post{user: "office"}, func(s *Server, d *Draft) { s.User, s.Password = "office", "guess" }, ErrLogin, "wrong user or password"},
		"no such mailbox": {&post{refuses: "gone@"}, func(s *Server, d *Draft) { d.To = append(d.To, "gone@example.net") },
			ErrRefused, "no such mailbox"},
		"no TLS on this port": {&post{plain: true}, func(s *Server, d *Draft) { s.Security = TLS }, ErrInsecure, "TLS"},
	} {
		t.Run(name, func(t *testing.T) {
			server, d := c.post.start(t), letterTo(t, "intake@example.net")
			c.change(&server, &d)
			err := Send(t.Context(), server, d)
			if !errors.Is(err, c.want) || !strings.Contains(err.Error(), c.says) || strings.Contains(err.Error(), "{{") {
				t.Errorf("error %v, want %s, saying %s", err, c.want.Problem, c.says)
			}
			if err != nil && strings.Contains(err.Error(), "secret") {
				t.Errorf("the password stands in the error: %v", err)
			}
			c.post.mu.Lock()
			defer c.post.mu.Unlock()
			if c.post.message != "" {
				t.Error("the message left all the same")
			}
		})
	}
}

func TestSendGivesUpWhenTold(t *testing.T) {
	ctx, cancel := context.WithTimeout(t.Context(), 200*time.Millisecond)
	defer cancel()
	server := (&post{mute: true}).start(t)
	began := time.Now()
	err := Send(ctx, server, letterTo(t, "intake@example.net"))
	if !errors.Is(err, ErrStopped) || time.Since(began) > 3*time.Second {
		t.Errorf("after %v: %v, want ErrStopped at once", time.Since(began), err)
	}
}

func closedPort() int {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port
}
