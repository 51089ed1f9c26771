//go:build linux

package mail

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// opener puts a program of the name xdg-open before all others.
func opener(t *testing.T, script string) {
	t.Helper()
	folder := t.TempDir()
	if err := os.WriteFile(filepath.Join(folder, "xdg-open"), []byte("#!/bin/sh\n"+script+"\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", folder+":/usr/bin:/bin")
	t.Setenv("DISPLAY", ":99")
}

func TestOpenHandsTheDraftOver(t *testing.T) {
	told := filepath.Join(t.TempDir(), "told")
	opener(t, `printf %s "$1" >`+told)
	path := write(t, "draft; echo.eml", nil)
	if err := (Draft{}).Show(path); err != nil {
		t.Fatal(err)
	}
	if got := string(read(t, told)); got != path {
		t.Errorf("opened %q, want %q", got, path)
	}
}

func TestOpenDoesNotWaitForTheProgram(t *testing.T) {
	opener(t, "exec sleep 6")
	began := time.Now()
	if err := Open("draft.eml"); err != nil || time.Since(began) > 5*time.Second {
		t.Errorf("after %v: %v", time.Since(began), err)
	}
}

func TestOpenSaysWhatIsLacking(t *testing.T) {
	for name, c := range map[string]struct {
		prepare func(t *testing.T)
		want    *Error
	}{
		"no mail program": {func(t *testing.T) { opener(t, "exit 3") }, ErrNoProgram},
		"it did not open": {func(t *testing.T) { opener(t, "exit 2") }, ErrNotOpened},
		"no opener":       {func(t *testing.T) { t.Setenv("PATH", t.TempDir()); t.Setenv("DISPLAY", ":99") }, ErrNoProgram},
		"no display": {func(t *testing.T) {
			opener(t, "exit 0")
			t.Setenv("DISPLAY", "")
			t.Setenv("WAYLAND_DISPLAY", "")
		}, ErrNoProgram},
	} {
		t.Run(name, func(t *testing.T) {
			c.prepare(t)
			path := write(t, "draft.eml", nil)
			err := Open(path)
			if !errors.Is(err, c.want) || !strings.Contains(err.Error(), path) || strings.Contains(err.Error(), "{{") {
				t.Errorf("error %v, want %s with the file's name", err, c.want.Problem)
			}
		})
	}
}
