package layouts

import (
	"fmt"
	"strconv"
	"strings"
)

// parts are the months or quarters of a year or two, in one head or two, with
// the year's total or without.
func (m *maker) parts() []tableAxis {
	first := m.between(2005, 2024)
	var years, parts tableAxis
	years.concept, parts.concept = "time", "part"
	for y := range m.between(1, 2) {
		text := strconv.Itoa(first + y)
		years.labels = append(years.labels, tableLabel{text, text, false, false})
	}
	if m.chance(50) {
		for q := 1; q <= 4; q++ {
			parts.labels = append(parts.labels, tableLabel{fmt.Sprintf("Q%d", q), fmt.Sprintf("-Q%d", q), false, false})
		}
	} else {
		for i, name := range months[m.lang] {
			parts.labels = append(parts.labels, tableLabel{name, fmt.Sprintf("-%02d", i+1), false, false})
		}
	}
	if m.chance(40) {
		return []tableAxis{years, parts}
	}
	// One head: "Jan 2015".
	one := tableAxis{concept: "time"}
	style := m.between(1, 2)
	for _, y := range years.labels {
		for _, p := range parts.labels {
			text := p.text + " " + y.text
			if style == 2 {
				text = y.text + p.code
			}
			one.labels = append(one.labels, tableLabel{text, y.code + p.code, false, false})
		}
	}
	return []tableAxis{one}
}

var months = map[string][]string{
	"en": {"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"},
	"fr": {"Janvier", "Février", "Mars", "Avril", "Mai", "Juin", "Juillet", "Août", "Septembre", "Octobre", "Novembre", "Décembre"},
	"es": {"Enero", "Febrero", "Marzo", "Abril", "Mayo", "Junio", "Julio", "Agosto", "Septiembre", "Octubre", "Noviembre", "Diciembre"},
	"ru": {"Январь", "Февраль", "Март", "Апрель", "Май", "Июнь", "Июль", "Август", "Сентябрь", "Октябрь", "Ноябрь", "Декабрь"},
	"ar": {"يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"},
	"zh": {"1月", "2月", "3月", "4月", "5月", "6月", "7月", "8月", "9月", "10月", "11月", "12月"},
}

// matrix is a table of countries by countries.
func (m *maker) matrix(year string) shape {
	origin, destination := m.areas(), m.areas()
	for i := range destination.labels {
		destination.labels[i].text = strings.TrimSpace(destination.labels[i].text)
	}
	s := shape{year: year, corner: one(m, []string{"Origin (rows), destination (columns)", "Country of birth (down) by country of residence (across)", "Pays d’origine (lignes), pays de destination (colonnes)"})}
	origin.concept, destination.concept = "counterpart", "area"
	s.down, s.across = []tableAxis{origin}, []tableAxis{destination}
	return s
}
