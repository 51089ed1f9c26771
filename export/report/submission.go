package report

import (
	"io"
	"slices"
	"strings"

	"migraform/export/workbook"
	"migraform/forms"
	"migraform/forms/words"
)

// Submission writes a whole submission as one page to print: the tables with
// the rows that hold something (all rows of a blank form), their notes, the answers to questions, and
// what the checks found. It is for people; a program reads the workbook.
func Submission(w io.Writer, s *workbook.Submission, found *Report) error {
	t := words.In(s.Language)
	p := printed{sheet: found.sheet(), AnswersTitle: t.Say("report.answers")}
	p.Title = p.Of
	p.Lines = nil
	for _, line := range []string{s.Office, s.Contact, t.Say("report.made", "When", moment(t, s.Created)),
		t.Say("report.code", "Code", workbook.Code(s.Fingerprint))} {
		if line != "" {
			p.Lines = append(p.Lines, line)
		}
	}
	p.Draft = ""
	if s.Draft {
		p.Draft = t.Say("report.draft")
	}
	p.Found = found.sheet()
	for _, table := range s.Questionnaire.Tables {
		for _, cube := range table.Cubes {
			if s.Has(table, cube) {
				if g := gridOf(s, table, cube, t); len(g.Pages) > 0 || len(g.Notes) > 0 {
					p.Grids = append(p.Grids, g)
				}
			}
		}
	}
	for _, a := range s.Questions {
		if a.Text != "" {
			p.Answers = append(p.Answers, said{a.Label, a.Text})
		}
	}
	return page.ExecuteTemplate(w, "submission.html", p)
}

// printed is the page in words.
type printed struct {
	sheet
	Grids        []grid
	Answers      []said
	AnswersTitle string
	Found        sheet
}

type said struct{ Where, Text string }

type grid struct {
	Title string
	Pages []leaf
	Notes []said
}

// leaf is a table as printed: one choice of the codes that are no rows and no
// columns.
type leaf struct {
	Title string
	Heads [][]head
	Rows  []row
}

// Width is the number of columns, the names of the rows included.
func (l leaf) Width() int {
	width := 1
	for _, h := range l.Heads[len(l.Heads)-1] {
		width += h.Span
	}
	return width
}

type head struct {
	Text string
	Span int
}

type row struct {
	Name   string
	Indent float64 // em
	Total  bool
	Cells  []figure
}

type figure struct {
	Text     string
	Computed bool
}

func gridOf(s *workbook.Submission, table *forms.Table, cube *forms.Cube, t *words.Tongue) grid {
	g := grid{Title: table.ID + "\u2002" + table.Title.In(t.Tag)}
	if sub := cube.Title.In(t.Tag); sub != "" {
		g.Title += ": " + sub
	}
	columns := combinations(cube, cube.View.Columns)
	for _, page := range combinations(cube, cube.View.Pages) {
		l := leaf{Title: t.List(namesOf(cube, cube.View.Pages, page, t))}
		for _, codes := range combinations(cube, cube.View.Rows) {
			if r, holds := rowOf(s, cube, page, codes, columns, t); holds {
				l.Rows = append(l.Rows, r)
			}
		}
		if len(l.Rows) > 0 {
			l.Heads = headsOf(cube, l.narrow(columns), t)
			g.Pages = append(g.Pages, l)
		}
	}
	var addresses []string
	for address := range s.Notes {
		if name, _, _ := strings.Cut(address, "/"); name == cube.Name {
			addresses = append(addresses, address)
		}
	}
	slices.Sort(addresses)
	for _, address := range addresses {
		g.Notes = append(g.Notes, said{placeOf(cube, address, t), s.Notes[address]})
	}
	return g
}

// narrow leaves columns out in which nothing stands, so that the rest is large
// enough to read, and returns those that stay.
func (l *leaf) narrow(columns [][]int) [][]int {
	var kept [][]int
	var at []int
	for n := range columns {
		if slices.ContainsFunc(l.Rows, func(r row) bool { return r.Cells[n].Text != "" }) {
			kept, at = append(kept, columns[n]), append(at, n)
		}
	}
	if len(kept) == 0 {
		return columns // a blank form
	}
	for i := range l.Rows {
		cells := make([]figure, len(at))
		for k, n := range at {
			cells[k] = l.Rows[i].Cells[n]
		}
		l.Rows[i].Cells = cells
	}
	return kept
}

