package report

import (
	"time"

	"migraform/forms"
	"migraform/forms/words"
)

// Report is what the checks of a document or a workbook found.
type Report struct {
	Language string // tag of the language that all texts are in

	Questionnaire string // its title
	ID, Version   string // of the questionnaire, as programs name it
	Country       string // ISO 3166-1 alpha-3
	CountryName   string
	Year          int    // the last reference year
	Office        string // may be empty
	File          string // what was checked, without its folder
	Document      string // id of the document; may be empty
	Program       string // version of the program
	// Computed is the moment at which the findings were so.
	Computed time.Time
	// Draft says that something stands in the way of a final submission.
	Draft bool
	// Unchecked says in sentences what is not checked at all.
	Unchecked []string

	// Tables hold the findings by table, in the order of the questionnaire.
	// Tables without any need not be there.
	Tables []Table
}

// Table holds the findings that lead to one table, and how many checks of it
// hold.
type Table struct {
	ID, Title string
	Findings  []Finding
	Held      []Held
}

// Held is how many checks of a rule hold in a table: they had figures, and
// nothing is wrong with those.
type Held struct {
	Rule, Severity string
	Count          int
}

// Finding is a check that fails or cannot be told, in words.
type Finding struct {
	// Key tells the check from all others of the document.
	Key      string
	Rule     string // "R02"
	Severity string // forms.SeverityError and so on
	// CannotTell says that the check did not fail: a figure is missing.
	CannotTell bool
	Sentence   string
	Step       string // what to do next; may be empty
	Equation   string // empty where there is none
	Difference forms.Number
	Tolerance  forms.Number
	// Cells are those whose figures take part, the one to go to first.
	Cells []Cell
	// Suspects say which figures are probably wrong; Unsearched says where the
	// search for them stopped, and may be empty.
	Suspects    []string
	Unsearched  string
	Explanation *Explanation // nil where there is none
}

// Cell is a figure that takes part in a check.
type Cell struct {
	Address string // "B2/NOR/F/2025"
	Measure string // what its table measures
	Time    string // the year
}

// Explanation is why the figures are right all the same.
type Explanation struct {
	Text   string
	Who    string
	When   time.Time
	Lapsed bool // the figures have changed since
}

// settled reports whether a finding is explained and asks for nothing more.
func (f *Finding) settled() bool {
	return f.Explanation != nil && !f.Explanation.Lapsed && f.Severity != forms.SeverityError
}

// tongue is the language of the report.
func (r *Report) tongue() *words.Tongue { return words.In(r.Language) }

// failing are the findings of a table that fail, and how many cannot be told.
func (t *Table) failing() (failing []*Finding, cannotTell int) {
	for i := range t.Findings {
		if t.Findings[i].CannotTell {
			cannotTell++
		} else {
			failing = append(failing, &t.Findings[i])
		}
	}
	return failing, cannotTell
}
