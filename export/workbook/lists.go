package workbook

import (
	"maps"
	"slices"
	"strings"

	"migraform/forms"

	"github.com/xuri/excelize/v2"
)

// signsName is the defined name of the range that holds the signs.
const signsName = "migraform_signs"

// spareNotes are empty rows for notes that a person adds.
const spareNotes = 30

// ranges are stretches of the sheet of code lists, from row to row, that
// validations refer to by a name.
type namedRange struct {
	key      string // "signs", or group/question
	name     string
	from, to int
}

func rangeName(ranges []namedRange, key string) string {
	for _, r := range ranges {
		if r.key == key {
			return r.name
		}
	}
	return ""
}

// notes lists the footnotes of what the workbook holds.
func (b *book) notes() *page {
	p := &page{kind: "notes", name: b.say.Say("workbook.sheet_notes"), title: b.say.Say("workbook.sheet_notes"),
		says: b.say.Say("workbook.notes_says"), spare: spareNotes, columns: []field{
			{id: "address", head: b.say.Say("workbook.head_address"), width: 28, open: true},
			{id: "where", head: b.say.Say("workbook.head_where"), width: 44},
			{id: "text", head: b.say.Say("workbook.head_note"), width: 80, open: true}}}
	if b.s.Blank {
		return p
	}
	for _, address := range slices.Sorted(maps.Keys(b.s.Notes)) {
		if b.s.hasAddress(address) {
			p.rows = append(p.rows, []any{b.text(address, address), b.where(address), b.text(address, b.s.Notes[address])})
		}
	}
	return p
}

// where says an address in the words of the table.
func (b *book) where(address string) string {
	name, rest, _ := strings.Cut(address, "/")
	c := b.s.Questionnaire.Cube(name)
	if c == nil {
		return name
	}
	parts := []string{name}
	for _, axis := range c.Axes {
		var id string
		id, rest, _ = strings.Cut(rest, "/")
		if i := axis.List.Index(id); i >= 0 {
			parts = append(parts, b.in(axis.List.Codes[i].Name))
		}
	}
	return strings.Join(parts, " · ")
}

// questions lists M1–M5. The hidden columns hold the answer's id and the
// text as it was written, so that a changed text can be told.
func (b *book) questions(ranges []namedRange) *page {
	p := &page{kind: "questions", name: b.say.Say("workbook.sheet_questions"), title: b.say.Say("workbook.sheet_questions"),
		says: b.say.Say("workbook.questions_says"), choices: map[int]string{}, columns: []field{
			{id: "group", head: "group", width: 10, hidden: true}, {id: "entry", head: "entry", width: 6, hidden: true},
			{id: "question", head: "question", width: 10, hidden: true}, {id: "answer", head: "answer", width: 10, hidden: true},
			{id: "written", head: "written", width: 10, hidden: true},
			{id: "topic", head: b.say.Say("workbook.head_topic"), width: 28},
			{id: "label", head: b.say.Say("workbook.head_question"), width: 60},
			{id: "text", head: b.say.Say("workbook.head_answer"), width: 60, open: true}}}
	for _, q := range b.s.Questions {
		topic := q.Group
		if group := b.s.Questionnaire.Group(q.Group); group != nil {
			topic = b.in(group.Title)
		}
		if q.Entry > 0 {
			topic += " " + year(q.Entry)
		}
		where := q.Group + "/" + q.Question
		text, answer := b.text(where, q.Text), b.text(where, q.Answer)
		if b.s.Blank {
			text, answer = "", ""
		}
		if name := rangeName(ranges, where); name != "" {
			p.choices[len(p.rows)] = name
		}
		p.rows = append(p.rows, []any{q.Group, q.Entry, q.Question, answer, text, topic, b.text(where, q.Label), text})
	}
	return p
}

// findings lists what the checks say and why it is right all the same.
func (b *book) findings() *page {
	p := &page{kind: "findings", name: b.say.Say("workbook.sheet_findings"), title: b.say.Say("workbook.sheet_findings"),
		says: b.say.Say("workbook.findings_says"), columns: []field{
			{id: "verdict", head: "verdict", width: 10, hidden: true}, {id: "severity_id", head: "severity_id", width: 10, hidden: true},
			{id: "rule", head: b.say.Say("workbook.head_rule"), width: 8},
			{id: "severity", head: b.say.Say("workbook.head_severity"), width: 14},
			{id: "sentence", head: b.say.Say("workbook.head_finding"), width: 70},
			{id: "explanation", head: b.say.Say("workbook.head_explanation"), width: 50},
			{id: "by", head: b.say.Say("workbook.head_by"), width: 18},
			{id: "when", head: b.say.Say("workbook.head_when"), width: 21},
			{id: "cells", head: b.say.Say("workbook.head_cells"), width: 40}}}
	if b.s.Blank {
		return p
	}
	for _, f := range b.s.Findings {
		if !slices.ContainsFunc(f.Cells, b.s.hasAddress) && len(f.Cells) > 0 {
			continue
		}
		severity := b.say.Say("workbook.severity_" + f.Severity)
		p.rows = append(p.rows, []any{f.Verdict, f.Severity, f.Rule, severity, b.text(f.Rule, f.Sentence), b.text(f.Rule, f.Explanation),
			b.text(f.Rule, f.By), stamp(f.When), b.text(f.Rule, strings.Join(f.Cells, " "))})
	}
	return p
}

