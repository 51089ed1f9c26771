package grid

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"
)

func TestWhichTextIsSetLetterByLetter(t *testing.T) {
	test.NewTempApp(t)
	f := newFace(theme.DefaultTheme().Font(fyne.TextStyle{}), 13)
	for s, want := range map[string]bool{
		"1\u202f234,5":  true,
		"−12 %":         true,
		"Türkiye":       true,
		"Россия":        true,
		"Ελλάδα":        true,
		"15–19 …":       true,
		"السكان":        false,
		"जनसंख्या":      false,
		"e\u0301":       false, // a letter and its accent apart
		"א":             false,
		"a\u200fb":      false,
		"\U0001f600":    false,
		"line\nbreak":   false,
		"":              true,
		"“quoted” «ok»": true,
	} {
		if _, ok := f.width(s); ok != want {
			t.Errorf("%q: %v", s, ok)
		}
	}
	one, _ := f.width("1111")
	eight, _ := f.width("8888")
	if one != eight {
		t.Errorf("digits differ in width: %v %v", one, eight)
	}
}

func TestElide(t *testing.T) {
	f := newFace(theme.DefaultTheme().Font(fyne.TextStyle{}), 13)
	whole, _ := f.width("Bosnia and Herzegovina")
	if s := f.elide("Bosnia and Herzegovina", whole); s != "Bosnia and Herzegovina" {
		t.Error(s)
	}
	s := f.elide("Bosnia and Herzegovina", whole/2)
	if w, _ := f.width(s); w > whole/2 || len(s) < 8 {
		t.Errorf("%q is %v wide, room is %v", s, w, whole/2)
	}
}

// arabic is a table whose heads need shaping.
type arabic struct{}

func (arabic) Rows() int                  { return 100 }
func (arabic) Columns() int               { return 3 }
func (arabic) Cell(r, c int) Cell         { return Cell{Text: "12"} }
func (arabic) RowHead(int) RowHead        { return RowHead{Text: "السويد"} }
func (arabic) ColumnLevels() int          { return 1 }
func (arabic) ColumnHead(_, _ int) string { return "ذكور" }
func (arabic) Edit(int, int) string       { return "12" }

func TestTextThatNeedsShapingIsLeftToFyne(t *testing.T) {
	test.NewTempApp(t)
	g := New(arabic{})
	g.RightToLeft = true
	w := test.NewTempWindow(t, g)
	w.SetPadded(false)
	w.Resize(fyne.NewSize(500, 25+10*26))
	if g.above.rows.used != 10 || g.above.columns.used != 3 || g.above.cells.used != 0 {
		t.Errorf("%d row heads, %d column heads, %d cells", g.above.rows.used, g.above.columns.used, g.above.cells.used)
	}
	first := g.above.rows.texts[0]
	if !g.above.rows.clip.Visible() || first.Text != "السويد" || first.Alignment != fyne.TextAlignTrailing {
		t.Errorf("%+v", first)
	}
	g.ScrollTo(99, 0)
	if !g.above.rows.clip.Visible() || g.above.rows.used != 10 {
		t.Error("lost by scrolling")
	}
}
