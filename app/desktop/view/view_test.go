package view_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"migraform/app/desktop/view"
	"migraform/forms"
	"migraform/forms/words"
	"migraform/validation"
)

func TestSearchFindsCountries(t *testing.T) {
	english, french := view.Countries("en"), view.Countries("fr")
	for _, c := range []struct {
		in         []view.Entry
		text, want string
	}{
		{english, "nor", "NOR"}, {english, "SWE", "SWE"}, {english, "no", "NOR"}, {english, "guinea-b", "GNB"},
		{english, "united states", "USA"}, {english, "cote d", "CIV"}, {french, "allem", "DEU"}, {french, "etats-unis", "USA"},
		{english, "swaziland", "SWZ"},
	} {
		found := view.Search(c.in, c.text)
		if len(found) == 0 || c.in[found[0]].Code != c.want {
			t.Errorf("%q: found %v; want %s first", c.text, names(c.in, found), c.want)
		}
	}
	if found := view.Search(english, "atlantis"); len(found) > 0 {
		t.Errorf("atlantis is %v", names(english, found))
	}
}

func names(entries []view.Entry, found []int) (names []string) {
	for _, i := range found[:min(len(found), 5)] {
		names = append(names, entries[i].Name)
	}
	return names
}

func TestFiguresOfASelection(t *testing.T) {
	var f view.Figures
	for _, n := range []int64{1, 2, 2} {
		f.Add(forms.Whole(n))
	}
	if f.Count != 3 || f.Sum.String() != "5" || f.Mean.String() != "1.7" {
		t.Errorf("%+v", f)
	}
}

func TestChangeFromTheYearBefore(t *testing.T) {
	for _, c := range []struct {
		before, after int64
		want, percent string
		known         bool
	}{
		{200, 250, "50", "25", true}, {300, 200, "-100", "-33.3", true}, {0, 5, "5", "0", false}, {7, 7, "0", "0", true},
	} {
		d, p, known := view.Change(forms.Whole(c.before), forms.Whole(c.after))
		if d.String() != c.want || p.String() != c.percent || known != c.known {
			t.Errorf("%d → %d: %s, %s %%, %v", c.before, c.after, d, p, known)
		}
	}
}

func TestRecentDocuments(t *testing.T) {
	now := time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
	var l view.Recents
	for _, path := range []string{"a", "b", "a", "c"} {
		l = l.With(view.Recent{Path: path, Country: "NOR", Year: 2025, When: now})
	}
	l = view.ReadRecents(l.Write()).Without("b")
	var paths []string
	for _, r := range l {
		paths = append(paths, r.Path)
	}
	if want := []string{"c", "a"}; !cmp.Equal(paths, want) {
		t.Error(paths)
	}
	l = l.With(view.Recent{Path: "d", Place: "B2/SWE/F/2025"})
	if l.Place("d") != "B2/SWE/F/2025" || l.Place("a") != "" {
		t.Errorf("%+v", l)
	}
	if got := view.ReadRecents("spoilt"); len(got) != 0 {
		t.Error(got)
	}
}

func TestFindingsGroup(t *testing.T) {
	q := norway(t)
	at := func(address string, s validation.Severity, v validation.Verdict) validation.Finding {
		return validation.Finding{Key: address, Rule: "R02", Severity: s, Verdict: v, Cells: []forms.Cell{cell(t, q, address)},
			Message: words.Say("finding.negative", "Table", "Table "+address[:2], "Where", "", "Value", 1)}
	}
	findings := []validation.Finding{
		at("B2/NOR/F/2025", validation.Error, validation.Fails), at("B1/Y0T4/NAT/M/2022", validation.Warning, validation.Fails),
		at("A1/IMM/_T/2025", validation.Error, validation.CannotTell), at("B2/SWE/F/2025", validation.Error, validation.Fails)}
	norwayIs := func(state view.State) func(*validation.Finding) view.State {
		return func(f *validation.Finding) view.State {
			if f.Key == "B2/NOR/F/2025" {
				return state
			}
			return view.Open
		}
	}
	lines := func(l view.Listing) (out []string) {
		for _, line := range view.List(q, findings, l, words.In("en")) {
			if line.Finding != nil {
				out = append(out, "  "+line.Finding.Key)
			} else {
				out = append(out, line.Heading)
			}
		}
		return out
	}
	for name, c := range map[string]struct {
		l    view.Listing
		want []string
	}{
		"by table": {view.Listing{Closed: map[string]bool{view.CannotTellGroup: true}},
			[]string{"B1", "  B1/Y0T4/NAT/M/2022", "B2", "  B2/NOR/F/2025", "  B2/SWE/F/2025", "cannot_tell"}},
		"by severity": {view.Listing{By: view.BySeverity, Closed: map[string]bool{view.CannotTellGroup: true}},
			[]string{"error", "  B2/NOR/F/2025", "  B2/SWE/F/2025", "warning", "  B1/Y0T4/NAT/M/2022", "cannot_tell"}},
		"warnings": {view.Listing{Severity: map[validation.Severity]bool{validation.Warning: true}, Closed: map[string]bool{view.CannotTellGroup: true}},
			[]string{"B1", "  B1/Y0T4/NAT/M/2022", "cannot_tell"}},
		"by text":        {view.Listing{Text: "table b1"}, []string{"B1", "  B1/Y0T4/NAT/M/2022"}},
		"by rule's name": {view.Listing{Text: "r02 a total equals"}, []string{"B1", "  B1/Y0T4/NAT/M/2022", "B2", "  B2/NOR/F/2025", "  B2/SWE/F/2025", "cannot_tell", "  A1/IMM/_T/2025"}},
		"explained last": {view.Listing{Table: "B2", StateOf: norwayIs(view.Explained)}, []string{"B2", "  B2/SWE/F/2025", "  B2/NOR/F/2025"}},
		"explained":      {view.Listing{State: view.Explained, StateOf: norwayIs(view.Explained)}, []string{"B2", "  B2/NOR/F/2025"}},
		"open":           {view.Listing{State: view.Open, Table: "B2", StateOf: norwayIs(view.Explained)}, []string{"B2", "  B2/SWE/F/2025"}},
		"lapsed is open": {view.Listing{State: view.Open, Table: "B2", StateOf: norwayIs(view.Lapsed)}, []string{"B2", "  B2/NOR/F/2025", "  B2/SWE/F/2025"}},
		"lapsed":         {view.Listing{State: view.Lapsed, StateOf: norwayIs(view.Lapsed)}, []string{"B2", "  B2/NOR/F/2025"}},
		"waiting":        {view.Listing{State: view.Waiting}, []string{"cannot_tell", "  A1/IMM/_T/2025"}},
		"waiting apart":  {view.Listing{State: view.Explained, StateOf: norwayIs(view.Explained), Untold: 7}, []string{"B2", "  B2/NOR/F/2025"}},
		"a table":        {view.Listing{Table: "A1"}, []string{"cannot_tell", "  A1/IMM/_T/2025"}},
	} {
		if got := lines(c.l); !cmp.Equal(got, c.want) {
			t.Errorf("%s: %s", name, cmp.Diff(c.want, got))
		}
	}
}

func TestRowsToAnswer(t *testing.T) {
	q := norway(t)
	cells := []forms.Cell{cell(t, q, "B2/SWE/F/2025"), cell(t, q, "B2/SWE/M/2024"), cell(t, q, "B2/TCD/M/2024")}
	if n := view.RowsOf(q, cells); n != 2 {
		t.Errorf("%d rows", n)
	}
}
