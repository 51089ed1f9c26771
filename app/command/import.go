package command

import (
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"migraform/app/workspace"
	"migraform/forms"
	"migraform/forms/intake"
	"migraform/forms/intake/reader"
)

type importCommand struct {
	Doc    string   `arg:""`
	Source []string `arg:""`
	Table  string   `placeholder:"B2"`
	DryRun bool
	JSON   bool `name:"json"`

	Layout       string `placeholder:"FILE"`
	SaveLayout   string `placeholder:"FILE"`
	PasswordFile string `placeholder:"FILE"`
	Force        bool
}

// Run reads all sources before it changes anything: one that cannot be read
// leaves the document as it was.
func (i *importCommand) Run(c *console) error {
	ws, err := i.open()
	if err != nil {
		return err
	}
	defer ws.Close()
	q := ws.Questionnaire()
	if i.Table != "" && q.Table(i.Table) == nil {
		return &workspace.TableError{Table: i.Table}
	}
	options := workspace.ReadOptions{Table: i.Table, Progress: c.progress.at}
	if options.Password, err = passwordIn(i.PasswordFile); err != nil {
		return err
	}
	if i.Layout != "" {
		if options.Layouts, err = workspace.ReadLayouts(i.Layout); err != nil {
			return err
		}
	}
	i.Source = expanded(i.Source)
	imports := make([]*workspace.Import, len(i.Source))
	for n, path := range i.Source {
		if imports[n], err = ws.ReadWith(c.ctx, path, options); err != nil {
			c.askPassword(err, options.Password)
			return err
		}
	}
	if i.SaveLayout != "" {
		if err := i.saveLayouts(imports); err != nil {
			return writing(err)
		}
	}
	for n, plan := range imports {
		if n > 0 && !i.DryRun {
			// What an earlier source brought in is no longer new.
			if err := ws.Replan(c.ctx, plan); err != nil {
				return err
			}
		}
		if !i.DryRun {
			if _, err := ws.Apply(plan); err != nil {
				return writing(err)
			}
		}
		if i.JSON {
			err = c.importLines(q, plan)
		} else {
			c.importReport(q, plan, i.DryRun)
		}
		if err != nil {
			return writing(err)
		}
		c.importMessages(plan)
	}
	return nil
}

// expanded replaces patterns such as *.xlsx by the files that they fit, which
// not every system does before a program starts. What fits nothing stays, to
// be told; marks of open files are left out, and so is what is named twice.
func expanded(sources []string) []string {
	var paths []string
	add := func(path string) {
		if !slices.Contains(paths, path) {
			paths = append(paths, path)
		}
	}
	for _, source := range sources {
		found, err := filepath.Glob(source)
		if _, exists := os.Stat(source); err != nil || exists == nil || len(found) == 0 {
			add(source)
			continue
		}
		for _, path := range found {
			info, err := os.Stat(path)
			if name := filepath.Base(path); err == nil && info.Mode().IsRegular() && !strings.HasPrefix(name, "~$") && !strings.HasPrefix(name, ".") {
				add(path)
			}
		}
	}
	return paths
}

// saveLayouts writes how the sources are made, for the next files like them.
func (i *importCommand) saveLayouts(imports []*workspace.Import) error {
	if err := apart(i.SaveLayout, append(i.Source, i.Doc)...); err != nil {
		return err
	}
	var layouts []intake.Layout
	for _, one := range imports {
		if layout, ok := workspace.LayoutOf(one); ok {
			layouts = append(layouts, layout)
		}
	}
	return workspace.WriteLayouts(i.SaveLayout, layouts, i.Force)
}

// largestPassword is more than any password has, in bytes.
const largestPassword = 4096

// passwordIn reads the password of locked workbooks: the first line of a file,
// so that it stands in no list of processes and in no history of commands.
func passwordIn(path string) (string, error) {
	if path == "" {
		return "", nil
	}
	f, err := os.Open(path)
	if err != nil {
		return "", &workspace.FileError{Path: path, Err: err}
	}
	defer f.Close()
	text, err := io.ReadAll(io.LimitReader(f, largestPassword))
	if err != nil {
		return "", &workspace.FileError{Path: path, Err: err}
	}
	line, _, _ := strings.Cut(strings.TrimPrefix(string(text), "\uFEFF"), "\n")
	return strings.TrimSuffix(line, "\r"), nil
}

// askPassword says how a locked file is opened, where none was given.
func (c *console) askPassword(err error, given string) {
	if given == "" && reader.ProblemOf(err) == reader.Encrypted {
		c.note("command.import.password")
	}
}

func (i *importCommand) open() (*workspace.Workspace, error) {
	if i.DryRun {
		return workspace.OpenReadOnly(i.Doc)
	}
	return openForWriting(i.Doc)
}

// openForWriting opens a document and refuses one that can only be read.
func openForWriting(path string) (*workspace.Workspace, error) {
	ws, err := workspace.Open(path)
	if err != nil {
		return nil, err
	}
	if why, readOnly := ws.ReadOnly(); readOnly {
		ws.Close()
		return nil, writing(&refused{why})
	}
	return ws, nil
}

