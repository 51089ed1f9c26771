package intake_test

import (
	"context"
	"strings"
	"testing"

	"migraform/forms/intake"
	"migraform/forms/intake/reader"
)

// TestHabitsOfOffices reads small tables, each with a habit that tables of
// offices have, and holds what some of their figures stand under.
func TestHabitsOfOffices(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"a table of a Spanish office, sexes over years", `Población extranjera por país de nacionalidad, sexo y año;;;;;;
Unidades: Personas;;;;;;
 ;;;;;;
;Ambos sexos;;Hombres;;Mujeres;
;2024;2023;2024;2023;2024;2023
TOTAL;6.502.282;6.089.620;3.252.000;3.040.100;3.250.282;3.049.520
    UNIÓN EUROPEA SIN ESPAÑA;1.700.000;1.690.000;840.000;830.000;860.000;860.000
        Alemania;112.000;111.000;55.000;54.500;57.000;56.500
        Austria;10.200;10.100;5.000;4.900;5.200;5.200
        Bélgica;34.000;33.500;17.000;16.700;17.000;16.800
    RESTO DE EUROPA;500.000;490.000;250.000;240.000;250.000;250.000
        Albania;4.000;3.900;2.000;1.900;2.000;2.000
        Andorra;1.000;900;500;450;500;450
Fuente: Instituto Nacional de Estadística
`, `B6 6502282 total _T _T 2024
G8 56500 data DEU F 2023
C12 3900 total ALB _T 2023`},
		{"labels on the first row of their group only", `"05196: Population, by sex, age, citizenship, contents and year",,,,,
,,,,,
,,,Persons,Persons,Persons
,,,2022,2023,2024
Males,0-14 years,Norway,400000,401000,402000
,,Sweden,2000,2100,2200
,,Denmark,1000,1100,1200
,15-24 years,Norway,300000,301000,302000
,,Sweden,1500,1600,1700
,,Denmark,700,750,800
Females,0-14 years,Norway,390000,391000,392000
,,Sweden,1900,2000,2100
,,Denmark,900,1000,1100
,15-24 years,Norway,290000,291000,292000
,,Sweden,1400,1500,1600
,,Denmark,650,700,750
`, `D5 400000 data NOR M Y0T14 2022
F8 302000 data NOR M Y15T24 2024
F16 750 data DNK F Y15T24 2024`},
		{"regions, then countries, each with a total", `"Table 3. PERSONS OBTAINING LAWFUL PERMANENT RESIDENT STATUS BY REGION AND COUNTRY OF BIRTH: FISCAL YEARS 2020 TO 2022",,,
Region and country of birth,2020,2021,2022
REGION,,,
   Total,"707,362","740,002","1,018,349"
Africa,"76,649","65,000","89,571"
Asia,"272,597","295,306","414,951"
COUNTRY,,,
   Total,"707,362","740,002","1,018,349"
Afghanistan,"11,407","9,681","14,000"
Albania,"3,672","3,100","4,400"
Andorra,D,-,D
Angola,700,650,812
"D Data withheld to limit disclosure. - Represents zero.",,,
`, `B4 707362 total _T 2020
C5 65000 subtotal 002 2021
B9 11407 data AFG 2020
B11 missing AND 2020
D12 812 data AGO 2022`},
		{"marks of depth before names, in German", `Ständige ausländische Wohnbevölkerung nach Staatsangehörigkeit;;;
;2021;2022;2023
Staatsangehörigkeit - Total;2190293;2241854;2313000
>> Europa;1820000;1850000;1900000
...... Deutschland;311000;315000;323000
...... Frankreich;151000;155000;163000
...... Italien;327000;329000;338000
>> Afrika;112000;118000;125000
...... Algerien;3500;3600;3700
`, `B3 2190293 total _T 2021
C4 1850000 subtotal 150 2022
D5 323000 data DEU 2023
B9 3500 data DZA 2021`},
		{"counts and shares side by side, under heads that say just that", `Immigration by country of citizenship,,,,
Country of citizenship,2015,,2016,
,Number,%,Number,%
Norway,100,10.0,120,11.5
Sweden,200,20.0,210,20.1
Denmark,700,70.0,715,68.4
Total,1000,100.0,1045,100.0
`, `B4 100 data NOR 2015
C4 10.0 derived NOR 2015
D6 715 data DNK 2016
B7 1000 total _T 2015`},
		{"of which women", `Foreign population by citizenship 2015,,,
Citizenship,Total,of which women,of which men
Norway,100,55,45
Sweden,200,90,110
Denmark,700,350,350
`, `B3 100 total NOR _T 2015
C4 90 data SWE F 2015
D5 350 data DNK M 2015`},
		{"in two languages", `Tableau 1. Étrangers selon la nationalité / Foreigners by citizenship,,,
Pays / Country,Hommes / Men,Femmes / Women,Total
Norvège / Norway,1,2,3
Suède / Sweden,3,4,7
Total,4,6,10
`, `B3 1 data NOR M
C4 4 data SWE F
D5 10 total _T _T`},
		{"dots that lead to the figures, days of stock", `Foreign-born population by country of birth,,
Country of birth,1 Jan. 2014,1 Jan. 2015
Norway ..........,100,110
Sweden ..........,200,220
Total ..........,300,330
`, `B3 100 data NOR 2014-01-01
C5 330 total _T 2015-01-01`},
		{"year and measure in one head", `Country,Sex,Age,2014 Number,2014 Rate per 1 000,2015 Number,2015 Rate per 1 000
Norway,Men,0-14,10,1.2,11,1.3
Norway,Women,0-14,12,1.4,13,1.5
Sweden,Men,0-14,14,1.6,15,1.7
`, `D2 10 data NOR M Y0T14 2014
E2 1.2 derived NOR M Y0T14 2014
F3 13 data NOR F Y0T14 2015`},
		{"codes of a data base", `citizen;sex;age;time;value
NO;M;Y0-14;2015;10
NO;F;Y0-14;2015;12
SE;M;Y_GE65;2015;14
SE;T;TOTAL;2015;99
TOTAL;T;TOTAL;2015;400
`, `E2 10 data NOR M Y0T14 2015
E4 14 data SWE M Y_GE65 2015
E6 400 total _T _T _T 2015`},
		{"Russian, with words between heads", `Численность иностранных граждан по странам гражданства на конец 2015 года, человек;;;
;Всего;в том числе;
;;мужчины;женщины
Всего;100;60;40
из них:;;;
Украина;50;30;20
Узбекистан;30;20;10
Другие страны;20;10;10
`, `B4 100 total _T _T 2015
C6 30 data UKR M 2015
D8 10 data [Другие страны] F 2015`},
		{"men and women below each country", `Foreign residents by citizenship and sex,,
Citizenship / sex,2014,2015
Norway,100,110
  Men,55,60
  Women,45,50
Sweden,200,220
  Men,120,130
  Women,80,90
Total,300,330
  Men,175,190
  Women,125,140
`, `B3 100 total NOR _T 2014
C4 60 data NOR M 2015
B5 45 data NOR F 2014
C8 90 data SWE F 2015
B10 175 total _T M 2014`},
		{"months down, years across", `Immigration by month,,,
Month,2013,2014,2015
January,10,11,12
February,20,21,22
March,30,31,32
Total,60,63,66
`, `B3 10 data 2013-01
D5 32 data 2015-03
C6 63 total 2014`},
		{"totals of regions after their countries", `Immigration by country of citizenship 2015,
Country,Persons
Norway,100
Sweden,200
Total Europe,300
Chile,5
Peru,6
Total Americas,11
Grand total,311
`, `B3 100 data NOR _T 2015
B5 300 subtotal 150 _T 2015
B8 11 subtotal 019 _T 2015
B9 311 total _T _T 2015`},
		{"days written with dashes, in Dutch", `Bevolking naar nationaliteit;;;
Nationaliteit;1-1-2014;1-1-2015;1-1-2016
Duitsland;1.100;1.200;1.300
België;2.100;2.200;2.300
Totaal;3.200;3.400;3.600
`, `B3 1100 data DEU 2014-01-01
C4 2200 data BEL 2015-01-01`},
		{"three rows of heads", `Immigrants by citizenship;;;;;;;;
;2014;;;;2015;;;
;Men;;Women;;Men;;Women;
Citizenship;0-14;15+;0-14;15+;0-14;15+;0-14;15+
Norway;1;2;3;4;5;6;7;8
Sweden;11;12;13;14;15;16;17;18
`, `B5 1 data NOR M Y0T14 2014
E6 14 data SWE F Y_GE15 2014
I5 8 data NOR F Y_GE15 2015`},
		{"two tables, the year in a line above each", `Foreign-born by country of birth and age,,
Year: 2014,,
Country of birth,0-14,15+
Norway,1,2
Sweden,3,4
,,
Year: 2015,,
Country of birth,0-14,15+
Norway,5,6
Sweden,7,8
`, `B4 1 data NOR Y0T14 2014
C9 6 data NOR Y_GE15 2015`},
		{"figures with marks, in brackets, suppressed", `Immigration by citizenship;;
Citizenship;2014;2015
Norway;1 234¹;(56)
Sweden;2 345 *;1 020 r
Denmark;[12];–
Finland;< 5;5-9
`, `B3 1234 data NOR 2014
C3 56 data NOR 2015
C4 1020 data SWE 2015
C5 missing DNK 2015
B6 missing FIN 2014`},
		{"regions of the country with totals of citizenship", `Region,Citizenship,2014,2015
Oslo,Total,300,330
,Norway,100,110
,Sweden,200,220
Bergen,Total,30,33
,Norway,10,11
,Sweden,20,22
`, `C2 300 total _T 2014
D4 220 data SWE 2015
C5 30 total _T 2014`},
		{"ages below each country", `Foreign-born by country of birth and age,,
,2014,2015
Norway,,
0-14,1,2
15-64,3,4
65+,5,6
Sweden,,
0-14,11,12
15-64,13,14
65+,15,16
`, `B4 1 data NOR Y0T14 2014
C6 6 data NOR Y_GE65 2015
B9 13 data SWE Y15T64 2014`},
		{"the share of women beside their number", `Immigrants 2015 by citizenship;;;;
;Total;Men;Women;% women
Total;30;14;16;53,3
Europe;20;10;10;50,0
 of which EU;12;6;6;50,0
 Norway;8;4;4;50,0
Africa;10;4;6;60,0
`, `B3 30 total _T _T 2015
D4 10 subtotal 150 F 2015
E4 50 derived 150 F 2015`},
		{"countries across, years down with marks", `Immigration;;;;
Year;Norway;Sweden;Other;Total
2013;1;2;3;6
2014;4;5;6;15
2015p;7;8;9;24
`, `B3 1 data NOR 2013
D4 6 data [Other] 2014
E5 24 total _T 2015`},
		{"Austrian, sexes under years", `Statistisches Amt;;;;
Zuwanderung nach Staatsangehörigkeit und Geschlecht;;;;
;2014;;2015;
Staatsangehörigkeit;männlich;weiblich;männlich;weiblich
Insgesamt;100;90;110;95
Deutschland;10;9;11;10
Österreich;20;19;21;20
Sonstige;70;62;78;65
`, `B5 100 total _T M 2014
C6 9 data DEU F 2014
E7 20 data AUT F 2015`},
		{"two measures over years", `Asylum applicants by citizenship,,,,
Citizenship,First-time applicants,,Repeat applicants,
,2014,2015,2014,2015
Syria,100,200,5,6
Eritrea,50,60,7,8
Stateless,5,6,0,1
Unknown,1,1,0,0
Total,156,267,12,15
`, `B4 100 data SYR 2014
E5 8 data ERI 2015
C6 6 data [Stateless] 2015
D7 0 data [Unknown] 2014`},
		{"names with long descriptions", `"Population on 1 January by country of birth",,,
GEO/TIME,2014,2015,2016
Germany (until 1990 former territory of the FRG),1,2,3
Kosovo (under United Nations Security Council Resolution 1244/99),4,5,6
European Union - 28 countries,7,8,9
`, `B3 1 data DEU 2014
C4 5 data XKX 2015
D5 9 subtotal [European Union - 28 countries] 2016`},
	} {
		t.Run(c.name, func(t *testing.T) {
			file, err := reader.ReadBytes(context.Background(), "table.csv", []byte(c.text), reader.Options{})
			if err != nil {
				t.Fatal(err)
			}
			reading, err := intake.Recognise(context.Background(), file, intake.RecogniseOptions{})
			if err != nil {
				t.Fatal(err)
			}
			found := map[string]string{}
			for f := range reading.Figures() {
				var said []string
				for _, word := range []string{f.Cell, f.Value, string(f.Kind), f.Area, f.Sex, f.Age, f.Time} {
					if word != "" {
						said = append(said, word)
					}
				}
				found[f.Cell] = strings.Join(said, " ")
			}
			for _, want := range strings.Split(c.want, "\n") {
				cell, _, _ := strings.Cut(want, " ")
				if found[cell] != want {
					t.Errorf("got %q, want %q", found[cell], want)
				}
			}
		})
	}
}
