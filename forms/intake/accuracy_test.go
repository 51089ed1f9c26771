package intake_test

import (
	"bufio"
	"context"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"migraform/forms/intake"
	"migraform/forms/intake/reader"
)

const published = "../../../shared/data/spreadsheets"

type expected struct {
	sheet, cell, value, kind, area, counterpart, sex, age, time string
}

// TestPublishedTablesAreRecognised compares what is recognised in published
// tables with what their labelled cells stand under. A code is wrong where it
// differs, unresolved where there is none or the program is not sure.
func TestPublishedTablesAreRecognised(t *testing.T) {
	floor := map[string]float64{
		"un_desa_international_migrant_stock_2019.xlsx":                        0.95,
		"un_desa_international_migrant_stock_2020.xlsx":                        0.95,
		"world_bank_bilateral_migrant_stocks_2013.xlsx":                        0.95,
		"abs_net_overseas_migration_by_country_of_birth_2015-2023.csv":         0.95,
		"ircc_permanent_residents_by_citizenship_2015-2023.xlsx":               0.95,
		"unhcr_persons_of_concern_2018.csv":                                    0.95,
		"stats_nz_permanent_long_term_departures_by_age_sex_area.csv":          0.95,
		"argentina_foreign_residents_by_province_origin_sex_age.csv":           0.95,
		"eurostat_tps00176_immigration.tsv":                                    0.95,
		"ons_emp06_employment_by_country_of_birth_and_nationality_2018-05.xls": 0.95,
		"world_bank_migrant_stock_1960-2015_spanish.xls":                       0.95,
		"home_office_small_boats_daily_and_weekly_2025-12.ods":                 0.95,
	}
	cells := readExpected(t)
	for _, name := range slices.Sorted(maps.Keys(cells)) {
		if _, mine := floor[name]; !mine {
			continue
		}
		file, err := reader.Read(context.Background(), filepath.Join(published, name), reader.Options{})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		reading, err := intake.Recognise(context.Background(), file, intake.RecogniseOptions{})
		if err != nil {
			t.Fatal(err)
		}
		found := map[[2]string]intake.Figure{}
		for f := range reading.Figures() {
			found[[2]string{f.Sheet, f.Cell}] = *f
		}
		right, wrong, unresolved := 0, 0, 0
		for _, want := range cells[name] {
			got, ok := found[[2]string{want.sheet, want.cell}]
			switch verdict := compare(got, want); {
			case !ok || verdict == "unresolved":
				unresolved++
				t.Logf("%s %s %s unresolved: want %+v, got %s", name, want.sheet, want.cell, want, line(got))
			case verdict != "":
				wrong++
				t.Logf("%s %s %s wrong %s: want %+v, got %s", name, want.sheet, want.cell, verdict, want, line(got))
			default:
				right++
			}
		}
		all := len(cells[name])
		t.Logf("%-75s %3d right %3d wrong %3d unresolved of %d", name, right, wrong, unresolved, all)
		if share := float64(right) / float64(all); share < floor[name] {
			t.Errorf("%s: %.1f %% right, floor %.1f %%", name, 100*share, 100*floor[name])
		}
		if float64(wrong) > 0.005*float64(all) {
			t.Errorf("%s: %d of %d wrong", name, wrong, all)
		}
	}
}

func line(f intake.Figure) string {
	return strings.Join([]string{f.Value, string(f.Kind), f.Area, f.Counterpart, f.Sex, f.Age, f.Time, strconv.FormatFloat(f.Confidence, 'f', 2, 64)}, "|")
}

// compare returns "" where all codes are right, "unresolved", or the names of
// the fields that are wrong.
func compare(got intake.Figure, want expected) string {
	if string(got.Kind) == want.kind && want.kind == "not-a-figure" {
		return ""
	}
	var wrong []string
	unresolved := got.Confidence < 0.7
	for _, field := range [][3]string{{"kind", string(got.Kind), want.kind}, {"area", got.Area, want.area}, {"counterpart", got.Counterpart, want.counterpart},
		{"sex", got.Sex, want.sex}, {"age", got.Age, want.age}, {"time", got.Time, want.time}} {
		switch {
		case plain(field[1]) == plain(field[2]):
		case field[1] == "":
			unresolved = true
		default:
			wrong = append(wrong, field[0])
		}
	}
	if got.Value != want.value {
		a, err := strconv.ParseFloat(got.Value, 64)
		b, err2 := strconv.ParseFloat(want.value, 64)
		if err != nil || err2 != nil || a != b {
			wrong = append(wrong, "value")
		}
	}
	switch {
	case unresolved:
		return "unresolved"
	case len(wrong) > 0:
		return strings.Join(wrong, ",")
	}
	return ""
}

func plain(s string) string { return strings.ToLower(strings.ReplaceAll(s, " ", "")) }

func readExpected(t *testing.T) map[string][]expected {
	file, err := os.Open(filepath.Join(published, "expected.tsv"))
	if err != nil {
		t.Skipf("the published tables are not beside the checkout: %v", err)
	}
	defer file.Close()
	cells := map[string][]expected{}
	lines := bufio.NewScanner(file)
	for lines.Scan() {
		f := strings.Split(lines.Text(), "\t")
		if f[0] != "file" && len(f) >= 10 {
			cells[f[0]] = append(cells[f[0]], expected{f[1], f[2], f[3], f[4], f[5], f[6], f[7], f[8], f[9]})
		}
	}
	return cells
}
