package intake

import (
	"context"
	"iter"
	"slices"
	"strconv"
	"strings"

	"migraform/forms"
	"migraform/forms/intake/label"
	"migraform/forms/intake/reader"
	"migraform/forms/words"
)

// PlanOptions say what a person chose.
type PlanOptions struct {
	Table     string // the table that the file is for, or "" to find out
	Decisions *Decisions
}

// Plan says for each figure of a file where it goes, or why nowhere.
type Plan struct {
	Questionnaire *forms.Questionnaire
	Reading       *Reading
	Blocks        []BlockPlan
	Entries       []Entry // all figures, in the order of Reading.Figures
	Counts        map[Fate]int
}

// BlockPlan says which table of the questionnaire a table of the file is for.
type BlockPlan struct {
	Block *Block
	Table *forms.Table // nil where it is not known
	// Candidates are tables that it could be, where it is not known.
	Candidates []string
	// Remarks tell what a person should know before applying.
	Remarks []words.Message
}

// Fate is what becomes of a figure.
type Fate uint8

const (
	Placed Fate = iota
	SetAside
	Unresolved
)

// String is the fate as "import --json" writes it.
func (f Fate) String() string { return [...]string{"placed", "set_aside", "unresolved"}[f] }

// Entry is one figure of the file with its fate.
type Entry struct {
	Sheet    int // index in the file
	Row, Col int // from 0
	Fate     Fate
	Status   forms.Status
	Cell     forms.Cell // where it is placed, else forms.NoCell
	Value    forms.Number
	// Why says why it is not placed; many entries share one message.
	Why *words.Message
	// Sum is what the figure was added up to with others, nil where it fills
	// its cell by itself. Value and Status are the figure's own.
	Sum *Sum
}

// Answer is what the entry puts into its cell, alone or together with the
// others of its Sum. The number of the source is
// for the document to give.
func (e *Entry) Answer() forms.Answer {
	if e.Sum != nil {
		return forms.Answer{Value: e.Sum.Value, Status: e.Sum.Status, Means: forms.Imported, Source: forms.SourceRef{Cell: e.Sum.Text}}
	}
	return forms.Answer{Value: e.Value, Status: e.Status, Means: forms.Imported, Source: forms.SourceRef{Cell: e.Name()}}
}

// Name is the place in the source as a spreadsheet shows it.
func (e *Entry) Name() string { return reader.Name(e.Row, e.Col) }

// Answers gives the first entry of each cell that the plan fills: of several
// that are added up, one.
func (p *Plan) Answers() iter.Seq[*Entry] {
	return func(yield func(*Entry) bool) {
		given := map[*Sum]bool{}
		for i := range p.Entries {
			e := &p.Entries[i]
			if e.Fate != Placed || e.Sum != nil && given[e.Sum] {
				continue
			}
			if e.Sum != nil {
				given[e.Sum] = true
			}
			if !yield(e) {
				return
			}
		}
	}
}

// MakePlan says which figure goes to which cell of the questionnaire. The
// error is only ever that of the context.
func MakePlan(ctx context.Context, q *forms.Questionnaire, reading *Reading, options PlanOptions) (*Plan, error) {
	p := &planner{plan: &Plan{Questionnaire: q, Reading: reading, Counts: map[Fate]int{}}, options: options,
		whys: map[string]*words.Message{}, claims: map[forms.Cell]int{}, lists: map[*forms.CodeList]*names{},
		keys: map[string]int32{}, pieces: map[pieces]map[int32]bool{}}
	sheetAt := map[*SheetReading]int{}
	blocks := map[*Block]*blockPlan{}
	for _, s := range reading.Sheets {
		sheetAt[s] = s.Index
		for _, b := range s.Blocks {
			blocks[b] = p.choose(b)
			blocks[b].index = int32(len(p.blocks))
			p.blocks = append(p.blocks, blocks[b])
		}
	}
	p.leaveOthers(blocks)
	p.plan.Entries = make([]Entry, 0, reading.figures())
	n := 0
	for _, s := range reading.Sheets {
		var err error
		s.figures(false, func(f *Figure) bool {
			if n++; n&0xFFF == 0 {
				err = ctx.Err()
			}
			p.add(s.Index, f, blocks[f.block])
			return err == nil
		})
		if err != nil {
			return nil, err
		}
	}
	p.addUp()
	for i := range p.plan.Entries {
		p.plan.Counts[p.plan.Entries[i].Fate]++
	}
	for _, s := range reading.Sheets {
		for _, b := range s.Blocks {
			p.plan.Blocks = append(p.plan.Blocks, blocks[b].BlockPlan)
		}
	}
	return p.plan, nil
}

