package main

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"hash/maphash"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"time"
)

// The size of the display, and where its pictures are looked at: some lines
// of pixels through the middle of a window at the top left.
const (
	displayWide, displayTall = 1366, 800
	bytesOfPixel             = 4
)

var looked = []int{60, 200, 350, 500, 650}

// display is a screen of its own, in memory: what programs show on it is seen
// from outside, alike for all, and nothing of the desktop is disturbed.
type display struct {
	number  string
	scratch string
	server  *exec.Cmd
	picture *os.File
	before  int64 // bytes before the first pixel
	line    []byte
	seed    maphash.Seed
	empty   uint64 // what is seen where nothing is shown
	shown   int    // programs
}

// newDisplay starts Xvfb.
func newDisplay() (d *display, err error) {
	if _, err = exec.LookPath("Xvfb"); err != nil {
		return nil, errors.New("there is no Xvfb on this machine to show windows on")
	}
	d = &display{seed: maphash.MakeSeed(), line: make([]byte, displayWide*bytesOfPixel)}
	if d.scratch, err = os.MkdirTemp("", "migraform-bench-"); err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			d.close()
		}
	}()
	told, says, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	defer told.Close()
	d.server = exec.Command("Xvfb", "-displayfd", "3", "-fbdir", d.scratch, "-nocursor", "-nolisten", "tcp",
		"-screen", "0", fmt.Sprintf("%dx%dx24", displayWide, displayTall))
	d.server.ExtraFiles = []*os.File{says}
	err = d.server.Start()
	says.Close()
	if err != nil {
		return nil, err
	}
	number, err := bufio.NewReader(told).ReadString('\n')
	if err != nil {
		return nil, errors.New("Xvfb did not start")
	}
	d.number = ":" + strings.TrimSpace(number)
	if d.picture, err = os.Open(filepath.Join(d.scratch, "Xvfb_screen0")); err != nil {
		return nil, err
	}
	info, err := d.picture.Stat()
	if err != nil {
		return nil, err
	}
	d.before = info.Size() - displayWide*displayTall*bytesOfPixel
	d.empty, err = d.look()
	return d, err
}

func (d *display) close() {
	if d.picture != nil {
		d.picture.Close()
	}
	if d.server != nil && d.server.Process != nil {
		d.server.Process.Kill()
		d.server.Wait()
	}
	os.RemoveAll(d.scratch)
}

// look takes in what the screen shows.
func (d *display) look() (seen uint64, err error) {
	var h maphash.Hash
	h.SetSeed(d.seed)
	for _, y := range looked {
		if _, err := d.picture.ReadAt(d.line, d.before+int64(y*displayWide*bytesOfPixel)); err != nil {
			return 0, err
		}
		h.Write(d.line)
	}
	return h.Sum64(), nil
}

// changed waits until the screen shows something else than it did.
func (d *display) changed(from uint64, most time.Duration) (uint64, error) {
	for end := time.Now().Add(most); time.Now().Before(end); time.Sleep(500 * time.Microsecond) {
		if seen, err := d.look(); err != nil || seen != from {
			return seen, err
		}
	}
	return from, fmt.Errorf("nothing was shown in %s", span(most))
}

// shown is a program on the display.
type shown struct {
	on      *display
	command *exec.Cmd
	started time.Time
	trace   string // file in which it writes down its events
	trouble bytes.Buffer
}

// show starts a program, with settings and caches that only the programs on
// this display have.
func (d *display) show(name string, args ...string) (*shown, error) {
	home := filepath.Join(d.scratch, "home")
	if err := os.MkdirAll(home, 0o755); err != nil {
		return nil, err
	}
	d.shown++
	s := &shown{on: d, command: exec.Command(name, args...), trace: filepath.Join(d.scratch, fmt.Sprint("trace", d.shown))}
	for _, variable := range os.Environ() {
		if !strings.HasPrefix(variable, "WAYLAND_DISPLAY=") {
			s.command.Env = append(s.command.Env, variable)
		}
	}
	s.command.Env = append(s.command.Env, "DISPLAY="+d.number, "LIBGL_ALWAYS_SOFTWARE=1", "FYNE_SCALE=1", "FYNE_DISABLE_DPI_DETECTION=1",
		"HOME="+home, "XDG_CONFIG_HOME="+home, "XDG_DATA_HOME="+home, "XDG_CACHE_HOME="+home, "XDG_SESSION_TYPE=x11", "MIGRAFORM_TRACE="+s.trace)
	s.command.Stderr = &s.trouble
	s.started = time.Now()
	return s, s.command.Start()
}

// end stops the program and waits until the screen is empty again.
func (s *shown) end() {
	s.command.Process.Kill()
	s.command.Wait()
	for range 200 {
		if seen, err := s.on.look(); err != nil || seen == s.on.empty {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
}

// event waits until the program wrote a line that holds all of some texts.
func (s *shown) event(most time.Duration, texts ...string) error {
	for end := time.Now().Add(most); time.Now().Before(end); time.Sleep(time.Millisecond) {
		content, _ := os.ReadFile(s.trace) // it need not be there yet
		for line := range bytes.Lines(content) {
			holds := true
			for _, text := range texts {
				holds = holds && bytes.Contains(line, []byte(text))
			}
			if holds {
				return nil
			}
		}
	}
	return fmt.Errorf("the program did not write %s in %s: %s", strings.Join(texts, " "), span(most), oneLine(s.trouble.String()))
}

// settled gives how long something took and the memory that the program holds
// when it came to rest.
func (s *shown) settled(took time.Duration) (time.Duration, int64, error) {
	time.Sleep(2 * time.Second)
	if runtime.GOOS == "linux" && s.resident() == 0 {
		return 0, 0, fmt.Errorf("%s ended by itself: %s", filepath.Base(s.command.Path), oneLine(s.trouble.String()))
	}
	return took, s.resident(), nil
}

// resident is the memory that a running program holds, in bytes; 0 where the
// system does not say.
func (s *shown) resident() int64 {
	content, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", s.command.Process.Pid))
	if err != nil {
		return 0
	}
	for line := range strings.Lines(string(content)) {
		var kilobytes int64
		if n, _ := fmt.Sscanf(line, "VmRSS: %d kB", &kilobytes); n == 1 {
			return kilobytes * 1024
		}
	}
	return 0
}
