package workbook

import (
	"strings"

	"migraform/forms"

	"github.com/xuri/excelize/v2"
)

// The widths of the cover's two columns.
const (
	coverLabel = 46.0
	coverWidth = 60.0
)

// cover writes the first sheet: what this is, how far it is, how to read it.
func (b *book) cover(sheet string) error {
	w, err := b.begin(sheet, "", false, 1)
	if err != nil {
		return err
	}
	if err = widths(w, 1, 4, coverLabel, coverWidth); err != nil {
		return err
	}
	c := &coverSheet{book: b, w: w}
	c.line(markOf("cover", "", ""), "title", b.in(b.s.Questionnaire.Title), "", "")
	c.line("", "says", b.countryName()+" · "+year(b.s.Questionnaire.Year), "", "")
	if b.s.Draft {
		c.line("", "warn", b.say.Say("workbook.draft_says"), "", "")
	}
	if b.s.Blank {
		c.line("", "says", b.say.Say("workbook.blank_says"), "", "")
	}
	c.line("", "", "", "", "")
	for _, pair := range [][2]string{
		{"workbook.cover_country", b.countryName()}, {"workbook.cover_year", year(b.s.Questionnaire.Year)},
		{"workbook.cover_office", b.s.Office}, {"workbook.cover_contact", b.s.Contact},
		{"workbook.cover_made", stamp(b.s.Created)}, {"workbook.cover_program", b.s.Program},
		{"workbook.cover_questionnaire", b.s.Questionnaire.ID + " " + b.s.Questionnaire.Version},
		{"workbook.cover_code", Code(b.result.Fingerprint)},
	} {
		if pair[1] != "" {
			c.line("", "key", b.say.Say(pair[0]), "body", b.text(pair[0], pair[1]))
		}
	}
	for i, choice := range b.s.Questionnaire.Coarser {
		head := ""
		if i == 0 {
			head = b.say.Say("workbook.cover_breakdowns")
		}
		c.line("", "key", head, "body", b.say.Say("workbook.cover_breakdown", "Table", choice.Table, "Concept", b.in(choice.Axis),
			"Name", b.in(choice.Name), "Years", b.say.List(yearsOf(choice))))
	}
	c.line("", "", "", "", "")
	c.line("", "head", b.say.Say("workbook.cover_table"), "head", b.say.Say("workbook.cover_answered"))
	for _, l := range b.layouts {
		answered, asked := b.answered(l)
		name := l.cube.Name + "  " + b.in(l.table.Title)
		if more := b.in(l.cube.Title); more != "" {
			name += " · " + more
		}
		c.line("", "body", name, "body", b.say.Say("workbook.cover_of", "Answered", answered, "Asked", asked))
	}
	c.line("", "", "", "", "")
	c.line("", "head", b.say.Say("workbook.cover_reading"), "head", "")
	for _, id := range []string{"nil", "not_available", "cannot_exist", "included", "withheld", "flags", "computed", "notes", "filling", "codes"} {
		c.line("", "key", b.say.Say("workbook.read_"+id+"_sign"), "body", b.say.Say("workbook.read_"+id))
	}
	if c.err != nil {
		return c.err
	}
	return w.Flush()
}

func yearsOf(c forms.Coarser) []string {
	var all []string
	for _, y := range c.Years {
		all = append(all, year(y))
	}
	return all
}

// answered counts the cells of a table that are answered, and those that an
// answer is asked for.
func (b *book) answered(l *layout) (answered, asked int) {
	for i := range l.cube.Cells {
		cell := l.cube.First + forms.Cell(i)
		blank := b.s.Blank || b.s.Answers.Statuses[cell] == forms.Blank
		if !blank {
			answered++
			asked++
			continue
		}
		if _, computed := b.s.shown(cell); computed {
			continue
		}
		if l.cube.Asked(cell) && !l.cube.Optional(cell) {
			asked++
		}
	}
	return answered, asked
}

type coverSheet struct {
	*book
	w   *excelize.StreamWriter
	row int
	err error
}

func (c *coverSheet) line(mark, role, text, role2, text2 string) {
	c.row++
	if c.err != nil {
		return
	}
	values := make([]any, 3)
	if mark != "" {
		values[0] = mark
	}
	for i, cell := range []struct{ role, text string }{{role, text}, {role2, text2}} {
		if cell.role == "" {
			continue
		}
		style, err := c.looks.style(look{text: cell.role, wrap: cell.role == "body" || cell.role == "key", locked: true, right: c.right})
		if err != nil {
			c.err = err
			return
		}
		values[i+1] = excelize.Cell{StyleID: style, Value: cell.text}
	}
	height := heightOf(max(linesOf(text, coverLabel), linesOf(text2, coverWidth)))
	if role == "title" {
		height = 28
	}
	c.err = c.w.SetRow(reference(c.row, 1), values, excelize.RowOpts{Height: height})
}

// Code is the short form of a fingerprint that people compare: its first
// sixteen digits in groups of four.
func Code(fingerprint string) string {
	var groups []string
	for i := 0; i+4 <= len(fingerprint) && i < 16; i += 4 {
		groups = append(groups, strings.ToUpper(fingerprint[i:i+4]))
	}
	return strings.Join(groups, "-")
}
