package definition

import (
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/expr-lang/expr/ast"
	"github.com/expr-lang/expr/types"
	"github.com/expr-lang/expr/vm"

	"migraform/forms"
)

// mostTrials bounds how many combinations of answers are tried.
const mostTrials = 1 << 14

// canHold reports whether some answers make a condition true. It tries every
// option of every choice that the condition depends on, and for other
// questions what the condition compares them with and what lies beside that.
// Local is the group of a question's own condition, nil for others. What
// cannot be tried is taken to hold.
func canHold(program *vm.Program, groups []forms.QuestionGroup, local *forms.QuestionGroup) bool {
	m := mentions{groups: groups, local: local}
	root := program.Node()
	ast.Walk(&root, &m)
	m.complete()
	entries := []int{0}
	if m.repeated {
		entries = []int{0, 1, 2} // none, one, and two that may differ
	}
	for _, n := range entries {
		if tried, holds := m.try(program, n); holds || !tried {
			return true
		}
	}
	return m.opaque
}

// try runs the condition with all combinations of answers, and with a number
// of entries in repeated groups. Tried is false where there are too many.
func (m *mentions) try(program *vm.Program, entries int) (tried, holds bool) {
	type trial struct {
		key     string
		answers []string
	}
	var trials []trial
	combinations := 1
	for _, question := range m.questions {
		keys := []string{question.key}
		if question.repeated {
			keys = nil
			for entry := range entries {
				keys = append(keys, question.group+"."+strconv.Itoa(entry+1)+"."+question.question.ID)
			}
		}
		for _, key := range keys {
			answers := m.answersTo(question.question)
			if combinations *= len(answers); combinations > mostTrials {
				return false, false
			}
			trials = append(trials, trial{key, answers})
		}
	}
	given := map[string]string{}
	var choose func(i int) bool
	choose = func(i int) bool {
		if i == len(trials) {
			if m.local != nil {
				env, _ := entryOf(m.local, given, m.local.ID+".")
				return runs(program, env)
			}
			return runs(program, answered(m.groups, given))
		}
		for _, answer := range trials[i].answers {
			given[trials[i].key] = answer
			if choose(i + 1) {
				return true
			}
		}
		return false
	}
	return true, choose(0)
}

// mentions gathers the questions and the constants that a condition names.
type mentions struct {
	groups    []forms.QuestionGroup
	local     *forms.QuestionGroup
	questions []mention
	texts     []string
	numbers   []float64
	repeated  bool // a repeated group is named
	opaque    bool // it does more than compare answers with constants
}

type mention struct {
	group    string
	key      string
	repeated bool
	question *forms.Question
}

// compares are the operators whose outcome the trials exhaust.
var compares = []string{"==", "!=", "<", "<=", ">", ">=", "in", "&&", "||", "and", "or"}

// Visit implements ast.Visitor.
func (m *mentions) Visit(node *ast.Node) {
	switch n := (*node).(type) {
	case *ast.StringNode:
		m.constant(n.Value)
	case *ast.IntegerNode:
		m.constant(n.Value)
	case *ast.FloatNode:
		m.constant(n.Value)
	case *ast.ConstantNode:
		m.constant(n.Value)
	case *ast.BinaryNode:
		m.opaque = m.opaque || !slices.Contains(compares, n.Operator)
	case *ast.BuiltinNode:
		m.opaque = m.opaque || !slices.Contains([]string{"any", "all", "none"}, n.Name)
	case *ast.CallNode, *ast.ConditionalNode:
		m.opaque = true
	case *ast.IdentifierNode:
		if m.local != nil {
			m.add(m.local, n.Value)
		}
		for i := range m.groups {
			m.repeated = m.repeated || m.local == nil && m.groups[i].ID == n.Value && m.groups[i].Repeated
		}
	case *ast.MemberNode:
		m.member(n)
	}
}