// combinations are all choices of codes on some axes, the last running
// fastest; one empty choice where there are no axes.
func combinations(cube *forms.Cube, axes []int) [][]int {
	all := [][]int{{}}
	for _, axis := range axes {
		var longer [][]int
		for _, codes := range all {
			for i := range cube.Axes[axis].List.Codes {
				longer = append(longer, append(slices.Clip(slices.Clone(codes)), i))
			}
		}
		all = longer
	}
	return all
}

func namesOf(cube *forms.Cube, axes, codes []int, t *words.Tongue) []string {
	var names []string
	for i, axis := range axes {
		names = append(names, cube.Axes[axis].List.Codes[codes[i]].Name.In(t.Tag))
	}
	return names
}

// headsOf are the heads of the columns, a line for each axis; equal
// neighbours are one.
func headsOf(cube *forms.Cube, columns [][]int, t *words.Tongue) [][]head {
	lines := make([][]head, len(cube.View.Columns))
	for level, axis := range cube.View.Columns {
		for n, codes := range columns {
			if n > 0 && slices.Equal(codes[:level+1], columns[n-1][:level+1]) {
				lines[level][len(lines[level])-1].Span++
				continue
			}
			lines[level] = append(lines[level], head{cube.Axes[axis].List.Codes[codes[level]].Name.In(t.Tag), 1})
		}
	}
	return lines
}

// rowOf is a row of figures, and whether it holds any: what an office does
// not know fills no paper.
func rowOf(s *workbook.Submission, cube *forms.Cube, page, codes []int, columns [][]int, t *words.Tongue) (row, bool) {
	at := make([]int, len(cube.Axes))
	place := func(axes, codes []int) {
		for i, axis := range axes {
			at[axis] = codes[i]
		}
	}
	place(cube.View.Pages, page)
	place(cube.View.Rows, codes)
	r := row{Name: t.List(namesOf(cube, cube.View.Rows, codes, t)), Total: true}
	for i, axis := range cube.View.Rows {
		code := &cube.Axes[axis].List.Codes[codes[i]]
		r.Indent += float64(code.Depth) * 0.8
		r.Total = r.Total && code.Kind != forms.Leaf
	}
	holds := false
	for _, column := range columns {
		place(cube.View.Columns, column)
		f := figureOf(s, cube.At(at...), t)
		holds = holds || f.Text != "" || s.Blank && cube.Asked(cube.At(at...))
		r.Cells = append(r.Cells, f)
	}
	return r, holds
}

func figureOf(s *workbook.Submission, cell forms.Cell, t *words.Tongue) figure {
	a := s.Answers.At(cell)
	if s.Blank || a.IsBlank() {
		if n, ok := forms.Number(0), false; s.Shown != nil && !s.Blank {
			if n, ok = s.Shown(cell); ok && n != 0 {
				return figure{t.Number(n), true}
			}
		}
		return figure{}
	}
	switch a.Status {
	case forms.NotAvailable, forms.NotCollected:
		return figure{Text: "…"}
	case forms.CannotExist:
		return figure{Text: ".."}
	case forms.Included:
		return figure{Text: "x"}
	case forms.Withheld:
		return figure{Text: "c"}
	case forms.Normal:
		if a.Value == 0 {
			return figure{Text: "–"}
		}
		return figure{Text: t.Number(a.Value)}
	}
	return figure{Text: strings.ToLower(a.Status.String()) + "\u2002" + t.Number(a.Value)}
}

// placeOf names what a note is about: a cell, a row, a column, a table.
func placeOf(cube *forms.Cube, address string, t *words.Tongue) string {
	parts := strings.Split(address, "/")
	if len(parts) != len(cube.Axes)+1 {
		return address
	}
	names := []string{parts[0]}
	for i, axis := range cube.Axes {
		for n := range axis.List.Codes {
			if code := &axis.List.Codes[n]; code.ID == parts[i+1] {
				names = append(names, code.Name.In(t.Tag))
			}
		}
	}
	return t.List(names)
}