type planner struct {
	plan    *Plan
	options PlanOptions
	whys    map[string]*words.Message
	claims  map[forms.Cell]int // the entry that was first placed in a cell
	lists   map[*forms.CodeList]*names

	blocks   []*blockPlan
	parts    []part
	pieces   map[pieces]map[int32]bool // the parts that there are of each code
	keys     map[string]int32          // of parts, by what they are
	keyTexts []string
}

// blockPlan is a BlockPlan with what placing its figures needs.
type blockPlan struct {
	BlockPlan
	skip     bool
	decided  SheetDecision
	cubes    []*forms.Cube
	hasYears bool
	fits     bool           // its titles name what the table counts
	differs  bool           // they name something else
	other    *words.Message // why it is set aside for that
	ownRow   bool           // the office's own country is among the areas, not only foreigners
	legend   map[string]forms.Status

	index     int32
	wholeArea bool // its areas have a total
	byArea    bool // a cube of its table is by area
	daily     bool // its dates are days of a series, not moments
	ages      map[*forms.CodeList]map[string]int
	ownAges   map[string]bool
	tiled     map[string]bool
	unknowns  map[dimension]bool
	asked     map[string]*words.Message
	periods   map[period]yearAim
	speaks    map[speaks]bool
	describes map[*Axis]bool
	splits    map[dimension][]*Axis
	some      int8 // 1 where it lists only what there is, 2 where not
}

// why makes a message, one for all entries that it is the same for.
func (p *planner) why(id string, pairs ...string) *words.Message {
	key := id + "\x00" + strings.Join(pairs, "\x00")
	if m, ok := p.whys[key]; ok {
		return m
	}
	args := make(map[string]any, len(pairs)/2)
	for i := 0; i+1 < len(pairs); i += 2 {
		args[pairs[i]] = pairs[i+1]
	}
	p.nameSheet(args)
	m := &words.Message{ID: id, Args: args}
	p.whys[key] = m
	return m
}

// nameSheet names the file where its only sheet has no name.
func (p *planner) nameSheet(args map[string]any) {
	if name, ok := args["Sheet"].(string); ok && name == "" {
		args["Sheet"] = p.plan.Reading.File.Name
	}
}

// whyCount makes a message that also says how many.
func (p *planner) whyCount(id string, count int, pairs ...string) *words.Message {
	m := p.why(id, append(pairs, "Count", strconv.Itoa(count))...)
	m.Args["Count"] = count
	return m
}

// add decides the fate of one figure.
func (p *planner) add(sheet int, f *Figure, b *blockPlan) {
	e := Entry{Sheet: sheet, Row: f.row, Col: f.col, Cell: forms.NoCell}
	e.Fate, e.Why = SetAside, nil
	switch {
	case f.unread:
		e.Fate, e.Why = Unresolved, p.why("intake.ask_tables", "Sheet", f.Sheet)
	case f.Kind == NotAFigure && f.outside:
		e.Why = p.why("intake.aside_outside")
	case f.Kind == NotAFigure:
		e.Why = p.why("intake.aside_not_a_figure")
	case b.skip:
		e.Why = p.why("intake.aside_sheet", "Sheet", f.Sheet)
	case b.decided.ignores(f.row, f.col, reader.ColumnName):
		e.Why = p.why("intake.aside_ignored")
	case b.other != nil:
		e.Why = b.other
	case f.Kind == Derived:
		e.Why = p.why("intake.aside_derived")
	case f.open != nil:
		e.Fate, e.Why = Unresolved, p.why("intake.ask_label", "Label", f.open.Text)
	case f.blank != "" && b.decided.Unlabelled == "leave":
		e.Why = p.why("intake.aside_ignored")
	case f.blank != "":
		e.Fate, e.Why = Unresolved, p.why("intake.ask_unlabelled", "Sheet", f.Sheet)
	case b.Table == nil:
		e.Fate, e.Why = Unresolved, p.why("intake.ask_table", "Sheet", f.Sheet, "Tables", strings.Join(b.Candidates, ", "))
	default:
		found, partly := p.locate(f, b, &e)
		if e.Fate == Placed {
			p.answer(f, b, &e)
		}
		switch {
		case e.Fate != Placed:
		case partly:
			p.addPart(&found, b, len(p.plan.Entries))
		default:
			if p.claim(&e); e.Fate == Placed {
				p.shareOwn(e.Cell, b, len(p.plan.Entries))
			}
		}
	}
	p.plan.Entries = append(p.plan.Entries, e)
}

