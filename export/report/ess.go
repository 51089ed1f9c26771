package report

import (
	"encoding/json"
	"io"
	"strconv"
	"time"

	"migraform/forms"
	"migraform/forms/words"
)

// The structure is that of "Generic and standard validation report structure"
// (M. van der Loo and O. ten Bosch, ESSnet ValiDat Integration, Eurostat 2017),
// version 1.0.1: a list of validations and aggregations. A datum is identified
// by universe, time, unit and variable.

type validation struct {
	ID    string     `json:"id"`
	Type  string     `json:"type"` // "validation"
	Event event      `json:"event"`
	Rule  rule       `json:"rule"`
	Data  data       `json:"data"`
	Value essVerdict `json:"value"`
}

type aggregation struct {
	ID        string    `json:"id"`
	Type      string    `json:"type"` // "aggregation"
	Event     event     `json:"event"`
	Aggregate aggregate `json:"aggregate"`
	Data      data      `json:"data"`
	Value     string    `json:"value"`
}

type event struct {
	Time    string `json:"time"` // ISO 8601
	Actor   string `json:"actor"`
	Agent   string `json:"agent,omitempty"`
	Trigger string `json:"trigger"`
}

type rule struct {
	Language    string `json:"language"`
	Expression  string `json:"expression"`
	Severity    string `json:"severity"`
	Description string `json:"description,omitempty"`
	Explanation string `json:"explanation,omitempty"`
}

type aggregate struct {
	Language    string `json:"language"`
	Expression  string `json:"expression"`
	Description string `json:"description,omitempty"`
}

type data struct {
	Source      [][]string `json:"source"`
	Target      [][]string `json:"target"`
	Description string     `json:"description,omitempty"`
}

type essVerdict string

const (
	essFails      essVerdict = "0"
	essHolds      essVerdict = "1"
	essCannotTell essVerdict = "NA"
)

// JSON writes the report as a validation report of the European Statistical
// System: one validation for each check that fails (value "0") or cannot be
// told ("NA"), one for each rule and table of which nothing fails or waits
// ("1"), and then how many checks there are of each. Checks that hold beside
// others that do not are only counted: the office's own file would hardly be
// found among them.
func JSON(w io.Writer, r *Report) error {
	e := essReport{Report: r, tongue: r.tongue(), language: "Migraform " + r.ID + " " + r.Version,
		at: event{Time: r.Computed.Format(time.RFC3339), Actor: "Migraform " + r.Program, Agent: r.Office, Trigger: "check"},
		id: r.Document + "@" + r.Computed.UTC().Format("20060102T150405Z") + "/"}
	counts, held := map[string]int{}, 0
	for i := range r.Tables {
		t := &r.Tables[i]
		whole := map[string]bool{} // rules of which nothing fails or waits
		for _, h := range t.Held {
			whole[h.Rule] = true
			held += h.Count
		}
		for n := range t.Findings {
			f := &t.Findings[n]
			delete(whole, f.Rule)
			counts[e.finding(f)]++
		}
		for _, h := range t.Held {
			e.held(t, h, whole[h.Rule])
		}
	}
	for _, of := range []string{forms.SeverityError, forms.SeverityWarning, forms.SeverityInformation} {
		e.count("count "+of, `count(value = "0" and severity = "`+of+`")`, e.whole(""), counts[of])
	}
	e.count("count NA", `count(value = "NA")`, e.whole(""), counts[string(essCannotTell)])
	e.count("count 1", `count(value = "1")`, e.whole(""), held)
	out := json.NewEncoder(w)
	out.SetEscapeHTML(false)
	out.SetIndent("", " ")
	return out.Encode(e.list)
}

// essReport is a report on the way.
type essReport struct {
	*Report
	tongue       *words.Tongue
	language, id string
	at           event
	list         []any
}

// whole is a table as a datum, or the whole submission.
func (e *essReport) whole(table string) [][]string {
	return [][]string{{e.Country, strconv.Itoa(e.Year), table, ""}}
}

// finding adds what fails or cannot be told, and says under what it counts.
func (e *essReport) finding(f *Finding) string {
	v := validation{ID: e.id + f.Key, Type: "validation", Event: e.at, Value: essFails,
		Rule: rule{Language: e.language, Expression: f.Key, Severity: f.Severity, Description: RuleName(e.tongue, f.Rule)},
		Data: data{Source: [][]string{}, Target: [][]string{}, Description: f.Sentence}}
	counted := f.Severity
	if f.CannotTell {
		v.Value, counted = essCannotTell, string(essCannotTell)
	}
	if x := f.Explanation; x != nil && !x.Lapsed {
		v.Rule.Explanation = x.Text
	}
	for _, c := range f.Cells {
		v.Data.Source = append(v.Data.Source, []string{e.Country, c.Time, c.Address, c.Measure})
	}
	if len(f.Cells) > 0 {
		v.Data.Target = append(v.Data.Target, v.Data.Source[0])
	}
	e.list = append(e.list, v)
	return counted
}

// held adds the checks of a rule that hold in a table.
func (e *essReport) held(t *Table, h Held, whole bool) {
	if whole {
		e.list = append(e.list, validation{ID: e.id + h.Rule + " " + t.ID, Type: "validation", Event: e.at, Value: essHolds,
			Rule: rule{Language: e.language, Expression: h.Rule + " " + t.ID, Severity: h.Severity, Description: RuleName(e.tongue, h.Rule)},
			Data: data{Source: e.whole(t.ID), Target: e.whole(t.ID), Description: t.Title}})
	}
	e.count("count 1 "+h.Rule+" "+t.ID, `count(value = "1" and rule = "`+h.Rule+`" and table = "`+t.ID+`")`, e.whole(t.ID), h.Count)
}

func (e *essReport) count(id, expression string, of [][]string, n int) {
	e.list = append(e.list, aggregation{ID: e.id + id, Type: "aggregation", Event: e.at,
		Aggregate: aggregate{Language: e.language, Expression: expression}, Data: data{Source: of, Target: of}, Value: strconv.Itoa(n)})
}
