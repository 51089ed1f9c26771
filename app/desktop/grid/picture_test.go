package grid_test

import (
	"fmt"
	"image/color"
	"strconv"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"migraform/app/desktop/grid"
)

// sample is a table of immigration by citizenship with everything that a cell can show.
type sample struct {
	heads   []grid.RowHead
	years   []string
	parts   []string
	corner  string
	special map[[2]int]grid.Cell
	rows    int
}

func newSample() *sample {
	return &sample{
		corner: "citizenship",
		years:  []string{"2023", "2024", "2025"},
		parts:  []string{"total", "men", "women", "not stated"},
		heads: []grid.RowHead{
			{Text: "Total", Kind: grid.TotalRow},
			{Text: "Nationals"},
			{Text: "Foreigners", Kind: grid.SubtotalRow, Expandable: true, Expanded: true},
			{Text: "Europe", Indent: 1, Kind: grid.SubtotalRow, Expandable: true, Expanded: true, Mark: grid.Error},
			{Text: "Sweden", Indent: 2},
			{Text: "Türkiye", Indent: 2},
			{Text: "Россия", Indent: 2},
			{Text: "Bosnia and Herzegovina and what was before", Indent: 2},
			{Text: "Africa", Indent: 1, Kind: grid.SubtotalRow, Expandable: true},
			{Text: "Stateless", Dim: true},
			{Text: "Unknown", Dim: true, Mark: grid.Done},
		},
		special: map[[2]int]grid.Cell{
			{4, 5}:  {Text: "1 243", Mark: grid.Error, Tip: "Parts 5 221, total 5 212: 9 too many."},
			{4, 6}:  {Text: "880", Mark: grid.Warning},
			{5, 5}:  {Text: "12", Mark: grid.Information},
			{5, 6}:  {Text: "1 907", Mark: grid.Explained},
			{6, 5}:  {Text: "77", Mark: grid.Done},
			{6, 6}:  {Text: "405", Style: grid.Imported},
			{7, 5}:  {Text: "31", Style: grid.Changed},
			{7, 6}:  {Text: "28", Style: grid.Note | grid.Changed | grid.Imported},
			{8, 5}:  {Text: "", Style: grid.NotApplicable},
			{8, 6}:  {Text: "n/a", Style: grid.NotApplicable},
			{9, 5}:  {Text: "3", Style: grid.Confidential},
			{9, 6}:  {Text: "−14", Style: grid.Derived},
			{10, 5}: {Text: "see note", Style: grid.Left | grid.Locked},
			{10, 6}: {Text: "12 345 678", Style: grid.Confidential | grid.Changed, Mark: grid.Warning},
		},
	}
}

func (s *sample) Rows() int {
	if s.rows > 0 {
		return s.rows
	}
	return len(s.heads)
}
func (s *sample) Columns() int { return len(s.years) * len(s.parts) }
func (s *sample) RowHead(row int) grid.RowHead {
	if row >= len(s.heads) {
		return grid.RowHead{Text: "Row " + strconv.Itoa(row+1), Indent: 1}
	}
	return s.heads[row]
}
func (s *sample) ColumnLevels() int { return 2 }
func (s *sample) CornerHead(level int) string {
	if level == 1 {
		return s.corner
	}
	return ""
}

func (s *sample) ColumnHead(level, col int) string {
	if level == 0 {
		return s.years[col/len(s.parts)]
	}
	return s.parts[col%len(s.parts)]
}

func (s *sample) Edit(row, col int) string {
	if row > 10 && col == 3 {
		return ""
	}
	return strconv.Itoa((row*7919+col*104729)%23456 + 10)
}

func (s *sample) Cell(row, col int) grid.Cell {
	if c, ok := s.special[[2]int{row, col}]; ok {
		return c
	}
	n, _ := strconv.Atoi(s.Edit(row, col))
	text := strconv.Itoa(n)
	if n >= 1000 {
		text = fmt.Sprintf("%d\u202f%03d", n/1000, n%1000)
	}
	c := grid.Cell{Text: text}
	if col%len(s.parts) == 0 {
		c.Style |= grid.Computed
	}
	if row < len(s.heads) && s.heads[row].Kind != grid.Plain {
		c.Style |= grid.Computed
	}
	if row == 0 {
		c.Style |= grid.Total
	}
	return c
}

