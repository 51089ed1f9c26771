package workspace

import (
	"bufio"
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"migraform/export/workbook"
	"migraform/forms"
	"migraform/forms/definition"
	"migraform/forms/intake"
	"migraform/forms/words"
	"migraform/validation"
)

// Partners are figures of other countries about the same persons as cells of
// this document.
type Partners struct {
	Files  []string // without their folders
	Loaded time.Time
	// Figures counts them, Countries those that counted, Dropped what a file
	// holds about this country and no table asks.
	Figures, Countries, Dropped int

	figures []validation.Partner
}

// Summary says in a sentence what was loaded, and what is left out.
func (p *Partners) Summary() []words.Message {
	all := []words.Message{words.Say("reference.partners", "Files", p.Files, "Count", p.Figures, "Countries", p.Countries)}
	if p.Dropped > 0 {
		all = append(all, words.Say("reference.partners_dropped", "Count", p.Dropped))
	}
	return all
}

// mirror says which figure of a partner is about the same persons as one of
// the office: its concept names the partner, the partner's names the office's
// country. Direction is how a file of another producer says it.
type mirror struct {
	measure, concept               string
	partnerMeasure, partnerConcept string
	direction                      string
}

var mirrors = []mirror{
	{"immigration", "residence", "emigration", "next_residence", "emigration"},
	{"emigration", "next_residence", "immigration", "residence", "immigration"},
	{"nationals abroad", "host", "residents", "citizenship", ""},
}

// LoadPartners takes partners' figures into the document, beside those that
// are there, as one undoable change: a CSV of country, cell and value, a
// partner's own document or workbook, or a table of countries by countries.
func (w *Workspace) LoadPartners(ctx context.Context, path string) (*Partners, error) {
	p, err := w.ReadPartners(ctx, path)
	if err != nil {
		return nil, err
	}
	all := w.Partners().with(p)
	s := storedPartners{Files: all.Files, Loaded: all.Loaded, Dropped: all.Dropped}
	for _, f := range all.figures {
		s.Figures = append(s.Figures, storedPartner{w.q.Address(f.Cell), f.Country, f.Value.String()})
	}
	text, err := json.Marshal(s)
	if err != nil {
		return nil, err
	}
	return p, w.keep(partnersKey, string(text), label("change.partners", filepath.Base(path)))
}

// UsePartners compares with partners' figures without keeping them.
func (w *Workspace) UsePartners(p *Partners) {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	w.partners = *w.partners.with(p)
	w.declareAnew()
}

// RemovePartners takes all partners' figures out of the document.
func (w *Workspace) RemovePartners() error {
	return w.keep(partnersKey, "", label("change.partners_removed", ""))
}

// Partners are the figures of partners that are compared with.
func (w *Workspace) Partners() *Partners {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	p := w.partners
	return &p
}

// PartnersAt are what partners say of a cell.
func (w *Workspace) PartnersAt(cell forms.Cell) []validation.Partner {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	var at []validation.Partner
	for _, p := range w.partners.figures {
		if p.Cell == cell {
			at = append(at, p)
		}
	}
	return at
}

// with puts further figures beside others; of the same country and cell the
// later one counts.
func (p *Partners) with(more *Partners) *Partners {
	all := &Partners{Loaded: more.Loaded, Dropped: more.Dropped}
	type place struct {
		cell    forms.Cell
		country string
	}
	at := map[place]int{}
	for _, f := range append(slices.Clone(p.figures), more.figures...) {
		if n, ok := at[place{f.Cell, f.Country}]; ok {
			all.figures[n] = f
			continue
		}
		at[place{f.Cell, f.Country}] = len(all.figures)
		all.figures = append(all.figures, f)
	}
	for _, file := range append(slices.Clone(p.Files), more.Files...) {
		if !slices.Contains(all.Files, file) {
			all.Files = append(all.Files, file)
		}
	}
	all.count()
	return all
}

func (p *Partners) count() {
	countries := map[string]bool{}
	for _, f := range p.figures {
		countries[f.Country] = true
	}
	p.Figures, p.Countries = len(p.figures), len(countries)
}

