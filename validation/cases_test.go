package validation_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"migraform/forms"
	"migraform/forms/definition"
	"migraform/forms/intake"
	"migraform/forms/words"
	"migraform/validation"

	"github.com/goccy/go-yaml"
	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write what is expected of the cases anew")

// facts are what a case declares beside its figures.
type facts struct {
	Says    string // what the case shows
	Verdict string // holds, fails or cannot_tell
	Country string
	Year    int
	Scope   string
	// Questions are answers, as "M4.threshold".
	Questions map[string]string
	Finished  []string
	// Into says for included cells which cell includes them.
	Into   map[string]string
	Before *beforeFacts
	Sent   string // the day on which sent.csv went out
	// Rules are settings other than the definition's.
	Rules    []ruleFacts
	Partners []struct {
		Cell, Country, Value string
	}
}

// ruleFacts are settings of a rule, as in a definition.
type ruleFacts struct {
	Rule, Severity, Lesser string
	Thresholds             map[string]string
}

// beforeFacts are the previous submission; its figures are in before.csv.
type beforeFacts struct {
	Year      int
	Questions map[string]string
}

// TestCases checks each folder of testdata/cases: figures.csv and facts.yaml
// give the lines of expected.jsonl. The folder's name begins with its rule;
// lines of other rules are not compared. A new folder is a new test.
func TestCases(t *testing.T) {
	folders, err := filepath.Glob("testdata/cases/R[0-9]*")
	if err != nil || len(folders) == 0 {
		t.Fatal("no cases", err)
	}
	d, err := definition.BuiltIn()
	if err != nil {
		t.Fatal(err)
	}
	made := map[string]*forms.Questionnaire{}
	shown := map[string]map[string]bool{} // by rule: verdicts
	for _, folder := range folders {
		name := filepath.Base(folder)
		rule, _, _ := strings.Cut(name, "-")
		t.Run(name, func(t *testing.T) {
			f := facts{Country: "NOR", Year: 2025, Scope: definition.All}
			read(t, filepath.Join(folder, "facts.yaml"), &f)
			key := f.Country + f.Scope
			if made[key] == nil || made[key].Year != f.Year {
				if made[key], err = d.For(f.Country, f.Year, f.Scope); err != nil {
					t.Fatal(err)
				}
			}
			q := with(t, made[key], f.Rules)
			lines := caseLines(t, q, folder, &f, rule)
			if shown[rule] == nil {
				shown[rule] = map[string]bool{}
			}
			shown[rule][f.Verdict] = true
			told := strings.Contains(lines, `"verdict":"`+f.Verdict+`"`)
			if f.Verdict == "holds" && lines != "" || f.Verdict == "fails" && !told || f.Verdict == "cannot_tell" && lines != "" && !told {
				t.Errorf("the case is to show that the rule %s:\n%s", f.Verdict, lines)
			}
			expected := filepath.Join(folder, "expected.jsonl")
			if *update {
				if err := os.WriteFile(expected, []byte(lines), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(expected)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), lines); diff != "" {
				t.Errorf("(- want, + got)\n%s", diff)
			}
		})
	}
	for _, r := range forms.DefaultRules() {
		for _, verdict := range []string{"holds", "fails", "cannot_tell"} {
			if !shown[r.ID][verdict] {
				t.Errorf("no case shows that %s %s", r.ID, verdict)
			}
		}
	}
}

// with is a questionnaire with other settings of rules.
func with(t *testing.T, q *forms.Questionnaire, rules []ruleFacts) *forms.Questionnaire {
	t.Helper()
	if len(rules) == 0 {
		return q
	}
	set := *q
	set.Rules = slices.Clone(q.Rules)
	for _, r := range rules {
		of := set.Rule(r.Rule)
		of.Severity, of.Lesser = cmpOr(r.Severity, of.Severity), cmpOr(r.Lesser, of.Lesser)
		of.Thresholds = maps.Clone(of.Thresholds)
		for name, value := range r.Thresholds {
			n, err := forms.ParseNumber(value)
			if _, has := of.Thresholds[name]; !has || err != nil {
				t.Fatalf("%s has no %s of %s", r.Rule, name, value)
			}
			of.Thresholds[name] = n
		}
	}
	return &set
}

