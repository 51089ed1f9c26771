package definition_test

import (
	"errors"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"migraform/assets"
	"migraform/forms/definition"
)

// mutation is one slip in the built-in definition: the first place that reads
// from is made to read to. Line marks where the mistake is to be reported, by
// a piece of the mutated text; says is a piece of the message.
type mutation struct {
	what, file, from, to, line, says string
}

var mutations = []mutation{
	// What is named and does not exist.
	{"axis of no list", q, "axes: [citizenships, sexes], measure: immigration", "axes: [citizenship, sexes], measure: immigration", "axes: [citizenship, sexes]", `names the list "citizenship"`},
	{"section of no name", q, "  - id: B3\n    section: B", "  - id: B3\n    section: BB", "section: BB", `in the section "BB"`},
	{"measure that nothing asks", q, "left: [{measure: valid permits}]", "left: [{measure: valid permit}]", "left: [{measure: valid permit}]", `nothing asks the measure "valid permit"`},
	{"concept of no list", q, "by: [sex]", "by: [sexes]", "by: [sexes]", `"sexes" is the concept of no list`},
	{"code in where", q, "where: {reason: WORK}", "where: {reason: WORKERS}", "where: {reason: WORKERS}", `"WORKERS" is no code of the concept "reason"`},
	{"code in a balance", q, "POP_JAN1 + BIRTHS - DEATHS", "POP_JAN1 + BIRTH - DEATHS", "BIRTH - DEATHS", `names "BIRTH"`},
	{"code in a bound", q, "of: POP_JAN1}", "of: POP_JAN}", "- rule: R16\n            code", "POP_JAN "},
	{"code in a group", q, "Y0T14: [Y0T4, Y5T9, Y10T14]", "Y0T14: [Y0T4, Y5T9, Y10T15]", "Y0T14: [Y0T4, Y5T9, Y10T15]", `names "Y10T15"`},
	{"key that no list has", q, "{code: _T, is: Y_GE15, parts: [Y15T24", "{code: _T, is: Y_GE16, parts: [Y15T24", "is: Y_GE16", `is "Y_GE16"`},
	{"options that do not exist", q, "id: estimation, kind: choice, options_from: yes_no", "id: estimation, kind: choice, options_from: yesno", "options_from: yesno", `from "yesno"`},
	{"question in a condition of a table", q, "when: M2.temporary_recorded != \"no\"\n    cubes", "when: M2.temporary_record != \"no\"\n    cubes", "M2.temporary_record ", "temporary_record"},
	{"question in a condition of a question", q, `when: 'type == "survey"'`, `when: 'typ == "survey"'`, "when: 'typ ==", "typ"},
	{"table that a question is for", q, "for: [B8]", "for: [B88]", "for: [B88]", "B88"},
	{"rule that does not exist", q, "rule: R22\n", "rule: R99\n", "rule: R99", "R99"},
	{"rule that is badly written", q, "{rule: R19, equation", "{rule: R-19, equation", "rule: R-19", "R-19"},
	{"setting of no rule", q, "{rule: R14, severity", "{rule: R41, severity", "rule: R41", "R41"},
	{"threshold of no name", q, "{rule: R14, severity: information, thresholds: {years: 2}}", "{rule: R14, severity: information, thresholds: {year: 2}}", "{year: 2}", `"year"`},
	{"question that affects", q, "question: M2.working_age", "question: M2.workingage", "M2.workingage", "M2.workingage"},
	{"measure that is affected", q, "measures: [working-age population]", "measures: [workers]", "measures: [workers]", "workers"},
	{"concept that is affected", q, "concepts: [birth]", "concepts: [births]", "concepts: [births]", "births"},
	{"measure of its own rule", q, "measure: employed persons, rule: R25", "measure: employed, rule: R25", "measure: employed, rule", "employed"},

	// What nothing reaches.
	{"list that no table uses", q, "{axes: [residences, sexes], measure: immigration", "{axes: [next_residences, sexes], measure: immigration", "rows: [residence], columns: [time, sex]}", "residence"},
	{"options that no question uses", q, "  - id: inclusion\n", "  - id: more\n    codes: [\"yes\"]\n  - id: inclusion\n", "id: more", "no question uses"},
	{"section without a table", q, "sections: [A, B, C, D, E, F, G, H, I, J]", "sections: [A, B, C, D, E, F, G, H, I, J, K]", "sections: [A, B, C", "K"},
	{"group that leads nowhere", q, "groups:\n      Y0T14:", "groups:\n      Y0T12: [Y0T4]\n      Y0T14:", "Y0T12: [Y0T4]", "Y0T12"},
	{"text that nothing shows", "en.yaml", "title: International", "subtitle: Flows\ntitle: International", "subtitle: Flows", "subtitle"},

	// Totals and sums.
	{"total without parts", q, "{code: _T, parts: [M3T5, M6T11, M_GE12]}", "_T", "- _T", "has no parts"},
	{"same code twice in a list", q, "parts: [M3T5, M6T11, M_GE12]", "parts: [M3T5, M6T11, M6T11]", "parts: [M3T5, M6T11, M6T11]", "M6T11 twice"},
	{"balance in a circle", q, "equation: POP_DEC31 = POP_JAN1 + BIRTHS", "equation: POP_DEC31 = POP_DEC31 + BIRTHS", "POP_DEC31 = POP_DEC31", "circle"},
	{"balance that goes round with another", q, "    balances:\n      - {rule: R19,", "    balances:\n      - {rule: R19, equation: NEW = PEND_DEC31 + CLOSED}\n      - {rule: R19,", "NEW = PEND_DEC31", "circle"},
	{"balance said twice", q, "      - {rule: R19,", "      - {rule: R19, equation: PEND_DEC31 = PEND_JAN1 + NEW + REPEAT - GRANTED - REJECTED - CLOSED}\n      - {rule: R19,", "R19", "twice"},
	{"balance that contradicts another", q, "      - {rule: R19,", "      - {rule: R19, equation: PEND_DEC31 = PEND_JAN1 + NEW}\n      - {rule: R19,", "R19", "contradict"},
	{"balance without an equals sign", q, "equation: PEND_DEC31 = PEND_JAN1", "equation: PEND_DEC31 PEND_JAN1", "equation: PEND_DEC31 PEND", "no equation"},
	{"balance with glued names", q, "PEND_JAN1 + NEW + REPEAT", "PEND_JAN1+NEW + REPEAT", "PEND_JAN1+NEW", "PEND_JAN1+NEW"},

	// Relations.
	{"relation of a measure with itself", q, "left: [{measure: persons by education}]\n    right: [{measure: residents}]", "left: [{measure: residents}]\n    right: [{measure: residents}]", "- id: education_and_residents", "with itself"},
	{"relations in a circle", q, "  - id: disability_and_residents", "  - id: disability_back\n    rule: R26\n    kind: at_most\n    left: [{measure: residents}]\n    right: [{measure: persons by disability}]\n  - id: disability_and_residents", "disability", "circle"},
	{"relations that contradict", q, "  - id: disability_and_residents", "  - id: permits_far\n    rule: R21\n    near: [4, 5]\n    left: [{measure: first permits}]\n    right: [{measure: immigration, where: {citizenship: foreign}}]\n    least: 100\n    by: [sex]\n  - id: disability_and_residents", "- id: permits_far", "contradict"},
	{"relation said twice", q, "  - id: disability_and_residents", "  - id: disability_too\n    rule: R26\n    kind: at_most\n    left: [{measure: persons by disability}]\n    right: [{measure: residents}]\n  - id: disability_and_residents", "- id: disability_and_residents", "say the same"},
	{"near the wrong way round", q, "near: [0.3, 3]", "near: [3, 0.3]", "near: [3, 0.3]", "least and the most"},
	{"near of one number", q, "near: [0.3, 3]", "near: [3]", "near: [3]", "least and the most"},
	{"kind that does not exist", q, "rule: R22\n    kind: at_most", "rule: R22\n    kind: less", "kind: less", `"less"`},
	{"rate without a divisor", q, "    over: [{measure: employed persons", "    by: [sex]\n    # over: [{measure: employed persons", "- id: unemployment_rate", "rate"},
	{"relation without a right side", q, "    left: [{measure: persons by education}]\n    right: [{measure: residents}]\n", "    left: [{measure: persons by education}]\n", "- id: education_and_residents", "right"},
	{"relation that compares nothing", q, "right: [{measure: acquisitions of citizenship}]", "right: [{measure: acquisitions of citizenship, shift: -40}]", "- id: refugees_naturalised", "compares nothing"},
	{"relation twice", q, "- id: disability_and_residents", "- id: education_and_residents", "- id: education_and_residents", "id of its own"},

	// Conditions that can never hold.
	{"condition of two options at once", q, `when: M2.asylum_unit == "person"`, `when: M2.asylum_unit == "person" && M2.asylum_unit == "case"`, "&& M2.asylum_unit", "can never hold"},
	{"condition on no option", q, `when: M2.asylum_unit == "person"`, `when: M2.asylum_unit == "persons"`, `== "persons"`, "can never hold"},
	{"condition of a question on no option", q, `when: 'estimation == "yes"'`, `when: 'estimation == "maybe"'`, `"maybe"`, "can never hold"},
	{"condition on a set of no options", q, `when: 'stock_reference in ["census", "other_date"]'`, `when: 'stock_reference in ["day", "hour"]'`, `"hour"`, "can never hold"},
	{"condition on an empty range of numbers", q, "when: 'threshold == \"own\"', constraint: count}", "when: 'threshold == \"own\"', constraint: count}\n      - {id: flags_own, text: flags, kind: text, when: 'threshold_own > 10 && threshold_own < 5'}", "threshold_own > 10", "can never hold"},
	{"condition outside a question's limits", q, `when: M2.asylum_unit == "person"`, "when: M2.arrival_months > 120", "M2.arrival_months > 120", "can never hold"},
	{"condition on a question that is not asked then", q, `when: M2.asylum_unit == "person"`, `when: M2.arrival_criterion == "months_12" && M2.arrival_months > 3`, "M2.arrival_months > 3", "can never hold"},
	{"condition on days", q, `when: M2.asylum_unit == "person"`, `when: M4.embargo > "2026-03-01" && M4.embargo < "2026-02-01"`, "M4.embargo", "can never hold"},
	{"condition on a source", q, `when: M2.asylum_unit == "person"`, `when: any(M1, .type == "interview")`, "interview", "can never hold"},
	{"condition on a source twice over", q, `when: M2.asylum_unit == "person"`, `when: any(M1, .type == "survey" && .sample_size == 0 && .type == "census")`, "sample_size", "can never hold"},
	{"condition that never holds with the table's own", q, "M2.temporary_recorded != \"no\"\n    cubes", "M2.temporary_recorded == \"no\" && M2.temporary_recorded == \"yes\"\n    cubes", `M2.temporary_recorded == "no" &&`, "can never hold"},
	{"code that can never be asked with its list", q, `{code: M_LT12, when: M2.arrival_criterion != "months_12"}`, `{code: M_LT12, when: M2.duration_recorded == "no"}`, `M2.duration_recorded == "no"`, "can never hold"},
	{"condition on itself", q, `id: arrival_months, kind: number, required: true, when: 'arrival_criterion == "months_other"'`, `id: arrival_months, kind: number, required: true, when: 'arrival_months > 1'`, "arrival_months > 1", "itself"},
	{"condition on a later question", q, `id: arrival_months, kind: number, required: true, when: 'arrival_criterion == "months_other"'`, `id: arrival_months, kind: number, required: true, when: 'arrival_stay == "actual"'`, "when: 'arrival_stay", "later question"},
	{"question that can never be asked after another", q, `when: 'threshold == "own"', constraint: count}`, "when: 'threshold == \"own\"', constraint: count}\n      - {id: flags_own, text: flags, kind: text, when: 'threshold == \"3\" && threshold_own > 0'}", `threshold == "3" &&`, "can never hold"},
	{"condition that is no condition", q, `when: M2.asylum_unit == "person"`, `when: M2.asylum_unit`, "when: M2.asylum_unit\n", "not understood"},
	{"condition with a slip", q, `when: M2.asylum_unit == "person"`, `when: M2.asylum_unit = "person"`, `M2.asylum_unit = "person"`, "not understood"},

	// Names.
	{"name of a list", q, "- id: skills", "- id: skill levels", "skill levels", "named by letters"},
	{"name of a table that is long", q, "- id: J1", "- id: J1_temporary_arrivals_of_everybody", "J1_temporary", "30 letters"},
	{"code beside the total", q, "      - {code: _T, parts: [PD, PWD", "      - XX\n      - {code: _T, parts: [PD, PWD", "- XX", "no part of the total"},
	{"number for a text", q, `version: "2025.2"`, `version: 2025.10`, "version:", "in quotes"},
	{"alias of no anchor", q, "axes: [population_account, sexes]", "axes: *usual", "axes: *usual", ""},

	// Texts.
	{"name of a code missing", "fr.yaml", "\ncode.CLOSED: ", "\ncode.CLOSE: ", "code: CLOSED", `fr.yaml has no text`},
	{"title of a table missing", "ar.yaml", "\ntable.B4: ", "\ntable.B44: ", "- id: B4", `ar.yaml has no text "table.B4"`},
	{"hint missing", "zh.yaml", "\nquestion.M1.unit.hint: ", "\nquestion.M1.unit.hnt: ", "id: unit, kind", `zh.yaml has no text "question.M1.unit.hint"`},
	{"option missing", "es.yaml", "\noption.census: ", "\noption.cens: ", "census", `es.yaml has no text "option.census"`},
	{"instructions missing in a language", "ru.yaml", "\nsection.B.guide: |-", "\nsection.B.gide: |-", "sections: [A", `section.B.guide`},
	{"text twice", "en.yaml", "title: International", "title: Migration\ntitle: International", "title: International", "title"},
	{"text that is no text", "en.yaml", "\ntable.A1: Population account", "\ntable.A1: [Population, account]", "table.A1: [", "a text is wanted here"},

	// Views.
	{"axis that no view shows", q, "rows: [age]\n        columns: [citizenship, sex]", "rows: [age]\n        columns: [citizenship]", "- axes: [ages_standard, nationality_groups", `"sex"`},
	{"axis shown twice", q, "rows: [age]\n        columns: [citizenship, sex]", "rows: [age]\n        columns: [citizenship, sex, age]", "columns: [citizenship, sex, age]", `"age" twice`},
	{"view of no axis", q, "rows: [age]\n        columns: [citizenship, sex]", "rows: [age, mode]\n        columns: [citizenship, sex]", "rows: [age, mode]", `"mode"`},
	{"two axes of a concept", q, "axes: [ages_standard, nationality_groups, sexes]", "axes: [ages_standard, ages_broad, nationality_groups, sexes]", "ages_broad, nationality_groups", `two axes`},
	{"cube without a measure", q, "measure: immigration, where: {reason: WORK}", "where: {reason: WORK}", "{axes: [foreign_citizenships, sexes], where", "does not say what it measures"},
	{"fixed concept that is an axis", q, "where: {reason: WORK}", "where: {citizenship: foreign}", "where: {citizenship: foreign}", "fixes citizenship"},
	{"years out of bounds", q, "measure: immigration, years: 5, rows: [birth]", "measure: immigration, years: 0, rows: [birth]", "years: 0", "1 to 20"},

	// Twice, misspelt, of the wrong kind.
	{"table twice", q, "- id: B3\n", "- id: B2\n", "- id: B2\n    section: B\n    cubes:\n      - {axes: [birthplaces", "B2 stands twice"},
	{"list twice", q, "{id: abroad,", "{id: residences,", "{id: residences, concept: host", "residences stands twice"},
	{"question twice", q, "{id: owner,", "{id: name,", "{id: name, kind: text, required: true, constraint: \"max=200\"}\n      - {id: tables", "name of M1 stands twice"},
	{"options twice", q, "  - id: inclusion\n    codes", "  - id: yes_no\n    codes", "- id: yes_no\n    codes: [included", "yes_no"},
	{"option twice", q, `codes: ["yes", "no"]`, `codes: ["yes", "yes"]`, `"yes", "yes"`, "twice"},
	{"section twice", q, "sections: [A, B, C, D", "sections: [A, B, B, D", "sections: [A", "twice"},
	{"rule set twice", q, "{rule: R02, severity: error}", "{rule: R01, severity: error}", "{rule: R01, severity: error}\n  - {rule: R03", "twice"},
	{"key misspelt", q, "core: true\n    cubes:\n      - axes: [population_account", "coer: true\n    cubes:\n      - axes: [population_account", "coer: true", `"coer"`},
	{"key in a code misspelt", q, "{code: ADJ, measure: adjustment, signed: true}", "{code: ADJ, measure: adjustment, sined: true}", "sined: true", `"sined"`},
	{"key twice", q, "    section: A\n    core: true\n    cubes:\n      - axes: [population_account", "    section: A\n    section: A\n    core: true\n    cubes:\n      - axes: [population_account", "section: A\n    core", "section"},
	{"years that are a word", q, "axes: [population_account, sexes]\n        years: 5", "axes: [population_account, sexes]\n        years: five", "years: five", "five"},
	{"axes that are one word", q, "axes: [population_account, sexes]", "axes: population_account", "axes: population_account", "list"},
	{"core that is a word", q, "core: true", "core: perhaps", "core: perhaps", "perhaps"},
	{"kind of question", q, "{id: updated, kind: date}", "{id: updated, kind: day}", "kind: day", `"day"`},
	{"choice without options", q, "{id: asylum_unit, kind: choice, required: true, options: [person, case]}", "{id: asylum_unit, kind: choice, required: true}", "{id: asylum_unit, kind: choice, required: true}", "options"},
	{"constraint that is none", q, "constraint: email", "constraint: post", "constraint: post", "constraint"},
	{"severity that is none", q, "kind: at_most\n    severity: warning", "kind: at_most\n    severity: grave", "severity: grave", "grave"},
	{"gate that lets pass", q, "warning: explain", "warning: perhaps", "warning: perhaps", "perhaps"},
	{"areas and codes at once", q, "{id: abroad, concept: host, areas: {}}", "{id: abroad, concept: host, areas: {}, codes: [A]}", "codes: [A]", "either codes or areas"},
	{"areas asked otherwise", q, "areas: {own: asked, stateless: true}", "areas: {own: perhaps, stateless: true}", "own: perhaps", "perhaps"},
	{"table without cubes", q, "  - id: E4\n    section: E\n    optional: true\n    cubes:\n      - {axes: [solutions, sexes], years: 3, rows: [item], columns: [time, sex]}", "  - id: E4\n    section: E\n    optional: true", "- id: E4", "asks nothing"},
	{"version missing", q, `version: "2025.2"`, `vers: "2025.2"`, "vers:", "vers"},
	{"tab for indentation", q, "  - id: B3\n    section: B", "  - id: B3\n\tsection: B", "\tsection: B", "tab"},
	{"quote that is not closed", q, `version: "2025.2"`, `version: "2025.2`, "version:", "does not close"},
	{"bracket that is not closed", q, "sections: [A, B, C, D, E, F, G, H, I, J]", "sections: [A, B, C, D, E, F, G, H, I, J", "lists:", "']'"},
	{"bytes that are no text", q, "# What the questionnaire asks", "# What the questionnaire \xff asks", "# What", "UTF-8"},
	{"code that cannot stand in an address", q, "parts: [M3T5, M6T11, M_GE12]", "parts: [M3/5, M6T11, M_GE12]", "M3/5", "M3/5"},
	{"renamed to nothing", q, "options:\n  - id: yes_no", "renamed:\n  - since: \"2025.2\"\n    tables: {C1.old: C9}\noptions:\n  - id: yes_no", "tables: {C1.old", "C9"},
}

