package workbook

import (
	"fmt"

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
	w, err := b.begin(p.name, len(p.columns) > 3)
	if err != nil {
		return err
	}
	corner := reference(listTop, 2)
	if err = w.SetPanes(&excelize.Panes{Freeze: true, YSplit: listHeadRow, TopLeftCell: reference(listTop, 1), ActivePane: "bottomLeft",
		Selection: []excelize.Selection{{SQRef: corner, ActiveCell: corner, Pane: "bottomLeft"}}}); err != nil {
		return err
	}
	if err = w.SetColWidth(1, 1, 4); err != nil {
		return err
	}
	for i, f := range p.columns {
		if err = w.SetColWidth(i+2, i+2, f.width); err != nil {
			return err
		}
		if f.hidden {
			if err = w.SetColVisible(i+2, i+2, false); err != nil {
				return err
			}
		}
	}
	if err = w.SetColVisible(1, 1, false); err != nil {
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
	if err = w.Flush(); err != nil {
		return err
	}
	if p.hidden {
		return b.file.SetSheetVisible(p.name, false)
	}
	return nil
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
	for i, line := range []struct{ role, text string }{{"title", p.title}, {"says", p.says}} {
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

func (b *book) entries(w *excelize.StreamWriter, p *page) error {
	values := make([]any, len(p.columns)+1)
	for row := range len(p.rows) + p.spare {
		if err := b.ctx.Err(); err != nil {
			return err
		}
		for i, f := range p.columns {
			style, err := b.looks.style(look{text: "body", wrap: f.width >= 30, locked: !f.open, right: b.right})
			if err != nil {
				return err
			}
			cell := excelize.Cell{StyleID: style}
			if row < len(p.rows) {
				cell.Value = p.rows[row][i]
			}
			if cell.Value == "" {
				cell.Value = nil
			}
			values[i+1] = cell
		}
		if err := w.SetRow(reference(listTop+row, 1), values); err != nil {
			return err
		}
	}
	return nil
}
