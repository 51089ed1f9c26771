package definition

import (
	"slices"

	"migraform/forms"
)

// A questionnaire is made without what the answers to questions leave out: a
// table, a code, or all codes of a list but its total. Everything else then
// follows as it does from any definition: a code that is not there adds
// nothing, and a total without parts has no sum.

// asks reports whether a condition holds for a form.
func (f *Form) asks(when string) bool { return when == "" || f.Holds == nil || f.Holds(when) }

// asked is a list without the codes that are not asked.
func (s *listSource) asked(f *Form) *listSource {
	if f.Holds == nil || s.Areas != nil {
		return s
	}
	left := *s
	if f.asks(s.When) {
		left.Codes = askedCodes(f, s.Codes)
	} else {
		left.Codes = nil
		for _, code := range s.Codes {
			if code.Code == total {
				code.Parts, code.OfWhom = nil, nil
				left.Codes = append(left.Codes, code)
			}
		}
	}
	has := map[string]bool{}
	var note func([]codeSource)
	note = func(codes []codeSource) {
		for i := range codes {
			has[codes[i].Code] = true
			note(codes[i].Parts)
			note(codes[i].OfWhom)
		}
	}
	note(left.Codes)
	left.Groups = map[string][]string{}
	for key, parts := range s.Groups {
		parts = slices.DeleteFunc(slices.Clone(parts), func(part string) bool { return !has[part] })
		if len(parts) > 0 {
			left.Groups[key] = parts
		}
	}
	left.Balances = slices.DeleteFunc(slices.Clone(s.Balances), func(b balanceSource) bool {
		terms, err := parseTerms(equationTerms(b.Equation))
		return err != nil || slices.ContainsFunc(terms, func(t signed) bool { return !has[t.name] })
	})
	return &left
}

func askedCodes(f *Form, codes []codeSource) []codeSource {
	var left []codeSource
	for _, code := range codes {
		if !f.asks(code.When) {
			continue
		}
		code.Parts, code.OfWhom = askedCodes(f, code.Parts), askedCodes(f, code.OfWhom)
		left = append(left, code)
	}
	return left
}

// asked reports whether a form is asked a table: its condition holds, and
// each of its lists has something to ask.
func (t *tableSource) asked(f *Form, lists map[string]*forms.CodeList) bool {
	if !f.asks(t.When) {
		return false
	}
	for i := range t.Cubes {
		for _, id := range t.Cubes[i].Axes {
			if len(lists[id].Codes) == 0 {
				return false
			}
		}
	}
	return true
}

// tablesIn are the tables of a scope.
func (d *Definition) tablesIn(scope string) []string {
	ids := []string{}
	for i := range d.source.Tables {
		if t := &d.source.Tables[i]; t.Core || scope == All {
			ids = append(ids, t.ID)
		}
	}
	return ids
}

// Asks lists the outcomes of all conditions of tables, lists and codes, so
// that two sets of answers can be compared: where it is the same, so is what is
// asked.
func (d *Definition) Asks(holds func(when string) bool) string {
	var outcomes []byte
	add := func(when string) {
		if when == "" {
			return
		}
		outcome := byte('0')
		if holds(when) {
			outcome = '1'
		}
		outcomes = append(outcomes, outcome)
	}
	var codes func([]codeSource)
	codes = func(all []codeSource) {
		for i := range all {
			add(all[i].When)
			codes(all[i].Parts)
			codes(all[i].OfWhom)
		}
	}
	for i := range d.source.Lists {
		add(d.source.Lists[i].When)
		codes(d.source.Lists[i].Codes)
	}
	for i := range d.source.Tables {
		add(d.source.Tables[i].When)
	}
	return string(outcomes)
}
