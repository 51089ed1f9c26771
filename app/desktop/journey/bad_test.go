package journey_test

import (
	"bytes"
	"os"
	"strings"
	"testing"
)

// Files that are not what they should be: a sentence, and nothing changed.
func TestBadFiles(t *testing.T) {
	h := newHome(t)
	document := h.document("NOR", "2024")
	before, err := os.ReadFile(document)
	if err != nil {
		t.Fatal(err)
	}
	write := func(name, content string) string {
		path := h.at(name)
		if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
		return path
	}

	p := h.start()
	p.click("open")
	for _, bad := range []struct{ path, says string }{
		{h.at("missing.migraform"), "missing.migraform"},
		{write("letter.migraform", "Dear office, these are no figures."), "letter.migraform"},
		{write("empty.migraform", ""), "empty.migraform"},
		{h.path, ""},
	} {
		p.fill("path", bad.path)
		p.click("path.ok")
		p.complains(bad.path, bad.says)
	}
	p.fill("path", document)
	p.keys("Return")
	p.screen("table", "A1")

	p.click("bringin")
	p.screen("bringin", "")
	for _, bad := range []struct{ path, says string }{
		{h.at("missing.xlsx"), "missing.xlsx"},
		{write("empty.xlsx", ""), "empty.xlsx"},
		{write("report.xlsx", "%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"), "report.xlsx"},
		{write("~$open.xlsx", "\x05Owner"), "~$open.xlsx"},
		{write("cut.xlsx", "PK\x03\x04\x14\x00"), "cut.xlsx"},
	} {
		p.fill("bringin.path", bad.path)
		p.keys("Return")
		p.complains(bad.path, bad.says)
	}
	if e, ok := p.last("saved"); ok {
		t.Errorf("a bad file changed the document at %s", e.At)
	}
	p.close()
	if after, err := os.ReadFile(document); err != nil || !bytes.Equal(before, after) {
		t.Errorf("the document's file was changed (%v)", err)
	}
}

// complains waits for a sentence about a file, and looks that it is one.
func (p *program) complains(path, says string) {
	p.t.Helper()
	e := p.sees("a sentence about "+path, func(e event) bool { return e.Event == "message" && e.Bad })
	p.t.Logf("%s: %s", path, e.Text)
	if !strings.Contains(e.Text, says) || !strings.HasSuffix(e.Text, ".") || strings.Count(e.Text, " ") < 5 {
		p.t.Errorf("about %s is said %q", path, e.Text)
	}
}
