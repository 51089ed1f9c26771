package label

import (
	"fmt"
	"regexp"
	"strings"
)

var (
	yearOnly    = regexp.MustCompile(`^(?:year |annee |ano |anno |jahr |ar |fy ?|calendar year )?((?:18|19|20)\d\d)(?: ?(?:p|e|r|b|ᵖ|ᵉ|ʳ|prov|est|prel|census|rev)\.?| total| insgesamt|年末?|年度| ?г\.?| года?| ?년)?$`)
	totalYear   = regexp.MustCompile(`^total ((?:19|20)\d\d)$`)
	yearYear    = regexp.MustCompile(`^(?:fy ?)?((?:18|19|20)\d\d) ?[-/] ?((?:18|19|20)?\d\d)$`)
	yearQuarter = regexp.MustCompile(`^((?:19|20)\d\d) ?-? ?[qtrk]([1-4])$`)
	quarterYear = regexp.MustCompile(`^(?:[qtk]|quarter |trimestre |kv )([1-4]) ?-? ?((?:19|20)\d\d)$`)
	quarter     = regexp.MustCompile(`^(?:q|t|k|quarter |qtr |trimestre )([1-4])(?: total)?$`)
	yearMonth   = regexp.MustCompile(`^((?:19|20)\d\d)[-m/.](0[1-9]|1[0-2])$`)
	day         = regexp.MustCompile(`^((?:19|20)\d\d)-(\d\d)-(\d\d)(?:[t ]00:00(?::00)?)?$`)
	dayFirst    = regexp.MustCompile(`^(\d{1,2})([-./])([01]?\d)[-./]((?:19|20)\d\d)$`)
	eastDay     = regexp.MustCompile(`((?:19|20)\d\d)[年년] ?(\d{1,2})[月월](?: ?(\d{1,2})[日일])?`)
	quarterOf   = regexp.MustCompile(`^((?:19|20)\d\d)[年년] ?(?:第)?([1-4]) ?(?:四半期|季度|/ ?4 ?분기|분기)$`)
	nthQuarter  = regexp.MustCompile(`^([1-4]|i|ii|iii|iv)(?:st|nd|rd|th|er|e|ere|eme|o|º|ª|-?[йи])?[ .]*(?:quarter|qtr|quartal|kvartal|kwartaal|kwartal|ctvrtleti|trimestre|trim|квартал|квартал)\.?(?: (?:of |de |del |г\. ?)?((?:19|20)\d\d))?$`)
	anyYear     = regexp.MustCompile(`(?:^|[^\d])((?:19|20)\d\d)(?:$|[^\d])`)
	yearSpan    = regexp.MustCompile(`\b(?:19|20)\d\d ?(?:-|–|—|/|to|à|a|y|e|and|et|und|bis|до|по|至|～|~) ?(?:(?:19|20)\d\d|\d\d)\b`)
	isoDay      = regexp.MustCompile(`\b(?:19|20)\d\d-[01]\d-[0-3]\d\b`)
	dottedDay   = regexp.MustCompile(`\b[0-3]?\d[-./] ?[01]?\d[-./] ?(?:19|20)\d\d\b`)
	yearEnding  = regexp.MustCompile(`^(?:ye|year|12 months|twelve months) (?:to|ending|ended|end) (?:the )?(?:\d\d? )?(\pL+) ((?:19|20)\d\d)$`)
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
	if m, ok := eastern(s); ok {
		return m, true
	}
	if p := quarterOf.FindStringSubmatch(s); p != nil {
		return timeMeaning(p[1]+"-Q"+p[2], 0.95), true
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
		return timeMeaning(p[1]+"-"+p[2]+"-"+p[3], 0.97), true
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
	if p := dayFirst.FindStringSubmatch(s); p != nil && number(p[1]) >= 1 && number(p[1]) <= 31 && number(p[3]) >= 1 && number(p[3]) <= 12 {
		// With points the day stands first everywhere; with strokes, in most places.
		certain := p[2] == "." || number(p[1]) > 12 || number(p[1]) == number(p[3])
		confidence := 0.6
		if certain {
			confidence = 0.9
		}
		return timeMeaning(fmt.Sprintf("%s-%02d-%02d", p[4], number(p[3]), number(p[1])), confidence), true
	}
	return timeInWords(Fold(s))
}

// eastern reads "2022年12月31日" or "2022年12月".
func eastern(s string) (Meaning, bool) {
	p := eastDay.FindStringSubmatch(s)
	if p == nil || p[0] != s || number(p[2]) < 1 || number(p[2]) > 12 || number(p[3]) > 31 {
		return Meaning{}, false
	}
	code := fmt.Sprintf("%s-%02d", p[1], number(p[2]))
	if p[3] != "" {
		code += fmt.Sprintf("-%02d", number(p[3]))
	}
	return timeMeaning(code, 0.95), true
}

// MonthOf reads "2015-03", which among years may be two of them.
func MonthOf(text string) (Meaning, bool) {
	p := yearMonth.FindStringSubmatch(strings.TrimSpace(text))
	if p == nil {
		return Meaning{}, false
	}
	return timeMeaning(p[1]+"-"+p[2], 0.93), true
}

// aroundDates are the words that stand among those of a date and say nothing.
var aroundDates = meant(map[string]bool{"of|de|del|di|da|do|the|a|to|bis|por|tot|till|по|до|total|to|on|at|au|le|el|al|am|den|der|per|as|as at|as of|zum|stand|г|года|год|на|от|í|i|d|op|w|dnia|stav|k": true})

// wholeYears are the words that make a date of a year no less than the year:
// its end, or the census taken in it.
var wholeYears = meant(map[string]bool{"end|ende|fin|final|mid|mitte|milieu|year|census|recensement|censo|mid year|midyear|finales|slutten|konec|koniec|конец": true})

// dayIn reads "1", "1er", "31st" or "1°" as a day of a month, or 0.
func dayIn(word string) int {
	if len(word) > 4 {
		return 0
	}
	n := number(strings.TrimRight(word, "erstndho"))
	if n > 31 {
		return 0
	}
	return n
}

// timeInWords reads "march 2015", "31 december 2015", "jan mar 1997".
func timeInWords(folded string) (Meaning, bool) {
	if p := yearEnding.FindStringSubmatch(folded); p != nil {
		year := number(p[2])
		switch months[p[1]] {
		case 12:
			return timeMeaning(p[2], 0.9), true
		case 6:
			return timeMeaning(fmt.Sprintf("%d/%d", year-1, year), 0.85), true
		}
		return Meaning{}, false
	}
	words := strings.Fields(folded)
	if len(words) == 0 || len(words) > 6 {
		return Meaning{}, false
	}
	var at []int
	year, dayOf, whole := 0, 0, false
	for i := 0; i < len(words); i++ {
		word := words[i]
		if i+1 < len(words) && months[word] == 0 && months[word+" "+words[i+1]] != 0 {
			word += " " + words[i+1] // Arabic months of two words
			i++
		}
		n := number(word)
		month, isMonth := months[word]
		switch {
		case isMonth:
			at = append(at, month)
		case len(word) == 4 && n >= 1800 && n < 2100 && year == 0:
			year = n
		case len(at) <= 1 && dayOf == 0 && dayIn(word) > 0:
			dayOf = dayIn(word)
		case wholeYears[word]:
			whole = true
		case aroundDates[word]:
		default:
			return Meaning{}, false
		}
	}
	switch {
	case whole && year != 0 && dayOf == 0 && len(at) == 0:
		return timeMeaning(fmt.Sprintf("%d", year), 0.85), true
	case whole:
	case len(at) == 1 && year != 0 && dayOf != 0:
		return timeMeaning(fmt.Sprintf("%d-%02d-%02d", year, at[0], dayOf), 0.95), true
	case len(at) == 1 && year != 0:
		return timeMeaning(fmt.Sprintf("%d-%02d", year, at[0]), 0.95), true
	case len(at) == 1 && dayOf == 0 && len(words) <= 2:
		return timeMeaning(fmt.Sprintf("M%02d", at[0]), 0.85), true
	case len(at) == 2 && at[1] == at[0]+2 && at[0]%3 == 1 && dayOf == 0:
		if year == 0 {
			return timeMeaning(fmt.Sprintf("Q%d", at[1]/3), 0.85), true
		}
		return timeMeaning(fmt.Sprintf("%d-Q%d", year, at[1]/3), 0.95), true
	}
	return Meaning{}, false
}

// monthsBefore reports whether a month stands right before others, "January to
// March 2020", and whether they are all of the year.
func monthsBefore(words []string, at int, code string) (whole, several bool) {
	for at--; at >= 0 && aroundDates[words[at]]; at-- {
	}
	if at < 0 || months[words[at]] == 0 {
		return false, false
	}
	return months[words[at]] == 1 && (strings.HasSuffix(code, "-12") || strings.HasSuffix(code, "-12-31")), true
}

// digits are those of a text.
func digits(text string) string {
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, text)
}

