package forms

// Answers holds the answers of a whole questionnaire in dense arrays over its
// cells. What few cells have (the including cell, the source) stands beside.
type Answers struct {
	Values   []Number
	Statuses []Status
	Confs    []Confidentiality
	Ways     []Means
	intos    map[Cell]string
	sources  map[Cell]SourceRef
}

// NewAnswers returns blank answers for a number of cells.
func NewAnswers(cells int) *Answers {
	return &Answers{
		Values:   make([]Number, cells),
		Statuses: make([]Status, cells),
		Confs:    make([]Confidentiality, cells),
		Ways:     make([]Means, cells),
		intos:    map[Cell]string{},
		sources:  map[Cell]SourceRef{},
	}
}

// At returns the answer in a cell.
func (a *Answers) At(cell Cell) Answer {
	return Answer{Value: a.Values[cell], Status: a.Statuses[cell], Conf: a.Confs[cell],
		Means: a.Ways[cell], Into: a.intos[cell], Source: a.sources[cell]}
}

// Set puts an answer into a cell.
func (a *Answers) Set(cell Cell, answer Answer) {
	if !answer.Status.IsNumber() {
		answer.Value = 0
	}
	a.Values[cell], a.Statuses[cell] = answer.Value, answer.Status
	a.Confs[cell], a.Ways[cell] = answer.Conf, answer.Means
	if answer.Into == "" {
		delete(a.intos, cell)
	} else {
		a.intos[cell] = answer.Into
	}
	if answer.Source == (SourceRef{}) {
		delete(a.sources, cell)
	} else {
		a.sources[cell] = answer.Source
	}
}

// Includers calls f for each cell that says which other cell includes it.
func (a *Answers) Includers(f func(cell Cell, into string)) {
	for cell, into := range a.intos {
		f(cell, into)
	}
}
