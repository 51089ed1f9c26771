package pages

import (
	"slices"
	"strconv"

	"fyne.io/fyne/v2"

	"migraform/app/desktop/look"
	"migraform/app/workspace"
	"migraform/forms"
	"migraform/forms/intake"
)

// addQuestions lists what the user has to say before some figures can go in, each question with its answers.
func (v *planView) addQuestions() {
	s, asked := v.shell, v.source.questions
	if len(asked) == 0 {
		return
	}
	v.add(s.prose(s.say("pages.questions", "Count", len(asked)), headTone).shown)
	shown := 0
	for i := range asked {
		q := &asked[i]
		if v.alike[q.Message.ID] && slices.ContainsFunc(asked[:i], func(o intake.Question) bool { return alikeTo(q, &o) }) {
			continue // answered with the first of its kind
		}
		if shown++; shown > mostSaid {
			v.add(s.prose(s.say("pages.and_more", "Count", len(asked)-i), captionTone).shown)
			break
		}
		v.add(v.question(i, q))
	}
	v.add(newRule())
}

// mostAnswers is how many tables are offered beside the question which one is meant.
const mostAnswers = 6

// alikeTo reports whether two questions can be given the same answer.
func alikeTo(a, b *intake.Question) bool {
	return a.Message.ID == b.Message.ID && (a.Label == "") == (b.Label == "") && len(a.Choices) == len(b.Choices) &&
		(a.Message.ID == "intake.ask_conflict" || slices.EqualFunc(a.Choices, b.Choices, func(x, y intake.Choice) bool { return x.ID == y.ID }) || a.Message.ID == "intake.ask_spelling")
}

// question is one question: it leads to its cell, and its answers stand below it.
func (v *planView) question(i int, q *intake.Question) fyne.CanvasObject {
	s := v.shell
	n := s.notice(look.Warning, "")
	n.prose.set(part{s.Tongue.Message(q.Message), bodyTone}, part{"  " + s.say("pages.figures", "Count", q.Count), dimTone})
	first := q.First
	c := s.column(1.5, newTouch(n.shown, func() { v.lead(first) }))
	id := "bringin.question." + strconv.Itoa(i+1)
	indented := func(o fyne.CanvasObject) { c.Add(s.row(0, wide(26, s.column(0)), fill(o))) }
	answers := s.flow(3)
	for k, choice := range q.Choices {
		if k >= mostAnswers && k < len(q.Choices)-1 && q.Message.ID == "intake.ask_table" {
			continue // the list of tables below has them all
		}
		word := s.Tongue.Message(choice.Message)
		if choice.Message.ID == "intake.choice_code" {
			word = s.say("pages.it_is", "What", s.codeName(v.source.target.q, choice.ID))
		}
		l := newLink(word, func() { v.answer(q, k) })
		answers.Add(l)
		s.named(id+"."+choice.ID, l)
	}
	if len(q.Choices) > 0 {
		indented(answers)
	}
	if q.Label != "" {
		var table *forms.Table
		if q.Block != nil {
			table = q.Block.Table
		}
		var axis *intake.Axis
		if q.Block != nil {
			axis = axisWith(q.Block.Block, q.Label)
		}
		picker := s.newPicker(s.codesFor(v.source.target.q, table, axis), func(code string) { v.decideLabel(q.Label, code) }, v.panel.arrange)
		s.named(id+".code", picker.field)
		indented(picker.shown)
	}
	like := 0
	for k := range v.source.questions {
		if alikeTo(q, &v.source.questions[k]) {
			like++
		}
	}
	if like > 1 && len(q.Choices) > 0 {
		all := newTick(s.say("pages.alike", "Count", like), nil)
		all.Checked = v.alike[q.Message.ID]
		all.OnChanged = func(yes bool) {
			v.alike[q.Message.ID] = yes
			v.refresh()
		}
		s.named(id+".alike", all)
		indented(s.start(all))
	}
	return c
}

// answer takes one of a question's choices, for all alike where that was ticked.
func (v *planView) answer(q *intake.Question, choice int) {
	all := v.alike[q.Message.ID]
	delete(v.alike, q.Message.ID) // for these alone, not for what is asked next
	v.page.decide(func(f *workspace.Import) {
		for k := range v.source.questions {
			o := &v.source.questions[k]
			if o.ID == q.ID || all && alikeTo(q, o) {
				f.Decisions = o.Decide(f.Decisions, o.Choices[choice].ID)
			}
		}
	})
}

// codeName names a code of the questionnaire, and gives the code itself where it has no name.
func (s *Shell) codeName(q *forms.Questionnaire, id string) string {
	for _, code := range s.codesFor(q, nil, nil) {
		if code.ID == id {
			return code.Name.In(s.Tongue.Tag)
		}
	}
	return id
}

// axisWith is the axis of a table of the file that a label is on, nil where there is none.
func axisWith(b *intake.Block, text string) *intake.Axis {
	for i, axis := range b.Axes {
		for _, l := range b.Labels(i) {
			if l != nil && l.Text == text {
				return axis
			}
		}
	}
	return nil
}

// codesFor are the codes that labels of an axis may stand for: those of the table's axis of the same kind. Where the
// table or the axis is not known, those of all.
func (s *Shell) codesFor(q *forms.Questionnaire, table *forms.Table, axis *intake.Axis) []*forms.Code {
	tables := q.Tables
	if table != nil {
		tables = []*forms.Table{table}
	}
	concept := ""
	if axis != nil {
		concept = string(axis.Concept)
	}
	var codes []*forms.Code
	known := map[string]bool{}
	for _, t := range tables {
		for _, c := range t.Cubes {
			for _, a := range c.Axes {
				if !suits(a, concept) {
					continue
				}
				for i := range a.List.Codes {
					if code := &a.List.Codes[i]; !known[code.ID] && !code.Forbidden {
						known[code.ID] = true
						codes = append(codes, code)
					}
				}
			}
		}
	}
	if len(codes) == 0 && (table != nil || axis != nil) {
		return s.codesFor(q, nil, nil)
	}
	return codes
}

// suits reports whether an axis of the questionnaire is of the kind of an axis of a file.
func suits(a *forms.Axis, concept string) bool {
	switch concept {
	case "":
		return true
	case "area":
		return a.List.Index("002") >= 0
	case "item":
		return a.Concept != "sex" && a.Concept != "age" && a.Concept != "time" && a.List.Index("002") < 0
	}
	return a.Concept == concept
}
