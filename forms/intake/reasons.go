package intake

import (
	"strings"

	"migraform/forms/words"
)

// Reason sums up the entries that share a fate and a reason.
type Reason struct {
	Fate  Fate
	Why   words.Message
	Count int
	First *Entry
}

const (
	// mostQuestions of one kind are asked one by one; what is left is named
	// together, so that the list stays one that a person reads.
	mostQuestions = 5
	mostOthers    = 6 // named in "likewise"
)

// Reasons sums up what is set aside and unresolved, in the order of the file.
// What is set aside for reasons of one kind is one Reason. Questions of one
// kind are asked one by one, the first few of them.
func (p *Plan) Reasons() []Reason {
	type kind struct {
		fate Fate
		id   string
	}
	var reasons []*summed
	single := map[*words.Message]*summed{}
	together := map[kind]*summed{}
	asked := map[kind]int{}
	for i := range p.Entries {
		e := &p.Entries[i]
		if e.Why == nil {
			continue
		}
		if r, ok := single[e.Why]; ok {
			r.Count++
			continue
		}
		k := kind{e.Fate, e.Why.ID}
		r := together[k]
		if r == nil {
			r = &summed{Reason: Reason{Fate: e.Fate, Why: *e.Why, First: e}}
			reasons = append(reasons, r)
			if asked[k]++; e.Fate == SetAside || asked[k] > mostQuestions {
				together[k] = r
			}
		} else {
			r.others = append(r.others, e.Why)
		}
		single[e.Why] = r
		r.Count++
	}
	said := make([]Reason, len(reasons))
	for i, r := range reasons {
		said[i] = r.said()
	}
	return said
}

type summed struct {
	Reason
	others []*words.Message
}

// said names what else the reason is given for: "Year 1990 is not asked for.
// Likewise: 1995, 2000".
func (r *summed) said() Reason {
	var names []string
	for _, other := range r.others {
		if len(names) == mostOthers {
			names = append(names, "…")
			break
		}
		for _, arg := range []string{"Label", "Year", "Period", "Code", "Cell", "Date", "Value", "One", "Sheet"} {
			if name, ok := other.Args[arg].(string); ok && name != "" {
				names = append(names, name)
				break
			}
		}
	}
	if len(names) > 0 {
		r.Why = words.Say("intake.likewise", "Why", r.Why, "Others", strings.Join(names, ", "))
	}
	return r.Reason
}

// tellProof says how far the sheet's own totals confirm how it was read. A
// text table has no sheets: the file is named then.
func (b *blockPlan) tellProof(file string) {
	proof := &b.Block.Proof
	if proof.Totals == 0 || b.skip {
		return
	}
	sheet := b.Block.sheet.Sheet.Name
	if sheet == "" {
		sheet = file
	}
	b.Remarks = append(b.Remarks, words.Say("intake.remark_proof", "Sheet", sheet, "Agree", proof.Agree, "Count", proof.Totals))
	for _, d := range proof.Doubts {
		id := "intake.remark_left_out"
		if d.Twice {
			id = "intake.remark_twice"
		}
		b.Remarks = append(b.Remarks, words.Say(id, "Sheet", sheet, "Label", d.Text))
	}
}
