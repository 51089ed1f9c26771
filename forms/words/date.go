package words

import (
	"strings"
	"time"
	"unicode"
)

// ReadDate reads a day as people write it in any of the languages: 2025-06-30,
// 30.6.2025, 30/06/2025, 2025年6月30日, 30 juin 2025, June 30, 2025. Where both
// numbers could be the month, the day stands first, as it does in five of the
// languages and in the United Nations' English. Ok is false for what is no
// day of the calendar.
func ReadDate(text string) (day time.Time, ok bool) {
	var numbers []int
	lengths := []int{}
	month, monthAt := 0, -1
	for _, field := range strings.FieldsFunc(strings.ToLower(westernDigits(text)), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsMark(r) && !unicode.IsDigit(r)
	}) {
		for _, part := range digitsApart(field) {
			switch {
			case part[0] >= '0' && part[0] <= '9':
				n := 0
				if len(part) > 4 {
					return time.Time{}, false
				}
				for _, digit := range part {
					n = n*10 + int(digit-'0')
				}
				numbers, lengths = append(numbers, n), append(lengths, len(part))
			case monthsByName[part] > 0 && month == 0:
				month, monthAt = monthsByName[part], len(numbers)
			case !aroundDays[part]:
				return time.Time{}, false
			}
		}
	}
	y, m, d := 0, month, 0
	switch {
	case month > 0 && len(numbers) == 2 && lengths[1] == 4 && (monthAt == 0 || monthAt == 1):
		y, d = numbers[1], numbers[0]
	case month > 0 && len(numbers) == 2 && lengths[0] == 4 && monthAt == 1:
		y, d = numbers[0], numbers[1]
	case month == 0 && len(numbers) == 3 && lengths[0] == 4:
		y, m, d = numbers[0], numbers[1], numbers[2]
	case month == 0 && len(numbers) == 3 && lengths[2] == 4:
		if d, m, y = numbers[0], numbers[1], numbers[2]; m > 12 {
			d, m = m, d
		}
	default:
		return time.Time{}, false
	}
	day = time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC)
	return day, m >= 1 && m <= 12 && day.Day() == d && day.Month() == time.Month(m)
}

// digitsApart parts digits from the letters that stand at them: "30th",
// "2025年6月30日".
func digitsApart(field string) []string {
	var parts []string
	digits := false
	for i, r := range field {
		is := r >= '0' && r <= '9'
		if i == 0 || is != digits {
			parts = append(parts, "")
		}
		digits = is
		parts[len(parts)-1] += string(r)
	}
	return parts
}

// aroundDays are the words in a date that say nothing more.
var aroundDays = wordsOf("年 月 日 号 號 st nd rd th er re de del of the le el г года год سنة عام")

// monthsByName are the months in the six languages, whole and shortened, in
// the forms that stand in dates.
var monthsByName = monthsOf(
	"january jan janvier janv enero ene января январь янв يناير جانفي",
	"february feb février fevrier févr fevr febrero febr февраля февраль фев февр فبراير شباط فيفري",
	"march mar mars marzo марта март мар مارس آذار",
	"april apr avril avr abril abr апреля апрель апр أبريل ابريل نيسان أفريل",
	"may mai mayo мая май مايو أيار ماي",
	"june jun juin junio июня июнь июн يونيو يونيه حزيران جوان",
	"july jul juillet juil julio июля июль июл يوليو يوليه تموز جويلية",
	"august aug août aout agosto ago августа август авг أغسطس آب أوت",
	"september sep sept septembre septiembre setiembre сентября сентябрь сен сент سبتمبر أيلول",
	"october oct octobre octubre октября октябрь окт أكتوبر اكتوبر",
	"november nov novembre noviembre ноября ноябрь ноя нояб نوفمبر",
	"december dec décembre decembre déc diciembre dic декабря декабрь дек ديسمبر",
)

func monthsOf(names ...string) map[string]int {
	months := map[string]int{}
	for i, list := range names {
		for name := range strings.FieldsSeq(list) {
			months[name] = i + 1
		}
	}
	return months
}

func wordsOf(list string) map[string]bool {
	known := map[string]bool{}
	for word := range strings.FieldsSeq(list) {
		known[word] = true
	}
	return known
}
