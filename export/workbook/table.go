package workbook

import (
	"strconv"
	"strings"

	"migraform/forms"

	"github.com/xuri/excelize/v2"
)

// mostWarnings bounds the conditional formats of a sheet.
const mostWarnings = 400

// columnsAPage is how many columns of figures are printed side by side.
const columnsAPage = 16

// table writes the sheet of a cube.
func (b *book) table(l *layout) error {
	w, err := b.begin(l.sheet, "A1:"+l.name(l.nrows-1, l.ncols-1), true, (l.ncols+columnsAPage-1)/columnsAPage)
	if err != nil {
		return err
	}
	t := &tableSheet{book: b, l: l, w: w, sums: newSums(b.s, l), stars: starsOf(b.s, l)}
	for _, step := range []func() error{t.setUp, t.heads, t.figures} {
		if err := step(); err != nil {
			return err
		}
	}
	if err := w.Flush(); err != nil {
		return err
	}
	b.manifest = append(b.manifest, record{"sheet:table:" + l.cube.Name, t.hash(), l.sheet, t.answered})
	b.result.Cells += t.answered
	return nil
}

type tableSheet struct {
	*book
	l        *layout
	w        *excelize.StreamWriter
	sums     *sums
	stars    *stars
	rowKinds []forms.CodeKind
	colKinds []forms.CodeKind
	answered int
}

// setUp does what must be done before the first row: the view, the panes, the
// widths, what may be typed, the red edge of totals that differ.
func (t *tableSheet) setUp() error {
	l := t.l
	corner := reference(l.top, l.left)
	if err := t.w.SetPanes(&excelize.Panes{Freeze: true, XSplit: l.left - 1, YSplit: l.top - 1, TopLeftCell: corner, ActivePane: "bottomRight",
		Selection: []excelize.Selection{{SQRef: corner, ActiveCell: corner, Pane: "bottomRight"}}}); err != nil {
		return err
	}
	wide, label := []float64{4, 4}, 36.0
	if len(l.rows) > 1 {
		label = 24
	}
	for col := labelColumn; col < l.left; col++ {
		wide = append(wide, label)
	}
	if err := widths(t.w, sumColumn, wide...); err != nil {
		return err
	}
	last, _ := excelize.ColumnNumberToName(l.left - 1)
	quoted := "'" + strings.ReplaceAll(l.sheet, "'", "''") + "'!"
	titles := quoted + "$A:$" + last + "," + quoted + "$" + strconv.Itoa(headRow) + ":$" + strconv.Itoa(l.top-1)
	if err := t.file.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", RefersTo: titles, Scope: l.sheet}); err != nil {
		return err
	}
	if err := t.validation(corner); err != nil {
		return err
	}
	return t.warnings()
}

// validation lets a cell hold a number or a sign. The signs stand on the
// sheet of code lists, so that the rule stays short.
func (t *tableSheet) validation(corner string) error {
	number, text := "ISNUMBER("+corner+")", "workbook.validation_number"
	if t.counts() {
		number += "," + corner + "=INT(" + corner + ")"
		text = "workbook.validation_whole"
	}
	if !t.signed() {
		number += "," + corner + ">=0"
		text += "_positive"
	}
	rule := "OR(AND(" + number + "),ISNUMBER(MATCH(" + corner + "," + signsName + ",0)))"
	dv := excelize.NewDataValidation(true)
	dv.Type = "custom"
	dv.Formula1 = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;").Replace(rule)
	dv.Sqref = corner + ":" + t.l.name(t.l.nrows-1, t.l.ncols-1)
	dv.SetError(excelize.DataValidationErrorStyleStop, shortened(t.say.Say("workbook.validation_title"), 31),
		shortened(t.say.Say(text), 220))
	return t.file.AddDataValidation(t.l.sheet, dv)
}

// signed reports whether some figure of the cube may be negative.
func (t *tableSheet) signed() bool {
	for _, axis := range t.l.cube.Axes {
		for i := range axis.List.Codes {
			if axis.List.Codes[i].Signed {
				return true
			}
		}
	}
	return false
}

// counts reports whether the cube holds counts; rates and costs have
// decimals.
func (t *tableSheet) counts() bool {
	switch t.l.cube.Unit {
	case "percent", "rate", "ratio", "months", "per_100000", "per_1000":
		return false
	}
	return true
}

