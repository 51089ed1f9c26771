package report

import (
	"encoding/json"
	"io"
	"strconv"
	"time"

	"migraform/forms"
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
	essCannotTell essVerdict = "NA"
)

// JSON writes the report as a validation report of the European Statistical
// System: one validation for each check that fails (value "0") or cannot be
// told ("NA"), then how many there are of each. Checks that hold are not
// listed: the office's own file would hardly be found among them.
func JSON(w io.Writer, r *Report) error {
	t := r.tongue()
	at := event{Time: r.Computed.Format(time.RFC3339), Actor: "Migraform " + r.Program, Agent: r.Office, Trigger: "check"}
	language := "Migraform " + r.ID + " " + r.Version
	id := r.Document + "@" + r.Computed.UTC().Format("20060102T150405Z") + "/"
	datum := func(c *Cell) []string { return []string{r.Country, c.Time, c.Address, c.Measure} }
	list := []any{}
	counts := map[string]int{}
	for i := range r.Tables {
		for n := range r.Tables[i].Findings {
			f := &r.Tables[i].Findings[n]
			v := validation{ID: id + f.Key, Type: "validation", Event: at, Value: essFails,
				Rule: rule{Language: language, Expression: f.Key, Severity: f.Severity, Description: RuleName(t, f.Rule)},
				Data: data{Source: [][]string{}, Target: [][]string{}, Description: f.Sentence}}
			counted := f.Severity
			if f.CannotTell {
				v.Value, counted = essCannotTell, "NA"
			}
			if x := f.Explanation; x != nil && !x.Lapsed {
				v.Rule.Explanation = x.Text
			}
			for c := range f.Cells {
				v.Data.Source = append(v.Data.Source, datum(&f.Cells[c]))
			}
			if len(f.Cells) > 0 {
				v.Data.Target = append(v.Data.Target, v.Data.Source[0])
			}
			counts[counted]++
			list = append(list, v)
		}
	}
	whole := [][]string{{r.Country, strconv.Itoa(r.Year), "", ""}}
	for _, of := range []string{forms.SeverityError, forms.SeverityWarning, forms.SeverityInformation, "NA"} {
		expression := `count(value = "0" and severity = "` + of + `")`
		if of == "NA" {
			expression = `count(value = "NA")`
		}
		list = append(list, aggregation{ID: id + "count " + of, Type: "aggregation", Event: at,
			Aggregate: aggregate{Language: language, Expression: expression}, Data: data{Source: whole, Target: whole}, Value: strconv.Itoa(counts[of])})
	}
	out := json.NewEncoder(w)
	out.SetEscapeHTML(false)
	out.SetIndent("", " ")
	return out.Encode(list)
}
