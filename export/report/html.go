package report

import (
	"embed"
	"html/template"
	"io"
	"slices"
	"strconv"
	"strings"
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
	Draft, Nothing, Held        string
	Counts                      []count
	Tables                      []section
	CannotTell, CannotTellTitle string
	Waiting                     []waiting
	Unchecked                   []string
	Footer                      string
}

type count struct{ Severity, Text string }

type section struct {
	ID, Title string
	Groups    []group
}

// group are the findings of one rule in a table that ask for the same: what
// they have in common is said once.
type group struct {
	Severity, SeverityName, Rule, RuleName string
	Count                                  string
	Step                                   string // empty where they differ
	Findings                               []entry
}

type entry struct {
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
	s.Lines = append(s.Lines, t.Say("report.file", "File", r.File), t.Say("report.computed", "When", moment(t, r.Computed)))
	if r.Draft {
		s.Draft = t.Say("report.draft")
	}
	s.Footer = t.Say("report.program", "Program", r.Program)
	counts := map[string]int{}
	untold, held := 0, 0
	for i := range r.Tables {
		table := &r.Tables[i]
		for _, h := range table.Held {
			held += h.Count
		}
		failing, cannotTell := table.failing()
		if untold += cannotTell; cannotTell > 0 {
			s.Waiting = append(s.Waiting, waiting{table.ID, table.Title, t.Number(forms.Whole(int64(cannotTell)))})
		}
		if len(failing) == 0 {
			continue
		}
		for _, f := range failing {
			counts[f.standing()]++
		}
		s.Tables = append(s.Tables, section{ID: table.ID, Title: table.Title, Groups: grouped(failing, t)})
	}
	for _, severity := range []string{forms.SeverityError, forms.SeverityWarning, forms.SeverityInformation, "explained"} {
		if n := counts[severity]; n > 0 {
			s.Counts = append(s.Counts, count{severity, t.Say("report.n_"+severity, "Count", n)})
		}
	}
	if held > 0 {
		s.Held = t.Say("report.n_hold", "Count", held)
	}
	if len(s.Counts) == 0 {
		s.Nothing = t.Say("report.nothing")
	}
	s.Unchecked = r.Unchecked
	if untold+len(r.Unchecked) > 0 {
		s.CannotTellTitle = t.Say("report.cannot_tell_title")
	}
	if untold > 0 {
		s.CannotTell = t.Say("report.cannot_tell", "Count", untold)
	}
	return s
}

// standing is how a finding is marked: as its severity, or as explained.
func (f *Finding) standing() string {
	if f.settled() {
		return "explained"
	}
	return f.Severity
}

// grouped puts findings of the same rule and standing together, those that are
// explained last.
func grouped(findings []*Finding, t *words.Tongue) []group {
	var groups []group
	at := map[[2]string]int{}
	for _, f := range findings {
		key := [2]string{f.Rule, f.standing()}
		n, ok := at[key]
		if !ok {
			n = len(groups)
			at[key] = n
			groups = append(groups, group{Severity: f.standing(), SeverityName: t.Say("report.severity_" + f.Severity),
				Rule: f.Rule, RuleName: RuleName(t, f.Rule), Step: f.step()})
		}
		g := &groups[n]
		if g.Step != f.step() {
			g.Step = ""
		}
		g.Findings = append(g.Findings, f.entry(t))
	}
	slices.SortStableFunc(groups, func(a, b group) int {
		last := map[bool]int{true: 1}
		return last[a.Severity == "explained"] - last[b.Severity == "explained"]
	})
	for i := range groups {
		g := &groups[i]
		g.Count = t.Number(forms.Whole(int64(len(g.Findings))))
		for k := range g.Findings {
			if g.Step != "" {
				g.Findings[k].Step = ""
			}
		}
	}
	return groups
}

// step is what to do next; nothing where a finding is explained.
func (f *Finding) step() string {
	if f.settled() {
		return ""
	}
	return f.Step
}

func (f *Finding) entry(t *words.Tongue) entry {
	e := entry{Sentence: f.Sentence, Step: f.step(), Equation: f.Equation}
	if len(f.Cells) > 0 {
		e.Address = f.Cells[0].Address
	}
	if f.Equation != "" {
		e.Difference = t.Say("report.difference", "Difference", f.Difference, "Tolerance", f.Tolerance)
	}
	if x := f.Explanation; x != nil {
		e.Explained, e.ExplainedBy = x.Text, t.Say("report.explained", "Who", x.Who, "When", moment(t, x.When))
		if x.Who == "" {
			e.ExplainedBy = t.Say("report.explained_when", "When", moment(t, x.When))
		}
		if x.Lapsed {
			e.Lapsed = t.Say("report.lapsed")
		}
	}
	if f.settled() {
		return e
	}
	e.Suspects = f.Suspects
	if f.Unsearched != "" {
		e.Suspects = append(slices.Clip(e.Suspects), f.Unsearched)
	}
	return e
}

// Running is what stands at the head of every printed page: that it is a
// draft.
func (s sheet) Running() template.CSS {
	if s.Draft == "" {
		return ""
	}
	return template.CSS(`"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", " ", "<", `\3c `).Replace(s.Draft) + `"`)
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

// moment writes a time so that it is read the same everywhere, also between
// words that run from right to left.
func moment(in *words.Tongue, t time.Time) string {
	text := t.Format("2006-01-02 15:04 UTC-07:00")
	if _, offset := t.Zone(); offset == 0 {
		text = t.Format("2006-01-02 15:04 UTC")
	}
	if in.RightToLeft() {
		const leftToRight = "\u200e"
		return leftToRight + text + leftToRight
	}
	return text
}