// warnings gives entered totals a red edge where they differ from their
// parts.
func (t *tableSheet) warnings() error {
	l, n := t.l, 0
	for axis := range l.cube.Axes {
		list := l.cube.Axes[axis].List
		step, places, across := l.rowStep[axis], l.nrows, false
		if step == 0 {
			step, places, across = l.colStep[axis], l.ncols, true
		}
		for i := range list.Sums {
			sum := &list.Sums[i]
			tolerance := forms.Number(0)
			if t.s.Tolerance != nil {
				tolerance = t.s.Tolerance(l.cube, len(sum.Terms))
			}
			for place := range places {
				if l.order[axis][place/step%len(list.Codes)] != sum.Total {
					continue
				}
				if n++; n > mostWarnings {
					return nil
				}
				row, col, area := place, 0, l.name(place, 0)+":"+l.name(place, l.ncols-1)
				if across {
					row, col, area = 0, place, l.name(0, place)+":"+l.name(l.nrows-1, place)
				}
				rule := t.sums.warning(row, col, axis, sum, tolerance)
				if rule == "" {
					continue
				}
				if err := t.file.SetConditionalFormat(l.sheet, area,
					[]excelize.ConditionalFormatOptions{{Type: "formula", Criteria: rule, Format: &t.warning}}); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// figures writes the rows of the table.
func (t *tableSheet) figures() error {
	l := t.l
	for col := range l.ncols {
		t.colKinds = append(t.colKinds, l.kind(l.cols, col))
	}
	forbiddenCol := t.forbidden(l.cols, l.ncols)
	forbiddenRow := t.forbidden(l.rows, l.nrows)
	cells := make([]excelize.Cell, l.left-1+l.ncols)
	values := make([]any, len(cells))
	for i := range cells {
		values[i] = &cells[i]
	}
	code, err := t.looks.style(look{text: "code", locked: true})
	if err != nil {
		return err
	}
	for row := range l.nrows {
		if err := t.ctx.Err(); err != nil {
			return err
		}
		kind := l.kind(l.rows, row)
		t.rowKinds = append(t.rowKinds, kind)
		cells[codeColumn-1] = excelize.Cell{StyleID: code, Value: l.tuple(l.rows, row)}
		cells[sumColumn-1] = excelize.Cell{}
		if l.summed(l.rows, row) {
			cells[sumColumn-1] = excelize.Cell{StyleID: code, Value: 1}
		}
		if err := t.labels(row, kind, cells[labelColumn-1:l.left-1]); err != nil {
			return err
		}
		for col := range l.ncols {
			if err := t.figure(&cells[l.left-1+col], row, col, max(kind, t.colKinds[col]), forbiddenRow[row] || forbiddenCol[col]); err != nil {
				return err
			}
		}
		if err := t.w.SetRow(reference(l.top+row, 1), values); err != nil {
			return err
		}
		t.done(l.ncols)
	}
	return nil
}

// labels fills in the names of a row, one column an axis, repeated on every
// row so that rows may be sorted.
func (t *tableSheet) labels(row int, kind forms.CodeKind, cells []excelize.Cell) error {
	if len(t.l.rows) == 0 {
		cells[0] = excelize.Cell{}
		return nil
	}
	for i, axis := range t.l.rows {
		code := &t.l.cube.Axes[axis].List.Codes[t.l.codeIn(row, axis)]
		name := t.in(code.Name)
		if i == len(t.l.rows)-1 && t.stars.rows[row] {
			name += " *"
		}
		style, err := t.looks.style(look{text: "label", kind: code.Kind, indent: min(code.Depth, 12), locked: true, right: t.right})
		if err != nil {
			return err
		}
		cells[i] = excelize.Cell{StyleID: style, Value: name}
	}
	return nil
}

// figure fills in one cell: the answer, else the formula of a computed total,
// else a blank to be filled in.
func (t *tableSheet) figure(to *excelize.Cell, row, col int, kind forms.CodeKind, hatched bool) error {
	cell := t.l.cell(row, col)
	answer := t.s.at(cell)
	*to = excelize.Cell{}
	computed := false
	shape := answer
	switch {
	case answer.Status.IsNumber():
		to.Value = inCell(answer.Value)
		t.answered++
	case !answer.IsBlank():
		to.Value = sign(answer.Status)
		t.answered++
	default:
		if c := t.sums.choose(cell); c.sum != nil {
			if formula := t.sums.formula(cell, c); formula != "" {
				computed = true
				to.Formula, to.Value = formula, ""
				if value, ok := t.s.shown(cell); ok {
					to.Value = inCell(value)
					shape = forms.Answer{Value: value, Status: forms.Normal}
				}
				t.result.Formulas++
			}
		}
	}
	style, err := t.numberStyle(shape, kind, computed, hatched || t.l.cube.Hidden(cell), t.stars.cells[cell])
	to.StyleID = style
	return err
}

// numberStyle finds the style of a figure; there are few, so that the search
// by all that matters is short.
func (t *tableSheet) numberStyle(a forms.Answer, kind forms.CodeKind, computed, hatched, noted bool) (int, error) {
	key := uint32(a.Status)<<16 | uint32(a.Conf)<<8 | uint32(kind)
	for i, is := range []bool{computed, hatched, noted, !a.Value.IsWhole()} {
		if is {
			key |= 4 << i
		}
	}
	if id, ok := t.numbers[key]; ok {
		return id, nil
	}
	id, err := t.looks.style(look{kind: kind, computed: computed, hatched: hatched, locked: hatched, format: format(a, noted)})
	if err == nil {
		t.numbers[key] = id
	}
	return id, err
}

// forbidden says which rows or columns stand at a code that is not asked for.
func (t *tableSheet) forbidden(axes []int, n int) []bool {
	marks := make([]bool, n)
	for place := range marks {
		for _, axis := range axes {
			marks[place] = marks[place] || t.l.cube.Axes[axis].List.Codes[t.l.codeIn(place, axis)].Forbidden
		}
	}
	return marks
}

// inCell is a number as excelize writes it exactly.
func inCell(n forms.Number) any {
	if n.IsWhole() {
		return int64(n / forms.One)
	}
	return n.Float()
}

func (t *tableSheet) hash() string {
	rows, cols := make([]string, t.l.nrows), make([]string, t.l.ncols)
	for i := range rows {
		rows[i] = t.l.tuple(t.l.rows, i)
	}
	for i := range cols {
		cols[i] = t.l.tuple(t.l.cols, i)
	}
	return hashTable(rows, cols, func(row, col int) forms.Answer { return t.s.at(t.l.cell(row, col)) })
}