const q = "questionnaire.yaml"

// mutated is the built-in definition with one slip, and the line at which its
// author should be told.
func (m *mutation) mutated(t *testing.T) (folder fstest.MapFS, line int) {
	t.Helper()
	folder = fstest.MapFS{}
	names, err := fs.Glob(assets.Questionnaires, "questionnaires/migration/*.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		text, err := fs.ReadFile(assets.Questionnaires, name)
		if err != nil {
			t.Fatal(err)
		}
		folder[strings.TrimPrefix(name, "questionnaires/migration/")] = &fstest.MapFile{Data: text}
	}
	text := string(folder[m.file].Data)
	if !strings.Contains(text, m.from) {
		t.Fatalf("%s holds no %q", m.file, m.from)
	}
	folder[m.file] = &fstest.MapFile{Data: []byte(strings.Replace(text, m.from, m.to, 1))}
	return folder, 0
}

func TestEverySlipIsReported(t *testing.T) {
	for _, m := range mutations {
		t.Run(m.what, func(t *testing.T) {
			folder, _ := m.mutated(t)
			_, err := definition.Load(folder)
			var mistakes definition.Mistakes
			if !errors.As(err, &mistakes) {
				t.Fatalf("got %v; want mistakes", err)
			}
			found := false
			for _, mistake := range mistakes {
				lines := strings.Split(string(folder[mistake.File].Data), "\n")
				rest := ""
				if mistake.Line > 0 && mistake.Line <= len(lines) {
					rest = strings.Join(lines[mistake.Line-1:min(mistake.Line+4, len(lines))], "\n") + "\n"
				}
				first, _, _ := strings.Cut(rest, "\n")
				head, _, more := strings.Cut(m.line, "\n")
				if strings.Contains(mistake.Text, m.says) && strings.Contains(first, head) && (!more || strings.Contains(rest, m.line)) {
					found = true
				}
			}
			if !found {
				t.Errorf("want %q at %q; got\n%s", m.says, m.line, mistakes)
			}
		})
	}
}
