package mail

import (
	"bytes"
	"encoding/base64"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	netmail "net/mail"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	gomail "github.com/wneessen/go-mail"
	"pgregory.net/rapid"
)

var reference = time.Date(2026, 3, 2, 9, 30, 0, 0, time.UTC)

func TestDraftComesBackEqual(t *testing.T) {
	workbook := bytes.Repeat([]byte("PK\x03\x04\x00\xff\r\n.\n"), 5000)
	for _, name := range []string{"NOR-2025.xlsx", "Enquête 2025.xlsx", "Вопросник.xlsx", "استبيان.xlsx", "问卷2025.xlsx", `odd;=" name.xlsx`} {
		d := Draft{
			From:        "Statistisk kontor <office@example.org>",
			To:          []string{"Réception <intake@example.net>", "second@example.net"},
			Cc:          []string{"cc@example.net"},
			Subject:     "Migration 2025 – réponse de la Norvège 🇳🇴",
			Body:        "Bonjour,\n\nVoici le classeur = 100 %.\n.\nОтдел\n" + strings.Repeat("long ", 400),
			Attachments: []Attachment{{Path: write(t, "workbook.xlsx", workbook), Name: name}},
			Date:        reference,
		}
		path := filepath.Join(t.TempDir(), "draft.eml")
		if err := d.WriteEML(path, false); err != nil {
			t.Fatal(err)
		}
		got := readEML(t, path)
		if got.head.Get("X-Unsent") != "1" {
			t.Errorf("X-Unsent = %q: a mail program would show the draft as received", got.head.Get("X-Unsent"))
		}
		want := map[string]string{
			"From": `"Statistisk kontor" <office@example.org>`, "Cc": "<cc@example.net>",
			"To":      `"Réception" <intake@example.net>, <second@example.net>`,
			"Subject": d.Subject, "Date": "Mon, 02 Mar 2026 09:30:00 +0000",
		}
		for field, value := range want {
			decoded, err := new(mime.WordDecoder).DecodeHeader(got.head.Get(field))
			if err != nil {
				t.Fatal(err)
			}
			// A name may be quoted in the head or not: it is the same.
			if strings.ReplaceAll(decoded, `"`, "") != strings.ReplaceAll(value, `"`, "") {
				t.Errorf("%s = %q, want %q", field, decoded, value)
			}
		}
		if diff := cmp.Diff(d.Body, strings.ReplaceAll(got.body, "\r\n", "\n")); diff != "" {
			t.Errorf("body (-want +got):\n%s", diff)
		}
		if want := strings.ReplaceAll(name, `"`, "_"); got.name != want {
			t.Errorf("attachment is named %q, want %q", got.name, want)
		}
		if !bytes.Equal(got.content, workbook) {
			t.Errorf("%s: the attachment has other bytes than the file", name)
		}
		// Another reader than the standard library's comes to the same.
		msg, err := gomail.EMLToMsgFromFile(path)
		if err != nil {
			t.Fatal(err)
		}
		var through bytes.Buffer
		if files := msg.GetAttachments(); len(files) != 1 {
			t.Errorf("%d attachments, want 1", len(files))
		} else if _, err := files[0].Writer(&through); err != nil || !bytes.Equal(through.Bytes(), workbook) {
			t.Errorf("the attachment read by go-mail differs (%v)", err)
		}
	}
}

func TestSameDraftIsTheSameFile(t *testing.T) {
	d := Draft{From: "a@example.org", To: []string{"b@example.org"}, Subject: "s", Body: "b", Date: reference,
		Attachments: Attach(write(t, "w.xlsx", []byte("one")))}
	first, second := eml(t, d), eml(t, d)
	if first != second {
		t.Errorf("the same draft gave two files:\n%s\n%s", first, second)
	}
	d.Body = "c"
	if eml(t, d) == first {
		t.Error("another body gave the same file")
	}
}

