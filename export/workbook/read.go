package workbook

import (
	"bytes"
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"migraform/forms"
)

// Read reads a workbook that this program wrote, however it was edited since.
// Cells are found by their hidden codes, never by position. Errors are
// *FileError, or that of the context; what is wrong within goes to
// Contents.Problems.
func Read(ctx context.Context, path string) (*Contents, error) {
	return read(ctx, path, func(int) {})
}

func read(ctx context.Context, path string, progress func(cells int)) (*Contents, error) {
	a, err := open(path)
	if err != nil {
		return nil, err
	}
	defer a.close()
	r := &reader{ctx: ctx, a: a, progress: progress, lists: map[string]*list{},
		c: &Contents{Notes: map[string]string{}, hashes: map[string]string{}}}
	for _, sheet := range a.sheets {
		if err = r.sheet(sheet); err != nil {
			if ctx.Err() != nil {
				return nil, ctx.Err()
			}
			return nil, a.fail("damaged", sheet.name, err)
		}
	}
	if len(r.c.Tables) == 0 && len(r.lists) == 0 {
		return nil, a.fail("foreign", "", nil)
	}
	if r.version != "" && newer(r.version, formatVersion) {
		return nil, a.fail("newer", "", nil)
	}
	r.finish()
	return r.c, nil
}

func newer(version, than string) bool {
	a, _ := strconv.Atoi(version)
	b, _ := strconv.Atoi(than)
	return a > b
}

type reader struct {
	ctx      context.Context
	a        *archive
	c        *Contents
	lists    map[string]*list // by kind
	version  string
	cells    int
	listed   int // bytes that the lists take
	progress func(int)
}

// list is the content of a sheet that holds a list.
type list struct {
	sheet string
	ids   []string
	cols  []int // of the sheet, for each id
	rows  [][]string
}

func (l *list) get(row int, id string) string {
	if i := slices.Index(l.ids, id); i >= 0 && i < len(l.rows[row]) {
		return l.rows[row][i]
	}
	return ""
}

// deepestMark is how far down a sheet's mark is looked for: a person may
// insert rows above it.
const deepestMark = 200

// sheet reads one sheet according to its mark.
func (r *reader) sheet(sheet sheetPart) error {
	var visit func(row int, cells []xcell) error
	other := true
	seen := 0
	err := r.a.rows(sheet.part, func(row int, cells []xcell) error {
		if r.cells += len(cells); r.cells > mostCells {
			return r.a.fail("too_large", sheet.name, nil)
		}
		if seen++; seen%256 == 0 && r.ctx.Err() != nil {
			return r.ctx.Err()
		}
		if visit != nil {
			if len(cells) == 0 {
				return nil
			}
			return visit(row, cells)
		}
		if row > deepestMark {
			return errStop
		}
		for _, cell := range cells {
			if cell.kind != textCell || !bytes.HasPrefix(cell.text, []byte(formatName+":")) {
				continue
			}
			other = false
			// format : version : kind : name : more
			parts := append(strings.SplitN(string(cell.text), ":", 5), "", "", "", "")
			if r.version == "" || newer(parts[1], r.version) {
				r.version = parts[1]
			}
			if newer(parts[1], formatVersion) {
				return errStop
			}
			switch parts[2] {
			case "table":
				t := r.begin(parts[3], sheet.name, strings.Split(parts[4], ","), cell.col)
				visit = t.visit
			case "cover":
				return errStop
			default:
				l := &listReader{reader: r, list: &list{sheet: sheet.name}, mark: cell.col}
				r.lists[parts[2]] = l.list
				visit = l.visit
			}
			return nil
		}
		return nil
	})
	if other {
		r.c.OtherSheets = append(r.c.OtherSheets, sheet.name)
	}
	return err
}

type listReader struct {
	*reader
	list *list
	mark int // the column of the marks
}

func (l *listReader) visit(row int, cells []xcell) error {
	first := ""
	for _, cell := range cells {
		if cell.col == l.mark {
			first = string(cell.text)
		}
	}
	switch {
	case first == "#codes":
		for _, cell := range cells {
			if cell.col != l.mark && cell.kind == textCell {
				l.list.ids = append(l.list.ids, string(cell.text))
				l.list.cols = append(l.list.cols, cell.col)
			}
		}
		return nil
	case strings.HasPrefix(first, "#") || len(l.list.ids) == 0:
		return nil
	}
	texts := make([]string, len(l.list.ids))
	for _, cell := range cells {
		if i := slices.Index(l.list.cols, cell.col); i >= 0 {
			texts[i] = string(cell.text)
			l.listed += len(cell.text) + 16
		}
	}
	if l.listed > mostStrings {
		return l.a.fail("too_large", l.list.sheet, nil)
	}
	if !blankRow(texts) {
		l.list.rows = append(l.list.rows, texts)
	}
	return nil
}

// finish turns the lists into what they mean and applies the flags.
func (r *reader) finish() {
	r.manifest()
	r.flags()
	r.moved()
	for _, t := range r.c.Tables {
		r.c.hashes["sheet:table:"+t.Cube] = t.hash()
	}
	for kind, l := range r.lists {
		if kind != "manifest" {
			r.c.hashes["sheet:"+kind] = hashRows(l.rows)
		}
	}
	for _, record := range r.c.Manifest.records {
		if _, ok := r.c.hashes[record.key]; strings.HasPrefix(record.key, "sheet:") && !ok {
			r.problem("sheet_missing", record.sheet, "", "")
		}
	}
	if l := r.lists["notes"]; l != nil {
		for i := range l.rows {
			address, text := strings.TrimSpace(l.get(i, "address")), l.get(i, "text")
			if address != "" && text != "" {
				r.c.Notes[address] = text
			}
		}
	}
	r.questions()
	r.findings()
}

