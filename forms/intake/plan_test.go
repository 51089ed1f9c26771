package intake_test

import (
	"context"
	"strings"
	"testing"

	"migraform/forms"
	"migraform/forms/definition"
	"migraform/forms/intake"
	"migraform/forms/intake/reader"
)

func questionnaire(t testing.TB, country string, year int) *forms.Questionnaire {
	t.Helper()
	d, err := definition.BuiltIn()
	if err != nil {
		t.Fatal(err)
	}
	q, err := d.For(country, year, definition.Core)
	if err != nil {
		t.Fatal(err)
	}
	return q
}

// planOf plans a text table, written with commas, or semicolons where it
// holds commas.
func planOf(t testing.TB, q *forms.Questionnaire, text string, table string, decisions *intake.Decisions) *intake.Plan {
	t.Helper()
	file, err := reader.ReadBytes(context.Background(), "figures.csv", []byte(text), reader.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return planOfFile(t, q, file, table, decisions)
}

func planOfFile(t testing.TB, q *forms.Questionnaire, file *reader.File, table string, decisions *intake.Decisions) *intake.Plan {
	t.Helper()
	reading, err := intake.Recognise(context.Background(), file, intake.RecogniseOptions{Country: q.Country, Decisions: decisions})
	if err != nil {
		t.Fatal(err)
	}
	plan, err := intake.MakePlan(context.Background(), q, reading, intake.PlanOptions{Table: table, Decisions: decisions})
	if err != nil {
		t.Fatal(err)
	}
	return plan
}

// fates writes a plan as one line a figure that is more than a head.
func fates(plan *intake.Plan) string {
	var b strings.Builder
	for i := range plan.Entries {
		e := &plan.Entries[i]
		switch {
		case e.Fate == intake.Placed:
			b.WriteString(e.Name() + " " + plan.Questionnaire.Address(e.Cell) + " ")
			if e.Status.IsNumber() {
				b.WriteString(e.Value.String())
			}
			b.WriteString(e.Status.String())
		case e.Why.ID == "intake.aside_not_a_figure":
			continue
		default:
			b.WriteString(e.Name() + " " + e.Fate.String() + " " + strings.TrimPrefix(e.Why.ID, "intake."))
		}
		b.WriteString("\n")
	}
	return strings.TrimSpace(b.String())
}

func TestPlanSaysWhereEachFigureGoes(t *testing.T) {
	can := questionnaire(t, "CAN", 2013)
	for _, c := range []struct{ name, table, text, want string }{
		{"in millions, which is not brought in as it stands", "C1", "Foreign-born population by country of birth (millions)\n;2013\nNorway;1.5\nSweden;0.2\n", "B3 unresolved ask_large_unit\nB4 unresolved ask_large_unit"},
		{"in ten thousands, as in China", "C1", "按出生国分列的外国出生人口（万人）\n国家;2013\n挪威;1.5\n瑞典;0.2\n", "B3 unresolved ask_large_unit\nB4 unresolved ask_large_unit"},
		{"country by year, with letterhead and notes", "C1", `Institute of Numbers
Foreign-born population by country of birth
;2012;2013
Country of birth;;
Norway¹;10;11
Suède;1 234;..
Côte d'Ivoire*;-;x
Africa;20;30
Total;12;n.a.
Source: register
`, `B5 C1/NOR/_T/2012 10A
C5 C1/NOR/_T/2013 11A
B6 C1/SWE/_T/2012 1234A
C6 C1/SWE/_T/2013 O
B7 C1/CIV/_T/2012 0A
C7 C1/CIV/_T/2013 Q
B8 C1/002/_T/2012 20A
C8 C1/002/_T/2013 30A
B9 C1/_T/_T/2012 12A
C9 C1/_T/_T/2013 O`},
		{"country by year by sex", "C2", `Foreigners by citizenship,,,,
,2012,,2013,
Citizenship,Men,Women,Men,Women
Norway,1,2,3,4
Stateless,5,6,7,8
`, `B4 C2/NOR/M/2012 1A
C4 C2/NOR/F/2012 2A
D4 C2/NOR/M/2013 3A
E4 C2/NOR/F/2013 4A
B5 C2/STLS/M/2012 5A
C5 C2/STLS/F/2012 6A
D5 C2/STLS/M/2013 7A
E5 C2/STLS/F/2013 8A`},
		{"a matrix: the column of the own country", "C1", `Migrant stocks 2013,,,
Destination (across) - origin (down),Canada,Norway,World
Albania,1,2,3
Norway,4,0,4
Canada,0,9,9
Other North,5,5,10
World,10,16,26
`, `B3 C1/ALB/_T/2013 1A
C3 set_aside aside_other_country
D3 set_aside aside_other_country
B4 C1/NOR/_T/2013 4A
C4 set_aside aside_other_country
D4 set_aside aside_other_country
B5 set_aside aside_own_country
C5 set_aside aside_other_country
D5 set_aside aside_other_country
B6 set_aside aside_no_code
C6 set_aside aside_other_country
D6 set_aside aside_other_country
B7 C1/_T/_T/2013 10A
C7 set_aside aside_other_country
D7 set_aside aside_other_country`},
		{"by country of destination: the own line is the total", "C1", `Migrant stock by country of destination,,
,2013,2005
Canada,7,5
Norway,3,2
`, `B3 C1/_T/_T/2013 7A
C3 set_aside aside_year
B4 set_aside aside_other_country
C4 set_aside aside_other_country`},
		{"codes instead of names", "B2", `Immigration by citizenship,,
iso3,2012,2013
NOR,1,2
SWE,3,4
DEU,5,6
`, `B3 B2/NOR/_T/2012 1A
C3 B2/NOR/_T/2013 2A
B4 B2/SWE/_T/2012 3A
C4 B2/SWE/_T/2013 4A
B5 B2/DEU/_T/2012 5A
C5 B2/DEU/_T/2013 6A`},
		{"a long list", "C1", `country of birth,sex,year,persons
Norway,M,2013,7
Norway,F,2013,8
Sweden,M,2013,9
Sweden,F,2013,10
`, `D2 C1/NOR/M/2013 7A
D3 C1/NOR/F/2013 8A
D4 C1/SWE/M/2013 9A
D5 C1/SWE/F/2013 10A`},
		{"broad ages go to the further cube", "C1", `Born abroad by country of birth 2013,,,
,0-14,15-24,Total
Norway,1,2,3
Sweden,4,5,9
`, `B3 C1.age/NOR/_T/Y0T14/2013 1A
C3 C1.age/NOR/_T/Y15T24/2013 2A
D3 C1.age/NOR/_T/_T/2013 3A
B4 C1.age/SWE/_T/Y0T14/2013 4A
C4 C1.age/SWE/_T/Y15T24/2013 5A
D4 C1.age/SWE/_T/_T/2013 9A`},
		{"population account", "A1", `Mouvement de la population,,
,2012,2013
Naissances,1,2
Décès,3,4
Immigration,5,6
Émigration,7,8
`, `B3 A1/BIRTHS/_T/2012 1A
C3 A1/BIRTHS/_T/2013 2A
B4 A1/DEATHS/_T/2012 3A
C4 A1/DEATHS/_T/2013 4A
B5 A1/IMM/_T/2012 5A
C5 A1/IMM/_T/2013 6A
B6 A1/EMI/_T/2012 7A
C6 A1/EMI/_T/2013 8A`},
		{"ages by nationals and foreigners", "B1", `Immigration by age 2013,,
Age,Nationals,Foreigners
0-4,1,2
5-9,3,4
85+,5,6
`, `B3 B1/Y0T4/NAT/_T/2013 1A
C3 B1/Y0T4/FOR/_T/2013 2A
B4 B1/Y5T9/NAT/_T/2013 3A
C4 B1/Y5T9/FOR/_T/2013 4A
B5 B1/Y_GE85/NAT/_T/2013 5A
C5 B1/Y_GE85/FOR/_T/2013 6A`},
		{"men and women below each other", "C2", `Foreigners by citizenship,
,2013
Men,
Norway,1
Sweden,2
Women,
Norway,3
Sweden,4
`, `B4 C2/NOR/M/2013 1A
B5 C2/SWE/M/2013 2A
B7 C2/NOR/F/2013 3A
B8 C2/SWE/F/2013 4A`},
		{"what is not known is asked, not guessed", "C1", `Country of birth,2013
Norwai,1
Nowhereland,2
Norway,3
Sweden,4
Finland,5
Denmark,6
`, `B2 unresolved ask_spelling
B3 unresolved ask_label
B4 C1/NOR/_T/2013 3A
B5 C1/SWE/_T/2013 4A
B6 C1/FIN/_T/2013 5A
B7 C1/DNK/_T/2013 6A`},
		{"no year is said", "C1", `Country of birth,Persons
Norway,1
Sweden,2
`, `B2 unresolved ask_year
B3 unresolved ask_year`},
		{"two figures for one cell", "C1", `Country of birth,2013
Norway,1
Sweden,2
Norway,3
Suède,2
`, `B2 unresolved ask_conflict
B3 C1/SWE/_T/2013 2A
B4 unresolved ask_conflict
B5 set_aside aside_again`},
		{"shares are not counts", "C1", `Country of birth;Persons 2013;Percentage 2013
Norway;10;25,5
Sweden;30;74,5
`, `B2 C1/NOR/_T/2013 10A
C2 set_aside aside_derived
B3 C1/SWE/_T/2013 30A
C3 set_aside aside_derived`},
		{"a total that includes the own country", "C1", `Country of birth,2013
Canada,100
Norway,1
Total,101
`, `B2 set_aside aside_own_country
B3 C1/NOR/_T/2013 1A
B4 set_aside aside_total_with_own`},
		{"two tables side by side", "C1", `Foreign-born by country of birth 2013,,,,
Country,Men,,Country,Men
Norway,1,,Chile,3
Sweden,2,,Peru,4
`, `B3 C1/NOR/M/2013 1A
E3 C1/CHL/M/2013 3A
B4 C1/SWE/M/2013 2A
E4 C1/PER/M/2013 4A`},
		{"two tables below each other", "C1", `Foreign-born men by country of birth,
,2013
Norway,1
Sweden,2

Foreign-born women by country of birth,
,2013
Norway,3
Sweden,4
`, `B3 C1/NOR/M/2013 1A
B4 C1/SWE/M/2013 2A
B8 C1/NOR/F/2013 3A
B9 C1/SWE/F/2013 4A`},
		{"years below each other", "C2", `Foreigners by citizenship,,
Citizenship,Men,Women
2012,,
Norway,1,2
Sweden,3,4
2013,,
Norway,5,6
Sweden,7,8
`, `B4 C2/NOR/M/2012 1A
C4 C2/NOR/F/2012 2A
B5 C2/SWE/M/2012 3A
C5 C2/SWE/F/2012 4A
B7 C2/NOR/M/2013 5A
C7 C2/NOR/F/2013 6A
B8 C2/SWE/M/2013 7A
C8 C2/SWE/F/2013 8A`},
		{"in two languages, with codes and numbers before names", "C2", `Foreigners by citizenship 2013 - Étrangers par nationalité,,,
Sex - Sexe,Total - Total,Male - Masculin,Female / Féminin
1. Norway,10,11,12
SE - Sweden,1,2,3
Myanmar (Burma),4,5,6
of which Chile,7,8,9
`, `B3 C2/NOR/_T/2013 10A
C3 C2/NOR/M/2013 11A
D3 C2/NOR/F/2013 12A
B4 C2/SWE/_T/2013 1A
C4 C2/SWE/M/2013 2A
D4 C2/SWE/F/2013 3A
B5 C2/MMR/_T/2013 4A
C5 C2/MMR/M/2013 5A
D5 C2/MMR/F/2013 6A
B6 C2/CHL/_T/2013 7A
C6 C2/CHL/M/2013 8A
D6 C2/CHL/F/2013 9A`},
		{"an export with its selections above", "B2", `Dataset: Immigration by age group, sex and citizenship
Age class:,Total
Sex: Females

TIME,2012,,2013,
GEO (Labels),,,,
Norway,1,p,2,
Sweden,:,,4,b
Denmark,5,,6,
`, `B7 B2/NOR/F/2012 1P
D7 B2/NOR/F/2013 2A
B8 B2/SWE/F/2012 O
D8 B2/SWE/F/2013 4B
B9 B2/DNK/F/2012 5A
D9 B2/DNK/F/2013 6A`},
		{"a long list with codes beside the names", "C1", `COB,Country of birth/nationality,VAR,Variable,GEN,Gender,COU,Country,YEA,Year,Value,Flags
NOR,Norway,B14,Stock of foreign-born population,TOT,Total,CAN,Canada,2013,2013,10,
SWE,Sweden,B14,Stock of foreign-born population,TOT,Total,CAN,Canada,2013,2013,20,
NOR,Norway,B14,Stock of foreign-born population,WMN,Women,CAN,Canada,2013,2013,4,
SWE,Sweden,B14,Stock of foreign-born population,WMN,Women,USA,United States,2013,2013,9,
`, `K2 C1/NOR/_T/2013 10A
K3 C1/SWE/_T/2013 20A
K4 C1/NOR/F/2013 4A
K5 set_aside aside_other_country`},
		{"in Russian", "C2", `Иностранцы по гражданству,,
,Мужчины,Женщины
Страна,2013,2013
Норвегия,1,2
Швеция,3,4
Всего,4,6
`, `B4 C2/NOR/M/2013 1A
C4 C2/NOR/F/2013 2A
B5 C2/SWE/M/2013 3A
C5 C2/SWE/F/2013 4A
B6 C2/_T/M/2013 4A
C6 C2/_T/F/2013 6A`},
		{"in Arabic", "C1", `بلد الميلاد,٢٠١٢,٢٠١٣
النرويج,١٬٢٣٤,٢
السويد,٣,٤
`, `B2 C1/NOR/_T/2012 1234A
C2 C1/NOR/_T/2013 2A
B3 C1/SWE/_T/2012 3A
C3 C1/SWE/_T/2013 4A`},
		{"in Chinese", "C2", `国籍,2012,2013
挪威,1,2
瑞典,3,4
总计,4,6
`, `B2 C2/NOR/_T/2012 1A
C2 C2/NOR/_T/2013 2A
B3 C2/SWE/_T/2012 3A
C3 C2/SWE/_T/2013 4A
B4 C2/_T/_T/2012 4A
C4 C2/_T/_T/2013 6A`},
		{"nationals among the countries", "B2", `Immigration by citizenship,
,2013
Nationals,7
Norway,1
Sweden,2
`, `B3 B2/CAN/_T/2013 7A
B4 B2/NOR/_T/2013 1A
B5 B2/SWE/_T/2013 2A`},
		{"flags behind figures", "B2", "citizenship\t2012\t2013\nNO\t12 p\t13 b\nSE\t: \t14 e\nDE\t1\t2\n", `B2 B2/NOR/_T/2012 12P
C2 B2/NOR/_T/2013 13B
B3 B2/SWE/_T/2012 O
C3 B2/SWE/_T/2013 14E
B4 B2/DEU/_T/2012 1A
C4 B2/DEU/_T/2013 2A`},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := fates(planOf(t, can, c.text, c.table, nil)); got != c.want {
				t.Errorf("got\n%s\nwant\n%s", got, c.want)
			}
		})
	}
}
