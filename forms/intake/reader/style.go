package reader

import (
	"math/big"
	"strconv"
	"strings"

	"migraform/forms/markup"
)

// style is what matters of how a cell looks: how its number is shown.
type style struct {
	date, percent, plain bool
	decimals             int
	group                string
	thousands            int // how many times the number is shown divided by 1,000
	indent               int
}

func (b *book) readStyles(m *markup.Scanner) error {
	formats := map[int]string{}
	inCells := false
	for {
		piece, err := m.Next()
		if err != nil {
			return err
		}
		switch {
		case piece == markup.Opening && string(m.Name) == "numFmt":
			formats[m.AttrNumber("numFmtId", -1)] = m.AttrText("formatCode")
		case string(m.Name) == "cellXfs" && piece != markup.Characters:
			inCells = piece == markup.Opening && !m.Empty
		case piece == markup.Opening && inCells && string(m.Name) == "xf":
			id := m.AttrNumber("numFmtId", 0)
			code, own := formats[id]
			if !own {
				code = builtInFormat(id)
			}
			b.styles = append(b.styles, styleOf(code))
		case piece == markup.Opening && inCells && string(m.Name) == "alignment" && len(b.styles) > 0:
			b.styles[len(b.styles)-1].indent = m.AttrNumber("indent", 0)
		}
	}
}

// builtInFormat gives the number formats that have an id alone (ECMA-376
// part 1, 18.8.30); all of those for dates count as one.
func builtInFormat(id int) string {
	switch {
	case id == 1:
		return "0"
	case id == 2:
		return "0.00"
	case id == 3, id == 37, id == 38, id == 41, id == 42:
		return "#,##0"
	case id == 4, id == 39, id == 40, id == 43, id == 44:
		return "#,##0.00"
	case id == 9:
		return "0%"
	case id == 10:
		return "0.00%"
	case id >= 14 && id <= 22, id >= 27 && id <= 36, id >= 45 && id <= 47, id >= 50 && id <= 58:
		return "yyyy-mm-dd"
	}
	return ""
}

// styleOf reads a format code: its first part, for numbers above zero.
func styleOf(code string) style {
	var kept strings.Builder
	inQuotes, inBrackets := false, false
	for i := 0; i < len(code); i++ {
		c := code[i]
		switch {
		case inQuotes:
			inQuotes = c != '"'
		case inBrackets:
			inBrackets = c != ']'
		case c == '"':
			inQuotes = true
		case c == '[':
			inBrackets = true
		case c == '\\' || c == '_' || c == '*':
			if c == '\\' && i+1 < len(code) && code[i+1] == ' ' {
				kept.WriteByte(' ')
			}
			i++
		case c == ';':
			i = len(code)
		default:
			kept.WriteByte(c)
		}
	}
	first := strings.ToLower(strings.TrimSpace(kept.String()))
	if first == "" || strings.Contains(first, "general") || strings.Contains(first, "@") {
		return style{plain: true}
	}
	digits := strings.ContainsAny(first, "0#?")
	if !digits {
		return style{date: strings.ContainsAny(first, "ymdhs"), plain: true}
	}
	if strings.ContainsAny(first, "e/") {
		return style{plain: true}
	}
	s := style{percent: strings.Contains(first, "%")}
	whole, decimals, _ := strings.Cut(first, ".")
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

// show writes a stored number as the style does.
func (s style) show(stored string) string {
	if s.plain {
		return stored
	}
	number, ok := new(big.Rat).SetString(boundedExponent(stored))
	if !ok {
		return stored
	}
	if s.percent {
		number.Mul(number, big.NewRat(100, 1))
	}
	for range s.thousands {
		number.Quo(number, big.NewRat(1000, 1))
	}
	text := number.FloatString(s.decimals)
	if s.group != "" {
		whole, decimals, point := strings.Cut(text, ".")
		sign := ""
		if strings.HasPrefix(whole, "-") {
			sign, whole = "-", whole[1:]
		}
		for i := len(whole) - 3; i > 0; i -= 3 {
			whole = whole[:i] + s.group + whole[i:]
		}
		text = sign + whole
		if point {
			text += "." + decimals
		}
	}
	if s.percent {
		text += "%"
	}
	return text
}

// boundedExponent refuses numbers such as 1e999999999, which would take
// gigabytes to write out.
func boundedExponent(stored string) string {
	if i := strings.IndexAny(stored, "eE"); i >= 0 {
		if n, err := strconv.Atoi(stored[i+1:]); err != nil || n > 308 || n < -308 {
			return ""
		}
	}
	if len(stored) > 400 || strings.ContainsAny(stored, "/pPxX_") {
		return ""
	}
	return stored
}
