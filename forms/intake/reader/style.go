package reader

import (
	"math/big"
	"strconv"
	"strings"

	"migraform/forms/markup"
)

// style is what matters of how a cell looks: how its number is shown.
type style struct {
	plain, percent bool
	date           dateShape
	decimals       int
	group          string
	thousands      int // how many times the number is shown divided by 1,000
	indent         int
	// What is shown instead of a zero, or of every number: "-", or nothing.
	zero, every *string
}

// dateShape is how much of a moment is shown.
type dateShape uint8

const (
	noDate dateShape = iota
	wholeDay
	monthOnly
	yearOnly
	timeOnly
)

func (b *book) readStyles(m *markup.Scanner) error {
	formats, styles := map[int]string{}, map[int]style{}
	inCells := false
	for {
		piece, err := m.Next()
		if err != nil {
			return err
		}
		switch {
		case piece == markup.Opening && string(m.Name) == "numFmt":
			if len(formats) < mostStyles {
				formats[m.AttrNumber("numFmtId", -1)] = m.AttrText("formatCode")
			}
		case string(m.Name) == "cellXfs" && piece != markup.Characters:
			inCells = piece == markup.Opening && !m.Empty
		case piece == markup.Opening && inCells && string(m.Name) == "xf":
			id := m.AttrNumber("numFmtId", 0)
			s, known := styles[id]
			if !known {
				code, own := formats[id]
				if !own {
					code = builtInFormat(id)
				}
				s = styleOf(code)
				styles[id] = s
			}
			if b.look(s); len(b.styles) == mostStyles {
				return nil
			}
		case piece == markup.Opening && inCells && string(m.Name) == "alignment" && len(b.styles) > 0:
			b.styles[len(b.styles)-1].indent = m.AttrNumber("indent", 0)
		}
	}
}

// builtInFormat gives the number formats that have an id alone (ECMA-376
// part 1, 18.8.30); most of those for dates count as one.
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
	case id == 17:
		return "mmm-yy"
	case id >= 18 && id <= 21, id >= 45 && id <= 47:
		return "h:mm:ss"
	case id >= 14 && id <= 22, id >= 27 && id <= 36, id >= 50 && id <= 58:
		return "yyyy-mm-dd"
	}
	return ""
}

// show writes a stored number as the style does.
func (s style) show(stored string) string {
	switch {
	case s.every != nil:
		return *s.every
	case s.zero != nil && isZero(stored):
		return *s.zero
	case s.plain:
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

func isZero(stored string) bool {
	n, err := strconv.ParseFloat(stored, 64)
	return err == nil && n == 0
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
