package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"time"
)

// childVariable holds the order of a process that was started to do one job.
const childVariable = "MIGRAFORM_BENCH_JOB"

// longest is how long one job may take before it is given up.
const longest = 5 * time.Minute

// childOrder is what one process is to do.
type childOrder struct {
	Job     string
	Cells   int
	Variant string
	Path    string
	Times   int
}

// outcome is what a process says that it did. Its own clock leaves the start
// of the process and of its language out.
type outcome struct {
	Took     time.Duration            // of the job; 0 where the process does not say
	Wall     time.Duration            // of the whole process
	Peak     int64                    // resident memory, bytes
	Figures  int                      // cells written or read
	Parts    map[string]time.Duration // of the job
	Amounts  map[string]float64
	Versions string
}

// jobs are what a child of the bench can do.
func jobs() map[string]func(childOrder) (outcome, error) {
	return map[string]func(childOrder) (outcome, error){
		"checks": checkJob, "edit": editJob, "edits": editsJob, "scroll": scrollJob, "definition": definitionJob,
		"document": documentJob, "write": writeJob, "read": readJob, "intake": intakeJob, "hostile": hostileJob,
	}
}

// child runs a job in a process of its own, some times, and keeps the best.
func child(order childOrder, times int, environment ...string) (outcome, error) {
	self, err := os.Executable()
	if err != nil {
		return outcome{}, err
	}
	text, err := json.Marshal(order)
	if err != nil {
		return outcome{}, err
	}
	return best(times, func() (outcome, error) {
		return process(append(environment, childVariable+"="+string(text)), self)
	})
}

// best repeats and keeps what was fastest, and the least memory.
func best(times int, f func() (outcome, error)) (outcome, error) {
	var kept outcome
	for i := range times {
		o, err := f()
		if err != nil {
			return outcome{}, err
		}
		if i == 0 {
			kept = o
			continue
		}
		least := min(o.Peak, kept.Peak)
		if o.Took < kept.Took {
			kept = o
		}
		kept.Peak = least
	}
	return kept, nil
}

// process runs a program to its end. Where it prints a line of JSON, that is
// its outcome; time and memory of the whole process are added.
func process(environment []string, name string, args ...string) (outcome, error) {
	ctx, cancel := context.WithTimeout(context.Background(), longest)
	defer cancel()
	command := exec.CommandContext(ctx, name, args...)
	command.Env = append(os.Environ(), environment...)
	var out, trouble bytes.Buffer
	command.Stdout, command.Stderr = &out, &trouble
	start := time.Now()
	err := command.Run()
	wall := time.Since(start)
	if ctx.Err() != nil {
		return outcome{}, fmt.Errorf("not done in %s", span(longest))
	}
	if err != nil {
		return outcome{}, fmt.Errorf("%w: %s", err, oneLine(trouble.String()))
	}
	var o outcome
	lines := bytes.Split(bytes.TrimSpace(out.Bytes()), []byte("\n"))
	if last := lines[len(lines)-1]; bytes.HasPrefix(last, []byte("{")) {
		if err := json.Unmarshal(last, &o); err != nil {
			return outcome{}, err
		}
	}
	o.Wall, o.Peak = wall, peak(command.ProcessState)
	if o.Took == 0 {
		o.Took = wall
	}
	return o, nil
}

// errMissing is that a program to compare with is not on this machine.
var errMissing = errors.New("not here")

// stopwatch times something several times and keeps the best.
func stopwatch(times int, f func() error) (time.Duration, error) {
	var least time.Duration
	for i := range times {
		start := time.Now()
		if err := f(); err != nil {
			return 0, err
		}
		if took := time.Since(start); i == 0 || took < least {
			least = took
		}
	}
	return least, nil
}
