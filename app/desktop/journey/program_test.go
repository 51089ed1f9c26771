package journey_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// patience is how long a screen may take before a test gives up; generous, as
// tests may share a slow machine, and only ever spent by a test that fails.
const patience = 20 * time.Second

// built is the program to walk through; without a display the test is left out.
func built(t *testing.T) string {
	t.Helper()
	if os.Getenv("MIGRAFORM_JOURNEY") == "" {
		t.Skip("walks through the program in a real window: scripts/journey runs it")
	}
	path := os.Getenv("MIGRAFORM_PROGRAM")
	if _, err := os.Stat(path); err != nil {
		t.Fatalf("MIGRAFORM_PROGRAM names no program: %v", err)
	}
	return path
}

// home is the folder of a person who has never used the program.
type home struct {
	t    *testing.T
	path string
	runs int
}

func newHome(t *testing.T) *home {
	t.Helper()
	built(t)
	h := &home{t: t, path: t.TempDir()}
	if err := os.Mkdir(h.at("Documents"), 0o755); err != nil {
		t.Fatal(err)
	}
	return h
}

func (h *home) at(parts ...string) string {
	return filepath.Join(append([]string{h.path}, parts...)...)
}

// environment is that of a person in an English session with a light theme.
func (h *home) environment(more ...string) []string {
	env := []string{"HOME=" + h.path, "XDG_CONFIG_HOME=" + h.at(".config"), "XDG_CACHE_HOME=" + h.at(".cache"),
		"XDG_DATA_HOME=" + h.at(".local", "share"), "LANG=en_US.UTF-8", "LC_ALL=", "LANGUAGE=",
		"FYNE_SCALE=1", "FYNE_DISABLE_DPI_DETECTION=1", "FYNE_THEME=light"}
	env = append(env, "PATH="+h.at("bin")+":"+os.Getenv("PATH"))
	for _, name := range []string{"DISPLAY", "LIBGL_ALWAYS_SOFTWARE", "TMPDIR"} {
		env = append(env, name+"="+os.Getenv(name))
	}
	return append(env, more...)
}

// ended is how a command ended and what it printed.
type ended struct {
	status int
	out    string
}

// run does something on the command line of the same program.
func (h *home) run(args ...string) ended {
	h.t.Helper()
	run := exec.Command(built(h.t), args...)
	run.Env, run.Dir = h.environment(), h.path
	var said strings.Builder
	run.Stderr = &said
	out, err := run.Output()
	if _, ok := err.(*exec.ExitError); err != nil && !ok {
		h.t.Fatalf("%v: %v", args, err)
	}
	h.t.Logf("migraform %s: status %d %s", strings.Join(args, " "), run.ProcessState.ExitCode(), said.String())
	return ended{run.ProcessState.ExitCode(), string(out)}
}

// figures are the answers of a document by address, as the long table has them.
func (h *home) figures(document string) map[string]string {
	h.t.Helper()
	h.runs++
	table := h.at(fmt.Sprintf("figures-%d.csv", h.runs))
	h.run("export", document, table, "--format", "csv", "--force")
	text, err := os.ReadFile(table)
	if err != nil {
		h.t.Fatal(err)
	}
	found := map[string]string{}
	for line := range strings.Lines(string(text)) {
		if fields := strings.Split(strings.TrimSpace(line), ","); len(fields) >= 3 && strings.Contains(fields[1], "/") {
			found[fields[1]] = fields[2]
		}
	}
	return found
}

// program is the program in its window.
type program struct {
	t      *testing.T
	h      *home
	run    *exec.Cmd
	over   chan struct{} // closed when it has ended
	window string
	output string // what it printed
	trace
	mark int       // first event after the last thing that was done
	done time.Time // when that was
}

// start opens the program's window, with documents to open if named.
func (h *home) start(args ...string) *program {
	h.t.Helper()
	h.runs++
	p := &program{t: h.t, h: h, over: make(chan struct{}), output: h.at(fmt.Sprintf("output-%d", h.runs))}
	p.trace.path = h.at(fmt.Sprintf("trace-%d", h.runs))
	output, err := os.Create(p.output)
	if err != nil {
		h.t.Fatal(err)
	}
	defer output.Close()
	p.run = exec.Command(built(h.t), args...)
	p.run.Env, p.run.Dir = h.environment("MIGRAFORM_TRACE="+p.trace.path), h.path
	p.run.Stdout, p.run.Stderr = output, output
	if err := p.run.Start(); err != nil {
		h.t.Fatal(err)
	}
	go func() {
		p.run.Wait()
		close(p.over)
	}()
	h.t.Cleanup(p.finish)
	p.await("a first screen", func() bool { _, ok := p.last("widgets"); return ok })
	p.await("a window", func() bool {
		found, err := exec.Command("xdotool", "search", "--onlyvisible", "--pid", strconv.Itoa(p.run.Process.Pid)).Output()
		if ids := strings.Fields(string(found)); err == nil && len(ids) > 0 {
			p.window = ids[0]
		}
		return p.window != ""
	})
	p.front()
	return p
}

