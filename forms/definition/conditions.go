package definition

import (
	"slices"
	"strings"
	"sync"

	"github.com/expr-lang/expr"
	"github.com/expr-lang/expr/ast"
	"github.com/expr-lang/expr/types"
	"github.com/expr-lang/expr/vm"

	"migraform/forms"
)

// Holds evaluates a condition of a table, a code or a relation over the
// answers to questions, which are keyed as a document keys them:
// "M2.arrival_criterion", "M1.3.type" in the third entry of a repeated group.
// An empty condition holds. A definition that was loaded has conditions that
// compile; one that does not is taken to hold, so that nothing is hidden by
// mistake.
func Holds(q *forms.Questionnaire, when string, answers map[string]string) bool {
	if when == "" {
		return true
	}
	program, err := programs.compile(q.ID+q.Version, when, func() types.Map { return everyGroup(q.Groups) })
	if err != nil {
		return true
	}
	holds, err := expr.Run(program, answered(q.Groups, answers))
	return err != nil || holds.(bool)
}

// Asked reports whether a question is asked, given the answers of its group.
func Asked(g *forms.QuestionGroup, question *forms.Question, answers map[string]string) bool {
	if question.When == "" {
		return true
	}
	program, err := programs.compile(g.ID+"/"+question.ID, question.When, func() types.Map { return oneGroup(g) })
	if err != nil {
		return true
	}
	env := make(map[string]any, len(g.Questions))
	for i := range g.Questions {
		env[g.Questions[i].ID] = answers[g.Questions[i].ID]
	}
	holds, err := expr.Run(program, env)
	return err != nil || holds.(bool)
}

// oneGroup is what the condition of a question may name: the questions of
// its group.
func oneGroup(g *forms.QuestionGroup) types.Map {
	names := types.Map{}
	for i := range g.Questions {
		names[g.Questions[i].ID] = types.String
	}
	return names
}

// everyGroup is what other conditions may name: M2.question, and M1 as a list
// of entries.
func everyGroup(groups []forms.QuestionGroup) types.Map {
	names := types.Map{}
	for i := range groups {
		names[groups[i].ID] = oneGroup(&groups[i])
		if groups[i].Repeated {
			names[groups[i].ID] = types.Array(oneGroup(&groups[i]))
		}
	}
	return names
}

// answered lays answers out as everyGroup names them.
func answered(groups []forms.QuestionGroup, answers map[string]string) map[string]any {
	env := make(map[string]any, len(groups))
	for i := range groups {
		g := &groups[i]
		entry := func(prefix string) map[string]any {
			e := make(map[string]any, len(g.Questions))
			for j := range g.Questions {
				e[g.Questions[j].ID] = answers[prefix+g.Questions[j].ID]
			}
			return e
		}
		if !g.Repeated {
			env[g.ID] = entry(g.ID + ".")
			continue
		}
		var prefixes []string
		for key := range answers {
			if rest, ok := strings.CutPrefix(key, g.ID+"."); ok {
				number, _, _ := strings.Cut(rest, ".")
				if prefix := g.ID + "." + number + "."; !slices.Contains(prefixes, prefix) {
					prefixes = append(prefixes, prefix)
				}
			}
		}
		slices.Sort(prefixes)
		entries := make([]map[string]any, len(prefixes))
		for j, prefix := range prefixes {
			entries[j] = entry(prefix)
		}
		env[g.ID] = entries
	}
	return env
}

type programCache struct {
	mutex    sync.Mutex
	compiled map[string]*vm.Program
}

var programs = programCache{compiled: map[string]*vm.Program{}}

func (c *programCache) compile(of, condition string, names func() types.Map) (*vm.Program, error) {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	key := of + "\x00" + condition
	if p, ok := c.compiled[key]; ok {
		return p, nil
	}
	p, err := compileCondition(condition, names())
	if err == nil {
		c.compiled[key] = p
	}
	return p, err
}

// mostTrials bounds how many combinations of answers are tried.
const mostTrials = 4096

// canHold reports whether some answers make a condition true. It tries every
// option of every choice that the condition names, and for other questions
// the texts that the condition compares with.
func canHold(program *vm.Program, groups []forms.QuestionGroup, local *forms.QuestionGroup) bool {
	mentions := mentions{groups: groups, local: local}
	root := program.Node()
	ast.Walk(&root, &mentions)
	if mentions.repeated {
		return true
	}
	trials := 1
	for _, m := range mentions.questions {
		if trials *= len(mentions.answersTo(m)); trials > mostTrials {
			return true
		}
	}
	answers := map[string]string{}
	var try func(i int) bool
	try = func(i int) bool {
		if i == len(mentions.questions) {
			env := answered(groups, answers)
			if local != nil {
				env = map[string]any{}
				for j := range local.Questions {
					env[local.Questions[j].ID] = answers[local.ID+"."+local.Questions[j].ID]
				}
			}
			holds, err := expr.Run(program, env)
			return err != nil || holds.(bool)
		}
		for _, answer := range mentions.answersTo(mentions.questions[i]) {
			answers[mentions.questions[i].key] = answer
			if try(i + 1) {
				return true
			}
		}
		return false
	}
	return try(0)
}

// mentions gathers the questions and the texts that a condition names.
type mentions struct {
	groups    []forms.QuestionGroup
	local     *forms.QuestionGroup
	questions []mention
	texts     []string
	repeated  bool
}

type mention struct {
	key      string
	question *forms.Question
}

// Visit implements ast.Visitor.
func (m *mentions) Visit(node *ast.Node) {
	switch n := (*node).(type) {
	case *ast.StringNode:
		m.texts = append(m.texts, n.Value)
	case *ast.ConstantNode:
		// The optimizer makes a set of the texts of "in [...]".
		if set, ok := n.Value.(map[string]struct{}); ok {
			for text := range set {
				m.texts = append(m.texts, text)
			}
		}
	case *ast.IdentifierNode:
		if m.local != nil {
			m.add(m.local, n.Value)
		}
		for i := range m.groups {
			m.repeated = m.repeated || m.local == nil && m.groups[i].ID == n.Value && m.groups[i].Repeated
		}
	case *ast.MemberNode:
		group, isName := n.Node.(*ast.IdentifierNode)
		property, isText := n.Property.(*ast.StringNode)
		if !isName || !isText || m.local != nil {
			return
		}
		for i := range m.groups {
			if m.groups[i].ID == group.Value {
				m.add(&m.groups[i], property.Value)
			}
		}
	}
}

func (m *mentions) add(g *forms.QuestionGroup, id string) {
	for i := range g.Questions {
		question := &g.Questions[i]
		if question.ID == id && !slices.ContainsFunc(m.questions, func(o mention) bool { return o.question == question }) {
			m.questions = append(m.questions, mention{g.ID + "." + id, question})
		}
	}
}

func (m *mentions) answersTo(of mention) []string {
	if of.question.Kind == forms.ChoiceQuestion {
		answers := []string{""}
		for _, option := range of.question.Options {
			answers = append(answers, option.ID)
		}
		return answers
	}
	return append([]string{"", "1"}, m.texts...)
}
