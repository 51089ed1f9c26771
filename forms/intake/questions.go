package intake

import (
	"slices"
	"strconv"

	"migraform/forms"
	"migraform/forms/intake/label"
	"migraform/forms/intake/reader"
	"migraform/forms/words"
)

// Question is one thing that a person has to say before some figures can be
// placed, with what may be answered.
type Question struct {
	// ID is the same as long as the question is: the reason's id and what it
	// is about.
	ID      string
	Message words.Message
	Count   int    // figures that wait for the answer
	First   *Entry // one of them
	Sheet   int    // of the file
	Block   *BlockPlan
	Choices []Choice
	// Label is the label that is asked about, "" for other questions. Then
	// any code of the table answers too: Decisions.With(Label, code).
	Label string
}

// Choice is one answer to a question.
type Choice struct {
	ID      string
	Message words.Message
	apply   func(d Decisions) Decisions
}

// Decide returns the decisions with one of the choices taken. A choice that
// the question does not have changes nothing.
func (q *Question) Decide(d Decisions, choice string) Decisions {
	for i := range q.Choices {
		if q.Choices[i].ID == choice {
			return q.Choices[i].apply(d)
		}
	}
	return d
}

// mostAsked bounds the questions that are asked at once.
const mostAsked = 200

// Questions are what a person is asked about the plan, those with the most
// figures first.
func (p *Plan) Questions() []Question {
	type key struct {
		why   *words.Message
		block int
	}
	at := map[key]int{}
	blocksOf := map[int][]int{} // by sheet
	for i := range p.Blocks {
		sheet := p.Blocks[i].Block.sheet.Index
		blocksOf[sheet] = append(blocksOf[sheet], i)
	}
	var asked []Question
	for i := range p.Entries {
		e := &p.Entries[i]
		if e.Fate != Unresolved || e.Why == nil {
			continue
		}
		block := -1
		for _, k := range blocksOf[e.Sheet] {
			if r := p.Blocks[k].Block.Range(); e.Row >= r.Row && e.Row <= r.LastRow && e.Col >= r.Col && e.Col <= r.LastCol {
				block = k
				break
			}
		}
		k := key{e.Why, block}
		if n, ok := at[k]; ok {
			if n >= 0 {
				asked[n].Count++
			}
			continue
		}
		if len(asked) == mostAsked {
			at[k] = -1
			continue
		}
		at[k] = len(asked)
		q := Question{ID: e.Why.ID, Message: *e.Why, Count: 1, First: e, Sheet: e.Sheet}
		if block >= 0 {
			q.Block = &p.Blocks[block]
			q.ID += " " + strconv.Itoa(e.Sheet+1) + "." + strconv.Itoa(q.Block.Block.Number)
		}
		for _, arg := range []string{"Label", "Address", "Place", "Period", "Date"} {
			if text, ok := e.Why.Args[arg].(string); ok {
				q.ID += " " + text
				break
			}
		}
		p.offer(&q)
		asked = append(asked, q)
	}
	slices.SortStableFunc(asked, func(a, b Question) int { return b.Count - a.Count })
	return asked
}

