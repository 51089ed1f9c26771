package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"runtime"
	"slices"
	"strings"
)

func main() {
	if done, err := asChild(); done {
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(2)
		}
		return
	}
	var s settings
	flag.BoolVar(&s.quick, "quick", false, "small sizes and no windows: does the bench work?")
	only := flag.String("only", "", "parts to measure, separated by commas: "+strings.Join(names(), ", "))
	flag.Parse()
	if *only != "" {
		s.only = strings.Split(*only, ",")
	}
	if err := run(s, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
}

// settings say what is measured.
type settings struct {
	quick bool
	only  []string // names of parts; nil is all
}

// part is a group of measures that belong together.
type part struct {
	name    string
	title   string
	measure func(s settings, t *table) error
}

// parts are all that is measured, in the order of printing.
func parts() []part {
	return []part{
		{"start", "Starting", measureStart},
		{"edit", "Editing and scrolling", measureEdit},
		{"check", "Checks", measureChecks},
		{"suspects", "Which figure is probably wrong", measureSuspects},
		{"document", "The document", measureDocument},
		{"export", "Export of a workbook", measureExport},
		{"intake", "Reading a workbook", measureIntake},
		{"recognition", "Recognising published spreadsheets", measureRecognition},
		{"layouts", "Recognising made sheets of many layouts", measureLayouts},
		{"languages", "Languages, and what they weigh", measureLanguages},
	}
}

func names() []string {
	var names []string
	for _, p := range parts() {
		names = append(names, p.name)
	}
	return names
}

// run measures and prints. An error is a fault of the bench or the machine,
// never a promise that is missed.
func run(s settings, to io.Writer) error {
	for _, name := range s.only {
		if !slices.Contains(names(), name) {
			return fmt.Errorf("there is no part %q to measure; there are %s", name, strings.Join(names(), ", "))
		}
	}
	fmt.Fprintf(to, "Migraform: measured and promised. %s/%s, %d processors, %s.\n", runtime.GOOS, runtime.GOARCH, runtime.NumCPU(), runtime.Version())
	fmt.Fprintln(to, "Times are the best of several runs; memory is the peak of the process, with all that it holds.")
	t := &table{to: to}
	for _, p := range parts() {
		if s.only != nil && !slices.Contains(s.only, p.name) {
			continue
		}
		t.begin(p.title)
		if err := p.measure(s, t); err != nil {
			t.add(row{measure: p.name, measured: "could not be measured", remark: oneLine(err.Error())})
		}
		t.print()
	}
	t.conclude()
	return nil
}

// sized is the big number of cells, or the small one of a quick run.
func (s settings) sized(cells, quick int) int {
	if s.quick {
		return quick
	}
	return cells
}

// times is how often something is repeated.
func (s settings) times(n int) int {
	if s.quick {
		return 1
	}
	return n
}

func oneLine(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	if len(text) > 160 {
		text = text[:157] + "…"
	}
	return text
}

// asChild does one job if this process was started to do it, and prints what
// came of it as a line of JSON.
func asChild() (bool, error) {
	job := os.Getenv(childVariable)
	if job == "" {
		return false, nil
	}
	var order childOrder
	if err := json.Unmarshal([]byte(job), &order); err != nil {
		return true, err
	}
	do := jobs()[order.Job]
	if do == nil {
		return true, fmt.Errorf("there is no job %q", order.Job)
	}
	result, err := do(order)
	if err != nil {
		return true, err
	}
	return true, json.NewEncoder(os.Stdout).Encode(result)
}
