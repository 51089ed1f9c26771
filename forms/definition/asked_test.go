package definition_test

import (
	"slices"
	"testing"

	"migraform/forms"
	"migraform/forms/definition"
)

// asking makes the questionnaire for answers to questions.
func asking(t *testing.T, answers map[string]string) *forms.Questionnaire {
	t.Helper()
	d := builtIn(t)
	q, err := d.Make(definition.Form{Country: "NOR", Year: 2025, Scope: definition.All, Holds: d.Given(definition.All, answers).Holds})
	if err != nil {
		t.Fatal(err)
	}
	return q
}

// What the answers leave out is not in the questionnaire, and all that
// follows from it is not either.
func TestTheQuestionnaireFollowsTheAnswers(t *testing.T) {
	stays := func(q *forms.Questionnaire, cube string) []string {
		c := q.Cube(cube)
		if c == nil {
			return nil
		}
		var ids []string
		for _, code := range c.Axes[c.AxisOf("intended_stay")].List.Codes {
			ids = append(ids, code.ID)
		}
		return ids
	}
	for _, c := range []struct {
		what    string
		answers map[string]string
		b8, j1  []string
		tables  int
	}{
		{"nothing is answered", nil, []string{"_T", "M_LT12", "Y1T4", "Y_GE5", "_U"}, []string{"_T", "M3T5", "M6T11"}, 31},
		{"no duration is recorded", map[string]string{"M2.duration_recorded": "no"}, []string{"_T"}, []string{"_T", "M3T5", "M6T11"}, 31},
		{"the criterion is a year", map[string]string{"M2.arrival_criterion": "months_12"}, []string{"_T", "Y1T4", "Y_GE5", "_U"}, []string{"_T", "M3T5", "M6T11"}, 31},
		{"the criterion is half a year", map[string]string{"M2.arrival_criterion": "months_6_day"}, []string{"_T", "M_LT12", "Y1T4", "Y_GE5", "_U"}, []string{"_T", "M3T5"}, 31},
		{"no temporary stays are recorded", map[string]string{"M2.temporary_recorded": "no"}, []string{"_T", "M_LT12", "Y1T4", "Y_GE5", "_U"}, nil, 30},
	} {
		q := asking(t, c.answers)
		if got := stays(q, "B8"); !slices.Equal(got, c.b8) {
			t.Errorf("%s: B8 asks %v; want %v", c.what, got, c.b8)
		}
		if got := stays(q, "J1"); !slices.Equal(got, c.j1) {
			t.Errorf("%s: J1 asks %v; want %v", c.what, got, c.j1)
		}
		if len(q.Tables) != c.tables {
			t.Errorf("%s: %d tables; want %d", c.what, len(q.Tables), c.tables)
		}
		if q.Group("M2").Questions == nil || !slices.ContainsFunc(q.Group("M2").Questions, func(question forms.Question) bool { return question.ID == "temporary_recorded" }) {
			t.Errorf("%s: the answer cannot be taken back", c.what)
		}
		if section := slices.ContainsFunc(q.Sections, func(s forms.Section) bool { return s.ID == "J" }); section != (c.j1 != nil) {
			t.Errorf("%s: section J stands there: %v", c.what, section)
		}
	}
}

// A total whose parts are not asked is a figure like others; where one part
// cannot be, the others add up.
func TestSumsFollowTheAnswers(t *testing.T) {
	total := []any{"B8/STUDY/_T/_T/2025", 10}
	parts := append(total, "B8/STUDY/Y1T4/_T/2025", 3, "B8/STUDY/Y_GE5/_T/2025", 4)
	for _, c := range []struct {
		what    string
		answers map[string]string
		pairs   []any
		fails   bool
	}{
		{"a total alone", map[string]string{"M2.duration_recorded": "no"}, total, false},
		{"parts with a gap", nil, parts, false},
		{"parts without one", map[string]string{"M2.arrival_criterion": "months_12"}, parts, true},
	} {
		found := newTrial(asking(t, c.answers)).failing(t, c.pairs...)
		if (len(found) > 0) != c.fails {
			t.Errorf("%s: %v", c.what, found)
		}
	}
}
