package bidi_test

import (
	"strings"
	"testing"

	"migraform/app/desktop/grid/bidi"
)

func TestRunsOfBothDirections(t *testing.T) {
	const rlm, lrm = "\u200f", "\u200e"
	for _, c := range []struct {
		stored    string
		fromRight bool
		drawn     string
	}{
		{"plain", true, "plain"},
		{"السكان", false, "السكان"},
		{"Norway (النرويج)", false, "Norway (النرويج)"},
		{"السويد (SWE)", false, rlm + ")" + rlm + lrm + "SWE" + lrm + rlm + "السويد (" + rlm},
		{"B2 السويد", true, rlm + " السويد" + rlm + lrm + "B2" + lrm},
		{"حفظ (Ctrl+S)", true, rlm + ")" + rlm + lrm + "Ctrl+S" + lrm + rlm + "حفظ (" + rlm},
		{"السكان 2024", true, lrm + "2024" + lrm + rlm + "السكان " + rlm},
		{"الملف " + lrm + "/home/a" + lrm + " مغلق", true, rlm + " مغلق" + rlm + lrm + "/home/a" + lrm + rlm + "الملف " + rlm},
		{"السويد 12\nNorway", true, lrm + "12" + lrm + rlm + "السويد " + rlm + "\nNorway"},
	} {
		if got := bidi.Line(c.stored, c.fromRight); got != c.drawn {
			t.Errorf("%q is drawn as %q, want %q", c.stored, got, c.drawn)
		}
	}
}

// Brackets stand on the sides of what they enclose, whatever follows them, and
// signs within a number stay in it (Unicode Annex 9, rules N0 and W4). Runs
// are given from left to right, those from the right after a "<".
func TestBracketsAndSignsInMixedLines(t *testing.T) {
	for line, want := range map[string]string{
		"للإحصاء (CBS) 2025":         "2025|<) |CBS|<للإحصاء (",
		"للإحصاء (CBS)، القسم":       "<)، القسم|CBS|<للإحصاء (",
		"مصنف Excel (.xlsx) للإرسال": "< للإرسال|Excel (.xlsx)|<مصنف ",
		"(B2) للإحصاء":               "<) للإحصاء|B2|<(",
		"من 5-10 إلى":                "< إلى|5-10|<من ",
		"يوم 30/6/2025 فقط":          "< فقط|30/6/2025|<يوم ",
		"الإصدار 2025.2 الآن":        "< الآن|2025.2|<الإصدار ",
		"B1 (العمر) 2025":            "2025|< (العمر) |B1",
		"[A (ب) C] د":                "<] د|C|< (ب) |A|<[",
	} {
		var runs []string
		rest := bidi.Line(line, true)
		for rest != "" {
			mark := "\u200e"
			if strings.HasPrefix(rest, "\u200f") {
				mark = "\u200f"
			}
			text, after, _ := strings.Cut(strings.TrimPrefix(rest, mark), mark)
			if mark == "\u200f" {
				text = "<" + text
			}
			runs, rest = append(runs, text), after
		}
		if got := strings.Join(runs, "|"); got != want {
			t.Errorf("%s\ngot  %s\nwant %s", line, got, want)
		}
	}
}

func TestPiecesOfALine(t *testing.T) {
	for text, want := range map[string]string{
		"the total says 5": "the |total |says |5",
		"合计为2,477：少9。":     "合|计|为|2,477：|少|9。",
		"瑞典（女）":            "瑞|典|（女）",
		"":                 "",
		"السويد 2025":      "السويد |2025",
	} {
		if got := strings.Join(bidi.Pieces(text), "|"); got != want {
			t.Errorf("%q may be broken so: %s, want %s", text, got, want)
		}
	}
}