func cmpOr(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// TestEveryRuleObeysItsSetting takes the cases that fail: with their rule
// switched off nothing of it is said, and with another severity all of it is
// said with that.
func TestEveryRuleObeysItsSetting(t *testing.T) {
	folders, _ := filepath.Glob("testdata/cases/R[0-9]*")
	d, err := definition.BuiltIn()
	if err != nil {
		t.Fatal(err)
	}
	q, err := d.For("NOR", 2025, definition.All)
	if err != nil {
		t.Fatal(err)
	}
	for _, folder := range folders {
		f := facts{Country: "NOR", Year: 2025, Scope: definition.All}
		read(t, filepath.Join(folder, "facts.yaml"), &f)
		if f.Verdict != "fails" || f.Country != q.Country || f.Year != q.Year || f.Scope != q.Scope {
			continue
		}
		name := filepath.Base(folder)
		rule, _, _ := strings.Cut(name, "-")
		if lines := caseLines(t, with(t, q, append(f.Rules, ruleFacts{Rule: rule, Severity: "off"})), folder, &f, rule); lines != "" {
			t.Errorf("%s, switched off:\n%s", name, lines)
		}
		set := ruleFacts{Rule: rule, Severity: "information"}
		if q.Rule(rule).Lesser != "" {
			set.Lesser = "information"
		}
		for _, line := range strings.Split(strings.TrimSpace(caseLines(t, with(t, q, append(f.Rules, set)), folder, &f, rule)), "\n") {
			if line != "" && !strings.Contains(line, `"severity":"information"`) {
				t.Errorf("%s, as information:\n%s", name, line)
			}
		}
	}
}

// caseLines are what the checks say of a case, as "check --json" writes it.
func caseLines(t *testing.T, q *forms.Questionnaire, folder string, f *facts, rule string) string {
	noted := map[forms.Cell]bool{}
	answers := figures(t, q, filepath.Join(folder, "figures.csv"), f.Into, noted)
	declared := validation.DeclaredIn(f.Questions)
	declared.Holds = func(when string) bool { return definition.Holds(q, when, f.Questions) }
	declared.Noted = func(cell forms.Cell) bool { return noted[cell] }
	declared.Finished = map[string]bool{}
	for _, table := range f.Finished {
		declared.Finished[table] = true
	}
	if f.Sent != "" {
		declared.Sent = &validation.Sent{On: f.Sent, Answers: figures(t, q, filepath.Join(folder, "sent.csv"), nil, map[forms.Cell]bool{})}
	}
	if f.Before != nil {
		declared.Before = &validation.Reference{Year: f.Before.Year, Questions: f.Before.Questions,
			Answers: forms.NewAnswers(q.Cells), Past: map[validation.Then]forms.Answer{}}
		for _, l := range longLines(t, filepath.Join(folder, "before.csv")) {
			if then, ok := validation.ThenOf(q, l.Address); ok {
				declared.Before.Past[then] = l.Answer
			} else {
				declared.Before.Answers.Set(cellAt(t, q, l.Address), l.Answer)
			}
		}
	}
	for _, p := range f.Partners {
		n, err := forms.ParseNumber(p.Value)
		if err != nil {
			t.Fatal(err)
		}
		declared.Partners = append(declared.Partners, validation.Partner{Cell: cellAt(t, q, p.Cell), Country: p.Country, Value: n})
	}
	e := validation.New(q, answers, declared)
	findings := e.Findings()
	var lines bytes.Buffer
	encoder := json.NewEncoder(&lines)
	encoder.SetEscapeHTML(false)
	for i := range findings {
		if findings[i].Rule != rule {
			continue
		}
		e.Blame(&findings[i])
		if err := encoder.Encode(validation.LineOf(q, &findings[i], words.In("en"))); err != nil {
			t.Fatal(err)
		}
	}
	return lines.String()
}

func figures(t *testing.T, q *forms.Questionnaire, name string, into map[string]string, noted map[forms.Cell]bool) *forms.Answers {
	t.Helper()
	answers := forms.NewAnswers(q.Cells)
	for _, l := range longLines(t, name) {
		cell := cellAt(t, q, l.Address)
		l.Answer.Into = into[l.Address]
		answers.Set(cell, l.Answer)
		noted[cell] = l.Note != ""
	}
	return answers
}

func longLines(t *testing.T, name string) []intake.LongLine {
	t.Helper()
	file, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	lines, err := intake.ReadLong(file)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return lines
}

func cellAt(t *testing.T, q *forms.Questionnaire, address string) forms.Cell {
	t.Helper()
	cell, err := q.Cell(address)
	if err != nil {
		t.Fatal(err)
	}
	return cell
}

func read(t *testing.T, name string, to any) {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if err := yaml.UnmarshalWithOptions(text, to, yaml.DisallowUnknownField()); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
}
