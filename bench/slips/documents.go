package slips

import (
	"math"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"

	"migraform/forms"
	"migraform/validation"
)

// person stands for some persons who are alike: all that tables break them
// down by.
type person struct {
	codes map[string]string // by concept
	year  int
	count int64
}

// Whole fills the flows, the stocks, the population account and the asylum
// account of a questionnaire with figures that agree within and between all
// tables, because they count the same persons. What other tables ask stays
// blank.
func Whole(q *forms.Questionnaire, random *rand.Rand) *forms.Answers {
	answers := forms.NewAnswers(q.Cells)
	for _, c := range q.Cubes {
		for cell := c.First; isCounted(q, c) && cell < c.First+forms.Cell(c.Cells); cell++ {
			if Interior(c, cell) && !c.Forbidden(cell) && !c.Optional(cell) {
				answers.Set(cell, forms.Count(0))
			}
		}
	}
	for _, measure := range []string{"immigration", "emigration", "residents"} {
		for _, p := range people(q, measure, random) {
			for _, c := range q.Cubes {
				count(q, answers, c, measure, &p)
			}
		}
	}
	population(q, answers, random)
	asylum(q, answers, random)
	addUp(q, answers, func(*forms.Cube) bool { return true })
	return answers
}

// isCounted reports whether a cube is one of those that count the persons.
func isCounted(q *forms.Questionnaire, c *forms.Cube) bool {
	return slices.Contains([]string{"A1", "A2", "B1", "B2", "B3", "B4", "B5", "B6", "B7", "B8", "C1", "C2", "C3"}, q.TableOf(c).ID)
}

// people counts persons of every citizenship, in every year.
func people(q *forms.Questionnaire, measure string, random *rand.Rand) []person {
	countries := slices.DeleteFunc(leaves(q.Cube("B2"), "citizenship"), func(country string) bool {
		return !slices.Contains(leaves(q.Cube("B3"), "birth"), country)
	})
	ages, reasons, stays := leaves(q.Cube("B1"), "age"), leaves(q.Cube("B8"), "reason"), leaves(q.Cube("B8"), "intended_stay")
	any := func(from []string) string { return from[random.IntN(len(from))] }
	abroad := func(at int) string {
		if country := countries[at%len(countries)]; country != q.Country {
			return country
		}
		return countries[(at+1)%len(countries)]
	}
	var all []person
	add := func(codes map[string]string) {
		size := math.Exp(math.Log(10) + random.Float64()*math.Log(1000))
		if random.IntN(8) == 0 {
			size = 0 // known to be none
		}
		for year := q.Year - 5; year <= q.Year; year++ {
			all = append(all, person{codes, year, int64(size * (0.9 + 0.2*random.Float64()))})
		}
	}
	for i, citizenship := range countries {
		for _, sex := range []string{"M", "F"} {
			add(map[string]string{"citizenship": citizenship, "birth": countries[(i+7)%len(countries)], "residence": abroad(i + 3),
				"next_residence": abroad(i + 5), "sex": sex, "age": any(ages), "reason": any(reasons), "intended_stay": any(stays)})
		}
	}
	for _, age := range ages {
		for _, sex := range []string{"M", "F"} {
			for _, birth := range []string{q.Country, any(countries)} {
				add(map[string]string{"citizenship": q.Country, "birth": birth, "residence": abroad(random.IntN(300)),
					"next_residence": abroad(random.IntN(300)), "sex": sex, "age": age})
			}
		}
	}
	return all
}

// leaves are the codes of an axis that are asked of everybody.
func leaves(c *forms.Cube, concept string) []string {
	var ids []string
	for _, code := range c.Axes[c.AxisOf(concept)].List.Codes {
		if code.Kind == forms.Leaf && !code.Optional && !code.Forbidden {
			ids = append(ids, code.ID)
		}
	}
	return ids
}

// count adds persons to the cells of a cube in which they are counted.
func count(q *forms.Questionnaire, answers *forms.Answers, c *forms.Cube, measure string, p *person) {
	if !isCounted(q, c) {
		return
	}
	for concept, key := range c.Where {
		if key != "foreign" || p.codes[concept] == q.Country {
			return
		}
	}
	items := c.AxisOf("item")
	if items < 0 {
		if c.Measure == measure {
			add(q, answers, c, -1, 0, p, p.year)
		}
		return
	}
	for i, item := range c.Axes[items].List.Codes {
		if item.Measure == measure {
			add(q, answers, c, items, i, p, p.year-item.Shift)
		}
	}
}

