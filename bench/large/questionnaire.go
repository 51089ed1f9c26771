package large

import (
	"fmt"
	"strconv"

	"migraform/forms"
)

// Questionnaire returns a questionnaire of about so many cells: a table of
// areas by sex, age and year with sub-totals and totals on all three, and one
// of areas by sex and year that measures the same, so that the first one's
// totals over ages equal the second's figures.
func Questionnaire(cells int) *forms.Questionnaire {
	areas, years := 250, 50
	switch {
	case cells < 30_000:
		areas, years = 60, 2
	case cells < 300_000:
		areas, years = 250, 5
	}
	country := areaList(areas)
	sex := sexList()
	across := len(country.Codes) * len(sex.Codes) * years
	age := ageList(max(3, cells/across-1))
	time := yearList(years)
	axis := func(concept string, list *forms.CodeList) *forms.Axis {
		return &forms.Axis{Concept: concept, Name: name(concept), List: list}
	}
	detail := &forms.Cube{Name: "B9", Measure: "immigration", Unit: "persons",
		Axes: []*forms.Axis{axis("citizenship", country), axis("age", age), axis("sex", sex), axis("time", time)},
		View: forms.View{Rows: []int{0, 1}, Columns: []int{3, 2}}}
	short := &forms.Cube{Name: "B8", Measure: "immigration", Unit: "persons",
		Axes: []*forms.Axis{axis("citizenship", country), axis("sex", sex), axis("time", time)},
		View: forms.View{Rows: []int{0}, Columns: []int{2, 1}}}
	q := &forms.Questionnaire{ID: "large", Version: "1", Title: name("Large"), Country: "NOR", Year: 2025, Scope: "core", Rules: forms.DefaultRules(),
		Sections: []forms.Section{{ID: "B", Title: name("Flows")}},
		Tables: []*forms.Table{
			{ID: "B8", Section: "B", Title: name("Areas by sex"), Core: true, Cubes: []*forms.Cube{short}},
			{ID: "B9", Section: "B", Title: name("Areas by sex and age"), Core: true, Cubes: []*forms.Cube{detail}}}}
	q.Lay()
	return q
}

// Answer answers every cell so that all sums hold: totals are entered too.
func Answer(q *forms.Questionnaire) *forms.Answers {
	answers := forms.NewAnswers(q.Cells)
	each(q, func(cell forms.Cell, n int64, _ bool) { answers.Set(cell, forms.Count(n)) })
	return answers
}

// AnswerLeaves answers what is no total and leaves totals to the program.
func AnswerLeaves(q *forms.Questionnaire) *forms.Answers {
	answers := forms.NewAnswers(q.Cells)
	each(q, func(cell forms.Cell, n int64, total bool) {
		if !total {
			answers.Set(cell, forms.Count(n))
		}
	})
	return answers
}

// AnswerHalf answers totals and every other area's parts, as a document looks
// that is still being filled in: much cannot be told yet.
func AnswerHalf(q *forms.Questionnaire) *forms.Answers {
	answers := forms.NewAnswers(q.Cells)
	each(q, func(cell forms.Cell, n int64, total bool) {
		if c := q.CubeOf(cell); c.Name == "B9" && (total || c.CodeAt(cell, 0)%2 == 0) {
			answers.Set(cell, forms.Count(n))
		}
	})
	return answers
}

// each gives every cell its figure: that of a leaf is a small one by its place, so
// that a total is the product of what its codes weigh together.
func each(q *forms.Questionnaire, f func(cell forms.Cell, n int64, total bool)) {
	for _, c := range q.Cubes {
		weights := make([][]int64, len(c.Axes))
		for i, axis := range c.Axes {
			weights[i] = weigh(axis.List)
		}
		for cell := c.First; cell < c.First+forms.Cell(c.Cells); cell++ {
			n, total := int64(1), false
			for i := range c.Axes {
				at := c.CodeAt(cell, i)
				n *= weights[i][at]
				total = total || c.Axes[i].List.Codes[at].Kind != forms.Leaf
			}
			if c.AxisOf("age") < 0 {
				n *= weigh(q.Cube("B9").Axes[1].List)[0]
			}
			f(cell, n, total)
		}
	}
}

