package definition

import (
	"cmp"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/expr-lang/expr/vm"
	"github.com/goccy/go-yaml"

	"migraform/forms"
)

// checker gathers the mistakes of a definition: all of them, each with the
// place where its author can mend it.
type checker struct {
	*Definition
	mistakes Mistakes
	lists    map[string]*forms.CodeList
	measures map[string]bool
	groups   []forms.QuestionGroup
	used     map[string]bool // ids of texts that something shows
	named    map[string]bool // lists and options that something names
	cells    int             // of all cubes so far
}

// trialCountry and trialYear are those for which a definition is made
// concrete while it is checked.
const (
	trialCountry = "NOR"
	trialYear    = 2025
)

func (d *Definition) check() Mistakes {
	c := &checker{Definition: d, lists: map[string]*forms.CodeList{}, measures: map[string]bool{},
		used: map[string]bool{}, named: map[string]bool{}}
	if d.source.ID == "" || d.source.Version == "" {
		c.report("$", "a definition has an id and a version")
	}
	if _, ok := d.texts["en"]; !ok {
		c.mistakes = append(c.mistakes, Mistake{File: "en.yaml", Text: "the English texts are missing"})
	}
	for i := range d.source.Groups {
		c.groups = append(c.groups, d.group(&d.source.Groups[i], nil))
	}
	c.wanted("$", "title")
	c.checkLists()
	c.checkTables()
	c.checkSections()
	c.checkRelations()
	c.checkRules()
	c.checkQuestions()
	c.checkRenamed()
	c.checkUnused()
	return c.mistakes
}

// sorted puts mistakes in the order of the files: the structure first.
func sorted(mistakes Mistakes) Mistakes {
	slices.SortStableFunc(mistakes, func(a, b Mistake) int {
		return cmp.Or(cmp.Compare(boolean(a.File != structureFile), boolean(b.File != structureFile)),
			strings.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
	})
	return mistakes
}

func boolean(b bool) int {
	if b {
		return 1
	}
	return 0
}

func (c *checker) report(at, format string, args ...any) {
	m := Mistake{File: structureFile, Text: fmt.Sprintf(format, args...)}
	m.Line, m.Column = c.position(at)
	c.mistakes = append(c.mistakes, m)
}

// advise reports a mistake that does not keep the questionnaire from being
// asked.
func (c *checker) advise(at, format string, args ...any) {
	c.report(at, format, args...)
	c.mistakes[len(c.mistakes)-1].harmless = true
}

// position finds a path of the structure, or what stands nearest above it.
func (c *checker) position(at string) (line, column int) {
	for at != "" && c.syntax != nil {
		if p, err := yaml.PathString(at); err == nil {
			if node, err := p.FilterFile(c.syntax); err == nil && node != nil {
				at := first(node).GetToken().Position
				return at.Line, at.Column
			}
		}
		at = at[:max(strings.LastIndexAny(at, ".["), 0)]
	}
	return 0, 0
}

// wanted reports a text that a language lacks.
func (c *checker) wanted(at, id string) {
	c.used[id] = true
	for _, language := range c.languages {
		if c.texts[language][id] == "" {
			c.advise(at, "%s.yaml has no text %q", language, id)
		}
	}
}

// welcome reports a text that may be left out, but then in every language.
func (c *checker) welcome(at, id string) {
	for _, language := range c.languages {
		if c.texts[language][id] != "" {
			c.wanted(at, id)
			return
		}
	}
}

// checkUnused reports what nothing leads to.
func (c *checker) checkUnused() {
	for i := range c.source.Lists {
		if id := c.source.Lists[i].ID; id != "" && !c.named[id] {
			c.advise(fmt.Sprintf("$.lists[%d]", i), "no table uses the list %s: its codes cannot be reached", id)
		}
	}
	for i := range c.source.Options {
		if id := c.source.Options[i].ID; !c.named[id] {
			c.advise(fmt.Sprintf("$.options[%d]", i), "no question uses the options %s", id)
		}
	}
	for _, language := range c.languages {
		for _, id := range slices.Sorted(maps.Keys(c.texts[language])) {
			if !c.used[id] {
				file := language + ".yaml"
				c.mistakes = append(c.mistakes, Mistake{File: file, Line: lineOf(c.files[file], id), Column: 1,
					Text: fmt.Sprintf("nothing in the questionnaire shows the text %q", id), harmless: true})
			}
		}
	}
}

// lineOf finds the line of a text in its file.
func lineOf(file []byte, id string) int {
	for i, line := range strings.Split(string(file), "\n") {
		if strings.HasPrefix(line, id+":") {
			return i + 1
		}
	}
	return 0
}

func (c *checker) checkSections() {
	for i, id := range c.source.Sections {
		at := fmt.Sprintf("$.sections[%d]", i)
		c.wanted(at, "section."+id)
		c.welcome(at, "section."+id+".says")
		c.welcome(at, "section."+id+".guide")
		if slices.Contains(c.source.Sections[:i], id) {
			c.advise(at, "the section %s stands twice", id)
		}
		if !slices.ContainsFunc(c.source.Tables, func(t tableSource) bool { return t.Section == id }) {
			c.advise(at, "no table is in the section %s", id)
		}
	}
}

// nameForm is what ids look like: they stand in addresses, in expressions and
// in the names of sheets. Codes may begin with a digit, as those of regions do.
var (
	nameForm = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_]*$`)
	codeForm = regexp.MustCompile(`^[A-Za-z0-9_]+$`)
)

// form reports an id that cannot stand where ids stand.
func (c *checker) form(at, of, id string) {
	switch {
	case id == "":
	case of == aCode && !codeForm.MatchString(id):
		c.report(at, "%s is named by letters of the Latin alphabet, digits and _; %q is not", of, id)
	case of != aCode && !nameForm.MatchString(id):
		c.report(at, "%s is named by letters of the Latin alphabet, digits and _, a letter first; %q is not", of, id)
	case len(id) > longestName:
		c.report(at, "%s has a name of %d letters at most; %q is longer", of, longestName, id)
	}
}

const aCode = "a code"

// longestName keeps names of sheets within the 31 letters that spreadsheets
// allow, and addresses readable.
const longestName = 30

// condition checks an expression over the answers to all questions.
func (c *checker) condition(at, of, when string) {
	if when == "" {
		return
	}
	program, err := compileCondition(when, everyGroup(c.groups))
	if err != nil {
		c.notUnderstood(at, of, err)
		return
	}
	c.holdable(at, of, when, program, nil)
}

// together reports a condition that can hold by itself but not with those
// above it, such as that of its list; all is the condition of them all.
func (c *checker) together(at, of, all, own string) {
	names := everyGroup(c.groups)
	alone, err := compileCondition(own, names)
	if err != nil || !canHold(alone, c.groups, nil) {
		return // said already
	}
	if program, err := compileCondition(all, names); err == nil && !canHold(program, c.groups, nil) {
		c.advise(at, "the condition of %s can never hold with those above it: no answers make %s true", of, all)
	}
}

// plainKinds names the kinds of values as authors do.
var plainKinds = strings.NewReplacer("float32", "number", "float64", "number", "string", "text", "bool", "condition")

func (c *checker) notUnderstood(at, of string, err error) {
	why, _, _ := strings.Cut(err.Error(), "\n")
	c.report(at, "the condition of %s is not understood: %s", of, plainKinds.Replace(why))
}

func (c *checker) holdable(at, of, when string, program *vm.Program, local *forms.QuestionGroup) {
	if !canHold(program, c.groups, local) {
		c.advise(at, "the condition of %s can never hold: no answers make %s true", of, when)
	}
}
