package document

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func answer(key, value string) Edit { return Edit{Kind: KindAnswer, Key: key, After: value} }

func apply(t testing.TB, d *Document, label string, edits ...Edit) Change {
	t.Helper()
	c, err := d.Apply("Kari", "typed", label, edits)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func values(t testing.TB, d *Document, kind Kind) string {
	t.Helper()
	list, err := d.Entries(kind)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, e := range list {
		fmt.Fprintf(&b, "%s=%s ", e.Key, e.Value)
	}
	return strings.TrimSpace(b.String())
}

func reopen(t testing.TB, d *Document) *Document {
	t.Helper()
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	d, err := Open(d.Path())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.Close() })
	return d
}

func expectError(t testing.TB, err, want error) {
	t.Helper()
	if !errors.Is(err, want) {
		t.Fatalf("got %v, want %v", err, want)
	}
	var e *Error
	if errors.As(err, &e); e == nil {
		t.Fatalf("%T %v cannot be translated", err, err)
	}
	if s := e.Error(); strings.Contains(s, "{{") || strings.HasPrefix(s, "document.") {
		t.Fatalf("not a sentence: %s", s)
	}
}

func TestLife(t *testing.T) {
	d := fresh(t)
	info := d.Info()
	if len(info.ID) != 36 || string(info.Definition) != "tables: []" || info.Properties["country"] != "NOR" || time.Since(info.Created) > time.Minute {
		t.Fatalf("%+v", info)
	}
	if _, err := d.Undo(); !errors.Is(err, ErrNothingToUndo) {
		t.Fatal(err)
	}
	apply(t, d, "B2", answer("B2/NOR/F/2025", "12"), answer("B2/DNK/F/2025", "7"))
	c := apply(t, d, "B2 again", answer("B2/NOR/F/2025", "13"), answer("B2/DNK/F/2025", "7"), Edit{KindNote, "B2", "", "estimated"})
	want := []Edit{{KindAnswer, "B2/NOR/F/2025", "12", "13"}, {KindNote, "B2", "", "estimated"}}
	if diff := cmp.Diff(want, c.Edits); diff != "" || c.ID != 2 || c.Count != 2 {
		t.Fatal(c, diff)
	}
	if c := apply(t, d, "nothing", answer("B2/DNK/F/2025", "7"), answer("x", "1"), answer("x", "")); c.ID != 0 {
		t.Fatal("a change of nothing was stored", c)
	}

	d = reopen(t, d)
	if diff := cmp.Diff(info, d.Info()); diff != "" {
		t.Fatal(diff)
	}
	if label, ok := d.CanUndo(); !ok || label != "B2 again" {
		t.Fatal(label, ok)
	}
	u, err := d.Undo()
	if err != nil || u.ID != 2 || u.State != Undone || values(t, d, KindAnswer) != "B2/DNK/F/2025=7 B2/NOR/F/2025=12" || values(t, d, KindNote) != "" {
		t.Fatal(u, err, values(t, d, KindAnswer))
	}
	d = reopen(t, d)
	if label, ok := d.CanRedo(); !ok || label != "B2 again" {
		t.Fatal(label, ok)
	}
	if _, err := d.Redo(); err != nil || values(t, d, KindNote) != "B2=estimated" {
		t.Fatal(err)
	}
	if _, err := d.Redo(); !errors.Is(err, ErrNothingToRedo) {
		t.Fatal(err)
	}
	d.Undo()
	apply(t, d, "otherwise", answer("B2/NOR/F/2025", "14"))
	if _, ok := d.CanRedo(); ok {
		t.Fatal("what was abandoned can be redone")
	}
	d = reopen(t, d)
	list, err := d.Changes(2, 0)
	if err != nil || len(list) != 2 || list[0].Label != "otherwise" || list[1].State != Abandoned || list[1].Count != 2 || list[1].Edits != nil {
		t.Fatal(list, err)
	}
	if list, err = d.Changes(0, list[1].ID); err != nil || len(list) != 1 || list[0].Label != "B2" {
		t.Fatal(list, err)
	}
	if full, err := d.Change(2); err != nil || cmp.Diff(want, full.Edits) != "" {
		t.Fatal(full, err)
	}
	_, err = d.Change(99)
	expectError(t, err, ErrNoChange)

	var got []string
	past, err := d.History(KindAnswer, "B2/NOR/F/2025", 0)
	for _, p := range past {
		got = append(got, fmt.Sprintf("%d %d %s %s %s>%s", p.Change, p.Event, p.Who, p.Label, p.Before, p.After))
	}
	lines := []string{"3 0 Kari otherwise 12>14", "2 1 " + userName() + " B2 again 13>12", "2 2 " + userName() + " B2 again 12>13",
		"2 1 " + userName() + " B2 again 13>12", "2 0 Kari B2 again 12>13", "1 0 Kari B2 >12"}
	if diff := cmp.Diff(lines, got); diff != "" || err != nil {
		t.Fatal(diff, err)
	}
	if past, _ = d.History(KindAnswer, "B2/NOR/F/2025", 1); len(past) != 1 || past[0].After != "14" {
		t.Fatal(past)
	}
	if kinds, err := d.Kinds(); err != nil || cmp.Diff([]Kind{KindAnswer}, kinds) != "" {
		t.Fatal(kinds, err)
	}
}

