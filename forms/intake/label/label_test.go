package label_test

import (
	"testing"

	"migraform/forms/intake/label"
)

// TestTimeInTitles reads the one period that a title speaks of.
func TestTimeInTitles(t *testing.T) {
	for title, want := range map[string]string{
		"Immigration by citizenship, 2015":                               "2015",
		"Foreign citizens on 31 December 2020, by citizenship":           "2020-12-31",
		"Population au 1er janvier 2024":                                 "2024-01-01",
		"Ausländer am 31.12.2022 nach Staatsangehörigkeit":               "2022-12-31",
		"Cizinci k 31. 12. 2022":                                         "2022-12-31",
		"Población extranjera a 1 de enero de 2023":                      "2023-01-01",
		"по состоянию на 1 января 2021 года":                             "2021-01-01",
		"国籍別在留外国人数（2022年12月31日）":                                         "2022-12-31",
		"Arrivals, March 2019":                                           "2019-03",
		"Arrivals from January to March 2020":                            "2020-Q1",
		"за январь - декабрь 2022 года":                                  "2022",
		"Immigration, 1 January - 31 December 2020":                      "2020",
		"Grants in the year ending June 2022":                            "2021/2022",
		"Grants in the year ending March 2022":                           "",
		"12 months to December 2021":                                     "2021",
		"Admissions, 2015-16":                                            "2015/2016",
		"Residents in 2015-2016":                                         "",
		"Fiscal years 2019 to 2021":                                      "",
		"Naturalisations in 2021 and 2022":                               "",
		"July 2020 to June 2021":                                         "",
		"January 2015 - April 2023":                                      "",
		"I квартал 2023 года":                                            "2023-Q1",
		"Migrants by country of birth":                                   "",
		"Persons in 20155 households":                                    "",
		"International migrant stock at mid-year 2020 (thousands)":       "2020",
		"Stock of foreign-born population at the end of 2019, by gender": "2019",
	} {
		if m, _ := label.TimeIn(title); m.Code != want {
			t.Errorf("TimeIn(%q) = %q, want %q", title, m.Code, want)
		}
	}
}

// TestPeoples reads countries by their people, and leaves open whose people
// two countries share.
func TestPeoples(t *testing.T) {
	for text, want := range map[string]string{
		"Afghan": "AFG", "Afghans": "AFG", "Syrische": "SYR", "Marocaine": "MAR", "Española": "ESP", "Citizens of Serbia": "SRB", "Norwegian nationals": "NOR", "former Yugoslavia": "YUG", "Ex-URSS": "SUN",
		"Congolese": "", "Dominican": "", "Young people": "", "MENA": "", "Sudan 5)": "SDN", "中國 Chinese": "CHN", "EU 27": "", "ROMANIA..........": "ROU", "Korea, Rép. de": "KOR",
	} {
		if m, _ := label.AreaOf(text); m.Code != want {
			t.Errorf("AreaOf(%q) = %q, want %q", text, m.Code, want)
		}
	}
}

// TestWholes tells everything on an axis from parts of it.
func TestWholes(t *testing.T) {
	for text, want := range map[string]bool{
		"Total": true, "Total - Sex": true, "Totaal leeftijd": true, "KANSALAISUUDET YHTEENSÄ": true, "总  计": true, "총계": true, "الجملة": true, "Total, all countries": true,
		"Total EU": false, "Total overseas-born": false, "Argentinian A T": false, "Страны СНГ - всего": false,
	} {
		if got := label.IsWhole(text); got != want {
			t.Errorf("IsWhole(%q) = %v", text, got)
		}
	}
	if foreigners, total := label.IsForeign("Ausländer insgesamt"); !foreigners || !total {
		t.Error("Ausländer insgesamt")
	}
	if foreigners, total := label.IsForeign("Étrangers"); !foreigners || total {
		t.Error("Étrangers")
	}
}

// TestSides tells on which side countries stand by what is said of them.
func TestSides(t *testing.T) {
	for text, want := range map[string]string{
		"Country of asylum": "destination", "dest": "destination", "to": "destination", "from": "origin", "Country of origin": "origin", "coub": "origin", "partner": "origin",
		"Asylum applications, 2010 to 2015": "", "Persons from 2010": "",
	} {
		if got := label.SaidBy(text).Role; got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// TestDerivedFigures tells shares and rates from counts by what is said of
// them.
func TestDerivedFigures(t *testing.T) {
	for text, want := range map[string]bool{
		"Share of women (%)": true, "Proportion des femmes": true, "Anteil in %": true, "構成比": true, "Net migration rate": true,
		"Number and percentage of immigrants": false, "2016 Census - 25% sample data": false, "All data are subject to change": false, "Миграционный прирост": false, "Immigrants": false,
	} {
		if got := label.SaidBy(text).Derived; got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
	if !label.SaidBy("% change").Change || !label.SaidBy("Difference").Change || label.SaidBy("Men").Change {
		t.Error("changes of single columns")
	}
}
