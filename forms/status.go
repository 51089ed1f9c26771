package forms

// Status says what kind of answer a cell holds. The letters are those of the
// SDMX cross-domain code list CL_OBS_STATUS; the zero value is a blank cell.
type Status byte

const (
	Blank        Status = 0
	Normal       Status = 'A' // a number; nil is the number 0
	Estimated    Status = 'E' // a number
	Provisional  Status = 'P' // a number
	Break        Status = 'B' // a number, after a break in the series
	Differing    Status = 'D' // a number under a differing definition
	Unreliable   Status = 'U' // a number of low reliability
	Includes     Status = 'W' // a number that includes another category
	NotAvailable Status = 'O' // may exist, the office has no figure
	NotCollected Status = 'L' // exists and was not collected
	CannotExist  Status = 'M' // not applicable
	Included     Status = 'K' // included in another category
	Withheld     Status = 'Q' // confidential: known, not sent
)

// Statuses are all that an answer may have, in the order in which they are
// offered to a person.
var Statuses = []Status{Normal, Provisional, Estimated, Break, Differing, Unreliable, Includes,
	NotAvailable, NotCollected, CannotExist, Included, Withheld}

// IsNumber reports whether an answer of this status carries a number.
func (s Status) IsNumber() bool {
	switch s {
	case Normal, Estimated, Provisional, Break, Differing, Unreliable, Includes:
		return true
	}
	return false
}

// Valid reports whether s is one of Statuses.
func (s Status) Valid() bool {
	switch s {
	case NotAvailable, NotCollected, CannotExist, Included, Withheld:
		return true
	}
	return s.IsNumber()
}

// Graver is the status of the sum of two figures: what is said of either holds
// for the sum.
func (s Status) Graver(other Status) Status {
	for _, grave := range []Status{Break, Estimated, Provisional, Unreliable, Differing, Includes} {
		if s == grave || other == grave {
			return grave
		}
	}
	return Normal
}

// CallsForNote reports whether a cell of this status should be explained in
// a footnote.
func (s Status) CallsForNote() bool {
	switch s {
	case Included, Includes, Break, Differing, Estimated:
		return true
	}
	return false
}

// String is the letter, empty for a blank.
func (s Status) String() string {
	if s == Blank {
		return ""
	}
	return string(rune(s))
}

// ParseStatus reads a letter; the empty text is Blank.
func ParseStatus(text string) (Status, bool) {
	if text == "" {
		return Blank, true
	}
	if len(text) == 1 && Status(text[0]).Valid() {
		return Status(text[0]), true
	}
	return Blank, false
}

// Confidentiality is the SDMX confidentiality status of a cell (CL_CONF_STATUS
// letters as the questionnaire uses them); zero means none was given.
type Confidentiality byte

const (
	Unstated       Confidentiality = 0
	Free           Confidentiality = 'F'
	NotPublished   Confidentiality = 'N'
	SmallCount     Confidentiality = 'A' // primary, a small count
	Confidential   Confidentiality = 'C'
	SecondarySet   Confidentiality = 'D' // secondary, set by the sender
	confidentially                 = "FNACD"
)

// Confidentialities are all that a cell may have.
var Confidentialities = []Confidentiality{Free, NotPublished, SmallCount, Confidential, SecondarySet}

// String is the letter, empty where none was given.
func (c Confidentiality) String() string {
	if c == Unstated {
		return ""
	}
	return string(rune(c))
}

// ParseConfidentiality reads a letter; the empty text is Unstated.
func ParseConfidentiality(text string) (Confidentiality, bool) {
	if text == "" {
		return Unstated, true
	}
	for i := range len(confidentially) {
		if text == confidentially[i:i+1] {
			return Confidentiality(text[0]), true
		}
	}
	return Unstated, false
}

// Means says how an answer came into its cell.
type Means byte

const (
	Typed    Means = 't'
	Pasted   Means = 'p'
	Imported Means = 'i'
	Derived  Means = 'd'
	Merged   Means = 'm'
)

// String is a short word for the history.
func (m Means) String() string {
	switch m {
	case Typed:
		return "typed"
	case Pasted:
		return "pasted"
	case Imported:
		return "imported"
	case Derived:
		return "derived"
	case Merged:
		return "merged"
	}
	return ""
}
