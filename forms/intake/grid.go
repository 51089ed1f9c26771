package intake

import (
	"errors"
	"regexp"
	"strconv"
	"strings"

	"migraform/forms"
	"migraform/forms/intake/label"
	"migraform/forms/intake/reader"
	"migraform/forms/words"
)

// class is what a cell looks like before it is known where it stands.
type class uint8

const (
	empty class = iota
	wording
	number
	year // a number that could be a year
	mark // stands for a figure: "..", "-"
)

// grid is a sheet with the class of each cell, in the order of its rows.
type grid struct {
	sheet   *reader.Sheet
	classes [][]class
	// points is true where a point in the sheet's text figures is certain to
	// stand before decimals, so that "1.234" is not a thousand.
	points bool
}

func newGrid(sheet *reader.Sheet) *grid {
	g := &grid{sheet: sheet, classes: make([][]class, len(sheet.Rows))}
	all := make([]class, sheet.Cells)
	for i := range sheet.Rows {
		cells := sheet.Rows[i].Cells
		g.classes[i], all = all[:len(cells):len(cells)], all[len(cells):]
		for j := range cells {
			g.classes[i][j] = classOf(&cells[j])
			if g.classes[i][j] == number && cells[j].Kind == reader.Text && !g.points {
				g.points = pointsToDecimals(cells[j].Text)
			}
		}
	}
	return g
}

func classOf(c *reader.Cell) class {
	switch c.Kind {
	case reader.Number:
		if couldBeYear(c.Text) {
			return year
		}
		return number
	case reader.Date, reader.Truth:
		return wording
	case reader.Fault:
		return mark
	}
	text := strings.TrimSpace(c.Text)
	if text == "" {
		return empty
	}
	first := text[0]
	if first >= '0' && first <= '9' {
		if couldBeYear(text) || couldBeYear(bareYear(text)) {
			return year
		}
		if _, _, ok := figureIn(text, false); ok {
			return number
		}
		return wording
	}
	if len(text) <= 8 {
		if _, ok := label.Missing(text); ok {
			return mark
		}
	}
	if first >= 0x80 && couldBeYear(label.WesternDigits(text)) {
		return year
	}
	if first == '-' || first == '+' || first == '.' || first == '<' || first >= 0x80 || first == '(' {
		if _, _, ok := figureIn(text, false); ok {
			return number
		}
	}
	return wording
}

// bareYear takes off what is printed behind a year: "2015p", "2015 (e)",
// "2015*", "2015¹". A figure with a flag may look just so.
func bareYear(s string) string {
	if len(s) < 5 || len(s) > 12 || s[0] != '1' && s[0] != '2' {
		return ""
	}
	for i := range 4 {
		if s[i] < '0' || s[i] > '9' {
			return ""
		}
	}
	rest := strings.Trim(s[4:], " ()[]*†‡#¹²³⁰⁴⁵⁶⁷⁸⁹ᵖᵉʳ\u00a0")
	if rest != "" && (len(rest) > 4 || strings.Trim(rest, "abeprovst.") != "") {
		return ""
	}
	return s[:4]
}

func couldBeYear(s string) bool {
	return len(s) == 4 && (s[0] == '1' && s[1] >= '8' || s[0] == '2' && s[1] == '0') && s[1] <= '9' && s[2] >= '0' && s[2] <= '9' && s[3] >= '0' && s[3] <= '9'
}

// pointsToDecimals reports whether the only point in a figure is followed by
// other than three digits, so that it cannot part thousands.
func pointsToDecimals(s string) bool {
	i := strings.IndexByte(s, '.')
	if i < 0 || strings.Count(s, ".") != 1 || strings.ContainsAny(s, ",%") {
		return false
	}
	digits := 0
	for _, c := range s[i+1:] {
		if c < '0' || c > '9' {
			break
		}
		digits++
	}
	return digits != 3
}