type storedPartners struct {
	Files   []string        `json:"files"`
	Loaded  time.Time       `json:"loaded"`
	Dropped int             `json:"dropped,omitempty"`
	Figures []storedPartner `json:"figures"`
}

type storedPartner struct {
	Cell    string `json:"cell"`
	Country string `json:"country"`
	Value   string `json:"value"`
}

func (w *Workspace) takePartners(value string) error {
	w.partners = Partners{}
	if value == "" {
		return nil
	}
	var s storedPartners
	if err := json.Unmarshal([]byte(value), &s); err != nil {
		return fmt.Errorf("%s: %w", w.document.Path(), err)
	}
	p := Partners{Files: s.Files, Loaded: s.Loaded, Dropped: s.Dropped}
	for _, f := range s.Figures {
		cell, asked := definition.Place(w.q, f.Cell)
		if !asked {
			continue
		}
		n, err := forms.ParseNumber(f.Value)
		if err != nil {
			return fmt.Errorf("%s: %s: %w", w.document.Path(), f.Cell, err)
		}
		p.figures = append(p.figures, validation.Partner{Cell: cell, Country: f.Country, Value: n})
	}
	p.count()
	w.partners = p
	return nil
}

// ReadPartners reads partners' figures without keeping them.
func (w *Workspace) ReadPartners(ctx context.Context, path string) (*Partners, error) {
	if _, err := os.Stat(path); err != nil {
		return nil, &FileError{Path: path, Err: err}
	}
	p := &Partners{Files: []string{filepath.Base(path)}, Loaded: time.Now().UTC().Truncate(time.Second)}
	done, err := w.partnersCSV(p, path)
	if err == nil && !done {
		done, err = w.partnerSubmission(ctx, p, path)
	}
	if err == nil && !done {
		err = w.partnersMatrix(ctx, p, path)
	}
	if err != nil {
		return nil, err
	}
	p = (&Partners{}).with(p) // of the same country and cell the later figure counts
	if p.Figures == 0 {
		return nil, &ReferenceError{Problem: "no_partner", Path: path, Own: w.q.Country}
	}
	return p, nil
}

// partnerColumns are the heads of a CSV of partners' figures: who counted,
// the cell of this document, what was counted.
var partnerColumns = []string{"country", "cell", "value"}

func (w *Workspace) partnersCSV(p *Partners, path string) (bool, error) {
	f, err := os.Open(path)
	if err != nil {
		return false, &FileError{Path: path, Err: err}
	}
	defer f.Close()
	text := bufio.NewReader(io.LimitReader(f, largestLong))
	lines := csv.NewReader(text)
	if start, _ := text.Peek(len(byteOrderMark)); string(start) == byteOrderMark {
		_, _ = text.Discard(len(byteOrderMark))
	}
	// Spreadsheet programs of many countries separate with semicolons.
	if start, _ := text.Peek(longestHead); bytes.ContainsRune(firstLine(start), ';') {
		lines.Comma = ';'
	}
	head, err := lines.Read()
	for i := range head {
		head[i] = strings.ToLower(strings.TrimSpace(head[i]))
	}
	if err != nil || !slices.Equal(head, partnerColumns) {
		return false, nil
	}
	for {
		line, err := lines.Read()
		if errors.Is(err, io.EOF) {
			return true, nil
		}
		if err != nil {
			return true, &FileError{Path: path, Err: err}
		}
		row, _ := lines.FieldPos(0)
		if _, ok := definition.CountryByCode(line[0]); !ok || line[0] == w.q.Country {
			return true, &ReferenceError{Problem: "partner_country", Path: path, Found: line[0], Line: row}
		}
		n, err := forms.ParseNumber(line[2])
		if err != nil {
			return true, &ReferenceError{Problem: "partner_value", Path: path, Found: line[2], Line: row}
		}
		if cell, asked := definition.Place(w.q, line[1]); asked {
			p.figures = append(p.figures, validation.Partner{Cell: cell, Country: line[0], Value: n})
		} else {
			p.Dropped++
		}
	}
}

// byteOrderMark is what some programs begin a text with.
const byteOrderMark = "\ufeff"

// longestHead is how many bytes of a CSV's heads are looked at.
const longestHead = 200