// member takes M2.question, and .question of the entries of a group.
func (m *mentions) member(n *ast.MemberNode) {
	property, isText := n.Property.(*ast.StringNode)
	if !isText || m.local != nil {
		return
	}
	switch of := n.Node.(type) {
	case *ast.IdentifierNode:
		for i := range m.groups {
			if m.groups[i].ID == of.Value {
				m.add(&m.groups[i], property.Value)
			}
		}
	case *ast.PointerNode:
		for i := range m.groups {
			if m.groups[i].Repeated {
				m.add(&m.groups[i], property.Value)
			}
		}
	}
}

// constant takes a text or a number, and what a set of them holds.
func (m *mentions) constant(value any) {
	switch v := reflect.ValueOf(value); v.Kind() {
	case reflect.String:
		m.texts = append(m.texts, v.String())
	case reflect.Int, reflect.Int64:
		m.numbers = append(m.numbers, float64(v.Int()))
	case reflect.Float64:
		m.numbers = append(m.numbers, v.Float())
	case reflect.Map:
		for _, key := range v.MapKeys() {
			m.constant(key.Interface())
		}
	case reflect.Slice:
		for i := range v.Len() {
			m.constant(v.Index(i).Interface())
		}
	}
}

func (m *mentions) add(g *forms.QuestionGroup, id string) {
	for i := range g.Questions {
		question := &g.Questions[i]
		if question.ID == id && !slices.ContainsFunc(m.questions, func(o mention) bool { return o.question == question }) {
			m.questions = append(m.questions, mention{g.ID, g.ID + "." + id, g.Repeated && m.local == nil, question})
		}
	}
}

// complete adds the questions on which those that are named depend, because a
// question that is not asked counts as blank.
func (m *mentions) complete() {
	for i := 0; i < len(m.questions); i++ {
		named := m.questions[i]
		if named.question.When == "" {
			continue
		}
		g := m.local
		if g == nil {
			for j := range m.groups {
				if m.groups[j].ID == named.group {
					g = &m.groups[j]
				}
			}
		}
		program, err := programs.compile(signatureOf(g), named.question.When, func() types.Map { return oneGroup(g) })
		if err != nil {
			continue
		}
		above := mentions{groups: m.groups, local: g}
		root := program.Node()
		ast.Walk(&root, &above)
		for _, other := range above.questions {
			m.add(g, other.question.ID)
		}
		m.texts = append(m.texts, above.texts...)
		m.numbers = append(m.numbers, above.numbers...)
		m.opaque = m.opaque || above.opaque
	}
}

// answersTo are the answers to a question that are worth trying: all that can
// make a difference to comparisons with the constants.
func (m *mentions) answersTo(question *forms.Question) []string {
	answers := []string{""}
	switch question.Kind {
	case forms.ChoiceQuestion:
		for _, option := range question.Options {
			answers = append(answers, option.ID)
		}
		return answers
	case forms.NumberQuestion:
		answers = append(answers, "0")
		sorted := slices.Sorted(slices.Values(m.numbers))
		for i, n := range sorted {
			tries := []float64{n - 1, n, n + 1}
			if i > 0 {
				tries = append(tries, (n+sorted[i-1])/2)
			}
			for _, n := range tries {
				answers = append(answers, strconv.FormatFloat(n, 'f', -1, 64))
			}
		}
	case forms.DateQuestion:
		answers = append(answers, "2000-01-01")
		for _, text := range m.texts {
			if day, err := time.Parse(time.DateOnly, text); err == nil {
				for _, days := range []int{-1, 0, 1} {
					answers = append(answers, day.AddDate(0, 0, days).Format(time.DateOnly))
				}
			}
		}
	default:
		answers = append(answers, "1")
		for _, text := range m.texts {
			answers = append(answers, text, text+"!")
		}
	}
	slices.Sort(answers)
	answers = slices.Compact(answers)
	if tryConstraint(question.Constraint) != nil {
		return answers
	}
	return slices.DeleteFunc(answers, func(a string) bool { return CheckAnswer(question, strings.TrimSpace(a)) != nil })
}