// mostProblems are listed; further ones are counted.
const mostProblems = 10_000

func (r *reader) problem(kind, sheet, cell, text string) {
	if len(r.c.Problems) >= mostProblems {
		r.c.MoreProblems++
		return
	}
	r.c.Problems = append(r.c.Problems, Problem{Kind: kind, Sheet: sheet, Cell: cell, Text: text})
}

func (r *reader) manifest() {
	l := r.lists["manifest"]
	if l == nil {
		r.problem("no_manifest", "Manifest", "", "")
		return
	}
	m := &r.c.Manifest
	values := map[string]string{}
	for i := range l.rows {
		key, value := l.get(i, "key"), l.get(i, "value")
		values[key] = value
		if key != "workbook" {
			m.records = append(m.records, record{key: key, value: value, sheet: l.get(i, "sheet")})
		}
	}
	m.Version, m.Questionnaire, m.QuestionnaireVersion = values["version"], values["questionnaire"], values["questionnaire_version"]
	m.Scope, m.Country, m.Year, m.Language = values["scope"], values["country"], values["year"], values["language"]
	m.Breakdowns = values["breakdowns"]
	m.Draft, m.Blank = values["draft"] == "yes", values["blank"] == "yes"
	if values["parts"] != "" {
		m.Parts = strings.Split(values["parts"], ",")
	}
	m.Document, m.Office, m.Contact = values["document"], values["office"], values["contact"]
	m.Created, _ = time.Parse(time.RFC3339, values["created"])
	m.Program, m.Answers, m.Fingerprint = values["program"], values["answers"], values["workbook"]
	r.c.code = hashRecords(m.records)
}

// questions takes the visible text where it was changed, the answer's id
// where it was not.
func (r *reader) questions() {
	l := r.lists["questions"]
	if l == nil {
		return
	}
	for i := range l.rows {
		entry, _ := strconv.Atoi(l.get(i, "entry"))
		q := QuestionAnswer{Group: l.get(i, "group"), Entry: entry, Question: l.get(i, "question"), Label: l.get(i, "label"),
			Answer: l.get(i, "answer"), Text: l.get(i, "text")}
		if q.Question == "" {
			continue
		}
		if q.Text != l.get(i, "written") {
			q.Answer = q.Text
			if id, ok := r.option(q.Group+"/"+q.Question, q.Text); ok {
				q.Answer = id
			}
		}
		r.c.Questions = append(r.c.Questions, q)
	}
}

// option finds the id of a choice by its name in any language.
func (r *reader) option(key, text string) (string, bool) {
	l := r.lists["codes"]
	if l == nil || text == "" {
		return "", false
	}
	for i := range l.rows {
		if l.get(i, "list") != key {
			continue
		}
		for j, id := range l.ids {
			if (id == "name" || strings.HasPrefix(id, "name:")) && j < len(l.rows[i]) && strings.EqualFold(l.rows[i][j], text) {
				return l.get(i, "code"), true
			}
		}
	}
	return "", false
}

func (r *reader) findings() {
	if l := r.lists["findings"]; l != nil {
		for i := range l.rows {
			f := Finding{Rule: l.get(i, "rule"), Severity: l.get(i, "severity_id"), Verdict: l.get(i, "verdict"),
				Cells: strings.Fields(l.get(i, "cells")), Sentence: l.get(i, "sentence"), Explanation: l.get(i, "explanation"), By: l.get(i, "by")}
			f.When, _ = time.Parse(time.RFC3339, l.get(i, "when"))
			r.c.Findings = append(r.c.Findings, f)
		}
	}
	if l := r.lists["sources"]; l != nil {
		for i := range l.rows {
			s := Source{File: l.get(i, "file"), Sheet: l.get(i, "sheet"), SHA256: l.get(i, "sha256")}
			s.Cells, _ = strconv.Atoi(l.get(i, "cells"))
			s.When, _ = time.Parse(time.RFC3339, l.get(i, "when"))
			r.c.Sources = append(r.c.Sources, s)
		}
	}
}

// flags gives the answers back what their cells could not show, as long as
// the cell holds what it held when the flag was written.
func (r *reader) flags() {
	l := r.lists["flags"]
	if l == nil {
		return
	}
	tables := map[string]*TableContents{}
	for _, t := range r.c.Tables {
		tables[t.Cube] = t
	}
	for i := range l.rows {
		address, value := l.get(i, "address"), l.get(i, "value")
		status, okStatus := forms.ParseStatus(l.get(i, "status"))
		conf, okConf := forms.ParseConfidentiality(l.get(i, "confidentiality"))
		name, _, _ := strings.Cut(address, "/")
		t := tables[name]
		if t == nil || !okStatus || !okConf {
			r.problem("flag_lost", l.sheet, "", address)
			continue
		}
		row, col, ok := t.find(address)
		if !ok {
			r.problem("flag_lost", l.sheet, "", address)
			continue
		}
		a := t.at(row, col)
		flagged := forms.Answer{Value: a.Value, Status: status, Conf: conf, Into: l.get(i, "into")}
		if written(a) != value || a.IsBlank() || plain(flagged).Status != plain(a).Status {
			mark := strings.TrimSpace(status.String() + " " + conf.String())
			r.problem("flag_dropped", t.Sheet, reference(t.rows[row].place, t.cols[col].place), mark)
			continue
		}
		if a.Status.IsNumber() && a.Status != forms.Normal {
			// A letter typed behind the figure says more than the old flag.
			flagged.Status = a.Status
		}
		t.set(row, col, flagged)
	}
}
