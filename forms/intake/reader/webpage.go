package reader

import (
	"bytes"
	"errors"
	"io"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"migraform/forms/markup"
)

// webPage reads the tables of a web page as one sheet, as Excel does: row
// below row, and what is written above and between them in the first column.
func (w *work) webPage(text []byte) error {
	sheet := &Sheet{styles: []style{{plain: true}}}
	p := &page{work: w, tokens: html.NewTokenizer(w.followed(text)), rows: sheetReading{work: w, book: &book{styles: sheet.styles}, sheet: sheet, row: -1}}
	p.tokens.SetMaxBuf(longestToken)
	p.rows.begin()
	err := p.read()
	var known *Problem
	switch {
	case err == io.EOF:
	case errors.As(err, &known), w.ctx.Err() != nil:
		return err
	default:
		return w.problem(DamagedSheet, err, "Sheet", sheet.Name, "Cell", Name(max(p.rows.row, 0), max(p.rows.col, 0)))
	}
	if p.depth > 0 && p.ends {
		return w.problem(Truncated, nil)
	}
	if !p.tables || sheet.Cells == 0 {
		return w.problem(WebPage, nil)
	}
	w.file.Sheets = append(w.file.Sheets, sheet)
	return nil
}

const (
	longestToken = 8 << 20 // bytes of one tag or text of a web page
	mostColumns  = 1000    // that a cell spans, by the rules of web pages
	mostPassed   = 50_000_000
)

// page is a web page being read.
type page struct {
	work   *work
	tokens *html.Tokenizer
	rows   sheetReading
	tables bool // there are any
	ends   bool // elements of tables are ended, as is not everybody's habit

	depth  int   // of tables in tables
	taken  []int // by column, up to which row a cell from above takes it
	passed int   // columns so taken that were passed over
	hidden bool  // the row is
	unseen int   // depth of what is no text: scripts and styles

	// The cell.
	inCell bool
	outer  bool   // it is made of text outside of tables
	from   int    // where its text begins
	figure bool   // it says that it is a number
	stored []byte // and which, where it says so
	blank  bool   // the text ends with a blank
	inSup  bool   // what comes is raised
	raised []byte // what of it came
}

func (p *page) read() error {
	for {
		switch p.tokens.Next() {
		case html.ErrorToken:
			err := p.tokens.Err()
			if err == io.EOF {
				if ending := p.endRow(); ending != nil {
					return ending
				}
			}
			return err
		case html.TextToken:
			if err := p.text(p.tokens.Text()); err != nil {
				return err
			}
		case html.StartTagToken, html.SelfClosingTagToken:
			name, more := p.tokens.TagName()
			if tag := atom.Lookup(name); tag == atom.Table || tag == atom.Tr || tag == atom.Td || tag == atom.Th {
				p.unseen = 0 // what was not ended hides no figures
			}
			if err := p.start(atom.Lookup(name), more); err != nil {
				return err
			}
		case html.EndTagToken:
			name, _ := p.tokens.TagName()
			if err := p.end(atom.Lookup(name)); err != nil {
				return err
			}
		}
	}
}

func (p *page) start(tag atom.Atom, attributes bool) error {
	switch tag {
	case atom.Script, atom.Style, atom.Title, atom.Noscript, atom.Textarea, atom.Select:
		p.unseen++
	case atom.Table:
		p.tables = true
		p.depth++
		p.taken = p.taken[:0]
		if len(p.rows.cells) == 0 && len(p.rows.text) == 0 { // a cell that is there for the table alone
			p.inCell = false
			p.rows.begin()
		}
		return p.endRow()
	case atom.Tr:
		if err := p.endRow(); err != nil {
			return err
		}
		for attributes {
			var name, value []byte
			name, value, attributes = p.tokens.TagAttr()
			p.hidden = p.hidden || string(name) == "style" && unseen(value) || string(name) == "hidden"
		}
	case atom.Td, atom.Th:
		if p.outer {
			if err := p.endRow(); err != nil {
				return err
			}
		}
		return p.cell(attributes)
	case atom.Br:
		p.line()
	case atom.Sup:
		p.inSup = true
	case atom.P, atom.Div, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Caption, atom.Li, atom.Ul, atom.Hr:
		return p.part()
	}
	return nil
}

// part ends a line: of the cell, or of what is outside of tables.
func (p *page) part() error {
	if p.outer {
		return p.endRow()
	}
	p.line()
	return nil
}

func (p *page) end(tag atom.Atom) error {
	switch tag {
	case atom.Script, atom.Style, atom.Title, atom.Noscript, atom.Textarea, atom.Select:
		p.unseen = max(p.unseen-1, 0)
	case atom.Sup:
		p.endSup()
	case atom.Td, atom.Th:
		p.ends = true
		return p.endCell()
	case atom.Table:
		p.depth = max(p.depth-1, 0)
		p.taken = p.taken[:0]
		return p.endRow()
	case atom.Tr:
		return p.endRow()
	case atom.Caption, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.P, atom.Div, atom.Li:
		return p.part()
	}
	return nil
}

// unseen reports whether a style hides what it is the style of.
func unseen(style []byte) bool {
	return strings.Contains(strings.ReplaceAll(strings.ToLower(string(style)), " ", ""), "display:none")
}