// claim settles two figures for one cell: equal ones count once, different
// ones are both left open.
func (p *planner) claim(e *Entry) {
	first, taken := p.claims[e.Cell]
	if !taken {
		p.claims[e.Cell] = len(p.plan.Entries)
		return
	}
	other := &p.plan.Entries[first]
	if other.Fate == Placed && other.Value == e.Value && other.Status == e.Status {
		e.Fate, e.Why = SetAside, p.why("intake.aside_again", "Cell", p.placeOf(other))
	} else {
		e.Fate = Unresolved
		e.Why = p.why("intake.ask_conflict", "Address", p.plan.Questionnaire.Address(e.Cell), "One", p.placeOf(other), "Two", p.placeOf(e))
		if other.Fate == Placed {
			other.Fate, other.Why, other.Cell = Unresolved, e.Why, forms.NoCell
		}
	}
	e.Cell = forms.NoCell
}

func (p *planner) placeOf(e *Entry) string {
	name := p.plan.Reading.Sheets[e.Sheet].Sheet.Name
	if name == "" {
		return e.Name()
	}
	return name + "!" + e.Name()
}

// choose finds the table of the questionnaire that a block is for.
func (p *planner) choose(b *Block) *blockPlan {
	sheet := b.sheet.Sheet
	bp := &blockPlan{BlockPlan: BlockPlan{Block: b}, decided: p.options.Decisions.sheet(sheet.Name).forTable(b.Number)}
	bp.skip = bp.decided.Skip
	q := p.plan.Questionnaire
	id := firstOf(bp.decided.Table, p.options.Table)
	if id != "" {
		bp.Table = q.Table(id)
		p.remarkOnTable(bp)
	} else {
		bp.Table, bp.Candidates = p.infer(b)
	}
	if bp.Table != nil {
		bp.cubes = orderedCubes(bp.Table, b)
		for _, c := range bp.cubes {
			bp.byArea = bp.byArea || p.axisOf(c, byArea) >= 0
		}
	}
	days := 0
	for i, axis := range b.Axes {
		for _, l := range b.at[i] {
			if l == nil {
				continue
			}
			if axis.Concept == label.Time && label.Fineness(l.Meaning.Code) == 2 {
				bp.hasYears = true
			}
			if axis.Concept == label.Area {
				bp.ownRow = bp.ownRow || l.Meaning.Code == q.Country
				bp.wholeArea = bp.wholeArea || l.Meaning.Whole
			}
			if axis.Concept == label.Time && label.Fineness(l.Meaning.Code) == 5 && !strings.HasSuffix(l.Meaning.Code, "-12-31") && !strings.HasSuffix(l.Meaning.Code, "-01-01") {
				days++
			}
		}
	}
	bp.daily = days > 40
	bp.tellProof(p.plan.Reading.File.Name)
	bp.readLegend()
	for _, remark := range bp.Remarks {
		p.nameSheet(remark.Args)
	}
	return bp
}

// orderedCubes puts the cubes of a table first that have the axes that the
// block breaks down.
func orderedCubes(t *forms.Table, b *Block) []*forms.Cube {
	varied := map[label.Concept]bool{}
	for _, axis := range b.Axes {
		if axis.Varied {
			varied[axis.Concept] = true
		}
	}
	rank := func(c *forms.Cube) int {
		wrong := 0
		for _, concept := range []label.Concept{label.Age, label.Area} {
			if (axisFor(c, concept) >= 0) != varied[concept] {
				wrong++
			}
		}
		return wrong
	}
	cubes := slices.Clone(t.Cubes)
	slices.SortStableFunc(cubes, func(a, b *forms.Cube) int { return rank(a) - rank(b) })
	return cubes
}

// axisFor returns the axis of a cube for a concept of labels, or -1.
func axisFor(c *forms.Cube, concept label.Concept) int {
	switch concept {
	case label.Area:
		for i, axis := range c.Axes {
			if listsAreas(axis) {
				return i
			}
		}
		return -1
	}
	return c.AxisOf(string(concept))
}

// listsAreas tells an axis of countries from one of nationals and foreigners.
func listsAreas(axis *forms.Axis) bool { return axis.List.Index("002") >= 0 }