// weigh gives each leaf of a list a small whole number and each total what
// its terms come to.
func weigh(l *forms.CodeList) []int64 {
	weights := make([]int64, len(l.Codes))
	for i := range l.Codes {
		if l.Codes[i].Kind == forms.Leaf {
			weights[i] = int64(i*7%5 + 1)
			switch {
			case l.Concept == "time":
				weights[i] += 39 // figures move little from year to year
			case l.Concept == "age" && i == 1:
				weights[i]++ // so that not all totals end in 0 or 5
			case l.Codes[i].ID == "_U":
				weights[i] = 0
			}
		}
	}
	for _, sum := range l.Sums {
		weights[sum.Total] = 0
		for _, term := range sum.Terms {
			weights[sum.Total] += weights[term.Code]
		}
	}
	return weights
}

// areaList is the world: regions, sub-regions of ten areas, areas, unknown.
func areaList(areas int) *forms.CodeList {
	l := &forms.CodeList{ID: "areas", Concept: "citizenship", Codes: []forms.Code{{ID: "_T", Name: name("Total"), Kind: forms.Total, Parent: -1}}}
	add := func(code forms.Code, to *forms.Sum) int {
		to.Terms = append(to.Terms, forms.Term{Code: len(l.Codes), Sign: 1})
		code.Key = code.ID
		l.Codes = append(l.Codes, code)
		return len(l.Codes) - 1
	}
	world := forms.Sum{Total: 0, Rule: "R02"}
	var above []forms.Sum
	var region, part forms.Sum
	var parts []forms.Sum
	for i := range areas {
		if i%50 == 0 {
			if i > 0 {
				above = append(above, region)
			}
			region = forms.Sum{Rule: "R04"}
			region.Total = add(forms.Code{ID: fmt.Sprintf("R%02d", i/50), Name: name(fmt.Sprintf("Region %d", i/50+1)), Kind: forms.Subtotal, Parent: 0, Depth: 1}, &world)
		}
		if i%10 == 0 {
			if i > 0 {
				parts = append(parts, part)
			}
			part = forms.Sum{Rule: "R04"}
			part.Total = add(forms.Code{ID: fmt.Sprintf("S%02d", i/10), Name: name(fmt.Sprintf("Sub-region %d", i/10+1)), Kind: forms.Subtotal, Parent: region.Total, Depth: 2}, &region)
		}
		add(forms.Code{ID: fmt.Sprintf("A%03d", i), Name: name(fmt.Sprintf("Area %d", i+1)), Parent: part.Total, Depth: 3}, &part)
	}
	add(forms.Code{ID: "_U", Name: name("Unknown"), Parent: 0, Depth: 1, Optional: true}, &world)
	l.Sums = append(append(append(append(l.Sums, parts...), part), append(above, region)...), world)
	return l
}

func sexList() *forms.CodeList {
	l := listOf("sex", "M", "F")
	l.Codes[3].Optional = true
	return l
}

func ageList(leaves int) *forms.CodeList {
	ids := make([]string, leaves-1)
	for i := range ids {
		ids[i] = fmt.Sprintf("Y%d", i)
	}
	l := listOf("age", ids...)
	l.Codes[len(l.Codes)-1].Optional = true
	return l
}

// listOf is a total with its parts and the unknown.
func listOf(concept string, ids ...string) *forms.CodeList {
	l := &forms.CodeList{ID: concept, Concept: concept, Codes: []forms.Code{{ID: "_T", Name: name("Total"), Kind: forms.Total, Parent: -1}}}
	sum := forms.Sum{Rule: "R02"}
	for _, id := range append(ids, "_U") {
		sum.Terms = append(sum.Terms, forms.Term{Code: len(l.Codes), Sign: 1})
		l.Codes = append(l.Codes, forms.Code{ID: id, Name: name(id), Key: id, Parent: 0, Depth: 1})
	}
	l.Sums = []forms.Sum{sum}
	return l
}

func yearList(years int) *forms.CodeList {
	l := &forms.CodeList{ID: "years", Concept: "time"}
	for i := range years {
		year := strconv.Itoa(2026 - years + i)
		l.Codes = append(l.Codes, forms.Code{ID: year, Name: name(year), Key: year, Parent: -1})
	}
	return l
}

func name(text string) forms.Text { return forms.Text{"en": text, "fr": text} }

// AnswerWrong answers every cell, totals too, a thousand of them wrongly: a
// document with many errors.
func AnswerWrong(q *forms.Questionnaire) *forms.Answers {
	answers := Answer(q)
	c := q.Cube("B9")
	for i := range 1000 {
		cell := c.First + forms.Cell(i*(c.Cells/1000))
		answers.Set(cell, forms.Count(int64(answers.Values[cell]/forms.One)+9))
	}
	return answers
}