// importLines writes what becomes of each cell of a source that holds a
// figure or stands for one.
func (c *console) importLines(q *forms.Questionnaire, plan *workspace.Import) error {
	if plan.Plan == nil {
		for _, figures := range [][]workspace.ImportChange{plan.Changes, plan.Held} {
			for n := range figures {
				if err := c.line(ownLine(q, &figures[n])); err != nil {
					return err
				}
			}
		}
		for _, f := range plan.Finer {
			line := figureLine{Sheet: f.Sheet, Cell: f.Place, Kind: string(intake.Data), Other: map[string]string{"cell": f.Address}, Confidence: 1, SetAside: c.tongue.Message(f.Why)}
			if err := c.line(line); err != nil {
				return err
			}
		}
		return nil
	}
	n := 0
	for f := range plan.Plan.Reading.Figures() {
		line, entry := lineOf(f), &plan.Plan.Entries[n]
		n++
		if entry.Fate == intake.Placed {
			line.Placed = q.Address(entry.Cell)
		} else {
			line.SetAside, line.Unresolved = c.tongue.Message(*entry.Why), entry.Fate == intake.Unresolved
		}
		if err := c.line(line); err != nil {
			return err
		}
	}
	return nil
}

// ownLine describes an answer from a file of the program's own, which names
// its cells by their addresses.
func ownLine(q *forms.Questionnaire, change *workspace.ImportChange) figureLine {
	line := figureLine{Sheet: change.Sheet, Cell: change.After.Source.Cell, Kind: string(intake.Data), Other: map[string]string{},
		Confidence: 1, Placed: q.Address(change.Cell)}
	cube := q.CubeOf(change.Cell)
	for n, axis := range cube.Axes {
		code := cube.Code(change.Cell, n)
		switch axis.Concept {
		case "sex":
			line.Sex = code.ID
		case "age":
			line.Age = code.ID
		case "time":
			line.Time = code.ID
		default:
			if line.Area == "" && len(axis.List.Codes) > 20 {
				line.Area = code.ID
			} else {
				line.Other[axis.Concept] = code.ID
			}
		}
		switch {
		case code.Kind == forms.Total:
			line.Kind = string(intake.Total)
		case code.Kind == forms.Subtotal && line.Kind == string(intake.Data):
			line.Kind = string(intake.Subtotal)
		}
	}
	if change.After.Status.IsNumber() {
		line.Value = change.After.Value.String()
	} else {
		line.Kind = string(intake.MissingOne)
		line.Other["mark"] = change.After.Status.String()
	}
	return line
}

// mostChanges is how many changed answers are listed for a person.
const mostChanges = 50

// importChanges lists the answers that a source replaces: when a corrected
// file comes in again, what was corrected.
func (c *console) importChanges(q *forms.Questionnaire, plan *workspace.Import) {
	listed := 0
	for n := range plan.Changes {
		change := &plan.Changes[n]
		if change.Before.IsBlank() {
			continue
		}
		if listed++; listed > mostChanges {
			c.say("command.import.changed_more", "Count", plan.Changed-mostChanges)
			return
		}
		place := change.After.Source.Cell
		if change.Sheet != "" {
			place = change.Sheet + "!" + place
		}
		c.say("command.import.changed", "Address", q.Address(change.Cell), "Before", c.shown(change.Before), "After", c.shown(change.After), "Place", place)
	}
}

// importReport says to a person what became of a source.
func (c *console) importReport(q *forms.Questionnaire, plan *workspace.Import, dry bool) {
	id := "command.import.done"
	if dry {
		id = "command.import.dry"
	}
	c.say(id, "File", filepath.Base(plan.Path), "New", plan.New, "Changed", plan.Changed, "Equal", plan.Equal)
	c.importChanges(q, plan)
	if plan.Plan == nil {
		return
	}
	var tables []string
	for n := range plan.Plan.Blocks {
		if t := plan.Plan.Blocks[n].Table; t != nil && !slices.Contains(tables, t.ID) {
			tables = append(tables, t.ID)
			c.say("command.import.table", "Table", t.ID, "Title", t.Title)
		}
	}
	for _, reason := range plan.Plan.Reasons() {
		c.say("command.import."+reason.Fate.String(), "Count", reason.Count, "Why", reason.Why, "Cell", reason.First.Name())
	}
}

// importMessages tells what a person should know or decide.
func (c *console) importMessages(plan *workspace.Import) {
	for _, problem := range plan.Problems {
		c.found = true
		c.note("command.import.problem", "File", filepath.Base(plan.Path), "Why", problem)
	}
	if plan.Plan == nil {
		if added := plan.AddedUp(); added > 0 {
			c.note("command.import.added_up", "File", filepath.Base(plan.Path), "Count", added)
		}
		if beside := len(plan.Finer) - plan.AddedUp(); beside > 0 {
			c.note("command.import.beside", "File", filepath.Base(plan.Path), "Count", beside)
		}
		return
	}
	c.tellAll(plan.Plan.Reading.File.Remarks)
	if plan.Layout != "" {
		c.note("command.import.layout", "File", filepath.Base(plan.Path), "Layout", plan.Layout)
	}
	for _, difference := range plan.Differences {
		c.tell(c.tongue.Message(difference))
	}
	var said []string
	for n := range plan.Plan.Blocks {
		for _, remark := range plan.Plan.Blocks[n].Remarks {
			if sentence := c.tongue.Message(remark); !slices.Contains(said, sentence) {
				said = append(said, sentence)
				c.tell(sentence)
			}
		}
	}
	if open := plan.Plan.Counts[intake.Unresolved]; open > 0 {
		c.found = true
		c.note("command.import.open", "Count", open, "File", filepath.Base(plan.Path))
		if slices.ContainsFunc(plan.Plan.Reasons(), func(r intake.Reason) bool { return r.Why.ID == "intake.ask_table" }) {
			c.note("command.import.which_table")
		}
	}
}
