//go:build unix

package document

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

func init() { roles["cramp"] = cramp }

func TestFileTaken(t *testing.T) {
	for name, c := range map[string]struct {
		do   func(path string) error
		want error
	}{
		"deleted":  {os.Remove, ErrVanished},
		"moved":    {func(path string) error { return os.Rename(path, path+".old") }, ErrVanished},
		"replaced": {func(path string) error { os.Remove(path); return os.WriteFile(path, []byte("other"), 0o666) }, ErrReplaced},
	} {
		t.Run(name, func(t *testing.T) {
			d := fresh(t)
			apply(t, d, "one", answer("a", "1"))
			if err := c.do(d.Path()); err != nil {
				t.Fatal(err)
			}
			_, err := d.Apply("Kari", "typed", "x", []Edit{answer("a", "2")})
			expectError(t, err, c.want)
			copied := filepath.Join(t.TempDir(), "saved.migraform")
			if err := d.SaveCopy(copied); err != nil {
				t.Fatal(err)
			}
			saved, err := Open(copied)
			if err != nil {
				t.Fatal(err)
			}
			defer saved.Close()
			if values(t, saved, KindAnswer) != "a=1" {
				t.Fatal("lost")
			}
		})
	}
}

// cramp lets the document grow by 20 KB only, as a full disk or a quota would.
func cramp(path string) error {
	d, err := Open(path)
	if err != nil {
		return err
	}
	// With a small cache pages are written before the end of the change.
	if _, err := d.conn.ExecContext(context.Background(), "PRAGMA cache_size = 10"); err != nil {
		return err
	}
	fi, err := os.Stat(path)
	if err != nil {
		return err
	}
	var limit syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_FSIZE, &limit); err != nil {
		return err
	}
	free := limit.Cur
	limit.Cur = uint64(fi.Size()) + 20_000
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &limit); err != nil {
		return err
	}
	_, err = d.Apply("Kari", "imported", "too big", many(20_000, "y"))
	if err == nil {
		return fmt.Errorf("20,000 edits went into 20 KB")
	}
	id, _ := err.(*Error).Message()
	fmt.Println(id)
	limit.Cur = free
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &limit); err != nil {
		return err
	}
	if _, err := d.Apply("Kari", "typed", "afterwards", []Edit{answer("b", "2")}); err != nil {
		return err
	}
	return d.Close()
}

func TestNoRoomToGrow(t *testing.T) {
	d := fresh(t)
	apply(t, d, "one", answer("a", "1"))
	d.Close()
	out, err := inRole("cramp", d.Path()).Output()
	if got := strings.TrimSpace(string(out)); err != nil || got != "document.io.write" && got != "document.disk_full" {
		t.Fatal(got, err)
	}
	d = reopen(t, d)
	if got := values(t, d, KindAnswer); got != "a=1 b=2" {
		t.Fatal(got)
	}
}

// unprivileged runs a role as somebody whom permissions bind.
func unprivileged(t *testing.T, role, path string) string {
	t.Helper()
	c := inRole(role, path)
	if os.Geteuid() == 0 {
		// The test binary lies where only root may look.
		program := filepath.Join(filepath.Dir(filepath.Dir(path)), "program")
		copyFile(t, c.Path, program)
		c.Path = program
		c.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: 65534, Gid: 65534}}
	}
	out, err := c.Output()
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(string(out))
}

func copyFile(t *testing.T, from, to string) {
	t.Helper()
	in, err := os.Open(from)
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	out, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o755)
	if err != nil {
		t.Fatal(err)
	}
	_, err = io.Copy(out, in)
	if e := out.Close(); err == nil {
		err = e
	}
	if err != nil {
		t.Fatal(err)
	}
}

