package mail

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"mime"
	netmail "net/mail"
	"os"
	"path/filepath"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	gomail "github.com/wneessen/go-mail"
)

// Draft is a message that is not sent yet. From, To and Cc hold addresses as
// people write them ("office@example.org", "Office <office@example.org>");
// From may be empty: a mail program then puts the user's own.
type Draft struct {
	From        string
	To, Cc      []string
	Subject     string
	Body        string // plain text
	Attachments []Attachment
	Date        time.Time // now, where it is zero; given, the same draft is the same file
}

// Attachment is a file to go with a message. Name is how the reader sees it,
// in any script; without one it is the file's own.
type Attachment struct {
	Path, Name string
}

// Attach makes attachments of files under their own names.
func Attach(paths ...string) []Attachment {
	files := make([]Attachment, len(paths))
	for i, path := range paths {
		files[i] = Attachment{Path: path}
	}
	return files
}

// WriteEML writes the draft as an .eml file that a mail program opens for
// further writing, not as a message received. The file appears whole or not
// at all. One that is there is replaced only by force; else the error is
// ErrExists. Other errors: ErrAddress, ErrAttachment, ErrCannotWrite.
func (d Draft) WriteEML(path string, force bool) error {
	msg, err := d.message()
	if err != nil {
		return err
	}
	msg.SetGenHeader("X-Unsent", "1")
	return writeWhole(path, force, func(w io.Writer) error {
		_, err := msg.WriteTo(w)
		return err
	})
}

// message builds what both a draft and a sent message consist of.
func (d Draft) message() (*gomail.Msg, error) {
	msg := gomail.NewMsg(gomail.WithCharset(gomail.CharsetUTF8), gomail.WithEncoding(gomail.EncodingQP), gomail.WithNoDefaultUserAgent())
	from, err := addresses(d.From)
	if err != nil {
		return nil, err
	}
	if len(from) > 0 {
		msg.FromMailAddress(from[0])
	}
	to, err := addresses(d.To...)
	if err != nil {
		return nil, err
	}
	msg.ToMailAddress(to...)
	cc, err := addresses(d.Cc...)
	if err != nil {
		return nil, err
	}
	msg.CcMailAddress(cc...)

	date := d.Date
	if date.IsZero() {
		date = time.Now()
	}
	subject := oneLine(d.Subject)
	msg.Subject(subject)
	msg.SetDateWithValue(date)
	msg.SetBodyString(gomail.TypeTextPlain, strings.ToValidUTF8(d.Body, "\uFFFD"))

	// Boundary and message id follow from the content: nobody can guess a
	// boundary into the text, and the same draft is the same file.
	digest := sha256.New()
	fmt.Fprintf(digest, "%v\n%v\n%v\n%s\n%s\n%s\n", from, to, cc, date.UTC().Format(time.RFC3339Nano), subject, d.Body)
	for _, file := range d.Attachments {
		name := file.name()
		content, err := file.read()
		if err != nil {
			return nil, err
		}
		fmt.Fprintf(digest, "%s\n%d\n", name, len(content))
		digest.Write(content)
		msg.AttachReadSeeker(name, bytes.NewReader(content), named(name))
	}
	mark := hex.EncodeToString(digest.Sum(nil))[:40]
	domain := "migraform.invalid"
	if len(from) > 0 {
		_, domain, _ = strings.Cut(from[0].Address, "@")
	}
	msg.SetBoundary("migraform." + mark)
	msg.SetMessageIDWithValue(mark + "@" + domain)
	return msg, nil
}

// addresses reads addresses strictly: a line break in one would begin another
// line of the head. Empty ones are passed over.
func addresses(written ...string) ([]*netmail.Address, error) {
	var read []*netmail.Address
	for _, text := range written {
		text = strings.TrimSpace(text)
		if text == "" {
			continue
		}
		address, err := netmail.ParseAddress(text)
		if err != nil || !utf8.ValidString(text) || strings.ContainsFunc(text, unicode.IsControl) {
			return nil, &Error{Problem: ErrAddress.Problem, Args: map[string]any{"Address": oneLine(text)}, Err: err}
		}
		read = append(read, address)
	}
	return read, nil
}

// CheckAddress says whether mail can be addressed so; the error is ErrAddress.
func CheckAddress(text string) error {
	read, err := addresses(text)
	if err == nil && len(read) == 0 {
		err = &Error{Problem: ErrAddress.Problem, Args: map[string]any{"Address": ""}}
	}
	return err
}

// oneLine makes one line of a text: what breaks it, or cannot be seen, becomes
// a blank.
func oneLine(text string) string {
	text = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || r == '\u2028' || r == '\u2029' {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(text, "\uFFFD"))
	return strings.Join(strings.Fields(text), " ")
}

// kinds are stated here, since systems differ in what they know of endings.
var kinds = map[string]string{
	".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
	".csv":  "text/csv",
	".html": "text/html",
	".pdf":  "application/pdf",
	".zip":  "application/zip",
}

// name is how the reader sees the file, without the characters that some
// system does not allow in one.
func (a Attachment) name() string {
	name := a.Name
	if name == "" {
		name = filepath.Base(a.Path)
	}
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(`"/\:<>?|*`, r) {
			return '_'
		}
		return r
	}, oneLine(name))
}

func (a Attachment) read() ([]byte, error) {
	content, err := os.ReadFile(a.Path)
	if err != nil {
		return nil, &Error{Problem: ErrAttachment.Problem, Path: a.Path, Err: plain(err)}
	}
	return content, nil
}

// named writes the attachment's name twice: as the standard wants it (RFC
// 2231), and as older programs read it (RFC 2047).
func named(name string) gomail.FileOption {
	kind := kinds[strings.ToLower(filepath.Ext(name))]
	if kind == "" {
		kind = "application/octet-stream"
	}
	return func(f *gomail.File) {
		f.Header.Set("Content-Type", fmt.Sprintf("%s; name=\"%s\"", kind, mime.BEncoding.Encode("utf-8", name)))
		f.Header.Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": name}))
	}
}