// onlyYear is the one year that a text names, or "".
func onlyYear(text string) string {
	found := ""
	for _, word := range strings.Fields(Fold(WesternDigits(text))) {
		if year := anyYear.FindStringSubmatch(word); year != nil {
			if found != "" && found != year[1] {
				return ""
			}
			found = year[1]
		}
	}
	return found
}

// TimeIn finds the one period that a title speaks of, if it is only one: a
// day, a month, a year or a split year.
func TimeIn(title string) (Meaning, bool) {
	var found []string
	rest := isoDay.ReplaceAllStringFunc(timeMarks.Replace(WesternDigits(title)), func(day string) string {
		found = append(found, day)
		return " "
	})
	rest = eastDay.ReplaceAllStringFunc(rest, func(day string) string {
		m, ok := eastern(day)
		if !ok {
			return day
		}
		found = append(found, m.Code)
		return " "
	})
	rest = dottedDay.ReplaceAllStringFunc(rest, func(day string) string {
		if m, ok := TimeOf(strings.ReplaceAll(day, " ", "")); ok && m.Confidence > Certain {
			found = append(found, m.Code)
			return " "
		}
		return day
	})
	switch spans := yearSpan.FindAllString(rest, 2); len(spans) {
	case 0:
	case 1:
		m, ok := TimeOf(spans[0])
		if rest = strings.Replace(rest, spans[0], " ", 1); !ok || !strings.Contains(m.Code, "/") || len(digits(spans[0])) == 8 && !strings.Contains(spans[0], "/") {
			return Meaning{}, false
		}
		found = append(found, m.Code)
	default:
		return Meaning{}, false
	}
	words := strings.Fields(Fold(rest))
	for i, word := range words {
		year := anyYear.FindStringSubmatch(word)
		if year == nil {
			continue
		}
		code, allYear := year[1], false
		if word == code {
			for from := max(0, i-5); from < i; from++ {
				m, ok := TimeOf(strings.Join(words[from:i+1], " "))
				if allYear = ok && m.Code == code && from < i; allYear {
					break // "12 months to December 2021"
				}
				if ok && m.Code != code && strings.Contains(m.Code, code) {
					if code = m.Code; len(code) == 7 || len(code) == 10 {
						whole, several := monthsBefore(words, from, code)
						if several && !whole || from > 0 && (words[from-1] == "ending" || words[from-1] == "ended") {
							return Meaning{}, false
						}
						if allYear = whole; whole {
							code = code[:4]
						}
					}
					break
				}
			}
			if len(code) == 4 && !allYear && i > 0 && (months[words[i-1]] != 0 || i > 1 && months[words[i-2]] != 0) {
				return Meaning{}, false // several months, or the end of a year of other months
			}
		}
		if len(found) == 0 || found[len(found)-1] != code {
			found = append(found, code)
		}
	}
	if len(found) != 1 {
		return Meaning{}, false
	}
	return timeMeaning(found[0], 0.85), true
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

// OfYear puts a month or quarter without its year into the year that is said
// elsewhere.
func OfYear(part, year string) string {
	if part == "" || part[0] != 'M' && part[0] != 'Q' || len(year) < 4 || strings.Contains(year, "/") {
		return part
	}
	whole, _ := Compose(part, year[:4])
	return whole
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
