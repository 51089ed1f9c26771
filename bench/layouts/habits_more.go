package layouts

import (
	"fmt"
	"strconv"

	"migraform/forms/intake/reader"
)

// people are the names of some countries' people in languages of offices.
var people = [][2]string{{"Afghan", "AFG"}, {"Syrian", "SYR"}, {"Iraqi", "IRQ"}, {"Eritrean", "ERI"}, {"Polish", "POL"}, {"Dutch", "NLD"}, {"Swiss", "CHE"}, {"Turkish", "TUR"}, {"British", "GBR"}, {"Ivorian", "CIV"}, {"Filipino", "PHL"},
	{"Marocaine", "MAR"}, {"Sénégalais", "SEN"}, {"Française", "FRA"}, {"Colombiana", "COL"}, {"Marroquí", "MAR"}, {"Española", "ESP"}, {"Syrische", "SYR"}, {"Poolse", "POL"}, {"Somalis", "SOM"}, {"Citizens of Serbia", "SRB"}, {"Norwegian nationals", "NOR"}}

func (m *maker) peoples() {
	row := m.top("Asylum applicants by citizenship and sex")
	m.put(row, 0, "Sex")
	m.put(row, 1, "Citizenship")
	first := m.year()
	for j := range 3 {
		m.putYear(row, 2+j, strconv.Itoa(first+j))
	}
	from := m.between(0, len(people)-1)
	at := row + 1
	for _, sex := range bothSexes[1:] {
		for i := range 8 {
			p := people[(from+i*3)%len(people)]
			m.put(at, 0, sex.text)
			m.put(at, 1, p[0])
			for j := range 3 {
				m.count(at, 2+j, m.any(), sex.under, under{area: p[1], time: strconv.Itoa(first + j)})
			}
			at++
		}
	}
}

func (m *maker) stockDays() {
	row := m.top("Valid residence permits by citizenship")
	m.put(row, 0, "Citizenship")
	first := m.year()
	style := one(m, []string{"30.6.%d", "%d-06-30", "30 June %d", "30/06/%d", "June 30, %d", "As of 30 June %d"})
	for j := range 3 {
		m.put(row, 1+j, fmt.Sprintf(style, first+j))
	}
	for i, a := range m.some(m.between(4, 9)) {
		m.put(row+1+i, 0, a.Name["en"])
		for j := range 3 {
			m.count(row+1+i, 1+j, m.any(), under{area: a.Code, time: fmt.Sprintf("%d-06-30", first+j)})
		}
	}
}

