package report

import (
	"embed"
	"html/template"
	"io"
	"slices"
	"strconv"
	"time"

	"migraform/forms"
	"migraform/forms/words"
)

//go:embed page.html parts.html submission.html
var pages embed.FS

// The pages escape whatever stands in them: a note or an explanation is text,
// never markup.
var page = template.Must(template.ParseFS(pages, "*.html"))

// HTML writes the report as one page to print: without scripts and without
// anything from elsewhere. Severities are told apart by shape and word, so
// that a print in grey says as much.
func HTML(w io.Writer, r *Report) error { return page.ExecuteTemplate(w, "page.html", r.sheet()) }

// sheet is the page in words.
type sheet struct {
	Language, Direction         string
	Title, Of                   string
	Lines                       []string
	Draft, Nothing              string
	Counts                      []count
	Tables                      []section
	CannotTell, CannotTellTitle string
	Waiting                     []waiting
	Footer                      string
}

type count struct{ Severity, Text string }

type section struct {
	ID, Title string
	Findings  []entry
}

type entry struct {
	Severity, SeverityName, Rule, RuleName  string
	Sentence, Step, Equation, Difference    string
	Suspects                                []string
	Explained, ExplainedBy, Lapsed, Address string
}

type waiting struct{ ID, Title, Count string }

func (r *Report) sheet() sheet {
	t := r.tongue()
	s := sheet{Language: t.Tag, Direction: "ltr", Title: t.Say("report.title"),
		Of: t.Say("report.of", "Questionnaire", r.Questionnaire, "Country", r.CountryName, "Year", strconv.Itoa(r.Year))}
	if t.RightToLeft() {
		s.Direction = "rtl"
	}
	if r.Office != "" {
		s.Lines = append(s.Lines, r.Office)
	}
	s.Lines = append(s.Lines, t.Say("report.file", "File", r.File), t.Say("report.computed", "When", moment(r.Computed)))
	if r.Draft {
		s.Draft = t.Say("report.draft")
	}
	s.Footer = t.Say("report.program", "Program", r.Program)
	counts := map[string]int{}
	untold := 0
	for i := range r.Tables {
		table := &r.Tables[i]
		failing, cannotTell := table.failing()
		if untold += cannotTell; cannotTell > 0 {
			s.Waiting = append(s.Waiting, waiting{table.ID, table.Title, t.Number(forms.Whole(int64(cannotTell)))})
		}
		if len(failing) == 0 {
			continue
		}
		part := section{ID: table.ID, Title: table.Title}
		for _, f := range failing {
			part.Findings = append(part.Findings, f.entry(t))
			if f.settled() {
				counts["explained"]++
			} else {
				counts[f.Severity]++
			}
		}
		s.Tables = append(s.Tables, part)
	}
	for _, severity := range []string{forms.SeverityError, forms.SeverityWarning, forms.SeverityInformation, "explained"} {
		if n := counts[severity]; n > 0 {
			s.Counts = append(s.Counts, count{severity, t.Say("report.n_"+severity, "Count", n)})
		}
	}
	if len(s.Counts) == 0 {
		s.Nothing = t.Say("report.nothing")
	}
	if untold > 0 {
		s.CannotTellTitle = t.Say("report.cannot_tell_title")
		s.CannotTell = t.Say("report.cannot_tell", "Count", untold)
	}
	return s
}

func (f *Finding) entry(t *words.Tongue) entry {
	e := entry{Severity: f.Severity, SeverityName: t.Say("report.severity_" + f.Severity), Rule: f.Rule, RuleName: RuleName(t, f.Rule),
		Sentence: f.Sentence, Step: f.Step, Equation: f.Equation}
	if len(f.Cells) > 0 {
		e.Address = f.Cells[0].Address
	}
	if f.Equation != "" || f.Difference != 0 {
		e.Difference = t.Say("report.difference", "Difference", f.Difference, "Tolerance", f.Tolerance)
	}
	if x := f.Explanation; x != nil {
		e.Explained, e.ExplainedBy = x.Text, t.Say("report.explained", "Who", x.Who, "When", moment(x.When))
		if x.Who == "" {
			e.ExplainedBy = t.Say("report.explained_when", "When", moment(x.When))
		}
		if x.Lapsed {
			e.Lapsed = t.Say("report.lapsed")
		}
	}
	if f.settled() {
		e.Severity, e.Step = "explained", ""
		return e
	}
	e.Suspects = f.Suspects
	if f.Unsearched != "" {
		e.Suspects = append(slices.Clip(e.Suspects), f.Unsearched)
	}
	return e
}

// RuleName says in a few words what a rule asks: "a total equals its parts".
// It is empty for a rule that nobody named.
func RuleName(t *words.Tongue, rule string) string {
	id := "report.rule_" + rule
	if name := t.Say(id); name != id {
		return name
	}
	return ""
}

// moment writes a time so that it is read the same everywhere.
func moment(t time.Time) string {
	if _, offset := t.Zone(); offset == 0 {
		return t.Format("2006-01-02 15:04 UTC")
	}
	return t.Format("2006-01-02 15:04 UTC-07:00")
}
