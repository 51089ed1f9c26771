package workbook

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"
)

// page is a sheet that holds a list.
type page struct {
	kind    string
	name    string
	title   string
	says    string
	columns []field
	rows    [][]any // strings and ints
	spare   int     // empty rows to be filled in, below
	hidden  bool
	choices map[int]string // row → name of the range with what may be chosen in the last column
}

// field is one column of a list.
type field struct {
	id     string // as a program finds it
	head   string
	width  float64
	hidden bool
	open   bool // may be filled in
}

// The rows of a list's sheet before its entries. Column A is hidden and
// holds the marks; the list begins in column B.
const (
	listCodesRow = 3
	listHeadRow  = 4
	listTop      = 5
)

// texts are the entries as they are read back.
func (p *page) texts() [][]string {
	rows := make([][]string, len(p.rows))
	for i, row := range p.rows {
		rows[i] = make([]string, len(row))
		for j, value := range row {
			rows[i][j] = fmt.Sprint(value)
		}
	}
	return rows
}

func (b *book) write(p *page) error {
	w, err := b.begin(p.name, "A1:"+reference(listHeadRow+len(p.rows)+p.spare, len(p.columns)+1), len(p.columns) > 3, 1)
	if err != nil {
		return err
	}
	corner := reference(listTop, 2)
	if err = w.SetPanes(&excelize.Panes{Freeze: true, YSplit: listHeadRow, TopLeftCell: reference(listTop, 1), ActivePane: "bottomLeft",
		Selection: []excelize.Selection{{SQRef: corner, ActiveCell: corner, Pane: "bottomLeft"}}}); err != nil {
		return err
	}
	wide, hidden := []float64{4}, 1
	for _, f := range p.columns {
		wide = append(wide, f.width)
		if f.hidden {
			hidden++ // hidden columns come first
		}
	}
	if err = widths(w, hidden, wide...); err != nil {
		return err
	}
	if err = b.choices(p); err != nil {
		return err
	}
	if err = b.pageHead(w, p); err != nil {
		return err
	}
	if err = b.entries(w, p); err != nil {
		return err
	}
	return w.Flush()
}

// choices offers what may be chosen as an answer, from a range on the sheet
// of code lists: a list within the rule itself may have 255 characters only.
func (b *book) choices(p *page) error {
	for row := range p.rows {
		name, ok := p.choices[row]
		if !ok {
			continue
		}
		dv := excelize.NewDataValidation(true)
		dv.SetSqrefDropList(name)
		dv.Sqref = reference(listTop+row, len(p.columns)+1)
		dv.SetError(excelize.DataValidationErrorStyleWarning, shortened(b.say.Say("workbook.validation_title"), 31),
			shortened(b.say.Say("workbook.choice_text"), 220))
		if err := b.file.AddDataValidation(p.name, dv); err != nil {
			return err
		}
	}
	return nil
}

func (b *book) pageHead(w *excelize.StreamWriter, p *page) error {
	first := 2
	for first < len(p.columns)+1 && p.columns[first-2].hidden {
		first++
	}
	says := p.says
	if b.s.Draft { // on the screen too, not in print alone
		says = b.say.Say("workbook.draft") + " · " + says
	}
	for i, line := range []struct{ role, text string }{{"title", p.title}, {"says", says}} {
		style, err := b.looks.style(look{text: line.role, locked: true, right: b.right})
		if err != nil {
			return err
		}
		values := make([]any, first)
		values[first-1] = excelize.Cell{StyleID: style, Value: line.text}
		if i == 0 {
			values[0] = markOf(p.kind, "", "")
		}
		if err = w.SetRow(reference(i+1, 1), values); err != nil {
			return err
		}
	}
	head, err := b.looks.style(look{text: "head", locked: true, right: b.right})
	if err != nil {
		return err
	}
	codes, heads := []any{"#codes"}, []any{"#head"}
	for _, f := range p.columns {
		codes = append(codes, f.id)
		heads = append(heads, excelize.Cell{StyleID: head, Value: f.head})
	}
	if err = w.SetRow(reference(listCodesRow, 1), codes, excelize.RowOpts{Hidden: true}); err != nil {
		return err
	}
	return w.SetRow(reference(listHeadRow, 1), heads)
}

// wrapped is the width from which a column's texts are broken into lines.
const wrapped = 30

// linesOf estimates how many lines a text takes: not all programs size rows
// by themselves.
func linesOf(text string, width float64) int {
	lines := 0
	for line := range strings.SplitSeq(text, "\n") {
		lines += 1 + int(float64(utf8.RuneCountInString(line))/width)
	}
	return lines
}

// heightOf is the height of a row of so many lines; 0 leaves it as it is.
func heightOf(lines int) float64 {
	if lines <= 1 {
		return 0
	}
	return min(13.5*float64(lines)+2, excelize.MaxRowHeight)
}

func (b *book) entries(w *excelize.StreamWriter, p *page) error {
	values := make([]any, len(p.columns)+1)
	for row := range len(p.rows) + p.spare {
		if err := b.ctx.Err(); err != nil {
			return err
		}
		lines := 1
		for i, f := range p.columns {
			style, err := b.looks.style(look{text: "body", wrap: f.width >= wrapped, locked: !f.open, right: b.right})
			if err != nil {
				return err
			}
			cell := excelize.Cell{StyleID: style}
			if row < len(p.rows) {
				cell.Value = p.rows[row][i]
			}
			if cell.Value == "" {
				cell.Value = nil
			} else if text, ok := cell.Value.(string); ok && f.width >= wrapped && !f.hidden {
				lines = max(lines, linesOf(text, f.width))
			}
			values[i+1] = cell
		}
		if err := w.SetRow(reference(listTop+row, 1), values, excelize.RowOpts{Height: heightOf(lines)}); err != nil {
			return err
		}
	}
	return nil
}
