package label

import (
	"fmt"
	"regexp"
	"strings"
)

var (
	yearOnly    = regexp.MustCompile(`^(?:year |annee |ano |fy ?|calendar year )?((?:18|19|20)\d\d)(?: ?(?:p|e|r|b|ᵖ|ᵉ|ʳ|prov|est|prel)\.?| total|年|年度| ?г\.?| год)?$`)
	totalYear   = regexp.MustCompile(`^total ((?:19|20)\d\d)$`)
	yearYear    = regexp.MustCompile(`^(?:fy ?)?((?:18|19|20)\d\d) ?[-/] ?((?:18|19|20)?\d\d)$`)
	yearQuarter = regexp.MustCompile(`^((?:19|20)\d\d) ?-? ?[qtr]([1-4])$`)
	quarterYear = regexp.MustCompile(`^(?:[qt]|quarter |trimestre )([1-4]) ?-? ?((?:19|20)\d\d)$`)
	quarter     = regexp.MustCompile(`^(?:q|t|quarter |qtr |trimestre )([1-4])(?: total)?$`)
	yearMonth   = regexp.MustCompile(`^((?:19|20)\d\d)[-m/.](0[1-9]|1[0-2])$`)
	day         = regexp.MustCompile(`^((?:19|20)\d\d)-(\d\d)-(\d\d)$`)
	dayFirst    = regexp.MustCompile(`^(\d{1,2})[-./]([01]?\d)[-./]((?:19|20)\d\d)$`)
	monthOf     = regexp.MustCompile(`^((?:19|20)\d\d)年 ?(\d{1,2})月$`)
	nthQuarter  = regexp.MustCompile(`^([1-4]|i|ii|iii|iv)(?:st|nd|rd|th|er|e|ere|eme|o|º|ª|-?[йи])?[ .]*(?:quarter|qtr|trimestre|trim|квартал)\.?(?: (?:of |de |del |г\. ?)?((?:19|20)\d\d))?$`)
	anyYear     = regexp.MustCompile(`\b(?:19|20)\d\d\b`)
	yearSpan    = regexp.MustCompile(`\b(?:19|20)\d\d ?(?:-|–|—|/|to|à|and|et) ?(?:(?:19|20)\d\d|\d\d)\b`)
)

var timeMarks = strings.NewReplacer("–", "-", "—", "-", "−", "-", "‐", "-", "‑", "-", "\u00a0", " ", "é", "e", "ñ", "n", "(", " ", ")", " ")

// TimeOf reads a year, a quarter, a month, a day or a longer period. Months
// and quarters without their year are given as M03 and Q1, for Compose.
func TimeOf(text string) (Meaning, bool) {
	bare := Bare(text, false)
	if len(bare) > 48 {
		return Meaning{}, false
	}
	s := timeMarks.Replace(strings.ToLower(WesternDigits(bare)))
	s = strings.TrimSpace(blanks.ReplaceAllString(s, " "))
	if s == "" {
		return Meaning{}, false
	}
	if p := yearOnly.FindStringSubmatch(s); p != nil {
		return timeMeaning(p[1], 0.97), true
	}
	if p := monthOf.FindStringSubmatch(s); p != nil && number(p[2]) >= 1 && number(p[2]) <= 12 {
		return timeMeaning(fmt.Sprintf("%s-%02d", p[1], number(p[2])), 0.95), true
	}
	if p := nthQuarter.FindStringSubmatch(s); p != nil {
		n := map[string]string{"i": "1", "ii": "2", "iii": "3", "iv": "4"}[p[1]]
		if n == "" {
			n = p[1]
		}
		if p[2] == "" {
			return timeMeaning("Q"+n, 0.9), true
		}
		return timeMeaning(p[2]+"-Q"+n, 0.95), true
	}
	if p := totalYear.FindStringSubmatch(s); p != nil {
		return timeMeaning(p[1], 0.95), true
	}
	if p := yearYear.FindStringSubmatch(s); p != nil {
		from, to := number(p[1]), number(p[2])
		if len(p[2]) == 2 {
			if to += from / 100 * 100; from%100 == 99 && to%100 == 0 {
				to += 100
			}
		}
		isMonth := yearMonth.MatchString(s)
		switch {
		case to == from+1:
			return timeMeaning(fmt.Sprintf("%d/%d", from, to), 0.95), true
		case to > from && !isMonth:
			return timeMeaning(fmt.Sprintf("%d-%d", from, to), 0.93), true
		case to > from:
			// 2010-12: a month among months, or three years.
			return timeMeaning(p[1]+"-"+p[2], 0.6), true
		case !isMonth:
			return Meaning{}, false
		}
	}
	if p := day.FindStringSubmatch(s); p != nil {
		return timeMeaning(s, 0.97), true
	}
	if p := yearMonth.FindStringSubmatch(s); p != nil {
		return timeMeaning(p[1]+"-"+p[2], 0.95), true
	}
	if p := yearQuarter.FindStringSubmatch(s); p != nil {
		return timeMeaning(p[1]+"-Q"+p[2], 0.96), true
	}
	if p := quarterYear.FindStringSubmatch(s); p != nil {
		return timeMeaning(p[2]+"-Q"+p[1], 0.96), true
	}
	if p := quarter.FindStringSubmatch(s); p != nil {
		return timeMeaning("Q"+p[1], 0.9), true
	}
	if p := dayFirst.FindStringSubmatch(s); p != nil && number(p[1]) <= 31 {
		if number(p[1]) > 12 || number(p[1]) == number(p[2]) || number(p[1]) == 1 && number(p[2]) == 1 {
			return timeMeaning(fmt.Sprintf("%s-%02d-%02d", p[3], number(p[2]), number(p[1])), 0.9), true
		}
		return timeMeaning(fmt.Sprintf("%s-%02d-%02d", p[3], number(p[2]), number(p[1])), 0.6), true
	}
	return timeInWords(Fold(s))
}