func TestDraftLeavesOpenWhatIsNotKnown(t *testing.T) {
	path := filepath.Join(t.TempDir(), "draft.eml")
	if err := (Draft{Subject: "s", Body: "only text", Date: reference}).WriteEML(path, false); err != nil {
		t.Fatal(err)
	}
	msg, err := netmail.ReadMessage(bytes.NewReader(read(t, path)))
	if err != nil {
		t.Fatal(err)
	}
	if from, to := msg.Header.Get("From"), msg.Header.Get("To"); from != "" || to != "" {
		t.Errorf("From %q, To %q: want none", from, to)
	}
}

func TestWhatIsThereIsKept(t *testing.T) {
	path := write(t, "draft.eml", []byte("mine"))
	err := Draft{Subject: "s"}.WriteEML(path, false)
	if !errors.Is(err, ErrExists) || !strings.Contains(err.Error(), path) {
		t.Errorf("error %v, want ErrExists with the file's name", err)
	}
	if got := string(read(t, path)); got != "mine" {
		t.Errorf("the file was changed to %q", got)
	}
	if err := (Draft{Subject: "s"}).WriteEML(path, true); err != nil {
		t.Fatal(err)
	}
	if got := string(read(t, path)); !strings.Contains(got, "X-Unsent: 1") {
		t.Errorf("by force, the file holds %q", got)
	}
}

func TestTroubleIsASentenceAndLeavesNothing(t *testing.T) {
	folder := t.TempDir()
	for _, c := range []struct {
		name string
		d    Draft
		path string
		want *Error
		says string
	}{
		{"folder missing", Draft{}, filepath.Join(folder, "none", "d.eml"), ErrCannotWrite, filepath.Join("none", "d.eml")},
		{"no attachment", Draft{Attachments: Attach(filepath.Join(folder, "gone.xlsx"))}, filepath.Join(folder, "d.eml"), ErrAttachment, "gone.xlsx"},
		{"no address", Draft{To: []string{"b@example.org", "office@"}}, filepath.Join(folder, "d.eml"), ErrAddress, "“office@”"},
		{"two addresses in one", Draft{Cc: []string{"a@example.org, b@example.org"}}, filepath.Join(folder, "d.eml"), ErrAddress, "a@example.org, b@example.org"},
	} {
		t.Run(c.name, func(t *testing.T) {
			err := c.d.WriteEML(c.path, false)
			if !errors.Is(err, c.want) || !strings.Contains(err.Error(), c.says) || strings.Contains(err.Error(), "{{") {
				t.Errorf("error %v, want %s, naming %s", err, c.want.Problem, c.says)
			}
			if left, _ := os.ReadDir(folder); len(left) > 0 {
				t.Errorf("%v was left", left)
			}
		})
	}
}