func TestApplyRefuses(t *testing.T) {
	d := fresh(t)
	apply(t, d, "first", answer("a", "1"))
	for name, c := range map[string]struct {
		edit Edit
		want error
	}{
		"stale":        {Edit{KindAnswer, "a", "2", "3"}, ErrStale},
		"stale absent": {Edit{KindAnswer, "b", "2", "3"}, ErrStale},
		"no kind":      {Edit{"", "a", "", "3"}, ErrBadEdit},
		"not text":     {Edit{KindAnswer, "a", "", "\xff"}, ErrBadEdit},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := d.Apply("Kari", "typed", "x", []Edit{answer("z", "9"), c.edit})
			expectError(t, err, c.want)
			if got := values(t, d, KindAnswer); got != "a=1" {
				t.Fatal("half applied:", got)
			}
		})
	}
	odd := "line\nbreak \x00 \u202e “quotes” ' ; DROP TABLE entry"
	apply(t, d, odd, Edit{KindNote, odd, "", odd})
	d = reopen(t, d)
	if list, _ := d.Entries(KindNote); len(list) != 1 || list[0].Key != odd || list[0].Value != odd {
		t.Fatalf("%q", list)
	}
}

func TestSourcesAndSubmissions(t *testing.T) {
	d := fresh(t)
	a := Source{File: "immigration.xlsx", SHA256: "ab12", Sheet: "Table 1", Time: time.UnixMilli(1_760_000_000_000).UTC()}
	b := a
	b.Sheet = "Table 2"
	for _, s := range []struct {
		Source
		id int64
	}{{a, 1}, {b, 2}, {a, 1}} {
		if id, err := d.AddSource(s.Source); id != s.id || err != nil {
			t.Fatal(id, err)
		}
	}
	a.ID, b.ID = 1, 2
	if list, err := d.Sources(); err != nil || cmp.Diff([]Source{a, b}, list) != "" {
		t.Fatal(list, err)
	}

	apply(t, d, "one", answer("a", "1"))
	first, err := d.AddSubmission(Submission{Format: "workbook", File: "NOR-2025.xlsx", SHA256: "cd34", To: "data@example.org", Answers: []byte{0, 1, 2}})
	if err != nil || first.LastChange != 1 {
		t.Fatal(first, err)
	}
	second, err := d.AddSubmission(Submission{Format: "csv", Time: first.Time})
	if err != nil {
		t.Fatal(err)
	}
	_, err = d.AddSubmission(first)
	expectError(t, err, ErrExists)
	d = reopen(t, d)
	if s, err := d.Submission(first.ID); err != nil || cmp.Diff(first, s) != "" {
		t.Fatal(s, err)
	}
	first.Answers = nil
	if list, err := d.Submissions(); err != nil || cmp.Diff([]Submission{first, second}, list) != "" {
		t.Fatal(list, err)
	}
	_, err = d.Submission("none")
	expectError(t, err, ErrNoChange)
}