// figureIn reads a figure as people print it, with flags or marks behind it:
// "12 345", "1,234", "135281 b", "1 234(e)", "12*". The value is a plain
// decimal with all its digits.
func figureIn(text string, points bool) (value, flags string, ok bool) {
	s := strings.TrimSpace(text)
	if s == "" || len(s) > 40 {
		return "", "", false
	}
	plain := true
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			plain = false
			break
		}
	}
	if plain {
		if len(s) > 15 {
			return "", "", false
		}
		if s = strings.TrimLeft(s, "0"); s == "" {
			s = "0"
		}
		return s, "", true
	}
	if value = grouped(s); value != "" {
		return value, "", true
	}
	s = label.WesternDigits(s)
	end := len(s)
	for end > 0 && (s[end-1] < '0' || s[end-1] > '9') {
		end--
	}
	tail := strings.TrimSpace(s[end:])
	if tail != "" && tail != "." {
		if end == 0 {
			return "", "", false
		}
		flags = strings.Trim(raisedFlags.Replace(tail), "() []*†‡#,¹²³⁰⁴⁵⁶⁷⁸⁹")
		if flags != "" && flags != "%" {
			if len(flags) > 3 || strings.Trim(flags, "abcdefinprstuvz") != "" {
				return "", "", false
			}
		}
		s = strings.TrimRight(s[:end], " ")
	} else {
		s = s[:end]
	}
	if strings.HasPrefix(s, "(") {
		return "", "", false
	}
	if points && !strings.Contains(s, ",") && strings.Count(s, ".") == 1 {
		if value = plainDecimal(ungroup.Replace(s)); value != "" {
			return value, flags, true
		}
	}
	n, err := words.ReadNumber(s)
	if errors.Is(err, forms.ErrTooFine) {
		value = plainDecimal(strings.Replace(ungroup.Replace(s), ",", ".", 1))
		return value, flags, value != ""
	}
	if err != nil {
		return "", "", false
	}
	return n.String(), flags, true
}

var raisedFlags = strings.NewReplacer("ᵖ", "p", "ᵉ", "e", "ʳ", "r", "ᵇ", "b", "ᵘ", "u", "⁽", "(", "⁾", ")")

var ungroup = strings.NewReplacer(" ", "", "\u00a0", "", "\u202f", "", "−", "-")

// grouped reads the commonest form of all, "1,234,567", without more ado.
func grouped(s string) string {
	if len(s) > 15 || len(s) < 5 || s[len(s)-4] != ',' {
		return ""
	}
	plain := make([]byte, 0, 15)
	for i := 0; i < len(s); i++ {
		switch fromEnd := len(s) - i; {
		case fromEnd%4 == 0 && s[i] == ',' && i > 0:
		case fromEnd%4 != 0 && s[i] >= '0' && s[i] <= '9' && (i > 0 || s[i] != '0'):
			plain = append(plain, s[i])
		default:
			return ""
		}
	}
	return string(plain)
}

// plainDecimal writes a stored number without exponent and without grouping,
// or returns "" where it is no number.
func plainDecimal(stored string) string {
	dots, other := 0, false
	for i := 0; i < len(stored); i++ {
		switch c := stored[i]; {
		case c >= '0' && c <= '9':
		case c == '.':
			dots++
		case c == '-' && i == 0:
		default:
			other = true
		}
	}
	if !other && dots <= 1 && len(stored) > 0 && len(stored) <= 16 && stored != "-" && stored != "." {
		return stored
	}
	// Longer ones carry the noise of binary fractions: 2424.6370000000002.
	f, err := strconv.ParseFloat(stored, 64)
	if err != nil || f > 1e30 || f < -1e30 || f != f {
		return ""
	}
	return strconv.FormatFloat(f, 'f', -1, 64)
}

// text returns what a place holds, with its line ends and doubled blanks
// made single blanks.
func (g *grid) text(row, col int) string {
	return tidy(g.sheet.At(row, col))
}

func tidy(c *reader.Cell) string {
	if c == nil {
		return ""
	}
	if !strings.ContainsAny(c.Text, "\r\n\t") && !strings.Contains(c.Text, "  ") {
		return strings.TrimSpace(c.Text)
	}
	return strings.Join(strings.Fields(brokenWord.ReplaceAllString(c.Text, "$1$2")), " ")
}

// brokenWord is a word parted at the end of a line: "Bangla-", "desh".
var brokenWord = regexp.MustCompile(`(\pL)-\r?\n(\p{Ll})`)