// MonthOf reads "2015-03", which among years may be two of them.
func MonthOf(text string) (Meaning, bool) {
	p := yearMonth.FindStringSubmatch(strings.TrimSpace(text))
	if p == nil {
		return Meaning{}, false
	}
	return timeMeaning(p[1]+"-"+p[2], 0.93), true
}

// timeInWords reads "march 2015", "31 december 2015", "jan mar 1997".
func timeInWords(folded string) (Meaning, bool) {
	words := strings.Fields(folded)
	if len(words) == 0 || len(words) > 5 {
		return Meaning{}, false
	}
	var at []int
	year, dayOf := 0, 0
	for _, word := range words {
		n := number(word)
		month, isMonth := months[word]
		switch {
		case isMonth:
			at = append(at, month)
		case len(word) == 4 && n >= 1800 && n < 2100 && year == 0:
			year = n
		case (len(word) <= 2 || word == "1er" || word == "1st" || word == "31st") && len(at) <= 1 && dayOf == 0 && number(strings.TrimRight(word, "erst")) >= 1 && number(strings.TrimRight(word, "erst")) <= 31:
			dayOf = number(strings.TrimRight(word, "erst"))
		case word == "of" || word == "de" || word == "total" || word == "to" || word == "on" || word == "at" || word == "au" || word == "as":
		default:
			return Meaning{}, false
		}
	}
	switch {
	case len(at) == 1 && year != 0 && dayOf != 0:
		return timeMeaning(fmt.Sprintf("%d-%02d-%02d", year, at[0], dayOf), 0.95), true
	case len(at) == 1 && year != 0:
		return timeMeaning(fmt.Sprintf("%d-%02d", year, at[0]), 0.95), true
	case len(at) == 1 && dayOf == 0 && len(words) <= 2:
		return timeMeaning(fmt.Sprintf("M%02d", at[0]), 0.85), true
	case len(at) == 2 && at[1] == at[0]+2 && at[0]%3 == 1:
		if year == 0 {
			return timeMeaning(fmt.Sprintf("Q%d", at[1]/3), 0.85), true
		}
		return timeMeaning(fmt.Sprintf("%d-Q%d", year, at[1]/3), 0.95), true
	}
	return Meaning{}, false
}

// TimeIn finds the one year that a title speaks of, if it is only one.
func TimeIn(title string) (Meaning, bool) {
	if yearSpan.MatchString(title) {
		return Meaning{}, false
	}
	found := ""
	for _, year := range anyYear.FindAllString(title, -1) {
		if found != "" && found != year {
			return Meaning{}, false
		}
		found = year
	}
	if found == "" {
		return Meaning{}, false
	}
	return timeMeaning(found, 0.85), true
}

// Compose puts a year and a part of a year together: 2015 and Q1 and M02 give
// 2015-02. It returns false where the parts contradict each other.
func Compose(parts ...string) (string, bool) {
	year, part, whole := "", "", ""
	for _, p := range parts {
		switch {
		case p == "":
		case p[0] == 'Q' || p[0] == 'M':
			if part == "" || p[0] == 'M' && part[0] == 'Q' {
				part = p
			} else if p[0] == part[0] && p != part {
				return "", false
			}
		case len(p) == 4:
			if year != "" && year != p {
				return "", false
			}
			year = p
		default:
			if whole != "" && whole != p {
				return "", false
			}
			whole = p
		}
	}
	switch {
	case whole != "":
		return whole, year == "" || strings.Contains(whole, year)
	case part == "":
		return year, true
	case year == "":
		return part, true
	case part[0] == 'M':
		return year + "-" + part[1:], true
	}
	return year + "-" + part, true
}

// Fineness orders periods: 1 a longer period, 2 a year, 3 a quarter, 4 a
// month, 5 a day, 0 none.
func Fineness(code string) int {
	switch {
	case code == "":
		return 0
	case len(code) == 4, strings.Contains(code, "/"):
		return 2
	case strings.Contains(code, "Q"):
		return 3
	case len(code) == 7, code[0] == 'M':
		return 4
	case len(code) == 10:
		return 5
	}
	return 1
}

func timeMeaning(code string, confidence float64) Meaning {
	return Meaning{Concept: Time, Code: code, Confidence: confidence}
}