// finish ends the program if it still runs, and keeps a picture of a failure.
func (p *program) finish() {
	if p.t.Failed() {
		p.keepEvidence()
	}
	p.kill()
}

// kill ends the program at once, as a power cut does.
func (p *program) kill() {
	p.run.Process.Signal(syscall.SIGKILL)
	<-p.over
}

func (p *program) runs() bool {
	select {
	case <-p.over:
		return false
	default:
		return true
	}
}

// keepEvidence says what the program last did and where a picture of it lies.
func (p *program) keepEvidence() {
	output, _ := os.ReadFile(p.output)
	if !p.runs() {
		if len(output) > 0 {
			p.t.Logf("printed: %s", output)
		}
		return
	}
	p.follow()
	var lines []string
	for _, line := range p.lines[max(0, len(p.lines)-25):] {
		lines = append(lines, line[:min(len(line), 240)])
	}
	folder := filepath.Join(filepath.Dir(os.Getenv("MIGRAFORM_PROGRAM")), "journey")
	file := filepath.Join(folder, strings.ReplaceAll(p.t.Name(), "/", "-")+"-"+filepath.Base(p.trace.path)+".png")
	os.MkdirAll(folder, 0o755)
	if err := picture(file, 0, 0, 1920, 1080); err != nil {
		file = err.Error()
	}
	p.t.Logf("picture: %s\nprinted: %s\nlast events:\n%s", file, output, strings.Join(lines, "\n"))
}

// await looks until something is so, and gives up when it takes too long.
func (p *program) await(what string, so func() bool) {
	p.t.Helper()
	for end := time.Now().Add(patience); ; time.Sleep(10 * time.Millisecond) {
		p.follow()
		if so() {
			return
		}
		if !p.runs() {
			p.follow()
			if so() {
				return
			}
			p.t.Fatalf("the program ended while waiting for %s", what)
		}
		if time.Now().After(end) {
			p.t.Fatalf("waited in vain for %s", what)
		}
	}
}

// sees waits for an event after the last thing that was done.
func (p *program) sees(what string, is func(event) bool) event {
	p.t.Helper()
	var found event
	p.await(what, func() bool {
		i := slices.IndexFunc(p.events[p.mark:], is)
		if i >= 0 {
			found = p.events[p.mark+i]
		}
		return i >= 0
	})
	return found
}

// screen waits until a screen is shown; an id tells tables and groups apart.
func (p *program) screen(name, id string) {
	p.t.Helper()
	p.sees("the screen "+name+" "+id, func(e event) bool { return e.Event == "screen" && e.Name == name && (id == "" || e.ID == id) })
}

func (p *program) saved() {
	p.t.Helper()
	p.sees("saved", func(e event) bool { return e.Event == "saved" })
}

// says waits for a sentence that begins so.
func (p *program) says(begin string) {
	p.t.Helper()
	p.sees("the sentence "+begin+" …", func(e event) bool { return e.Event == "message" && strings.HasPrefix(e.Text, begin) })
}

// shows waits until the active cell is this one and shows this text.
func (p *program) shows(cell, text string) {
	p.t.Helper()
	p.await(fmt.Sprintf("%s to show %q", cell, text), func() bool {
		e, ok := p.last("cell")
		return ok && e.Cell == cell && (e.Text == text || strings.Map(plain, e.Text) == text)
	})
}

// plain leaves out how numbers are grouped.
func plain(r rune) rune {
	switch r {
	case '\u00a0', '\u202f', '\u2009', ' ', ',':
		return -1
	}
	return r
}

// rest waits until nothing has moved or been said for a while.
func (p *program) rest() {
	p.t.Helper()
	count, since := -1, 0
	p.await("the window to come to rest", func() bool {
		if len(p.events) != count {
			count, since = len(p.events), 0
		}
		since++
		return since > 60 // of 10 ms
	})
}

// errors waits until the bar counts so many errors.
func (p *program) errors(n int) {
	p.t.Helper()
	p.await(fmt.Sprintf("%d errors", n), func() bool { e, ok := p.last("counts"); return ok && e.Errors == n })
}

// does marks what comes after as the effect of what is done now.
func (p *program) does() {
	p.follow()
	p.mark, p.done = len(p.events), time.Now()
}

// close closes the window as its cross does, and waits until it is gone.
func (p *program) close() {
	p.t.Helper()
	p.does()
	window, err := strconv.ParseUint(p.window, 10, 32)
	if err != nil {
		p.t.Fatal(err)
	}
	if err := askToClose(uint32(window)); err != nil {
		p.t.Fatal(err)
	}
	select {
	case <-p.over:
	case <-time.After(patience):
		p.run.Process.Signal(syscall.SIGQUIT) // so that it prints what it waits for
		time.Sleep(time.Second)
		p.t.Fatal("the window was asked to close and did not")
	}
	if status := p.run.ProcessState.ExitCode(); status != 0 {
		p.t.Errorf("the program ended with status %d", status)
	}
}
