package definition

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/expr-lang/expr"
	"github.com/expr-lang/expr/types"
	"github.com/expr-lang/expr/vm"

	"migraform/forms"
	"migraform/forms/words"
)

// Circumstances are the answers to a questionnaire's questions as conditions
// see them: numbers as numbers, and what is not asked at present as blank.
type Circumstances struct {
	q   *forms.Questionnaire
	env map[string]any
}

// Given takes answers as a document keys them: "M2.arrival_criterion",
// "M1.3.type" in the third entry of a repeated group.
func Given(q *forms.Questionnaire, answers map[string]string) *Circumstances {
	return &Circumstances{q, answered(q.Groups, answers)}
}

// Given takes answers to the questions that are asked in a scope.
func (d *Definition) Given(scope string, answers map[string]string) *Circumstances {
	q := &forms.Questionnaire{ID: d.source.ID, Version: d.source.Version, Scope: scope}
	for i := range d.source.Groups {
		q.Groups = append(q.Groups, d.group(&d.source.Groups[i], d.tablesIn(scope)))
	}
	return Given(q, answers)
}

// Holds evaluates a condition of a table, a code or a relation. An empty
// condition holds. A definition that was loaded has conditions that compile;
// one that does not is taken to hold, so that nothing is hidden by mistake.
func (c *Circumstances) Holds(when string) bool {
	if when == "" {
		return true
	}
	program, err := programs.compile(c.q.ID+c.q.Version, when, func() types.Map { return everyGroup(c.q.Groups) })
	return err != nil || runs(program, c.env)
}

// Holds evaluates a single condition; see Circumstances.
func Holds(q *forms.Questionnaire, when string, answers map[string]string) bool {
	return when == "" || Given(q, answers).Holds(when)
}

// Asked returns the questions of a group that are asked, given its answers by
// question. What is not asked counts as blank for those that depend on it.
func Asked(g *forms.QuestionGroup, answers map[string]string) []*forms.Question {
	_, asked := entryOf(g, answers, "")
	return asked
}

// entryOf lays the answers of a group out as conditions name them, and
// returns the questions that are asked. A condition names earlier questions
// only, so that one pass is enough.
func entryOf(g *forms.QuestionGroup, answers map[string]string, prefix string) (map[string]any, []*forms.Question) {
	env := make(map[string]any, len(g.Questions))
	for i := range g.Questions {
		env[g.Questions[i].ID] = valueOf(&g.Questions[i], "")
	}
	asked := make([]*forms.Question, 0, len(g.Questions))
	for i := range g.Questions {
		question := &g.Questions[i]
		if question.When != "" {
			program, err := programs.compile(signatureOf(g), question.When, func() types.Map { return oneGroup(g) })
			if err == nil && !runs(program, env) {
				continue
			}
		}
		asked = append(asked, question)
		env[question.ID] = valueOf(question, answers[prefix+question.ID])
	}
	return env, asked
}

// runs evaluates a condition; one that cannot be evaluated hides nothing.
func runs(program *vm.Program, env map[string]any) bool {
	holds, err := expr.Run(program, env)
	return err != nil || holds.(bool)
}

// valueOf is an answer as conditions see it. A blank number is no number: no
// comparison with it holds.
func valueOf(question *forms.Question, answer string) any {
	if question.Kind != forms.NumberQuestion {
		return answer
	}
	n, err := words.ReadRate(answer) // as it is kept, a point is a point
	if answer == "" || err != nil {
		return math.NaN()
	}
	return float64(n) / float64(forms.One)
}

// oneGroup is what the condition of a question may name: the questions of
// its group.
func oneGroup(g *forms.QuestionGroup) types.Map {
	names := types.Map{}
	for i := range g.Questions {
		names[g.Questions[i].ID] = types.String
		if g.Questions[i].Kind == forms.NumberQuestion {
			names[g.Questions[i].ID] = types.Float
		}
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
		if !g.Repeated {
			env[g.ID], _ = entryOf(g, answers, g.ID+".")
			continue
		}
		var entries []map[string]any
		for _, number := range entriesIn(answers, g.ID) {
			entry, _ := entryOf(g, answers, g.ID+"."+strconv.Itoa(number)+".")
			entries = append(entries, entry)
		}
		env[g.ID] = entries
	}
	return env
}

// entriesIn are the numbers of the entries of a repeated group, in order.
func entriesIn(answers map[string]string, group string) []int {
	var numbers []int
	for key := range answers {
		if rest, ok := strings.CutPrefix(key, group+"."); ok {
			number, _, _ := strings.Cut(rest, ".")
			if n, err := strconv.Atoi(number); err == nil && !slices.Contains(numbers, n) {
				numbers = append(numbers, n)
			}
		}
	}
	slices.Sort(numbers)
	return numbers
}

// compileCondition compiles a condition over names of known kinds.
func compileCondition(when string, names types.Map) (*vm.Program, error) {
	return expr.Compile(when, expr.Env(names), expr.AsBool())
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

// signatureOf tells groups of questions apart by what conditions may name.
func signatureOf(g *forms.QuestionGroup) string {
	var b strings.Builder
	for i := range g.Questions {
		b.WriteString(g.Questions[i].ID)
		if g.Questions[i].Kind == forms.NumberQuestion {
			b.WriteByte('#')
		}
		b.WriteByte(' ')
	}
	return b.String()
}
