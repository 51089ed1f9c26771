package workspace

import (
	"bufio"
	"errors"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"migraform/export/report"
	"migraform/export/workbook"
	"migraform/forms"
	"migraform/forms/words"
	"migraform/validation"
)

// Report is what the checks found, in a language, with the figures that are
// probably wrong. The file is what the reader knows by name; the document's
// own where empty.
func (w *Workspace) Report(language, file string) *report.Report {
	tongue := words.In(language)
	failing := w.Failing()
	all := make([]*validation.Finding, len(failing))
	for i := range failing {
		all[i] = &failing[i]
	}
	w.Blame(all...)
	if file == "" {
		file = w.Path()
	}
	r := &report.Report{Language: tongue.Tag, Questionnaire: w.q.Title.In(tongue.Tag), ID: w.q.ID, Version: w.q.Version,
		Country: w.q.Country, CountryName: w.Country().Name.In(tongue.Tag), Year: w.q.Year, Office: w.Office(),
		File: filepath.Base(file), Document: w.document.Info().ID, Program: Application, Computed: w.Computed(), Draft: w.Gate().Draft()}
	tables := map[string]*report.Table{}
	r.Tables = make([]report.Table, len(w.q.Tables))
	for i, t := range w.q.Tables {
		r.Tables[i] = report.Table{ID: t.ID, Title: t.Title.In(tongue.Tag)}
		tables[t.ID] = &r.Tables[i]
	}
	for _, held := range w.holding() {
		t := tables[held.Table.ID]
		severity := forms.SeverityError
		if rule := w.q.Rule(held.Rule); rule != nil {
			severity = rule.Severity
		}
		t.Held = append(t.Held, report.Held{Rule: held.Rule, Severity: severity, Count: held.Count})
	}
	for _, says := range w.Unchecked() {
		r.Unchecked = append(r.Unchecked, tongue.Message(says))
	}
	findings := w.Findings()
	for i := range findings {
		f := &findings[i]
		t := tables[w.q.TableOf(w.q.CubeOf(f.Cells[0])).ID]
		t.Findings = append(t.Findings, w.reported(f, tongue))
	}
	return r
}

// holding counts the checks that hold today.
func (w *Workspace) holding() []validation.Held {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	return w.checks.Holding()
}

func (w *Workspace) reported(f *validation.Finding, tongue *words.Tongue) report.Finding {
	r := report.Finding{Key: f.Key, Rule: f.Rule, Severity: f.Severity.String(), CannotTell: f.Verdict == validation.CannotTell,
		Sentence: tongue.Message(f.Message), Difference: f.Difference, Tolerance: f.Tolerance}
	if f.Step.ID != "" {
		r.Step = tongue.Message(f.Step)
	}
	if len(f.Equation.Left) > 0 && f.Equation.Relation != "≈" { // a change from year to year is in the sentence
		r.Equation = f.Equation.In(tongue)
	}
	for _, cell := range f.Cells {
		cube := w.q.CubeOf(cell)
		c := report.Cell{Address: w.q.Address(cell), Measure: cube.Measure}
		for i, axis := range cube.Axes {
			if axis.Concept == "time" {
				c.Time = cube.Code(cell, i).ID
			}
		}
		r.Cells = append(r.Cells, c)
	}
	for _, s := range f.Suspects {
		r.Suspects = append(r.Suspects, tongue.Message(s.Says(w.q, f.Cells[0])))
	}
	if f.Unsearched.ID != "" {
		r.Unsearched = tongue.Message(f.Unsearched)
	}
	if x, ok := w.Explanation(f); ok {
		r.Explanation = &report.Explanation{Text: x.Text, Who: x.Who, When: x.When, Lapsed: x.Lapsed}
	}
	return r
}

// ReportEndings are those of files that a report can be written to: a page to
// print, and a validation report for programs.
var ReportEndings = []string{".html", ".json"}

// WriteReport writes the report to a file, in the form that its ending says.
// What stands there is replaced only where force says so; nothing half
// written is left.
func WriteReport(path string, r *report.Report, force bool) error {
	write := report.HTML
	switch strings.ToLower(filepath.Ext(path)) {
	case ".html", ".htm":
	case ".json":
		write = report.JSON
	default:
		return &ReportEndingError{Path: path}
	}
	return writeFile(path, force, func(out io.Writer) error { return write(out, r) })
}

// writeFile writes a file beside its place and puts it there when it is
// whole.
func writeFile(path string, force bool, write func(io.Writer) error) error {
	if _, err := os.Lstat(path); err == nil && !force {
		return &workbook.WriteError{Kind: "exists", Path: path}
	}
	f, err := beside(path)
	if err != nil {
		return workbook.CannotWrite(path, err)
	}
	defer os.Remove(f.Name())
	defer f.Close()
	out := bufio.NewWriter(f)
	for _, step := range []func() error{func() error { return write(out) }, out.Flush, f.Sync, f.Close,
		func() error { return os.Rename(f.Name(), path) }} {
		if err := step(); err != nil {
			return workbook.CannotWrite(path, err)
		}
	}
	return nil
}

// beside makes an empty file next to one that is to be written. Who may read
// it is decided by the system, as for any new file: a report is to be shared.
func beside(path string) (*os.File, error) {
	for {
		name := filepath.Join(filepath.Dir(path), ".migraform-"+strconv.FormatUint(rand.Uint64(), 36)+filepath.Ext(path))
		f, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o666)
		if !errors.Is(err, os.ErrExist) {
			return f, err
		}
	}
}

// ReportEndingError says that the ending of a file names no form of report.
type ReportEndingError struct{ Path string }

func (e *ReportEndingError) Error() string { return words.In("en").Error(e) }

// Message gives the error for translation.
func (e *ReportEndingError) Message() (string, map[string]any) {
	return "reference.report_ending", map[string]any{"File": filepath.Base(e.Path), "Endings": ReportEndings}
}

// PrintedReport writes the report as a page where the system keeps what may
// be made again, to be opened in a browser, and returns its path.
func (w *Workspace) PrintedReport(language string) (string, error) {
	folder, err := os.UserCacheDir()
	if err != nil {
		folder = os.TempDir()
	}
	folder = filepath.Join(folder, "migraform")
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return "", workbook.CannotWrite(folder, err)
	}
	name := strings.TrimSuffix(filepath.Base(w.Path()), Extension)
	path := filepath.Join(folder, name+"-findings.html")
	return path, WriteReport(path, w.Report(language, ""), true)
}
