package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"time"
)

// patience is how long a window may take to come up at all.
const patience = 30 * time.Second

// measureStart times windows by what can be seen of them on the screen: the
// program's against an empty one's.
func measureStart(s settings, t *table) error {
	if s.quick {
		t.lacking("windows", "left out by --quick")
		return nil
	}
	program, err := filepath.Abs("build/migraform")
	if err != nil {
		return err
	}
	if _, err := os.Stat(program); err != nil {
		t.lacking("windows", "build/migraform is not there; make build makes it")
		return nil
	}
	empty, err := built("emptywindow")
	if err != nil {
		t.lacking("windows", err.Error())
		return nil
	}
	d, err := newDisplay()
	if err != nil {
		t.lacking("windows", err.Error())
		return nil
	}
	defer d.close()
	document := filepath.Join(d.scratch, "full.migraform")
	if _, err := child(childOrder{Job: "document", Variant: "make", Path: document}, 1); err != nil {
		return err
	}
	var least, first, opened time.Duration
	var idle, full int64
	for i := range s.times(7) {
		one, _, err := firstFrame(d, empty)
		if err != nil {
			return err
		}
		own, memory, err := firstFrame(d, program)
		if err != nil {
			return err
		}
		whole, held, err := documentFrame(d, program, document)
		if err != nil {
			return err
		}
		if i == 0 {
			least, first, opened, idle, full = one, own, whole, memory, held
			continue
		}
		least, first, opened, idle, full = min(least, one), min(first, own), min(opened, whole), min(idle, memory), min(full, held)
	}
	t.told("first frame of an empty Fyne window", span(least), "from the start of the process to pixels on Xvfb, drawn in software")
	t.within("first frame of the start screen", first, least*13/10, "1.3 × the empty window")
	t.within("first frame of a full document, beyond that", opened-first, 500*time.Millisecond, span(opened)+" from the start of the process")
	t.told("memory of the start screen", bytesOf(idle), "two seconds after its first frame")
	t.told("memory with a full document", bytesOf(full), "the same")
	return scrolling(d, t)
}

// built builds one of the bench's own windows, with the tags of the program.
func built(name string) (string, error) {
	tags := os.Getenv("TAGS")
	if tags == "" {
		tags = "migrated_fynedo"
	}
	if runtime.GOOS == "linux" {
		tags += ",x11"
	}
	path, err := filepath.Abs(filepath.Join("build", "bench", name))
	if err != nil {
		return "", err
	}
	command := exec.Command("go", "build", "-trimpath", "-buildvcs=false", "-tags", tags, "-o", path, "./bench/"+name)
	command.Env = append(os.Environ(), "CGO_ENABLED=1")
	if out, err := command.CombinedOutput(); err != nil {
		return "", fmt.Errorf("%s could not be built: %s", name, oneLine(string(out)))
	}
	return path, nil
}

func firstFrame(d *display, program string) (time.Duration, int64, error) {
	p, err := d.show(program)
	if err != nil {
		return 0, 0, err
	}
	defer p.end()
	if _, err := d.changed(d.empty, patience); err != nil {
		return 0, 0, fmt.Errorf("%w: %s", err, oneLine(p.trouble.String()))
	}
	return p.settled(time.Since(p.started))
}

func documentFrame(d *display, program, document string) (time.Duration, int64, error) {
	p, err := d.show(program, document)
	if err != nil {
		return 0, 0, err
	}
	defer p.end()
	if err := p.event(patience, `"opened"`); err != nil {
		return 0, 0, err
	}
	seen, err := d.look()
	if err != nil {
		return 0, 0, err
	}
	if _, err := d.changed(seen, patience); err != nil {
		return 0, 0, err
	}
	return p.settled(time.Since(p.started))
}

// scrolling counts the pictures of a scrolling table that reach the screen.
func scrolling(d *display, t *table) error {
	program, err := built("scrollwindow")
	if err != nil {
		t.lacking("scrolling in a window", err.Error())
		return nil
	}
	p, err := d.show(program)
	if err != nil {
		return err
	}
	defer p.end()
	seen, err := d.changed(d.empty, patience)
	if err != nil {
		return fmt.Errorf("%w: %s", err, oneLine(p.trouble.String()))
	}
	time.Sleep(time.Second)
	const seconds = 4
	pictures := 0
	for end := time.Now().Add(seconds * time.Second); time.Now().Before(end); pictures++ {
		if seen, err = d.changed(seen, patience); err != nil {
			return fmt.Errorf("while scrolling, after %d pictures: %w", pictures, err)
		}
	}
	each := seconds * time.Second / time.Duration(pictures)
	// Pictures are counted over whole seconds, so the last may be missed.
	t.within("a picture of a scrolling window, a million cells", each, frame*102/100,
		fmt.Sprintf("%.1f a second reach the screen, drawn in software", float64(pictures)/seconds))
	return nil
}
