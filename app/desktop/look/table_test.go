package look_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"migraform/app/desktop/grid"
	"migraform/app/desktop/look"
)

// asylum is a small table with every style and mark.
type asylum struct{}

var asylumRows = []grid.RowHead{
	{Text: "Total", Kind: grid.TotalRow},
	{Text: "Europe", Kind: grid.SubtotalRow, Expandable: true, Expanded: true, Mark: grid.Error},
	{Text: "Ukraine", Indent: 1},
	{Text: "Kosovo (UNSCR 1244)", Indent: 1},
	{Text: "Asia", Kind: grid.SubtotalRow, Expandable: true},
	{Text: "Stateless", Dim: true, Mark: grid.Done},
}

var asylumCells = [][]grid.Cell{
	{{Text: "48 120", Style: grid.Total | grid.Computed}, {Text: "25 012", Style: grid.Total | grid.Computed}, {Text: "23 108", Style: grid.Total | grid.Computed}, {Text: "51 300", Style: grid.Total}, {Text: "26 411", Style: grid.Total}, {Text: "24 889", Style: grid.Total}},
	{{Text: "33 017", Style: grid.Computed}, {Text: "16 402", Style: grid.Computed}, {Text: "16 615", Style: grid.Computed}, {Text: "35 212", Mark: grid.Error}, {Text: "17 400"}, {Text: "17 821", Mark: grid.Warning}},
	{{Text: "31 224"}, {Text: "15 480"}, {Text: "15 744", Style: grid.Imported}, {Text: "33 001", Style: grid.Changed}, {Text: "16 230", Mark: grid.Explained}, {Text: "16 771", Mark: grid.Information}},
	{{Text: "3", Style: grid.Confidential}, {Text: "2", Style: grid.Confidential}, {Style: grid.NotApplicable}, {Text: "5", Style: grid.Note}, {Text: "−1", Style: grid.Derived}, {Text: "4", Mark: grid.Done}},
	{{Text: "14 890", Style: grid.Computed}, {Text: "8 511", Style: grid.Computed}, {Text: "6 379", Style: grid.Computed}, {Text: "15 870", Style: grid.Locked}, {Text: "8 902", Style: grid.Locked}, {Text: "6 968", Style: grid.Locked}},
	{{Text: "213"}, {Text: "99"}, {Text: "114"}, {Text: "218"}, {Text: "109"}, {Text: "see note", Style: grid.Left | grid.Note}},
}

func (asylum) Rows() int                    { return len(asylumRows) }
func (asylum) Columns() int                 { return 6 }
func (asylum) Cell(row, col int) grid.Cell  { return asylumCells[row][col] }
func (asylum) RowHead(row int) grid.RowHead { return asylumRows[row] }
func (asylum) ColumnLevels() int            { return 2 }
func (asylum) Edit(row, col int) string     { return asylumCells[row][col].Text }
func (asylum) CornerHead(level int) string  { return []string{"", "citizenship"}[level] }
func (asylum) ColumnHead(level, col int) string {
	if level == 0 {
		return []string{"2024", "2025"}[col/3]
	}
	return []string{"total", "men", "women"}[col%3]
}

func TestTheTableInBothVariants(t *testing.T) {
	for name, choice := range map[string]look.Choice{"table-light": look.Light, "table-dark": look.Dark} {
		t.Run(name, func(t *testing.T) {
			th := look.New(choice)
			test.NewTempApp(t).Settings().SetTheme(th)
			g := grid.New(asylum{})
			g.Palette = th.Grid
			w := test.NewTempWindow(t, g)
			w.SetPadded(false)
			w.Resize(fyne.NewSize(760, 240))
			w.Canvas().Focus(g)
			g.SelectRange(grid.Range{Top: 1, Left: 3, Bottom: 3, Right: 4})
			test.AssertImageMatches(t, name+".png", w.Canvas().Capture())
		})
	}
}