func (m *maker) monthsOfTitle() {
	y := m.year()
	title := one(m, []string{"Arrivals by nationality and month, %d", "Arrivals by nationality, January to December %d", "Arrivals by nationality in %d"})
	row := m.top(fmt.Sprintf(title, y))
	m.put(row, 0, "Nationality")
	names := one(m, [][]string{months["en"], months["fr"], {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"}, {"ene.", "feb.", "mar.", "abr.", "may.", "jun.", "jul.", "ago.", "sep.", "oct.", "nov.", "dic."}})
	for j, name := range names {
		m.put(row, 1+j, name)
	}
	m.put(row, 13, "Total")
	for i, a := range m.some(m.between(3, 7)) {
		m.put(row+1+i, 0, a.Name["en"])
		for j := range 12 {
			m.count(row+1+i, 1+j, m.any(), under{area: a.Code, time: fmt.Sprintf("%d-%02d", y, j+1)})
		}
		m.count(row+1+i, 13, m.any(), under{area: a.Code, time: strconv.Itoa(y), total: true})
	}
}

func (m *maker) dataBase() {
	heads := []string{"DATAFLOW", "LAST UPDATE", "freq", "citizen", "sex", "age", "unit", "geo", "TIME_PERIOD", "OBS_VALUE", "OBS_FLAG", "DECIMALS"}
	for k, head := range heads {
		m.put(0, k, head)
	}
	row := 1
	for _, c := range m.some(4) {
		for _, g := range m.some(3) {
			for _, sex := range []struct {
				code string
				under
			}{{"M", under{sex: "M"}}, {"F", under{sex: "F"}}, {"T", under{sex: "_T", total: true}}} {
				for _, age := range []struct {
					code string
					under
				}{{"Y15-19", under{age: "Y15T19"}}, {"Y_GE65", under{age: "Y_GE65"}}, {"TOTAL", under{age: "_T", total: true}}} {
					for k, text := range []string{"ESTAT:MIGR_IMM1CTZ(1.0)", "27/01/25 23:00:00", "A", c.Alpha2, sex.code, age.code, "NR", g.Alpha2} {
						m.put(row, k, text)
					}
					m.number(row, 8, 2022)
					m.count(row, 9, m.any(), under{area: g.Code, counterpart: c.Code, time: "2022"}, sex.under, age.under)
					m.number(row, 11, 0)
					row++
				}
			}
		}
	}
}

func (m *maker) sexBlocks() {
	y := strconv.Itoa(m.year())
	row := m.top("Foreign nationals by nationality and age group, 31 December " + y)
	ages := []struct {
		text string
		under
	}{{"All ages", under{age: "_T", total: true}}, {"0-14", under{age: "Y0T14"}}, {"15-64", under{age: "Y15T64"}}, {"65+", under{age: "Y_GE65"}}}
	countries := m.some(m.between(4, 8))
	again := m.chance(50) // heads stand over each block
	gap := m.between(0, 1)
	for k, sex := range bothSexes {
		if k == 0 || again {
			m.put(row, 0, "Nationality")
			for j, age := range ages {
				m.put(row, 1+j, age.text)
			}
			row++
		}
		m.put(row, 0, sex.text)
		m.merged = append(m.merged, reader.Range{Row: row, Col: 0, LastRow: row, LastCol: len(ages)})
		row++
		for _, a := range countries {
			m.put(row, 0, a.Name["en"])
			for j, age := range ages {
				m.count(row, 1+j, m.any(), under{area: a.Code, time: y + "-12-31"}, age.under, sex.under)
			}
			row++
		}
		row += gap
	}
}

func (m *maker) sexAndAge() {
	y := strconv.Itoa(m.year())
	row := m.top("Immigrants by citizenship, sex and age, " + y)
	m.put(row, 0, "Citizenship")
	style := one(m, []string{"%s %s", "%s_%s", "%s, %s", "%s - %s"})
	men := one(m, [][2]string{{"M", "F"}, {"Men", "Women"}, {"Male", "Female"}})
	col := 1
	countries := m.some(m.between(4, 8))
	for k, sex := range []string{"M", "F"} {
		for _, age := range [][2]string{{"0-14", "Y0T14"}, {"15-64", "Y15T64"}, {"65+", "Y_GE65"}} {
			m.put(row, col, fmt.Sprintf(style, men[k], age[0]))
			for i, a := range countries {
				m.put(row+1+i, 0, a.Name["en"])
				m.count(row+1+i, col, m.any(), under{area: a.Code, sex: sex, age: age[1], time: y})
			}
			col++
		}
	}
}

// tongue is what a small table says in another language.
type tongue struct {
	title, head    string
	total, men     string
	women          string
	countries      [][2]string
	unknown, other string
}

var tongues = []tongue{
	{"Ausländische Bevölkerung nach Staatsangehörigkeit und Geschlecht am 31.12.2022", "Staatsangehörigkeit", "Insgesamt", "männlich", "weiblich", [][2]string{{"Türkei", "TUR"}, {"Russische Föderation", "RUS"}, {"Vereinigte Staaten", "USA"}, {"Elfenbeinküste", "CIV"}, {"Kongo, Demokratische Republik", "COD"}}, "Ungeklärt und ohne Angabe", "Sonstige"},
	{"Popolazione straniera residente per cittadinanza e sesso al 31.12.2022", "Paese di cittadinanza", "Totale", "Maschi", "Femmine", [][2]string{{"Romania", "ROU"}, {"Regno Unito", "GBR"}, {"Costa d'Avorio", "CIV"}, {"Paesi Bassi", "NLD"}, {"Stati Uniti", "USA"}}, "Non indicato", "Altri paesi"},
	{"População estrangeira residente por nacionalidade e sexo, 31-12-2022", "Nacionalidade", "Total", "Homens", "Mulheres", [][2]string{{"Brasil", "BRA"}, {"Cabo Verde", "CPV"}, {"Reino Unido", "GBR"}, {"Países Baixos", "NLD"}, {"Coreia do Sul", "KOR"}}, "Desconhecida", "Outros países"},
	{"Bevolking naar nationaliteit en geslacht, 31 december 2022", "Nationaliteit", "Totaal", "Mannen", "Vrouwen", [][2]string{{"Duitsland", "DEU"}, {"Verenigde Staten van Amerika", "USA"}, {"Zuid-Korea", "KOR"}, {"Ivoorkust", "CIV"}, {"Voormalig Joegoslavië", "YUG"}}, "Onbekend", "Overige"},
	{"Utrikes födda efter födelseland och kön, 31 december 2022", "Födelseland", "Totalt", "män", "kvinnor", [][2]string{{"Tyskland", "DEU"}, {"Förenta staterna", "USA"}, {"Sydkorea", "KOR"}, {"Storbritannien och Nordirland", "GBR"}, {"Elfenbenskusten", "CIV"}}, "Uppgift saknas", "Övriga länder"},
	{"Cudzoziemcy według obywatelstwa i płci, 31 grudnia 2022", "Obywatelstwo", "Ogółem", "mężczyźni", "kobiety", [][2]string{{"Niemcy", "DEU"}, {"Stany Zjednoczone", "USA"}, {"Wielka Brytania", "GBR"}, {"Korea Południowa", "KOR"}, {"Ukraina", "UKR"}}, "Nieustalone", "Pozostałe"},
	{"Ülkelere göre yabancı nüfus, 31 Aralık 2022", "Ülke", "Toplam", "Erkek", "Kadın", [][2]string{{"Almanya", "DEU"}, {"Irak", "IRQ"}, {"Amerika Birleşik Devletleri", "USA"}, {"Güney Kore", "KOR"}, {"Hollanda", "NLD"}}, "Bilinmeyen", "Diğer"},
	{"国籍別在留外国人数（2022年12月31日）", "国籍", "総数", "男", "女", [][2]string{{"中国", "CHN"}, {"ベトナム", "VNM"}, {"米国", "USA"}, {"英国", "GBR"}, {"韓国", "KOR"}}, "不詳", "その他"},
	{"국적별 등록외국인 현황 (2022-12-31)", "국적", "총계", "남자", "여자", [][2]string{{"중국", "CHN"}, {"베트남", "VNM"}, {"미국", "USA"}, {"일본", "JPN"}, {"우즈베키스탄", "UZB"}}, "미상", "기타"},
}

func (m *maker) otherLanguages() {
	tongue := one(m, tongues)
	row := m.top(tongue.title)
	m.put(row, 0, tongue.head)
	sexes := []struct {
		text string
		under
	}{{tongue.men, under{sex: "M"}}, {tongue.women, under{sex: "F"}}, {tongue.total, under{sex: "_T", total: true}}}
	for j, sex := range sexes {
		m.put(row, 1+j, sex.text)
	}
	lines := append([][2]string{{tongue.total, "_T"}}, tongue.countries...)
	lines = append(lines, [2]string{tongue.unknown, "[" + tongue.unknown + "]"}, [2]string{tongue.other, "[" + tongue.other + "]"})
	for i, line := range lines {
		m.put(row+1+i, 0, line[0])
		for j, sex := range sexes {
			m.count(row+1+i, 1+j, m.any(), under{area: line[1], time: "2022-12-31", total: line[1] == "_T"}, sex.under)
		}
	}
}