// Whatever stands in subject, names and addresses: the head has the lines that
// it is meant to have, and no other.
func TestNothingEntersTheHead(t *testing.T) {
	text := rapid.StringOf(rapid.OneOf(rapid.Rune(), rapid.SampledFrom([]rune("\r\n\x00\t :=?\"<>@,;()\\\u2028\u0085"))))
	content := write(t, "w.xlsx", []byte("content"))
	want := []string{"Content-Type", "Date", "From", "Message-Id", "Mime-Version", "Subject", "To", "X-Unsent"}
	path := filepath.Join(t.TempDir(), "d.eml")
	rapid.Check(t, func(rt *rapid.T) {
		injection := "\r\nBcc: someone@example.com\r\n\r\nbody"
		d := Draft{From: "a@example.org", To: []string{"b@example.org"}, Date: reference,
			Subject:     text.Draw(rt, "before") + injection + text.Draw(rt, "subject"),
			Body:        text.Draw(rt, "body"),
			Attachments: []Attachment{{Path: content, Name: "x" + text.Draw(rt, "name") + injection}}}
		if err := d.WriteEML(path, true); err != nil {
			rt.Fatal(err)
		}
		file, err := os.Open(path)
		if err != nil {
			rt.Fatal(err)
		}
		defer file.Close()
		msg, err := netmail.ReadMessage(file)
		if err != nil {
			rt.Fatal(err)
		}
		var got []string
		for field := range msg.Header {
			got = append(got, field)
		}
		if diff := cmp.Diff(want, sorted(got)); diff != "" {
			rt.Fatalf("head (-want +got):\n%s", diff)
		}
		_, params, err := mime.ParseMediaType(msg.Header.Get("Content-Type"))
		if err != nil {
			rt.Fatal(err)
		}
		parts := multipart.NewReader(msg.Body, params["boundary"])
		for i := range 2 {
			part, err := parts.NextPart()
			if err != nil {
				rt.Fatal(err)
			}
			if part.Header.Get("Bcc") != "" || len(part.Header) > 3 {
				rt.Fatalf("part %d has the head %v", i, part.Header)
			}
		}
		if _, err := parts.NextPart(); err != io.EOF {
			rt.Fatalf("a third part, or %v", err)
		}
	})
	for _, address := range []string{"a@example.org\r\nBcc: x@example.com", "\"a\r\nBcc: x\" <a@example.org>", "a\x00@example.org", "a@example.org\n b"} {
		if err := CheckAddress(address); !errors.Is(err, ErrAddress) || strings.ContainsAny(err.Error(), "\r\n") {
			t.Errorf("CheckAddress(%q) = %v, want ErrAddress in one line", address, err)
		}
	}
}

func TestAddresses(t *testing.T) {
	for address, good := range map[string]bool{
		"office@example.org": true, "Office of Statistics <office@example.org>": true, " a@b.example ": true,
		`"Müller, Ö." <m@example.org>`: true, "": false, "office": false, "office@": false, "@example.org": false, "a b@example.org": false,
	} {
		if err := CheckAddress(address); (err == nil) != good {
			t.Errorf("CheckAddress(%q) = %v, want good = %v", address, err, good)
		}
	}
}

type letter struct {
	head    netmail.Header
	body    string
	name    string
	content []byte
}

func readEML(t *testing.T, path string) letter {
	t.Helper()
	msg, err := netmail.ReadMessage(bytes.NewReader(read(t, path)))
	if err != nil {
		t.Fatal(err)
	}
	return readLetter(t, msg)
}

func readLetter(t *testing.T, msg *netmail.Message) letter {
	t.Helper()
	kind, params, err := mime.ParseMediaType(msg.Header.Get("Content-Type"))
	if err != nil || kind != "multipart/mixed" {
		t.Fatalf("message of kind %q (%v)", kind, err)
	}
	parts := multipart.NewReader(msg.Body, params["boundary"])
	text, err := parts.NextRawPart()
	if err != nil {
		t.Fatal(err)
	}
	body, err := io.ReadAll(quotedprintable.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	file, err := parts.NextPart()
	if err != nil {
		t.Fatal(err)
	}
	if kind := file.Header.Get("Content-Type"); !strings.HasPrefix(kind, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet;") {
		t.Errorf("the attachment is of the kind %s", kind)
	}
	content, err := io.ReadAll(decoded(file))
	if err != nil {
		t.Fatal(err)
	}
	_, params, err = mime.ParseMediaType(file.Header.Get("Content-Disposition"))
	if err != nil {
		t.Fatal(err)
	}
	return letter{head: msg.Header, body: string(body), name: params["filename"], content: content}
}

func eml(t *testing.T, d Draft) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "d.eml")
	if err := d.WriteEML(path, false); err != nil {
		t.Fatal(err)
	}
	return string(read(t, path))
}

func write(t *testing.T, name string, content []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func read(t *testing.T, path string) []byte {
	t.Helper()
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return content
}

func sorted(list []string) []string {
	slices.Sort(list)
	return list
}

func decoded(part *multipart.Part) io.Reader {
	return base64.NewDecoder(base64.StdEncoding, part)
}