// inWindow shows a grid in a window of the size that is photographed. The colours are those of Fyne's own theme.
func inWindow(t *testing.T, model grid.Model, variant fyne.ThemeVariant, w, h float32, options ...func(*grid.Grid)) (*grid.Grid, fyne.Window) {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(forced{theme.DefaultTheme(), variant})
	g := grid.New(model)
	for _, set := range options {
		set(g)
	}
	win := test.NewTempWindow(t, g)
	win.SetPadded(false)
	win.Resize(fyne.NewSize(w, h))
	return g, win
}

type forced struct {
	fyne.Theme
	variant fyne.ThemeVariant
}

func (f forced) Color(n fyne.ThemeColorName, _ fyne.ThemeVariant) color.Color {
	return f.Theme.Color(n, f.variant)
}

func TestPictures(t *testing.T) {
	focus := func(g *grid.Grid, w fyne.Window) { w.Canvas().Focus(g) }
	for _, c := range []struct {
		name    string
		variant fyne.ThemeVariant
		scale   float32
		options []func(*grid.Grid)
		model   func(*sample)
		act     func(*grid.Grid, fyne.Window)
	}{
		{name: "light", variant: theme.VariantLight, act: func(g *grid.Grid, w fyne.Window) { focus(g, w); g.Select(4, 3) }},
		{name: "dark", variant: theme.VariantDark, act: func(g *grid.Grid, w fyne.Window) { focus(g, w); g.Select(4, 3) }},
		{name: "crisp", variant: theme.VariantLight, scale: 1.25, act: focus},
		{name: "range", variant: theme.VariantLight, act: func(g *grid.Grid, w fyne.Window) {
			focus(g, w)
			g.SelectRange(grid.Range{Top: 3, Left: 5, Bottom: 7, Right: 6})
		}},
		{name: "editor", variant: theme.VariantLight, act: func(g *grid.Grid, w fyne.Window) {
			focus(g, w)
			g.Select(4, 5)
			g.TypedRune('1')
			g.TypedRune('2')
		}},
		{name: "fault", variant: theme.VariantDark, act: func(g *grid.Grid, w fyne.Window) {
			focus(g, w)
			g.OnCommit = func(int, int, string) error {
				return fmt.Errorf("“12a” is not a number. Write digits, or “:” if the figure is not available; Esc brings back what stood here.")
			}
			g.Select(4, 5)
			test.Type(g, "12a")
			g.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
		}},
		{name: "tip", variant: theme.VariantLight, act: func(g *grid.Grid, w fyne.Window) {
			test.MoveMouse(w.Canvas(), fyne.NewPos(780, 50+4*26+12))
		}},
		{name: "scrolled", variant: theme.VariantLight, model: func(s *sample) { s.rows = 5250 }, act: func(g *grid.Grid, w fyne.Window) {
			focus(g, w)
			g.Select(3000, 7)
		}},
		{name: "enlarged", variant: theme.VariantLight, act: func(g *grid.Grid, w fyne.Window) { g.SetScale(1.5) }},
		{name: "mirrored", variant: theme.VariantLight, options: []func(*grid.Grid){func(g *grid.Grid) { g.RightToLeft = true }},
			model: func(s *sample) {
				// Latin letters only: which Arabic font there is differs between machines
				s.special[[2]int{4, 4}] = grid.Cell{Text: "see note", Style: grid.Left, Mark: grid.Explained}
			},
			act: func(g *grid.Grid, w fyne.Window) {
				focus(g, w)
				g.SelectRange(grid.Range{Top: 3, Left: 3, Bottom: 5, Right: 5})
			}},
	} {
		t.Run(c.name, func(t *testing.T) {
			model := newSample()
			if c.model != nil {
				c.model(model)
			}
			g, win := inWindow(t, model, c.variant, 880, 380, c.options...)
			if c.scale > 0 {
				win.Canvas().(interface{ SetScale(float32) }).SetScale(c.scale)
				win.Canvas().Capture() // learns the scale
			}
			c.act(g, win)
			test.AssertImageMatches(t, c.name+".png", win.Canvas().Capture())
		})
	}
}

var _ desktop.Mouseable = (*grid.Grid)(nil)
