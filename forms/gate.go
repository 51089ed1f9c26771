package forms

// Passage is what an open finding means for an export.
type Passage string

// A final export is refused while something blocks; what asks for an
// explanation needs one, or a correction; what passes is only said.
const (
	Block   Passage = "block"
	Explain Passage = "explain"
	Pass    Passage = "pass"
)

// Gate says for each severity what an open finding means. An empty passage is
// that of DefaultGate.
type Gate struct {
	Error, Warning, Information Passage
}

// DefaultGate is how it is where a definition says nothing else.
func DefaultGate() Gate { return Gate{Error: Block, Warning: Explain, Information: Pass} }

// Of returns the passage of a severity.
func (g Gate) Of(severity string) Passage {
	d := DefaultGate()
	given, usual := g.Error, d.Error
	switch severity {
	case SeverityWarning:
		given, usual = g.Warning, d.Warning
	case SeverityInformation:
		given, usual = g.Information, d.Information
	}
	if given == "" {
		return usual
	}
	return given
}
