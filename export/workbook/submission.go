package workbook

import (
	"strings"
	"time"

	"migraform/forms"
)

// Submission is all that a workbook says, as plain values.
type Submission struct {
	Questionnaire *forms.Questionnaire
	Answers       *forms.Answers
	// Shown returns the computed figure of a blank total, false where there
	// is none. It becomes the cached value of a live formula. May be nil.
	Shown func(forms.Cell) (forms.Number, bool)
	// Tolerance returns by how much a sum of so many parts may differ from
	// its total, where a table is declared as rounded. nil means not at all.
	Tolerance func(cube *forms.Cube, parts int) forms.Number
	// Notes are footnotes by address: of a cell ("B2/NOR/F/2025"), of a row
	// or column ("B2/NOR/*/*"), of a table ("B2").
	Notes     map[string]string
	Questions []QuestionAnswer
	Findings  []Finding
	Sources   []Source

	Language string   // tag of the language that texts are written in
	Draft    bool     // marked as a draft on every page
	Parts    []string // ids of sections, tables or cubes; empty for all
	Blank    bool     // a form to be filled in: no answers, all sums live

	Document    string    // id of the document
	Office      string    // name of the office
	Contact     string    // person and address
	Created     time.Time // when this submission was made
	Program     string    // version of the program
	Fingerprint string    // of the document's answers
}

// QuestionAnswer is one question of M1–M5 with its answer.
type QuestionAnswer struct {
	Group    string // id of the question group
	Entry    int    // number of the entry in a repeated group, else 0
	Question string // id of the question
	Label    string // the question in words
	Answer   string // as the document holds it: the id of an option, a text
	Text     string // as a person reads it
}

// Finding is what a check says, already in words.
type Finding struct {
	Rule        string   // "R02"
	Severity    string   // "error", "warning" or "information"
	Verdict     string   // "fails" or "cannot_tell"
	Cells       []string // addresses
	Sentence    string
	Explanation string // why the figures are right all the same, if given
	By          string // who explained
	When        time.Time
}

// Source is a file that figures were read from.
type Source struct {
	File   string
	Sheet  string
	SHA256 string
	When   time.Time
	Cells  int // figures taken from it
}

// Has reports whether a table's cube goes into the workbook.
func (s *Submission) Has(t *forms.Table, c *forms.Cube) bool {
	if len(s.Parts) == 0 {
		return true
	}
	for _, part := range s.Parts {
		if part == t.Section || part == t.ID || part == c.Name {
			return true
		}
	}
	return false
}

// hasAddress reports whether an address or a pattern lies in a cube that goes
// into the workbook.
func (s *Submission) hasAddress(address string) bool {
	name, _, _ := strings.Cut(address, "/")
	if c := s.Questionnaire.Cube(name); c != nil {
		return s.Has(s.Questionnaire.TableOf(c), c)
	}
	if t := s.Questionnaire.Table(name); t != nil {
		return s.Has(t, &forms.Cube{})
	}
	return len(s.Parts) == 0
}

// at is the answer in a cell; none in a blank form.
func (s *Submission) at(cell forms.Cell) forms.Answer {
	if s.Blank {
		return forms.Answer{}
	}
	return s.Answers.At(cell)
}

// shown is the computed figure of a blank cell.
func (s *Submission) shown(cell forms.Cell) (forms.Number, bool) {
	if s.Blank || s.Shown == nil {
		return 0, false
	}
	return s.Shown(cell)
}
