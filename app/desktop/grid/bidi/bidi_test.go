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