func TestPermissions(t *testing.T) {
	outer, err := os.MkdirTemp("", "document")
	if err != nil {
		t.Fatal(err)
	}
	defer os.RemoveAll(outer)
	os.Chmod(outer, 0o755)
	good := sample(t, 100)
	for _, c := range []struct {
		name         string
		folder, file os.FileMode
		journal      bool
		want         string
	}{
		{"all allowed", 0o777, 0o666, false, " 100"},
		{"folder read only", 0o555, 0o666, false, "folder_read_only 100"},
		{"both read only", 0o555, 0o444, false, "folder_read_only 100"},
		{"file read only", 0o777, 0o444, false, "file_read_only 100"},
		{"file secret", 0o777, 0o000, false, "document.denied"},
		{"folder secret", 0o000, 0o666, false, "document.denied"},
		{"crashed, folder read only", 0o555, 0o666, true, "document.interrupted"},
		{"crashed, file read only", 0o777, 0o444, true, "document.interrupted"},
	} {
		t.Run(c.name, func(t *testing.T) {
			folder, err := os.MkdirTemp(outer, "f")
			if err != nil {
				t.Fatal(err)
			}
			path := filepath.Join(folder, "a.migraform")
			os.WriteFile(path, good, 0o666)
			if c.journal {
				os.WriteFile(path+journalSuffix, hotJournal(good), 0o666)
				os.Chmod(path+journalSuffix, 0o666)
			}
			os.Chmod(path, c.file)
			os.Chmod(folder, c.folder)
			defer os.Chmod(folder, 0o755)
			if got := unprivileged(t, "peek", path); got != strings.TrimSpace(c.want) {
				t.Fatalf("got %q, want %q", got, c.want)
			}
		})
	}
}

// TestDiskFull fills a disk of 600 KB, which takes root to set up; TestNoRoomToGrow
// and TestFullThenFree do nearly the same for everybody.
func TestDiskFull(t *testing.T) {
	dir := t.TempDir()
	if err := exec.Command("mount", "-t", "tmpfs", "-o", "size=600k", "tmpfs", dir).Run(); err != nil {
		t.Log("no small disk can be mounted here:", err)
		return
	}
	defer exec.Command("umount", dir).Run()
	d, err := Create(filepath.Join(dir, "a.migraform"), Info{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { d.Close() }()
	apply(t, d, "one", answer("a", "1"))
	_, err = d.Apply("Kari", "imported", "big", many(20_000, ""))
	expectError(t, err, ErrDiskFull)
	ballast := filepath.Join(dir, "ballast")
	for size := 1 << 20; size > 0; size /= 2 {
		f, _ := os.OpenFile(ballast, os.O_WRONLY|os.O_CREATE|os.O_APPEND, 0o666)
		f.Write(make([]byte, size))
		f.Close()
	}
	_, err = d.Apply("Kari", "typed", "small", []Edit{answer("a", "2")})
	expectError(t, err, ErrDiskFull)
	expectError(t, d.SaveCopy(filepath.Join(dir, "copy.migraform")), ErrDiskFull)
	_, err = Create(filepath.Join(dir, "b.migraform"), Info{})
	expectError(t, err, ErrDiskFull)
	if left, _ := filepath.Glob(filepath.Join(dir, ".*.tmp")); len(left) > 0 {
		t.Fatal("left behind:", left)
	}
	d = reopen(t, d)
	if values(t, d, KindAnswer) != "a=1" {
		t.Fatal("lost")
	}
	os.Remove(ballast)
	apply(t, d, "two", answer("a", "2"))
	d = reopen(t, d)
	if values(t, d, KindAnswer) != "a=2" {
		t.Fatal("lost")
	}
}

// A pipe in the place of a document would keep a reader waiting for ever.
func TestPipe(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.migraform")
	if err := syscall.Mkfifo(path, 0o666); err != nil {
		t.Fatal(err)
	}
	_, err := Open(path)
	expectError(t, err, ErrNotDocument)
}

// Two ways to a document are one document.
func TestLink(t *testing.T) {
	d := fresh(t)
	link := filepath.Join(t.TempDir(), "link")
	if err := os.Symlink(filepath.Dir(d.Path()), link); err != nil {
		t.Fatal(err)
	}
	second, err := Open(filepath.Join(link, "a.migraform"))
	if err != nil {
		t.Fatal(err)
	}
	defer second.Close()
	if r, _ := second.ReadOnly(); r.Cause != InUse || second.Path() != d.Path() {
		t.Fatal(r)
	}
}
