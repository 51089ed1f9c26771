package reader

import "strings"

// section is one of the parts of a format code, which semicolons part: one for
// numbers above zero, one for those below, one for zero, one for texts.
type section struct {
	signs     string // what stands for digits, dates and times, in small letters
	words     string // what is shown as it stands
	condition string // "=0" of [=0]
}

// sectionsOf takes a format code apart (ECMA-376 part 1, 18.8.31).
func sectionsOf(code string) []section {
	var all []section
	var signs, words strings.Builder
	condition := ""
	end := func() {
		all = append(all, section{strings.ToLower(strings.TrimSpace(signs.String())), words.String(), condition})
		signs.Reset()
		words.Reset()
		condition = ""
	}
	letters := []rune(code)
	until := func(i int, mark rune) int {
		for i < len(letters) && letters[i] != mark {
			i++
		}
		return i
	}
	for i := 0; i < len(letters); i++ {
		switch r := letters[i]; r {
		case '"':
			to := until(i+1, '"')
			words.WriteString(string(letters[i+1 : to]))
			i = to
		case '[':
			to := until(i+1, ']')
			inside := string(letters[i+1 : to])
			switch i = to; {
			case inside != "" && strings.Trim(strings.ToLower(inside), "hms") == "":
				signs.WriteString(inside) // hours, minutes or seconds beyond a day
			case strings.HasPrefix(inside, "$"):
				currency, _, _ := strings.Cut(inside[1:], "-")
				words.WriteString(currency)
			case strings.ContainsAny(inside, "<>="):
				condition = inside
			}
		case '\\', '_', '*':
			i++
			if r == '\\' && i < len(letters) {
				words.WriteRune(letters[i])
				if letters[i] == ' ' {
					signs.WriteByte(' ') // it may part thousands
				}
			}
		case ';':
			end()
		case '\u00a0', '\u202f':
			signs.WriteByte(' ')
		case '-', '–', '—', '(', ')', '$', '€', '£':
			words.WriteRune(r)
		default:
			signs.WriteRune(r)
		}
	}
	end()
	return all
}

func (s section) hasDigits() bool { return strings.ContainsAny(s.signs, "0#?") }

func (s section) isGeneral() bool { return strings.Contains(s.signs, "general") }

// styleOf reads a format code.
func styleOf(code string) style {
	sections := sectionsOf(code)
	first := sections[0]
	var zero *string
	for i, s := range sections[:min(len(sections), 3)] {
		if (s.condition == "=0" || i == 2 && s.condition == "") && !strings.ContainsAny(s.signs, "0#") && !s.isGeneral() {
			zero = &sections[i].words
		}
	}
	for _, s := range sections {
		if first.condition != "" && !first.hasDigits() && s.hasDigits() {
			first = s // the one that shows figures
		}
	}
	s := styleOfSection(first)
	if code == "" || first.condition != "" && s.every != nil {
		s.every = nil
	}
	if s.date == noDate && s.every == nil {
		s.zero = zero
	}
	return s
}

func styleOfSection(one section) style {
	switch {
	case one.isGeneral(), strings.Contains(one.signs, "@"):
		return style{plain: true}
	case !one.hasDigits():
		if date := shapeOf(one.signs); date != noDate {
			return style{date: date, plain: true}
		}
		return style{plain: true, every: &one.words}
	case strings.ContainsAny(one.signs, "e/"):
		return style{plain: true} // with an exponent, or as a fraction
	case strings.ContainsAny(one.signs, "hs") && strings.Contains(one.signs, ":"):
		return style{date: timeOnly, plain: true} // mm:ss.0
	}
	s := style{percent: strings.Contains(one.signs, "%")}
	whole, decimals, _ := strings.Cut(one.signs, ".")
	s.decimals = min(strings.Count(decimals, "0")+strings.Count(decimals, "#"), 10)
	trimmed := strings.TrimRight(whole, " %")
	if decimals != "" {
		trimmed = strings.TrimRight(decimals, " %")
	}
	s.thousands = min(len(trimmed)-len(strings.TrimRight(trimmed, ",")), 3)
	switch inner := strings.TrimRight(whole, ", %"); {
	case strings.Contains(inner, ","):
		s.group = ","
	case strings.Contains(inner, "# #"):
		s.group = " "
	}
	return s
}

// shapeOf tells how much of a moment is shown. An m is a month, unless there
// are hours or seconds alone beside it.
func shapeOf(signs string) dateShape {
	signs = strings.NewReplacer("am/pm", "", "a/p", "").Replace(signs)
	year, month, day := strings.ContainsAny(signs, "ye"), strings.Contains(signs, "m"), strings.Contains(signs, "d")
	hours := strings.ContainsAny(signs, "hs")
	switch {
	case day:
		return wholeDay
	case year && month:
		return monthOnly
	case year:
		return yearOnly
	case hours:
		return timeOnly
	case month:
		return monthOnly
	}
	return noDate
}
