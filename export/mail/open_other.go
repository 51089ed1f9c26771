//go:build !windows

package mail

import (
	"errors"
	"os"
	"os/exec"
	"runtime"
	"time"
)

// compose: only Windows offers a way to a new message with attachments that
// every mail program knows.
func (d Draft) compose() bool { return false }

// patience is how long an opener may take to say that it cannot. Those that
// take longer have started something and live as long as it.
const patience = 4 * time.Second

func open(path string) error {
	opener := "xdg-open"
	if runtime.GOOS == "darwin" {
		opener = "open"
	} else if os.Getenv("DISPLAY") == "" && os.Getenv("WAYLAND_DISPLAY") == "" {
		// Without a display xdg-open would start a reader in the terminal.
		return &Error{Problem: ErrNoProgram.Problem, Path: path}
	}
	command := exec.Command(opener, path)
	if err := command.Start(); err != nil {
		if errors.Is(err, exec.ErrNotFound) {
			return &Error{Problem: ErrNoProgram.Problem, Path: path, Err: err}
		}
		return &Error{Problem: ErrNotOpened.Problem, Path: path, Err: err}
	}
	// Waited for in the background too, so that no dead process is left.
	ended := make(chan error, 1)
	go func() { ended <- command.Wait() }()
	select {
	case err := <-ended:
		var exit *exec.ExitError
		switch {
		case err == nil:
			return nil
		// xdg-open: 3, no tool for it; 4, the tool failed. macOS: 1, no program for the kind of file.
		case errors.As(err, &exit) && (exit.ExitCode() == 3 || exit.ExitCode() == 4 || runtime.GOOS == "darwin"):
			return &Error{Problem: ErrNoProgram.Problem, Path: path, Err: err}
		default:
			return &Error{Problem: ErrNotOpened.Problem, Path: path, Err: err}
		}
	case <-time.After(patience):
		return nil
	}
}
