package forms

// RelationKind says how the two sides of a relation compare.
type RelationKind string

const (
	// Equal: left = right, within Tolerance.
	Equal RelationKind = "equal"
	// AtMost: left ≤ right.
	AtMost RelationKind = "at_most"
	// Near: left ÷ right lies from Low to High.
	Near RelationKind = "near"
	// Rate: left = right ÷ over × Per, within Tolerance.
	Rate RelationKind = "rate"
)

// Relation compares sums of measures, at every combination of codes that all
// its terms offer. That one measure is equal wherever it is asked needs no
// relation.
type Relation struct {
	// ID is unique in the questionnaire: "acquisitions_and_stock".
	ID    string
	Title Text // what is compared
	Rule  string
	Kind  RelationKind
	// Severity is "error", "warning" or "information"; empty means what the
	// rule says.
	Severity          string
	Left, Right, Over []RelationTerm
	// Per is what a rate is per: 100 for per cent.
	Per Number
	// Low and High bound left ÷ right, in millionths, where Kind is Near.
	Low, High int64
	// Tolerance is absolute, in the unit of the left side.
	Tolerance Number
	// Least is the right side below which nothing is compared.
	Least Number
	// By names the concepts whose codes are gone through; nil means all that
	// the terms share. Other concepts are taken at their total.
	By []string
	// When is a condition over the answers to questions (definition.Holds);
	// empty means always.
	When string
}

// LeftOut is a relation that is not checked, because tables with what it
// compares are not asked.
type LeftOut struct {
	Rule     string
	Relation string
	Tables   []string
}

// RelationTerm is one measure in a relation, added (+1) or subtracted (-1).
type RelationTerm struct {
	Sign    int8
	Measure string
	// Where fixes concepts at a key; the term takes no part in going through
	// their codes. The key "" is everything.
	Where map[string]string
	// Shift moves the moment or period by years: -1 is the end of the year
	// before.
	Shift int
}

// Measure is what is said of a measure: the rule by which its equality in all
// tables is checked (R08 otherwise), and the share, in millionths, by which
// figures may differ where one of the tables comes from a survey.
type Measure struct {
	Name        string
	Rule        string
	SurveyShare int64
}

// Comparison is a relation at one combination of codes and one year.
type Comparison struct {
	Left, Right, Over []ComparedTerm
}

// ComparedTerm is a term of a relation at one combination of codes.
type ComparedTerm struct {
	Sign int8
	// Carriers are the places that carry the quantity, in the order of the
	// questionnaire; each is one cell or cells that add up to it. They say
	// the same where R08 holds, so the first that is known will do.
	Carriers [][]Cell
}