func firstLine(text []byte) []byte {
	line, _, _ := bytes.Cut(text, []byte("\n"))
	return line
}

// partnerSubmission takes what a partner answered in this questionnaire.
func (w *Workspace) partnerSubmission(ctx context.Context, p *Partners, path string) (bool, error) {
	var e *earlier
	if IsDocument(path) {
		var err error
		if e, err = earlierDocument(path); err != nil {
			return true, err
		}
	} else if contents, err := workbook.Read(ctx, path); err == nil {
		e = earlierWorkbook(contents)
	} else {
		return false, ctx.Err()
	}
	switch {
	case e.Country == w.q.Country:
		return true, &ReferenceError{Problem: "own_country", Path: path, Found: e.Country}
	case e.Questionnaire != w.q.ID:
		return true, &ReferenceError{Problem: "questionnaire", Path: path, Found: e.Questionnaire, Own: w.q.ID}
	}
	d, err := definition.BuiltIn()
	if err != nil {
		return true, err
	}
	theirs, err := d.For(e.Country, e.Year, definition.All)
	if err != nil {
		return true, err
	}
	e.each(func(address string, a forms.Answer) {
		cell, err := theirs.Cell(address)
		if err != nil || !a.Status.IsNumber() {
			return
		}
		cube := theirs.CubeOf(cell)
		for _, m := range mirrors {
			codes := map[string]string{m.concept: e.Country}
			about := false
			for i, axis := range cube.Axes {
				key := cube.Code(cell, i).ID
				if axis.Concept == m.partnerConcept {
					about = key == w.q.Country
				} else {
					codes[axis.Concept] = key
				}
			}
			if cube.Measure != m.partnerMeasure || !about {
				continue
			}
			w.partner(p, m, e.Country, codes, a.Value)
		}
	})
	return true, nil
}

// partnersMatrix takes what a table of countries by countries says of this
// one, as far as it says of which year.
func (w *Workspace) partnersMatrix(ctx context.Context, p *Partners, path string) error {
	reading, err := Recognise(ctx, path, w.q.Country, nil)
	if err != nil {
		return err
	}
	for f := range reading.Figures() {
		if f.Kind != intake.Data || f.Counterpart != w.q.Country || f.Area == w.q.Country || f.Age != "" && f.Age != "_T" {
			continue
		}
		if _, ok := definition.CountryByCode(f.Area); !ok {
			continue
		}
		n, err := forms.ParseNumber(f.Value)
		if err != nil {
			continue
		}
		for _, m := range mirrors {
			if m.direction == f.Other["direction"] {
				w.partner(p, m, f.Area, map[string]string{m.concept: f.Area, "sex": f.Sex, "time": f.Time}, n)
			}
		}
	}
	return nil
}

// partner finds the cells of this document that a partner's figure is about:
// those with the same codes, and totals on all other axes. An axis that has
// no total holds ways of counting the same persons: each is compared.
func (w *Workspace) partner(p *Partners, m mirror, country string, codes map[string]string, n forms.Number) {
	found := false
	for _, cube := range w.q.Cubes {
		if cube.Measure != m.measure || !slices.ContainsFunc(cube.Axes, func(a *forms.Axis) bool { return a.Concept == m.concept }) {
			continue
		}
		addresses := []string{cube.Name}
		for _, axis := range cube.Axes {
			choice := []string{codes[axis.Concept]}
			if choice[0] == "" {
				choice = totals(axis.List)
			}
			var longer []string
			for _, address := range addresses {
				for _, code := range choice {
					longer = append(longer, address+"/"+code)
				}
			}
			addresses = longer
		}
		for _, address := range addresses {
			if cell, asked := definition.Place(w.q, address); asked {
				p.figures = append(p.figures, validation.Partner{Cell: cell, Country: country, Value: n})
				found = true
			}
		}
	}
	if !found {
		p.Dropped++
	}
}

// totals are the total of a list, or all codes of one without.
func totals(list *forms.CodeList) []string {
	var all []string
	for i := range list.Codes {
		if list.Codes[i].Kind == forms.Total {
			return []string{list.Codes[i].ID}
		}
		all = append(all, list.Codes[i].ID)
	}
	return all
}