func TestNames(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"plain.migraform", "with space.migraform", "100%.migraform", "a?mode=memory.migraform", "#1&x=y.migraform",
		"%41.migraform", "Norvège – 2025 移民.migraform", "file:x.migraform", "'quoted\".migraform", strings.Repeat("n", 235) + ".migraform"} {
		d, err := Create(filepath.Join(dir, name), Info{})
		if err != nil {
			t.Fatal(name, err)
		}
		apply(t, d, "x", answer("a", name))
		copied := filepath.Join(dir, "copy-"+name)
		if len(name) < 200 {
			if err := d.SaveCopy(copied); err != nil {
				t.Fatal(name, err)
			}
			os.Remove(copied)
		}
		d = reopen(t, d)
		if values(t, d, KindAnswer) != "a="+name {
			t.Fatal(name)
		}
		d.Close()
		if _, err := os.Stat(filepath.Join(dir, name)); err != nil {
			t.Fatal(name, err)
		}
		os.Remove(filepath.Join(dir, name))
	}
	if left, _ := os.ReadDir(dir); len(left) > 0 {
		t.Fatal("left behind:", left)
	}
	_, err := Create(filepath.Join(dir, strings.Repeat("n", 250)), Info{})
	expectError(t, err, ErrTooLong)
	_, err = Open(filepath.Join(dir, strings.Repeat("long/", 110)))
	expectError(t, err, ErrTooLong)
}

func TestURI(t *testing.T) {
	for _, c := range []struct{ goos, path, want string }{
		{"linux", "/home/kari/a b%?#.migraform", "file:///home/kari/a%20b%25%3F%23.migraform"},
		{"windows", `C:\Users\Kari\år.migraform`, "file:///C:/Users/Kari/%C3%A5r.migraform"},
		{"windows", `\\server\share\a.migraform`, "file:////server/share/a.migraform"},
		{"windows", `\\?\C:\long\a.migraform`, "file:///C:/long/a.migraform"},
		{"windows", `\\?\UNC\server\share\a.migraform`, "file:////server/share/a.migraform"},
	} {
		if got := uri(c.path, c.goos); got != c.want {
			t.Errorf("%s: got %s, want %s", c.path, got, c.want)
		}
	}
	if tooLong(`C:\`+strings.Repeat("x", 240), "windows") != nil || tooLong(`C:\`+strings.Repeat("dir\\", 70), "windows") == nil {
		t.Error("the limit of Windows is 259 characters with the journal's suffix")
	}
}

func TestCreateRefuses(t *testing.T) {
	dir := t.TempDir()
	there := filepath.Join(dir, "there.migraform")
	os.WriteFile(there, []byte("mine"), 0o600)
	_, err := Create(there, Info{})
	expectError(t, err, ErrExists)
	if b, _ := os.ReadFile(there); string(b) != "mine" {
		t.Fatal("overwritten")
	}
	_, err = Create(filepath.Join(dir, "nowhere", "a.migraform"), Info{})
	expectError(t, err, ErrNotFound)
	os.WriteFile(filepath.Join(dir, "lost.migraform-journal"), []byte("journal"), 0o600)
	_, err = Create(filepath.Join(dir, "lost.migraform"), Info{})
	expectError(t, err, ErrLeftover)
	if left, _ := os.ReadDir(dir); len(left) != 2 {
		t.Fatal("left behind:", left)
	}
}

func TestSaveCopy(t *testing.T) {
	d := fresh(t)
	apply(t, d, "one", answer("a", "1"))
	apply(t, d, "two", answer("a", "2"))
	d.Undo()
	path := filepath.Join(t.TempDir(), "copy.migraform")
	reader, err := OpenReadOnly(d.Path())
	if err != nil {
		t.Fatal(err)
	}
	defer reader.Close()
	if err := reader.SaveCopy(path); err != nil {
		t.Fatal(err)
	}
	expectError(t, reader.SaveCopy(path), ErrExists)
	c, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	if label, _ := c.CanRedo(); label != "two" || values(t, c, KindAnswer) != "a=1" || c.Info().ID != d.Info().ID {
		t.Fatal("the copy is another document", label)
	}
	apply(t, c, "three", answer("a", "3"))
	apply(t, d, "four", answer("a", "4")) // copying is no writing
}

func TestClosed(t *testing.T) {
	d := fresh(t)
	d.Close()
	_, err := d.Apply("Kari", "typed", "x", []Edit{answer("a", "1")})
	expectError(t, err, ErrClosed)
	_, err = d.Entries(KindAnswer)
	expectError(t, err, ErrClosed)
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
}