// cell begins a cell, where none from above or from the left is.
func (p *page) cell(attributes bool) error {
	if err := p.endCell(); err != nil {
		return err
	}
	r := &p.rows
	row := r.row + 1
	r.col++
	for r.col < len(p.taken) && p.taken[r.col] > row {
		r.col++
		if p.passed++; p.passed > mostPassed {
			return markup.ErrDamaged
		}
	}
	p.inCell, p.from, p.figure, p.stored, p.blank = true, len(r.text), false, p.stored[:0], true
	across, down := 1, 1
	for attributes {
		var name, value []byte
		name, value, attributes = p.tokens.TagAttr()
		switch string(name) {
		case "colspan":
			across = span(value, mostColumns)
		case "rowspan":
			down = span(value, 65534)
		case "data-t":
			p.figure = p.figure || string(value) == "n"
		case "x:num", "data-v": // as Excel and others store what is shown otherwise
			p.figure = p.figure || string(name) == "x:num"
			if isDecimal(value) {
				p.stored = append(p.stored[:0], value...)
			}
		}
	}
	return p.span(row, across, down)
}

func span(value []byte, most int) int {
	n, err := strconv.Atoi(strings.TrimSpace(string(value)))
	if err != nil {
		return 1
	}
	return min(max(n, 1), most)
}

// span takes the places that a cell covers.
func (p *page) span(row, across, down int) error {
	if across == 1 && down == 1 {
		return nil
	}
	r := &p.rows
	last, lastCol := min(row+down, maxRows)-1, r.col+across-1
	if lastCol >= maxCols {
		return markup.ErrDamaged
	}
	if len(r.sheet.Merged) < mostMerged {
		r.sheet.Merged = append(r.sheet.Merged, Range{row, r.col, last, lastCol})
	}
	for len(p.taken) <= lastCol {
		p.taken = append(p.taken, 0)
	}
	for col := r.col; col <= lastCol; col++ {
		p.taken[col] = max(p.taken[col], last+1)
	}
	if across > 1 { // the next cell stands behind all of them
		p.passed += across
	}
	return nil
}

// text adds to the cell; where there is none, it makes one, below all others
// outside of tables. Blanks in a row count as one.
func (p *page) text(content []byte) error {
	if p.unseen > 0 || !p.inCell && len(bytes.TrimSpace(content)) == 0 {
		return nil
	}
	r := &p.rows
	if !p.inCell {
		content = bytes.Clone(content)
		p.outer = p.depth == 0
		if p.outer {
			if err := p.endRow(); err != nil {
				return err
			}
			p.outer = true
		}
		if err := p.cell(false); err != nil {
			return err
		}
	}
	for len(content) > 0 {
		c, size := utf8.DecodeRune(content)
		piece := content[:size]
		content = content[size:]
		switch {
		case c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f':
			if p.blank {
				continue
			}
			p.blank, piece = true, []byte(" ")
		default:
			p.blank = false
		}
		if p.inSup {
			p.raised = append(p.raised, piece...)
		} else {
			r.text = append(r.text, piece...)
		}
	}
	if len(r.text)-p.from > longestText*utf8.UTFMax {
		return errTooLong
	}
	return nil
}

// line ends a line within a cell.
func (p *page) line() {
	if r := &p.rows; p.inCell && len(r.text) > p.from && r.text[len(r.text)-1] != '\n' {
		r.text = append(bytes.TrimRight(r.text, " "), '\n')
		p.blank = true
	}
}

func (p *page) endSup() {
	if p.inSup {
		p.rows.text = appendRaised(p.rows.text, strings.TrimSpace(string(p.raised)))
		p.inSup, p.raised = false, p.raised[:0]
	}
}

// endCell keeps the cell that is being read.
func (p *page) endCell() error {
	p.endSup()
	if !p.inCell {
		return nil
	}
	r := &p.rows
	text := bytes.TrimSpace(r.text[p.from:])
	r.text = append(r.text[:p.from], text...)
	kind := byte('S')
	if p.figure && len(p.stored) > 0 && showsFigure(text) {
		r.text = append(r.text[:p.from], p.stored...)
	}
	if p.figure && isDecimal(r.text[p.from:]) {
		kind = 'n'
	}
	p.inCell = false
	return r.finish(kind, 0, p.from)
}

var shownDate = regexp.MustCompile(`^\d{1,4}([./-])\d{1,2}[./-]\d{1,4}$`)

// showsFigure reports whether what a cell shows may be the figure that it
// stores: a date is stored as a number too.
func showsFigure(shown []byte) bool {
	return len(bytes.Trim(shown, "0123456789., \u00a0\u202f'’-–−+%()eE")) == 0 && !shownDate.Match(shown)
}

// endRow keeps the row that is being read. One without a single cell does not
// count.
func (p *page) endRow() error {
	if err := p.endCell(); err != nil {
		return err
	}
	r := &p.rows
	p.outer = false
	if r.col < 0 {
		return nil
	}
	if r.row++; r.row >= maxRows {
		return markup.ErrDamaged
	}
	err := r.keep(p.hidden)
	p.hidden = false
	r.begin()
	return err
}
