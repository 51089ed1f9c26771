package command

import (
	"strings"

	"migraform/app/workspace"
	"migraform/forms/intake"
	"migraform/forms/intake/reader"
)

type inspectCommand struct {
	Source  string `arg:""`
	Country string `placeholder:"NOR"`
	JSON    bool   `name:"json"`

	Layout       string `placeholder:"FILE"`
	PasswordFile string `placeholder:"FILE"`
}

// figureLine is one cell of a source, as programs read it.
type figureLine struct {
	Sheet       string            `json:"sheet"`
	Cell        string            `json:"cell"`
	Value       string            `json:"value"`
	Kind        string            `json:"kind"`
	Area        string            `json:"area"`
	Counterpart string            `json:"counterpart"`
	Sex         string            `json:"sex"`
	Age         string            `json:"age"`
	Time        string            `json:"time"`
	Other       map[string]string `json:"other"`
	Confidence  float64           `json:"confidence"`
	// What becomes of the figure, when it is imported. An unresolved one is
	// set aside for now, and its reason says what has to be decided.
	Placed     string `json:"placed,omitempty"`
	SetAside   string `json:"set_aside,omitempty"`
	Unresolved bool   `json:"unresolved,omitempty"`
}

func lineOf(f *intake.Figure) figureLine {
	line := figureLine{Sheet: f.Sheet, Cell: f.Cell, Value: f.Value, Kind: string(f.Kind), Area: f.Area, Counterpart: f.Counterpart,
		Sex: f.Sex, Age: f.Age, Time: f.Time, Other: f.Other, Confidence: f.Confidence}
	if line.Other == nil {
		line.Other = map[string]string{}
	}
	return line
}

func (i *inspectCommand) Run(c *console) error {
	country := ""
	if i.Country != "" {
		var err error
		if country, err = countryOf(i.Country); err != nil {
			return err
		}
	}
	password, err := passwordIn(i.PasswordFile)
	if err != nil {
		return err
	}
	options := workspace.ReadOptions{Password: password, Progress: c.progress.at}
	if i.Layout != "" {
		if options.Layouts, err = workspace.ReadLayouts(i.Layout); err != nil {
			return err
		}
	}
	reading, err := workspace.RecogniseWith(c.ctx, i.Source, country, options)
	if err != nil {
		c.askPassword(err, password)
		return err
	}
	c.tellAll(reading.File.Remarks)
	if i.JSON {
		for f := range reading.Figures() {
			if err := c.line(lineOf(f)); err != nil {
				return writing(err)
			}
		}
		return nil
	}
	kinds := map[*intake.Block]map[intake.Kind]int{}
	for f := range reading.Figures() {
		if kinds[f.Block()] == nil {
			kinds[f.Block()] = map[intake.Kind]int{}
		}
		kinds[f.Block()][f.Kind]++
	}
	tables := 0
	for _, sheet := range reading.Sheets {
		for _, block := range sheet.Blocks {
			tables++
			c.block(block, kinds[block])
		}
	}
	if tables == 0 {
		c.note("command.inspect.nothing")
	}
	return nil
}

// block says what was recognised in one table of a file.
func (c *console) block(b *intake.Block, kinds map[intake.Kind]int) {
	r := b.Range()
	place := reader.Name(r.Row, r.Col) + ":" + reader.Name(r.LastRow, r.LastCol)
	if name := b.Sheet().Sheet.Name; name != "" {
		place = name + ", " + place
	}
	c.say("command.inspect.table", "Place", place)
	if len(b.Titles) > 0 {
		c.say("command.inspect.title", "Title", b.Titles[0])
	}
	for n, axis := range b.Axes {
		side := "across"
		if axis.Down {
			side = "down"
		}
		first, count := "", 0
		for _, label := range b.Labels(n) {
			if label == nil || label.Text == "" {
				continue
			}
			if count++; first == "" {
				first = label.Text
			}
		}
		concept := string(axis.Concept)
		if concept == "" {
			concept = "item"
		}
		c.say("command.inspect."+side, "Concept", c.tongue.Say("command.concept_"+concept), "Head", strings.TrimSpace(axis.Head+" "+first), "Count", count)
	}
	for _, kind := range []intake.Kind{intake.Data, intake.Subtotal, intake.Total, intake.Derived, intake.MissingOne, intake.NotAFigure} {
		if n := kinds[kind]; n > 0 {
			c.say("command.inspect.kind_"+strings.ReplaceAll(string(kind), "-", "_"), "Number", n)
		}
	}
}