// sources lists the files that figures were read from.
func (b *book) sources() *page {
	p := &page{kind: "sources", name: b.say.Say("workbook.sheet_sources"), title: b.say.Say("workbook.sheet_sources"),
		says: b.say.Say("workbook.sources_says"), columns: []field{
			{id: "file", head: b.say.Say("workbook.head_file"), width: 50}, {id: "sheet", head: b.say.Say("workbook.head_sheet"), width: 28},
			{id: "cells", head: b.say.Say("workbook.head_figures"), width: 12}, {id: "when", head: b.say.Say("workbook.head_when"), width: 21},
			{id: "sha256", head: "SHA-256", width: 68}}}
	if b.s.Blank {
		return p
	}
	for _, s := range b.s.Sources {
		p.rows = append(p.rows, []any{b.text(s.File, s.File), b.text(s.File, s.Sheet), s.Cells, stamp(s.When), s.SHA256})
	}
	return p
}

// codeLists lists the signs, the codes of all axes and the options of all
// choices.
func (b *book) codeLists() (*page, []namedRange) {
	p := &page{kind: "codes", name: b.say.Say("workbook.sheet_codes"), title: b.say.Say("workbook.sheet_codes"),
		says: b.say.Say("workbook.codes_says")}
	tags := b.languages()
	p.columns = []field{{id: "list", head: b.say.Say("workbook.head_list"), width: 24}, {id: "concept", head: b.say.Say("workbook.head_concept"), width: 18},
		{id: "code", head: b.say.Say("workbook.head_code"), width: 16}, {id: "kind", head: b.say.Say("workbook.head_kind"), width: 10},
		{id: "parent", head: b.say.Say("workbook.head_parent"), width: 10}, {id: "name", head: b.say.Say("workbook.head_name"), width: 44}}
	for _, tag := range tags {
		p.columns = append(p.columns, field{id: "name:" + tag, head: tag, width: 44})
	}
	var ranges []namedRange
	add := func(list, concept, code, kind, parent, name string, names forms.Text) {
		row := []any{list, concept, code, kind, parent, name}
		for _, tag := range tags {
			text, _, _ := clean(names[tag])
			row = append(row, text)
		}
		p.rows = append(p.rows, row)
	}
	begin := func(key string) {
		name := signsName
		if key != "signs" {
			name = "migraform_choices_" + year(len(ranges))
		}
		ranges = append(ranges, namedRange{key: key, name: name, from: listTop + len(p.rows)})
	}
	end := func() { ranges[len(ranges)-1].to = listTop + len(p.rows) - 1 }
	begin("signs")
	for _, sign := range signs {
		add("signs", "answer", sign, "sign", "", sign, nil)
	}
	end()
	b.axisCodes(add)
	for _, group := range b.s.Questionnaire.Groups {
		for _, question := range group.Questions {
			if question.Kind != forms.ChoiceQuestion || len(question.Options) == 0 {
				continue
			}
			key := group.ID + "/" + question.ID
			begin(key)
			for _, option := range question.Options {
				add(key, "option", option.ID, "option", "", b.in(option.Name), option.Name)
			}
			end()
		}
	}
	return p, ranges
}

// axisCodes adds the codes of the axes of all tables, each list once.
func (b *book) axisCodes(add func(list, concept, code, kind, parent, name string, names forms.Text)) {
	seen := map[string]bool{}
	for _, l := range b.layouts {
		for _, axis := range l.cube.Axes {
			if seen[axis.List.ID] {
				continue
			}
			seen[axis.List.ID] = true
			for i := range axis.List.Codes {
				code := &axis.List.Codes[i]
				parent := ""
				if code.Parent >= 0 && code.Parent < len(axis.List.Codes) && code.Parent != i {
					parent = axis.List.Codes[code.Parent].ID
				}
				add(axis.List.ID, axis.Concept, code.ID, []string{"leaf", "subtotal", "total"}[min(code.Kind, forms.Total)], parent,
					b.in(code.Name), code.Name)
			}
		}
	}
}

// languages are the tags that the names of codes are given in.
func (b *book) languages() []string {
	tags := map[string]bool{}
	for _, l := range b.layouts {
		for _, axis := range l.cube.Axes {
			for i := range axis.List.Codes {
				for tag := range axis.List.Codes[i].Name {
					tags[tag] = true
				}
			}
		}
	}
	return slices.Sorted(maps.Keys(tags))
}

// flags lists the answers that say more than their cell shows.
func (b *book) flags() *page {
	p := &page{kind: "flags", name: "Flags", title: "Flags", says: b.say.Say("workbook.flags_says"), hidden: true, columns: []field{
		{id: "address", head: "address", width: 28}, {id: "value", head: "value", width: 16}, {id: "status", head: "status", width: 8},
		{id: "confidentiality", head: "confidentiality", width: 14}, {id: "into", head: "into", width: 28}}}
	if b.s.Blank {
		return p
	}
	for _, l := range b.layouts {
		for i := range l.cube.Cells {
			cell := l.cube.First + forms.Cell(i)
			if b.s.Answers.Statuses[cell] == forms.Normal && b.s.Answers.Confs[cell] == forms.Unstated {
				continue
			}
			if a := b.s.Answers.At(cell); needsFlag(a) {
				p.rows = append(p.rows, []any{b.s.Questionnaire.Address(cell), written(a), a.Status.String(), a.Conf.String(), a.Into})
			}
		}
	}
	return p
}

// defineRanges names the ranges that validations refer to and the figures of
// each table.
func (b *book) defineRanges(codes string, ranges []namedRange) error {
	quoted := func(sheet string) string { return "'" + strings.ReplaceAll(sheet, "'", "''") + "'!" }
	for _, r := range ranges {
		// Column G holds the names in the workbook's language.
		to := quoted(codes) + "$G$" + year(r.from) + ":$G$" + year(r.to)
		if err := b.file.SetDefinedName(&excelize.DefinedName{Name: r.name, RefersTo: to}); err != nil {
			return err
		}
	}
	return nil
}