func add(q *forms.Questionnaire, answers *forms.Answers, c *forms.Cube, items, item int, p *person, year int) {
	codes := make([]int, len(c.Axes))
	for i, axis := range c.Axes {
		id := p.codes[axis.Concept]
		switch {
		case i == items:
			codes[i] = item
			continue
		case axis.Concept == "time":
			id = strconv.Itoa(year)
		}
		codes[i] = slices.IndexFunc(axis.List.Codes, func(code forms.Code) bool {
			return code.Kind == forms.Leaf && !code.Forbidden && (code.ID == id || axis.Concept == "age" && covers(code.ID, id) ||
				code.Key == "own" && id == q.Country || code.Key == "foreign" && id != q.Country)
		})
		if codes[i] < 0 {
			return
		}
	}
	cell := c.At(codes...)
	answers.Set(cell, forms.Count(int64(answers.At(cell).Value/forms.One)+p.count))
}

// covers reports whether an age group holds another: Y15T24 holds Y20T24.
func covers(group, age string) bool {
	from, to := bounds(group)
	first, last := bounds(age)
	return from <= first && last <= to
}

func bounds(age string) (from, to int) {
	if open, ok := strings.CutPrefix(age, "Y_GE"); ok {
		from, _ = strconv.Atoi(open)
		return from, math.MaxInt
	}
	first, last, ok := strings.Cut(strings.TrimPrefix(age, "Y"), "T")
	if !ok {
		return math.MaxInt, 0
	}
	from, _ = strconv.Atoi(first)
	to, _ = strconv.Atoi(last)
	return from, to
}

// population closes the population account.
func population(q *forms.Questionnaire, answers *forms.Answers, random *rand.Rand) {
	for _, sex := range []string{"M", "F"} {
		for year := q.Year - 4; year <= q.Year; year++ {
			at := func(item string) forms.Cell { return cell(q, "A1", item, sex, year) }
			answers.Set(at("BIRTHS"), forms.Count(20_000+random.Int64N(9_999)))
			answers.Set(at("DEATHS"), forms.Count(15_000+random.Int64N(9_999)))
			n := func(item string) forms.Number { return answers.At(at(item)).Value }
			answers.Set(at("ADJ"), forms.Answer{Status: forms.Normal,
				Value: n("POP_DEC31") - n("POP_JAN1") - n("BIRTHS") + n("DEATHS") - n("IMM") + n("EMI")})
		}
	}
}

// asylum makes an account for each citizenship that goes on from year to
// year.
func asylum(q *forms.Questionnaire, answers *forms.Answers, random *rand.Rand) {
	for _, country := range leaves(q.Cube("E1"), "citizenship") {
		pending := 8_000 + random.Int64N(8_000)
		for year := q.Year - 2; year <= q.Year; year++ {
			put := func(item string, n int64) int64 {
				answers.Set(cell(q, "E1", country, item, year), forms.Count(n))
				return n
			}
			some := func() int64 { return 10 + random.Int64N(300) }
			pending = put("PEND_JAN1", pending) + put("NEW", some()) + put("REPEAT", some()) - put("CONVENTION", some()) - put("COMPLEMENTARY", some()) -
				put("TEMPORARY", some()) - put("HUMANITARIAN", some()) - put("REJECTED", some()) - put("CLOSED", some())
			put("PEND_DEC31", pending)
		}
	}
}

func cell(q *forms.Questionnaire, table, first, second string, year int) forms.Cell {
	cell, err := q.Cell(table + "/" + first + "/" + second + "/" + strconv.Itoa(year))
	if err != nil {
		panic(err)
	}
	return cell
}

// addUp enters all totals of some cubes with what they come to.
func addUp(q *forms.Questionnaire, answers *forms.Answers, of func(*forms.Cube) bool) {
	e := validation.New(q, answers, validation.Declared{})
	for _, c := range q.Cubes {
		for cell := c.First; of(c) && cell < c.First+forms.Cell(c.Cells); cell++ {
			if n, complete, ok := e.Shown(cell); ok && complete {
				answers.Set(cell, forms.Answer{Value: n, Status: forms.Normal})
			}
		}
	}
}