// offer adds the choices of a question.
func (p *Plan) offer(q *Question) {
	sheet := p.Reading.Sheets[q.Sheet].Sheet.Name
	arg := func(name string) string {
		text, _ := q.Message.Args[name].(string)
		return text
	}
	several := len(p.Reading.Sheets[q.Sheet].Blocks) > 1
	add := func(id string, message words.Message, apply func(d Decisions) Decisions) {
		q.Choices = append(q.Choices, Choice{id, message, apply})
	}
	// on decides about the sheet, or about one of several tables on it.
	on := func(change func(*SheetDecision)) func(Decisions) Decisions {
		return func(d Decisions) Decisions { return d.On(sheet, change) }
	}
	onTable := func(change func(*TableDecision)) func(Decisions) Decisions {
		return on(func(s *SheetDecision) {
			number := "1"
			if q.Block != nil && several {
				number = strconv.Itoa(q.Block.Block.Number)
			}
			if s.Tables == nil {
				s.Tables = map[string]TableDecision{}
			}
			t := s.Tables[number]
			change(&t)
			s.Tables[number] = t
		})
	}
	holds := func(concept, code string) func(Decisions) Decisions {
		return onTable(func(t *TableDecision) {
			if t.Holds == nil {
				t.Holds = map[string]string{}
			}
			t.Holds[concept] = code
		})
	}
	say := func(id string, pairs ...any) words.Message { return words.Say("intake.choice_"+id, pairs...) }
	either := func(concept string, codes ...string) {
		for _, code := range codes {
			add(code, say(concept+"_"+code), holds(concept, code))
		}
	}
	switch q.Message.ID {
	case "intake.ask_table":
		if q.Block != nil {
			for _, id := range q.Block.Candidates {
				add(id, say("table", "Table", id, "Title", p.Questionnaire.Table(id).Title), onTable(func(t *TableDecision) { t.Table, t.Skip = id, false }))
			}
		}
		add("skip", say("skip"), onTable(func(t *TableDecision) { t.Skip = true }))
	case "intake.ask_spelling":
		q.Label = arg("Label")
		add(arg("Code"), say("code", "Code", arg("Code")), func(d Decisions) Decisions { return d.With(q.Label, arg("Code")) })
		add("leave", say("leave"), func(d Decisions) Decisions { return d.With(q.Label, "") })
	case "intake.ask_label":
		q.Label = arg("Label")
		if axis := q.Block.axisWith(q.Label); axis != nil {
			add("parts", say("parts", "Head", firstOf(axis.Head, axis.Place())), on(func(s *SheetDecision) {
				if s.Sums == nil {
					s.Sums = map[string]bool{}
				}
				s.Sums[axis.Place()] = true
			}))
		}
		add("leave", say("leave"), func(d Decisions) Decisions { return d.With(q.Label, "") })
	case "intake.ask_sides":
		add("rows", say("rows_receive"), onTable(func(t *TableDecision) { t.Down, t.Across = "destination", "origin" }))
		add("columns", say("columns_receive"), onTable(func(t *TableDecision) { t.Down, t.Across = "origin", "destination" }))
	case "intake.ask_year":
		for year := p.Questionnaire.Year; year > p.Questionnaire.Year-5; year-- {
			y := strconv.Itoa(year)
			add(y, say("year", "Year", y), holds("time", y))
		}
	case "intake.ask_split_year":
		either("split", "first", "second")
	case "intake.ask_january":
		either("january", "before", "same")
	case "intake.ask_date":
		either("date", "year")
	case "intake.ask_moment":
		either("moment", "last")
	case "intake.ask_thousands":
		either("unit", "thousands", "persons")
	case "intake.ask_brackets":
		either("brackets", "unreliable", "negative")
	case "intake.ask_item":
		p.offerItems(q, func(code *forms.Code) {
			add(code.ID, say("item", "Code", code.ID, "Name", code.Name), holds("item", code.ID))
		})
	case "intake.ask_all_listed":
		for _, yes := range []bool{true, false} {
			add(map[bool]string{true: "add", false: "leave"}[yes], say(map[bool]string{true: "sum_all", false: "leave"}[yes]), on(func(s *SheetDecision) {
				if s.Sums == nil {
					s.Sums = map[string]bool{}
				}
				s.Sums[arg("Place")] = yes
			}))
		}
	case "intake.ask_absent":
		add("nil", say("absent_nil"), on(func(s *SheetDecision) { s.Absent = "nil" }))
		add("unknown", say("absent_unknown"), on(func(s *SheetDecision) { s.Absent = "unknown" }))
	case "intake.ask_unlabelled":
		add("leave", say("leave"), on(func(s *SheetDecision) { s.Unlabelled = "leave" }))
	case "intake.ask_conflict":
		one, two := arg("One"), arg("Two")
		for k, pair := range [][2]string{{one, two}, {two, one}} {
			other, cell := p.sheetOf(pair[1], q.Sheet)
			add(strconv.Itoa(k+1), say("keep", "Cell", pair[0]), func(d Decisions) Decisions {
				return d.On(other, func(s *SheetDecision) { s.IgnoreCells = append(s.IgnoreCells, cell) })
			})
		}
	}
}

// axisWith is the axis of words down the block that has a label, or nil.
func (b *BlockPlan) axisWith(text string) *Axis {
	if b == nil {
		return nil
	}
	for i, axis := range b.Block.Axes {
		if axis.Concept != label.Item || !axis.Down || !axis.Varied {
			continue
		}
		for _, l := range b.Block.at[i] {
			if l != nil && l.Text == text {
				return axis
			}
		}
	}
	return nil
}

// sheetOf parts "Sheet1!B3" into the sheet and the cell.
func (p *Plan) sheetOf(place string, otherwise int) (sheet, cell string) {
	for i := len(place) - 1; i >= 0; i-- {
		if place[i] == '!' {
			return place[:i], place[i+1:]
		}
	}
	return p.Reading.Sheets[otherwise].Sheet.Name, place
}

// offerItems gives the codes that a figure may count: those of the first axis
// of items in the table.
func (p *Plan) offerItems(q *Question, offer func(code *forms.Code)) {
	if q.Block == nil || q.Block.Table == nil {
		return
	}
	for _, c := range q.Block.Table.Cubes {
		for _, axis := range c.Axes {
			switch axis.Concept {
			case "sex", "age", "time":
				continue
			}
			if listsAreas(axis) || parted(axis) || axis.List.Index("_T") >= 0 {
				continue
			}
			for i := range axis.List.Codes {
				offer(&axis.List.Codes[i])
			}
			return
		}
	}
}

// AxisAt returns the axis whose labels stand at a place of the sheet, and the
// label there; nil where none do.
func (b *Block) AxisAt(row, col int) (*Axis, *Label) {
	for i, axis := range b.Axes {
		lines, line, across := b.Columns, axis.Line, col
		if axis.Down {
			lines, across = b.Rows, row
		}
		if axis.Down && col != line || !axis.Down && row != line {
			continue
		}
		if k, ok := slices.BinarySearch(lines, across); ok {
			return axis, b.at[i][k]
		}
	}
	return nil, nil
}

// HeadRows and StubColumns say which rows and columns hold the block's labels,
// as decisions name them, for a person to add to or to take from.
func (b *Block) HeadRows() []int {
	rows := make([]int, len(b.Heads))
	for i, at := range b.Heads {
		rows[i] = at + 1
	}
	return rows
}

// StubColumns is like HeadRows, for label columns.
func (b *Block) StubColumns() []string {
	columns := make([]string, len(b.Stubs))
	for i, col := range b.Stubs {
		columns[i] = reader.ColumnName(col)
	}
	return columns
}
