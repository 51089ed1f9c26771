package journey_test

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"
)

// x runs a tool of the display and returns what it prints.
func x(t *testing.T, tool string, args ...string) string {
	t.Helper()
	out, err := exec.Command(tool, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s %s: %v\n%s", tool, strings.Join(args, " "), err, out)
	}
	return strings.TrimSpace(string(out))
}

// copyOutside puts text on the clipboard as another program does.
func copyOutside(t *testing.T, text string) {
	t.Helper()
	put := exec.Command("xclip", "-selection", "clipboard", "-in")
	put.Stdin = strings.NewReader(text)
	// Not CombinedOutput: the copy that stays behind as the owner keeps the pipes.
	if err := put.Run(); err != nil {
		t.Fatalf("xclip: %v", err)
	}
	t.Cleanup(func() {
		clear := exec.Command("xclip", "-selection", "clipboard", "-in", os.DevNull)
		clear.Run()
	})
}

// pasteOutside is what another program would paste.
func pasteOutside(t *testing.T) string {
	t.Helper()
	out, err := exec.Command("xclip", "-selection", "clipboard", "-out").Output()
	if err != nil {
		t.Fatalf("xclip: %v", err)
	}
	return string(out)
}

// picture writes what a rectangle of the display shows into a PNG file.
func picture(path string, left, top, width, height int) error {
	out, err := exec.Command("import", "-silent", "-window", "root", "-crop",
		fmt.Sprintf("%dx%d+%d+%d", width, height, left, top), "+repage", path).CombinedOutput()
	if err != nil {
		return fmt.Errorf("import: %w %s", err, bytes.TrimSpace(out))
	}
	return nil
}

// geometry is where a window stands on the display and how large it is.
func geometry(t *testing.T, window string) (left, top, width, height int) {
	t.Helper()
	values := map[string]int{}
	for line := range strings.Lines(x(t, "xdotool", "getwindowgeometry", "--shell", window)) {
		if name, value, ok := strings.Cut(strings.TrimSpace(line), "="); ok {
			values[name], _ = strconv.Atoi(value)
		}
	}
	return values["X"], values["Y"], values["WIDTH"], values["HEIGHT"]
}
