package workbook

import (
	"strings"

	"migraform/forms"

	"github.com/xuri/excelize/v2"
)

// The colours of the program: paper white, hairlines, one grey for heads, a
// deep calm blue; all other colour means something.
const (
	ink      = "1F2933"
	dimmed   = "5F6B76"
	blue     = "1F3A5F"
	grey     = "EEF1F4"
	hairline = "CDD4DB"
	red      = "B3261E"
	family   = "Calibri"
)

// look is how a cell looks.
type look struct {
	kind     forms.CodeKind // totals are heavier
	computed bool
	locked   bool
	hatched  bool // not asked for
	format   string

	text   string // role of a text cell: "title", "says", "head", "label", "body", "warn", "key"
	indent int
	wrap   bool
	right  bool // right-to-left
}

// looks makes the styles of a workbook, each once.
type looks struct {
	file *excelize.File
	made map[look]int
}

func (k *looks) style(l look) (int, error) {
	if id, ok := k.made[l]; ok {
		return id, nil
	}
	id, err := k.file.NewStyle(l.excel())
	if err == nil {
		k.made[l] = id
	}
	return id, err
}

func (l look) excel() *excelize.Style {
	s := &excelize.Style{
		Font:       &excelize.Font{Family: family, Size: 10, Color: ink},
		Alignment:  &excelize.Alignment{Vertical: "center"},
		Protection: &excelize.Protection{Locked: l.locked},
	}
	if l.text != "" {
		l.words(s)
		return s
	}
	format := l.format
	s.CustomNumFmt = &format
	s.Alignment.Horizontal = "right"
	s.Border = edges("left", "right", "top", "bottom")
	if l.kind != forms.Leaf {
		s.Font.Bold = !l.computed
		s.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"F7F9FA"}}
	}
	if l.computed {
		s.Font.Italic, s.Font.Color = true, dimmed
	}
	if l.hatched {
		s.Fill = excelize.Fill{Type: "pattern", Pattern: 14, Color: []string{hairline}}
	}
	return s
}

func (l look) words(s *excelize.Style) {
	s.Alignment.Indent, s.Alignment.WrapText = l.indent, l.wrap
	if l.right {
		s.Alignment.ReadingOrder = 2
	}
	text := "@"
	s.CustomNumFmt = &text
	switch l.text {
	case "title":
		s.Font.Size, s.Font.Bold, s.Font.Color = 16, true, blue
	case "says":
		s.Font.Color = dimmed
	case "warn":
		s.Font.Bold, s.Font.Color = true, red
	case "head":
		s.Font.Bold = true
		s.Alignment.Horizontal, s.Alignment.WrapText = "center", true
		s.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{grey}}
		s.Border = edges("left", "right", "top", "bottom")
	case "label":
		s.Font.Bold = l.kind != forms.Leaf
		s.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{grey}}
		s.Border = edges("bottom")
	case "body":
		s.Alignment.Vertical = "top"
		s.Border = edges("bottom")
	case "key":
		s.Font.Color = dimmed
		s.Alignment.Vertical = "top"
		s.Border = edges("bottom")
	case "code":
		s.Font.Size, s.Font.Color = 8, dimmed
	}
}

func edges(sides ...string) []excelize.Border {
	var borders []excelize.Border
	for _, side := range sides {
		borders = append(borders, excelize.Border{Type: side, Color: hairline, Style: 1})
	}
	return borders
}

// format writes the number format of an answer: grouped as the reader's
// computer groups, nil as a dash, and behind the figure what it carries: the
// letter of its status ("p"), of its confidentiality ("/N"), a star for a
// note.
func format(a forms.Answer, noted bool) string {
	mark := ""
	if a.Status.IsNumber() && a.Status != forms.Normal {
		mark = " " + strings.ToLower(a.Status.String())
	}
	if a.Conf != forms.Unstated && a.Conf != forms.Free {
		mark += " /" + a.Conf.String()
	}
	if noted {
		mark += " *"
	}
	quoted := ""
	if mark != "" {
		quoted = `"` + mark + `"`
	}
	number := "#,##0"
	if a.Status.IsNumber() && !a.Value.IsWhole() {
		number = "#,##0.0###"
	}
	zero := `"` + signNil + mark + `"`
	if a.Status.IsNumber() && a.Status != forms.Normal {
		zero = "0" + quoted
	}
	return number + quoted + `;"` + "\u2212" + `"` + number + quoted + `;` + zero + `;@` + quoted
}
