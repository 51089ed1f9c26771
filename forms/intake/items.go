package intake

import (
	"slices"
	"strings"

	"migraform/forms"
	"migraform/forms/intake/label"
)

// names finds the codes of a list by the names that the questionnaire gives
// them.
type names struct{ byName map[string]int }

func (p *planner) namesOf(list *forms.CodeList) *names {
	if n, ok := p.lists[list]; ok {
		return n
	}
	n := &names{map[string]int{}}
	for i := range list.Codes {
		n.byName[label.Fold(list.Codes[i].ID)] = i
		for _, name := range list.Codes[i].Name {
			n.byName[label.Fold(name)] = i
		}
	}
	for i := range list.Codes {
		for _, name := range list.Codes[i].Name {
			if loose := withoutSmallWords(label.Fold(name)); loose != "" {
				if _, taken := n.byName[loose]; !taken {
					n.byName[loose] = i
				}
			}
		}
	}
	p.lists[list] = n
	return n
}

// withoutSmallWords leaves out the words of a folded name that offices leave
// out or exchange: "Population 1 January", "at 1 January", "on 1 January".
func withoutSmallWords(folded string) string {
	return strings.Join(slices.DeleteFunc(strings.Fields(folded), func(word string) bool {
		return slices.Contains([]string{"on", "at", "as", "of", "the", "au", "le", "la", "el", "al", "de"}, word)
	}), " ")
}

// keyWords are other words for what codes cover, by the code's key or
// measure.
var keyWords = map[string][]string{
	"own":                      {"nationals", "citizens", "own citizens", "nationaux", "native born", "natives", "nes dans le pays", "born in the country", "country nationals"},
	"foreign":                  {"foreigners", "foreign citizens", "non nationals", "aliens", "etrangers", "foreign born", "nes a letranger", "born abroad", "non citizens", "total foreign", "total foreigners", "total foreign born"},
	"live births":              {"births", "naissances", "live births", "nacimientos"},
	"deaths":                   {"death", "deces", "deaths", "defunciones"},
	"immigration":              {"immigrants", "arrivals", "in migration", "immigrations", "inmigracion"},
	"emigration":               {"emigrants", "departures", "out migration", "emigrations", "emigracion"},
	"adjustment":               {"statistical adjustment", "adjustments", "ajustement", "correction"},
	"new applications":         {"new asylum applications", "applications", "first time applications", "demandes", "nouvelles demandes"},
	"repeated applications":    {"repeat applications", "reopened", "reexamens"},
	"rejections":               {"rejected", "rejection", "rejets", "refused", "negative decisions"},
	"otherwise closed":         {"closed", "withdrawn"},
	"Convention status":        {"refugee status", "convention"},
	"complementary protection": {"subsidiary protection", "complementary", "protection subsidiaire"},
	"temporary protection":     {"temporary"},
	"humanitarian status":      {"humanitarian", "humanitarian reasons"},
	"protection granted":       {"granted", "total positive decisions", "positive decisions"},
}

func (p *planner) keyCode(axis *forms.Axis, text string) int {
	folded := label.Fold(label.Bare(text, true))
	byName := p.namesOf(axis.List).byName
	if i, ok := byName[folded]; ok {
		return i
	}
	if i, ok := byName[withoutSmallWords(folded)]; ok {
		return i
	}
	for i := range axis.List.Codes {
		code := &axis.List.Codes[i]
		if slices.Contains(keyWords[code.Key], folded) || code.Measure != "residents" && code.Measure != "" && slices.Contains(keyWords[code.Measure], folded) {
			return i
		}
	}
	return -1
}

// itemCode finds the code of an axis that is none of areas, sexes, ages or
// years, among the figure's other labels. It returns which label it used.
func (p *planner) itemCode(axis *forms.Axis, f *Figure, b *blockPlan) (code, used int, refused *refusal) {
	for n, item := range f.items {
		text := item.label.Text
		if item.label.Decided {
			if i := axis.List.Index(item.label.Meaning.Code); i >= 0 {
				return i, 1 << n, nil
			}
			continue
		}
		if i := p.keyCode(axis, text); i >= 0 {
			return i, 1 << n, nil
		}
	}
	for n, item := range f.items {
		if i := axis.List.Index("_T"); i >= 0 && item.label.Meaning.Whole {
			return i, 1 << n, nil
		}
	}
	for _, l := range f.areas {
		// Nationals and foreigners, where the labels are countries.
		if l == nil {
			continue
		}
		for i := range axis.List.Codes {
			if axis.List.Codes[i].Key == "own" && l.Meaning.Code == p.plan.Questionnaire.Country {
				return i, 0, nil
			}
		}
	}
	if i := axis.List.Index(b.decided.Holds["item"]); i >= 0 {
		return i, 0, nil
	}
	if d := b.Block.Said.Direction; d != "" {
		for i := range axis.List.Codes {
			if axis.List.Codes[i].Measure == d {
				return i, 0, nil
			}
		}
	}
	for _, item := range f.items {
		if item.axis.Varied && !item.axis.Remark && !b.decided.Sums[item.axis.Place()] && p.speaksOf(b, item.axis, axis) {
			return -1, 0, &refusal{fate: Unresolved, why: p.why("intake.ask_label", "Label", item.label.Text)}
		}
	}
	if i := axis.List.Index("_T"); i >= 0 {
		return i, 0, nil
	}
	return -1, 0, &refusal{fate: Unresolved, why: p.why("intake.ask_item", "Sheet", f.Sheet)}
}

// speaksOf reports whether the labels of a block's axis may be those of an axis
// of the table: one of them is. Where none is and the table's axis has a total,
// the block is broken down by something else.
func (p *planner) speaksOf(b *blockPlan, own *Axis, axis *forms.Axis) bool {
	if axis.List.Index("_T") < 0 {
		return true
	}
	of := speaks{own, axis}
	if known, ok := b.speaks[of]; ok {
		return known
	}
	found, labels := false, 0
	for i, other := range b.Block.Axes {
		if other != own {
			continue
		}
		seen := map[string]bool{}
		for _, l := range b.Block.at[i] {
			if l == nil || seen[l.Text] || found {
				continue
			}
			seen[l.Text] = true
			labels++
			found = !l.Meaning.Whole && p.keyCode(axis, l.Text) >= 0
		}
	}
	if b.speaks == nil {
		b.speaks = map[speaks]bool{}
	}
	b.speaks[of] = found || labels < 4 // a few words may be others for the same
	return b.speaks[of]
}

// speaks is an axis of a block beside one of a table.
type speaks struct {
	own  *Axis
	axis *forms.Axis
}
